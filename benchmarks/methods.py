"""Every method of the trainer side by side: the arithmetic example, one weak base a seed, the same rewards and budget.

    python -m benchmarks.methods                       # 5 seeds, and 3 of them with other learning rates: hours
    python -m benchmarks.methods --seeds 0 1 2 --rates 1

Each run is a process of its own and leaves a line in `results.jsonl` of the folder; what is there is read, not
repeated, and an interrupted run is gone on with. The budget is a number of steps, each of 8 questions with 16
completions and one update, so that methods differ in the tokens sampled only by how long their completions become. The
table is printed, and the curves are drawn into `methods.png`. Rewards are computed in the process unless --url names a
service.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.machine import print_head
from benchmarks.r1_tiny import EXAMPLE as _R1_TINY
from benchmarks.r1_tiny import once
from sdk.train.config.load import load_config
from sdk.train.launch.memory import stage_needs
from sdk.train.launch.stage_plan import planned_stages
from sdk.train.model.policy import load_policy
from sdk.train.report.records import Chapter, read_chapters

EXAMPLE = _R1_TINY.with_name("arithmetic.yaml")
METHODS: dict[str, list[str]] = {
    "grpo": ["stages=[reasoning_rl]"],
    "ppo": ["stages=[ppo]"],
    "dpo": ["stages=[dpo]"],
    "kto": ["stages=[kto]"],
    "apo_zero": ["stages=[apo_zero]"],
    "apo_down": ["stages=[apo_down]"],
    "dr_grpo": ["stages=[reasoning_rl]", "grpo.advantages=centred", "grpo.mean=constant"],
    "rloo": ["stages=[reasoning_rl]", "grpo.advantages=leave_one_out"],
    "reinforce_pp": ["stages=[reasoning_rl]", "grpo.advantages=batch"],
    "ppo_head": ["stages=[ppo]", "ppo.critic=head", "ppo.value_weight=0.1"],
    "dpo_all_pairs": ["stages=[dpo]", "preferences.pairing=all"],
    "grpo_fp8_sampler": ["stages=[reasoning_rl]", "rollout.fp8=true"],
    "grpo_fp8": ["stages=[reasoning_rl]", "model.fp8=true"],
}
PEAK_RATE = 1e-3
GOAL = 0.8
T_975 = {2: 12.706, 3: 4.303, 4: 3.182, 5: 2.776, 6: 2.571, 7: 2.447, 8: 2.365}
"""Student's t for so many seeds, for intervals of 95 %."""
WINDOW = 5
"""Steps over which the accuracy of sampled completions is averaged."""
Result = dict[str, Any]


def main() -> int:
    parser = _parser()
    options = parser.parse_args()
    if options.steps < WINDOW:
        parser.error(f"--steps {options.steps}: the curve is a mean over {WINDOW} steps, give as many at least")
    options.folder.mkdir(parents=True, exist_ok=True)
    if options.one is not None:
        write(options.folder / "results.jsonl", measured(options.one, options.seeds[0], options.rates[0], options))
        return 0
    print_head("benchmarks.methods")
    for method, seed, rate in plan(options):
        if not options.table and found(options, method, seed, rate) is None:
            run_apart(method, seed, rate, options)
    results = [one for key in plan(options) if (one := found(options, *key)) is not None]
    if not results:
        print("no run is finished yet")
        return 1
    print(table(results))
    if len(options.rates) > 1:
        print(f"\n{rates_table(results)}")
    print(f"\npicture: {draw(results, options.folder / 'methods.png')}")
    return 0


def plan(options: Any) -> list[tuple[str, int, float]]:
    """All methods with one seed before the next seed; other rates last, with the first three seeds."""
    first = [(method, seed, 1.0) for seed in options.seeds for method in options.methods if 1.0 in options.rates]
    others = [rate for rate in options.rates if rate != 1.0]
    return first + [(method, seed, rate) for seed in options.seeds[:3] for rate in others for method in options.methods]


