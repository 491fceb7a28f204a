"""Formulas of matrices and vectors, whose products do not commute: I - 2uu^T is I_n - 2u u^\\top, and (AB)^{-1} is
B^{-1}A^{-1}.

Each is written as a sum of words. What the question says of its letters (symmetric, orthogonal, a unit vector) counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

from reward_server.symbolic.budget import MAX_PROMPT, spend
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 240
MAX_TERMS = 24
MAX_WORD = 24
MAX_POWER = 8
_ABOUT = re.compile(
    r"matri|vector|project|reflect|Householder|least[- ]squares|transpos|linear map|regress|operator", re.IGNORECASE
)
_CUE = re.compile(
    r"[A-Z]\s*\^?\d?\s*[A-Z]|\^\s*\{?\s*(?:T|-\s*1|-T|\*|\\(?:top|mathsf|mathrm|text|intercal|dagger|ast|prime))|'|\\top|[A-Z]_?n|I"
)
_TOKENS = re.compile(
    r"\\(?:d|t)?frac|\\(?:top|intercal|dagger|ast|prime)(?![a-z])|\\(?:\||[lr]Vert)|\\[lr]angle|\\(?:mathbf|mathrm|mathsf|boldsymbol|vec|hat|bm|mathbb)(?![a-z])|\\[a-z]+"
    r"|\d+(?:\.\d+)?|[A-Za-z](?:_(?:\{\w{1,6}\}|\w))?|[-+/()\[\]{}^'*·,]|\|\||‖"
)
_SKIP = re.compile(r"\\(?:[,;:! ]|q?quad(?![a-z])|left(?![a-z])|right(?![a-z])|cdot(?![a-z])|bigl?|bigr?)|[\s$~]+")
_CLOSING = frozenset({"+", "-", ")", "]", "}", ",", "\\|", "||", "‖", "\\rVert"})
Letter = tuple[str, str]
"""A name, and what is done to it: nothing, transposed, inverted, or both."""
Word = tuple[Letter, ...]
Sum = dict[Word, Fraction]
_TRANSPOSED = {"": "T", "T": "", "-": "-T", "-T": "-"}
_INVERTED = {"": "-", "-": "", "T": "-T", "-T": "T"}


class _Unread(Exception):
    pass


class _NoNumber(_Unread):
    """Nothing is divided by a matrix."""


def same_matrix_formulas(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Refuses where two letters that do not commute stand in another order; None where a formula is not read."""
    if max(len(truth), len(answer)) > MAX_CHARS or not _ABOUT.search(prompt := prompt[-MAX_PROMPT:]):
        return None
    if not (_CUE.search(truth) or _CUE.search(answer)):
        return None
    said = _Said(prompt, truth)
    try:
        left = _Reader(truth, said).whole()
        right = _Reader(answer, said).whole()
    except _NoNumber:
        return Verdict(False, f"divides by what is no number: {answer[:60]}", "matrix_formulas")
    except _Unread:
        return None
    if left == right:
        return Verdict(True, f"the same sum of products: {answer[:60]}", "matrix_formulas")
    names = {name.partition("_")[0] for side in (left, right) for word in side for name, _ in word}
    turned = {name for side in (left, right) for word in side for name, how in word if "T" in how}
    if not (len(names & said.matrices) > 1 or (turned & said.matrices and len(names) > 1)):
        return None
    return Verdict(False, f"other sums of products of matrices: {truth[:60]}, {answer[:60]}", "matrix_formulas")


class _Said:
    """What the question says of the letters."""

    def __init__(self, prompt: str, truth: str) -> None:
        plain = re.sub(r"\\(?:mathbf|boldsymbol|vec|bm|hat)\s*\{?\s*([A-Za-z])\s*\}?", r"\1", prompt).replace("$", "")
        self.matrices = _declared(plain)
        self.invertible = set(re.findall(r"([A-Za-z])\s*\^\s*\{?\s*-\s*1", truth))
        self.all_invertible = re.search(r"invertible|non-?singular|orthogonal matri", prompt) is not None
        self.symmetric = set(re.findall(r"\bsymmetric (?:[a-z]+ ){0,4}([A-Z])\b", plain)) | set(
            re.findall(r"\b([A-Z]) (?:is|be) (?:a )?(?:real )?symmetric", plain)
        )
        self.orthogonal = set(re.findall(r"\borthogonal (?:matrix|matrices) ([A-Z])\b", plain)) | set(
            re.findall(r"\b([A-Z]) (?:is|be) (?:an )?orthogonal", plain)
        )
        self.unit = set(re.findall(r"\b(?:unit|normali[sz]ed) (?:[a-z]+ ){0,3}([a-z])\b", plain)) | set(
            re.findall(r"\b([a-z]) (?:is|be) a unit", plain)
        )
        self.vectors = (
            self.unit
            | set(re.findall(r"\bvectors? (?:[a-z]+ )?([a-z])\b(?!\w)", plain))
            | set(re.findall(r"\bvectors? [a-z](?: and|,) ([a-z])\b", plain))
        )


