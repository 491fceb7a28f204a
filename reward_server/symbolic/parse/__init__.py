"""From an answer's text to a tree: normalisation, tokens, a cursor, the grammar."""
