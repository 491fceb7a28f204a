"""What joins boxes that stand side by side."""

from __future__ import annotations

from cue_cases import Cases, accepting_and_refusing  # type: ignore[import-not-found]  # in a folder above, no package

from reward_server.symbolic.extract.cues import beside

CASES: Cases = {
    "CONNECTED": ("fullmatch", ", and y = ", " then add four to it and get "),
    "LABELLED": ("fullmatch", " (b) y = ", " we add four "),
    "PARTED": ("fullmatch", ". For part (b), the median is ", ". For part (b), the median is not "),
    "PART_BEFORE": ("search", "For part (a), the mean is ", "The mean is "),
    "OFFERED": ("search", " or ", " and "),
    "RETRACTED": ("search", ", no wait, ", " and "),
    "CLAUSE_END": ("search", "$, then $", " against $"),
    "EQUATED": ("search", " against x = ", " against "),
    "AFTER_OR": ("match", " or maybe 8", " and 8"),
    "GAVE_UP": ("search", "Then I give up", "Then we take up"),
    "NAMED": ("search", "by theorem $", "the theorem says $"),
    "ASKED": ("match", " is it right?", " is it right."),
    "NOUN": ("match", " apples", " cm"),
    "MODAL": ("match", " can be placed", " candles"),
}

test_each_pattern_accepts_one_text_and_refuses_another = accepting_and_refusing(beside, CASES)
