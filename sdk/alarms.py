"""Named alarms over what training steps measured: what rewards do to a policy when something is wrong with them.

The training loop and the adapters of other trainers feed it. It computes with the standard library alone, so that
stored metrics can be looked at again: `python -m sdk.alarms metrics.jsonl`. Each alarm is raised once.

    group_collapse           hardly any group has completions with different rewards
    dominant_component       a component decides the rewards in place of the one with the largest weight
    null_share               many rewards are null
    length_explosion         completions grow to a multiple, or into the limit of tokens, and no more of them are right
    reward_without_accuracy  the reward rose, and the accuracy on held-out questions did not
    entropy_collapse         the policy hardly varies any more, and is wrong
    sudden_rule              one rule decides most scores that decided hardly any some steps before
"""

from __future__ import annotations

import argparse
import math
import statistics
import sys
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from sdk.data.rows import read_journal
from sdk.schema import ItemResult

Record = Mapping[str, Any]
WINDOW = 10
"""Steps of which means are taken: a step has few groups."""
LONG_WINDOW = 20
LOOKED_THROUGH = 3
"""Windows that are looked through for steps that measured a metric: the cost of a step must not grow with the run."""
COLLAPSED = 0.9
"""Share of groups without signal."""
EASY = 0.5
"""Success rate that tells too easy from too hard."""
DECIDES, DECIDES_LITTLE = 0.6, 0.3
"""Squared correlations with the reward."""
NULLS = 0.05
LONGER = 2.5
"""Times the tokens of the shortest window before."""
CUT_OFF, CUT_OFF_BEFORE = 0.5, 0.1
BETTER = 0.05
"""Accuracy that a policy has to gain for it to count."""
JUMP = 0.5
"""Rise of the reward, in the largest standard deviation that it had within a step."""
ENTROPY_LEFT = 0.15
RIGHT = 0.7
"""Accuracy from which on a policy without variety is one that knows the answers."""
SUDDEN, RARE = 0.6, 0.1
"""Shares of a component's scores that one rule decided."""


class Alarm(NamedTuple):
    name: str
    step: int
    text: str
    """What was seen, and what to look at."""

    def __str__(self) -> str:
        return f"alarm {self.name}: {self.text}"


