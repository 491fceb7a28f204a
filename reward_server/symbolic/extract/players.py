"""Who wins: a player by name, or as the first or the second where the prompt says who moves first."""

from __future__ import annotations

import re
from functools import lru_cache

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.extract.cues.by_language import either
from reward_server.symbolic.parse.normalize import fold
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 120
_NAME = r"(?P<{}>[A-ZА-Я]\w{{0,15}})"
_STARTS = re.compile(
    rf"\b{_NAME.format('a')}\s(?:{either('moves first')})(?!\w)"
    rf"|(?:{either('beginning with')})\s{_NAME.format('b')}(?!\w)"
)
_PAIR = re.compile(r"\b([A-ZА-Я]\w{0,15})\s(?:and|und|et|y|e|и|i|en)\s([A-ZА-Я]\w{0,15})(?!\w)")
_WINS = re.compile(rf"\s(?:{either('wins')})$")
_FIRST, _SECOND = (
    re.compile(rf"(?:(?:{either('article')})\s)?(?:{either(kind)})") for kind in ("first player", "second player")
)


def same_player(truth: str, answer: str, prompt: str) -> Verdict | None:
    """None unless both are players of the prompt's game."""
    if max(len(truth), len(answer)) > MAX_CHARS or not prompt:
        return None
    left, right = _player(truth, {}), _player(answer, {})
    if left != right or left not in _TURNS:
        names = _by_name(prompt[-MAX_PROMPT:])
        left, right = _player(truth, names), _player(answer, names)
    wins = (
        left == right != "" and fold(truth) != fold(answer) and any(_WINS.search(fold(one)) for one in (truth, answer))
    )
    known = wins or {left, right} <= _TURNS
    return Verdict(left == right, f"players: {left}, {right}", "text") if known else None


_TURNS = frozenset({"the first", "the second"})
_AGAIN = re.compile(r"(.+?)(?:\(([^()]+)\)|,\s([^(),]+))[\s$.}]*", re.DOTALL)


def _player(text: str, names: dict[str, str]) -> str:
    """The first, the second, or what else is said, without that it wins; nothing where it says two things."""
    if (twice := _AGAIN.fullmatch(text)) is not None:
        one, other = (_player(part, names) for part in filter(None, twice.groups()))
        return one if one == other else ""
    said = _WINS.sub("", fold(text))
    if _FIRST.fullmatch(said):
        return "the first"
    return "the second" if _SECOND.fullmatch(said) else names.get(said, said)


@lru_cache(maxsize=256)
def _by_name(prompt: str) -> dict[str, str]:
    """The two players, where the prompt says which of them begins."""
    starts = {one["a"] or one["b"] for one in _STARTS.finditer(prompt)}
    pair = next((set(one.groups()) for one in _PAIR.finditer(prompt) if starts <= set(one.groups())), set())
    if len(starts) != 1 or len(pair) != 2:
        return {}
    first = starts.pop()
    return {fold(first): "the first", fold((pair - {first}).pop()): "the second"}
