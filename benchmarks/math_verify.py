"""Our judge of mathematics beside Math-Verify 0.9.0, on the labelled cases of this repository.

    python benchmarks/math_verify.py [--hostile]

Sets up `.venv-peers-math` (Math-Verify pins an antlr runtime that latex2sympy2 cannot use), then runs both there in one
process, case by case, each with its memo cold, sympy fallback included, and divides the CPU times; sympy's share of
ours runs in that process too, without latex2sympy2. Our verdicts in the table come from the real workers, here.
`--hostile` adds the hostile answers (minutes, for Math-Verify waits its 5 s for many).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import os
import platform
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "tests" / "data" / "math"
VENV = ROOT / ".venv-peers-math"
PEER = "math-verify[antlr4_13_2]==0.9.0"
LIMIT_S = 0.25
"""For a hostile answer, from the start of its work."""
SLOWEST = 5
LONG_COMPLETIONS = 400
PATIENCE_S = 20.0
"""For Math-Verify on one hostile answer: four times its own limit."""
ORDINARY = frozenset(
    {"integers", "fractions", "decimals: rounding to the ground truth", "decimals: an exact ground truth"}
    | {"thousands and digits", "polynomials and rational functions", "tuples and vectors", "final answer of a text"}
    | {"multiple choice", "text answers", "equations and values", "percent", "units", "lists and sets"}
)

sys.path[0] = str(ROOT)  # not this folder: this file has the name of the package that it measures

Case = dict[str, Any]
Judge = Callable[[Case], bool]


def cases(name: str) -> list[Case]:
    """An answer with `repeat` is written out so many times."""
    found = [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text().splitlines()]
    return [case | {"answer": case["answer"] * case.get("repeat", 1)} for case in found]


def answer_text(case: Case) -> str:
    return str(case["answer"]) if case.get("text") or "feature" not in case else rf"\boxed{{{case['answer']}}}"


# -- the two judges --------------------------------------------------------------------------------------------------


def planned(case: Case, answer: str | None = None) -> Any:
    from reward_server.rewards.math_accuracy import MathOptions, plan
    from reward_server.rewards.reward import Sample
    from reward_server.rewards.transcript import Transcript
    from sdk.schema import Template

    text = answer if answer is not None else answer_text(case)
    transcript = Transcript(text, Template(), None, text, "")
    sample = Sample(text, transcript, prompt=case.get("prompt"), ground_truth=(case["truth"],))
    return plan(sample, MathOptions(**case.get("options", {})))


def ours_in_process(case: Case) -> bool:
    """With a cold memo, and sympy here instead of in a worker."""
    from reward_server import memo
    from reward_server.symbolic.parse import grammar

    grammar.forget()
    memo.forget()
    score = planned(case)
    if hasattr(score, "job"):
        from reward_server.jobs import Done
        from reward_server.symbolic.sympy_rung import judge

        try:
            score = score.resume(Done(judge(score.job.payload)))
        except ModuleNotFoundError:  # latex2sympy2, which the environment of the peer cannot hold
            return False
    return bool(score.score == 1)


def math_verify(case: Case) -> bool:
    """The ground truth boxed, as its authors ask for; an exception is a rejection."""
    from math_verify import parse, verify  # type: ignore[import-not-found]  # in its own environment

    try:
        return bool(verify(parse(rf"\boxed{{{case['truth']}}}"), parse(answer_text(case))))
    except Exception:  # whatever a peer raises is its verdict
        return False


async def with_workers(found: list[Case]) -> tuple[list[bool], list[float], float]:
    """Verdicts, the seconds of each by the wall from where it starts to where it ends (in a worker not counting the
    wait for it), and the largest worker (MB)."""
    from reward_server.execution.math_workers.pool import MathWorkers
    from reward_server.settings import Settings

    limits = Settings()
    pool = MathWorkers(count=1, cpu_budget_s=limits.math_cpu_budget_s, memory_limit_mb=limits.math_memory_limit_mb)
    await pool.start()
    verdicts, walls, largest = [], [], 0.0
    for case in found:
        began = time.monotonic()
        score, seconds = planned(case), 0.0
        here = time.monotonic() - began
        if hasattr(score, "job"):
            outcome = await pool.run(score.job.payload, time.monotonic() + 60)
            score, seconds = score.resume(outcome), outcome.seconds
        largest = max(largest, *map(_resident_mb, pool.worker_pids()), 0.0)
        walls.append(here + seconds)
        verdicts.append(score.score == 1)
    await pool.close()
    return verdicts, walls, largest


def _resident_mb(pid: int) -> float:
    try:
        pages = Path(f"/proc/{pid}/statm").read_text().split()[1]
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return int(pages) * resource.getpagesize() / 2**20


# -- in the environment of the peer ----------------------------------------------------------------------------------


def timed(judge: Judge, found: list[Case]) -> tuple[list[bool], list[float]]:
    verdicts, seconds = [], []
    for case in found:
        began = time.process_time()
        verdicts.append(judge(case))
        seconds.append(time.process_time() - began)
    return verdicts, seconds


def _hostile_child(case: Case, pipe: Any) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    case = case | {"answer": rf"\boxed{{{case['answer']}}}"}
    verdict = math_verify(case)
    pipe.send((verdict, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def hostile_peer(found: list[Case]) -> list[tuple[bool | None, float, float]]:
    """(verdict or None for none, seconds, MB), each in a process of its own."""
    results: list[tuple[bool | None, float, float]] = []
    context = multiprocessing.get_context("fork")
    for case in found:
        ours, theirs = context.Pipe(duplex=False)
        child = context.Process(target=_hostile_child, args=(case, theirs))
        began = time.monotonic()
        child.start()
        theirs.close()
        try:
            verdict, size = ours.recv() if ours.poll(PATIENCE_S) else (None, 0.0)
        except EOFError:
            verdict, size = None, 0.0
        seconds = time.monotonic() - began
        child.kill()
        child.join()
        results.append((verdict, seconds, size))
    return results


def peer_main(hostile: bool) -> None:
    import logging

    logging.disable(logging.CRITICAL)
    found = cases("pairs")
    for warm in found[:20]:
        ours_in_process(warm), math_verify(warm)
    import reward_server.symbolic.sympy_rung  # noqa: F401  # an import is no case

    ours, our_seconds = timed(ours_in_process, found)
    theirs, their_seconds = timed(math_verify, found)
    hacks, _ = timed(math_verify, cases("hacks"))
    report: dict[str, Any] = {
        "ours": ours,
        "our_seconds": our_seconds,
        "theirs": theirs,
        "their_seconds": their_seconds,
    }
    report |= {"hacks": hacks, "hostile": hostile_peer(cases("hostile")) if hostile else []}
    print(json.dumps(report))


def peer_python() -> str:
    """Of the peer's environment, which is made where it is not there yet."""
    python = VENV / "bin" / "python"
    if not (VENV / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", PEER, "pydantic>=2.7.4", "mpmath"], check=True)
        (VENV / "ready").touch()
    return str(python)


def peer_report(hostile: bool) -> dict[str, Any]:
    command = [peer_python(), __file__, "--peer", *(["--hostile"] if hostile else [])]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    report: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return report


# -- the table -------------------------------------------------------------------------------------------------------


def machine() -> str:
    model = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        "",
    )
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}"


