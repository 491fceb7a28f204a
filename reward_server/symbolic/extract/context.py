"""What the words around a value say about it: if they do not offer it as the answer, why not.

`cues` holds the words. Both directions work alike: from the value outwards, fillers ("the", "is", "the answer") are
stepped over, and the first phrase that is no filler decides. Only short windows are read, so every call is bounded.
"""

from __future__ import annotations

import re

from reward_server.symbolic.extract import cues
from reward_server.symbolic.extract.cues import REASONS, Kind, leads, scope, sentences, verbs
from reward_server.symbolic.extract.cues.by_language import of
from reward_server.symbolic.extract.phrases import Anywhere, Phrases, ends, plain, words_of

WINDOW = 160
"""Characters that are read on either side of a value."""


_BEFORE, _AFTER = Phrases(cues.BEFORE), Phrases(cues.AFTER)


_FILLERS, _FILLERS_AFTER = Phrases(cues.FILLERS), Phrases(cues.FILLERS_AFTER)
_OBJECTS = Phrases(cues.FILLERS + verbs.OBJECTS)
_LABELS = Phrases(cues.LABELS)
_TOTAL = Phrases(of("total"))


_AROUND = {kind: Anywhere(found) for kind, found in cues.AROUND.items()}
_ANY_AROUND = Anywhere(tuple(one for found in cues.AROUND.values() for one in found))
_GAVE_UP = Anywhere(cues.GAVE_UP)


EDGE = " *_`$:\"'“”‘’«»„([{,-—–=~\\>#|；：，、「『【】（《·¿¡־"
MARKS = "✓✅👉➡🎯✔☑🔹📌💡🔑🏁⭐🎉🏆✨🟢\ufe0f"
"""Symbols that point at an answer, or call it right."""
_EDGE_AFTER = " *_`$:\"'“”‘’«»)]},-—–\\|；：，、،؛」』】）》([（"


_SENTENCE = re.compile(r"[.!?](?=\s|$|\$+\s+[A-Z])|[。！？؟।]|\n\s*\n|```\s*\n")


def sentence_before(text: str, end: int) -> str:
    """What stands before `end` in its sentence; a blank line after a colon ends none."""
    window = text[max(0, end - WINDOW) : end]
    start = 0
    for mark in _SENTENCE.finditer(window):
        left = window[: mark.start()].rstrip()
        if mark.group().startswith("`") or (
            window[mark.end() :].strip(EDGE + "\n\t")
            and not scope.ABBREVIATION.search(left)
            and left[-1:] not in (":", "：")
        ):
            start = mark.end()
    return _HEADING.sub(r"\1\2:  ", window[start:], count=1) if "[" in window else window[start:]


_HEADING = re.compile(r"^(\W*)\[((?:[^\W\d_]|\s){3,30})\]\s(?=\s*[^\W\d_])")
"""[Final solution] The answer is: the heading of a step."""


_SET_AS_TEXT = re.compile(r"\\text[a-z]*\s*\{([^{}]*)\}")
_CONCEDED = re.compile(r"\W*(?:although|though|even though|while|despite|whereas)\b[^,]*,?$")


def objection_before(before: str, *, noun: bool = False, approximate: bool = False) -> str:
    """Why the words before a value keep it from being the answer; empty if they do not."""
    if "\\text" in before:
        before = _SET_AS_TEXT.sub(r" \1 ", before)
    text, copula, answer, only, comma = own_words(plain(before)), False, False, False, False
    for _ in range(24):
        stripped = text.rstrip(EDGE)
        parted = any(char in text[len(stripped) :] for char in ":,：，;")
        comma = comma or any(char in text[len(stripped) :] for char in ",，；")
        text = stripped
        if ends(scope.WRONGLY, text):
            return REASONS["wrong"]
        if parted and ends(scope.SAID_BEFORE, text):
            break  # that was wrong: the answer is 7
        if parted and _CONCEDED.match(text):
            break  # although 6 looks tempting, the answer is 7
        if (phrase := _BEFORE.ending(text)) and (
            kind := _kind_before(phrase, text, copula, answer, only, comma, approximate)
        ):
            counted = (
                phrase in scope.COUNTED and (noun or phrase == "up to") and not ends(scope.STATES, text[: -len(phrase)])
            )
            return "" if counted else REASONS[kind]
        if not copula and not comma and (ends(scope.NEGATED_VERB, text) or ends(scope.NEGATED_FOREIGN, text)):
            return REASONS["negated"]
        filler = _FILLERS.ending(text)
        if not filler or (copula and filler in scope.BE):
            break
        copula = copula or filler in scope.FINITE
        only = only or filler == "only"
        answer = answer or bool(scope.ANSWER.search(filler))
        text = text[: -len(filler)]
    while not comma and (filler := _OBJECTS.ending(text)):  # it is not the closed interval [2, 7]
        text = text[: -len(filler)].rstrip(EDGE)
        if "negated" in _BEFORE.kinds.get(_BEFORE.ending(text), ()):
            return REASONS["negated"]
    return _around(own_words(plain(before)))


def own_words(text: str) -> str:
    """The plain text without an opening that only affirms what follows, names its form, or sets another case apart."""
    affirmed = leads.AFFIRMED.match(text)
    if affirmed and not leads.CONDITION.search(affirmed.group("aside") or ""):
        return text[affirmed.end() :]
    if (sure := leads.SURE.search(text)) and not leads.CONDITION.search(text[: sure.start()]):
        return text[sure.end() :]
    apart = (
        leads.IN_FORM.match(text)
        or leads.CONTRASTED.match(text)
        or leads.SET_ASIDE.match(text)
        or leads.OVERRULED.match(text)
    )
    return text[apart.end() :] if apart else text


