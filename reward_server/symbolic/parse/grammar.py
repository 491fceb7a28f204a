"""What people and models write as mathematics -> a tree: a Pratt parser for LaTeX, plain text and mixtures of both.

It is tolerant where only one reading is left (`\\frac12`, a brace or bracket that never closes) and raises Unparsable
elsewhere. Depth and size are guarded, so that every later pass may recurse.
"""

from __future__ import annotations

from functools import lru_cache

from reward_server.symbolic.parse.assignments import denies, names_a_value
from reward_server.symbolic.parse.normalize import clean
from reward_server.symbolic.parse.notation import Notation
from reward_server.symbolic.parse.tokens import END, Token, Unparsable, tokenize
from reward_server.symbolic.parse.tree import RELATIONS, Node, Num, Op, Word

MAX_DEPTH = 60
MAX_TREE_DEPTH = 120

_SEPARATORS = frozenset({",", ";", "and", "or"})
_JOINS = {"cup": "or", "cap": "and"}
"""Between inequalities, which bind tighter than these signs there: x < 1 ∪ x > 3."""
_ORDER = frozenset({"<", "<=", ">", ">="})
_CLOSERS = frozenset({")", "]", "}", ")>"})
_RELATIONS = RELATIONS | {"in", "notin", "approx", "equiv", "=>"}
_INFIX = {":": 3, "cup": 5, "setminus": 5, "cap": 6, "mod": 8, "+": 10, "-": 10, "pm": 10, "mp": 10, "*": 20, "/": 20}
_IMPLICIT = 20
_UNIT = 15
_POWER = 40


MEMO = 4096
MAX_MEMO_CHARS = 200
"""Longer texts are not kept: a batch of them would be hundreds of megabytes of trees."""


def read(text: str) -> tuple[str, Node | None]:
    """The cleaned text, and its tree where the grammar knows one."""
    return _read(text) if len(text) <= MAX_MEMO_CHARS else _read.__wrapped__(text)


@lru_cache(maxsize=MEMO)
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
    _read.cache_clear()


def parse_clean(text: str) -> Node:
    parser = Parser(tokenize(text))
    node = parser.items()
    parser.finish()
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