def found(options: Any, method: str, seed: int, rate: float) -> Result | None:
    path, wanted = options.folder / "results.jsonl", (method, seed, rate, options.steps)
    lines = path.read_text().splitlines() if path.exists() else []
    matching = [
        one for one in map(json.loads, lines) if (one["method"], one["seed"], one["rate"], one["steps"]) == wanted
    ]
    return matching[-1] if matching else None


def run_apart(method: str, seed: int, rate: float, options: Any) -> None:
    """In a process of its own, whose peak of memory is its own."""
    given = ["--one", method, "--seeds", str(seed), "--rates", str(rate), "--steps", str(options.steps)]
    address = [] if options.url is None else ["--url", options.url]
    command = [sys.executable, "-m", "benchmarks.methods", *given, "--folder", str(options.folder), *address]
    began = time.perf_counter()
    with (options.folder / "log.txt").open("a") as log:
        status = subprocess.run(command, stdout=log, stderr=log, check=False).returncode
    said = "done" if status == 0 else f"ended with {status}, see {options.folder / 'log.txt'}"
    print(f"{method}, seed {seed}, rate x{rate:.3g}: {said} after {time.perf_counter() - began:.0f} s", flush=True)


def measured(method: str, seed: int, rate: float, options: Any) -> Result:
    folder = options.folder / f"seed{seed}"
    common = [f"seed={seed}", "eval.problems=500", f"eval.every={options.steps}", "device=cpu"]
    common += [] if options.url is None else [f"reward.url={options.url}"]
    once(load_config(EXAMPLE, [*common, "stages=[weak_base]", f"output_dir={folder / 'base'}"]))
    base = folder / "base" / "stages" / "00-weak_base" / "model"
    own = folder / f"{method}-{rate:.3g}-{options.steps}"
    settings = [f"model.name_or_path={base}", f"steps={options.steps}", f"optimizer.learning_rate={PEAK_RATE * rate}"]
    config = load_config(EXAMPLE, [*common, *settings, *METHODS[method], f"output_dir={own}"])
    once(config)
    chapter = read_chapters(own)[0]
    first, last = chapter.evaluations[0], chapter.evaluations[-1]
    [stage] = planned_stages(config)
    needs = stage_needs(config, load_policy(str(base), config.model, _cpu()), stage.declared.holds)
    return {
        "method": method, "seed": seed, "rate": rate, "steps": options.steps,
        "before": first["accuracy"], "accuracy": last["accuracy"], "format": last["format"],
        "step_s": statistics.median(one["seconds/step"] for one in chapter.steps),
        "learn_s": statistics.median(one["seconds/learn"] for one in chapter.steps),
        "rss_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "held_mib": needs.learning / 2**20,
        "curve": curve(chapter, config.rollout.prompts_per_step * config.rollout.group_size),
    }  # fmt: skip


def curve(chapter: Chapter, completions: int) -> list[tuple[int, float]]:
    """Tokens sampled up to a step, and the accuracy of the last `WINDOW` steps' completions."""
    tokens = [round(one["completion_tokens"] * completions) for one in chapter.steps]
    line = [one["reward/accuracy"] for one in chapter.steps]
    ends = range(WINDOW, len(line) + 1)
    return [(sum(tokens[:end]), statistics.fmean(line[end - WINDOW : end])) for end in ends]


def tokens_to(result: Result, accuracy: float = GOAL) -> int | None:
    return next((tokens for tokens, reached in result["curve"] if reached >= accuracy), None)


def interval(values: Sequence[float]) -> str:
    """The mean, and its interval over seeds where there are several."""
    mean = statistics.fmean(values)
    if len(values) < 2:
        return f"{mean:.3f}"
    half = T_975[min(len(values), max(T_975))] * statistics.stdev(values) / math.sqrt(len(values))
    return f"{mean:.3f} ± {half:.3f}"


