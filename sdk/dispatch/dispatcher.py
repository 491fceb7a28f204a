"""Makes requests of calls: gathers small calls, splits big ones, and keeps few requests under way at once.

Each item is a row that waits in a lane. Small calls with the same terms share a lane, so that ten thousand calls of one
item become about a hundred requests. A big call has its own lane, and lanes take turns, so that the others need not
wait for it. The gate limits the requests, because httpx's pool takes quadratic time if many requests wait for a
connection.
"""

from __future__ import annotations

import asyncio
import copy
import logging
import random
import uuid
from collections import deque
from collections.abc import Hashable, Iterable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import NamedTuple

from sdk.dispatch.calls import Call, Row
from sdk.dispatch.deadlines import Deadlines
from sdk.dispatch.room import Room
from sdk.errors import (
    ConfigurationError,
    InvalidRequestError,
    RewardError,
    TestsMissingError,
    TooLargeError,
    UnexpectedError,
)
from sdk.http.connection import Connection
from sdk.http.servers import Servers
from sdk.retry import RetryPolicy, backoff_s
from sdk.schema import ErrorDetail

log = logging.getLogger("sdk")

TRAVEL_S = 1.0
TRAVEL_SHARE = 0.1
"""The server gets a little less time than is left (a tenth less, at most 1 s), so that its answer still arrives."""

TOGETHER_SHARE = 0.1
"""Calls share a request if they were made within this share of their `timeout_s`: the request has one deadline, that of
the earliest call."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one request, and of the requests under way."""

    max_in_flight: int = 8
    max_batch_items: int = 128
    max_batch_bytes: int = 4 * 1024 * 1024
    """The most bytes of a request's items as JSON; a larger item is sent alone."""

    def __post_init__(self) -> None:
        for name in self.__slots__:
            if getattr(self, name) < 1:
                raise ConfigurationError(f"{name} should be at least 1")


class FirstTry(NamedTuple):
    """One that was made elsewhere."""

    request_id: str
    error: RewardError | None
    """None: it does not count."""


@dataclass(slots=True, eq=False)
class Lane:
    policy: RetryPolicy
    streamed: bool
    """The caller wants each result as soon as it is ready."""
    first: FirstTry | None = None
    rows: deque[Row] = field(default_factory=deque)


