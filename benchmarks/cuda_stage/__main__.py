"""Prints the tables of `benchmarks.cuda_stage`; `--help` tells the options."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from rich.console import Console
from rich.table import Table

from benchmarks import cuda_stage
from benchmarks.cuda_stage.shapes import QWEN, QWEN3, TINY, Shape
from benchmarks.cuda_stage.worker import tokens_compared
from benchmarks.machine import print_head
from sdk.train.model.kernels.tiles import multiplies

ROOT = Path(__file__).parent.parent.parent
CONSOLE = Console(width=130)
SIDES = {"ours": "ours", "trl": "TRL", "liger": "TRL with Liger"}
PEERS = ("trl", "liger")
Found = dict[str, Any]
AIMS_OF_A_STEP: dict[str, tuple[str, Callable[[float, float], bool]]] = {
    "trl": ("half of TRL's peak at most", lambda time, memory: memory >= 2),
    "liger": (
        "1.3 times as fast as TRL with Liger, within its peak", lambda time, memory: time >= 1.3 and memory >= 1
    ),
}  # fmt: skip
"""By how many times our time and peak a peer takes."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cuda_stage", description=cuda_stage.__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("--peer", default=sys.executable, help="the interpreter that has TRL and Liger")
    parser.add_argument(
        "--shape", choices=("auto", "qwen", "qwen3", "tiny"), default="auto", help="auto: qwen on a GPU"
    )
    parser.add_argument("--only", choices=TABLES, help="one table alone")
    parser.add_argument("--lengths", type=int, nargs="+", help="tokens of long completions: 16384 32768 take minutes")
    options = parser.parse_args()
    gpu = torch.cuda.is_available()
    shape = {"qwen": QWEN, "qwen3": QWEN3, "tiny": TINY, "auto": QWEN if gpu else TINY}[options.shape]
    shape = replace(shape, long_completions=tuple(options.lengths or shape.long_completions))
    print_head("benchmarks.cuda_stage")
    print(f"GPU: {torch.cuda.get_device_name() if gpu else 'none: what follows says nothing about one'}")
    print(f"torch {torch.__version__}, model: {shape.model}, {shape.dtype}; memory: {memory_kind(gpu)}\n", flush=True)
    for name, table in TABLES.items():
        if options.only in (None, name):
            table(shape, options.peer)


def memory_kind(gpu: bool) -> str:
    return "greatest allocated on the GPU" if gpu else "greatest resident in the process, torch itself included"


def print_kernels(shape: Shape, peer: str) -> None:
    where = f"against float64, {tokens_compared()} tokens"
    print_errors(
        f"the loss on logits, {where}: the largest error in {shape.dtype}, {shape.vocab_size:,} logits a token",
        measured("kernels", shape, peer), ("log-probability", "entropy", "gradient"),
    )  # fmt: skip
    print("with logits: of the rounded ones; without: of products in float64, which are not rounded in between\n")
    print_errors(
        f"a layer in FP8, {where}, {shape.hidden_size} to {shape.intermediate_size}: the share of numbers rounded "
        "otherwise, and the largest error of their product relative to its largest number",
        measured("kernels_fp8", shape, peer), ("tiles of 1 x 128", "tiles of 128 x 128", "product"),
    )  # fmt: skip


def print_errors(title: str, found: Found, columns: Sequence[str]) -> None:
    table = Table(title=title)
    for column in ("", *columns):
        table.add_column(column)
    for name, errors in found.items():
        cells = (f"{errors[one]:.2e}" if one in errors else "-" for one in columns)
        table.add_row(name, *([errors] if name == "absent" else cells))
    CONSOLE.print(table)
    print(flush=True)


