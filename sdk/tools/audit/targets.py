"""The target of an audit: a configuration of the service, or any reward function, in its own process."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain
from typing import Any, NamedTuple, Protocol

from sdk.client import RewardClient
from sdk.schema import Item


class Ask(NamedTuple):
    prompt: str
    ground_truth: str
    completion: str
    tests: dict[str, Any] | None = None
    beside: tuple[str, ...] = ()
    """Other completions of its group, for rewards of the service that compare."""


class Paid(NamedTuple):
    score: float | None
    """None where the reward gave none."""
    reason: str = ""


class Target(Protocol):
    name: str
    programs: bool
    """Can it judge programs by tests?"""

    def pay(self, asks: Sequence[Ask]) -> list[Paid]:
        """One for each, in order."""


class TargetError(Exception):
    """The target cannot be audited; the message says why."""


class Service:
    """The service with some rewards."""

    def __init__(self, client: RewardClient, rewards: Any, programs: bool, timeout_s: float) -> None:
        self._client, self._rewards, self._timeout_s = client, rewards, timeout_s
        self.programs = programs
        self.name = "the service" if rewards is None else ", ".join(rewards)

    def pay(self, asks: Sequence[Ask]) -> list[Paid]:
        """Raises RewardError."""
        groups = [_items(number, one) for number, one in enumerate(asks)]
        result = self._client.score(list(chain(*groups)), self._rewards, timeout_s=self._timeout_s)
        firsts = accumulate(map(len, groups[:-1]), initial=0) if groups else ()
        return [
            Paid(one.reward, "; ".join(f"{name}: {part.reason}" for name, part in one.components.items()))
            for one in map(result.items.__getitem__, firsts)
        ]


def _items(number: int, one: Ask) -> list[Item]:
    """What is asked about, and behind it its group."""
    if one.tests is not None:
        return [Item(completion=one.completion, tests=one.tests, rewards={"accuracy": 1})]
    group = f"group {number}" if one.beside else None
    return [
        Item(prompt=one.prompt, completion=text, ground_truth=one.ground_truth, group_id=group)
        for text in (one.completion, *one.beside)
    ]


MEMORY_MB = 64 * 1024
"""The limit of address space; it is large because libraries reserve much more than they use."""
BATCH = 64


class Function:
    """A reward function for a trainer, in a process that is ended when a call takes too long.

    Its parameters tell how it is called, as docs/functions.md says: TRL's batches, verl's `solution_str`, and others.
    """

    programs = False

    def __init__(self, target: str, call_s: float, start_s: float = 120.0) -> None:
        """`target`: module:function. Raises TargetError if it cannot be used."""
        self.name, self._call_s, self._start_s = target, call_s, start_s
        described = subprocess.run(
            [sys.executable, "-m", WORKER, "--describe", target], capture_output=True, text=True, timeout=start_s
        )
        if described.returncode != 0:
            raise TargetError(f"{target}: {described.stderr.strip().splitlines()[-1:] or 'it could not be imported'}")
        said = json.loads(described.stdout.strip().splitlines()[-1])
        if "failed" in said:
            raise TargetError(f"{target}: {said['failed']}")
        self._process: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None

    def pay(self, asks: Sequence[Ask]) -> list[Paid]:
        return [one for at in range(0, len(asks), BATCH) for one in self._batch(asks[at : at + BATCH])]

    def close(self) -> None:
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)  # with whatever the function began
            self._process.wait()
        if self._line is not None:
            self._line.close()
        self._process = self._line = None

    def _batch(self, asks: Sequence[Ask]) -> Iterator[Paid]:
        """If the whole batch fails, scores each item alone, so that an item that hangs does not cost the others their
        scores."""
        found = self._called(asks)
        if len(asks) > 1 and all("failed" in one for one in found):
            found = [answer for one in asks for answer in self._called([one])]
        for one in found:
            yield Paid(one.get("score"), str(one.get("reason", "")))

    def _called(self, asks: Sequence[Ask]) -> list[dict[str, Any]]:
        items = [
            {"completion": one.completion, "prompt": one.prompt, "ground_truth": [one.ground_truth], "metadata": {}}
            for one in asks
        ]
        try:
            line = self._started()
            answer = _answered(line, items, self._call_s)
        except (TimeoutError, OSError):
            self.close()
            said = f"no answer within {self._call_s:g} s, or its process ended"
            return [{"failed": "hang", "reason": said}] * len(asks)
        return answer

    def _started(self) -> socket.socket:
        """The line to a process that has imported the function: it has answered for no items."""
        if self._line is None:
            self._line, theirs = socket.socketpair()
            with theirs:
                self._process = subprocess.Popen(
                    [sys.executable, "-m", WORKER, self.name, str(theirs.fileno()), str(MEMORY_MB)],
                    pass_fds=[theirs.fileno()],
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,
                )
            _answered(self._line, [], self._start_s)
        return self._line


def _answered(line: socket.socket, items: list[dict[str, Any]], within_s: float) -> list[dict[str, Any]]:
    """Raises TimeoutError, also where the process ended."""
    line.sendall(json.dumps({"items": items, "options": {}}).encode() + b"\n")
    answer, deadline = b"", time.monotonic() + within_s
    while not answer.endswith(b"\n"):
        ready, _, _ = select.select([line], [], [], max(deadline - time.monotonic(), 0))
        more = line.recv(1 << 16) if ready else b""
        if not more:
            raise TimeoutError
        answer += more
    results: list[dict[str, Any]] = json.loads(answer)["results"]
    return results


WORKER = "reward_server.functions.worker"
"""It needs only the base install, so that a function can be audited in its own environment."""
