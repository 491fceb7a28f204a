"""What the words around a value say of it: why it is not offered as the answer, where that is so.

`cues` holds the words. Both directions work alike: from the value outwards, fillers ("the", "is", "the answer") are
stepped over, and the first phrase that is no filler decides. Only short windows are read, so every call is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from reward_server.symbolic.extract import cues
from reward_server.symbolic.extract.cues import REASONS, Kind

WINDOW = 160
"""Characters that are read on either side of a value."""


class Phrases:
    """Which phrase stands at the end, or at the beginning, of a text: one look-up a length, whatever their number."""

    def __init__(self, tables: dict[Kind, tuple[str, ...]] | tuple[str, ...]) -> None:
        pairs: Iterable[tuple[str, Kind | None]] = (
            ((one, kind) for kind, found in tables.items() for one in found)
            if isinstance(tables, dict)
            else ((one, None) for one in tables)
        )
        self.kinds: dict[str, list[Kind | None]] = {}
        for one, kind in pairs:
            self.kinds.setdefault(one, []).append(kind)
        self.by_last = self._lengths(-1)
        self.by_first = self._lengths(0)

    def _lengths(self, end: int) -> dict[str, list[int]]:
        """The last, or first, character -> how long the phrases are that have it there, longest first."""
        found: dict[str, set[int]] = {}
        for one in self.kinds:
            found.setdefault(one[end], set()).add(len(one))
        return {char: sorted(lengths, reverse=True) for char, lengths in found.items()}

    def ending(self, text: str) -> str:
        """The longest phrase that the text ends with at a word border; empty where there is none."""
        for length in self.by_last.get(text[-1:], ()):
            one = text[-length:]
            if len(one) == length and one in self.kinds and _borders(text[:-length][-1:], one[0]):
                return one
        return ""

    def beginning(self, text: str) -> str:
        for length in self.by_first.get(text[:1], ()):
            one = text[:length]
            if len(one) == length and one in self.kinds and _borders(one[-1], text[length : length + 1]):
                return one
        return ""


def _borders(left: str, right: str) -> bool:
    """May a word end between these two characters?"""
    return not (left.isalnum() and right.isalnum()) or _glued(left) or _glued(right)


def _glued(char: str) -> bool:
    """Scripts that write without spaces, or put particles onto their words."""
    return "\u0e00" <= char <= "\u0eff" or "\u3040" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7af"


class Anywhere:
    """Which phrase stands anywhere in a text, at word borders: looked up by its first word."""

    def __init__(self, found: tuple[str, ...]) -> None:
        self.by_word: dict[str, list[str]] = {}
        self.glued = [one for one in found if any(map(_glued, one))]
        for one in found:
            if not any(map(_glued, one)):
                self.by_word.setdefault(_words(one)[0], []).append(one)

    def search(self, text: str) -> bool:
        listed = self.by_word
        if any(_stands(one, text) for word in {*_words(text)} if word in listed for one in listed[word]):
            return True
        return not text.isascii() and any(one in text for one in self.glued)


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


_WORD = re.compile(r"[\w'\u0900-\u097f]+")


def _stands(one: str, text: str) -> bool:
    at = text.find(one)
    return (
        at >= 0
        and _borders(text[max(0, at - 1) : at], one[0])
        and _borders(one[-1], text[at + len(one) : at + len(one) + 1])
    )


_BEFORE, _AFTER = Phrases(cues.BEFORE), Phrases(cues.AFTER)
_FILLERS, _FILLERS_AFTER = Phrases(cues.FILLERS), Phrases(cues.FILLERS_AFTER)
_LABELS = Phrases(cues.LABELS)
_AROUND = {kind: Anywhere(found) for kind, found in cues.AROUND.items()}
_GAVE_UP = Anywhere(cues.GAVE_UP)

_COMMANDS = re.compile(r"\\(?:text[a-z]*|mathrm|mathbf|mbox|q?quad|large|Large|displaystyle|[,;:!()\[\]])|\s+")
EDGE = " *_`$:\"'“”‘’«»„([{,-—–=~\\>#|；：，、「『（《·¿¡־"
_EDGE_AFTER = " *_`$:\"'“”‘’«»)]},-—–\\|；：，、」』）》([（"
_SENTENCE = re.compile(r"[.!?](?=\s|$)|[。！？؟।]|\n\s*\n")
_ABBREVIATION = re.compile(r"(?:\b(?:eq|eqn|fig|approx|no|ca|vs|resp|i\.e|e\.g|z\.b|ca))$", re.IGNORECASE)


def plain(text: str) -> str:
    """As the phrases are written: lower case, single spaces, no commands of styling."""
    return _COMMANDS.sub(" ", text).replace("’", "'").lower()


def sentence_before(text: str, end: int) -> str:
    """What stands before `end` in its sentence; a blank line after a colon ends none."""
    window = text[max(0, end - WINDOW) : end]
    start = 0
    for mark in _SENTENCE.finditer(window):
        left = window[: mark.start()].rstrip()
        if (
            window[mark.end() :].strip(EDGE + "\n\t")
            and not _ABBREVIATION.search(left)
            and left[-1:] not in (":", "：")
        ):
            start = mark.end()
    return window[start:]


_FINITE = frozenset(
    [
        "is",
        "are",
        "was",
        "it's",
        "that's",
        "equals",
        "ist",
        "es",
        "è",
        "é",
        "está",
        "jest",
        "равен",
        "равна",
        "равно",
        "дорівнює",
        "e",
        "είναι",
        "是",
        "为",
        "為",
        "は",
    ]
)
_BE = frozenset(["be", "been", "being"])
_ANSWER = re.compile(
    r"answer|antwort|réponse|respuesta|resposta|risposta|antwoord|odpow|ответ|відпов|отговор|答案|答え|정답"
)
_UNAFFECTED: frozenset[Kind] = frozenset({"bounded", "derived", "approximate", "supposed"})
"""What is said of a subject by these says nothing of the value after the copula: "the multiple is"."""
_NOT_SO = ("no", "nothing", "without", "beyond", "any", "none", "there's no", "not")
_OF_ONE = ("of a", "of an", "of the", "of", "of getting a", "each", "every", "per", "for a", "number of", "a single")
_COUNTED = frozenset(("at least", "at most", "up to", "no more than", "no fewer than", "no less than", "not more than"))
_STATES = re.compile(r"(?:\b(?:is|was|equals|answer)|[:=])\s*$")
"""At least 7 pies are left, the company hires at most 7: there the least or the most is asked for."""


def objection_before(before: str, *, noun: bool = False, approximate: bool = False) -> str:
    """Why the words before a value keep it from being the answer; empty where they do not."""
    text, copula, answer, only, comma = plain(before), False, False, False, False
    for _ in range(24):
        stripped = text.rstrip(EDGE)
        parted = any(char in text[len(stripped) :] for char in ":,：，;")
        comma = comma or any(char in text[len(stripped) :] for char in ",，；")
        text = stripped
        if _WRONGLY.search(text):
            return REASONS["wrong"]
        if parted and _SAID_BEFORE.search(text):
            break  # that was wrong: the answer is 7
        if (phrase := _BEFORE.ending(text)) and (
            kind := _kind_before(phrase, text, copula, answer, only, comma, approximate)
        ):
            counted = phrase in _COUNTED and (noun or phrase == "up to") and not _STATES.search(text[: -len(phrase)])
            return "" if counted else REASONS[kind]
        if _NEGATED_VERB.search(text) and not copula:
            return REASONS["negated"]
        filler = _FILLERS.ending(text)
        if not filler or (copula and filler in _BE):
            break
        copula = copula or filler in _FINITE
        only = only or filler == "only"
        answer = answer or bool(_ANSWER.search(filler))
        text = text[: -len(filler)]
    return _around(plain(before))


_MODAL = frozenset(
    [
        "could",
        "might",
        "may",
        "can",
        "could",
        "well",
        "may",
        "well",
        "might",
        "well",
        "podría",
        "poderia",
        "potrebbe",
        "puede",
        "pode",
        "può",
        "zou",
        "kan",
    ]
)


def _kind_before(
    phrase: str, text: str, copula: bool, answer: bool, only: bool, comma: bool, approximate: bool
) -> Kind | None:
    left = text[: -len(phrase)].rstrip(" ,")
    for kind in _BEFORE.kinds[phrase]:
        if kind is None or (kind in _UNAFFECTED and copula and not answer):
            continue
        if (kind == "approximate" and not approximate) or (phrase in _MODAL and (copula or only)):
            continue
        if left.endswith(_NOT_SO) and _NOT_SO_WORD.search(left) and kind in ("doubted", "wrong", "negated"):
            continue
        if (kind == "negated" and comma) or (
            (phrase.startswith("would ") and left.endswith((" i", " we"))) or left in ("i", "we")
        ):
            continue
        if kind in ("wrong", "doubted") and _OF_ONE_WORD.search(left):
            continue
        return kind
    return None


_WRONGLY = re.compile(r"(?<!\w)(?:wrongly|incorrectly|mistakenly|falsely|erroneously)\s+[a-z]{3,12}$")
_SAID_BEFORE = re.compile(
    r"(?<!\w)(?:that|this|it|which|\d)(?:'s|\s+(?:was|is|were))\s+"
    r"(?:wrong|incorrect|false|a mistake|not right|mistaken)$"
)
_NEGATED_VERB = re.compile(
    r"(?<!\w)(?:do not|does not|did not|don't|doesn't|didn't|never|should not|shouldn't|must not|mustn't"
    r"|not)\s+[a-z]{3,12}$"
)
"""A verb right before the value that is denied: do not submit 7, we never get 7."""
_NOT_SO_WORD = re.compile(rf"(?<!\w)(?:{'|'.join(_NOT_SO)})$")
_OF_ONE_WORD = re.compile(rf"(?<!\w)(?:{'|'.join(_OF_ONE)})(?: wrong| random| lucky)?$")


_COUNTERFACTUAL = re.compile(r"\b(?:if\b.*\b(?:were|had)\b|were\b|had\b).*\bwould\b")


def _around(text: str) -> str:
    """What the sentence says of the value without standing next to it, after its last "so" or "therefore"."""
    if not _said_around(text):
        return ""  # nearly always, and the search for a "therefore" is dear
    return _said_around(text[max((reset.end() for reset in _RESETS.finditer(text)), default=0) :])


def _said_around(text: str) -> str:
    if "would" in text and _COUNTERFACTUAL.search(text):
        return REASONS["supposed"]
    for kind, phrases in _AROUND.items():
        if phrases.search(text) and "no doubt" not in text:
            return REASONS[kind]
    return ""


_RESETS = re.compile(
    "|".join(
        re.escape(one) if _glued(one[0]) else rf"(?<!\w){re.escape(one)}(?!\w)"
        for one in sorted(cues.RESET, key=len, reverse=True)
    )
)

_COMPLEMENT = re.compile(
    r"\s*(?:$|[.!;)\]]|(?:the (?:answer|right|correct|solution|final|true|value)|correct|right|true|valid"
    r"|possible|allowed|"
    r"acceptable|accepted|what|our|my|equal|an? (?:answer|solution|valid|possible)|it|quite|good"
    r"|in the (?:domain|range)|"
    r"satisf\w*|work|fit|hold|solve|check|match|meet|make sense|be (?:right|correct|true|it|the|accepted|valid)"
    r"|count|belong|apply|lie|admissible|permitted|"
    r"pass|add up|agree|convinc|trust)\b)"
)
_ENGLISH_NOT = frozenset(
    [
        "not",
        "isn't",
        "isnt",
        "wasn't",
        "aren't",
        "never",
        "cannot",
        "can't",
        "couldn't",
        "won't",
        "doesn't",
        "does not",
        "do not",
        "don't",
        "did not",
        "didn't",
        "neither",
    ]
)
_COMPARED = frozenset(("less than", "more than", "fewer than", "greater than", "plus", "minus"))
_NUMBER = re.compile(r"\s*(?:$|[$\d\\.]|(?:twice|half|the|three|two|that|x|n|y|something)\b)")
_VALUE = re.compile(r"\s*(?:[$(\\\[-]|\d|x\b)")
_QUESTION = re.compile(r"[\s$)}\]*\"'.\\]*[?？؟]")
_NEXT = re.compile(r"\s*[.!;。！](?!\d)[\s$})\]*\\\"']*")


_SUBJECT = re.compile(
    r"(?:is|was|has|had|makes|turned|turns|does|would|looks|seems|leads|gives|cannot|can't|falls|comes|fits|goes)\b"
)
_RIGHT = re.compile(
    r"is (?:indeed |therefore |thus |then |hence |clearly |in fact |actually |also |now )?(?:the|our|my|your"
    r"|their|what we|what is|correct|right|"
    r"therefore|an? (?:valid|correct|solution|possible solution|prime|root|multiple|perfect)|as (?:required"
    r"|desired)|attain|achiev|obtain|in(?:deed)? |\$|\\|\d|prime|even|odd|positive|negative|less|between)"
)


def subject_objection(after: str) -> str:
    """A value that opens its sentence is the answer where what follows says so: 7 is the answer, 7 apples are left."""
    text = plain(after[:WINDOW]).lstrip(_EDGE_AFTER)
    if _SUBJECT.match(text) and not _RIGHT.match(text):
        return "what is said of the value is not that it is the answer"
    return ""


def objection_after(after: str, *, number: bool = False) -> str:
    """Why the words after a value keep it from being the answer; `number`: a word may change it (7 squared)."""
    if _QUESTION.match(after):
        return "the value is asked, not stated"
    text, crossed = plain(after[:WINDOW].split("\n\n")[0].split("\\boxed")[0]), False
    relative = False
    for _ in range(16):
        text = text.lstrip(_EDGE_AFTER)
        if (phrase := _AFTER.beginning(text)) and (kind := _kind_after(phrase, text, crossed, relative, number)):
            return REASONS[kind]
        if (stop := _NEXT.match(text)) and not crossed:
            crossed, text = True, text[stop.end() :]
            continue
        filler = _FILLERS_AFTER.beginning(text)
        if not filler:
            break
        relative = relative or filler in ("which", "that", "who")
        text = text[len(filler) :]
    return ""


_DENYING = frozenset(("doesn't", "does not", "cannot", "can't", "couldn't", "do not", "don't", "did not", "didn't"))


def _kind_after(phrase: str, text: str, crossed: bool, relative: bool, number: bool) -> Kind | None:
    rest = text[len(phrase) :]
    for kind in _AFTER.kinds[phrase]:
        if crossed and kind not in ("wrong", "negated") and phrase not in cues.AROUND["doubted"]:
            continue
        strict = phrase in _ENGLISH_NOT and (crossed or relative or phrase not in _DENYING)
        if kind == "negated" and (_VALUE.match(rest) or (strict and not _COMPLEMENT.match(rest))):
            continue
        if phrase in _COMPARED and not _NUMBER.match(rest):
            continue
        if kind == "derived" and not number:
            continue
        if phrase in ("if", "si", "se") and rest.lstrip().startswith("and only"):
            continue
        return kind
    return None


def label(before: str) -> bool:
    """Is a number after this the name of something: lemma 7, page 7?"""
    return bool(_LABELS.ending(plain(before).rstrip(" (#~.:$\\")))


def gave_up(sentence: str) -> bool:
    """Does the sentence say that there is no answer?"""
    return _GAVE_UP.search(plain(sentence))
