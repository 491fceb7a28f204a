"""Scores in the caller's own process: checks the items, hands them to a dispatcher, gathers the answers."""

from __future__ import annotations

import asyncio
import copy
import time
from collections.abc import AsyncGenerator, Iterable, Sequence
from typing import Any, Protocol

from sdk.dispatch.calls import Call, Row
from sdk.dispatch.portal import PORTAL
from sdk.dispatch.sessions import Sessions
from sdk.errors import DeadlineError, RewardError
from sdk.gc_pauses import collector_paused
from sdk.http.encoding import Envelope, ItemLike, SharedTests, checked_by, listed
from sdk.options import Terms
from sdk.results import Nulls, Pending, ScoreResult, StreamedItem, rewards_of
from sdk.schema import GROUPED_REWARDS, Item, ItemResult


class Scoring(Protocol):
    """Where a client's calls are made: `Direct`, or `sdk.client_process.parent.Apart`. It may be pickled and forked.

    `began`: when the caller made the call, in monotonic seconds.
    """

    async def score(
        self, items: Iterable[ItemLike], terms: Terms, shared_tests: SharedTests | None, began: float
    ) -> ScoreResult: ...

    def submit(
        self, items: Iterable[ItemLike], terms: Terms, shared_tests: SharedTests | None, began: float
    ) -> Pending: ...

    def stream(
        self, items: Iterable[ItemLike], terms: Terms, shared_tests: SharedTests | None, began: float
    ) -> AsyncGenerator[StreamedItem, None]: ...

    async def get(self, path: str, timeout_s: float) -> tuple[int, Any]:
        """(status, parsed body) of a side request."""

    async def start(self) -> None:
        """Returns when a service that the client runs itself is ready."""

    async def aclose(self) -> None: ...

    @property
    def urls(self) -> list[str]: ...


class Direct:
    """On the caller's event loop."""

    def __init__(self, sessions: Sessions) -> None:
        self.sessions = sessions

    @property
    def urls(self) -> list[str]:
        return [target.url for target in self.sessions.targets]

    async def score(
        self, items: Iterable[ItemLike], terms: Terms, shared_tests: SharedTests | None, began: float
    ) -> ScoreResult:
        call = await _call(items, terms, shared_tests, began)
        rows = call.rows
        dispatcher = self.sessions.current().dispatcher
        dispatcher.submit(call)
        try:
            await call.finished()
            failure = call.failure
            with collector_paused():
                result = gathered(rows, terms, failure, began)
        finally:
            dispatcher.release(call)
        if failure is not None:
            raise _raised(failure, result)
        return result

    def submit(
        self, items: Iterable[ItemLike], terms: Terms, shared_tests: SharedTests | None, began: float
    ) -> Pending:
        return PORTAL.begin(self.score(listed(items), terms, shared_tests, began))

    async def stream(
        self, items: Iterable[ItemLike], terms: Terms, shared_tests: SharedTests | None, began: float
    ) -> AsyncGenerator[StreamedItem, None]:
        call = await _call(items, terms, shared_tests, began)
        nulls = Nulls(terms.rewards if terms.profile is None else {})
        dispatcher = self.sessions.current().dispatcher
        dispatcher.submit(call, streamed=True)
        try:
            for _ in call.rows:
                row = await call.next_settled()
                if isinstance(row.answer, RewardError) and call.ends_with(row.answer):
                    raise _raised(row.answer, None)
                yield _streamed(row, nulls)
        finally:
            dispatcher.release(call)

    async def get(self, path: str, timeout_s: float) -> tuple[int, Any]:
        return await self.sessions.current().connection.get(path, timeout_s)

    async def start(self) -> None:
        if (service := self.sessions.local) is not None:
            await asyncio.to_thread(service.start)

    async def aclose(self) -> None:
        await self.sessions.aclose()


async def _call(items: Iterable[ItemLike], terms: Terms, shared_tests: SharedTests | None, began: float) -> Call:
    """The call with its items checked. If the deadline passes during the check, the call has failed already."""
    envelope = Envelope.checked(terms.rewards, terms.template, shared_tests, terms.timeout_s, terms.profile)
    checked = await checked_by(items, terms.timeout_s, time.monotonic() - began)
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


def gathered(rows: Sequence[Row], terms: Terms, failure: RewardError | None, began: float) -> ScoreResult:
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
    return ScoreResult(results, rewards_of(results, terms.on_error), version, time.monotonic() - began, told)


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
    return streamed(result, row.index, row.version, answered=answered)


def streamed(result: ItemResult, index: int, version: str, *, answered: bool) -> StreamedItem:
    fields = {**result.__dict__, **(result.model_extra or {})}
    return StreamedItem(**fields, index=index, version=version, answered=answered)