def table(results: Sequence[Result]) -> str:
    heads = ["method", "seeds", "accuracy", "by seed", f"tokens to {GOAL}", "tokens", "s a step", "held MiB", "RSS MiB"]
    lines = [heads, ["---"] * len(heads)]
    base = {one["seed"]: one["before"] for one in results}
    lines.append(["the base", str(len(base)), interval(list(base.values())), by_seed(base), *[""] * (len(heads) - 4)])
    for method in dict.fromkeys(one["method"] for one in results):
        own = [one for one in results if one["method"] == method and one["rate"] == 1.0]
        if own:
            lines.append(row(method, own))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def row(method: str, own: Sequence[Result]) -> list[str]:
    reached = [one for one in map(tokens_to, own) if one is not None]
    goal = f"{statistics.median(reached):,.0f} ({len(reached)} of {len(own)})" if reached else f"none of {len(own)}"
    sampled = statistics.fmean(one["curve"][-1][0] for one in own)
    means = [statistics.fmean(one[name] for one in own) for name in ("step_s", "held_mib", "rss_mib")]
    accuracies = {one["seed"]: one["accuracy"] for one in own}
    figures = [f"{sampled:,.0f}", f"{means[0]:.2f}", f"{means[1]:.1f}", f"{means[2]:.0f}"]
    return [method, str(len(own)), interval(list(accuracies.values())), by_seed(accuracies), goal, *figures]


def by_seed(values: dict[int, float]) -> str:
    return " ".join(f"{values[seed]:.3f}" for seed in sorted(values))


def rates_table(results: Sequence[Result]) -> str:
    """Accuracy by the learning rate, of the seeds that all rates have."""
    rates = sorted({one["rate"] for one in results})
    lines = [["method", "seeds", *[f"rate x{rate:.3g}" for rate in rates]], ["---"] * (len(rates) + 2)]
    for method in dict.fromkeys(one["method"] for one in results):
        by_rate = [{one["seed"]: one["accuracy"] for one in results if key(one) == (method, rate)} for rate in rates]
        common = sorted(set.intersection(*map(set, by_rate)))
        if common:
            lines.append([method, str(len(common)), *[interval([own[seed] for seed in common]) for own in by_rate]])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def key(result: Result) -> tuple[str, float]:
    return result["method"], result["rate"]


def draw(results: Sequence[Result], path: Path) -> Path:
    """Accuracy of sampled completions over the tokens sampled, each seed a line and each method a panel."""
    from matplotlib.figure import Figure

    methods = list(dict.fromkeys(one["method"] for one in results))
    columns = min(4, len(methods))
    figure = Figure(figsize=(3.2 * columns, 2.5 * math.ceil(len(methods) / columns)), layout="constrained")
    panels = figure.subplots(math.ceil(len(methods) / columns), columns, sharex=True, sharey=True, squeeze=False)
    for panel in panels.flat[len(methods) :]:
        panel.set_visible(False)
    for method, panel in zip(methods, panels.flat, strict=False):
        for one in results:
            if one["rate"] == 1.0:
                other = one["method"] != method
                tokens, accuracy = zip(*one["curve"], strict=True)
                panel.plot(tokens, accuracy, color="0.88" if other else "C0", zorder=1 + (not other), linewidth=1.2)
        panel.axhline(GOAL, color="0.4", linewidth=0.6, linestyle=":")
        panel.set_title(method, fontsize=10)
        panel.set_ylim(0, 1)
    figure.supxlabel("completion tokens sampled", fontsize=9)
    figure.supylabel("accuracy of sampled completions", fontsize=9)
    figure.savefig(path, dpi=110)
    return path


def write(path: Path, result: Result) -> None:
    with path.open("a") as file:
        file.write(json.dumps(result) + "\n")


def _cpu() -> Any:
    import torch

    return torch.device("cpu")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2, 3, 4])
    parser.add_argument("--methods", nargs="+", choices=METHODS, default=list(METHODS), metavar="METHOD")
    parser.add_argument("--rates", type=float, nargs="+", default=[1.0, 1 / 3, 3.0], help="times the learning rate")
    parser.add_argument("--steps", type=int, default=100, help="updates of a run")
    parser.add_argument("--folder", type=Path, default=Path("runs/methods"))
    parser.add_argument("--url", help="the reward service; without it rewards are computed in the process")
    parser.add_argument("--table", action="store_true", help="print what there is, start nothing")
    parser.add_argument("--one", choices=METHODS, help=argparse.SUPPRESS)
    return parser


if __name__ == "__main__":
    sys.exit(main())
