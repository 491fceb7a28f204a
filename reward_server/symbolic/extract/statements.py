"""What one sentence states: the value after its verb, or why it states none."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from reward_server.symbolic.extract import cues
from reward_server.symbolic.extract.assertion import asserted, inverted, of_its_language, spoken_objection
from reward_server.symbolic.extract.boxes import Final
from reward_server.symbolic.extract.context import another_beside, gave_up, label, objection_after, objection_before
from reward_server.symbolic.extract.cues import REASONS, leads, sentences, tasks
from reward_server.symbolic.extract.cues import asked as asked_words
from reward_server.symbolic.extract.cues.by_language import either, of
from reward_server.symbolic.extract.cues.function_words import spoken
from reward_server.symbolic.extract.following import aside, following_objection
from reward_server.symbolic.extract.formulas import SEGMENT, Span, delimited, formulas, read, runs_of
from reward_server.symbolic.extract.moments import moment, written
from reward_server.symbolic.extract.phrases import Phrases, ends, plain

_COMMANDS = Phrases(cues.COMMANDS)
_CONCLUSIONS = Phrases(of("so", "lead"))
_TASK_LABELS = Phrases(tasks.TASK_LABEL)


def ask(sentence: str) -> bool:
    return bool(re.search(r"[?？؟]\s*[\"')*_\]$]*\s*$", sentence))


@dataclass(frozen=True, slots=True)
class Stated:
    """A value in its clause: the words between its verb and it, and the words after it."""

    clause: str
    runs: list[list[Span]]
    run: list[Span]
    copula: bool
    zone: str

    @property
    def before(self) -> str:
        return self.clause[: self.run[0][0]]

    @property
    def shown(self) -> str:
        return self.clause[self.run[0][0] : self.run[-1][1]]

    @property
    def after(self) -> str:
        return self.clause[self.run[-1][1] :]

    @property
    def moment(self) -> bool:
        """Is it a time, a date, or a year that says when: born in 1995?"""
        year = sentences.YEAR.fullmatch(self.shown) and sentences.IN_YEAR.search(self.before)
        return moment(self.shown) or (bool(year) and not sentences.NOUN_AFTER.match(self.after))

    @property
    def computed(self) -> bool:
        """Is it the result of arithmetic that the sentence writes down: 40 + 60 = 100 apples?"""
        left = self.before[-80:].rstrip(" $")
        return bool(_COMPUTED.search(self.shown)) or (left.endswith("=") and bool(_ARITHMETIC.search(left)))


_COMPUTED = re.compile(r"[\d)}]\s*(?:[-+*/×÷·^]|\\(?:cdot|times|div|frac))[^=]*=[^=<>]+$")
_ARITHMETIC = re.compile(r"\d[^=\n]{0,50}(?:[-+*/×÷·]|\sx\s)\s?\$?\d[^=\n]{0,40}=$")


def statement(sentence: str, following: str, *, word: bool = False) -> Final:
    """The value that a sentence without a cue states; `word`: the value is set as mathematics in a word's place."""
    if ask(sentence):
        return Final(none="a question states nothing")
    clause, offset = _main_clause(sentence)
    short = _main_part(clause)
    one = _stated(short)
    computed = one is not None and one.computed
    if not computed and gave_up(sentence):
        return Final(none="the text says that it has no answer")
    if objection := _clause_objection(clause, short, computed):
        return Final(none=objection)
    if one is None:
        return Final()
    rest = clause[len(short) :] + sentence[offset + len(clause) :] + following
    if objection := _place_objection(one, sentence[:offset]):
        alone = objection == NO_VERB and len(one.runs) == 1
        found = value(short, one.run, rest, sentence[:offset]) if alone else Final()
        return Final(none=objection, around=found.around, unlinked="".join(found.texts) or found.unlinked)
    found = replace(
        value(short, one.run, rest, sentence[:offset], computed=computed), weak=not offset and _says_little(one, word)
    )
    few = re.fullmatch(r"[2-9]", one.shown.strip("$ "))
    if found.texts and few and sentences.OF_THE_WORK.match(one.after):
        return replace(found, texts=(), none=SAID_OF_IT, unlinked=found.texts[0])
    if not found.texts and not one.copula and len(one.runs) > 1 and found.none == REASONS["negated"]:
        return value(short, one.runs[-2], "", sentence[:offset])  # we keep 24 and reject -3
    return found


