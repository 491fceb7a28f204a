"""The replicas of a Ray Serve application, reached by Serve's handle: no proxy and no HTTP stand between.

Ray is imported here alone, and only once a client of `RewardClient.ray` is made.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from sdk.errors import ConfigurationError

METHOD = "exchange"
"""Of the deployment (`reward_server.ray_app`): an HTTP request in, the answer's head and then its body's chunks out."""


@dataclass(frozen=True, slots=True)
class RayReplicas:
    """The ingress replicas of one application. It may be pickled: the handle is fetched where it is used."""

    application: str

    def connect(self) -> httpx.AsyncBaseTransport:
        """Raises ConfigurationError where there is no Ray, no cluster, or no such application."""
        try:
            import ray
            from ray import serve
            from ray.serve.exceptions import RayServeException
        except ImportError as error:
            raise ConfigurationError(
                f"scoring by a Ray Serve application needs Ray with Serve ({error.name} is missing): "
                "pip install 'ray[serve]', in the version of the cluster"
            ) from None
        if not ray.is_initialized():
            raise ConfigurationError(
                "this process is connected to no Ray cluster: call ray.init(address='auto') first, or give the URL of "
                "Serve's proxy"
            )
        try:
            handle = serve.get_app_handle(self.application)
        except RayServeException as error:
            raise ConfigurationError(
                f"Ray Serve has no application {self.application!r} ({error}): `serve status` lists those that run"
            ) from None
        return HandleTransport(handle)


class HandleTransport(httpx.AsyncBaseTransport):
    """Each request is one streamed call of the handle's method; Serve chooses the replica."""

    def __init__(self, handle: Any) -> None:
        self._handle = handle
        self._method: Any = None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        body = await request.aread()
        if self._method is None:  # Serve that is optimized for throughput asks for the event loop already here
            self._method = getattr(self._handle.options(stream=True), METHOD)
        with _as_transport_error(request, httpx.ConnectError):
            answer = self._method.remote(
                request.method, request.url.raw_path.decode("ascii"), request.headers.raw, body
            )
            status, headers = await anext(aiter(answer))
        return httpx.Response(status, headers=headers, stream=_Chunks(request, answer))


class _Chunks(httpx.AsyncByteStream):
    def __init__(self, request: httpx.Request, answer: Any) -> None:
        self._request = request
        self._answer = answer
        self._ended = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _as_transport_error(self._request, httpx.ReadError):
            async for chunk in self._answer:
                yield chunk
        self._ended = True

    async def aclose(self) -> None:
        if not self._ended:
            self._answer.cancel()  # the replica stops scoring, as it does for a connection that closes


@contextmanager
def _as_transport_error(request: httpx.Request, kind: type[httpx.TransportError]) -> Iterator[None]:
    """A replica that died, or none that is left, is what a broken connection is elsewhere: the client tries again."""
    from ray.exceptions import RayError
    from ray.serve.exceptions import RayServeException

    try:
        yield
    except (RayError, RayServeException) as error:
        raise kind(f"{type(error).__name__}: {_first_line(error)}", request=request) from None


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0][:300]
