"""The trainer's side of a client process: starts it, asks it, starts it again if it died, and ends it."""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import dataclasses
import itertools
import json
import logging
import os
import pickle
import socket
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import AsyncGenerator, Iterable, Sequence
from concurrent.futures import Future
from contextlib import aclosing
from pathlib import Path
from typing import Any, NamedTuple

from sdk.client_process import crossing
from sdk.client_process.crossing import Call
from sdk.client_process.frames import Frames, Kind
from sdk.direct import Direct, streamed
from sdk.dispatch.portal import PORTAL
from sdk.dispatch.version_pin import VersionPin
from sdk.errors import ConfigurationError, DeadlineError, RewardError, UnexpectedError
from sdk.http.encoding import Envelope, ItemLike, SharedTests, listed, unchecked
from sdk.http.trace_context import trace_headers
from sdk.options import Terms
from sdk.results import Nulls, ScoreResult, StreamedItem, rewards_of

LATE_S = 0.5
"""How long after a call's deadline its answer is still waited for: the process keeps to the deadline itself."""
SILENT_S = 10.0
"""A process that is late, and has said nothing for so long, is killed."""
CROSSING_S_PER_ITEM = 1e-5
CROSSING_SHARE = 0.1
"""The share of `timeout_s` that is kept for the results' way back: for 100,000 items that takes time."""
READY_WITHIN_S = 60.0
END_WITHIN_S = 5.0
LOCAL_END_WITHIN_S = 30.0
"""Of a process that runs a service, which ends what it started."""
POLL_S = 0.01

_BEGIN = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from sdk.client_process.child import main; main(int(sys.argv[2]), int(sys.argv[3]))"
)


class Apart:
    """`Scoring` in a process of its own, which begins with the first call and ends with this one.

    A process that dies is replaced, and each call that it had is made once more, because scoring changes nothing. A
    forked or pickled copy has a process of its own.
    """

    def __init__(self, direct: Direct) -> None:
        """Raises ConfigurationError."""
        if any(target.http_client is not None for target in direct.sessions.targets):
            raise ConfigurationError("process=True takes no http_client: the client process makes its own connections")
        if not sys.executable:
            raise ConfigurationError("process=True starts a process of this interpreter, and sys.executable is unknown")
        self._direct = direct
        self._closed = False
        self._holder = _Holder()
        weakref.finalize(self, self._holder.let_go).atexit = False

    @property
    def urls(self) -> list[str]:
        return self._direct.urls

    async def score(
        self, items: Iterable[ItemLike], terms: Terms, shared_tests: SharedTests | None, began: float
    ) -> ScoreResult:
        given = listed(items)
        raw, until = _call("score", given, terms, shared_tests)
        try:
            result: ScoreResult = _value(await PORTAL.on(self._one(raw, until)), terms.pin)
        except _LostError as lost:
            result = _lost(lost, given, terms, began)
        return dataclasses.replace(result, seconds=time.monotonic() - began)

    def submit(
        self, items: Iterable[ItemLike], terms: Terms, shared_tests: SharedTests | None, began: float
    ) -> _Pending:
        given = listed(items)
        try:
            raw, until = _call("score", given, terms, shared_tests)
        except RewardError as error:  # told where the result is asked for, as without a process
            return _Pending(_failed(error), given, terms, began)
        asked = None if self._closed else self._holder.asked_at_once(raw)
        return _Pending(PORTAL.begin(self._timed(raw, until, asked)), given, terms, began)

    async def stream(
        self, items: Iterable[ItemLike], terms: Terms, shared_tests: SharedTests | None, began: float
    ) -> AsyncGenerator[StreamedItem, None]:
        given = listed(items)
        raw, until = _call("stream", given, terms, shared_tests)
        missing = set(range(len(given)))
        replies = self._replies(raw, until)
        try:
            while (reply := await PORTAL.on(_next(replies))) is not None:
                one = _value(reply, terms.pin)
                if one is None:
                    return
                if one.index in missing:  # else it came before the process died
                    missing.remove(one.index)
                    yield one
        except _LostError as lost:
            error = lost.error(terms)
            if error.fatal or terms.on_error == "raise":
                raise error from None
            rest = sorted(missing)
            nulls = _nulls([given[index] for index in rest], terms, error, began).items
            for index, result in zip(rest, nulls, strict=True):
                yield streamed(result, index, "", answered=False)
        finally:
            if not sys.is_finalizing():
                await PORTAL.on(replies.aclose())

    async def get(self, path: str, timeout_s: float) -> tuple[int, Any]:
        """The start of the process takes none of its time."""
        await PORTAL.on(self._begun())
        said: tuple[int, Any] = await self._asked("get", path, timeout_s, within_s=timeout_s)
        return said

    async def start(self) -> None:
        if self._direct.sessions.local is not None:
            await self._asked("start", within_s=READY_WITHIN_S)

    async def aclose(self) -> None:
        self._closed = True
        await PORTAL.on(self._holder.aclose())

    def __reduce__(self) -> tuple[Any, ...]:
        return Apart, (self._direct,)

    async def _asked(self, method: str, *arguments: Any, within_s: float) -> Any:
        call = Call(method, arguments, time.monotonic(), trace_headers())
        try:
            return _value(await PORTAL.on(self._one(crossing.packed(call), call.began + within_s + LATE_S)), None)
        except _LostError as lost:
            raise lost.error(None) from None

    async def _timed(self, raw: bytes, until: float, asked: _Asked | None) -> tuple[Reply, float]:
        """And when it came."""
        return await self._one(raw, until, asked), time.monotonic()

    async def _one(self, raw: bytes, until: float, asked: _Asked | None = None) -> Reply:
        async with aclosing(self._replies(raw, until, asked)) as replies:
            return await anext(replies)

    async def _replies(self, raw: bytes, until: float, asked: _Asked | None = None) -> AsyncGenerator[Reply, None]:
        """What the process answers, as it came: whoever wants it reads it. Raises _LostError where no answer came.
        `asked`: the process, where it has been asked already."""
        for _ in range(2):
            child, number, replies = asked or (await self._child()).ask(raw)
            asked = None
            if child.gone:
                replies.put_nowait((None, _NOTHING))
            try:
                async with aclosing(_told(replies, until)) as told:
                    async for reply in told:
                        yield reply
                return
            except TimeoutError:
                if child.silent_s() > SILENT_S:
                    child.kill()
                raise _LostError(None) from None
            except _DiedError:
                how = await child.ended()
            finally:
                child.drop(number)
        raise _LostError(f"the client process died twice in one call; the last one's end: {how}")

    async def _begun(self) -> None:
        child = await self._child()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(child.ready.wait(), READY_WITHIN_S)

    async def _child(self) -> _Child:
        if self._closed:
            raise ConfigurationError("this client is closed: make a new one")
        return await self._holder.child(self._direct)


