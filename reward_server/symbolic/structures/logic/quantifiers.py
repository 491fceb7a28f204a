"""Statements that begin with quantifiers, as a prefix and a body: ¬∃y x + y = 0 is ∀y x + y ≠ 0.

Negations move inward, past the quantifiers and into one relation. The order of unlike quantifiers counts.
"""

from __future__ import annotations

import re

from reward_server.symbolic.parse.normalize import plain_unicode

MAX_CHARS = 300
_SIGNS = (
    ("¬", r"\\(?:neg|lnot|sim)(?![a-z])|\\text\s*\{\s*not\s*\}"),
    ("¬∃", r"\\nexists(?![a-z])|∄"),
    ("∀", r"\\forall(?![a-z])"),
    ("∃", r"\\exists(?![a-z])|∃"),
    ("≠", r"\\(?:neq?(?![a-z])|not\s*=)"),
    ("≤", r"\\le(?:q(?:slant)?)?(?![a-z])"),
    ("≥", r"\\ge(?:q(?:slant)?)?(?![a-z])"),
    ("<", r"\\lt(?![a-z])"),
    (">", r"\\gt(?![a-z])"),
    ("∉", r"\\notin(?![a-z])|\\not\s*\\in(?![a-z])"),
    ("∈", r"\\in(?![a-z])"),
    (
        ":",
        r"\\colon(?![a-z])|\\text\s*\{\s*,?\s*(?:such that|so that|we have|it holds that|s\.t\.)\s*,?\s*\}"
        r"|\\(?:mid|big)(?![a-z])",
    ),
    ("\\\\epsilon", r"\\varepsilon(?![a-z])|[εϵ]"),
    (" ", r"\\(?:[,;:! ]|q?quad(?![a-z])|left(?![a-z])|right(?![a-z]))|[$~]"),
)
_PLAIN = tuple((sign, re.compile(pattern)) for sign, pattern in _SIGNS)
_BEGINS = re.compile(r"[\s$]*(?:\\(?:neg|lnot|forall|n?exists)(?![a-z])|[¬∀∃∄])")
_FOR_ALL = re.compile(
    r"\\text\s*\{\s*,?\s*(?:(?:such that|so that|with)\s+|(and\s+)?)for (?:all|every|each|any)\s*\}"
    r"|\\text\s*\{\s*for all\s*\}(?=\s*[A-Za-z\\])"
)
_NAME = r"(?:[A-Za-zα-ω]|\\(?:alpha|beta|gamma|delta|epsilon|eta|lambda|mu)(?![a-z]))"
_STEP = re.compile(
    rf"\s*(?:(?P<not>¬)|(?P<sign>[∀∃])\s*(?P<names>{_NAME}(?:\s*,\s*{_NAME})*)\s*(?P<domain>[∈<>≤≥≠][^∀∃¬:,.(]{{1,40}})?[\s:,.]*)"
)
_CONTRARY = {"=": "≠", "<": "≥", ">": "≤", "∈": "∉"}
_CONTRARY |= {other: sign for sign, other in _CONTRARY.items()}
_RELATION = re.compile("[=≠<≥>≤∈∉]")
Prefix = list[tuple[str, list[tuple[str, str]]]]


def quantified(text: str) -> tuple[Prefix, str] | None:
    """The quantifiers in their order, those of one sort beside each other as one, and the body."""
    if len(text) > MAX_CHARS or not _BEGINS.match(text):
        return None
    plain = plain_unicode(_FOR_ALL.sub(lambda word: ("" if word[1] else ": ") + r"\forall ", text))
    for sign, pattern in _PLAIN:
        plain = pattern.sub(f" {sign} ", plain)
    prefix: Prefix = []
    denied, at = False, 0
    while step := _STEP.match(plain, at):
        at = step.end()
        if step["not"]:
            denied = not denied
            continue
        sign = step["sign"] if not denied else "∃" if step["sign"] == "∀" else "∀"
        if not prefix or prefix[-1][0] != sign:
            prefix.append((sign, []))
        domain = re.sub(r"[\s{}]", "", step["domain"] or "")
        prefix[-1][1].extend((name.strip(), domain) for name in step["names"].split(","))
    body = _body(plain[at:].strip(" .:,"), denied)
    return ([(sign, sorted(names)) for sign, names in prefix], body) if prefix and body else None


def _body(text: str, denied: bool) -> str:
    """The statement without outer brackets; denied, one relation is its contrary."""
    while text.startswith("¬") or _is_enclosed(text):
        denied ^= text.startswith("¬")
        text = text[1:].strip() if text.startswith("¬") else text[1:-1].strip()
    signs = _RELATION.findall(text)
    if not denied:
        return text
    simple = len(signs) == 1 and not re.search(
        r"\\(?:land|lor|wedge|vee|to|implies|Rightarrow|rightarrow)|[∧∨→⇒]", text
    )
    return _RELATION.sub(_CONTRARY[signs[0]], text) if simple else f"¬({text})"


def _is_enclosed(text: str) -> bool:
    """Are the first and the last brackets a pair?"""
    if not (text[:1] in ("(", "[") and text[-1:] in (")", "]")):
        return False
    depth = 0
    for place, char in enumerate(text):
        depth += (char in "([") - (char in ")]")
        if depth == 0:
            return place == len(text) - 1
    return False
