"""What says something of a value from anywhere in its sentence."""

from __future__ import annotations

from reward_server.symbolic.extract.cues.by_language import of
from reward_server.symbolic.extract.cues.kinds import Kind
from reward_server.symbolic.extract.cues.tasks import TO_SHOW

AROUND: dict[Kind, tuple[str, ...]] = {
    "doubted": of("unsure around", "unsure"),
    "quoted": of("said around"),
    "supposed": of("suppose around"),
    "wrong": of("wrong around"),
    "bounded": of("bound around"),
    "asked": TO_SHOW,
    "elsewhere": of("partial"),
}
"""What keeps a value from being the answer wherever it stands before it in the sentence, up to a "so"."""

GAVE_UP = of("gave up")
"""A sentence that says this states no number."""

RESET = of("reset", "so")
"""After one of these a new statement begins."""

COMMANDS = of("command")
"""A sentence that begins so asks for something, or supposes it; it states nothing."""
