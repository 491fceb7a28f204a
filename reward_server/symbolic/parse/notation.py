"""How single notations read: names, functions, fractions, roots, powers and what else may follow a value."""

from __future__ import annotations

from fractions import Fraction

from reward_server.symbolic.parse.bases import BASE_WORDS
from reward_server.symbolic.parse.blocks import set_braces
from reward_server.symbolic.parse.cursor import Cursor, Infix, Prefix
from reward_server.symbolic.parse.precedence import argument, arguments, atom, binary, items, subscript
from reward_server.symbolic.parse.tokens import END, Token, Unparsable, tokenize
from reward_server.symbolic.parse.tree import DOTS, ONE, Node, Num, Op, Sym, Word, integer, is_scalar, symbols

PARTIAL = Sym("∂")
_SUM_BOUND = 12
"""As tightly as the body of a sum: a product belongs to it, a term does not."""
_BINDS = 30
"""As tightly as the argument of a function without brackets: sin 2x is sin(2x), sin x + 1 is not sin(x + 1)."""
_AFTER_DOTS = frozenset({",", ";", ")", "]", "}", ""})
_SPECIAL = {"Gamma": "gamma", "zeta": "zeta"}
_COUNTS = frozenset("nmNMkpr")
"""Letters that say of C_n^3 that it counts."""
_TRANSPOSED = frozenset({"T", "top"})
_ORDERS = frozenset("12345")
"""Of derivatives that are also written with so many primes."""
_FUNCTION_NAMES = (Sym("f"), Sym("g"), Sym("h"))
_INVERSE = {
    "sin": "arcsin", "cos": "arccos", "tan": "arctan", "cot": "arccot", "sinh": "arsinh", "cosh": "arcosh",
    "tanh": "artanh",
}  # fmt: skip

# -- what begins a value ---------------------------------------------------------------------------------------------


def number(cur: Cursor, token: Token) -> Node:
    if token.num is None:
        raise Unparsable("no number")
    return token.num


def sign(cur: Cursor, token: Token) -> Node:
    """A bracket of some kind, or the dots of a list or of a sum."""
    if token.value == "ldots" and (cur.token.value in _AFTER_DOTS or _between_terms(cur)):
        return DOTS
    rule = cur.rules.brackets.get(token.value)
    if rule is None:
        raise Unparsable(f"unexpected {token.value!r}")
    return rule(cur, token)


def _between_terms(cur: Cursor) -> bool:
    """The dots of 1 + 2 + ... + n."""
    return cur.token.value in _PLUS and cur.before[-2].value in _PLUS


_PLUS = frozenset("+-")


def command(cur: Cursor, token: Token) -> Node:
    rule = cur.rules.commands.get(token.value)
    if rule is None:
        raise Unparsable(f"unknown command {token.value}")
    return rule(cur, token)


def symbol(cur: Cursor, token: Token) -> Node:
    """A letter with its subscript, or a call of a function that it names."""
    name = token.value
    if cur.token.value == "_" and cur.token.kind == "op":
        cur.next()
        name += "_" + subscript(cur)
    if name in _SPECIAL and cur.token.value == "(":
        cur.next()
        return Op(_SPECIAL[name], arguments(cur))
    if name == "C" and _call_size(cur) == 2:
        cur.next()
        return Op("binom", arguments(cur))
    if cur.token.value == "(" and (_defines_at_letters(cur) if cur.token.spaced else name in "fgh" or _defines(cur)):
        cur.next()
        return Op("apply", (Sym(name), *arguments(cur)))
    chosen = _chosen(cur, name)
    return chosen if chosen is not None else Sym(name)


def _chosen(cur: Cursor, name: str) -> Node | None:
    """C_5^2 and A_5^2, as Chinese and Russian books write combinations and arrangements."""
    letter, _, below = name.partition("_")
    if letter == "C" and cur.token.value == "^" and _COUNTS & set(below):
        return _symbolic_choice(cur, below)
    if letter not in ("C", "A", "P") or not below.isdigit() or cur.token.value != "^":
        return None
    mark = cur.mark()
    cur.next()
    above = argument(cur)
    if isinstance(above, Num) and above.value.denominator == 1 and 0 <= above.value <= int(below[:9]):
        pair = (integer(int(below[:9])), above)
        return Op("binom" if letter == "C" else "perm", pair)
    cur.go_back(mark)
    return None


