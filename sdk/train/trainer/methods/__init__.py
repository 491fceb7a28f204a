"""One file a method, formulas alone."""
