"""The judge: a model behind any OpenAI-compatible chat endpoint, asked under a deadline.

It runs in the HTTP processes, not in the manager: the manager holds the Docker socket and has no network. Everything
that comes back is read under a bound, and is a verdict, a silence or a fault of ours. Faults (429, 5xx, lost
connections) are tried again, a bounded number of times. A silence is what the judged text may have caused: a question
that is refused or too long, an answer that is no verdict. Whose doing it was, the reward finds out.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import random
import re
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import httpx

from reward_server import tracing
from reward_server.jobs import Done, Executor, Failure, JsonObject, Outcome, Unavailable
from reward_server.rewards.judging import verdict
from reward_server.settings import Settings

log = logging.getLogger("reward_server.judge")

MAX_ANSWER_BYTES = 1024 * 1024
REACH_EVERY_S = 1.0
REACH_WITHIN_S = 5.0
DRAWS = 2
"""Times that a question is asked which ends in no verdict: a loop costs the judge its whole `judge_max_tokens`."""
CHARS_PER_TOKEN = 8
"""More than any tokenizer gets out of a token of ordinary text: a longer question does not fit for certain."""
FIRST_PAUSE_S = 0.25
LONGEST_PAUSE_S = 8.0
BAD_HINTS = {
    400: "see judge_response_format, judge_max_tokens and judge_extra",
    401: "see judge_api_key",
    403: "see judge_api_key",
    404: "see judge_url and judge_model",
    422: "see judge_response_format and judge_extra",
}


class Refused(Exception):
    """Asking again would not help, and no text is to blame: a wrong key, a wrong address."""


class Silence(Exception):
    """No verdict, and the text that is judged may be the cause. `again`: another draw may bring one."""

    def __init__(self, message: str, again: bool) -> None:
        super().__init__(message)
        self.again = again


class Trouble(Exception):
    """Asking again may help. `pause_s`: the least pause that the endpoint asked for; None: none is needed."""

    def __init__(self, message: str, pause_s: float | None = None) -> None:
        super().__init__(message)
        self.pause_s = pause_s


def build(settings: Settings) -> Executor:
    """The judge of these settings, not started; a stand-in that says what is missing where there is none."""
    if settings.judge_url is None:
        return Unavailable("no judge is set up on this server: set judge_url and judge_model (see docs/judge.md)")
    return JudgeEndpoint(settings)


@dataclass(slots=True)
class _Course:
    """How one question went so far: for the failure's message."""

    tries: int = 0
    last: str = "no answer yet"


