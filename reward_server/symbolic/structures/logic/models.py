"""Statements with quantifiers anywhere, told apart by small worlds: ∃x ∀y ¬(R(x, y) ∨ ¬Q(x, y)) is
∃x ∀y (Q(x, y) ∧ ¬R(x, y)), because both hold in the same ones of many worlds of one to three things.

What is said of the things (P(x), x + y = 0, x ∈ A) means nothing here but its own contrary: a predicate of the
variables in it, which a world makes true or false at random; x = y alone says that they are one thing. So what is equal
here is equal by logic alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple
from zlib import crc32

from reward_server.symbolic.budget import MAX_PROMPT, spend
from reward_server.symbolic.parse.normalize import plain_unicode
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 200
MAX_DEPTH = 12
MAX_BOUND = 4
WORLDS = {1: 8, 2: 90, 3: 24}
"""How many worlds of how many things."""
_SIGNS = tuple(
    (re.compile(pattern), sign)
    for pattern, sign in (
        (r"\\nexists(?![a-z])|∄", " ¬ ∃ "),
        (r"\\forall(?![a-z])", " ∀ "),
        (r"\\exists(?![a-z])", " ∃ "),
        (r"\\(?:neq?(?![a-z])|not\s*=)", " ≠ "),
        (r"\\notin(?![a-z])|\\not\s*\\in(?![a-z])", " ∉ "),
        (r"\\in(?![a-z])", " ∈ "),
        (r"\\le(?:q(?:slant)?)?(?![a-z])", " ≤ "),
        (r"\\ge(?:q(?:slant)?)?(?![a-z])", " ≥ "),
        (r"\\lt(?![a-z])", " < "),
        (r"\\gt(?![a-z])", " > "),
        (r"\\(?:neg|lnot|sim)(?![a-z])", " ¬ "),
        (r"\\(?:land|wedge)(?![a-z])|\\text\s*\{\s*(?:and|und|et|y)\s*\}", " ∧ "),
        (r"\\(?:lor|vee)(?![a-z])|\\text\s*\{\s*(?:or|oder|ou|o)\s*\}", " ∨ "),
        (r"\\(?:iff|[Ll](?:ong)?(?:eft)rightarrow)(?![a-z])|<=>|<->|[⇔⟺]", " ↔ "),
        (r"\\(?:to|implies|(?:[Ll]ong)?[Rr]ightarrow)(?![a-z])|=>|->|[⇒⟹⟶]", " → "),
        (r"\\(?:mid|colon)(?![a-z])|\\text\s*\{\s*(?:such that|so that|we have|it holds that)\s*\}", " : "),
        (r"\\(?:[bB]ig+[lrm]?|left|right|displaystyle|q?quad)(?![a-z])|\\[,;:! ]|[$~]", " "),
    )
)
_CONTRARY = {"≠": "=", "∉": "∈", "≤": ">", "≥": "<"}
_NAME = r"(?:\\[a-z]+|[A-Za-z])(?:_\w)?"
_TOKEN = re.compile(rf"{_NAME}|\S")
_PREDICATE = re.compile(rf"[A-Za-z](?:_\w)?\((?:{_NAME}(?:,{_NAME}){{0,3}})\)")
_RELATION = re.compile("[=≠<≥>≤∈∉]")
_HINT = re.compile(r"\\(?:forall|n?exists)(?![a-z])|[∀∃∄]")


class _Unread(Exception):
    pass


class _Statement(NamedTuple):
    """∀ and ∃ bind `names`; a predicate has its variables there."""

    sign: str
    parts: tuple[_Statement, ...] = ()
    names: tuple[str, ...] = ()
    said: str = ""


def same_models(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only."""
    if max(len(truth), len(answer)) > MAX_CHARS or not (_HINT.search(truth) and _HINT.search(answer)):
        return None
    left, right = _read(truth), _read(answer)
    if left is None or right is None or _denies_the_question(answer, prompt):
        return None
    if _PUSHED.search(prompt[-MAX_PROMPT:]) and _is_pushed(left) and not _is_pushed(right):
        return None
    equal = all(_holds(left, world) == _holds(right, world) for world in _worlds(left, right))
    return Verdict(True, f"equal in all worlds of three things: {answer[:60]}", "quantifiers") if equal else None


