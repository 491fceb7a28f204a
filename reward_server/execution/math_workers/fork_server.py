"""A process that imported sympy and forks the workers of `pool.py`: milliseconds, where the import costs 0.5 s.

Control socket, JSON lines: `spawn` with a socket attached starts a worker on it and is answered `{"pid"}`; every
worker that ends is reported `{"pid", "signal", "exit_code"}`. At the socket's end it exits, and its workers with it.
Its first line is `{"ready": true}`, or `{"failed", "lasting", "trace"}` where it cannot judge here, and then it exits.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import os
import resource
import select
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from typing import Any

PR_SET_PDEATHSIG = 1
_LARGEST_REQUEST = 1 << 22

WARMING = (
    (r"\sum_{k=1}^{n} k^2", r"\frac{n(n+1)(2n+1)}{6}"),
    (r"\prod_{k=1}^{n} k", "n!"),
    (r"\int_0^1 x dx", r"\frac{1}{2}"),
    (r"\int x e^{x} dx", r"xe^{x} - e^{x} + C"),
    (r"\lim_{x \to 0} \frac{\sin x}{x}", "1"),
    (r"\{x : x^3 - 6x^2 + 11x - 6 > 0\}", r"(1,2) \cup (3,\infty)"),
    (r"x > \sqrt{5}", r"x^3 > 5\sqrt{5}"),
    (r"\{x : \sin x > 0, 0 < x < 7\}", r"(0,\pi)"),
    (r"|x-1| + |x+3| < 6", "(-4,2)"),
    (r"\frac{x+1}{x-3} \ge 0", r"(-\infty,-1] \cup (3,\infty)"),
    (r"\{x : x^4 - 5x^2 + 4 = 0\}", r"\{-2,-1,1,2\}"),
    (r"\log_2 x > 3", r"(8,\infty)"),
)
"""Solved once before the first fork. Each kind of problem fills caches of sympy's, and costs three to seven times its
later price the first time: the budget of a comparison would depend on what its worker happened to do before."""

Judge = Callable[[dict[str, Any]], dict[str, Any]]


def main(argv: list[str]) -> None:
    control = socket.socket(fileno=int(argv[1]))
    cpu_budget_s, memory_limit_mb = float(argv[2]), int(argv[3])
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        judge = _preload()
    except Exception as error:
        failed = {"failed": f"{type(error).__name__}: {error}", "lasting": isinstance(error, ImportError)}
        _send(control, {**failed, "trace": traceback.format_exc()})
        sys.exit(1)
    wake_out, wake_in = socket.socketpair()
    wake_in.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wake_in.fileno(), warn_on_full_buffer=False)
    _send(control, {"ready": True})
    while True:
        ready, _, _ = select.select([control, wake_out], [], [])
        if wake_out in ready:
            wake_out.recv(4096)
            _report_ended(control)
        if control in ready and not _spawn(control, (wake_out, wake_in), judge, cpu_budget_s, memory_limit_mb):
            signal.set_wakeup_fd(-1)  # workers still end, and the sockets are closed before the process is
            return


def _preload() -> Judge:
    from reward_server.symbolic.latex import latex_to_sympy
    from reward_server.symbolic.sympy_rung import by_sympy, judge

    latex_to_sympy(r"\frac{1}{2} + \sqrt{2}")  # builds the parser's tables once, for all workers
    for truth, answer in WARMING:
        by_sympy(truth, answer)
    gc.collect()
    gc.freeze()
    return judge


def _send(control: socket.socket, message: dict[str, Any]) -> None:
    with contextlib.suppress(BrokenPipeError):  # the owner is gone: its end of the socket says so in a moment
        control.sendall(json.dumps(message).encode() + b"\n")


def _report_ended(control: socket.socket) -> None:
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        died_of = os.WTERMSIG(status) if os.WIFSIGNALED(status) else None
        code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else None
        _send(control, {"pid": pid, "signal": died_of, "exit_code": code})


def _spawn(
    control: socket.socket, wakers: tuple[socket.socket, ...], judge: Judge, cpu_budget_s: float, memory_limit_mb: int
) -> bool:
    try:
        message, handles, _, _ = socket.recv_fds(control, 1, 1)
    except ConnectionResetError:
        return False
    if not message:
        return False
    channel = socket.socket(fileno=handles[0])
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        try:
            signal.set_wakeup_fd(-1)
            for inherited in (control, *wakers):
                inherited.close()
            _work(channel, parent, judge, cpu_budget_s, memory_limit_mb)
        finally:
            os._exit(0)
    channel.close()
    _send(control, {"spawned": pid})
    return True


def _work(channel: socket.socket, parent: int, judge: Judge, cpu_budget_s: float, memory_limit_mb: int) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        return
    _limit(memory_limit_mb)
    with channel, channel.makefile("rb") as requests:
        while line := requests.readline(_LARGEST_REQUEST):
            channel.sendall(json.dumps(_answer(line, judge, cpu_budget_s)).encode() + b"\n")


def _limit(memory_limit_mb: int) -> None:
    size = memory_limit_mb << 20
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _answer(line: bytes, judge: Judge, cpu_budget_s: float) -> dict[str, Any]:
    """A `MathResult`, or `{"failed": why}` where a part of ours is missing. Past the budget the kernel's SIGPROF ends
    the process, whatever C code is at work."""
    signal.setitimer(signal.ITIMER_PROF, cpu_budget_s)
    try:
        return judge(json.loads(line))
    except MemoryError:
        return {"equal": None, "reason": "over the memory limit"}
    except ImportError as error:  # never the answer's fault
        return {"failed": f"{type(error).__name__}: {error}"}
    finally:
        with contextlib.suppress(MemoryError):
            signal.setitimer(signal.ITIMER_PROF, 0)


if __name__ == "__main__":
    main(sys.argv)
