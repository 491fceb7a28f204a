"""Is this the right answer? Pure functions of text, as a ladder from cheap to dear.

`final_answer` finds what a text states; `normalize`, `tokens` and `grammar` make a tree of it; `ladder` compares two:
as text, as `structures` part by part, as `scalars` exactly (`exact`), by rounding (`decimals`) or to as many digits as
it takes (`numeric`). What is left goes to a worker, where `sympy_rung` (with `latex`) has the last word.
"""
