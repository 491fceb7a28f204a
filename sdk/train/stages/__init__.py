"""R1's stages, one function each, and what a stage leaves to the next."""
