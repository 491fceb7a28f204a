"""Sentences after an answer that add nothing to it: a politeness, a check of what was found, "that is our answer", what
would be so otherwise, an explanation, a remark in brackets."""

from __future__ import annotations

import itertools
import re

from reward_server.symbolic.extract import cues
from reward_server.symbolic.extract.assertion import spoken_objection, taken_back
from reward_server.symbolic.extract.cues import answers, licensed
from reward_server.symbolic.extract.cues.by_language import either, of
from reward_server.symbolic.extract.phrases import Anywhere, Phrases, plain, words_of
from reward_server.symbolic.extract.sums import fails, holds

_POLITE, _CHECKS, _CHECKED = Phrases(of("polite")), Phrases(of("check")), Anywhere(of("checked"))
_CONFIRMS = frozenset(of("confirms"))
_AGAINST = Anywhere(
    tuple(one for kind in ("negated", "wrong", "doubted") for one in cues.BEFORE[kind] if len(one) > 1)
    + cues.AROUND["quoted"]
    + of("must")
)
"""A check that holds one of these may have failed, or is still to be made."""
_AS_IT_SHOULD = re.compile(
    r"(?:plugging|substituting|putting|setting|testing|trying|with|for example|for instance)[ ,].*"
    r", (?:just )?as (?:it|they) should(?: be)?[.!]?",
    re.IGNORECASE,
)
_AS_NEEDED = re.compile(r", as (?:needed|required|expected)[.!]?$")
_MARKS = re.compile(r"^[\W_]+")
_AROUND = " \t\n'\"“”«»„>*_#([{-–—•¡¿✓✔✅🎉.:!。！)]}"


def courtesy(sentence: str) -> bool:
    """Does it speak to the reader, and not of the answer as the writer hopes that it is right?"""
    if answers.HOPES_SO.search(sentence):
        return False
    return bool(_POLITE.beginning(_MARKS.sub("", plain(sentence)))) and not any(map(str.isdigit, sentence))


def check(sentence: str) -> bool:
    """Does it say that the answer was checked, and is right?"""
    if answers.NO_CHECK.search(sentence) or fails(sentence):
        return False
    if answers.CHECK.match(sentence) or _AS_IT_SHOULD.fullmatch(sentence.strip()):
        return True
    text = plain(sentence)
    words = words_of(text)
    opens = _opens_check(text)
    told = not opens and not any(map(str.isdigit, text)) and _CHECKED.search(text, words)
    return bool(opens or told) and not _AGAINST.search(text, words)


def failed(sentence: str, value: str) -> bool:
    """Does it check the value, and says that this came out wrong: Check: 25 ≠ 26; the check fails?"""
    if answers.OTHER_ROOT.search(sentence):
        return False
    if found := answers.CHECK_FAILED.search(sentence):
        named = answers.NAMES_ROOT.search(sentence, 0, found.start())
        return named is None or named.group(1) == value
    checks = answers.CHECK.match(sentence) is not None or _opens_check(plain(sentence))
    return checks and answers.UNEQUAL.search(sentence) is not None


def _opens_check(text: str) -> bool:
    return bool(_CHECKS.beginning(_MARKS.sub("", text)))


def confirms(sentence: str) -> bool:
    """Does it say that a check came out right, and nothing else?"""
    return plain(sentence).strip(_AROUND) in _CONFIRMS


_WOULD, _OTHERWISE, _COMPARED = Anywhere(of("would")), Phrases(of("otherwise", "compares")), Phrases(of("compares"))
_ASIDES = Phrases(of("remark", but="en") + of("check", "note", "aside"))
_OWN = Anywhere(of("answer", "own"))
"""A supposition about the work, not about the question."""
_OF_THE_WORK = re.compile(
    r"mistak|errors?\b|\berr(?:eur|or|ore|o)\b|fehler|ошиб|помил|błęd|błąd|fout|chyb|\bfel\b|\bfejl|\bfeil|virhe|hiba|hata|greșe|λάθ"
    r"|греш|kesalahan|خطأ|טעות|lỗi|错|誤|오류|실수|check|überprüf|vérif|comprob|verif|провер|перевір|sprawdz|care\b|slip"
)
"""What would be so without a mistake doubts what is so."""
_LABELLED = re.compile(rf"\W*(?:{either('explains')})[*_]*\s*[:：.]", re.IGNORECASE)
_NOTED = re.compile(rf"\W*(?:{either('note')})[*_]*\s*[:：]", re.IGNORECASE)
_BRACKETED = re.compile(r"[\s*_]*[(（[]([^()（）\[\]]*(?:\([^()]*\)[^()（）\[\]]*)*)[)）\]][\s.!。*_]*")
_NARROWS = Anywhere(of("each", "first", "else", "answer", "narrows"))
"""What these say of a value is another than that of the sentence before."""


