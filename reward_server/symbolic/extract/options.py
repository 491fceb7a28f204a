"""The options that a prompt lists, by their letters: (A) 3 (B) 5 (C) 7."""

from __future__ import annotations

import re

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.extract.text_answers import choice
from reward_server.symbolic.parse.normalize import fold

MAX_OPTION = 300
_LETTERS = "ABCDEFGHIJ"
_LABEL = re.compile(
    r"(?:(?<=[\s$:;,.?!？，。：；、（）)])|^|(?=\\))(?:\\(?:text[a-z]*|mathrm|mathbf)\s*\{\s*)?(?:\(([A-Ja-j])\)|\[([A-J])\]|([A-J])(?:[).:](?=[\s$~\\])|[．、：）]))\s*\}?"
)
_WORDS = re.compile(r"[^\W\d_]+(?:,?\s[^\W\d_]+)*")
_WIDE = re.compile("A[．、：）]")
_BEGINS = re.compile(r"(?:\s|\\[,;:! ]|~)+")
_ENDS = re.compile(r"(?:\s|\\q?quad(?![a-z])|\\\\|\\[,;:! ]|[,;]|~|\b(?:or|and)$)+$")


def options(prompt: str) -> dict[str, str]:
    """Letter -> content, where the last letters of the prompt stand in order from A, each once; else nothing."""
    found: list[tuple[str, int, int]] = []
    for one in _LABEL.finditer(prompt[-MAX_PROMPT:]):
        letter = next(filter(None, one.groups())).upper()
        if letter == "A":
            found = []
        if len(found) < len(_LETTERS) and letter == _LETTERS[len(found)]:
            found.append((letter, one.start(), one.end()))
    if len(found) < 3:
        return {}
    text = prompt[-MAX_PROMPT:]
    ends = [start for _, start, _ in found[1:]] + [len(text)]
    contents = [_bare(text[end:until]) for (_, _, end), until in zip(found, ends, strict=True)]
    if not all(contents) or len(set(contents)) < len(contents):
        return {}
    return dict(zip((letter for letter, _, _ in found), contents, strict=True))


def _bare(content: str) -> str:
    """On one line, without what stands between two options."""
    content = _BEGINS.sub("", content[:MAX_OPTION], count=1) if _BEGINS.match(content) else content[:MAX_OPTION]
    content = content.split("\n")[0]
    return _ENDS.sub("", content).removesuffix(".").strip()


_BARE_LETTER, _SMALL_LETTER = (
    re.compile(rf"[\s$]*(?:\\(?:text[a-z]*|mathrm|mathbf)\s*\{{\s*)?[(\[]?\s*[{letters}]\s*[)\].]?\s*\}}?[\s$.]*")
    for letters in ("A-J", "A-Ja-j")
)
"""A small one where the options have small letters: else it is a variable."""


def by_content(truth: str, answer: str, prompt: str) -> tuple[str, str] | None:
    """Both by content, where one is a letter of the prompt's options and the other is none."""
    if not (
        "A)" in prompt or "(a)" in prompt or "A." in prompt or "[A]" in prompt or "A:" in prompt or _WIDE.search(prompt)
    ):
        return None
    bare = _SMALL_LETTER if "(a)" in prompt else _BARE_LETTER
    told = _letter_of(answer, options(prompt)) if _WITH_TEXT.match(answer) else ""
    answer = told or answer
    lettered = [bool(bare.fullmatch(one)) for one in (truth, answer)]
    if told and all(lettered) and (wanted := choice(truth)):
        return f"({wanted[0]})", told
    if lettered[0] == lettered[1] or not (listed := options(prompt)):
        return None
    letter = choice(truth if lettered[0] else answer)
    if letter is None or letter[0] not in listed or choice(answer if lettered[0] else truth) is not None:
        return None
    content, other = listed[letter[0]], answer if lettered[0] else truth
    if _WORDS.fullmatch(content) and fold(content) == fold(other):
        return content, content
    if same := [
        one for one, text in listed.items() if _BLANKS.sub("", text) == _BLANKS.sub("", other)
    ]:  # the very text of a choice
        return f"({letter[0]})", f"({same[0]})"
    return (content, other) if lettered[0] else (other, content)


_WITH_TEXT = re.compile(
    r"[\s$]*(?:\\(?:text[a-z]*|mathrm|mathbf)\s*\{\s*)?"
    r"(?:[(\[]([A-Ja-j])[)\]]|([A-J])[).:]|([A-J])(?=\s*\())\s*(\S.{0,80}?)[\s$.}]*",
    re.DOTALL,
)


def _letter_of(text: str, listed: dict[str, str]) -> str:
    """(B) for B (40°), where that is what (B) stands for; else nothing."""
    found = _WITH_TEXT.fullmatch(text)
    if found is None:
        return ""
    letter = (found[1] or found[2] or found[3]).upper()
    content = listed.get(letter, "")
    said = found[4][1:-1] if found[4][:1] == "(" and found[4][-1:] == ")" and content[:1] != "(" else found[4]
    return f"({letter})" if content and _tight(content) == _tight(said) else ""


_BLANKS = re.compile(r"[\s$]|\\[()]")


def _tight(text: str) -> str:
    return _BLANKS.sub("", fold(text))
