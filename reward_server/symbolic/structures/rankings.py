"""Orders that a question asks for: Na > Mg > Al is Al < Mg < Na, and Al, Mg, Na where the smallest comes first."""

from __future__ import annotations

import re
from contextlib import suppress

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.normalize import fold, plain_unicode
from reward_server.symbolic.parse.tree import Word
from reward_server.symbolic.structures.rules import same
from reward_server.symbolic.verdict import EXACT, Undecided, Verdict

MAX_CHARS = 300
MAX_ITEMS = 12
_UP = r"ascending|increasing|(?:small|light|short|slow|weak|few|cold|young|cheap)est|least|lowest"
_DOWN = r"descending|decreasing|(?:larg|great|bigg|heavi|long|fast|strong|hott|old|tall)est|most|highest"
_ASKED = re.compile(
    r"(?:^|[.?!:;,]\s+|\n\s*|\b(?:and|then|to)\s+)(?:(?:[Rr]e)?[Aa]rrange|[Rr]ank|[Ss]ort|[Oo]rder|[Pp]ut|[Pp]lace)\b(?P<how>[^?!]{0,300})"
    r"|(?:Ordne|Sortiere|Rang(?:e[rz]?|iere)|Class(?:e[rz]?)|Ordon(?:ne[rz]?)|Orden[ae]|Ordina(?:re)?|Uporządkuj|Упорядоч|Располож)"
    r"|从[小低弱短轻慢]到|从[大高强长重快]到|昇順|降順|小さい順|大きい順"
)
_ORDERED = re.compile(
    rf"\b(?:order|by|according|{_UP}|{_DOWN})\b|\bfrom\b[^.?!]{{1,40}}\bto\b|\bfirst\b", re.IGNORECASE
)
_WAY = re.compile(
    rf"(?P<up>\b(?:{_UP})\b|小到|低到|昇順|小さい順|возраст|croissant(?<!décroissant)|aufsteigend|creciente(?<!decreciente))"
    rf"|(?P<down>\b(?:{_DOWN})\b|大到|高到|降順|大きい順|убыв|décroissant|absteigend|decreciente)",
    re.IGNORECASE,
)
_SIGN = re.compile(r"\\(?:lt|gt|prec|succ|ll|gg)(?![a-z])|[<>≺≻]|\\text\s?\{\s*[<>]\s*\}")
_STYLE = re.compile(r"\\(?:text[a-z]*|mathrm|mathbf|ce|left|right)(?![a-z])|\\[,;:! ]|[{}$~]|\\q?quad(?![a-z])")
_NOT_A_CHAIN = re.compile(r"[=≤≥≈~]|\\(?:leq?|geq?|approx|sim|in|infty)(?![a-z])")


def same_rankings(truth: str, answer: str, prompt: str) -> Verdict | None:
    """None unless the question asks for an order, and both sides are rows of the same things."""
    if max(len(truth), len(answer)) > MAX_CHARS or not prompt or not (_SIGN.search(truth) or "," in truth):
        return None
    how = _asked(prompt[-MAX_PROMPT:])
    left, right = _row(truth, how or ""), _row(answer, how or "")
    if how is None or left is None or right is None or len(left) != len(right):
        return None
    if all(map(_same, left, right)):
        return Verdict(True, f"the same order of {len(left)}", "rankings")
    rest = list(right)
    for one in left:
        place = next((k for k, other in enumerate(rest) if _same(one, other)), None)
        if place is None:
            return None
        del rest[place]
    return Verdict(False, f"another order of the same {len(left)}", "rankings")


def _asked(prompt: str) -> str | None:
    """The way, up or down, if it says one; None where it asks for no order."""
    found = next((one for one in _ASKED.finditer(prompt) if one["how"] is None or _ORDERED.search(one["how"])), None)
    if found is None:
        return None
    way = _WAY.search(prompt, found.start())
    return "" if way is None else "up" if way["up"] else "down"


def _row(text: str, way: str) -> list[str] | None:
    """What stands in the row, from its beginning, which is the larger end where the question names none."""
    text = plain_unicode(text)
    signs = {("<" if one in ("\\lt", "\\prec", "\\ll", "≺") or "<" in one else ">") for one in _SIGN.findall(text)}
    if len(signs) > 1 or _NOT_A_CHAIN.search(text):
        return None
    parts = _SIGN.split(text) if signs else _listed(text)
    items = [" ".join(_STYLE.sub(" ", one).split()) for one in parts]
    if not 1 < len(items) <= MAX_ITEMS or not all(items):
        return None
    return items[::-1] if signs and (signs == {"<"}) != (way == "up") else items


def _listed(text: str) -> list[str]:
    """At commas, outside brackets."""
    pieces, depth, at = [], 0, 0
    for place, char in enumerate(text):
        depth += (char in "([") - (char in ")]")
        if char in ",;" and not depth:
            pieces.append(text[at:place])
            at = place + 1
    return [*pieces, text[at:]]


def _same(one: str, other: str) -> bool:
    if "".join(one.split()) == "".join(other.split()):
        return True
    left, right = read(one)[1], read(other)[1]
    if left is None or right is None or isinstance(left, Word) or isinstance(right, Word):
        return fold(one) == fold(other) != ""
    with suppress(Undecided):
        return same(left, right, EXACT).equal
    return False
