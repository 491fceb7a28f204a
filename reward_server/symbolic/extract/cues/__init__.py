"""The words around a value, as data: what introduces an answer, and what says that a value is not offered as one.

`languages/` holds the phrases, a file for each language and a line for each kind, divided by `|`; they are in lower
case and matched at word borders (Chinese, Japanese, Korean and Thai, which write without spaces or glue particles on,
anywhere). Where a phrase must stand is the table's: `BEFORE` right before the value, `AFTER` right after it, `AROUND`
anywhere in its sentence. The other modules hold what no table can say: patterns.
"""

from reward_server.symbolic.extract.cues.after import AFTER, FILLERS_AFTER
from reward_server.symbolic.extract.cues.around import AROUND, COMMANDS, GAVE_UP, RESET
from reward_server.symbolic.extract.cues.before import BEFORE, FILLERS, LABELS
from reward_server.symbolic.extract.cues.kinds import REASONS, Kind
from reward_server.symbolic.extract.cues.nouns import ANSWER_NOUNS, BRIDGES, OWN_ANSWER, OWN_VERBS

__all__ = [
    "AFTER", "ANSWER_NOUNS", "AROUND", "BEFORE", "BRIDGES", "COMMANDS", "FILLERS", "FILLERS_AFTER", "GAVE_UP", "LABELS",
    "OWN_ANSWER", "OWN_VERBS", "REASONS", "RESET", "Kind",
]  # fmt: skip
