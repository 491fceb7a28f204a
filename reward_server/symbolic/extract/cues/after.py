"""What stands right after a value and keeps it from being the answer."""

from __future__ import annotations

from reward_server.symbolic.extract.cues.by_language import of
from reward_server.symbolic.extract.cues.kinds import Kind

AFTER: dict[Kind, tuple[str, ...]] = {
    "negated": of("not after"),
    "wrong": of("wrong after", "wrong"),
    "doubted": of("doubt after", "doubt", "unsure"),
    "supposed": of("if after", "if", "except"),
    "bounded": of("bound after"),
    "derived": of("part after", "part"),
    "quoted": of("said after"),
    "asked": of("to show after"),
    "elsewhere": of("elsewhere after"),
}
"""What stands right after a value (only words of `FILLERS_AFTER` between them) and keeps it from being the answer."""

FILLERS_AFTER = of("fill after", "is", "is?")
