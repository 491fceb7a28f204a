"""Profiles: which rules an item is scored by, and the versions of each."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import ValidationError

from reward_server.bad_request import BadRequest
from reward_server.json_counts import RequestLimits
from reward_server.parsing import Batch, parse_batch
from reward_server.profiles import Profile, Profiles
from reward_server.service import Service
from reward_server.settings import Settings, load
from reward_server.version import profile_version, version_parts

SCIENCE = Profile(rewards={"choice": 1.0, "format": 0.1}, template={"think_prefilled": True}, data_sources=["gpqa"])
WORDS = Profile(rewards={"exact": {"weight": 2.0, "ignore_case": False}}, data_sources=["trivia"])
PROFILES = Profiles({"science": SCIENCE, "words": WORDS})


def parsed(items: list[dict[str, Any]], **batch: Any) -> Batch:
    body = {"items": [{"completion": "x", **item} for item in items], **batch}
    return parse_batch(json.dumps(body).encode(), RequestLimits(), PROFILES)


def names(batch: Batch) -> list[list[str]]:
    return [[spec.name for spec in specs] for specs in batch.specs]


def prefilled(batch: Batch) -> list[bool]:
    return [item.template is not None and item.template.think_prefilled for item in batch.request.items]


def test_each_item_of_a_mixed_batch_is_scored_by_the_profile_of_its_source() -> None:
    batch = parsed([{"data_source": "gpqa"}, {"data_source": "trivia"}, {"data_source": "other"}, {}])
    assert names(batch) == [["choice", "format"], ["exact"], ["accuracy", "format"], ["accuracy", "format"]]
    assert prefilled(batch) == [True, False, False, False]


def test_a_named_profile_stands_for_the_rewards_of_the_request() -> None:
    batch = parsed([{"data_source": "trivia"}, {"rewards": {"f1": 1}}], profile="science")
    assert names(batch) == [["choice", "format"], ["f1"]]
    assert prefilled(batch) == [True, True]


def test_rewards_and_templates_that_are_sent_win() -> None:
    assert names(parsed([{"data_source": "gpqa"}], rewards={"f1": 1})) == [["f1"]]
    assert names(parsed([{"data_source": "gpqa", "rewards": {"f1": 1}}])) == [["f1"]]
    assert prefilled(parsed([{"data_source": "gpqa"}], template={})) == [False]
    assert prefilled(parsed([{"data_source": "gpqa", "template": {}}])) == [False]


@pytest.mark.parametrize("batch", [{"profile": "nope"}, {"profile": "science", "rewards": {"f1": 1}}, {"profile": 3}])
def test_an_unknown_profile_or_one_beside_rewards_is_refused(batch: dict[str, Any]) -> None:
    with pytest.raises(BadRequest) as error:
        parsed([{}], **batch)
    assert error.value.status == 422
    assert [detail.field for detail in error.value.details] == ["profile"]


def test_a_source_chooses_one_profile_and_a_misspelt_field_is_an_error() -> None:
    with pytest.raises(ValidationError, match="leave it to one"):
        Settings(profiles={"a": WORDS, "b": WORDS})
    with pytest.raises(ValidationError):
        Settings(profiles={"a": {"rewards": {"exact": 1}, "data_source": ["x"]}})


def test_settings_are_handed_on_with_their_profiles(tmp_path: Any) -> None:
    path = tmp_path / "assay.toml"
    path.write_text(
        '[profiles.words]\nrewards = {exact = {weight = 2.0, ignore_case = false}}\ndata_sources = ["trivia"]\n'
    )
    settings = load(path)
    assert settings.profiles == {"words": WORDS}
    assert Settings.model_validate_json(settings.model_dump_json()) == settings


def test_a_version_changes_with_its_own_profile_and_that_of_the_service_with_any() -> None:
    one, two = Settings(profiles={"w": WORDS}), Settings(profiles={"w": WORDS, "s": SCIENCE})
    parts = [version_parts(settings, {}) for settings in (one, two)]
    assert parts[0] != parts[1]
    assert profile_version(parts[0], WORDS) == profile_version(parts[1], WORDS)
    assert profile_version(parts[1], WORDS) != profile_version(parts[1], SCIENCE)


async def test_a_service_does_not_start_with_a_profile_that_asks_for_what_is_not_there() -> None:
    service = Service(Settings(sandbox="off", profiles={"p": {"rewards": {"exact": {"misspelt": 1}}}}))
    try:
        with pytest.raises(ValueError, match=r"profiles\.p: rewards\.exact\.misspelt: unknown option"):
            await service.start()
    finally:
        await service.close()


async def test_what_can_be_asked_for_shows_each_profile_with_its_version() -> None:
    service = Service(Settings(sandbox="off", profiles={"words": WORDS}))
    profiles = service.describe()["profiles"]
    assert isinstance(profiles, list)
    [shown] = profiles
    assert (shown["name"], shown["rewards"], shown["data_sources"]) == ("words", WORDS.rewards, ["trivia"])
    assert len(shown["version"]) == 16


def test_a_profile_s_limits_hold_where_the_tests_have_none_of_their_own() -> None:
    slow = Profile(rewards={"accuracy": 1}, limits={"time_limit_s": 9, "memory_limit_mb": 900}, data_sources=["slow"])
    tests = {"type": "stdio", "cases": [{"input": "", "output": ""}]}
    items = [
        {"completion": "x", "tests": tests, "data_source": "slow"},
        {"completion": "x", "tests": {**tests, "time_limit_s": 2}, "data_source": "slow"},
        {"completion": "x", "tests": {"ref": "p"}, "data_source": "slow"},
        {"completion": "x", "tests": tests},
        {"completion": "x", "ground_truth": "1", "data_source": "slow"},
    ]
    body = json.dumps({"items": items, "shared_tests": {"p": {**tests, "memory_limit_mb": 100}}}).encode()
    found = [one.tests or {} for one in parse_batch(body, RequestLimits(), Profiles({"slow": slow})).request.items]
    assert [one.get("time_limit_s") for one in found] == [9, 2, 9, None, None]
    assert [one.get("memory_limit_mb") for one in found] == [900, 900, 100, None, None]


def test_limits_of_a_profile_that_fit_into_no_deadline_are_refused_with_the_field() -> None:
    slow = Profiles({"slow": Profile(rewards={"accuracy": 1}, limits={"time_limit_s": 100})})
    tests = {"type": "stdio", "cases": [{"input": "", "output": ""}]}
    body = {"items": [{"completion": "x", "tests": tests}], "profile": "slow", "timeout_s": 30}
    with pytest.raises(BadRequest) as error:
        parse_batch(json.dumps(body).encode(), RequestLimits(), slow)
    assert error.value.status == 422
    with pytest.raises(ValidationError):
        Profile(rewards={"accuracy": 1}, limits={"time_limit_s": 0})


def test_limits_change_the_version_of_their_profile_and_none_leave_it_as_it_was() -> None:
    parts = version_parts(Settings(), {})
    limited = SCIENCE.model_copy(update={"limits": Profile(rewards={"a": 1}, limits={"time_limit_s": 9}).limits})
    assert profile_version(parts, limited) != profile_version(parts, SCIENCE)
    assert "limits" not in SCIENCE.shown()
