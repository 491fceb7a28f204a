"""What stands right before a value and keeps it from being the answer."""

from __future__ import annotations

from reward_server.symbolic.extract.cues.by_language import of
from reward_server.symbolic.extract.cues.kinds import Kind

BEFORE: dict[Kind, tuple[str, ...]] = {
    "negated": of("not"),
    "wrong": of("wrong before", "wrong"),
    "doubted": of("doubt before", "doubt"),
    "supposed": of("suppose before", "suppose"),
    "bounded": of("bound"),
    "derived": of("part before", "part"),
    "approximate": of("about"),
    "quoted": of("said before", "said"),
    "elsewhere": of("elsewhere"),
}
"""What stands right before a value (only words of `FILLERS` between them) and keeps it from being the answer."""

FILLERS = of("fill", "is", "result", "answer")
"""What may stand between a phrase of `BEFORE` and the value."""

LABELS = of("label")
"""A bare number after one of these is a name: by lemma 7, on page 7."""
