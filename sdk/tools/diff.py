"""`assay diff A B`: which verdicts differ between two scored files, or two versions of the service."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import zip_longest
from typing import Any, NamedTuple, TextIO

from pydantic import ValidationError

from assay_rl.distribution import add_version, needs
from sdk.cli.exits import INTERRUPTED, failed, print_anything
from sdk.data.rows import RowsError
from sdk.errors import RewardError
from sdk.schema import ItemResult
from sdk.tools.replay import command as replay
from sdk.tools.replay.records import UNREADABLE, ResultsError
from sdk.tools.replay.shapes import number, shape_of
from sdk.tools.replay.verdicts import PAID_FROM, Verdict, verdict
from sdk.tools.rows import Place, Row, Rows

SAME, FLIPS, TROUBLE = 0, 1, 2
SHOWN = 5

EPILOG = """\
A and B are files: results of `assay replay`, of `assay score --output`, or rollouts that a trainer wrote. Their rows
are matched in order, or by their ids with --by-id. A and B may also be URLs of two versions of the service, which then
score the rollouts of --on.

examples:
  assay diff before/results.jsonl after/results.jsonl --output flips.jsonl
  assay diff http://old:8000 http://new:8000 --on rollouts.jsonl --out flips/ || exit 1
      for continuous integration: a change of the scorer that flips a verdict fails

exit status: 0 no flips, 1 flips, 2 trouble (wrong usage or input, or the service failed), 130 interrupted
"""


class Scored(NamedTuple):
    place: Place
    id: str
    verdict: Verdict


class Flip(NamedTuple):
    kind: str
    before: Scored
    after: Scored

    def told(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "id": self.after.id,
            "places": [str(self.before.place), str(self.after.place)],
            "before": self.before.verdict.told(),
            "after": self.after.verdict.told(),
        }


class Difference(NamedTuple):
    compared: int
    kinds: Counter[str]
    rules: Counter[tuple[str, str, str]]
    """(kind, rule before, rule after) -> flips."""
    first: list[Flip]


class PairError(ValueError):
    """Rows that do not belong together."""


def scored(row: Row) -> Scored:
    """The score of a row; a null if the row has none that can be read."""
    value = row.value if isinstance(row.value, Mapping) else {}
    try:
        found = _verdict(value)
    except (ValidationError, TypeError, ValueError, KeyError, AttributeError) as error:
        found = Verdict(None, UNREADABLE, f"{row.wrong or 'no score that can be read'} ({type(error).__name__})")
    return Scored(row.place, str(value.get("id") if value.get("id") is not None else ""), found)


def _verdict(row: Mapping[str, Any]) -> Verdict:
    if "kind" in row and isinstance(row.get("after"), Mapping):
        after = row["after"]
        return Verdict(number(after.get("score")), str(after.get("rule") or ""), str(after.get("reason") or ""))
    if row.get("kind") == UNREADABLE:
        return Verdict(None, UNREADABLE, str(row.get("reason")))
    if isinstance(row.get("components"), Mapping) and row["components"]:
        return verdict(ItemResult.model_validate({"reward": None, **row}))
    return Verdict(shape_of(row).read(row).reward)


def flip(before: Verdict, after: Verdict, paid_from: float = PAID_FROM) -> str:
    """The kind of change; empty if both rows agree."""
    was, now = (None if one.score is None else one.score >= paid_from for one in (before, after))
    if was is now:
        return ""
    if was is None or now is None:
        return "null before" if was is None else "null now"
    return "accepted now" if now else "rejected now"


def in_order(before: Iterable[Row], after: Iterable[Row]) -> Iterator[tuple[Scored, Scored]]:
    for one, other in zip_longest(_rows(before), _rows(after)):
        if one is None or other is None:
            raise PairError(f"one file has more rows than the other (from {(one or other).place}): give --by-id")
        was, now = scored(one), scored(other)
        if was.id and now.id and was.id != now.id:
            raise PairError(f"{was.place} has the id {was.id}, {now.place} the id {now.id}: give --by-id")
        yield was, now


def by_id(before: Iterable[Row], after: Iterable[Row]) -> Iterator[tuple[Scored, Scored]]:
    """Memory is that of the first file's verdicts."""
    known: dict[str, Scored] = {}
    for one in map(scored, _rows(before)):
        if not one.id or one.id in known:
            raise PairError(f"{one.place} has {'an id that stood before' if one.id else 'no id'}: leave --by-id out")
        known[one.id] = one
    for one in map(scored, _rows(after)):
        if one.id not in known:
            raise PairError(f"{one.place} has the id {one.id!r}, which the other file has not, or had before")
        yield known.pop(one.id), one
    if known:
        raise PairError(f"{len(known)} ids are in the first file alone, such as {next(iter(known))!r}")


