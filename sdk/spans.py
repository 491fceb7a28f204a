"""From spans of characters, as the dense repetition penalty gives them, to a value for each token."""

from __future__ import annotations

from collections.abc import Sequence

Span = tuple[int, int]
"""[start, end) in characters."""


def per_token(spans: Sequence[Span], offsets: Sequence[Span], penalty: float) -> list[float]:
    """`penalty` for each token that shares a character with a span, and 0 for the others.

    spans: of a component, ascending and apart. offsets: of the completion's tokens, ascending, as a tokenizer's
    `return_offsets_mapping` gives them; a token of no characters, such as an end of sequence, gets 0. Linear in both.
    """
    values, at = [], 0
    for start, end in offsets:
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        shares = at < len(spans) and spans[at][0] < end and start < end
        values.append(penalty if shares else 0.0)
    return values
