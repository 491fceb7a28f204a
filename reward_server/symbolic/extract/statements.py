"""What one sentence states: the value after its verb, or why it states none."""

from __future__ import annotations

import re

from reward_server.symbolic.extract import cues
from reward_server.symbolic.extract.boxes import Final
from reward_server.symbolic.extract.context import gave_up, label, objection_after, objection_before
from reward_server.symbolic.extract.cues import REASONS, sentences
from reward_server.symbolic.extract.formulas import SEGMENT, Span, delimited, formulas, read, runs_of
from reward_server.symbolic.extract.phrases import Phrases, plain

_COMMANDS = Phrases(cues.COMMANDS)


def ask(sentence: str) -> bool:
    return bool(re.search(r"[?？؟]\s*[\"')*_\]$]*\s*$", sentence))


def statement(sentence: str, following: str) -> Final:
    """The value that a sentence without a cue states."""
    if ask(sentence):
        return Final(none="a question states nothing")
    if gave_up(sentence):
        return Final(none="the text says that it has no answer")
    clause, offset = _main_clause(sentence)
    if _COMMANDS.beginning(plain(clause).lstrip(" *_#>-")):
        return Final(none="the last sentence supposes, asks or refers to something")
    if _did_else(clause):
        return Final(none="the last sentence says what was done, not what the answer is")
    if sentences.ABOUT_ITSELF.match(plain(clause)):
        return Final(none="the last sentence speaks of the text, not of the answer")
    short = _main_part(clause)
    spans = formulas(short)
    if not spans:
        return Final()
    copulas = [one for one in sentences.COPULA.finditer(short.lower()) if spans[-1][0] >= one.end()]
    start = copulas[-1].end() if copulas else -1
    first = bool(copulas)
    runs = runs_of(short, [span for span in spans if span[0] >= start])
    if copulas and not first:
        return Final()
    run = runs[0] if first else _paid(short, runs) or runs[-1]
    if not copulas and len(runs) > 1 and sentences.HEDGE.search(short[runs[-2][-1][1] : run[0][0]]):
        return Final(none="alternatives are no final answer")
    zone, shown, after = short[max(start, 0) : run[0][0]], short[run[0][0] : run[-1][1]], short[run[-1][1] :]
    if _loose(zone, after, shown, bool(copulas)):
        return Final(none="the sentence says something of the number, not that it is the answer")
    if re.match(r"\s*\w+ (?:(?:left|remaining|still) )?to (?:check|do|prove|try|test|consider|go)\b", after):
        return Final(none="the sentence says what is to be done, or for which case")
    if re.match(r"\s*more (?:minutes|hours|seconds|steps|lines|time|tries)\b", after) and own_voice(clause):
        return Final(none="the sentence says what is to be done, or for which case")
    if sentences.TO_DO.search(zone) or (sentences.CASE.search(zone) and "=" in shown):
        return Final(none="the sentence says what is to be done, or for which case")
    if not copulas and sentences.PREDICATE.match(after) and (not sentences.SHAPED.search(shown) or "=" in shown):
        return Final(none="the sentence says something of the number, not that it is the answer")
    found = value(short, run, clause[len(short) :] + sentence[offset + len(clause) :] + following, sentence[:offset])
    if not found.texts and not copulas and len(runs) > 1 and found.none == REASONS["negated"]:
        return value(short, runs[-2], "", sentence[:offset])  # we keep 24 and reject -3
    return found


def _loose(zone: str, after: str, shown: str, copula: bool) -> bool:
    """Does a preposition stand before the value, so that it says something else: is divisible by 7, is in row 7?

    A measure (after 24 hours), and without a copula a value that is no bare number (meet at (2, 3)), may follow one.
    """
    pattern = sentences.PREPOSITION if copula else sentences.ASIDE
    if (
        not pattern.search(zone)
        or sentences.FILLED.search(zone)
        or sentences.WE_HAVE.search(zone)
        or sentences.MEASURED.match(after)
    ):
        return False
    return copula or not sentences.SHAPED.search(shown)


