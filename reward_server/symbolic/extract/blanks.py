"""A box that fills a blank of the question: 7 · \\boxed{6} = 42, where the prompt has 7 · □ = 42."""

from __future__ import annotations

import re

from reward_server.symbolic.budget import MAX_PROMPT

MAX_FORMULA = 120
_BLANK = re.compile(
    r"\\(?:square|Box|blacksquare|bigcirc|_(?:\s*\\_){1,20})"
    r"|\\underline\s*\{\s*(?:\\[hv]space\{[^{}]{0,12}\}|\\q?quad|\\;|~|\s){0,6}\}"
    r"|\\boxed\s*\{(?:\s|\?|\\q?quad|\\phantom\{\d+\}|~){0,6}\}|[□■⬜◻○]|_{2,30}|\(\s*\)|（\s*）|\[\s*\]"
    r"|(?<=[=+*×·/\-÷(\s])\?(?=\s*[=+*×·/\-÷)])"
)
_SIGNS = (
    (re.compile(r"\\(?:cdot|times|ast)(?![a-z])|[×·∙⋅]"), "*"),
    (re.compile(r"\\div(?![a-z])|÷"), "/"),
    (re.compile(r"\\(?:left|right|displaystyle|[,;:! ])|[\s${}−–]"), ""),
)
_EDGE = re.compile(r"\n\s*\n|\$|\\[()\[\]]|[.?!](?=\s|$)|(?<=[A-Za-z]{2})[:\s](?=[\d\\(])|:\s")


def without_equation(text: str, start: int, end: int, prompt: str) -> str | None:
    """The text with text[start:end] alone for the formula around it, if that is one of the prompt with a blank."""
    asked = prompt[-MAX_PROMPT:]
    if not _BLANK.search(asked):
        return None
    before = _EDGE.split(text[max(0, start - MAX_FORMULA) : start])[-1]
    after = _EDGE.split(text[end : end + MAX_FORMULA])[0]
    formula = f"{_squeezed(before)}□{_squeezed(after)}"
    if "=" not in formula or len(formula) < 4 or formula not in _squeezed(_BLANK.sub("□", asked)):
        return None
    return f"{text[: start - len(before)]}{text[start:end]}{text[end + len(after) :]}"


def _squeezed(text: str) -> str:
    text = text.replace("−", "-").replace("–", "-")
    for sign, plain in _SIGNS:
        text = sign.sub(plain, text)
    return text
