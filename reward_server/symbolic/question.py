"""What the question settles about its answer: whether a percentage, or a number in some base, is asked for."""

from __future__ import annotations

import re

from reward_server.symbolic.parse.tree import Node, Op, Word, heads, is_scalar
from reward_server.symbolic.scalars.canonical import states
from reward_server.symbolic.scalars.decimals import literal
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.verdict import Rules

_PERCENT_ASKED = re.compile(
    r"\b(?:what|which|find|by how|how many|how much|calculate|compute|determine|express|give|as an?)\b[^.?!]{0,200}?"
    r"\bpercent(?:age)?\b|百分之几|百分比|百分率",
    re.IGNORECASE,
)
_IN_BASE = re.compile(r"-?\s*([0-9A-Za-z]+)\s*_\s*\{?\(?(\d{1,2})\)?\}?")
_DIGITS = re.compile(r"-?[0-9A-F]+")
MAX_PROMPT = 20_000


def settles(prompt: str, true_text: str, text: str, truth: Node, answer: Node, rules: Rules) -> bool:
    """50 % for a bare 50 where a percentage is asked for; 664 for 664_7 where the question names the base; x + y = 5
    for 5 where it speaks of x + y."""
    prompt = prompt[:MAX_PROMPT]
    if isinstance(answer, Op) and answer.head == "percent" and "percent" not in heads(truth):
        bare = literal(truth) is not None and bool(_PERCENT_ASKED.search(prompt))
        return bare and same_scalar(truth, answer.args[0], rules).equal
    if isinstance(answer, Op) and answer.head == "=" and len(answer.args) == 2 and not isinstance(truth, Word):
        named = states(prompt, answer.args[0]) and is_scalar(answer.args[1]) and is_scalar(truth)
        return named and same_scalar(truth, answer.args[1], rules).equal
    written = _IN_BASE.fullmatch(true_text)
    if written is None or text != written.group(1):
        return False
    return bool(re.search(rf"\bbase[\s$-]*\{{?{written.group(2)}\b", prompt))


def unconverted(prompt: str, true_text: str, text: str) -> bool:
    """A number of the prompt, in a base that is not the ground truth's: converting it was the work to do."""
    wanted, given = _base(true_text), _base(text)
    if wanted is None or given is None or wanted[1] == given[1]:
        return False
    return bool(re.search(rf"(?<![\w.,]){re.escape(given[0])}(?![0-9A-Za-z.])", prompt[:MAX_PROMPT]))


def _base(text: str) -> tuple[str, str] | None:
    """Digits and base; ten where none is written."""
    if match := _IN_BASE.fullmatch(text):
        return match.group(1), match.group(2)
    return (text.lstrip("- "), "10") if _DIGITS.fullmatch(text) else None
