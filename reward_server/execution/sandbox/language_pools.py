"""A pool of sandboxes for each image of programs' languages.

Python's starts with the service; the others when the first program in them comes, or with the service where a setting
names them.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from reward_server.jobs import Executor, Failure, JsonObject, Outcome
from reward_server.rewards.programs import languages

LOOK_EVERY_S = 30.0
"""For images that were built while the service runs."""
INSTALL = "assay sandbox build"
LACKS = "sandbox/lacks"


class Pool(Executor, Protocol):
    async def is_there(self) -> bool:
        """Whether what its sandboxes are made of has been built."""


class LanguagePools:
    """An executor of `sandbox` jobs. make: the pool of an image (its short name); warm: languages whose pools start
    with the service, Python beside them; install: the command that, with an image's name, makes it."""

    def __init__(self, make: Callable[[str], Pool], warm: Iterable[str] = (), install: str = INSTALL) -> None:
        self._install = install
        self._warm = {"python", *(languages.known[name].image for name in warm)}
        self._pools = {image: make(image) for image in sorted({one.image for one in languages.known.values()})}
        self._started: dict[str, asyncio.Task[None]] = {}
        self._looking: asyncio.Task[None] | None = None

    async def start(self) -> None:
        await asyncio.gather(*(self._start(image) for image in self._warm))
        await self._look()
        self._looking = asyncio.create_task(self._keep_looking())

    def _start(self, image: str) -> asyncio.Task[None]:
        if image not in self._started:
            self._started[image] = asyncio.create_task(self._pools[image].start())
        return self._started[image]

    async def _keep_looking(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            await self._look()

    async def _look(self) -> None:
        """What was there once is there: an engine that is away for a while changes no definition."""
        await asyncio.gather(*(pool.is_there() for image, pool in self._pools.items() if not self._has(image)))

    def _has(self, image: str) -> bool:
        return bool(self._pools[image].identity())

    async def close(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
        for task in self._started.values():
            task.cancel()
        await asyncio.gather(*self._started.values(), return_exceptions=True)
        await asyncio.gather(*(self._pools[image].close() for image in self._started))

    async def run(self, payload: JsonObject, deadline: float) -> Outcome:
        language = languages.known.get(payload["language"])
        if language is None:  # of a service that knows more languages than its runners
            return Failure("error", f"{payload['language']} is not known on this server; {self._said()}", inputs=True)
        if language.image not in self._started:
            await self._look()
            if not self._has(language.image):
                return Failure("error", self._absent(language.name), inputs=True)
        await asyncio.shield(self._start(language.image))
        return await self._pools[language.image].run(payload, deadline)

    def _absent(self, name: str) -> str:
        how = f"{self._install} {languages.known[name].image}"
        return f"{name} is not installed on this server (to install it: {how}); {self._said()}"

    def _said(self) -> str:
        return f"the languages here: {', '.join(self.here()) or 'none'}"

    def here(self) -> list[str]:
        """Names of the languages whose images are there."""
        return [one.name for one in languages.known.values() if self._has(one.image)]

    def missing(self) -> list[str]:
        return [line for image in sorted(self._warm) for line in self._pools[image].missing()]

    def stuck(self) -> bool:
        return any(self._pools[image].stuck() for image in self._warm)

    def places(self) -> dict[str, int]:
        """Of the pools that were started, together."""
        return _sum(self._pools[image].places() for image in self._started)

    def restarts(self) -> dict[str, int]:
        return _sum(self._pools[image].restarts() for image in self._started)

    def identity(self) -> dict[str, str]:
        said = [pool.identity() for pool in self._pools.values()]
        merged = {key: value for each in said for key, value in each.items()}
        if LACKS in merged:  # one image may lack what another has
            lacks = dict.fromkeys(one for each in said for one in each.get(LACKS, "").split("; ") if one)
            merged[LACKS] = "; ".join(lacks)
        return merged | {f"language/{name}": _digest(languages.known[name]) for name in self.here()}


def _sum(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    return dict(total)


def _digest(language: languages.Language) -> str:
    """Of how its programs are found and run."""
    text = json.dumps([sorted(language.tags), language.image, dict(language.how)], sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
