r"""States of quantum mechanics: (|0> + |1>)/sqrt 2 is |+>, the column (1, 1)/sqrt 2, and the same times a phase.

Kets, bras and products of them are sums of numbers times labels, and so are the columns and matrices of qubits. The
labels of bras begin with a stroke.
"""

from __future__ import annotations

import re
from itertools import product

from reward_server.symbolic.budget import MAX_PROMPT, spend
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.normalize import plain_unicode
from reward_server.symbolic.parse.tree import ONE, ZERO, Node, Op, integer, is_scalar
from reward_server.symbolic.scalars.same import exactly_equal
from reward_server.symbolic.structures.labelled_sums import LabelledSum, Labels, added, labelled_sum, times
from reward_server.symbolic.structures.matrices import rows
from reward_server.symbolic.verdict import Undecided, Verdict

MAX_CHARS = 300
MAX_LABELS = 20
_KET = re.compile(
    r"(?:\\left\s*)?(?:\||\\vert(?![a-z])|\\lvert(?![a-z]))\s*(?P<label>[^|<>=&]{1,24}?)\s*(?:\\right\s*)?(?:\\rangle(?![a-z])|>)"
    r"|\\ket\s*\{(?P<braced>[^{}|]{1,24})\}|\\ket\s*(?P<bare>\w)"
)
_BRA = re.compile(
    r"(?:\\left\s*)?(?:\\langle(?![a-z])|<)\s*(?P<label>[^|<>=&]{1,24}?)\s*(?:\\right\s*)?(?:\||\\vert(?![a-z])|\\rvert(?![a-z]))"
    r"|\\bra\s*\{(?P<braced>[^{}|]{1,24})\}|\\bra\s*(?P<bare>\w)"
)
_NAME = re.compile(
    r"^[\s$]*(?:K_\{\d+\}|\\?[A-Za-z]+(?:_\{?\w{1,6}\}?)?(?:\s*\([a-z0]\))?|\\(?:chi|psi|phi|rho)_\{?[^{}=]{1,12}\}?)\s*="
)
_STYLE = re.compile(r"\\(?:text[a-z]*|mathrm|mathbf|,|;|:|!| )|[{}\s]")
_SPACE = re.compile(r"(?:\\[,;:! ]|\s|\\right|\\left)+$")
_ARROWS = {"\\uparrow": "0", "\\downarrow": "1"}
_ASKS = re.compile(
    r"\b(?:states?|eigenstates?|kets?|spinors?|qubits?|wave ?function)\b|Zustand|état|estado|состояни", re.IGNORECASE
)


