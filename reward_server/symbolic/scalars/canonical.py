"""Is the answer an answer, or only the question again?

A sum, integral, limit or product that the ground truth does not contain has its work still to do, and so has an
expression of the prompt repeated: a policy must not be paid for either.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reward_server.symbolic.parse.grammar import parse
from reward_server.symbolic.parse.tokens import Unparsable
from reward_server.symbolic.parse.tree import BOUND, STRUCTURES, Node, Num, Op, Sym, heads, symbols, walk

MAX_PROMPT = 20_000
MAX_SEGMENTS = 200


def unfinished(truth: Node, answer: Node) -> str:
    """The operation that the answer leaves undone, empty where it leaves none."""
    open_work = sorted(heads(answer) & BOUND - heads(truth))
    return open_work[0] if open_work else ""


def repeats(prompt: str, truth: Node, answer: Node) -> bool:
    """Does the answer only repeat an expression, or an equation, of the prompt that has an operation left to do?"""
    whole = canonical(answer)
    if isinstance(answer, Op) and answer.head == "=" and _is_unsolved(answer) and whole != canonical(truth):
        return repr(whole) in _expressions(prompt[:MAX_PROMPT])
    said = canonical(_stated(answer))
    if not has_work_left(said) or said == canonical(_stated(truth)):
        return False
    return repr(said) in _expressions(prompt[:MAX_PROMPT])


def states(prompt: str, node: Node) -> bool:
    """Does the prompt hold this expression?"""
    return isinstance(node, Op) and repr(canonical(node)) in _expressions(prompt[:MAX_PROMPT])


def _is_unsolved(equation: Op) -> bool:
    return all(isinstance(side, Op) or not symbols(side) for side in equation.args) and has_work_left(equation)


def _stated(node: Node) -> Node:
    return node.args[-1] if isinstance(node, Op) and node.head == "=" else node


def has_work_left(node: Node) -> bool:
    """An operation other than those that write a number, a fraction in lowest terms or a structure."""
    return any(isinstance(one, Op) and one.head not in _FINISHED and not _is_reduced(one) for one in walk(node))


_FINISHED = STRUCTURES | {"neg", "percent", "degree", "set"}


def _is_reduced(node: Op) -> bool:
    """3/4, not 6/8 or 4/1."""
    if node.head != "div" or not all(isinstance(arg, Num) for arg in node.args):
        return False
    top, below = (arg.value for arg in node.args if isinstance(arg, Num))
    quotient = top / below if below else top
    return quotient.numerator == top and quotient.denominator == below and below != 1


_UNITY = {"add": 0, "mul": 1}


def canonical(node: Node) -> Node:
    """Factors and terms sorted, units of the operation dropped: x + 1, 1 + x and 1*(1 + x + 0) are one text."""
    if isinstance(node, Sym) or not isinstance(node, Op):
        return Num(node.value) if isinstance(node, Num) else node
    args = [canonical(arg) for arg in node.args]
    if node.head == "=":
        args.sort(key=repr)
    if node.head not in _UNITY:
        return _simpler(node.head, args)
    flat = [part for arg in args for part in (arg.args if isinstance(arg, Op) and arg.head == node.head else (arg,))]
    kept = sorted((arg for arg in flat if not (isinstance(arg, Num) and arg.value == _UNITY[node.head])), key=repr)
    return kept[0] if len(kept) == 1 else Op(node.head, tuple(kept))


def _simpler(head: str, args: list[Node]) -> Node:
    if head == "div" and isinstance(args[1], Num) and args[1].value == 1:
        return args[0]
    if head == "pow" and isinstance(args[1], Num) and args[1].value == 1:
        return args[0]
    if head == "neg" and isinstance(args[0], Op) and args[0].head == "neg":
        return args[0].args[0]
    if head == "neg" and isinstance(args[0], Num):
        return Num(-args[0].value)
    return Op(head, tuple(args))


_SEGMENT = re.compile(r"\$\$?([^$]{1,600})\$\$?|\\\((.{1,600}?)\\\)|\\\[(.{1,600}?)\\\]", re.DOTALL)
_PLAIN = re.compile(r"[(√\d\\|-][\w\s()+*/^!.,{}\\√×÷·−|-]{0,200}")
_WORD = re.compile(r"(?<![\\A-Za-z])(?!(?:sqrt|sin|cos|tan|log|ln|exp|pi|binom|gcd|lcm|max|min|abs)\b)[A-Za-z]{2,}")


@lru_cache(maxsize=256)
def _expressions(prompt: str) -> frozenset[str]:
    """Every expression, and part of one, that the prompt states, in canonical form."""
    texts = ["".join(match) for match in _SEGMENT.findall(prompt)[:MAX_SEGMENTS]]
    rest = _SEGMENT.sub(" ; ", prompt)
    for piece in _WORD.split(rest)[:MAX_SEGMENTS]:
        texts += [match.group().strip(" .,") for match in _PLAIN.finditer(piece)]
    found: set[str] = set()
    for text in texts[: 2 * MAX_SEGMENTS]:
        found.update(_parts(text))
    return frozenset(found)


def _parts(text: str) -> set[str]:
    try:
        tree = parse(text)
    except Unparsable:
        return set()
    return {repr(canonical(one)) for one in walk(tree) if isinstance(one, Op)}
