"""What was found, for people; and the cleaned data set with the list of findings, for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from sdk.cli.table import plain
from sdk.tools.doctor.examine import Examined
from sdk.tools.doctor.findings import KINDS, Finding

CLEAN = "clean.jsonl"
FINDINGS = "findings.jsonl"


def summary(name: str, found: Examined, examples: int, width: int) -> str:
    """Kinds with their counts, the broken ones first, each with a few rows."""
    notes = {one.row for one in found.findings if not one.broken} - found.broken
    head = (
        f"{name}: {found.rows} rows ({found.with_truth} with a ground truth, {found.with_tests} with tests, "
        f"{found.with_reference} with a reference program)"
    )
    lines = [head, f"{len(found.broken)} broken, {len(notes)} with notes, {found.rows - len(found.broken)} kept"]
    if found.mutants:
        lines.append(f"{found.mutants} mutants of the reference programs: {found.alive} pass their tests")
    for title, broken in (("broken (left out of the cleaned data)", True), ("notes (kept)", False)):
        kinds = [
            kind for kind in KINDS if KINDS[kind].broken is broken and any(one.kind == kind for one in found.findings)
        ]
        lines += ["", title] if kinds else []
        for kind in kinds:
            lines += _kind(kind, [one for one in found.findings if one.kind == kind], examples, width)
    return "\n".join(lines)


def _kind(kind: str, some: Sequence[Finding], examples: int, width: int) -> Iterator[str]:
    yield f"  {kind}: {len({one.row for one in some})} rows. {KINDS[kind].told}"
    for one in some[:examples]:
        line = f"      row {one.row}: {plain(one.told)}"
        yield line if len(line) <= width else line[: width - 3] + "..."


def write(folder: Path, rows: Iterable[Any], found: Examined) -> None:
    """The rows that are not broken, as they were, and every finding, a line each. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    broken = found.broken
    with (folder / CLEAN).open("w", encoding="utf-8", errors="surrogatepass") as out:
        for number, row in enumerate(rows, 1):
            if number not in broken:
                out.write(json.dumps(row, ensure_ascii=True, default=_as_json) + "\n")
    with (folder / FINDINGS).open("w", encoding="utf-8") as out:
        for one in found.findings:
            said = {"row": one.row, "kind": one.kind, "broken": one.broken, "told": one.told, **one.more}
            out.write(json.dumps(said, default=_as_json) + "\n")


def _as_json(value: Any) -> Any:
    return value.tolist() if hasattr(value, "tolist") else str(value)
