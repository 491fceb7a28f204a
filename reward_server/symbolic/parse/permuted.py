"""Tuples whose entries, or their signs, may be chosen: all permutations of (1, 2, 3) are six triples, (±3, ±2) with all
combinations of signs four pairs, with equal signs two. A step of `normalize`."""

from __future__ import annotations

import re
from itertools import permutations, product

from reward_server.symbolic.parse.styles import STYLE_WITH_SIZES

MAX_CHARS = 200
MAX_ENTRIES = 4
"""24 members."""
_TUPLE = r"\([^()]{3,60}\)"
_LIST = rf"{_TUPLE}(?:\s*(?:,|;|,?\s*and)\s*{_TUPLE}){{0,5}}"
_TUPLES = rf"(?P<tuples>{_LIST})"
_NAMED = r"(?:\([a-z](?:_\d)?(?:\s*,\s*[a-z](?:_\d)?){1,3}\)\s*(?:=|is|are|\\in)\s*)?"
_KIND = (
    r"(?:(?:all|any|the|every|each|some|an?|six|6|three|3)\s+){0,2}(?:(?:of\s+)?(?:its|their|the)\s+)?(?:possible\s+)?"
    r"(?P<cyclic>cyclic\s+)?"
)
_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_NAMED}(?:(?P<fixed>{_LIST})(?:\s*,\s*|\s+)(?:and\s+|as\s+well\s+as\s+|together\s+with\s+)?)?"
        rf"{_KIND}permutations?\s+of\s+(?:the\s+(?:triple|pair|tuple|numbers)s?\s+)?{_TUPLES}",
        rf"{_NAMED}{_TUPLES}\s*,?\s*\(?(?:and|with|together\s+with|plus|or|as\s+well\s+as|along\s+with)\s+{_KIND}permutations?"
        r"(?:\s+(?:thereof|of\s+(?:it|them|these|this)))?\)?",
        rf"{_NAMED}{_TUPLES}\s*,?\s*\(?(?:in\s+(?:any|some|every)\s+order|in\s+all\s+orders|up\s+to\s+(?:order(?:ing)?|permutations?)"
        r"|in\s+(?:any|all|every)\s+(?:possible\s+)?orderings?)\)?",
        r"\\\{\s*[a-z](?:_\d)?(?:\s*,\s*[a-z](?:_\d)?){1,3}\s*\\\}\s*=\s*\\\{(?P<set>[^{}()]{3,60})\\\}",
    )
)


_SIGNS = re.compile(
    rf"{_NAMED}{_TUPLES}\s*,?\s*\(?(?:(?P<together>(?:with|where)\s+(?:the\s+)?(?:equal|same|corresponding|like)\s+signs?)"
    r"|(?:(?:all|any|with|for|every|the|four|eight|4|8|possible|independent)\s+){0,4}"
    r"(?:sign\s+(?:combination|choice)s?|(?:combinations?|choices?)\s+of\s+(?:the\s+)?signs?|independent\s+signs?))\)?"
)
_SIGN = re.compile(r"\\pm\s?(?![a-z])|±")


def _signed(entries: list[str], together: bool) -> list[list[str]]:
    ways = product("+-", repeat=sum(map(len, map(_SIGN.findall, entries))))
    found = []
    for signs in ways:
        if not together or len(set(signs)) == 1:
            rest = iter(signs)
            found.append([_SIGN.sub(lambda _, rest=rest: next(rest).strip("+"), entry) for entry in entries])  # type: ignore[misc]
    return found


def _without_braces(plain: str) -> str:
    """Of a set that holds tuples and words."""
    inner = plain[2:-2].strip() if plain.startswith("\\{") and plain.endswith("\\}") else plain
    return inner if inner.startswith("(") and "\\{" not in inner else plain


def permuted(text: str) -> str:
    """With each of them written out."""
    plain = _without_braces(" ".join(STYLE_WITH_SIZES.sub(r" \1 ", text[: MAX_CHARS + 1]).split()).strip(" ."))
    found = (
        next((match for form in _FORMS if (match := form.fullmatch(plain))), None) if len(text) <= MAX_CHARS else None
    )
    if found is None:
        signs = _SIGNS.fullmatch(plain) if "sign" in plain and len(plain) <= MAX_CHARS else None
        listed = [] if signs is None else _entries(signs["tuples"])
        if signs is None or any(not 0 < sum(map(len, map(_SIGN.findall, one))) <= MAX_ENTRIES for one in listed):
            return text
        chosen = [f"({', '.join(way)})" for one in listed for way in _signed(one, bool(signs["together"]))]
        return ", ".join(dict.fromkeys(chosen))
    said = found.groupdict()
    fixed, listed = (_entries(said.get(name) or "") for name in ("fixed", "tuples"))
    listed = listed or _entries(f"({said['set']})")
    if "its permutation" in plain and len(listed) > 1:
        fixed, listed = fixed + listed[:-1], listed[-1:]
    if any(not 1 < len(entries) <= MAX_ENTRIES or not all(entries) for entries in listed):
        return text
    written = {f"({', '.join(entries)})": None for entries in fixed}
    for entries in listed:
        turns = [entries[k:] + entries[:k] for k in range(len(entries))]
        for order in turns if said.get("cyclic") else permutations(entries):
            written[f"({', '.join(order)})"] = None
    return ", ".join(written)


def _entries(text: str) -> list[list[str]]:
    """Of each tuple."""
    return [[entry.strip() for entry in one[1:-1].split(",")] for one in re.findall(_TUPLE, text)]
