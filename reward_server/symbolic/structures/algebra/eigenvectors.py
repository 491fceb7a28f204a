# ruff: noqa: E501  (a pattern is read line by line)
"""Eigenvalues with their vectors: E_3 = span{(1, 1)}, E_1 = span{(1, -1)}, in any order, each vector up to a factor and
each space by any of its bases.

Only to accept: what is not read to the end decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from reward_server.symbolic.budget import MAX_PROMPT, spend
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.tree import Node, is_scalar, symbols
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.structures.forms import prepare
from reward_server.symbolic.structures.freedom import Vector, in_entries, same_span, without_factor
from reward_server.symbolic.verdict import EXACT, Undecided, Verdict

MAX_CHARS = 600
MAX_VECTORS = 8
_ABOUT = re.compile(r"eigen|propre|propio|próprio|autov|autosp|собственн|власн|własn|特征|固有|고유", re.IGNORECASE)
_NARROWED = re.compile(
    r"unit|normali[sz]|orthonormal|length|norm|entr|component|integer|positive|such that|generali[sz]ed|Jordan"
)
"""The prompt says which vectors are meant."""
_STYLES = re.compile(
    r"\\(?:text[a-z]*|mathrm|mbox|operatorname)\s*\{([^{}]*)\}|\\(?:[,;:! ]|q?quad(?![a-z])|left(?![a-z])|right(?![a-z])"
    r"|big+[lr]?(?![a-z]))|[$~\n]"
)
_ENTRY = r"(?:[-+\d./ *^{}a-zA-Z]|\\[dt]?frac(?![a-z])|\\sqrt(?![a-z]))+"
_VECTOR = re.compile(
    r"(?:(?<![A-Za-z\\])(?P<factor>[a-zA-Z]|-)\s*)?(?P<vector>\\begin\{(?P<kind>[pb]?matrix|array)\}.{1,150}?\\end\{(?P=kind)\}(?:\^\{?(?:T|\\top)\}?)?"
    rf"|[(\[<]\s*{_ENTRY}(?:,\s*{_ENTRY}){{1,5}}[)\]>](?:\^\{{?(?:T|\\top)\}}?)?)",
    re.DOTALL,
)
_VALUE = r"(?:[-+\d.i /^*(){}]|\\[dt]?frac(?![a-z])|\\sqrt(?![a-z]))+?"
_NAME = r"(?:\\(?:vec|mathbf|boldsymbol|bm)\s*)?\{?[vuxwpe]\}?"
_TOKEN = re.compile(
    rf"(?P<space>(?:[EVW]|\\ker)\s*(?:_\s*\{{?\s*(?:\\lambda(?:_\{{?\d\}}?)?\s*=\s*)?(?P<below>-?(?:\d+|\{{?\\[dt]?frac\s*\{{?\d\}}?\s*\{{?\d\}}?\}}?))\s*\}}?"
    rf"|\(\s*(?:\\lambda\s*=\s*)?(?P<at>{_VALUE})\s*\)|\(\s*A\s*(?P<shift>[-+]\s*\d*)\s*I\s*\)))"
    rf"|(?P<letter>\\lambda)(?:_\{{?(?P<number>\d)\}}?)?\s*=\s*(?P<value>{_VALUE})(?=\s*(?:[,;:<\x02]|\\[a-z]|[a-z]{{2}}|{_NAME}|$))"
    rf"|(?P<bare>{_VALUE})\s*(?=:|\\(?:to|mapsto|leftrightarrow)(?![a-z])|→|,\s*\x02)"
    rf"|(?:{_NAME}_\{{?(?P<index>\d)\}}?\s*=\s*)?\x02(?P<place>\d+)\x03"
    rf"|(?P<fill>{_NAME}\s*=|span(?:ned by)?|lin|[\s,;:.=(){{}}\[\]]|\\[{{}}]|\\[lr]angle(?![a-z])|\\(?:to|mapsto|leftrightarrow)(?![a-z])|→"
    r"|(?:eigen(?:value|vector|space)s?|basis|corresponding|associated|with|for|to|of|and|has|is|the|an?|und|mit|et|avec|y|con)(?![a-zA-Z]))",
)


Pair = tuple[Node, Vector]


class _Space(NamedTuple):
    value: Node
    vectors: list[Vector]


def same_eigenvectors(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only."""
    if max(len(truth), len(answer)) > MAX_CHARS:
        return None
    prompt = prompt[-MAX_PROMPT:]
    if not ("lambda" in truth or _ABOUT.search(prompt)) or _NARROWED.search(prompt):
        return None
    spend(500)
    wanted = _spaces(truth)
    given = _spaces(answer) if wanted else None
    if not wanted or given is None or len(wanted) != len(given):
        return None
    try:
        alike = all(any(_same(one, other) for other in given) for one in wanted)
    except Undecided:
        return None
    return Verdict(True, f"the same eigenspaces: {len(wanted)}", "eigenvectors") if alike else None


