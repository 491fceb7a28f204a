"""The client for callers with an event loop; `sdk.client` drives it from blocking code."""

from __future__ import annotations

import asyncio
import copy
import dataclasses
import os
import time
from collections.abc import AsyncIterator, Iterable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, Unpack

import httpx

from sdk.dispatch.calls import Call, Row
from sdk.dispatch.sessions import Sessions
from sdk.errors import ConfigurationError, DeadlineError, RewardError, UnavailableError
from sdk.gc_pauses import collector_paused
from sdk.http.connection import LocalService, Target
from sdk.http.encoding import Envelope, ItemLike, Rewards, SharedTests, TemplateLike, checked_by
from sdk.http.ray_handle import RayReplicas
from sdk.options import CallOptions, ClientOptions, Terms, split
from sdk.results import Nulls, OnError, ScoreResult, StreamedItem, rewards_of
from sdk.schema import DEFAULT_TIMEOUT_S, GROUPED_REWARDS, Item, ItemResult

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
        **options: Unpack[ClientOptions],
    ) -> None:
        """`url` and `token` default to the environment's REWARD_SERVER_URL and REWARD_SERVER_TOKEN.

        With several URLs (a list, or separated by commas) each request goes to the server on which this client has the
        least work under way, and to another server if that one is gone. `one_version` refuses scores under another
        definition of the rewards than the first answer's, as `pin_version` does.

        `http_client` is used as it is; close it yourself. Bodies of more than `gzip_over_bytes` are compressed; the
        default is 64 KiB, and never for a server on the same machine. Raises ConfigurationError.
        """
        urls = _urls(url or os.environ.get(URL_VARIABLE) or (str(http_client.base_url) if http_client else ""))
        if not urls:
            raise ConfigurationError(
                f"which server? Pass its URL, set {URL_VARIABLE}, or score in this process with RewardClient.local()"
            )
        limits, self._terms = split({"pin_version": True, **options} if one_version else options)
        token = _token(token)
        targets = [Target(one, token, http_client, None, limits.max_in_flight, gzip_over_bytes) for one in urls]
        self._sessions = Sessions(targets, limits)
        self._shares = False

    @classmethod
    def local(cls, settings: Settings | None = None, **options: Unpack[ClientOptions]) -> Self:
        """A client of a service that runs inside this process: the same code, the same results.

        The service starts with the first call and ends with the client. Needs the `server` extra.
        """
        from sdk.local import InProcess  # only here does the sdk touch the server

        return cls._to(InProcess(settings), **options)

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
    def _to(cls, service: LocalService, **options: Unpack[ClientOptions]) -> Self:
        return cls._of(Target("http://in-this-process", service.token, local=service), options)

    @classmethod
    def _of(cls, target: Target, options: ClientOptions) -> Self:
        limits, terms = split(options)
        client = cls.__new__(cls)
        client._terms = terms
        client._sessions = Sessions([dataclasses.replace(target, max_in_flight=limits.max_in_flight)], limits)
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
        started = time.monotonic()
        terms = self._terms.but(rewards, template, timeout_s, on_error, profile)
        call = await _call(items, terms, shared_tests)
        rows = call.rows
        dispatcher = self._sessions.current().dispatcher
        dispatcher.submit(call)
        try:
            await call.finished()
            failure = call.failure
            with collector_paused():
                result = _gathered(rows, terms, failure, started)
        finally:
            dispatcher.release(call)
        if failure is not None:
            raise _raised(failure, result)
        return result

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
        terms = self._terms.but(rewards, template, timeout_s, on_error, profile)
        call = await _call(items, terms, shared_tests)
        nulls = Nulls(terms.rewards if terms.profile is None else {})
        dispatcher = self._sessions.current().dispatcher
        dispatcher.submit(call, streamed=True)
        try:
            for _ in call.rows:
                row = await call.next_settled()
                if isinstance(row.answer, RewardError) and call.ends_with(row.answer):
                    raise _raised(row.answer, None)
                yield _streamed(row, nulls)
        finally:
            dispatcher.release(call)

    async def list_rewards(self, timeout_s: float = DEFAULT_TIMEOUT_S) -> dict[str, Any]:
        """`GET /v1/rewards`: the rewards that the server offers, their options, the languages, the limits."""
        status, said = await self._sessions.current().connection.get("/v1/rewards", timeout_s)
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
            await self._sessions.aclose()

    async def __aenter__(self) -> Self:
        if (service := self._sessions.local) is not None:
            await asyncio.to_thread(service.start)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(repr(target.url) for target in self._sessions.targets)})"

    async def _unready(self, left_s: float) -> RewardError | None:
        try:
            status, said = await self._sessions.current().connection.get("/readyz", max(left_s, 0.1))
        except RewardError as error:
            if not error.retried and not isinstance(error, DeadlineError):
                raise
            return error
        missing = said.get("missing") if isinstance(said, dict) else said
        return None if status == 200 else UnavailableError(f"not ready: {missing}", status=status)


