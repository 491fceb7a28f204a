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
    r"\s*(?:[Tt]he\s+)?(?P<name>[^\W\d_]{2,20}(?:\s[^\W\d_]{2,20}){0,2}?|\\(?:(?:lim)?(?:sup|inf)|max|min)(?:_\s?\{[^{}]{0,16}\})?\s?[A-Za-z]{0,3}(?:_\{?\w\}?)?"
    r"|\\(?:mu|sigma)|\|[a-z]\||(?:\\arg|\\gcd|(?:\\operatorname\s?\{\s?)?(?:lcm|LCM|GCD|gcd|GCF|HCF|arg|Arg)\}?)\s?(?:\([^()]{1,12}\)|[a-z])?)\s*"
    r"(?::|=|(?<!\w)(?:is|are|has|have|was|gets?|ist|hat|est|es|tiene|ha)(?!\w))\s*(?P<value>[^:=]*\d[^:=]*)"
)
_CHANCE = re.compile(
    r"\s*(?:(?:[Tt]he )?(?:row |column )?(?:player|[Pp]lay(?:s|ing)?|[Cc]hoos(?:es?|ing))\s+){0,2}"
    r"(?P<name>[A-Za-z]\w{0,9})\s+(?:is played )?with\s+(?:a )?probability\s+(?:of )?(?P<value>[^:=]*\d[^:=]*)"
)
"""Play U with probability 1/3."""
_COUNTED = re.compile(r"\s*(?P<value>\d[\d.,/]*)\s+(?P<name>[a-z]{4,20})\s*")
_NAMED_BARE = re.compile(r"\s*(?:[Tt]he\s+)?(?P<name>[^\W\d_]{3,20}(?:\s[^\W\d_]{3,20})?)\s+(?P<value>-?[\d\\$][^:=]*)")
"""Mean 4, median 3."""


def named_parts(text: str) -> dict[str, str] | None:
    """Name -> part, where each of several items says whose value it is."""
    if len(text) > MAX_NAMED:
        return None
    if (divided := _DIVIDED.fullmatch(text)) is not None:
        return {"quotient": divided[1], "remainder": divided[2]}
    if not _JOINED.search(text):
        return None
    pieces = split_at_commas(_JOINT.sub(",", _SPACES.sub(" ", _STYLED.sub(r" \1 ", text.strip(" $.")))))
    found = [
        _CHANCE.fullmatch(one) or _NAMED.fullmatch(one) or _NAMED_BARE.fullmatch(one) or _COUNTED.fullmatch(one)
        for one in pieces
    ]
    named = {_named(one["name"]): one["value"].strip() for one in found if one is not None}
    return named if None not in found and len(named) == len(pieces) > 1 else None


_DIVIDED = re.compile(
    r"[\s$]*(\d{1,9})(?:\s|\\[,;: ]|\$)*(?:\\(?:text|mathrm)\s*\{\s*)?(?:[Rr]|[Rr]em(?:ainder|\.)?)"
    r"\s*:?\}?(?:\s|\\[,;: ]|\$)*(\d{1,9})\s*\}?[\s$.]*"
)
"""3 R 2"""
_OTHER_NAMES = {
    "sd": "standard deviation",
    "std": "standard deviation",
    "mu": "mean",
    "sigma": "standard deviation",
    "gcf": "gcd",
    "hcf": "gcd",
    "absolute value": "modulus",
    "magnitude": "modulus",
}
_OF_WHAT = re.compile(r"\\|\s?\([^()]*\)|_\s?\{[^{}]*\}|operatorname\s?\{|\}")


def _named(name: str) -> str:
    """The limsup of \\limsup a_n, and the gcd of gcd(4, 6)."""
    plain = _OF_WHAT.sub("", name).strip()
    if name.startswith("|"):
        return "modulus"
    if re.match(r"arg\b", plain, re.IGNORECASE):
        return "argument"
    plain = plain.split()[0] if name.startswith("\\") and plain.split() else plain
    return _OTHER_NAMES.get(plain.casefold(), plain.casefold())


def listed(text: str) -> list[str]:
    """The members of a list or of a tuple."""
    inner = _TUPLE.fullmatch(text) if len(text) <= MAX_NAMED else None
    return split_at_commas(inner[1] if inner is not None else text)


_TUPLE = re.compile(r"[\s$]*(?:\\left\s*)?[(\[]((?:[^()\[\]]|\([^()]*\))*?)(?:\\right\s*)?[)\]][\s$.]*")


def in_asked_order(named: dict[str, str], prompt: str) -> str:
    """The values alone, where the prompt asks for them in the order in which they are named: mean 4, median 3."""
    found = [re.search(rf"(?<!\w){re.escape(name)}(?!\w)", prompt[-MAX_CHARS:].casefold()) for name in named]
    places = [-1 if one is None else one.start() for one in found]
    return f"({', '.join(named.values())})" if -1 not in places and places == sorted(places) else ""


MAX_NAMED = 200
_JOINED = re.compile(r"[^\W\d_]{2}[^,;]*(?:[,;]|\s(?:and|und|et|y|e|i|и)\s)")


_UP, _DOWN = "increase|rise|gain|profit|growth", "decrease|drop|loss|reduction|decline|fall"
_VERBS = "increased|rose|gained|grew", "decreased|dropped|lost|fell|declined"
_WAY = rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))"
_CHANGE = (
    re.compile(rf"(?:an? )?(?P<amount>\S[^a-z]{{0,30}}(?:percent)?) {_WAY}"),
    re.compile(rf"(?:an? |the )?{_WAY}(?: of| by|:)? (?P<amount>\S[^a-z]{{0,30}}(?:percent)?)"),
    re.compile(rf"(?:an? |the )?{_WAY}(?: of| by|:)? (?P<amount>\d[\d.,]*\s?\^\s?\{{?\s?\\circ\s?\}}?\s?[CF]?)"),
    re.compile(
        rf"(?:it )?(?:(?P<up>{_VERBS[0]}|increases|rises|grows)"
        rf"|(?P<down>{_VERBS[1]}|decreases|falls)) by (?P<amount>\S[^a-z]{{0,30}})"
    ),
)


def change(text: str) -> tuple[str, str] | None:
    """Which way and how much: a 20 % increase, a loss of $20."""
    if len(text) > MAX_NAMED or _WAYS.search(text.lower()) is None:
        return None
    plain = " ".join(_SPACES_BUT_MONEY.sub(" ", _STYLED.sub(r" \1 ", text)).split()).strip(" .")
    plain = plain[:1].lower() + plain[1:]
    plain = plain if "\\$" in plain or plain.count("$") % 2 else plain.replace("$", "")
    found = next(filter(None, (pattern.fullmatch(plain) for pattern in _CHANGE)), None)
    return ("up" if found["up"] else "down", found["amount"]) if found else None


_GLUE = r"(?:\s|\\[,;: ]|\$)*"
_SIGNED = re.compile(
    rf"\s*\$?\s*(?P<sign>[-+−])\s*(?P<amount>\d[^a-z]{{0,30}}%|\\?\$\s?\d[^a-z]{{0,20}}|\d[\d.,]{{0,12}}{_GLUE}"
    r"(?:dollars|\^\s?\{?\s?\\circ.{0,16}|\\(?:text|mathrm)\s?\{[^{}]{1,20}\}))\s*\$?\s*"
)


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