def _call(
    method: str, items: Sequence[ItemLike], terms: Terms, shared_tests: SharedTests | None
) -> tuple[bytes, float]:
    """It as bytes, and until when (monotonic seconds) its answer is waited for."""
    Envelope.checked(terms.rewards, terms.template, shared_tests, terms.timeout_s, terms.profile)
    timeout_s = terms.timeout_s
    began = time.monotonic()
    kept_s = min(CROSSING_S_PER_ITEM * len(items), CROSSING_SHARE * timeout_s)
    call = Call(method, (), began - kept_s, trace_headers())
    until = began + timeout_s + terms.retries.wait_for_service_s + LATE_S
    return crossing.packed_items(items, terms, shared_tests, call), until


async def _told(replies: asyncio.Queue[Reply], until: float) -> AsyncGenerator[Reply, None]:
    """The replies of one call. Raises _DiedError, and TimeoutError."""
    while True:
        async with asyncio.timeout_at(until):
            reply = await replies.get()
        if reply[0] is None:
            raise _DiedError
        yield reply
        if reply[0] in _LAST:
            return


async def _next(replies: AsyncGenerator[Reply, None]) -> Reply | None:
    return await anext(replies, None)


def _value(reply: Reply, pin: VersionPin | None) -> Any:
    """What the process returned. Raises what it raised, and VersionError."""
    kind, body = reply
    value, version = crossing.unpacked(body)
    if pin is not None and version is not None and (refusal := pin.refusal(version)) is not None:
        raise refusal
    if kind is Kind.FAILED:
        raise value.error from value.cause
    return value


