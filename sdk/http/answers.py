"""Reads an answer of `POST /v1/score`, whole or line by line; whatever is not what the contract says is an error."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import Any, NamedTuple, NoReturn

import httpx
from pydantic import ValidationError
from pydantic_core import from_json

from sdk.errors import (
    InvalidAnswerError,
    NotFoundError,
    RewardError,
    ServerError,
    UnavailableError,
    UnreachableError,
    error_class,
)
from sdk.gc_pauses import collector_paused
from sdk.retry import retry_after_s
from sdk.schema import ErrorInfo, ErrorResponse, ItemResult, ScoreResponse
from sdk.schema_plain import Fields, built, plain_answer, result_of

NDJSON = "application/x-ndjson"


class Whole(NamedTuple):
    """An answer that came as one JSON object."""

    rewards: list[float | None]
    results: Callable[[], list[ItemResult]]
    """Makes them."""
    version: str


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
    whole = whole_answer(await response.aread(), count)
    for index, result in enumerate(whole.results()):
        yield Answer(index, result, whole.version)


def whole_answer(raw: bytes, count: int) -> Whole:
    """Raises InvalidAnswerError."""
    with collector_paused():
        plain = plain_answer(raw)
    if plain is not None:
        fields, version = plain
        whole = Whole([one["reward"] for one in fields], partial(_built, fields), version)
    else:
        said = _whole(parsed_json(raw))
        whole = Whole([one.reward for one in said.items], lambda: said.items, said.version)
    if len(whole.rewards) != count:
        raise InvalidAnswerError(f"{count} items were sent, {len(whole.rewards)} came back")
    return whole


def _built(fields: list[Fields]) -> list[ItemResult]:
    with collector_paused():
        return list(map(built, fields))


async def _by_line(response: httpx.Response, count: int) -> AsyncGenerator[Answer, None]:
    lines = _Lines(response, count)
    async for chunk in response.aiter_bytes():
        for answer in lines.feed(chunk):
            yield answer
    for answer in lines.feed(b"\n"):
        yield answer
    lines.end()


class _Lines:
    """Chunks in, answers out: each of `count` items once."""

    def __init__(self, response: httpx.Response, count: int) -> None:
        self._response = response
        self._version = response.headers.get("X-Reward-Version", "")
        self._count = count
        self._awaited = set(range(count))
        self._rest: list[bytes] = []

    def feed(self, chunk: bytes) -> Iterator[Answer]:
        self._rest.append(chunk)
        if b"\n" not in chunk:
            return
        *lines, rest = b"".join(self._rest).split(b"\n")
        self._rest = [rest]
        for said in _parsed_lines([line for line in lines if line.strip()]):
            if not isinstance(said, dict):
                raise InvalidAnswerError(f"a line of the answer is not an object: {_shown(said)}")
            if "index" in said:
                yield self._answer(said.pop("index"), said)
            elif "error" in said:
                raise _fault(said, self._response)

    def end(self) -> None:
        if self._awaited:
            # The end of a chunked body that a dying server did send: the same as a lost connection.
            came = self._count - len(self._awaited)
            raise UnreachableError(f"the answer ended after {came} of {self._count} items")

    def _answer(self, index: object, said: dict[str, Any]) -> Answer:
        if not isinstance(index, int) or index not in self._awaited:
            raise InvalidAnswerError(f"the answer names item {_shown(index)}, which is not awaited")
        self._awaited.remove(index)
        return Answer(index, _result(said), self._version)


def _fault(said: dict[str, Any], response: httpx.Response) -> RewardError:
    """An error after the start of a streamed answer."""
    info = _error_info(said)
    request_id = response.headers.get("X-Request-Id")
    return ServerError(info.message, code=info.code, details=tuple(info.details), request_id=request_id)


async def raise_for_status(response: httpx.Response) -> None:
    if response.status_code != 200:
        raw = await response.aread()
        raise error_of(response.status_code, response.reason_phrase, response.headers, raw)


def error_of(status: int, reason: str, headers: httpx.Headers, raw: bytes) -> RewardError:
    """What an answer with another status than 200 says."""
    try:
        info = _error_info(json.loads(raw))
        ours = True
    except (ValueError, RecursionError):
        info = ErrorInfo(code="", message=_shown(raw) if raw else reason)
        ours = False
    kind = error_class(status) if status >= 400 else NotFoundError
    if status == 500 and not ours:  # by what stands between, such as Ray Serve's proxy where a replica has died
        kind = UnavailableError
    return kind(
        f"HTTP {status}: {info.message}",
        status=status,
        code=info.code,
        details=tuple(info.details),
        request_id=headers.get("X-Request-Id"),
        retry_after_s=retry_after_s(headers.get("Retry-After"), datetime.now(UTC)),
    )


def _error_info(said: object) -> ErrorInfo:
    try:
        return ErrorResponse.model_validate(said).error
    except ValidationError:
        return ErrorInfo(code="", message=_shown(said))


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def parsed_json(raw: bytes) -> Any:
    with suppress(ValueError):  # of lone surrogates too, which the standard library takes
        return from_json(raw, allow_inf_nan=False)
    try:
        return json.loads(raw, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise InvalidAnswerError(f"the answer is not JSON: {_shown(raw)}") from None


def _parsed_lines(lines: list[bytes]) -> list[Any]:
    """In one go: ten lines by themselves cost as much as fifteen together. Where that fails, the wrong one is found."""
    try:
        said: list[Any] = parsed_json(b"[" + b",".join(lines) + b"]")
    except InvalidAnswerError:
        said = []
    return said if len(said) == len(lines) else [parsed_json(line) for line in lines]


def _whole(said: Any) -> ScoreResponse:
    try:
        return ScoreResponse.model_validate(said)
    except ValidationError as error:
        raise _breach(error) from None


def _result(said: Any) -> ItemResult:
    try:
        return result_of(said)
    except ValidationError as error:
        raise _breach(error) from None


def _breach(error: ValidationError) -> InvalidAnswerError:
    first = error.errors(include_url=False)[0]
    where = ".".join(map(str, first["loc"]))
    return InvalidAnswerError(f"the answer breaks the contract at {where or 'its top'}: {first['msg']}")


def _shown(value: object) -> str:
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    return repr(text if len(text) <= 200 else text[:200] + "...")
