"""Whether two JSON files hold the same, numbers within 1e-9: what a peer said once, and what it says today.

    python -m benchmarks.same_numbers KEPT.json FRESH.json

Ends with 1, and with the places that differ (ten at most), where they do.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TOLERANCE = 1e-9
SHOWN = 10


def differences(kept: Any, fresh: Any, place: str = "") -> Iterator[str]:
    if isinstance(kept, dict) and isinstance(fresh, dict) and kept.keys() == fresh.keys():
        for name in kept:
            yield from differences(kept[name], fresh[name], f"{place}.{name}")
    elif isinstance(kept, list) and isinstance(fresh, list) and len(kept) == len(fresh):
        for index, pair in enumerate(zip(kept, fresh, strict=True)):
            yield from differences(*pair, f"{place}[{index}]")
    elif not _same(kept, fresh):
        yield f"{place}: {kept!r}, now {fresh!r}"


def _same(kept: Any, fresh: Any) -> bool:
    if isinstance(kept, (int, float)) and isinstance(fresh, (int, float)):
        return math.isclose(kept, fresh, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    return bool(kept == fresh)


def main(kept: Path, fresh: Path) -> int:
    found = list(differences(json.loads(kept.read_text()), json.loads(fresh.read_text())))
    print("\n".join(found[:SHOWN]) or f"{kept.name}: the same numbers")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
