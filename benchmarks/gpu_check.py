"""All that a GPU is to show, in parts of minutes, into one report; each call goes on where the last one ended.

    scripts/gpu_check --out FOLDER [--minutes 9] [--only PART ...] [--peer PYTHON] [--smollm2 FOLDER] [--list]

Made for a machine that has no network, takes commands of ten minutes and gives back what lies in a folder. A call runs
as many parts as fit into its minutes, writes FOLDER/report.md anew after each, and says which part is next. A part that
fails, or lasts longer than its minutes, stands in the report with its last lines, and the next call goes on behind it.
`--only PART` measures that part anew, though it is done: it throws away what the part's training has left in
FOLDER/runs/PART (a training that was stopped before its end goes on instead). What the end of a call cuts off is taken
up by the next: a training run goes on, a table is made again. A call that is killed takes along what it has started.
Without a GPU the shapes are tiny and two parts are skipped: that shows that the rest runs, and no more. The exit status
is 1 where a part has failed.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

import torch
from safetensors import SafetensorError, safe_open

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
DONE, FAILED, TOO_LONG, SKIPPED = "done", "failed", "too long", "skipped"
STOPPED, NOT_YET = "stopped, goes on with the next call", "not run yet"
TO_RUN = (STOPPED, NOT_YET, SKIPPED)
GUARD = f"""read -r _
kill -s TERM "$1"
for _ in $(seq {SAVING_S:.0f}); do kill -s 0 "$1" || break; sleep 1; done
kill -s KILL -- "-$1"
"""
"""Waits for the end of its parent, however that comes, and then ends process `$1` and its group as a call does."""


@dataclass(frozen=True)
class Part:
    name: str
    title: str
    command: tuple[str, ...]
    """Of this interpreter."""
    lacks: str = ""
    """What it waits for, where it cannot run here."""
    folder: Path | None = None
    """Of a training run: stopped by SIGTERM it saves itself there, and the same command goes on."""


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
        Part("without-gradient", "Log-probabilities without gradient beside torch's own",
             (*CUDA_STAGE, "--only", "without-gradient")),
        Part("decode", "Decoding beside generate", (*CUDA_STAGE, "--only", "decode")),
        *(Part(f"long-{tokens}", f"Completions of {tokens:,} tokens",
               (*CUDA_STAGE, "--only", "long", "--lengths", str(tokens), "--peer", peer))
          for tokens in ((1024, 4096, 16_384, 32_768) if gpu else (64, 128))),
    ]  # fmt: skip
    return [
        Part("kernels", "Kernels against their twins in float64", (*CUDA_STAGE, "--only", "kernels")),
        Part("fp8", "A linear layer in FP8 beside bfloat16", (*CUDA_STAGE, "--only", "fp8")),
        _training("arithmetic", "examples/arithmetic.yaml, whole", "arithmetic", out, small),
        _training("r1_tiny", "examples/r1_tiny.yaml, whole", "r1_tiny", out, (),
                  "" if gpu else "a GPU (20 minutes on a CPU)"),
        *tables,
        _smollm2(out, smollm2, gpu),
        *(Part(f"0.6B-{tokens}", f"A step of Qwen3-0.6B's shape, a completion of {tokens:,} tokens",
               (*CUDA_STAGE, "--only", "long", "--shape", "qwen3" if gpu else "tiny", "--lengths", str(tokens)))
          for tokens in ((16_384, 65_536) if gpu else (96,))),
    ]  # fmt: skip


def _training(name: str, title: str, example: str, out: Path, settings: Sequence[str], lacks: str = "") -> Part:
    folder = out / "runs" / name
    command = ("-m", "benchmarks.gpu_training", f"examples/{example}.yaml", f"output_dir={folder}", *settings)
    return Part(name, title, command, lacks, folder)


def _smollm2(out: Path, folder: Path | None, gpu: bool) -> Part:
    """folder: what `examples/smollm2_reasoning.py` made where there was a network."""
    lacks = "--smollm2 FOLDER, made by examples/smollm2_reasoning.py" if folder is None else lacking_of(folder)
    lacks = lacks or ("" if gpu else "a GPU (hours on a CPU)")
    files = {"problems.source": "train.jsonl", "problems.eval_source": "eval.jsonl", "model.name_or_path": "model"}
    settings = [f"{key}={(folder or Path()) / name}" for key, name in files.items()]
    return _training("smollm2", "SmolLM2-135M on sums", "smollm2_reasoning", out, settings, lacks)


def lacking_of(folder: Path) -> str:
    """What of SmolLM2's folder is missing or damaged, in a line; empty where all is there."""
    model = folder / "model"
    names = ("model/config.json", "model/tokenizer.json", "model/tokenizer_config.json", "train.jsonl", "eval.jsonl")
    found = [f"{name} in {folder}" for name in names if not (folder / name).is_file()]
    weights = sorted(model.glob("*.safetensors"))
    if not weights:
        found.append(f"model/*.safetensors in {folder}")
    index = model / "model.safetensors.index.json"
    listed = set(json.loads(index.read_text())["weight_map"].values()) if index.is_file() else set()
    found += [f"model/{name} in {folder}" for name in sorted(listed - {one.name for one in weights})]
    for one in weights:
        try:
            with safe_open(one, "pt"):  # compares the file's length with its head: a part of it is not enough
                pass
        except (OSError, SafetensorError) as error:
            found.append(f"a whole {one} ({error})")
    if not found:
        found += _unreadable(folder)
    return "; ".join(found)


