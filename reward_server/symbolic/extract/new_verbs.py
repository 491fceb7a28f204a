"""Clauses in the words of the prompt with one verb that nobody listed: the train rolls at 120 km/h, it went up by 15 %.

The value must be counted or measured as the prompt asks for it, something in the clause or in the work before it must
speak for it, and nothing in the clause may deny, bound, doubt or halve it.
"""

from __future__ import annotations

import re

from reward_server.symbolic.extract.asked import Asked, asked_in, asks_for_money, in_question, licensed, same_deed
from reward_server.symbolic.extract.asked_units import unit_after
from reward_server.symbolic.extract.clause import subject_of
from reward_server.symbolic.extract.cues import asked, leads, verbs
from reward_server.symbolic.extract.cues.by_language import of
from reward_server.symbolic.extract.cues.function_words import FUNCTION_WORDS
from reward_server.symbolic.extract.objections import objection
from reward_server.symbolic.extract.phrases import alike, plain
from reward_server.symbolic.extract.quiet import says_against
from reward_server.symbolic.extract.vocabulary import deed_of, plain_words, said_of_any, words_of
from reward_server.symbolic.parse.normalize import words
from reward_server.symbolic.parse.units import is_measure, unit

VERB_LAST = frozenset(("tr", "hi", "ja", "ko", "fa"))
"""Languages whose clauses end with the verb: what stands before the value is its subject or a circumstance."""
VERB_FIRST = frozenset(("es", "pt", "it", "ro", "ca", "pl", "cs", "sk", "ru", "uk", "bg", "el", "hu", "fi", "ar", "he"))
"""Languages in which a clause may begin with its verb."""
_PRONOUNS = frozenset(of("pronoun")) | words(
    "es ello on ono wir man we you неё него них ней нём ним нею неї нього niej nim nich niego"
)
_PERCENT = re.compile(
    r"\s*\$?\s*(?:\\?%|percent|per cent|prozent|pour ?cent|por ciento|por cento|per ?cento|procent|процент)",
    re.IGNORECASE,
)
_UNIT_SHOWN = re.compile(r"\d[\s$]*([^\W\d_][^\s$\d]*[²³]?)[\s$]*$")
_MONEY = re.compile(
    r"[$€£¥₹₽]|(?:euros?|dollars?|korun|kč|zł\w*|kr|kron\w+|рубл\w+|гривень|грн|лева?|lei|ft|forint|lira|rupiah|đồng|ευρώ)(?!\w)",
    re.IGNORECASE,
)
_OTHER_DEED = re.compile(
    r"los[et]|lack|miss|ow[en]|need|want|wish|sp[ea]n[dt]|g[ai]ve|sold|sell|br[eo]k|forg[eo]t|borrow|stole|thr[eo]w|remov"
    r"|discard|skip|fail|exceed|surpass|double|halv|tripl|short|reject|avoid|hid|dropp|wast|guess|ask|cla[ij]m|sa[iy]|think"
    r"|thought|hop|sav|leak|spill|emit|stor|perd|pierd|verl[io]|потер|теря|втра|губ|strac|trac|ztr|strat|förlor|tab|mister|menet"
    r"|veszít|elvesz|kaybe|desperdic|derroch|gaspill|verschwend|sprec|verspil|marn|zmarn|plýtv|slös|sløs|imagin|vorst|souhait"
    r"|vou[dl]|veu|quier|quis|quer|möcht|woll|wil|chc|хо[чт]|vill|vuo|vole|sogn|sueñ|rêv|träum|мечт"
)
"""What somebody does with other things than those that are asked for: loses, wastes, wants or imagines them."""
_PAYS = next(one for one in asked.DEEDS if one.match("paga"))


def with_new_verb(before: str, after: str, shown: str, prompt: str, *, computed: bool, asserted: bool = False) -> bool:
    """Does a clause state its value by a verb that no table has, in the words of the prompt?

    `computed`: the arithmetic before it came to the value; `asserted`: a verb of the tables leads to the value too.
    """
    question = asked_in(prompt, words_of(f"{before} {after}"))
    said, counted = words_of(subject_of(before)), words_of(plain_words(after))
    if question.elsewhere or not said or leads.IF.match(plain(before)):
        return False
    if says_against(f"{before} {after}", question.lower, question.language) or not _as_asked(
        after, shown, counted, question
    ):
        return False
    foreign = [at for at, word in enumerate(said) if not _known(word, question)]
    late = [word for word in counted if not _known(word, question)]
    if len(foreign) + len(late) > 1 or (late and (counted[-1] != late[0] or len(counted) < 2)):
        return False
    if foreign and not _may_state(said, foreign[0], question, asserted):
        return False
    if late and _does_else(late[0], question):
        return False
    if _of_another_name(said, question) or not _is_evident(said, counted, after, shown, question, computed, foreign):
        return False
    verb = rf"(?<!\w){re.escape(said[foreign[0]])}(?!\w)" if foreign else ""
    rest = re.sub(verb, "has", before, count=1) if verb else before
    return not objection(rest, after.replace(late[0], " ") if late else after, shown, prompt)


