"""The service inside this process, for `RewardClient.local()`. No other module of the sdk imports the server.

The same application as `reward-server` runs, on an event loop of its own thread, listening on a unix socket in a
private folder. So results, deadlines and streaming are the same as with a server, and the caller's event loop does no
scoring.
"""

from __future__ import annotations

import atexit
import os
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import httpx

from sdk.errors import ConfigurationError, UnavailableError
from sdk.schema import Template

if TYPE_CHECKING:
    import uvicorn

    from reward_server.settings import Settings as Settings

START_TIMEOUT_S = 30.0
STOP_TIMEOUT_S = 20.0
POLL_S = 0.05


@dataclass(slots=True)
class _Running:
    folder: tempfile.TemporaryDirectory[str]
    server: uvicorn.Server
    thread: threading.Thread
    pid: int

    @property
    def path(self) -> str:
        return str(Path(self.folder.name) / "http.sock")


class InProcess:
    """The service starts with the first `start`, and ends with `stop` or with the process. A pickled copy starts its
    own service; a forked child uses its parent's."""

    def __init__(self, settings: Settings | None = None) -> None:
        """Raises ConfigurationError where the `server` extra is missing or the settings are wrong."""
        with _needs_server():
            from reward_server.app import create_app
            from reward_server.settings import handed_on

            self.settings = _own_choice(settings or handed_on())
        self._create_app = create_app
        self._lock = threading.Lock()
        self._running: _Running | None = None

    @property
    def token(self) -> str | None:
        return self.settings.token

    def start(self) -> str:
        """Blocks until the service is ready; gives the path of its socket. Raises UnavailableError if it is not."""
        with self._lock:
            if self._running is None:
                self._running = self._started()
                atexit.register(self.stop)
            return self._running.path

    def stop(self) -> None:
        """Ends the service and all that it started. Safe to call twice; a forked child leaves the parent's alone."""
        with self._lock:
            running, self._running = self._running, None
        if running is not None and running.pid == os.getpid():
            _end(running)
            atexit.unregister(self.stop)

    def _started(self) -> _Running:
        import uvicorn

        folder = tempfile.TemporaryDirectory(prefix="assay-local-")
        path = str(Path(folder.name) / "http.sock")
        config = uvicorn.Config(
            self._create_app(self.settings), uds=path, lifespan="on", log_config=None, access_log=False, ws="none"
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=_run, args=(server,), name="reward-server", daemon=True)
        running = _Running(folder, server, thread, os.getpid())
        thread.start()
        try:
            _wait_until_ready(running)
        except BaseException:
            _end(running)
            raise
        return running

    def __reduce__(self) -> tuple[Any, ...]:
        return InProcess, (self.settings,)


def without_programs() -> Settings:
    """The environment's settings, without a sandbox: all but programs is scored. Raises ConfigurationError."""
    with _needs_server():
        from reward_server.settings import handed_on

        return handed_on().model_copy(update={"sandbox": "off"})


def final_answer(text: str) -> tuple[str, ...]:
    """The final expression that a completion states, as the service reads it; takes time linear in the text.

    Several expressions if the completion offers several, none if it states none. Raises ConfigurationError without the
    server extra.
    """
    with _needs_server():
        from reward_server.rewards.transcript import parse
        from reward_server.symbolic.extract.final_answer import find

    answer = parse(text, Template()).answer
    return () if answer is None else find(answer).texts


@contextmanager
def _needs_server() -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as error:
        raise ConfigurationError(
            f"scoring in this process needs the server extra ({error.name} is missing): "
            "pip install 'assay-rl[server]', or pass the URL of a running server"
        ) from error
    except ValueError as error:
        raise ConfigurationError(f"the settings of the service are wrong: {error}") from None


def _own_choice(settings: Settings) -> Settings:
    """If no setting names a sandbox backend, this process takes the one that works on this machine."""
    named = any(name.startswith("sandbox") and name not in ANYWHERE for name in settings.model_fields_set)
    return settings if named else settings.model_copy(update={"sandbox": "auto"})


ANYWHERE = ("sandbox_containers", "sandbox_memory_mb", "sandbox_store", "sandbox_socket_dir")
"""Settings of sandboxes that ask for no backend."""


def _run(server: uvicorn.Server) -> None:
    """Not by `asyncio.run`, which begins a thread as it ends: that cannot be while the process itself is ending."""
    import uvloop

    loop = uvloop.new_event_loop()
    try:
        loop.run_until_complete(server.serve())
        loop.run_until_complete(loop.shutdown_asyncgens())
    finally:
        loop.close()


def _wait_until_ready(running: _Running) -> None:
    """Whether waiting can help: an engine may be starting, but nobody else builds a missing image."""
    deadline = time.monotonic() + START_TIMEOUT_S
    with httpx.Client(transport=httpx.HTTPTransport(uds=running.path), trust_env=False) as client:
        while lack := _lack(running, client):
            if lack.stuck or time.monotonic() >= deadline or not running.thread.is_alive():
                raise UnavailableError(
                    f"the service in this process did not become ready: {lack.what} "
                    "(without a sandbox, REWARD_SERVER_SANDBOX=off scores all but programs)"
                )
            time.sleep(POLL_S)


class _Lack(NamedTuple):
    what: str
    stuck: bool = False
    """It comes only when somebody acts."""


def _lack(running: _Running, client: httpx.Client) -> _Lack | None:
    """What is missing for readiness, or None when nothing is."""
    if not running.server.started:
        return _Lack("it did not start; its log says why")
    answer = client.get("http://in-this-process/readyz")
    said = answer.json()
    return None if answer.status_code == 200 else _Lack("; ".join(said["missing"]), said["stuck"])


def _end(running: _Running) -> None:
    running.server.should_exit = True
    running.thread.join(STOP_TIMEOUT_S)
    running.folder.cleanup()
