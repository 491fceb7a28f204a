r"""Differential forms: -2 dy ∧ dx is 2 dx ∧ dy, and dx ∧ dx is 0."""

from __future__ import annotations

import re

from reward_server.symbolic.budget import spend
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.normalize import plain_unicode
from reward_server.symbolic.parse.tree import ZERO, Node, Op
from reward_server.symbolic.scalars.same import exactly_equal
from reward_server.symbolic.structures.labelled_sums import LabelledSum, Labels, added, labelled_sum
from reward_server.symbolic.verdict import Undecided, Verdict

MAX_CHARS = 250
MAX_FACTORS = 6
_DIFFERENTIAL = re.compile(
    r"(?:\\(?:mathrm|text|operatorname)\s*\{?\s*d\s*\}?|(?<![A-Za-z\\_])d|(?<=[xyzt])d)\s*(?P<letter>[a-z](?:_\{?\w\}?|\^\{?\d\}?)?|\\(?:theta|phi|varphi|rho|psi))(?![a-zA-Z])"
)
_NAME = re.compile(
    r"^[\s$]*(?:d|\\mathrm\s*\{?\s*d\s*\}?|\\star|\*)?\s*(?:\\?[A-Za-z]+(?:_\{?\w\}?)?(?:\^\{?\\?\*\}?)?|\([^()=]{1,30}\))\s*="
)
_SIGN = re.compile(r"\\wedge(?![a-z])|∧")


def same_forms(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only."""
    if max(len(truth), len(answer)) > MAX_CHARS or not (_SIGN.search(truth) and _SIGN.search(answer)):
        return None
    spend(200)
    letters: dict[str, str] = {}
    left, right = _form(truth, letters), _form(answer, letters)
    if left is None or right is None:
        return None
    try:
        alike = all(exactly_equal(left.get(key, ZERO), right.get(key, ZERO)) for key in {*left, *right})
    except Undecided:
        return None
    return Verdict(True, f"the same form: {answer[:60]}", "differentials") if alike else None


def _form(text: str, letters: dict[str, str]) -> LabelledSum | None:
    def letter(found: re.Match[str]) -> str:
        label = re.sub(r"[{}\s\\]|var(?=phi)", "", found["letter"])
        name = next((name for name, known in letters.items() if known == label), f"K_{len(letters)}")
        letters[name] = label
        return rf" \cdot K_{{{name[2:]}}} "

    plain = re.sub(
        r"\\(?:left|right|,|;|:|!| )(?![a-z])|\$", " ", plain_unicode(text.replace("∧", r"\wedge ")).strip(" $.")
    )
    named = _DIFFERENTIAL.sub(letter, _NAME.sub("", plain, count=1))
    named = re.sub(r"(^|[-+(]|\\wedge)\s*\\cdot", r"\1 ", named)
    node = read(re.sub(r"\\wedge\s*", r" * ", named))[1]
    found = labelled_sum(node, letters) if node is not None else None
    if found is None or any(len(labels) > MAX_FACTORS for labels in found) or () in found:
        return None
    return added(_in_order(labels, value) for labels, value in found.items())


def _in_order(labels: Labels, value: Node) -> LabelledSum:
    """Sorted, with the sign of the permutation; zero where a differential stands twice."""
    if len(set(labels)) < len(labels):
        return {}
    turned = sum(a > b for k, a in enumerate(labels) for b in labels[k + 1 :])
    return {tuple(sorted(labels)): Op("neg", (value,)) if turned % 2 else value}