def correctness(name: str, found: list[Case], verdicts: list[bool]) -> str:
    accepts = sum(got and not case["equal"] for case, got in zip(found, verdicts, strict=True))
    rejects = sum(case["equal"] and not got for case, got in zip(found, verdicts, strict=True))
    right = len(found) - accepts - rejects
    share = f"{right:5} of {len(found)} {100 * right / len(found):6.2f} %"
    return f"{name:14} {share}   {accepts:4} false accepts {rejects:4} false rejects"


def throughput(found: list[Case], ours: list[float], theirs: list[float], ordinary: bool) -> str:
    picked = [k for k, case in enumerate(found) if (case["feature"] in ORDINARY) == ordinary]
    mine, other = sum(ours[k] for k in picked), sum(theirs[k] for k in picked)
    kind = "ordinary" if ordinary else "hard"
    return (
        f"{kind:9} {len(picked):5} cases: ours {1000 * mine / len(picked):7.3f} ms a case, Math-Verify "
        f"{1000 * other / len(picked):7.2f} ms: {other / mine:5.1f} times as many a CPU second"
    )


def by_feature(found: list[Case], ours: list[bool], theirs: list[bool]) -> list[str]:
    totals, mine, other = Counter[str](), Counter[str](), Counter[str]()
    for case, got, peer in zip(found, ours, theirs, strict=True):
        totals[case["feature"]] += 1
        mine[case["feature"]] += got == case["equal"]
        other[case["feature"]] += peer == case["equal"]
    return [f"  {name:40} {mine[name]:4} {other[name]:4} of {totals[name]:4}" for name in sorted(totals)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hostile", action="store_true")
    parser.add_argument("--peer", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peer:
        peer_main(options.hostile)
        return
    from benchmarks.math_costs import among_hostile, cpu_of_long_completions

    found, hacks, hostile = cases("pairs"), cases("hacks"), cases("hostile")
    report = peer_report(options.hostile)
    verdicts, _, _ = asyncio.run(with_workers(found))
    paid, _, _ = asyncio.run(with_workers(hacks))
    boxed = [case | {"answer": rf"\boxed{{{case['answer']}}}"} for case in hostile]
    hostile_verdicts, walls, largest = asyncio.run(with_workers(boxed))
    print(f"{machine()}\npython benchmarks/math_verify.py {' '.join(sys.argv[1:])}\n")
    print(correctness("ours", found, verdicts))
    print(correctness("Math-Verify", found, report["theirs"]))
    print("\nright by feature: ours, Math-Verify", *by_feature(found, verdicts, report["theirs"]), sep="\n")
    print()
    for ordinary in (True, False):
        print(throughput(found, report["our_seconds"], report["their_seconds"], ordinary))
    print(f"\nreward hacks paid, of {len(hacks)}: ours {sum(paid)}, Math-Verify {sum(report['hacks'])}")
    late = sum(wall > LIMIT_S for wall in walls)
    print(
        f"hostile answers, {len(hostile)}: ours {sum(hostile_verdicts)} accepted, {late} "
        f"over {1000 * LIMIT_S:.0f} ms by the wall, longest {1000 * max(walls):.0f} ms, largest worker {largest:.0f} MB"
    )
    for wall, case in sorted(zip(walls, hostile, strict=True), key=lambda pair: -pair[0])[:SLOWEST]:
        print(f"  {1000 * wall:6.0f} ms  {case['why'][:60]:60} {case['answer'][:40]!r}")
    plain = [case for case in found if not case.get("options")][:100]
    print(asyncio.run(among_hostile(boxed, plain, answer_text)))
    print(asyncio.run(cpu_of_long_completions(found[:: len(found) // LONG_COMPLETIONS], answer_text)))
    if report["hostile"]:
        never = sum(verdict is None for verdict, _, _ in report["hostile"])
        slow = sum(seconds > 1 for _, seconds, _ in report["hostile"])
        accepted = sum(verdict is True for verdict, _, _ in report["hostile"])
        most = max(size for _, _, size in report["hostile"])
        print(f"  Math-Verify: {accepted} accepted, {slow} over 1 s, {never} none in {PATIENCE_S:g} s, {most:.0f} MB")


if __name__ == "__main__":
    main()
