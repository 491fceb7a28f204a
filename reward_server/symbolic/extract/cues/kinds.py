"""Why a value is not offered as the answer, and how the tables of phrases are written."""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal

Kind = Literal[
    "negated",
    "wrong",
    "doubted",
    "supposed",
    "bounded",
    "derived",
    "approximate",
    "quoted",
    "elsewhere",
    "asked",
    "gave up",
]

REASONS = MappingProxyType(
    {
        "negated": "the value is negated",
        "wrong": "the value is called wrong",
        "doubted": "the value is doubted",
        "supposed": "the value is supposed, not stated",
        "bounded": "the value is a bound of the answer, not the answer",
        "derived": "the answer is described by a value, not stated",
        "approximate": "a whole number that is said to be about the answer is no answer",
        "quoted": "the value is quoted",
        "elsewhere": "the value belongs to something else",
        "asked": "the value is to be shown or checked, not stated",
        "gave up": "the text says that it has no answer",
    }
)


def phrases(table: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.strip() for line in table.splitlines() for one in line.split("|") if one.strip()))


def glued(char: str) -> bool:
    """Scripts that write without spaces, or put particles onto their words."""
    return "\u0e00" <= char <= "\u0eff" or "\u3040" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7af"
