"""Kinds of values on the command line."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from typing import Any


def pair(default: Any) -> Callable[[str], tuple[str, Any]]:
    """Reads NAME or NAME=VALUE; the value is JSON, or a text as it is."""

    def read(text: str) -> tuple[str, Any]:
        name, equals, value = text.partition("=")
        if not equals:
            return name, default
        try:
            return name, json.loads(value)
        except ValueError:
            return name, value

    return read


def column(text: str) -> tuple[str, str]:
    """Reads FIELD=COLUMN."""
    field, equals, name = text.partition("=")
    if not equals or not name:
        raise argparse.ArgumentTypeError(f"{text!r} should be FIELD=COLUMN, such as ground_truth=answer")
    return field, name
