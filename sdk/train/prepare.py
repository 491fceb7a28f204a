"""`assay prepare NAME[=SOURCE] ... OUT.jsonl`: public data sets as questions to train on.

Each name has its place on the hub; SOURCE is a local copy in the same layout instead: a file, a folder, or hub:NAME.
`python -m sdk.train.prepare` is the same command.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from assay_rl.distribution import add_version, needs
from sdk.train.errors import DataError, TrainError

with needs("train"):
    from sdk.train.data.public import DATA_SETS, prepared

BAD_INPUT = 2
TOLD = 10


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        left_out: list[DataError] = []
        rows = list(prepared(options.names, left_out.append))
        if left_out and not rows:
            raise left_out[0]
        for error in left_out[:TOLD]:
            print(f"left out: {error}", file=sys.stderr)
        if left_out:
            print(f"{len(left_out)} rows left out of {len(left_out) + len(rows)}", file=sys.stderr)
    except TrainError as error:
        print(f"error: {error}", file=sys.stderr)
        return BAD_INPUT
    try:
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="ascii")
    except OSError as error:
        print(f"error: cannot write {options.out}: {error.strerror}", file=sys.stderr)
        return BAD_INPUT
    print(f"{len(rows)} questions in {options.out}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="assay prepare", description="Data sets as questions.")
    parser.add_argument("names", nargs="+", metavar="NAME[=SOURCE]", help=f"of {', '.join(DATA_SETS)}")
    parser.add_argument("out", type=Path, metavar="OUT.jsonl")
    add_version(parser)
    return parser


if __name__ == "__main__":
    sys.exit(main())
