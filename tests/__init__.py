"""A package, so that it is found before the `tests` that latex2sympy2 installs beside its own code."""
