"""Tuples whose entries may stand in any order: all permutations of (1, 2, 3) are six triples, and
(2, 2, 3) with its permutations three. A step of `normalize`."""

from __future__ import annotations

import re
from itertools import permutations

MAX_CHARS = 200
MAX_ENTRIES = 4
"""24 members."""
MAY_PERMUTE = re.compile(r"permutation|\border(?:ing)?s?\b|\\}\s*=\s*\\\{")
_STYLED = re.compile(
    r"\\(?:text[a-z]*|mathrm|mbox)\s*\{([^{}]*)\}|\\(?:[,;:! ]|q?quad(?![a-z])|left(?![a-z])|right(?![a-z]))|[$~]"
)
_TUPLE = r"\([^()]{3,60}\)"
_TUPLES = rf"(?P<tuples>{_TUPLE}(?:\s*(?:,|;|and)\s*{_TUPLE}){{0,5}})"
_NAMED = r"(?:\([a-z](?:_\d)?(?:\s*,\s*[a-z](?:_\d)?){1,3}\)\s*(?:=|is|are|\\in)\s*)?"
_KIND = (
    r"(?:(?:all|any|the|every|each|some|an?|six|6|three|3)\s+){0,2}(?:(?:of\s+)?(?:its|their|the)\s+)?(?:possible\s+)?"
    r"(?P<cyclic>cyclic\s+)?"
)
_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_NAMED}{_KIND}permutations?\s+of\s+(?:the\s+(?:triple|pair|tuple|numbers)\s+)?{_TUPLES}",
        rf"{_NAMED}{_TUPLES}\s*,?\s*\(?(?:and|with|together\s+with|plus|or|as\s+well\s+as|along\s+with)\s+{_KIND}permutations?"
        r"(?:\s+(?:thereof|of\s+(?:it|them|these|this)))?\)?",
        rf"{_NAMED}{_TUPLES}\s*,?\s*\(?(?:in\s+(?:any|some|every)\s+order|in\s+all\s+orders|up\s+to\s+(?:order(?:ing)?|permutations?)"
        r"|in\s+(?:any|all|every)\s+(?:possible\s+)?orderings?)\)?",
        r"\\\{\s*[a-z](?:_\d)?(?:\s*,\s*[a-z](?:_\d)?){1,3}\s*\\\}\s*=\s*\\\{(?P<set>[^{}()]{3,60})\\\}",
    )
)


def permuted(text: str) -> str:
    """With each of them written out."""
    plain = " ".join(_STYLED.sub(r" \1 ", text[: MAX_CHARS + 1]).split()).strip(" .")
    found = (
        next((match for form in _FORMS if (match := form.fullmatch(plain))), None) if len(text) <= MAX_CHARS else None
    )
    if found is None:
        return text
    said = found.groupdict()
    tuples = [one[1:-1] for one in re.findall(_TUPLE, said.get("tuples") or f"({said['set']})")]
    listed = [[entry.strip() for entry in one.split(",")] for one in tuples]
    if any(not 1 < len(entries) <= MAX_ENTRIES or not all(entries) for entries in listed):
        return text
    written: dict[str, None] = {}
    for entries in listed:
        turns = [entries[k:] + entries[:k] for k in range(len(entries))]
        for order in turns if said.get("cyclic") else permutations(entries):
            written[f"({', '.join(order)})"] = None
    return ", ".join(written)
