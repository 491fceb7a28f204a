"""Prepares the end of a text for reading, and recognises texts that consist only of an answer."""

from __future__ import annotations

import re

from reward_server.symbolic.extract.context import gave_up, objection_after, objection_before
from reward_server.symbolic.extract.cues import answers, sentences, verbs
from reward_server.symbolic.extract.expressions import mostly_words
from reward_server.symbolic.extract.formulas import SEGMENT, formulas, measured
from reward_server.symbolic.extract.moments import date, time_of_day
from reward_server.symbolic.extract.tables import without_table
from reward_server.symbolic.extract.text_answers import labelled
from reward_server.symbolic.extract.worded import says
from reward_server.symbolic.parse.grammar import parse
from reward_server.symbolic.parse.number_words import word_number
from reward_server.symbolic.parse.spelled import glued_fractions
from reward_server.symbolic.parse.tokens import Unparsable
from reward_server.symbolic.parse.tree import Word
from reward_server.symbolic.parse.units import is_measure

MAX_LABELLED = 80
MAX_WHOLE = 400
TAIL = 1000
"""Characters at the end in which an answer without a box is looked for."""
_BOLD = re.compile(r"(?<![A-Za-z0-9_)*])(\*\*|__)(?=\S)([^*\n]{1,300}?)(?<=\S)\1(?![A-Za-z0-9_(*])")


_ENVIRONMENT = re.compile(r"\\(?:begin|end)\s*\{(?:align|aligned|gather|gathered|equation|split|eqnarray)\*?\}")
_ROW_END = re.compile(r"\\\\(?:\[\w+\])?")


def end(text: str) -> str:
    """The last characters, from a whole word on."""
    return text if len(text) <= TAIL else _CUT_WORD.sub("", text[-TAIL:], count=1)


_CUT_WORD = re.compile(r"^[0-9A-Za-z.,]+")
TAG = re.compile(r"</?(?:answer|think|final|result)>|<eo[aehm]>", re.IGNORECASE)


_REPEATED = re.compile(r"\(([A-Za-z -]{3,40}|\d[\d,.]*\s(?:[A-Za-z ]{1,20}|%))\)(?=\W*$|\s+[a-z]{2})")


def _without_repeat(match: re.Match[str]) -> str:
    """14 (fourteen) and 15 minutes (900 seconds) say it twice."""
    said = match.group(1)
    return " " if said[0].isdigit() or word_number(said) is not None else match.group()


_FENCED = re.compile(r"```[^\n`]*\n.*?\n\s*```(?=\s*[^\s`])", re.DOTALL)
"""Code with text after it: the output of a program is not a statement of the text."""


def in_figures(text: str) -> str:
    """Digits of other scripts, fractions like 5분의 3, (2|3), 2/5dir and 21-vuotias, as they are read elsewhere."""
    if not text.isascii():
        text = glued_fractions(text.translate(_DIGITS))
        text = _HEBREW_TO.sub(r"\1 ", text)
    text = _BARRED.sub(r"(\1, \2)", text) if "|" in text else text
    if " ." in text:
        text = _LEADING_POINT.sub("0.", text)
    if "-" in text:
        text = _HYPHENATED.sub(_unhyphenated, text)
    return _SUFFIX.sub(lambda one: " " if one.group().startswith("-") else f"'{one.group()}", text)


_HEBREW_TO = re.compile(r"(?<=\s)([\u05d0-\u05ea]{1,2})-(?=[*_$]*\d)")
"""Hebrew joins its prepositions to a number by a hyphen, which is no minus."""
_ZEROS = "٠۰०০੦૦୦௦౦೦൦๐໐၀០０"
_DIGITS = {ord(zero) + k: str(k) for zero in _ZEROS for k in range(10)} | {
    0x66B: ".",
    0x66C: ",",
    0x66A: "%",
    0xFF05: "%",
}
_BARRED = re.compile(r"\((-?\d[\d.,/]{0,12})\s?\|\s?(-?\d[\d.,/]{0,12})\)")
"""A point as German schools write it."""


def _unhyphenated(found: re.Match[str]) -> str:
    """Light years, multiple choice; a man-hour and a light-minute are other measures than an hour and a minute."""
    other_measure = is_measure(found[2]) and not (found[1] == "light" and found[2].startswith("year"))
    return found[0] if other_measure else f"{found[1]} {found[2]}"


_LEADING_POINT = re.compile(r"(?<=\s)\.(?=\d)")
"""The answer is .25."""
_HYPHENATED = re.compile(
    r"(?<=\d\s)((?!(?:digit|minus|plus)-)[a-z]{3,20})-(?!(?:minus|plus)\b)([a-z]{3,20})(?=[\s.,;)]|$)"
)
"""0.7 light-years, 10 multiple-choice questions: no difference."""
_SUFFIX = re.compile(r"(?<=\d)(?:[dt][ıiuü]r(?!\w)|-(?=(?:vuotia|vuotta|éves|féle|fajta)))")
"""What Turkish, Finnish and Hungarian put onto a number."""


