"""The last rung: what sympy is asked, and what its answer is taken for."""

from __future__ import annotations

from typing import Any

import pytest
import sympy

from reward_server.symbolic import sympy_rung
from reward_server.symbolic.parse.grammar import parse
from reward_server.symbolic.sympy_rung import build, judge, real_set, same
from reward_server.symbolic.verdict import Rules, Undecided

RULES = {"relative_tolerance": None, "digits": None, "unevaluated": True}


def said(truths: list[str], answers: list[str]) -> Any:
    return judge({"truths": truths, "answers": answers, "rules": RULES, "prompt": ""})["equal"]


@pytest.mark.parametrize(
    ("truths", "answers", "equal"),
    [
        ([r"\int_0^1 x^2 dx"], [r"\frac13"], True), ([r"\int_0^1 x^2 dx"], [r"\frac12"], False), (["5", r"\int_0^1 x^2 dx"], [r"\frac13"], True), ([r"\int_0^1 x^2 dx"], [r"\frac13", r"\frac12"], False),
        ([r"\int_0^1 x^2 dx"], [r"\frac13", r"\frac26"], True), ([], ["5"], None), (["5"], ["5"], True), (["5"], ["6"], False),
    ],
)  # fmt: skip
def test_one_ground_truth_must_equal_every_answer(truths: list[str], answers: list[str], equal: bool | None) -> None:
    assert said(truths, answers) is equal


SETS = {
    "cup": (r"(0,1)\cup(2,3)", "0.5", "1.5"), "or": ("x<0 or x>1", "-1", "0.5"), "cap": (r"(0,2)\cap(1,3)", "1.5", "0.5"), "and": ("0<x<1", "0.5", "2"), "list": ("x>0, x<1", "0.5", "2"), "setminus": (r"(0,2)\setminus(1,2)", "0.5", "1.5"),
}  # fmt: skip
RELATIONS = {
    "<": ("x^3<8", "0", "2"),
    "<=": (r"x^3\le 8", "2", "3"),
    ">": ("x^3>8", "3", "2"),
    ">=": (r"x^3\ge 8", "2", "0"),
    "=": ("x^3=8", "2", "3"),
    "!=": (r"x^3\ne 8", "3", "2"),
}
OTHERS = {
    "line": (r"\mathbb{R}", "5", "i"), "open": ("(0, 1)", "0.5", "0"), "closed": ("[0, 1]", "0", "2"), "left": ("[0, 1)", "0", "1"), "right": ("(0, 1]", "1", "0"), "set": (r"\{1, 2\}", "1", "3"), "in": (r"x\in(0,1)", "0.5", "1"),
    "such_that": (r"\{x \mid x>1\}", "2", "1"),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted({*sympy_rung._SETS, *sympy_rung._RELATIONS, *OTHERS}))
def test_each_set_holds_one_number_and_not_another(name: str) -> None:
    text, inside, outside = (SETS | RELATIONS | OTHERS)[name]
    found = real_set(parse(text))
    assert found.contains(build(parse(inside))) == sympy.true
    assert found.contains(build(parse(outside))) == sympy.false


@pytest.mark.parametrize("text", ["5", "x", "x+y<2", "(1, 2, 3)"])
def test_other_trees_are_no_sets(text: str) -> None:
    with pytest.raises(Undecided):
        real_set(parse(text))


@pytest.mark.parametrize(
    ("truth", "answer", "equal"),
    [
        ("x^3 > 8", r"(2, \infty)", True), ("x^3 > 8", r"(3, \infty)", False), (r"\frac{d}{dx} x^2", "2x", True), (r"\frac{d^2}{dx^2} x^3", "6x", True), (r"\frac{d}{dx} x^2", "3x", False), (r"\sum_{k=1}^n k", r"\frac{n(n+1)}{2}", True), (r"\prod_{k=1}^3 k", "6", True),
        (r"\prod_{k=1}^3 k", "7", False), (r"\lim_{x\to 0} \frac{\sin x}{x}", "1", True), (r"\lim_{x\to 0} \frac{\sin x}{x}", "2", False), (r"\int 2x dx", "x^2", True), (r"\begin{vmatrix}1&2\\3&4\end{vmatrix}", "-2", True), (r"\begin{pmatrix}1&2\end{pmatrix}", r"\begin{pmatrix}1&2\end{pmatrix}", True),
        (r"\begin{pmatrix}1&2\end{pmatrix}", r"\begin{pmatrix}2&1\end{pmatrix}", False), (r"\text{yes}", r"\text{no}", False),
    ],
)  # fmt: skip
def test_sympy_tells_what_the_other_rungs_leave(truth: str, answer: str, equal: bool) -> None:
    """Sets, derivatives, sums, products, limits, integrals, matrices."""
    found = same(truth, answer)
    assert found is not None
    assert found.equal is equal


def test_the_callers_tolerance_counts_here_too() -> None:
    loose = same(r"\int_0^1 x^2 dx", "0.333", Rules(relative_tolerance=0.01))
    assert loose is not None
    assert (loose.equal, loose.rule) == (True, "relative_tolerance")
    strict = same(r"\int_0^1 x^2 dx", "0.333")
    assert strict is not None
    assert not strict.equal


@pytest.mark.parametrize("text", [r"\text{yes}", "x = 5", r"x\in A", "5 cm"])
def test_a_tree_without_a_sympy_object_says_so(text: str) -> None:
    with pytest.raises(Undecided):
        build(parse(text))


@pytest.mark.parametrize("head", sorted(sympy_rung._NAMED))
def test_each_constant_has_its_name_and_another_letter_is_a_variable(head: str) -> None:
    """pi, e, i and infinity."""
    written = {"pi": r"\pi", "oo": r"\infty"}.get(head, head)
    assert build(parse(written)) == sympy_rung._NAMED[head]
    assert build(parse("x")) == sympy.Symbol("x")


@pytest.mark.parametrize(
    ("truth", "answer"),
    [(r"\sum_{k=0}^\infty 4\cdot 5^k", r"\sum_{k=1}^\infty 4\cdot 5^k"), (r"\sum_{k=1}^\infty \frac1k", r"\sum_{k=1}^\infty k")],
)  # fmt: skip
def test_two_sums_that_diverge_are_not_equal_for_that(truth: str, answer: str) -> None:
    """In the 5-adic numbers the first one is -1."""
    verdict = sympy_rung.by_sympy(truth, answer)
    assert verdict is not None
    assert not verdict.equal
