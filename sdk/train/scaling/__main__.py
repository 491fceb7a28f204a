"""`assay scaling STUDY.yaml`: how compute trades against data, by a grid of small runs.

`python -m sdk.train.scaling` is the same command.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assay_rl.distribution import add_version, needs
from sdk.train.errors import TrainError

with needs("train"):
    from sdk.train.scaling.results import RESULTS, missing, of_study, read_results
    from sdk.train.scaling.study import Study, load_study, planned

BAD_INPUT, INTERRUPTED = 2, 130
EPILOG = """\
A study names a training configuration and a grid: model sizes, numbers of distinct questions, samples of each question
in a step, steps. Every combination of the first three is a run for each seed, and accuracy on questions never trained
on is measured along it. A step has the same number of completions in all runs. examples/scaling/study.yaml:

  output_dir: runs/scaling
  config: ../arithmetic.yaml           # relative to this file
  base: [weak_base]                    # or none, and each size names its model.name_or_path
  settings: {optimizer.final_share: 1.0, eval.problems: 400}
  completions: 128
  grid:
    model:
      narrow: {model.hidden_size: 32}
      wide: {model.hidden_size: 128}
    questions: [4, 64, 1280]
    samples: [4, 16]
    steps: [10, 20, 40]
  seeds: [0, 1, 2]
  budget_s: 3600                       # no run begins after so many seconds of runs

What was measured is in results.jsonl of output_dir. A run that is there is not done again, so the same command goes on
where it was interrupted, and a grid may grow. At the end the fit, the comparisons and their figures are written to
study.md, scaling.png and residuals.png. A service at REWARD_SERVER_URL saves each run the start of its own.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """0: the page is written. 2: something the user can mend. 130: interrupted, to be gone on with."""
    options = _parser().parse_args(arguments)
    try:
        return _study(load_study(options.study, options.output_dir), options)
    except TrainError as error:
        print(f"error: {error}", file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        print("stopped; the same command goes on with the runs that are missing", file=sys.stderr)
        return INTERRUPTED


def _study(study: Study, options: argparse.Namespace) -> int:
    if options.results is None:
        run_missing(study, options.jobs)
    source = options.results or study.output_dir / RESULTS
    found = of_study(study, read_results(source))
    if not found:
        raise TrainError(f"{source} holds no results of this study: leave out --results, and its runs are done")
    left = len(missing(study, found))
    if left:
        print(f"{left} of {len(planned(study))} runs are missing: the page is about the others", file=sys.stderr)
    from sdk.train.scaling.page import write_page

    print(f"page: {write_page(study, found, study.output_dir)}")
    return 0


def run_missing(study: Study, jobs: int) -> None:
    """Raises KeyboardInterrupt where it was interrupted."""
    with needs("train"):  # torch takes seconds: not for --help
        from sdk.train.report.display import progress
        from sdk.train.run.run import Stopped
        from sdk.train.scaling.running import require_stages, run_study

    require_stages(study)
    left = missing(study, of_study(study, read_results(study.output_dir / RESULTS)))
    total = len(planned(study))

    with progress("runs", total, total - len(left)) as advance:

        def told(task: Any, measured: Sequence[Any]) -> None:
            curve = ", ".join(f"{one.accuracy:.3f} after {one.steps}" for one in measured)
            start = f"{task}: from {measured[0].before:.3f} to {curve}; {measured[0].seconds:.0f} s" if measured else ""
            print(start or f"the base of {task[0]}, seed {task[1]}, is made", file=sys.stderr, flush=True)
            advance(bool(measured))

        try:
            whole = run_study(study, jobs, told)
        except Stopped:
            raise KeyboardInterrupt from None
    if not whole:
        print(f"budget_s={study.budget_s:g} s of runs are used up", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="assay scaling",
        description="Train a grid of small models, and fit how accuracy depends on size, questions, samples and steps.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=EPILOG,
    )
    parser.add_argument("study", type=Path, metavar="STUDY.yaml")
    parser.add_argument("--jobs", type=_positive, default=1, metavar="N", help="runs side by side (default 1)")
    parser.add_argument("--output-dir", type=Path, metavar="FOLDER", help="in place of the study's")
    parser.add_argument("--results", type=Path, metavar="FILE", help="fit these results, and do no run")
    add_version(parser)
    return parser


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is no whole number above 0")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
