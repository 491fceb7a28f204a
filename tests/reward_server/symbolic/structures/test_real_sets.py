"""Sets of reals."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.parse.grammar import parse
from reward_server.symbolic.parse.tree import Node, Op, Sym, Word, heads, integer
from reward_server.symbolic.structures import real_sets
from reward_server.symbolic.structures.real_sets import LINE, NotASet, pieces
from reward_server.symbolic.verdict import Undecided


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


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (r"\mathbb{R}", r"-\infty<x<\infty", True), (r"(-\infty,3)", r"-\infty<x<3", True), (r"(-\infty,3]", r"-\infty<x\le 3", True), (r"(-\infty,3)", r"-\infty<x<4", False), (r"(-\infty,3)", r"-\infty<x\le 3", False), (r"(3,\infty)", r"3<x<\infty", True), (r"(3,\infty)", r"\infty>x>3", True),
        (r"\mathbb{R}", r"x>\infty", False), (r"\mathbb{R}", r"x<-\infty", False), (r"\mathbb{R}", r"-\infty>x", False), (r"\mathbb{R}", r"x<\infty", True), (r"\mathbb{R}", r"x>-\infty", True), (r"\mathbb{R}", r"x=\infty", False), (r"(3,\infty)", r"x>3, x<-\infty", False), (r"(-\infty,3)", r"\pi<3", False), (r"(3,\infty)", r"\pi>3", False), (r"(-\infty,3)", "3>x", True),
    ],
)  # fmt: skip
def test_every_number_lies_between_the_infinities_and_none_beyond(truth: str, answer: str, right: bool) -> None:
    """An infinite bound on the side where it bounds nothing is none; a constant is no variable."""
    assert compare(truth, answer).equal is right


@pytest.mark.parametrize(
    ("text", "same"),
    [
        (r"(0,\infty)\cup(1,2)", r"(0,\infty)"), (r"(-\infty,2)\cup(-\infty,1]", r"(-\infty,2)"), (r"(-\infty,1)\cup(0,\infty)", r"\mathbb{R}"), (r"[0,1]\cup[0,2)", "[0,2)"), (r"[0,2]\cup(0,2)", "[0,2]"), (r"(0,2]\cup[0,2)", "[0,2]"), (r"\{3,1,2,1\}", r"\{1,2,3\}"), (r"\mathbb{R}\setminus(-\infty,0)", r"[0,\infty)"), (r"\mathbb{R}\setminus(0,\infty)", r"(-\infty,0]"),
        ("x^2+1>0", r"\mathbb{R}"), (r"x^2\ne 4", r"(-\infty,-2)\cup(-2,2)\cup(2,\infty)"), (r"-x^2\ge -4", "[-2,2]"), (r"\frac{x}{2}<1", r"(-\infty,2)"), (r"x\cdot x<4", "(-2,2)"), (r"(x+1)^2\le 4", "[-3,1]"), ("x^2-2x<0", "(0,2)"), ("2x^2-2x<4", "(-1,2)"), ("f(x)<2", r"(-\infty,2)"), (r"\{x\in\mathbb{Z} | 0\le x<200\}", r"\{x\in\mathbb{N} | x<200\}"), (r"\{x\in\mathbb{Z} | -1.5<x<1.5\}", r"\{-1,0,1\}"), (r"\{x\in\mathbb{Z} | -2<x<2\}", r"\{-1,0,1\}"), (r"\{x\in\mathbb{Z} | -1.5\le x\le 1.5\}", r"\{-1,0,1\}"),
    ],
)  # fmt: skip
def test_pieces_that_touch_are_one(text: str, same: str) -> None:
    """Also where they have no end, lie inside one another, or begin together."""
    assert ends(parse(text)) == ends(parse(same))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (r"\frac{1}{x}<1", Undecided), ("x^3<8", Undecided), ("x<x+1", Undecided), (r"x^{-2}<4", Undecided), (r"\sqrt{x}<2", Undecided), ("2^x<4", Undecided), (r"x\cdot x\cdot x<8", Undecided), ("x!<5", Undecided), (r"\lfloor x\rfloor<2", Undecided), (r"(10^{100000},\infty)", Undecided), ("x<10^{10^{9}}", Undecided),
        ("x<y", NotASet), ("(1,2)<x", NotASet), ("x<i", NotASet), ("|x|<y", NotASet), (r"\{(x,y) | x>2\}", NotASet), (r"x<\text{red}", NotASet), (r"\{x\in\mathbb{Z} | 0\le x\le 201\}", NotASet), (r"x=\infty", NotASet),
    ],
)  # fmt: skip
def test_a_relation_that_cannot_be_solved_is_undecided_and_one_of_no_numbers_is_no_set(
    text: str, why: type[Exception]
) -> None:
    """Beyond the second degree nothing is claimed; more than two hundred integers are not listed."""
    with pytest.raises(why):
        pieces(parse(text))


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (r"0\le r\le2, 0\le t\le 5", r"0\le t\le 5, 0\le r\le 2", True),
        (r"0\le r\le2, 0\le t\le 5", r"0\le r\le2, 0\le t\le 3", False),
        (r"0\le r\le2, 0\le t\le 5", r"0\le r\le2", False),
        (r"x\ge 0, y\ge 0, x+2y\le 2", r"x+2y\le 2, y\ge 0, x\ge 0", True),
        (r"x\ge 0, y\ge 0, x+2y\le 2", r"x+2y\le 2, x\ge 0", False),
        ("x > 0, y > 0", "y > 0", False),
        ("x > 0, y > 0", "x > 0, x > 0", False),
        ("x > 0, x < 3", "0 < t < 3", True),
    ],
)
def test_conditions_on_two_letters_are_no_set_of_reals(truth: str, answer: str, right: bool) -> None:
    assert compare(truth, answer).equal is right
