"""Requests to a server, an engine's or a reviser's: tried again while that can help, never past their deadline."""

from __future__ import annotations

import asyncio
import random
import ssl
from types import TracebackType
from typing import Any

import httpx

from sdk.train.errors import EngineError, one_line

WORTH_ANOTHER_TRY = {408, 425, 429, 500, 502, 503, 504}
TRIES = 5
LONGEST_PAUSE_S = 8.0
_TLS = ssl.create_default_context()


class Endpoint:
    """`async with` it in the event loop that asks."""

    def __init__(
        self,
        url: str,
        timeout_s: float,
        connections: int = 1,
        tries: int = TRIES,
        token: str | None = None,
        setting: str = "engine.timeout_s",
    ) -> None:
        """`setting`: the key of `timeout_s`, to be told; `token`: sent as a bearer's."""
        self.url, self.timeout_s, self._tries, self._setting = url.rstrip("/"), timeout_s, tries, setting
        limits = httpx.Limits(max_connections=connections, max_keepalive_connections=connections)
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        self._http = httpx.AsyncClient(base_url=self.url, timeout=None, limits=limits, verify=_TLS, headers=headers)  # noqa: S113 (ask has a deadline)

    async def __aenter__(self) -> Endpoint:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._http.aclose()

    async def get(self, path: str) -> Any:
        return await self._ask("GET", path, None)

    async def post(self, path: str, body: Any = None) -> Any:
        """The answer's JSON, None where it is empty. Raises EngineError."""
        return await self._ask("POST", path, body)

    async def _ask(self, method: str, path: str, body: Any) -> Any:
        last = f"it was busy or hung, see {self._setting}"
        try:
            async with asyncio.timeout(self.timeout_s):
                for number in range(self._tries):
                    if number:
                        await asyncio.sleep(_pause_s(number))
                    try:
                        answer = await self._http.request(method, path, json=body)
                    except httpx.HTTPError as error:
                        last = one_line(error) or type(error).__name__
                        continue
                    if answer.status_code not in WORTH_ANOTHER_TRY:
                        return self._read(answer, path)
                    last = f"{answer.status_code} {_said(answer)}"
        except TimeoutError:
            raise EngineError(f"{self.url}{path} did not answer within {self.timeout_s:g} s: {last}") from None
        raise EngineError(f"{self.url}{path} does not answer: {last} (tried {self._tries} times)")

    def _read(self, answer: httpx.Response, path: str) -> Any:
        if answer.is_error:
            raise EngineError(f"{self.url}{path} answered {answer.status_code}: {_said(answer)}")
        if not answer.content:
            return None
        try:
            return answer.json()
        except ValueError:
            raise EngineError(f"{self.url}{path} did not answer with JSON: {_said(answer)!r}") from None


def _pause_s(number: int) -> float:
    """Twice as long each time, and by chance up to a quarter shorter, lest all come back at once."""
    return float(min(LONGEST_PAUSE_S, 0.25 * 2**number) * random.uniform(0.75, 1.0))  # noqa: S311 (no secret)


def _said(answer: httpx.Response) -> str:
    """What the server says of an error, wherever it puts it."""
    try:
        body = answer.json()
    except ValueError:
        return " ".join(answer.text.split())[:200]
    for key in ("error", "message", "detail"):
        if isinstance(body, dict) and key in body:
            body = body[key]
    return " ".join(str(body).split())[:200]
