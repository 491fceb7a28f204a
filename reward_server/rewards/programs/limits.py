"""The limits of a program, so that it can never outlast the deadline of its batch.

They follow the caller's own `timeout_s` and the tests alone, never the load. `time_limit_s` is CPU time of a case, its
wall clock (which stands still while the program waits for a processor or a disk) is twice that plus 1 s; the total
limits count alike over all cases. All that is charged together fits into SHARE of `timeout_s`: limits that the caller
left to us are lowered to fit, and those that were set and do not fit are refused.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sdk.schema import MAX_TIMEOUT_S

DEFAULT_TIME_LIMIT_S = 5.0
CASES_IN_TOTAL = 4
SHARE = 0.8
"""The rest is for the queue, for starting what runs, and for a machine that is busy."""
LEAST_SHARE = 0.2
"""Of a `timeout_s` so short that the second of slack in a wall clock does not fit, what the CPU limit gets."""
CHECKER_LIMIT_S = 10.0
"""CPU time of a checker's run."""
DEFAULT_TIMEOUT_S = 60.0
BEYOND_ALL_S = 1e9
"""No deadline has room for it: numbers that are larger, of whatever size, are told like this one."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds. budget_s: of processor and wall clock together, the checkers' included; lowered: which were made
    smaller to fit, for the reason to name."""

    time_limit_s: float
    total_time_limit_s: float
    wall_limit_s: float
    total_wall_limit_s: float
    checkers_limit_s: float
    budget_s: float
    lowered: str = ""


def wall_clock_s(cpu_s: float) -> float:
    return 2 * cpu_s + 1


def fitting_s(timeout_s: float, *, checker: bool) -> float:
    """The largest total CPU limit whose wall clock fits, the checkers' beside it where there is one."""
    room = SHARE * timeout_s / (2 if checker else 1)
    return max((room - 1) / 2, LEAST_SHARE * room / SHARE)


def limits(tests: Mapping[str, Any], timeout_s: float) -> Limits:
    """Of tests whose two limits are numbers, if they are there; whether those fit is `misfit`'s to say."""
    room, checker = SHARE * timeout_s, tests.get("checker") is not None
    most = fitting_s(timeout_s, checker=checker)
    case = float(tests.get("time_limit_s", min(DEFAULT_TIME_LIMIT_S, most)))
    total = float(tests.get("total_time_limit_s", min(CASES_IN_TOTAL * case, max(most, case))))
    total_wall = min(wall_clock_s(total), room)
    for_checkers = max((room - total_wall - 1) / 2, room / 8)
    return Limits(
        time_limit_s=case,
        total_time_limit_s=total,
        wall_limit_s=min(wall_clock_s(case), room),
        total_wall_limit_s=total_wall,
        checkers_limit_s=min(max(CHECKER_LIMIT_S, total), for_checkers) if checker else 0.0,
        budget_s=room,
        lowered=_lowered(tests, case, total, timeout_s),
    )


def _lowered(tests: Mapping[str, Any], case: float, total: float, timeout_s: float) -> str:
    names = []
    if case < DEFAULT_TIME_LIMIT_S and "time_limit_s" not in tests:
        names.append(f"time_limit_s is {case:.3g}")
    if total < CASES_IN_TOTAL * case and "total_time_limit_s" not in tests:
        names.append(f"total_time_limit_s is {total:.3g}")
    return f"{' and '.join(names)}, to fit into timeout_s {timeout_s:g}" if names else ""


def misfit(tests: Mapping[str, Any], timeout_s: float) -> tuple[str, str] | None:
    """(the field, what to do) of a limit that was set and whose wall clock does not fit; None where all do."""
    for name in ("time_limit_s", "total_time_limit_s"):
        value = tests.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool) and value > 0 and value != math.inf:
            wall = wall_clock_s(min(value, BEYOND_ALL_S))
            needed = wall / SHARE
            if needed > timeout_s * (1 + 1e-9):
                told = (
                    f"its wall clock of {wall:g} s does not fit into {SHARE:.0%} of timeout_s {timeout_s:g}: lower it"
                )
                fits = needed <= MAX_TIMEOUT_S
                return name, f"{told}, or send timeout_s {_rounded_up(needed):g}" if fits else told
    return None


def _rounded_up(seconds: float) -> float:
    return math.ceil(seconds * 100) / 100