_PUSHED = re.compile(
    r"(?:only|directly|immediately|inwards?|push|without|free of|no)\b[^.]{0,60}(?:negat|\\neg|\\lnot|¬)"
    r"|(?:negat\w*|\\neg|\\lnot|¬)[^.]{0,60}(?:only|directly|immediately|inside|inwards?|innermost)\b|simplif|prenex",
    re.IGNORECASE,
)
"""Where the prompt says how far negations are to be moved."""
_BARE = re.compile(r"\\(?:neg|lnot|sim|left|right|[bB]ig+[lrm]?|[,;:! ])(?![a-z])|[¬\s$()\[\]{}]|\\[\[\]()]")


def _denies_the_question(answer: str, prompt: str) -> bool:
    """Is it the prompt's own statement with a negation before it?"""
    starts = re.match(r"[\s$]*(?:\\(?:neg|lnot|sim)(?![a-z])|¬)", answer)
    return starts is not None and _BARE.sub("", answer) in _BARE.sub("", prompt[-MAX_PROMPT:])


def _is_pushed(statement: _Statement) -> bool:
    """Does each negation stand before a predicate?"""
    return all(map(_is_pushed, statement.parts)) and (statement.sign != "¬" or statement.parts[0].sign == "said")


# -- reading -----------------------------------------------------------------------------------------------------------


def _read(text: str) -> _Statement | None:
    plain = plain_unicode(text)
    for pattern, sign in _SIGNS:
        plain = pattern.sub(sign, plain)
    try:
        return _Reader(_TOKEN.findall(plain.strip(" ."))).whole()
    except (_Unread, IndexError):
        return None


