"""`assay evaluate MODEL BENCHMARK ...`: how good a model is, with intervals, scored by the service.

`python -m sdk.train.evaluate` is the same command.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assay_rl.distribution import add_version, needs
from sdk.train.errors import TrainError

with needs("train"):
    from sdk.train.config.load import load_config, with_settings
    from sdk.train.config.schema import Config

BAD_INPUT = 2
DEFAULTS: dict[str, Any] = {
    "problems": {"template": "chat"},
    "rollout": {"temperature": 0.6, "top_p": 0.95, "max_new_tokens": 4096, "prompts_per_step": 4},
}
"""R1's settings, but for the length: its 32,768 tokens are for those who have them."""
EPILOG = """\
MODEL is a folder (a stage's `model/`, or any that transformers loads) or a name of the hub. BENCHMARK is a file of JSON
Lines, JSON or parquet, a folder of `datasets`, or hub:NAME. What it is, its columns tell: MATH-500 and AIME, GSM8K,
LiveCodeBench, HumanEval, MMLU, GPQA, or rows of your own with question and ground_truth or tests (and subject).

  assay evaluate runs/r1_tiny/stages/06-sft_on_traces/model questions.jsonl \\
      --config examples/r1_tiny.yaml --samples 16 --pass-at 4 16
  assay evaluate Qwen/Qwen2.5-1.5B-Instruct math500.jsonl gpqa.jsonl --samples 4 \\
      rollout.max_new_tokens=8192 --output scores.json --completions answers.jsonl

pass@1 is the mean of all samples, pass@k its unbiased estimate, cons@k the answer that most samples gave; each with its
95 % interval, questions drawn again. What could not be scored is counted as such and left out: it is no zero.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """0: done. 2: something the user can mend, told in one line."""
    options = _parser().parse_intermixed_args(arguments)
    try:
        settings = [one for one in options.benchmarks if "=" in one and not Path(one).exists()]
        sources = [one for one in options.benchmarks if one not in settings]
        if not sources:
            raise TrainError("no benchmark is named: give a file of questions")
        _evaluate(options, configured(options, settings), sources)
    except TrainError as error:
        print(f"error: {error}", file=sys.stderr)
        return BAD_INPUT
    return 0


def configured(options: argparse.Namespace, settings: Sequence[str]) -> Config:
    """The settings of a training run, or R1's for evaluation; the language and the format are reported unpaid."""
    config = load_config(options.config, settings, None if options.config else DEFAULTS)
    accuracy = config.reward.rewards.get("accuracy", 1.0)
    wanted: dict[str, Any] = {"reward.rewards": {"accuracy": accuracy, "format": 0.0, "language": 0.0}}
    if options.url is not None:
        wanted["reward.url"] = options.url
    return with_settings(config, {**wanted, "seed": options.seed})


def _evaluate(options: argparse.Namespace, config: Config, sources: Sequence[str]) -> None:
    with needs("train"):  # torch takes seconds: not for --help
        from sdk.train.evaluate.answers import examine, summary
        from sdk.train.evaluate.benchmarks import read_benchmark
        from sdk.train.evaluate.examinee import examinee
        from sdk.train.evaluate.scoreboard import console, progress, table
        from sdk.train.report.display import Display

    read = [read_benchmark(one, config.seed, options.limit) for one in sources]
    ks = [k for k in options.pass_at if k <= options.samples]
    report: dict[str, Any] = {"model": options.model, "samples": options.samples, "seed": config.seed}
    told: dict[str, Any] = {}
    lines: list[dict[str, Any]] = []
    with examinee(options.model, config, Display()) as model:
        for one in read:
            with progress(one.name, len(one.questions)) as advance:
                answered, versions = examine(model, one, options.samples, advance)
            told[one.name] = {"shape": one.shape, **summary(answered, ks, config.seed)}
            told[one.name]["reward_versions"] = sorted(versions)
            lines += [_line(one.name, each, sample) for each in answered for sample in each.samples]
    console().print(table(told))
    report.update(rollout=json.loads(config.rollout.model_dump_json()), benchmarks=told)
    _write(options.output, json.dumps(report, indent=2) + "\n")
    _write(options.completions, "".join(json.dumps(one) + "\n" for one in lines))


def _line(benchmark: str, answered: Any, sample: Any) -> dict[str, Any]:
    problem = answered.question.problem
    about = {"benchmark": benchmark, "id": problem.id, "subject": answered.question.subject}
    return {**about, "question": problem.question, "ground_truth": problem.ground_truth, **asdict(sample)}


def _write(path: Path | None, text: str) -> None:
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="assay evaluate",
        description="Ask a model the questions of benchmarks, and let the reward service judge.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=EPILOG,
    )
    parser.add_argument("model", metavar="MODEL", help="a folder or a name of the hub")
    parser.add_argument("benchmarks", nargs="+", metavar="BENCHMARK", help="files of questions; and key=value settings")
    parser.add_argument("--config", type=Path, help="the settings of a training run: prompt, tags, sampling, engine")
    parser.add_argument("--samples", type=_positive, default=1, metavar="N", help="completions a question (default 1)")
    parser.add_argument("--pass-at", type=_positive, nargs="*", default=[], metavar="K", help="pass@K, K up to N")
    parser.add_argument("--limit", type=_positive, metavar="N", help="the first N questions of each benchmark alone")
    parser.add_argument("--seed", type=int, default=0, help="of sampling, of the options' order, of the intervals")
    parser.add_argument("--url", help="the reward service (default: REWARD_SERVER_URL, else scoring in this process)")
    parser.add_argument("--output", type=Path, metavar="FILE.json", help="write all figures here")
    parser.add_argument("--completions", type=Path, metavar="FILE.jsonl", help="write every completion, with its score")
    add_version(parser)
    return parser


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        hint = "; give settings before it" if "=" in text else ""
        raise argparse.ArgumentTypeError(f"{text} is no whole number above 0{hint}")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
