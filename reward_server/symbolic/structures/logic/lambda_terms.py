"""Terms of the lambda calculus up to the names of their bound variables: \\lambda x.\\lambda y.x is \\lambda ab.a.

Where the question asks for no reduction, terms with the same normal form are equal too.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reward_server.symbolic.budget import MAX_PROMPT, spend
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 200
MAX_DEPTH = 40
MAX_STEPS = 60
MAX_SIZE = 400
_ABOUT = re.compile(r"\\lambda|λ|lambda|combinator|beta|β|Church|normal form", re.IGNORECASE)
_REDUCES = re.compile(r"reduc|normal form|\bone step|\balpha|α|\beta|η", re.IGNORECASE)
_PLAIN = (
    (re.compile(r"\\lambda(?![a-z])"), "λ"),
    (re.compile(r"\\(?:text[a-z]*|math[a-z]+|operatorname)\s*\{\s*([A-Za-z])\s*\}"), r"\1"),
    (re.compile(r"\\(?:left|right)(?![a-z])"), ""),
    (re.compile(r"\\(?:cdot|ldotp)(?![a-z])"), "."),
    (re.compile(r"\\(?:[,;:! ]|q?quad(?![a-z]))|[\s$~]"), ""),
    (re.compile(r"_\{(\w+)\}"), r"_\1"),
)
_TOKEN = re.compile(r"[a-zA-Z](?:_?\d+)?'*|[λ.()]")


class Bound(NamedTuple):
    """A variable, by how many lambdas stand between it and its own."""

    depth: int


class Lambda(NamedTuple):
    body: Term


class Applied(NamedTuple):
    function: Term
    argument: Term


Term = str | Bound | Lambda | Applied
"""A free variable is a text."""


class _Unread(Exception):
    pass


def same_lambda_terms(truth: str, answer: str, prompt: str) -> Verdict | None:
    """None unless both are terms, and the prompt is about such."""
    if not ("λ" in truth or "\\lambda" in truth) or max(len(truth), len(answer)) > MAX_CHARS:
        return None
    if not _ABOUT.search(prompt := prompt[-MAX_PROMPT:]) and prompt:
        return None
    try:
        left, right = _term(truth), _term(answer)
        equal = left == right
        if not equal and prompt and not _REDUCES.search(prompt):
            equal = _normal(left) == _normal(right)
    except _Unread:
        return None
    return Verdict(equal, f"{'the same' if equal else 'other'} terms: {truth[:60]}, {answer[:60]}", "lambda_terms")


# -- reading -----------------------------------------------------------------------------------------------------------


def _term(text: str) -> Term:
    for pattern, sign in _PLAIN:
        text = pattern.sub(sign, text)
    text = text.rstrip(".")
    tokens = _TOKEN.findall(text)
    if "".join(tokens) != text:
        raise _Unread
    found, rest = _applications(tokens, (), 0)
    if rest:
        raise _Unread
    return found


def _applications(tokens: list[str], bound: tuple[str, ...], depth: int) -> tuple[Term, list[str]]:
    """f a b is (f a) b; what a lambda begins goes on to the end."""
    if depth > MAX_DEPTH:
        raise _Unread
    found: Term | None = None
    while tokens and tokens[0] != ")":
        one, tokens = _atom(tokens, bound, depth)
        found = one if found is None else Applied(found, one)
    if found is None:
        raise _Unread
    return found, tokens


def _atom(tokens: list[str], bound: tuple[str, ...], depth: int) -> tuple[Term, list[str]]:
    first, *rest = tokens
    if first == "(":
        found, rest = _applications(rest, bound, depth + 1)
        if not rest:
            raise _Unread
        return found, rest[1:]
    if first == "λ":
        return _lambda(rest, bound, depth)
    if not first[0].isalpha():
        raise _Unread
    return (Bound(bound.index(first)) if first in bound else first), rest


def _lambda(tokens: list[str], bound: tuple[str, ...], depth: int) -> tuple[Term, list[str]]:
    names: list[str] = []
    while tokens and tokens[0][0].isalpha() and tokens[0] != "λ":
        names.append(tokens[0])
        tokens = tokens[1:]
    if not names or not tokens or tokens[0] != ".":
        raise _Unread
    body, tokens = _applications(tokens[1:], (*reversed(names), *bound), depth + 1)
    for _ in names:
        body = Lambda(body)
    return body, tokens


# -- reduction ---------------------------------------------------------------------------------------------------------


def _normal(term: Term) -> Term:
    """The normal form, where a few steps reach it."""
    for _ in range(MAX_STEPS):
        spend(10)
        if (after := _step(term)) is None:
            return term
        if _size(term := after) > MAX_SIZE:
            break
    raise _Unread


def _step(term: Term) -> Term | None:
    """The leftmost, outermost reduction; None where there is none."""
    if isinstance(term, Lambda):
        return None if (body := _step(term.body)) is None else Lambda(body)
    if not isinstance(term, Applied):
        return None
    if isinstance(term.function, Lambda):
        return _put(term.function.body, term.argument, 0)
    if (function := _step(term.function)) is not None:
        return Applied(function, term.argument)
    return None if (argument := _step(term.argument)) is None else Applied(term.function, argument)


def _put(term: Term, value: Term, depth: int) -> Term:
    """The body of a lambda with the value in place of its variable."""
    if isinstance(term, Bound):
        if term.depth == depth:
            return _moved(value, depth, 0)
        return Bound(term.depth - 1) if term.depth > depth else term
    if isinstance(term, Lambda):
        return Lambda(_put(term.body, value, depth + 1))
    if isinstance(term, Applied):
        return Applied(_put(term.function, value, depth), _put(term.argument, value, depth))
    return term


def _moved(term: Term, by: int, inside: int) -> Term:
    """Under so many lambdas more."""
    if isinstance(term, Bound):
        return Bound(term.depth + by) if term.depth >= inside else term
    if isinstance(term, Lambda):
        return Lambda(_moved(term.body, by, inside + 1))
    if isinstance(term, Applied):
        return Applied(_moved(term.function, by, inside), _moved(term.argument, by, inside))
    return term


def _size(term: Term) -> int:
    if isinstance(term, Lambda):
        return 1 + _size(term.body)
    return 1 + _size(term.function) + _size(term.argument) if isinstance(term, Applied) else 1
