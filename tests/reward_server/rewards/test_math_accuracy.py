"""The accuracy of mathematics: what is decided at once, what is handed on, and whose fault is what."""

from __future__ import annotations

from typing import Any

import pytest

from reward_server.jobs import Done, Failure
from reward_server.rewards.math_accuracy import MathOptions, plan
from reward_server.rewards.reward import Pending, Sample, Score
from reward_server.rewards.transcript import Transcript
from sdk.schema import Template


def sample(answer: str | None, *truths: str, prompt: str | None = None) -> Sample:
    transcript = Transcript(answer or "", Template(), None, answer, "" if answer is not None else "no closing tag")
    return Sample(completion=answer or "", transcript=transcript, prompt=prompt, ground_truth=truths or None)


def score(answer: str | None, *truths: str, prompt: str | None = None, **options: Any) -> Score:
    planned = plan(sample(answer, *truths, prompt=prompt), MathOptions(**options))
    assert isinstance(planned, Score), planned
    return planned


@pytest.mark.parametrize(
    ("truth", "answer"),
    [
        ("0.5", r"\frac12"),
        (r"\frac{3}{2}", "1.5"),
        ("x=5", "5"),
        (r"\{1,2\}", r"\{2,1\}"),
        (r"2\sqrt{2}", r"\sqrt{8}"),
        ("(0,1)", "(0, 1)"),
        ("(x+1)^2", "x^2+2x+1"),
    ],
)
def test_by_value_not_by_text(truth: str, answer: str) -> None:
    assert score(rf"\boxed{{{answer}}}", truth).score == 1


@pytest.mark.parametrize(
    ("truth", "answer"),
    [("0.5", "0.6"), ("(1,2)", "(2,1)"), ("[0,1]", "(0,1)"), ("10^{-10}", "10^{-11}"), (r"\pm 2", "2")],
)
def test_what_differs_scores_nothing(truth: str, answer: str) -> None:
    assert score(rf"\boxed{{{answer}}}", truth).score == 0


@pytest.mark.parametrize("answer", ["???", "", "9^{9^{9^{9^9}}}", r"\frac{", "__import__('os').system('true')"])
def test_an_answer_that_cannot_be_understood_is_the_models_fault(answer: str) -> None:
    judged = score(rf"\boxed{{{answer}}}", "7")
    assert (judged.score, judged.status) == (0, "ok")
    assert judged.reason


def test_no_answer_says_why() -> None:
    assert score(None, "7") == Score(0.0, "no closing tag", rule="no_answer")


@pytest.mark.parametrize("truths", [(), ("",), (" ",), ("$ $",), ("1", " "), ("5 = 6",), ("3 < 2",)])
def test_an_unusable_ground_truth_is_a_fault_whatever_the_answer(truths: tuple[str, ...]) -> None:
    judged = score(r"\boxed{1}", *truths)
    assert (judged.score, judged.status) == (None, "error")


def test_any_ground_truth_may_match() -> None:
    assert score(r"\boxed{3}", "2", "3").score == 1


def test_alternatives_must_all_be_right() -> None:
    assert score(r"\boxed{7} or \boxed{8}", "8").score == 0
    assert score(r"\boxed{7} or \boxed{7.0}", "7").score == 1


def test_what_only_sympy_can_tell_is_handed_on_as_plain_json() -> None:
    planned = plan(sample(r"\boxed{\frac{1}{3}}", r"\int_0^1 x^2 dx"), MathOptions())
    assert isinstance(planned, Pending)
    assert planned.job.executor == "math"
    assert planned.job.payload["truths"] == [r"\int_0^1 x^2 dx"]
    assert planned.resume(Done({"equal": True, "reason": "as sympy says"})) == Score(1.0, "as sympy says", rule="sympy")
    assert planned.resume(Done({"equal": None, "reason": "budget"})) == Score(
        0.0, "budget", undecided=True, rule="budget"
    )
    assert planned.resume(Failure("timeout", "late")) == Score(None, "late", "timeout")
    assert planned.resume(Failure("error", "broken")) == Score(None, "broken", "error")


def test_past_a_size_guard_it_is_undecided_and_nothing_is_handed_on() -> None:
    judged = score(r"\boxed{9^{9^{9^{9^9}}}}", "7")
    assert judged.undecided


