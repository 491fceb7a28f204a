"""`assay doctor`: what is wrong with a data set of questions, before a model is trained on it.

`entries` reads rows; `truths`, `programs` and `texts` look at them, each finding in `findings`; `mutants` changes
reference programs, `harness` finds inputs that tell a mutant from its reference; `report` shows and writes.
"""
