"""One manager a machine: it owns the worker pools, their budgets and the Docker socket.

HTTP workers reach it by a unix socket (mode 0600 unless told otherwise) and send jobs with absolute deadlines; it runs
each on the executor that the job names and sends the outcome back. A connection that closes cancels all its jobs.

    python -m reward_server.execution.manager --socket /run/assay/manager.sock
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import os
import signal
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from assay_rl.distribution import add_version, needs

with needs("server"):
    from reward_server import logs
    from reward_server.execution import frames, under_user
    from reward_server.execution.fair_queue import FairQueue
    from reward_server.execution.math_workers.pool import MathWorkers
    from reward_server.execution.readiness_trials import Trial, Tried, trials
    from reward_server.execution.sandbox import descriptions
    from reward_server.execution.sandbox.backend_choice import FirstThatWorks
    from reward_server.execution.sandbox.backends.remote import RemotePrograms
    from reward_server.execution.sandbox.containers import SandboxPool
    from reward_server.execution.sandbox.language_pools import INSTALL, LanguagePools
    from reward_server.execution.sandbox.pools import docker_pool, namespaces_pool
    from reward_server.jobs import Executor, Failure, Outcome, Unavailable
    from reward_server.settings import Settings, handed_on
    from reward_server.tracing import traceparent
    from reward_server.users import User

log = logging.getLogger("reward_server.manager")

CHECK_WITHIN_S = 5.0


def build_executors(settings: Settings) -> dict[str, FairQueue]:
    """Executor name -> executor with its queue, none of them started."""
    math = MathWorkers(
        count=settings.math_workers,
        cpu_budget_s=settings.math_cpu_budget_s,
        memory_limit_mb=settings.math_memory_limit_mb,
        user=_math_user(settings),
    )
    # One place more than can work at once: the next job is at hand when a worker becomes free.
    return {
        "math": FairQueue(math, places=settings.math_workers + 1),
        "sandbox": FairQueue(_sandbox(settings), places=settings.sandbox_containers + 1),
    }


def _math_user(settings: Settings) -> User | None:
    user = under_user.other_than_root(settings.math_user)
    problem = under_user.obstacle(user) if user is not None else None
    if problem is not None:
        log.warning("the processes for mathematics run as root, who reaches Docker: %s (setting: math_user)", problem)
    return None if problem is not None else user


def _sandbox(settings: Settings) -> Executor:
    if settings.sandbox == "off":
        return Unavailable("program scoring is switched off on this server (setting: sandbox)")
    descriptions.add_all(settings.languages)
    if settings.sandbox == "remote":
        trusted = settings.sandbox_certificates
        return RemotePrograms(settings.sandbox_urls, settings.sandbox_token, str(trusted) if trusted else None)
    makers = {"docker": _docker, "namespaces": _namespaces}
    chosen = list(makers) if settings.sandbox == "auto" else [settings.sandbox]
    install = {"docker": f"{INSTALL} --docker", "namespaces": INSTALL}
    pools = {
        name: LanguagePools(partial(makers[name], settings), settings.warm_languages, install[name]) for name in chosen
    }
    return FirstThatWorks(pools) if settings.sandbox == "auto" else pools[settings.sandbox]


def _docker(settings: Settings, image: str) -> SandboxPool:
    """image: a language's, without what the names of all of them have in common."""
    return docker_pool(
        image=settings.sandbox_image if image == "python" else f"assay-sandbox-{image}:latest",
        name=image,
        containers=settings.sandbox_containers,
        memory_limit_mb=settings.sandbox_memory_mb,
        runtime=settings.sandbox_runtime,
        apparmor=settings.sandbox_apparmor,
        volume=settings.sandbox_volume,
        socket_dir=settings.sandbox_socket_dir,
        may_share=settings.sandbox_shared,
    )


def _namespaces(settings: Settings, image: str) -> SandboxPool:
    return namespaces_pool(
        image=image,
        folder=settings.sandbox_store,
        containers=settings.sandbox_containers,
        memory_limit_mb=settings.sandbox_memory_mb,
        socket_dir=settings.sandbox_socket_dir,
        may_share=settings.sandbox_shared,
    )


