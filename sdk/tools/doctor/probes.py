"""One question to the service about a row, and many of them asked at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sdk.client import RewardClient
from sdk.schema import Component, Item
from sdk.tools.doctor.entries import Entry

REWARDS = {"accuracy": {"partial": True, "detail": "full"}}
"""Every test is run and told of."""


class Probe(NamedTuple):
    entry: Entry
    name: str
    item: Item


Said = list[tuple[str, Component]]


def ask(client: RewardClient, probes: Iterable[Probe], timeout_s: float) -> dict[int, Said]:
    """For each row number the service's answers to its probes, by name, in order."""
    asked: Sequence[Probe] = list(probes)
    found: dict[int, Said] = {}
    if asked:
        result = client.score([one.item for one in asked], REWARDS, timeout_s=timeout_s)
        for one, scored in zip(asked, result.items, strict=True):
            found.setdefault(one.entry.number, []).append((one.name, scored.components["accuracy"]))
    return found
