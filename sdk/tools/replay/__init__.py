"""`assay replay`: stored rollouts are scored again. `shapes` knows what trainers write, `rollouts` makes items of rows,
`scorers` judge, `verdicts` names the flips, `run` writes `records`; `summary` and `page` show them."""