class _Reader:
    """Tokens from the left to the right. Raises _Unread for what has no certain reading."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self.tokens = [*tokens, ""]
        self.at = self.depth = 0
        self.bound: list[str] = []

    def accept(self, *wanted: str) -> str:
        found = self.tokens[self.at] if self.tokens[self.at] in wanted else ""
        self.at += bool(found)
        return found

    def whole(self) -> _Statement:
        found = self.joined("↔→∨∧")
        if self.tokens[self.at]:
            raise _Unread
        return found

    def joined(self, signs: str) -> _Statement:
        """Operands with the loosest of the signs between them; two arrows have no agreed order."""
        self.depth += signs == "↔→∨∧"
        if self.depth > MAX_DEPTH:
            raise _Unread
        if not signs:
            return self.single()
        parts = [self.joined(signs[1:])]
        while self.accept(signs[0]):
            parts.append(self.joined(signs[1:]))
        self.depth -= signs == "↔→∨∧"
        if len(parts) > 2 and signs[0] in "↔→":
            raise _Unread
        return parts[0] if len(parts) == 1 else _Statement(signs[0], tuple(parts))

    def single(self) -> _Statement:
        if self.accept("¬"):
            return _Statement("¬", (self.single(),))
        if sign := self.accept("∀", "∃"):
            return self.quantified(sign)
        if self.tokens[self.at] in ("(", "[") and self.is_statement():
            self.at += 1
            found = self.joined("↔→∨∧")
            if not self.accept(")", "]"):
                raise _Unread
            return found
        return self.predicate()

    def is_statement(self) -> bool:
        """Does the bracket hold a statement, and no term?"""
        inside = self.tokens[self.at : self.closing(self.at)]
        return any(one in "¬∀∃∧∨→↔=≠<≥>≤∈∉" for one in inside) or _PREDICATE.search("".join(inside)) is not None

    def closing(self, at: int) -> int:
        depth = 0
        for place in range(at, len(self.tokens)):
            depth += (self.tokens[place] in ("(", "[", "{")) - (self.tokens[place] in (")", "]", "}"))
            if depth == 0:
                return place
        raise _Unread

    def quantified(self, sign: str) -> _Statement:
        """With all that it binds. Without a colon it binds the next piece alone, and no connective may follow."""
        names = [self.name()]
        while self.tokens[self.at] == "," and self.tokens[self.at + 2] in (",", ":", "∈", "(", "[", "∀", "∃", "¬"):
            self.at += 1
            names.append(self.name())
        domain = self.domain()
        if len(self.bound) + len(names) > MAX_BOUND or len({*self.bound, *names}) < len(self.bound) + len(names):
            raise _Unread
        self.bound += names
        wide = self.accept(":", ",", ".")
        inner = self.joined("↔→∨∧") if wide else self.single()
        limits = [self.said([name, *domain]) for name in names] if domain else []
        del self.bound[-len(names) :]
        if self.tokens[self.at] in ("∧", "∨", "→", "↔"):
            raise _Unread
        for limit in limits:
            inner = _Statement("→" if sign == "∀" else "∧", (limit, inner))
        return _Statement(sign, (inner,), tuple(names))

    def name(self) -> str:
        found = self.tokens[self.at]
        if not re.fullmatch(_NAME, found):
            raise _Unread
        self.at += 1
        return found

    def domain(self) -> list[str]:
        """The ∈ A of ∀x ∈ A, up to what is said."""
        start = self.at
        if not _RELATION.match(self.tokens[self.at]):
            return []
        while self.tokens[self.at] not in ("", ":", ",", ".", "∀", "∃", "¬", "(", "["):
            self.at += 1
        if self.tokens[self.at] == "" or self.at - start < 2:
            raise _Unread
        if (
            self.tokens[self.at] in ("(", "[")
            and re.fullmatch("[A-Z]", self.tokens[self.at - 1])
            and self.at - start > 2
        ):
            raise _Unread  # ∀x ∈ A P(x)
        return self.tokens[start : self.at]

    def predicate(self) -> _Statement:
        start = self.at
        while self.tokens[self.at] not in ("", "¬", "∀", "∃", "∧", "∨", "→", "↔", ")", "]", ":"):
            self.at = self.closing(self.at) + 1 if self.tokens[self.at] in ("(", "[", "{") else self.at + 1
        return self.said(self.tokens[start : self.at])

    def said(self, tokens: Sequence[str]) -> _Statement:
        """A predicate of the variables in it; of ≠ and ∉, ≤ and ≥ the contrary, and > the other way round."""
        text = "".join(tokens)
        signs = _RELATION.findall(text)
        if len(signs) > 1 or not (signs or _PREDICATE.fullmatch(text) or (len(tokens) == 1 and text not in self.bound)):
            raise _Unread
        sign = _CONTRARY.get(signs[0], signs[0]) if signs else ""
        if signs:
            place = tokens.index(signs[0])
            sides = [tokens[:place], tokens[place + 1 :]]
            if not all(sides):
                raise _Unread
            if sign == ">":
                sides.reverse()
            if sign == "=":
                sides.sort(key=lambda side: ("".join("#" if one in self.bound else one for one in side), *side))
            tokens = [*sides[0], "<" if sign == ">" else sign, *sides[1]]
        names = tuple(one for one in tokens if one in self.bound)
        found = _Statement("said", (), names, "".join("#" if one in self.bound else one for one in tokens))
        return _Statement("¬", (found,)) if signs and signs[0] in _CONTRARY else found


# -- worlds ------------------------------------------------------------------------------------------------------------

World = tuple[int, Callable[[str, tuple[int, ...]], bool]]
_JOINED: dict[str, Callable[[Iterator[bool]], bool]] = {
    "∧": all,
    "∨": any,
    "→": lambda values: not next(values) or next(values),
    "↔": lambda values: next(values) == next(values),
    "¬": lambda values: not next(values),
}


def _worlds(*statements: _Statement) -> Iterator[World]:
    seed = repr(statements)
    bound = max(map(_depth, statements))
    for size, count in WORLDS.items():
        for number in range(count if size < 3 or bound < 4 else 0):
            yield size, partial(_is_true, f"{seed}{size}.{number}", 1 + number % 7, identity=bound < MAX_BOUND)


def _depth(statement: _Statement) -> int:
    return len(statement.names if statement.sign in "∀∃" else ()) + max(map(_depth, statement.parts), default=0)


def _is_true(seed: str, share: int, said: str, things: tuple[int, ...], *, identity: bool) -> bool:
    """Of every eight facts of a world about `share` are true. Where no more than three things are spoken of, x = y says
    what it says."""
    spend(1)
    if said == "#=#" and identity:
        return things[0] == things[1]
    return crc32(f"{said}{things}{seed}".encode()) * 2654435761 % 2**32 >> 29 < share


def _holds(statement: _Statement, world: World, given: dict[str, int] | None = None) -> bool:
    given = given or {}
    if statement.sign == "said":
        return world[1](statement.said, tuple(given[name] for name in statement.names))
    if statement.sign not in ("∀", "∃"):
        return _JOINED[statement.sign](_holds(part, world, given) for part in statement.parts)
    cases = [given]
    for name in statement.names:
        cases = [{**case, name: thing} for case in cases for thing in range(world[0])]
    return (all if statement.sign == "∀" else any)(_holds(statement.parts[0], world, case) for case in cases)
