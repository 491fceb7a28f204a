"""What two servers' APIs have in common, as the engine needs it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sdk.train.config.schema import RolloutConfig
from sdk.train.rollout.endpoint import Endpoint


@dataclass(frozen=True)
class Wish:
    """A group to be sampled."""

    prompt_ids: list[int]
    count: int
    seed: int
    end_ids: list[int]
    """Tokens that end a completion, and are part of it."""
    rollout: RolloutConfig


@dataclass(frozen=True)
class Drawn:
    ids: list[int]
    logprobs: list[float]
    finish: str
    """`stop` or `length`; anything else is no whole completion."""


class Api(Protocol):
    async def check(self, endpoint: Endpoint) -> None:
        """It is up, and serves the model. Raises EngineError."""

    async def generate(self, endpoint: Endpoint, wish: Wish) -> Sequence[Drawn]:
        """Raises EngineError; KeyError, TypeError, ValueError or IndexError for an answer of another shape."""

    async def load(self, endpoint: Endpoint, folder: str) -> None:
        """Serve the weights in this folder, as the server sees it, and forget what was computed with the old ones.

        Raises EngineError.
        """


def whole(values: Any, kind: type) -> list[Any]:
    """A list of numbers as it came over the wire. Raises TypeError for anything else."""
    if not isinstance(values, list) or not all(isinstance(one, kind | int) for one in values):
        raise TypeError(f"no list of {kind.__name__}")
    return [kind(one) for one in values]
