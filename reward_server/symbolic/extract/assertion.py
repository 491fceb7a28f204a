"""Does the text assert a value? Looks at what links the value to a verb or to the beginning of its clause, at who says
it, and at what is said later.

By default nothing is asserted: an unknown word before the value is taken to say something else about it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reward_server.symbolic.extract import cues
from reward_server.symbolic.extract.context import EDGE, MARKS, RESETS, own_words
from reward_server.symbolic.extract.cues import REASONS, Kind, leads, sentences, verbs
from reward_server.symbolic.extract.cues.by_language import LANGUAGES, OWN_LETTERS, languages_of, of
from reward_server.symbolic.extract.cues.function_words import spoken
from reward_server.symbolic.extract.phrases import Anywhere, Phrases, ends, plain, words_of

LATER = 400
"""Characters after a value in which it may be taken back."""

_VERBS = Phrases(verbs.OTHERS)
_IN_SOME = {one: languages_of(one, "is?", "verb?") for one in of("is?", "verb?")}
_SHARED = Phrases(tuple(_IN_SOME))
_BETWEEN = Phrases(cues.FILLERS + cues.BRIDGES + verbs.OBJECTS + leads.FOREIGN_LEADS)
_LEADS = Phrases(cues.FILLERS + leads.ENGLISH_LEADS + leads.FOREIGN_LEADS)
_ADVERB = re.compile(r"(?<![a-z])[a-z]{2,}ly$")
_NAME = re.compile(r"(?:\$[^$\s]{1,30}|(?<!\w)(?:[a-z](?:_\w)?|\\[a-z]+|[a-z]\([a-z0-9,]*\)))$")
_WORD = re.compile(r"[a-z'’]+$")
_OF = re.compile(
    r"(?<!\w)(?:a|an|the|her|his|their|its|our)(?:\s(?!answer|half|twice|double|multiple|bound)[a-z]+){1,2}\s(?:of|as|at)$"
    r"|(?<!\w)(?:une?|una|uma?|een|eine?n?)\s(?!m(?:oitié|itad|etade|età)|double|doble|dobro|doppio|múltiplo)[a-zà-ÿ]{4,}\s(?:de|d'|di|van|von)$"
)

_FORMULA = re.compile(r"[\d\\^_{}()+*/=<>-]")
_CONTRASTED = Phrases(leads.CONTRASTS)
_BOUNDS = Phrases(("up to", "at least", "at most", "about", "around", "roughly", "approximately"))
_CUT = re.compile(r"(?<![했았었]으)(?:므로|니까|이고|라서)\s|\\\]|\$\$|\\end\{\w+\*?\}|[;；]|[:：—–]\s|\n")


def asserted(before: str, *, measured: bool = False, starts: bool = False) -> bool:
    """Does nothing but fillers stand between a value and a verb that states it, or the beginning of its clause?

    Before a measure the verb may have an object: it takes Amy 15 days. `starts`: only
    the beginning of a clause will do.
    """
    text = plain(before)
    bounded = False
    if not starts and (
        ends(_INVERTED, text, 60)
        or ends(leads.THAT_IS, text)
        or ends(sentences.WE_HAVE, text)
        or ends(leads.POLISH_IS, text, 90)
        or (ends(_POLISH_TO, text) and _POLISH_LETTER.search(text))
        or ends(_DASH, text)
        or ends(leads.CONFIRMED, text, 70)
    ):
        return True
    for _ in range(24):
        parted = text.rstrip()[-1:] in PARTING
        text = text.rstrip(EDGE + "&." + MARKS)
        if not text:
            return starts or not bounded
        if _CONTRASTED.ending(text) or ends(leads.IN_ALL, text):
            return not starts
        if parted and leads.IF.match(text):
            return False
        if _states(text) or (parted and _fronted(text)):
            return not starts
        bounded = bounded or _BOUNDS.ending(text) != ""
        if (shorter := _shorter(text, _BETWEEN)) is None:
            return not starts and measured and ends(verbs.GIVEN, text, 60) is not None
        text = shorter
    return False


_POLISH_TO, _POLISH_LETTER = re.compile(r"[^\W\d_]{4} to[\s$(]*$"), re.compile("[ąćęłńśźż]")
_DASH = re.compile(r"[а-яёіїєґ»)]\s[—–]\s*[$(]*$")
"""Длина — 5: where Russian has no "is"."""
_INVERTED = re.compile(
    r"(?<!\w)(?:ist|sind|beträgt|betragen|lautet|ergibt|is|zijn|bedraagt|liefert|liefern|hat|haben"
    r"|erhält man|erhalten wir|bekommen wir|ergibt sich|är|blir|er|bliver)(?: also| somit| daher| damit| dus| für \w+)?"
    r" (?:die|der|das|den|ihre|ihr|seine|unsere|de|het|det)(?: [a-zäöüßå]+){1,3}(?: die| der| das)?[\s:$]*$"
)
"""Also ist die gesuchte Zahl 7: the verb, the subject, the value."""


def inverted(before: str) -> bool:
    """Do the verb, its subject and the value stand in this order, as in "also ist die gesuchte Zahl 7"?"""
    return ends(_INVERTED, plain(before), 60) is not None


def _states(text: str) -> bool:
    word = ends(_WORD, text, 30)
    if word is not None and word.group() in verbs.ENGLISH:
        noun = ends(verbs.NOUNS, text, 30)
        return noun is None or noun.group(1) not in verbs.BASE
    return bool(_VERBS.ending(text)) or ((shared := _SHARED.ending(text)) != "" and of_its_language(shared, text))


@lru_cache(maxsize=256)
def of_its_language(word: str, text: str) -> bool:
    """Is a text of a language in which this word is a verb, by its letters or its words: je, on, er, este?"""
    words = words_of(text)
    counts = spoken(list(words))
    best = max(counts.values())
    return any(
        OWN_LETTERS[one].search(text) or 1 < counts[one] + len(words & _NOUNS_OF[one]) >= best for one in _IN_SOME[word]
    )


_NOUNS_OF = {one: frozenset(rows["answer"] + rows["result"]) for one, rows in LANGUAGES.items() if one in OWN_LETTERS}


def _shorter(text: str, fillers: Phrases) -> str | None:
    """The text without the filler that it ends with; None where it ends with none."""
    if filled := ends(_OF, text, 60) or ends(sentences.FILLED, text, 60):
        return text[: filled.start()]
    if filler := fillers.ending(text):
        return text[: -len(filler)]
    found = ends(_ADVERB, text) or ends(_NAME, text)
    return text[: found.start()] if found else None


def _fronted(text: str) -> bool:
    """Is this a reason or a circumstance, such as may stand before a statement, with a comma?"""
    return not leads.CONDITION.search(text) and bool(leads.FRONTED.match(text) or _FORMULA.search(text))


def lead_objection(lead: str) -> str:
    """Why what stands before "the answer is" in its sentence keeps that from being the writer's own statement."""
    text = own_words(plain(lead[max((cut.end() for cut in _CUT.finditer(lead)), default=0) :]))
    text = text[RESETS.last(text) :]
    if _PART_LABEL.fullmatch(text):
        return ""
    for _ in range(24):
        parted = text.rstrip()[-1:] in PARTING
        text = text.rstrip(EDGE + "." + MARKS)
        if not text or ends(_CONTRAST, text):
            return ""
        if parted and _fronted(text):
            return ""
        if chosen := ends(leads.OF_THESE, text):
            text = text[: chosen.start()]
            continue
        if ends(leads.WE_KNOW_WHAT, text):
            return ""
        if ends(_YIELDS, text) and not leads.CONDITION.search(text):
            return ""
        filler = _LEADS.ending(text)
        found = None if filler else ends(_ADVERB, text) or ends(_NAME, text)
        if not filler and not found:
            return FOREIGN
        text = text[: -len(filler)] if filler else text[: found.start()] if found else text
        if filler in leads.AND and not leads.CONDITION.search(text):
            return ""
    return ""


