"""Jordan normal forms up to the order of their blocks, where the prompt asks for one."""

from __future__ import annotations

import re

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.parse.assignments import value_of
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.tree import ONE, ZERO, Node, Op
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.structures.matrices import rows, transposed
from reward_server.symbolic.verdict import EXACT, Undecided, Verdict

MAX_SIZE = 12
_ASKED = re.compile(
    r"\bdiagonal matrix\b[^.?!]{0,40}\b(?:similar|up to)|\bsimilar\b[^.?!]{0,40}\bdiagonal matrix"
    r"|\bJordan\S*\b[^.?!]{0,40}\b(?:form|Form|matrix|Matrix)|[Ff]orm[ae]s? [^.?!]{0,30}Jordan|[Жж]орданов|若尔当"
)
_WORDS = ("ordan", "ордан", "若尔当", "diagonal matrix")
_SPACE = re.compile(r"\\(?:[,;:! ]|left|right)|[\s$]")
_SUM = re.compile(r"\\oplus|⊕")
_BLOCK = re.compile(r"J_\{?(?P<size>\d)\}?\((?P<value>[^()]{1,30})\)")
Block = tuple[Node, int]


def same_jordan(truth: str, answer: str, prompt: str) -> Verdict | None:
    """None unless the prompt asks for a Jordan form, and both are one."""
    if not any(word in prompt for word in _WORDS) or not _ASKED.search(prompt[-MAX_PROMPT:]):
        return None
    try:
        left, right = _form(truth), _form(answer)
        if left is None or right is None:
            return None
        equal = _same_blocks(left, right)
    except Undecided:
        return None
    return Verdict(equal, f"{'the same' if equal else 'other'} Jordan blocks", "jordan_form")


def _form(text: str) -> list[Block] | None:
    """From a matrix, or from J_2(1) \\oplus J_1(1)."""
    pieces = [_BLOCK.fullmatch(one) for one in _SUM.split(_SPACE.sub("", text.rpartition("=")[2]))]
    named = [(read(one["value"])[1], int(one["size"])) for one in pieces if one is not None]
    blocks = [(value, size) for value, size in named if value is not None]
    if len(blocks) == len(pieces):
        return blocks
    node = read(text)[1]
    return None if node is None else _blocks(value_of(node))


def _same_blocks(left: list[Block], right: list[Block]) -> bool:
    left = [*left]
    for value, size in right:
        found = next((k for k, one in enumerate(left) if one[1] == size and _same(one[0], value)), None)
        if found is None:
            return False
        left.pop(found)
    return not left


def _same(one: Node, other: Node) -> bool:
    return same_scalar(one, other, EXACT).equal


def _blocks(node: Node) -> list[Block] | None:
    """Eigenvalue and size of each; the ones may stand below the diagonal, as some write them."""
    if not (isinstance(node, Op) and node.head == "matrix"):
        return None
    table = rows(node)
    if len(table) > MAX_SIZE or any(len(row) != len(table) for row in table):
        return None
    return _upper(table) or _upper(rows(transposed(node)))


def _upper(table: list[tuple[Node, ...]]) -> list[Block] | None:
    blocks: list[Block] = []
    for k, row in enumerate(table):
        if any(entry != ZERO for j, entry in enumerate(row) if j not in (k, k + 1)):
            return None
        above = table[k - 1][k] if k else ZERO
        if above == ZERO:
            blocks.append((row[k], 1))
        elif above == ONE and _same(row[k], blocks[-1][0]):
            blocks[-1] = (blocks[-1][0], blocks[-1][1] + 1)
        else:
            return None
    return blocks
