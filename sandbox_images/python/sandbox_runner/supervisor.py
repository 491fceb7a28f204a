"""The runner: one session at a time over a unix socket, each judged by processes that the zygote clones.

The supervisor alone holds capabilities (to kill, and, through the zygote, to make namespaces and drop identities). It
reads no more of what a program writes than lengths; comparing is the manager's business.
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

from sandbox_runner import zygote
from sandbox_runner.sessions import SESSIONS, FaultError, Spawner
from sandbox_runner.watch import CancelledError

LEASE_S = 120.0
"""A runner that no manager has spoken to for so long ends, and its container with it: nothing is left behind."""
CLIENT_TIMEOUT_S = 30.0
MAX_JOB = 256 * 1024 * 1024


def main() -> None:
    """Arguments: the socket's path, and the first of the user ids that this container may use."""
    path, first_uid = sys.argv[1], int(sys.argv[2])
    listener = socket.socket(socket.AF_UNIX)
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)
    listener.bind(path)
    os.chmod(path, 0o666)  # the manager may be any user; who reaches the folder is decided outside
    listener.listen(8)
    spawner = Spawner(_start_zygote([os.path.dirname(path)], listener), first_uid)
    gc.freeze()
    while select.select([listener], [], [], LEASE_S)[0]:
        client, _ = listener.accept()
        with client:
            _serve(client, spawner)


def _start_zygote(hidden: list[str], listener: socket.socket) -> socket.socket:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    if os.fork() == 0:
        try:
            ours.close()
            listener.close()
            zygote.main(theirs, hidden)
        except BaseException as error:
            theirs.send(f"{type(error).__name__}: {error}".encode())
        finally:
            os._exit(1)
    theirs.close()
    greeting = ours.recv(4096)
    if greeting != b"ready":
        _explain_for_ever(listener, greeting.decode("utf-8", "replace"))
    return ours


def _explain_for_ever(listener: socket.socket, reason: str) -> None:
    """Isolation cannot be had here: say so to whoever asks, rather than run anything without it."""
    while select.select([listener], [], [], LEASE_S)[0]:
        client, _ = listener.accept()
        with client, contextlib.suppress(OSError):
            _reply(client, {"fault": reason, "unusable": True})
    sys.exit(1)


def _serve(client: socket.socket, spawner: Spawner) -> None:
    client.settimeout(CLIENT_TIMEOUT_S)
    try:
        job = _receive(client)
        if job.get("type") == "ping":
            _reply(client, {"pong": True})
            return
        session = SESSIONS[job["type"]](job, spawner, client.fileno(), lambda head, blob: _reply(client, head, blob))
        with contextlib.closing(session):
            session.run()
        _reply(client, {"done": True})
    except FaultError as fault:
        with contextlib.suppress(OSError):
            _reply(client, {"fault": str(fault)})
    except (OSError, CancelledError):
        return  # hung up; the session has killed what it had started


def _receive(client: socket.socket) -> dict[str, Any]:
    length = int.from_bytes(_exactly(client, 4), "big")
    if length > MAX_JOB:
        raise FaultError("job too large")
    job: dict[str, Any] = json.loads(_exactly(client, length))
    return job


def _exactly(client: socket.socket, count: int) -> bytes:
    data = bytearray()
    while len(data) < count:
        chunk = client.recv(min(count - len(data), 1 << 20))
        if not chunk:
            raise CancelledError
        data += chunk
    return bytes(data)


def _reply(client: socket.socket, head: dict[str, Any], blob: bytes = b"") -> None:
    """A frame: length of the head, the head as JSON with the blob's length in it, the blob."""
    data = json.dumps({**head, "blob": len(blob)}).encode()
    client.sendall(len(data).to_bytes(4, "big") + data + blob)