def _says_little(one: Stated, word: bool) -> bool:
    """Does a clause say only that somewhere somebody has, does or is 7, so that it answers no question by itself?

    An equation, a value set as mathematics, a label, a sum or conclusion, "is", and a pronoun, which means somebody of
    the question, say more.
    """
    if one.computed or "=" in one.shown or (delimited(one.shown) and not word) or re.search("[:：]", one.before):
        return False
    if asked_words.RESTRICTED.search(plain(one.clause)):
        return True
    if not _WORD.search(one.before) or not asked_words.GENERAL.isdisjoint(_WORD.findall(one.after.lower())[:2]):
        return False
    words = plain(one.clause)
    if _SPAN_BEFORE.search(one.before):
        return False
    if leads.SUMS_UP.search(words) or ends(leads.POLISH_IS, plain(one.before), 90):
        return False
    if one.moment and sentences.AT.sub("", one.zone).strip():
        return True
    if one.copula or sentences.COPULA_AFTER.match(one.after) or sentences.COPULA.match(one.after.lstrip(" ")):
        own = leads.OF_MINE.search(words)
        return bool(leads.THERE_IS.search(words)) or bool(own and own.group(1) not in asked_words.GENERAL)
    return not leads.SOMEBODY_KNOWN.match(words)


_SPAN_BEFORE = re.compile(r"\d[^\d,;，；]{0,40}[,;，；](?!\d)")
"""An earlier clause with a number."""
_WORD = re.compile(r"(?<![\\\w{])[^\W\d_]{2,}|[\u3040-\u9fff]")


def _stated(short: str) -> Stated | None:
    """The value after the last verb of a clause, else its last."""
    spans = formulas(short)
    if not spans:
        return None
    copulas = _copulas(short, 0, spans[-1][0])
    start = copulas[-1].end() if copulas else -1
    runs = runs_of(short, [span for span in spans if span[0] >= start])
    run = _solved(short, runs[0] if copulas else _paid(short, runs) or _kept(short, runs))
    if (summed := _SPELLED_SUM.search(short, runs[0][0][0])) and abs(runs[-1][0][0] - summed.end()) < 3:
        return Stated(short, runs, runs[-1], bool(copulas), short[max(start, 0) : runs[-1][0][0]])
    if copulas and (last := _in_a_later_clause(short, runs)):
        return Stated(short, runs, runs[last], False, short[max(start, 0) : runs[last][0][0]])
    return Stated(short, runs, run, bool(copulas), short[max(start, 0) : run[0][0]])


_SPELLED_SUM = re.compile(r"[$€£]?\d[^=]*\s[-+*/×÷·]\s[^=]*=\s*(?=[-−$€£]{0,2}\d[\d.,]*[^=]*$)")
"""A computation with the units in it: 3 packs * $3.00/pack = $9.00."""


def _in_a_later_clause(sentence: str, runs: list[list[Span]]) -> int:
    """Which run a further clause states by a verb: the discount is $3, the book costs $9; 0 where none does."""
    for at in range(len(runs) - 1, 0, -1):
        between = sentence[runs[at - 1][-1][1] : runs[at][0][0]]
        parted = sentences.CLAUSE.search(between)
        clause = between[parted.end() :] if parted else ""
        finite = asserted(clause) and not asserted(clause, starts=True) and not _PARTICIPLE.search(clause)
        if finite and not aside(clause):
            return at
    return 0


_PARTICIPLE = re.compile(r"\w{3}ing\W*$")


_SHARED = frozenset(of("is?"))