_DECLARED = re.compile(
    r"\b(?:matrix|matrices|operators?) (?P<after>[A-Z]\b(?:(?:, | and |, and )[A-Z]\b){0,4})"
    r"|(?<![A-Za-z\\])(?P<before>[A-Z](?:(?:, | and |, and |,)[A-Z]\b){0,4}) (?:be|is|are|denote) "
    r"(?:[a-z×-]+ |\S+\\times \S+ ){0,6}(?:matrix|matrices|operators?)\b"
)


def _declared(plain: str) -> set[str]:
    """The letters that the question calls matrices."""
    return {
        name for found in _DECLARED.finditer(plain) for name in re.findall(r"[A-Z]", found["after"] or found["before"])
    }


class _Reader:
    def __init__(self, text: str, said: _Said) -> None:
        text = _SKIP.sub("", text.rpartition("=")[2]).rstrip(".")
        self.tokens = _TOKENS.findall(text)
        if "".join(self.tokens) != text:
            raise _Unread
        self.at, self.said = 0, said

    def whole(self) -> Sum:
        found = self.sum(0)
        if self.at < len(self.tokens):
            raise _Unread
        return found

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, *wanted: str) -> bool:
        taken = self.peek() in wanted and bool(self.peek())
        self.at += taken
        return taken

    def sum(self, depth: int) -> Sum:
        if depth > 8:
            raise _Unread
        sign = -1 if self.take("-") else 1
        found = _scaled(self.product(depth), Fraction(sign))
        while self.peek() in ("+", "-"):
            sign = -1 if self.tokens[self.at] == "-" else 1
            self.at += 1
            found = _added(found, _scaled(self.product(depth), Fraction(sign)))
        return found

    def product(self, depth: int) -> Sum:
        found = self.power(depth)
        while (token := self.peek()) and token not in _CLOSING:
            if self.take("/"):
                found = self.divided(found, self.power(depth))
                continue
            found = self.multiplied(found, self.power(depth))
        return found

    def divided(self, above: Sum, below: Sum) -> Sum:
        """By a number, or by a product u^T v, which is one."""
        if set(below) == {()}:
            return _scaled(above, 1 / below[()])
        if len(below) != 1:
            raise _Unread
        [(word, factor)] = below.items()
        (first, how), (last, other) = word[0], word[-1]
        if how == "" and other == "T" and first[0].islower() and last[0].islower():
            raise _NoNumber
        if not (how == "T" and other == "" and first[0].islower() and last[0].islower()):
            raise _Unread
        number: Word = ((f"/{word}", ""),)
        return self.multiplied({number: 1 / factor}, above)

    def power(self, depth: int) -> Sum:
        base = self.atom(depth)
        while True:
            if self.take("'"):
                base = self.transposed(base)
            elif self.take("^"):
                base = self.raised(base)
            else:
                return base

    def raised(self, base: Sum) -> Sum:
        token = self.peek()
        if self.take("{"):
            inner = ""
            while self.peek() and not self.take("}"):
                inner += self.tokens[self.at]
                self.at += 1
        else:
            self.at += 1
            inner = token
        inner = re.sub(r"\\(?:mathsf|mathrm|text|mathbf)\{?|\}", "", inner)
        if inner in ("T", "\\top", "\\intercal", "t", "\\prime"):
            return self.transposed(base)
        if inner in ("-1", "-T", "-\\top"):
            inverse = self.inverted(base)
            return inverse if inner == "-1" else self.transposed(inverse)
        if not inner.isdecimal() or not 0 < int(inner) <= MAX_POWER:
            raise _Unread
        found = base
        for _ in range(int(inner) - 1):
            found = self.multiplied(found, base)
        return found

    def atom(self, depth: int) -> Sum:
        token = self.peek()
        self.at += 1
        if token in ("(", "[", "{"):
            found = self.sum(depth + 1)
            if not self.take(")", "]", "}"):
                raise _Unread
            return found
        if token in ("\\mathbf", "\\boldsymbol", "\\bm", "\\mathrm", "\\mathbb", "\\vec"):
            return self.atom(depth + 1)
        if token[-4:] == "frac":
            above = self.group(depth)
            return self.divided(above, self.group(depth))
        if token in ("\\|", "||", "‖", "\\lVert"):
            return self.norm(depth)
        if token[:1].isdecimal():
            return {(): Fraction(token)}
        if not token[:1].isalpha():
            if re.fullmatch(r"\\(?:alpha|beta|lambda|mu|Sigma|Omega|Lambda|epsilon|sigma)", token):
                return {((token, ""),): Fraction(1)}
            raise _Unread
        if token[0] == "I" and re.fullmatch(r"I(?:_\{?[nmkd\d]\}?)?", token):
            return {(): Fraction(1)}
        return {((token.replace("{", "").replace("}", ""), ""),): Fraction(1)}

    def group(self, depth: int) -> Sum:
        if not self.take("{"):
            return self.atom(depth + 1)
        found = self.sum(depth + 1)
        if not self.take("}"):
            raise _Unread
        return found

    def norm(self, depth: int) -> Sum:
        inner = self.sum(depth + 1)
        if not self.take("\\|", "||", "‖", "\\rVert") or not self.take("^") or not self.take("2"):
            raise _Unread
        return self.multiplied(self.transposed(inner), inner)

    # What the question says of the letters.

    def transposed(self, value: Sum) -> Sum:
        turned = (
            (tuple((n, d if n[0] == "/" else _TRANSPOSED[d]) for n, d in reversed(word)), c)
            for word, c in value.items()
        )
        return _sum_of((self.reduced(word), factor) for word, factor in turned)

    def inverted(self, value: Sum) -> Sum:
        if len(value) != 1 or not self.splits(*value):
            name = "(" + ",".join(f"{c}{word}" for word, c in sorted(value.items())) + ")"
            flipped = self.transposed(value)
            return {((name, "-"),): Fraction(1)} if flipped != value else {((name + "sym", "-"),): Fraction(1)}
        [(word, factor)] = value.items()
        if any(name[0] == "/" or name in self.said.vectors for name, _ in word):
            raise _Unread
        return {self.reduced(tuple((n, _INVERTED[d]) for n, d in reversed(word))): 1 / factor}

    def splits(self, word: Word) -> bool:
        """Is the inverse of the product one of inverses? Not of A^T A where A is not square."""
        return len(word) < 2 or self.said.all_invertible or {name for name, _ in word} <= self.said.invertible

    def multiplied(self, left: Sum, right: Sum) -> Sum:
        spend(len(left) * len(right))
        return _sum_of((self.reduced((*a, *b)), x * y) for a, x in left.items() for b, y in right.items())

    def reduced(self, word: Word) -> Word:
        """Without A A^{-1}, and with A for the transpose of a symmetric A."""
        numbers = sorted(one for one in word if one[0][0] == "/")
        if numbers and list(word[: len(numbers)]) != numbers:
            word = (*numbers, *(one for one in word if one[0][0] != "/"))
        done: list[Letter] = []
        for name, state in word:
            if name in self.said.symmetric or name.endswith("sym"):
                state = state.replace("T", "")
            if name in self.said.orthogonal:
                state = {"-": "T", "-T": ""}.get(state, state)
            before = done[-1] if done else ("", "")
            inverse = before[0] == name and before[1] == _INVERTED[state]
            turned = name in self.said.orthogonal and before == (name, _TRANSPOSED[state])
            length = name in self.said.unit and state == "" and before == (name, "T")
            if inverse or turned or length:
                done.pop()
            else:
                done.append((name, state))
        if len(done) > MAX_WORD:
            raise _Unread
        return tuple(done)


def _sum_of(terms: Iterable[tuple[Word, Fraction]]) -> Sum:
    found: Sum = {}
    for word, factor in terms:
        found[word] = found.get(word, Fraction(0)) + factor
    if len(found) > MAX_TERMS:
        raise _Unread
    return {word: factor for word, factor in found.items() if factor}


def _added(left: Sum, right: Sum) -> Sum:
    return _sum_of((*left.items(), *right.items()))


def _scaled(value: Sum, factor: Fraction) -> Sum:
    return {word: factor * one for word, one in value.items()}
