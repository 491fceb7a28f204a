"""How a change of rewards would have changed training: GRPO's advantages of the same groups under both rewards.

An advantage is the weight of a completion in the gradient. A group whose rewards are all equal has none, before or
after. A group's rollouts need not stand side by side: memory is 28 bytes a rollout, 130 while they are sorted.
"""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import groupby

STD_FLOOR = 1e-6
UNKNOWN = math.nan
MOST_NAMES = 65_535
OTHERS = "(others)"


def advantages(rewards: Sequence[float]) -> list[float]:
    """(r - mean) / std over the known rewards of a group; std divides by n - 1 (DeepSeekMath, section 4.1.2).

    NaN means unknown: it is left out and gets 0. All are 0 if fewer than two rewards are known, or all known are equal.
    """
    known = [one for one in rewards if not math.isnan(one)]
    if len(known) < 2 or min(known) == max(known):
        return [0.0] * len(rewards)
    mean = math.fsum(known) / len(known)
    std = math.sqrt(math.fsum((one - mean) ** 2 for one in known) / (len(known) - 1))
    return [0.0 if math.isnan(one) else (one - mean) / max(std, STD_FLOOR) for one in rewards]


@dataclass
class Effect:
    """Counts of groups with two or more rollouts. A share is between 0 and 1."""

    groups: int = 0
    taught_before: int = 0
    """Groups that had an advantage other than 0."""
    taught_after: int = 0
    sign_changed: int = 0
    """Groups in which the sign of some advantage changed."""
    vanished: int = 0
    """Groups that had an advantage other than 0 before, and have none now."""
    appeared: int = 0
    weight: float = 0.0
    """The sum of |A before| + |A after| over all rollouts."""
    moved: float = 0.0
    """The sum of |A after - A before|: equal to `weight` if every advantage changes its sign or is lost."""
    by_rule: dict[str, float] = field(default_factory=dict)
    """Each rule's part of `moved`."""
    by_source: dict[str, float] = field(default_factory=dict)

    def share(self, amount: float) -> float:
        """A part of `moved` as a share of all gradient weight."""
        return amount / self.weight if self.weight else 0.0


class Groups:
    """Rollouts by group, gathered one by one."""

    def __init__(self) -> None:
        self._keys = array("Q")
        self._before, self._after = array("d"), array("d")
        self._rules, self._sources = array("H"), array("H")
        self._names: dict[str, int] = {OTHERS: 0}

    def add(self, group: str, before: float | None, after: float | None, rule: str = "", source: str = "") -> None:
        """Leaves out a rollout without a group. A reward of None is not known."""
        if not group:
            return
        digest = blake2b(group.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        self._keys.append(int.from_bytes(digest, "little"))
        self._before.append(UNKNOWN if before is None else before)
        self._after.append(UNKNOWN if after is None else after)
        self._rules.append(self._name(rule))
        self._sources.append(self._name(source))

    def effect(self) -> Effect:
        found = Effect()
        rules: defaultdict[int, float] = defaultdict(float)
        sources: defaultdict[int, float] = defaultdict(float)
        for places in self._groups():
            before = advantages([self._before[at] for at in places])
            after = advantages([self._after[at] for at in places])
            pairs = list(zip(before, after, strict=True))
            taught, teaches = any(before), any(after)
            found.groups += 1
            found.taught_before += taught
            found.taught_after += teaches
            found.vanished += taught and not teaches
            found.appeared += teaches and not taught
            found.sign_changed += any(was * now < 0 for was, now in pairs)
            for at, (was, now) in zip(places, pairs, strict=True):
                found.weight += abs(was) + abs(now)
                found.moved += abs(now - was)
                rules[self._rules[at]] += abs(now - was)
                sources[self._sources[at]] += abs(now - was)
        found.by_rule, found.by_source = self._named(rules), self._named(sources)
        return found

    def _groups(self) -> Iterator[list[int]]:
        order = sorted(range(len(self._keys)), key=self._keys.__getitem__)
        for _, places in groupby(order, self._keys.__getitem__):
            group = list(places)
            if len(group) > 1:
                yield group

    def _name(self, name: str) -> int:
        if name not in self._names and len(self._names) < MOST_NAMES:
            self._names[name] = len(self._names)
        return self._names.get(name, 0)

    def _named(self, amounts: dict[int, float]) -> dict[str, float]:
        names = list(self._names)
        found = {names[at]: amount for at, amount in amounts.items() if amount}
        return dict(sorted(found.items(), key=lambda one: -one[1]))
