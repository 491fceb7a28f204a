"""Regular expressions, equal if they match the same words: (b*ab*a)*b* is b*(ab*ab*)*.

Brzozowski's derivatives: what is left to match after a letter is an expression again, and of these there are few. Two
expressions are equal if no pair of what is left, after any word, differs in matching the empty one.
"""

from __future__ import annotations

import re

from reward_server.symbolic.budget import MAX_PROMPT, spend
from reward_server.symbolic.parse.normalize import plain_unicode
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 120
MAX_PAIRS = 200
MAX_DEPTH = 20
MAX_POWER = 6
_ASKED = re.compile(
    r"\bregular expression|\bregex|regulär\w* Ausdr|expressions? (?:régulière|rationnelle)|expresi(?:ón|ones) regular"
    r"|espression\w regolar|express(?:ão|ões) regular|reguliere expressie"
    r"|wyrażeni\w+ regularn|регулярн\w+ выражени|正则表达式|正規表現",
    re.IGNORECASE,
)
Expression = tuple["str | Expression", ...]
"""("a",), ("|", ...), (".", left, right), ("*", inner), ("ε",) and ("∅",)."""
EMPTY, NOTHING = ("ε",), ("∅",)
_PLAIN = (
    (r"\\(?:var)?epsilon(?![a-z])|\\lambda(?![a-z])|\\Lambda(?![a-z])|[λΛϵ]", "ε"),
    (r"\\(?:emptyset|varnothing)(?![a-z])", "∅"),
    (r"\\(?:cup|mid|lor|vert)(?![a-z])|∪|∣|\\\|", "|"),
    (r"\\(?:ast|star)(?![a-z])|∗", "*"),
    (r"\\(?:left|right|cdot|circ|text[a-z]*|math[a-z]+|[bB]ig+[lr]?)(?![a-z])|\\[,;:! ]|[\s$·]", ""),
    (r"\^\{([^{}]*)\}", r"^\1"),
    (r"[{}]", ""),
    (r"\^\*", "*"),
    (r"\^\+", "⁺"),
    (r"^[LRr]=", ""),
)
_SIGNS = tuple((re.compile(pattern), sign) for pattern, sign in _PLAIN)


class _Unread(Exception):
    pass


def same_regular(truth: str, answer: str, prompt: str) -> Verdict | None:
    """None unless the prompt asks for a regular expression, and both are."""
    if max(len(truth), len(answer)) > MAX_CHARS or not _ASKED.search(prompt[-MAX_PROMPT:]):
        return None
    left, right = _read(truth), _read(answer)
    if left is None or right is None:
        return None
    equal = _equal(left, right)
    if equal is None:
        return None
    return Verdict(equal, f"{'the same' if equal else 'other'} words match: {truth[:40]}, {answer[:40]}", "automata")


# -- reading -----------------------------------------------------------------------------------------------------------


def _read(text: str) -> Expression | None:
    if len(text) > MAX_CHARS:
        return None
    plain = plain_unicode(text)
    for pattern, sign in _SIGNS:
        plain = pattern.sub(sign, plain)
    if not re.fullmatch(r"[a-z0-9ε∅|+⁺*?()^]+", plain):
        return None
    if "|" not in plain:  # then a plus joins, and else it repeats
        plain = re.sub(r"\+(?=[a-z0-9ε∅(])", "|", plain)
    try:
        return _Reader(plain.replace("+", "⁺")).whole()
    except _Unread:
        return None


class _Reader:
    def __init__(self, text: str) -> None:
        self.text, self.at, self.depth = text, 0, 0

    def token(self) -> str:
        return self.text[self.at : self.at + 1]

    def whole(self) -> Expression:
        found = self.joined()
        if self.token():
            raise _Unread
        return found

    def joined(self) -> Expression:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _Unread
        found = [self.chain()]
        while self.token() == "|":
            self.at += 1
            found.append(self.chain())
        self.depth -= 1
        return _either(*found)

    def chain(self) -> Expression:
        found = self.repeated()
        while self.token() not in ("", "|", ")"):
            found = _then(found, self.repeated())
        return found

    def repeated(self) -> Expression:
        inner = self.single()
        while self.token() in ("*", "⁺", "?", "^"):
            sign = self.token()
            self.at += 1
            if sign == "^":
                if not (self.token().isdecimal() and int(self.token()) <= MAX_POWER):
                    raise _Unread
                times, once = int(self.token()), inner
                self.at += 1
                inner = EMPTY
                for _ in range(times):
                    inner = _then(inner, once)
            else:
                inner = {"*": _star(inner), "⁺": _then(inner, _star(inner)), "?": _either(EMPTY, inner)}[sign]
        return inner

    def single(self) -> Expression:
        letter = self.token()
        self.at += 1
        if letter == "(":
            found = self.joined()
            if self.token() != ")":
                raise _Unread
            self.at += 1
            return found
        if not letter or not (letter.isalnum() or letter in "ε∅"):
            raise _Unread
        return (letter,)


# -- words -------------------------------------------------------------------------------------------------------------


def _either(*parts: Expression) -> Expression:
    flat: set[Expression] = set()
    for part in parts:
        flat.update(_parts(part) if part[0] == "|" else (part,))
    flat -= {NOTHING}
    spend(len(flat))
    if len(flat) < 2:
        return next(iter(flat), NOTHING)
    return ("|", *sorted(flat, key=repr))


def _parts(expression: Expression) -> tuple[Expression, ...]:
    return tuple(one for one in expression[1:] if isinstance(one, tuple))


def _then(left: Expression, right: Expression) -> Expression:
    if NOTHING in (left, right):
        return NOTHING
    if EMPTY in (left, right):
        return right if left == EMPTY else left
    if left[0] == ".":
        first, second = _parts(left)
        return _then(first, _then(second, right))
    return (".", left, right)


def _star(inner: Expression) -> Expression:
    if inner in (EMPTY, NOTHING):
        return EMPTY
    return inner if inner[0] == "*" else ("*", inner)


def _matches_nothing_more(expression: Expression) -> bool:
    """Does it match the empty word?"""
    head = expression[0]
    if head == "|":
        return any(map(_matches_nothing_more, _parts(expression)))
    if head == ".":
        return all(map(_matches_nothing_more, _parts(expression)))
    return head in ("*", "ε")


def _after(expression: Expression, letter: str) -> Expression:
    """What is left to match."""
    spend(2)
    head, parts = expression[0], _parts(expression)
    if head == "|":
        return _either(*(_after(part, letter) for part in parts))
    if head == "*":
        return _then(_after(parts[0], letter), expression)
    if head == ".":
        first = _then(_after(parts[0], letter), parts[1])
        return _either(first, _after(parts[1], letter)) if _matches_nothing_more(parts[0]) else first
    return EMPTY if head == letter else NOTHING


def _letters(expression: Expression) -> frozenset[str]:
    own = frozenset[str]() if len(expression) > 1 or expression in (EMPTY, NOTHING) else frozenset({str(expression[0])})
    return own.union(*map(_letters, _parts(expression)))


def _equal(left: Expression, right: Expression) -> bool | None:
    """None where it takes too many pairs to tell."""
    letters = sorted(_letters(left) | _letters(right))
    known, waiting = {(left, right)}, [(left, right)]
    while waiting:
        one, other = waiting.pop()
        if _matches_nothing_more(one) is not _matches_nothing_more(other):
            return False
        for letter in letters:
            pair = _after(one, letter), _after(other, letter)
            if pair not in known and pair[0] != pair[1]:
                known.add(pair)
                waiting.append(pair)
        if len(known) > MAX_PAIRS:
            return None
    return True
