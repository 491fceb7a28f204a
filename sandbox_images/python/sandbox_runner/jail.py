"""How a process loses its privileges: one `clone()` into fresh namespaces, then the sequence in `fall`, top to bottom.

Nothing here may be interrupted by a thread: a raw `clone()` in a process with threads copies locks that nobody frees.
"""

from __future__ import annotations

import ctypes
import gc
import os
import platform
import resource
import struct
import threading
from typing import Any, NamedTuple

from sandbox_runner import landlock

CLONE_NEWNS = 0x0002_0000
CLONE_NEWUTS = 0x0400_0000
CLONE_NEWIPC = 0x0800_0000
CLONE_NEWUSER = 0x1000_0000
CLONE_NEWPID = 0x2000_0000
CLONE_NEWNET = 0x4000_0000
CLONE_PARENT = 0x0000_8000
SIGCHLD = 17

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REC, MS_PRIVATE = 1, 2, 4, 8, 16384, 1 << 18
MNT_DETACH = 2
MS_REMOUNT = 32
PR_SET_DUMPABLE, PR_CAPBSET_DROP, PR_SET_SECUREBITS, PR_SET_NO_NEW_PRIVS = 4, 24, 28, 38
LOCKED_WITHOUT_ROOT = 0b1110_1111
"""Securebits: no user id brings a capability, none is kept or made ambient, and that is for ever. A kernel refuses all
of them where it does not know one: those above these eight came with Linux 6.14."""
CAPABILITY_VERSION = 0x2008_0522
LAST_CAPABILITY = 40

MB = 1024 * 1024
WORK_DIR = "/tmp"
SHM = "/dev/shm"
SCRATCH_MB = 64
"""Files a program can write, in all, MiB; held in memory, so they count against the container."""
OWN_MEMORY_MB = 48
"""What the interpreter itself holds of private memory."""
ADDRESS_SPACE_MB = 1024
"""Room beyond the memory limit for what is mapped but never held: libraries, reserved stacks."""
MAX_STACK_MB = 112
"""Of the main thread; the kernel keeps a gap of 128 MiB below a stack, whatever its limit was at the start."""
MAX_PROCESSES = 64
BEHIND_SUPERVISOR = 5
"""How much nicer programs are than the supervisor, which must stop them however many there are."""
NATIVE_SLACK = 2
NATIVE_SLACK_MB = 512
"""A native program may map (MiB) so many times its limit and so much more; between two looks it holds no more."""
MAX_OPEN_FILES = 256

_libc = ctypes.CDLL(None, use_errno=True)
# Found once, here: a first look-up in a clone would cost it pages.
_syscall, _mount, _prctl = _libc.syscall, _libc.mount, _libc.prctl
_capset_number = {"x86_64": 126, "aarch64": 91}[platform.machine()]
_clone_number = {"x86_64": 56, "aarch64": 220}[platform.machine()]
_work_dir = WORK_DIR.encode()
_proc_options = b""
_fork_handlers: list[tuple[list[Any], list[Any]]] = []


class Limits(NamedTuple):
    """cpu_s: backstop, whole seconds; the supervisor measures finer. memory_mb: private memory of each process.
    native: of a program that is no Python. Run times reserve what they never touch, so that here the supervisor looks
    at what is held (`Meter`), and the kernel's limit is a backstop."""

    cpu_s: int
    memory_mb: int
    native: bool = False


def _check(result: int, what: str) -> None:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")


def clone(namespaces: int) -> int:
    """As `os.fork`, but into fresh namespaces, and the child's parent is this process's parent, who waits for it.

    Without what the interpreter does around a fork: there is no other thread here whose locks or state would be left.
    """
    pid = int(_syscall(_clone_number, namespaces | CLONE_PARENT | SIGCHLD, 0, 0, 0, 0))
    _check(pid, "clone")
    return pid


def postpone_fork_handlers() -> None:
    """Takes Python's own after-fork work (locks of other threads, a new seed) out of `clone`.

    The zygote has no other threads, and a seed that does not change makes a program's verdict repeatable; the work
    would touch a fifth of all pages that a small program ever does. Where the interpreter keeps the list elsewhere,
    nothing is gained and nothing lost.
    """
    for holder in gc.get_referrers(threading._after_fork):  # type: ignore[attr-defined]
        if type(holder) is list:
            _fork_handlers.append((holder, list(holder)))
            holder.clear()


def restore_fork_handlers() -> None:
    """The program's own forks need them."""
    for handlers, removed in _fork_handlers:
        handlers.extend(removed)


def mount(source: str, target: str, kind: str, flags: int, data: str = "") -> None:
    _check(_mount(source.encode(), target.encode(), kind.encode(), flags, data.encode()), f"mount {target}")