def unstyled(tail: str) -> str:
    if tail.rstrip().endswith("|"):
        tail = without_table(tail)
    if tail.count("```") > 1:
        tail = _FENCED.sub("\n", tail)
    if "\\end{" in tail and _ENVIRONMENT.search(tail):
        tail = _ROW_END.sub("\n", _ENVIRONMENT.sub("\n", tail)).replace("&", " ")
    if "**" in tail or "__" in tail:
        tail = _QUOTED.sub("", tail)
        tail = _BOLD.sub(r"\2", tail)
    if answers.MAY_BE_HEADED.search(f"\n{tail}"):
        tail = answers.HEADED.sub(r"\1: ", tail)
    if ")" in tail:
        tail = answers.FORM_BESIDE.sub(r"\1", _REPEATED.sub(_without_repeat, tail))
    if "\\" in tail:
        tail = _LABEL_DISPLAYED.sub(r"\1", _LABEL_AS_TEXT.sub(r"\1: ", tail))
        tail = _STOP_SET_AS_TEXT.sub(".", answers.LAYOUT.sub(" ", tail)).rstrip()
    if tail.rstrip("`} \n")[-1:] != tail[-1:] and (told := answers.IN_JSON.search(tail)):
        tail = f"Answer: {(told[1] or told[2] or '').replace(_ESCAPED, _ESCAPED[0])}"
    if "【" in tail:
        tail = _HEADING.sub(r"\1：", tail)
    return answers.HOPE.sub("", tail) if "hope" in tail or "INST" in tail else tail


_QUOTED = re.compile(r"(?m)^[ \t]*>[ \t]+(?=\*\*|__)")
"""The mark of a quotation before what is in bold."""
_ESCAPED = "\\\\"
_LABEL_AS_TEXT = re.compile(r"\\text[a-z]*\s?\{\s?((?:final )?answer)\s?:\s?\}(?:\s?:)?\s*", re.IGNORECASE)
_LABEL_DISPLAYED = re.compile(
    r"(?:\\\[|\$\$)\s*((?:final )?answer\s?:(?:[^\n\[\]$]|\\\$){1,80}?)\s*(?:\\\]|\$\$)(?=[\s.]*$)", re.IGNORECASE
)
"""\\[Answer: 145\\]: a display that holds the label too."""
_STOP_SET_AS_TEXT = re.compile(r"\\text\s?\{\s*\.\s*\}")
_HEADING = re.compile(r"【([^【】\n]{1,12})】[:：]?")
"""【答案】2"""


def whole(text: str) -> bool:
    """Is the whole text one expression, or a few words?"""
    stripped = text.strip()
    if "\n\n" in stripped or len(stripped) > MAX_WHOLE or next(answers.cues_in(stripped), None):
        return False
    if _TWO_SENTENCES.search(stripped):
        return False
    if answers.LONE_LETTER.search(stripped) and answers.PICK.search(stripped):
        return False
    if (
        (
            re.match(
                r"[A-Za-z]{4,}ing\b[^,=]{0,20},|(?:[^\W\d_]{2,}\s){0,3}[^\W\d_]{2,},\s+(?:[^\W\d_]{2,}\s|\d)", stripped
            )
        )
        or gave_up(stripped)
        or (len(_LATER_WORDS.findall(stripped)) > 4 and "\\" not in stripped)
    ):
        return False
    named = sentences.PLAIN_LABEL.match(stripped)
    if named and not _names_answer(named.group(1)):
        return False
    if _ABOUT.fullmatch(stripped) or _verb_and_number(stripped):
        return False
    if SEGMENT.search(stripped) and re.search(r"[^\W\d_]{3}|[\u3040-\u9fff]", SEGMENT.sub(" ", stripped)):
        return False
    if _is_labelled(stripped):
        return True
    if answers.SAYS.search(stripped) or (not _VALUE.search(stripped) and says(stripped)):
        return False
    try:
        tree = parse(stripped)
    except Unparsable:
        return False
    if isinstance(tree, Word):
        return len(tree.text) <= 40 and not any(char.isdigit() for char in tree.text) and not mostly_words(tree)
    return not mostly_words(tree) and (measured(stripped) or "\\" in stripped) and not worded(stripped)


_TWO_SENTENCES = re.compile(r"\d\.\s+[^\W\d_]+\s+[^\W\d_]")
_LATER_WORDS = re.compile(r"(?<![\\\w{])[^\W\d_]{2,}")


def _names_answer(name: str) -> bool:
    return bool(sentences.ANSWER_LABEL.search(name) or sentences.LABEL_BEFORE.search(name + ":"))


_ABOUT = re.compile(r"[~≈]\s*-?\d[\d,]*\.?")
_DIGIT = re.compile(r"\d")
_VALUE = re.compile(r"[\d\\$=]")


def _verb_and_number(text: str) -> bool:
    """Is it a small sentence: Tom owes her 19, l'aire vaut 24?"""
    words = [word.lower() for word in _LATER_WORDS.findall(text)]
    return len(words) > 1 and _DIGIT.search(text) is not None and any(one in verbs.EVERY for one in words[:4])


def worded(text: str) -> bool:
    """Do words say something of the number: maybe 7, 7 or more?"""
    spans = formulas(text) if "\\begin" not in text else []
    if not spans or not re.search(r"[^\W\d_]{2}|[\u3040-\u9fff]", text):
        return False
    start, end = spans[0][0], spans[-1][1]
    return bool(objection_before(text[:start], approximate=True) or objection_after(text[end:], number=True))


def _is_labelled(text: str) -> bool:
    """A choice with its text, a time or a date: dots and words that end no sentence."""
    if len(text) > MAX_LABELLED or "\n" in text:
        return False
    return time_of_day(text) is not None or date(text) is not None or labelled(text)
