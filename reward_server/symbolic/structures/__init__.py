"""Whether two structured answers are the same: sets, tuples, matrices, equations, quantities, by the table of `rules`.

Rooms of their own: `algebra` (groups, rings, fields), `geometry` (lines, regions, loci), `families` (what a letter runs
through), `logic` (formulas of statements) and `sciences` (chemistry, laws of probability).
"""
