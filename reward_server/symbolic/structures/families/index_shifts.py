"""Recurrences of numbers with one or two indices, wherever these begin: S(n+1, k) = k S(n, k) + S(n, k-1) is
S(n, k) = S(n-1, k-1) + k S(n-1, k).

Both are moved so that the largest index is n, or k. Only to accept.
"""

from __future__ import annotations

import re

from reward_server.symbolic.budget import MAX_PROMPT, spend
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.tree import Node, Op, Sym, integer, is_scalar, minus, substitute, symbols
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.verdict import EXACT, Undecided, Verdict

MAX_CHARS = 200
MAX_SHIFT = 4
_ABOUT = re.compile(r"recur|recursi|Pascal|identity|rekursion|récurrence|рекуррент|递推|漸化", re.IGNORECASE)
_INDEX = r"\s*[a-z]\s*(?:[+-]\s*\d)?\s*"
_MEMBER = re.compile(
    rf"(?<!\\)(?<![A-Za-z]{{2}})(?<!\\[A-Za-z])(?P<name>[A-Za-z])(?:(?:\\left)?\((?P<called>{_INDEX},{_INDEX})(?:\\right)?\)"
    rf"|_\{{(?P<below>{_INDEX}(?:,{_INDEX})?)\}}|_(?P<letter>[a-z]))"
)
_PLACE = re.compile(r"([a-z])([+-]\d)?")
_BINOMIAL = re.compile(rf"\\[dt]?binom\s*\{{({_INDEX})\}}\s*\{{({_INDEX})\}}")
_GAP = re.compile(r"\\[,;:! ]")
Places = tuple[tuple[str, int], ...]


class _Unread(Exception):
    pass


def same_but_for_shifts(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only."""
    if max(len(truth), len(answer)) > MAX_CHARS or not _ABOUT.search(prompt[-MAX_PROMPT:]):
        return None
    if "=" not in truth or "=" not in answer:
        return None
    spend(300)
    try:
        left, right = _moved(truth), _moved(answer)
        alike = left[0] == right[0] and (same_scalar(left[1], right[1], EXACT).equal or _opposite(left[1], right[1]))
    except (_Unread, Undecided):
        return None
    return Verdict(True, f"the same recurrence: {answer[:60]}", "recurrences") if alike else None


def _opposite(left: Node, right: Node) -> bool:
    return same_scalar(left, Op("neg", (right,)), EXACT).equal


def _moved(text: str) -> tuple[tuple[str, ...], Node]:
    """The names of the indices, and the left side less the right one."""
    text = _BINOMIAL.sub(r"C(\1,\2)", _GAP.sub(" ", text))
    first = _MEMBER.search(text)
    if first is None:
        raise _Unread
    places = _places(first)
    letters = tuple(letter for letter, _ in places)
    free = [one for one in _MEMBER.finditer(text) if one["name"] == first["name"] and _letters(one) == letters]
    if len(set(letters)) != len(letters) or len(free) < 1:
        raise _Unread
    tops = [max(_places(one)[k][1] for one in free) for k in range(len(letters))]

    def name(one: re.Match[str]) -> str:
        if one["name"] != first["name"] or _letters(one) != letters:
            return one[0]
        shifts = [top - shift for (_, shift), top in zip(_places(one), tops, strict=True)]
        if max(shifts) > MAX_SHIFT:
            raise _Unread
        return f" Q_{{{''.join(map(str, shifts))}}} "

    node = read(_MEMBER.sub(name, text))[1]
    if not (isinstance(node, Op) and node.head == "=" and len(node.args) == 2 and all(map(is_scalar, node.args))):
        raise _Unread
    if "Q" in text or not any(one.startswith("Q_") for one in symbols(node)):
        raise _Unread
    moved = {letter: minus(Sym(letter), integer(top)) for letter, top in zip(letters, tops, strict=True) if top}
    return letters, substitute(minus(*node.args), moved)


def _places(one: re.Match[str]) -> Places:
    said = (one["called"] or one["below"] or one["letter"]).replace(" ", "")
    found = [_PLACE.fullmatch(place) for place in said.split(",")]
    return tuple((place[1], int(place[2] or 0)) for place in found if place is not None)


def _letters(one: re.Match[str]) -> tuple[str, ...]:
    return tuple(letter for letter, _ in _places(one))
