"""A text -> the one final expression that it states, or why it states none.

The last box counts. If boxes are offered as alternatives, all must be right, so that two boxes are never better than
one. A negated box and numbers in a row are no final answer. Without a box, the answer is the text after the last "the
answer is", in any language of `cues`, else the value that the last sentence states. Every step takes linear time and
reads only the end of the text.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import partial

from reward_server.symbolic.extract import asked, echoed, objections, restated, templates
from reward_server.symbolic.extract.afterthoughts import NUMERAL, REACH, last_numbers, marked, without_afterthoughts
from reward_server.symbolic.extract.blanks import without_equation
from reward_server.symbolic.extract.boxes import Box, Final, find_boxes, from_boxes
from reward_server.symbolic.extract.claims import claimed
from reward_server.symbolic.extract.context import WINDOW, objection_before, sentence_before
from reward_server.symbolic.extract.cued import stated_after_cue
from reward_server.symbolic.extract.cues import REASONS, answers, leads, sentences
from reward_server.symbolic.extract.cues.by_language import either
from reward_server.symbolic.extract.ending import TAG, TAIL, end, in_figures, unstyled, whole
from reward_server.symbolic.extract.expressions import parses
from reward_server.symbolic.extract.hidden import visible
from reward_server.symbolic.extract.last_sentence import last_sentence
from reward_server.symbolic.extract.new_verbs import with_new_verb
from reward_server.symbolic.extract.offered import NOT_LED, part_of_expression
from reward_server.symbolic.extract.options import of_other_choices, with_letters_alone
from reward_server.symbolic.extract.phrases import ends, plain, untitled
from reward_server.symbolic.extract.quiet import (
    without_quiet,
    without_remarks,
    without_repeat,
    without_tail,
)
from reward_server.symbolic.extract.statements import ask, own_voice
from reward_server.symbolic.extract.turns import settled, without_conceded
from reward_server.symbolic.parse.normalize import MAX_CHARS
from reward_server.symbolic.parse.units import is_measure


def find(text: str, prompt: str = "") -> Final:
    """The final expression of a text, as an answer to the prompt where there is one; total."""
    text = _MARK.split(text, maxsplit=1)[0] if "<|" in text else text
    if ("User" in text or "Human" in text) and (turn := _INVENTED_TURN.search(text)):
        text = text[: turn.start()]
    if "\\n\\n" in text:
        text = _LINE_ESCAPED.sub("\n", text)
    if "$，" in text or "$、" in text:
        text = _FORMULAS_IN_A_ROW.sub(r"\1$, $", text)
    text = templates.of_object(templates.unglued(text))
    text = settled(without_repeat(untitled(visible(text))))
    boxes = find_boxes(text)
    if prompt and not boxes:
        if "hoices:" in text and of_other_choices(text, prompt):
            return Final(none="it chooses among other choices than the question's")
        text = with_letters_alone(text, prompt)
    if prompt and (final := _marked(text, boxes, prompt)).texts:
        return final
    if prompt and not boxes and (short := without_remarks(text)) != text and (final := _find(short, prompt)).texts:
        return final
    if prompt and not boxes and (first := _answer_first(text, prompt)).texts:
        return first
    final = _find(text, prompt, boxes)
    if prompt and boxes and (named := _named_in_box(final, prompt)):
        return Final((named,))
    if not prompt or not (final.none or (not boxes and _says_no_number(final, text, prompt))):
        return final
    if not boxes and (said := echoed.last_in_its_words(unstyled(end(text)), prompt)):
        return said
    if not boxes and (said := _said_twice(text, prompt)).texts:
        return said
    for one in (text, *without_conceded(text, _place(text, boxes))):
        if one is not text and (found := _find(one, prompt)).texts:
            return found
        behind = len(one) - len(text) + boxes[-1].end if boxes else 0
        shorter = (short for short in _shorter(one, prompt) if len(short) >= behind)
        if (found := next((found for short in shorter if (found := _find(short, prompt)).texts), final)).texts:
            return found
    return final


def _named_in_box(final: Final, prompt: str) -> str:
    """The value of a box that says the question again: 35% of 180 is 63."""
    said = _SAYS_IS.fullmatch(plain(final.texts[0])) if len(final.texts) == 1 else None
    if said is None or not any(map(str.isalpha, said[1])):
        return ""
    known = set(_ANY_WORD.findall(plain(prompt)))
    return said[2] if set(_ANY_WORD.findall(said[1])) <= known | {"the", "of", "a"} else ""


_SAYS_IS = re.compile(
    r"[\s{]*([^=]{3,80}?)[\s}]+(?:is|are|equals|ist|est|es|è|é|jest|равно)[\s{}$]+(-?\$?\d[\d.,/]*)[\s}$.]*"
)
_ANY_WORD = re.compile(r"[^\W\d_]+|\d+")


def _answer_first(text: str, prompt: str) -> Final:
    """24. There are 4 choices for the first seat, 3 for the second, ...: a value alone, and how it comes about."""
    value = _ALONE.match(text)
    short = without_afterthoughts(text, value.end(), prompt) if value else text
    return _find(short, prompt, []) if short != text else Final()


_ALONE = re.compile(r"[\s*$]*(?:[A-Za-z]\s?=\s?)?-?\d[\d,]*(?:\.\d+)?(?=[*$]{0,3}(?:[.:]\s|\s?[—–]\s))")


def _place(text: str, boxes: list[Box]) -> int:
    """Where the value stands that a text may state: its last box or number."""
    if boxes:
        return boxes[-1].start
    numbers = list(NUMERAL.finditer(text, max(0, len(text) - TAIL)))
    return numbers[-1].start() if numbers else len(text)


_FORMULAS_IN_A_ROW = re.compile(r"(?<==)([^=$，、]{1,20})\$[，、]\s*\$(?=[^=$]{1,12}=)")
"""x = 5，y = 9: a comma of Chinese between equations."""


def _shorter(text: str, prompt: str) -> Iterator[str]:
    """The text without what stands after its statement and is about something else, in each way that is possible."""
    for shorten in (without_quiet, partial(without_tail, prompt=prompt)):
        if (short := shorten(text)) != text:
            yield short
            text = short
    yield from (one for at in last_numbers(text) if (one := without_afterthoughts(text, at, prompt)) != text)


def _said_twice(text: str, prompt: str) -> Final:
    """What a text states and its last sentence says again: the answer is 32. Oliver has 32 cards."""
    tail = text.rstrip()[-REACH:]
    ends = [one.end() for one in answers.SENTENCE_END.finditer(tail) if one.end() < len(tail)]
    if not ends or not (last := tail[ends[-1] :]).strip():
        return Final()
    again = _find(last, prompt)
    if len(again.texts) != 1 or not (value := _number_in(again.texts[0])):
        return Final()
    first = _find(text.rstrip()[: len(text.rstrip()) - len(last)], prompt)
    return first if len(first.texts) == 1 and _number_in(first.texts[0]) == value else Final()


def _number_in(text: str) -> str:
    """The one number after the last equality sign; empty if there are several."""
    found = _NUMBER.findall(text.rpartition("=")[2])
    return found[0] if len(found) == 1 else ""


_NUMBER = re.compile(r"[-−]?\d+(?:[.,]\d+)*")


def _says_no_number(final: Final, text: str, prompt: str) -> bool:
    """Is what a text is taken to state only its last sentence, without a number or formula, where one is asked for?"""
    said = final.texts[0] if len(final.texts) == 1 else ""
    if not said or len(said) >= len(text) or _FORMULA.search(said) or _DIGIT.search(said):
        return False
    return said.count(" ") > 1 or (_COUNTS.search(prompt) is not None and not asked.of_the_prompt(said, prompt))


_COUNTS = re.compile(rf"(?<!\w)(?:{either('many')})(?!\w)|多少|几|いくつ|何[本個人枚]|몇", re.IGNORECASE)


def _marked(text: str, boxes: list[Box], prompt: str) -> Final:
    """What a box, bold or a label marks, without the remarks on other quantities after it."""
    at = boxes[-1].end if boxes else marked(text)
    if at and (short := without_afterthoughts(text, at, prompt)) != text and (final := _find(short, prompt)).texts:
        return final
    if boxes or "**" not in text[-TAIL:]:
        return Final()
    return _in_bold(templates.without_courtesies(text), prompt)


def _in_bold(text: str, prompt: str) -> Final:
    """A value in bold at the end, as a box would be: 0.35 · 80 = 28 dollars, leaving a new price of **$52**."""
    bold = _BOLD_VALUE.search(text, max(0, len(text) - TAIL)) if "**" in text[-TAIL:] else None
    if bold is None or bold.start() == 0:
        return Final()
    value, *noun = bold.group().strip("*_ \n.!。").split(" ", 1)
    if noun and is_measure(noun[0].partition(" ")[0]):
        value, noun = f"{value} {noun[0]}", []
    boxed = f"{text[: bold.start()]}\\boxed{{{value}}} {' '.join(noun)}."
    final = from_boxes(boxed, boxes := find_boxes(boxed))
    around = _around(boxed, boxes[-1])
    return Final() if objections.objection(*around, value, prompt, weak=True) else final


def _find(text: str, prompt: str, boxes: list[Box] | None = None) -> Final:
    """What the text states, and all of it counts."""
    boxes = find_boxes(text) if boxes is None else boxes
    final = from_boxes(text, boxes) if boxes else _from_text(text, prompt)
    if boxes and final.none and (again := _said_after(text, boxes[-1])):
        return again
    if boxes and prompt and final.none:
        if (filled := without_equation(text, boxes[-1].start, boxes[-1].end, prompt)) is not None:
            return from_boxes(filled, find_boxes(filled))
        if residue := _residue(text, boxes[-1], prompt):
            return residue
        final = _says_again(text, boxes, prompt, final.none) or final
    if boxes and prompt and len(final.texts) == 1:
        objection = (
            objections.of_another(*_around(text, boxes[-1]), prompt)
            or _given_again(text, boxes[-1], prompt)
            or _answered_otherwise(text, boxes[-1], final.texts[0])
            or _denied_before(text, boxes[-1])
        )
        return Final(none=f"the last box is no answer: {objection}") if objection else final
    if not (prompt or final.weak) or final.around is None or not (final.texts or final.unlinked):
        return final
    if final.unlinked:
        said_again = (
            restated.repeats_question(*final.around, final.unlinked, prompt)
            or (final.computed and restated.says_result(*final.around, final.unlinked, prompt))
            or restated.in_its_words(*final.around, final.unlinked, prompt)
            or with_new_verb(*final.around, final.unlinked, prompt, computed=final.computed)
        )
        return Final((final.unlinked,)) if said_again else final
    objection = objections.objection(*final.around, final.texts[0], prompt, weak=final.weak)
    if objection.startswith((objections.FOREIGN, objections.OTHER)) and ends(
        leads.CONFIRMED, plain(final.around[0]), 70
    ):
        return final
    if objection.startswith(objections.FOREIGN) and with_new_verb(
        *final.around, final.texts[0], prompt, computed=final.computed, asserted=True
    ):
        return final
    return Final(none=objection) if objection else final


def _said_after(text: str, box: Box) -> Final | None:
    """What a last line of the kind "Final Answer: the final answer is 2" states, if it is what the last box holds."""
    line = _TEMPLATE.search(text, box.end, box.end + WINDOW)
    shown = line[1].strip("$ ") if line else ""
    return Final((shown,)) if shown and shown == box.content.strip() else None


_TEMPLATE = re.compile(r"Final Answer:\s*The final answer is\s([^\n]{1,80}?)\.(?: I hope it is correct\.?)?\s*$")


def _says_again(text: str, boxes: list[Box], prompt: str, objection: str) -> Final | None:
    """The last box, if its sentence says what the prompt asks in its words, whatever verb leads to the box."""
    last = boxes[-1]
    before = sentence_before(text, last.start)
    start = last.start - len(before)
    if (len(boxes) > 1 and start < boxes[-2].end) or part_of_expression(text, last.start, last.end):
        return None
    end = _SENTENCE_END.search(text, last.end, last.end + WINDOW)
    stop = end.start() if end else min(len(text), last.end + WINDOW)
    after = text[last.end : stop]
    echo = _ON_ITS_OWN.search(before) if not text[last.end :].strip(" $.*\n\\])") else None
    if not (
        restated.in_its_words(before, after, last.content, prompt)
        or restated.labels(before, after, prompt)
        or (len(boxes) == 1 and objection.endswith(NOT_LED) and _says_without_box(before, last.content, after, prompt))
        or (echo and echoed.echoes(before[: echo.start()], prompt))
    ):
        return None
    stated = f"{text[:start]}\n\nThe answer is {text[last.start : last.end]}"
    found = from_boxes(stated + text[stop:], find_boxes(stated))
    return found if found.texts else None


def _residue(text: str, box: Box, prompt: str) -> Final | None:
    """26 is congruent to 4 modulo 11, where the remainder of 26 modulo 11 is asked for."""
    said = _CONGRUENT.search(sentence_before(text, box.start))
    modulus = _MODULO.match(text, box.end)
    if not said or not modulus or not _REMAINDER.search(prompt) or not box.content.strip().isdigit():
        return None
    known = set(_ANY_WORD.findall(prompt))
    if not {said[1], modulus[1]} <= known or int(box.content) >= int(modulus[1]):
        return None
    stated = f"The answer is {text[box.start : box.end]}"
    found = from_boxes(stated + text[modulus.end() :], find_boxes(stated))
    return found if found.texts else None


_CONGRUENT = re.compile(
    r"^\W*(?:(?:so|thus|hence|therefore|and|then)\W+)?(\d{1,20})[\s$]*is congruent to[\s$]*$", re.IGNORECASE
)
_MODULO = re.compile(r"[\s$]*\(?(?:modulo|mod)\s\$?(\d{1,20})\$?\)?")
_REMAINDER = re.compile(r"\b(?:remainder|residue|modulo|mod|congruent)\b", re.IGNORECASE)


def _says_without_box(before: str, shown: str, after: str, prompt: str) -> bool:
    """Would the sentence state the value if no box marked it?"""
    if not _PLAIN_VALUE.fullmatch(shown) or not _LETTER.search(before):
        return False
    return _find(f"{before}{shown}{after}", prompt, []).texts == (shown,)


_PLAIN_VALUE, _LETTER = re.compile(r"-?\d[\d.,/]{0,20}"), re.compile(r"[^\W\d_]")
_ON_ITS_OWN = re.compile(r"[.!✓✅*][*\s]*\n\s*\n[\s$*\\\[(]*$")
"""The end of a sentence and a blank line, before a box that is a paragraph."""
_SENTENCE_END = re.compile(r"[.!?](?=[\s$\\]|$)|\n")


def _given_again(text: str, box: Box, prompt: str) -> str:
    """Why a sentence after a box takes it back: it gives what the prompt asks for another value."""
    rest = text[box.end - 1 : box.end + REACH]
    ends = [one.end() for one in answers.SENTENCE_END.finditer(rest)] if _DIGIT.search(rest) else []
    if concludes := _CONCLUDES.search(rest, 0, ends[0] if ends else len(rest)):
        ends.insert(0, concludes.end())  # half of it is 2, and hence it is 4
    for sentence in (rest[left:right] for left, right in itertools.pairwise((*ends, len(rest)))):
        if not _DIGIT.search(sentence) or _FORMULA.search(sentence) or _OF_ANOTHER_CASE.search(sentence):
            continue
        found = last_sentence(sentence, prompt)
        if len(found.texts) != 1 or found.around is None or found.weak:
            continue
        if not asked.says_what_it_asks(" ".join(found.around), prompt):
            continue
        if objections.objection(*found.around, found.texts[0], prompt):
            continue
        numbers = NUMERAL.findall(found.texts[0])
        if numbers and not any(one in box.content for one in numbers):
            return f"a later sentence gives another: {found.texts[0][:20]}"
    return ""


_CONCLUDES = re.compile(r"[,;]\s(?:and |but |so )?(?:hence|therefore|thus|so)\s")


def _answered_otherwise(text: str, box: Box, shown: str) -> str:
    """Why an answer stated after a box takes it back: it is another number."""
    rest = text[box.end : box.end + TAIL]
    if (denied := _DENIED.search(rest)) and denied[1] == box.content.strip():
        return f"{REASONS['negated']}: {denied.group()}"
    if not _DIGIT.search(rest) or (boxed := _plain_number(shown)) is None:
        return ""
    stated = stated_after_cue(rest)
    if stated is None or len(stated.texts) != 1 or (value := _plain_number(stated.texts[0])) in (None, boxed):
        return ""
    return f"the answer that is stated after it is another: {value}"


def _denied_before(text: str, box: Box) -> str:
    """Why the last sentence before a box that is a paragraph denies its value: the sum is less than 27."""
    before = _PARAGRAPH.split(text[max(0, box.start - TAIL) : box.start])
    if len(before) < 2 or before[-1].strip(" $*_\\[(\n") or not (value := box.content.strip()).isdigit():
        return ""
    sentence = before[-2].strip()
    ends_at = [one.end() for one in answers.SENTENCE_END.finditer(sentence) if one.end() < len(sentence)]
    sentence = sentence[ends_at[-1] :] if ends_at else sentence
    if not (said := re.search(rf"(?<![\w.,]){re.escape(value)}(?![\w,]|\.\d)", sentence)):
        return ""
    if ends(_NOT_IT, sentence[: said.start()].lower(), 24):
        return REASONS["negated"]
    if leads.IF.match(plain(sentence)):
        return REASONS["supposed"]
    reason = _from_text(sentence, "").none
    return reason if reason in _DENIALS else ""


_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_DENIALS = frozenset(REASONS[one] for one in ("negated", "wrong", "doubted", "quoted"))
_NOT_IT = re.compile(r"\b(?:not|n't|(?:less|more|fewer|greater|smaller|larger|bigger) than)\s\$?$")
_DENIED = re.compile(
    r"(?<![\w.,])(\d+(?:\.\d+)?)\$? (?:is not|isn't|was not|wasn't|cannot be|can't be) (?:the|our|my) (?!only)[a-z]+"
)
"""So 16 isn't the maximum."""


