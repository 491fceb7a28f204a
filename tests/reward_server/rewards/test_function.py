"""A user's function as a reward: what a request may say of its options, and what its outcomes are worth."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from reward_server.functions.description import describe
from reward_server.jobs import Done
from reward_server.rewards.function import FunctionReward
from reward_server.rewards.reward import Pending, Sample, Score
from reward_server.rewards.transcript import parse
from sdk.schema import Template

USERS = "tests.reward_server.functions.users_rewards"


def reward(function: str) -> FunctionReward:
    return FunctionReward(describe(f"{USERS}:{function}"))


def scored(function: str, result: dict[str, Any], **options: Any) -> Score:
    mine, text = reward(function), "a text"
    step = mine.plan(Sample(text, parse(text, Template())), mine.options(**options))
    assert isinstance(step, Pending)
    found = step.resume(Done(result))
    assert isinstance(found, Score)
    return found


@pytest.mark.parametrize(
    ("function", "options", "why"),
    [
        ("brief", {"most_words": "many"}, "most_words"),
        ("brief", {"most_wordz": 3}, "most_wordz"),
        ("with_a_model", {"least": -1}, "least"),
        ("with_a_model", {}, "least"),
        ("nested", {"bounds": {"low": "a"}}, "bounds"),
    ],
)
def test_an_option_of_another_type_is_refused_with_the_request(
    function: str, options: dict[str, Any], why: str
) -> None:
    with pytest.raises(ValidationError, match=why):
        reward(function).options.model_validate(options)


@pytest.mark.parametrize(
    ("function", "options"),
    [
        ("brief", {"most_words": 3}),
        ("with_a_model", {"least": 2}),
        ("nested", {"bounds": {"low": 1}}),
        ("of_any_type", {"shape": {"whatever": [1]}, "unknown": "text"}),
    ],
)
def test_options_that_fit_are_taken_and_an_annotation_that_tells_nothing_takes_all(
    function: str, options: dict[str, Any]
) -> None:
    mine = reward(function).options
    assert mine.model_validate(options).model_dump(exclude_unset=True) == options
    assert set(options) <= set(mine.model_json_schema()["properties"])


def test_the_schema_that_is_shown_has_the_types_and_the_defaults() -> None:
    shown = reward("brief").options.model_json_schema()["properties"]["most_words"]
    assert (shown["type"], shown["default"]) == ("integer", 3)


@pytest.mark.parametrize(
    ("result", "rule"),
    [
        ({"failed": "exception", "reason": "ValueError: no"}, "fault"),
        ({"failed": "answer", "reason": "'nan' is no finite number"}, "fault"),
        ({"failed": "input", "reason": "no column"}, "inputs"),
    ],
)
def test_what_a_function_does_wrong_is_a_fault_and_what_it_is_not_given_is_the_inputs(
    result: dict[str, Any], rule: str
) -> None:
    found = scored("brief", result)
    assert (found.score, found.status, found.rule) == (None, "error", rule)
