"""Yes and no, true and false, convergence, parity and growth: whole answers, in any language."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.extract.claims import MAX_CLAIM, claimed, compare_claims
from reward_server.symbolic.extract.cues.by_language import LANGUAGES

SAME = [
    ("absolutely convergent", "converges absolutely"), ("absolutely convergent", r"\text{The series is absolutely convergent}"), ("convergent", r"\text{konvergent}"), ("converges", r"\text{сходится}"), ("converges", "该级数收敛"),
    ("diverges", r"\text{does not converge}"), ("diverges", r"\text{diverges to } \infty"), ("no", r"\text{No; it diverges}"), ("diverges", r"\text{ne converge pas}"), ("absolutely convergent", "绝对收敛"), ("converges conditionally", r"\text{conditionally convergent (not absolutely)}"), ("converges conditionally", r"\text{converges, but not absolutely}"), ("conditionally", r"\text{The series converges, but not absolutely}"), ("absolutely", r"\text{it converges absolutely}"), ("converges conditionally", r"\text{convergent, but not absolutely convergent}"), ("converges conditionally", r"\text{It converges, but does not converge absolutely}"),
    ("no", r"\text{no, it is not}"), ("No", r"\text{No, the function is not continuous}"), ("yes", r"\text{Yes, it is}"), ("Yes", r"\text{True}"), ("False", r"\text{falsch}"), ("True", "正确"), ("no", r"\text{not necessarily}"), ("False", r"\text{The statement is false}"),
    ("Yes, it converges uniformly", "yes"), ("odd", r"\text{ungerade}"), ("odd", r"\text{odd function}"), ("increasing", r"\text{croissante (strictement)}"), ("decreasing", r"\text{убывает}"), ("even", "偶函数"),
]  # fmt: skip
OTHER = [
    ("converges conditionally", r"\text{convergent and absolutely convergent}"), ("converges conditionally", r"\text{not absolutely convergent}"), ("absolutely", r"\text{The series converges, but not absolutely}"), ("conditionally", r"\text{The series converges absolutely}"), ("conditionally", r"\text{converges}"), ("conditionally", r"\text{diverges}"),
    ("absolutely convergent", r"\text{conditionally convergent}"), ("absolutely convergent", r"\text{convergent}"), ("convergent", r"\text{absolutely convergent}"), ("converges", r"\text{divergiert}"), ("converges", r"\text{not convergent}"), ("converges", "条件收敛"), ("converges", "发散"),
    ("no", r"\text{yes, it is not}"), ("yes", "yes, no"), ("yes", r"\text{ja, aber nur für } n>2"), (r"\text{diverges to } \infty", r"\text{diverges}"), ("no", r"\text{no, it is}"), ("yes", r"\text{nein}"), ("yes", r"\text{yes or no}"), ("yes", r"\text{Yes, but only if } n>2"), ("True", r"\text{incorrect}"), ("True", "错误"), ("no", "no, unless n = 2"),
    ("even", r"\text{impair}"), ("strictly increasing", r"\text{increasing}"), ("increasing", r"\text{strictly decreasing}"), ("odd", r"\text{not even}"), ("converges", r"\text{converges to 3}"), ("even", r"\text{strictly even}"), ("diverges", r"\text{absolutely divergent}"),
    ("Yes, at x = 2", r"\text{Yes, at } x = 3"), ("not absolutely convergent", r"\text{diverges}"), ("yes", r"\text{converges}"),
]  # fmt: skip


@pytest.mark.parametrize(("truth", "answer"), SAME)
def test_a_claim_is_the_same_in_other_words(truth: str, answer: str) -> None:
    assert compare(truth, answer).equal


@pytest.mark.parametrize(("truth", "answer"), OTHER)
def test_another_claim_a_condition_or_a_contradiction_is_none(truth: str, answer: str) -> None:
    assert not compare(truth, answer).equal


@pytest.mark.parametrize("kind", ["says yes", "says no", "true", "false", "converges", "diverges", "even", "odd", "increasing", "decreasing"])  # fmt: skip
def test_each_language_has_its_words_and_none_of_them_says_the_contrary(kind: str) -> None:
    contrary = {"says yes": "no", "true": "no", "says no": "yes", "false": "yes", "converges": "diverges", "diverges": "converges", "even": "odd", "odd": "even", "increasing": "decreasing", "decreasing": "increasing"}  # fmt: skip
    for rows in LANGUAGES.values():
        for said in rows[kind]:
            assert compare(rows[kind][0], said).equal
            assert not compare(contrary[kind], said).equal


def test_a_long_text_is_no_claim() -> None:
    assert compare_claims("yes", "yes, " + "a" * MAX_CLAIM) is None


@pytest.mark.parametrize(
    "text",
    [
        "Therefore, the series converges.",
        "The ratio is $1/e<1$, so the series converges.",
        "**Conclusion:** the series converges.",
        "Fazit: Die Reihe konvergiert.",
        "Hence it **converges**",
    ],
)
def test_a_sentence_claims_after_a_label_or_a_conclusion(text: str) -> None:
    assert compare("converges", claimed(text.replace("**", ""))).equal


@pytest.mark.parametrize(
    "text",
    [
        "**Claim:** the series converges.",
        "To show: the series converges.",
        "Therefore, the series converges?",
        "Suppose that $a<1$, so the series converges.",
        "If $p>1$, so the series converges.",
        "My friend says $L<1$, so the series converges.",
        "So the series converges or diverges.",
        "So the series converges to 3.",
        "So the limit is 3.",
    ],
)
def test_a_task_a_question_or_a_condition_claims_nothing(text: str) -> None:
    assert not claimed(text)
