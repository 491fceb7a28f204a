"""Seconds and bytes of a step, on a GPU or on a CPU."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor


def pick_device() -> torch.device:
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def now() -> float:
    if torch.cuda.is_available():
        torch.cuda.synchronize()
    return time.perf_counter()


def reset_peak() -> None:
    if torch.cuda.is_available():
        torch.cuda.reset_peak_memory_stats()
    else:
        Path("/proc/self/clear_refs").write_text("5")  # the peak of the resident memory begins anew


def peak_bytes() -> int:
    """Since `reset_peak`: allocated on the GPU, or resident in the process."""
    if torch.cuda.is_available():
        return torch.cuda.max_memory_allocated()
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) * 1024


def measure_step(losses: Sequence[Callable[[], Tensor]], optimizer: Any, repeats: int) -> dict[str, float]:
    """Median seconds of the parts of a step of these passes, after one that is not counted; the peak of all."""
    _one_step(losses, optimizer)
    reset_peak()
    laps = [_one_step(losses, optimizer) for _ in range(repeats)]
    parts = {name: statistics.median(lap[name] for lap in laps) for name in laps[0]}
    return {**parts, "step_s": sum(parts.values()), "peak_bytes": float(peak_bytes())}


def measure_call(call: Callable[[], object], repeats: int) -> float:
    """Median seconds, after one that is not counted."""
    laps = []
    for _ in range(repeats + 1):
        start = now()
        call()
        laps.append(now() - start)
    return statistics.median(laps[1:])


def _one_step(losses: Sequence[Callable[[], Tensor]], optimizer: Any) -> dict[str, float]:
    forward = backward = 0.0
    for one in losses:
        start = now()
        loss = one()
        middle = now()
        loss.backward()  # type: ignore[no-untyped-call]
        forward, backward = forward + middle - start, backward + now() - middle
    start = now()
    optimizer.step()
    optimizer.zero_grad()
    return {"forward_s": forward, "backward_s": backward, "optimizer_s": now() - start}


def copied_bytes_per_s() -> float:
    """Read and written by a copy that no cache holds: what the memory reaches at best."""
    size = 2**30 if torch.cuda.is_available() else 2**26
    here, there = torch.zeros(2, size, device=pick_device(), dtype=torch.float32)
    return 8 * size / measure_call(lambda: there.copy_(here), 5)


def matmul_flops() -> float:
    """FLOP/s of a large product: what the chip reaches at best."""
    gpu = torch.cuda.is_available()
    size = 8192 if gpu else 1024
    matrix = torch.randn(size, size, device=pick_device(), dtype=torch.bfloat16 if gpu else torch.float32)
    seconds = measure_call(lambda: [matrix @ matrix for _ in range(10)], 5)
    return 10 * 2 * size**3 / seconds
