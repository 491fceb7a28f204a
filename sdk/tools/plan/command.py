"""`assay plan`: how many cores, services and how much memory a training run's scoring needs."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from assay_rl.distribution import add_version, needs
from sdk.cli.exits import ended, failed, print_anything
from sdk.tools.plan import costs as costs_file
from sdk.tools.plan.capacity import Many, Plan, Seen, helm_values, smallest
from sdk.tools.plan.costs import BUNDLED, Costs, CostsError
from sdk.tools.plan.step import Load

KEPT, NOT_KEPT = 0, 1

EPILOG = """\
A step's completions come to the service at once, as after a rollout. The answer is the smallest deployment that has
scored 99 of 100 simulated steps within --step-seconds: services with so many cores, HTTP processes, math workers and
sandboxes, and the client's max_in_flight. The costs are measured: `assay plan calibrate` measures them on this machine
(one minute, on a machine that does nothing else); without that, those that come with the package are taken, which are
another machine's. docs/deploy.md tells how far the predictions were from real runs.

examples:
  assay plan calibrate
  assay plan --completions 8192 --cases 50 --program-seconds 0.05 --math-share 0.5 --step-seconds 60
  assay plan --completions 2048 --math-share 1 --step-seconds 10 --symbolic-share 0.1
  assay plan --completions 8192 --step-seconds 60 --helm values.yaml
      also write values for `helm install assay deploy/helm/assay --values values.yaml`

exit status: 0 done, 1 no number of cores keeps the time, 2 wrong usage or input, 3 the service failed, 130 interrupted
"""
CALIBRATE_EPILOG = """\
Starts a service of one process of each kind here, scores known items one request after the other, and writes what each
part took to a file that `assay plan` reads. Give the service's settings by the environment, as REWARD_SERVER_SANDBOX.

