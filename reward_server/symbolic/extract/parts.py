"""Answers of several parts that have labels, (a) 4, (b) 9, or names: Anna is 12, Ben is 36."""

from __future__ import annotations

import re

MAX_CHARS = 1000
_STYLE = r"\\(?:text[a-z]*|mathrm|mathbf)\s*+\{\s*+"
_NAME = r"([A-Ja-j]|i{1,3}|iv|v|[1-9])"
_LABEL = re.compile(rf"(?:^|(?<=[\s,;.}}$]))(?:{_STYLE}\(?{_NAME}\)[.:]?\s*+\}}|\(?{_NAME}\)[.:]?)")
_ORDERS = ("abcdefghij", "ABCDEFGHIJ", "123456789", ("i", "ii", "iii", "iv", "v"))
_GAP = r"\s|[,;.$]|\\\\|\\quad|\\qquad|\\[ ,;:!]"
_BETWEEN = re.compile(rf"(?:{_GAP}|\band\b)++")
_LAST = re.compile(rf"(?:{_GAP}|\band)$|\\$")
_SAYS = re.compile(r"[^\W_]")
_OPENING, _CLOSING = "([{", ")]}"


def labelled_parts(text: str) -> dict[str, str] | None:
    """Label -> part, where the text begins with a label and has all labels up to the last, in any order."""
    if len(text) > MAX_CHARS:
        return None
    text = text.strip(" $")
    labels = [one for one in _LABEL.finditer(text) if not _is_within_brackets(text, one.start())]
    names = ["".join(filter(None, one.groups())) for one in labels]
    if len(names) < 2 or labels[0].start() or not _in_order(names):
        return None
    ends = [one.start() for one in labels[1:]] + [len(text)]
    parts = [_bare(text[one.end() : end]) for one, end in zip(labels, ends, strict=True)]
    return dict(zip(names, parts, strict=True)) if all(map(_SAYS.search, parts)) else None


def _is_within_brackets(text: str, place: int) -> bool:
    """As the end of (1, 2)."""
    return text.count("(", 0, place) > text.count(")", 0, place)


def _in_order(names: list[str]) -> bool:
    """A name alone may be of two orders: i is the ninth letter and the first numeral."""
    return any(sorted(names) == sorted(order[: len(names)]) for order in _ORDERS)


def _bare(part: str) -> str:
    """Without what stands between it and the next one."""
    begun = _BETWEEN.match(part)
    part = part[begun.end() :] if begun else part
    end = len(part)
    while found := _LAST.search(part, max(0, end - 8), end):
        end = found.start()
    return part[:end]


def split_at_commas(text: str) -> list[str]:
    """Outside brackets."""
    pieces, depth, at = [], 0, 0
    for place, char in enumerate(text[:MAX_CHARS]):
        depth += (char in _OPENING) - (char in _CLOSING)
        if char in ",;" and depth <= 0:
            pieces.append(text[at:place])
            at = place + 1
    return [*pieces, text[at:]]


_STYLED = re.compile(rf"{_STYLE}([^{{}}]*)\}}")
_SPACES = re.compile(r"\\(?:[ ,;:!]|q?quad(?![a-z]))|[$~]")
_JOINT = re.compile(r"[,;]?\s+(?:and|und|et|y|e|i|и)\s+|[;\n]")
_NAMED = re.compile(
    r"\s*(?:[Tt]he\s+)?(?P<name>[^\W\d_]{2,20}(?:\s[^\W\d_]{2,20}){0,2}?|\\(?:sup|inf|max|min)\s?[A-Za-z]{0,3})\s*"
    r"(?::|=|(?<!\w)(?:is|are|has|have|was|gets?|ist|hat|est|es|tiene|ha)(?!\w))\s*(?P<value>[^:=]*\d[^:=]*)"
)


def named_parts(text: str) -> dict[str, str] | None:
    """Name -> part, where each of several items says whose value it is."""
    if len(text) > MAX_NAMED or not _JOINED.search(text):
        return None
    pieces = split_at_commas(_JOINT.sub(",", _SPACES.sub(" ", _STYLED.sub(r"\1", text.strip(" $.")))))
    found = [_NAMED.fullmatch(one) for one in pieces]
    named = {one["name"].casefold(): one["value"].strip() for one in found if one is not None}
    return named if None not in found and len(named) == len(pieces) > 1 else None


MAX_NAMED = 200
_JOINED = re.compile(r"[^\W\d_]{2}[^,;]*(?:[,;]|\s(?:and|und|et|y|e|i|и)\s)")


_UP, _DOWN = "increase|rise|gain|profit|growth", "decrease|drop|loss|reduction|decline|fall"
_VERBS = "increased|rose|gained|grew", "decreased|dropped|lost|fell|declined"
_WAY = rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))"
_CHANGE = (
    re.compile(rf"(?:an? )?(?P<amount>\S[^a-z]{{0,30}}(?:percent)?) {_WAY}"),
    re.compile(rf"(?:an? |the )?{_WAY}(?: of| by|:)? (?P<amount>\S[^a-z]{{0,30}}(?:percent)?)"),
    re.compile(
        rf"(?:it )?(?:(?P<up>{_VERBS[0]}|increases|rises|grows)"
        rf"|(?P<down>{_VERBS[1]}|decreases|falls)) by (?P<amount>\S[^a-z]{{0,30}})"
    ),
)


def change(text: str) -> tuple[str, str] | None:
    """Which way and how much: a 20 % increase, a loss of $20."""
    if len(text) > MAX_NAMED or _WAYS.search(text) is None:
        return None
    plain = " ".join(_SPACES_BUT_MONEY.sub(" ", _STYLED.sub(r"\1", text)).split()).strip(" .")
    plain = plain[:1].lower() + plain[1:]
    found = next(filter(None, (pattern.fullmatch(plain) for pattern in _CHANGE)), None)
    return ("up" if found["up"] else "down", found["amount"]) if found else None


_SIGNED = re.compile(r"\s*\$?\s*(?P<sign>[-+−])\s*(?P<amount>\d[^a-z]{0,30}%)\s*\$?\s*")


def signed_change(text: str) -> tuple[str, str] | None:
    """-25 %, a decrease of 25 %."""
    found = _SIGNED.fullmatch(text) if len(text) <= MAX_NAMED else None
    return ("up" if found["sign"] == "+" else "down", found["amount"]) if found else None


_WAYS = re.compile(rf"{_UP}|{_DOWN}|{'|'.join(_VERBS)}|grows")
_SPACES_BUT_MONEY = re.compile(r"\\(?:[ ,;:!]|q?quad(?![a-z]))|~")


def asked_way(prompt: str) -> str:
    """The way that a prompt speaks of, if it speaks of one alone: by what percentage did it fall?"""
    found = {"up" if one[1] else "down" for one in _WAYS_OF.finditer(prompt[-MAX_CHARS:])}
    return found.pop() if len(found) == 1 else ""


_WAYS_OF = re.compile(rf"\b(?:({_UP}|{_VERBS[0]})|{_DOWN}|{_VERBS[1]})\b")
