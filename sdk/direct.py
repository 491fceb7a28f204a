"""Scores in the caller's own process: checks the items, hands them to a dispatcher, gathers the answers."""

from __future__ import annotations

import asyncio
import contextvars
import copy
import threading
import time
from collections.abc import AsyncGenerator, Iterable, Sequence
from typing import Any, Protocol

from pydantic_core import from_json

from sdk.dispatch.calls import Call, Row
from sdk.dispatch.dispatcher import FirstTry, body_of, encoded_size, told_s
from sdk.dispatch.portal import PORTAL
from sdk.dispatch.sessions import Sessions
from sdk.errors import ConfigurationError, DeadlineError, RewardError
from sdk.gc_pauses import collector_paused
from sdk.http.answers import Whole
from sdk.http.deferred import Deferrals, Deferred, LostError
from sdk.http.encoding import (
    Checked,
    Envelope,
    ItemLike,
    SharedTests,
    checked_at_once,
    checked_by,
    handing_back_s,
    listed,
    plain_json,
)
from sdk.options import Terms
from sdk.results import Nulls, Pending, ScoreResult, StreamedItem, rewards_of
from sdk.schema import GROUPED_REWARDS, Item, ItemResult
from sdk.schema_plain import item_of

LEAST_DEFERRED = 8
"""Items of a call that may have a request to itself; smaller calls share requests."""


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
        return await self.finished(await _checked_call(items, terms, shared_tests, began), terms, began)

    async def finished(self, call: Call, terms: Terms, began: float, first: FirstTry | None = None) -> ScoreResult:
        """What becomes of a call; `first`: its first try, if there was one."""
        rows = call.rows
        dispatcher = self.sessions.current().dispatcher
        dispatcher.submit(call, first=first)
        try:
            await call.finished()
            return outcome(call, rows, terms, began)
        finally:
            dispatcher.release(call)

    def submit(
        self, items: Iterable[ItemLike], terms: Terms, shared_tests: SharedTests | None, began: float
    ) -> Pending:
        given = listed(items)
        deferrals = self.sessions.deferrals() if not shared_tests else None
        if deferrals is None or not LEAST_DEFERRED <= len(given) <= self.sessions.limits.max_batch_items:
            return PORTAL.begin(self.score(given, terms, shared_tests, began))
        return Begun(self, deferrals, given, terms, began)

    async def stream(
        self, items: Iterable[ItemLike], terms: Terms, shared_tests: SharedTests | None, began: float
    ) -> AsyncGenerator[StreamedItem, None]:
        call = await _checked_call(items, terms, shared_tests, began)
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


class Begun:
    """A call whose request the calling thread writes, if that can be done at once, and whose answer the thread reads
    that asks for it. Where that fails, the call goes on as any other."""

    def __init__(
        self, direct: Direct, deferrals: Deferrals, items: Sequence[ItemLike], terms: Terms, began: float
    ) -> None:
        self._direct, self._terms, self._began = direct, terms, began
        self._context = contextvars.copy_context()
        self._count = len(items)
        self._lock = threading.Lock()
        self._made: Call | None = None
        self._result: ScoreResult | None = None
        self._error: Exception | None = None
        self._sent: Deferred | None = None
        try:
            body = self._request(items)
        except Exception as error:  # told where the result is asked for
            self._error = error
            return
        if body is not None:
            self._sent = deferrals.send(body)
        if self._sent is None:  # at once, whoever asks for it later
            self._other = PORTAL.begin(direct.finished(self._call, terms, began))

    def _request(self, items: Sequence[ItemLike]) -> bytes | None:
        """None for one that is too large, or whose items cannot be written."""
        terms, most = self._terms, self._direct.sessions.limits.max_batch_bytes
        self._envelope = _envelope(terms, None)
        began = time.monotonic()
        self._json = plain_json(items)
        if self._json is None:
            self._made = _call(checked_at_once(items, terms.timeout_s, began - self._began), self._envelope, terms)
            self._deadline, rows = self._made.deadline, self._made.rows
            written = sum(map(encoded_size, rows)) <= most and self._made.is_open
            return body_of(rows, self._deadline - time.monotonic()) if written else None
        checked = time.monotonic()
        back_s = handing_back_s(self._count, terms.timeout_s, (checked - began) / self._count)
        self._deadline = self._began + terms.timeout_s - back_s
        told = told_s(self._deadline - checked)
        return self._envelope.around(self._json, terms.timeout_s, told) if len(self._json) <= most else None

    @property
    def _call(self) -> Call:
        """Made where one request is not enough; of what was written, since the caller may have changed its items."""
        if self._made is None:
            assert self._json is not None
            items = [item_of(one) for one in from_json(b"[%b]" % self._json)]
            checked = Checked(items, True, self._deadline)
            self._made = self._context.run(_call, checked, self._envelope, self._terms)
        return self._made

    def result(self) -> ScoreResult:
        """Interrupted, it ends the call."""
        with self._lock:
            if self._error is None and self._result is None:
                try:
                    self._result = self._finished()
                except Exception as error:
                    self._error = error
            if self._error is not None:
                raise self._error
            assert self._result is not None
            return self._result

    def _finished(self) -> ScoreResult:
        if self._sent is None:
            return PORTAL.result(self._other)
        pin, error = self._terms.pin, None
        try:
            whole = self._sent.answer(self._count, self._deadline)
            if pin is None or pin.refusal(whole.version) is None:
                return self._told(whole)
            for row, result in zip(self._call.rows, whole.results(), strict=True):
                self._call.settle(row, result, whole.version)
        except TimeoutError:
            self._call.fail(self._call.overdue())
        except LostError:
            pass
        except ConfigurationError as closed:
            self._call.fail(closed)
        except RewardError as failure:
            error = failure
        call, rows = self._call, self._call.rows
        if call.is_open:
            return PORTAL.run(
                self._direct.finished(call, self._terms, self._began, FirstTry(self._sent.request_id, error))
            )
        try:
            return outcome(call, rows, self._terms, self._began)
        finally:
            call.release()

    def _told(self, whole: Whole) -> ScoreResult:
        if self._made is not None:
            self._made.release()
        rewards = rewards_of(whole.rewards, self._terms.on_error)
        return ScoreResult.read_later(whole.results, rewards, whole.version, time.monotonic() - self._began)


async def _checked_call(
    items: Iterable[ItemLike], terms: Terms, shared_tests: SharedTests | None, began: float
) -> Call:
    envelope = _envelope(terms, shared_tests)
    return _call(await checked_by(items, terms.timeout_s, time.monotonic() - began), envelope, terms)


def _envelope(terms: Terms, shared_tests: SharedTests | None) -> Envelope:
    return Envelope.checked(terms.rewards, terms.template, shared_tests, terms.timeout_s, terms.profile)


def _call(checked: Checked, envelope: Envelope, terms: Terms) -> Call:
    """If the deadline passed while its items were checked, it has failed already."""
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


def outcome(call: Call, rows: Sequence[Row], terms: Terms, began: float) -> ScoreResult:
    """Of a call that is over."""
    failure = call.failure
    with collector_paused():
        result = gathered(rows, terms, failure, began)
    if failure is not None:
        raise _raised(failure, result)
    return result


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
    return ScoreResult(
        results, rewards_of([one.reward for one in results], terms.on_error), version, time.monotonic() - began, told
    )


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
