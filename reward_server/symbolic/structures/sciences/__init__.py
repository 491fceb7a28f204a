"""Chemical formulas, substances by name, laws of probability."""
