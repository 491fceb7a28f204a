"""Tuples in any order, written out."""

from __future__ import annotations

import pytest

from reward_server.symbolic.parse.permuted import permuted

SIX = "(1, 2, 3), (1, 3, 2), (2, 1, 3), (2, 3, 1), (3, 1, 2), (3, 2, 1)"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("all permutations of $(1,2,3)$", SIX), (r"(x,y,z)=(1,2,3)\text{ and all its permutations}", SIX), (r"(1,2,3) \text{ in any order}", SIX),
        (r"\{x,y,z\}=\{1,2,3\}", SIX), ("(2,2,3) and permutations", "(2, 2, 3), (2, 3, 2), (3, 2, 2)"),
        ("all cyclic permutations of (1,2,3)", "(1, 2, 3), (2, 3, 1), (3, 1, 2)"), ("(1,0), (2,5) and their permutations", "(1, 0), (0, 1), (2, 5), (5, 2)"),
        ("(3,3), all permutations of (2,4) and (2,6)", "(3, 3), (2, 4), (4, 2), (2, 6), (6, 2)"), ("(1,5), (2,4) and its permutation", "(1, 5), (2, 4), (4, 2)"),
        (r"(\pm3,\pm2) (all sign combinations)", "(3, 2), (3, -2), (-3, 2), (-3, -2)"), (r"(\pm3,\pm4)\text{ with equal signs}", "(3, 4), (-3, -4)"),
    ],
)  # fmt: skip
def test_each_is_written_out_once(text: str, written: str) -> None:
    """However it is said that the entries may change places."""
    assert permuted(text) == written


@pytest.mark.parametrize(
    "text",
    [
        "the permutations of (1,2,3,4,5)",
        "the number of permutations of (1,2,3)",
        "order 6",
        "(1,2,3) in this order",
        r"\{1,2\}=\{2,1\}",
        "(1 2 3)",
    ],
)
def test_other_texts_stay(text: str) -> None:
    """Too many members, a number of permutations, an order that is given."""
    assert permuted(text) == text
