"""A request's `rewards` made sense of, and the components' scores made one reward."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import ValidationError

from reward_server.rewards.registry import REWARDS
from reward_server.rewards.reward import Options, Reward, Score
from sdk.schema import ErrorDetail


@dataclass(frozen=True, slots=True)
class RewardSpec:
    """One component asked for."""

    reward: Reward
    options: Options

    @property
    def name(self) -> str:
        return self.reward.name


Specs = tuple[RewardSpec, ...]


class SpecError(ValueError):
    """The rewards asked for do not exist so; `details` names each field."""

    def __init__(self, details: list[ErrorDetail]) -> None:
        super().__init__("; ".join(f"{detail.field}: {detail.message}" for detail in details))
        self.details = details


def parse_rewards(asked: Mapping[str, Any]) -> Specs:
    """Name -> weight or options, as sent. Raises SpecError with every unknown reward, option and value."""
    specs: list[RewardSpec] = []
    wrong: list[ErrorDetail] = []
    for name, value in asked.items():
        try:
            specs.append(_parse_one(name, value, asked))
        except SpecError as error:
            wrong.extend(error.details)
    if wrong:
        raise SpecError(wrong)
    return tuple(specs)


def _parse_one(name: str, value: Any, asked: Mapping[str, Any]) -> RewardSpec:
    where = f"rewards.{name}"
    reward = REWARDS.get(name)
    if reward is None:
        raise SpecError([ErrorDetail(field=where, message=f"unknown reward; known are {', '.join(REWARDS)}")])
    try:
        options = reward.options.model_validate(value if isinstance(value, Mapping) else {"weight": value})
    except ValidationError as error:
        raise SpecError([_detail(where, one, reward.options) for one in error.errors()]) from None
    if options.gate is not None and (options.gate == name or options.gate not in asked):
        message = f"should name another reward that is asked for, not {options.gate!r}"
        raise SpecError([ErrorDetail(field=f"{where}.gate", message=message)])
    return RewardSpec(reward, options)


def _detail(where: str, error: Any, options: type[Options]) -> ErrorDetail:
    field = ".".join([where, *map(str, error["loc"])])
    if error["type"] == "extra_forbidden":
        known = (one.alias or name for name, one in options.model_fields.items())
        return ErrorDetail(field=field, message=f"unknown option; known are {', '.join(known)}")
    return ErrorDetail(field=field, message=str(error["msg"]).removeprefix("Value error, "))


class SpecCache:
    """Most items of a batch ask for the same rewards: each distinct one is parsed once."""

    def __init__(self) -> None:
        self._parsed: dict[str, Specs] = {}

    def parse(self, asked: Mapping[str, Any]) -> Specs:
        key = json.dumps(asked, sort_keys=True)
        if key not in self._parsed:
            self._parsed[key] = parse_rewards(asked)
        return self._parsed[key]


_LeftOut = Literal["left out"]
LEFT_OUT: _LeftOut = "left out"


def combine(scores: Mapping[str, Score], specs: Specs) -> float | None:
    """The weighted sum of the applicable components; null where a component that counts is a fault, or none applies."""
    parts = [_contribution(spec, scores) for spec in specs]
    if any(part is None for part in parts) or (parts and all(part == LEFT_OUT for part in parts)):
        return None
    # fsum: 1 + 0.1 + 0.1 is 1.2 to the last digit, whatever the order of the components.
    return math.fsum(part for part in parts if isinstance(part, float))


def _contribution(spec: RewardSpec, scores: Mapping[str, Score]) -> float | _LeftOut | None:
    """What one component adds: weight x score, null where that cannot be known."""
    mine = scores[spec.name]
    if mine.status == "not_applicable" or (mine.score is None and spec.options.optional):
        return LEFT_OUT
    if spec.options.weight == 0:
        return 0.0
    if mine.score is None:
        return None
    gate = scores[spec.options.gate] if spec.options.gate else None
    if gate is not None and gate.status in ("timeout", "error"):
        # Whether it counts is unknown through a fault: unknown is null, unless it would add nothing either way.
        same = mine.score == 0 or (spec.options.keeps_penalty and spec.options.weight * mine.score < 0)
        return spec.options.weight * mine.score if same else 0.0 if spec.options.optional else None
    points = spec.options.weight * mine.score
    if gate is not None and (gate.score is None or gate.score <= 0):
        return min(points, 0.0) if spec.options.keeps_penalty else 0.0
    return points
