"""Quantified statements: negations move inward, the order of unlike quantifiers counts."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.structures.logic.quantifiers import quantified
from reward_server.symbolic.verdict import Undecided


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (r"\exists x\in\mathbb{R}\ \forall y\in\mathbb{R}:\ x+y\ne0", r"\exists x\in\mathbb{R}\ \neg\,\exists y\in\mathbb{R}:\ x+y=0", True),
        (r"\exists x \in \mathbb{R}, x^2 < 0", r"\neg \forall x \in \mathbb{R} : x^2 \ge 0", True),
        (r"\exists x \in \mathbb{R}, x^2 < 0", r"\exists x \in \mathbb{R} : x^2 \le 0", False),
        (r"\exists x \in \mathbb{R}, x^2 < 0", r"\exists x \in \mathbb{Q} : x^2 < 0", False),
        (r"\exists x\, \forall y\, (x+y \ne 0)", r"∃x ∀y : x + y ≠ 0", True),
        (r"\exists x \forall y (x < y)", r"\exists x \forall y (y > x)", True),
        (r"\exists x \forall y (x < y)", r"\exists x \forall y (x \le y)", False),
        (r"\forall x\, \exists y\, P(x,y)", r"\exists y\, \forall x\, P(x,y)", False),
        (r"\forall x\, \forall y\, P(x,y)", r"\forall y, x: P(x,y)", True),
        (r"\neg \forall x P(x)", r"\exists x \neg P(x)", True),
        (r"\exists x \neg P(x)", r"\neg\exists x P(x)", False),
        (r"\nexists x: x = x + 1", r"\forall x: x \ne x + 1", True),
        (r"\forall n \in \mathbb{N}, n^2 \ge n", r"\forall n\in\mathbb{N}\;(n^2\geq n)", True),
        (r"\forall \epsilon > 0", r"\exists \epsilon > 0", False),
    ],
)  # fmt: skip
def test_quantified_statements(truth: str, answer: str, right: bool) -> None:
    assert compare(truth, answer).equal is right


@pytest.mark.parametrize("text", ["x > 0", r"x^2 \ge 0 \forall x", r"\forall x", r"\neg p", "", r"\forall " * 100])
def test_what_has_no_quantifier_at_its_beginning_or_no_body_is_none(text: str) -> None:
    assert quantified(text) is None


GREEK_LETTERS_ARE_BOUND_TOO = [
    ("Negate.", r"\exists\epsilon>0\,\forall\delta>0:\neg P(\epsilon,\delta)", r"\exists \varepsilon>0 \text{ such that for all } \delta>0,\ \neg P(\varepsilon,\delta)", True),
    ("Negate.", r"\exists\epsilon>0\,\forall\delta>0:\neg P(\epsilon,\delta)", r"\forall \varepsilon>0 \text{ there is } \delta>0,\ \neg P(\varepsilon,\delta)", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), GREEK_LETTERS_ARE_BOUND_TOO)
def test_greek_letters_are_bound_too(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
