"""What is asked of Docker: our containers' life cycle, and nothing else. The SDK blocks, so it runs in threads."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import docker
import requests
from docker.errors import DockerException, ImageNotFound, NotFound

from reward_server.execution.sandbox.backends.backend import BY_LOOKING, BackendError
from reward_server.execution.sandbox.judging import SandboxLostError
from reward_server.execution.sandbox.runner_client import Runner

LABEL = "assay.sandbox"
"""Its value: the volume or folder that holds the runners' sockets, which is one service's own."""
HOST_LABEL = "assay.host"
"""Where that folder is: another machine's, or a container's, says nothing here when it is missing."""
IMAGE_LABEL = "assay.image"
"""Its value: the image, which tells the pools of one service apart."""
_NOT_COMPOSES = {"com.docker.compose.project": "", "com.docker.compose.service": ""}
"""An image that compose built hands its labels on, and compose would take our containers for its own."""
MOUNT = "/run/assay"
CAPABILITIES = ["SYS_ADMIN", "SETUID", "SETGID", "KILL"]
"""To make namespaces and mounts, to become another user, to kill: the runner's alone, no program has any."""
PROCESSES = 512
ENGINE_TIMEOUT_S = 60
READY_WITHIN_S = 20.0
FIRST_UID = 1_000_000
USERS_PER_CONTAINER = 1_000_000

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Hardening:
    image: str
    memory_limit_mb: int
    runtime: str | None
    apparmor: str | None

    def options(self) -> dict[str, Any]:
        """Keyword arguments of `containers.create`."""
        security = ["no-new-privileges"] + ([f"apparmor={self.apparmor}"] if self.apparmor else [])
        return {
            "network_mode": "none",
            "read_only": True,
            "cap_drop": ["ALL"],
            "cap_add": CAPABILITIES,
            "security_opt": security,
            "init": True,
            "ipc_mode": "private",
            "pids_limit": PROCESSES,
            "mem_limit": f"{self.memory_limit_mb}m",
            "memswap_limit": f"{self.memory_limit_mb}m",
            "nano_cpus": 1_000_000_000,
            "log_config": {"type": "none"},
            "auto_remove": True,
            "runtime": self.runtime,
            "hostname": "sandbox",
        }


