"""A sentence of one's own says yes or no in the question's words, their contraries, and nothing else."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.extract.reasoned import MAX_ANSWER, compare_reasoned
from reward_server.symbolic.verdict import EXACT

PRIME = "Is $1027$ a prime number?"
UNIFORM = "Is $f(x)=1/x$ uniformly continuous on $(0,1)$?"
WALK = "Is there a walk through the city of Königsberg crossing each of its seven bridges exactly once?"
SERIES = r"True or false: if $a_n\to0$ then $\sum a_n$ converges."
VECTORS = "Are the vectors $(1,2)$ and $(2,4)$ linearly independent?"
ROOT = r"Is $\sqrt2$ rational?"
SAME = [
    ("No", r"1027=13\cdot 79, \text{ so it is composite}", PRIME),
    ("No", r"1027=13\cdot 79, \text{ so it is not prime}", PRIME),
    ("Yes", r"1027 \text{ is a prime number}", PRIME),
    ("False", r"\text{The statement does not hold: take } a_n=\tfrac1n", SERIES),
    ("True", r"\text{The statement holds}", SERIES),
    ("No", r"f\text{ fails to be uniformly continuous on }(0,1)", UNIFORM),
    ("No", r"f\text{ is not uniformly continuous}", UNIFORM),
    ("Yes", r"f\text{ is uniformly continuous}", UNIFORM),
    ("No", r"\text{Such a walk is impossible (all four land masses have odd degree)}", WALK),
    ("No", r"\text{There is no such walk}", WALK),
    ("No", r"\text{Such a walk does not exist}", WALK),
    ("Yes", r"\text{linearly independent}", VECTORS),
    ("No", r"\text{they are linearly dependent}", VECTORS),
    ("No", r"\sqrt2\text{ is irrational}", ROOT),
]
OTHER = [
    ("Yes", r"\text{The statement does not hold: take } a_n=\tfrac1n", SERIES),
    ("False", r"\text{The statement holds}", SERIES),
    ("True", r"\text{The statement holds only if } a_n>0", SERIES),
    ("True", r"\text{The statement might be true}", SERIES),
    ("Yes", r"1027=13\cdot 79, \text{ so it is composite}", PRIME),
    ("No", r"1027=13\cdot 79, \text{ so it is odd}", PRIME),
    ("Yes", r"f\text{ is continuous}", UNIFORM),
    ("No", r"f\text{ is not uniformly continuous on }(1,2)", UNIFORM),
    ("No", r"f\text{ is not differentiable}", UNIFORM),
    ("No", r"f\text{ is continuous but not uniformly continuous}", UNIFORM),
    ("Yes", r"\text{Such a walk is impossible}", WALK),
    ("No", r"\text{Such a walk is possible}", WALK),
    ("No", r"\text{Such a polygon is impossible}", WALK),
    ("No", r"\text{they are linearly independent}", VECTORS),
    ("Yes", r"\sqrt2\text{ is irrational}", ROOT),
    ("No", r"\text{it is not even}", "Is $n$ odd? Is $m$ even?"),
]


@pytest.mark.parametrize(("truth", "answer", "prompt"), SAME)
def test_a_verdict_with_its_reason_is_the_verdict(truth: str, answer: str, prompt: str) -> None:
    contrary = {"No": "Yes", "Yes": "No", "True": "False", "False": "True"}[truth]
    assert compare(truth, answer, EXACT, prompt).equal
    assert not compare(contrary, answer, EXACT, prompt).equal


@pytest.mark.parametrize(("truth", "answer", "prompt"), OTHER)
def test_another_verdict_or_one_on_something_else_is_refused(truth: str, answer: str, prompt: str) -> None:
    assert not compare(truth, answer, EXACT, prompt).equal


def test_without_the_question_only_the_statement_itself_is_spoken_of() -> None:
    assert compare_reasoned("No", "it is composite", "") is None
    assert compare_reasoned("No", "it is composite, since " + "a" * MAX_ANSWER, PRIME) is None
