"""Answers of which one at least is text: a sentence with its value, or LaTeX that only another grammar may know."""

from __future__ import annotations

import re

from reward_server.symbolic.extract.final_answer import find
from reward_server.symbolic.extract.text_answers import compare_words
from reward_server.symbolic.latex import readable
from reward_server.symbolic.parse.tree import Node
from reward_server.symbolic.reading import is_text, read
from reward_server.symbolic.structures import rules as structures
from reward_server.symbolic.verdict import Rules, Undecided, Verdict


def compare_texts(truth: str, answer: str, left: Node | None, right: Node | None, rules: Rules) -> Verdict:
    """At least one side is text, or LaTeX that only another grammar may know."""
    verdict = compare_words(truth, answer)
    if verdict.equal:
        return verdict
    left, right = _spoken(truth, left, right), _spoken(answer, right, left)
    if left is not None and right is not None and not (is_text(left) or is_text(right)):
        return structures.same(left, right, rules)
    if left is not None and right is not None and (is_text(left) != is_text(right)):
        return structures.same(left, right, rules)
    if _may_be_latex(truth, left) and _may_be_latex(answer, right):
        raise Undecided("the grammar does not know one side")
    return verdict


_IS = re.compile(r"\b(?:is|are|equals)\b[\s:}]*")
_SUBJECT = re.compile(r"[A-Za-z]{3}")
_NO_SUBJECT = re.compile(r"[=\d]")
_SUBJECT_ELSEWHERE = re.compile(r"[^\W\d_]{2}")
_ASIDE = re.compile(r"\b(?:is|are|not|never|neither|no|or|but)\b|n't\b", re.IGNORECASE)
MAX_SENTENCE = 200


def _said(answer: str) -> str:
    """The text after the `is` of a sentence in a box: "the value of x is 3"."""
    verb = _IS.search(answer) if len(answer) <= MAX_SENTENCE else None
    if verb is None:
        return ""
    subject, rest = answer[: verb.start()], answer[verb.end() :]
    plain = _SUBJECT.search(subject) and not _NO_SUBJECT.search(subject)
    return rest if plain and not _ASIDE.search(subject) and not _ASIDE.search(rest) else ""


def _spoken(text: str, node: Node | None, other: Node | None) -> Node | None:
    """The value that a sentence states, if the other side is not a text."""
    if other is None or is_text(other) or not (node is None or is_text(node)):
        return node
    return read(said)[1] if (said := _said(text) or _said_elsewhere(text)) else node


_NARROWED = re.compile(
    "[不第约若当非错除没无与原曾猜先再近倍半加减另较更]|和(?!为|是|等于)|[大小]于|至少|至多|最[多少]|其中|之一|一个|如果|假"
    "|приблиз|пример|около|ungefähr|etwa|circa|environ|aproximad|およそ|およ|約|약",
    re.IGNORECASE,
)
"""What these lead to is a bound, a step, or one value of several."""


def _said_elsewhere(text: str) -> str:
    """As `_said`, in another language than English: 所求的值为17."""
    if text.replace("＄", "$").isascii() or len(text) > MAX_SENTENCE:
        return ""
    found = find(text)
    before = found.around[0] if found.around is not None else ""
    plain = _SUBJECT_ELSEWHERE.search(before) and not _NO_SUBJECT.search(before) and not _NARROWED.search(before)
    return found.texts[0] if plain and len(found.texts) == 1 and text.rstrip(" .").endswith(found.texts[0]) else ""


def _may_be_latex(text: str, node: Node | None) -> bool:
    if node is not None:
        return not is_text(node)
    return readable(text)
