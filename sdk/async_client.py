"""The client for callers with an event loop; `sdk.client` drives it from blocking code."""

from __future__ import annotations

import asyncio
import copy
import dataclasses
import os
import time
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import aclosing
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, Unpack

import httpx

from sdk.direct import Direct, Scoring
from sdk.dispatch.dispatcher import Limits
from sdk.dispatch.sessions import Sessions
from sdk.errors import ConfigurationError, DeadlineError, RewardError, UnavailableError
from sdk.http.connection import LocalService, Target
from sdk.http.encoding import ItemLike, Rewards, SharedTests, TemplateLike
from sdk.http.ray_handle import RayReplicas
from sdk.options import CallOptions, ClientOptions, split
from sdk.results import OnError, Pending, ScoreResult, StreamedItem
from sdk.schema import DEFAULT_TIMEOUT_S

if TYPE_CHECKING:
    from sdk.local import Settings

URL_VARIABLE = "REWARD_SERVER_URL"
TOKEN_VARIABLE = "REWARD_SERVER_TOKEN"  # noqa: S105 (a name, not a token)
READY_PAUSE_S = 0.25


class AsyncRewardClient:
    """Scores completions on a reward server, for callers with an event loop.

    A client may be shared between tasks, event loops, threads and forked processes, and pickled. It gathers small
    concurrent calls into requests and splits big calls; at most `max_in_flight` requests are under way at once.
    """

    def __init__(
        self,
        url: str | Sequence[str] | None = None,
        *,
        token: str | None = None,
        http_client: httpx.AsyncClient | httpx.Client | None = None,
        gzip_over_bytes: int | None = None,
        one_version: bool = False,
        process: bool = False,
        **options: Unpack[ClientOptions],
    ) -> None:
        """`url` and `token` default to the environment's REWARD_SERVER_URL and REWARD_SERVER_TOKEN.

        With several URLs (a list, or separated by commas) each request goes to the server on which this client has the
        least work under way, and to another server if that one is gone. `one_version` refuses scores under another
        definition of the rewards than the first answer's, as `pin_version` does.

        `http_client` is used as it is; close it yourself. Bodies of more than `gzip_over_bytes` are compressed; the
        default is 64 KiB, and never for a server on the same machine.

        With `process` the client does its work in a process of its own, which starts at the first call and ends with
        this one. It takes no `http_client`. Raises ConfigurationError.
        """
        urls = _urls(url or os.environ.get(URL_VARIABLE) or (str(http_client.base_url) if http_client else ""))
        if not urls:
            raise ConfigurationError(
                f"which server? Pass its URL, set {URL_VARIABLE}, or score in this process with RewardClient.local()"
            )
        limits, self._terms = split({"pin_version": True, **options} if one_version else options)
        token = _token(token)
        targets = [Target(one, token, http_client, None, limits.max_in_flight, gzip_over_bytes) for one in urls]
        self._scoring, self.process = _scoring(targets, limits, process), process
        self._shares = False

    @classmethod
    def local(
        cls, settings: Settings | None = None, *, process: bool = False, **options: Unpack[ClientOptions]
    ) -> Self:
        """A client of a service that runs inside this process: the same code, the same results.

        The service starts with the first call and ends with the client. With `process` both run in a process of their
        own. Needs the `server` extra.
        """
        from sdk.local import InProcess  # only here does the sdk touch the server

        return cls._to(InProcess(settings), process=process, **options)

    @classmethod
    def ray(cls, application: str = "assay", *, token: str | None = None, **options: Unpack[ClientOptions]) -> Self:
        """A client of a Ray Serve application (deploy/ray) of the cluster that this process is connected to. It calls
        the replicas by Serve's handle, without Serve's proxy; Serve chooses among them. It may be pickled into tasks.

        Needs Ray with Serve. Raises ConfigurationError where it is missing, or no cluster is connected.
        """
        replicas = RayReplicas(application)
        replicas.connect()  # what is wrong is told here, and not at the first call
        return cls._of(Target(f"http://{application}.ray-serve", _token(token), replicas=replicas), options)

    @classmethod
    def _to(cls, service: LocalService, *, process: bool = False, **options: Unpack[ClientOptions]) -> Self:
        return cls._of(Target("http://in-this-process", service.token, local=service), options, process=process)

    @classmethod
    def _of(cls, target: Target, options: ClientOptions, *, process: bool = False) -> Self:
        limits, terms = split(options)
        client = cls.__new__(cls)
        client._terms = terms
        client._scoring = _scoring([dataclasses.replace(target, max_in_flight=limits.max_in_flight)], limits, process)
        client.process = process
        client._shares = False
        return client

    def with_options(self, **options: Unpack[CallOptions]) -> Self:
        """A copy with other defaults, on the same connections; closing the copy leaves them open."""
        client = copy.copy(self)
        client._terms = self._terms.changed(options)
        client._shares = True
        return client

    async def score(
        self,
        items: Iterable[ItemLike],
        rewards: Rewards | None = None,
        template: TemplateLike | None = None,
        shared_tests: SharedTests | None = None,
        timeout_s: float | None = None,
        on_error: OnError | None = None,
        profile: str | None = None,
    ) -> ScoreResult:
        """Scores `items`; the results are in their order.

        `timeout_s` (default 60) bounds the whole call: checking, encoding, queues and retries included. An item that is
        not scored by then comes back null with status `timeout`. A null item never raises. If the whole call fails,
        `on_error` decides: "raise" raises a RewardError, whose `result` holds the scores that had arrived; "none" and
        "nan" give every item without an answer a null result that says why, and list the errors in
        `ScoreResult.errors`. Mistakes of the caller, scores under another version than requested, and unexpected
        exceptions always raise.
        """
        began = time.monotonic()
        terms = self._terms.but(rewards, template, timeout_s, on_error, profile)
        return await self._scoring.score(items, terms, shared_tests, began)

    def submit(
        self,
        items: Iterable[ItemLike],
        rewards: Rewards | None = None,
        template: TemplateLike | None = None,
        shared_tests: SharedTests | None = None,
        timeout_s: float | None = None,
        on_error: OnError | None = None,
        profile: str | None = None,
    ) -> Pending:
        """Begins to score, from any thread and without an event loop; `result()` waits. Arguments as in `score`.

        So a program goes on with its own work meanwhile. The calling thread writes the request, and the thread that
        asks for the result reads it: no other thread needs the interpreter. That holds for calls of 8 to 128 items to
        one server without TLS, and with `process`. Other calls, and what is tried again, are made on the event loop
        that all blocking clients share.
        """
        began = time.monotonic()
        terms = self._terms.but(rewards, template, timeout_s, on_error, profile)
        return self._scoring.submit(items, terms, shared_tests, began)

    async def score_stream(
        self,
        items: Iterable[ItemLike],
        rewards: Rewards | None = None,
        template: TemplateLike | None = None,
        shared_tests: SharedTests | None = None,
        timeout_s: float | None = None,
        on_error: OnError | None = None,
        profile: str | None = None,
    ) -> AsyncIterator[StreamedItem]:
        """Yields each item's result as soon as it arrives, with its `index`: a slow program delays only its own item.

        Arguments and errors as in `score`; leaving the loop early cancels the rest.
        """
        began = time.monotonic()
        terms = self._terms.but(rewards, template, timeout_s, on_error, profile)
        async with aclosing(self._scoring.stream(items, terms, shared_tests, began)) as results:
            async for one in results:
                yield one

    async def list_rewards(self, timeout_s: float = DEFAULT_TIMEOUT_S) -> dict[str, Any]:
        """`GET /v1/rewards`: the rewards that the server offers, their options, the languages, the limits."""
        status, said = await self._scoring.get("/v1/rewards", timeout_s)
        if status != 200 or not isinstance(said, dict):
            raise UnavailableError(f"HTTP {status} for GET /v1/rewards", status=status)
        return said

    async def wait_until_ready(self, timeout_s: float = 60.0) -> None:
        """Returns when the server can score batches. Raises UnavailableError, which names what is missing, or
        UnreachableError."""
        deadline = time.monotonic() + timeout_s
        while (error := await self._unready(deadline - time.monotonic())) is not None:
            if deadline - time.monotonic() < READY_PAUSE_S:
                raise error
            await asyncio.sleep(READY_PAUSE_S)

    async def aclose(self) -> None:
        """Closes the connections of this event loop. A copy made by `with_options` closes nothing."""
        if not self._shares:
            await self._scoring.aclose()

    async def __aenter__(self) -> Self:
        await self._scoring.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(map(repr, self._scoring.urls))})"

    async def _unready(self, left_s: float) -> RewardError | None:
        try:
            status, said = await self._scoring.get("/readyz", max(left_s, 0.1))
        except RewardError as error:
            if not error.retried and not isinstance(error, DeadlineError):
                raise
            return error
        missing = said.get("missing") if isinstance(said, dict) else said
        return None if status == 200 else UnavailableError(f"not ready: {missing}", status=status)


def _scoring(targets: Sequence[Target], limits: Limits, process: bool) -> Scoring:
    """Raises ConfigurationError."""
    direct = Direct(Sessions(targets, limits))
    if not process:
        return direct
    from sdk.client_process.parent import Apart  # nobody else pays for the modules that start processes

    return Apart(direct)


def _token(given: str | None) -> str | None:
    return given or os.environ.get(TOKEN_VARIABLE) or None


def _urls(given: str | Sequence[str]) -> list[str]:
    """In their order, each once."""
    parts = given.split(",") if isinstance(given, str) else given
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))
