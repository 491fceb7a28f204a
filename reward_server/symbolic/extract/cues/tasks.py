"""What makes a value something that is still to be shown, verified or decided: "we have to prove that it is 7"."""

from __future__ import annotations

from reward_server.symbolic.extract.cues.by_language import LANGUAGES, of

TO_SHOW = of("to show") + tuple(
    f"{left} {right}" for rows in LANGUAGES.values() for left in rows.get("to", ()) for right in rows.get("show", ())
)
"""Said before a value, anywhere in its sentence."""

TASK_LABEL = of("task")
"""A sentence that begins with one of these and a colon repeats what is asked."""