def own_voice(clause: str) -> bool:
    return sentences.FIRST_PERSON.search(plain(clause)) is not None


def _did_else(clause: str) -> bool:
    """Is it about what I or we did, and not what was found?"""
    words = plain(SEGMENT.sub(" ", clause))
    own = list(sentences.FIRST_PERSON.finditer(words))
    if not own:
        return False
    verbs = {
        own[-1].group(1),
        *re.findall(r"\band (?:thus |so |then |hence )?([a-z]+)", words[own[-1].end() :]),
        *re.findall(r"\bto (obtain|get|find|conclude)", words),
    }
    return not verbs & cues.OWN_VERBS


def _main_part(clause: str) -> str:
    """Without the reason or circumstance at its end, where what stands before states something."""
    because = sentences.BECAUSE.search(clause)
    if because is None:
        return clause
    short = clause[: because.start()]
    spans = formulas(short)
    if not spans:
        return clause
    later = [one for one in sentences.COPULA.finditer(clause.lower(), because.start()) if formulas(clause[one.end() :])]
    stated = [one for one in sentences.COPULA.finditer(short.lower()) if spans[-1][0] >= one.end()]
    follows = sentences.THEN_VALUE.search(because.group())
    return short if stated or not (later or follows) else clause


def _paid(sentence: str, runs: list[list[Span]]) -> list[Span] | None:
    """They paid $120 for 3 tickets: the one sum of money is what such a sentence states."""
    money = [
        run
        for run in runs
        if re.match(r"\\?[$€£¥₹]\s?\d", sentence[run[0][0] : run[0][1]])
        and not delimited(sentence[run[0][0] : run[0][1]])
    ]
    return money[0] if len(money) == 1 else None


def _main_clause(sentence: str) -> tuple[str, int]:
    """What follows the last "so" or "therefore" with a formula after it, and where it begins."""
    start = 0
    for connective in sentences.CONNECTIVE.finditer(sentence):
        if formulas(sentence[connective.end() :]):
            start = connective.end()
    return sentence[start:], start


def value(sentence: str, run: list[Span], rest: str, lead: str = "") -> Final:
    """The value of a run of formulas, unless the words around it object."""
    start, bare_end = run[0][0], run[-1][1]
    text, end = read(sentence, run)
    if "equation" not in sentence and (sum_ := sentences.NAMED_SUM.fullmatch(text)):
        text = sum_.group(1)
    before = lead[-80:] + sentence[:start]
    noun = re.match(r"\s*[A-Za-z]{3}", sentence[bare_end:]) is not None and not sentences.PLURAL.search(before)
    objection = (
        objection_before(before, noun=noun, approximate=_exact(text, sentence))
        or objection_after(sentence[bare_end:] + rest, number=True)
        or _changed(sentence[bare_end:])
        or (objection_after(sentence[end:] + rest) if end > bare_end else "")
    )
    if not objection and re.match(r"\s*[~≈]", text) and _exact(text, sentence):
        objection = REASONS["approximate"]
    if not objection and sentences.OTHER.match(sentence[end:] + rest):
        objection = "another value is offered beside it"
    if not objection and label(before) and re.match(r"[-\d.]+$", text.strip()):
        objection = "the number is the name of something"
    if not objection and lead and re.search(r"\d(?:th|st|nd|rd)\b", text):
        objection = "the number is a part of a word or phrase"
    if objection:
        return Final(none=objection)
    return Final((f"-({text})" if re.search(r"\b(?:negative|minus)\s*$", before) else text,))


def _exact(text: str, sentence: str) -> bool:
    """A whole number where no rounding is spoken of: "about 7" is then another value than 7."""
    return re.fullmatch(r"[~≈\s]*[-+−]?\d[\d,]*", text.strip()) is not None and not re.search(
        r"round|nearest", sentence
    )


def _changed(after: str) -> str:
    return "the number is a part of a word or phrase" if sentences.CHANGES.match(after) else ""
