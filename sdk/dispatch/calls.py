"""A call that waits for its answers, with its items as rows. It belongs to one event loop."""

from __future__ import annotations

import asyncio
import contextvars
from collections import deque
from collections.abc import Sequence

from sdk.dispatch.version_pin import VersionPin
from sdk.errors import DeadlineError, RewardError
from sdk.http.encoding import Envelope, item_json
from sdk.retry import RetryPolicy
from sdk.schema import Item, ItemResult


class Call:
    """One call under way: each of its items gets one outcome by the deadline, in any order."""

    __slots__ = (
        "_latest",
        "_open",
        "_pin",
        "_raises",
        "_settled",
        "_waiter",
        "context",
        "deadline",
        "envelope",
        "failure",
        "keeps_groups",
        "policy",
        "rows",
        "timeout_s",
        "trouble",
    )

    def __init__(
        self,
        items: Sequence[Item],
        envelope: Envelope,
        timeout_s: float,
        deadline: float,
        policy: RetryPolicy,
        pin: VersionPin | None,
        *,
        raises: bool,
    ) -> None:
        """`deadline`: on the event loop's clock. `raises`: any failure ends the call; else only a fatal one does."""
        self.rows = [Row(self, index, item) for index, item in enumerate(items)]
        self.context = contextvars.copy_context()
        """The caller's."""
        self.envelope = envelope
        self.timeout_s = timeout_s
        self.policy = policy
        self.deadline = deadline
        self._latest = deadline + policy.wait_for_service_s
        self._pin = pin
        self.keeps_groups = False
        """Items of one `group_id` go in one request."""
        self.trouble: RewardError | None = None
        """The last failure after which the client tried again: it explains what the time until the deadline was spent
        on."""
        self._raises = raises
        self.failure: RewardError | None = None
        """The error that ends the call and is raised to its caller."""
        self._open = len(self.rows)
        self._settled: deque[Row] | None = None  # made where somebody wants one after another
        self._waiter: asyncio.Future[None] | None = None

    async def finished(self) -> None:
        """Returns when every row has its outcome, or one has an error that ends the call."""
        while self._open and self.failure is None:
            await self._woken()

    async def next_settled(self) -> Row:
        """The rows in the order of their outcomes, for the one task that made the call: once for each."""
        if self._settled is None:
            self._settled = deque(row for row in self.rows if not row.is_open)
        while not self._settled:
            await self._woken()
        return self._settled.popleft()

    async def _woken(self) -> None:
        self._waiter = asyncio.get_running_loop().create_future()
        await self._waiter

    def settle(self, row: Row, answer: ItemResult | RewardError, version: str = "") -> None:
        if not row.is_open:
            return
        if self._pin is not None and isinstance(answer, ItemResult):
            answer = self._pin.refusal(version) or answer
        row.close()
        row.answer, row.version = answer, version
        self._open -= 1
        if isinstance(answer, RewardError) and self.failure is None and self.ends_with(answer):
            self.failure = answer
        if self._settled is not None:
            self._settled.append(row)
        if not self._open or self.failure is not None or self._settled:
            self._wake()

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    @property
    def is_open(self) -> bool:
        """Whether somebody still waits for an answer."""
        return bool(self.rows) and self._open > 0 and self.failure is None

    def ends_with(self, error: RewardError) -> bool:
        return self._raises or error.fatal

    def fail(self, error: RewardError) -> None:
        for row in self.rows:
            self.settle(row, error)

    def release(self) -> bool:
        """Ends the call, because its caller wants no more. Gives whether any result was still awaited."""
        for row in self.rows if self._open else ():
            row.close()
        self.rows = []  # breaks the cycle: ten thousand calls are not to wait for the garbage collector
        return self._open > 0

    def later(self, seconds: float) -> float:
        """Puts the deadline off so that `seconds` from now are left, as far as `wait_for_service_s` allows."""
        return max(self.deadline, min(asyncio.get_running_loop().time() + seconds, self._latest))

    def overdue(self) -> DeadlineError:
        told = f"; the last try: {self.trouble.message}" if self.trouble else ""
        return DeadlineError(f"no answer within timeout_s={self.timeout_s:g}{told}")


class Row:
    """One item in a lane; open until it has its outcome."""

    __slots__ = ("_json", "answer", "call", "index", "is_open", "item", "version")

    def __init__(self, call: Call, index: int, item: Item) -> None:
        self.call = call
        self.index = index
        self.item = item
        self.is_open = True
        self.answer: ItemResult | RewardError | None = None
        self.version = ""
        self._json = b""

    def json(self) -> bytes:
        """The JSON of the item, written only when its turn comes, so that a huge call does not block the event loop."""
        if not self._json:
            self._json = item_json(self.item, self.call.envelope.long_tests)
        return self._json

    @property
    def group(self) -> str | int | float | None:
        """The rows of one group stay together; None: this one goes with any."""
        return self.item.group_id if self.call.keeps_groups else None

    def close(self) -> None:
        self.is_open = False
        self._json = b""