class _Pending:
    """A call under way. Its answer is read in the thread that asks for it, which would wait for another thread that
    reads it: only one can have the interpreter."""

    def __init__(
        self, future: Future[tuple[Reply, float]], items: Sequence[ItemLike], terms: Terms, began: float
    ) -> None:
        self._future, self._items, self._terms, self._began = future, items, terms, began
        self._lock = threading.Lock()
        self._read: ScoreResult | None = None

    def result(self) -> ScoreResult:
        with self._lock:
            if self._read is None:
                self._read = self._result()
            return self._read

    def _result(self) -> ScoreResult:
        try:
            reply, came = self._future.result()
            result: ScoreResult = _value(reply, self._terms.pin)
        except _LostError as lost:
            return _lost(lost, self._items, self._terms, self._began)
        return dataclasses.replace(result, seconds=came - self._began)


def _failed(error: RewardError) -> Future[Any]:
    future: Future[Any] = Future()
    future.set_exception(error)
    return future


def _lost(lost: _LostError, items: Sequence[ItemLike], terms: Terms, began: float) -> ScoreResult:
    """Nulls, or raises why, as the caller wants it."""
    error = lost.error(terms)
    result = _nulls(items, terms, error, began)
    if error.fatal or terms.on_error == "raise":
        error.result = result
        raise error from None
    return result


def _nulls(items: Sequence[ItemLike], terms: Terms, error: RewardError, began: float) -> ScoreResult:
    nulls = Nulls(terms.rewards if terms.profile is None else {})
    results = [nulls.of(unchecked(item), error) for item in items]
    told = () if terms.on_error == "raise" else (error,)
    return ScoreResult(
        results, rewards_of([one.reward for one in results], terms.on_error), "", time.monotonic() - began, told
    )


class _DiedError(Exception):
    """The process that was asked is gone."""


class _LostError(Exception):
    """No answer came: the deadline passed, or what is said here."""

    def __init__(self, fault: str | None) -> None:
        super().__init__(fault)
        self._fault = fault

    def error(self, terms: Terms | None) -> RewardError:
        """`terms`: those of the call, if it has some."""
        if self._fault is not None:
            return UnexpectedError(self._fault)
        within = f" within timeout_s={terms.timeout_s:g}" if terms is not None else " in time"
        return DeadlineError(f"the client process gave no answer{within}")


Reply = tuple[Kind | None, memoryview]
"""The kind is None where the process is gone."""
_NOTHING = memoryview(b"")
_LAST = (Kind.LAST, Kind.FAILED)


class _Asked(NamedTuple):
    """A call that a process has, and where its replies come."""

    child: _Child
    number: int
    replies: asyncio.Queue[Reply]


class _Holder:
    """The process of one client, if it has one."""

    def __init__(self) -> None:
        self._held: _Child | None = None

    async def child(self, direct: Direct) -> _Child:
        child = self._own()
        if child is None or child.gone:
            try:
                child = self._held = _Child(direct)
            except OSError as error:
                raise UnexpectedError(f"the client process could not be started: {error}") from error
        await child.connected()
        return child

    def asked_at_once(self, raw: bytes) -> _Asked | None:
        """From any thread; None where that cannot be."""
        child = self._own()
        return None if child is None else child.ask_at_once(raw)

    async def aclose(self) -> None:
        """Returns when the process has ended."""
        if (child := self._own()) is not None:
            child.close(ConfigurationError("the client was closed in the middle of a call"))
            await child.ended()

    def let_go(self) -> None:
        """From any thread: nobody has the client any more."""
        if (child := self._own()) is not None:
            child.let_go()

    def _own(self) -> _Child | None:
        """Not the process that a parent of this process holds."""
        return self._held if self._held is not None and self._held.parent == os.getpid() else None