def _symbolic_choice(cur: Cursor, below: str) -> Node | None:
    """C_n^3 and C_{2n}^n."""
    inner = Cursor(tokenize(below), cur.rules)
    whole = binary(inner, 0)
    if inner.token is not END:
        return None
    mark = cur.mark()
    cur.next()
    above = argument(cur)
    if is_scalar(above) and is_scalar(whole) and (symbols(above) <= symbols(whole) | _COUNTS):
        return Op("binom", (whole, above))
    cur.go_back(mark)
    return None


def _call_size(cur: Cursor) -> int:
    """How many arguments stand in the brackets that follow; 0 where none follow."""
    if cur.token.value != "(":
        return 0
    depth, commas = 0, 0
    for token in cur.ahead():
        depth += (token.value in "([{" and token.kind != "end") - (token.value in (")", "]", "}"))
        commas += depth == 1 and token.value == ","
        if depth == 0:
            return commas + 1
    return 0


def _defines(cur: Cursor) -> bool:
    """Is this the left side of a definition, P(x) = ...?"""
    depth = 0
    for k, token in enumerate(cur.ahead(30)):
        depth += (token.value == "(") - (token.value == ")")
        if depth == 0:
            return cur.peek(k + 1).value == "="
    return False


def _defines_at_letters(cur: Cursor) -> bool:
    """\\phi (x, t) = ..., where the command leaves a space; \\lambda (x - 1) = 0 is a product."""
    for k, token in enumerate(cur.ahead(12)):
        if token.value == ")":
            return k > 1 and cur.peek(k + 1).value == "="
        comma = token.value == ","
        if k and (comma != (k % 2 == 0) or not (comma or token.kind in ("sym", "num"))):
            return False
    return False


# -- functions -------------------------------------------------------------------------------------------------------


def function(cur: Cursor, token: Token) -> Node:
    rule = cur.rules.functions.get(token.value, cur.rules.default_function)
    return rule(cur, token)


def fraction(cur: Cursor, token: Token) -> Node:
    above, below = _two(cur)
    if (order := _order(above)) is not None:
        if (variable := _differential(below)) is not None:
            return _derivative(cur, above, variable, order)
        if (mixed := _mixed(below)) and sum(times for _, times in mixed) == getattr(order, "value", 0):
            return _mixed_partial(cur, above, mixed)
    return Op("div", (above, below))


_D = frozenset({Sym("d"), PARTIAL})


def plain_derivative(cur: Cursor, left: Node) -> Node | None:
    """dy/dx and d/dx without LaTeX: the slash is read already."""
    token = cur.token
    if token.kind != "word" or len(token.value) != 2 or token.value[0] != "d" or (order := _order(left)) is None:
        return None
    cur.next()
    return _derivative(cur, left, (Sym("d"), Sym(token.value[1]), ONE), order)


def _differential(node: Node) -> tuple[Node, Node, Node] | None:
    """The sign, the variable and the order of dx, dx^2 or \\partial x."""
    if not (isinstance(node, Op) and node.head == "mul" and len(node.args) == 2 and node.args[0] in _D):
        return None
    variable = node.args[1]
    if isinstance(variable, Op) and variable.head == "pow" and isinstance(variable.args[0], Sym):
        return node.args[0], variable.args[0], variable.args[1]
    return (node.args[0], variable, ONE) if isinstance(variable, Sym) else None


