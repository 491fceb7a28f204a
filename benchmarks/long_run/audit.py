"""What the trainer used against what the service said: every reward, every advantage, the memory of all.

Nothing of the sdk or of TRL is used: rewards are summed again from the components, advantages computed again.
"""

from __future__ import annotations

import json
import math
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

GROUP = 4
WEIGHTS = {"accuracy": 1.0, "format": 0.1}
EPSILON = 1e-4
"""TRL adds it to a deviation."""
NEAR = 1e-4
FLAT_WITHIN = 0.05


@dataclass
class Audit:
    steps: int = 0
    rewards: int = 0
    nulls: int = 0
    mixed_groups: int = 0
    """Groups with nulls and scores."""
    versions: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text().splitlines():
        yield json.loads(line)


@dataclass
class Request:
    """What the service was asked, and what it told of it: place -> result; not all, where it was killed."""

    items: list[tuple[str, str]]
    told: dict[int, dict[str, Any]] = field(default_factory=dict)
    version: str = ""


def requests(path: Path) -> list[Request]:
    found: dict[str, Request] = {}
    for line in lines(path):
        if "items" in line:
            found[line["request"]] = Request([(str(one), _text(completion)) for one, completion in line["items"]])
        else:
            _tell(found[line["request"]], line["told"])
    return list(found.values())


def _tell(request: Request, told: str) -> None:
    for part in map(json.loads, told.splitlines()):
        request.version = part.get("version", request.version)
        for place, one in enumerate(part.get("items", [part] if "index" in part else [])):
            scores = {name: component["score"] for name, component in one["components"].items()}
            request.told[one.get("index", place)] = {"reward": one["reward"], "scores": scores}


def audit(trainer: Path, service: Path) -> Audit:
    """Both files are in the order of time; a step that was done again after a resume stands there twice."""
    found, log, at = Audit(), requests(service), 0
    for step in lines(trainer):
        wanted = list(zip(step["ids"], step["completions"], strict=True))
        while at < len(log) and log[at].items != wanted:
            at += 1
        if at == len(log):
            found.wrong.append(f"step {step['step']}: the service has no such batch")
            return found
        results, at = _last_word(log, at, wanted)
        if log[at - 1].version not in found.versions:
            found.versions.append(log[at - 1].version)
        _compare(found, step, results)
    return found


def _text(completion: Any) -> str:
    return completion if isinstance(completion, str) else str(completion[-1]["content"])


def _last_word(log: Sequence[Request], at: int, wanted: list[tuple[str, str]]) -> tuple[dict[int, dict[str, Any]], int]:
    """The results of a batch by place, and the number after its last request: what was lost or null is asked again."""
    results = dict(log[at].told)
    while at + 1 < len(log):
        lost = [place for place in range(len(wanted)) if place not in results]
        null = [place for place in range(len(wanted)) if place in lost or results[place]["reward"] is None]
        asked = [places for places in (lost, null) if places and [wanted[one] for one in places] == log[at + 1].items]
        if not asked:
            break
        at += 1
        results |= {asked[0][place]: one for place, one in log[at].told.items()}
    return results, at + 1


def _compare(found: Audit, step: dict[str, Any], results: dict[int, dict[str, Any]]) -> None:
    found.steps += 1
    if len(results) < len(step["rewards"]):
        found.wrong.append(f"step {step['step']}: the service told {len(results)} of {len(step['rewards'])} results")
        return
    sums = [reward_of(results[place]) for place in range(len(results))]
    for place, (used, summed) in enumerate(zip(step["rewards"], sums, strict=True)):
        found.rewards += 1
        found.nulls += used is None
        told = results[place]["reward"]
        if used != told or not _same(used, summed):
            found.wrong.append(f"step {step['step']}, sample {place}: used {used}, told {told}, sum {summed}")
    for first in range(0, len(sums), GROUP):
        group = sums[first : first + GROUP]
        found.mixed_groups += None in group and any(one is not None for one in group)
        for place, expected in enumerate(advantages(group), first):
            if not math.isclose(step["advantages"][place], expected, abs_tol=NEAR):
                told = step["advantages"][place]
                found.wrong.append(f"step {step['step']}, sample {place}: advantage {told}, not {expected}")


def _same(first: float | None, second: float | None) -> bool:
    return first is second if first is None or second is None else math.isclose(first, second, abs_tol=1e-12)


def reward_of(result: dict[str, Any]) -> float | None:
    """The weighted sum of the components."""
    scores = result["scores"]
    return None if None in scores.values() else sum(WEIGHTS[name] * score for name, score in scores.items())


def advantages(group: Sequence[float | None]) -> list[float]:
    known = [one for one in group if one is not None]
    if len(known) < 2:
        return [0.0] * len(group)
    mean, deviation = statistics.fmean(known), statistics.stdev(known)
    return [0.0 if one is None else (one - mean) / (deviation + EPSILON) for one in group]


def growth(series: Sequence[float]) -> float:
    """By how much the last fifth of a process's life lies above the second, as a share of that."""
    fifth = len(series) // 5
    if fifth < 2:
        return 0.0
    return statistics.median(series[-fifth:]) / statistics.median(series[fifth : 2 * fifth]) - 1