class JudgeEndpoint:
    """Asks `judge_model` at `judge_url`; how many questions at once is the queue's business before it."""

    def __init__(self, settings: Settings) -> None:
        assert settings.judge_url is not None
        self._settings = settings
        self._url = settings.judge_url.rstrip("/").removesuffix("/chat/completions")
        self._client: httpx.AsyncClient | None = None
        self._reaching: asyncio.Task[None] | None = None
        self._missing: str | None = "the judge has not been asked yet"
        self._max_chars = settings.judge_max_chars

    async def start(self) -> None:
        headers = {"Accept-Encoding": "identity"}  # a bound on bytes is one on what they unpack to
        if self._settings.judge_api_key is not None:
            headers["Authorization"] = f"Bearer {self._settings.judge_api_key}"
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=self._settings.judge_concurrency)
        timeout = self._settings.judge_try_timeout_s
        # A redirect would take the key, and what is judged, to where nobody configured it.
        self._client = httpx.AsyncClient(headers=headers, limits=limits, timeout=timeout, follow_redirects=False)
        self._reaching = asyncio.create_task(self._reach())

    async def close(self) -> None:
        if self._reaching is not None:
            self._reaching.cancel()
            await asyncio.gather(self._reaching, return_exceptions=True)
        if self._client is not None:
            await self._client.aclose()

    def missing(self) -> list[str]:
        """Until it has answered once; its later loss is a null on what it should judge, and no reason to stop rules."""
        return [] if self._missing is None else [self._missing]

    def places(self) -> dict[str, int]:
        return {}

    def restarts(self) -> dict[str, int]:
        return {}

    def stuck(self) -> bool:
        return False

    def identity(self) -> dict[str, str]:
        return {}

    async def run(self, payload: JsonObject, deadline: float) -> Outcome:
        """Payload: `kind` of verdict and `messages`. Done: the verdict, or `no_verdict` with the reason."""
        chars = sum(len(message["content"]) for message in payload["messages"])
        if chars > self._max_chars:
            return Done({verdict.NONE: f"too long to be judged: {chars} characters (the limit is {self._max_chars})"})
        started, course = time.monotonic(), _Course()
        try:
            async with asyncio.timeout(max(0.0, deadline - started)):
                found = await self._verdict(payload, deadline, course)
        except TimeoutError:
            message = f"the judge gave no verdict by the deadline ({course.tries} tries, the last: {course.last})"
            return Failure("timeout", message, time.monotonic() - started)
        except Silence as silence:
            return Done({verdict.NONE: f"the judge gave no verdict: {silence}"}, time.monotonic() - started)
        except Refused as error:
            return Failure("error", str(error), time.monotonic() - started)
        except Exception as error:
            log.exception("asking the judge failed")
            return Failure("error", f"internal error in asking the judge: {type(error).__name__}; please report it")
        return Done(found, time.monotonic() - started)

    async def _verdict(self, payload: JsonObject, deadline: float, course: _Course) -> dict[str, Any]:
        """Raises Refused, Silence, and TimeoutError where the endpoint wants a pause that ends after the deadline."""
        silences = 0
        while course.tries < self._settings.judge_tries:
            course.tries += 1
            began = time.monotonic()
            try:
                return await self._ask(payload, silences)
            except Silence as silence:
                course.last, silences, now = str(silence), silences + 1, time.monotonic()
                # Time is kept for the question about a neutral text, which tells whose doing the silence is.
                spent = silences == DRAWS or course.tries == self._settings.judge_tries
                if not silence.again or spent or deadline - now < 2 * (now - began):
                    raise
                continue
            except Trouble as trouble:
                course.last = str(trouble)
                pause_s = _pause_s(trouble, course.tries)
            if course.tries < self._settings.judge_tries:
                if time.monotonic() + pause_s >= deadline:
                    raise TimeoutError
                await asyncio.sleep(pause_s)
        raise Refused(f"the judge gave no verdict in {course.tries} tries, the last: {course.last}")

    async def _ask(self, payload: JsonObject, silences: int) -> dict[str, Any]:
        try:
            async with asyncio.timeout(self._settings.judge_try_timeout_s):
                status, headers, body = await self._post(self._body(payload, silences))
        except TimeoutError:
            raise Trouble(f"no answer within {self._settings.judge_try_timeout_s:g} s", 0.0) from None
        except httpx.HTTPError as error:
            raise Trouble(f"{type(error).__name__}: {error}", 0.0) from None
        if status != 200:
            raise _unwanted(status, headers, body)
        try:
            return verdict.parse(payload["kind"], _content(body))
        except verdict.NoVerdict as error:
            raise Silence(str(error), again=True) from None

    def _body(self, payload: JsonObject, silences: int) -> bytes:
        """After a silence another draw: at temperature 0 the same question ends in the same loop."""
        settings = self._settings
        draw = {"temperature": max(settings.judge_temperature or 0.0, 0.7), "seed": silences} if silences else {}
        body: dict[str, Any] = {
            "model": settings.judge_model,
            "messages": payload["messages"],
            "temperature": settings.judge_temperature,
            "max_tokens": settings.judge_max_tokens,
            "response_format": _response_format(settings.judge_response_format, payload["kind"]),
            **draw,
            **settings.judge_extra,
        }
        return json.dumps({name: value for name, value in body.items() if value is not None}).encode()

    async def _post(self, content: bytes) -> tuple[int, httpx.Headers, bytes]:
        """Status, headers and body; raises Trouble for a body that is too large, or packed although it should not."""
        assert self._client is not None
        headers = {"Content-Type": "application/json", **tracing.headers()}
        return await self._read(
            self._client.build_request("POST", f"{self._url}/chat/completions", content=content, headers=headers)
        )

    async def _read(self, request: httpx.Request) -> tuple[int, httpx.Headers, bytes]:
        assert self._client is not None
        body = bytearray()
        response = await self._client.send(request, stream=True)
        try:
            if response.headers.get("content-encoding", "identity") != "identity":
                raise Trouble("a packed answer was not asked for")
            async for chunk in response.aiter_raw():
                body += chunk
                if len(body) > MAX_ANSWER_BYTES:
                    raise Trouble(f"the answer has more than {MAX_ANSWER_BYTES} bytes")
            return response.status_code, response.headers, bytes(body)
        finally:
            await response.aclose()

    def _fit_context(self, models: bytes) -> None:
        """No question goes out that the endpoint's context cannot hold for certain."""
        tokens = context_tokens(models, self._settings.judge_model or "")
        if tokens is None:
            return
        room = max(tokens - (self._settings.judge_max_tokens or 0), 1) * CHARS_PER_TOKEN
        if room < self._settings.judge_max_chars:
            log.warning(
                "the judge's context holds %d tokens: questions end at %d characters, not at judge_max_chars=%d",
                tokens, room, self._settings.judge_max_chars,
            )  # fmt: skip
            self._max_chars = room

    async def _reach(self) -> None:
        """Until the endpoint has answered once. Any answer will do but a fault or a refusal of the key: not every
        endpoint lists its models."""
        assert self._client is not None
        while self._missing is not None:
            try:
                request = self._client.build_request("GET", f"{self._url}/models", timeout=REACH_WITHIN_S)
                status, _, body = await self._read(request)
                trouble = _unfit(status)
                self._fit_context(body if status == 200 else b"")
            except (httpx.HTTPError, Trouble) as error:
                trouble = f"{type(error).__name__}: {error}"
            where = without_credentials(self._url)
            self._missing = trouble and f"the judge at {where} does not answer ({trouble}): start it, or mend judge_url"
            if trouble:
                await asyncio.sleep(REACH_EVERY_S)


