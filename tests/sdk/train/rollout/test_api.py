"""Lists of numbers as they come over the wire."""

from __future__ import annotations

from typing import Any

import pytest

from sdk.train.rollout.api import whole


@pytest.mark.parametrize(
    ("values", "kind", "found"), [([1, 2], int, [1, 2]), ([0, -1.5], float, [0.0, -1.5]), ([], int, [])]
)
def test_a_list_of_numbers_is_taken(values: Any, kind: type, found: list[Any]) -> None:
    """An integer is a float too, where floats are meant."""
    taken = whole(values, kind)
    assert taken == found
    assert all(type(one) is kind for one in taken)


@pytest.mark.parametrize(
    ("values", "kind"),
    [(None, int), ("12", int), ([1.5], int), (["1"], int), ([None], float), ({"a": 1}, int), ((1, 2), int)],
)
def test_anything_else_is_refused(values: Any, kind: type) -> None:
    with pytest.raises(TypeError, match=kind.__name__):
        whole(values, kind)
