"""Words among mathematics: products of letters, quantities with their units, plain text."""

from __future__ import annotations

import re

from reward_server.symbolic.parse.cursor import Reader
from reward_server.symbolic.parse.tokens import END, FUNCTIONS, Token, Unparsable
from reward_server.symbolic.parse.tree import Node, Num, Op, Word
from reward_server.symbolic.parse.units import STOP_WORDS, is_unit

_NAME = re.compile(r"[A-Z][a-z][a-z]")
_ORDINAL = ("st", "nd", "rd", "th")
_CODES = {
    "USD": "dollar",
    "EUR": "euro",
    "GBP": "pound sterling",
    "CNY": "yuan",
    "RMB": "yuan",
    "Rs": "rupee",
    "INR": "rupee",
}
CURRENCIES = {"€": "euro", "£": "pound sterling", "¥": "yuan", "₹": "rupee", "₩": "won"}


class Words(Reader):
    def words(self, token: Token) -> Node:
        if token.value in ("Matrix", "Point") and self.token.value == "(":  # as sympy prints them
            return self.atom()
        if token.value in _CODES and self.token.num is not None:
            return Op("quantity", (self.binary(15), Word(_CODES[token.value])))
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
                return self.function(run[:size])
        if not (run.isascii() and 2 <= len(run) <= 3) or self.in_text() or self._says(token):
            return None
        first, *others = [Token("sym", letter, token.spaced) for letter in run]
        self.tokens[self.at : self.at] = others
        return self.symbol(first)

    def _says(self, token: Token) -> bool:
        """Is it a word of English, or the first of a phrase, rather than letters side by side?"""
        run, before = token.value, self.tokens[self.at - 2] if self.at > 1 else END
        if before.kind in ("num", "sym") and not token.spaced:  # 2as
            return False
        if _NAME.fullmatch(run) or (run.lower() in STOP_WORDS and not run.isupper()):
            return True
        after = self.token
        return after.kind == "word" and after.spaced and len(after.value) > 3 and after.value.isalpha()

    def quantity(self, value: Node) -> Node | None:
        """`value` with the unit, or the noun, that follows it."""
        token = self.token
        if token.value in _ORDINAL and not token.spaced and isinstance(value, Num):
            self.next()
            return value
        if token.kind == "currency":
            self.next()
            return Op("quantity", (value, Word(CURRENCIES.get(token.value, "dollar"))))
        if token.value in ("per", "each") and isinstance(value, Op) and value.head == "quantity":
            return Op("quantity", (value.args[0], Word(f"{getattr(value.args[1], 'text', '')} {self._unit()}")))
        if token.kind != "word" or isinstance(value, Word) or (isinstance(value, Op) and value.head == "quantity"):
            return None
        if not is_unit(token.value) and not self._is_noun_phrase():
            return None
        return Op("quantity", (value, Word(self._unit())))

    def _is_noun_phrase(self) -> bool:
        """Unknown words up to the end of the item, few and none of them a verb or a negation."""
        first = self.token
        if first.value.isascii() and len(first.value) <= 3 and not first.spaced and not self.in_text():
            return False
        ahead = 0
        while self.peek(ahead).kind == "word" and ahead <= 4:
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


def _small(node: Node) -> int:
    if isinstance(node, Num) and node.value.denominator == 1 and node.value <= 9:
        return int(node.value)
    raise Unparsable("power of a unit")
