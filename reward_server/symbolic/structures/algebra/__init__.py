"""Groups and how they are named, rings, fields, Jordan forms: what is the same up to isomorphism."""