def _plain_number(text: str) -> Fraction | None:
    """The value of a numeral with or without a unit, or of the last side of an equation."""
    found = _PLAIN_NUMBER.fullmatch(text.rpartition("=")[2])
    if found is None:
        return None
    below = found["below"] or found["under"]
    value = Fraction(found["above"] or found["over"] or found["whole"]) / (
        Fraction(below) if below and int(below) else 1
    )
    return -value if found["sign"] else value


_PLAIN_NUMBER = re.compile(
    r"[\s$]*(?P<sign>[-−])?\s*(?:\\[dt]?frac\s*\{(?P<above>\d{1,30})\}\s*\{(?P<below>\d{1,30})\}"
    r"|(?P<over>\d{1,30})/(?P<under>\d{1,30})|(?P<whole>\d{1,30}(?:\.\d{1,30})?))(?P<unit>[\s$]*[^\d+*/^<>=-]{0,40})"
)


_OF_ANOTHER_CASE = re.compile(r"(?<!\w)(?:could|would|might|if|but these|but those)(?!\w)", re.IGNORECASE)
"""We could also have taken 2, 6 and 7, but these have sum 15."""
_DIGIT, _FORMULA = re.compile(r"\d"), re.compile(r"[=$\\]")


def _around(text: str, box: Box) -> tuple[str, str]:
    """What stands before it in its sentence, and what follows in its line."""
    return sentence_before(text, box.start), text[box.end : box.end + AFTER].partition("\n")[0]


