"""Groups by degree: H_0 = Z, H_1 = Z/2, H_n = 0 for n >= 2, listed or in cases."""

from __future__ import annotations

import re
from collections.abc import Callable

from reward_server.symbolic.structures.algebra.group_types import Type
from reward_server.symbolic.structures.algebra.groups import MAX_CHARS, group, plain
from reward_server.symbolic.verdict import Verdict

MAX_DEGREE = 10
"""Above it, and above what either side writes, all degrees are alike."""
_SIGNS = {
    "\\geq": "≥", "\\ge": "≥", "\\leq": "≤", "\\le": "≤", "\\neq": "≠", "\\ne": "≠", "\\cong": "=", "\\in": "∈",
    "≅": "=", "&": " & ",
}  # fmt: skip
_SIGN = re.compile(r"\\(?:geq?|leq?|neq?|cong|in)(?![a-z])|≅|&")
_ENTRY = re.compile(
    r"(?P<name>(?:\\(?:tilde|widetilde|bar)\s?\{?)?(?:\\pi|[A-Z][a-z]{0,2})\}?)\s?(?P<script>[_^])\s?\{?(?P<degree>\w)\}?\s?"
    r"(?:\([^()=]{0,40}\)\s?)?=|(?P<others>\b(?:and )?(?:all )?(?:the )?others?\b(?: groups)?)(?:\s?=| are)?"
)
_CASES = re.compile(r"\s*\\begin\s?\{cases\}(.*?)\\end\s?\{cases\}\W*", re.DOTALL)
_FOR = r"(?:for|if|when|where|whenever|wenn|für|si|pour)\s"
_WHEN = re.compile(
    rf"(?:(?:{_FOR}|all\s|every\s)*)\(?\s*(?P<letter>\w)\s?(?P<sign>[≥>=≠<≤∈])\s?⦃?(?P<bounds>\d(?:\s?(?:,|or|and)\s?\d)*)⦄?\)?"
)
_ELSE = r"(?:otherwise|else|sonst|sinon|all other)"
_OTHERWISE = re.compile(rf"\W*(?:for |in )?{_ELSE}(?: cases| \w)?\W*")
_SPLIT = re.compile(rf"(?P<value>.*?)[\s,&(]+(?P<when>{_FOR}.*|\w\s?[≥>=≠<≤∈].*|{_ELSE}.*)", re.DOTALL)
_ROW = re.compile(r"¶|(?:,| and|;)(?=\s?[^\s,;&]{1,20}\s(?:otherwise|else))")
_HOLDS: dict[str, Callable[[int, list[int]], bool]] = {
    "=": lambda k, bounds: k in bounds,
    "∈": lambda k, bounds: k in bounds,
    "≠": lambda k, bounds: k not in bounds,
    "≥": lambda k, bounds: k >= bounds[0],
    ">": lambda k, bounds: k > bounds[0],
    "≤": lambda k, bounds: k <= bounds[0],
    "<": lambda k, bounds: k < bounds[0],
}
Degrees = dict[int, Type]


def same_graded(truth: str, answer: str, prompt: str = "") -> Verdict | None:
    """None unless both say which group each degree has."""
    if not ("_" in truth or "^" in truth) or "=" not in truth.replace("cong", "="):
        return None
    if (
        max(len(truth), len(answer)) > MAX_CHARS
        or (left := _graded(truth)) is None
        or (right := _graded(answer)) is None
    ):
        return None
    if left[0] != right[0] or not any(left[1].values()):
        return None
    equal = all(right[1].get(k) == wanted for k, wanted in left[1].items()) and not any(
        given for k, given in right[1].items() if k not in left[1]
    )
    return Verdict(equal, f"{'the same' if equal else 'other'} groups by degree: {truth[:60]}, {answer[:60]}", "groups")


def _graded(text: str) -> tuple[str, Degrees] | None:
    """The name, and what is known of each degree up to the highest that counts."""
    text = " ".join(_SIGN.sub(lambda sign: _SIGNS[sign[0]], plain(text)).replace(" zero", " 0").split())
    entries = list(_ENTRY.finditer(text))
    names = {"".join(re.findall(r"\w", one["name"])) + one["script"] for one in entries if one["name"]}
    if not entries or entries[0].start() > 1 or len(names) != 1:
        return None
    ends = [one.start() for one in entries[1:]] + [len(text)]
    found: Degrees = {}
    waiting: list[str] = []
    for entry, end in zip(entries, ends, strict=True):
        waiting.append(entry["degree"] or "others")
        value = _TRAILS.sub("", text[entry.end() : end].strip(" ,;$."))
        if not value:
            continue  # H_0 = H_2 = Z
        for degree in waiting:
            degrees = _value(value, degree, found)
            if degrees is None or any(found.setdefault(k, type_) != type_ for k, type_ in degrees.items()):
                return None
        waiting = []
    return (names.pop(), found) if len(found) > 1 and not waiting else None


_TRAILS = re.compile(r"[\s,;]+(?:and|und|et|y)$")


def _value(text: str, degree: str, found: Degrees) -> Degrees | None:
    if (cases := _CASES.fullmatch(text)) is not None:
        return _cases(cases[1], degree, {})
    if degree.isdecimal() or degree == "others":
        one = group(text)
        rest = [k for k in range(MAX_DEGREE) if k not in found]
        return None if one is None else dict.fromkeys(rest if degree == "others" else [int(degree)], one.type)
    return _cases(text, degree, found)


def _cases(text: str, letter: str, known: Degrees) -> Degrees | None:
    """What no case takes is the last one's, if it says so."""
    found: Degrees = {}
    for row in _ROW.split(text):
        parted = _SPLIT.fullmatch(row.strip(" ,;$."))
        if parted is None or (one := group(parted["value"])) is None:
            return None
        when = parted["when"].strip(" ,;$.")
        if (said := _WHEN.fullmatch(when)) is not None and said["letter"] == letter:
            bounds = [int(one) for one in re.findall(r"\d", said["bounds"])]
            degrees = [k for k in range(MAX_DEGREE) if _HOLDS[said["sign"]](k, bounds)]
        elif _OTHERWISE.fullmatch(when):
            degrees = [k for k in range(MAX_DEGREE) if k not in found and k not in known]
        else:
            return None
        for k in degrees:
            if found.setdefault(k, one.type) != one.type:
                return None
    return found