class Dispatcher:
    """The lanes of one event loop, and the tasks that carry their rows to the server."""

    def __init__(self, connection: Connection | Servers, limits: Limits, room: Room) -> None:
        self._connection = connection
        self._limits = limits
        self._room = room
        self._lanes: dict[Hashable, Lane] = {}
        self._under_way: dict[asyncio.Task[None], list[Row]] = {}
        self._deadlines = Deadlines(self._expire)
        self._woken = False
        self._unwanted = False
        """Whether a call ended early, so that there may be a request that nobody waits for."""

    def submit(self, call: Call, *, streamed: bool = False, first: FirstTry | None = None) -> None:
        small = len(call.rows) * 2 <= self._limits.max_batch_items and not call.envelope.shared_tests
        # Two callers may both have a group "0".
        gathered = small and not streamed and first is None and not call.keeps_groups
        key: Hashable = (call.envelope.members, call.timeout_s, call.policy) if gathered else call
        lane = self._lanes.get(key)
        if lane is None:
            lane = self._lanes[key] = Lane(call.policy, streamed, first)
        lane.rows.extend(_by_group(call.rows) if call.keeps_groups else call.rows)
        self._deadlines.add(call)
        self._wake()

    def release(self, call: Call) -> None:
        """Ends a call whose caller wants no more results; cancels requests that nobody waits for."""
        self._deadlines.remove(call)
        if call.release():
            self._unwanted = True
            self._wake()

    async def aclose(self) -> None:
        """Fails every waiting call at once; returns when no request is under way any more."""
        waiting = [row for lane in self._lanes.values() for row in lane.rows]
        self._lanes.clear()
        for row in [*waiting, *(row for rows in self._under_way.values() for row in rows)]:
            row.call.fail(ConfigurationError("the client was closed in the middle of a call"))
        tasks = list(self._under_way)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _expire(self, call: Call) -> None:
        call.fail(call.overdue())
        self._unwanted = True
        self._wake()

    def _wake(self) -> None:
        """Waits for the next turn of the event loop, so that calls made in the same turn share a request."""
        if not self._woken:
            self._woken = True
            asyncio.get_running_loop().call_soon(self._turn)

    def _turn(self) -> None:
        """Launches at most one request, because writing it takes CPU and the caller's own tasks should run in
        between."""
        self._woken = False
        if self._unwanted:
            self._cancel_unwanted()
        if self._lanes and len(self._under_way) + self._room.deferred < self._limits.max_in_flight:
            key = next(iter(self._lanes))
            lane = self._lanes.pop(key)
            rows = self._take(lane)
            if lane.rows:
                self._lanes[key] = lane  # to the end of the line
            if rows:
                self._launch(lane, rows)
            self._wake()

    def _cancel_unwanted(self) -> None:
        self._unwanted = False
        for task, rows in self._under_way.items():
            if not any(row.is_open for row in rows) and not task.cancelling():
                task.cancel()

    def _take(self, lane: Lane) -> list[Row]:
        """The rows of one request: within the limits, and with about the same deadline."""
        taken: list[Row] = []
        size = 0
        while lane.rows:
            row = lane.rows[0]
            joined = bool(taken) and row.group is not None and row.group == taken[-1].group
            if len(taken) >= self._limits.max_batch_items and not joined:
                break
            if row.is_open and (length := encoded_size(row)):
                size += length
                over = size > self._limits.max_batch_bytes and not joined
                if taken and (over or not _together(taken[0].call, row.call)):
                    break
                taken.append(row)
            lane.rows.popleft()
        return taken

    def _launch(self, lane: Lane, rows: list[Row]) -> None:
        # Whoever asked first is the request's caller, for tracing.
        task = asyncio.create_task(self._deliver(lane, rows), context=rows[0].call.context.copy())
        self._under_way[task] = rows
        self._room.dispatched(1)
        task.add_done_callback(self._landed)

    def _landed(self, task: asyncio.Task[None]) -> None:
        rows = self._under_way.pop(task)
        self._room.dispatched(-1)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            _fail(rows, unexpected(error))
        self._wake()

    async def _deliver(self, lane: Lane, rows: list[Row]) -> None:
        """Sends one request until each row has its outcome. It keeps its place at the gate between tries, on purpose:
        if the server says 429, the next request must not ask it at once."""
        first, lane.first = lane.first, None
        request_id = uuid.uuid4().hex if first is None else first.request_id
        failed = None if first is None else first.error
        tries = waits = 0
        asked: dict[str, str] = {}
        while rows := _unanswered(rows):
            lefts = _lefts(rows)
            try:
                if (error := failed) is not None:
                    failed = None
                    raise error
                await self._try(lane, rows, request_id, asked)
            except TestsMissingError as error:
                if not _supplied(asked, rows, error):
                    _refuse(rows, error)
            except TooLargeError as error:
                await self._in_halves(lane, rows, error)
            except InvalidRequestError as error:
                _refuse(rows, error)
            except RewardError as error:
                if error.away and await self._waited(lefts, error, waits):
                    waits += 1
                else:
                    tries += 1
                    await self._pause(lane, rows, error, tries)

    async def _try(self, lane: Lane, rows: list[Row], request_id: str, asked: Mapping[str, str]) -> None:
        left_s = _left_s(rows)
        body = body_of(rows, left_s, asked)
        several = any(row.call is not rows[0].call for row in rows)
        lines = lane.streamed or several  # line by line, so that no call waits for the programs of another
        answers = self._connection.answers(body, len(rows), lines=lines, request_id=request_id, left_s=left_s)
        async with aclosing(answers) as each:
            async for answer in each:
                row = rows[answer.position]
                row.call.settle(row, answer.result, answer.version)

    async def _in_halves(self, lane: Lane, rows: list[Row], error: TooLargeError) -> None:
        middle = _boundary(rows)
        if middle is None:
            error.details = (ErrorDetail(item=rows[0].index, message="too large by itself, or with its group"),)
            _fail(rows, error)
            return
        await self._deliver(lane, rows[:middle])
        await self._deliver(lane, rows[middle:])

    async def _waited(self, lefts: Mapping[Call, float], error: RewardError, waits: int) -> bool:
        """If no server was there and the callers are patient, waits a little; gives False if they are not (or no
        longer) patient.

        Time without a server does not count: each call gets back the time that it had before the try (`lefts`,
        seconds).
        """
        pause_s = error.retry_after_s or backoff_s(waits + 1, random.random())  # noqa: S311 (dice, not a secret)
        later = {call: call.later(left_s + pause_s) for call, left_s in lefts.items() if call.is_open}
        now = asyncio.get_running_loop().time()
        if any(deadline - now < lefts[call] for call, deadline in later.items()):
            return False
        for call, deadline in later.items():
            call.trouble = error
            self._deadlines.move(call, deadline)
        log.log(logging.INFO if waits else logging.WARNING, "%s; waiting for the service", error.message)
        await asyncio.sleep(pause_s)
        return True

    async def _pause(self, lane: Lane, rows: list[Row], error: RewardError, tries: int) -> None:
        """Waits until it is time for the next try; if no try is left, fails the rows."""
        error.tries = tries
        left_s = _left_s(rows)
        pause_s = lane.policy.pause_s(error, tries, left_s, random.random())  # noqa: S311 (dice, not a secret)
        if pause_s is None:
            _fail(rows, error)
            return
        for row in rows:
            row.call.trouble = error
        level = logging.WARNING if tries == 1 else logging.INFO
        log.log(level, "%s; trying again in %.1f s, %.1f s are left", error.message, pause_s, left_s)
        await asyncio.sleep(pause_s)