def _copulas(clause: str, start: int, end: int) -> list[re.Match[str]]:
    """Each "is" between two places of a clause; a word that is one in some languages alone, only in these."""
    text = clause.lower()
    found = [one for one in sentences.COPULA.finditer(text, start) if one.end() <= end]
    return [one for one in found if one.group() not in _SHARED or of_its_language(one.group(), text)]


def _kept(sentence: str, runs: list[list[Span]]) -> list[Span]:
    """We keep 24 and reject -3: the last value that is not thrown away."""
    if len(runs) > 1 and sentences.THROWN.search(sentence, runs[-2][-1][1], runs[-1][0][0]):
        return runs[-2]
    return runs[-1]


def _solved(sentence: str, run: list[Span]) -> list[Span]:
    """As x > 0, x = 7: a condition before a value is none of a list."""
    bounded = any(_BOUND.search(sentence, *span) for span in run[:-1])
    return run[-1:] if bounded and "=" in sentence[run[-1][0] : run[-1][1]] else run


_BOUND = re.compile(r"[<>≠≤≥]|\\(?:ne|neq|le|leq|ge|geq|lt|gt)(?![a-z])")


def _clause_objection(clause: str, short: str, computed: bool) -> str:
    """Why the clause as a whole states nothing."""
    words = plain(clause)
    labelled = words.lstrip(" *_#>-")
    if (named := _TASK_LABELS.beginning(labelled)) and labelled[len(named) :].lstrip(" *_0123456789")[:1] in (
        ":",
        "：",
    ):
        return REASONS["asked"]
    opening = words.lstrip(" *_#>-")
    if len(_COMMANDS.beginning(opening)) > len(_CONCLUSIONS.beginning(opening)) and not computed:
        return "the last sentence supposes, asks or refers to something"
    if _did_else(short) and not computed:
        return "the last sentence says what was done, not what the answer is"
    if sentences.PERHAPS.match(words):
        return REASONS["doubted"]
    if leads.somebody(words):
        return "it is what somebody gets, not what the text states"
    if sentences.ABOUT_ITSELF.match(words) or sentences.OF_THE_TASK.search(words):
        return "the last sentence speaks of the text, not of the answer"
    if sentences.MULTIPLE.match(words):
        return REASONS["derived"]
    return ""


def _place_objection(one: Stated, lead: str) -> str:
    """Why the place of a value in its clause makes it no statement."""
    if not one.copula and len(one.runs) > 1 and sentences.HEDGE.search(one.clause[one.runs[-2][-1][1] : one.run[0][0]]):
        return "alternatives are no final answer"
    if sentences.THROWN_OUT.search(one.before):
        return REASONS["wrong"]
    if sentences.LEFT_TO_DO.match(one.after):
        return TO_BE_DONE
    if one.moment and (objection := objection_before(sentences.AT.sub("", lead + one.before))):
        return objection
    if one.moment and sentences.NOT_AT.search(one.before):
        return REASONS["bounded"]
    if sentences.MORE_TRIES.match(one.after) and own_voice(one.clause):
        return TO_BE_DONE
    if not one.copula and (sentences.PREDICATE.match(one.after) or sentences.VERB_PHRASE.match(one.after.lstrip(" $"))):
        return SAID_OF_IT
    if "=" in one.shown and sentences.DID.match(one.after):
        return SAID_OF_IT
    if one.computed:
        return ""
    if not one.copula and sentences.WOULD.match(one.after):
        return SAID_OF_IT
    if objection := spoken_objection(lead + one.before, one.after):
        return objection
    if "=" not in one.shown and not _own(one):
        return NO_VERB
    if _loose(one):
        return SAID_OF_IT
    if one.copula and _INFINITIVE.match(one.zone):
        return TO_BE_DONE
    if sentences.TO_DO.search(one.zone) or (sentences.CASE.search(one.zone) and "=" in one.shown):
        return TO_BE_DONE
    return ""


CHANGED = "the number is a part of a word or phrase"
NO_VERB = "nothing is stated: no verb that states a value leads to it"
SAID_OF_IT = "the sentence says something of the number, not that it is the answer"
TO_BE_DONE = "the sentence says what is to be done, or for which case"