def _token(given: str | None) -> str | None:
    return given or os.environ.get(TOKEN_VARIABLE) or None


def _urls(given: str | Sequence[str]) -> list[str]:
    """In their order, each once."""
    parts = given.split(",") if isinstance(given, str) else given
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))


async def _call(items: Iterable[ItemLike], terms: Terms, shared_tests: SharedTests | None) -> Call:
    """The call with its items checked. If the deadline passes during the check, the call has failed already."""
    envelope = Envelope.checked(terms.rewards, terms.template, shared_tests, terms.timeout_s, terms.profile)
    checked = await checked_by(items, terms.timeout_s)
    raises = terms.on_error == "raise"
    with collector_paused():
        call = Call(checked.items, envelope, terms.timeout_s, checked.deadline, terms.retries, terms.pin, raises=raises)
    call.keeps_groups = _compares(terms, checked.items)
    if not checked.in_time:
        call.fail(DeadlineError(f"timeout_s={terms.timeout_s:g} passed while the items were checked"))
    return call


def _compares(terms: Terms, items: Iterable[Item]) -> bool:
    """Whether some reward may compare an item with the others of its `group_id`. A profile, which the call names or the
    service finds by an item's `data_source`, may have such a reward."""
    if terms.profile is not None or not GROUPED_REWARDS.isdisjoint(terms.rewards or {}):
        return True
    return any(
        not GROUPED_REWARDS.isdisjoint(item.rewards)
        if item.rewards is not None
        else terms.rewards is None and item.data_source is not None and item.group_id is not None
        for item in items
    )


def _gathered(rows: Sequence[Row], terms: Terms, failure: RewardError | None, started: float) -> ScoreResult:
    """The results that arrived, in order, and nulls for the other items; these nulls say why the call failed."""
    nulls = Nulls(terms.rewards if terms.profile is None else {})
    errors: dict[int, RewardError] = {}
    results: list[ItemResult] = []
    for row in rows:
        answer = row.answer if row.answer is not None else failure
        if isinstance(answer, RewardError):
            errors[id(answer)] = answer
            answer = nulls.of(row.item, answer)
        assert answer is not None, "only settled rows come here, or there is a failure"
        results.append(answer)
    version = "+".join(sorted({row.version for row in rows if row.version}))
    told = tuple(errors.values()) if failure is None else ()
    return ScoreResult(results, rewards_of(results, terms.on_error), version, time.monotonic() - started, told)


def _raised(failure: RewardError, result: ScoreResult | None) -> RewardError:
    """A copy: one error may be raised in thousands of calls, and each raise adds to its traceback."""
    error = copy.copy(failure)
    error.result = result
    error.__cause__ = failure.__cause__
    return error


def _streamed(row: Row, nulls: Nulls) -> StreamedItem:
    answer = row.answer
    answered = isinstance(answer, ItemResult)
    result = answer if isinstance(answer, ItemResult) else nulls.of(row.item, answer)  # type: ignore[arg-type]
    fields = {**result.__dict__, **(result.model_extra or {})}
    return StreamedItem(**fields, index=row.index, version=row.version, answered=answered)
