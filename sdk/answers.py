"""Reads an answer of `POST /v1/score`, whole or line by line; whatever is not what the contract says is an error."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from typing import Any, NamedTuple, TypeVar

import httpx
from pydantic import ValidationError

from sdk.errors import InvalidAnswerError, NotFoundError, ServerError, UnreachableError, error_class
from sdk.retry import retry_after_s
from sdk.schema import ErrorInfo, ErrorResponse, ItemResult, ScoreResponse

NDJSON = "application/x-ndjson"
M = TypeVar("M", ScoreResponse, ItemResult)


class Answer(NamedTuple):
    """One item's result; `position` counts in the request."""

    position: int
    result: ItemResult
    version: str


def read_answers(response: httpx.Response, count: int) -> AsyncGenerator[Answer, None]:
    """Each of `count` items once. Raises RewardError and httpx's errors."""
    streamed = response.headers.get("Content-Type", "").startswith(NDJSON)
    return _by_line(response, count) if streamed else _at_once(response, count)


async def _at_once(response: httpx.Response, count: int) -> AsyncGenerator[Answer, None]:
    whole = _validated(ScoreResponse, parsed_json(await response.aread()))
    if len(whole.items) != count:
        raise InvalidAnswerError(f"{count} items were sent, {len(whole.items)} came back")
    for index, result in enumerate(whole.items):
        yield Answer(index, result, whole.version)


async def _by_line(response: httpx.Response, count: int) -> AsyncGenerator[Answer, None]:
    version = response.headers.get("X-Reward-Version", "")
    awaited = set(range(count))
    async for line in _lines(response):
        said = parsed_json(line)
        if not isinstance(said, dict):
            raise InvalidAnswerError(f"a line of the answer is not an object: {_shown(line)}")
        index = said.pop("index", None)
        if index is None:
            _raise_if_error(said, response)
            continue
        if index not in awaited:
            raise InvalidAnswerError(f"the answer names item {_shown(index)} twice, or it was never sent")
        awaited.remove(index)
        yield Answer(index, _validated(ItemResult, said), version)
    if awaited:
        # The end of a chunked body that a dying server did send: the same as a lost connection.
        raise UnreachableError(f"the answer ended after {count - len(awaited)} of {count} items")


async def _lines(response: httpx.Response) -> AsyncGenerator[bytes, None]:
    rest = b""
    async for chunk in response.aiter_bytes():
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            if line.strip():
                yield line
    if rest.strip():
        yield rest


def _raise_if_error(said: dict[str, Any], response: httpx.Response) -> None:
    if "error" in said:
        info = _error_info(said)
        raise ServerError(
            info.message, code=info.code, details=tuple(info.details), request_id=response.headers.get("X-Request-Id")
        )


async def raise_for_status(response: httpx.Response) -> None:
    status = response.status_code
    if status == 200:
        return
    raw = await response.aread()
    try:
        info = _error_info(json.loads(raw))
    except (ValueError, RecursionError):
        info = ErrorInfo(code="", message=_shown(raw) if raw else response.reason_phrase)
    kind = error_class(status) if status >= 400 else NotFoundError
    raise kind(
        f"HTTP {status}: {info.message}",
        status=status,
        code=info.code,
        details=tuple(info.details),
        request_id=response.headers.get("X-Request-Id"),
        retry_after_s=retry_after_s(response.headers.get("Retry-After"), datetime.now(UTC)),
    )


def _error_info(said: object) -> ErrorInfo:
    try:
        return ErrorResponse.model_validate(said).error
    except ValidationError:
        return ErrorInfo(code="", message=_shown(said))


def parsed_json(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        raise InvalidAnswerError(f"the answer is not JSON: {_shown(raw)}") from None


def _validated(model: type[M], said: Any) -> M:
    try:
        return model.model_validate(said)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise InvalidAnswerError(f"the answer breaks the contract at {where or 'its top'}: {first['msg']}") from None


def _shown(value: object) -> str:
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    return repr(text if len(text) <= 200 else text[:200] + "...")
