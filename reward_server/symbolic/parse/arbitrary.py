"""What a text says of its constants: y = cx, where c is arbitrary, is y = cx, c ∈ R; x^2 + const. is x^2 + C."""

from __future__ import annotations

import re

_ANY_CONSTANT = re.compile(
    r"(?<=[+-])(\s?[A-Z])(?:(?:,\s?)?\s?\(?\s?\1\s?\\in \\mathbb \{R\}\)?"
    r"|(?:,\s?)?\s?(?:\\text[a-z]* \{\s?)?\(?\s?where\b[ }$]{0,4}[A-Z]\b[ $]{0,4}(?:\\text[a-z]* \{\s?)?"
    r"is (?:an?|any|the) (?:arbitrary |real )?constant(?: of integration)?[)} .]{0,4})$"
)
"""What is said of the C of an antiderivative."""
_SPELLED = re.compile(
    r"(?<=\+)\s?(?:(?:\\(?:text[a-z]*|mathrm) ?\{ ?)?(?:const(?:ant|ante|\.)?|konst(?:ante|anta|ant|\.)?|costante)"
    r"|\\(?:text[a-z]*|mathrm) ?\{ ?[CcK])\s?\}?$"
)
"""+ const., and the C that is set upright."""
_LETTER = r"(?:[A-DKMRa-dk]|\\(?:phi|delta|theta|alpha|beta|psi|epsilon))(?:_\{?\d\}?)?"
_OPENED = r"(?<=[\w)}\]$])(?:[\s,;(]{1,4}(?:\\text[a-z]* \{[\s,;(]{0,3})?|\\text[a-z]* \{[\s,;(]{0,3})"
_LETTERS = rf"{_LETTER}(?:(?: ?, ?| (?:and|or) |,? and ){_LETTER}){{0,4}}"
_ARBITRARY = re.compile(
    rf"{_OPENED}(?:(?:where|with|for|and) )?[\s}}$]{{0,4}}"
    rf"(?P<first>{_LETTERS})[\s$]{{0,3}}(?:\\text[a-z]* \{{ ?)?"
    r"(?:(?:is|are|being|may be) )?(?:an? |any |some )?(?:(?:(?:arbitrary|real|free) ){0,2}"
    r"(?:constant|parameter)s?|arbitrary (?:real(?: number)?|number)s?)(?: of integration)?[\s.)}]{0,4}$"
    rf"|{_OPENED}for (?:any|all|every|some|an?|each) (?:(?:arbitrary|real) ){{0,2}}constants?[\s}}$]{{1,4}}"
    rf"(?P<last>{_LETTER})[\s.)}}$]{{0,4}}$"
    rf"|{_OPENED}(?:with|where|for) (?:(?:any|some|two|arbitrary|real) ){{0,3}}(?:constant|parameter)s?[\s}}$]{{1,4}}"
    rf"(?P<named>{_LETTERS})[\s.)}}$]{{0,4}}$"
)
_STILL_ARBITRARY = re.compile(
    r"(?<=[A-Z]\})(?:\s|\\,|[,(])*(?:\\text[a-z]* ?\{)?[\s(,]*(?:is )?(?:arbitrary|beliebig)[\s)}.]*$"
)
"""a ∈ R arbitrary"""
_FREE = re.compile(
    rf"{_OPENED}(?:(?:where|with|and) )?[\s}}$]{{0,4}}(?P<letter>[r-z](?:_\{{?\d\}}?)?)[\s$]{{0,3}}"
    r"(?:\\text[a-z]* \{ ?)?"
    r"(?:is |are )?(?:a )?(?:free|arbitrary)(?: variable| parameter| real(?: number)?)?[\s.)}]{0,4}$"
)
"""x = 1 + 3z, y = -z, z free."""
MAX_SAID = 300
"""From the end of the text."""
_ENDS = ("C}", "C }", "c}", "c }", "K}", "K }")


def with_constants(text: str) -> str:
    """The end of the text in the words that the grammar reads."""
    start, said, end = text[:-MAX_SAID], text[-MAX_SAID:], text[-60:]
    if "arbitrary" in end or "beliebig" in end:
        said = _STILL_ARBITRARY.sub("", said)
    if "constant" in end or "{R}" in end[-5:]:
        said = _ANY_CONSTANT.sub(r"\1", said)
    if "constant" in end or "arbitrary" in end or "parameter" in end:
        said = _ARBITRARY.sub(_told, said)
    if "free" in end or "arbitrary" in end:
        said = _FREE.sub(r", \g<letter> \\in \\mathbb {R}", said)
    if "onst" in end[-14:] or "ostant" in end[-14:] or end.endswith(_ENDS):
        said = _SPELLED.sub(" C", said)
    return start + said


def _told(match: re.Match[str]) -> str:
    names = re.findall(rf"(?<![A-Za-z]){_LETTER}(?![A-Za-z])", match["first"] or match["last"] or match["named"])
    return ", " + ", ".join(names) + r" \in \mathbb {R}"
