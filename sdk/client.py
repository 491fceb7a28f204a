"""The two clients: `AsyncRewardClient`, and `RewardClient`, which is the same one driven from blocking code."""

from __future__ import annotations

import asyncio
import copy
import os
import time
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Iterator
from dataclasses import dataclass, replace
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypedDict, Unpack, get_args

import httpx

from sdk.connection import LocalService, Target
from sdk.dispatch import Call, Limits, Outcome
from sdk.encoding import Envelope, ItemLike, Rewards, SharedTests, TemplateLike, checked_items
from sdk.errors import ConfigurationError, DeadlineError, RewardError, UnavailableError
from sdk.portal import PORTAL
from sdk.results import OnError, ScoreResult, StreamedItem, rewards_of, unanswered
from sdk.retry import RetryPolicy
from sdk.schema import DEFAULT_TIMEOUT_S, ItemResult
from sdk.sessions import Session, Sessions

if TYPE_CHECKING:
    from sdk.local import Settings

URL_VARIABLE = "REWARD_SERVER_URL"
TOKEN_VARIABLE = "REWARD_SERVER_TOKEN"  # noqa: S105 (a name, not a token)
ON_ERROR = get_args(OnError)
DEFAULT_RETRIES = RetryPolicy()
READY_PAUSE_S = 0.25


class CallOptions(TypedDict, total=False):
    """What a client does unless a call says otherwise; also what `with_options` changes."""

    rewards: Rewards | None
    template: TemplateLike | None
    timeout_s: float
    on_error: OnError
    max_retries: int


class PoolOptions(TypedDict, total=False):
    """Limits of the requests that a client and its `with_options` copies make; see `sdk.dispatch.Limits`."""

    max_in_flight: int
    max_batch_items: int
    max_batch_bytes: int


class ClientOptions(CallOptions, PoolOptions, total=False):
    pass


@dataclass(frozen=True, slots=True)
class _Defaults:
    rewards: Rewards | None = None
    template: TemplateLike | None = None
    timeout_s: float = DEFAULT_TIMEOUT_S
    on_error: OnError = "raise"
    retries: RetryPolicy = DEFAULT_RETRIES

    def __post_init__(self) -> None:
        if self.on_error not in ON_ERROR:
            raise ConfigurationError(f"on_error should be one of {ON_ERROR}, not {self.on_error!r}")