class DockerBackend:
    """Containers of one image, whose sockets lie in the pool's folder: that of `volume`, if one is given."""

    def __init__(self, hardening: Hardening, volume: str | None, name: str = "python") -> None:
        """name: the image's, as the identity has it."""
        self._hardening = hardening
        self._name = name
        self._volume = volume
        self._threads = ThreadPoolExecutor(max_workers=8, thread_name_prefix="docker")
        self._client: docker.DockerClient | None = None
        self._cleaned = False
        self._unbounded = False
        """The engine takes limits and ignores them, as rootless Podman does with cgroups of version 1."""

    def open(self, socket_dir: Path) -> None:
        if self._volume is None:
            socket_dir.chmod(0o777)  # the runner is a root without rights over others' files
        self._socket_dir = socket_dir
        self._source = self._volume or str(socket_dir)

    async def close(self) -> None:
        with contextlib.suppress(BackendError):
            await self._ask(lambda client: self._remove_where(client, self._is_ours))
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def identity(self) -> dict[str, str]:
        image = await self._ask(lambda client: str(client.images.get(self._hardening.image).id))
        lacks = {"sandbox/lacks": f"a cgroup: {BY_LOOKING}"} if self._unbounded else {}
        return {"sandbox/backend": "docker", f"sandbox/{self._name}": image, **lacks}

    async def _clean(self) -> None:
        """Once: remove what an earlier run of this service, or one whose folder is gone, left behind."""
        if not self._cleaned:
            self._cleaned = True
            await self._ask(lambda client: self._remove_where(client, self._is_leftover))

    async def remove(self, name: str) -> None:
        """The container and its socket."""
        try:
            await self._ask(lambda client: _remove(client.containers.get(name)))
        finally:
            with contextlib.suppress(OSError):
                (self._socket_dir / f"{name}.sock").unlink()

    async def ran_out_of_memory(self, name: str, within_s: float) -> bool:
        """Whether the kernel killed something in the container for its memory limit, in the last `within_s`."""
        now = time.time()  # the engine's events are asked for by date
        asked = {"since": int(now - within_s), "until": int(now) + 1, "filters": {"container": name, "event": "oom"}}
        return await self._ask(lambda client: any(True for _ in client.events(decode=True, **asked)))

    async def is_stopped(self, name: str) -> bool:
        return await self._ask(lambda client: _is_stopped(client, name))

    async def start_runner(self) -> Runner:
        """A container whose runner answers. Raises BackendError."""
        await self._clean()
        name = f"assay-sandbox-{secrets.token_hex(6)}"
        runner = Runner(name, self._socket_dir / f"{name}.sock")
        try:
            await self._ask(lambda client: self._run(client, name))
            await self._until_ready(runner)
        except BaseException:
            await asyncio.shield(self._remove_if_there(name))
            raise
        return runner

    async def _remove_if_there(self, name: str) -> None:
        """Nobody waits for it where its caller is cancelled, and so it raises nothing."""
        with contextlib.suppress(BackendError):
            await self.remove(name)

    async def _until_ready(self, runner: Runner) -> None:
        until = time.monotonic() + READY_WITHIN_S
        while time.monotonic() < until:
            with contextlib.suppress(SandboxLostError):
                unusable = await runner.greet()
                if unusable is None:
                    return
                raise BackendError(_explained(unusable, self._hardening.runtime), lasting=True)
            await asyncio.sleep(0.05)
        raise BackendError(
            f"a sandbox's runner does not answer on {runner.socket_path}: where this service runs in a container, "
            "sandbox_volume must name the volume that is mounted at sandbox_socket_dir"
        )

    def _run(self, client: docker.DockerClient, name: str) -> None:
        container = self._create(client, name)
        runtime = self._hardening.runtime
        if runtime is not None and container.attrs["HostConfig"]["Runtime"] != runtime:
            container.remove(force=True)
            raise BackendError(
                f"this engine does not take the runtime {runtime}, as Podman does not: name it in the engine's own "
                "settings (Podman's containers.conf), and unset sandbox_runtime",
                lasting=True,
            )
        if not self._unbounded and not container.attrs["HostConfig"]["Memory"]:
            self._unbounded = True
            container.remove(force=True)
            container = self._create(client, name)
        container.start()

    def _create(self, client: docker.DockerClient, name: str) -> Any:
        first_uid = FIRST_UID + secrets.randbelow(2000) * USERS_PER_CONTAINER
        memory_mb = [str(self._hardening.memory_limit_mb)] if self._unbounded else []
        return client.containers.create(  # `run` would try to pull an image that is missing
            self._hardening.image,
            [f"{MOUNT}/{name}.sock", str(first_uid), *memory_mb],
            name=name,
            labels={
                LABEL: self._source,
                HOST_LABEL: socket.gethostname(),
                IMAGE_LABEL: self._hardening.image,
                **_NOT_COMPOSES,
            },
            volumes={self._source: {"bind": MOUNT, "mode": "rw"}},
            **self._hardening.options(),
        )

    def _is_ours(self, labels: dict[str, str]) -> bool:
        return labels.get(LABEL) == self._source and labels.get(IMAGE_LABEL) == self._hardening.image

    def _is_leftover(self, labels: dict[str, str]) -> bool:
        folder = labels.get(LABEL, "")
        of_this_host = folder.startswith("/") and labels.get(HOST_LABEL) == socket.gethostname()
        return self._is_ours(labels) or (of_this_host and not Path(folder).exists())

    def _remove_where(self, client: docker.DockerClient, condition: Callable[[dict[str, str]], bool]) -> None:
        for container in client.containers.list(all=True, filters={"label": LABEL}, ignore_removed=True):
            if condition(container.labels):
                _remove(container)

    async def _ask(self, question: Callable[[docker.DockerClient], T]) -> T:
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._threads, lambda: question(self._connected()))
        except ImageNotFound:
            image = self._hardening.image
            hint = f"assay sandbox build --docker {self._name}, or scripts/build_sandbox_image, makes it"
            raise BackendError(f"the sandbox image {image} is missing: {hint}", lasting=True) from None
        except (DockerException, requests.RequestException, OSError) as error:
            raise BackendError(_unwilling(error)) from None

    def _connected(self) -> docker.DockerClient:
        if self._client is None:
            try:
                self._client = docker.from_env(timeout=ENGINE_TIMEOUT_S)
            except (DockerException, requests.RequestException, OSError) as error:
                hint = "is it running, and may this user use it?"
                raise BackendError(f"no Docker engine answers; {hint} ({_one_line(error)})") from None
        return self._client


def _remove(container: Any) -> None:
    with contextlib.suppress(NotFound, docker.errors.APIError):
        container.remove(force=True)


def _is_stopped(client: docker.DockerClient, name: str) -> bool:
    """The runner is the child of the container's first process, Docker's init. Programs are further down, each in a PID
    namespace of its own, whose orphans never come up here."""
    container = client.containers.get(name)
    state = container.attrs["State"]
    init, columns = state["Pid"], "-eo pid,ppid,stat"
    if any(part["Name"] == "Podman Engine" for part in client.version().get("Components", ())):
        init, columns = 1, "pid,ppid,state"  # its own words, and process ids as the container has them
    rows = container.top(ps_args=columns)["Processes"]
    return state["Paused"] or any(int(parent) == init and stat[0] in "Tt" for _, parent, stat, *_ in rows)


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:300]


def _explained(unusable: str, runtime: str | None) -> str:
    why = _one_line(Exception(unusable))
    if runtime is not None:
        return f"the runtime {runtime} does not give what sandboxes are made of ({why}): see docs/sandbox.md, gVisor"
    if "user ids" in unusable:
        return (
            f"{why}: a rootless engine gives its containers those of /etc/subuid and /etc/subgid (see docs/backends.md)"
        )
    if "mount" in unusable or "Permission" in unusable:
        return (
            f"this host does not let sandboxes mount ({why}): allow it with sandbox_apparmor = unconfined, or name "
            "another runtime (see docs/sandbox.md)"
        )
    return f"the sandbox cannot isolate here: {unusable}"


def _unwilling(error: Exception) -> str:
    text = _one_line(error)
    hint = ": name it in the engine's daemon.json, or unset sandbox_runtime" if "untime" in text else ""
    return f"Docker does not do what is needed: {text}{hint}"
