"""`reward-server`: settings -> uvicorn, with one manager beside it and a drain before it ends."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import threading
from pathlib import Path
from types import FrameType

import uvicorn
from pydantic import ValidationError
from uvicorn.supervisors import Multiprocess

from reward_server.execution.launcher import ManagerProcess
from reward_server.settings import Settings, load

APP = "reward_server.app:create_app"


class DrainingServer(uvicorn.Server):
    """On SIGTERM: unready at once, listening for `drain_s` more so that balancers notice, then end what is in flight.

    uvicorn alone closes the listener at once, and callers see refused connections.
    """

    def __init__(self, config: uvicorn.Config, drain_s: float) -> None:
        super().__init__(config)
        self._drain_s = drain_s
        self._drain: threading.Timer | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if self._drain is not None:  # the second signal: the operator is in a hurry
            self._drain.cancel()
            self.should_exit = self.force_exit = True
            return
        service = getattr(getattr(_innermost(self.config.loaded_app), "state", None), "service", None)
        if service is not None:
            service.draining = True
        self._drain = threading.Timer(self._drain_s, self._close)
        self._drain.daemon = True
        self._drain.start()

    def _close(self) -> None:
        self.should_exit = True


def _innermost(app: object) -> object:
    """The application under uvicorn's own wrappers."""
    while hasattr(app, "app") and not hasattr(app, "state"):
        app = app.app
    return app


def run(settings: Settings) -> int:
    """Serve until a signal ends it; 0 when every batch in flight got its scores."""
    own = None
    if settings.manager_socket is None:
        own = ManagerProcess(settings)
        settings = settings.model_copy(update={"manager_socket": own.socket_path})
    os.environ.update(settings.hand_on())
    try:
        if own is not None:
            own.start()
        return _serve(settings)
    finally:
        if own is not None:
            own.stop()


def _serve(settings: Settings) -> int:
    config = uvicorn.Config(
        APP,
        factory=True,
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        log_level="info",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=max(1, round(settings.drain_limit_s)),
    )
    server = DrainingServer(config, settings.drain_s)
    if settings.workers > 1:
        os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", tempfile.mkdtemp(prefix="assay-metrics-"))
        Multiprocess(config, target=server.run, sockets=[config.bind_socket()]).run()
        return 0
    server.run()
    return 0 if server.started else 3


def parse_arguments(arguments: list[str]) -> Settings:
    parser = argparse.ArgumentParser(
        prog="reward-server",
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
    given = vars(parser.parse_args(arguments))
    try:
        return load(given.pop("config"), **given)
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        parser.error(f"wrong settings: {wrong}")
    except (OSError, ValueError) as error:
        parser.error(f"cannot read the configuration: {error}")


def main() -> None:
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    sys.exit(run(parse_arguments(sys.argv[1:])))


if __name__ == "__main__":
    main()
