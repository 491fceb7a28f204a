"""Bearings: S 40° W is 220°, in any notation: 220°, 220° T, west of south."""

from __future__ import annotations

import re
from fractions import Fraction

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 80
_ABOUT = re.compile(r"\b(?:bearing|course|heading|direction|azimuth|compass|sail|fl(?:y|ies))", re.IGNORECASE)
_FROM_NORTH = re.compile(r"\b(?:bearing|azimuth|compass)", re.IGNORECASE)
"""Where a number alone counts from north; a direction may count from east."""
_STYLES = re.compile(r"\\(?:text[a-z]*|mathrm|operatorname)\s*\{([^{}]*)\}|\\(?:[,;:! ]|q?quad(?![a-z]))|[${}~]")
_ANGLE = r"(?P<angle>\d{1,3}(?:\.\d+)?)\s*(?:\^\s*\\circ|\\degree|°|degrees|deg)?"
_POINT = r"north|south|east|west|[NSEW]"
_QUADRANT = re.compile(rf"(?P<from>{_POINT})\s*{_ANGLE}\s*(?P<to>{_POINT})", re.IGNORECASE)
_OF = re.compile(rf"{_ANGLE}\s*(?P<to>{_POINT})\s+of\s+(?P<from>{_POINT})", re.IGNORECASE)
_TRUE = re.compile(rf"(?P<digits>{_ANGLE})\s*(?:T|true)?", re.IGNORECASE)
_DUE = re.compile(r"(?:due\s+)?(?P<to>north|east|south|west)(?:wards?)?", re.IGNORECASE)
_BETWEEN = re.compile(
    r"(?:due\s+)?(?P<first>north|south)[\s-]?(?P<then>east|west)(?:wards?)?|(?-i:(?P<short>NE|NW|SE|SW))", re.IGNORECASE
)
_HALFWAY = {"ne": 45, "se": 135, "sw": 225, "nw": 315}
_POINTS = {"n": 0, "e": 90, "s": 180, "w": 270}
_LEAD = re.compile(r"^(?:(?:a|the|on|at|bearing|direction|course|of|is|to|towards?|in|\s)+(?=\s))?\s*", re.IGNORECASE)


_SAID = re.compile(r"(?:(?:a|the|on|at|true|of)\s+)*(?:bearing|azimuth)\b", re.IGNORECASE)


def same_bearings(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only. A number alone is a bearing beside one that says from where, if the prompt speaks of bearings."""
    if max(len(truth), len(answer)) > MAX_CHARS or _ABOUT.search(prompt[-MAX_PROMPT:]) is None:
        return None
    left, right = _bearing(truth), _bearing(answer)
    if left is None or right is None or left[0] != right[0] or not (left[1] or right[1]):
        return None
    if not (left[1] and right[1]) and _FROM_NORTH.search(prompt[-MAX_PROMPT:]) is None:
        return None
    return Verdict(True, f"the same bearing: {float(left[0]):g} degrees", "bearings")


def bearings_differ(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Refuses only: N 30° E and E 30° N are products of the same letters."""
    if max(len(truth), len(answer)) > MAX_CHARS or truth == answer or not _LETTERED.search(truth):
        return None
    left, right = _bearing(truth), _bearing(answer)
    if left is None or right is None or not (left[1] and right[1]) or left[0] == right[0]:
        return None
    return Verdict(False, f"another bearing: {float(left[0]):g} against {float(right[0]):g} degrees", "bearings")


_LETTERED = re.compile(r"[NSEW].*\d.*[NSEW]", re.DOTALL)


def _bearing(text: str) -> tuple[Fraction, bool] | None:
    """Degrees from north, clockwise; and whether the text says from where it counts."""
    said = " ".join(_STYLES.sub(r" \1 ", text).split()).strip(" .")
    plain = _LEAD.sub("", said)
    if (found := _QUADRANT.fullmatch(plain) or _OF.fullmatch(plain)) is not None:
        return _turned(found["from"][0].lower(), found["to"][0].lower(), Fraction(found["angle"]))
    if (found := _BETWEEN.fullmatch(plain)) is not None:
        point = found["short"] or found["first"][0] + found["then"][0]
        return Fraction(_HALFWAY[point.lower()]), True
    if (found := _DUE.fullmatch(plain)) is not None:
        return Fraction(_POINTS[found["to"][0].lower()]), True
    if (found := _TRUE.fullmatch(plain)) is not None and Fraction(found["angle"]) <= 360:
        return Fraction(found["angle"]) % 360, _SAID.match(said) is not None
    return None


def _turned(start: str, end: str, angle: Fraction) -> tuple[Fraction, bool] | None:
    """From one point of the compass towards the next one."""
    way = (_POINTS[end] - _POINTS[start]) % 360
    if way not in (90, 270) or angle > 90:
        return None
    return (_POINTS[start] + (angle if way == 90 else -angle)) % 360, True
