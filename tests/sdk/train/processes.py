"""Runs for tests of several processes: `torchrun processes.py SETTINGS.json` does each of the runs in the file.

A group's completions depend on its question alone, so that they are the same however many processes share a step.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch

from sdk.train import training, world
from sdk.train.config import RolloutConfig, build
from sdk.train.engines.engine import BuiltIn
from sdk.train.errors import TrainError
from sdk.train.policy import Policy
from sdk.train.problems import Problem
from sdk.train.rollout import Group
from tests.sdk.train.conftest import LengthClient


class ByQuestion(BuiltIn):
    def sample(
        self,
        policy: Policy,
        problems: Sequence[Problem],
        prompts: Sequence[str],
        group_size: int,
        config: RolloutConfig,
        random: torch.Generator,
        on_group: Callable[[Group], object],
    ) -> list[Group]:
        groups = []
        for problem, prompt in zip(problems, prompts, strict=True):
            random = torch.Generator().manual_seed(zlib.crc32(prompt.encode()))
            groups += super().sample(policy, [problem], [prompt], group_size, config, random, on_group)
        return groups


class Failing(LengthClient):
    """The second process cannot score its second step."""

    def _one(self, item: Any) -> Any:
        if world.rank() == 1 and self.scored > 20:
            raise RuntimeError("this process is out of luck")
        return super()._one(item)


def main() -> int:
    for settings in json.loads(Path(sys.argv[1]).read_text("utf-8")):
        own_engine = settings.pop("own_engine", True)
        client = Failing() if settings.pop("failing", False) else LengthClient()
        training.open_engine = (lambda *_: ByQuestion()) if own_engine else (lambda *_: BuiltIn())  # type: ignore[attr-defined]
        try:
            training.train(build(settings), client)
        except TrainError as error:
            print(f"error: {world.rank()}: {error}", file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