def _unreadable(folder: Path) -> Iterator[str]:
    from transformers import AutoTokenizer

    from sdk.train.config.schema import ProblemsConfig
    from sdk.train.errors import TrainError
    from sdk.train.launch.setup import load_problems

    try:
        load_problems(ProblemsConfig(source=str(folder / "train.jsonl"), eval_source=str(folder / "eval.jsonl")), 0)
    except TrainError as error:
        yield f"questions that can be read ({error})"
    try:
        template = AutoTokenizer.from_pretrained(folder / "model").chat_template
    except (OSError, ValueError) as error:
        yield f"a tokenizer that can be read in {folder / 'model'} ({error})"
    else:
        if template is None:
            yield f"a chat template in {folder / 'model'} (chat_template.jinja)"


def run(part: Part, out: Path, seconds: float, resumed: bool) -> Outcome:
    """What it says goes to a log in `out`. resumed: if it lasts longer than `seconds`, the next call takes it up."""
    if part.lacks:
        return Outcome(SKIPPED, shown=f"waits for {part.lacks}")
    log, began = out / "logs" / f"{part.name}.txt", time.monotonic()
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab" if part.folder else "wb") as said, _started(part.command, said) as process:
        try:
            status = process.wait(seconds)
            state = DONE if status == 0 else FAILED
        except subprocess.TimeoutExpired:
            state = STOPPED if resumed else TOO_LONG
    lines = log.read_text(errors="replace").splitlines()[-SHOWN_LINES:]
    return Outcome(state, round(time.monotonic() - began, 1), "\n".join(line.rstrip() for line in lines))


@contextlib.contextmanager
def _started(command: Sequence[str], said: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """It and all that it starts are gone afterwards, even if this process is killed meanwhile."""
    process = subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, stdout=said, stderr=subprocess.STDOUT, start_new_session=True
    )
    watching = ["sh", "-c", GUARD, "guard", str(process.pid)]
    with subprocess.Popen(watching, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True) as guard:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.terminate()
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(SAVING_S)
            guard.kill()
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def go_on(planned: Sequence[Part], out: Path, minutes: float, head: str, only: Sequence[str] = ()) -> Part | None:
    """Runs what is not done yet, or `only` these, until the time is up; gives the part that is next.

    The report is written anew after each part, and at the end.
    """
    wanted = [one for one in planned if not only or one.name in only]
    until = time.monotonic() + 60 * minutes
    found = recorded(out)
    todo = [one for one in wanted if one.name in only or state_of(one, found) in TO_RUN]
    others_ran = False
    while todo:
        part = todo[0]
        left = until - time.monotonic() - (SAVING_S if part.folder else 0.0)
        if left < LEAST_S and not part.lacks:
            break
        print(f"{part.name}: {part.title} ...", flush=True)
        if part.name in only and state_of(part, found) not in TO_RUN:
            _clear(part, out)
            del found[part.name]
            _record(out, planned, found, head)
        # A table that had a call for itself and did not end would be cut off by every other call, too.
        resumed = part.folder is not None or (others_ran and left < LIMIT_S)
        outcome = found[part.name] = run(part, out, min(LIMIT_S, left), resumed)
        others_ran |= not part.lacks
        del todo[0]
        print(f"    {outcome.state}, {outcome.seconds:.0f} s", flush=True)
        _record(out, planned, found, head)
    _record(out, planned, found, head)
    return next(iter(todo or [one for one in wanted if state_of(one, found) == STOPPED]), None)


def _record(out: Path, planned: Sequence[Part], found: dict[str, Outcome], head: str) -> None:
    """Each file whole, whenever it is read and whenever this is killed."""
    states = json.dumps({name: asdict(one) for name, one in found.items()}, indent=1)
    for name, text in {"parts.json": states, "report.md": report(planned, found, head)}.items():
        written = out / f"{name}.new"
        written.write_text(text)
        written.replace(out / name)


