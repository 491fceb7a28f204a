"""One server: its connections, one request and its answer, with every failure as a typed error. No retries here."""

from __future__ import annotations

import asyncio
import gzip
import ipaddress
import ssl
import urllib.request
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

import httpx

from sdk.errors import (
    ConfigurationError,
    DeadlineError,
    InvalidAnswerError,
    NotFoundError,
    RewardError,
    UnreachableError,
)
from sdk.http.answers import NDJSON, Answer, parsed_json, raise_for_status, read_answers
from sdk.http.blocking import BlockingTransport
from sdk.http.ray_handle import RayReplicas
from sdk.http.trace_context import trace_headers
from sdk.http.transport import KeptConnections, loop_is_known

SCORE_PATH = "/v1/score"
CONNECT_TIMEOUT_S = 5.0
OUTLIVED_S = 1.0
KEEPALIVE_S = 4.0
"""Less than the 5 s after which uvicorn closes idle connections: no request may be sent on a connection that is
closing."""
GZIP_OVER_BYTES = 65_536
SIDE_CONNECTIONS = 2
"""For readiness and the like, beside the scoring requests."""


class LocalService(Protocol):
    """A service that this process runs itself."""

    @property
    def token(self) -> str | None: ...

    def start(self) -> str:
        """Blocks until it listens; gives the path of its unix socket. Raises RewardError."""

    def stop(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Target:
    """Where requests go, and through what."""

    url: str
    token: str | None = None
    http_client: httpx.AsyncClient | httpx.Client | None = None
    local: LocalService | None = None
    max_in_flight: int = 8
    gzip_over_bytes: int | None = None
    """None: 64 KiB, and never for a server on the same machine, where compression costs more than it saves."""
    host: str | None = None
    """The Host header of requests, if the URL has an address instead of the name."""
    replicas: RayReplicas | None = None
    """A Ray Serve application, whose replicas are called instead of the URL."""

    def __post_init__(self) -> None:
        parsed = _parsed(self.url)
        if parsed.scheme not in ("http", "https") or not parsed.host:
            raise ConfigurationError(f"{self.url!r} is not the address of a server, such as http://127.0.0.1:8000")
        if self.token is not None and not (self.token.isascii() and self.token.isprintable() and self.token.strip()):
            raise ConfigurationError("the token is blank, or holds what no HTTP header can")

    @property
    def here(self) -> bool:
        """Whether the server is on this machine by its address, or no network of ours leads to it."""
        return self.local is not None or self.replicas is not None or _is_loopback(_parsed(self.url).host)

    @property
    def plain(self) -> bool:
        """Whether requests need neither TLS nor a proxy of the environment."""
        return _parsed(self.url).scheme == "http" and self.proxy is None

    @property
    def proxy(self) -> str | None:
        """The proxy of the environment that requests go through, without its password."""
        url = _parsed(self.url)
        if self.here or self.http_client is not None or urllib.request.proxy_bypass(url.host):
            return None  # a proxy cannot reach this machine's own loopback
        proxies = urllib.request.getproxies()
        found = proxies.get(url.scheme) or proxies.get("all")
        return _without_password(found) if found else None

    def compresses(self, size: int) -> bool:
        if self.gzip_over_bytes is not None:
            return size > self.gzip_over_bytes
        return size > GZIP_OVER_BYTES and not self.here


class Connection:
    """HTTP to one target, on one event loop."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._opening = asyncio.Lock()
        self._client: httpx.AsyncClient | KeptConnections | None = None
        self._under_way = 0
        self._ended = False
        self._idle: asyncio.TimerHandle | None = None
        self._closing: asyncio.Task[None] | None = None

    async def answers(
        self, body: bytes, count: int, *, lines: bool, request_id: str, left_s: float
    ) -> AsyncGenerator[Answer, None]:
        """Posts one request of `count` items; gives each one's result once, with `lines` as each is ready."""
        headers = request_headers(self._target, request_id, lines=lines)
        if self._target.compresses(len(body)):
            body = await asyncio.to_thread(gzip.compress, body, 1)
            headers["Content-Encoding"] = "gzip"
        try:
            async with self._exchange("POST", SCORE_PATH, headers, body, left_s) as response:
                await raise_for_status(response)
                async for answer in read_answers(response, count):
                    yield answer
        except (httpx.RequestError, httpx.StreamError) as error:
            raise transport_error(self._target, error) from error

    async def get(self, path: str, left_s: float) -> tuple[int, Any]:
        """(status, parsed body) of a side request, whatever the status."""
        try:
            headers = _own_headers(self._target)
            async with asyncio.timeout(left_s), self._exchange("GET", path, headers, None, left_s) as response:
                if response.status_code in (401, 403, 404, 405):
                    await raise_for_status(response)
                return response.status_code, parsed_json(await response.aread())
        except TimeoutError:
            raise DeadlineError(f"GET {path} of {self._target.url} had no answer within {left_s:.1f} s") from None
        except (httpx.RequestError, httpx.StreamError) as error:
            raise transport_error(self._target, error) from error

    async def aclose(self) -> None:
        """Closes what is open, at the latest as the last request under way ends."""
        self._ended = True
        if self._idle is not None:
            self._idle.cancel()
        if not self._under_way:
            await self._close(self._let_go())

    def _let_go(self) -> httpx.AsyncClient | KeptConnections | None:
        client, self._client = self._client, None
        return client

    async def _close(self, client: httpx.AsyncClient | KeptConnections | None) -> None:
        if client is not None and client is not self._target.http_client:
            await client.aclose()

    @asynccontextmanager
    async def _exchange(
        self, method: str, path: str, headers: dict[str, str], body: bytes | None, left_s: float
    ) -> AsyncGenerator[httpx.Response, None]:
        """The answer to one request, its head read. Some seconds after the last one, idle connections are closed."""
        if self._idle is not None:
            self._idle.cancel()
        self._under_way += 1
        try:
            async with self._response(method, path, headers, body, left_s) as response:
                yield response
        finally:
            self._under_way -= 1
            if not self._under_way and self._ended:
                await self._close(self._let_go())
            elif not self._under_way:
                self._idle = asyncio.get_running_loop().call_later(KEEPALIVE_S, self._close_idle)

    def _close_idle(self) -> None:
        if not self._under_way:
            self._closing = asyncio.create_task(self._close(self._let_go()))

    @asynccontextmanager
    async def _response(
        self, method: str, path: str, headers: dict[str, str], body: bytes | None, left_s: float
    ) -> AsyncGenerator[httpx.Response, None]:
        opened = await self._opened()
        # A try ends by cancellation at the caller's deadline, however slowly bytes drip. These timeouts end only
        # what cannot be cancelled: the thread of a blocking client.
        timeout = httpx.Timeout(left_s + OUTLIVED_S, connect=min(CONNECT_TIMEOUT_S, left_s + OUTLIVED_S))
        url = joined(self._target.url, path)
        if isinstance(opened, KeptConnections):
            extensions = {"timeout": timeout.as_dict()}
            request = httpx.Request(method, url, content=body, headers=headers, extensions=extensions)
            response = await opened.handle_async_request(request)
        else:
            request = opened.build_request(method, url, content=body, headers=headers, timeout=timeout)
            response = await opened.send(request, stream=True)
        try:
            yield response
        finally:
            await response.aclose()

    async def _opened(self) -> httpx.AsyncClient | KeptConnections:
        async with self._opening:
            if self._client is None:
                self._client = await _open(self._target)
            return self._client


def transport_error(target: Target, error: Exception) -> RewardError:
    """What httpx's error means for the caller."""
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    if isinstance(error, httpx.DecodingError):
        return InvalidAnswerError(f"the answer of {target.url} cannot be decoded ({what})")
    if isinstance(error, httpx.TransportError):
        by = f" through the proxy {proxy} of the environment" if (proxy := target.proxy) else ""
        return UnreachableError(f"no connection to the reward server at {target.url}{by} ({what})")
    return NotFoundError(f"no reward server at {target.url} ({what})")


def request_headers(target: Target, request_id: str, *, lines: bool) -> dict[str, str]:
    """Of a request to score, in the trace that the caller is in."""
    accept = NDJSON if lines else "application/json"
    headers = {"Content-Type": "application/json", "X-Request-Id": request_id, "Accept": accept}
    return {**headers, **trace_headers(), **_own_headers(target)}


def _own_headers(target: Target) -> dict[str, str]:
    headers = {"Authorization": f"Bearer {target.token}"} if target.token else {}
    return {**headers, "Host": target.host} if target.host else headers


@lru_cache(maxsize=64)
def joined(url: str, path: str) -> httpx.URL:
    return httpx.URL(url.rstrip("/") + path)


def _parsed(url: str) -> httpx.URL:
    try:
        return httpx.URL(url)
    except (httpx.InvalidURL, TypeError) as error:
        raise ConfigurationError(f"{url!r} is not a URL: {error}") from None


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _without_password(url: str) -> str:
    scheme, slashes, rest = url.rpartition("://")
    return f"{scheme}{slashes}{rest.rpartition('@')[2]}"


async def _open(target: Target) -> httpx.AsyncClient | KeptConnections:
    given = target.http_client
    if isinstance(given, httpx.AsyncClient):
        return given
    if given is not None:
        return httpx.AsyncClient(transport=BlockingTransport(given), trust_env=False)
    if target.replicas is not None:
        return httpx.AsyncClient(transport=await asyncio.to_thread(target.replicas.connect), trust_env=False)
    path = await asyncio.to_thread(target.local.start) if target.local is not None else None
    if target.plain and loop_is_known():
        return KeptConnections(KEEPALIVE_S, path)
    return _httpx_client(target, path)


def _httpx_client(target: Target, path: str | None) -> httpx.AsyncClient:
    """For TLS, for proxies, and for event loops that are not asyncio's own. Raises ConfigurationError."""
    connections = target.max_in_flight + SIDE_CONNECTIONS
    limits = httpx.Limits(
        max_connections=connections, max_keepalive_connections=connections, keepalive_expiry=KEEPALIVE_S
    )
    if path is not None:
        return httpx.AsyncClient(transport=httpx.AsyncHTTPTransport(uds=path, limits=limits), trust_env=False)
    try:
        return httpx.AsyncClient(limits=limits, trust_env=not target.here, verify=not target.plain and _certificates())
    except (ImportError, ValueError, httpx.InvalidURL) as error:
        told = [f"{name}_proxy={_without_password(url)}" for name, url in urllib.request.getproxies().items()]
        advice = "pip install 'httpx[socks]'" if isinstance(error, ImportError) else "give it as http://host:port"
        raise ConfigurationError(
            f"httpx cannot use a proxy of the environment ({', '.join(told)}): {error} "
            f"Either {advice}, or set NO_PROXY=* to use none"
        ) from error


@lru_cache(maxsize=1)
def _certificates() -> ssl.SSLContext:
    """Once a process: loading them takes 20 ms, and connections that were idle are opened anew."""
    return httpx.create_ssl_context()