_INFINITIVE = re.compile(r"\s*to (?!be\b)[a-z]{3,}\s")


def _own(one: Stated) -> bool:
    """Is a value without an equation asserted by what stands before it?"""
    before = one.zone if one.copula else one.before
    if one.copula and not _exact(one.shown, one.clause):
        before = _ABOUT.sub("", before)  # this is about 3.14
    measured = bool(sentences.MEASURED.match(one.after))
    if asserted(before, measured=measured):
        return True
    if measured or one.moment or sentences.SHAPED.search(one.shown):
        at, before = before, sentences.AT.sub("", before)
        if one.moment and at != before:  # with a time, any verb states when
            return True
    if _has(before):
        return True
    if (
        sentences.COPULA_AFTER.match(one.after)
        or sentences.CALLED_ANSWER.match(one.after)
        or sentences.LABEL_BEFORE.search(before)
    ):
        return True
    named = _PERSON.sub("", before)
    return (
        asserted(before, measured=measured)
        or (named != before and asserted(named))
        or (one.copula and inverted(one.before))
    )


_ABOUT = re.compile(r"\b(?:about|approximately|roughly|around)\s*[$(]*$", re.IGNORECASE)
_PERSON = re.compile(r"(?<=[a-zà-ÿ]\s)[A-ZÀ-ÞА-Я][\w'-]+\s*$")


def _loose(one: Stated) -> bool:
    """Does a preposition stand before the value, so that it says something else: is divisible by 7, is in row 7?

    A measure (after 24 hours), and without a copula a value that is no bare number (meet at (2, 3)), may follow one.
    """
    pattern = sentences.PREPOSITION if one.copula else sentences.ASIDE
    if (
        not pattern.search(one.zone)
        or sentences.FILLED.search(one.zone)
        or sentences.WE_HAVE.search(one.zone)
        or sentences.MEASURED.match(one.after)
        or one.moment
    ):
        return False
    point = sentences.AT_POINT.search(one.clause, max(0, one.run[0][0] - 8), one.run[-1][1])
    return point is None and (one.copula or not sentences.SHAPED.search(one.shown))


def own_voice(clause: str) -> bool:
    return sentences.FIRST_PERSON.search(plain(clause)) is not None


def _did_else(clause: str) -> bool:
    """Is it about what I or we did, and not what was found?"""
    words = plain(SEGMENT.sub(" ", clause))
    if sentences.FIRST_PERSON.search(words):
        words = sentences.GOES_ON_TO_STATE.sub(" ", words)
    own = list(sentences.FIRST_PERSON.finditer(words))
    if not own or not words.isascii() or not _english(words):  # "i" is an article, "in" or "and" elsewhere
        return False
    verbs = {
        own[-1].group(1),
        *re.findall(r"\band (?:thus |so |then |hence )?([a-z]+)", words[own[-1].end() :]),
        *re.findall(r"\bto (obtain|get|find|conclude)", words),
    }
    return not verbs & cues.OWN_VERBS


def _english(text: str) -> bool:
    counts = spoken(text.split())
    return counts["en"] == max(counts.values())


def _main_part(clause: str) -> str:
    """Without the reason or circumstance at its end, where what stands before states something."""
    because = sentences.BECAUSE.search(clause)
    bracket = _BRACKET.search(clause)
    if because is None or (bracket and bracket.start() < because.start()):
        outside = clause[: bracket.start()] if bracket else ""
        spans = formulas(outside)
        before = outside[: spans[-1][0]] if spans else ""
        stated = spans and ("=" in outside[slice(*spans[-1])] or _copulas(before, 0, len(before)) or asserted(before))
        return outside if stated else clause
    short = clause[: because.start()]
    spans = formulas(short)
    if not spans:
        return clause
    later = [one for one in _copulas(clause, because.start(), len(clause)) if formulas(clause[one.end() :])]
    stated = _copulas(short, 0, spans[-1][0])
    follows = sentences.THEN_VALUE.search(because.group())
    return short if stated or not (later or follows) else clause