AFTER = 80
_LINE_ESCAPED = re.compile(r"\\n(?=\\n|[^a-z])|(?<=\\n)\\n")
"""A line break that was written as an escape, where two of them stand together; \\nu and \\neq are none."""
_MARK = re.compile(r"<\|(?![^|<>\n]{1,40}\|(?!>))")
"""Opens a turn that the model went on to invent; 2 < |x| does not."""
_INVENTED_TURN = re.compile(r"(?<=\S)\s*\n[ \t#*]{0,8}(?:User|Human)[ \t*]{0,3}:")
"""Who asks is not the model: what it makes them ask, and answers then, is no answer to the question."""


def _from_text(text: str, prompt: str) -> Final:
    if (hope := text.rfind("I hope it is correct")) > 0:  # a template's last words; models go on after them
        text = text[:hope]
    if "<" in text:
        text = TAG.sub(" ", text)
    if _begins_an_item(text):
        return Final(none="a list breaks off after the number of an item")
    text = in_figures(text)
    tail = answers.DONE.sub("", unstyled(end(text)).strip()).strip()
    if not tail:
        return Final(none="empty answer")
    if tail != (tail := answers.ARROW.sub("", tail)) and parses(tail):
        return Final((tail,))
    if templates.gives_up(tail):
        return Final(none="the text says that it has no answer")
    if claim := claimed(tail):
        return Final((claim,))
    given = len(text) <= MAX_CHARS and asked.without_given(text, prompt) != text
    if len(text) <= MAX_CHARS and not given and not answers.OPENS_SENTENCE.match(text) and whole(text):
        around = ("", text) if any(map(str.isalpha, text)) else None  # a bare number has no subject
        return Final(none="a question states nothing") if ask(text) else Final((text.strip(),), around=around)
    if (
        len(text) <= TAIL
        and not given
        and tail != text.strip()
        and not _WORDY.search(tail)
        and "\n" not in tail
        and parses(tail)
        and not ask(tail)
    ):
        return Final((tail,))
    picks = list(answers.PICK.finditer(tail)) if answers.LONE_LETTER.search(tail) else []
    if picks and answers.ANOTHER_PICK.match(tail, picks[-1].end()):
        return Final(none="several choices are no choice")
    if picks and not answers.CUE.search(tail, picks[-1].end()) and not objection_before(tail[: picks[-1].start()]):
        return Final((next(filter(None, picks[-1].groups())),))
    cue = stated_after_cue(tail)
    if cue is not None:
        return cue
    if said := _yes_or_no(tail):
        return _after_yes_or_no(tail, said)
    if not any(char.isalpha() for char in tail):
        return Final(none="numbers in a row are no final answer")
    found = last_sentence(tail, prompt)
    bold = _BOLD_VALUE.search(text, max(0, len(text) - TAIL)) if found.weak else None
    if bold and ends(_IS, plain(text[: bold.start()])) and not (leads.OF_MINE.search(plain(tail)) or own_voice(tail)):
        return replace(found, weak=False)
    return found


