"""Enters namespaces and becomes a sandbox's runner: `python -I enter.py PLAN`, a program of its own.

PLAN is JSON: `parent`, who starts it; `layers` [[source, target]], `copies` [path], `links` [[text, path]] and `files`
{path: text} of a fresh root, or `root`, a folder that is one; `command`, the runner's; `first_uid`, where this process
may map a million users from there on, else null; `cgroup`, a folder to enter, or null. Everything is made before a line
of the runner runs, in this order:

    launcher   waits, and writes the user mapping where it takes a right to do so
    child      its own namespaces; stages the root, read-only, on /sys (which is everywhere, and nothing of the root)
    runner     the first process of its PID namespace; /dev, /proc and /tmp; turns the root; execs

Each dies with the one before it. What lies on a disk of the host is seen through an overlay, or its inodes would be
shared: a lock that a program takes could be seen by another sandbox's. Devices are shared, and so flock does nothing.
It ends with FAILED where one of the steps is refused, and says which on stderr.
"""

from __future__ import annotations

import ctypes
import json
import os
import platform
import shutil
import signal
import socket
import sys
from pathlib import Path
from typing import Any, NoReturn

FAILED = 97
USERS = 1_000_001
STAGE = "/sys"
NOTHING = f"{STAGE}/srv"
"""An empty folder."""
NO_OVERLAY = "no overlay of "
DEVICES = ("null", "zero", "full", "random", "urandom")

CLONE_NEWNS, CLONE_NEWUSER = 0x0002_0000, 0x1000_0000
OTHERS = 0x0200_0000 | 0x0400_0000 | 0x0800_0000 | 0x2000_0000 | 0x4000_0000
"""cgroup, UTS, IPC, PID, network."""
MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_BIND, MS_REC, MS_PRIVATE = 2, 4, 8, 4096, 16384, 1 << 18
MNT_DETACH = 2
PR_SET_PDEATHSIG = 1
MOUNT_SETATTR, AT_FDCWD, AT_RECURSIVE = 442, -100, 0x8000
READ_ONLY_NO_DEVICES = 1 | 2 | 4
PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}

_libc = ctypes.CDLL(None, use_errno=True)


class StepError(Exception):
    pass


def _check(result: int, step: str) -> None:
    if result < 0:
        raise StepError(f"{step}: {os.strerror(ctypes.get_errno())}")


def _unshare(namespaces: int, step: str) -> None:
    _check(_libc.unshare(namespaces), step)


def _mount(source: str, target: str, kind: str, flags: int, data: str = "") -> None:
    found = _libc.mount(os.fsencode(source), os.fsencode(target), kind.encode(), flags, data.encode())
    _check(found, f"mount {kind} {target.removeprefix(STAGE)}")


def _die_with_parent(parent: int) -> None:
    """Asked anew after each change of user, which clears it."""
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(FAILED)


def main() -> NoReturn:
    plan: dict[str, Any] = json.loads(sys.argv[1])
    _die_with_parent(plan["parent"])
    ours, theirs = socket.socketpair()
    launcher = os.getpid()
    child = os.fork()
    if child == 0:
        ours.close()
        _guarded(_child, plan, theirs, launcher)
    theirs.close()
    if plan["first_uid"] is not None and ours.recv(1):
        try:
            for kind in ("uid", "gid"):
                Path(f"/proc/{child}/{kind}_map").write_text(f"0 {plan['first_uid']} {USERS}")
            ours.send(b"m")
        except OSError as error:
            print(f"mapping users: {error.strerror}", file=sys.stderr)
    ours.close()
    os._exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) % 256)


def _guarded(work: Any, *arguments: Any) -> NoReturn:
    try:
        work(*arguments)
    except StepError as error:
        print(error, file=sys.stderr, flush=True)
    except OSError as error:
        print(f"{error.filename or 'the sandbox'}: {error.strerror}", file=sys.stderr, flush=True)
    os._exit(FAILED)