_BRACKET = re.compile(
    r"\s[(（][^\W\d_][^()（）]{2,}[)）][\s.!]*$"
    rf"|,\s(?:soit |or |also |d\.h\. |czyli |ossia |ovvero )?(?:{either('about')})\s(?:[^,;]|,\d)*$",
    re.IGNORECASE,
)
"""(about 7.07): what stands in it is read as what follows the value."""


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
        if (rest := formulas(sentence[connective.end() :])) and not _ONLY_PREPOSITION.fullmatch(
            sentence, connective.end(), connective.end() + rest[0][0]
        ):
            start = connective.end()
    return sentence[start:], start


_ONLY_PREPOSITION = re.compile(r"\s*(?:do|na|o|auf|um|à|de|op|aan|до|на|в|к|a|till|til|på)\s*", re.IGNORECASE)
"""Sumują się zatem do 540: the clause began before the connective."""


def value(sentence: str, run: list[Span], rest: str, lead: str = "", *, computed: bool = False) -> Final:
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
        or ("" if computed else _changed(sentence[bare_end:]))
        or (objection_after(sentence[end:] + rest, number=True) if end > bare_end else "")
    )
    if computed and objection in _OF_A_COUNT:
        objection = ""
    if not objection and re.match(r"\s*[~≈]", text) and _exact(text, sentence):
        objection = REASONS["approximate"]
    if not objection and (another_beside(text, sentence[end:] + rest) or _another_moment(text, sentence[end:])):
        objection = "another value is offered beside it"
    if (
        not objection
        and ((label(before) and not _has(before)) or re.search(r",\s*number\s*$", before))
        and re.match(r"[-\d.]+(?:\s[a-z]+)?$", text.strip())
    ):
        objection = "the number is the name of something"
    ordinal = _ORDINAL if lead else _NTH_PART
    if not objection and not computed and ordinal.search(text + sentence[end : end + 12]):
        objection = CHANGED
    if objection:
        return Final(none=objection)
    text = text.lstrip("→⇒➜ ")
    stated = f"-({text})" if re.search(r"\b(?:negative|minus)\s*$", before) else text
    around = None if computed else (sentence[:start], sentence[bare_end:])
    if objection := following_objection(before + text, sentence[end:] + rest):
        alone = not rest.strip(" .") and not formulas(sentence[:start])
        return Final(none=objection, around=around, unlinked=stated if alone else "")
    return Final((stated,), around=around)


def _another_moment(text: str, after: str) -> bool:
    """On May 3 or on May 4."""
    joined = sentences.OR_AT.match(after) if moment(text) else None
    return joined is not None and any(
        start <= joined.end() + 4 for start, _ in written(after, joined.end(), len(after))
    )


_ORDINAL = re.compile(r"\d(?:th|st|nd|rd)\b")
_NTH_PART = re.compile(
    r"\d(?:th|st|nd|rd)\s(?:problem|question|exercise|task|step|attempt|try|page|chapter|section|case|line|part|version|item)"
)
_OF_A_COUNT = frozenset(REASONS[kind] for kind in ("negated", "bounded", "derived", "elsewhere"))
"""What may be said of things that were counted: 25 - 19 = 6 students do not like fries."""


def _has(before: str) -> bool:
    """The cube has volume 27; "has degree 7" says something of an equation."""
    found = ends(leads.HAS, plain(before), 60)
    return found is not None and not sentences.SAYS_WHAT_IT_IS.search(found.group())


def _exact(text: str, sentence: str) -> bool:
    """A whole number where no rounding is spoken of: "about 7" is then another value than 7."""
    return re.fullmatch(r"[~≈\s]*[-+−]?\d[\d,]*", text.strip()) is not None and not re.search(
        r"round|nearest", sentence
    )


def _changed(after: str) -> str:
    return CHANGED if sentences.CHANGES.match(after) else ""
