"""How single notations read: numbers with bases, functions, fractions, roots, powers and what else may follow."""

from __future__ import annotations

from fractions import Fraction

from reward_server.symbolic.parse.blocks import Blocks
from reward_server.symbolic.parse.phrases import CURRENCIES, Words
from reward_server.symbolic.parse.tokens import Token, Unparsable
from reward_server.symbolic.parse.tree import BOUND, DOTS, ONE, Node, Num, Op, Sym, Word, integer

_BINDS = 30
_AFTER_DOTS = frozenset({",", ";", ")", "]", "}", ""})
_FUNCTION_NAMES = (Sym("f"), Sym("g"), Sym("h"))
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


class Notation(Words, Blocks):
    def atom(self) -> Node:
        self.skip_marks()
        token = self.next()
        if token.num is not None:
            return token.num
        if token.kind == "sym":
            return self.symbol(token)
        if token.kind == "fn":
            return self.function(token.value)
        if token.kind == "word":
            return self.words(token)
        if token.kind == "currency":
            return Op("quantity", (self.binary(15), Word(CURRENCIES.get(token.value, "dollar"))))
        if token.kind == "cmd":
            return self.command(token.value)
        if token.value == "ldots" and self.token.value in _AFTER_DOTS:
            return DOTS
        return self.bracket(token)

    def symbol(self, token: Token) -> Node:
        name = token.value
        if self.token.value == "_" and self.token.kind == "op":
            self.next()
            name += "_" + self.subscript()
        if name == "C" and self.is_call() == 2:
            self.next()
            return Op("binom", self.arguments())
        if self.token.value == "(" and not self.token.spaced and (name in "fgh" or self._defines()):
            self.next()
            return Op("apply", (Sym(name), *self.arguments()))
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

    def is_call(self) -> int:
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

    # -- functions -----------------------------------------------------------------------------------------------

    def function(self, name: str) -> Node:
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
        if name == "log" and base is None and self._glued_base():  # log10(5), log2(8)
            base = self.atom()
        self.skip_marks()
        call = self._call(name, base)
        return call if power is None else Op("pow", (call, power))

    def _glued_base(self) -> bool:
        after = self.peek(1)
        return self.token.value in ("2", "10") and not self.token.spaced and after.value == "(" and not after.spaced

    def _call(self, name: str, base: Node | None) -> Node:
        args = self._function_arguments()
        if not args:
            raise Unparsable(f"{name} of nothing")
        if name == "lg":
            name, base = "log", integer(10)
        if name == "log" and base is not None:
            return Op("logb", (args[0], base))
        return Op(name, args)

    def _function_arguments(self) -> tuple[Node, ...]:
        if self.accept("("):
            return self.arguments()
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
            args = self.arguments()
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
            args = self.arguments()
            return Op("root", (args[0], degree))
        if self.token.num is not None:
            return Op("root", (self.atom(), degree))
        return Op("root", (self.argument(), degree))

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
            return _in_base(left, self.subscript())
        if token.value == "'" and isinstance(left, Sym):
            self.next()
            return self._primed(left)
        return None

    def _factorial(self, left: Node, token: Token) -> Node:
        self.next()
        if token.value == "!=":
            self.tokens.insert(self.at, Token("op", "="))
        return Op("fact", (left,)) if not self.accept("!") else Op("fact2", (left,))

    def _primed(self, left: Sym) -> Node:
        name = left.name + "'"
        if self.token.value == "(" and not self.token.spaced and (left.name in "fgh" or self._defines()):
            self.next()
            return Op("apply", (Sym(name), *self.arguments()))
        return Sym(name)

    def _power(self, base: Node) -> Node:
        if isinstance(base, Sym) and self._is_prime():
            return self._primed(base)
        if self.token.value == "deg" or (self.token.value == "{" and self.peek(1).value == "deg"):
            braced = self.accept("{")
            self.next()
            if braced:
                self.expect("}")
            return self._degree(base)
        exponent = self._exponent()
        if isinstance(base, Num) and exponent == Sym("o"):  # 120^o
            return self._degree(base)
        if isinstance(base, Sym) and "_" not in base.name and self.token.value == "_":  # v^2_0
            self.next()
            base = Sym(f"{base.name}_{self.subscript()}")
        if exponent == Op("neg", (ONE,)) and base in _FUNCTION_NAMES and self.accept("("):
            return Op("apply", (Sym(f"{getattr(base, 'name', '')}^-1"), *self.arguments()))
        if isinstance(exponent, Word) and exponent.text in ("th", "st", "nd", "rd"):
            return base
        return Op("pow", (base, exponent))

    def _is_prime(self) -> bool:
        """Reads the `'` or `{'}` of x^{\\prime}."""
        size = 1 if self.token.value == "'" else 3 if self.token.value == "{" and self.peek(1).value == "'" else 0
        if not size or (size == 3 and self.peek(2).value != "}"):
            return False
        self.at += size
        return True

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
        if isinstance(value, Num) and (parts := self._minutes()):
            value = Num(value.value + parts)
        return Op("degree", (value,))

    def _minutes(self) -> Fraction:
        """The 30' 15'' of 60° 30' 15''."""
        total = Fraction(0)
        for size, marks in ((60, ("'",)), (3600, ('"', "'"))):
            number, mark = self.token.num, self.peek(1)
            if number is None or mark.value not in marks:
                break
            self.at += 3 if mark.value == "'" and self.peek(2).value == "'" else 2
            total += number.value / size
        return total

    def starts_factor(self, left: Node) -> bool:
        """Does the next token begin another factor of a product?"""
        token = self.token
        if isinstance(left, Word):
            return False
        if token.kind in ("num", "sym", "fn"):
            return True
        if token.kind == "word":
            return (
                token.value not in ("per", "each")
                and not self.in_text()
                and len(token.value) <= 6
                and (not token.spaced or len(token.value) <= 3)
            )
        if token.kind == "cmd":
            return token.value in ("lfloor", "lceil", "begin", "overline", "bar") or token.value in BOUND
        if token.value in ("|", "||"):
            return not self.bars and not self.in_set
        return token.kind == "op" and token.value in ("(", "{", "[")


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