def recorded(out: Path) -> dict[str, Outcome]:
    """What earlier calls have found, by part."""
    state = out / "parts.json"
    return {name: Outcome(**one) for name, one in json.loads(state.read_text()).items()} if state.exists() else {}


def state_of(part: Part, found: dict[str, Outcome]) -> str:
    return found[part.name].state if part.name in found else NOT_YET


def _clear(part: Part, out: Path) -> None:
    """What earlier calls have left of it."""
    (out / "logs" / f"{part.name}.txt").unlink(missing_ok=True)
    for run_folder in [part.folder, *part.folder.parent.glob(f"{part.name}.[0-9]*")] if part.folder else []:
        shutil.rmtree(run_folder, ignore_errors=True)


def told_next(planned: Sequence[Part], found: dict[str, Outcome]) -> list[str]:
    """Lines: which part is next; what those that were skipped wait for."""
    following = [one for one in planned if not one.lacks and state_of(one, found) in TO_RUN]
    line = f"Next: {following[0].name} ({following[0].title}); the same command goes on there." if following else ""
    waiting = [f"- {one.name} waits for {one.lacks}" for one in planned if one.lacks]
    return [line or "All parts that can run here were run.", *(["", *waiting] if waiting else [])]


def report(planned: Sequence[Part], found: dict[str, Outcome], head: str) -> str:
    lines = [
        "# What a GPU shows",
        "",
        head,
        "",
        *told_next(planned, found),
        "",
        "| part | | seconds |",
        "|---|---|---|",
    ]
    seconds = {name: f"{one.seconds:.0f}" for name, one in found.items()}
    lines += [f"| {one.title} | {state_of(one, found)} | {seconds.get(one.name, '-')} |" for one in planned]
    for part in planned:
        if part.name in found:
            fenced = ["```", found[part.name].shown, "```"]
            command = f"`python {' '.join(part.command)}`: {found[part.name].state}"
            lines += ["", f"## {part.title}", "", command, "", *fenced]
    return "\n".join(lines) + "\n"


def head_of(gpu: bool) -> str:
    name = torch.cuda.get_device_name() if gpu else "no GPU, tiny shapes: this shows that it runs, and nothing of a GPU"
    return f"{name}; torch {torch.__version__}; {machine()}"


def _minutes(text: str) -> float:
    minutes = float(text)
    if not minutes * 60 >= LEAST_S + SAVING_S:
        raise argparse.ArgumentTypeError(
            f"a training needs {(LEAST_S + SAVING_S) / 60:.1f} minutes to begin and to save itself"
        )
    return minutes


def main() -> int:
    told = __doc__ or ""
    parser = argparse.ArgumentParser(
        prog="scripts/gpu_check", description=told.partition("\n\n    ")[0], epilog=told.rpartition("\n\n")[2]
    )
    parser.add_argument(
        "--out", type=Path, default=Path("runs/gpu_check"), help="report.md, parts.json and logs go there"
    )
    parser.add_argument("--minutes", type=_minutes, default=9.0, help="of this call")
    parser.add_argument(
        "--only", nargs="+", default=[], metavar="PART", help="measure these anew, though they are done"
    )
    parser.add_argument("--peer", default=sys.executable, help="the interpreter that has TRL and Liger")
    parser.add_argument(
        "--smollm2", type=Path, help="the folder that examples/smollm2_reasoning.py made, looked through first"
    )
    parser.add_argument("--list", action="store_true", help="name the parts and end")
    options = parser.parse_args()
    out, gpu = options.out.resolve(), torch.cuda.is_available()
    planned = parts(out, options.peer, options.smollm2 and options.smollm2.resolve(), gpu)
    if unknown := sorted(set(options.only) - {one.name for one in planned}):
        parser.error(f"there is no part {unknown[0]}; there are: {', '.join(one.name for one in planned)}")
    if options.smollm2 and (lacks := lacking_of(options.smollm2.resolve())):
        parser.error(f"--smollm2: it lacks {lacks}")
    if options.list:
        for one in planned:
            print(f"{one.name:<17} {one.title}{f' (waits for {one.lacks})' if one.lacks else ''}")
        return 0
    out.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        following = go_on(planned, out, options.minutes, head_of(gpu), options.only)
    except KeyboardInterrupt:
        print("stopped: the same command goes on")
        return 130
    print(f"report: {out / 'report.md'}")
    print(f"next: {following.name}: the same command goes on" if following else "all parts were run")
    failed = [name for name, one in recorded(out).items() if one.state in (FAILED, TOO_LONG)]
    if failed:
        print(f"failed: {', '.join(failed)}")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
