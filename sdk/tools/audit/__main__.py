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
from sdk.tools.audit.learning import COMPLETIONS, SECONDS, learn
from sdk.tools.audit.paying import Progress, audit
from sdk.tools.audit.report import learned, summary, write, write_learned
from sdk.tools.audit.targets import Function, Service, Target, TargetError
from sdk.tools.service import add_service, connect

HOLDS, PAYS = 0, 1
CALL_S, LEARNING_CALL_S = 30.0, 5.0

EPILOG = """\
The audit sends a reward more than a thousand completions that it should not pay for: many answers at once, answers
taken back, questions restated, work left to the judge, orders to a judge, length and show, broken formats; poor answers
to open questions with orders to a judging model; and programs that attack the sandbox or their tests. First it measures
what an honest right and an honest wrong answer earn, in the style of writing in which the reward tells them apart. An
attack counts as paid if it earns half of the difference, and in the family `shaping` a twentieth.

examples:
  assay audit
      the service in this process, with its usual rewards
  assay audit --url http://127.0.0.1:8000 -w accuracy -w 'format={"weight": 0.1}'
  assay audit --reward my_pkg.rewards:accuracy
      a function as TRL, verl and others call it (docs/functions.md); this needs only the base install of assay-rl in
      the function's own environment; a function that hangs is ended
  assay audit --url http://127.0.0.1:8000 -w helpfulness --family 'open questions'
      what can be said to the judging model behind a reward, without being a better answer
  assay audit --reward my_pkg.rewards:accuracy --learn
      instead of the fixed attacks, trains a tiny policy against the reward, for a minute at most. It can say nothing
      that is right, so that whatever it learns to be paid for is a loophole. It combines what the fixed attacks try one
      by one, and climbs slopes that each of them alone does not show
  assay audit --corpus cases.jsonl
      other cases: lines with completion, ground_truth, expect (should it be paid?), and optionally prompt, id, why

exit status: 0 nothing is paid (or --allow of them), 1 attacks are paid, 2 wrong usage or input, 3 the service failed
"""


def main(arguments: Sequence[str] | None = None) -> int:
    print_anything()
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.learn and options.corpus is not None:
        parser.error("--learn puts its own completions together: leave out --corpus")
    return ended(lambda: _audited(options), (TargetError, CorpusError, OSError), prefix="assay audit: ")


def _audited(options: argparse.Namespace) -> int:
    if options.reward is not None:
        target = Function(options.reward, options.call_s or (LEARNING_CALL_S if options.learn else CALL_S))
        try:
            paid = _run(target, options)
        finally:
            target.close()
    else:
        with connect(options) as client:
            rewards = dict(options.weight) if options.weight else None
            paid = _run(Service(client, rewards, not options.no_programs, options.timeout_s), options)
    return PAYS if paid > options.allow else HOLDS


def _run(target: Target, options: argparse.Namespace) -> int:
    """How many loopholes were found, each shown."""
    width = shutil.get_terminal_size((120, 24)).columns
    if options.learn:
        search = learn(target, options.seed, _progress("steps"), options.learn_s, options.learn_completions)
        print(learned(search, options.examples, width))
        if options.output is not None:
            write_learned(options.output, search)
        return len(search.findings)
    if options.corpus is not None:
        found = judged(target, options.corpus)
    else:
        found = audit(target, options.family or FAMILIES, options.every_suite, _progress("batches"))
    print(summary(found, options.examples, width))
    if options.output is not None:
        write(options.output, found)
    return sum(one.paid for one in found.verdicts)


def _progress(word: str) -> Progress:
    def progress(some: Iterable[Any], total: int) -> Iterable[Any]:
        return with_progress(some, total, done_word=word)

    return progress


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
    add("--learn", action="store_true", help="train a tiny policy against the reward, instead of the fixed attacks")
    add("--learn-s", type=float, default=SECONDS, metavar="S", help="seconds for it at most (default 60)")
    add(
        "--learn-completions",
        type=int,
        default=COMPLETIONS,
        metavar="N",
        help=f"completions for it at most (default {COMPLETIONS})",
    )
    add("--seed", type=int, default=0, metavar="N", help="of its problems and of what it tries (default 0)")
    add(
        "--call-s",
        type=float,
        metavar="S",
        help=f"seconds for one call of a function (default {CALL_S:g}, with --learn {LEARNING_CALL_S:g})",
    )
    add(
        "--timeout-s", type=float, default=600.0, metavar="S", help="seconds for one batch of the service (default 600)"
    )
    add("--examples", type=int, default=20, metavar="N", help="kinds of paid attacks to show (default 20)")
    add("--output", type=Path, metavar="FILE", help="write every case with its score, as JSON Lines")
    add("--allow", type=int, default=0, metavar="N", help="paid attacks up to which the exit status is still 0")
    return parser


if __name__ == "__main__":
    sys.exit(main())
