"""Numbers made of one prime: p^2 for p prime, q^2 where q is a prime, the squares of the prime numbers.

Only to accept, where both sides are read to the end.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reward_server.symbolic.budget import MAX_PROMPT, spend
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.styles import SET_AS_TEXT
from reward_server.symbolic.parse.tree import Node, is_scalar, rename, symbols
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.verdict import EXACT, Undecided, Verdict

MAX_CHARS = 120
_SPACE = re.compile(r"\\(?:[,;:! ]|q?quad(?![a-z]))|[$~]|\s+")
_FORMULA = re.compile(
    r"(?:[a-zA-Z] ?= ?)?(?P<value>[^=,;:<>]{1,40}?) ?(?:[,;:] ?| (?=where|with|for|p|q))"
    r"(?:where |with |for )?(?:some |any |every |an? )?"
    r"(?:(?P<name>[a-z])(?: is| being)?(?: an?| any)?(?P<odd> odd)? prime(?: number)?"
    r"|(?P<odd_before>odd )?primes? (?:numbers? )?(?P<after>[a-z]))\.?"
)
_WORDED = re.compile(
    r"(?:all |the |all the )?(?:(?:numbers|integers) (?:that|which) are )?(?:the )?(?:perfect )?"
    r"(?P<power>squares|cubes) of (?:all )?(?:the )?(?P<odd>odd )?prime(?:s| numbers)\.?"
)
_POWERS = {"squares": "p^2", "cubes": "p^3"}


class _Numbers(NamedTuple):
    value: Node
    name: str
    odd: bool


def same_of_primes(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only."""
    if "prime" not in truth or "prime" not in answer or max(len(truth), len(answer)) > MAX_CHARS:
        return None
    left = _numbers(truth)
    right = _numbers(answer) if left is not None else None
    if left is None or right is None or left.odd != right.odd:
        return None
    prompt = prompt[-MAX_PROMPT:]
    if left.name != right.name and any(_names(prompt, one.name) for one in (left, right)):
        return None  # a prime of the question's
    spend(100)
    try:
        alike = same_scalar(left.value, rename(right.value, {right.name: left.name}), EXACT).equal
    except Undecided:
        return None
    return Verdict(True, f"the same numbers of a prime: {answer[:60]}", "of_primes") if alike else None


def _names(prompt: str, name: str) -> bool:
    return bool(name) and re.search(rf"(?<![A-Za-z\\]){name}(?![A-Za-z])", prompt) is not None


def _numbers(text: str) -> _Numbers | None:
    plain = " ".join(_SPACE.sub(" ", SET_AS_TEXT.sub(r" \1 ", text)).split())
    if (worded := _WORDED.fullmatch(plain)) is not None:
        value, name, odd = _POWERS[worded["power"]], "p", worded["odd"]
    elif (formula := _FORMULA.fullmatch(plain)) is not None:
        value, name = formula["value"], formula["name"] or formula["after"]
        odd = formula["odd"] or formula["odd_before"]
    else:
        return None
    node = read(value)[1]
    if node is None or not is_scalar(node) or symbols(node) != {name}:
        return None
    return _Numbers(node, name, bool(odd))