def _mixed(node: Node) -> list[tuple[Sym, int]]:
    """The variables of \\partial x \\partial y^2, each with its order, in alphabetical order."""
    args = node.args if isinstance(node, Op) and node.head == "mul" else ()
    found: list[tuple[Sym, int]] = []
    for sign, of in zip(args[::2], args[1::2], strict=False):
        variable, times = of.args if isinstance(of, Op) and of.head == "pow" else (of, ONE)
        if sign != PARTIAL or not isinstance(variable, Sym) or not isinstance(times, Num):
            return []
        found.append((variable, int(times.value)))
    return sorted(found, key=lambda one: one[0].name) if len(args) % 2 == 0 and len(found) > 1 else []


def _mixed_partial(cur: Cursor, above: Node, by: list[tuple[Sym, int]]) -> Node:
    """One after the other: the order says nothing where the derivatives are continuous."""
    (first, times), *others = by
    node = _derivative(cur, above, (PARTIAL, first, integer(times)), integer(times))
    for variable, times in others:
        node = Op("partial", (node, variable, integer(times)))
    return node


def _order(above: Node) -> Node | None:
    """The order of d, d^2, dy, d^2 y; None for what is no differential."""
    first = above.args[0] if isinstance(above, Op) and above.head == "mul" else above
    if first in _D:
        return ONE
    if isinstance(first, Op) and first.head == "pow" and first.args[0] in _D:
        return first.args[1]
    return None


def _derivative(cur: Cursor, above: Node, below: tuple[Node, Node, Node], order: Node) -> Node:
    """What is differentiated stands above, or follows the fraction."""
    sign, variable, times = below
    if times != order:
        raise Unparsable("orders of a derivative")
    if isinstance(above, Op) and above.head == "mul":
        rest = above.args[1:]
        body = rest[0] if len(rest) == 1 else Op("mul", rest)
    else:
        body = binary(cur, _SUM_BOUND)
    head = "partial" if sign == PARTIAL else "derivative"
    return Op(head, (body, variable, order))


def partial(cur: Cursor, token: Token) -> Node:
    return PARTIAL


def decorated(cur: Cursor, token: Token) -> Node:
    """\\tilde x is another letter than x."""
    node = argument(cur)
    return Sym(f"{node.name}~") if isinstance(node, Sym) else Op("bar", (node,))


def arrow(cur: Cursor, token: Token) -> Node:
    """\\overrightarrow{AB} leads from A to B, and back with the other sign; \\vec a is a."""
    node = argument(cur)
    ends = node.args if isinstance(node, Op) and node.head == "mul" else ()
    names = [one.name for one in ends if isinstance(one, Sym) and one.name[:1].isupper()]
    if not len(names) == len(ends) == 2:
        return node
    vector = Sym(f"{min(names)}{max(names)}→")
    return vector if names[0] <= names[1] else Op("neg", (vector,))


def dotted(cur: Cursor, token: Token) -> Node:
    """\\dot x is x', and \\ddot x is x''."""
    node = argument(cur)
    if not isinstance(node, Sym):
        raise Unparsable("a dot over what is no letter")
    return Sym(node.name + "'" * (1 if token.value == "dot" else 2))


def binomial(cur: Cursor, token: Token) -> Node:
    return Op("binom", _two(cur))


def _two(cur: Cursor) -> tuple[Node, ...]:
    if cur.accept("("):
        args = arguments(cur)
        if len(args) != 2:
            raise Unparsable("two arguments expected")
        return args
    braced = cur.token.value == "{"
    above = argument(cur)
    if braced and cur.token.num is not None:  # \frac{11}16
        return above, atom(cur)
    return above, argument(cur)


def root(cur: Cursor, token: Token) -> Node:
    degree: Node = integer(3 if token.value == "cbrt" else 2)
    if cur.accept("["):
        degree = binary(cur, 0)
        cur.expect("]")
    if cur.accept("("):
        return Op("root", (arguments(cur)[0], degree))
    if cur.token.num is not None:
        return Op("root", (atom(cur), degree))
    return Op("root", (argument(cur), degree))