def same_states(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only."""
    if max(len(truth), len(answer)) > MAX_CHARS or not any(_KET.search(text) for text in (truth, answer)):
        return None
    spend(300)
    names: dict[str, str] = {}
    left, right = (_state(text, names) for text in (truth, answer))
    if left is None or right is None:
        return None
    asked = prompt[-MAX_PROMPT:]
    phase = _ASKS.search(asked) is not None
    expanded = [_of_qubits(one) for one in (left, right)]
    in_zeros = any(re.search(r"[|t]\s*\{?[01]+\s*(?:\\rangle|>|\})", text) for text in (truth, answer, asked))
    alike = (
        _same(left, right, phase=phase)
        or _same(*expanded, phase=phase)
        or (in_zeros and _same(*map(_spread, expanded), phase=phase))
    )
    return Verdict(True, f"the same state: {truth[:40]}, {answer[:40]}", "states") if alike else None


# -- reading ----------------------------------------------------------------------------------------------------------


def _state(text: str, names: dict[str, str]) -> LabelledSum | None:
    """`names`: the label of each letter that stands for a ket or a bra."""

    def letter(found: re.Match[str], kind: str) -> str:
        label = _STYLE.sub("", found["label"] or found["braced"] or found["bare"]).replace(",", "")
        name = f"K_{{{len(names)}}}"
        names[f"K_{len(names)}"] = kind + _ARROWS.get(label, label)
        before = _SPACE.sub("", found.string[: found.start()])[-1:]
        times = r"\cdot" if before.isalnum() or before in ("}", ")") else ""  # no cos(x |0>)
        return rf" {times} {name} "

    plain = plain_unicode(text.replace("↑", r"\uparrow ").replace("↓", r"\downarrow ")).strip(" $.")
    plain = _of_parties(plain)
    plain = re.sub(r"\\otimes(?![a-z])|⊗", " * ", plain)
    plain = _KET.sub(lambda found: letter(found, ""), plain)
    plain = _BRA.sub(lambda found: letter(found, "|"), plain)
    node = read(_NAME.sub("", plain, count=1))[1]
    return labelled_sum(node, names, _of_entries) if node is not None and len(names) <= MAX_LABELS else None


def _of_entries(node: Op) -> LabelledSum | None:
    """A column or a tuple as a state, and a square matrix as an operator, of so many qubits."""
    entries = [[one] for one in node.args] if node.head == "()" else rows(node)
    size = len(entries)
    if size not in (2, 4, 8) or not all(is_scalar(one) for row in entries for one in row):
        return None
    bits = [format(k, f"0{size.bit_length() - 1}b") for k in range(size)]
    if all(len(row) == 1 for row in entries):
        return {(name,): row[0] for name, row in zip(bits, entries, strict=True)}
    if all(len(row) == size for row in entries):
        return {
            (a, "|" + b): one for a, row in zip(bits, entries, strict=True) for b, one in zip(bits, row, strict=True)
        }
    return None


_PARTY = re.compile(r"(?<=\\rangle)\s*_\s*\{?\s*([A-Z\d])\s*\}?")


def _of_parties(text: str) -> str:
    """|0>|1> for |0>_A|1>_B, where these are in order everywhere."""
    parties = _PARTY.findall(text)
    known = sorted({*parties})
    in_order = parties == known * (len(parties) // len(known)) if known else False
    return _PARTY.sub(" ", text) if in_order else text


# -- comparison -------------------------------------------------------------------------------------------------------


def _of_qubits(state: LabelledSum) -> LabelledSum:
    """|0>|1> as |01>."""
    return added([{_joined(labels): value} for labels, value in state.items()]) if state else state


def _joined(labels: Labels) -> Labels:
    kets = [one for one in labels if not one.startswith("|")]
    bras = [one[1:] for one in labels if one.startswith("|")]
    if not all(re.fullmatch(r"[01+-]+", one) for one in (*kets, *bras)) or len(kets) + len(bras) < len(labels):
        return labels
    return (*(("".join(kets),) if kets else ()), *(("|" + "".join(bras),) if bras else ()))


def _spread(state: LabelledSum) -> LabelledSum:
    """|+> and |-> by |0> and |1>."""
    made: list[LabelledSum] = []
    for labels, value in state.items():
        parts: list[LabelledSum] = [{(): value}]
        for label in labels:
            parts = [times(one, _signs(label)) for one in parts]
        made += parts
    return added(made)


_HALF = Op("div", (ONE, Op("root", (integer(2), integer(2)))))


MAX_SIGNS = 4


def _signs(label: str) -> LabelledSum:
    """A label of a few bits and signs by bits alone; another one stays."""
    if len(label) > MAX_SIGNS or not re.fullmatch(r"\|?[01+-]+", label):
        return {(label,): ONE}
    stroke, signs = ("|", label[1:]) if label.startswith("|") else ("", label)
    made: LabelledSum = {("",): ONE}
    for char in signs:
        step: dict[str, Node] = (
            {char: ONE} if char in "01" else {"0": _HALF, "1": _HALF if char == "+" else Op("neg", (_HALF,))}
        )
        made = {(name[0] + bit,): Op("mul", (a, b)) for (name, a), (bit, b) in product(made.items(), step.items())}
    return {(stroke + name[0],): value for name, value in made.items()}


def _same(left: LabelledSum, right: LabelledSum, *, phase: bool) -> bool:
    """With the same numbers, or all times one of modulus 1."""
    if {labels for labels in (*left, *right) if not labels}:
        return False
    keys = sorted({*left, *right})
    pairs = [(left.get(key, ZERO), right.get(key, ZERO)) for key in keys]
    if all(_equal(a, b) for a, b in pairs):
        return True
    pure = not any(label.startswith("|") for key in keys for label in key)
    first = next(((a, b) for a, b in pairs if not _equal(a, ZERO)), None)
    if not phase or not pure or first is None or not _equal(Op("abs", (first[0],)), Op("abs", (first[1],))):
        return False
    return all(_equal(Op("mul", (a, first[1])), Op("mul", (b, first[0]))) for a, b in pairs)


def _equal(left: Node, right: Node) -> bool:
    try:
        return exactly_equal(left, right)
    except Undecided:
        return False