class Manager:
    """Serves jobs on `socket_path` from `start` to `close`."""

    def __init__(
        self,
        executors: Mapping[str, FairQueue],
        socket_path: Path,
        socket_mode: int = 0o600,
        trials: Mapping[str, Trial] | None = None,
        socket_group: int | None = None,
        restarts: int = 0,
    ) -> None:
        self._queues = executors
        self._tried = Tried(executors, trials or {})
        self._trying: asyncio.Task[None] | None = None
        self._socket_path = socket_path
        self._socket_mode = socket_mode
        self._socket_group = socket_group
        self._restarts = restarts
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        await asyncio.gather(*(queue.executor.start() for queue in self._queues.values()))
        self._trying = asyncio.create_task(self._tried.go_on())
        self._socket_path.unlink(missing_ok=True)  # what a killed manager left
        before = os.umask(0o777 & ~self._socket_mode)
        try:
            self._server = await asyncio.start_unix_server(self._serve, self._socket_path)
        finally:
            os.umask(before)
        if self._socket_group is not None:
            os.chown(self._socket_path, -1, self._socket_group)

    async def close(self) -> None:
        if self._trying is not None:
            self._trying.cancel()
            await asyncio.gather(self._trying, return_exceptions=True)
        if self._server is not None:
            self._server.close()
        self._socket_path.unlink(missing_ok=True)
        closing = (queue.executor.close() for queue in self._queues.values())
        await asyncio.gather(*closing, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        running: dict[int, asyncio.Task[None]] = {}
        try:
            while True:
                self._receive(await frames.read(reader), writer, running)
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass  # the HTTP worker is gone, or we are closing: nobody waits for its jobs any more
        except Exception:
            log.exception("a connection sent what is no frame")
        finally:
            for task in list(running.values()):
                task.cancel()
            writer.close()

    def _receive(
        self, frame: dict[str, Any], writer: asyncio.StreamWriter, running: dict[int, asyncio.Task[None]]
    ) -> None:
        number = int(frame["id"])
        if frame.get("cancel"):
            if number in running:
                running[number].cancel()
            return
        task = asyncio.create_task(self._answer(number, frame, writer))
        running[number] = task
        task.add_done_callback(lambda _: running.pop(number, None))

    async def _answer(self, number: int, frame: dict[str, Any], writer: asyncio.StreamWriter) -> None:
        answer = self.status() if "executor" not in frame else frames.dump_outcome(await self._run(frame))
        with contextlib.suppress(ConnectionError):
            frames.write(writer, {"id": number, "answer": answer})
            await writer.drain()

    async def _run(self, frame: dict[str, Any]) -> Outcome:
        traceparent.set(frame.get("traceparent"))  # of this job's task alone
        queue = self._queues.get(frame["executor"])
        if queue is None:
            return Failure("error", f"no executor is called {frame['executor']!r}")
        try:
            return await queue.run(frame["payload"], float(frame["deadline"]), str(frame.get("batch", "")))
        except Exception as error:  # an executor's bug is a null on this item, not a dead manager
            log.exception("the executor %s failed", frame["executor"])
            return Failure("error", f"internal error in the executor {frame['executor']}: {type(error).__name__}")

    def _trouble(self, name: str) -> list[str]:
        return [self._tried.trouble[name]] if name in self._tried.trouble else []

    def status(self) -> dict[str, Any]:
        queues = self._queues.items()
        return {
            "missing": {name: queue.executor.missing() or self._trouble(name) for name, queue in queues},
            "stuck": [name for name, queue in queues if queue.executor.stuck()],
            "identity": {name: queue.executor.identity() for name, queue in queues},
            "waiting": {name: queue.turns.waiting for name, queue in queues},
            "places": {name: queue.executor.places() for name, queue in queues},
            "restarts": {
                "manager": self._restarts,
                **{part: count for _, queue in queues for part, count in queue.executor.restarts().items()},
            },
        }


async def serve(settings: Settings, door: argparse.Namespace) -> None:
    """Run a manager until SIGTERM, SIGINT or, `with_parent`, until standard input closes."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    if door.with_parent:
        # The kernel closes the pipe however the parent ends, SIGKILL included.
        loop.add_reader(sys.stdin.fileno(), stop.set)
    manager = Manager(
        build_executors(settings), door.socket, door.socket_mode, trials(), door.socket_group, door.restarts
    )
    starting = asyncio.create_task(manager.start())
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({starting, stopping}, return_when=asyncio.FIRST_COMPLETED)
    try:
        if starting.done():
            starting.result()
            log.info("serving on %s", door.socket)
            await stopping
        else:
            starting.cancel()
    finally:
        await manager.close()


async def check(socket_path: Path) -> list[str]:
    """What a running manager misses; raises OSError where none answers."""
    reader, writer = await asyncio.open_unix_connection(socket_path)
    frames.write(writer, {"id": 0})
    status = (await frames.read(reader))["answer"]
    writer.close()
    return [line for lines in status["missing"].values() for line in lines]


def _check(socket_path: Path) -> int:
    try:
        missing = asyncio.run(asyncio.wait_for(check(socket_path), CHECK_WITHIN_S))
    except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
        missing = [f"no manager answers on {socket_path}: {error}"]
    print("\n".join(missing) or "ready")
    return 1 if missing else 0


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m reward_server.execution.manager",
        description="The manager: worker pools, sandboxes, budgets. `assay serve` starts one by itself unless "
        "its setting manager_socket names one that runs already; `assay serve manager` starts one and replaces it when "
        "it dies or hangs.",
    )
    add_version(parser)
    parser.add_argument("--socket", type=Path, required=True, help="unix socket to serve on")
    parser.add_argument("--socket-mode", type=lambda text: int(text, 8), default=0o600, help="octal; default 600")
    parser.add_argument("--socket-group", type=int, help="gid that the socket is given to; default this process's")
    parser.add_argument("--check", action="store_true", help="ask a running manager what it misses; exit 0 if nothing")
    parser.add_argument("--restarts", type=int, default=0, help="how many managers before this one were replaced")
    parser.add_argument("--with-parent", action="store_true", help="end when standard input closes")
    args = parser.parse_args()
    if args.check:
        sys.exit(_check(args.socket))
    settings = handed_on()
    logs.configure(settings.log_format)
    asyncio.run(serve(settings, args))


if __name__ == "__main__":
    main()
