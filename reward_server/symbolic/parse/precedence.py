"""The order of precedence: a Pratt parser over the tables of `Rules`.

`items` reads what separators part, `relation` what relations part, `binary` what operators join. Depth is guarded, so
that every later pass may recurse.
"""

from __future__ import annotations

import re
from fractions import Fraction

from reward_server.symbolic.parse.assignments import denies, names_a_value
from reward_server.symbolic.parse.cursor import Cursor
from reward_server.symbolic.parse.tokens import END, Token, Unparsable
from reward_server.symbolic.parse.tree import BOUND, RELATIONS, Node, Num, Op, Sym, Word, integer, symbols

MAX_DEPTH = 60

_SEPARATORS = frozenset({",", ";", "and", "or"})
_JOINS = {"cup": "or", "cap": "and"}
"""Between inequalities, which bind tighter than these signs there: x < 1 ∪ x > 3."""
_ORDER = frozenset({"<", "<=", ">", ">="})
_CLOSERS = frozenset({")", "]", "}", ")>"})
_AFTER_AN_OPEN_END = frozenset({",", ";", ")", "]", "}", "cup", "cap", "setminus", "and", "or"})
"""What may follow the last bracket of ]0, 1[, and never the first of [0, 1]."""
_RELATIONS = RELATIONS | {"in", "notin", "approx", "equiv", "=>", "mapsto"}
_INFIX = {
    ":": 3,
    "cup": 5,
    "setminus": 5,
    "cap": 6,
    "mod": 8,
    "+": 10,
    "-": 10,
    "pm": 10,
    "mp": 10,
    "*": 20,
    "/": 20,
    "cross": 20,
}
"""How tightly each operator binds."""
_IMPLICIT = 20
_BEGIN_A_FACTOR = frozenset(
    {"lfloor", "lceil", "begin", "overline", "bar", "vec", "overrightarrow", "dot", "ddot", "tilde", "widetilde"}
)
_UNIT = 15
_SUM = 10


def finish(cur: Cursor) -> None:
    while cur.token.value in ("}", "row", "text_end") or cur.token.kind == "text_end":
        cur.next()
    if cur.token is not END:
        raise Unparsable(f"unexpected {cur.token.value!r}")


def items(cur: Cursor) -> Node:
    """relation (separator relation)*"""
    groups: list[list[Node]] = [[relation(cur)]]
    joins: set[str] = set()
    while found := _separator(cur):
        if cur.token is END or cur.token.value in _CLOSERS or cur.token.value in ("&", "row", "end"):
            break
        joins |= found
        if ";" in found:
            groups.append([])
        groups[-1].append(relation(cur))
    return _listed(groups, "or" if "or" in joins else "list")


def _separator(cur: Cursor) -> set[str]:
    found: set[str] = set()
    while True:
        cur.skip_marks()
        token = cur.token
        if token.kind not in ("op", "cmd") or (token.value not in _SEPARATORS and token.value not in _JOINS):
            return found
        found.add(_JOINS.get(token.value, token.value))
        cur.next()


def _deeper(cur: Cursor) -> None:
    cur.depth += 1
    if cur.depth > MAX_DEPTH:
        raise Unparsable("nested too deeply")


def relation(cur: Cursor) -> Node:
    """binary (sign binary)*, and the label of `Minimum: 1`."""
    _deeper(cur)
    if cur.token.value in ("=", "approx", "=>") and cur.token.kind == "op":
        cur.next()
    sides = [binary(cur, 0)]
    signs: list[str] = []
    if isinstance(sides[0], Word) and cur.token.value in (":", "=") and denies(sides[0].text):
        raise Unparsable("a denial")
    if _is_label(sides[0]) and cur.accept(":"):
        cur.depth -= 1
        return Op("=", (sides[0], relation(cur)))
    while cur.token.kind == "op" and cur.token.value in _RELATIONS:
        sign = cur.next().value
        if sign == "=>":
            sides, signs = [binary(cur, 0)], []
            continue
        signs.append(sign)
        sides.append(binary(cur, _INFIX["cap"] if sign in _ORDER else 0))
    cur.depth -= 1
    return _chain(sides, signs)


def binary(cur: Cursor, floor: int) -> Node:
    """Everything that binds tighter than `floor`."""
    _deeper(cur)
    left = _prefix(cur)
    while True:
        cur.skip_marks()
        grown = _grow(cur, left, floor)
        if grown is None:
            break
        left = grown
    cur.depth -= 1
    return left


