"""R1's stages on the tiny example, over several seeds, with and without the language reward.

    python -m sdk.train.toy.judge_server --port 8001 &
    REWARD_SERVER_JUDGE_URL=http://127.0.0.1:8001/v1 REWARD_SERVER_JUDGE_MODEL=scripted reward-server --port 8977 &
    python -m benchmarks.r1_tiny --url http://127.0.0.1:8977 --seeds 0 1 2 --folder runs/r1_tiny_seeds

Every figure is of at least 1,000 questions never trained on, one sampled completion each, scored by the service. Runs
that are there already are read, not repeated; interrupted ones are gone on with.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from benchmarks.machine import print_head
from sdk.data.rows import read_journal
from sdk.train.config.load import load_config
from sdk.train.config.schema import Config
from sdk.train.launch.whole_run import train
from sdk.train.run.checkpoint import complete, load

EXAMPLE = Path(__file__).parent.parent / "examples" / "r1_tiny.yaml"
WITHOUT = "{accuracy: 1.0, format: 0.1, language: 0.0}"
COLUMNS = ("accuracy", "format", "language", "helpfulness", "harmlessness")
Figures = dict[str, float]


def main() -> None:
    options = _parser().parse_args()
    print_head("benchmarks.r1_tiny")
    rows = [measure(seed, options.url, options.folder, options.settings) for seed in options.seeds]
    print(table(rows))
    (options.folder / "figures.json").write_text(json.dumps(rows, indent=2) + "\n")


def measure(seed: int, url: str, folder: Path, settings: list[str]) -> dict[str, Any]:
    whole = folder / f"seed{seed}"
    common = [f"seed={seed}", f"reward.url={url}", *settings]
    once(load_config(EXAMPLE, [*common, f"output_dir={whole}"]))
    without = folder / f"seed{seed}_without_language_reward"
    once(load_config(EXAMPLE, [*common, f"output_dir={without}", f"stages=[{without_language(whole)}]"]))
    figures = {name: ends(whole, name) for name in ("bilingual_base", "r1_zero", "cold_start", "reasoning_rl")}
    later = ("sft_on_traces", "all_scenario_rl", "student_base", "distill", "student_rl")
    figures |= {name: ends(whole, name) for name in later}
    figures["without_language_reward"] = ends(without, "reasoning_rl")
    seconds = sum(one.get("seconds/step", 0.0) for one in read_journal(whole / "metrics.jsonl"))
    return {"seed": seed, "seconds_of_steps": round(seconds), **figures}


def without_language(whole: Path) -> str:
    """The stage as in the example but for the language's weight, from the same cold start."""
    stages = load_config(EXAMPLE).stages
    own = next(one["reasoning_rl"] for one in stages if isinstance(one, dict) and "reasoning_rl" in one)
    start = sorted((whole / "stages").glob("*-cold_start"))[0] / "model"
    kept = ", ".join(f"{name}: {value}" for name, value in own.items() if name != "reward.rewards")
    return f"{{reasoning_rl: {{{kept}, reward.rewards: {WITHOUT}, start_from: {start}}}}}"


def once(config: Config) -> None:
    found = complete(config.output_dir / "checkpoints")
    done = bool(found) and load(found[-1])["stage"] >= len(config.stages)
    if not done and not train(config):
        raise SystemExit("stopped and saved: the same command goes on")


def ends(folder: Path, stage: str) -> dict[str, Figures]:
    """The first and the last evaluation of a stage."""
    found = [one for one in read_journal(folder / "metrics.jsonl") if one["kind"] == "eval" and one["stage"] == stage]
    kept = (*COLUMNS, "questions")
    return {
        when: {name: one[name] for name in kept if name in one}
        for when, one in (("before", found[0]), ("after", found[-1]))
    }


def table(rows: list[dict[str, Any]]) -> str:
    lines = [f"{'seed':>4} {'stage':<26}" + "".join(f"{one:>16}" for one in COLUMNS) + f"{'questions':>11}"]
    for row in rows:
        for stage, measured in row.items():
            if isinstance(measured, dict):
                moves = "".join(f"{_move(measured, one):>16}" for one in COLUMNS)
                lines.append(f"{row['seed']:>4} {stage:<26}{moves}{measured['after']['questions']:>9}")
    return "\n".join(lines)


def _move(measured: dict[str, Figures], name: str) -> str:
    if name not in measured["after"]:
        return "-"
    return f"{measured['before'][name]:.3f} -> {measured['after'][name]:.3f}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--url", required=True, help="the reward service")
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument("--folder", type=Path, default=Path("runs/r1_tiny_seeds"))
    parser.add_argument("settings", nargs="*", help="settings over the example's: steps=50")
    return parser


if __name__ == "__main__":
    main()
