"""Trees: what they hold, and how they are shown."""

from __future__ import annotations

import pytest

from reward_server.symbolic.parse.grammar import parse
from reward_server.symbolic.parse.tree import (
    Num,
    Op,
    Sym,
    Word,
    heads,
    integer,
    is_scalar,
    rebuild,
    rename,
    show,
    symbols,
    walk,
)


def test_parents_come_before_children_from_the_left() -> None:
    tree = Op("add", (Op("mul", (Sym("a"), Sym("b"))), integer(1)))
    assert list(walk(tree)) == [tree, tree.args[0], Sym("a"), Sym("b"), integer(1)]


def test_constants_and_bound_indices_are_no_variables() -> None:
    assert symbols(parse(r"\pi x + e^y + i")) == {"x", "y"}
    assert symbols(parse(r"\sum_{k=1}^n k")) == {"n"}
    assert heads(parse(r"\sqrt{x}+1")) == {"add", "root"}


def test_what_a_tree_is_made_of_is_kept_and_is_no_part_of_its_value() -> None:
    tree, other = parse(r"(x+1)/\sqrt{y}"), parse(r"(x+1)/\sqrt{y}")
    assert symbols(tree) == {"x", "y"}
    assert tree == other
    assert hash(tree) == hash(other)
    assert repr(tree) == repr(other)
    assert symbols(rename(tree, {"x": "z"})) == {"y", "z"}
    assert symbols(tree) == {"x", "y"}


@pytest.mark.parametrize(
    ("text", "scalar"),
    [("x+1", True), ("(1,2)", False), ("x=1", False), (r"\text{yes}", False), ("1,2", False), (r"\sqrt{2}", True)],
)
def test_a_scalar_has_one_value(text: str, scalar: bool) -> None:
    assert is_scalar(parse(text)) is scalar


def test_a_tree_is_rebuilt_from_its_leaves() -> None:
    tree = parse("x+y")
    assert rename(tree, {"x": "z"}) == parse("z+y")
    assert rebuild(tree, lambda one: one) is tree
    assert rebuild(tree, lambda one: integer(2) if one == Sym("x") else one) == parse("2+y")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x-1", "x - 1"), ("2x+1", "(2*x) + 1"), (r"\sqrt{2}", "sqrt(2)"), (r"\sqrt[3]{2}", "root(2, 3)"), ("(1,2]", "(1, 2]"), ("x<2", "x < 2"), ("-x", "-x"),
        (r"\sin x", "sin(x)"), ("2:3", "2:3"), (r"\text{yes}", "yes"), ("1,2", "1, 2"), ("0.5", "1/2"),
    ],
)  # fmt: skip
def test_a_tree_is_shown_in_one_line(text: str, shown: str) -> None:
    assert show(parse(text)) == shown


def test_what_is_shown_is_short() -> None:
    assert len(show(parse("+".join(["x"] * 100)))) <= 60
    assert show(Num(parse("2").value ** 300)) == "<302 bits>"  # type: ignore[union-attr]
    deep = parse("(" * 20 + "x" + "+1)^2" * 20)
    assert "..." in show(deep)
    assert show(Word("Paris")) == "Paris"