def context_tokens(body: bytes, model: str) -> int | None:
    """The context of `model` in an endpoint's list of models, where the endpoint tells it: vLLM and SGLang call it
    `max_model_len`, llama.cpp `meta.n_ctx`, hosted ones `context_length`."""
    try:
        models = [one for one in json.loads(body)["data"] if isinstance(one, dict)]
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    named = [one for one in models if one.get("id") == model] or models[:1]
    for one in named:
        meta = one.get("meta")
        for found in (one.get("max_model_len"), meta.get("n_ctx") if isinstance(meta, dict) else None,
                      one.get("context_length")):  # fmt: skip
            if type(found) is int and found > 0:
                return found
    return None


def without_credentials(url: str) -> str:
    """As it may be shown to anybody: no user, no password, no query."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment=""))


def _unfit(status: int) -> str | None:
    return f"HTTP {status}" if status >= 500 or status in (401, 403) else None


def _response_format(name: str, kind: verdict.Kind) -> dict[str, Any] | None:
    if name == "json_schema":
        called = f"verdict_{kind.partition(':')[0]}"
        return {"type": name, "json_schema": {"name": called, "strict": True, "schema": verdict.schema(kind)}}
    return {"type": name} if name == "json_object" else None


def _unwanted(status: int, headers: httpx.Headers, body: bytes) -> Exception:
    """What a status other than 200 is. The endpoint's own words go to the log alone: they may quote anything."""
    said = " ".join(body[:300].decode("utf-8", "replace").split())
    log.warning("the judge answers HTTP %d: %s", status, said)
    hint = f" ({BAD_HINTS[status]})" if status in BAD_HINTS else ""
    if status in (400, 413, 422) or (status >= 500 and _OVER_CONTEXT.search(said)):
        return Silence(f"the endpoint refuses the question: HTTP {status}{hint}", again=False)
    if status in (408, 409, 429) or status >= 500:
        return Trouble(f"HTTP {status}", _retry_after_s(headers))
    return Refused(f"the judge refuses the question: HTTP {status}{hint}")


_OVER_CONTEXT = re.compile(r"(?i)context (?:size|length|window)|too (?:long|many tokens)|exceeds?\b.{0,40}\bcontext")
"""Some servers answer 500 to a question that is too long for them."""


def _retry_after_s(headers: httpx.Headers) -> float:
    """Seconds; dates are not looked at, for endpoints send numbers."""
    with contextlib.suppress(ValueError):
        seconds = float(headers.get("retry-after", "0"))
        return seconds if 0 <= seconds < float("inf") else 0.0
    return 0.0


def _pause_s(trouble: Trouble, tries: int) -> float:
    """None after a bad verdict, else doubling from 0.25 s to 8 s, spread downwards, and at least what was asked for."""
    if trouble.pause_s is None:
        return 0.0
    own = min(FIRST_PAUSE_S * 2.0 ** (tries - 1), LONGEST_PAUSE_S) * random.uniform(0.5, 1.0)  # noqa: S311 (no secret)
    return max(own, trouble.pause_s)


def _content(body: bytes) -> str:
    """The text of the first choice. Raises NoVerdict where there is none, it was cut off, or the judge declined, and
    Trouble for a body of another shape."""
    try:
        choice = json.loads(body)["choices"][0]
        content, finish = choice["message"]["content"], choice.get("finish_reason")
        refusal = choice["message"].get("refusal")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise Trouble("the answer is no chat completion") from None
    if refusal or finish == "content_filter":
        raise verdict.NoVerdict(f"the judge declines: {str(refusal or finish)[:200]}")
    if finish == "length":
        raise verdict.NoVerdict("cut off: raise judge_max_tokens")
    if not isinstance(content, str):
        raise verdict.NoVerdict("the message has no text")
    return content
