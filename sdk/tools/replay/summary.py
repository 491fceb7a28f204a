"""Counts a file of results in one pass, and shows the counts on a terminal."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from sdk.tools.counterfactual import Effect, Groups
from sdk.tools.replay.records import UNREADABLE, Record
from sdk.tools.replay.verdicts import KINDS

EXAMPLES = 3
"""Of each kind of flip, and of bad records."""
ROWS = 8
CUT = 160
NO_SOURCE = "(no source)"


@dataclass
class Summary:
    rows: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    shapes: Counter[str] = field(default_factory=Counter)
    rules: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(kind, rule) -> flips."""
    sources: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """Data source -> kinds."""
    examples: defaultdict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    effect: Effect = field(default_factory=Effect)

    @property
    def flips(self) -> int:
        return sum(count for kind, count in self.kinds.items() if kind in KINDS and KINDS[kind].flip)


def summarised(records: Iterable[Record]) -> Summary:
    found, groups = Summary(), Groups()
    for one in records:
        kind = one["kind"]
        found.rows += 1
        found.kinds[kind] += 1
        if kind == UNREADABLE or KINDS[kind].flip:
            kept = found.examples[kind]
            if len(kept) < EXAMPLES:
                kept.append(one)
        if kind == UNREADABLE:
            continue
        rule, source = rule_of(one), one["source"] or NO_SOURCE
        found.shapes[one["shape"]] += 1
        found.sources[source][kind] += 1
        if KINDS[kind].flip:
            found.rules[kind, rule] += 1
        group = f"{one['file']}\0{one['group']}" if one["group"] else ""  # no trainer spreads a group over files
        groups.add(group, one["before"]["score"], one["after"]["score"], rule, source)
    found.effect = groups.effect()
    return found


def rule_of(one: Record) -> str:
    return one["after"]["rule"] or one["before"]["rule"] or "(no rule)"


def show(summary: Summary, console: Console, before: str, after: str) -> None:
    """`before` and `after`: who gave the two verdicts."""
    console.print(_told(summary, before, after))


def _told(summary: Summary, before: str, after: str) -> RenderableType:
    parts: list[RenderableType] = [_kinds(summary, before, after)]
    parts += [_examples(kind, summary) for kind in (*KINDS, UNREADABLE) if summary.examples[kind]]
    if summary.rules:
        parts.append(_rules(summary))
    if len(summary.sources) > 1:
        parts.append(_sources(summary))
    if summary.effect.groups:
        parts.append(_effect(summary.effect))
    return Group(*(part for one in parts for part in (one, "")))


def _kinds(summary: Summary, before: str, after: str) -> Table:
    table = Table("", "rollouts", "share", "meaning", title=f"{before} against {after}", title_justify="left")
    for name, kind in KINDS.items():
        if summary.kinds[name]:
            style = "bold" if kind.flip else "dim"
            table.add_row(
                kind.label,
                f"{summary.kinds[name]:,}",
                _share(summary.kinds[name], summary.rows),
                kind.told,
                style=style,
            )
    if bad := summary.kinds[UNREADABLE]:
        table.add_row(
            "bad records", f"{bad:,}", _share(bad, summary.rows), "no rollout that can be scored", style="yellow"
        )
    table.add_row(
        "rows", f"{summary.rows:,}", "", ", ".join(f"{count:,} {name}" for name, count in summary.shapes.items())
    )
    return table


def _examples(kind: str, summary: Summary) -> Table:
    label = KINDS[kind].label if kind in KINDS else "bad records"
    table = Table(title=f"{label}, the first", title_justify="left", show_header=False, box=None, padding=(0, 2, 0, 0))
    for one in summary.examples[kind]:
        place = f"{Path(one['file']).name}:{one['line']}"
        if kind == UNREADABLE:
            table.add_row(place, Text(_short(one["reason"])))
            continue
        table.add_row(place, Text(f"judged by {_short(one['judged_by'])}"))
        table.add_row("", Text(f"it ends with {_short(one['completion'][-CUT:])}"))
        for name in ("before", "after"):
            score, rule, reason = (one[name][part] for part in ("score", "rule", "reason"))
            table.add_row("", Text(f"{name:6} {'null' if score is None else f'{score:g}'}  {rule}: {_short(reason)}"))
    return table


def _rules(summary: Summary) -> Table:
    table = Table("flip", "rule that decided", "rollouts", title="Flips by rule", title_justify="left")
    for (kind, rule), count in summary.rules.most_common(ROWS):
        table.add_row(KINDS[kind].label, Text(rule), f"{count:,}")
    return table


def _sources(summary: Summary) -> Table:
    flips = [name for name, kind in KINDS.items() if kind.flip and summary.kinds[name]]
    table = Table(
        "data source", "rollouts", *(KINDS[name].label for name in flips), title="By source", title_justify="left"
    )
    largest = sorted(summary.sources.items(), key=lambda one: -one[1].total())
    for source, kinds in largest[:ROWS]:
        table.add_row(Text(_short(source)), f"{kinds.total():,}", *(f"{kinds[name]:,}" for name in flips))
    return table


def _effect(effect: Effect) -> Table:
    table = Table(
        "groups", f"{effect.groups:,}", title="What it would have done to training (GRPO)", title_justify="left"
    )
    for label, count in (
        ("taught something before", effect.taught_before),
        ("would teach something after", effect.taught_after),
        ("some advantage changes its sign", effect.sign_changed),
        ("all advantages vanish", effect.vanished),
        ("advantages appear", effect.appeared),
    ):
        table.add_row(label, f"{count:,}  {_share(count, effect.groups)}")
    table.add_row("gradient weight moved", f"{effect.share(effect.moved):.1%}")
    for label, amounts in (("rule", effect.by_rule), ("source", effect.by_source)):
        for name, amount in list(amounts.items())[:ROWS] if len(amounts) > 1 or label == "rule" else ():
            table.add_row(Text(f"  by {label} {_short(name)}"), f"{effect.share(amount):.1%}")
    return table


def _share(count: int, total: int) -> str:
    return f"{count / total:.1%}" if total else ""


def _short(text: str) -> str:
    """One line without anything that a terminal would obey."""
    line = "".join(one if one.isprintable() else " " for one in " ".join(text.split()))
    return line if len(line) <= CUT else line[: CUT - 3] + "..."