class Parser(Notation):
    """The order of precedence. How single notations (fractions, functions, environments) read is in Notation."""

    def finish(self) -> None:
        while self.token.value in ("}", "row", "text_end") or self.token.kind == "text_end":
            self.next()
        if self.token is not END:
            raise Unparsable(f"unexpected {self.token.value!r}")

    def items(self) -> Node:
        """relation (separator relation)*"""
        groups: list[list[Node]] = [[self.relation()]]
        joins: set[str] = set()
        while found := self._separator():
            if self.token is END or self.token.value in _CLOSERS or self.token.value in ("&", "row", "end"):
                break
            joins |= found
            if ";" in found:
                groups.append([])
            groups[-1].append(self.relation())
        return _listed(groups, "or" if "or" in joins else "list")

    def _separator(self) -> set[str]:
        found: set[str] = set()
        while True:
            self.skip_marks()
            if (self.token.value not in _SEPARATORS and self.token.value not in _JOINS) or self.token.kind not in (
                "op",
                "cmd",
            ):
                return found
            found.add(_JOINS.get(self.token.value, self.token.value))
            self.next()

    def relation(self) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Unparsable("nested too deeply")
        if self.token.value in ("=", "approx", "=>") and self.token.kind == "op":
            self.next()
        sides = [self.binary(0)]
        signs: list[str] = []
        if isinstance(sides[0], Word) and self.token.value in (":", "=") and denies(sides[0].text):
            raise Unparsable("a denial")
        if _is_label(sides[0]) and self.accept(":"):  # Minimum: 1
            self.depth -= 1
            return Op("=", (sides[0], self.relation()))
        while self.token.kind == "op" and self.token.value in _RELATIONS:
            sign = self.next().value
            if sign == "=>":
                sides, signs = [self.binary(0)], []
                continue
            signs.append(sign)
            sides.append(self.binary(_INFIX["cap"] if sign in _ORDER else 0))
        self.depth -= 1
        return _chain(sides, signs)

    def binary(self, floor: int) -> Node:
        """Everything that binds tighter than `floor`."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Unparsable("nested too deeply")
        left = self.prefix()
        while True:
            self.skip_marks()
            grown = self._grow(left, floor)
            if grown is None:
                break
            left = grown
        self.depth -= 1
        return left

    def _grow(self, left: Node, floor: int) -> Node | None:
        """`left` with the next postfix, operator or factor; None where none of them binds."""
        token = self.token
        if (grown := self.postfix(left)) is not None:
            return grown
        if token.kind == "op" and token.value in _INFIX:
            return self._infix(left, token.value, floor)
        if token.value == "(" and self.peek(1).value == "mod" and floor < _INFIX["mod"]:
            return self._modulus(left)
        if floor < _UNIT and (quantity := self.quantity(left)) is not None:
            return quantity
        if floor < _IMPLICIT and self.starts_factor(left):
            return self._implicit(left)
        return None

    def _infix(self, left: Node, sign: str, floor: int) -> Node | None:
        power = _INFIX[sign]
        if power <= floor or (sign == ":" and (self.in_set or isinstance(left, Word))):
            return None
        self.next()
        right = self.binary(power)
        if sign == "-":
            return _join("add", left, Op("neg", (right,)))
        if sign in ("pm", "mp"):
            return _join("add", left, Op(sign, (right,)))
        head = {"+": "add", "*": "mul", "/": "div", ":": "ratio"}.get(sign, sign)
        return Op("div", (left, right)) if head == "div" else _join(head, left, right)

    def _modulus(self, left: Node) -> Node:
        self.next()
        self.next()
        modulus = self.binary(0)
        self.expect(")")
        return Op("mod", (left, modulus))

    def _implicit(self, left: Node) -> Node:
        """2x, 2(x+1), and the mixed number 1 1/2."""
        token = self.token
        if isinstance(left, Num) and token.num is not None:
            return self._mixed_plain(left, token)
        if isinstance(left, Op) and left.head == "quantity":  # 5 ft 3 in
            return _join("add", left, self.binary(_UNIT - 1))
        right = self.binary(_IMPLICIT)
        if isinstance(left, Num) and token.value == "frac" and (mixed := _mixed(left, right)) is not None:
            return mixed
        return _join("mul", left, right)

    def _mixed_plain(self, left: Num, token: Token) -> Node:
        self.next()
        slash, below = self.token, self.peek(1)
        if not token.spaced or slash.value != "/" or token.num is None or below.num is None:
            raise Unparsable("numbers side by side")
        self.next()
        self.next()
        fraction = Op("div", (token.num, below.num))
        if not _is_proper_fraction(left, fraction):
            raise Unparsable("numbers side by side")
        return Op("add", (left, fraction))

    def prefix(self) -> Node:
        token = self.token
        if token.kind == "op" and token.value in ("-", "+", "pm", "mp"):
            self.next()
            operand = self.binary(_INFIX["+"])
            if token.value == "+":
                return operand
            return Op("neg" if token.value == "-" else token.value, (operand,))
        return self.atom()


def _is_label(node: Node) -> bool:
    return isinstance(node, Word) and not node.text.startswith("set ")


def _listed(groups: list[list[Node]], head: str) -> Node:
    """1, 2 is one list; x = 1, y = 2; x = 3, y = 4 is a list of two."""
    if all(len(group) == 1 for group in groups) or len(groups) == 1:
        parts = tuple(part for group in groups for part in group)
        return parts[0] if len(parts) == 1 else Op(head, parts)
    return Op(head, tuple(group[0] if len(group) == 1 else Op("list", tuple(group)) for group in groups))


def _mixed(whole: Num, part: Node) -> Node | None:
    """1 3/4, and 33 1/3 % with its sign around the sum."""
    if isinstance(part, Op) and part.head in ("percent", "degree"):
        inner = _mixed(whole, part.args[0])
        return None if inner is None else Op(part.head, (inner,))
    return Op("add", (whole, part)) if _is_proper_fraction(whole, part) else None


def _is_proper_fraction(whole: Num, part: Node) -> bool:
    """1 3/4 is a mixed number; 2 3/2 and 2 x/3 are products."""
    if not (isinstance(part, Op) and part.head == "div" and whole.decimals is None):
        return False
    top, below = part.args
    if not (isinstance(top, Num) and isinstance(below, Num)) or whole.value.denominator != 1:
        return False
    return top.decimals is None and below.decimals is None and 0 < top.value < below.value and whole.value > 0


def _join(head: str, left: Node, right: Node) -> Node:
    """Sums and products stay flat, so that a long one is no deep one."""
    if head in ("add", "mul", "cup", "cap", "ratio") and isinstance(left, Op) and left.head == head:
        return Op(head, (*left.args, right))
    return Op(head, (left, right))


def _chain(sides: list[Node], signs: list[str]) -> Node:
    """`a = b = c` is one node; `a < b <= c` is a conjunction; what follows an approximation sign is dropped."""
    if "approx" in signs:
        cut = signs.index("approx")
        sides, signs = _without_approximation(sides, signs, cut)
    if not signs:
        return sides[0]
    if all(sign == "=" for sign in signs):
        return Op("=", tuple(sides))
    if signs[-1] == "equiv":
        return _congruence(sides)
    if len(signs) == 1:
        return Op(signs[0], tuple(sides))
    return Op("and", tuple(Op(sign, (sides[k], sides[k + 1])) for k, sign in enumerate(signs)))


def _without_approximation(sides: list[Node], signs: list[str], cut: int) -> tuple[list[Node], list[str]]:
    if cut == 0 and names_a_value(sides[0]):
        return sides[:2], ["="]
    return sides[: cut + 1], signs[:cut]


def _congruence(sides: list[Node]) -> Node:
    last = sides[-1]
    if isinstance(last, Op) and last.head == "mod":
        return Op("cong", (sides[0], *last.args))
    return Op("=", tuple(sides))
