"""What an audit found, as a table for people and a line a case for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from sdk.cli.table import plain
from sdk.tools.audit.attacks import FAMILIES
from sdk.tools.audit.learning import Finding, Learned
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
        yield _ending(f"      score {some[0].score:g}: {plain(some[0].completion[-200:])}", width)
    if len(ranked) > examples:
        yield f"  ... and {len(ranked) - examples} more kinds (--examples, or --output FILE for all)"


def _ending(line: str, width: int) -> str:
    return line if len(line) <= width else "      ..." + line[len(line) - width + 9 :]


def write(path: Path, found: Audit) -> None:
    """A line a case, in the order of the corpus. Raises OSError."""
    with path.open("w", encoding="utf-8") as out:
        for one in found.verdicts:
            out.write(json.dumps({"target": found.target, **one._asdict()}) + "\n")


# ---- what the small learner found ----


def learned(found: Learned, examples: int, width: int) -> str:
    style = f"honest completions ({', '.join(found.honest)})"
    if found.knows:
        earned = f"{style} earn {found.right:.3g} if right and {found.wrong:.3g} if wrong"
        if found.plain < found.wrong:
            earned += f"; {found.plain:.3g} if wrong and without tags"
    else:
        earned = (
            f"{style} earn {found.right:.3g}, right or wrong: the reward knows no answers in any form that is known"
        )
    lines = [
        f"{found.target}: {found.completions} completions asked about in {found.seconds:.0f} s, "
        f"{found.nulls} without a score; policies trained: {found.policies}, seed {found.seed}",
        earned,
        f"the search ended: {found.ended}",
        "",
    ]
    if not found.findings:
        return "\n".join([*lines, "nothing was found that pays without being right"])
    lines.append(f"it pays for, without being right ({len(found.findings)} found)")
    for one in found.findings[:examples]:
        lines += _found(one, width)
    if len(found.findings) > examples:
        lines.append(f"  ... and {len(found.findings) - examples} more (--examples, or --output FILE for all)")
    return "\n".join(lines)


def _found(one: Finding, width: int) -> Iterator[str]:
    yield f"  {one.name}: {one.why}"
    yield _ending(f"      score {one.score:.3g}, after {one.after}: {plain(one.completion[-200:])}", width)


def write_learned(path: Path, found: Learned) -> None:
    """A line a finding. Raises OSError."""
    with path.open("w", encoding="utf-8") as out:
        for one in found.findings:
            row = {"target": found.target, "seed": found.seed, "name": one.name, "why": one.why, "score": one.score}
            out.write(json.dumps({**row, "after": one.after, "completion": one.completion}) + "\n")
