"""What comes back from a call."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from sdk.errors import DeadlineError, RewardError
from sdk.schema import DEFAULT_REWARDS, Component, Item, ItemResult, Status

OnError = Literal["raise", "none", "nan"]
"""What a call does if it fails as a whole: raise, or give None or NaN to the items without an answer."""


class _ReadLater:
    """Makes `items` when they are first asked for: whoever wants the rewards alone saves half of the answer's cost."""

    __slots__ = ("_later",)
    _later: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        """Asked where the attribute is not there."""
        if name != "items":
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}", name=name, obj=self)
        later = self._later
        make = later.get("make")
        items = later["items"] if make is None else later.setdefault("items", make())  # the same for all threads
        object.__setattr__(self, "items", items)
        later.pop("make", None)
        return items


@dataclass(frozen=True, slots=True)
class ScoreResult(_ReadLater):
    """The items of one call, scored, in the order they were given."""

    items: list[ItemResult]
    rewards: list[float | None]
    """`items[i].reward`. Null rewards are None, or NaN with `on_error="nan"`; never 0."""
    version: str
    """Digest of the reward definitions. If the server changed them during the call: all digests, joined by `+`."""
    seconds: float
    """Wall time of the call as the caller saw it."""
    errors: tuple[RewardError, ...] = ()
    """The errors that left items without an answer; empty unless `on_error` is "none" or "nan"."""

    @classmethod
    def read_later(
        cls, make: Callable[[], list[ItemResult]], rewards: list[float | None], version: str, seconds: float
    ) -> ScoreResult:
        """One whose items are made when they are first asked for."""
        result = object.__new__(cls)
        values = {"_later": {"make": make}, "rewards": rewards, "version": version, "seconds": seconds, "errors": ()}
        for name, value in values.items():
            object.__setattr__(result, name, value)
        return result

    def scores(self, component: str) -> list[float | None]:
        """The scores of one component in order, None for items without it. Use it to log each reward separately."""
        found = (item.components.get(component) for item in self.items)
        return [one.score if one else None for one in found]


class Pending(Protocol):
    """A call that was begun by `submit`."""

    def result(self) -> ScoreResult:
        """Waits for it; returns and raises what `score` does. May be called again."""


class StreamedItem(ItemResult):
    """An item's result as it comes, out of order."""

    index: int
    """The index of the item in the caller's list."""
    version: str = ""
    answered: bool = True
    """False: no server answered for it (only with `on_error` "none" or "nan")."""


def rewards_of(rewards: Iterable[float | None], on_error: OnError) -> list[float | None]:
    null = math.nan if on_error == "nan" else None
    return [null if reward is None else reward for reward in rewards]


class Nulls:
    """Null results for the items of one call that no server answered. Equal results share their text, so that a call of
    100,000 items ends soon after its deadline."""

    def __init__(self, rewards: Mapping[str, Any] | None) -> None:
        self._asked = DEFAULT_REWARDS if rewards is None else rewards
        self._components: dict[int, dict[str, Component]] = {}

    def of(self, item: Item, error: RewardError) -> ItemResult:
        """Null in every reward that was asked for, and why."""
        components = self._components.get(id(error))
        if components is None:
            components = self._components[id(error)] = dict.fromkeys(self._asked, _no_answer(error))
        if item.rewards is not None:
            components = dict.fromkeys(item.rewards, _no_answer(error))
        return ItemResult.model_construct(id=item.id, metadata=item.metadata, reward=None, components=components)


def _no_answer(error: RewardError) -> Component:
    status: Status = "timeout" if isinstance(error, DeadlineError) else "error"
    return Component(score=None, status=status, reason=f"no answer: {error.message}")
