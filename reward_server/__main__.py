"""`assay serve` (`reward-server`): settings -> uvicorn, with one manager beside it and a drain before it ends."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import dataclasses
import signal
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from assay_rl.distribution import add_version, needs

with needs("server"):
    import uvicorn
    import uvloop
    from pydantic import ValidationError

    from reward_server import logs
    from reward_server.app import create_app
    from reward_server.connections import ConnectionLimits, under
    from reward_server.execution.launcher import ManagerProcess
    from reward_server.execution.prefork import HttpWorkers
    from reward_server.execution.run_folder import RunFolder
    from reward_server.settings import Settings, handed_on, load

STOP_BEYOND_DRAIN_S = 10.0
KEEP_ALIVE_S = 75
"""Longer than clients and balancers keep idle connections, 60 s for most: the side that sends next should be the one
that closes, or a request meets a closing connection and is reset."""


class DrainingServer(uvicorn.Server):
    """On SIGTERM: unready at once, listening for `drain_s` more so that balancers notice, then end what is in flight.

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

    def _close(self) -> None:
        self.should_exit = True

    def follow_parent(self) -> None:
        """Drain when standard input closes: the process that started this one is gone."""
        loop = asyncio.get_running_loop()
        loop.add_reader(sys.stdin.fileno(), self._parent_is_gone)

    def _parent_is_gone(self) -> None:
        asyncio.get_running_loop().remove_reader(sys.stdin.fileno())
        self.handle_exit(signal.SIGTERM, None)


def run(settings: Settings) -> int:
    """Serve until a signal ends it; 0 when every batch in flight got its scores."""
    with contextlib.ExitStack() as stack:
        listener = stack.enter_context(_listen(settings))
        if settings.manager_socket is None:
            own = ManagerProcess(settings)
            own.start()
            stack.callback(own.stop)
            settings = settings.model_copy(update={"manager_socket": own.socket_path})
        if settings.workers == 1:
            return _serve(settings, listener, with_parent=False)
        metrics_folder = RunFolder()
        stack.callback(metrics_folder.remove)
        environment = {**settings.hand_on(), "PROMETHEUS_MULTIPROC_DIR": str(metrics_folder.path)}
        stop_within_s = settings.drain_s + settings.drain_limit_s + STOP_BEYOND_DRAIN_S
        return HttpWorkers(settings.workers, listener, environment, stop_within_s).run()


def _limits(settings: Settings) -> ConnectionLimits:
    return ConnectionLimits(**{one.name: getattr(settings, one.name) for one in dataclasses.fields(ConnectionLimits)})


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        listener = socket.create_server((settings.host, settings.port), family=family, backlog=2048)
    except OSError as error:
        sys.exit(f"reward-server: cannot listen on {settings.host}:{settings.port}: {error.strerror}")
    print(f"reward-server: http://{settings.host}:{listener.getsockname()[1]}", file=sys.stderr, flush=True)
    return listener


def _serve(settings: Settings, listener: socket.socket, *, with_parent: bool) -> int:
    server = DrainingServer(settings)

    async def serve() -> None:
        if with_parent:
            server.follow_parent()
        await server.serve(sockets=[listener])

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve())
    return 0 if server.started else 3


def parse_arguments(arguments: list[str]) -> Settings:
    parser = argparse.ArgumentParser(
        prog="assay serve",
        description="Scores completions with verifiable rewards over HTTP. It starts its own manager (worker "
        "processes, sandboxes) unless manager_socket names one.",
        epilog="Every setting can also be given as REWARD_SERVER_<NAME> in the environment, or in the TOML file of "
        "--config; the command line wins, then the environment. Settings: "
        + "; ".join(f"{name}: {field.description}" for name, field in Settings.model_fields.items()),
    )
    parser.add_argument("--host", help="address to listen on (default 127.0.0.1)")
    parser.add_argument("--port", type=int, help="port to listen on (default 8000)")
    parser.add_argument("--workers", type=int, help="HTTP processes, sharing one manager (default 1)")
    parser.add_argument("--config", type=Path, help="TOML file of settings")
    add_version(parser)
    given = vars(parser.parse_args(arguments))
    try:
        return load(given.pop("config"), **given)
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        parser.error(f"wrong settings: {wrong}")
    except (OSError, ValueError) as error:
        parser.error(f"cannot read the configuration: {error}")


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 0 when every batch in flight got its scores."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    logs.configure()
    if given[:1] == ["--listen-fd"]:  # one of several HTTP processes, started by `run` of another
        return _serve(handed_on(), socket.socket(fileno=int(given[1])), with_parent=True)
    return run(parse_arguments(given))


if __name__ == "__main__":
    sys.exit(main())
