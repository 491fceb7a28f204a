"""Measures what the parts of the service cost on this machine: a real service, one process of each kind, one request
after the other, and the CPU time that Linux counts for each process."""

from __future__ import annotations

import os
import platform
import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import httpx

from sdk.client import RewardClient
from sdk.errors import UnavailableError
from sdk.tools.plan import items
from sdk.tools.plan.costs import Costs

ROUNDS = 3
"""Each cost is the median of so many rounds."""
BUSY_CORES = 0.1
"""A machine that is so busy by itself gives figures that are too high."""
SHORT_KCHARS, LONG_KCHARS = 1.0, 9.0
FEW_CASES, MANY_CASES = 1, 21
_READY_WITHIN_S = 60.0
_ROLES = {
    "http": "reward_server.server",
    "manager": "reward_server.execution.manager",
    "math": "reward_server.execution.math_workers",
    "sandbox": "sandbox_runner",
}
_LOOP = "import time; s = time.process_time()\nfor _ in range(12_000_000): pass\nprint(time.process_time() - s)"

Told = Callable[[str, int, int], None]
"""(what is measured, steps done, of how many)."""


class Used(NamedTuple):
    """Seconds for each item of a probe: CPU of the HTTP process, the manager, the math workers, the sandbox and this
    process; and how long the items held their places."""

    http: float
    manager: float
    math: float
    sandbox: float
    client: float
    held: float


class Measured(NamedTuple):
    costs: Costs
    busy_cores: float
    """What else ran while the service stood idle."""


def calibrate(told: Told) -> Measured:
    """Takes about a minute. Raises RewardError if the service cannot start here."""
    slowdown = _slowdown()
    before = _processes()
    with _service() as (url, client):
        family = _Family(before)
        busy_cores = _busy_cores()
        probes = _probes()
        used: dict[str, list[Used]] = {name: [] for name in probes}
        numbers = count(1)
        for turn in range(ROUNDS + 1):  # the first warms up what is imported or compiled at first use
            for place, (name, probe) in enumerate(probes.items()):
                told(name, turn * len(probes) + place, (ROUNDS + 1) * len(probes))
                seen = _measured(client, family, probe, numbers)
                if turn:
                    used[name].append(seen)
        memory = family.memory_mb()
        isolated = _isolated(url)
    middle = {name: Used(*map(statistics.median, zip(*several, strict=True))) for name, several in used.items()}
    return Measured(_costs(middle, slowdown, memory, _machine(isolated)), busy_cores)


class Probe(NamedTuple):
    make: Callable[[int], items.Item]
    rewards: Mapping[str, Any]
    total: int
    """Items of a round."""
    batch: int = 64


def _probes() -> dict[str, Probe]:
    def text(kchars: float) -> Callable[[int], items.Item]:
        return lambda number: items.text(number, kchars)

    def programs(cases: int) -> Callable[[int], items.Item]:
        return lambda number: items.program(number, SHORT_KCHARS, cases)

    return {
        "requests": Probe(text(SHORT_KCHARS), items.FORMAT, 200, 1),
        "texts": Probe(text(SHORT_KCHARS), items.FORMAT, 1024),
        "long texts": Probe(text(LONG_KCHARS), items.FORMAT, 512),
        "language": Probe(text(SHORT_KCHARS), items.LANGUAGE, 512),
        "language of long texts": Probe(text(LONG_KCHARS), items.LANGUAGE, 512),
        "mathematics": Probe(lambda number: items.direct(number, SHORT_KCHARS), items.ACCURACY, 1024),
        "symbolic mathematics": Probe(lambda number: items.symbolic(number, SHORT_KCHARS), items.ACCURACY, 64),
        "programs": Probe(programs(FEW_CASES), items.ACCURACY, 128),
        "programs with many cases": Probe(programs(MANY_CASES), items.ACCURACY, 24, 24),
    }


def _costs(used: Mapping[str, Used], slowdown: float, memory: Mapping[str, float], machine: str) -> Costs:
    texts, long_texts = used["texts"], used["long texts"]
    language, long_language = used["language"], used["language of long texts"]
    few, many = used["programs"], used["programs with many cases"]
    symbolic, kchars = used["symbolic mathematics"], LONG_KCHARS - SHORT_KCHARS
    text_kchar_s = max(0.0, (long_texts.http - texts.http) / kchars)
    language_kchar_s = max(0.0, (long_language.http - language.http) / kchars - text_kchar_s)
    request_s = max(0.0, used["requests"].http - texts.http)
    by_case = {name: _by_case(name, few, many) for name in ("manager", "sandbox", "held")}
    waits = [max(0.0, held - own - manager) for held, own, manager in zip(
        by_case["held"], by_case["sandbox"], by_case["manager"], strict=True
    )]  # fmt: skip
    return Costs(
        machine=machine,
        slowdown=slowdown,
        request_s=request_s,
        text_s=max(0.0, texts.http - request_s / 64 - SHORT_KCHARS * text_kchar_s),
        text_kchar_s=text_kchar_s,
        language_s=max(0.0, language.http - texts.http - SHORT_KCHARS * language_kchar_s),
        language_kchar_s=language_kchar_s,
        math_s=max(0.0, used["mathematics"].http - texts.http),
        client_item_s=texts.client,
        symbolic_http_s=max(0.0, symbolic.http - texts.http),
        symbolic_manager_s=symbolic.manager,
        symbolic_s=symbolic.math,
        program_http_s=max(0.0, few.http - texts.http),
        program_manager_s=by_case["manager"][0],
        case_manager_s=by_case["manager"][1],
        program_s=by_case["sandbox"][0],
        case_s=by_case["sandbox"][1],
        program_wait_s=waits[0],
        case_wait_s=waits[1],
        **memory,
    )


