"""Every labelled case gets its label: both verdicts of every feature, bare and as a text, both ways round."""

from __future__ import annotations

import time

import pytest
from labelled import Case, accepted, answer_text, cases, judged, planned  # type: ignore[import-not-found]  # beside this file, which is in no package

PAIRS = cases("pairs")
FEATURES = sorted({case["feature"] for case in PAIRS})


def of(feature: str) -> list[Case]:
    return [case for case in PAIRS if case["feature"] == feature]


def wrong(found: list[Case]) -> list[str]:
    return [f"{case['truth']} | {case['answer']} | {case['why']}" for case in found if accepted(case) != case["equal"]]


@pytest.mark.parametrize("feature", FEATURES)
def test_each_pair_gets_its_label(feature: str) -> None:
    assert wrong(of(feature)) == []


@pytest.mark.parametrize("feature", FEATURES)
def test_each_feature_has_both_verdicts(feature: str) -> None:
    assert {case["equal"] for case in of(feature)} == {True, False}


def _exchanged(case: Case) -> Case:
    free = case.get("options", {}) | ({"unevaluated": True} if case["equal"] else {})
    return case | {"truth": case["answer"], "answer": case["truth"], "options": free}


@pytest.mark.parametrize("feature", FEATURES)
def test_the_verdict_is_the_same_with_the_sides_exchanged(feature: str) -> None:
    """But for the rules of rounding, percent and the question repeated: those cases say `mirror: false`. A value may
    leave work to be done here, for one side of a pair often does."""
    exchanged = [_exchanged(case) for case in of(feature)]
    assert wrong([case for case in exchanged if case.get("mirror", True)]) == []


@pytest.mark.parametrize("feature", FEATURES)
def test_an_answer_without_a_box_is_read_alike(feature: str) -> None:
    """But for `boxed_only`: a bare "2?" asks, and states nothing."""
    assert wrong([case | {"text": True} for case in of(feature) if not case.get("boxed_only")]) == []


@pytest.mark.parametrize("language", sorted({case["language"] for case in cases("texts")}))
def test_a_text_is_paid_exactly_where_it_states_the_value(language: str) -> None:
    texts = [case for case in cases("texts") if case["language"] == language]
    assert [
        case["answer"] for case in texts if (judged(case["answer"], case["truth"]).score == 1) != case["paid"]
    ] == []


def test_every_label_has_its_reason() -> None:
    for name in ("pairs", "hostile", "hacks", "texts"):
        assert all(case["why"] for case in cases(name))
    assert len(PAIRS) >= 600


@pytest.mark.parametrize("number", range(len(cases("hacks"))))
def test_a_hack_is_not_paid(number: int) -> None:
    case = cases("hacks")[number]
    assert judged(case["answer"], case["truth"], case.get("prompt")).score == 0, case


@pytest.mark.parametrize("number", range(len(cases("hostile"))))
def test_a_hostile_answer_costs_little_and_earns_nothing(number: int) -> None:
    """What only sympy could judge is left to a worker here: its limits are the workers' tests."""
    case = cases("hostile")[number]
    for answer in (case["answer"], answer_text(case)):
        began = time.process_time()
        score = planned(answer, case["truth"])
        assert time.process_time() - began < 1
        assert getattr(score, "score", 0) == 0, case["why"]
