"""A place in a list of tokens, and the few ways of moving on that every notation shares."""

from __future__ import annotations

from abc import ABC, abstractmethod
from fractions import Fraction

from reward_server.symbolic.parse.tokens import END, Token, Unparsable
from reward_server.symbolic.parse.tree import Node, Num, Op, integer


class Reader(ABC):
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

    @abstractmethod
    def atom(self) -> Node: ...

    @abstractmethod
    def symbol(self, token: Token) -> Node: ...

    @abstractmethod
    def function(self, name: str) -> Node: ...

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

    def arguments(self) -> tuple[Node, ...]:
        inner = self.items()
        self.expect(")")
        return inner.args if isinstance(inner, Op) and inner.head == "list" else (inner,)

    def subscript(self) -> str:
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

    def in_text(self) -> bool:
        for token in self.tokens[self.at : self.at + 12]:
            if token.kind == "text_end":
                return True
            if token.kind != "word":
                return False
        return False
