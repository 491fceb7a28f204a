"""What a sentence states in words: a number, the letter of a choice, a name.

The word is judged as a number in its place would be: `statement` reads the sentence with a placeholder where the word
stands, so that every objection to a number is one to a word.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from reward_server.symbolic.extract import cues
from reward_server.symbolic.extract.boxes import Final
from reward_server.symbolic.extract.context import objection_before
from reward_server.symbolic.extract.cues import answers, worded
from reward_server.symbolic.extract.cues.function_words import FUNCTION_WORDS, spoken
from reward_server.symbolic.extract.cues.sentences import BECAUSE, COPULA
from reward_server.symbolic.extract.formulas import formulas
from reward_server.symbolic.extract.phrases import Phrases, ends
from reward_server.symbolic.extract.statements import NO_VERB, SAID_OF_IT, TO_BE_DONE, statement
from reward_server.symbolic.parse.numerals_of import LANGUAGES as NUMERALS
from reward_server.symbolic.parse.spelled import (
    glued_in_digits,
    in_any_language,
    languages_of,
    names_part,
    tokens_of,
    with_digits,
)
from reward_server.symbolic.parse.units import is_measure

_LETTER = re.compile(
    rf"(?<![A-Za-z\u00c0-\u06ff\u0900-\u0963'’\\\d])[(\[]?({worded.LETTERS})[)\]]?(?![A-Za-z\u00c0-\u06ff\u0900-\u0963\d'’(])"
)
_GLUED_LETTER = re.compile(
    rf"(?:{worded.CHOICE_NOUNS_GLUED}|[选選])[はは은는이가是为：:\s]*[「『(（]?({worded.GLUED_LETTERS})(?=[」』)）]?(?:番|번)?(?:です|である|だ|입니다|이다|이에요|예요)?\s*[。.]?\s*$)"
)


def _either(found: tuple[str, ...]) -> str:
    return "|".join(sorted(map(re.escape, found), key=len, reverse=True))


_NOUN = re.compile(
    rf"(?:(?<!\w)(?:{_either(worded.CHOICE_NOUNS)})(?:\s|(?=[:：]))|{worded.CHOICE_NOUNS_GLUED})[\s:：(]*$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(rf"(?<!\w)(?:{_either(worded.ARTICLES)})\s*$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*")
_HEDGES = tuple(one for found in cues.BEFORE.values() for one in found)
_SKIPPED = Phrases(worded.ARTICLES + cues.FILLERS + cues.BRIDGES + _HEDGES)
_NAMING = re.compile(
    rf"(?:(?<![\w-])(?:{_either(worded.NAMING)})(?![\w-])|(?<=[а-яёіїєґ»])\s[—–-](?=\s)|:(?=\s))", re.IGNORECASE
)
"""A verb that names; also the dash that Russian has for one, and a colon."""
OPEN = frozenset(("", NO_VERB, SAID_OF_IT, TO_BE_DONE))
"""Where a sentence is refused for one of these, it may still state a word in another way."""
MAX_NAME = 3
"""Words of a name."""


def worded_statement(sentence: str, following: str = "", *, names: bool = True) -> Final:
    """What a sentence states in words; nothing where it states none. `names`: may a word that is no number be one?"""
    if answers.TAKEN_BACK.search(sentence):
        return Final(none="the answer is negated")
    short = BECAUSE.sub("", sentence)
    shorter = ((short, sentence[len(short) :] + following),) if short != sentence else ()
    found = Final()
    for find, (said, rest) in itertools.product(
        (_letter, _name) if names else (_letter,), (*shorter, (sentence, following))
    ):
        if (found := find(said, rest)).texts or found.none:
            break
    if not found.texts and (digits := in_digits(sentence)) != sentence:
        return statement(digits, following)
    return found


def in_digits(sentence: str) -> str:
    """The sentence with its numbers in digits, in the language that its other words are of."""
    sentence = sentence if sentence.isascii() else glued_in_digits(sentence)
    words = [one.word for one in tokens_of(sentence)]
    candidates = languages_of(words)
    parts = not candidates and any(map(names_part, words))
    if not candidates and not parts:
        return sentence
    counts = spoken(words)
    best = max(counts.values())
    if parts:
        candidates = dict.fromkeys((one for one, many in counts.items() if many == best and one in NUMERALS), 1)
    languages = [one for one in candidates if counts.get(one, 0) == best]
    most = max((candidates[one] for one in languages), default=0)
    read = [with_digits(sentence, one) for one in languages if candidates[one] == most]
    if len(read) > 1:  # nove decimi: Portuguese has the one word alone
        read.sort(key=lambda text: len(tokens_of(text)))
    return OF_A_UNIT.sub(_of_unit, _TURKISH_IS.sub(" ", read[0])) if read else sentence


_TURKISH_IS = re.compile(r"(?<=\d)[dt][ıiuü]r(?!\w)")
"""What is left of yirmidir: is twenty."""


OF_A_UNIT = re.compile(
    r"(?<=\d/)(\d+) (?:of an?|of one|d'une?|de|d'|di|einer|eines|van een|an|del|da|do) ?(?=([^\W\d_]+))", re.IGNORECASE
)
"""Two thirds of an hour."""


def _of_unit(found: re.Match[str]) -> str:
    return f"{found.group(1)} " if is_measure(found.group(2)) else found.group()


PLACE = "$9$"


def _placed(sentence: str, start: int, end: int, value: str, following: str) -> Final:
    """The statement with a placeholder for the word between `start` and `end`, whose value is the word."""
    found = statement(sentence[:start] + PLACE + sentence[end:], following, word=True)
    swap = {PLACE: value, PLACE.strip("$"): value}
    if any(one not in swap for one in found.texts):
        return Final()
    return replace(found, texts=tuple(swap[one] for one in found.texts), unlinked=swap.get(found.unlinked, ""))


def _letter(sentence: str, following: str) -> Final:
    """The letter of a choice: Richtig ist also Antwort B, la opción correcta es la A, option B is correct."""
    if glued := _GLUED_LETTER.search(sentence):
        return _placed(sentence, *glued.span(1), glued.group(1), following)
    found = list(_LETTER.finditer(sentence)) or list(_SMALL_LETTER.finditer(sentence))
    if not found:
        return Final()
    last = found[-1]
    at, end = last.span(1)
    at, end = at - (sentence[at - 1 : at] in ("(", "[")), end + (sentence[end : end + 1] in (")", "]"))
    named = f"({last.group(1)})" if re.fullmatch("[a-j]", last.group(1)) else last.group(1)  # a lone c is a variable
    before, after = sentence[:at], sentence[end:].strip(" .!。।*")
    if len(found) > 1 and worded.JOINED.fullmatch(_ARTICLE.sub("", sentence[found[-2].end() : at])):
        return Final(none="several choices are no choice")
    noun = _NOUN.search(before)
    labelled = noun is not None and noun.group().rstrip(" (")[-1:] in ":："
    start = _without_article(before, noun.start() if noun and not labelled else at)
    if worded.RIGHT.fullmatch(after):
        return _placed(sentence[:end], start, end, named, following)
    if after and after not in worded.ENDINGS:
        return Final()
    if labelled or ends(worded.LEADS_TO_CHOICE, before[:start]):
        objection = objection_before(before[:start])
        return Final(none=objection) if objection else Final((named,), around=(before[:start], ""))
    return _placed(sentence, start, end, named, following) if noun or _names(before) else Final()


_SMALL_LETTER = re.compile(
    rf"(?<![^\W\d_])(?:{_either(worded.CHOICE_NOUNS)})(?![^\W\d_])[^\d.!?]{{0,40}}?\s"
    r"(?:la |het |die |l'|l’|le |de |el |o |a )?[(\[]?([a-j])[)\]]?(?=[\s.!*]*$)",
    re.IGNORECASE,
)
"""La bonne réponse est la c: only after the noun of a choice."""


def choice_at_end(sentence: str) -> Final:
    """The letter after a choice's noun at the end, whatever stands before: da 2^5 = 32, ist Antwort C richtig."""
    lone = any(
        len(word) == 1 or not word.isascii() for word in _LETTERS_ONLY.findall(sentence[-24:])[-2:]
    )  # mostly none: a search is dear
    noun = (lone and _CHOICE_AT_END.search(sentence)) or (not sentence.isascii() and _GLUED_LETTER.search(sentence))
    return _letter(sentence, "") if noun else Final()


