"""What an audit found, as a table for people and a line a case for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from sdk.cli.table import plain
from sdk.tools.audit.attacks import FAMILIES
from sdk.tools.audit.paying import Audit, Verdict


def summary(found: Audit, examples: int, width: int) -> str:
    head = f"{found.target}: {len(found.verdicts)} attacks"
    if found.style:
        head += f", written as it reads right answers best: {found.style}"
    lines = [head, "", f"{'family':14}{'tried':>7}{'paid':>7}{'null':>7}"]
    for family in (*FAMILIES, "corpus"):
        some = [one for one in found.verdicts if one.family == family]
        if some:
            nulls = sum(one.score is None for one in some)
            lines.append(f"{family:14}{len(some):7}{sum(one.paid for one in some):7}{nulls:7}")
    lines += [f"not tried: {', '.join(_with(found, why))}: {why}" for why in dict.fromkeys(found.left_out.values())]
    paid = [one for one in found.verdicts if one.paid]
    if paid:
        lines += ["", "it pays for"]
        lines += _paid(paid, examples, width)
    return "\n".join(lines)


def _with(found: Audit, why: str) -> list[str]:
    return [family for family, one in found.left_out.items() if one == why]


def _paid(paid: Sequence[Verdict], examples: int, width: int) -> Iterator[str]:
    """The attacks by kind; the kinds that are paid most often come first."""
    kinds: dict[str, list[Verdict]] = {}
    for one in paid:
        kinds.setdefault("/".join(one.id.split("/")[:2]), []).append(one)
    ranked = sorted(kinds.items(), key=lambda kind: -len(kind[1]))
    for kind, some in ranked[:examples]:
        yield f"  {kind} ({len(some)}): {some[0].why}"
        shown = f"      score {some[0].score:g}: {plain(some[0].completion[-200:])}"
        yield shown if len(shown) <= width else "      ..." + shown[len(shown) - width + 9 :]
    if len(ranked) > examples:
        yield f"  ... and {len(ranked) - examples} more kinds (--examples, or --output FILE for all)"


def write(path: Path, found: Audit) -> None:
    """A line a case, in the order of the corpus. Raises OSError."""
    with path.open("w", encoding="utf-8") as out:
        for one in found.verdicts:
            out.write(json.dumps({"target": found.target, **one._asdict()}) + "\n")
