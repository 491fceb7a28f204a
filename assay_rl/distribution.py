"""What every command says of the package that it came in: its version, and the extra that it needs. All rooms may
import this module; it imports none of them."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Iterator
from importlib import metadata

NAME = "assay-rl"
USAGE_ERROR = 2


def add_version(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--version", action="version", version=version_line(), help="print the version and end")


def version_line() -> str:
    try:
        return f"{NAME} {metadata.version(NAME)}"
    except metadata.PackageNotFoundError:
        return f"{NAME}, not installed: run from its sources"


@contextlib.contextmanager
def needs(extra: str) -> Iterator[None]:
    """Around the imports of a command: ends the process with one line where a package of `extra` is missing."""
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] in ("sdk", "reward_server", "assay_rl"):
            raise
        print(missing(extra, error.name), file=sys.stderr)
        raise SystemExit(USAGE_ERROR) from None


def missing(extra: str, package: str) -> str:
    return f"this needs the {extra} extra ({package} is missing): pip install '{NAME}[{extra}]'"