def _rows(rows: Iterable[Row]) -> Iterator[Row]:
    """Without the line of settings that results begin with."""
    return (one for one in rows if not (isinstance(one.value, Mapping) and one.value.keys() == {"replay"}))


def difference(
    pairs: Iterable[tuple[Scored, Scored]], paid_from: float = PAID_FROM, output: TextIO | None = None
) -> Difference:
    """Flips are written to `output` as they come, a line of JSON each."""
    found = Difference(0, Counter(), Counter(), [])
    compared = 0
    for before, after in pairs:
        compared += 1
        kind = flip(before.verdict, after.verdict, paid_from)
        if not kind:
            continue
        one = Flip(kind, before, after)
        found.kinds[kind] += 1
        found.rules[kind, before.verdict.rule, after.verdict.rule] += 1
        if len(found.first) < SHOWN:
            found.first.append(one)
        if output is not None:
            output.write(json.dumps(one.told()) + "\n")
    return found._replace(compared=compared)


def main(arguments: Sequence[str] | None = None) -> int:
    print_anything()
    options = _parser().parse_args(arguments)
    try:
        with needs("tools"):
            import rich  # noqa: F401
        return _versions(options) if _is_url(options.a) or _is_url(options.b) else _files(options)
    except (RowsError, ResultsError, RewardError, ValueError, OSError) as error:
        return failed(error, TROUBLE)
    except KeyboardInterrupt:
        return failed("interrupted", INTERRUPTED)


def _files(options: argparse.Namespace) -> int:
    pairing = by_id if options.by_id else in_order
    with ExitStack() as opened:
        output = opened.enter_context(open(options.output, "w", encoding="ascii")) if options.output else None  # noqa: PTH123
        found = difference(pairing(Rows([options.a]), Rows([options.b])), options.paid_from, output)
    if not found.compared:
        raise PairError("no row of one file belongs to a row of the other")
    _show(found)
    return FLIPS if found.kinds else SAME


def _versions(options: argparse.Namespace) -> int:
    if not (_is_url(options.a) and _is_url(options.b)):
        raise ValueError("give two files or two URLs")
    if not options.on:
        raise ValueError("two versions need rollouts to score: --on ROLLOUTS")
    given = [options.on, "--url", options.b, "--against", options.a, "--paid-from", str(options.paid_from)]
    given += ["--out", options.out] if options.out else []
    return FLIPS if replay.replay(replay.parser().parse_args([*given, "--again"])).flips else SAME


def _show(found: Difference) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False, width=None if sys.stdout.isatty() else 140)
    total = found.kinds.total()
    console.print(f"{found.compared:,} rows compared, {total:,} flips ({total / found.compared:.2%})")
    if not total:
        return
    table = Table("flip", "rule before", "rule now", "rows")
    for (kind, before, after), count in found.rules.most_common():
        table.add_row(kind, Text(before or "-"), Text(after or "-"), f"{count:,}")
    console.print(table)
    for one in found.first:
        for name, side in (("before", one.before), ("now", one.after)):
            score = "null" if side.verdict.score is None else f"{side.verdict.score:g}"
            console.print(Text(f"{name:6} {side.place}  {score}  {side.verdict.reason[:160]}"))


def _is_url(name: str) -> bool:
    return name.startswith(("http://", "https://"))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="assay diff",
        description="Shows which verdicts differ between two scored files, or two versions of the service.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_version(parser)
    add = parser.add_argument
    add("a", metavar="A", help="the scored file, or the URL, from before")
    add("b", metavar="B", help="the scored file, or the URL, from after")
    add("--by-id", action="store_true", help="match rows by their ids, in any order")
    add("--on", metavar="ROLLOUTS", help="with two URLs: the rollouts to score")
    add("--out", metavar="FOLDER", help="with two URLs: as `assay replay --out`")
    add("--output", metavar="FILE", help="with two files: write each flip as a line of JSON")
    add("--paid-from", type=float, default=PAID_FROM, metavar="R", help="the smallest paid reward (default 0.5)")
    return parser