class AsyncRewardClient:
    """Scores completions on a reward server, for callers with an event loop.

    Safe to share between tasks, event loops, threads and forked processes, and to pickle. Concurrent calls of a few
    items each are gathered into requests, big ones are split; `max_in_flight` requests are under way at once.
    """

    def __init__(
        self,
        url: str | None = None,
        *,
        token: str | None = None,
        http_client: httpx.AsyncClient | httpx.Client | None = None,
        gzip_over_bytes: int | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        """`url` and `token` default to the environment's REWARD_SERVER_URL and REWARD_SERVER_TOKEN.

        `http_client` is used as it is and stays yours to close. `gzip_over_bytes`: bodies above it are compressed;
        by default above 64 KiB, and never on the way to this same machine. Raises ConfigurationError.
        """
        url = url or os.environ.get(URL_VARIABLE) or (str(http_client.base_url) if http_client else None)
        if not url:
            raise ConfigurationError(
                f"which server? Pass its URL, set {URL_VARIABLE}, or score in this process with RewardClient.local()"
            )
        limits, self._defaults = _split(options)
        token = token or os.environ.get(TOKEN_VARIABLE) or None
        self._sessions = Sessions(Target(url, token, http_client, None, limits.max_in_flight, gzip_over_bytes), limits)
        self._shares = False

    @classmethod
    def local(cls, settings: Settings | None = None, **options: Unpack[ClientOptions]) -> Self:
        """A client of a service that runs inside this process: the same code, the same results.

        The service starts with the first call and ends with the client. Needs the `server` extra.
        """
        from sdk.local import InProcess  # only here does the sdk touch the server

        return cls._to(InProcess(settings), **options)

    @classmethod
    def _to(cls, service: LocalService, **options: Unpack[ClientOptions]) -> Self:
        limits, defaults = _split(options)
        client = cls.__new__(cls)
        client._defaults = defaults
        target = Target("http://in-this-process", service.token, None, service, limits.max_in_flight)
        client._sessions = Sessions(target, limits)
        client._shares = False
        return client

    def with_options(self, **options: Unpack[CallOptions]) -> Self:
        """A copy with other defaults, on the same connections; closing the copy leaves them open."""
        client = copy.copy(self)
        client._defaults = _changed(self._defaults, options)
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
    ) -> ScoreResult:
        """Scores `items`; the results are in their order.

        `timeout_s` (default 30) bounds the whole call, retries and queues included; what an item could not make by
        then comes back null with status `timeout`. A null item never raises. When the service fails as a whole,
        `on_error` decides: "raise" raises a RewardError; "none" and "nan" give every item that has no answer a null
        result that says why, and list the errors in `ScoreResult.errors`. A mistake of the caller's always raises.
        """
        started = time.monotonic()
        asked = self._asked(rewards, template, timeout_s, on_error)
        call = _call(items, asked, shared_tests)
        versions: set[str] = set()
        errors: dict[int, RewardError] = {}
        results: list[ItemResult | None] = [None] * len(call.rows)
        session = self._submit(call, streamed=False)
        try:
            for _ in call.rows:
                outcome = await call.next_outcome()
                results[outcome.row.index] = _result(outcome, asked, errors)
                versions.add(outcome.version)
        finally:
            session.dispatcher.release(call)
        scored = [result for result in results if result is not None]
        version = "+".join(sorted(versions - {""}))
        seconds = time.monotonic() - started
        return ScoreResult(scored, rewards_of(scored, asked.on_error), version, seconds, tuple(errors.values()))

    async def score_stream(
        self,
        items: Iterable[ItemLike],
        rewards: Rewards | None = None,
        template: TemplateLike | None = None,
        shared_tests: SharedTests | None = None,
        timeout_s: float | None = None,
        on_error: OnError | None = None,
    ) -> AsyncIterator[StreamedItem]:
        """Yields each item's result as it comes, with its `index`: one slow program holds nobody up.

        Arguments and errors as in `score`; leaving the loop early cancels the rest.
        """
        asked = self._asked(rewards, template, timeout_s, on_error)
        call = _call(items, asked, shared_tests)
        session = self._submit(call, streamed=True)
        try:
            for _ in call.rows:
                outcome = await call.next_outcome()
                result = _result(outcome, asked, {})
                yield StreamedItem(
                    **result.__dict__,
                    **(result.model_extra or {}),
                    index=outcome.row.index,
                    version=outcome.version,
                    answered=result is outcome.result,
                )
        finally:
            session.dispatcher.release(call)

    async def list_rewards(self, timeout_s: float = DEFAULT_TIMEOUT_S) -> dict[str, Any]:
        """`GET /v1/rewards`: the rewards that can be asked for, their options, the languages, the limits."""
        status, said = await self._sessions.current().connection.get("/v1/rewards", timeout_s)
        if status != 200 or not isinstance(said, dict):
            raise UnavailableError(f"HTTP {status} for GET /v1/rewards", status=status)
        return said

    async def wait_until_ready(self, timeout_s: float = 60.0) -> None:
        """Returns when batches can be scored. Raises UnavailableError with what is missing, or UnreachableError."""
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
        if (service := self._sessions.target.local) is not None:
            await asyncio.to_thread(service.start)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._sessions.target.url!r})"

    def _asked(
        self, rewards: Rewards | None, template: TemplateLike | None, timeout_s: float | None, on_error: OnError | None
    ) -> _Defaults:
        defaults = self._defaults
        if rewards is None and template is None and timeout_s is None and on_error is None:
            return defaults
        return _Defaults(
            defaults.rewards if rewards is None else rewards,
            defaults.template if template is None else template,
            defaults.timeout_s if timeout_s is None else timeout_s,
            defaults.on_error if on_error is None else on_error,
            defaults.retries,
        )

    def _submit(self, call: Call, *, streamed: bool) -> Session:
        session = self._sessions.current()
        session.dispatcher.submit(call, streamed=streamed)
        return session

    async def _unready(self, left_s: float) -> RewardError | None:
        try:
            status, said = await self._sessions.current().connection.get("/readyz", max(left_s, 0.1))
        except RewardError as error:
            if not error.retried and not isinstance(error, DeadlineError):
                raise
            return error
        missing = said.get("missing") if isinstance(said, dict) else said
        return None if status == 200 else UnavailableError(f"not ready: {missing}", status=status)


