"""How good a model is, from outside: benchmarks, pass@k, consensus."""
