"""Two properties of which a question asks whether one, the other, both or neither holds: injective, not surjective."""

from __future__ import annotations

import re

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.parse.normalize import fold, words
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 100
_OFFERED = re.compile(r"(?<![\w-])([a-z]{3,20}),\s(?:or\s)?([a-z]{3,20}),?\s(?:(?:or\s)?both,?\s)?or\sneither\b")
_JOINED = {frozenset({"injective", "surjective"}): "bijective"}
_BESIDE = words("it is f the function this map relation only and but nor or")


def same_properties(truth: str, answer: str, prompt: str) -> Verdict | None:
    """None unless the prompt offers two, and both sides say which hold."""
    if "neither" not in prompt or max(len(truth), len(answer)) > MAX_CHARS:
        return None
    offered = _OFFERED.search(_plainer(prompt[-MAX_PROMPT:].lower()))
    if offered is None:
        return None
    pair = frozenset(offered.groups())
    left, right = _which(truth, pair), _which(answer, pair)
    if left is None or right is None:
        return None
    shown = [" and ".join(sorted(one)) or "neither" for one in (left, right)]
    return Verdict(left == right, f"properties: {', '.join(shown)}", "text")


_OTHER_NAMES = re.compile(r"\b(?:(one-to-one|one to one|1-1)|onto)\b")


def _plainer(text: str) -> str:
    return _OTHER_NAMES.sub(lambda name: "injective" if name[1] else "surjective", text)


def _which(text: str, pair: frozenset[str]) -> frozenset[str] | None:
    """Of the pair, those that hold; one alone is said for the other not to hold."""
    said = fold(_plainer(text)).split()
    holds: dict[str, bool] = {}
    polarity = True
    for word in said:
        if word in ("neither", "not", "non"):
            polarity = False
        elif word == "both" or word == _JOINED.get(pair):
            holds = dict.fromkeys(pair, True)
        elif word in pair:
            holds[word] = polarity
            polarity = polarity or "neither" not in said
        elif word not in _BESIDE:
            return None
    if "or" in said or not (holds or said == ["neither"]) or not (any(holds.values()) or len(holds) != 1):
        return None
    return frozenset(name for name, does in holds.items() if does)