def _by_case(name: str, few: Used, many: Used) -> tuple[float, float]:
    """(for each program, for each of its cases): a straight line through two numbers of cases."""
    low, high = getattr(few, name), getattr(many, name)
    each = max(0.0, (high - low) / (MANY_CASES - FEW_CASES))
    return max(0.0, low - FEW_CASES * each), each


def _measured(client: RewardClient, family: _Family, probe: Probe, numbers: Iterator[int]) -> Used:
    batches = [[probe.make(next(numbers)) for _ in range(probe.batch)] for _ in range(probe.total // probe.batch)]
    before, own = family.cpu_s(), time.process_time()
    held = 0.0
    for batch in batches:
        for one in client.score_stream(batch, rewards=probe.rewards):
            if one.reward is None:
                raise UnavailableError(f"an item had no score while costs were measured: {one.components}")
            held += sum(component.seconds for component in one.components.values())
    client_s = time.process_time() - own
    after = family.cpu_s()
    spent = (after[role] - before[role] for role in _ROLES)
    return Used(*(one / probe.total for one in (*spent, client_s, held)))


class _Family:
    """The processes of a service, by what they are for."""

    def __init__(self, before: Iterable[int]) -> None:
        self._before = set(before)

    def _by_role(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {role: [] for role in _ROLES}
        for pid, line in _processes().items():
            role = next((role for role, part in _ROLES.items() if part in line), None)
            if role is not None and pid not in self._before:
                found[role].append(pid)
        return found

    def cpu_s(self) -> dict[str, float]:
        return {role: sum(map(_cpu_s, pids)) for role, pids in self._by_role().items()}

    def memory_mb(self) -> dict[str, float]:
        roles = self._by_role()
        math = sorted(map(_pss_mb, roles["math"]), reverse=True) or [0.0]
        return {
            "http_mb": sum(map(_pss_mb, roles["http"])),
            "manager_mb": sum(map(_pss_mb, roles["manager"])),
            "math_parent_mb": math[0],
            "math_worker_mb": max(math[1:], default=0.0),
            "sandbox_mb": sum(map(_pss_mb, roles["sandbox"])),
        }


def _processes() -> dict[int, str]:
    """pid -> command line."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                found[int(entry.name)] = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            except OSError:
                continue
    return found


def _cpu_s(pid: int) -> float:
    """CPU seconds so far of a process and of its children that have ended; 0 when it is gone."""
    folder = Path(f"/proc/{pid}")
    try:
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
        # stat counts hundredths of a second, schedstat nanoseconds, of each thread by itself.
        own_ns = sum(int((thread / "schedstat").read_text().split()[0]) for thread in (folder / "task").iterdir())
    except (OSError, IndexError, ValueError):
        return 0.0
    return own_ns / 1e9 + (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")


def _busy_cores(seconds: float = 2.0) -> float:
    """CPU seconds that the whole machine uses in a second."""
    before = _machine_s()
    time.sleep(seconds)
    return (_machine_s() - before) / seconds


def _machine_s() -> float:
    user, nice, system, _, _, irq, softirq, *_ = map(int, Path("/proc/stat").read_text().split("\n")[0].split()[1:])
    return (user + nice + system + irq + softirq) / os.sysconf("SC_CLK_TCK")


def _pss_mb(pid: int) -> float:
    """Proportional set size: shared pages count for each process by its share. 0 when it is gone or may not be seen."""
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    found = re.search(r"^Pss:\s+(\d+) kB", told, re.MULTILINE)
    return int(found.group(1)) * 1024 / 1e6 if found else 0.0


def _slowdown() -> float:
    """How much longer the same work takes with a copy of it on every core; at least 1."""
    cores = len(os.sched_getaffinity(0))
    return max(1.0, statistics.median(_loop_s(cores) / _loop_s(1) for _ in range(ROUNDS)))


def _loop_s(copies: int) -> float:
    """CPU seconds of a loop, the mean of so many at once."""
    command = [sys.executable, "-I", "-S", "-c", _LOOP]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(copies)]
    return statistics.fmean(float(one.communicate()[0]) for one in running)


def _machine(isolated: str) -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())
    cores = len(os.sched_getaffinity(0))
    return f"{cores} cores, {model}, Python {platform.python_version()}, programs in {isolated}"


@contextmanager
def _service() -> Iterator[tuple[str, RewardClient]]:
    """One process of each kind, and nothing remembered."""
    port = _free_port()
    own = {"workers": "1", "math_workers": "1", "sandbox_containers": "1", "memo_entries": "0", "sandbox": "auto"}
    settings = {f"REWARD_SERVER_{name.upper()}": value for name, value in own.items()}
    environment = {**settings, **os.environ, "REWARD_SERVER_LOG_FORMAT": "json"}
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "reward_server", "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        with RewardClient(url, max_in_flight=1, timeout_s=300.0) as client:
            client.wait_until_ready(_READY_WITHIN_S)
            yield url, client
    finally:
        process.terminate()
        process.wait(60)


def _isolated(url: str) -> str:
    """The name of what isolates the programs."""
    said = httpx.get(f"{url}/readyz", trust_env=False).json()
    return str(said["sandbox"].get("sandbox/backend", "a sandbox"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
