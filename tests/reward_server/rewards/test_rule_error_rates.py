"""How far to trust a verdict: every score names its rule, and rules that were measured their rates."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from benchmarks.rule_rates import on_the_shelf
from reward_server.jobs import JsonObject, Outcome
from reward_server.reward_specs import parse_rewards
from reward_server.rewards.accuracy import ACCURACY, AccuracyOptions
from reward_server.rewards.registry import REWARDS
from reward_server.rewards.reward import Sample, Score
from reward_server.rewards.rule_error_rates import HIGH, RATES, TABLE, rate, rejecting
from reward_server.rewards.transcript import parse
from reward_server.scoring import Scorer
from sdk.schema import Component, Item, ScoreRequest, Template

TEXTS = ("", "<think>a", "<think>a</think><answer>4</answer>", "a b a b a b", "\ud800", "\\boxed{4}", "yes")
OPTIONS: dict[str, Any] = {
    "regex": {"patterns": ["a"]}, "json_schema": {"schema": {}}, "structured": {"format": "json", "compare": "none"},
    "instructions": {"instructions": [{"instruction_id": "punctuation:no_comma"}]},
    "sql": {"database": "CREATE TABLE t (a)"}, "rubric": {"criteria": [{"criterion": "x"}]},
}  # fmt: skip


@pytest.mark.parametrize("name", [name for name in REWARDS if name not in ("preference", "kimi_length")])
def test_every_decided_score_names_its_rule(name: str) -> None:
    reward = REWARDS[name]
    options = reward.options.model_validate(OPTIONS.get(name, {}))
    for text in TEXTS:
        sample = Sample(text, parse(text, Template()), "2 + 2?", ("4",), language="en")
        step = reward.plan(sample, options)
        if isinstance(step, Score) and step.status == "ok":
            assert step.rule, step


@pytest.mark.parametrize(
    ("wrong", "of", "low", "high"), [(0, 100, 0, 0.037), (5, 10, 0.237, 0.763), (10, 10, 0.722, 1)]
)
def test_an_interval_is_wilson_s(wrong: int, of: int, low: float, high: float) -> None:
    found = rate(wrong, of)
    assert found is not None
    assert (found.rate, found.of) == (wrong / of, of)
    assert [found.low, found.high] == pytest.approx([low, high], abs=1e-3)
    assert rate(0, 0) is None


def test_the_table_measures_the_rules_that_decide_most() -> None:
    assert TABLE["accuracy"]["cases"] > 10_000
    for rule in ("rational", "same_expression", "same_text", "sets_of_reals", "tuples"):
        accepts = RATES["accuracy"][rule].false_accepts
        assert accepts is not None
        assert accepts.high <= HIGH


@pytest.mark.parametrize("reward", ["choice", "exact", "keywords", "regex", "numbers", "json_schema", "structured"])
def test_the_table_is_what_the_labelled_answers_of_a_verifier_give(reward: str) -> None:
    assert on_the_shelf(2000, 1, [reward])[reward] == TABLE[reward]
    wrong = sum(one["false_accepts"] for one in TABLE[reward]["rules"].values())
    assert wrong == 0, "a verifier of the shelf accepts what is wrong by how it was made"


def test_preferring_rejects_leaves_undecided_what_a_rule_without_a_good_record_accepts() -> None:
    trusted, unknown = Score(1.0, "r", rule="rational"), Score(1.0, "r", rule="nobody_measured_it")
    assert rejecting(trusted) == trusted
    found = rejecting(unknown)
    assert isinstance(found, Score)
    assert (found.score, found.undecided, found.rule) == (0.0, True, "nobody_measured_it")
    wrong = Score(0.0, "r", rule="nobody_measured_it")
    assert rejecting(wrong) == wrong


def test_accuracy_prefers_rejects_where_it_is_asked_to(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\\boxed{4}"
    sample = Sample(text, parse(text, Template()), None, ("4",))
    strict = AccuracyOptions(prefer="reject")
    kept = ACCURACY.plan(sample, strict)
    assert isinstance(kept, Score)
    assert kept.score == 1
    monkeypatch.setattr("reward_server.rewards.rule_error_rates.RATES", {"accuracy": {}})
    lost = ACCURACY.plan(sample, strict)
    assert isinstance(lost, Score)
    assert (lost.score, lost.undecided) == (0, True)
    lenient = ACCURACY.plan(sample, AccuracyOptions())
    assert isinstance(lenient, Score)
    assert lenient.score == 1


def test_the_rates_of_its_rule_stand_beside_a_score() -> None:
    async def nothing(executor: str, payload: JsonObject, deadline: float, batch: str) -> Outcome:
        raise AssertionError

    async def run() -> JsonObject:
        scorer = Scorer(nothing, memo_entries=0)
        request = ScoreRequest(items=[Item(completion="\\boxed{\\frac{1}{2}}", ground_truth="0.5")])
        specs = parse_rewards({"accuracy": 1, "numbers": 1, "format": 1})
        scored = await scorer.score(request, [specs], asyncio.get_running_loop().time() + 60)
        scorer.close()
        return scored[0].wire()["components"]  # type: ignore[no-any-return]

    wire = asyncio.run(run())
    component = Component.model_validate(wire["accuracy"])
    assert component.rates["false_accepts"].of > 100
    assert component.rates["false_accepts"].low <= component.rates["false_accepts"].high
    assert wire["numbers"]["rates"]["false_accepts"]["of"] > 100
    assert "rates" not in wire["format"]
