# ruff: noqa: E501  (a pattern is one way to say it)
"""Which of the listed items: "all except (II)" is "I and III", where the question lists I, II and III."""

from __future__ import annotations

import re

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 120
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_ORDERS = (_ROMAN, tuple("ABCDEFGHIJ"), tuple(one.lower() for one in _ROMAN), tuple("abcdefghij"), tuple("123456789"))
_LISTED = re.compile(
    r"(?<![\w\\])(?:\((?P<inside>[IVX]{1,4}|[ivx]{1,4}|[A-Ja-j]|[1-9])\)|(?P<before>[IVX]{1,4}|[A-J]|[1-9])[.):](?=\s))"
)
_STYLE = re.compile(r"\\(?:text[a-z]*|mathrm|mbox)\s*(?=\{)|\\(?:[,;:! ]|q?quad(?![a-z]))|[{}$()~]")
_ALL = (
    r"(?:all|every\s?one|each)(?: (?:of )?(?:them|these|those|the (?:statements|options|items|propositions|above))"
    r"| (?:the )?(?:statements|options|items)| (?:two|three|four|five|six))?"
)
_SAID = r"(?: (?:are|is|hold|holds))?(?: (?:true|correct|right|valid|false|wrong|metals?))?"
_EXCEPT = re.compile(
    rf"{_ALL},? (?:except|but|other than|apart from|save)(?: for)? (?P<but>[\w ,&]{{1,40}}?){_SAID}", re.IGNORECASE
)
_EVERYTHING = re.compile(rf"{_ALL}{_SAID}", re.IGNORECASE)
_ONLY = re.compile(
    rf"(?:only )?(?:(?:statements?|options?|items?|propositions?) )?(?P<named>[\w ,&]{{1,40}}?)(?: only| alone)?{_SAID}",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s*(?:,\s*(?:and\b|&)?|\band\b|&)\s*")
_ASKS = re.compile(r"\bwhich\b|\bselect\b|\bchoose\b|\bidentify\b|\bdetermine\b|\blist\b", re.IGNORECASE)


def same_selection(truth: str, answer: str, prompt: str) -> Verdict | None:
    """None unless the prompt lists items, and both sides say which of them."""
    if not prompt or max(len(truth), len(answer)) > MAX_CHARS or not _ASKS.search(asked := prompt[-MAX_PROMPT:]):
        return None
    plain = [" ".join(_STYLE.sub(" ", one).split()).strip(" .") for one in (truth, answer)]
    if not any(map(_IN_WORDS.search, plain)):
        return None
    for items in _items(asked):
        left, right = (_chosen(one, items) for one in plain)
        if left and "?" not in left and right is not None:
            return Verdict(
                left == right, f"of {', '.join(items)}: {', '.join(sorted(left))}; {', '.join(sorted(right))}", "choice"
            )
    return None


_IN_WORDS = re.compile(r"\b(?:all|every|each|only|alone|none|except|and|or)\b", re.IGNORECASE)


def _items(prompt: str) -> list[tuple[str, ...]]:
    """Each list of labels in its order, (I), (II), (III), of which a prompt has the first ones."""
    found = {one["inside"] or one["before"] for one in _LISTED.finditer(prompt)}
    listed = []
    for order in _ORDERS:
        size = next((k for k, label in enumerate(order) if label not in found), len(order))
        if size > 1:
            listed.append(order[:size])
    return listed


def _chosen(said: str, items: tuple[str, ...]) -> frozenset[str] | None:
    """The labels that a text chooses, a "?" where it leaves open which; None where it says something else."""
    if said.lower() in ("none", "none of them", "none of these"):
        return frozenset()
    if (found := _EXCEPT.fullmatch(said)) is not None:
        left_out = _labels(found["but"], items)
        return frozenset(items) - left_out if left_out else None
    if _EVERYTHING.fullmatch(said):
        return frozenset(items)
    if items[0] != "1" and re.search(r"\bor\b", said) and _labels(re.sub(r"\bor\b", "and", said), items):
        return frozenset({"?"})
    return _labels(found["named"], items) if (found := _ONLY.fullmatch(said)) is not None else None


def _labels(text: str, items: tuple[str, ...]) -> frozenset[str] | None:
    parts = [one for one in _JOINT.split(text.strip()) if one]
    return frozenset(parts) if parts and len({*parts}) == len(parts) and {*parts} <= {*items} else None
