"""Isomorphism types have one name."""

from __future__ import annotations

import pytest

from reward_server.symbolic.structures.algebra.group_types import (
    Type,
    alternating,
    cyclic,
    dicyclic,
    dihedral,
    free,
    free_product,
    symmetric,
    times,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (cyclic(12), ("C3", "C4")), (cyclic(1), ()), (dihedral(4), ("C2", "C2")), (dihedral(2), ("C2",)),
        (dihedral(12), times(("C2",), symmetric(3) or ())), (dihedral(8), ("D8",)), (dihedral(7), None),
        (symmetric(2), cyclic(2)), (alternating(3), cyclic(3)), (dicyclic(6), None), (free(1), ("Z",)),
        (free_product([("Z",), free(2) or ()]), free(3)), (free_product([(), ("C2",)]), ("C2",)),
    ],
)  # fmt: skip
def test_small_groups_are_the_same(one: Type | None, other: Type | None) -> None:
    assert one == other
