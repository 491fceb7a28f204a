"""Is this the right answer? Pure functions of text, as a ladder from cheap to dear.

`extract` finds what a text states; `parse` makes a tree of it (`normalize`, `tokens`, then the tables of `grammar`,
read by `precedence` through a `cursor`). `compare` compares two: plain numbers at once; else as text; refusing what
leaves its work to the judge (`unfinished`); part by part by the table of `structures/rules`; and as `scalars`: exactly,
by rounding (`decimals`), to as many digits as it takes (`numeric`), or without making a value at all (`powers`,
`modular`). `question` says what the prompt settles. What is left goes to a worker, where `sympy_rung` (with `latex`)
has the last word.
"""