def print_step(shape: Shape, peer: str) -> None:
    best = measured("matmul", shape, peer)["flops_per_s"]
    table = Table(
        title=f"a step: {shape.questions} questions x {shape.group_size} completions of {shape.completion_tokens} "
        f"after prompts of {shape.prompt_tokens}, {shape.rows_per_pass} completions a pass, activations computed again"
    )
    for column in ("", "forward s", "backward s", "optimiser s", "step s", "peak GB", "TFLOP/s", "of the best matmul"):
        table.add_column(column)
    sides = {name: measured(name, shape, peer) for name in SIDES}
    for name, found in sides.items():
        table.add_row(SIDES[name], *(step_cells(found, best)))
    CONSOLE.print(table)
    print(f"the best matmul: {best / 1e12:.3g} TFLOP/s; TFLOP/s count nothing that is computed again")
    for name in PEERS:
        if "absent" not in sides[name] and "absent" not in sides["ours"]:
            time, memory = (sides[name][key] / sides["ours"][key] for key in ("step_s", "peak_bytes"))
            print(f"{SIDES[name]} / ours: {time:.2f} times the time, {memory:.2f} times the peak")
            wanted, reached = AIMS_OF_A_STEP[name]
            print_aim(wanted, reached(time, memory))
    print(flush=True)


def step_cells(found: Found, best: float) -> list[str]:
    if "absent" in found:
        return [f"absent: {found['absent']}"]
    reached = found["flops"] / (found["forward_s"] + found["backward_s"])
    seconds = [f"{found[name]:.3f}" for name in ("forward_s", "backward_s", "optimizer_s", "step_s")]
    return [*seconds, f"{found['peak_bytes'] / 1e9:.2f}", f"{reached / 1e12:.3g}", f"{reached / best:.0%}"]


def print_decode(shape: Shape, peer: str) -> None:
    bandwidth = measured("copy", shape, peer)["bytes_per_s"]
    for one, wanted in ((shape, ""), (shape.few(), "at least 3 times generate and 60 % of the bound")):
        ours, theirs = measured("our_decode", one, peer), measured("generate", one, peer)
        bound = bandwidth / one.decoded_bytes() * one.rows()
        table = Table(title=f"decoding: {one.rows()} rows, {one.completion_tokens} tokens each")
        for column in ("", "tokens/s", "of what the memory allows"):
            table.add_column(column)
        for name, found in (("ours", ours), ("Hugging Face generate", theirs)):
            absent = "absent" in found
            cells = (f"absent: {found['absent']}",) if absent else speed_cells(found["tokens_per_s"], bound)
            table.add_row(name, *cells)
        CONSOLE.print(table)
        if "absent" not in ours and "absent" not in theirs:
            times, share = ours["tokens_per_s"] / theirs["tokens_per_s"], ours["tokens_per_s"] / bound
            print(f"ours / generate: {times:.2f}")
            if wanted:
                print_aim(wanted, times >= 3 and share >= 0.6)
    print(
        f"the memory copies {bandwidth / 1e9:,.0f} GB/s, read and written; a step reads weights, keys and values once\n"
    )


def speed_cells(tokens_per_s: float, bound: float) -> tuple[str, str]:
    return f"{tokens_per_s:,.0f}", f"{tokens_per_s / bound:.0%}"


def print_without_gradient(shape: Shape, peer: str) -> None:
    table = Table(
        title=f"log-probabilities without gradient: {shape.tokens_per_pass():,} tokens, a vocabulary of "
        f"{shape.vocab_size:,}, from hidden states of {shape.hidden_size}"
    )
    for column in ("", "s", "GB beside the states"):
        table.add_column(column)
    sides = {name: measured(f"without_gradient_{name}", shape, peer) for name in ("ours", "torch")}
    for name, found in sides.items():
        whole = "absent" not in found
        cells = (f"{found['seconds']:.3g}", f"{found['bytes'] / 1e9:.2f}") if whole else (f"absent: {found['absent']}",)
        table.add_row(name, *cells)
    CONSOLE.print(table)
    if not any("absent" in found for found in sides.values()):
        ratio = sides["torch"]["seconds"] / sides["ours"]["seconds"]
        print(f"torch / ours: {ratio:.2f} times the time")
        print_aim("no slower than torch's own", ratio >= 1)
    print(flush=True)


