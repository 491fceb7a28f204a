"""Why the text around the last box takes it back: it gives another value, or denies the one in the box."""

from __future__ import annotations

import itertools
import re
from fractions import Fraction

from reward_server.symbolic.extract import asked, objections
from reward_server.symbolic.extract.afterthoughts import NUMERAL, REACH
from reward_server.symbolic.extract.boxes import Box
from reward_server.symbolic.extract.cued import stated_after_cue
from reward_server.symbolic.extract.cues import REASONS, answers, leads
from reward_server.symbolic.extract.ending import TAIL
from reward_server.symbolic.extract.last_sentence import last_sentence
from reward_server.symbolic.extract.phrases import ends, plain
from reward_server.symbolic.extract.remarks import last_begins
from reward_server.symbolic.extract.unboxed import from_text


def retraction(text: str, box: Box, shown: str, prompt: str) -> str:
    """The reason; empty if nothing takes the box back. `shown` is the value that the box states."""
    return (
        _given_again(text, box, prompt)
        or _denied_after(text, box)
        or _answered_otherwise(text, box, shown)
        or _denied_before(text, box)
    )


def _given_again(text: str, box: Box, prompt: str) -> str:
    """Why a sentence after a box takes it back: it gives what the prompt asks for another value."""
    rest = text[box.end - 1 : box.end + REACH]
    cuts = [one.end() for one in answers.SENTENCE_END.finditer(rest)] if _DIGIT.search(rest) else []
    if concludes := _CONCLUDES.search(rest, 0, cuts[0] if cuts else len(rest)):
        cuts.insert(0, concludes.end())  # half of it is 2, and hence it is 4
    for sentence in (rest[left:right] for left, right in itertools.pairwise((*cuts, len(rest)))):
        if not _DIGIT.search(sentence) or _FORMULA.search(sentence) or _OF_ANOTHER_CASE.search(sentence):
            continue
        found = last_sentence(sentence, prompt)
        if len(found.texts) != 1 or found.around is None or found.weak:
            continue
        if not asked.says_what_it_asks(" ".join(found.around), prompt):
            continue
        if objections.objection(*found.around, found.texts[0], prompt):
            continue
        numbers = NUMERAL.findall(found.texts[0])
        if numbers and not any(one in box.content for one in numbers):
            return f"a later sentence gives another: {found.texts[0][:20]}"
    return ""


_CONCLUDES = re.compile(r"[,;]\s(?:and |but |so )?(?:hence|therefore|thus|so)\s")


def _denied_after(text: str, box: Box) -> str:
    """Why a clause after a box takes it back: so 16 isn't the maximum."""
    denied = _DENIED.search(text, box.end, box.end + TAIL)
    return f"{REASONS['negated']}: {denied.group()}" if denied and denied[1] == box.content.strip() else ""


_DENIED = re.compile(
    r"(?<![\w.,])(\d+(?:\.\d+)?)\$? (?:is not|isn't|was not|wasn't|cannot be|can't be) (?:the|our|my) (?!only)[a-z]+"
)


def _answered_otherwise(text: str, box: Box, shown: str) -> str:
    """Why an answer stated after a box takes it back: it is another number."""
    rest = text[box.end : box.end + TAIL]
    if not _DIGIT.search(rest) or (boxed := _plain_number(shown)) is None:
        return ""
    stated = stated_after_cue(rest)
    if stated is None or len(stated.texts) != 1 or (value := _plain_number(stated.texts[0])) in (None, boxed):
        return ""
    return f"the answer that is stated after it is another: {value}"


def _denied_before(text: str, box: Box) -> str:
    """Why the last sentence before a box that is a paragraph denies its value: the sum is less than 27."""
    before = _PARAGRAPH.split(text[max(0, box.start - TAIL) : box.start])
    if len(before) < 2 or before[-1].strip(" $*_\\[(\n") or not (value := box.content.strip()).isdigit():
        return ""
    sentence = before[-2].strip()
    sentence = sentence[last_begins(sentence) :]
    if not (said := re.search(rf"(?<![\w.,]){re.escape(value)}(?![\w,]|\.\d)", sentence)):
        return ""
    if ends(_NOT_IT, sentence[: said.start()].lower(), 24):
        return REASONS["negated"]
    if leads.IF.match(plain(sentence)):
        return REASONS["supposed"]
    reason = from_text(sentence, "").none
    return reason if reason in _DENIALS else ""


_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_DENIALS = frozenset(REASONS[one] for one in ("negated", "wrong", "doubted", "quoted"))
_NOT_IT = re.compile(r"\b(?:not|n't|(?:less|more|fewer|greater|smaller|larger|bigger) than)\s\$?$")


def _plain_number(text: str) -> Fraction | None:
    """The value of a numeral with or without a unit, or of the last side of an equation."""
    found = _PLAIN_NUMBER.fullmatch(text.rpartition("=")[2])
    if found is None:
        return None
    below = found["below"] or found["under"]
    value = Fraction(found["above"] or found["over"] or found["whole"]) / (
        Fraction(below) if below and int(below) else 1
    )
    return -value if found["sign"] else value


_PLAIN_NUMBER = re.compile(
    r"[\s$]*(?P<sign>[-−])?\s*(?:\\[dt]?frac\s*\{(?P<above>\d{1,30})\}\s*\{(?P<below>\d{1,30})\}"
    r"|(?P<over>\d{1,30})/(?P<under>\d{1,30})|(?P<whole>\d{1,30}(?:\.\d{1,30})?))(?P<unit>[\s$]*[^\d+*/^<>=-]{0,40})"
)


_OF_ANOTHER_CASE = re.compile(r"(?<!\w)(?:could|would|might|if|but these|but those)(?!\w)", re.IGNORECASE)
"""We could also have taken 2, 6 and 7, but these have sum 15."""
_DIGIT, _FORMULA = re.compile(r"\d"), re.compile(r"[=$\\]")
