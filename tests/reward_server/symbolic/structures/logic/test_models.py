"""Statements with quantifiers, by small worlds."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.structures.logic.models import MAX_CHARS, same_models
from reward_server.symbolic.verdict import Undecided

TRUTH = r"\exists x\,\forall y\,(Q(x,y)\land\neg R(x,y))"


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (TRUTH, r"\exists x\,\forall y\,\neg\bigl(R(x,y)\lor\neg Q(x,y)\bigr)", True),
        (TRUTH, r"\exists x\,\forall y\,\neg(Q(x,y)\to R(x,y))", True), (TRUTH, r"\exists a\,\forall b\,(\neg R(a,b)\land Q(a,b))", True),
        (TRUTH, r"\exists x\,\neg\exists y\,(Q(x,y)\Rightarrow R(x,y))", True), (TRUTH, r"\exists x\,\forall y\,(Q(x,y)\lor\neg R(x,y))", False),
        (TRUTH, r"\exists x\,\forall y\,\neg(R(x,y)\land\neg Q(x,y))", False), (TRUTH, r"\forall y\,\exists x\,(Q(x,y)\land\neg R(x,y))", False),
        (TRUTH, r"\exists x\,\forall y\,(Q(y,x)\land\neg R(y,x))", False), (TRUTH, r"\exists y\,\forall x\,(Q(x,y)\land\neg R(x,y))", False),
        (TRUTH, r"\exists x\,\exists y\,(Q(x,y)\land\neg R(x,y))", False), (TRUTH, r"\exists x\,\forall y\,(Q(x,y)\to\neg R(x,y))", False),
        (r"\exists x\,(P(x)\land\forall y\,\neg Q(x,y))", r"\neg\forall x\,(P(x)\to\exists y\,Q(x,y))", True),
        (r"\exists x\,(P(x)\land\forall y\,\neg Q(x,y))", r"\exists x\,\forall y\,(P(x)\land\neg Q(x,y))", True),
        (r"\exists x\,(P(x)\land\forall y\,\neg Q(x,y))", r"\exists x\,\neg(P(x)\land\exists y\,Q(x,y))", False),
        (r"\exists\varepsilon>0\ \forall\delta>0\ \exists x: |x-a|<\delta\land|f(x)-f(a)|\ge\varepsilon",
         r"\exists\varepsilon>0\ \forall\delta>0\ \exists x: \neg(|x-a|<\delta\to|f(x)-f(a)|<\varepsilon)", True),
        (r"\exists\varepsilon>0\ \forall\delta>0\ \exists x: |x-a|<\delta\land|f(x)-f(a)|\ge\varepsilon",
         r"\exists\varepsilon>0\ \forall\delta>0\ \exists x: \neg(|x-a|<\delta\to|f(x)-f(a)|\le\varepsilon)", False),
        (r"\exists n\in\mathbb N:(n>5\land n\ne7)", r"\exists n\in\mathbb N:\neg(n\le5\lor n=7)", True),
        (r"\exists n\in\mathbb N:(n>5\land n\ne7)", r"\exists n\in\mathbb Z:\neg(n\le5\lor n=7)", False),
        (r"\forall x\in A: (P(x)\lor Q(x))", r"\forall x\,(x\in A\to(P(x)\lor Q(x)))", True),
        (r"\forall x\in A: (P(x)\lor Q(x))", r"\forall x\,(x\in A\land(P(x)\lor Q(x)))", False),
    ],
)  # fmt: skip
def test_statements_are_equal_that_hold_in_the_same_worlds(truth: str, answer: str, right: bool) -> None:
    """Negations, implications and domains anywhere, and other names of what is bound."""
    assert compare(truth, answer).equal is right
    assert compare(answer, truth).equal is right


@pytest.mark.parametrize(
    ("answer", "prompt"),
    [
        (r"\neg\forall x\,\exists y\,(Q(x,y)\to R(x,y))", r"Negate $\forall x\,\exists y\,(Q(x,y)\to R(x,y))$."),
        (r"\exists x\,\neg\exists y\,(Q(x,y)\to R(x,y))", r"Negate it, with negations only before predicates."),
        (r"\exists x\,\forall y\,\neg(Q(x,y)\to R(x,y))", r"Negate it so that each negation stands directly before a predicate."),
    ],
)  # fmt: skip
def test_a_negation_stands_where_the_question_wants_it(answer: str, prompt: str) -> None:
    assert same_models(TRUTH, answer, "") is not None
    assert same_models(TRUTH, answer, prompt) is None


@pytest.mark.parametrize(
    "text",
    [
        r"\forall x P(x)\land Q(x)", r"\forall x: P(x)\to Q(x)\to R(x)", r"\exists! x P(x)", r"\forall x", r"\forall x\in A P(x)", "x > 0",
        r"\forall x\,(", r"\forall x\,)", r"\forall x\, x", r"\forall x: 0<x<1", r"\forall x\forall x: P(x)", r"\forall " * 20,
        r"\forall x:" + "(" * 60 + "P(x)" + ")" * 60, r"\forall x: P(x)" + " " * MAX_CHARS, r"\forall x\forall y\forall z\forall u\forall v: P(x)",
    ],
)  # fmt: skip
def test_what_has_no_certain_reading_is_left_to_others(text: str) -> None:
    assert same_models(text, text, "") is None


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        ("", r"\exists x (P(x)\land \forall y (P(y)\to y=x))", r"\exists x (P(x)\land \forall y (P(y)\to y\ne x))", False),
        ("", r"P(x)\land \forall y Q(y)", r"P(x)\land \forall y R(y)", False),
    ],
)  # fmt: skip
def test_a_quantifier_inside_belongs_to_the_statement(prompt: str, truth: str, answer: str, right: bool) -> None:
    """It says not for which values the rest holds."""
    try:
        assert compare(truth, answer, prompt=prompt).equal is right
    except Undecided:
        assert not right


MODELS_WITH_EQUALITY = [
    ("Formalise `there is exactly one $x$ with $P(x)$' in first-order logic with equality.", r"\exists x\,(P(x)\land\forall y\,(P(y)\to y=x))", r"\exists x\,\forall y\,(P(y)\leftrightarrow y=x)", True),
    ("Formalise `there is exactly one $x$ with $P(x)$' in first-order logic with equality.", r"\exists x\,(P(x)\land\forall y\,(P(y)\to y=x))", r"\exists x\,(P(x)\land\forall y\,(P(y)\to x=y))", True),
    ("Formalise `there is exactly one $x$ with $P(x)$' in first-order logic with equality.", r"\exists x\,(P(x)\land\forall y\,(P(y)\to y=x))", r"\exists x\,(P(x)\land\neg\exists y\,(P(y)\land y\ne x))", True),
    ("Formalise `there is exactly one $x$ with $P(x)$' in first-order logic with equality.", r"\exists x\,(P(x)\land\forall y\,(P(y)\to y=x))", r"\exists x\,\forall y\,(P(y)\to y=x)", False),
    ("Formalise `there is exactly one $x$ with $P(x)$' in first-order logic with equality.", r"\exists x\,(P(x)\land\forall y\,(P(y)\to y=x))", r"\exists x\,P(x)", False),
    ("Formalise `there is exactly one $x$ with $P(x)$' in first-order logic with equality.", r"\exists x\,(P(x)\land\forall y\,(P(y)\to y=x))", r"\exists x\,\forall y\,(P(x)\leftrightarrow y=x)", False),
    ("Formalise `there is exactly one $x$ with $P(x)$' in first-order logic with equality.", r"\exists x\,(P(x)\land\forall y\,(P(y)\to y=x))", r"\forall x\,\forall y\,(P(x)\land P(y)\to x=y)", False),
    ("Formalise `there is exactly one $x$ with $P(x)$' in first-order logic with equality.", r"\exists x\,(P(x)\land\forall y\,(P(y)\to y=x))", r"\exists x\,(P(x)\land\forall y\,(P(y)\to y\ne x))", False),
    ("Formalise `there is exactly one $x$ with $P(x)$' in first-order logic with equality.", r"\exists x\,(P(x)\land\forall y\,(P(y)\to y=x))", r"\forall y\,\exists x\,(P(y)\leftrightarrow y=x)", False),
    ("Formalise: there are at least two things with $P$.", r"\exists x\,\exists y\,(P(x)\land P(y)\land x\ne y)", r"\neg\forall x\,\forall y\,(P(x)\land P(y)\to x=y)", True),
    ("Formalise: there are at least two things with $P$.", r"\exists x\,\exists y\,(P(x)\land P(y)\land x\ne y)", r"\exists x\,\exists y\,(P(x)\land P(y))", False),
    ("Formalise: there are at least two things with $P$.", r"\exists x\,\exists y\,(P(x)\land P(y)\land x\ne y)", r"\exists x\,\exists y\,(P(x)\land P(y)\land x=y)", False),
    ("Formalise: there are at least two things with $P$.", r"\exists x\,\exists y\,(P(x)\land P(y)\land x\ne y)", r"\exists x\,\exists y\,\exists z\,(P(x)\land P(y)\land P(z)\land x\ne y\land y\ne z\land x\ne z)", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), MODELS_WITH_EQUALITY)
def test_models_with_equality(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
