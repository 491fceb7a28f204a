"""The client for blocking code: it runs an `AsyncRewardClient` on an event loop in its own thread."""

from __future__ import annotations

import sys
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Iterator, Sequence
from concurrent.futures import Future
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, Unpack

import httpx

from sdk.async_client import AsyncRewardClient
from sdk.dispatch.portal import PORTAL
from sdk.http.encoding import ItemLike, Rewards, SharedTests, TemplateLike
from sdk.options import CallOptions, ClientOptions
from sdk.results import OnError, Pending, ScoreResult, StreamedItem
from sdk.schema import DEFAULT_TIMEOUT_S

if TYPE_CHECKING:
    from sdk.local import Settings


class RewardClient:
    """Scores completions on a reward server, for blocking code: `AsyncRewardClient` with the same options.

    You may use it from many threads at once (it gathers their small calls too), inside a running event loop, after a
    fork, and as a pickled copy.
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
        self._client = AsyncRewardClient(
            url,
            token=token,
            http_client=http_client,
            gzip_over_bytes=gzip_over_bytes,
            one_version=one_version,
            process=process,
            **options,
        )

    @classmethod
    def local(
        cls, settings: Settings | None = None, *, process: bool = False, **options: Unpack[ClientOptions]
    ) -> Self:
        """See `AsyncRewardClient.local`; returns when the service is ready."""
        client = AsyncRewardClient.local(settings, process=process, **options)
        PORTAL.run(client.__aenter__())
        return cls._of(client)

    @classmethod
    def ray(cls, application: str = "assay", *, token: str | None = None, **options: Unpack[ClientOptions]) -> Self:
        """See `AsyncRewardClient.ray`."""
        return cls._of(AsyncRewardClient.ray(application, token=token, **options))

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
        profile: str | None = None,
    ) -> ScoreResult:
        """See `AsyncRewardClient.score`."""
        if self._client.process:
            return PORTAL.run(self._client.score(items, rewards, template, shared_tests, timeout_s, on_error, profile))
        begun = self.submit(items, rewards, template, shared_tests, timeout_s, on_error, profile)
        return PORTAL.result(begun) if isinstance(begun, Future) else begun.result()

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
        """See `AsyncRewardClient.submit`."""
        return self._client.submit(items, rewards, template, shared_tests, timeout_s, on_error, profile)

    def score_stream(
        self,
        items: Iterable[ItemLike],
        rewards: Rewards | None = None,
        template: TemplateLike | None = None,
        shared_tests: SharedTests | None = None,
        timeout_s: float | None = None,
        on_error: OnError | None = None,
        profile: str | None = None,
    ) -> Iterator[StreamedItem]:
        """See `AsyncRewardClient.score_stream`."""
        stream = self._client.score_stream(items, rewards, template, shared_tests, timeout_s, on_error, profile)
        try:
            while (item := PORTAL.run(_next(stream))) is not None:
                yield item
        finally:
            if not sys.is_finalizing():  # by then the portal's thread stands still, and would be waited for for ever
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


async def _next(stream: AsyncIterator[StreamedItem]) -> StreamedItem | None:
    return await anext(stream, None)


async def _closed(stream: AsyncIterator[StreamedItem]) -> None:
    assert isinstance(stream, AsyncGenerator)
    await stream.aclose()
