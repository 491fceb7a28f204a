"""The same training under two judges: this project's, and Math-Verify 0.9.0, where answers come in many notations.

    reward-server --port 8977 &
    python -m benchmarks.two_judges --url http://127.0.0.1:8977            # 5 seeds: half an hour on two cores
    python -m benchmarks.two_judges --url http://127.0.0.1:8977 --table    # what is there so far

A question has one value, its ground truth is that value in one notation, drawn at random as data sets have them, and
the base answers in any: `7/4`, `1.75`, `1\\frac{3}{4}`; `[3,8]`, `3 \\le x \\le 8`. Both runs of a seed start from
one base, which is right about one time in four, and draw the same questions; the judge alone differs. Accuracy is
neither judge's: all notations of a value are known where the question is made, and an answer is right if it is one of
them. Runs that are there already are read, not repeated.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from benchmarks.machine import print_head
from benchmarks.methods import interval
from benchmarks.r1_tiny import EXAMPLE as _R1_TINY
from benchmarks.r1_tiny import once
from sdk import RewardClient
from sdk.train.config.load import load_config
from sdk.train.report.records import read_chapters
from sdk.train.toy.arithmetic import Sum, draw_sum

EXAMPLE = _R1_TINY.with_name("arithmetic.yaml")
PEER = Path(__file__).parent / "math_verify.py"
JUDGES = ("assay", "math_verify")
TRUTHS = "TWO_JUDGES_NOTATIONS"
"""The file of all questions' notations, for the function `right`, which is called in the training process."""
QUESTIONS, TEXTS = 6000, 24000
GUESSES = 0.72
"""Of the base's texts that name a wrong value."""
WIDTH = 5
"""Of the ranges."""
ONE_AT_A_TIME = threading.Lock()
"""Of what is asked of Math-Verify."""
Result = dict[str, Any]


# -- the task ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Kind:
    question: str
    """With `{sum}` for the sum that is to be worked out."""
    notations: Callable[[int], list[str]]
    """Of the value that the question has where the sum comes to this."""


def quarters(total: int) -> list[str]:
    value = Fraction(total, 4)
    whole, rest = divmod(value.numerator, value.denominator)
    found = [f"{float(value):g}", f"{25 * total}\\%"]
    if value.denominator > 1:
        found += [f"\\frac{{{value.numerator}}}{{{value.denominator}}}", f"{value.numerator}/{value.denominator}"]
        found += [f"{whole}\\frac{{{rest}}}{{{value.denominator}}}"] if whole else []
    return found


def closed(low: int) -> list[str]:
    high = low + WIDTH
    found = [f"[{low},{high}]", f"x\\in[{low},{high}]", f"{low}\\le x\\le {high}", f"{high}\\ge x\\ge {low}"]
    return [*found, f"\\{{x\\mid {low}\\le x\\le {high}\\}}"]


def open_above(low: int) -> list[str]:
    return [f"x>{low}", f"{low}<x", f"({low},\\infty)", f"x\\in({low},\\infty)", f"({low},+\\infty)"]


def two_values(middle: int) -> list[str]:
    low, high = middle - 2, middle + 2
    found = [f"\\{{{low},{high}\\}}", f"x={low}\\text{{ or }}x={high}", f"{low},{high}", f"{low}\\text{{ and }}{high}"]
    return [*found, f"x\\in\\{{{low},{high}\\}}", f"{middle}\\pm 2"]


def metres(total: int) -> list[str]:
    return [f"{total}\\text{{ m}}", f"{total} m", f"{100 * total}\\text{{ cm}}", f"{total}\\mathrm{{m}}"]


def plain(total: int) -> list[str]:
    return [f"{total}", f"{total}.0", f"x={total}", f"\\text{{{total}}}"]


KINDS = {
    "number": Kind("What is x = {sum}?", plain),
    "quarters": Kind("What is a quarter of {sum}?", quarters),
    "range": Kind("Which x are at least {sum} and at most 5 more?", closed),
    "half line": Kind("Which x are more than {sum}?", open_above),
    "two values": Kind("Which x are 2 away from {sum}?", two_values),
    "length": Kind("How long are {sum} metres?", metres),
}