_PART_LABEL = re.compile(r"[\s*]*\((?:[a-h]|i{1,3}|iv)\)[\s*:.]*")
PARTING = frozenset(",，、;；:：.")
_YIELDS = re.compile(
    r"(?<!\w)(?:gives|yields|settles|decides|resolves|leads to|results in|produces|makes)(?: us)?(?: the)?$"
)
_CONTRAST = re.compile(r"(?<!\w)(?:but|however|instead|actually|nevertheless|nonetheless|even so|still,?)$")
FOREIGN = "what stands before it makes it a condition, a task or somebody else's answer"


def spoken_objection(before: str, after: str, *, boxed: bool = False) -> str:
    """Why what is said anywhere in a sentence leaves its value open, or makes it somebody else's."""
    text = own_words(plain(before))
    if ends(leads.SHARED_FATE, text, 80):
        return REASONS["negated"]
    text = text[RESETS.last(text) :]
    words = words_of(text)
    that = ends(leads.THAT, text, 80)
    known = that is None or ends(leads.KNOWN_FOREIGN, text[: that.start()])
    if that and not known and (objection := lead_objection(text[: that.start()])):
        return objection
    if "that" in words and (that := ends(leads.THAT_ENGLISH, text, 80)) and not _known(text[: that.start()]):
        return FOREIGN
    if ends(leads.MODAL, text, 60) or leads.INVERTED_IF.match(text) or leads.UNSURE.search(text):
        return REASONS["supposed"]
    if leads.NOT_ONE.match(text):
        return REASONS["negated"]
    if leads.PROVISIONAL.search(text):
        return REASONS["doubted"]
    if leads.OTHER_QUESTION.search(text):
        return REASONS["elsewhere"]
    if leads.WITH_ERROR.match(text) or leads.MISTAKE.search(text):
        return REASONS["wrong"]
    if leads.OF_THE_SOUGHT.search(text) or leads.WHICH_OF.search(text):
        return REASONS["derived"]
    if leads.ONE_CASE.search(text):
        return "it is said of one case, or of another problem"
    return _english_before(text, words, boxed) or _foreign_before(text, words) or _said_later(after)


