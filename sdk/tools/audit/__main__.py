"""`assay audit`: what a reward pays for that it should not."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from assay_rl.distribution import add_version
from sdk.cli.exits import ended, print_anything
from sdk.cli.table import with_progress
from sdk.tools.audit.attacks import FAMILIES
from sdk.tools.audit.corpora import CorpusError, judged
from sdk.tools.audit.paying import Audit, audit
from sdk.tools.audit.report import summary, write
from sdk.tools.audit.targets import Function, Service, Target, TargetError
from sdk.tools.service import add_service, connect

HOLDS, PAYS = 0, 1

EPILOG = """\
The audit sends a reward more than a thousand completions that it should not pay for: many answers at once, answers
taken back, questions restated, work left to the judge, orders to a judge, length and show, broken formats; and programs
that attack the sandbox or their tests. First it measures what an honest right and an honest wrong answer earn, in the
style of writing in which the reward tells them apart. An attack counts as paid if it earns half of the difference, and
in the family `shaping` a twentieth.

examples:
  assay audit
      the service in this process, with its usual rewards
  assay audit --url http://127.0.0.1:8000 -w accuracy -w 'format={"weight": 0.1}'
  assay audit --reward my_pkg.rewards:accuracy
      a function as TRL, verl and others call it (docs/functions.md); this needs only the base install of assay-rl in
      the function's own environment; a function that hangs is ended
  assay audit --corpus cases.jsonl
      other cases: lines with completion, ground_truth, expect (should it be paid?), and optionally prompt, id, why

exit status: 0 nothing is paid (or --allow of them), 1 attacks are paid, 2 wrong usage or input, 3 the service failed
"""


def main(arguments: Sequence[str] | None = None) -> int:
    print_anything()
    options = _parser().parse_args(arguments)
    return ended(lambda: _audited(options), (TargetError, CorpusError, OSError), prefix="assay audit: ")


def _audited(options: argparse.Namespace) -> int:
    if options.reward is not None:
        target = Function(options.reward, options.call_s)
        try:
            found = _run(target, options)
        finally:
            target.close()
    else:
        with connect(options) as client:
            rewards = dict(options.weight) if options.weight else None
            found = _run(Service(client, rewards, not options.no_programs, options.timeout_s), options)
    print(summary(found, options.examples, shutil.get_terminal_size((120, 24)).columns))
    if options.output is not None:
        write(options.output, found)
    return PAYS if sum(one.paid for one in found.verdicts) > options.allow else HOLDS


def _run(target: Target, options: argparse.Namespace) -> Audit:
    if options.corpus is not None:
        return judged(target, options.corpus)

    def progress(some: Iterable[Any], total: int) -> Iterable[Any]:
        return with_progress(some, total, done_word="batches")

    return audit(target, options.family or FAMILIES, options.every_suite, progress)


def _weight(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    try:
        return name, json.loads(value) if equals else 1.0
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} should be NAME, NAME=WEIGHT or NAME=OPTIONS as JSON") from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="assay audit",
        description="Finds what a reward pays for although it should not.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_version(parser)
    add = parser.add_argument
    add("--reward", metavar="MODULE:FUNCTION", help="a reward function, instead of the service")
    add_service(parser)
    add(
        "-w",
        "--weight",
        action="append",
        type=_weight,
        metavar="NAME[=WEIGHT|OPTIONS]",
        help="a reward of the service, its weight or its options as JSON; may repeat (default: the service's own)",
    )
    add("--family", action="append", choices=FAMILIES, help="only these attacks; may repeat")
    add("--every-suite", action="store_true", help="each attacking program against every suite of tests (long)")
    add("--corpus", type=Path, metavar="FILE", help="other cases as JSON Lines, instead of ours")
    add("--call-s", type=float, default=30.0, metavar="S", help="seconds for one call of a function (default 30)")
    add(
        "--timeout-s", type=float, default=600.0, metavar="S", help="seconds for one batch of the service (default 600)"
    )
    add("--examples", type=int, default=20, metavar="N", help="kinds of paid attacks to show (default 20)")
    add("--output", type=Path, metavar="FILE", help="write every case with its score, as JSON Lines")
    add("--allow", type=int, default=0, metavar="N", help="paid attacks up to which the exit status is still 0")
    return parser


if __name__ == "__main__":
    sys.exit(main())
