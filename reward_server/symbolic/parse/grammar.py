"""What people and models write as mathematics -> a tree: a Pratt parser for LaTeX, plain text and mixtures of both.

It is tolerant where only one reading is left (`\\frac12`, a brace or bracket that never closes) and raises Unparsable
elsewhere. Depth and size are guarded, so that every later pass may recurse. The whole grammar is the tables below;
`precedence` says how they are used, and the operators' binding.
"""

from __future__ import annotations

from reward_server.memo import remembered
from reward_server.symbolic.parse import blocks, notation, phrases
from reward_server.symbolic.parse.cursor import Cursor, Rules
from reward_server.symbolic.parse.normalize import clean
from reward_server.symbolic.parse.precedence import finish, items, mapped
from reward_server.symbolic.parse.tokens import Unparsable, tokenize
from reward_server.symbolic.parse.tree import Node, Op

RULES = Rules(
    atoms={
        "num": notation.number, "sym": notation.symbol, "fn": notation.function, "word": phrases.word,
        "currency": phrases.money, "cmd": notation.command, "op": notation.sign, "end": notation.sign,
    },
    commands=blocks.COMMANDS | notation.COMMANDS,
    brackets=blocks.BRACKETS,
    functions=notation.FUNCTIONS,
    default_function=notation.named_function,
    postfix=notation.POSTFIX,
    quantity=phrases.quantity,
    derivative=notation.plain_derivative,
)  # fmt: skip

MAX_TREE_DEPTH = 120

MEMO = 4096
MAX_MEMO_CHARS = 200
"""Longer texts are not kept: a batch of them would be hundreds of megabytes of trees."""


def read(text: str) -> tuple[str, Node | None]:
    """The cleaned text, and its tree where the grammar knows one."""
    return _read(text)


@remembered("trees", MEMO, MAX_MEMO_CHARS, bytes_a_char=120)
def _read(text: str) -> tuple[str, Node | None]:
    cleaned = clean(text)
    try:
        return cleaned, parse_clean(cleaned)
    except Unparsable:
        return cleaned, None
    except (LookupError, ValueError, RecursionError):  # a mistake of ours must not cost a batch its scores
        return cleaned, None


def parse(text: str) -> Node:
    """The tree of a text. Raises Unparsable."""
    node = read(text)[1]
    if node is None:
        raise Unparsable(text[:60])
    return node


def forget() -> None:
    """Empties the memo, for measurements."""
    _read.clear()


def parse_clean(text: str) -> Node:
    cursor = Cursor(tokenize(text), RULES)
    node = items(cursor)
    if cursor.accept("to"):
        node = mapped(node, items(cursor))
    finish(cursor)
    _check_depth(node)
    return node


def _check_depth(root: Node) -> None:
    stack = [(root, 1)]
    while stack:
        node, depth = stack.pop()
        if depth > MAX_TREE_DEPTH:
            raise Unparsable("nested too deeply")
        if isinstance(node, Op):
            stack.extend((arg, depth + 1) for arg in node.args)
