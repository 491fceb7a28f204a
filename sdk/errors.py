"""The errors of the client, as a tree of classes to catch. Every message says what to do next.

RewardError
├── ConfigurationError        the client cannot be used like this: no URL, a bad option, closed, an extra is missing
├── InvalidRequestError       400, 422, or found wrong before it was sent; `details` lists item, field and message
├── TestsMissingError         409: tests named by a digest that neither the server nor this call holds
├── AuthenticationError       401, 403: no token or the wrong one
├── NotFoundError             404, 405: something else answers at this URL
├── TooLargeError             413: one item alone is over the server's limits
├── OverloadedError           429 *  the server's queue is full
├── UnavailableError          408, 502, 503, 504 *  starting, draining, or nothing behind the balancer; also a 500 in
│                             other words than the service's, which a proxy between sends
├── UnreachableError          * no connection, or it was lost (also a builtin ConnectionError)
├── DeadlineError             `timeout_s` passed without an answer
├── ServerError               500 and other statuses: a fault in the server
├── InvalidAnswerError        an answer that is not what the contract says
├── VersionError              scores made under another definition of the rewards than the one asked for
└── UnexpectedError           a fault of the client itself, or of an `http_client` that was handed to it

* the client tries again within the caller's deadline, and raises the error when no tries or no time are left.

No error is a builtin TimeoutError: trainers use TimeoutError for their own time limits, and pay 0 when they catch it.

A null score of a single item is no error: it stays None in `ScoreResult.rewards`, and its components say why.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sdk.schema import ErrorDetail

SHOWN_DETAILS = 10


class RewardError(Exception):
    """Base of everything this package raises on purpose. Plain data: errors can be copied and pickled."""

    hint: ClassVar[str] = ""
    retried: ClassVar[bool] = False
    """Trying again can help."""
    away: ClassVar[bool] = False
    """No server was there to answer; `wait_for_service_s` waits until one is."""
    callers: ClassVar[bool] = False
    """The caller's mistake."""
    fatal: ClassVar[bool] = False
    """Raised whatever `on_error` says, because waiting does not help, and training should not go on."""

    def __init__(
        self,
        message: str,
        *,
        status: int | None = None,
        code: str = "",
        details: tuple[ErrorDetail, ...] = (),
        request_id: str | None = None,
        retry_after_s: float | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        """The HTTP status, where a server answered."""
        self.code = code
        """The server's word for it."""
        self.details = details
        """The places where the request is wrong; `item` is an index in the caller's own list."""
        self.request_id = request_id
        self.retry_after_s = retry_after_s
        self.tries = 1
        self.result: Any = None  # a ScoreResult, which knows this module and not the other way round
        """The scores that had arrived when `score` raised this error, with nulls for the rest; None if nothing was
        sent."""

    @property
    def message(self) -> str:
        return str(self.args[0])

    def __str__(self) -> str:
        tries = f" (tried {self.tries} times)" if self.tries > 1 else ""
        places = [_place(one) for one in self.details[: SHOWN_DETAILS + 1]]
        places = [place for place in places if place not in self.message][:SHOWN_DETAILS]  # one is told by it
        more = len(self.details) - SHOWN_DETAILS
        lines = [self.message + tries, *(f"  {place}" for place in places)]
        lines += [f"  ... and {more} more"] if more > 0 else []
        return "\n".join(line for line in [*lines, self.hint] if line)


def _place(detail: ErrorDetail) -> str:
    where = [f"item {detail.item}"] if detail.item is not None else []
    where += [detail.field] if detail.field else []
    return f"{', '.join(where) or 'request'}: {detail.message}"


class ConfigurationError(RewardError):
    callers = fatal = True


class InvalidRequestError(RewardError):
    callers = fatal = True


class TestsMissingError(RewardError):
    """The client sends long tests by their digest, and sends the tests themselves when the server asks for them."""

    __test__ = False  # not a test class, whatever pytest thinks of its name
    callers = fatal = True


class AuthenticationError(RewardError):
    hint = "Pass token=..., or set REWARD_SERVER_TOKEN to the token the server was started with."
    callers = fatal = True


class NotFoundError(RewardError):
    hint = "Give the address of the service alone, such as http://127.0.0.1:8000, without a path of its API."
    callers = fatal = True


class TooLargeError(RewardError):
    hint = "The limits are listed under GET /v1/rewards, and are settings of the server."


class OverloadedError(RewardError):
    hint = "Give it more time (timeout_s), or more workers."
    retried = True


class UnavailableError(RewardError):
    hint = "GET /readyz says what is missing."
    retried = away = True


class UnreachableError(RewardError, ConnectionError):
    hint = "Is the server up? Start one with `assay serve`, or score in this process with RewardClient.local()."
    retried = away = True


class DeadlineError(RewardError):
    hint = "Give it more time (timeout_s)."


class ServerError(RewardError):
    hint = "This is a fault in the server: its log tells more under the request id."


class InvalidAnswerError(RewardError):
    hint = "Is this URL a reward server's, and as new as this client?"


class VersionError(RewardError):
    hint = "Each server lists its definition, part by part, under GET /v1/rewards."
    fatal = True
    expected = found = ""
    """Versions: the one that was asked for, and the one that the scores were made under."""


class UnexpectedError(RewardError):
    hint = "The exception that caused it is its __cause__, and is shown above it in a traceback."
    fatal = True


_BY_STATUS: dict[int, type[RewardError]] = {
    400: InvalidRequestError,
    422: InvalidRequestError,
    401: AuthenticationError,
    403: AuthenticationError,
    404: NotFoundError,
    405: NotFoundError,
    409: TestsMissingError,
    413: TooLargeError,
    429: OverloadedError,
    408: UnavailableError,
    502: UnavailableError,
    503: UnavailableError,
    504: UnavailableError,
}


def error_class(status: int) -> type[RewardError]:
    """The class for an HTTP status that is not a success."""
    return _BY_STATUS.get(status, ServerError)
