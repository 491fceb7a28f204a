# ruff: noqa: E501  (a pattern is read line by line)
"""Values at places, in any order: Res(f, i) = -i/2, Res(f, -i) = i/2; -i/2 at z = i and i/2 at z = -i."""

from __future__ import annotations

import re

from reward_server.symbolic.budget import MAX_PROMPT, spend
from reward_server.symbolic.extract.parts import split_at_commas
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.tree import Node, is_scalar
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.verdict import EXACT, Undecided, Verdict

MAX_CHARS = 300
_ABOUT = re.compile(r"[Rr]esid|[Rr]ésidu|вычет|留数")
_STYLES = re.compile(
    r"\\(?:text[a-z]*|mathrm|mbox|operatorname\*?)\s*\{([^{}]*)\}|\\(?:[,;:! ]|q?quad(?![a-z])|left(?![a-z])|right(?![a-z]))|[$~]"
)
_Z = r"(?:[a-z](?:_\d)?\s*=\s*)?"
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\\?Res\s*(?:\\limits)?\s*_\s*\{?\s*"
        + _Z
        + r"(?P<place>[^{}=]{1,20}|[^{}=]{0,10}\{[^{}=]{1,10}\}[^{}=]{0,10})\}?\s*"
        r"[(\[{]?\s*[fg]?\s*(?:\(\s*[a-z]\s*\))?\s*[)\]}]?\s*=\s*(?P<value>[^=]{1,60})",
        r"\\?Res\s*[(\[]\s*[fg]\s*(?:\(\s*[a-z]\s*\))?\s*[,;]\s*"
        + _Z
        + r"(?P<place>[^=]{1,24}?)\s*[)\]]\s*=\s*(?P<value>[^=]{1,60})",
        r"(?:the )?(?:residue\s*(?:is|of|:|=)?\s*)?(?P<value>[^=:]{1,60}?)\s+at\s+" + _Z + r"(?P<place>[^=:]{1,24})",
        r"(?:the )?(?:residue\s*)?(?:at|for)?\s*"
        + _Z
        + r"(?P<place>[^=:]{1,24}?)\s*(?::|,?\s+the residue is|has residue|is)\s*(?P<value>[^=:]{1,60})",
    )
)
_NAMED = re.compile(r"Res[^=]{0,30}?[\s({\[,;}]([fg])(?![A-Za-z])")
"""Whose residues they are."""
_JOINT = re.compile(r"(?<![A-Za-z\\])(?:and|und|et)(?![A-Za-z])")


def same_at_places(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only, and only where the prompt asks for residues."""
    if max(len(truth), len(answer)) > MAX_CHARS or _ABOUT.search(prompt[-MAX_PROMPT:]) is None:
        return None
    spend(100)
    left = _values(truth)
    right = _values(answer) if left else []
    if not left or len(left) != len(right) or len({*_NAMED.findall(truth), *_NAMED.findall(answer)}) > 1:
        return None
    try:
        alike = all(any(_same(one, other) for other in b) for a, b in ((left, right), (right, left)) for one in a)
    except Undecided:
        return None
    return Verdict(True, f"the same values at {len(left)} places", "values_at_places") if alike else None


def _values(text: str) -> list[tuple[Node, Node]]:
    """Place and value of each part; none where a part is not read, or a place occurs twice."""
    plain = _JOINT.sub(",", " ".join(_STYLES.sub(r" \1 ", text).split())).strip(" .")
    parts = [part.strip() for part in split_at_commas(_GUARDED.sub(r"\1;\2", plain)) if part.strip()]
    found = [next(filter(None, (form.fullmatch(part) for form in _FORMS)), None) for part in parts]
    pairs = [(read(one["place"])[1], read(one["value"])[1]) for one in found if one is not None]
    known = [(place, value) for place, value in pairs if place is not None and value is not None]
    scalar = all(is_scalar(node) for pair in known for node in pair)
    return known if scalar and len(known) == len(parts) == len({place for place, _ in known}) else []


_GUARDED = re.compile(r"(\bRes\s*\([fg])\s*,([^()]*\))")
"""The comma of Res(f, i), which parts nothing."""


def _same(one: tuple[Node, Node], other: tuple[Node, Node]) -> bool:
    return all(same_scalar(a, b, EXACT).equal for a, b in zip(one, other, strict=True))