def _english_before(text: str, words: frozenset[str], boxed: bool) -> str:
    if not words & leads.TRIGGERS:
        return ""
    if sentences.COUNTERFACTUAL.search(text) or (not boxed and sentences.SUPPOSING.search(text)):
        return REASONS["supposed"]
    if leads.ATTRIBUTED.search(text):
        return REASONS["quoted"]
    if leads.OF_THE_ANSWER.search(text):
        return REASONS["derived"]
    clause = text[text.rfind(";") + 1 :]
    if leads.PARTIAL.search(clause):
        return "it is a step, a task or a wish"
    return REASONS["doubted"] if leads.BAD_SUBJECT.search(clause) else ""


def _foreign_before(text: str, words: frozenset[str]) -> str:
    if not text.isascii() and ends(leads.WRITTEN, text):
        return REASONS["quoted"]
    if not _ANY_SPOKEN.search(text, words):
        return ""
    return next(REASONS[kind] for kind, found in _SPOKEN.items() if found.search(text, words))


def _said_later(after: str) -> str:
    """What the rest of the sentence says of its value."""
    text = plain(after)
    if len(text) < SHORT and text.isascii():
        return ""
    if leads.HEDGED_LATER.search(text):
        return REASONS["doubted"]
    if leads.PARTIAL_LATER.search(text):
        return "something is still to be done with it"
    if leads.WRONG_LATER.search(text):
        return REASONS["wrong"]
    return ""


SHORT = 6
"""Shorter texts say nothing."""
LONG = 100
"""Characters after which the beginning of the sentence may be out of sight."""


def _known(text: str) -> bool:
    """May "that" follow: is it known what it introduces, or does it go on with the subject of the sentence?"""
    return (
        not text.strip()
        or ends(leads.KNOWN, text) is not None
        or len(text) > LONG
        or leads.SUBJECT.match(text) is not None
    )


def _foreign(*kinds: str) -> tuple[str, ...]:
    return tuple(one for one in of(*kinds, but="en") if one not in verbs.COMMON and len(one) > 1)


_SPOKEN_PHRASES: dict[Kind, tuple[str, ...]] = {
    "doubted": _foreign("doubt before", "doubt"),
    "supposed": _foreign("suppose before", "suppose"),
    "quoted": _foreign("said before", "said"),
}
_SPOKEN = {kind: Anywhere(found) for kind, found in _SPOKEN_PHRASES.items()}
_ANY_SPOKEN = Anywhere(tuple(one for found in _SPOKEN_PHRASES.values() for one in found))


def taken_back(following: str) -> str:
    """Why what follows a value takes it back."""
    said = plain(following[:LATER])
    found = leads.TAKEN_BACK.search(said) or leads.BOX_WRONG.search(said) or leads.ANSWER_WRONG.search(said)
    return f"it is taken back afterwards ({found.group()})" if found else ""