_BOLD_VALUE = re.compile(r"(?:\*\*|__)\s*[$(\\]*[-−]?[\d√\\][^*_\n]{0,40}(?:\*\*|__)[\s.!。]*$")
"""At the end, after "is" or "equals", this marks the value as the answer."""
_IS = re.compile(rf"(?:{sentences.COPULA.pattern}|(?<!\w)(?:równ[aye]|שווה)(?!\w))[\sל-]*$")


def _begins_an_item(text: str) -> bool:
    """Does it end with the "5." of a list that has a fourth item?"""
    begun = _ITEM_BEGUN.search(text, max(0, len(text) - 20))
    return (
        begun is not None and re.search(rf"^[ \t]*{int(begun[1]) - 1}[.)][ \t]", text[-TAIL:], re.MULTILINE) is not None
    )


_ITEM_BEGUN = re.compile(r"\n[ \t]*(\d{1,3})[.)]\s*\Z")


def _yes_or_no(tail: str) -> re.Match[str] | None:
    """A yes or no that opens the text, or its last sentence; none where the text says both."""
    if not answers.SAYS_YES_OR_NO.search(tail.lower()):
        return None  # nearly always, and the ends of sentences are dear
    ends = [end.end() for end in answers.SENTENCE_END.finditer(tail)]
    starts = [at for at in (0, *ends) if tail[at:].strip(" .。!")]
    said = answers.YES_OR_NO.match(tail) or answers.YES_OR_NO.match(tail, starts[-1] if starts else 0)
    both = said and (answers.YES_THEN_NO.match(tail) or answers.NO_THEN_YES.match(tail))
    return None if both else said


def _after_yes_or_no(tail: str, said: re.Match[str]) -> Final:
    """If a later sentence names a value, the value is the answer, not the yes or no before it."""
    ends = [end.end() for end in answers.SENTENCE_END.finditer(tail)]
    last = next((tail[end:] for end in reversed(ends) if tail[end:].strip(" .")), "")
    last = last if ends and last != tail else tail[said.end() :]
    if answers.NAMES_VALUE.match(last) and (found := last_sentence(last)).texts:
        return found
    return Final((said.group(1),))


_WORDY = re.compile(r"(?<!\\)[^\W\d_]{2}|[\u3040-\u9fff]")