class Alarms:
    """Of one stage. `weights`: of the reward's components, by name; `group_size`: completions of a question."""

    def __init__(self, weights: Mapping[str, float] | None = None, group_size: int | None = None) -> None:
        self._main = max(weights, key=lambda name: weights[name]) if weights else "accuracy"
        self._group_size = group_size
        self._steps: list[Record] = []
        self._evaluations: list[tuple[int, Record]] = []
        """Steps noted before each, and what it measured."""
        self._raised: set[str] = set()
        self._shortest, self._widest = math.inf, 0.0
        """The smallest mean of lengths over a window before the present step; the largest of standard deviations."""

    def step(self, number: int, record: Record) -> list[Alarm]:
        """What a step gives reason for. Metrics that are missing, null or NaN are left out."""
        self._shortest = min(self._shortest, self._mean("completion_tokens") or math.inf)
        self._steps.append(record)
        self._widest = max(self._widest, self._mean("reward_std") or 0.0)
        return self._new(number, _OF_STEPS)

    def evaluation(self, number: int, record: Record) -> list[Alarm]:
        """The same of an evaluation on held-out questions, with `accuracy`, after the step of this number."""
        self._evaluations.append((len(self._steps), record))
        return self._new(number, (("reward_without_accuracy", Alarms._reward_without_accuracy),))

    def _new(self, number: int, looks: Iterable[tuple[str, Callable[[Alarms], str | None]]]) -> list[Alarm]:
        waiting = [(name, look) for name, look in looks if name not in self._raised]
        found = [Alarm(name, number, text) for name, look in waiting if (text := look(self))]
        self._raised.update(one.name for one in found)
        return found

    def _mean(self, name: str, steps: int = WINDOW, end: int | None = None) -> float | None:
        """Over the last that measured it of the steps before `end`; None where fewer did than are asked for."""
        stop = len(self._steps) if end is None else end
        values = _known(self._steps[max(0, stop - LOOKED_THROUGH * steps) : stop], name)
        return statistics.fmean(values[-steps:]) if len(values) >= steps else None

    def _accuracy(self) -> float | None:
        return self._mean("reward/accuracy")

    def _group_collapse(self) -> str | None:
        share = self._mean("no_signal_share", LONG_WINDOW)
        if share is None or share < COLLAPSED:
            return None
        start = f"{share:.0%} of the last {LONG_WINDOW} steps' groups had no signal, all rewards equal"
        rate = self._mean("reward/accuracy", LONG_WINDOW)
        if rate is None or self._group_size is None:
            return f"{start}: see samples for the reasons, and choose rewards in which completions differ"
        size = self._group_size
        kind, wanted = ("easy", "harder") if rate >= EASY else ("hard", "easier")
        return (
            f"{start}. Accuracy is {rate:.2f}: where every question is as hard, p^G + (1-p)^G = "
            f"{no_signal(rate, size):.0%} of groups of {size} succeed or fail as one. The questions are too {kind}: "
            f"take {wanted} ones, a larger rollout.group_size ({no_signal(rate, 4 * size):.0%} with {4 * size}), or "
            "grpo.resample, which asks on"
        )

    def _dominant_component(self) -> str | None:
        main = self._mean(f"decides/{self._main}", WINDOW)
        names = {name.removeprefix("decides/") for name in self._steps[-1] if name.startswith("decides/")}
        for name in sorted(names - {self._main}):
            share = self._mean(f"decides/{name}", WINDOW)
            if main is not None and share is not None and share >= DECIDES and main <= DECIDES_LITTLE:
                return (
                    f"{name} explains {share:.0%} of the differences of rewards within groups over {WINDOW} "
                    f"steps, {self._main} {main:.0%}: lower its weight, or bound its scores"
                )
        return None

    def _null_share(self) -> str | None:
        share = self._mean("null_share")
        if share is None or share < NULLS:
            return None
        return f"{share:.0%} of the last {WINDOW} steps' rewards are null: see the reasons, and mend what loses scores"

    def _length_explosion(self) -> str | None:
        now = self._mean("completion_tokens")
        if now is None or math.isinf(self._shortest) or self._learns():
            return None
        limit, limit_before = self._mean("cut_off_share"), self._at("cut_off_share", WINDOW)
        into_the_limit = limit is not None and limit >= CUT_OFF and (limit_before or 0.0) <= CUT_OFF_BEFORE
        if now < LONGER * self._shortest and not into_the_limit:
            return None
        cut = "" if limit is None else f", {limit:.0%} of them cut off"
        lengths = f"completions have {now:.0f} tokens, {self._shortest:.0f} before{cut}"
        return f"{lengths}, and no more of them are right: look for what pays length"

    def _at(self, name: str, end: int) -> float | None:
        return self._mean(name, end=end)

    def _learns(self) -> bool:
        first, now = self._at("reward/accuracy", WINDOW), self._accuracy()
        return first is not None and now is not None and now >= first + BETTER

    def _entropy_collapse(self) -> str | None:
        first, now, accuracy = self._at("entropy", WINDOW), self._mean("entropy"), self._accuracy()
        if first is None or now is None or now > ENTROPY_LEFT * first or (accuracy or 0.0) >= RIGHT:
            return None
        right = "" if accuracy is None else f", and {accuracy:.0%} of completions are right"
        return (
            f"entropy fell from {first:.3g} to {now:.3g} nats a token{right}: the policy says the same whatever is "
            "asked; lower the learning rate, raise grpo.clip_high or the KL term, and read samples"
        )

    def _sudden_rule(self) -> str | None:
        if len(self._steps) < 2 * WINDOW:
            return None
        before, now = self._rules(self._steps[-2 * WINDOW : -WINDOW]), self._rules(self._steps[-WINDOW // 2 :])
        for rule, share in sorted(now.items(), key=lambda one: -one[1]):
            if share >= SUDDEN and before[rule] <= RARE:
                return (
                    f"{rule} decides {share:.0%} of scores, {before[rule]:.0%} some {WINDOW} steps before: read "
                    "samples that it decided, for a way of writing that it pays, or a fault that refuses everything"
                )
        return None

    @staticmethod
    def _rules(steps: Sequence[Record]) -> Counter[str]:
        """The mean share of each rule over the steps."""
        sums: Counter[str] = Counter()
        for one in steps:
            for rule, share in (one.get("rules") or {}).items():
                sums[rule] += share / len(steps)
        return sums

    def _reward_without_accuracy(self) -> str | None:
        at, last = self._evaluations[-1]
        now, spread = self._mean("reward", end=at), self._widest
        for earlier, first in self._evaluations[:-1]:
            then = self._at("reward", max(earlier, WINDOW))
            accuracies = [one["accuracy"] for one in (first, last) if _is_number(one.get("accuracy"))]
            if now is None or then is None or len(accuracies) < 2 or at < earlier + WINDOW:
                continue
            if spread and now - then >= JUMP * spread and accuracies[1] < accuracies[0] + BETTER:
                return (
                    f"the reward rose from {then:.3g} to {now:.3g}, and accuracy on held-out questions went from "
                    f"{accuracies[0]:.3f} to {accuracies[1]:.3f}: read the completions that are paid best"
                )
        return None


_OF_STEPS: tuple[tuple[str, Callable[[Alarms], str | None]], ...] = (
    ("group_collapse", Alarms._group_collapse),
    ("dominant_component", Alarms._dominant_component),
    ("null_share", Alarms._null_share),
    ("length_explosion", Alarms._length_explosion),
    ("entropy_collapse", Alarms._entropy_collapse),
    ("sudden_rule", Alarms._sudden_rule),
)
NAMES = (*(name for name, _ in _OF_STEPS), "reward_without_accuracy")


def no_signal(success_rate: float, group_size: int) -> float:
    """The probability that all completions of a group get the same reward, when each succeeds by this rate alone."""
    return float(success_rate**group_size + (1 - success_rate) ** group_size)


def measured(results: Sequence[ItemResult], groups: Sequence[Hashable]) -> dict[str, Any]:
    """What alarms need of a step's results; `groups`: the group of each.

    `decides/NAME` is the squared correlation, within groups, of a component's score with the reward: 1 where the
    component alone tells completions apart. `rules` are shares of a component's scores, by the rule that decided.
    """
    rewards = [math.nan if one.reward is None else one.reward for one in results]
    names = list(dict.fromkeys(name for one in results for name in one.components))
    found: dict[str, Any] = {}
    for name in names:
        scores = [_score(one, name) for one in results]
        share = within_groups(scores, rewards, groups)
        if share is not None:
            found[f"decides/{name}"] = share
    rules = {name: Counter(rule for one in results if (rule := _rule(one, name))) for name in names}
    shares = {f"{name}: {rule}": n / len(results) for name, each in rules.items() for rule, n in each.items()}
    return found | ({"rules": shares} if shares else {})


def within_groups(scores: Sequence[float], rewards: Sequence[float], groups: Sequence[Hashable]) -> float | None:
    """The squared correlation of both with the groups' means taken off; None where either never differs."""
    pairs: dict[Hashable, list[tuple[float, float]]] = {}
    for score, reward, group in zip(scores, rewards, groups, strict=True):
        if math.isfinite(score) and math.isfinite(reward):
            pairs.setdefault(group, []).append((score, reward))
    both = own = paid = 0.0
    for each in pairs.values():
        mean, mean_paid = (statistics.fmean(column) for column in zip(*each, strict=True))
        both += sum((score - mean) * (reward - mean_paid) for score, reward in each)
        own += sum((score - mean) ** 2 for score, _ in each)
        paid += sum((reward - mean_paid) ** 2 for _, reward in each)
    if paid == 0.0:
        return None  # nothing is decided
    return both * both / (own * paid) if own > 0.0 else 0.0


def alarms_of(records: Iterable[Record], **given: Any) -> list[Alarm]:
    """Those of a stage's stored records, of `kind` `step` or `eval`, in order. `given`: as `Alarms` takes it."""
    alarms, found = Alarms(**given), []
    for one in records:
        look = alarms.evaluation if one.get("kind") == "eval" else alarms.step
        found += look(one.get("step", 0), one)
    return found


def _score(result: ItemResult, name: str) -> float:
    component = result.components.get(name)
    return math.nan if component is None or component.score is None else component.score


def _rule(result: ItemResult, name: str) -> str:
    component = result.components.get(name)
    return component.rule if component else ""


def _known(records: Sequence[Record], name: str) -> list[float]:
    return [one[name] for one in records if _is_number(one.get(name))]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and math.isfinite(value)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m sdk.alarms", description="Alarms of stored runs; 1 where any is.")
    parser.add_argument("files", type=Path, nargs="+", help="metrics.jsonl of a run")
    files = parser.parse_args().files
    if missing := [str(path) for path in files if not path.is_file()]:
        parser.error(f"no such file: {', '.join(missing)}")
    found = [(path, one) for path in files for one in _of_file(path)]
    for path, one in found:
        print(f"{path}, step {one.step}: {one}")
    return 1 if found else 0


def _of_file(path: Path) -> list[Alarm]:
    stages: dict[Any, list[Record]] = {}
    for record in read_journal(path):
        stages.setdefault((record.get("stage_number"), record.get("stage")), []).append(record)
    return [alarm for records in stages.values() for alarm in alarms_of(records)]


if __name__ == "__main__":
    sys.exit(main())
