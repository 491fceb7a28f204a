"""A place in a row of tokens. The row is never edited: a reading that fails goes back to its mark, and nothing is left
of it.

A token may be read in pieces (`\\frac12` takes the 1 of 12, `xy` is x times y): what is left of it waits in `pending`,
which is part of the place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from reward_server.symbolic.parse.tokens import END, Token, Unparsable
from reward_server.symbolic.parse.tree import Node

LOOKAHEAD = 40


class Mark(NamedTuple):
    """A place to go back to."""

    at: int
    pending: tuple[Token, ...]
    before: tuple[Token, Token]


class Cursor:
    """Where reading stands, and what is open around it: bars, sets, bound variables, levels of nesting."""

    def __init__(self, tokens: tuple[Token, ...], rules: Rules) -> None:
        self.tokens = tokens
        self.rules = rules
        self.at = 0
        self.stop = len(tokens)
        self.pending: tuple[Token, ...] = ()
        self.token = tokens[0] if tokens else END
        """The next one: every rule looks at it, so it is kept."""
        self.before = (END, END)
        """The last two tokens that were read."""
        self.depth = 0
        self.bars = 0
        self.bound = 0
        self.in_set = False

    def mark(self) -> Mark:
        return Mark(self.at, self.pending, self.before)

    def go_back(self, mark: Mark) -> None:
        self.at, self.pending, self.before = mark
        self._look()

    def read_between(self, at: int, stop: int) -> None:
        """Reading goes on at one place, and ends at another."""
        self.at, self.stop = at, stop
        self._look()

    def _look(self) -> None:
        if self.pending:
            self.token = self.pending[0]
        else:
            self.token = self.tokens[self.at] if self.at < self.stop else END

    def ahead(self, count: int = LOOKAHEAD) -> Iterator[Token]:
        """The next tokens, the present one first."""
        yield from islice(self.pending, count)
        yield from self.tokens[self.at : min(self.stop, self.at + max(count - len(self.pending), 0))]

    def peek(self, ahead: int) -> Token:
        if self.pending:
            return next(islice(self.ahead(ahead + 1), ahead, None), END)
        return self.tokens[self.at + ahead] if self.at + ahead < self.stop else END

    def next(self) -> Token:
        token = self.token
        self.before = (self.before[1], token)
        if self.pending:
            self.pending = self.pending[1:]
        else:
            self.at += 1
        self._look()
        return token

    def skip(self, count: int) -> None:
        for _ in range(count):
            self.next()

    def split(self, *rest: Token) -> None:
        """The token that was just read goes on: `rest` is read before what follows it."""
        self.pending = (*rest, *self.pending)
        self._look()

    def accept(self, value: str) -> bool:
        token = self.token
        if token.value == value and token.kind in ("op", "cmd"):
            self.next()
            return True
        return False

    def expect(self, value: str) -> None:
        """A closing bracket; the end of the text closes all."""
        self.skip_marks()
        if not self.accept(value) and self.token is not END:
            raise Unparsable(f"expected {value}")

    def skip_marks(self) -> None:
        while self.token.kind == "text_end":
            self.next()

    def in_text(self) -> bool:
        """Do words alone stand between here and the end of a \\text{...}?"""
        for token in self.ahead(12):
            if token.kind == "text_end":
                return True
            if token.kind != "word":
                return False
        return False


Prefix = Callable[[Cursor, Token], Node]
"""Reads what begins with the token, which is read already."""
Infix = Callable[[Cursor, Node, Token], Node | None]
"""Reads what follows the node and begins with the token, which is not read yet; None where the rule does not apply."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The grammar as tables; grammar.py fills them in."""

    atoms: Mapping[str, Prefix]
    """By the kind of the first token."""
    commands: Mapping[str, Prefix]
    """By the name of a LaTeX command."""
    brackets: Mapping[str, Prefix]
    """By the opening sign."""
    functions: Mapping[str, Prefix]
    """By name; `default_function` reads the others."""
    default_function: Prefix
    postfix: Mapping[str, Infix]
    """By the sign that follows."""
    quantity: Callable[[Cursor, Node], Node | None]
    """The unit or noun that follows a value."""
    derivative: Callable[[Cursor, Node], Node | None]
    """What a differential divided by the one that follows makes."""