def _by_group(rows: Iterable[Row]) -> list[Row]:
    """The rows with each group together, at the place of its first row."""
    groups: dict[Hashable, list[Row]] = {}
    for number, row in enumerate(rows):
        groups.setdefault(("alone", number) if row.group is None else row.group, []).append(row)
    return [row for group in groups.values() for row in group]


def _unanswered(rows: Sequence[Row]) -> list[Row]:
    """The open rows, with all rows of their groups, because a part of a group cannot be scored."""
    groups = {row.group for row in rows if row.is_open and row.group is not None}
    return [row for row in rows if row.is_open or row.group in groups] if any(row.is_open for row in rows) else []


def _boundary(rows: Sequence[Row]) -> int | None:
    """Where to cut in halves: the place between two groups that is nearest to the middle; None if there is none."""
    places = [at for at in range(1, len(rows)) if rows[at].group is None or rows[at].group != rows[at - 1].group]
    return min(places, key=lambda at: abs(at - len(rows) // 2), default=None)


def _together(earliest: Call, call: Call) -> bool:
    return call.deadline - earliest.deadline <= TOGETHER_SHARE * call.timeout_s


def unexpected(error: BaseException) -> UnexpectedError:
    unexpected = UnexpectedError(f"unexpected {type(error).__name__}: {error}")
    unexpected.__cause__ = error
    return unexpected


def body_of(rows: Sequence[Row], left_s: float, asked: Mapping[str, str] | None = None) -> bytes:
    """A request of these rows; `asked`: as `Envelope.body` has it."""
    call = rows[0].call
    return call.envelope.body([(row.item, row.json()) for row in rows], call.timeout_s, told_s(left_s), asked)


def told_s(left_s: float) -> float:
    """The time that the server is given, of what is left."""
    return max(left_s - min(TRAVEL_S, TRAVEL_SHARE * left_s), 0.001)


def encoded_size(row: Row) -> int:
    """The size of the item; 0 if it cannot be written as JSON, which fails its call."""
    try:
        return len(row.json())
    except InvalidRequestError as error:
        details = tuple(detail.model_copy(update={"item": row.index}) for detail in error.details)
        row.call.fail(InvalidRequestError(error.message, details=details))
    except Exception as error:  # code of the caller's: a `tolist`, a mapping's own methods
        row.call.fail(unexpected(error))
    return 0


def _lefts(rows: Iterable[Row]) -> dict[Call, float]:
    now = asyncio.get_running_loop().time()
    return {call: call.deadline - now for call in {row.call for row in rows}}


def _left_s(rows: Iterable[Row]) -> float:
    now = asyncio.get_running_loop().time()
    return max(min((row.call.deadline for row in rows if row.is_open), default=now) - now, 0.0)


def _fail(rows: Iterable[Row], error: RewardError) -> None:
    for row in rows:
        row.call.settle(row, error)


def _supplied(asked: dict[str, str], rows: Iterable[Row], error: TestsMissingError) -> bool:
    """Adds the tests that the server asks for to the next try; False if this call does not have them."""
    wanted = {detail.message for detail in error.details} - asked.keys()
    held = {digest: text for row in rows for digest, text in row.call.envelope.long_tests.texts.items()}
    found = {digest: held[digest] for digest in wanted if digest in held}
    asked.update(found)
    return bool(found)


def _refuse(rows: Sequence[Row], error: InvalidRequestError | TestsMissingError) -> None:
    """Fails each call with what is wrong with its own items; if the error names no item, all calls fail.

    Calls that only shared the request with a wrong item stay open, and are sent again.
    """
    blamed: dict[Call, list[ErrorDetail]] = {}
    for detail in error.details:
        if detail.item is not None and 0 <= detail.item < len(rows):
            row = rows[detail.item]
            blamed.setdefault(row.call, []).append(detail.model_copy(update={"item": row.index}))
    for call in blamed or dict.fromkeys(row.call for row in rows):
        own = copy.copy(error)
        own.details = tuple(blamed.get(call, error.details))
        call.fail(own)
