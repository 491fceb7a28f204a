"""What the runs say without a model: each run compared with those that differ from it in one thing alone."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sdk.train.scaling.fit import Grouped, Interval, mean_interval
from sdk.train.scaling.results import Measured


@dataclass(frozen=True)
class Comparison:
    """Of pairs of runs that are alike but for one thing."""

    about: dict[str, str]
    """Heading -> what the pairs have in common, or how they differ."""
    accuracy: float
    """Mean of the first of each pair."""
    difference: Interval
    """First less second, mean over the pairs."""
    pairs: int


Pair = tuple[Measured, Measured, float]
"""The one, the other, and by how much the one's accuracy is greater."""


def more_samples(found: Sequence[Measured], grouped: Grouped) -> list[Comparison]:
    """More samples of each question against more questions in a step, the completions of a step being the same.

    By how many distinct questions there are.
    """
    fewest, most = _ends(one.samples for one in found)
    return [
        compared({"distinct questions": f"{level:,}", "samples of each": f"{most} less {fewest}"}, pairs, grouped)
        for level in sorted({one.questions for one in found})
        if (pairs := list(_alike([one for one in found if one.questions == level], "samples", most, fewest)))
    ]


def larger_model(found: Sequence[Measured], grouped: Grouped) -> list[Comparison]:
    """A larger model after few steps against the next smaller one after so many that the FLOPs are equal.

    The smaller one's accuracy is read between its numbers of steps, by a straight line over the logarithm of FLOPs;
    what lies outside them is not compared.
    """
    sizes = sorted({(one.parameters, one.model) for one in found})
    compare: list[Comparison] = []
    every: list[Pair] = []
    for (_, small), (_, large) in pairwise(sizes):
        pairs = list(_at_equal_flops(found, small, large))
        for steps in sorted({one.steps for one, _, _ in pairs}):
            own = [pair for pair in pairs if pair[0].steps == steps]
            about = {"larger model": f"{large}, {steps} steps", "smaller model, equal FLOPs": small}
            compare.append(compared(about, own, grouped))
        every += pairs
    if len(compare) > 1:
        compare.append(compared({"larger model": "all of these", "smaller model, equal FLOPs": "each"}, every, grouped))
    return compare


def fresh_questions(found: Sequence[Measured], grouped: Grouped) -> list[Comparison]:
    """Few questions, repeated, against the most that there are: what repeating costs."""
    most = max(one.questions for one in found)
    return [
        compared({**_repeated(pairs), "against": f"{most:,} questions"}, pairs, grouped)
        for level in sorted({one.questions for one in found} - {most})
        for steps in sorted({one.steps for one in found})
        if (pairs := list(_alike([one for one in found if one.steps == steps], "questions", level, most)))
    ]


def longer_training(found: Sequence[Measured], grouped: Grouped) -> list[Comparison]:
    """More steps on the same questions against fewer: what repeating still brings."""
    return [
        compared({**_repeated(pairs), "against": f"{fewer} steps"}, pairs, grouped)
        for level in sorted({one.questions for one in found})
        for fewer, more in pairwise(sorted({one.steps for one in found}))
        if (pairs := list(_alike([one for one in found if one.questions == level], "steps", more, fewer)))
    ]


def compared(about: dict[str, str], pairs: Sequence[Pair], grouped: Grouped) -> Comparison:
    accuracy = math.fsum(one.accuracy for one, _, _ in pairs) / len(pairs)
    differences = mean_interval([by for _, _, by in pairs], [grouped(one) for one, _, _ in pairs])
    return Comparison(about, accuracy, differences, len(pairs))


def _repeated(pairs: Sequence[Pair]) -> dict[str, str]:
    fewest, most = _ends(one.epochs for one, _, _ in pairs)
    each = f"{fewest:.3g}" if fewest == most else f"{fewest:.3g} to {most:.3g}"
    first = pairs[0][0]
    return {"distinct questions": f"{first.questions:,}", "steps": str(first.steps), "times each was asked": each}


def _alike(found: Sequence[Measured], factor: str, one_level: Any, other_level: Any) -> Iterator[Pair]:
    """Measurements that differ in this factor alone."""
    others = {_but_for(one, factor): one for one in found if getattr(one, factor) == other_level}
    for one in found:
        other = others.get(_but_for(one, factor))
        if getattr(one, factor) == one_level and other is not None and one is not other:
            yield one, other, one.accuracy - other.accuracy


def _but_for(one: Measured, factor: str) -> tuple[Any, ...]:
    return tuple(getattr(one, name) for name in ("model", "questions", "samples", "seed", "steps") if name != factor)


def _at_equal_flops(found: Sequence[Measured], small: str, large: str) -> Iterator[Pair]:
    curves: dict[tuple[Any, ...], list[Measured]] = {}
    for one in found:
        if one.model == small:
            curves.setdefault((one.questions, one.samples, one.seed), []).append(one)
    for one in found:
        curve = curves.get((one.questions, one.samples, one.seed), [])
        accuracy = read_between([(other.flops, other.accuracy) for other in curve], one.flops)
        if one.model == large and accuracy is not None:
            yield one, curve[0], one.accuracy - accuracy


def read_between(curve: Iterable[tuple[float, float]], at: float) -> float | None:
    """By a straight line over the logarithm of the first number; None outside."""
    for (left, before), (right, after) in pairwise(sorted(curve)):
        if left <= at <= right:
            share = math.log(at / left) / math.log(right / left)
            return before + share * (after - before)
    return None


def _ends(values: Iterable[Any]) -> tuple[Any, Any]:
    known = sorted(values)
    return known[0], known[-1]


QUESTIONS: dict[str, tuple[str, Callable[[Sequence[Measured], Grouped], list[Comparison]]]] = {
    "samples": ("More questions in a step, or more samples of each?", more_samples),
    "size": ("A larger model, or longer training, at equal FLOPs?", larger_model),
    "fresh": ("What does repeating questions cost, against fresh ones?", fresh_questions),
    "repeating": ("What does asking the same questions longer still bring?", longer_training),
}