def named_function(cur: Cursor, token: Token) -> Node:
    """sin, log and their kin, with a base, a power, or the -1 of an inverse."""
    name = token.value
    power = base = None
    cur.skip_marks()  # \operatorname{sin}^2 x
    for _ in range(2):
        if cur.accept("_"):
            base = argument(cur)
        elif cur.accept("^"):
            power = argument(cur)
    if power == Op("neg", (ONE,)) and name in _INVERSE:
        name, power = _INVERSE[name], None
    if name == "log" and base is None and _glued_base(cur):  # log10(5), log2(8)
        base = atom(cur)
    cur.skip_marks()
    call = _call(cur, name, base)
    return call if power is None else Op("pow", (call, power))


def _glued_base(cur: Cursor) -> bool:
    after = cur.peek(1)
    return cur.token.value in ("2", "10") and not cur.token.spaced and after.value == "(" and not after.spaced


def _call(cur: Cursor, name: str, base: Node | None) -> Node:
    args = _function_arguments(cur)
    if not args:
        raise Unparsable(f"{name} of nothing")
    if name == "lg":
        name, base = "log", integer(10)
    if name == "log" and base is not None:
        return Op("logb", (args[0], base))
    if name == "cis":
        return Op("add", (Op("cos", args), Op("mul", (Sym("i"), Op("sin", args)))))
    return Op(name, args)


def _function_arguments(cur: Cursor) -> tuple[Node, ...]:
    if cur.accept("("):
        return arguments(cur)
    if cur.accept("["):
        inner = items(cur)
        cur.expect("]")
        return (inner,)
    if cur.token.value == "{" and cur.token.kind == "cmd":  # max{a, b}
        members = set_braces(cur, cur.next())
        return members.args if isinstance(members, Op) else (members,)
    if cur.token.value == "{" and cur.token.kind == "op":
        return (argument(cur),)
    arg = binary(cur, _BINDS)
    while cur.token.kind in ("num", "sym") or cur.token.value in ("frac", "sqrt"):
        if cur.token.kind == "num" and not isinstance(arg, Num):
            break
        arg = Op("mul", (arg, binary(cur, _BINDS)))
    return (arg,)


# -- what may follow a value -----------------------------------------------------------------------------------------


def power(cur: Cursor, left: Node, token: Token) -> Node:
    cur.next()
    if isinstance(left, Sym) and _is_prime(cur):
        return _primed(cur, left)
    if cur.token.value == "deg" or (cur.token.value == "{" and cur.peek(1).value == "deg"):
        braced = cur.accept("{")
        cur.next()
        if braced:
            cur.expect("}")
        return _degree(cur, left)
    if isinstance(left, Sym) and (label := _bracketed_index(cur)):
        if label in _ORDERS:
            return _primed(cur, left, int(label))
        return Sym(f"{left.name}^({label})")
    exponent = _exponent(cur)
    if isinstance(left, Num) and exponent == Sym("o"):  # 120^o
        return _degree(cur, left)
    if isinstance(left, Sym) and "_" not in left.name and cur.token.value == "_":  # v^2_0
        cur.next()
        left = Sym(f"{left.name}_{subscript(cur)}")
    if exponent == Op("neg", (ONE,)) and left in _FUNCTION_NAMES and cur.accept("("):
        return Op("apply", (Sym(f"{getattr(left, 'name', '')}^-1"), *arguments(cur)))
    if isinstance(exponent, Word) and exponent.text in ("th", "st", "nd", "rd"):
        return left
    if isinstance(exponent, Word) and exponent.text not in _TRANSPOSED:
        raise Unparsable("a word for an exponent")
    return Op("pow", (left, exponent))


def _bracketed_index(cur: Cursor) -> str:
    """The 2 of x^{(2)}, which is no power: a derivative's order, or the number of a sequence."""
    first, second, inner, *rest = [cur.peek(k) for k in range(5)]
    closed = [token.value for token in rest] == [")", "}"]
    if first.value == "{" and second.value == "(" and closed and inner.kind in ("num", "sym"):
        cur.skip(5)
        return inner.value
    return ""


