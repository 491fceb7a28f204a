"""`assay audit`: what a reward pays for that it should not.

`problems` and `styles` are what honest completions are made of; `attacks`, `open_questions` and `programs` hold the
corpus; `targets` are what is audited, `paying` decides what was paid; `report` tells it. For `--learn`, `grammar` holds
what can be said, `policy` the learner, and `learning` trains it and makes sure of what it finds.
"""
