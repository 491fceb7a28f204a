"""Formulas of statements and sets, and statements with quantifiers."""