def otherwise(sentence: str) -> bool:
    """Does it say what would be so if the question were another: had order mattered, it would be 720?"""
    text = _MARKS.sub("", plain(sentence))
    while opened := _ASIDES.beginning(text) if not _OTHERWISE.beginning(text) else "":
        text = _MARKS.sub("", text[len(opened) :])
    words = words_of(text)
    return bool(
        _OTHERWISE.beginning(text)
        and "=" not in text  # what it computes may be the answer
        and _WOULD.search(text, words)
        and not _OWN.search(text, words)
        and not answers.HOPES_SO.search(text)
        and not _OF_THE_WORK.search(text)
    )


def explains(sentence: str) -> bool:
    """Reason: ...; Begründung: ...; a label, and no other answer after it."""
    label = _LABELLED.match(sentence)
    if label is None:
        return False
    said = sentence[label.end() :]
    return any(map(str.isdigit, said)) and not answers.NO_CHECK.search(said) and not _reserved(said)


def noted(sentence: str) -> bool:
    """Is it a remark, between brackets or after "Note:", that leaves the sentence before it as it is?"""
    whole = _BRACKETED.fullmatch(sentence)
    if whole is None and not _NOTED.match(sentence):
        return False
    text = plain(whole.group(1) if whole else sentence).strip(_AROUND)
    if whole and (otherwise(text) or check(text) or courtesy(text)):
        return True
    compared = _COMPARED.beginning(text)
    opens = compared or (_ASIDES.beginning(text) and not _NARROWS.search(text)) or (whole and _AS_NEEDED.search(text))
    return bool(opens) and not _OWN.search(text) and not _reserved(text)


def _reserved(text: str) -> bool:
    """Does it deny, doubt, quote or take back anything, or leave it open?"""
    said = plain(text)
    return bool(
        _AGAINST.search(said)
        or spoken_objection(said, said)
        or taken_back(said)
        or licensed.LEFT_OPEN.search(said)
        or answers.HOPES_SO.search(said)
        or "?" in said
    )


def without_check(sentence: str) -> str:
    """A sentence without the true arithmetic that it ends with, in brackets or after a word that says it is a check.

    24 (24 + 26 + 28 = 78, stimmt); x = 8, since 2(8 - 3) = 10. What holds says nothing of another value.
    """
    found = "=" in sentence and (_IN_BRACKETS.fullmatch(sentence) or _REASONED.fullmatch(sentence))
    if not found:
        return sentence
    bare = _CHECK_WORD.sub(" ", found.group(2).translate(_FULL_WIDTH)).strip(" ,;.✓✔:")
    parts = [one.strip(" ,;.✓✔") for one in _AND_OR_COMMA.split(bare)]
    return found.group(1) if all(map(holds, filter(None, parts))) and _shares_number(*found.groups()[:2]) else sentence


def _shares_number(stated: str, checked: str) -> bool:
    """Is the last number that the sentence states one of the check's?"""
    numbers = _NUMBER.findall(stated)
    return bool(numbers) and numbers[-1] in _NUMBER.findall(checked)


_NUMBER = re.compile(r"\d+")
_FULL_WIDTH = {0xFF0B: "+", 0xFF1D: "=", 0xFF0D: "-", 0xFF08: "(", 0xFF09: ")"}
_REASON = either("check", "confirms", "because", "reason")
_IN_BRACKETS = re.compile(r"(.*\d\S*(?:\s[^\W\d_]+){0,2})\s*[(（]([^()（）]*(?:\([^()]*\)[^()（）]*)*)[)）][\s.!。*]*")
_REASONED = re.compile(rf"(.*?\d\S*?)\s*[,;:—–]\s*((?:{_REASON})[\s:,].*?)[\s.!。*]*", re.IGNORECASE)
_CHECK_WORD = re.compile(rf"(?<!\w)(?:{_REASON})(?!\w)[:,]?", re.IGNORECASE)
_AND_OR_COMMA = re.compile(rf"(?<!\w)(?:and|und|et|y|e|en|i|и|і|{either('and')})(?!\w)|[,;](?!\d)", re.IGNORECASE)


def telling_sentences(tail: str) -> list[str]:
    """The sentences of a text, without those at its end that add nothing."""
    ends = [0, *(end.end() for end in answers.SENTENCE_END.finditer(tail)), len(tail)]
    parts = [tail[a:b] for a, b in itertools.pairwise(ends) if tail[a:b].strip(" .。\n*")]
    while len(parts) > 1 and adds_nothing(parts[-1]):
        parts.pop()
    return parts


def last_begins(text: str) -> int:
    """Where the last sentence of a text begins."""
    ends = [end.end() for end in answers.SENTENCE_END.finditer(text) if end.end() < len(text)]
    return ends[-1] if ends else 0


def adds_nothing(sentence: str) -> bool:
    return (
        not any(map(str.isalnum, sentence))
        or answers.POINTS_BACK.fullmatch(sentence) is not None
        or confirms(sentence)
        or courtesy(sentence)
        or check(sentence)
        or otherwise(sentence)
        or explains(sentence)
        or noted(sentence)
    )
