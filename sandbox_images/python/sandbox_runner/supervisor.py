"""The runner: one session at a time over a unix socket, each judged by processes that the zygote clones.

The supervisor alone holds capabilities (to kill, and, through the zygote, to make namespaces and drop identities). It
reads no more of what a program writes than lengths; comparing is the manager's business. A connection may carry one
session after the other.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import socket
import sys
from typing import Any

from sandbox_runner.client import CancelledError, Client
from sandbox_runner.load import Load
from sandbox_runner.native_sessions import NATIVE
from sandbox_runner.runs import RunSession
from sandbox_runner.sessions import (
    ROOM_FOR_USERS,
    AssertSession,
    CallSession,
    FaultError,
    QuestionSession,
    ScriptSession,
    Session,
    Spawner,
    Zygotes,
)
from sandbox_runner.shared_session import SharedSession

PROTOCOL = 4
"""See sandbox_images/README.md; 1 was one session a connection, and no questions; 2 had no prelude and no budget,
3 ran nothing that it did not judge."""
LEASE_S = 120.0
"""A runner that no manager has spoken to for so long ends, and its container with it: nothing is left behind."""


SESSIONS: dict[str, type[Session]] = {
    "stdio": ScriptSession,
    "call": CallSession,
    "assert": AssertSession,
    "run": RunSession,
}


def session_of(job: dict[str, Any]) -> type[Session]:
    if "language" in job:
        return NATIVE[job["type"]]
    if "questions" in job:
        return QuestionSession
    return SharedSession if job.get("shared") else SESSIONS[job["type"]]


def main() -> None:
    """Arguments: the socket's path, or `fd:N` for one that listens already (in namespaces without an engine); the first
    of the user ids that this container may use, 0 where it has one alone; the memory of all processes together (MiB),
    where nothing else bounds it."""
    path, first_uid, *memory_mb = sys.argv[1:]
    bare = path.startswith("fd:")
    listener = socket.socket(fileno=int(path[3:])) if bare else _listening(path)
    os.set_inheritable(listener.fileno(), False)
    load = Load(*map(int, memory_mb))
    if int(first_uid) and not bare:
        _demand_users(int(first_uid), listener)
    hidden = [] if bare else [os.path.dirname(path)]
    zygotes = _start_zygotes(hidden, listener, devices_shared=bare, one_user=first_uid == "0")
    load.spare(*zygotes.pids)
    spawner = Spawner(zygotes, int(first_uid), load)
    gc.freeze()
    _serve_all(listener, spawner)


def _demand_users(first: int, listener: socket.socket) -> None:
    """A rootless engine may have too few."""
    with open("/proc/self/uid_map") as file:
        ranges = [tuple(map(int, line.split())) for line in file]
    if not any(inside <= first and first + ROOM_FOR_USERS <= inside + count for inside, _, count in ranges):
        most = max(inside + count for inside, _, count in ranges)
        _explain_for_ever(listener, f"user ids from {first} on are needed, and there are {most} here")


def _listening(path: str) -> socket.socket:
    listener = socket.socket(socket.AF_UNIX)
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)
    before = os.umask(0)  # the manager may be any user; who reaches the folder is decided outside
    listener.bind(path)
    os.umask(before)
    listener.listen(8)
    return listener


def _serve_all(listener: socket.socket, spawner: Spawner) -> None:
    """Until nobody has asked for anything for LEASE_S."""
    poll = select.poll()
    poll.register(listener, select.POLLIN)
    clients: dict[int, Client] = {}
    while ready := poll.poll(LEASE_S * 1000):
        for fd, _ in ready:
            if fd == listener.fileno():
                client = Client(listener.accept()[0])
                clients[client.fileno()] = client
                poll.register(client, select.POLLIN)
            elif not _serve(clients[fd], spawner):
                poll.unregister(fd)
                clients.pop(fd).close()


def _start_zygotes(hidden: list[str], listener: socket.socket, *, devices_shared: bool, one_user: bool) -> Zygotes:
    """In a fresh interpreter, which holds no more than clones need. It is started as this one was."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    quiet, theirs_quiet = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    told = json.dumps([theirs.fileno(), theirs_quiet.fileno(), hidden, devices_shared, one_user])
    command = [one.replace("supervisor", "zygote") for one in sys.orig_argv[: sys.orig_argv.index("-c") + 2]]
    pid = os.fork()
    if pid == 0:
        try:
            os.set_inheritable(theirs.fileno(), True)
            os.set_inheritable(theirs_quiet.fileno(), True)
            os.execv(sys.executable, [*command, told])
        except BaseException as error:
            theirs.send(f"{type(error).__name__}: {error}".encode())
        finally:
            os._exit(1)
    theirs.close()
    theirs_quiet.close()
    greeting = ours.recv(4096)
    if not greeting.startswith(b"ready "):
        _explain_for_ever(listener, greeting.decode("utf-8", "replace") or "the zygote ended")
    return Zygotes(ours, quiet, (pid, int(greeting[6:])))


def _explain_for_ever(listener: socket.socket, reason: str) -> None:
    """Isolation cannot be had here: say so to whoever asks, rather than run anything without it."""
    while select.select([listener], [], [], LEASE_S)[0]:
        with contextlib.closing(Client(listener.accept()[0])) as client, contextlib.suppress(OSError):
            client.end({"fault": reason, "unusable": True})
    sys.exit(1)


def _serve(client: Client, spawner: Spawner) -> bool:
    """One session; whether the connection can carry another."""
    try:
        job = client.receive()
        if job.get("type") == "ping":
            client.end({"pong": True, "protocol": PROTOCOL})
            return True
        client.alive_every_s = float(job.get("alive_every_s", 0))
        session = session_of(job)(job, spawner, client)
        try:
            session.run()
            client.end({"done": True})  # the manager goes on while what is left is killed
        finally:
            session.close()
    except (FaultError, ValueError) as fault:
        with contextlib.suppress(OSError):
            client.end({"fault": str(fault), "inputs": getattr(fault, "inputs", False)})
    except (OSError, CancelledError):
        return False  # hung up; the session has killed what it had started
    return True