def _kind_before(
    phrase: str, text: str, copula: bool, answer: bool, only: bool, comma: bool, approximate: bool
) -> Kind | None:
    left = text[: -len(phrase)].rstrip(" ,")
    for kind in _BEFORE.kinds[phrase]:
        if kind is None or (kind in scope.UNAFFECTED and copula and not answer):
            continue
        if (kind == "approximate" and not approximate) or (phrase in scope.MODAL and (copula or only)):
            continue
        if left.endswith(scope.NOT_SO) and ends(scope.NOT_SO_WORD, left) and kind in ("doubted", "wrong", "negated"):
            continue
        if (comma and (kind == "negated" or phrase in scope.PLACES)) or (
            ((phrase == "can" or phrase.startswith("would ")) and left.endswith((" i", " we"))) or left in ("i", "we")
        ):
            continue
        if kind in ("wrong", "doubted", "quoted") and ends(scope.OF_ONE_WORD, left):
            continue
        if kind == "supposed" and phrase in scope.NOUNS_TOO and ends(scope.ARTICLE, left):
            continue
        if phrase.endswith("bound") and left.endswith(("least", "greatest", "best")):
            continue
        if kind == "quoted" and left.endswith("as"):
            continue
        if phrase in ("von", "van") and ends(scope.MEASURE_OF, text, 60):
            continue
        return kind
    return None


def _around(text: str) -> str:
    """What the sentence says of the value without standing next to it, after its last "so" or "therefore"."""
    if not _said_around(text):
        return ""  # nearly always, and the search for a "therefore" is dear
    return _said_around(text[RESETS.last(text) :])


def _said_around(text: str) -> str:
    if "would" in text and scope.COUNTERFACTUAL.search(text):
        return REASONS["supposed"]
    words = words_of(text)
    if not _ANY_AROUND.search(text, words):
        return ""
    for kind, phrases in _AROUND.items():
        if phrases.search(text, words) and "no doubt" not in text:
            return REASONS[kind]
    return ""


RESETS = Anywhere(cues.RESET)
_QUESTION = re.compile(r"[\s$)}\]*\"'.\\]*[?？؟]")


_NEXT = re.compile(r"\s*[.!;。！](?!\d)[\s$})\]*\\\"']*")


_TURNS_OUT = re.compile(r"(?<!\w)(?:turns|turned) out to be(?!\w)")


def subject_objection(after: str) -> str:
    """A value that opens its sentence is the answer if the text after it says so: 7 is the answer, 7 apples are
    left."""
    text = _TURNS_OUT.sub("is", plain(after[:WINDOW]).lstrip(_EDGE_AFTER))
    if scope.SUBJECT.match(text) and not scope.RIGHT.match(text) and text.strip(" .!\n") != "is":
        return "what is said of the value is not that it is the answer"
    return ""


def objection_after(after: str, *, number: bool = False) -> str:
    """Why the words after a value keep it from being the answer; `number`: a word may change it (7 squared)."""
    if _QUESTION.match(after):
        return "the value is asked, not stated"
    text, crossed = _TURNS_OUT.sub("is", plain(after[:WINDOW].split("\n\n")[0].split("\\boxed")[0])), False
    relative = False
    for _ in range(16):
        text = text.lstrip(_EDGE_AFTER)
        if total := _TOTAL.beginning(text):  # Portuguese says "no total" for "in all"
            text = text[len(total) :]
            continue
        phrase, filler = _AFTER.beginning(text), _FILLERS_AFTER.beginning(text)
        if len(phrase) > len(filler) and (kind := _kind_after(phrase, text, crossed, relative, number)):
            return REASONS[kind]
        if (stop := _NEXT.match(text)) and not crossed:
            crossed, text = True, text[stop.end() :]
            continue
        if not filler:
            break
        relative = relative or filler in ("which", "that", "who")
        text = text[len(filler) :]
    return ""


def _kind_after(phrase: str, text: str, crossed: bool, relative: bool, number: bool) -> Kind | None:
    rest = text[len(phrase) :]
    for kind in _AFTER.kinds[phrase]:
        if crossed and kind not in ("wrong", "negated") and phrase not in cues.AROUND["doubted"]:
            continue
        strict = phrase in scope.ENGLISH_NOT and (crossed or relative or phrase not in scope.DENYING)
        if kind == "negated" and (scope.VALUE.match(rest) or (strict and not scope.COMPLEMENT.match(rest))):
            continue
        if kind == "negated" and scope.VIOLATES.match(rest):
            continue
        if phrase in ("cannot be", "can't be") and scope.IN_LOWEST_TERMS.match(rest):
            continue
        if phrase in scope.COMPARED and not scope.NUMBER.match(rest):
            continue
        if kind == "derived" and (not number or _BIG_UNIT.match(phrase + rest)):
            continue
        if phrase in ("if", "si", "se") and rest.lstrip().startswith("and only"):
            continue
        return kind
    return None


_BIG_UNIT = re.compile(r"[千百][米克瓦卡升赫帕伏焦]")
"""千米 is a unit, 千 a multiplier."""


def label(before: str) -> bool:
    """Is a number after this the name of something: lemma 7, page 7?"""
    return bool(_LABELS.ending(plain(before).rstrip(" (#~.:$\\")))


def gave_up(sentence: str) -> bool:
    """Does the sentence say that there is no answer?"""
    return _GAVE_UP.search(plain(sentence))


def another_beside(value: str, after: str) -> bool:
    """8 or 9; but 25 % of 80 is one value, though "of" is Dutch for "or"."""
    percent_of = value.rstrip("}$ ").endswith("%") and _OF.match(after)
    return sentences.OTHER.match(after) is not None and not percent_of


_OF = re.compile(r"[\s$)}]*of\s+\$?[\d.,]++(?!\s*\\?%)")
