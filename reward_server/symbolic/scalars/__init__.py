"""Whether two scalar expressions are the same: exact rungs first, then canonical and numeric ones."""
