"""Which of two numbers is the larger: 2^100 > 10^30 says that 2^100 is larger, and that 10^30 is smaller than 2^100.

Only to accept, where one side is a strict inequality of two values and the other a sentence.
"""

from __future__ import annotations

import re
from contextlib import suppress

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.styles import STYLE
from reward_server.symbolic.parse.tree import Node, Op, is_scalar
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.verdict import EXACT, Undecided, Verdict

MAX_CHARS = 160
_SAID = re.compile(
    r"(?:the\s+(?:number|value)\s+)?(?P<one>[^\s].{0,60}?)\s+is\s+(?:strictly\s+)?(?:the\s+)?(?:(?P<more>larger|greater|bigger|more)|(?P<less>smaller|less))"
    r"(?:\s+(?:one|number|value))?(?:\s+than\s+(?P<other>[^\s].{0,60}))?"
)
_SIGNS = {">": 1, "<": -1}


_ASKED = re.compile(
    r"[Ww]hich (?:one )?(?:of (?:the )?(?:two|these|following)[^?]{0,60} )?(?:number )?is (?:the )?"
    r"(?:(?P<more>larger|greater|bigger)|smaller|less)"
)


def same_comparisons(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only; the value alone says that it is the larger one where the question asks which one is."""
    if max(len(truth), len(answer)) > MAX_CHARS:
        return None
    asked = _ASKED.search(prompt[-MAX_PROMPT:])
    if not ("is " in truth or "is " in answer or asked):
        return None
    left, right = (_compared(one) or _alone(one, asked) for one in (truth, answer))
    if left is None or right is None:
        return None
    pairs = [(one, other) for one, other in zip(left, right, strict=True) if one is not None and other is not None]
    with suppress(Undecided):
        if pairs and all(same_scalar(one, other, EXACT).equal for one, other in pairs):
            return Verdict(True, f"the same order of two: {truth[:40]}, {answer[:40]}", "rankings")
    return None


def _alone(text: str, asked: re.Match[str] | None) -> tuple[Node | None, Node | None] | None:
    node = read(" ".join(STYLE.sub(r" \1 ", text).split()).strip(" ."))[1] if asked else None
    if asked is None or node is None or not is_scalar(node):
        return None
    return (node, None) if asked["more"] else (None, node)


def _compared(text: str) -> tuple[Node | None, Node | None] | None:
    """The larger and the smaller one, of which a sentence may name one."""
    plain = " ".join(STYLE.sub(r" \1 ", text).split()).strip(" .")
    found = _SAID.fullmatch(plain)
    if found is None:
        node = read(plain)[1]
        if not (
            isinstance(node, Op) and node.head in _SIGNS and len(node.args) == 2 and all(map(is_scalar, node.args))
        ):
            return None
        return (node.args[0], node.args[1]) if node.head == ">" else (node.args[1], node.args[0])
    one = read(found["one"])[1]
    other = read(found["other"])[1] if found["other"] else None
    if one is None or not is_scalar(one) or (found["other"] and (other is None or not is_scalar(other))):
        return None
    return (one, other) if found["more"] else (other, one)
