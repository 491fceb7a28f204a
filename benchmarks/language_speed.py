"""How many times as fast as langdetect the language reward is: a process's first pass over fresh texts, and its second.

    python -m benchmarks.language_speed [--seed N] [--repeats N]

Each repeat starts a process of ours and one of langdetect's in turn, on the same code-mixed texts of all 18 languages
that the generator of the tests makes, and takes CPU seconds: of reading profiles and lists (imports among them), of
the first pass, and of the second. langdetect (`detect_langs`, its plain call) remembers nothing: one pass is measured.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import time
from itertools import cycle, permutations
from pathlib import Path
from statistics import median

from benchmarks.machine import print_head

ROOT = Path(__file__).resolve().parents[1]
TEXTS = 420


def generate(seed: int) -> list[tuple[str, str]]:
    """Texts and their target languages, from sentences on which no constant was chosen."""
    sys.path.insert(0, str(ROOT / "tests" / "reward_server" / "rewards"))  # the generator lives with the tests
    import code_mixing as mixing  # type: ignore[import-not-found]

    pairs = list(permutations(mixing.LANGUAGES, 2))
    random.Random(seed).shuffle(pairs)
    chosen = zip(range(TEXTS), cycle(pairs), strict=False)
    return [(mixing.mixed(*pair, seed + number // len(pairs), "held_out").text, pair[0]) for number, pair in chosen]


def ours(texts: list[tuple[str, str]]) -> list[float]:
    start = time.process_time()
    from reward_server.rewards.language_id import share, warm

    warm()
    seconds = [time.process_time() - start]
    for _ in range(2):
        start = time.process_time()
        for text, target in texts:
            share(text, target)
        seconds.append(time.process_time() - start)
    return seconds


def langdetect(texts: list[tuple[str, str]]) -> list[float]:
    start = time.process_time()
    from langdetect import DetectorFactory, detect_langs

    DetectorFactory.seed = 0
    detect_langs("A first call loads the profiles.")
    seconds = [time.process_time() - start]
    start = time.process_time()
    for text, _ in texts:
        detect_langs(text)
    return [*seconds, time.process_time() - start]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=80_000)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--measure", choices=["ours", "langdetect"], help="one process, texts from standard input")
    arguments = parser.parse_args()
    if arguments.measure:
        measure = ours if arguments.measure == "ours" else langdetect
        print(json.dumps(measure(json.load(sys.stdin))))
        return
    texts = generate(arguments.seed)
    print_head("benchmarks.language_speed")
    characters = sum(len(text) for text, _ in texts)
    print(f"{len(texts)} texts, {characters:,} characters; CPU seconds and how many times as fast as langdetect\n")
    print("| repeat | langdetect: load, pass | ours: load, first pass, second | first pass | with the load | second |")
    print("|---" * 6 + "|")
    ratios = []
    for repeat in range(arguments.repeats):
        found = {}
        for name in ("ours", "langdetect") if repeat % 2 else ("langdetect", "ours"):
            run = subprocess.run(
                [sys.executable, "-m", "benchmarks.language_speed", "--measure", name],
                input=json.dumps(texts), capture_output=True, text=True, check=True, cwd=ROOT,
            )  # fmt: skip
            found[name] = json.loads(run.stdout)
        (load, once), (read, first, again) = found["langdetect"], found["ours"]
        ratios.append((once / first, (load + once) / (read + first), once / again))
        numbers = " | ".join(f"{one:.1f}" for one in ratios[-1])
        print(
            f"| {repeat + 1} | {load:.2f}, {once:.2f} | {read:.2f}, {first:.3f}, {again:.3f} | {numbers} |", flush=True
        )
    print("| median | | | " + " | ".join(f"{median(column):.1f}" for column in zip(*ratios, strict=True)) + " |")


if __name__ == "__main__":
    main()