_LETTERS_ONLY = re.compile(r"[^\W\d_]+")
_CHOICE_AT_END = re.compile(
    rf"(?<![^\W\d_])(?:{_either(worded.CHOICE_NOUNS)})(?![^\W\d_])[^\d.!?,;]{{0,24}}?"
    rf"[\s(\[](?:{worded.LETTERS}|[a-j])[)\]]?(?:\s?[^\W\d_]{{1,9}})?[\s.।*]*$",
    re.IGNORECASE,
)


def _names(before: str) -> bool:
    """Does a verb that names something end the text?"""
    text = _ARTICLE.sub("", before).rstrip(" (*")
    return any(one.end() == len(text) for one in _NAMING.finditer(text)) or text[-1:] in ":：是为は"


def _without_article(before: str, start: int) -> int:
    article = _ARTICLE.search(before[:start])
    return article.start() if article else start


def _name(sentence: str, following: str) -> Final:
    """The word after the last verb that names: le jour qui suit lundi est mardi."""
    for pattern in worded.GLUED_STATEMENTS:
        if found := pattern.match(sentence):
            return _placed(sentence, *found.span("value"), found["value"], following)
    verbs = [one for one in _NAMING.finditer(sentence) if one.group() != "to" or _POLISH.search(sentence)]
    if not verbs:
        return Final()
    start, end = verbs[-1].end(), len(sentence.rstrip(" .!*"))
    verb = verbs[-1].span() if verbs[-1].group().strip(":") else None
    while skipped := _SKIPPED.beginning(sentence[start:end].lower().lstrip(" ")):
        padding = len(sentence[start:end]) - len(sentence[start:end].lstrip(" "))
        if start + padding + len(skipped) >= end:
            break
        start += padding + len(skipped)
    value = sentence[start:end].strip()
    start = _without_article(sentence, end - len(value))
    if value and in_any_language(whole := sentence[start:end].strip()):  # ein Sechstel
        value = whole
    words = value.split()
    if not 0 < len(words) <= MAX_NAME or not all(_WORD.fullmatch(one) for one in words):
        return Final()
    if any(one.lower() in known for one in words for known in FUNCTION_WORDS.values()) or formulas(in_digits(value)):
        return Final()
    copula = verb is None or COPULA.fullmatch(sentence[slice(*verb)].lower()) is not None
    if verb and not copula:  # Depois de sábado vem domingo
        sentence, start, end = (
            sentence[: verb[0]] + " is" + sentence[verb[1] :],
            *(at - verb[1] + verb[0] + 3 for at in (start, end)),
        )
    final = _placed(sentence, start, end, value, following)
    return final if copula else replace(final, weak=bool(final.texts))


_POLISH = re.compile(r"[ąćęłńśźż]|(?<!\w)(?:jest|dzie|po|od|na|ten|ta)(?!\w)", re.IGNORECASE)
"""Where "to" is a verb."""


def says(text: str) -> bool:
    """Is a text without mathematics a sentence that names something, and not the name alone?"""
    return (
        bool(_NAMING.search(text))
        or any(pattern.match(text) for pattern in worded.GLUED_STATEMENTS)
        or (" " in text and in_digits(text) != text and in_any_language(text) is None)
    )