def prepare_template(hidden: list[str]) -> None:
    """Once, in the zygote: a mount namespace without `hidden`, /sys and whatever two programs could share."""
    _check(_libc.unshare(CLONE_NEWNS), "unshare")
    mount("none", "/", "none", MS_REC | MS_PRIVATE)
    needless = (
        [] if _in_user_namespace() else ["/proc"]
    )  # each has its own; what masks this one is copied in each clone
    for path in [*hidden, "/sys/fs/cgroup", "/sys", "/dev/mqueue", SHM, "/dev/pts", *needless]:
        _libc.umount2(path.encode(), MNT_DETACH)  # which of them are mounts differs between engines
    for path in ("/dev/mqueue", SHM, "/dev/pts"):
        if os.path.isdir(path):
            os.rmdir(path)
    os.symlink(f"{WORK_DIR}/.shm", SHM)  # one tmpfs a program serves both
    mount("none", "/dev", "none", MS_REMOUNT | MS_RDONLY | MS_NOSUID)
    _choose_proc_options()
    landlock.find()


def _in_user_namespace() -> bool:
    """There the kernel mounts no other /proc where there is none."""
    with open("/proc/self/uid_map") as file:
        return file.read().split() != ["0", "0", str(2**32 - 1)]


def _choose_proc_options() -> None:
    """`subset=pid` (Linux 5.8) leaves of /proc the processes alone: no host names, devices, keys or interrupts."""
    global _proc_options
    try:
        mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, "subset=pid")
        _proc_options = b"subset=pid"
    except OSError:
        _proc_options = b""


Fate = tuple[int, bytes, list[tuple[int, int]]]
"""The user id, the options of its /tmp and the limits of a process, worked out by the supervisor: in the process itself
this would touch more pages."""


def fate(uid: int, limits: Limits) -> Fate:
    """uid: 0 where the sandbox has one user alone (namespaces of an ordinary user), who then is a root without
    rights."""
    scratch = f"size={SCRATCH_MB}m,nr_inodes=4096,uid={uid},gid={uid},mode=0700"
    return uid, scratch.encode(), resource_limits(limits)


def fall(uid: int, scratch: bytes, limits: list[tuple[int, int]]) -> None:
    """All that a freshly cloned process gives up, in this order. Raises OSError; the caller must then exit."""
    restore_fork_handlers()
    _check(_mount(b"tmpfs", _work_dir, b"tmpfs", MS_NOSUID | MS_NODEV, scratch), "/tmp")
    score = os.open("/proc/self/oom_score_adj", os.O_WRONLY)
    os.write(score, b"1000")  # when the container runs out of memory, the program dies first
    os.close(score)
    _check(_mount(b"proc", b"/proc", b"proc", MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC, _proc_options), "/proc")
    for kind, most in limits:
        resource.setrlimit(kind, (most, most))
    os.nice(BEHIND_SUPERVISOR)
    _change_user(uid)
    _check(_prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")
    _check(_prctl(PR_SET_DUMPABLE, 1, 0, 0, 0), "dumpable")  # its own /proc/self stays readable to it
    os.chdir(WORK_DIR)
    os.mkdir(".shm", 0o700)
    landlock.restrict()


def _change_user(uid: int) -> None:
    if uid:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)  # with root goes every capability, and no_new_privs never gives one back
        return
    for capability in range(LAST_CAPABILITY + 1):
        _prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)  # one that an older kernel does not know is not there
    _check(_prctl(PR_SET_SECUREBITS, LOCKED_WITHOUT_ROOT, 0, 0, 0), "securebits")
    header, none = struct.pack("Ii", CAPABILITY_VERSION, 0), struct.pack("6I", *[0] * 6)
    _check(_syscall(_capset_number, header, none), "capset")


def resource_limits(limits: Limits) -> list[tuple[int, int]]:
    """Each kind of limit and its value."""
    memory = limits.memory_mb * MB
    data, space = memory + OWN_MEMORY_MB * MB, memory + ADDRESS_SPACE_MB * MB
    if limits.native:
        data, space = NATIVE_SLACK * memory + NATIVE_SLACK_MB * MB, resource.RLIM_INFINITY
    return [
        (resource.RLIMIT_CPU, limits.cpu_s),
        (resource.RLIMIT_DATA, data),
        (resource.RLIMIT_AS, space),
        (resource.RLIMIT_STACK, min(memory, MAX_STACK_MB * MB)),
        (resource.RLIMIT_FSIZE, SCRATCH_MB * MB),
        (resource.RLIMIT_NPROC, MAX_PROCESSES),
        (resource.RLIMIT_NOFILE, MAX_OPEN_FILES),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
        (resource.RLIMIT_CORE, 0),
    ]