def print_long(shape: Shape, peer: str) -> None:
    pass_of = f"1 question x {shape.long_group}, after a prompt of {shape.prompt_tokens}"
    table = Table(title=f"long completions: a step of one pass, {pass_of}")
    for column in ("completion tokens", *(f"{title}: {kind}" for title in SIDES.values() for kind in ("s", "GB"))):
        table.add_column(column)
    lines = []
    for tokens in shape.long_completions:
        one, cells = shape.long(tokens), []
        for name in SIDES:
            found = measured(name, one, peer)
            missing = [str(found["absent"])[:20], ""] if "absent" in found else None
            cells += missing or [f"{found['step_s']:.3f}", f"{found['peak_bytes'] / 1e9:.2f}"]
            if name == "ours" and not missing:
                lines.append((tokens, one.rows() * tokens / found["step_s"], found["peak_bytes"] / 2**30))
        table.add_row(f"{tokens:,}", *cells)
    CONSOLE.print(table)
    for tokens, speed, peak in lines:
        print(f"ours at {tokens:,}: {speed:,.0f} completion tokens a second, {peak:.2f} GiB")
        if shape.model == QWEN3.model and tokens == 16_384:
            print_aim("at least 11,900 tokens a second within 12.5 GiB", speed >= 11_900 and peak <= 12.5)


def print_aim(wanted: str, reached: bool) -> None:
    """The aims were set for one H100; without a GPU there is nothing to say of them."""
    if torch.cuda.is_available():
        print(f"aim, set for an H100: {wanted}: {'reached' if reached else 'MISSED'}")


def print_fp8(shape: Shape, peer: str) -> None:
    real = torch.cuda.is_available() and multiplies(torch.device("cuda"))
    table = Table(
        title=f"a linear layer, {shape.hidden_size} to {shape.intermediate_size}, both passes of "
        f"{shape.tokens_per_pass():,} tokens; products in FP8 are {'real' if real else 'emulated'}"
    )
    for column in ("", "s", "TFLOP/s", "error: output", "of the input's gradient", "of the weight's gradient"):
        table.add_column(column)
    sides = {kind: measured(f"linear_{kind}", shape, peer) for kind in ("bfloat16", "fp8")}
    for kind, found in sides.items():
        if "absent" in found:
            table.add_row(kind, f"absent: {found['absent']}")
            continue
        errors = [f"{found[name]:.2%}" for name in ("output", "of_numbers", "of_weight")]
        table.add_row(kind, f"{found['seconds']:.3g}", f"{found['flops'] / found['seconds'] / 1e12:.3g}", *errors)
    CONSOLE.print(table)
    if not any("absent" in found for found in sides.values()):
        print(f"bfloat16 / FP8: {sides['bfloat16']['seconds'] / sides['fp8']['seconds']:.2f} times the time")
    print("errors are norms relative to products in float32", flush=True)


def measured(name: str, shape: Shape, peer: str) -> Found:
    """In a process of its own, so that no measurement meets the memory of another.

    A peer may be absent; a measurement of our own that fails ends the command.
    """
    python = peer if name in PEERS else sys.executable
    command = [python, "-m", "benchmarks.cuda_stage.worker", name, json.dumps(shape.as_dict())]
    environment = {**os.environ, **({} if torch.cuda.is_available() else {"TRITON_INTERPRET": "1"})}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=environment)
    if done.returncode != 0 and name not in PEERS:
        sys.exit(f"{name} failed:\n{done.stderr}")
    if done.returncode != 0:
        return {"absent": (done.stderr.strip().splitlines() or ["no output"])[-1][:200]}
    found: Found = json.loads(done.stdout.strip().splitlines()[-1])
    return found


TABLES = {
    "kernels": print_kernels, "step": print_step, "without-gradient": print_without_gradient, "decode": print_decode,
    "long": print_long, "fp8": print_fp8,
}  # fmt: skip


if __name__ == "__main__":
    main()