class _Child:
    """One process, from its parent's side, on the portal's loop."""

    def __init__(self, direct: Direct) -> None:
        """Raises OSError."""
        self.parent = os.getpid()
        self.end_within_s = END_WITHIN_S if direct.sessions.local is None else LOCAL_END_WITHIN_S
        self.gone = False
        self.ready = asyncio.Event()
        """Set once it can take calls, or never will."""
        self._loop = asyncio.get_running_loop()
        self._replies: dict[int, asyncio.Queue[Reply]] = {}
        self._numbers = itertools.count(1)
        self._unheard_since: float | None = None
        self.socket, theirs = socket.socketpair()
        with theirs:
            self.process = _started(theirs.fileno())
        _children.add(self)
        self._frames = Frames(self.socket, self._came, self._lost)
        level = logging.getLogger("sdk").getEffectiveLevel()
        self._connecting = asyncio.create_task(self._connect(pickle.dumps((direct, level))))

    async def connected(self) -> None:
        await asyncio.shield(self._connecting)

    async def _connect(self, first: bytes) -> None:
        await self._loop.create_unix_connection(lambda: self._frames, sock=self.socket)
        self._frames.send(0, Kind.CALL, first)

    def ask(self, raw: bytes) -> _Asked:
        """Whoever waits for the replies looks whether the process is gone: it may have gone before."""
        asked = self._noted()
        if not self.gone:
            self._frames.send(asked.number, Kind.CALL, raw)
        return asked

    def ask_at_once(self, raw: bytes) -> _Asked | None:
        """The same from any thread. None before the process is there."""
        if self.gone or not self.ready.is_set():
            return None
        asked = self._noted()
        self._frames.send_at_once(asked.number, Kind.CALL, raw)
        return asked

    def _noted(self) -> _Asked:
        asked = _Asked(self, next(self._numbers), asyncio.Queue())
        self._replies[asked.number] = asked.replies
        self._unheard_since = self._unheard_since or time.monotonic()
        return asked

    def drop(self, number: int) -> None:
        """Nobody waits for the answer any more."""
        if self._replies.pop(number, None) is not None and not self.gone:
            self._frames.send(number, Kind.CANCEL)

    def silent_s(self) -> float:
        """How long it has owed a word."""
        return 0.0 if self._unheard_since is None else time.monotonic() - self._unheard_since

    def kill(self) -> None:
        self.process.kill()

    def close(self, error: RewardError) -> None:
        """It ends by itself when it sees that the socket is closed; calls under way end with `error`."""
        failure = memoryview(crossing.packed_failure(error, None))
        for replies in list(self._replies.values()):
            replies.put_nowait((Kind.FAILED, failure))
        self._replies.clear()
        self._frames.close()

    def let_go(self) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed: the process has ended, or does so with this one
            self._loop.call_soon_threadsafe(self._frames.close)

    async def ended(self) -> str:
        """Returns when it has ended, killed if need be: how it ended."""
        deadline = time.monotonic() + self.end_within_s
        while self.process.poll() is None:
            if time.monotonic() > deadline:
                self.kill()
            await asyncio.sleep(POLL_S)
        code = self.process.returncode
        return f"signal {-code}" if code < 0 else f"exit status {code}; its error output says why"

    def _came(self, number: int, kind: Kind, body: memoryview) -> None:
        self._unheard_since = None
        self.ready.set()
        if kind is Kind.READY:
            return
        if kind is Kind.LOG:
            name, level, line = crossing.unpacked(body)
            logging.getLogger(name).log(level, "%s", line)
            return
        replies = self._replies.pop(number, None) if kind in _LAST else self._replies.get(number)
        if replies is not None:
            replies.put_nowait((kind, body))

    def _lost(self) -> None:
        if _ending:
            return  # this process ends too: whoever waits ends with it
        self.gone = True
        self.ready.set()
        for replies in list(self._replies.values()):  # another thread may add one
            replies.put_nowait((None, _NOTHING))
        self._reaping = asyncio.create_task(self._reap())

    async def _reap(self) -> None:
        """No zombie stays."""
        await self.ended()
        _children.discard(self)


def _started(file_number: int) -> subprocess.Popen[bytes]:
    """In a session of its own: an interrupt from the terminal is the parent's to handle. It starts a new interpreter,
    because a fork of a process with threads and a GPU is not safe, and not the trainer's script again."""
    path = json.dumps([entry or str(Path.cwd()) for entry in sys.path if isinstance(entry, str)])
    return subprocess.Popen(
        [sys.executable, "-P", "-c", _BEGIN, path, str(file_number), str(os.getpid())],
        stdin=subprocess.DEVNULL,
        pass_fds=[file_number],
        start_new_session=True,
    )


_children: set[_Child] = set()
_ending = False


def _end_all() -> None:
    """At the end of this process."""
    global _ending
    _ending = True
    own = list(_children)
    for child in own:
        with contextlib.suppress(OSError):
            child.socket.shutdown(socket.SHUT_RDWR)
    began = time.monotonic()
    for child in own:
        try:
            child.process.wait(max(began + child.end_within_s - time.monotonic(), POLL_S))
        except subprocess.TimeoutExpired:
            child.kill()
            child.process.wait()


def _forget() -> None:
    """In a forked copy of this process: while it holds a socket open, the other end would not see its parent's end."""
    for child in _children:
        child.socket.close()
        child.process.returncode = 0  # not this process's to wait for
    _children.clear()


atexit.register(_end_all)  # after the portal's, and so called before
os.register_at_fork(after_in_child=_forget)