def test_a_repeated_question_is_no_answer_unless_it_is_asked_for() -> None:
    prompt = r"Compute $\binom{10}{3}$."
    assert score(r"\boxed{\binom{10}{3}}", "120", prompt=prompt).score == 0
    assert score(r"\boxed{\binom{10}{3}}", "120", prompt=prompt, unevaluated=True).score == 1
    assert score(r"\boxed{\binom{10}{3}}", r"\binom{10}{3}", prompt=prompt).score == 1
    assert score(r"\boxed{120}", "120", prompt=prompt).score == 1


def test_a_sum_left_to_do_is_no_answer() -> None:
    assert score(r"\boxed{\sum_{k=1}^{10} k}", "55").score == 0
    assert score(r"\boxed{\sum_{k=1}^{10} k}", "55", unevaluated=True).score == 1
    assert score(r"\boxed{55}", r"\sum_{k=1}^{10} k").score == 1


def test_options_set_another_rule() -> None:
    assert score(r"\boxed{2.72}", "e").score == 0
    assert score(r"\boxed{2.72}", "e", relative_tolerance=0.01).score == 1
    assert score(r"\boxed{2.72}", "e", digits=3).score == 1
    assert score(r"\boxed{2.72}", "e", digits=4).score == 0


@pytest.mark.parametrize("options", [{"relative_tolerance": -1}, {"digits": 0}, {"digits": 2.5}, {"tolerance": 1}])
def test_a_wrong_option_is_refused(options: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"validation error"):
        MathOptions(**options)


@pytest.mark.parametrize(
    ("truth", "answer"),
    [
        ("121", r"11 \cdot 11"), ("34", "3^2 + 5^2"), ("3", r"\gcd(6, 9)"), ("2", r"17 \bmod 5"), ("10", r"\binom{5}{2}"),
        ("-2", r"\det\begin{pmatrix}1&2\\3&4\end{pmatrix}"), ("1/2", r"\int_0^1 x dx"), ("60", r"20\% \cdot 300"),
        ("5", "x = 6 - 1"), ("(2, 3)", "(1+1, 3)"), ("5", r"\sqrt{9+16}"), ("44", r"\lfloor \sqrt{2024} \rfloor"),
    ],
)  # fmt: skip
def test_an_answer_that_leaves_its_work_to_the_judge_is_unfinished(truth: str, answer: str) -> None:
    judged = score(rf"\boxed{{{answer}}}", truth)
    assert (judged.score, judged.unfinished, judged.rule) == (0, True, "unfinished")


@pytest.mark.parametrize(
    ("truth", "answer"),
    [
        ("3628800", "10!"), ("1024", "2^{10}"), ("0.75", r"\frac{6}{8}"), ("72", r"2^3 \cdot 3^2"), ("3.5", r"3\frac12"),
        ("5", r"\sqrt{25}"), ("3", r"\log_2 8"), ("0.5", r"50\%"), ("300000000", r"3 \times 10^8"), ("5", "2 + 3 = 5"),
        ("2^{10} - 1", "2^{10} - 1"), (r"1 + \sqrt 2", r"\sqrt 2 + 1"), ("150 min", "2 h 30 min"),
    ],
)  # fmt: skip
def test_a_finished_value_in_any_notation_is_accepted(truth: str, answer: str) -> None:
    judged = score(rf"\boxed{{{answer}}}", truth)
    assert (judged.score, judged.unfinished) == (1, False)


@pytest.mark.parametrize(
    ("truth", "answer", "options", "rule"),
    [
        ("1/2", "0.5", {}, "rational"), ("0.33", "1/3", {}, "rounding"), ("3", "3.1", {"relative_tolerance": 0.1}, "relative_tolerance"),
        ("3.14", r"\pi", {"digits": 3}, "significant_digits"), ("B", "(B)", {}, "choice"), ("{1,2}", "2, 1", {}, "collections"),
        (r"\sqrt 8", r"2\sqrt 2", {}, "numeric"), ("(x+1)^2", "x^2+2x+1", {}, "rational_points"),
    ],
)  # fmt: skip
def test_the_rule_names_what_decided(truth: str, answer: str, options: dict[str, Any], rule: str) -> None:
    assert score(rf"\boxed{{{answer}}}", truth, **options).rule == rule


def test_a_noun_falls_away_where_the_question_counts_it() -> None:
    assert score(r"\boxed{7 glim}", "7").score == 0
    assert score(r"\boxed{7 glim}", "7", prompt="How many glim are there?").score == 1
    assert score(r"\boxed{8 glim}", "7", prompt="How many glim are there?").score == 0
