"""Sets of reals."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.parse.grammar import parse
from reward_server.symbolic.parse.tree import Node, Op, Sym, Word, heads, integer
from reward_server.symbolic.structures import real_sets
from reward_server.symbolic.structures.real_sets import LINE, NotASet, pieces


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("(1, 2)", "1 < x < 2", True),
        ("[1, 2)", r"1 \le x < 2", True),
        ("[1, 2)", "1 < x < 2", False),
        ("(1, 2]", r"1 < x \le 2", True),
        ("(1, 2]", "1 < x < 2", False),
        (r"(-\infty, 3)", "x < 3", True),
        (r"(-\infty, 3]", "x < 3", False),
        (r"(3, \infty)", "x > 3", True),
        (r"(-\infty, 1)\cup(2,\infty)", r"x < 1 \text{ or } x > 2", True),
        (r"(-\infty, 1)\cup(2,\infty)", r"x < 1 \text{ or } x \ge 2", False),
        (r"(1,2)\cup(3,4)", r"(3,4)\cup(1,2)", True),
        (r"(1,3)\cup(2,4)", "(1,4)", True),
        (r"(1,2)\cup(2,3)", "(1,3)", False),
        (r"(1,2]\cup(2,3)", "(1,3)", True),
        (r"\mathbb{R}\setminus\{0\}", r"x \ne 0", True),
        (r"\mathbb{R}\setminus\{0\}", r"x \ne 1", False),
        (r"\{x \mid x > 2\}", r"(2, \infty)", True),
        (r"x \in (1, 2)", "(1, 2)", True),
        ("(1, 2)", "(1, 3)", False),
        (r"\mathbb{R}", r"(-\infty, \infty)", True),
    ],
)  # fmt: skip
def test_intervals_and_inequalities_are_the_sets_that_they_describe(truth: str, answer: str, right: bool) -> None:
    """Ends, order and gaps count; ways to write them do not."""
    assert compare(truth, answer).equal is right


COMBINED = {
    "cup": (r"(0,1)\cup(1,2)", r"(0,2)\setminus\{1\}", "(0, 2)"), "or": ("x<0 or x>1", r"(-\infty,0)\cup(1,\infty)", "(0, 1)"), "cap": (r"(0,2)\cap(1,3)", "(1, 2)", "(0, 3)"), "and": ("0<x<1", "(0, 1)", "[0, 1]"),
    "list": ("x>0, x<1", "(0, 1)", r"(0,\infty)"), "setminus": (r"(0,2)\setminus(1,2)", "(0, 1]", "(0, 1)"), "in": (r"x\in(0,1)", "(0, 1)", "[0, 1)"), "notin": (r"x\notin(0,1)", r"(-\infty,0]\cup[1,\infty)", r"(-\infty,0)\cup(1,\infty)"),
    "such_that": (r"\{x\in\mathbb{N} \mid x<3\}", r"\{0,1,2\}", r"\{1,2\}"),
}  # fmt: skip
"""Head -> a set that it makes, the same one, another one."""


@pytest.mark.parametrize("head", sorted(real_sets._COMBINED))
def test_each_way_to_combine_sets_makes_one_set_and_not_the_one_beside_it(head: str) -> None:
    node, same, other = map(parse, COMBINED[head])
    assert head in heads(node)
    assert ends(node) == ends(same) != ends(other)


def ends(node: Node) -> list[tuple[object, ...]]:
    return [(one.low.value, one.low.closed, one.high.value, one.high.closed) for one in pieces(node)]


@pytest.mark.parametrize(("sign", "mirrored"), real_sets._MIRROR.items())
def test_each_relation_is_its_mirror_with_the_sides_exchanged(sign: str, mirrored: str) -> None:
    x, two = Sym("x"), integer(2)
    assert ends(Op(sign, (x, two))) == ends(Op(mirrored, (two, x)))
    assert (ends(Op(sign, (x, two))) == ends(Op(sign, (two, x)))) is (sign in ("=", "!="))


@pytest.mark.parametrize("text", sorted(real_sets._WHOLE_LINE))
def test_each_name_of_the_line_is_the_line_and_no_other_word_is(text: str) -> None:
    assert pieces(Word(text)) == LINE
    with pytest.raises(NotASet):
        pieces(Word(f"no {text}"))


@pytest.mark.parametrize(
    ("text", "same"),
    [
        (r"|x|<2", "(-2, 2)"), (r"|x|\le 2", "[-2, 2]"), (r"|x|=2", r"\{-2, 2\}"), (r"2<|x|", r"(-\infty,-2)\cup(2,\infty)"), (r"|x|>-1", r"\mathbb{R}"), (r"|x|\ne 2", r"(-\infty,-2)\cup(-2,2)\cup(2,\infty)"), ("2x+1<5", r"(-\infty,2)"), ("-2x<4", r"(-2,\infty)"), ("x^2<4", "(-2, 2)"), ("x^2>4", r"(-\infty,-2)\cup(2,\infty)"),
        (r"x^2\le 0", r"\{0\}"), ("x^2=4", r"\{-2,2\}"), (r"x<\infty", r"\mathbb{R}"), (r"\{x \mid x>1\}", r"(1,\infty)"), (r"\{x\in\mathbb{Z} \mid 0<x<3\}", r"\{1,2\}"), (r"\{x\in\mathbb{Z} \mid 0\le x\le 2\}", r"\{0,1,2\}"), (r"\{x\in(0,2) \mid x>1\}", "(1, 2)"), (r"[0,1]\cup[1,2]", "[0, 2]"), (r"[0,1)\cup(1,2]", r"[0,2]\setminus\{1\}"),
    ],
)  # fmt: skip
def test_a_relation_in_one_variable_is_the_set_that_solves_it(text: str, same: str) -> None:
    assert ends(parse(text)) == ends(parse(same))


@pytest.mark.parametrize(
    "text", ["(2, 1)", r"(1, x)", r"\text{yes}", "5", "x+y<2", r"\{x\in\mathbb{Z} \mid x>2\}", "(1, 2, 3)", "(i, 2)"]
)
def test_what_is_no_set_of_reals_says_so(text: str) -> None:
    with pytest.raises(NotASet):
        pieces(parse(text))


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("[0, 2]", "[1, 2)", "[1, 2)"),
        ("[0, 2)", "[1, 2]", "[1, 2)"),
        ("[0, 2]", "[1, 2]", "[1, 2]"),
        ("(0, 2)", "[0, 2]", "(0, 2)"),
        (r"(0, \infty)", r"[1, \infty)", r"[1, \infty)"),
        ("[0, 1]", "[1, 2]", r"\{1\}"),
        ("[0, 1)", "[1, 2]", r"\emptyset"),
    ],
)
def test_an_end_that_two_sets_share_belongs_to_both_where_it_belongs_to_each(one: str, other: str, both: str) -> None:
    expected = ends(parse(both)) if both != r"\emptyset" else []
    assert ends(Op("cap", (parse(one), parse(other)))) == ends(Op("cap", (parse(other), parse(one)))) == expected


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("(1,2)", "x>1 and x<2", True), (r"x^2-3x+2\le 0", "[1,2]", True), ("x^2-3x+2<0", "(1,2)", True), ("x^2-3x+2<0", "[1,2]", False),
        ("x^2-3x+2>0", r"(-\infty,1)\cup(2,\infty)", True), ("3x-x^2<2", r"(-\infty,1)\cup(2,\infty)", True), (r"x^2-3x+2\ge 0", r"(-\infty,1]\cup[2,\infty)", True), (r"x^2-3x+2\ne 0", r"(-\infty,1)\cup(1,2)\cup(2,\infty)", True),
        ("x^2+1>0", r"\mathbb{R}", True), ("x^2+1<0", "(1,2)", False), ("|x+1|<2", "(-3, 1)", True), (r"2\ge|x+1|", "[-3, 1]", True),
        ("|x+1|<3", "(-3,1)", False), ("|x+1|>2", r"(-\infty,-3)\cup(1,\infty)", True), ("|x|>-1", r"\mathbb{R}", True), (r"\{1,2,3\}", r"\{x\in\mathbb{Z} | 0<x\le 3\}", True),
        (r"\{1,2,3\}", r"\{x\in\mathbb{Z} | 0.5<x<3.5\}", True), (r"\{0,1,2\}", r"\{x\in\mathbb{N} | x<3\}", True), (r"\{1,2\}", r"\{x\in\mathbb{N} | x<3\}", False), (r"[0,3]\setminus(1,2)", r"[0,1]\cup[2,3]", True),
        (r"[0,3]\setminus[1,2]", r"[0,1)\cup(2,3]", True), (r"[0,3]\setminus[1,2]", r"[0,1]\cup(2,3]", False), (r"(-\infty,0]\cup[1,\infty)", r"x\notin(0,1)", True), (r"(\sqrt2,\sqrt3)", r"\sqrt2<x<\sqrt3", True),
        (r"(\sqrt2,\sqrt3)", "1.414<x<1.732", False), ("(1.41,1.73)", r"(\sqrt2,\sqrt3)", True),
    ],
)  # fmt: skip
def test_a_solved_relation_is_the_set_of_its_solutions(truth: str, answer: str, right: bool) -> None:
    """Quadratic ones, distances, integers between two ends, differences of sets; ends by the rules of rounding."""
    assert compare(truth, answer).equal is right
