"""`assay evaluate MODEL BENCHMARK ...`: how good a model is, with intervals, scored by the service.

`python -m sdk.train.evaluate` is the same command.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
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
"""R1's settings, except the length: R1 allows 32,768 tokens, which few machines can sample."""
EPILOG = """\
MODEL is a folder (a stage's `model/`, or any that transformers loads) or a name of the hub. BENCHMARK is a file of JSON
Lines, JSON or parquet, a folder of `datasets`, or hub:NAME. Its columns tell what it is: MATH-500 and AIME, GSM8K,
LiveCodeBench, HumanEval, MMLU, GPQA, or rows of your own with question and ground_truth or tests (and subject).

  assay evaluate runs/r1_tiny/stages/06-sft_on_traces/model questions.jsonl \\
      --config examples/r1_tiny.yaml --samples 16 --pass-at 4 16
  assay evaluate Qwen/Qwen2.5-1.5B-Instruct math500.jsonl gpqa.jsonl --samples 4 \\
      rollout.max_new_tokens=8192 --output scores.json --completions answers.jsonl

pass@1 is the mean of all samples, pass@k its unbiased estimate, cons@k the answer that most samples gave; each with its
95 % interval (docs/evaluation.md). What could not be scored is counted and left out: it is no zero. If problems have a
column `rating`, the model gets a rating too, by maximum likelihood. With --output, the same command continues a run
that was interrupted.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """0: done. 2: something the user can mend, told in one line."""
    options = _parser().parse_intermixed_args(arguments)
    try:
        settings = [one for one in options.benchmarks if "=" in one and not Path(one).exists()]
        sources = [one for one in options.benchmarks if one not in settings]
        if not sources:
            raise TrainError("no benchmark is named: give a file of questions")
        if max(options.pass_at, default=0) > options.samples:
            raise TrainError(f"--pass-at {max(options.pass_at)} needs --samples {max(options.pass_at)} at least")
        _evaluate(options, configured(options, settings), sources)
    except TrainError as error:
        print(f"error: {error}", file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        print(
            "stopped; with --output, the same command continues with the benchmarks that are missing", file=sys.stderr
        )
        return 130
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
        from sdk.train.evaluate.rating import percentile, read_percentiles
        from sdk.train.evaluate.scoreboard import console, table
        from sdk.train.report.display import Display, progress

    people = None if options.percentiles is None else read_percentiles(options.percentiles)
    read = [read_benchmark(one, config.seed, options.limit) for one in sources]
    names = _distinct([one.name for one in read], sources)
    results = Results.opened(options, config)
    with examinee(options.model, config, Display()) as model:
        for name, one in zip(names, read, strict=True):
            if name in results.benchmarks:
                print(f"{name}: as it stands in {options.output}", file=sys.stderr)
                continue
            with progress(name, len(one.questions)) as advance:
                answered, versions = examine(model, one, options.samples, advance)
            told = {"shape": one.shape, **summary(answered, options.pass_at)}
            if people is not None and told.get("rating") and told["rating"]["value"] is not None:
                told["rating"]["percentile"] = percentile(people, told["rating"]["value"])
            lines = [_line(name, each, sample) for each in answered for sample in each.samples]
            results.add(name, {**told, "reward_versions": sorted(versions)}, lines)
    results.finish()
    console().print(table({name: results.benchmarks[name] for name in names}))


def _distinct(names: Sequence[str], sources: Sequence[str]) -> list[str]:
    """Benchmarks of one file name are told apart by their paths."""
    found = [name if list(names).count(name) == 1 else source for name, source in zip(names, sources, strict=True)]
    if len(set(found)) < len(found):
        raise TrainError(f"a benchmark is named twice: {', '.join(sources)}")
    return found


@dataclass
class Results:
    """What was measured, written after each benchmark: a run that breaks goes on with those that are missing."""

    output: Path | None
    completions: Path | None
    about: dict[str, Any]
    benchmarks: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def opened(cls, options: argparse.Namespace, config: Config) -> Results:
        """With what a broken run of the same settings has left. Raises TrainError where nothing can be written."""
        about = {"model": options.model, "samples": options.samples, "seed": config.seed, "limit": options.limit}
        about |= {
            "pass_at": options.pass_at,
            "percentiles": options.percentiles,
            "rollout": json.loads(config.rollout.model_dump_json()),
        }
        results = cls(options.output, options.completions, about)
        for path in filter(None, (options.output, options.completions)):
            _require_writable(path)
        before = _read_report(options.output)
        if before.get("unfinished") and {key: before.get(key) for key in about} == about:
            results.benchmarks = before["benchmarks"]
        elif options.completions is not None:
            options.completions.write_text("", encoding="utf-8")
        results._write(unfinished=True)
        return results

    def add(self, name: str, told: dict[str, Any], lines: Sequence[dict[str, Any]]) -> None:
        self.benchmarks[name] = told
        if self.completions is not None:
            with self.completions.open("a", encoding="utf-8") as file:
                file.writelines(json.dumps(one) + "\n" for one in lines)
        self._write(unfinished=True)

    def finish(self) -> None:
        self._write(unfinished=False)

    def _write(self, unfinished: bool) -> None:
        if self.output is None:
            return
        report = {**self.about, **({"unfinished": True} if unfinished else {}), "benchmarks": self.benchmarks}
        partial = self.output.with_name(f".{self.output.name}.partial")
        partial.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
        partial.replace(self.output)


def _require_writable(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a"):
            pass
    except OSError as error:
        raise TrainError(f"cannot write {path}: {error.strerror}") from None


def _read_report(path: Path | None) -> dict[str, Any]:
    """Empty where there is none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8")) if path is not None else {}
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _line(benchmark: str, answered: Any, sample: Any) -> dict[str, Any]:
    problem = answered.question.problem
    about = {"benchmark": benchmark, "id": problem.id, "subject": answered.question.subject}
    return {**about, "question": problem.question, "ground_truth": problem.ground_truth, **asdict(sample)}


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
    parser.add_argument("--percentiles", metavar="FILE", help="table of people by rating and percentile")
    parser.add_argument("--limit", type=_positive, metavar="N", help="only the first N questions of each benchmark")
    parser.add_argument(
        "--seed",
        type=int,
        default=0,
        help="seed of sampling, of the options and of the intervals",
    )
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
