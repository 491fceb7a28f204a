"""Data sets as they lie on the disk: one reader of rows, and which texts say the same. No torch, no service."""
