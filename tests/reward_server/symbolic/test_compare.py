"""The order of the rungs, and how short the shortest way is."""

from __future__ import annotations

import pytest

from benchmarks.math_visits import visits
from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided


def test_two_plain_numbers_are_compared_in_few_steps() -> None:
    """Eight modules and twenty returns at most, with cold memos."""
    modules, returns = visits(r"\frac12", "0.5")
    assert len(modules) <= 8
    assert returns <= 20


@pytest.mark.parametrize(
    ("truth", "answer", "rule", "reason"),
    [
        ("5", " 5 ", "same_text", "same text: 5"), (r"\frac12", "0.5", "rational", "equal as rationals: 1/2"), ("5", "6", "rational", "different rationals: 5, 6"),
        (r"1+\sqrt2", r"1+\sqrt2", "same_text", r"same text: 1+\sqrt 2"), ("12", r"12+\sqrt2", "numeric", "different values: 12, 12 + sqrt(2)"), ("12", "5+7", "unfinished", "unfinished: the answer leaves a sum to do"), ("5", "", "empty_answer", "empty answer"),
    ],
)  # fmt: skip
def test_the_first_rung_that_knows_gives_the_verdict(truth: str, answer: str, rule: str, reason: str) -> None:
    """With its name, and with what it compared."""
    verdict = compare(truth, answer)
    assert (verdict.rule, verdict.reason) == (rule, reason)


def test_a_condition_with_both_signs_leaves_both_out() -> None:
    """x ≠ ±1 is neither ℝ nor ℝ without one of them."""
    domain = r"\{x\in\mathbb{R}\mid x\ne \pm 1\}"
    assert compare(domain, r"(-\infty,-1)\cup(-1,1)\cup(1,+\infty)").equal
    assert not compare(domain, r"\mathbb{R}").equal
    assert not compare(domain, r"\{x\mid x\ne 1\}").equal


def test_a_ground_truth_with_its_letter_has_the_value_beside_it() -> None:
    assert compare("(B) 12", "12").equal
    assert compare("(B) 12", "B").equal
    assert not compare("(B) 12", "14").equal
    assert not compare("(B) 12", "C").equal


def test_a_letter_that_the_answer_defines_has_its_value() -> None:
    truth = r"\left(\frac{1+\sqrt5}{2}\right)^n+\left(\frac{1-\sqrt5}{2}\right)^n"
    assert compare(truth, r"\varphi^n+(-\varphi)^{-n},\ \text{where } \varphi=\tfrac{1+\sqrt5}{2}").equal
    assert not compare(truth, r"\varphi^n+(-\varphi)^{-n},\ \text{where } \varphi=\tfrac{1+\sqrt3}{2}").equal
    assert compare(r"2\pi r^2", r"2A \text{ where } A=\pi r^2").equal


def test_a_name_of_several_letters_names_a_value() -> None:
    assert compare("np(1-p)", r"\operatorname{Var}(X)=np(1-p)").equal
    assert compare("np(1-p)", r"\mathrm{Var}(X)=np(1-p)").equal
    assert not compare("np(1-p)", r"\operatorname{Var}(X)=np").equal


def test_a_bare_sign_puts_one_letter_low() -> None:
    assert compare("F_{n}L_{n}", "L_nF_n").equal
    assert compare(r"\frac32 k_{B}T", r"\frac{3k_BT}{2}").equal
    assert compare("V_{AB}", "V_AB").equal


def test_a_family_of_curves_is_no_value() -> None:
    assert not compare("x^2y+x+y^3=C", "x^2y+x+y^3").equal
    assert compare(r"\pi r^2h=V", r"V=\pi r^2 h").equal


def test_the_period_of_a_continued_fraction_has_a_bar_or_brackets() -> None:
    assert compare("[2;(1,1,1,4)]", r"\sqrt7=[2;\overline{1,1,1,4}]").equal
    assert not compare("[2;(1,1,1,4)]", r"[2;\overline{1,1,4}]").equal
    assert not compare("[2;1,1,1,4]", r"[2;\overline{1,1,1,4}]").equal


def test_powers_of_negative_numbers_are_compared_at_whole_numbers() -> None:
    truth = r"(\frac{1-\sqrt5}{2})^n"
    assert compare(truth, r"(-\frac{1+\sqrt5}{2})^{-n}").equal
    assert not compare(truth, r"(\frac{1+\sqrt5}{2})^{-n}").equal


def test_ohms_between_dollars_are_ohms() -> None:
    assert compare(r"$3\ \Omega$", r"3 \text{ ohms}").equal
    assert not compare(r"$3\ \Omega$", r"3 \text{ volts}").equal


def test_classes_are_compared_one_by_one() -> None:
    classes = r"\{1,4\},\{2,5\},\{3,6\}"
    assert not compare(classes, r"\{1,3,5\},\ \{2,4,6\}").equal
    assert compare(classes, r"\{2,5\},\{6,3\},\{4,1\}").equal


HYPOTHESES_IN_WORDS = [
    (r"State the hypotheses for testing whether the mean lifetime $\mu$ of a bulb is less than the claimed 1000 h.", r"H_0:\mu=1000,\ H_1:\mu<1000", r"\text{null: } \mu=1000;\ \text{alternative: } \mu<1000", True),
    (r"State the hypotheses for testing whether the mean lifetime $\mu$ of a bulb is less than the claimed 1000 h.", r"H_0:\mu=1000,\ H_1:\mu<1000", r"\text{Null hypothesis: }\mu=1000\text{; alternative hypothesis: }\mu<1000", True),
    (r"State the hypotheses for testing whether the mean lifetime $\mu$ of a bulb is less than the claimed 1000 h.", r"H_0:\mu=1000,\ H_1:\mu<1000", r"H_0: \mu=1000\text{ vs. }H_a:\mu<1000", True),
    (r"State the hypotheses for testing whether the mean lifetime $\mu$ of a bulb is less than the claimed 1000 h.", r"H_0:\mu=1000,\ H_1:\mu<1000", r"H_0:\mu=1000\text{ h},\ H_1:\mu<1000\text{ h}", True),
    (r"State the hypotheses for testing whether the mean lifetime $\mu$ of a bulb is less than the claimed 1000 h.", r"H_0:\mu=1000,\ H_1:\mu<1000", r"\text{null: } \mu=1000;\ \text{alternative: the mean is above } 1000", False),
    (r"State the hypotheses for testing whether the mean lifetime $\mu$ of a bulb is less than the claimed 1000 h.", r"H_0:\mu=1000,\ H_1:\mu<1000", r"\text{null: } \mu<1000;\ \text{alternative: } \mu=1000", False),
    (r"State the hypotheses for testing whether the mean lifetime $\mu$ of a bulb is less than the claimed 1000 h.", r"H_0:\mu=1000,\ H_1:\mu<1000", r"\text{alternative: } \mu=1000;\ \text{null: }\mu<1000", False),
    (r"State the hypotheses for testing whether the mean lifetime $\mu$ of a bulb is less than the claimed 1000 h.", r"H_0:\mu=1000,\ H_1:\mu<1000", r"\text{null: } \mu=1000;\ \text{alternative: } \mu\ne1000", False),
    (r"State the hypotheses for testing whether the mean lifetime $\mu$ of a bulb is less than the claimed 1000 h.", r"H_0:\mu=1000,\ H_1:\mu<1000", r"\text{null: } \mu=100;\ \text{alternative: } \mu<100", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), HYPOTHESES_IN_WORDS)
def test_hypotheses_in_words(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