def _same(one: _Space, other: _Space) -> bool:
    if not same_scalar(one.value, other.value, EXACT).equal or len(one.vectors) != len(other.vectors):
        return False
    return len({len(vector) for vector in (*one.vectors, *other.vectors)}) == 1 and same_span(
        one.vectors, other.vectors
    )


# -- reading ----------------------------------------------------------------------------------------------------------


def _spaces(text: str) -> list[_Space] | None:
    """Each eigenvalue, once, with its vectors; None where something is not read."""
    plain = " ".join(_STYLES.sub(r" \1 ", text).split())
    vectors: list[Vector] = []

    def kept(found: re.Match[str]) -> str:
        vector = _vector(found)
        if vector is None or len(vectors) == MAX_VECTORS:
            return found.group()
        vectors.append(vector)
        return f"\x02{len(vectors) - 1}\x03"

    tokens = _tokens(_VECTOR.sub(kept, plain))
    if tokens is None or not vectors:
        return None
    pairs = _by_number(tokens, vectors) or _side_by_side(tokens, vectors)
    if pairs is None:
        return None
    spaces: list[_Space] = []
    for value, vector in pairs:
        known = next((one for one in spaces if same_scalar(one.value, value, EXACT).equal), None)
        if known is None:
            spaces.append(_Space(value, [vector]))
        else:
            known.vectors.append(vector)
    return spaces


def _vector(found: re.Match[str]) -> Vector | None:
    """The entries; those of t(1, 1) and (t, t) without the factor."""
    node = read(found["vector"])[1]
    entries = in_entries(without_factor(prepare(node))) if node is not None else None
    if entries is None or len(entries) < 2 or not all(is_scalar(one) and not symbols(one) for one in entries):
        return None
    return entries


def _tokens(text: str) -> list[re.Match[str]] | None:
    tokens, at = list[re.Match[str]](), 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None or found.end() == at:
            return None
        if found["fill"] is None:
            tokens.append(found)
        at = found.end()
    return tokens


def _value(token: re.Match[str]) -> Node | None:
    text = token["below"] or token["at"] or token["value"] or token["bare"]
    if text is None and token["shift"] is not None:
        shift = token["shift"].replace(" ", "")
        text = f"{'-' if shift[0] == '+' else ''}{shift[1:] or '1'}"
    node = read(text.strip(" (){}") if text and text.count("(") != text.count(")") else text)[1] if text else None
    return node if node is not None and is_scalar(node) and not symbols(node) else None


def _by_number(tokens: Sequence[re.Match[str]], vectors: list[Vector]) -> list[Pair] | None:
    """lambda_1 = 5, lambda_2 = 2, v_1 = (1, 1), v_2 = (1, -2)"""
    values = {one["number"]: value for one in tokens if one["number"] and (value := _value(one)) is not None}
    named = {one["index"]: vectors[int(one["place"])] for one in tokens if one["index"]}
    if not values or values.keys() != named.keys() or len(values) + len(named) != len(tokens):
        return None
    return [(value, named[number]) for number, value in values.items()]


def _side_by_side(tokens: Sequence[re.Match[str]], vectors: list[Vector]) -> list[Pair] | None:
    """Each vector with the value before it, and no value without a vector."""
    pairs: list[Pair] = []
    value: Node | None = None
    served = True
    for one in tokens:
        if one["place"] is not None:
            if value is None:
                return None
            pairs.append((value, vectors[int(one["place"])]))
            served = True
        else:
            value = _value(one) if served else None
            if value is None:
                return None
            served = False
    return pairs if served and pairs else None