def factorial(cur: Cursor, left: Node, token: Token) -> Node | None:
    """5! and 5!!, and the 5! of 5!=120."""
    if token.value == "!=" and (token.spaced or not isinstance(left, Num)):
        return None
    cur.next()
    if token.value == "!=":
        cur.split(Token("op", "="))
    return Op("fact", (left,)) if not cur.accept("!") else Op("fact2", (left,))


def percent(cur: Cursor, left: Node, token: Token) -> Node:
    cur.next()
    return Op("percent", (left,))


def degree(cur: Cursor, left: Node, token: Token) -> Node | None:
    if not isinstance(left, Num):
        return None
    cur.next()
    return _degree(cur, left)


def number_in_base(cur: Cursor, left: Node, token: Token) -> Node | None:
    if not isinstance(left, Num):
        return None
    cur.next()
    return _in_base(left, subscript(cur))


def prime(cur: Cursor, left: Node, token: Token) -> Node | None:
    if not isinstance(left, Sym):
        return None
    cur.next()
    return _primed(cur, left)


def _primed(cur: Cursor, left: Sym, times: int = 1) -> Node:
    name = left.name + "'" * times
    if cur.token.value == "(" and not cur.token.spaced and (left.name.rstrip("'") in "fgh" or _defines(cur)):
        cur.next()
        return Op("apply", (Sym(name), *arguments(cur)))
    return Sym(name)


def _is_prime(cur: Cursor) -> bool:
    """Reads the `'` or `{'}` of x^{\\prime}."""
    size = 1 if cur.token.value == "'" else 3 if cur.token.value == "{" and cur.peek(1).value == "'" else 0
    if not size or (size == 3 and cur.peek(2).value != "}"):
        return False
    cur.skip(size)
    return True


def _exponent(cur: Cursor) -> Node:
    if cur.token.value == "{":
        return argument(cur)
    if cur.accept("-"):
        return Op("neg", (_exponent(cur),))
    cur.accept("+")
    node = atom(cur)
    if cur.token.value == "^":
        cur.next()
        return Op("pow", (node, _exponent(cur)))
    return node


def _degree(cur: Cursor, value: Node) -> Node:
    if cur.token.value in ("C", "F") and cur.token.kind in ("sym", "word"):
        return Op("quantity", (value, Word("°" + cur.next().value)))
    if isinstance(value, Num) and (parts := _minutes(cur)):
        value = Num(value.value + parts)
    return Op("degree", (value,))


def _minutes(cur: Cursor) -> Fraction:
    """The 30' 15'' of 60° 30' 15''."""
    total = Fraction(0)
    for size, marks in ((60, ("'",)), (3600, ('"', "'"))):
        written, mark = cur.token.num, cur.peek(1)
        if written is None or mark.value not in marks:
            break
        cur.skip(3 if mark.value == "'" and cur.peek(2).value == "'" else 2)
        total += written.value / size
    return total


def _in_base(written: Num, base_text: str) -> Node:
    """52_8 is forty-two. Raises Unparsable for a digit that the base lacks."""
    base_text = base_text.strip("()").lower().removeprefix("base")
    base = int(base_text) if base_text.isdigit() and len(base_text) <= 2 else BASE_WORDS.get(base_text, 0)
    if written.decimals is not None or written.value.denominator != 1 or not 2 <= base <= 36:
        raise Unparsable("not a number in a base")
    try:
        return integer(int(str(written.value), base))
    except ValueError:
        raise Unparsable("no such digit in that base") from None


FUNCTIONS: dict[str, Prefix] = {"frac": fraction, "binom": binomial, "sqrt": root, "cbrt": root}
COMMANDS: dict[str, Prefix] = {
    "partial": partial, "tilde": decorated, "widetilde": decorated, "vec": arrow,
    "overrightarrow": arrow, "dot": dotted, "ddot": dotted,
}  # fmt: skip
POSTFIX: dict[str, Infix] = {
    "^": power, "!": factorial, "!=": factorial, "%": percent, "deg": degree, "_": number_in_base, "'": prime,
}  # fmt: skip
