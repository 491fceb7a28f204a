"""How single notations read: numbers with bases, functions, fractions, brackets, bound variables, environments."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from fractions import Fraction

from reward_server.symbolic.tokens import END, FUNCTIONS, Token, Unparsable
from reward_server.symbolic.tree import BOUND, ONE, RELATIONS, Node, Num, Op, Sym, Word, integer, rename
from reward_server.symbolic.units import STOP_WORDS, is_unit

_BINDS = 30
_FUNCTION_NAMES = (Sym("f"), Sym("g"), Sym("h"))
_NAME = re.compile(r"[A-Z][a-z][a-z]")
_BASE_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "sixteen": 16, "bin": 2, "oct": 8, "hex": 16,
}  # fmt: skip
_INVERSE = {
    "sin": "arcsin",
    "cos": "arccos",
    "tan": "arctan",
    "cot": "arccot",
    "sinh": "arsinh",
    "cosh": "arcosh",
    "tanh": "artanh",
}
_CONDITIONS = frozenset({"if", "for", "when", "where", "otherwise", "else", "若", "当"})
_SETS = {"R": "R", "Z": "Z", "N": "N", "Q": "Q", "C": "C"}


class Notation(ABC):
    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.depth = 0
        self.bars = 0
        self.bound = 0
        self.in_set = False

    @abstractmethod
    def binary(self, floor: int) -> Node: ...

    @abstractmethod
    def relation(self) -> Node: ...

    @abstractmethod
    def items(self) -> Node: ...

    @property
    def token(self) -> Token:
        return self.tokens[self.at] if self.at < len(self.tokens) else END

    def peek(self, ahead: int) -> Token:
        return self.tokens[self.at + ahead] if self.at + ahead < len(self.tokens) else END

    def next(self) -> Token:
        token = self.token
        self.at += 1
        return token

    def accept(self, value: str) -> bool:
        if self.token.value == value and self.token.kind in ("op", "cmd"):
            self.at += 1
            return True
        return False

    def expect(self, value: str) -> None:
        """A closing bracket; the end of the text closes all."""
        self.skip_marks()
        if not self.accept(value) and self.token is not END:
            raise Unparsable(f"expected {value}")

    def skip_marks(self) -> None:
        while self.token.kind == "text_end":
            self.at += 1

    # -- atoms ---------------------------------------------------------------------------------------------------

    def atom(self) -> Node:
        self.skip_marks()
        token = self.next()
        if token.num is not None:
            return token.num
        if token.kind == "sym":
            return self._symbol(token)
        if token.kind == "fn":
            return self._function(token.value)
        if token.kind == "word":
            return self._words(token)
        if token.kind == "currency":
            return Op("quantity", (self.binary(15), Word(_CURRENCIES.get(token.value, "dollar"))))
        if token.kind == "cmd":
            return self._command(token.value)
        return self._bracket(token)

    def _symbol(self, token: Token) -> Node:
        name = token.value
        if self.token.value == "_" and self.token.kind == "op":
            self.next()
            name += "_" + self._subscript()
        if name == "C" and self._is_call() == 2:
            self.next()
            return Op("binom", self._arguments())
        if self.token.value == "(" and not self.token.spaced and (name in "fgh" or self._defines()):
            self.next()
            return Op("apply", (Sym(name), *self._arguments()))
        chosen = self._chosen(name)
        return chosen if chosen is not None else Sym(name)

    def _chosen(self, name: str) -> Node | None:
        """C_5^2 and A_5^2, as Chinese and Russian books write combinations and arrangements."""
        letter, _, below = name.partition("_")
        if letter not in ("C", "A", "P") or not below.isdigit() or self.token.value != "^":
            return None
        mark = self.at
        self.next()
        above = self.argument()
        if isinstance(above, Num) and above.value.denominator == 1 and 0 <= above.value <= int(below[:9]):
            pair = (integer(int(below[:9])), above)
            return Op("binom" if letter == "C" else "perm", pair)
        self.at = mark
        return None

    def _is_call(self) -> int:
        """How many arguments stand in the brackets that follow; 0 where none follow."""
        if self.token.value != "(":
            return 0
        depth, commas = 0, 0
        for token in self.tokens[self.at : self.at + 40]:
            depth += (token.value in "([{" and token.kind != "end") - (token.value in (")", "]", "}"))
            commas += depth == 1 and token.value == ","
            if depth == 0:
                return commas + 1
        return 0

    def _defines(self) -> bool:
        """Is this the left side of a definition, P(x) = ...?"""
        depth = 0
        for k, token in enumerate(self.tokens[self.at : self.at + 30]):
            depth += (token.value == "(") - (token.value == ")")
            if depth == 0:
                return self.peek(k + 1).value == "="
        return False

    def _arguments(self) -> tuple[Node, ...]:
        inner = self.items()
        self.expect(")")
        return inner.args if isinstance(inner, Op) and inner.head == "list" else (inner,)

    def _subscript(self) -> str:
        if not self.accept("{"):
            return self.next().value
        name, depth = "", 1
        while self.token is not END:
            token = self.next()
            depth += (token.value == "{") - (token.value == "}")
            if depth == 0:
                break
            name += token.value
        return name

    # -- words and quantities ------------------------------------------------------------------------------------

    def _words(self, token: Token) -> Node:
        if (product := self._letters(token)) is not None:
            return product
        words = [token.value]
        while self.token.kind == "word" and len(words) < 40:
            words.append(self.next().value)
        return Word(" ".join(words))

    def _letters(self, token: Token) -> Node | None:
        """A short run of letters outside text is a product: xy, abc; sinx is sin x."""
        run = token.value
        for size in (6, 4, 3, 2):
            if run[:size] in FUNCTIONS and 0 < len(run) - size <= 2:
                rest = [Token("sym", letter) for letter in run[size:]]
                self.tokens[self.at : self.at] = rest
                return self._function(run[:size])
        if (
            not (run.isascii() and 2 <= len(run) <= 3)
            or _NAME.fullmatch(run)
            or run.lower() in STOP_WORDS
            or self._in_text()
        ):
            return None
        first, *others = [Token("sym", letter, token.spaced) for letter in run]
        self.tokens[self.at : self.at] = others
        return self._symbol(first)

    def _in_text(self) -> bool:
        for token in self.tokens[self.at : self.at + 12]:
            if token.kind == "text_end":
                return True
            if token.kind != "word":
                return False
        return False

    def quantity(self, value: Node) -> Node | None:
        """`value` with the unit, or the noun, that follows it."""
        token = self.token
        if token.kind == "currency":
            self.next()
            return Op("quantity", (value, Word(_CURRENCIES.get(token.value, "dollar"))))
        if token.kind != "word" or isinstance(value, Word) or (isinstance(value, Op) and value.head == "quantity"):
            return None
        if not is_unit(token.value) and not self._is_noun_phrase():
            return None
        return Op("quantity", (value, Word(self._unit())))

    def _is_noun_phrase(self) -> bool:
        """Unknown words up to the end of the item, few and none of them a verb or a negation."""
        first = self.token
        if first.value.isascii() and len(first.value) <= 3 and not first.spaced and not self._in_text():
            return False
        ahead = 0
        while self.peek(ahead).kind == "word":
            if self.peek(ahead).value.lower() in STOP_WORDS:
                return False
            ahead += 1
        after = self.peek(ahead)
        return ahead <= 4 and (
            after is END or after.kind == "text_end" or after.value in (",", ";", ")", "]", "}", "and", "or", "/")
        )

    def _unit(self) -> str:
        """cm^2, km/h, square feet, miles per hour, m*s^-1: spelt without spaces where signs join."""
        parts: list[str] = []
        while True:
            token = self.token
            if token.kind == "word" or (parts and parts[-1] in "/*" and token.kind in ("sym", "word")):
                parts.append(self.next().value)
            elif token.kind == "text_end":
                self.next()
            elif parts and token.value == "^" and parts[-1] not in "/*^":
                parts.append(self._unit_power())
            elif parts and token.value in ("/", "*") and self.peek(1).kind in ("word", "sym"):
                parts.append(self.next().value)
            else:
                return " ".join(parts)

    def _unit_power(self) -> str:
        self.next()
        node = self.argument()
        if isinstance(node, Op) and node.head == "neg":
            return f"^-{_small(node.args[0])}"
        return f"^{_small(node)}"

    # -- functions -----------------------------------------------------------------------------------------------

    def _function(self, name: str) -> Node:
        if name == "frac":
            return self._fraction()
        if name == "binom":
            return Op("binom", self._two())
        if name in ("sqrt", "cbrt"):
            return self._root(name)
        power = base = None
        for _ in range(2):
            if self.accept("_"):
                base = self.argument()
            elif self.accept("^"):
                power = self.argument()
        if power == Op("neg", (ONE,)) and name in _INVERSE:
            name, power = _INVERSE[name], None
        call = self._call(name, base)
        return call if power is None else Op("pow", (call, power))

    def _call(self, name: str, base: Node | None) -> Node:
        args = self._function_arguments()
        if name == "lg":
            name, base = "log", integer(10)
        if name == "log" and base is not None:
            return Op("logb", (args[0], base))
        return Op(name, args)

    def _function_arguments(self) -> tuple[Node, ...]:
        if self.accept("("):
            return self._arguments()
        if self.accept("["):
            inner = self.items()
            self.expect("]")
            return (inner,)
        if self.token.value == "{" and self.token.kind == "cmd":  # max{a, b}
            self.next()
            members = self._set()
            return members.args if isinstance(members, Op) else (members,)
        if self.token.value == "{" and self.token.kind == "op":
            return (self.argument(),)
        arg = self.binary(_BINDS)
        while self.token.kind in ("num", "sym") or self.token.value in ("frac", "sqrt"):
            if self.token.kind == "num" and not isinstance(arg, Num):
                break
            arg = Op("mul", (arg, self.binary(_BINDS)))
        return (arg,)

    def _fraction(self) -> Node:
        return Op("div", self._two())

    def _two(self) -> tuple[Node, ...]:
        if self.accept("("):
            args = self._arguments()
            if len(args) != 2:
                raise Unparsable("two arguments expected")
            return args
        braced = self.token.value == "{"
        above = self.argument()
        if braced and self.token.num is not None:  # \frac{11}16
            return above, self.atom()
        return above, self.argument()

    def _root(self, name: str) -> Node:
        degree: Node = integer(3 if name == "cbrt" else 2)
        if self.accept("["):
            degree = self.binary(0)
            self.expect("]")
        if self.accept("("):
            args = self._arguments()
            return Op("root", (args[0], degree))
        if self.token.num is not None:
            return Op("root", (self.atom(), degree))
        return Op("root", (self.argument(), degree))

    def argument(self) -> Node:
        """A braced group, else one token; of a number one digit, as LaTeX has it."""
        self.skip_marks()
        if self.accept("{"):
            node = self.items()
            self.skip_marks()
            self.expect("}")
            return node
        token = self.token
        if token.num is not None and token.value.isdigit() and len(token.value) > 1:
            digit, rest = token.value[0], token.value[1:]
            self.tokens[self.at] = Token("num", rest, False, Num(Fraction(int(rest))))
            return integer(int(digit))
        if self.accept("-"):
            return Op("neg", (self.argument(),))
        return self.atom()

    # -- commands ------------------------------------------------------------------------------------------------

    def _command(self, name: str) -> Node:
        if name == "{":
            return self._set()
        if name in BOUND:
            return self._bound(name)
        if name == "emptyset":
            return Op("set", ())
        if name == "mathbb":
            node = self.argument()
            if isinstance(node, Sym) and node.name in _SETS:
                return Word("set " + node.name)
        if name in ("lfloor", "lceil"):
            node = self.binary(0)
            if not (self.accept("rfloor") or self.accept("rceil")):
                raise Unparsable("floor without end")
            return Op("floor" if name == "lfloor" else "ceil", (node,))
        if name == "begin":
            return self._environment()
        if name in ("overline", "bar", "widetilde", "tilde"):
            return Op("bar", (self.argument(),))
        raise Unparsable(f"unknown command {name}")

    def _bound(self, head: str) -> Node:
        below = above = None
        for _ in range(2):
            if self.accept("_"):
                below = self._limits()
            elif self.accept("^"):
                above = self.argument()
        self.bound += 1
        fresh = f"#{self.bound}"
        node = self._integral(below, above, fresh) if head == "int" else self._indexed(head, below, above, fresh)
        self.bound -= 1
        return node

    def _limits(self) -> Node:
        if not self.accept("{"):
            return self.argument()
        left = self.relation()
        if self.accept("to"):
            left = Op("=", (left, self.binary(0)))
            if self.accept("^") or self.token.value in "+-":
                left = Op("=", (*left.args, Word(self.next().value)))
        self.expect("}")
        return left

    def _indexed(self, head: str, below: Node | None, above: Node | None, fresh: str) -> Node:
        if not (isinstance(below, Op) and below.head == "=" and isinstance(below.args[0], Sym)):
            raise Unparsable(f"{head} without an index")
        body = rename(self.binary(12), {below.args[0].name: fresh})
        ends = below.args[1:] if above is None else (*below.args[1:], above)
        return Op(head, (Sym(fresh), *ends, body))

    def _integral(self, below: Node | None, above: Node | None, fresh: str) -> Node:
        """The tokens `d x` at the same depth end the integrand; without bounds the variable is free in the result."""
        end, name = self._differential()
        rest, self.tokens = self.tokens[end + (1 if len(self.tokens[end].value) > 1 else 2) :], self.tokens[:end]
        body: Node = self.binary(0) if self.token is not END else ONE
        if self.token is not END:
            raise Unparsable("integrand")
        self.tokens, self.at = rest, 0
        if below is None or above is None:
            return Op("int", (Sym(name), body))
        return Op("int", (Sym(fresh), below, above, rename(body, {name: fresh})))

    def _differential(self) -> tuple[int, str]:
        depth = 0
        for k in range(self.at, len(self.tokens)):
            token = self.tokens[k]
            depth += (token.value in ("(", "{", "[")) - (token.value in (")", "}", "]"))
            if depth == 0 and token.kind == "word" and len(token.value) == 2 and token.value[0] == "d":
                return k, token.value[1]
            if depth == 0 and token.value == "d" and k + 1 < len(self.tokens) and self.tokens[k + 1].kind == "sym":
                return k, self.tokens[k + 1].value
        raise Unparsable("integral without a differential")

    # -- brackets ------------------------------------------------------------------------------------------------

    def _bracket(self, token: Token) -> Node:
        if token.value in ("(", "[", "]"):
            return self._round(token.value)
        if token.value == "{":
            return self._brace()
        if token.value in ("|", "||"):
            return self._absolute(token.value)
        if token.value == "<(":
            inner = self.items()
            self.expect(")>")
            return Op("()", inner.args) if isinstance(inner, Op) and inner.head == "list" else inner
        raise Unparsable(f"unexpected {token.value!r}")

    def _round(self, opening: str) -> Node:
        bars, self.bars, in_set, self.in_set = self.bars, 0, self.in_set, False
        if self.token.value in (")", "]"):
            self.next()
            return Op("()")
        inner = self.items()
        self.bars, self.in_set = bars, in_set
        self.skip_marks()
        closing = self.next().value if self.token is not END else {"(": ")", "[": "]", "]": "["}[opening]
        shape = ("(" if opening in "(]" else "[") + (")" if closing in ")[" else "]")
        if closing not in (")", "]", "["):
            raise Unparsable("bracket")
        if isinstance(inner, Op) and inner.head == "list":
            return Op(shape, inner.args)
        if shape in ("[)", "(]"):
            raise Unparsable("bracket")
        if shape == "[]" and isinstance(inner, Op) and inner.head in ("[]", "()"):
            return Op("[]", (inner,))
        return inner

    def _brace(self) -> Node:
        if self.accept("}"):
            raise Unparsable("empty group")
        node = self._set_body()
        self.skip_marks()
        self.expect("}")
        if isinstance(node, Op) and node.head == "list":
            return Op("set", node.args)
        return node

    def _set(self) -> Node:
        if self.token.value == "}":
            self.next()
            return Op("set", ())
        if self.token.value == "begin":
            return self.items()
        node = self._set_body()
        self.skip_marks()
        self.expect("}")
        if isinstance(node, Op) and node.head == "such_that":
            return node
        return Op("set", node.args if isinstance(node, Op) and node.head == "list" else (node,))

    def _set_body(self) -> Node:
        outer, self.in_set = self.in_set, True
        node = self.items()
        if self.token.value in ("|", ":", "||") and self.token.kind == "op":
            self.next()
            node = Op("such_that", (node, self.items()))
        self.in_set = outer
        return node

    def _absolute(self, bar: str) -> Node:
        self.bars += 1
        in_set, self.in_set = self.in_set, False
        node = self.binary(0)
        self.bars -= 1
        self.in_set = in_set
        self.expect(bar)
        return Op("abs", (node,))

    # -- environments --------------------------------------------------------------------------------------------

    def _environment(self) -> Node:
        name = self._environment_name()
        if name == "array" and self.accept("{"):
            while self.token is not END and not self.accept("}"):
                self.next()
        rows: list[tuple[Node, ...]] = []
        while self.token is not END and self.token.value != "end":
            rows.append(self._row())
            self.accept("row")
        self.accept("end")
        self._environment_name()
        return _environment(name, rows)

    def _environment_name(self) -> str:
        if not self.accept("{"):
            return ""
        name = ""
        while self.token is not END and not self.accept("}"):
            name += self.next().value
        return name

    def _row(self) -> tuple[Node, ...]:
        cells = []
        while self.token is not END and self.token.value not in ("end", "row"):
            if self.token.value == "&" or self.token.value.lower() in _CONDITIONS or self.token.kind == "text_end":
                self.next()
                continue
            cells.append(self.items())
        return tuple(cells)

    # -- what may follow -----------------------------------------------------------------------------------------

    def postfix(self, left: Node) -> Node | None:
        token = self.token
        if token.kind != "op":
            return None
        if token.value == "^":
            self.next()
            return self._power(left)
        if token.value == "!" or (token.value == "!=" and not token.spaced and isinstance(left, Num)):
            return self._factorial(left, token)
        if token.value == "%":
            self.next()
            return Op("percent", (left,))
        if token.value == "deg" and isinstance(left, Num):
            self.next()
            return self._degree(left)
        if token.value == "_" and isinstance(left, Num):
            self.next()
            return _in_base(left, self._subscript())
        if token.value == "'" and isinstance(left, Sym):
            self.next()
            return Sym(left.name + "'")
        return None

    def _factorial(self, left: Node, token: Token) -> Node:
        self.next()
        if token.value == "!=":
            self.tokens.insert(self.at, Token("op", "="))
        return Op("fact", (left,)) if not self.accept("!") else Op("fact2", (left,))

    def _power(self, base: Node) -> Node:
        if self.token.value == "deg" or (self.token.value == "{" and self.peek(1).value == "deg"):
            braced = self.accept("{")
            self.next()
            if braced:
                self.expect("}")
            return self._degree(base)
        exponent = self._exponent()
        if exponent == Op("neg", (ONE,)) and base in _FUNCTION_NAMES and self.accept("("):
            return Op("apply", (Sym(f"{getattr(base, 'name', '')}^-1"), *self._arguments()))
        if isinstance(exponent, Word) and exponent.text in ("th", "st", "nd", "rd"):
            return base
        return Op("pow", (base, exponent))

    def _exponent(self) -> Node:
        if self.token.value == "{":
            return self.argument()
        if self.accept("-"):
            return Op("neg", (self._exponent(),))
        self.accept("+")
        node = self.atom()
        if self.token.value == "^":
            self.next()
            return Op("pow", (node, self._exponent()))
        return node

    def _degree(self, value: Node) -> Node:
        if self.token.value in ("C", "F") and self.token.kind in ("sym", "word"):
            return Op("quantity", (value, Word("°" + self.next().value)))
        return Op("degree", (value,))

    def starts_factor(self, left: Node) -> bool:
        """Does the next token begin another factor of a product?"""
        token = self.token
        if isinstance(left, Word):
            return False
        if token.kind in ("num", "sym", "fn"):
            return True
        if token.kind == "word":
            return not self._in_text() and len(token.value) <= 6 and (not token.spaced or len(token.value) <= 3)
        if token.kind == "cmd":
            return token.value in ("lfloor", "lceil", "begin", "overline", "bar") or token.value in BOUND
        if token.value in ("|", "||"):
            return not self.bars and not self.in_set
        return token.kind == "op" and token.value in ("(", "{", "[")


_CURRENCIES = {"€": "euro", "£": "pound sterling", "¥": "yuan", "₹": "rupee", "₩": "won"}


def _small(node: Node) -> int:
    if isinstance(node, Num) and node.value.denominator == 1 and node.value <= 9:
        return int(node.value)
    raise Unparsable("power of a unit")


def _in_base(written: Num, base_text: str) -> Node:
    """52_8 is forty-two. Raises Unparsable for a digit that the base lacks."""
    base_text = base_text.strip("()").lower().removeprefix("base")
    base = int(base_text) if base_text.isdigit() and len(base_text) <= 2 else _BASE_WORDS.get(base_text, 0)
    if written.decimals is not None or written.value.denominator != 1 or not 2 <= base <= 36:
        raise Unparsable("not a number in a base")
    try:
        return integer(int(str(written.value), base))
    except ValueError:
        raise Unparsable("no such digit in that base") from None


def _environment(name: str, rows: list[tuple[Node, ...]]) -> Node:
    rows = [row for row in rows if row]
    if "matrix" in name or name == "array":
        if not rows or any(len(row) != len(rows[0]) for row in rows):
            raise Unparsable("ragged matrix")
        matrix = Op("matrix", tuple(Op("row", row) for row in rows))
        return Op("det", (matrix,)) if name.startswith("v") else matrix
    if name == "cases":
        return _cases(rows)
    if len(rows) == 1 and len(rows[0]) == 1:
        return rows[0][0]
    raise Unparsable(f"environment {name}")


def _cases(rows: list[tuple[Node, ...]]) -> Node:
    cells = [row[0].args if len(row) == 1 and isinstance(row[0], Op) and row[0].head == "list" else row for row in rows]
    if all(len(row) == 1 for row in cells) and all(
        isinstance(row[0], Op) and row[0].head in RELATIONS for row in cells
    ):
        return Op("list", tuple(row[0] for row in cells))
    if any(len(row) > 2 for row in cells):
        raise Unparsable("cases")
    return Op("cases", tuple(Op("case", row) for row in cells))