def _child(plan: dict[str, Any], launcher_said: socket.socket, launcher: int) -> None:
    _die_with_parent(launcher)
    if plan["cgroup"]:
        Path(plan["cgroup"], "cgroup.procs").write_text(str(os.getpid()))
    if plan["first_uid"] is None:
        uid, gid = os.geteuid(), os.getegid()
        _unshare(CLONE_NEWUSER | CLONE_NEWNS | OTHERS, "user namespace")
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"0 {uid} 1")
        Path("/proc/self/gid_map").write_text(f"0 {gid} 1")
        _stage(plan)
    else:
        _unshare(CLONE_NEWNS, "mount namespace")
        _stage(plan)  # while the host's files are still within reach
        _unshare(CLONE_NEWUSER | CLONE_NEWNS | OTHERS, "user namespace")
        launcher_said.send(b"u")
        if not launcher_said.recv(1):
            os._exit(FAILED)
        os.setgroups([])
        os.setresgid(0, 0, 0)
        os.setresuid(0, 0, 0)
        _die_with_parent(launcher)
        _mount(STAGE, STAGE, "none", MS_BIND | MS_REC)  # what comes from outside is locked, and could not be turned to
    runner = os.fork()
    if runner == 0:
        _guarded(_runner, plan)
    os._exit(os.waitstatus_to_exitcode(os.waitpid(runner, 0)[1]) % 256)


def _stage(plan: dict[str, Any]) -> None:
    """The root on STAGE: what lies in it from now on is read-only and without devices."""
    _mount("none", "/", "none", MS_REC | MS_PRIVATE)
    shown = os.open(plan["cgroup"], os.O_PATH) if plan["cgroup"] else -1
    _mount("tmpfs", STAGE, "tmpfs", MS_NOSUID | MS_NODEV, "size=16m,mode=755")
    os.mkdir(NOTHING)
    if plan["root"]:
        _layer(plan["root"], STAGE)
    else:
        for name in ("dev", "proc", "sys", "tmp"):
            os.mkdir(f"{STAGE}/{name}", 0o755)
        for source, target in plan["layers"]:
            os.makedirs(STAGE + target, exist_ok=True)
            _layer(source, STAGE + target)
        for path in plan["copies"]:
            _copy(path, STAGE + path)
        for text, path in plan["links"]:
            os.symlink(text, STAGE + path)
        for path, text in plan["files"].items():
            Path(STAGE + path).parent.mkdir(parents=True, exist_ok=True)
            Path(STAGE + path).write_text(text)
    if shown >= 0:
        _mount("tmpfs", f"{STAGE}/sys", "tmpfs", MS_NOSUID | MS_NODEV, "size=64k,mode=755")
        os.makedirs(f"{STAGE}/sys/fs/cgroup")
        _mount(f"/proc/self/fd/{shown}", f"{STAGE}/sys/fs/cgroup", "none", MS_BIND)
        os.close(shown)
    attributes = (ctypes.c_uint64 * 4)(READ_ONLY_NO_DEVICES, 0, 0, 0)
    size = ctypes.sizeof(attributes)
    found = _libc.syscall(MOUNT_SETATTR, AT_FDCWD, STAGE.encode(), AT_RECURSIVE, attributes, ctypes.c_size_t(size))
    _check(found, "a read-only root (Linux 5.12)")


def _layer(source: str, target: str) -> None:
    """An overlay needs two folders below, of which the second adds nothing. A file system that bears none is bound."""
    escaped = "".join(f"\\{one}" if one in "\\:," else one for one in source)
    try:
        _mount("overlay", target, "overlay", MS_NOSUID | MS_NODEV, f"lowerdir={escaped}:{NOTHING},userxattr")
    except StepError:
        print(f"{NO_OVERLAY}{source}", file=sys.stderr, flush=True)
        _mount(source, target, "none", MS_BIND | MS_REC)


def _copy(path: str, target: str) -> None:
    os.makedirs(os.path.dirname(target), exist_ok=True)
    if os.path.isdir(path):
        shutil.copytree(path, target, symlinks=True)
    else:
        shutil.copyfile(path, target)


def _runner(plan: dict[str, Any]) -> None:
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)  # its parent is outside its namespace, and has no id here
    _mount("tmpfs", f"{STAGE}/dev", "tmpfs", MS_NOSUID, "size=64k,mode=755")
    for name in DEVICES:
        Path(f"{STAGE}/dev/{name}").touch()
        _mount(f"/dev/{name}", f"{STAGE}/dev/{name}", "none", MS_BIND)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        os.symlink(f"/proc/self/fd/{number}", f"{STAGE}/dev/{name}")
    os.symlink("/proc/self/fd", f"{STAGE}/dev/fd")
    _mount("proc", f"{STAGE}/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC)
    _mount("tmpfs", f"{STAGE}/tmp", "tmpfs", MS_NOSUID | MS_NODEV, "size=16m,mode=1777")
    socket.sethostname("sandbox")
    os.chdir(STAGE)
    _check(_libc.syscall(PIVOT_ROOT[platform.machine()], b".", b"."), "turning the root")
    _check(_libc.umount2(b".", MNT_DETACH), "leaving the old root")
    os.chdir("/")
    os.execv(plan["command"][0], plan["command"])


if __name__ == "__main__":
    main()
