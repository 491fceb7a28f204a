"""Programs in user namespaces, started by root or by an ordinary user: no engine, no daemon, no right on the host.

The runner and its jail are those of the containers; `enter` makes what the engine makes there. What only a cgroup can
do (memory and CPU time of all processes together) a delegated cgroup does, or the runner by looking; `limits` says
which. Where the kernel refuses a namespace nothing is run, and the error names the setting that forbids it.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import functools
import json
import os
import secrets
import socket
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reward_server.execution.process_state import is_stopped
from reward_server.execution.sandbox import image_store
from reward_server.execution.sandbox.backends import cgroups, enter
from reward_server.execution.sandbox.backends.backend import BY_LOOKING, BackendError
from reward_server.execution.sandbox.backends.view import view
from reward_server.execution.sandbox.judging import SandboxLostError
from reward_server.execution.sandbox.runner_client import Runner

READY_WITHIN_S = 20.0
FIRST_USER, USERS_APART, ROOM = 1_000_000, 1_000_001, 2000
"""A sandbox of root's maps USERS_APART users, from one of ROOM places on."""
RIGHTS_TO_MAP = 1 << 6 | 1 << 7 | 1 << 21
"""CAP_SETGID, CAP_SETUID, CAP_SYS_ADMIN: with them a process may give its namespace many users."""
REMOTE = 'or let another machine run programs (sandbox = "remote")'


@dataclass(slots=True)
class _Started:
    process: Process
    cgroup: Path | None


class NamespacesBackend:
    """Sandboxes of one image of the store."""

    def __init__(self, image: str = "python", *, folder: Path | None = None, memory_limit_mb: int = 2048) -> None:
        self._image = image
        self._store = folder or image_store.default_store()
        self._memory_limit_mb = memory_limit_mb
        self._many_users = _may_map_many()
        self._cgroups = cgroups.delegated()
        self._launcher = [sys.executable, "-I", enter.__file__]
        self._bound: list[str] = []
        """Folders of the host that bear no overlay."""
        self._started: dict[str, _Started] = {}

    def open(self, socket_dir: Path) -> None:
        self._socket_dir = socket_dir

    async def close(self) -> None:
        for name in list(self._started):
            await self.remove(name)

    async def identity(self) -> dict[str, str]:
        built = self._built()
        runner = f" {image_store.digest_of_runner()}" if built.kind == "view" else ""
        return {
            "sandbox/backend": "namespaces",
            "sandbox/lacks": "; ".join(self.lacks()),
            f"sandbox/{self._image}": built.id + runner,
        }

    def lacks(self) -> list[str]:
        """What a container has and these sandboxes do not."""
        lacking = []
        if not self._many_users:
            lacking.append("a user id for each program (started by an ordinary user, all have that user's)")
        if self._cgroups is None:
            lacking.append(f"a cgroup (no cgroup v2 is delegated to this user): {BY_LOOKING}")
        lacking.append("devices of its own: flock does nothing, and a POSIX lock on /dev/null is seen by others")
        if self._built().kind == "view":
            lacking.append("an image (programs see the host's /usr, read-only)")
        if self._bound:
            lacking.append(f"files of its own (no overlay of {', '.join(self._bound)}): programs that run at the same "
                           "moment in two sandboxes can see each other's locks")  # fmt: skip
        if not _landlock():
            lacking.append("Landlock (this kernel has none)")
        return lacking

    def _built(self) -> image_store.Built:
        try:
            built = image_store.read(self._store, self._image)
        except ValueError as error:
            raise BackendError(str(error), lasting=True) from None
        if built is None:
            raise BackendError(
                f"no sandbox for {self._image} has been built: assay sandbox build {self._image}", lasting=True
            )
        return built

    async def start_runner(self) -> Runner:
        name = f"assay-sandbox-{secrets.token_hex(6)}"
        runner = Runner(name, self._socket_dir / f"{name}.sock")
        group = self._cgroups.make(name, self._memory_limit_mb) if self._cgroups else None
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(runner.socket_path))
            listener.listen(8)
            plan = self._plan(listener.fileno(), group)
            process = await asyncio.create_subprocess_exec(
                *self._launcher, json.dumps(plan),
                stdin=DEVNULL, stdout=DEVNULL, stderr=PIPE, pass_fds=[listener.fileno()], start_new_session=True,
            )  # fmt: skip
        self._started[name] = _Started(process, group)
        try:
            await self._until_ready(runner, process)
        except BaseException:
            await asyncio.shield(self.remove(name))
            raise
        return runner

    def _plan(self, listener: int, group: Path | None) -> dict[str, Any]:
        built, folder = self._built(), self._store / self._image
        plan: dict[str, Any] = {"root": str(folder / "root"), "command": list(built.command)}
        if built.kind == "view":
            runner = image_store.contexts() / "python" / "sandbox_runner"
            plan = view(Path(built.interpreter), Path(built.prefix), runner, folder / "site", folder / "harness")
        users = FIRST_USER + secrets.randbelow(ROOM) * USERS_APART
        last = ["1" if self._many_users else "0"] + ([] if group else [str(self._memory_limit_mb)])
        return {
            **plan,
            "parent": os.getpid(),
            "command": [*plan["command"], f"fd:{listener}", *last],
            "first_uid": users if self._many_users else None,
            "cgroup": str(group) if group else None,
        }

    async def _until_ready(self, runner: Runner, process: Process) -> None:
        """Its socket is there before it is, so that asking waits; a runner that ends hangs up."""
        try:
            async with asyncio.timeout(READY_WITHIN_S):
                unusable = await runner.greet()
        except SandboxLostError:
            raise BackendError(await _why(process), lasting=True) from None
        except TimeoutError:
            raise BackendError(f"a sandbox's runner did not answer within {READY_WITHIN_S:g} s") from None
        if unusable is not None:
            raise BackendError(f"the sandbox cannot isolate here: {unusable}", lasting=True)
        said = await _said(process, 0.01)
        self._bound = [line.removeprefix(enter.NO_OVERLAY) for line in said.splitlines()]

    async def remove(self, name: str) -> None:
        started = self._started.pop(name, None)
        (self._socket_dir / f"{name}.sock").unlink(missing_ok=True)
        if started is None:
            return
        with contextlib.suppress(ProcessLookupError):
            started.process.kill()  # and with it all that is in the namespaces
        await started.process.wait()
        if started.cgroup is not None:
            await asyncio.to_thread(cgroups.remove, started.cgroup)

    async def ran_out_of_memory(self, name: str, within_s: float) -> bool:
        """Without a cgroup the runner itself kills what takes too much, and lives."""
        started = self._started.get(name)
        return started is not None and started.cgroup is not None and cgroups.killed_for_memory(started.cgroup)

    async def is_stopped(self, name: str) -> bool:
        started = self._started.get(name)
        with contextlib.suppress(OSError, IndexError):
            return started is not None and is_stopped(_runner_below(started.process.pid))
        return False


