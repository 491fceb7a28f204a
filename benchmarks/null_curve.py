"""What lost scores cost: accuracy after training where a share of the scores is lost, by what is done about a loss.

    python -m benchmarks.null_curve                              # 80 runs: 5 seeds, 0, 5, 15 and 30 % lost, 5 policies
    python -m benchmarks.null_curve --shares 0 0.3 --seeds 0 1   # fewer
    python -m benchmarks.null_curve --table                      # what is there so far

Each score of a training completion is lost by itself with the same probability, whatever the completion is worth, as by
a worker that dies; evaluations lose nothing. The policies:

    zero       a lost score is paid as 0, as a wrong answer
    mean       a lost score becomes the mean of the known rewards of its group
    dropped    a lost score is null, and the completion takes no part (what the training loop does)
    resampled  dropped, and each group has that many more completions that as many as before are expected to be known
    retried    a lost score is asked for again, up to 3 times in all; what is still lost is dropped

All runs of a seed start from one weak base, and a run without losses is every policy's. A line is written for each run
into `results.jsonl` of the folder; what is there is read, not repeated. Seeds are the innermost loop, so that an
interrupted command has every seed of the shares that it came to.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.machine import print_head
from benchmarks.methods import EXAMPLE, WINDOW, curve, interval, write
from sdk import AsyncRewardClient, Item, ItemResult, ScoreResult, Template
from sdk.integrations.base import with_group_means
from sdk.train.config.load import load_config
from sdk.train.config.schema import Config
from sdk.train.launch.whole_run import train
from sdk.train.report.display import silent
from sdk.train.report.records import read_chapters
from sdk.train.scoring.scorer import Client

POLICIES = ("zero", "mean", "dropped", "resampled", "retried")
TRIES = 3
"""Of `retried`."""
Result = dict[str, Any]


class Cell(NamedTuple):
    policy: str
    """`none` where nothing is lost."""
    share: float
    seed: int


class Lossy:
    """A client that loses scores of training completions by chance, and does about it what the policy says."""

    def __init__(self, client: Client, cell: Cell) -> None:
        self._client, self._policy = client, cell.policy
        self._share = cell.share ** (TRIES if cell.policy == "retried" else 1)
        self._random = random.Random(f"{cell.seed} {cell.share}")

    async def score(
        self,
        items: Sequence[Item],
        *,
        rewards: Mapping[str, float | dict[str, Any]] | None = None,
        template: Template | None = None,
        timeout_s: float | None = None,
    ) -> ScoreResult:
        sizes = Counter(one.group_id for one in items)  # a group of one is an evaluation's
        lost = [sizes[one.group_id] > 1 and self._random.random() < self._share for one in items]
        result = await self._client.score(items, rewards=rewards, template=template, timeout_s=timeout_s)
        return self.altered(items, result, lost)

    def altered(self, items: Sequence[Item], result: ScoreResult, lost: Sequence[bool]) -> ScoreResult:
        """What the loop gets to see of the scores."""
        known = [None if gone else one.reward for one, gone in zip(result.items, lost, strict=True)]
        paid = self._paid(known, [one.group_id for one in items])
        scored = [changed(*each) for each in zip(result.items, paid, lost, strict=True)]
        return ScoreResult(scored, [one.reward for one in scored], result.version, result.seconds)

    def _paid(self, known: Sequence[float | None], groups: Sequence[Any]) -> list[float | None]:
        if self._policy == "zero":
            return [one or 0.0 for one in known]
        return with_group_means(known, groups) if self._policy == "mean" else list(known)

    async def wait_until_ready(self, timeout_s: float = 60.0) -> None:
        await self._client.wait_until_ready(timeout_s)

    async def aclose(self) -> None:
        await self._client.aclose()


def changed(result: ItemResult, reward: float | None, lost: bool) -> ItemResult:
    """The components stay as they were: they are what the metrics show of the completions themselves."""
    return result.model_copy(update={"reward": reward}) if lost else result


def main() -> int:
    options = _parser().parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    print_head("benchmarks.null_curve")
    for cell in plan(options):
        if not options.table and found(options, cell) is None:
            result = measured(cell, options)
            write(options.folder / "results.jsonl", result)
            print(f"{cell.policy}, {cell.share:.0%} lost, seed {cell.seed}: {result['accuracy']:.3f}", flush=True)
    results = [one for cell in plan(options) if (one := found(options, cell)) is not None]
    if not results:
        print("no run is finished yet")
        return 1
    print(f"\n{table(results)}\n\npicture: {draw(results, options.folder / 'null_curve.png')}")
    return 0


def plan(options: Any) -> list[Cell]:
    """Without losses first, then the largest share."""
    shares = sorted(options.shares, key=lambda share: (share > 0, -share))
    return [
        Cell(policy, share, seed)
        for share in shares
        for policy in (options.policies if share else ["none"])
        for seed in options.seeds
    ]


def found(options: Any, cell: Cell) -> Result | None:
    path, wanted = options.folder / "results.jsonl", (*cell, options.steps)
    lines = path.read_text().splitlines() if path.exists() else []
    keys = ("policy", "share", "seed", "steps")
    matching = [one for one in map(json.loads, lines) if tuple(one[key] for key in keys) == wanted]
    return matching[-1] if matching else None


def measured(cell: Cell, options: Any) -> Result:
    folder = options.folder / f"seed{cell.seed}"
    common = [f"seed={cell.seed}", f"eval.problems={options.questions}", f"eval.every={options.steps}", "device=cpu"]
    base = folder / "base"
    if not (base / "report.html").exists():
        config = load_config(EXAMPLE, [*common, "stages=[weak_base]", f"output_dir={base}"])
        run(config, Cell("none", 0.0, cell.seed), options.url)
    start = base / "stages" / "00-weak_base" / "model"
    own = folder / f"{cell.policy}-{cell.share:g}-{options.steps}"
    size = load_config(EXAMPLE, []).rollout.group_size
    wanted = round(size / (1 - cell.share)) if cell.policy == "resampled" else size
    settings = [f"steps={options.steps}", f"rollout.group_size={wanted}", "reward.max_null_share=1"]
    stage = ["stages=[reasoning_rl]", f"model.name_or_path={start}", f"output_dir={own}"]
    config = load_config(EXAMPLE, [*common, *settings, *stage])
    run(config, cell, options.url)
    chapter = read_chapters(own)[0]
    line = curve(chapter, config.rollout.prompts_per_step * wanted)
    return {
        **cell._asdict(), "steps": options.steps,
        "before": chapter.evaluations[0]["accuracy"], "accuracy": chapter.evaluations[-1]["accuracy"],
        "nulls": statistics.fmean(one["null_share"] for one in chapter.steps),
        "tokens": line[-1][0], "curve": line,
    }  # fmt: skip


def run(config: Config, cell: Cell, url: str | None) -> None:
    client = AsyncRewardClient.local() if url is None else AsyncRewardClient(url)
    if not train(config, Lossy(client, cell), silent()):
        raise SystemExit("stopped and saved: the same command goes on")


def table(results: Sequence[Result]) -> str:
    shares = sorted({one["share"] for one in results})
    lines = [["policy", *[f"{share:.0%} lost" for share in shares]], ["---"] * (len(shares) + 1)]
    for policy in POLICIES:
        own = [of(results, policy, share) for share in shares]
        if any(own[1:]):
            lines.append([policy, *[f"{interval(values)} ({len(values)})" if values else "" for values in own]])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def of(results: Sequence[Result], policy: str, share: float) -> list[float]:
    """Accuracy of each seed; without losses every policy is the same run."""
    wanted = (policy if share else "none", share)
    return [one["accuracy"] for one in results if (one["policy"], one["share"]) == wanted]


def draw(results: Sequence[Result], path: Path) -> Path:
    """Left: accuracy by the share that is lost. Right: the curves of the largest share, the mean over seeds."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8.4, 3.4), layout="constrained")
    ends, course = figure.subplots(1, 2)
    shares = sorted({one["share"] for one in results})
    for colour, policy in enumerate(POLICIES):
        drawn = [(share, values) for share in shares if (values := of(results, policy, share))]
        if len(drawn) < 2:
            continue
        middles = [100 * share + 0.3 * (colour - 2) for share, _ in drawn]
        means = [statistics.fmean(values) for _, values in drawn]
        low = [mean - min(values) for mean, (_, values) in zip(means, drawn, strict=True)]
        high = [max(values) - mean for mean, (_, values) in zip(means, drawn, strict=True)]
        ends.errorbar(middles, means, yerr=[low, high], marker="o", markersize=4, label=policy, color=f"C{colour}")
        _course(course, [one for one in results if (one["policy"], one["share"]) == (policy, shares[-1])], f"C{colour}")
    _course(course, [one for one in results if one["share"] == 0], "0.5")
    ends.set(xlabel="% of scores lost", ylabel="accuracy, never trained on", title="mean, lowest and highest seed")
    course.set(xlabel="step", ylabel="accuracy of samples", title=f"{shares[-1]:.0%} lost; grey: none")
    ends.legend(fontsize=8)
    figure.savefig(path, dpi=110)
    return path


def _course(panel: Any, results: Sequence[Result], colour: str) -> None:
    if results:
        lines = [[accuracy for _, accuracy in one["curve"]] for one in results]
        means = [statistics.fmean(each) for each in zip(*lines, strict=True)]
        panel.plot(range(WINDOW, WINDOW + len(means)), means, color=colour, linewidth=1.2)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2, 3, 4])
    parser.add_argument("--shares", type=float, nargs="+", default=[0.0, 0.05, 0.15, 0.3], help="of scores lost")
    parser.add_argument("--policies", nargs="+", choices=POLICIES, default=list(POLICIES), metavar="POLICY")
    parser.add_argument("--steps", type=int, default=40, help="updates of a run")
    parser.add_argument("--questions", type=int, default=500, help="of an evaluation")
    parser.add_argument("--folder", type=Path, default=Path("runs/null_curve"))
    parser.add_argument("--url", help="a reward service; without it each run starts one, which costs some 10 s")
    parser.add_argument("--table", action="store_true", help="print what there is, start nothing")
    return parser


if __name__ == "__main__":
    sys.exit(main())
