"""Programs run by other Assay services: jobs go to their `/v1/programs`, and this machine needs no right at all.

What decides is theirs, code and images, so the services must be of one identity, which is part of this one's digest.
A service that is gone or full is passed over for the next; a job is sent twice only where nothing was judged.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
import ssl
import time
from collections.abc import Sequence

import httpx

from reward_server.execution import frames
from reward_server.jobs import Failure, JsonObject, Outcome
from reward_server.tracing import headers

log = logging.getLogger("reward_server.remote")

ASK_EVERY_S = 2.0
ASKED_WITHIN_S = 5.0
PAUSE_S = 0.2
BEYOND_DEADLINE_S = 2.0
PATH = "/v1/programs"
UNIX = "unix:"


class Service:
    """One of them. `lacks`: why it is of no use now; None when it is ready."""

    def __init__(self, url: str, token: str | None, certificates: str | None) -> None:
        """url: http://, https:// or unix:/path/to/socket. certificates: a file of authorities to trust for https."""
        uds = url.removeprefix(UNIX) if url.startswith(UNIX) else None
        self.url = url
        self.lacks: str | None = f"{url} has not answered yet"
        self.identity: dict[str, str] = {}
        self._client = httpx.AsyncClient(
            base_url="http://runner" if uds else url,
            headers={"Authorization": f"Bearer {token}"} if token else {},
            transport=httpx.AsyncHTTPTransport(uds=uds) if uds else None,
            verify=ssl.create_default_context(cafile=certificates) if certificates else True,
            trust_env=False,
            limits=httpx.Limits(max_connections=None),
        )

    async def close(self) -> None:
        await self._client.aclose()

    async def ask(self) -> None:
        """Whether it is ready, and what it is."""
        try:
            answer = await self._client.get(PATH, timeout=ASKED_WITHIN_S)
            if answer.status_code != 200:
                self.lacks = f"{self.url}: {_said(answer)}"
                return
            said = answer.json()
            self.identity = dict(said["identity"])
            self.lacks = f"{self.url}: {'; '.join(said['missing'])}" if said["missing"] else None
        except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
            self.lacks = f"{self.url} does not answer ({type(error).__name__} {error})".rstrip()

    async def run(self, payload: JsonObject, left_s: float) -> Outcome | None:
        """None where it did not take the job, or was lost with it."""
        try:
            body = {"job": payload, "left_s": left_s}
            wait_s = left_s + BEYOND_DEADLINE_S
            answer = await self._client.post(PATH, json=body, timeout=wait_s, headers=headers())
            if answer.status_code == 200:
                return frames.load_outcome(answer.json())
            log.warning("%s did not take a program: %s", self.url, _said(answer))
            if answer.status_code not in (429, 503):
                return Failure("error", f"{self.url} refused the program: {_said(answer)}")
        except (httpx.HTTPError, ValueError, TypeError) as error:
            self.lacks = f"{self.url} was lost ({type(error).__name__} {error})".rstrip()
        return None


class RemotePrograms:
    """An executor of `sandbox` jobs."""

    def __init__(self, urls: Sequence[str], token: str | None = None, certificates: str | None = None) -> None:
        self._services = [Service(url, token, certificates) for url in urls]
        self._turn = itertools.count()
        self._asking: asyncio.Task[None] | None = None

    async def start(self) -> None:
        await asyncio.gather(*(one.ask() for one in self._services))
        self._asking = asyncio.create_task(self._keep_asking())

    async def close(self) -> None:
        if self._asking is not None:
            self._asking.cancel()
            await asyncio.gather(self._asking, return_exceptions=True)
        await asyncio.gather(*(one.close() for one in self._services))

    async def _keep_asking(self) -> None:
        while True:
            await asyncio.sleep(ASK_EVERY_S)
            await asyncio.gather(*(one.ask() for one in self._services))

    def _ready(self) -> list[Service]:
        """Those of the first one's identity: two definitions would score one batch by both."""
        ready = [one for one in self._services if one.lacks is None]
        return [one for one in ready if one.identity == ready[0].identity]

    async def run(self, payload: JsonObject, deadline: float) -> Outcome:
        begun, lost = time.monotonic(), 0
        while (left_s := deadline - time.monotonic()) > 0:
            if ready := self._ready():
                chosen = ready[next(self._turn) % len(ready)]
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(left_s + BEYOND_DEADLINE_S):
                        outcome = await chosen.run(payload, left_s)
                    if outcome is not None:
                        return outcome
                lost += chosen.lacks is not None
                if lost >= 2:
                    return Failure("error", f"the program's runner was lost twice: {chosen.lacks}")
            await asyncio.sleep(min(PAUSE_S, left_s))
        return Failure("timeout", "no runner took the program before the deadline", time.monotonic() - begun)

    def missing(self) -> list[str]:
        return [] if self._ready() else [one.lacks for one in self._services if one.lacks is not None]

    def stuck(self) -> bool:
        """They may come back by themselves."""
        return False

    def places(self) -> dict[str, int]:
        """They are theirs to tell."""
        return {}

    def restarts(self) -> dict[str, int]:
        return {}

    def identity(self) -> dict[str, str]:
        known = next((one.identity for one in [*self._ready(), *self._services] if one.identity), {})
        return {**known, "sandbox/backend": f"remote {known.get('sandbox/backend', '')}".strip()}


def _said(answer: httpx.Response) -> str:
    try:
        return f"{answer.status_code} {answer.json()['error']['message']}"
    except (ValueError, KeyError, TypeError):
        return str(answer.status_code)
