"""Instructions that a text follows or not: the checkable kinds of IFEval and IFBench, one small function each.

`text` takes a text apart in any script, `kinds` says what a kind is and checks its arguments, the modules with tables
(`ifeval`, `words`, `formats`, `fixed`, `training`, `multilingual`) hold the kinds, `catalog` joins them.
"""
