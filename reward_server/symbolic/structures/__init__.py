"""Whether two structured answers are the same: sets, tuples, matrices, equations, families, quantities."""
