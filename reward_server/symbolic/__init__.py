"""Is this the right answer? Pure functions of text, tried in order from cheap to expensive.

`extract` finds what a text states; `parse` makes a tree of it (`normalize`, `tokens`, then the tables of `grammar`,
read by `precedence` through a `cursor`). `compare` compares two answers: plain numbers at once; other answers first as
text. It refuses an answer that leaves its work to the judge (`unfinished`), compares part by part by the table of
`structures/rules`, and compares `scalars` exactly, by rounding (`decimals`), to as many digits as needed (`numeric`),
or without computing a value (`powers`, `modular`). `question` finds what the prompt decides. All other comparisons go
to a worker, where `sympy_rung` (with `latex`) decides.
"""
