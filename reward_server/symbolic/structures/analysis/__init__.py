"""Functions and what is said of them: extrema, singularities, monotony; series, curves and integrals."""
