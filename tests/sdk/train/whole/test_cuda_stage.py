"""The benchmark of the CUDA stage runs whole without a GPU and without its peers: its tables are printed anywhere."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from typing import Any

import pytest
import torch

from benchmarks.cuda_stage import __main__ as report
from benchmarks.cuda_stage import worker
from benchmarks.cuda_stage.shapes import QWEN, TINY, Shape, from_dict
from sdk.train.model.kernels.tiles import emulated

SHAPE = replace(TINY, prompt_tokens=4, completion_tokens=6, long_completions=(8, 16), repeats=1)


def in_this_process(name: str, shape: Shape, peer: str) -> dict[str, Any]:
    """Each measurement otherwise has a process of its own."""
    try:
        return worker.MEASUREMENTS[name](from_dict(json.loads(json.dumps(shape.as_dict()))))
    except ImportError as error:
        return {"absent": str(error)}


def test_all_tables_are_printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(report, "measured", in_this_process)
    monkeypatch.setattr(report.CONSOLE, "file", None)  # the standard output as it is now
    for table in (report.print_step, report.print_without_gradient, report.print_decode, report.print_long):
        table(SHAPE, "")
    printed = capsys.readouterr().out
    assert "aim" not in printed, "aims are a GPU's"
    for part in (
        "a step: 2 questions x 4 completions of 6",
        "of the best matmul",
        "decoding: 8 rows",
        "decoding: 16 rows",
        "torch / ours: ",
        "ours at 16: ",
    ):
        assert part in printed
    assert "ours / generate: " in printed
    rows = {line.split("│")[1].strip(): line for line in printed.splitlines() if line.startswith("│")}
    assert {"ours", "TRL", "TRL with Liger", "Hugging Face generate", "8", "16"} <= rows.keys()
    assert "absent" not in rows["ours"] + rows["Hugging Face generate"]
    assert len(re.findall(r"│ ours +│(?: [-\de.%]+ +│){7}", printed)) == 1, "the row of the step has all figures"


@pytest.mark.parametrize(("speed", "told"), [(400.0, "reached"), (200.0, "MISSED")])
def test_on_a_gpu_an_aim_is_reached_or_missed(
    speed: float, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shape = replace(SHAPE, prompt_tokens=0, completion_tokens=0)
    found = {
        "copy": {"bytes_per_s": shape.decoded_bytes() / 16 * 500},
        "our_decode": {"tokens_per_s": speed},
        "generate": {"tokens_per_s": 60.0},
    }
    monkeypatch.setattr(report, "measured", lambda name, shape, peer: found[name])
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(report.CONSOLE, "file", None)
    report.print_decode(shape, "")
    printed = capsys.readouterr().out
    assert printed.count("aim, set for an H100: ") == 1
    assert f"60 % of the bound: {told}\n" in printed
    assert re.search(rf"ours +│ {speed:.0f} +│ {speed / 500:.0%} ", printed)


def test_a_step_of_decoding_reads_weights_and_the_tokens_before() -> None:
    """By hand: a layer's q, k, v and o (64 x 64, 64 x 32, twice), three matrices of 64 x 172, and 2,000 x 64 more."""
    weights = 2 * (2 * 64 * 64 + 2 * 64 * 32 + 3 * 64 * 172) + 2000 * 64
    kept = 2 * 2 * 32 * (2 * 32 + 8 * 16)
    assert TINY.decoded_bytes() == 4 * (weights + kept)
    assert 2.5e9 < replace(QWEN, completion_tokens=0, questions=0).decoded_bytes() < 3.5e9, "1.5B in bfloat16"


def test_a_layer_in_eight_bits_is_near_float32_and_bfloat16_nearer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(report, "measured", in_this_process)
    monkeypatch.setattr(report.CONSOLE, "file", None)
    report.print_fp8(SHAPE, "")
    printed = capsys.readouterr().out
    assert "64 to 172, both passes of 24 tokens" in printed
    errors = {
        kind: [float(one) for one in re.findall(r"([\d.]+)%", line)]
        for kind in ("bfloat16", "fp8")
        for line in printed.splitlines()
        if re.match(f"│ {kind} ", line)
    }
    for fine, coarse in zip(errors["bfloat16"], errors["fp8"], strict=True):
        assert 0 < fine < 1 < coarse < 10
    assert "bfloat16 / FP8: " in printed


@pytest.mark.parametrize("rows", [1, 128])
def test_numbers_that_are_rounded_otherwise_are_counted(rows: int) -> None:
    numbers = torch.randn(130, 200, generator=torch.Generator().manual_seed(0))
    found = emulated(numbers, rows)
    assert worker._rounded_otherwise(numbers, found, rows) == 0
    found.values[3, 5] = found.values[3, 5].float() * 1.25
    assert worker._rounded_otherwise(numbers, found, rows) == pytest.approx(1 / found.values.numel())


def test_a_measurement_has_a_process_of_its_own_and_a_missing_peer_is_named() -> None:
    found = report.measured("liger", SHAPE, sys.executable)
    assert "liger_kernel" in found["absent"] if "absent" in found else found["peak_bytes"] > 0


def test_a_measurement_of_our_own_that_fails_ends_the_command_with_what_it_said() -> None:
    with pytest.raises(SystemExit, match=r"(?s)no_such_measurement failed:.*KeyError"):
        report.measured("no_such_measurement", SHAPE, sys.executable)


def test_long_completions_are_measured_at_the_lengths_that_are_promised() -> None:
    assert QWEN.long_completions == (1024, 4096, 16_384, 32_768)
    assert TINY.long_completions == (1024, 4096)
    for shape in (QWEN, TINY):
        assert shape.long(4096).passes() == [list(range(shape.long_group))]