@dataclass(frozen=True)
class Task:
    kind: str
    sum: Sum

    @property
    def question(self) -> str:
        expression = self.sum.question.removeprefix("What is ").removesuffix("?")
        return KINDS[self.kind].question.format(sum=expression)

    @property
    def notations(self) -> list[str]:
        return KINDS[self.kind].notations(self.sum.total)

    def text(self, source: random.Random) -> str:
        """Of the base's corpus: how to think is seen there, and seldom ends in the right value."""
        wrong = source.random() < GUESSES
        total = max(0, self.sum.total + source.choice([-3, -2, -1, 1, 2, 3])) if wrong else self.sum.total
        steps = self.sum.steps[: source.randint(0, len(self.sum.steps) - 1)] if wrong else self.sum.steps
        return (
            f" <think> {' '.join(steps)} </think> <answer> {source.choice(KINDS[self.kind].notations(total))} </answer>"
        )


def tasks(seed: str, count: int) -> list[Task]:
    """Different ones."""
    source = random.Random(seed)
    found: dict[str, Task] = {}
    while len(found) < count:
        one = Task(source.choice(list(KINDS)), draw_sum(source))
        found[one.question] = one
    return list(found.values())


def write_data(folder: Path, seed: int) -> None:
    """`base.jsonl` to imitate, `questions.jsonl` to train and to be evaluated on, `notations.json` of their values."""
    folder.mkdir(parents=True, exist_ok=True)
    source = random.Random(f"texts {seed}")
    made = tasks(f"questions {seed}", QUESTIONS)
    rows = [{"question": one.question, "ground_truth": source.choice(one.notations)} for one in made]
    drawn = [source.choice(made) for _ in range(TEXTS)]
    corpus = [{"question": one.question, "solution": one.text(source)} for one in drawn]
    for name, lines in (("questions", rows), ("base", corpus)):
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    (folder / "notations.json").write_text(json.dumps({one.question: one.notations for one in made}))


# -- the judges as reward functions ----------------------------------------------------------------------------------


def said(completion: str) -> str:
    return completion.rpartition("<answer>")[2].partition("</answer>")[0].strip()


def right(prompts: Sequence[str], completions: Sequence[str], **_: Any) -> list[float]:
    """Neither judge's: whether it is one of the value's notations, spaces aside."""
    return [float(bare(said(text)) in known(prompt)) for prompt, text in zip(prompts, completions, strict=True)]


def bare(answer: str) -> str:
    return answer.replace(" ", "")


@cache
def known(prompt: str) -> frozenset[str]:
    return frozenset(map(bare, _all_notations()[prompt]))


@cache
def _all_notations() -> dict[str, list[str]]:
    return dict(json.loads(Path(os.environ[TRUTHS]).read_text()))


def math_verify(completions: Sequence[str], ground_truth: Sequence[Any], **_: Any) -> list[float]:
    """Ground truth and answer boxed, as its authors ask for."""
    truths = [one[0] if isinstance(one, list) else one for one in ground_truth]
    return [_verified(str(truth), said(text)) for truth, text in zip(truths, completions, strict=True)]


@cache
def _verified(truth: str, answer: str) -> float:
    peer = _peer()
    assert peer.stdin is not None
    assert peer.stdout is not None
    with ONE_AT_A_TIME:
        peer.stdin.write(json.dumps({"truth": truth, "answer": answer, "feature": "boxed"}) + "\n")
        peer.stdin.flush()
        return float(json.loads(peer.stdout.readline()))


@cache
def _peer() -> subprocess.Popen[str]:
    """In an environment of its own: its antlr is not latex2sympy2's."""
    from benchmarks.math_verify import peer_python

    loop = (
        "import json, logging, sys; logging.disable(logging.CRITICAL); sys.path.insert(0, '.')\n"
        "from benchmarks.math_verify import math_verify\n"
        "verdicts, sys.stdout = sys.stdout, sys.stderr\n"  # it prints as it parses
        "for line in sys.stdin: print(json.dumps(math_verify(json.loads(line))), file=verdicts, flush=True)"
    )
    return subprocess.Popen(
        [peer_python(), "-c", loop], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=PEER.parents[1]
    )


# -- what the judges say of the task itself ----------------------------------------------------------------------------


def agreement(url: str) -> list[str]:
    """A table of what each judge accepts: pairs of notations of one value, and of two values next to each other."""
    lines = ["| kind | same value, accepted: assay | Math-Verify | other value, accepted: assay | Math-Verify |"]
    lines.append("|---|---|---|---|---|")
    with RewardClient(url, timeout_s=300) as client:
        for name, kind in KINDS.items():
            totals = range(3, 15)
            same, other = (
                [pair for one in totals for pair in product(kind.notations(one), kind.notations(one + step))]
                for step in (0, 1)
            )
            cells = [figure for pairs in (same, other) for figure in (_ours(client, pairs), _theirs(pairs))]
            lines.append(f"| {name} | {' | '.join(cells)} |")
    return lines


