"""Cycle types of permutations: (3, 2, 1) is 3 + 2 + 1, 1^1 2^1 3^1, [2, 1, 3], and one 3-cycle, a transposition and a
fixed point. Fixed points may be left out where the question says how many numbers are permuted."""

from __future__ import annotations

import re
from collections import Counter

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.parse.number_words import word_number
from reward_server.symbolic.parse.styles import STYLE_WITH_SIZES
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 160
MAX_LENGTH = 60
_ASKED = re.compile(
    r"cycle[- ](?:type|structure|shape|decomposition type)"
    r"|\b(?:the|a|conjugate|transposed?|dual|which) (?:integer )?partition\b"
    r"|\bpartition \$?(?:\\lambda|\\mu|\()",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"partitions|how many|number of|interval|\bset\b|\bsum\b|coarsest|finest|function", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\((?:in )?(?:exponential|frequency|multiplicity)(?: notation| form)?\)$")
_NAMED = re.compile(r"^\\?(?:lambda|mu|[a-zA-Z])(?:'|\^\{?(?:'|\*|t|T|\\prime|\\ast|\\top)\}?)?\s*=\s*")
_DEGREE = re.compile(r"(?:S_\{?|\\mathfrak\{?S\}?_\{?|symmetric group (?:on|of degree) )(\d{1,2})")
_LISTED = re.compile(r"[(\[{]?\s*\d{1,2}(?:\s*[,+]\s*\d{1,2})*\s*[)\]}]?")
_POWERS = re.compile(
    r"[(\[]?\s*(?:\d{1,2}\s*\^\s*\{?\s*\d{1,2}\s*\}?[\s,·]*|\d{1,2}[\s,·]+)*\d{1,2}(?:\s*\^\s*\{?\s*\d{1,2}\s*\}?)?\s*[)\]]?"
)
_POWER = re.compile(r"(\d{1,2})(?:\s*\^\s*\{?\s*(\d{1,2}))?")
_WORDED = re.compile(
    r"(?P<many>an?|no|[a-z]{3,8}|\d{1,2})?\s*(?:disjoint\s+)?(?:(?P<length>\d{1,2}|[a-z]{3,8})[\s-]*cycles?"
    r"|(?P<two>transpositions?)|(?P<fixed>fixed\s+points?)|cycles?\s+of\s+length\s+(?P<of>\d{1,2}))"
)
_SEPARATOR = re.compile(r"\s*(?:,|;|\band\b|\+)\s*")

Type = Counter[int]


def same_cycle_types(truth: str, answer: str, prompt: str) -> Verdict | None:
    """None unless the prompt asks for one, and both sides are read."""
    if max(len(truth), len(answer)) > MAX_CHARS or not _ASKED.search(prompt[-MAX_PROMPT:]):
        return None
    if "ycle" not in prompt and _SEVERAL.search(prompt[-MAX_PROMPT:]):
        return None
    left, right = _type(truth), _type(answer)
    if left is None or right is None:
        return None
    degree = _DEGREE.search(prompt[-MAX_PROMPT:])
    wanted, given = (_whole(one, int(degree[1])) if degree else one for one in (left, right))
    equal = wanted == given
    return Verdict(
        equal,
        f"{'the same' if equal else 'other'} cycle type: {sorted(wanted.items())}, {sorted(given.items())}",
        "permutations",
    )


def _whole(kind: Type, degree: int) -> Type:
    """With the fixed points that nobody mentioned; 0 of them where they are denied."""
    rest = degree - sum(length * many for length, many in kind.items())
    return Counter({**kind, 1: rest}) if rest > 0 and 1 not in kind else +kind


def _type(text: str) -> Type | None:
    plain = " ".join(STYLE_WITH_SIZES.sub(r" \1 ", text).split()).strip(" .").rpartition(":")[2].strip()
    plain = _NAMED.sub("", _ASIDE.sub("", plain))
    if _LISTED.fullmatch(plain):
        lengths = [int(one) for one in re.findall(r"\d+", plain)]
        return Counter(lengths) if 0 not in lengths else None
    if "^" in plain and _POWERS.fullmatch(plain):
        kind: Type = Counter()
        for length, many in _POWER.findall(plain):
            kind[int(length)] += int(many or 1)
        return kind if 0 not in kind else None
    return _worded(plain.lower())


def _worded(plain: str) -> Type | None:
    kind: Type = Counter()
    for part in _SEPARATOR.split(plain):
        found = _WORDED.fullmatch(part.strip())
        if found is None:
            return None
        many = _number(found["many"] or "a")
        length = 2 if found["two"] else 1 if found["fixed"] else _number(found["length"] or found["of"] or "")
        if many is None or not length or length > MAX_LENGTH or length in kind:
            return None
        kind[length] = many
    return kind or None


def _number(word: str) -> int | None:
    if word in ("a", "an"):
        return 1
    if word == "no":
        return 0
    digits = word if word.isdecimal() else word_number(word) or ""
    return int(digits) if digits.isdecimal() else None
