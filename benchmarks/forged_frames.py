"""Forged answers against everything that decodes what a program sends, and what they cost.

    python -m benchmarks.forged_frames [--count 1000000] [--seed N]

A frame is drawn at random from the codec's own tags, with values of every size and type in their places. Each decoder
must answer it or raise the one error that is meant, within memory that is a small multiple of the frame's length.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import random
import secrets
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.machine import print_head
from reward_server.rewards.programs import comparison, tagged_values

with contextlib.suppress(ImportError):  # before anything is measured: a decoder imports it where it needs it
    import numpy  # noqa: F401

sys.path.append(str(Path(__file__).parent.parent / "sandbox_images" / "python"))
from sandbox_runner import plain

TAGS = [
    "i", "l", "t", "s", "f", "d", "od", "ct", "dd", "dq", "c", "b", "ba", "r", "sl", "D", "F", "dt", "td", "tz", "ty",
    "nt", "np", "nm", "pa", "uu", "dk", "dv", "di", "o", "v", "h", "", "?",
]  # fmt: skip
SCALARS: list[Any] = [
    None, True, False, 0, 1, -1, 2**31, 2**62, 10**18, 10**400, -(10**8), 0.5, 1e308, float("inf"), float("nan"), "",
    "0x1", "0x" + "f" * 500, "-0x0", "1e999999999", "NaN", "sNaN", "Infinity", "ff", "zz", "int", "__import__", "<i8",
    "<U4", "<U99999999", "|O", "<M8[D]", "m8", "datetime", "2020-01-01", "\ud800", "a" * 300, [], {}, [[]],
    [10**8, [1]], [2**62, [1, 2]], {"a": 1},
]  # fmt: skip
MULTIPLE, CONSTANT = 100, 64 * 1024
"""Bytes that a decoder may take: so many for each of the frame, and so many beside."""
MEASURED = 10
"""Of so many frames the memory of one is measured, which is slow."""
EXPECTED = [9, 1.5, [1, 2], 10**400]


def forged(source: random.Random, depth: int = 0) -> Any:
    """A value as a program might write it that keeps to the codec's tags and to nothing else."""
    if depth > 5 or source.random() < 0.35 + 0.1 * depth:
        return source.choice(SCALARS)
    parts = [_part(source, depth) for _ in range(source.choice([1, 1, 2, 3, 4]))]
    return [source.choice(TAGS), *parts] if source.random() < 0.9 else parts


def _part(source: random.Random, depth: int) -> Any:
    if source.random() < 0.5:
        return forged(source, depth + 1)
    many = [forged(source, depth + 1) for _ in range(source.choice([0, 1, 1, 2]))]
    return [[one, forged(source, depth + 2)] for one in many] if source.random() < 0.3 else many


def _results(message: Any, frame: bytes) -> None:
    for expected in EXPECTED:
        comparison.result_difference(expected, frame, 1e-6)


def _answers(message: Any, frame: bytes) -> None:
    _meant(tagged_values.UnclearError, lambda: tagged_values.decode(message))


def _proxies(message: Any, frame: bytes) -> None:
    _meant(plain.NotPlainError, lambda: plain.decode(message, _no_handle))


def _meant(error: type[Exception], decode: Callable[[], object]) -> None:
    try:
        decode()
    except error:
        return


def _no_handle(message: list[Any]) -> Any:
    raise plain.NotPlainError("no handle")


DECODERS = {"results of calls": _results, "answers to asserts": _answers, "what proxies read": _proxies}


def search(count: int, seed: int) -> list[str]:
    """What went wrong, one line each."""
    source, wrong = random.Random(seed), []
    for number in range(count):
        message = forged(source)
        frame = json.dumps(["=", message]).encode()
        for name, decode in DECODERS.items():
            try:
                peak = _peak(decode, message, frame, measured=number % MEASURED == 0)
            except Exception as error:
                wrong.append(f"{name}: {type(error).__name__}: {error}: {frame[:300]!r}")
                continue
            if peak > MULTIPLE * len(frame) + CONSTANT:
                wrong.append(f"{name}: {peak} bytes for a frame of {len(frame)}: {frame[:300]!r}")
    return wrong


def _peak(decode: Callable[[Any, bytes], None], message: Any, frame: bytes, *, measured: bool) -> int:
    """Bytes, 0 where they are not measured."""
    if not measured:
        decode(message, frame)
        return 0
    tracemalloc.start()
    try:
        decode(message, frame)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(2**32))
    args = parser.parse_args()
    print_head("benchmarks.forged_frames")
    began = time.monotonic()
    wrong = search(args.count, args.seed)
    print("\n".join(wrong[:50]))
    print(f"seed {args.seed}: {args.count} frames, {len(wrong)} wrong, {time.monotonic() - began:.0f} s")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