def _runner_below(launcher: int) -> int:
    """The only child of the launcher's only child. Raises OSError and IndexError where it is not there."""
    pid = launcher
    for _ in range(2):
        pid = int(Path(f"/proc/{pid}/task/{pid}/children").read_text().split()[0])
    return pid


def _may_map_many() -> bool:
    status = Path("/proc/self/status").read_text()
    held = int(status.partition("CapEff:")[2].split(maxsplit=1)[0], 16)
    return os.geteuid() == 0 and held & RIGHTS_TO_MAP == RIGHTS_TO_MAP


@functools.cache
def _landlock() -> bool:
    """Whether this kernel has it; the runner then uses it."""
    create_ruleset, ask_version = 444, 1
    return int(ctypes.CDLL(None).syscall(create_ruleset, 0, 0, ask_version)) > 0


async def _said(process: Process, within_s: float) -> str:
    assert process.stderr is not None
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(within_s):
            return (await process.stderr.read(4096)).decode("utf-8", "replace")
    return ""


async def _why(process: Process) -> str:
    """What the launcher said before it ended, with what forbids it and what to do."""
    said = await _said(process, 2)
    text = " ".join(said.split())[:300] or "it ended without a word"
    return f"this machine does not let sandboxes isolate ({text}): {explained(text)}"


@functools.cache
def explained(text: str) -> str:
    """What to do about a step that was refused; the settings that are known to forbid it come first."""
    for setting, forbids, remedy in SETTINGS:
        if (found := _setting(setting)) is not None and found == forbids:
            return (
                f"/proc/sys/{setting} is {forbids}; as root: sysctl -w {setting.replace('/', '.')}={remedy}, {REMOTE}"
            )
    if text.startswith(("mount proc", "a read-only root")):
        return f"/proc is masked, as in a container: give it procMount Unmasked (Kubernetes), {REMOTE}"
    if text.startswith("mapping users"):
        return f"start the service as an ordinary user, {REMOTE}"
    return f"user namespaces are forbidden, as a container's default seccomp filter does: allow them there, {REMOTE}"


SETTINGS = (
    ("user/max_user_namespaces", "0", "10000"),
    ("kernel/unprivileged_userns_clone", "0", "1"),
    ("kernel/apparmor_restrict_unprivileged_userns", "1", "0"),
)
"""(setting, the value that forbids user namespaces, one that allows them): of all kernels, of Debian's, of Ubuntu's."""


def _setting(name: str) -> str | None:
    try:
        return Path("/proc/sys", name).read_text().strip()
    except OSError:
        return None
