"""`sandbox = auto`: the first backend that isolates here, chosen once, at the start; nothing changes it later."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from reward_server.jobs import Executor, Failure, JsonObject, Outcome

log = logging.getLogger("reward_server.choice")


class FirstThatWorks:
    """An executor that stands for one of `candidates`, by name, in the order in which they are tried."""

    def __init__(self, candidates: Mapping[str, Executor]) -> None:
        self._candidates = candidates
        self._chosen: Executor | None = None
        self._troubles: list[str] = ["sandboxes are starting"]

    async def start(self) -> None:
        troubles = []
        for name, executor in self._candidates.items():
            await executor.start()
            lacks = executor.missing()
            if not lacks:
                log.info("programs run in sandboxes of the backend %s", name)
                self._chosen = executor
                return
            await executor.close()
            troubles.append(f"{name}: {'; '.join(lacks)}")
        self._troubles = [f"no backend of sandboxes works here. {' / '.join(troubles)}"]

    async def close(self) -> None:
        if self._chosen is not None:
            await self._chosen.close()

    async def run(self, payload: JsonObject, deadline: float) -> Outcome:
        if self._chosen is None:
            return Failure("error", self._troubles[0])
        return await self._chosen.run(payload, deadline)

    def missing(self) -> list[str]:
        return self._troubles if self._chosen is None else self._chosen.missing()

    def stuck(self) -> bool:
        """Only a start chooses again."""
        return self._chosen is None or self._chosen.stuck()

    def identity(self) -> dict[str, str]:
        return {} if self._chosen is None else self._chosen.identity()

    def places(self) -> dict[str, int]:
        return {} if self._chosen is None else self._chosen.places()

    def restarts(self) -> dict[str, int]:
        return {} if self._chosen is None else self._chosen.restarts()