exit status: 0 done, 2 wrong usage, 3 the service failed, 130 interrupted
"""


def main(arguments: Sequence[str] | None = None) -> int:
    print_anything()
    given = sys.argv[1:] if arguments is None else list(arguments)
    wrong = (CostsError, OSError, ValueError)
    if given[:1] == ["calibrate"]:
        calibrating = calibration_parser().parse_args(given[1:])
        return ended(lambda: _calibrated(calibrating), wrong)
    options = parser().parse_args(given)
    return ended(lambda: _planned(options), wrong)


def default_costs() -> Path:
    """Where `calibrate` writes, and `plan` looks first."""
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "assay" / "costs.json"


def _planned(options: argparse.Namespace) -> int:
    with needs("tools"):
        import rich  # noqa: F401
    path = options.costs or (default_costs() if default_costs().exists() else BUNDLED)
    costs = costs_file.read(path)
    load = Load(
        completions=options.completions,
        cases=options.cases,
        program_s=options.program_seconds,
        math_share=options.math_share,
        symbolic_share=options.symbolic_share,
        program_cv=options.program_cv,
        kchars=options.completion_chars / 1000,
        language=options.language,
    )
    with _side_by_side() as many:
        plan = smallest(load, costs, options.step_seconds, options.cores, options.steps, options.program_mb, many)
    if options.json:
        print(json.dumps(plan.told(), indent=2))
    else:
        print("\n".join(_lines(load, costs, plan, path)))
    if options.helm:
        _write(options.helm, helm_values(plan, costs))
    if not plan.kept:
        return failed(_why_not(plan), NOT_KEPT)
    return KEPT


def _why_not(plan: Plan) -> str:
    return (
        f"no number of cores scores 99 of 100 steps within {plan.within_s:g} s: more than these made it hardly faster, "
        "because single completions, or the items of one request, take so long. Give the step more time, the programs "
        "fewer cases or less time a case, or a smaller --program-cv if your programs differ less"
    )


def _write(target: str, text: str) -> None:
    if target == "-":
        print(text, end="")
    else:
        Path(target).write_text(text, "utf-8")
        print(f"values for deploy/helm/assay: {target}", file=sys.stderr)


def _lines(load: Load, costs: Costs, plan: Plan, path: Path) -> Iterator[str]:
    one = plan.deployment
    yield (
        f"{load.completions:,} completions a step: {load.completions - load.programs:,} of mathematics, "
        f"{load.programs:,} programs of {load.cases} cases ({load.program_s:g} s each)"
    )
    hint = "; `assay plan calibrate` measures this machine's" if path == BUNDLED else ""
    yield f"costs of {costs.machine} ({path.name}{hint})"
    yield ""
    yield f"cores            {one.all_cores:,}, busy {plan.busy:.0%} of the time"
    yield f"services         {one.services:,} of {one.cores} cores each"
    settings = [f"workers={one.http}", f"math_workers={one.math_workers}"]
    settings.append(f"sandbox_containers={one.sandboxes}" if one.sandboxes else "sandbox=off")
    yield f"each of them     {', '.join(settings)}"
    yield (
        f"memory           {_gb(plan.memory_mb)} in all, {_gb(plan.memory_mb / one.services)} a service; "
        f"{_gb(plan.memory_limit_mb / one.services)} a service if every program takes what it may"
    )
    yield f"the client       max_in_flight={one.in_flight}, max_batch_items={one.batch_items}"
    yield ""
    yield (
        f"a step's scoring p50 {plan.step_p50_s:.1f} s, p99 {plan.step_p99_s:.1f} s of {plan.steps} simulated steps "
        f"(asked: {plan.within_s:g} s)"
    )
    yield f"its items        half of them after {plan.item_p50_s:.1f} s, 99 of 100 after {plan.item_p99_s:.1f} s"


def _gb(mb: float) -> str:
    return f"{mb / 1000:.1f} GB"


@contextmanager
def _side_by_side() -> Iterator[Many]:
    """Simulates steps in as many processes as there are cores, with a bar on a terminal."""
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn

    from sdk.tools.progress import bars

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with bars(*columns) as bar, ProcessPoolExecutor(len(os.sched_getaffinity(0))) as processes:
        task = bar.add_task("simulating steps")

        def many(look: Callable[[int], Seen], seeds: Iterable[int]) -> list[Seen]:
            given, found = list(seeds), []
            bar.reset(task, total=len(given))
            for one in processes.map(look, given):
                found.append(one)
                bar.advance(task)
            return found

        yield many


def _calibrated(options: argparse.Namespace) -> int:
    with needs("server"):
        import uvicorn  # noqa: F401
    with needs("tools"):
        from sdk.tools.progress import bars
    from sdk.tools.plan.calibrate import BUSY_CORES, calibrate

    with bars() as bar:
        task = bar.add_task("starting a service")
        measured = calibrate(lambda what, done, total: bar.update(task, description=what, completed=done, total=total))
    path = options.out or default_costs()
    path.parent.mkdir(parents=True, exist_ok=True)
    measured.costs.write(path)
    if measured.busy_cores > BUSY_CORES:
        print(
            f"warning: {measured.busy_cores:.1f} cores were busy with other work, so these costs are too high; "
            "measure again when the machine does nothing else",
            file=sys.stderr,
        )
    print(f"{measured.costs.machine}\ncosts: {path}")
    return KEPT


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="assay plan",
        description="Tells how many cores, services and how much memory the scoring of a training run needs. "
        "`assay plan calibrate` measures the costs on this machine.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_version(parser)
    add = parser.add_argument
    add("--completions", type=_count, required=True, metavar="N", help="completions of one step")
    add("--step-seconds", type=_seconds, required=True, metavar="S", help="time in which a step should be scored")
    add("--cases", type=_count, default=50, metavar="N", help="test cases of a program (default 50)")
    add("--program-seconds", type=_seconds, default=0.05, metavar="S",
        help="mean CPU time of a program on one case, besides its start (default 0.05)")  # fmt: skip
    add("--program-cv", type=_from_zero, default=0.5, metavar="X",
        help="how much completions differ in that: standard deviation / mean (default 0.5)")  # fmt: skip
    add("--math-share", type=_share, default=0.5, metavar="X",
        help="share of completions that are mathematics; the rest are programs (default 0.5)")  # fmt: skip
    add("--symbolic-share", type=_share, default=0.02, metavar="X",
        help="share of the mathematics that math workers compare with sympy (default 0.02)")  # fmt: skip
    add("--completion-chars", type=_count, default=4000, metavar="N", help="length of a completion (default 4000)")
    add("--language", action="store_true", help="completions are scored by their language, too")
    add("--cores", type=_count, default=16, metavar="N", help="cores of one service at most (default 16)")
    add("--program-mb", type=_from_zero, default=32.0, metavar="MB", help="memory of one program (default 32)")
    add("--costs", type=Path, metavar="FILE", help="costs that `assay plan calibrate` wrote (default: its default)")
    add("--steps", type=_count, default=100, metavar="N", help="simulated steps (default 100)")
    add("--helm", metavar="FILE", help="also write values for the chart deploy/helm/assay; - for standard output")
    add("--json", action="store_true", help="print the answer as JSON")
    return parser


def calibration_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="assay plan calibrate",
        description="Measures what scoring costs on this machine, in about a minute.",
        epilog=CALIBRATE_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_version(parser)
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help=f"where to write the costs (default {default_costs()})"
    )
    return parser


def _number(text: str, low: float, high: float, told: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not low <= value <= high:
        raise argparse.ArgumentTypeError(f"{text!r} should be {told}")
    return value


def _count(text: str) -> int:
    return int(_number(text, 1, 10_000_000, "a number from 1 to 10,000,000"))


def _seconds(text: str) -> float:
    return _number(text, 0.000001, 1_000_000, "seconds, more than 0")


def _from_zero(text: str) -> float:
    return _number(text, 0, 1_000_000, "a number from 0")


def _share(text: str) -> float:
    return _number(text, 0, 1, "a share from 0 to 1")


if __name__ == "__main__":
    sys.exit(main())
