"""One HTTP process: runs uvicorn by the settings, and drains before it ends. `reward_server` starts the process, and a
new one when it ends.

python -m reward_server.server --listen-fd N --metrics-fds N,N,... --slot N
"""

from __future__ import annotations

import argparse
import asyncio
import dataclasses
import gc
import signal
import socket
import sys
from types import FrameType

import uvicorn
import uvloop
from prometheus_client import REGISTRY

from reward_server import logs, metrics, scored_log
from reward_server.app import create_app
from reward_server.connections import ConnectionLimits, under
from reward_server.metrics_share import SharedMetrics
from reward_server.settings import Settings, handed_on

METRICS_EVERY_S = 1.0
KEEP_ALIVE_S = 75
"""Longer than clients and balancers keep idle connections (most of them 60 s). The side that sends next should close;
otherwise a request can arrive on a connection that is closing, and is reset."""


class DrainingServer(uvicorn.Server):
    """On SIGTERM: unready at once; listens for `drain_s` more, so that balancers notice; then finishes what is in
    flight.

    uvicorn alone closes the listener at once, and callers see refused connections.
    """

    def __init__(self, settings: Settings) -> None:
        self._app = create_app(settings)
        self._drain_s = settings.drain_s
        self._signals = 0
        super().__init__(
            uvicorn.Config(
                self._app,
                http=under(_limits(settings)),
                ws="none",
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_keep_alive=KEEP_ALIVE_S,
                ssl_certfile=settings.tls_certificate,
                ssl_keyfile=settings.tls_key,
                timeout_graceful_shutdown=max(1, round(settings.drain_limit_s)),
            )
        )

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._signals += 1
        self._app.state.service.draining = True
        if self._signals > 1:  # the operator is in a hurry
            self.should_exit = self.force_exit = True
            return
        asyncio.get_running_loop().call_later(self._drain_s, self._close)

    def reload_keys(self) -> None:
        self._app.state.service.reload_keys()

    def _close(self) -> None:
        self.should_exit = True

    def follow_parent(self) -> None:
        """Drains when standard input closes, because then the process that started this one is gone."""
        loop = asyncio.get_running_loop()
        loop.add_reader(sys.stdin.fileno(), self._parent_is_gone)

    def _parent_is_gone(self) -> None:
        asyncio.get_running_loop().remove_reader(sys.stdin.fileno())
        self.handle_exit(signal.SIGTERM, None)


def _limits(settings: Settings) -> ConnectionLimits:
    return ConnectionLimits(**{one.name: getattr(settings, one.name) for one in dataclasses.fields(ConnectionLimits)})


def _numbered(settings: Settings, slot: int) -> Settings:
    """Each of several processes writes its own file of scored items."""
    path = settings.scored_log
    if path is None:
        return settings
    return settings.model_copy(update={"scored_log": scored_log.numbered(path, slot, settings.workers)})


def serve(settings: Settings, listener: socket.socket, shared: SharedMetrics) -> int:
    """The exit status: 0 if every batch in flight got its scores; 3 if the server did not start."""
    metrics.share(shared)
    server = DrainingServer(settings)

    async def serving() -> None:
        server.follow_parent()
        if settings.keys_file is not None:
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, server.reload_keys)
        writing = asyncio.create_task(_write_metrics(shared))
        await server.serve(sockets=[listener])
        writing.cancel()

    gc.collect()
    gc.freeze()  # 110,000 objects of modules stay: whoever looks through them all holds every request up by 30 ms
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serving())
    return 0 if server.started else 3


async def _write_metrics(shared: SharedMetrics) -> None:
    """Also shows that this process does not hang."""
    while True:
        shared.write()
        await asyncio.sleep(METRICS_EVERY_S)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m reward_server.server", description=__doc__)
    parser.add_argument("--listen-fd", type=int, required=True, help="the listening socket")
    parser.add_argument("--metrics-fds", required=True, help="memory for the metrics of each HTTP process")
    parser.add_argument("--slot", type=int, required=True, help="which of these is this process's")
    parser.add_argument("--replaces", action="store_true", help="another process was in this slot before")
    given = parser.parse_args()
    if given.replaces:
        metrics.HTTP_RESTARTS.inc()
    settings = _numbered(handed_on(), given.slot)
    logs.configure(settings.log_format)
    slots = [int(one) for one in given.metrics_fds.split(",")]
    return serve(settings, socket.socket(fileno=given.listen_fd), SharedMetrics(slots, given.slot, REGISTRY))


if __name__ == "__main__":
    sys.exit(main())
