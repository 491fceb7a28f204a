"""The options that a prompt lists, by their letters: (A) 3 (B) 5 (C) 7."""

from __future__ import annotations

import re
from functools import lru_cache

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.extract.text_answers import choice, others
from reward_server.symbolic.parse.normalize import fold

MAX_OPTION = 300
_LETTERS = "ABCDEFGHIJ"
_LABEL = re.compile(
    r"(?:(?<=[\s$:;,.?!？，。：；、（）)])|^|(?=\\))(?:\\(?:text[a-z]*|mathrm|mathbf)\s*\{\s*)?(?:\(([A-Ja-j])\)|\[([A-J])\]|([A-J])(?:[).:](?=[\s$~\\])|(?<=\n[A-J])\)|[．、：）]))\s*\}?"
)
_WORDS = re.compile(r"[^\W\d_]+(?:,?\s[^\W\d_]+)*")
_WIDE = re.compile("A[．、：）]")
_BEGINS = re.compile(r"(?:\s|\\[,;:! ]|~)+")
_ENDS = re.compile(r"(?:\s|\\q?quad(?![a-z])|\\\\|\\[,;:! ]|[,;]|~|\b(?:or|and)$)+$")


def options(prompt: str) -> dict[str, str]:
    """Letter -> content, where the last letters of the prompt stand in order from A, each once; else nothing."""
    found = _options(prompt)
    return found if len(set(found.values())) == len(found) else {}


@lru_cache(maxsize=8)
def _options(prompt: str) -> dict[str, str]:
    """The same where two of the options may be alike."""
    found: list[tuple[str, int, int]] = []
    for one in _LABEL.finditer(prompt[-MAX_PROMPT:]):
        letter = next(filter(None, one.groups())).upper()
        if letter == "A":
            found = []
        if len(found) < len(_LETTERS) and letter == _LETTERS[len(found)]:
            found.append((letter, one.start(), one.end()))
    if len(found) < 3:
        return _without_letters(prompt[-MAX_PROMPT:])
    text = prompt[-MAX_PROMPT:]
    ends = [start for _, start, _ in found[1:]] + [len(text)]
    contents = [_bare(text[end:until]) for (_, _, end), until in zip(found, ends, strict=True)]
    contents[-1] = _WHICH.sub("", contents[-1])
    if not all(contents):
        return {}
    return dict(zip((letter for letter, _, _ in found), contents, strict=True))


_WHICH = re.compile(r"[.;]?\s(?:Which|What)\s[^.;?]{0,80}\?$")
"""(d) 7. Which option is correct?"""


def with_letters_alone(text: str, prompt: str) -> str:
    """The text with (D) for "D, 86%" and "(D).\\n\\n86%" at its end, where that is what (D) stands for."""
    begin = max(0, len(text) - REACH)
    tail = text[begin:]
    if not _HAS_LETTER.search(tail):
        return text
    for letter, content in _options(prompt).items():
        if content in tail:
            said = re.escape(content)
            label = rf"(?:\({letter}\)|\({letter.lower()}\)|{letter}(?=\s?[).,:(\n]))[ )]{{0,2}}[.,:]?[\s*_$]{{0,6}}"
            tail = re.sub(rf"(?<![A-Za-z\\(]){label}(?:\({said}\)|{said}){_ENDED}", f"({letter})", tail)
    return text[:begin] + tail


def of_other_choices(text: str, prompt: str) -> bool:
    """Does a text list choices of its own, none of which the prompt has?"""
    listed, at = _options(prompt), text.rfind("hoices:")
    own = _options(text[at : at + REACH]) if listed and at >= 0 else {}
    return bool(own) and set(map(_tight, own.values())).isdisjoint(map(_tight, listed.values()))


REACH = 400
"""Characters at the end of a text in which a letter may stand with its content."""
_HAS_LETTER = re.compile(r"(?<![A-Za-z\\])(?:[A-J]|\([a-j]\))(?![A-Za-z'])")
_ENDED = r"[*_$]*(?=[.,)*_$\s]*(?:\s|$))(?!\s*(?:(?:to|minus|plus)\b|[-+*/^=]))"


def _without_letters(prompt: str) -> dict[str, str]:
    """Choices: 6; 8; 2*x: the letters are theirs by their order."""
    listed = _CHOICES.search(prompt)
    contents = [one.strip() for one in listed[1].split(";")] if listed else []
    if not 3 <= len(contents) <= len(_LETTERS) or not all(contents) or len(set(contents)) < len(contents):
        return {}
    return dict(zip(_LETTERS, contents, strict=False))


_CHOICES = re.compile(r"(?:^|\n)(?:Answer )?(?:Choices|Options)\s?: ([^\n]{3,600})\s*$")


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
        "hoices:" in prompt
        or "ptions:" in prompt
        or "A)" in prompt
        or "(a)" in prompt
        or "A." in prompt
        or "[A]" in prompt
        or "A:" in prompt
        or _WIDE.search(prompt)
    ):
        return None
    bare = _SMALL_LETTER if "(a)" in prompt else _BARE_LETTER
    plain = _plain_brackets(answer)
    told = _letter_of(plain, options(prompt)) if _WITH_TEXT.match(plain) else ""
    answer = told or answer
    lettered = [bool(bare.fullmatch(one)) for one in (truth, answer)]
    if told and all(lettered) and (wanted := choice(truth)):
        return f"({wanted[0]})", told
    if lettered[0] == lettered[1] or not (listed := options(prompt)):
        return None
    letter = choice(truth if lettered[0] else answer)
    if (
        letter is None
        or others(letter)
        or letter[0] not in listed
        or choice(answer if lettered[0] else truth) is not None
    ):
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
_SIZED = re.compile(r"\\(?:left|right)\s*(?=[()])")
_AS_TEXT = re.compile(r"\\text[a-z]*\s*\{\s*(\([^(){}]*\))\s*\}")


def _plain_brackets(text: str) -> str:
    """B (6) for B \\text{（6）} and B\\left(6\\right)."""
    return _AS_TEXT.sub(r" \1", _SIZED.sub("", text.replace("（", "(").replace("）", ")")))


def _tight(text: str) -> str:
    return _BLANKS.sub("", fold(text))
