"""What can go wrong, as a tree to catch from. Every message says what to do next.

RewardError
├── ConfigurationError        the client cannot be used like this: no URL, a bad option, closed, an extra is missing
├── InvalidRequestError       400, 422, or found wrong before it was sent; `details` lists item, field and message
├── AuthenticationError       401, 403: no token or the wrong one
├── NotFoundError             404, 405: something else answers at this URL
├── TooLargeError             413: one item alone is over the server's limits
├── OverloadedError           429 *  the server's queue is full
├── UnavailableError          408, 502, 503, 504 *  starting, draining, or nothing behind the balancer
├── UnreachableError          * no connection, or it was lost (also a builtin ConnectionError)
├── DeadlineError             `timeout_s` passed without an answer (also a builtin TimeoutError)
├── ServerError               500 and other statuses: a fault in the server
└── InvalidAnswerError        an answer that is not what the contract says

* retried within the caller's deadline; raised when the retries or the time are spent.

A null score of a single item is no error: it stays None in `ScoreResult.rewards`, and its components say why.
"""

from __future__ import annotations

from typing import ClassVar

from sdk.schema import ErrorDetail


class RewardError(Exception):
    """Base of everything this package raises on purpose. Plain data: errors can be copied and pickled."""

    hint: ClassVar[str] = ""
    retried: ClassVar[bool] = False
    """Trying again can help."""
    callers: ClassVar[bool] = False
    """The caller's mistake: raised whatever `on_error` says, because neither waiting nor training on mends it."""

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
        """Where the request is wrong; `item` counts in the caller's own list."""
        self.request_id = request_id
        self.retry_after_s = retry_after_s
        self.tries = 1

    @property
    def message(self) -> str:
        return str(self.args[0])

    def __str__(self) -> str:
        tries = f" (tried {self.tries} times)" if self.tries > 1 else ""
        places = [place for place in map(_place, self.details) if place not in self.message]  # one is told by it
        lines = [self.message + tries, *(f"  {place}" for place in places), self.hint]
        return "\n".join(line for line in lines if line)


def _place(detail: ErrorDetail) -> str:
    where = [f"item {detail.item}"] if detail.item is not None else []
    where += [detail.field] if detail.field else []
    return f"{', '.join(where) or 'request'}: {detail.message}"


class ConfigurationError(RewardError):
    callers = True


class InvalidRequestError(RewardError):
    callers = True


class AuthenticationError(RewardError):
    hint = "Pass token=..., or set REWARD_SERVER_TOKEN to the token the server was started with."
    callers = True


class NotFoundError(RewardError):
    hint = "Give the address of the service alone, such as http://127.0.0.1:8000, without a path of its API."
    callers = True


class TooLargeError(RewardError):
    hint = "The limits are listed under GET /v1/rewards, and are settings of the server."


class OverloadedError(RewardError):
    hint = "Give it more time (timeout_s), or more workers."
    retried = True


class UnavailableError(RewardError):
    hint = "GET /readyz says what is missing."
    retried = True


class UnreachableError(RewardError, ConnectionError):
    hint = "Is the server up? Start one with `reward-server`, or score in this process with RewardClient.local()."
    retried = True


class DeadlineError(RewardError, TimeoutError):
    hint = "Give it more time (timeout_s)."


class ServerError(RewardError):
    hint = "This is a fault in the server: its log tells more under the request id."


class InvalidAnswerError(RewardError):
    hint = "Is this URL a reward server's, and as new as this client?"


_BY_STATUS: dict[int, type[RewardError]] = {
    400: InvalidRequestError,
    422: InvalidRequestError,
    401: AuthenticationError,
    403: AuthenticationError,
    404: NotFoundError,
    405: NotFoundError,
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
