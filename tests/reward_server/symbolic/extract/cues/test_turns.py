"""Where a text turns from what it sets right to what it states."""

from __future__ import annotations

from cue_cases import Cases, accepting_and_refusing  # type: ignore[import-not-found]  # in a folder above, no package

from reward_server.symbolic.extract.cues import turns

CASES: Cases = {
    "TURN": ("search", "it looks like 8, but there are 12", "it looks like 8 and there are 12"),
    "SENTENCE": ("search", "it is 8. it is", "it is 8.5"),
    "ADDS": ("match", "neither does 7", "nothing else than 7"),
    "NOT_FOUND": ("search", "it is a lucky number", "it is a pluck"),
    "HANGS": ("search", "it is 8 unless", "it is 8 less"),
    "OF_IT": ("match", "my answer is a guess", "my first guess is"),
    "FRONTED": ("match", "strange as it may seem, ", "as long as it is odd, "),
    "AFFIRMED": ("match", "no cabe duda de que son 8", "cabe duda de que son 8"),
    "DOES": ("match", "$ does.", "$ does not."),
    "ASKED": ("search", r"is it \boxed{8}? it is.", r"is it \boxed{8}? it is not."),
    "NOT_BUT": ("search", "it is not 360 but 540", "it is not 360 but more"),
    "EXACTLY": ("search", "no less and no more than 540", "no more than 540"),
    "INDIFFERENT": ("search", "whatever anyone says, it is 8", "what anyone says is 8"),
    "AND_NOT": ("search", "it is 8 and not 9.", "it is 8 and not 9 or 10."),
    "DENIED_AFTER": ("search", "300이 아니라 400", "300이 아닌 것은"),
    "SAYS_RIGHT": ("match", "the correct value is", "the corrected value is"),
}

test_each_pattern_accepts_one_text_and_refuses_another = accepting_and_refusing(turns, CASES)
