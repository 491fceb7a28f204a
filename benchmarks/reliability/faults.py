"""Each fault against a stream of batches with known scores, as a table."""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.reliability import compose
from benchmarks.reliability.compose import composed
from tests.end_to_end.faults import FAULTS, Fault, Seen, sandboxes_of, socket_folder, suffer
from tests.end_to_end.processes import descendants, gone
from tests.end_to_end.running import start_server, stop

WHOLE_WITHIN_S = 15.0


def faults(names: list[str]) -> bool:
    chosen = [fault for fault in FAULTS if not names or any(name in fault.name for name in names)]
    _head()
    results = [_one_fault(fault) for fault in chosen]
    good = all([*results, _killed_whole()])
    print("every score right or null, whole again in time, nothing left over" if good else "NOT ALL PROMISES HELD")
    return good


def _one_fault(fault: Fault) -> bool:
    running = start_server(workers="2")
    folder = socket_folder(running)
    report = suffer(running, fault, before_s=2, at_least_s=8, at_most_s=30)
    family = list(descendants(running.process.pid))
    left = stop(running) != 0 or not gone(family, 10) or bool(sandboxes_of(folder)) or Path(folder).parent.exists()
    return _print(report.fault.name, report.seen, report.whole_after_s, left=left)


def composed_faults(names: list[str], *, built: bool) -> bool:
    """The same for a service in containers, which lives on from one fault to the next."""
    with composed(built=built) as url:
        _head()
        chosen = [one for one in compose.faults() if not names or any(name in one[0] for name in names)]
        results = [_print(name, *compose.suffered(url, find, number), left=False) for name, find, number in chosen]
    return all(results)


def _head() -> None:
    print(
        f"{'fault':34} {'batches':>7} {'items':>6} {'wrong':>5} {'null':>5} {'refused':>7} {'whole again':>12}",
        flush=True,
    )


def _print(name: str, seen: Seen, whole: float | None, *, left: bool) -> bool:
    when = "never" if whole is None else f"{whole:.1f} s"
    counts = f"{seen.batches:7} {seen.items:6} {len(seen.wrong):5} {seen.nulls:5} {seen.refused:7}"
    print(f"{name:34} {counts} {when:>12}" + ("  LEFT SOMETHING OVER" if left else ""), flush=True)
    for wrong in seen.wrong[:3]:
        print(f"    {wrong}")
    return not seen.wrong and not left and whole is not None and whole <= WHOLE_WITHIN_S


def _killed_whole() -> bool:
    """SIGKILL of every process at once; the next start removes what was left."""
    running = start_server(workers="2")
    folder, family = socket_folder(running), [running.process.pid, *descendants(running.process.pid)]
    for pid in family:
        os.kill(pid, 9)
    running.process.wait(10)
    left = sandboxes_of(folder)
    with ThreadPoolExecutor(1) as thread:
        removal = thread.submit(_seconds_until_gone, folder)
        second = start_server(workers="2")
        took = removal.result()
    stop(second)
    print(f"{'everything SIGKILLed':34} {len(left)} containers left, removed {took:.1f} s after the next start began")
    return took < 5.0


def _seconds_until_gone(folder: str) -> float:
    started = time.monotonic()
    while (sandboxes_of(folder) or Path(folder).parent.exists()) and time.monotonic() - started < 30:
        time.sleep(0.05)
    return time.monotonic() - started
