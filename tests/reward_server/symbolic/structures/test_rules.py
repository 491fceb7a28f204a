"""The table of comparison: each rule accepts one pair and refuses another, and is asked of the right kinds alone."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.parse.grammar import parse
from reward_server.symbolic.parse.tree import Node
from reward_server.symbolic.structures.forms import prepare
from reward_server.symbolic.structures.rules import _TABLE, kind, rules_for
from reward_server.symbolic.verdict import EXACT, Undecided

CASES = {
    "words": ("Paris", "paris", "Rome"),
    "cases": (
        r"\begin{cases} x & x>0\\ 0 & x\le 0\end{cases}", r"\begin{cases} 0 & x\le 0\\ x & x>0\end{cases}",
        r"\begin{cases} x & x>0\\ 1 & x\le 0\end{cases}",
    ),
    "families": (r"2k\pi, k \in \mathbb{Z}", r"2n\pi, n \in \mathbb{Z}", r"n\pi, n \in \mathbb{Z}"),
    "fields": (r"\mathbb{Q}(\sqrt2)", r"\mathbb{Q}(\sqrt8)", r"\mathbb{Q}(\sqrt3)"),
    "lines": (r"(1, 2) + t(1, 3), t \in \mathbb{R}", "(2, 5) + s(2, 6)", "(2, 6) + s(2, 6)"),
    "loci": ("|z - 2| = 3", "(x - 2)^2 + y^2 = 9", "(x - 2)^2 + y^2 = 3"),
    "value_and_domain": ("y = 2x, x > 0", "y = x + x, x > 0", "y = 2x, x > 1"),
    "quantities": (r"5 \text{ m}", r"500 \text{ cm}", r"5 \text{ cm}"),
    "percent": (r"50\%", r"\frac{1}{2}", "51"),
    "degrees": (r"90^\circ", r"\frac{\pi}{2}", r"\frac{\pi}{3}"),
    "named_values": ("x = 1, y = 2", "(1, 2)", "(2, 1)"),
    "matrices": (
        r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", r"\begin{bmatrix}1&2\\3&4\end{bmatrix}",
        r"\begin{bmatrix}1&3\\2&4\end{bmatrix}",
    ),
    "tuples": ("(1, 2)", r"\begin{pmatrix}1\\2\end{pmatrix}", "(2, 1)"),
    "boxes": (r"[0,1]\times[0,2]", r"0\le x\le 1, 0\le y\le 2", r"0\le x\le 2, 0\le y\le 1"),
    "regions": ("x > 0, y > 0", "y > 0, 2x > 0", "x > 0, y < 0"),
    "relations": ("x + y < 2", "2 > x + y", None),
    "sets_of_reals": ("(1, 2)", "1 < x < 2", "1 < x < 3"),
    "collections": (r"\{1, 2\}", "2, 1", "1"),
    "congruences": (r"x \equiv 3 \pmod 7", r"x \equiv 10 \pmod 7", r"x \equiv 4 \pmod 7"),
    "ratios": ("1 : 2", "2 : 4", "2 : 1"),
    "inequalities": ("y > 2x + 1", "2y > 4x + 2", "y < 2x + 1"),
    "equations": ("y = 2x + 1", "2y - 4x = 2", "y = 2x - 1"),
    "dotted_sums": (r"1 + \frac12 + \dots + \frac1n", r"\sum_{k=1}^n \frac1k", r"\sum_{k=2}^n \frac1k"),
    "series": (r"\sum_{n=1}^{\infty} \frac{x^n}{n}", r"\sum_{k=0}^{\infty} \frac{x^{k+1}}{k+1}", None),
    "constant_of_integration": ("x^2 + C", "x^2 + K", "x^2"),
    "scalars": (r"\sqrt{8}", r"2\sqrt{2}", r"2\sqrt{3}"),
}  # fmt: skip


def read(text: str) -> Node:
    return prepare(parse(text))


def test_every_rule_has_its_cases() -> None:
    assert [row.name for row in _TABLE] == list(CASES)


@pytest.mark.parametrize("row", _TABLE, ids=[row.name for row in _TABLE])
def test_each_rule_accepts_one_pair_and_refuses_another(row: object) -> None:
    name, rule = row.name, row.rule  # type: ignore[attr-defined]
    truth, same, other = CASES[name]
    accepted = rule(read(truth), read(same), EXACT)
    assert accepted is not None
    assert accepted.equal
    refused = rule(read(truth), read(other), EXACT) if other is not None else None
    assert refused is None or not refused.equal
    assert (refused is None) == (other is None), "a rule that only accepts has nothing to refuse"


@pytest.mark.parametrize("name", CASES)
def test_a_rule_is_asked_of_the_kinds_that_it_speaks_of(name: str) -> None:
    truth, same, _ = CASES[name]
    assert name in [row.name for row in rules_for(kind(read(truth)), kind(read(same)))]


def test_of_two_plain_numbers_only_the_last_rule_is_asked() -> None:
    assert [row.name for row in rules_for(kind(parse("3")), kind(parse(r"\frac{1}{2}")))] == ["scalars"]


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("2i+3j", "(2,3)", True), ("2i+3j", "(3,2)", False), ("(2,3)", "2i+3j", True), ("(2,3,0)", "2i+3j", True),
        ("(2,3,4)", "2i+3j+4k", True), ("(2,3)", "2i+3k", False), ("(2,3)", "2i", False), ("(1,2)", "[1,2]", False),
        ("(1,2)", "1, 2", True), ("1, 2", "(1,2)", True), ("1, 2", "(2,1)", False), ("(1,2,3)", "(1,2)", False),
        ("(1,2)", "x>1, x<2", True), ("(1,2)", r"\{1,2\}", False), ("(x, y) = (1, 2)", "(1, 2)", True), ("(x, y) = (1, 2)", "(2, 1)", False),
        ("x=1, y=2", "y=2, x=1", True), ("x=1, y=2", "x=2, y=1", False), ("x=1, y=2", "x=1, z=2", False), ("x=1, y=2", "x=1", False),
        ("x=1, y=2", r"\{1, 2\}", False), ("x=1, x=2", r"\{2,1\}", True), ("x=1, x=2", "1, 2", True), ("x=1, x=2", "1, 3", False),
        ("x_1=1, x_2=2", "2, 1", True), ("x=1, y=2", "1, 2", True), ("x=1, y=2", "2, 1", False), ("(1,2)", "x=1, y=2", True),
        ("(1,2)", "y=2, x=1", True), ("(1,2)", "x=2, y=1", False), ("y=2x, x>0", "y=2x, x>0", True), ("y=2x, x>0", "y=2x, x<0", False),
        ("y=2x, x>0", "y=3x, x>0", False), ("y=2x, x>0", r"y=2x, x\in(0,\infty)", True), ("|x|", r"\begin{cases}x&x\ge 0\\-x&x<0\end{cases}", True), (r"\begin{cases}x&x\ge 0\\-x&x<0\end{cases}", "|x|", True),
        (r"\begin{cases}x&x\ge 0\\-x&x<0\end{cases}", "x", False), (r"f(x)=\begin{cases}x&x\ge 0\\-x&x<0\end{cases}", "f(x)=|x|", True), (r"\begin{cases}1&x>0\\0&x=0\\-1&x<0\end{cases}", r"\begin{cases}1&x>0\\-1&x<0\end{cases}", False), ("x+y<2", "2>x+y", True),
        ("1<x+y<2", "2>x+y>1", True), ("1<x+y<2", "1<x+y<3", False), ("1<x+y<2", "2<x+y<1", False),
        ("1, 2", "2, 1", True), ("(1,2), (3,4)", "(3,4), (1,2)", True), ("(1,2), (3,4)", "(1,2), (4,3)", False), (r"(1,2)\cup(3,4)", "(1,2), (3,4)", True),
        (r"(1,2)\cup(3,4)", "(1,2), (3,5)", False), ("x<1 or x=3", r"(-\infty,1)\cup\{3\}", True), ("x<1 or x=3", r"(-\infty,1)\cup\{4\}", False), ("Paris", "PARIS", True),
        ("Paris", "Rome", False), (r"\mathbb{R}", r"\mathbb{Z}", False), (r"\mathbb{R}", r"\mathbb{R}", True), (r"\{5\}", "5", True),
        ("5", r"\{5\}", True), ("5", r"\{6\}", False), ("5", r"\{5,5\}", True), ("x=5", r"\{5\}", True),
        ("v = (1, 2)", "(1, 2)", True), ("(1, 2)", "v = (1, 2)", True), ("v = (1, 2)", "(2, 1)", False), ("v > (1, 2)", "(1, 2)", False), ("(1, 2)", r"v \ge (1, 2)", False), ("2v = (1, 2)", "(1, 2)", False),
    ],
)  # fmt: skip
def test_several_values_are_compared_as_their_kind_says(truth: str, answer: str, right: bool) -> None:
    """Vectors and tuples in order, names by name, sets and lists in any order, cases with their conditions."""
    assert compare(truth, answer).equal is right


CASES_AT_2 = r"\begin{cases}2,&x<2\\2x-2,&x\ge2\end{cases}"


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (CASES_AT_2, r"\begin{cases}2(x-1), & x>2\\ 2, & x\le 2\end{cases}", True),
        (CASES_AT_2, r"\begin{cases}2x-1, & x>2\\ 2, & x\le 2\end{cases}", False),
        (CASES_AT_2, r"\begin{cases}2x-2, & x>2\\ 2, & x< 2\end{cases}", False),
        (CASES_AT_2, r"\begin{cases}2x-2, & x>3\\ 2, & x\le 3\end{cases}", False),
        (r"\begin{cases}1,&x<0\\2,&x\ge0\end{cases}", r"\begin{cases}1,&x\le0\\2,&x>0\end{cases}", False),
    ],
)
def test_a_border_belongs_to_either_piece_if_both_have_the_same_value_there(
    truth: str, answer: str, right: bool
) -> None:
    assert compare(truth, answer).equal is right


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        ("Solve the inequality.", "L=(-2,4)", "L=[-2,4]", False),
        ("Find the interval.", "I=(-2,4)", "[-2,4]", False),
        ("", "L=(-2,4)", "(-2,4)", True),
        ("", "v=(1,2)", "v=[1,2]", True),
        ("", "D=[-2,4]", "[-2,4]", True),
    ],
)  # fmt: skip
def test_a_named_interval_is_open_or_closed(prompt: str, truth: str, answer: str, right: bool) -> None:
    """As one without a name; a vector may have any brackets."""
    try:
        assert compare(truth, answer, prompt=prompt).equal is right
    except Undecided:
        assert not right
