"""Random programs that try everything at once, judged under small limits: none may earn itself a null.

    python -m benchmarks.program_nulls [--count 20000] [--seed N] [--at-once 4] [--image IMAGE] [--log FILE]

A program is a random sequence of the fragments below: system calls, signals, memory, output, files, descriptors,
threads, processes, time, exceptions, tricks with the interpreter; now and then the right answer stands in it. Nulls are
told by cause; those of a deadline that passed because the machine was busy are told apart, as are the programs that
give the right answer and nothing else, and got 0.

They are run in parts of PART, each with a seed of its own. What a part found is written to --log as it ends; a run that
was cut off goes on after the last part there, and the figures printed at the end are those of all parts.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import secrets
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.machine import print_head
from reward_server.execution.sandbox.containers import SandboxPool
from reward_server.execution.sandbox.pools import docker_pool
from reward_server.rewards.code_accuracy import CodeOptions, plan
from reward_server.rewards.reward import Pending, Sample, Score
from reward_server.rewards.transcript import parse
from sdk.schema import Template

TIMEOUT_S = 60.0
PART = 500
"""Programs."""
LIMITS = {"time_limit_s": 0.3, "total_time_limit_s": 0.6, "memory_limit_mb": 64}
FRAGMENTS = [
    "import os\nos.kill(os.getpid(), {signal})",
    "import os\nos.kill(1, {signal})",
    "import os\nos.kill(-1, {signal})",
    "import signal\nsignal.signal({signal}, signal.SIG_IGN)",
    "import signal\nsignal.setitimer(signal.ITIMER_REAL, 0.0{digit})",
    "import ctypes\nctypes.CDLL(None).syscall({syscall}, {value}, {value}, {value}, {value})",
    "import ctypes\nctypes.string_at({value})",
    "x = bytearray({size})",
    "x = [0] * {size}",
    "import os\nfd = os.memfd_create('m')\nos.write(fd, b'x' * {size})",
    "open('/tmp/f{digit}', 'wb').write(b'x' * {size})",
    "open('/dev/shm/f{digit}', 'wb').write(b'x' * {size})",
    "import os\nfor n in range({many}): open(f'/tmp/n{{n}}', 'w')",
    "import sys\nsys.stdout.write('x' * {size})",
    "import sys\nsys.stderr.write('x' * {size})",
    'import os\nos.write({fd}, b\'{{"status": "passed"}}\\n\' * {digit})',
    "import os\nos.write({fd}, b'x' * {size})",
    "import os\nos.close({fd})",
    "import os\nos.dup2({fd}, {digit})",
    "import os\nos.closerange(0, {many})",
    "import os\nkept = [os.dup(0) for _ in range({many})]",
    "import os\nfor _ in range({digit}):\n    if os.fork() == 0: break",
    "import os\nif os.fork() == 0: os.setsid()",
    "import threading, time\nfor _ in range({digit}): threading.Thread(target=time.sleep, args=(0.{digit},)).start()",
    "import threading\ndef spin():\n    while True: pass\nthreading.Thread(target=spin, daemon=True).start()",
    "import time\ntime.sleep(0.{digit})",
    "import time\ntime.sleep({digit})",
    "while True: pass",
    "x = 10 ** {size} if {size} < 10 ** 6 else 0",
    "def g(n): return g(n + 1)\ntry: g(0)\nexcept RecursionError: pass",
    "import sys\nsys.setrecursionlimit(10 ** 6)\ndef g(n): return [g(n + 1)]\ng(0)",
    "raise SystemExit({value})",
    "import os\nos._exit({digit})",
    "import sys\nsys.exit('text')",
    "raise BaseException('x' * {many})",
    "class E(Exception):\n    def __str__(self): raise self\nraise E",
    "import atexit, os\natexit.register(os._exit, {digit})",
    "import sys\nsys.settrace(lambda *a: None)",
    "import gc\nfor one in gc.get_objects(): one.__class__",
    "import builtins\nbuiltins.len = None",
    "import builtins, json\njson.dumps = lambda *a, **k: '[' * {many}",
    "from sandbox_runner import plain\nplain.encode = lambda *a, **k: {frame}",
    "from sandbox_runner import peer\npeer.Stream.send = lambda self, message: None",
    "import sys\nsys.stdin.close()\nsys.stdout.close()",
    "import os\nos.execv('/bin/sh', ['sh', '-c', '{shell}'])",
    "import subprocess\nsubprocess.run(['sh', '-c', '{shell}'])",
    "import socket\nsocket.socket(socket.AF_UNIX).connect('\\0x')",
    "import resource\nresource.setrlimit(resource.RLIMIT_CPU, (1, 1))",
    "import os\nos.nice(19)\nos.chdir('/')",
    "import os\nopen('/proc/self/oom_score_adj', 'w').write('0')",
    "import sys\ndel sys.modules['os']\nsys.path.clear()",
    "print({frame})",
    "x = eval('(' * {many} + ')' * {many})",
    "\x00",
    "'''",
]
SHELL = ["sleep 0.3", "kill -9 1", "cat /dev/zero", ":", "exit 3", "yes", "while :; do :; done", "kill -STOP $$"]
FRAMES = [
    '["np", "<i8", [10**8, [1]], [1], True]',
    '["c", 10**400, 0]',
    '["i", "z"]',
    "{}",
    '["l", 3]',
    '["o", -1, []]',
]
RIGHT = {"stdio": "print(int(input()) + 1)", "call": "def f(x): return x + 1", "assert": "def f(x): return x + 1"}
TESTS: dict[str, dict[str, Any]] = {
    "stdio": {"type": "stdio", "cases": [{"input": f"{n}", "output": f"{n + 1}"} for n in (1, 5)]},
    "call": {"type": "call", "entry_point": "f", "cases": [{"args": [n], "output": n + 1} for n in (1, 5)]},
    "assert": {"type": "assert", "code": ["x = [1]\nassert f(x[0]) == 2", "assert f(5) == 6"]},
}


def fragment(source: random.Random) -> str:
    return source.choice(FRAGMENTS).format(
        signal=source.randrange(1, 65),
        syscall=source.randrange(0, 460),
        value=source.choice([0, 1, -1, 2**31, 2**62, 4096, source.randrange(2**48)]),
        size=source.choice([1, 10**3, 10**6, 10**8, 10**10]),
        many=source.choice([10, 300, 5000, 10**5]),
        fd=source.randrange(0, 30),
        digit=source.randrange(0, 10),
        shell=source.choice(SHELL),
        frame=source.choice(FRAMES),
    )


def program(source: random.Random, kind: str) -> tuple[str, bool]:
    """A program, and whether it is the right one and nothing else."""
    if source.random() < 0.1:
        return RIGHT[kind], True
    parts = [fragment(source) for _ in range(source.randrange(1, 4))]
    if source.random() < 0.5:
        parts.insert(source.randrange(len(parts) + 1), RIGHT[kind])
    if kind != "stdio" and source.random() < 0.5:  # the rest happens while the program is called
        body = "\n".join(parts).replace("\n", "\n    ")
        return f"def f(x):\n    {body}\n    return x + 1", False
    return "\n".join(parts), False


async def judged(pool: SandboxPool, text: str, kind: str, isolation: str) -> Score:
    tests = TESTS[kind] | LIMITS | ({"isolation": isolation} if kind == "assert" else {})
    fenced = f"~~~~~~python\n{text}\n~~~~~~"
    step = plan(Sample(fenced, parse(fenced, Template()), tests=tests, timeout_s=TIMEOUT_S), CodeOptions(partial=True))
    assert isinstance(step, Pending), step
    found = step.resume(await pool.run(step.job.payload, time.monotonic() + TIMEOUT_S))
    assert isinstance(found, Score)
    return found


async def search(pool: SandboxPool, count: int, seed: int, at_once: int) -> tuple[Counter[str], list[str]]:
    """How many ended how, and the programs that ended as none may."""
    source, ended, wrong = random.Random(seed), Counter[str](), []
    room = asyncio.Semaphore(at_once)

    async def one(text: str, right: bool, kind: str, isolation: str) -> None:
        async with room:
            score = await judged(pool, text, kind, isolation)
        ended["null: " + score.rule if score.score is None else "scored"] += 1
        if score.score is None or (right and score.score != 1):
            wrong.append(
                f"{kind} {isolation}: {score.score} {score.status} {score.rule} {score.reason}: {text!r}"[:1500]
            )

    async with asyncio.TaskGroup() as group:
        for _ in range(count):
            kind, isolation = source.choice(list(TESTS)), source.choice(["separate", "shared"])
            group.create_task(one(*program(source, kind), kind, isolation))
    return ended, wrong


def parts(count: int, seed: int) -> list[tuple[int, int]]:
    """(how many programs, their seed) of each part."""
    return [(min(PART, count - begun), seed + number) for number, begun in enumerate(range(0, count, PART))]


def logged(path: Path | None) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()] if path and path.exists() else []


async def run(args: argparse.Namespace) -> int:
    done = logged(args.log)
    seed: int = done[0]["seed"] if done else args.seed
    pool = docker_pool(image=args.image, containers=args.containers, memory_limit_mb=512)
    await pool.start()
    try:
        for count, part in parts(args.count, seed)[len(done) :]:
            began = time.monotonic()
            ended, wrong = await search(pool, count, part, args.at_once)
            done.append({"seed": part, "ended": ended, "wrong": wrong, "seconds": round(time.monotonic() - began)})
            print(json.dumps(done[-1]), flush=True)
            if args.log:
                with args.log.open("a") as file:
                    file.write(json.dumps(done[-1]) + "\n")
        print(f"places {len(pool._places)}, containers {len(pool._runners)}")
    finally:
        await pool.close()
    return report(done, seed)


def report(done: list[dict[str, Any]], seed: int) -> int:
    total, wrong = (
        sum((Counter[str](one["ended"]) for one in done), Counter[str]()),
        [w for one in done for w in one["wrong"]],
    )
    print("\n".join(wrong[:50]))
    print(f"seed {seed}: {dict(total)}, {len(wrong)} wrong, {sum(one['seconds'] for one in done)} s")
    return 1 if wrong else 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(2**32))
    parser.add_argument("--at-once", type=int, default=4)
    parser.add_argument("--containers", type=int, default=2)
    parser.add_argument("--image", default="assay-sandbox-python:latest")
    parser.add_argument("--log", type=Path)
    args = parser.parse_args()
    print_head("benchmarks.program_nulls")
    sys.exit(asyncio.run(run(args)))


if __name__ == "__main__":
    main()
