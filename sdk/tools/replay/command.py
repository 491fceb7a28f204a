"""`assay replay ROLLOUTS.jsonl`: compares the stored rewards of rollouts with what another scorer would have paid."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assay_rl.distribution import add_version, needs
from sdk.cli.exits import ended, print_anything
from sdk.cli.options import column, pair
from sdk.client import RewardClient
from sdk.columns import Columns
from sdk.data.rows import RowsError
from sdk.tools.replay.records import Record, Results, ResultsError, read
from sdk.tools.replay.rollouts import Reading, truths_of
from sdk.tools.replay.run import Replay
from sdk.tools.replay.scorers import MathVerify, Scorer, Service, has_math_verify
from sdk.tools.replay.verdicts import PAID_FROM
from sdk.tools.rows import Rows
from sdk.tools.service import add_service, connect

if TYPE_CHECKING:
    from sdk.tools.replay.summary import Summary

DONE = 0
MATH_VERIFY = "math-verify"

EPILOG = """\
ROLLOUTS is a file or a folder that a trainer wrote: TRL (completions/*.parquet), verl (rollout_data_dir), OpenRLHF,
verifiers, prime-rl, NeMo-Gym, `assay train`, or the service's log of scored items (with scored_log_texts; its rows are
scored by the rewards and the template stored in them). In other files columns are found by name or by -c. JSON Lines,
gzip, zstd and parquet are recognised by their first bytes. results.jsonl and index.html go to the folder --out. After
an interruption, run the same command again: it continues where it ended.

examples:
  assay replay outputs/rollouts/ --out replayed
      compare the stored rewards with this version's verdicts
  assay replay completions/ --truths gsm8k.jsonl
      TRL stores no ground truths: find them in gsm8k.jsonl by the prompt
  assay replay rollouts.jsonl.zst --url http://new:8000 --against http://old:8000
      compare two versions of the service on the same rollouts
  assay replay rollouts.jsonl --against math-verify
      compare with Math-Verify, which must be installed
  zcat r.gz | assay replay - -c completion=text -c ground_truth=gold --reward r1

exit status: 0 done, 2 wrong usage or input, 3 the service failed, 130 interrupted (start it again to go on)
"""


def main(arguments: Sequence[str] | None = None) -> int:
    print_anything()
    options = parser().parse_args(arguments)
    wrong = (RowsError, ResultsError, ValueError)
    return ended(lambda: _replayed(options), wrong, interrupted="interrupted: start it again to go on")


def _replayed(options: argparse.Namespace) -> int:
    with needs("tools"):
        import rich  # noqa: F401
    replay(options)
    return DONE


def replay(options: argparse.Namespace) -> Summary:
    """Raises RewardError, RowsError, ResultsError, or ValueError for wrong options."""
    from sdk.tools.progress import reading
    from sdk.tools.replay.page import write_page
    from sdk.tools.replay.summary import show, summarised

    columns = Columns.of(dict(options.column or ()))
    truths = truths_of(Rows([options.truths]), columns) if options.truths else None
    rows = Rows(options.rollouts)
    folder = Path(options.out or f"{_stem(options.rollouts[0])}.replay")
    with ExitStack() as open_:
        scorer, version = _service(connect(options, **_asked(options)), open_)
        other, against = _other(options, open_)
        results = Results(folder, _settings(options, version, against), options.again)
        open_.callback(results.close)
        anew = frozenset(name for name in ("rewards", "template") if getattr(options, name))
        whole = Replay(Reading(columns, options.reward, truths, anew), scorer, other, options.paid_from, options.whole)
        if results.done:
            print(
                f"{results.path} has {results.done:,} rows: going on after them (--again begins anew)", file=sys.stderr
            )
        with reading(rows, "replaying", options.limit) as told:
            told(results.done)
            started = time.monotonic()
            done = whole.run(islice(rows, options.limit), results, told)
            seconds = time.monotonic() - started
    summary = summarised(read(results.path))
    show(summary, _console(), against, f"Assay {version[:12]}")
    if done:
        print(f"{done:,} rows in {seconds:.1f} s, {done / seconds:,.0f} a second")
    page = folder / "index.html"
    write_page(page, read(results.path), summary, against, f"Assay {version[:12]}")
    print(f"results: {results.path}, to click through: {page}")
    return summary


def _console() -> Any:
    from rich.console import Console

    return Console(highlight=False, width=None if sys.stdout.isatty() else 140)


def _asked(options: argparse.Namespace) -> dict[str, Any]:
    return {
        "rewards": dict(options.rewards) if options.rewards else {"accuracy": 1.0},
        "template": dict(options.template) if options.template else None,
        "timeout_s": options.timeout_s,
        "max_in_flight": options.workers,
    }


def _service(client: RewardClient, open_: ExitStack) -> tuple[Service, str]:
    open_.enter_context(client)
    return Service(client), str(client.list_rewards().get("version", ""))


def _other(options: argparse.Namespace, open_: ExitStack) -> tuple[Scorer | None, str]:
    """The scorer to compare with, and its name; without one these are the stored rewards."""
    if options.against is None:
        return None, "stored rewards"
    if options.against == MATH_VERIFY:
        if not has_math_verify():
            raise ValueError("--against math-verify needs it installed here: pip install 'math-verify[antlr4_13_2]'")
        return open_.enter_context(MathVerify(options.workers)), "Math-Verify"
    client = RewardClient(options.against, on_error="none", **_asked(options))
    client.wait_until_ready(30.0)
    scorer, version = _service(client, open_)
    return scorer, f"Assay {version[:12]} at {options.against}"


def _settings(options: argparse.Namespace, version: str, against: str) -> Record:
    """The settings that must be the same for a run to continue in the same file."""
    return {
        "rollouts": options.rollouts,
        "version": version,
        "against": against,
        "rewards": dict(options.rewards) if options.rewards else None,
        "template": _asked(options)["template"],
        "columns": dict(options.column or ()),
        "reward": options.reward,
        "truths": options.truths,
        "paid_from": options.paid_from,
        "whole": options.whole,
    }


def _stem(source: str) -> str:
    return "stdin" if source == "-" else Path(source).name.partition(".")[0] or Path(source).resolve().name


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="assay replay",
        description="Scores stored rollouts again, and shows which rewards were wrong.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_version(parser)
    add = parser.add_argument
    add("rollouts", nargs="+", metavar="ROLLOUTS", help="files or folders of rollouts; - for stdin")
    add_service(parser)
    add(
        "--against",
        metavar="URL|math-verify",
        help="compare with another version of Assay, or with Math-Verify (default: with the stored rewards)",
    )
    add("--out", metavar="FOLDER", help="folder for results.jsonl and index.html (default: ROLLOUTS.replay, here)")
    add("--again", action="store_true", help="start again from the first row, even if --out holds results")
    add("-c", "--column", action="append", type=column, metavar="FIELD=COLUMN",
        help="the column of completion, ground_truth, tests, group_id, ...; may repeat (docs/columns.md)")  # fmt: skip
    add("--reward", metavar="COLUMN", help="the column of the stored reward (default: as the trainer names it)")
    add("--truths", metavar="FILE", help="a data set in which to find ground truths and tests by the prompt")
    add(
        "--paid-from",
        type=float,
        default=PAID_FROM,
        metavar="R",
        help="the smallest reward with which a rollout counts as paid (default 0.5)",
    )
    add("-r", "--rewards", action="append", type=pair(1.0), metavar="NAME[=WEIGHT|OPTIONS]",
        help="what to score by; may repeat (default: what a row stores, else accuracy)")  # fmt: skip
    add("-t", "--template", action="append", type=pair(True), metavar="NAME[=VALUE]",
        help="how the model writes, such as think_prefilled; may repeat (default: what a row stores)")  # fmt: skip
    add("--limit", type=int, metavar="N", help="only the first N rows")
    add("--workers", type=int, default=8, metavar="N", help="requests to the service at once (default 8)")
    add("--whole", action="store_true", help="keep the texts of all rollouts, not only of flips")
    add("--timeout-s", type=float, default=600.0, metavar="S", help="seconds for each 512 rows (default 600)")
    return parser
