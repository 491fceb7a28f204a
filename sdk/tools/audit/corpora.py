"""Cases that others wrote, with the verdicts that they expect; they are sent to a reward unchanged."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sdk.data.rows import RowsError, load_rows
from sdk.tools.audit.paying import HALF, Audit, Verdict
from sdk.tools.audit.targets import Ask, Paid, Target


class CorpusError(ValueError):
    """A file of cases that cannot be used; the message says what is wrong, and in which row."""


def judged(target: Target, path: Path) -> Audit:
    """A case is paid wrongly if it should not be paid and earns half a point or more. Cases that should be paid and
    earn less are reported separately. Raises CorpusError."""
    try:
        rows = [_checked(number, row) for number, row in enumerate(load_rows(str(path)), 1)]
    except RowsError as error:
        raise CorpusError(str(error)) from None
    found = Audit(target.name)
    asks = [Ask(str(one.get("prompt") or ""), str(one["ground_truth"]), str(one["completion"])) for one in rows]
    for number, (one, paid) in enumerate(zip(rows, target.pay(asks), strict=True), 1):
        found.verdicts.append(_verdict(number, one, paid))
    missed = [one for one in found.verdicts if one.reason.startswith(MISSED)]
    found.left_out |= {one.id: one.reason for one in missed}
    return found


MISSED = "should be paid and is not"


def _verdict(number: int, case: Mapping[str, Any], paid: Paid) -> Verdict:
    much = paid.score is not None and paid.score >= HALF
    reason = f"{MISSED}: {case.get('why', '')}" if case["expect"] and not much else paid.reason
    name = str(case.get("id") or number)
    return Verdict(
        name,
        "corpus",
        str(case.get("why", "")),
        str(case["completion"]),
        paid.score,
        much and not case["expect"],
        reason,
    )


def _checked(number: int, row: Any) -> Mapping[str, Any]:
    for name, kind in (("completion", str), ("ground_truth", str | int | float), ("expect", bool)):
        if not isinstance(row, Mapping) or not isinstance(row.get(name), kind):
            raise CorpusError(f"row {number}: it should have {name!r}")
    return row  # type: ignore[no-any-return]
