"""Runs for tests of several processes: `torchrun processes.py RUNS.json` does each of the runs in the file.

`Processes` does the same from a server that has imported everything once, for torch takes seconds. A group's completions depend on its question alone, so that they are the same however many processes share a step.
"""

from __future__ import annotations

import dataclasses
import json
import multiprocessing
import os
import socket
import sys
import time
import uuid
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch

from sdk.train import distributed
from sdk.train.config.load import build
from sdk.train.errors import TrainError
from sdk.train.launch import whole_run
from sdk.train.model.policy import Policy
from sdk.train.rollout.engine import BuiltIn
from sdk.train.rollout.samples import Group, SampleRequest
from tests.sdk.train.conftest import LengthClient


class ByQuestion(BuiltIn):
    def sample(self, policy: Policy, request: SampleRequest, on_group: Callable[[Group], object]) -> list[Group]:
        groups = []
        for problem, prompt in zip(request.problems, request.prompts, strict=True):
            random = torch.Generator().manual_seed(zlib.crc32(prompt.text.encode()))
            alone = dataclasses.replace(request, problems=[problem], prompts=[prompt], random=random)
            groups += super().sample(policy, alone, on_group)
        return groups


class Failing(LengthClient):
    """The second process cannot score its second step: it fails, or it hangs."""

    def __init__(self, how: str) -> None:
        super().__init__()
        self._how = how

    def _one(self, item: Any) -> Any:
        if distributed.rank() == 1 and self.scored > 20:
            if self._how == "hangs":
                time.sleep(3600)
            raise RuntimeError("this process is out of luck")
        return super()._one(item)


def main(file: str) -> int:
    """All runs in one group of processes."""
    runs = json.loads(Path(file).read_text("utf-8"))
    try:
        with distributed.joined(runs[0].get("processes", {}).get("timeout_s", 100)):
            for settings in runs:
                run(settings)
    except TrainError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


def run(settings: dict[str, Any]) -> None:
    engine = ByQuestion() if settings.pop("by_question", True) else BuiltIn()
    how = settings.pop("second", None)
    if "engine" not in settings:
        vars(whole_run)["open_engine"] = lambda *_: engine
    whole_run.train(build(settings), LengthClient() if how is None else Failing(how))


class Processes:
    """`count` of them on one file of runs, with the environment that torchrun gives."""

    server = multiprocessing.get_context("forkserver")

    def __init__(self, count: int, runs: list[dict[str, Any]], folder: Path) -> None:
        self.server.set_forkserver_preload([__name__])
        self._logs = [folder / f"{uuid.uuid4().hex}.log" for _ in range(count)]
        file = self._logs[0].with_suffix(".json")
        file.write_text(json.dumps(runs))
        port = free_port()
        self._all = [
            self.server.Process(target=work, args=(rank, count, port, str(file), str(log)), daemon=True)
            for rank, log in enumerate(self._logs)
        ]
        for one in self._all:
            one.start()

    def end(self, timeout_s: float = 200, others_s: float = 200) -> list[tuple[int | None, str]]:
        """Exit status and output of each; None of one that had to be killed, `others_s` after the first has ended."""
        for one in self._all:
            one.join(timeout_s)
            timeout_s = others_s
        status = [one.exitcode for one in self._all]
        for one in self._all:
            one.kill()
        return list(zip(status, [log.read_text("utf-8") for log in self._logs], strict=True))


def work(rank: int, count: int, port: int, file: str, log: str) -> None:
    output = os.open(log, os.O_CREAT | os.O_WRONLY)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.environ.update(RANK=str(rank), LOCAL_RANK=str(rank), WORLD_SIZE=str(count))
    os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT=str(port))
    torch.set_num_threads(1)
    sys.exit(main(file))


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