def _may_state(said: list[str], at: int, question: Asked, asserted: bool) -> bool:
    """May the foreign word of a clause be the verb that states its value?"""
    if question.language in VERB_LAST or not _in_place(said, at, question) or _does_else(said[at], question):
        return False
    if asserted and any(word.lower() in verbs.EVERY for word in said[at + 1 :]):
        return False  # the maximal speed is
    return at == 0 or said[at][0].islower()


def _is_evident(
    said: list[str], counted: list[str], after: str, shown: str, question: Asked, computed: bool, foreign: list[int]
) -> bool:
    """Do other words, the measure or the work before it show that the clause answers the question?"""
    measured = bool(question.units or _PERCENT.match(after) or shown.rstrip().endswith("%"))
    if foreign and not measured and (not computed or question.language in ("de", "en") or _of_somebody(said, question)):
        return False
    about = said[: foreign[0]] if foreign else said
    known = any(word.lower() in _PRONOUNS or in_prompt(word, question) for word in about)
    shared = {word.lower() for word in said + counted if _asked_for(word.lower(), question)}
    paid = asks_for_money(question) and bool(_MONEY.search(shown + after))
    return len(shared) > 1 or (computed and bool(shared)) or known or paid


def _asked_for(word: str, question: Asked) -> bool:
    return in_question(word, question) and not said_of_any(word, question.language)


def _known(word: str, question: Asked) -> bool:
    return licensed(word.lower(), question) or word.lower() in _PRONOUNS


def _as_asked(after: str, shown: str, counted: list[str], question: Asked) -> bool:
    """Is the value of the unit, or of the things, that are asked for?"""
    if _PERCENT.match(after) or shown.rstrip().endswith("%"):
        return "percent" in question.text.lower() or "%" in question.text
    behind = _UNIT_SHOWN.search(shown)
    measure = unit_after(after) or (
        counted[0] if counted and is_measure(counted[0]) else behind.group(1) if behind else ""
    )
    if measure or (counted and counted[0].lower() in ("unit", "units")):
        return not question.units or (bool(measure) and unit(measure) in question.units)
    return any(alike(one.lower(), word) for one in counted[:2] for word in question.wanted)


def in_prompt(word: str, question: Asked) -> bool:
    small = word.lower()
    return len(small) > 2 and small in question.words and small not in FUNCTION_WORDS.get(question.language, ())


def _in_place(said: list[str], at: int, question: Asked) -> bool:
    """Is a foreign word where a verb stands: after a subject that is known, or first where verbs may be?"""
    later = [word.lower() for word in said[at + 1 :]]
    if any(not said_of_any(word, question.language) and not in_question(word, question) for word in later):
        return False
    subject = [word.lower() for word in said[:at]]
    if not subject:
        return question.language in VERB_FIRST and all(said_of_any(word, question.language) for word in later)
    return any(word in _PRONOUNS or in_prompt(word, question) or _asked_for(word, question) for word in subject)


def _does_else(verb: str, question: Asked) -> bool:
    """Does somebody do something else than the question asks about? Who asks for a price is told what is paid."""
    small = verb.lower()
    deed = deed_of(small, question.language)
    other = deed is not None and not same_deed(small, question) and not (deed is _PAYS and asks_for_money(question))
    return other or bool(_OTHER_DEED.match(small))


def _of_somebody(said: list[str], question: Asked) -> bool:
    """Has the clause a person, who may do anything with the things: Marta imagines 30?"""
    return any(word.lower() in _PRONOUNS or word.removesuffix("'s") in question.names for word in said)


def _of_another_name(said: list[str], question: Asked) -> bool:
    """Is it said of somebody whom the prompt names and the question does not ask about?"""
    names = question.names.intersection(word.removesuffix("'s") for word in said)
    return bool(names) and not names & question.question
