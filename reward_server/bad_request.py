"""A request that is refused as a whole, and why."""

from __future__ import annotations

from sdk.schema import ErrorDetail

MAX_DETAILS = 10_000
"""How many wrong fields are listed; further ones are not even counted."""
MAX_FIELD_CHARS = 300
MAX_MESSAGE_CHARS = 1000
"""The longest part of a caller's own name that is quoted: a refusal must not echo the body."""


class BadRequest(Exception):
    """The whole request is refused. `status` is the HTTP status, `code` a word that a program can match."""

    def __init__(self, status: int, code: str, message: str, details: list[ErrorDetail] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.details = details or []

    def bare(self) -> BadRequest:
        """The error without its traceback, which would keep the body, and all that was parsed from it, until the answer
        is sent."""
        self.__context__ = self.__cause__ = None
        return self.with_traceback(None)


def too_large(what: str, size: object, limit: object) -> BadRequest:
    return BadRequest(413, "too_large", f"{what} {size}, over the limit of {limit}".replace(" , ", " "))


def invalid(details: list[ErrorDetail]) -> BadRequest:
    """A 422 with every wrong item and field; the message, for people, names the first."""
    details = [_told(one) for one in details[: MAX_DETAILS + 1]]
    first = details[0]
    where = f"items[{first.item}].{first.field}" if first.item is not None else first.field
    rest = min(len(details), MAX_DETAILS) - 1
    more = f" (and {rest} more{' at least' if len(details) > MAX_DETAILS else ''})" if rest else ""
    return BadRequest(422, "invalid_request", f"{where}: {first.message}{more}"[:1000], details[:MAX_DETAILS])


def _told(detail: ErrorDetail) -> ErrorDetail:
    if len(detail.field) <= MAX_FIELD_CHARS and len(detail.message) <= MAX_MESSAGE_CHARS:
        return detail
    short = {"field": _short(detail.field, MAX_FIELD_CHARS), "message": _short(detail.message, MAX_MESSAGE_CHARS)}
    return detail.model_copy(update=short)


def _short(text: str, chars: int) -> str:
    return text if len(text) <= chars else text[: chars - 1] + "…"