def _ours(client: RewardClient, pairs: Sequence[tuple[str, str]]) -> str:
    items = [{"ground_truth": truth, "completion": f"<answer>{answer}</answer>"} for truth, answer in pairs]
    return _share(client.score(items, rewards={"accuracy": 1.0}).rewards)


def _theirs(pairs: Sequence[tuple[str, str]]) -> str:
    return _share([_verified(truth, answer) for truth, answer in pairs])


def _share(scores: Sequence[float | None]) -> str:
    return f"{sum(one == 1 for one in scores)} of {len(scores)}"


# -- runs ----------------------------------------------------------------------------------------------------------


def measured(judge: str, seed: int, options: argparse.Namespace) -> Result:
    folder = options.folder / f"seed{seed}"
    if not (folder / "notations.json").exists():
        write_data(folder, seed)
    os.environ[TRUTHS] = str(folder / "notations.json")
    _all_notations.cache_clear()
    known.cache_clear()
    common = [f"seed={seed}", f"reward.url={options.url}", "device=cpu", "eval.problems=600", "eval.every=1000"]
    common += ['problems.template="{question}"', "model.vocab_size=420"]
    base = folder / "base"
    given = ["stages=[sft]", f"problems.source={folder / 'base.jsonl'}", "problems.solution_column=solution"]
    sft = [f"sft.steps={options.base_steps}", "sft.batch_size=64", "sft.optimizer=muon", "sft.learning_rate=5e-3"]
    once(load_config(EXAMPLE, [*common, *given, *sft, "problems.ground_truth_column=null", f"output_dir={base}"]))
    run = folder / judge
    weights = {"assay": "reward.rewards={accuracy: 1.0, format: 0.1}", "math_verify": "reward.rewards={format: 0.1}"}
    functions = {"benchmarks.two_judges:right": 0.0}
    functions |= {"benchmarks.two_judges:math_verify": 1.0} if judge == "math_verify" else {}
    settings = [f"model.name_or_path={base / 'stages' / '00-sft' / 'model'}", f"steps={options.steps}"]
    settings += [f"problems.source={folder / 'questions.jsonl'}", weights[judge], "stages=[reasoning_rl]"]
    once(load_config(EXAMPLE, [*common, *settings, f"reward.python={json.dumps(functions)}", f"output_dir={run}"]))
    chapter = read_chapters(run)[0]
    ends = chapter.evaluations[0], chapter.evaluations[-1]
    return {
        "judge": judge, "seed": seed, "steps": options.steps,
        "before": ends[0]["right"], "accuracy": ends[1]["right"],
        "curve": [one["reward/right"] for one in chapter.steps],
    }  # fmt: skip


def main() -> int:
    options = _parser().parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    print_head("benchmarks.two_judges")
    print("\n".join(agreement(options.url)), flush=True)
    results = []
    for seed, judge in product(options.seeds, JUDGES):
        path = options.folder / f"seed{seed}" / f"{judge}-{options.steps}.json"
        if not path.exists() and not options.table:
            path.parent.mkdir(parents=True, exist_ok=True)
            result = measured(judge, seed, options)
            path.write_text(json.dumps(result))
            print(f"seed {seed}, {judge}: {result['before']:.3f} to {result['accuracy']:.3f}", flush=True)
        results += [json.loads(path.read_text())] if path.exists() else []
    print(table(results))
    return 0


def table(results: Sequence[Result]) -> str:
    lines = ["| judge | base | after | by seed |", "|---|---|---|---|"]
    by_judge = {judge: [one for one in results if one["judge"] == judge] for judge in JUDGES}
    for judge, own in by_judge.items():
        if own:
            means = [interval([one[when] for one in own]) for when in ("before", "accuracy")]
            lines.append(
                f"| {judge} | {' | '.join(means)} | {' '.join(format(one['accuracy'], '.3f') for one in own)} |"
            )
    ours, theirs = ({one["seed"]: one["accuracy"] for one in by_judge[judge]} for judge in JUDGES)
    both = [ours[seed] - theirs[seed] for seed in sorted(ours.keys() & theirs.keys())]
    if both:
        lines.append(f"\ndifference, seed by seed: {interval(both)}")
    return "\n".join(lines)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", required=True, help="the reward service")
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2, 3, 4])
    parser.add_argument("--steps", type=int, default=100, help="updates of a run")
    parser.add_argument("--base-steps", type=int, default=1200, help="of the base's pre-training")
    parser.add_argument("--folder", type=Path, default=Path("runs/two_judges"))
    parser.add_argument("--table", action="store_true", help="print what there is, start nothing")
    return parser


if __name__ == "__main__":
    sys.exit(main())
