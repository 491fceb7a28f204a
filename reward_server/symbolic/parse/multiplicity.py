"""Values with how often they count: -1 (multiplicity 2), 3 is -1, -1, 3."""

from __future__ import annotations

import re

_STYLE = r"(?:\s|[${}~]|\\text[a-z]*(?=\s*\{)|\\(?:[ ,;:!]|q?quad(?![a-z]))){0,8}"
_BEFORE = r"(?:\s|[$~]|\\text[a-z]*\s*\{|\\(?:[ ,;:!]|q?quad(?![a-z]))){0,8}"
_CLOSED = r"[\s}]{0,2}"
_NOUN = (
    r"(?:multiplicity|multiplicité|multiplicidade?|molteplicità|multipliciteit|multiplicitet|Vielfachheit|krotnoś\w+"
    r"|násobnost\w*|кратн[оі]ст\w+)"
)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "double": 2, "twice": 2, "doppelt": 2, "doble": 2, "triple": 3}
_MENTION = re.compile(
    rf"{_BEFORE}(?:\({_STYLE})?(?:(?:with|of|has|having|mit|der|avec|de|con|com|di|z|algebraic(?!\w)){_STYLE}){{0,3}}"
    rf"{_NOUN}(?:{_STYLE}(?:of|is|=|:))?{_STYLE}(\d|one|two|three|four)(?![\w.])[\s$}}]{{0,4}}\)?{_CLOSED}"
    rf"|{_BEFORE}\({_STYLE}(double|twice|doppelt|doble|triple)(?: (?:root|zero|Nullstelle))?{_CLOSED}\){_CLOSED}"
)
MAY_COUNT = re.compile(
    "ultipli|olteplicit|ielfachheit|rotno|ásobnost|ратн|\\((?:[^()]*[^a-z()])?(?:double|twice|doppelt|doble|triple)"
)
"""What a text holds that may have a mention."""
_SEPARATOR = re.compile(r"[,;]|(?<!\w)and(?!\w)")
MAX_MENTIONS = 16


def counted_out(text: str) -> str:
    """The text with each value written as often as it counts."""
    written, at = "", 0
    for mention in list(_MENTION.finditer(text))[: MAX_MENTIONS + 1]:
        before = text[at : mention.start()]
        start = max((one.end() for one in _SEPARATOR.finditer(before) if _is_outside(before[: one.start()])), default=0)
        value = before[start:].strip()
        if not value:
            return text
        times = _NUMBERS.get(mention[1] or mention[2]) or int(mention[1])
        written += before[:start] + " " + ", ".join([value] * times)
        at = mention.end()
    return written + text[at:]


def _is_outside(text: str) -> bool:
    """Is no bracket open?"""
    return all(text.count(opening) <= text.count(closing) for opening, closing in ("()", "[]", "{}"))