class RewardClient:
    """Scores completions on a reward server, for blocking code: `AsyncRewardClient` with the same options.

    Usable from many threads at once (their small calls are gathered too), inside a running event loop, after a fork,
    and from a pickled copy.
    """

    def __init__(
        self,
        url: str | None = None,
        *,
        token: str | None = None,
        http_client: httpx.AsyncClient | httpx.Client | None = None,
        gzip_over_bytes: int | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        self._client = AsyncRewardClient(
            url, token=token, http_client=http_client, gzip_over_bytes=gzip_over_bytes, **options
        )

    @classmethod
    def local(cls, settings: Settings | None = None, **options: Unpack[ClientOptions]) -> Self:
        """See `AsyncRewardClient.local`; returns when the service is ready."""
        client = AsyncRewardClient.local(settings, **options)
        PORTAL.run(client.__aenter__())
        return cls._of(client)

    @classmethod
    def _of(cls, client: AsyncRewardClient) -> Self:
        made = cls.__new__(cls)
        made._client = client
        return made

    def with_options(self, **options: Unpack[CallOptions]) -> Self:
        """See `AsyncRewardClient.with_options`."""
        return self._of(self._client.with_options(**options))

    def score(
        self,
        items: Iterable[ItemLike],
        rewards: Rewards | None = None,
        template: TemplateLike | None = None,
        shared_tests: SharedTests | None = None,
        timeout_s: float | None = None,
        on_error: OnError | None = None,
    ) -> ScoreResult:
        """See `AsyncRewardClient.score`."""
        return PORTAL.run(self._client.score(items, rewards, template, shared_tests, timeout_s, on_error))

    def score_stream(
        self,
        items: Iterable[ItemLike],
        rewards: Rewards | None = None,
        template: TemplateLike | None = None,
        shared_tests: SharedTests | None = None,
        timeout_s: float | None = None,
        on_error: OnError | None = None,
    ) -> Iterator[StreamedItem]:
        """See `AsyncRewardClient.score_stream`."""
        stream = self._client.score_stream(items, rewards, template, shared_tests, timeout_s, on_error)
        try:
            while (item := PORTAL.run(_next(stream))) is not None:
                yield item
        finally:
            PORTAL.run(_closed(stream))

    def list_rewards(self, timeout_s: float = DEFAULT_TIMEOUT_S) -> dict[str, Any]:
        """See `AsyncRewardClient.list_rewards`."""
        return PORTAL.run(self._client.list_rewards(timeout_s))

    def wait_until_ready(self, timeout_s: float = 60.0) -> None:
        """See `AsyncRewardClient.wait_until_ready`."""
        PORTAL.run(self._client.wait_until_ready(timeout_s))

    def close(self) -> None:
        """Closes the connections. A copy made by `with_options` closes nothing."""
        PORTAL.run(self._client.aclose())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return repr(self._client).removeprefix("Async")


def _split(options: ClientOptions) -> tuple[Limits, _Defaults]:
    """Raises TypeError for an option that does not exist, RewardError for one that cannot be."""
    pool = {name: value for name, value in options.items() if name in PoolOptions.__annotations__}
    rest = {name: value for name, value in options.items() if name not in pool}
    return Limits(**pool), _changed(_Defaults(), rest)  # type: ignore[arg-type]


def _changed(defaults: _Defaults, options: CallOptions) -> _Defaults:
    changes: dict[str, Any] = {**options}
    if "max_retries" in changes:
        changes["retries"] = RetryPolicy(changes.pop("max_retries"))
    changed = replace(defaults, **changes)
    Envelope.checked(changed.rewards, changed.template, None, changed.timeout_s)
    return changed


def _call(items: Iterable[ItemLike], asked: _Defaults, shared_tests: SharedTests | None) -> Call:
    envelope = Envelope.checked(asked.rewards, asked.template, shared_tests, asked.timeout_s)
    return Call(checked_items(items), envelope, asked.timeout_s, asked.retries)


def _result(outcome: Outcome, asked: _Defaults, errors: dict[int, RewardError]) -> ItemResult:
    """The outcome's result. Raises its error, or notes it among `errors` where the caller wants to go on."""
    if isinstance(outcome.result, ItemResult):
        return outcome.result
    error = outcome.result
    if asked.on_error == "raise" or error.callers:
        # A copy: one error may be raised in thousands of calls, and each raise adds to its traceback.
        raise copy.copy(error) from error.__cause__
    errors[id(error)] = error
    return unanswered(outcome.row.item, asked.rewards, error)


async def _next(stream: AsyncIterator[StreamedItem]) -> StreamedItem | None:
    return await anext(stream, None)


async def _closed(stream: AsyncIterator[StreamedItem]) -> None:
    assert isinstance(stream, AsyncGenerator)
    await stream.aclose()
