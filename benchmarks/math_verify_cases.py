"""Math-Verify's own published test cases through `sdk.compat.math_verify`: which verdicts differ.

    python -m benchmarks.math_verify_cases FOLDER [--unevaluated] [--at-most 20]

FOLDER holds the test files of its source distribution (tests/). Read from them, and never run, are the parametrised
cases of a gold text, a predicted text and whether they are equal. The exit status is 1 where more than `--at-most`
verdicts differ.
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from sdk.compat.math_verify import parse, verify

EXPECTED = ("expected", "result")


class Case(NamedTuple):
    place: str
    gold: str
    pred: str
    equal: bool
    options: dict[str, Any]


def cases(folder: Path) -> Iterator[Case]:
    for path in sorted(folder.glob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.parametrize":
                yield from _of_table(path.name, node)


def _of_table(name: str, node: ast.Call) -> Iterator[Case]:
    """A table whose columns are gold, pred and the verdict; `strict` and `precision` are handed on."""
    try:
        columns = [one.strip() for one in ast.literal_eval(node.args[0]).split(",")]
    except ValueError:
        return
    rows = node.args[1]
    if "gold" not in columns or "pred" not in columns or not isinstance(rows, ast.List):
        return
    for row in rows.elts:
        try:
            cells = dict(zip(columns, ast.literal_eval(row), strict=True))
        except ValueError:
            continue  # built by sympy: no text
        verdict = next(cells.pop(one) for one in EXPECTED if one in cells)
        gold, pred = cells.pop("gold"), cells.pop("pred")
        if isinstance(gold, str) and isinstance(pred, str):
            options = {"float_rounding": cells["precision"]} if "precision" in cells else {}
            yield Case(f"{name}:{row.lineno}", gold, pred, bool(verdict), options)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--unevaluated", action="store_true", help="answers that leave an operation to be done count")
    parser.add_argument("--at-most", type=int, default=0, help="differences that are known")
    options = parser.parse_args()
    found = list(cases(options.folder))
    differ = []
    for one in found:
        said = verify(parse(one.gold), parse(one.pred), unevaluated=options.unevaluated, **one.options)
        if said != one.equal:
            differ.append((one, said))
    for one, said in differ:
        print(f"{one.place}: ours {said}, theirs {one.equal}\n    gold {one.gold[:150]!r}\n    pred {one.pred[:150]!r}")
    print(f"{len(found)} cases, {len(found) - len(differ)} agree, {len(differ)} differ")
    return 0 if found and len(differ) <= options.at_most else 1


if __name__ == "__main__":
    sys.exit(main())