def _prefix(cur: Cursor) -> Node:
    token = cur.token
    if token.kind == "op" and token.value in ("-", "+", "pm", "mp"):
        cur.next()
        operand = binary(cur, _SUM)
        if token.value == "+":
            return operand
        return Op("neg" if token.value == "-" else token.value, (operand,))
    return atom(cur)


def atom(cur: Cursor) -> Node:
    cur.skip_marks()
    token = cur.next()
    return cur.rules.atoms[token.kind](cur, token)


def _grow(cur: Cursor, left: Node, floor: int) -> Node | None:
    """`left` with the next postfix, operator or factor; None where none of them binds."""
    token = cur.token
    if token.kind == "op" and (rule := cur.rules.postfix.get(token.value)) and (grown := rule(cur, left, token)):
        return grown
    if token.kind == "op" and token.value in _INFIX:
        return _infix(cur, left, token.value, floor)
    if token.value == "(" and cur.peek(1).value == "mod" and floor < _INFIX["mod"]:
        return _modulus(cur, left)
    if floor < _UNIT and (quantity := cur.rules.quantity(cur, left)) is not None:
        return quantity
    if floor < _IMPLICIT and starts_factor(cur, left):
        return _implicit(cur, left)
    return None


def _infix(cur: Cursor, left: Node, sign: str, floor: int) -> Node | None:
    if sign == "-" and _set_of_numbers(cur):
        sign = "setminus"
    power = _INFIX[sign]
    if power <= floor or (sign == ":" and (cur.in_set or isinstance(left, Word))):
        return None
    cur.next()
    if sign == "/" and (found := cur.rules.derivative(cur, left)) is not None:
        return found
    right = binary(cur, power)
    if sign == "-":
        return _join("add", left, Op("neg", (right,)))
    if sign in ("pm", "mp"):
        return _plus_minus(sign, left, right)
    head = {"+": "add", "*": "mul", "/": "div", ":": "ratio"}.get(sign, sign)
    return Op("div", (left, right)) if head == "div" else _join(head, left, right)


def _plus_minus(sign: str, left: Node, right: Node) -> Node:
    """3.2 ± 0.1 cm is (3.2 ± 0.1) cm."""
    if isinstance(left, Num) and isinstance(right, Op) and right.head in ("quantity", "percent"):
        return Op(right.head, (_join("add", left, Op(sign, right.args[:1])), *right.args[1:]))
    return _join("add", left, Op(sign, (right,)))


def _set_of_numbers(cur: Cursor) -> bool:
    """Does {1} or {-1, 2} follow the sign? A minus before it takes members away, and binds like \\setminus."""
    brace, first, second = (cur.peek(k) for k in (1, 2, 3))
    number = second if first.value in ("-", "pm") else first
    return brace.value == "{" and brace.kind == "cmd" and number.kind == "num"


def _modulus(cur: Cursor, left: Node) -> Node:
    cur.skip(2)
    modulus = binary(cur, 0)
    cur.expect(")")
    return Op("mod", (left, modulus))


def starts_factor(cur: Cursor, left: Node) -> bool:
    """Does the next token begin another factor of a product?"""
    token = cur.token
    if isinstance(left, Word):
        return False
    if token.kind in ("num", "sym", "fn"):
        return True
    if token.kind == "word":
        return (
            token.value not in ("per", "each")
            and not cur.in_text()
            and len(token.value) <= 6
            and (not token.spaced or len(token.value) <= 3)
        )
    if token.kind == "cmd":
        return token.value in _BEGIN_A_FACTOR or token.value in BOUND
    if token.value in ("|", "||"):
        return not cur.bars and not cur.in_set
    if token.kind == "op" and token.value == "[":
        return cur.peek(1) is not END and cur.peek(1).value not in _AFTER_AN_OPEN_END
    return token.kind == "op" and token.value in ("(", "{", "<(")


def _implicit(cur: Cursor, left: Node) -> Node:
    """2x, 2(x+1), and the mixed number 1 1/2."""
    token = cur.token
    if isinstance(left, Num) and token.num is not None:
        return _mixed_plain(cur, left, token)
    if isinstance(left, Op) and left.head == "quantity":  # 5 ft 3 in
        return _join("add", left, binary(cur, _UNIT - 1))
    right = binary(cur, _IMPLICIT)
    if isinstance(left, Num) and token.value == "frac" and (mixed := _mixed(left, right)) is not None:
        return mixed
    return _join("mul", left, right)


