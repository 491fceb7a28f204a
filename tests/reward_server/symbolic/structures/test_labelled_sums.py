"""Sums of numbers times labels in order."""

from __future__ import annotations

from reward_server.symbolic.parse.tree import ONE, Sym
from reward_server.symbolic.reading import read
from reward_server.symbolic.structures.labelled_sums import MAX_TERMS, added, labelled_sum, times

NAMES = {"x": "dx", "y": "dy"}


def test_a_product_keeps_the_order_of_its_labels() -> None:
    node = read("a x y - y x")[1]
    assert node is not None
    found = labelled_sum(node, NAMES)
    assert found is not None
    assert found.keys() == {("dx", "dy"), ("dy", "dx")}


def test_what_is_no_such_sum_has_none() -> None:
    for text in ("x^2", r"\sin x", "1/x", "(x, 1)"):
        node = read(text)[1]
        assert node is not None
        assert labelled_sum(node, NAMES) is None


def test_long_products_have_none() -> None:
    node = read("(x + y + 1)(x + y + 1)(x + y + 1)(x + y + 1)")[1]
    assert node is not None
    assert MAX_TERMS < 3**4
    assert labelled_sum(node, NAMES) is None


def test_sums_join_the_numbers_of_one_label() -> None:
    assert added([{("a",): ONE}, {("b",): ONE}]).keys() == {("a",), ("b",)}
    assert times({("a",): ONE}, {("b",): Sym("t")}).keys() == {("a", "b")}
