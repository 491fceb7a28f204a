"""For which values a statement is made: on [a, ∞) for every a > 0 is not on [a, ∞) for every a > 1.

What stands behind "for all" falls away from a value. Where both sides say it, it must be the same.
"""

from __future__ import annotations

import re

from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.tree import Node, symbols
from reward_server.symbolic.structures.real_sets import NotASet, pieces, same_pieces
from reward_server.symbolic.verdict import EXACT, Undecided, Verdict

MAX_CHARS = 300
_FOR_ALL = re.compile(
    r"(?:\bfor\s+(?:all|every|any|each)\b|\\forall(?![a-z]))(?:\s*\})?\s*\$?(?P<condition>[a-z]\s*(?:[<>≤≥]|\\[lg](?:eq?|eqslant|t)(?![a-z])|\\in(?![a-z]))"
    r"[^,;$={}a-zA-Z]*(?:\\(?:infty|pi|frac|sqrt)[^,;$={}a-zA-Z]*)?)(?P<rest>.*)",
    re.DOTALL,
)
_WHOLE = re.compile(r"integer|natural|whole|\\mathbb\s*\{?\s*[NZ]|ℕ|ℤ")
_COUNTING = frozenset("ijklmnN")
"""Letters of whole numbers, for which n > 0 is n ≥ 1."""
_NOT = re.compile(r"\b(?:not|no|never|fails?|except)\b")
_FORMULA = re.compile(r"[\d(\[\\]")


def quantified_otherwise(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Refuses only."""
    if "for" not in truth or "for" not in answer or max(len(truth), len(answer)) > MAX_CHARS or truth == answer:
        return None
    wanted, given = _FOR_ALL.search(truth), _FOR_ALL.search(answer)
    if wanted is None or given is None or _WHOLE.search(truth + answer):
        return None
    left, right = read(wanted["condition"])[1], read(given["condition"])[1]
    if left is None or right is None or (symbols(left) | symbols(right)) & _COUNTING:
        return None
    if not _alike(left, right):
        return Verdict(
            False, f"for other values: {wanted['condition'][:40]}, {given['condition'][:40]}", "value_and_domain"
        )
    rests = wanted["rest"], given["rest"]
    if all(map(_FORMULA.search, rests)) and bool(_NOT.search(rests[0])) != bool(_NOT.search(rests[1])):
        return Verdict(False, f"one says it, the other denies it:{rests[0][:40]},{rests[1][:40]}", "value_and_domain")
    return None


def _alike(left: Node, right: Node) -> bool:
    """True where it cannot be told."""
    try:
        return same_pieces(pieces(left), pieces(right), EXACT).equal
    except (NotASet, Undecided):
        return True