def _mixed_plain(cur: Cursor, left: Num, token: Token) -> Node:
    cur.next()
    slash, below = cur.token, cur.peek(1)
    if not token.spaced or slash.value != "/" or token.num is None or below.num is None:
        raise Unparsable("numbers side by side")
    cur.skip(2)
    fraction = Op("div", (token.num, below.num))
    if not _is_proper_fraction(left, fraction):
        raise Unparsable("numbers side by side")
    return _mixed_value(left, fraction)


def argument(cur: Cursor) -> Node:
    """A braced group, else one token; of a number one digit, as LaTeX has it."""
    cur.skip_marks()
    if cur.accept("{"):
        node = items(cur)
        cur.skip_marks()
        cur.expect("}")
        return node
    token = cur.token
    if token.num is not None and token.value.isdigit() and len(token.value) > 1:
        digit, rest = token.value[0], token.value[1:]
        cur.next()
        cur.split(Token("num", rest, False, Num(Fraction(int(rest)))))
        return integer(int(digit))
    if cur.accept("-"):
        return Op("neg", (argument(cur),))
    return atom(cur)


def arguments(cur: Cursor) -> tuple[Node, ...]:
    """What stands in round brackets, the first of which is read."""
    inner = items(cur)
    cur.expect(")")
    return inner.args if isinstance(inner, Op) and inner.head == "list" else (inner,)


def subscript(cur: Cursor) -> str:
    if not cur.accept("{"):
        token = cur.next()
        goes_on = cur.token.value == "_" and len(token.value) == 2 and token.value.isalpha()  # x_iy_i
        if not goes_on and _GOES_ON.match(token.value) is None:
            return token.value
        cur.split(*(Token("sym", letter) for letter in token.value[1:]))
        return token.value[0]
    name, depth = "", 1
    while cur.token is not END:
        token = cur.next()
        depth += (token.value == "{") - (token.value == "}")
        if depth == 0:
            break
        name += token.value
    return name


_GOES_ON = re.compile(r"(?:[a-z][A-Z]|B[TV]|A[km])[A-Za-z]?$")
"""After the one letter that a bare sign puts low: F_nL_n, Boltzmann's k_BT and Avogadro's N_Am."""


# -- what the parts make ---------------------------------------------------------------------------------------------


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
    return _mixed_value(whole, part) if isinstance(part, Op) and _is_proper_fraction(whole, part) else None


def _mixed_value(whole: Num, fraction: Op) -> Num:
    """A mixed number is a numeral, and no sum to be done."""
    top, below = fraction.args
    assert isinstance(top, Num)
    assert isinstance(below, Num)
    return Num(whole.value + top.value / below.value)


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
    if signs == ["mapsto"]:
        return _map(*sides)
    if "approx" in signs:
        cut = signs.index("approx")
        if all(isinstance(side, Num) and side.decimals is None for side in sides[cut : cut + 2]):
            raise Unparsable("an integer is about no other")
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


def mapped(variable: Node, value: Node) -> Node:
    """x -> 2x; x -> 0 is no map. Raises Unparsable."""
    letters = variable.args if isinstance(variable, Op) and variable.head == "()" else (variable,)
    if not all(isinstance(one, Sym) for one in letters) or not symbols(variable) & symbols(value):
        raise Unparsable("an arrow")
    return _map(variable, value)


def _map(variable: Node, value: Node) -> Node:
    """f(x) = ..., whatever the function is called."""
    several = isinstance(variable, Op) and variable.head == "()" and variable.args
    return Op("=", (Op("apply", (Sym("f"), *(several or (variable,)))), value))


def _without_approximation(sides: list[Node], signs: list[str], cut: int) -> tuple[list[Node], list[str]]:
    if cut == 0 and names_a_value(sides[0]):
        return sides[:2], ["="]
    return sides[: cut + 1], signs[:cut]


def _congruence(sides: list[Node]) -> Node:
    last = sides[-1]
    if isinstance(last, Op) and last.head == "mod":
        return Op("cong", (sides[0], *last.args))
    return Op("=", tuple(sides))
