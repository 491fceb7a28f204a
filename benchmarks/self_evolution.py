"""Longer thinking, found by training: several bases, several seeds of each, nobody choosing a checkpoint by eye.

    reward-server --port 8977 &
    python -m benchmarks.self_evolution --url http://127.0.0.1:8977 --bases 3 --seeds 3 --picture curves.svg

Every run goes from the base's first answers to the last step of `examples/self_evolution.yaml`. A run that is there
already is read, not repeated; an interrupted one is gone on with. Length and words of reflection are of the first
step's completions, which the base still gives, and the mean of the last TENTH of the steps'. Accuracy is that of the
first and the last evaluation on held-out questions (`usual`: three signs, as trained on; `harder`: four, never paid).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from statistics import mean
from typing import Any

from benchmarks.machine import print_head
from benchmarks.r1_tiny import once
from sdk.data.rows import read_journal
from sdk.train.config.load import load_config
from sdk.train.errors import TrainError
from sdk.train.run.checkpoint import complete

EXAMPLE = Path(__file__).parent.parent / "examples" / "self_evolution.yaml"
TENTH = 0.1
"""Of the steps, over which the last responses are averaged."""
LONGER, BETTER = 2.0, 0.4
"""What a run should bring: responses this many times as long, accuracy this much higher."""
Row = dict[str, Any]
CURVES = {
    "completion_tokens": "tokens a response",
    "reflection_words": "words of reflection a response",
    "accuracy/usual": "right, three signs",
    "accuracy/harder": "right, four signs (never rewarded)",
}


def main() -> None:
    options = _parser().parse_args()
    print_head("benchmarks.self_evolution")
    rows: list[Row] = []
    for seed in range(options.seeds):
        for base in range(options.bases):
            rows.append(measure(base, seed, options))
            print(json.dumps({name: one for name, one in rows[-1].items() if name != "curves"}), flush=True)
    good = sum(one.get("good", False) for one in rows)
    print(f"{good} of {len(rows)} runs: at least {LONGER:g} times as long, and {BETTER:g} more of the usual ones right")
    if options.picture:
        draw([one for one in rows if "curves" in one], options.picture)


def measure(base: int, seed: int, options: argparse.Namespace) -> Row:
    common = [f"reward.url={options.url}", *options.settings]
    model = options.folder / f"base{base}"
    run = options.folder / f"base{base}_seed{seed}{options.name}"
    try:
        once(load_config(EXAMPLE, [*common, f"seed={base}", "stages=[signs_base]", f"output_dir={model}"]))
        start = complete(model / "checkpoints")[-1] / "model"
        stage = f"stages=[{{reasoning_rl: {{start_from: {start}}}}}]"
        once(load_config(EXAMPLE, [*common, f"seed={100 * (base + 1) + seed}", stage, f"output_dir={run}"]))
    except TrainError as error:
        return {"base": base, "seed": seed, "good": False, "failed": str(error)}
    figures = curves(run)
    ends = {name: _ends(points, name) for name, points in figures.items()}
    (short, long), (before, after) = ends["completion_tokens"], ends["accuracy/usual"]
    seconds = {part: round(_seconds(folder)) for part, folder in (("base", model), ("training", run))}
    good = long >= LONGER * short and after - before >= BETTER
    return {"base": base, "seed": seed, "good": good, **ends, "seconds": seconds, "curves": figures}


def curves(run: Path) -> dict[str, list[tuple[float, float]]]:
    """Points (step, value) by name, of a run's journal."""
    journal = list(read_journal(run / "metrics.jsonl"))
    steps = [one for one in journal if one["kind"] == "step"]
    evals = [one for one in journal if one["kind"] == "eval"]
    found = {name: [(one["step"], one[name]) for one in steps] for name in ("completion_tokens", "reflection_words")}
    for source in ("usual", "harder"):
        key = f"source/{source}/accuracy"
        found[f"accuracy/{source}"] = [(one["step"], one[key]) for one in evals if key in one]
    return found


def _ends(points: Sequence[tuple[float, float]], name: str) -> tuple[float, float]:
    """Values at the beginning and at the end."""
    values = [value for _, value in points]
    count = 1 if name.startswith("accuracy") else max(1, round(TENTH * len(values)))
    return round(values[0], 3), round(mean(values[-count:]), 3)


def _seconds(run: Path) -> float:
    """Of all steps; evaluations come on top."""
    return float(sum(one.get("seconds/step", 0.0) for one in read_journal(run / "metrics.jsonl")))


def draw(rows: Sequence[Row], out: Path) -> None:
    """One panel a curve, as R1's paper draws them: each run faintly, their mean over them."""
    from matplotlib.figure import Figure

    picture = Figure(figsize=(12, 3), layout="constrained")
    for axis, (name, label) in zip(picture.subplots(1, len(CURVES)), CURVES.items(), strict=True):
        for row in rows:
            axis.plot(*zip(*row["curves"][name], strict=True), color="#2563eb", alpha=0.25, linewidth=0.8)
        steps = [step for step, _ in rows[0]["curves"][name]]
        middle = [mean(row["curves"][name][at][1] for row in rows) for at in range(len(steps))]
        axis.plot(steps, middle, color="#2563eb", linewidth=2)
        axis.set_title(label, fontsize=9)
        axis.set_xlabel("step", fontsize=8)
        axis.set_ylim(bottom=0)
        axis.spines[["top", "right"]].set_visible(False)
    picture.savefig(out, metadata={"Date": None, "Creator": None} if out.suffix == ".svg" else None, dpi=150)
    print(out)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--url", required=True, help="the reward service")
    parser.add_argument("--bases", type=int, default=3, help="bases, each of a seed of its own")
    parser.add_argument("--seeds", type=int, default=3, help="runs from each base")
    parser.add_argument("--folder", type=Path, default=Path("runs/self_evolution_seeds"))
    parser.add_argument("--name", default="", help="appended to the folders of runs with other settings: _budget")
    parser.add_argument("--picture", type=Path, help="draw the curves of all runs into this file (.svg or .png)")
    parser.add_argument("settings", nargs="*", help="settings over the example's: steps=50")
    return parser


if __name__ == "__main__":
    main()
