"""What can be asked for, and how a wrong request is told."""

from __future__ import annotations

from typing import Any

import pytest

from reward_server.reward_specs import SpecError, parse_rewards
from reward_server.rewards.registry import REWARDS


def test_a_number_is_a_weight_and_an_object_is_options() -> None:
    accuracy, format_ = parse_rewards({"accuracy": 2, "format": {"mode": "partial", "gate": "accuracy"}})
    assert (accuracy.name, accuracy.options.weight) == ("accuracy", 2.0)
    assert (format_.options.weight, format_.options.gate) == (1.0, "accuracy")


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"acuracy": 1}, "rewards.acuracy"),
        ({"accuracy": {"wieght": 1}}, "rewards.accuracy.wieght"),
        ({"accuracy": {"weight": "1"}}, "rewards.accuracy.weight"),
        ({"accuracy": {"weight": float("inf")}}, "rewards.accuracy.weight"),
        ({"accuracy": {"max_cases": 0}}, "rewards.accuracy.max_cases"),
        ({"format": {"mode": "lax"}}, "rewards.format.mode"),
        ({"format": {"gate": "format"}}, "rewards.format.gate"),
        ({"format": {"gate": "accuracy"}}, "rewards.format.gate"),
    ],
)
def test_what_does_not_exist_is_refused_at_its_field(asked: dict[str, Any], field: str) -> None:
    with pytest.raises(SpecError) as caught:
        parse_rewards(asked)
    assert [detail.field for detail in caught.value.details] == [field]


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(SpecError) as caught:
        parse_rewards({"one": 1, "accuracy": {"two": 2}, "format": 1})
    assert [detail.field for detail in caught.value.details] == ["rewards.one", "rewards.accuracy.two"]


@pytest.mark.parametrize("name", sorted(REWARDS))
def test_every_reward_is_described_and_works_with_its_defaults(name: str) -> None:
    (spec,) = parse_rewards({name: {}})
    assert spec.options.weight == 1.0
    assert len(spec.reward.definition) > 40
    assert spec.reward.options.model_json_schema()["properties"]
