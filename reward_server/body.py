"""A request's body: bytes in, JSON out, under limits, with one clear error for each way it can be wrong."""

from __future__ import annotations

import json
import zlib
from collections.abc import AsyncIterator, Callable
from typing import Any, NoReturn

from pydantic import ValidationError

from sdk.schema import ErrorDetail, Item, ScoreRequest, message_reasoning, message_text

MAX_DETAILS = 100
_GZIP = 16 + zlib.MAX_WBITS


class BadRequest(Exception):
    """The request as a whole is refused. `status` is the HTTP status, `code` a word a program can match."""

    def __init__(self, status: int, code: str, message: str, details: list[ErrorDetail] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.details = details or []


def too_large(what: str, size: object, limit: object, details: list[ErrorDetail] | None = None) -> BadRequest:
    return BadRequest(413, "too_large", f"{what} {size}, over the limit of {limit}", details)


async def read_body(
    chunks: AsyncIterator[bytes], encoding: str, max_bytes: int, hold: Callable[[int], None] = lambda size: None
) -> bytes:
    """The decompressed body. Raises BadRequest as soon as it is over `max_bytes`: no more is held or inflated.

    `hold` is told how many bytes there are so far, and may raise where there is no room for them.
    """
    if encoding not in ("", "identity", "gzip"):
        raise BadRequest(400, "unsupported_encoding", f"Content-Encoding {encoding!r} is not supported; use gzip")
    inflater = zlib.decompressobj(_GZIP) if encoding == "gzip" else None
    body = bytearray()
    async for chunk in chunks:
        body += _inflate(inflater, chunk, max_bytes + 1 - len(body)) if inflater else chunk
        if len(body) > max_bytes:
            raise too_large("the decompressed body has over", max_bytes, f"{max_bytes} bytes")
        hold(len(body))
    if inflater and not inflater.eof:
        raise BadRequest(400, "bad_gzip", "the gzip body ends in the middle")
    return bytes(body)


def _inflate(inflater: Any, chunk: bytes, room: int) -> bytes:
    try:
        return inflater.decompress(chunk, room)  # type: ignore[no-any-return]
    except zlib.error as error:
        raise BadRequest(400, "bad_gzip", f"the body is not gzip: {error}") from None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def parse_request(body: bytes) -> ScoreRequest:
    """The request in a body. Raises BadRequest: 400 for what is no JSON, 422 for what is no request."""
    try:
        data = json.loads(body, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise BadRequest(400, "malformed_json", f"the body is not JSON: {reason}") from None
    try:
        return ScoreRequest.model_validate(data)
    except ValidationError as error:
        raise invalid([_detail(one) for one in error.errors(include_url=False, include_input=False)]) from None


def invalid(details: list[ErrorDetail]) -> BadRequest:
    """422 with every offending item and field; the first is said in the message, for people."""
    first = details[0]
    where = f"items[{first.item}].{first.field}" if first.item is not None else first.field
    more = f" (and {len(details) - 1} more)" if len(details) > 1 else ""
    return BadRequest(422, "invalid_request", f"{where}: {first.message}{more}", details[:MAX_DETAILS])


def _detail(error: Any) -> ErrorDetail:
    location = list(error["loc"])
    item = None
    if len(location) > 1 and location[0] == "items" and isinstance(location[1], int):
        item, location = location[1], location[2:]
    message = "unknown field" if error["type"] == "extra_forbidden" else error["msg"].removeprefix("Value error, ")
    return ErrorDetail(item=item, field=".".join(map(str, location)), message=message)


def check_sizes(request: ScoreRequest, max_items: int, max_completion_bytes: int) -> None:
    """Raises BadRequest (413) for too many items, or completions that are too long, each named."""
    if len(request.items) > max_items:
        raise too_large("the batch's items number", len(request.items), max_items)
    details = [
        ErrorDetail(item=index, field="completion", message=f"over {max_completion_bytes} bytes")
        for index, item in enumerate(request.items)
        if _over(item, max_completion_bytes)
    ]
    if details:
        raise too_large("completions of items", [one.item for one in details][:10], max_completion_bytes, details)


def _over(item: Item, limit: int) -> bool:
    texts = [item.completion] if isinstance(item.completion, str) else []
    if not isinstance(item.completion, str):
        for message in item.completion:
            texts += [message_text(message), message_reasoning(message) or ""]
    chars = sum(map(len, texts))
    if chars * 4 <= limit:  # no character takes more than four bytes
        return False
    return chars > limit or sum(len(text.encode("utf-8", "surrogatepass")) for text in texts) > limit
