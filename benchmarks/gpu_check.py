"""All that a GPU is to show, in parts of minutes, into one report; each call goes on where the last one ended.

    scripts/gpu_check --out FOLDER [--minutes 9] [--only PART ...] [--peer PYTHON] [--smollm2 FOLDER] [--list]

Made for a machine that has no network, takes commands of ten minutes and gives back what lies in a folder. A call runs
as many parts as fit into its minutes, writes FOLDER/report.md anew after each, and says which part is next. A part that
fails, or lasts longer than its minutes, stands in the report with its last lines, and the next call goes on behind it
(`--only` runs it again). What the end of a call cuts off is taken up by the next: a training run goes on, a table is
made again. Without a GPU the shapes are tiny and two parts are skipped: that shows that the rest runs, and no more.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch

from benchmarks.machine import machine

ROOT = Path(__file__).parent.parent
LIMIT_S = 8 * 60.0
"""Of one part in one call."""
LEAST_S = 20.0
"""Less time than this left, and the next part waits for the next call."""
SAVING_S = 45.0
"""What a stopped run is given to save itself."""
SHOWN_LINES = 60
CUDA_STAGE = ("-m", "benchmarks.cuda_stage")
DONE, FAILED, TOO_LONG, SKIPPED, STOPPED = (
    "done",
    "failed",
    "too long",
    "skipped",
    "stopped, goes on with the next call",
)


@dataclass(frozen=True)
class Part:
    name: str
    title: str
    command: tuple[str, ...]
    """Of this interpreter."""
    lacks: str = ""
    """Why it cannot run here."""
    goes_on: bool = False
    """Stopped by SIGTERM it saves itself, and the same command goes on."""


@dataclass
class Outcome:
    state: str
    seconds: float = 0.0
    shown: str = ""


def parts(out: Path, peer: str, smollm2: Path | None, gpu: bool) -> list[Part]:
    """In the order in which they are worth most."""
    small = () if gpu else ("steps=2", "weak_base.steps=50", "weak_base.accuracy_low=0", "eval.problems=20")
    tables = [
        Part("step", "A step of the 1.5B shape beside TRL with and without Liger",
             (*CUDA_STAGE, "--only", "step", "--peer", peer)),
        Part("decode", "Decoding beside generate", (*CUDA_STAGE, "--only", "decode")),
        *(Part(f"long-{tokens}", f"Completions of {tokens:,} tokens",
               (*CUDA_STAGE, "--only", "long", "--lengths", str(tokens), "--peer", peer))
          for tokens in ((1024, 4096, 16_384, 32_768) if gpu else (64, 128))),
    ]  # fmt: skip
    return [
        Part("kernels", "Kernels against their twins in float64", (*CUDA_STAGE, "--only", "kernels")),
        Part("fp8", "A linear layer in FP8 beside bfloat16", (*CUDA_STAGE, "--only", "fp8")),
        _training("arithmetic", "examples/arithmetic.yaml, whole", "arithmetic", out, small),
        _training("r1_tiny", "examples/r1_tiny.yaml, whole", "r1_tiny", out, (), "" if gpu else "20 minutes on a CPU"),
        *tables,
        _smollm2(out, smollm2, gpu),
        *(Part(f"0.6B-{tokens}", f"A step of Qwen3-0.6B's shape, a completion of {tokens:,} tokens",
               (*CUDA_STAGE, "--only", "long", "--shape", "qwen3" if gpu else "tiny", "--lengths", str(tokens)))
          for tokens in ((16_384, 65_536) if gpu else (96,))),
    ]  # fmt: skip


def _training(name: str, title: str, example: str, out: Path, settings: Sequence[str], lacks: str = "") -> Part:
    command = (
        "-m",
        "benchmarks.gpu_training",
        f"examples/{example}.yaml",
        f"output_dir={out / 'runs' / name}",
        *settings,
    )
    return Part(name, title, command, lacks, goes_on=True)


def _smollm2(out: Path, folder: Path | None, gpu: bool) -> Part:
    """folder: what `examples/smollm2_reasoning.py` made where there was a network."""
    lacks = (
        ""
        if folder and (folder / "model").is_dir()
        else "needs --smollm2 FOLDER, made by examples/smollm2_reasoning.py"
    )
    lacks = lacks or ("" if gpu else "takes hours on a CPU")
    files = {"problems.source": "train.jsonl", "problems.eval_source": "eval.jsonl", "model.name_or_path": "model"}
    settings = [f"{key}={(folder or Path()) / name}" for key, name in files.items()]
    return _training("smollm2", "SmolLM2-135M on sums", "smollm2_reasoning", out, settings, lacks)


def run(part: Part, out: Path, seconds: float, resumed: bool) -> Outcome:
    """What it says goes to a log in `out`. resumed: if it lasts longer than `seconds`, the next call takes it up."""
    if part.lacks:
        return Outcome(SKIPPED, shown=part.lacks)
    log, began = out / "logs" / f"{part.name}.txt", time.monotonic()
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab" if part.goes_on else "wb") as said:
        process = subprocess.Popen(
            [sys.executable, *part.command], cwd=ROOT, stdout=said, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            status = process.wait(seconds)
            state = DONE if status == 0 else FAILED
        except subprocess.TimeoutExpired:
            state = STOPPED if resumed else TOO_LONG
            _end(process)
    lines = log.read_text(errors="replace").splitlines()[-SHOWN_LINES:]
    return Outcome(state, round(time.monotonic() - began, 1), "\n".join(line.rstrip() for line in lines))


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(SAVING_S)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def go_on(planned: Sequence[Part], out: Path, minutes: float, head: str, only: Sequence[str] = ()) -> Part | None:
    """Runs what is not done yet, or `only` these, until the time is up; gives the part that is next."""
    wanted = [one for one in planned if not only or one.name in only]
    until = time.monotonic() + 60 * minutes
    state = out / "parts.json"
    found = {name: Outcome(**one) for name, one in json.loads(state.read_text()).items()} if state.exists() else {}
    others_ran = False
    for part in wanted:
        if part.name in found and found[part.name].state not in (STOPPED, SKIPPED) and part.name not in only:
            continue
        left = until - time.monotonic() - (SAVING_S if part.goes_on else 0.0)
        if left < LEAST_S and not part.lacks:
            return part
        print(f"{part.name}: {part.title} ...", flush=True)
        # A table that had a call for itself and did not end would be cut off by every other call, too.
        outcome = run(part, out, min(LIMIT_S, left), part.goes_on or (others_ran and left < LIMIT_S))
        others_ran |= not part.lacks
        print(f"    {outcome.state}, {outcome.seconds:.0f} s", flush=True)
        found[part.name] = outcome
        written = state.with_suffix(".new")
        written.write_text(json.dumps({name: asdict(one) for name, one in found.items()}, indent=1))
        written.replace(state)
        (out / "report.md").write_text(report(planned, found, head))
    return next((part for part in wanted if found[part.name].state == STOPPED), None)


def report(wanted: Iterable[Part], found: dict[str, Outcome], head: str) -> str:
    lines = ["# What a GPU shows", "", head, "", "| part | | seconds |", "|---|---|---|"]
    none = Outcome("not run yet")
    lines += [
        f"| {one.title} | {found.get(one.name, none).state} | {found.get(one.name, none).seconds:.0f} |"
        for one in wanted
    ]
    for part in wanted:
        if part.name in found:
            fenced = ["```", found[part.name].shown, "```"]
            command = f"`python {' '.join(part.command)}`: {found[part.name].state}"
            lines += ["", f"## {part.title}", "", command, "", *fenced]
    return "\n".join(lines) + "\n"


def head_of(gpu: bool) -> str:
    name = torch.cuda.get_device_name() if gpu else "no GPU, tiny shapes: this shows that it runs, and nothing of a GPU"
    return f"{name}; torch {torch.__version__}; {machine()}"


def main() -> int:
    told = __doc__ or ""
    parser = argparse.ArgumentParser(
        prog="scripts/gpu_check", description=told.partition("\n\n    ")[0], epilog=told.rpartition("\n\n")[2]
    )
    parser.add_argument(
        "--out", type=Path, default=Path("runs/gpu_check"), help="report.md, parts.json and logs go there"
    )
    parser.add_argument("--minutes", type=float, default=9.0, help="of this call")
    parser.add_argument("--only", nargs="+", default=[], metavar="PART", help="run these, though they are done")
    parser.add_argument("--peer", default=sys.executable, help="the interpreter that has TRL and Liger")
    parser.add_argument("--smollm2", type=Path, help="the folder that examples/smollm2_reasoning.py made")
    parser.add_argument("--list", action="store_true", help="name the parts and end")
    options = parser.parse_args()
    out, gpu = options.out.resolve(), torch.cuda.is_available()
    wanted = parts(out, options.peer, options.smollm2, gpu)
    if unknown := sorted(set(options.only) - {one.name for one in wanted}):
        parser.error(f"there is no part {unknown[0]}; there are: {', '.join(one.name for one in wanted)}")
    if options.list:
        for one in wanted:
            print(f"{one.name:<12} {one.title}{f' (skipped: {one.lacks})' if one.lacks else ''}")
        return 0
    out.mkdir(parents=True, exist_ok=True)
    following = go_on(wanted, out, options.minutes, head_of(gpu), options.only)
    print(f"report: {out / 'report.md'}")
    print(f"next: {following.name}: the same command goes on" if following else "all parts were run")
    return 0


if __name__ == "__main__":
    sys.exit(main())
