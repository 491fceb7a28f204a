"""The scorers of rollouts: the service, another version of the service, or Math-Verify."""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol

from sdk.client import RewardClient
from sdk.errors import InvalidRequestError
from sdk.schema import Item
from sdk.tools.replay.shapes import text
from sdk.tools.replay.verdicts import Verdict, verdict

ASKED_BY = ("rewards", "template")
"""Fields of an item that say how it is judged, and nothing about its ground truth or tests."""


class Scorer(Protocol):
    def score(self, items: Sequence[Item]) -> list[Verdict]: ...


class Service:
    """A verdict for each item, whatever is wrong with others."""

    def __init__(self, client: RewardClient) -> None:
        self._client = client

    def score(self, items: Sequence[Item]) -> list[Verdict]:
        """Raises RewardError where the request as a whole is wrong, such as an unknown reward."""
        found: dict[int, Verdict] = {}
        left = list(range(len(items)))
        while left:
            try:
                result = self._client.score([items[at] for at in left])
            except InvalidRequestError as error:
                refused = {left[one.item]: one for one in error.details if one.item is not None}
                if not refused:
                    raise
                found |= {
                    at: Verdict(
                        None,
                        "inputs",
                        f"{one.field or 'item'}: {one.message}",
                        unusable=one.field.partition(".")[0] not in ASKED_BY,
                    )
                    for at, one in refused.items()
                }
                left = [at for at in left if at not in refused]
                continue
            found |= {at: verdict(one) for at, one in zip(left, result.items, strict=True)}
            break
        return [found[at] for at in range(len(items))]


class MathVerify(AbstractContextManager["MathVerify"]):
    """Math-Verify with its defaults, in separate processes, because its time limits are alarms, which need a main
    thread."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pool = self._new()

    def _new(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._workers, multiprocessing.get_context("spawn"))

    def score(self, items: Sequence[Item]) -> list[Verdict]:
        asked = [(one.ground_truth, completion_text(one)) if one.ground_truth is not None else None for one in items]
        try:
            return list(self._pool.map(math_verify, asked, chunksize=32))
        except BrokenProcessPool:
            self._pool = self._new()
            return [Verdict(None, "fault", "a process of Math-Verify died") for _ in items]

    def __exit__(self, *error: object) -> None:
        self._pool.shutdown(cancel_futures=True)


def has_math_verify() -> bool:
    return find_spec("math_verify") is not None


def completion_text(one: Item) -> str:
    """The model's last message, without its reasoning if that is stored separately."""
    if isinstance(one.completion, str):
        return one.completion
    return text(one.completion[-1].content) if one.completion else ""


def math_verify(asked: tuple[str | list[str], str] | None) -> Verdict:
    if asked is None:
        return Verdict(None, "inputs", "Math-Verify judges mathematics alone")
    library = import_module("math_verify")
    parse, verify = library.parse, library.verify
    truths, completion = [asked[0]] if isinstance(asked[0], str) else asked[0], asked[1]
    answer = parse(completion)
    for truth in truths:
        gold = parse(f"${truth}$") or parse(truth)
        if gold and verify(gold, answer):
            return Verdict(1.0, "math_verify", f"{gold[-1]} equals {answer[-1]}")
    return Verdict(0.0, "math_verify", f"it reads {answer[-1]}" if answer else "it finds no answer")
