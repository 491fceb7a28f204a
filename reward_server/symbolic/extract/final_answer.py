"""A text -> the one final expression that it states, or why it states none.

The last box counts. If boxes are offered as alternatives, all must be right, so that two boxes are never better than
one. A negated box and numbers in a row are no final answer. Without a box, the answer is the text after the last "the
answer is", in any language of `cues`, else the value that the last sentence states. Every step takes linear time and
reads only the end of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from reward_server.symbolic.extract import asked, echoed, objections, restated, templates
from reward_server.symbolic.extract.afterthoughts import NUMERAL, REACH, last_numbers, marked, without_afterthoughts
from reward_server.symbolic.extract.blanks import without_equation
from reward_server.symbolic.extract.boxes import Box, Final, around, find_boxes, from_boxes
from reward_server.symbolic.extract.context import WINDOW, sentence_before
from reward_server.symbolic.extract.cues import leads
from reward_server.symbolic.extract.cues.by_language import either
from reward_server.symbolic.extract.ending import TAIL, end, unstyled
from reward_server.symbolic.extract.hidden import visible
from reward_server.symbolic.extract.new_verbs import with_new_verb
from reward_server.symbolic.extract.offered import NOT_LED, part_of_expression
from reward_server.symbolic.extract.options import of_other_choices, with_letters_alone
from reward_server.symbolic.extract.phrases import ends, plain, untitled
from reward_server.symbolic.extract.quiet import without_quiet, without_remarks, without_repeat, without_tail
from reward_server.symbolic.extract.remarks import last_begins
from reward_server.symbolic.extract.retractions import retraction
from reward_server.symbolic.extract.turns import settled, without_conceded
from reward_server.symbolic.extract.unboxed import BOLD_VALUE, from_text
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
    text = text.rstrip()
    tail = text[-REACH:]
    last = tail[last_begins(tail) :]
    if last == tail or not last.strip():
        return Final()
    again = _find(last, prompt)
    if len(again.texts) != 1 or not (value := _number_in(again.texts[0])):
        return Final()
    first = _find(text.removesuffix(last), prompt)
    return first if len(first.texts) == 1 and _number_in(first.texts[0]) == value else Final()


def _number_in(text: str) -> str:
    """The one number after the last equality sign; empty if there are several."""
    found = _NUMBER.findall(text.rpartition("=")[2])
    return found[0] if len(found) == 1 else ""


_NUMBER = re.compile(r"[-−]?\d+(?:[.,]\d+)*")


def _says_no_number(final: Final, text: str, prompt: str) -> bool:
    """Is what a text is taken to state only its last sentence, without a number or formula, where one is asked for?"""
    said = final.texts[0] if len(final.texts) == 1 else ""
    if not said or len(said) >= len(text) or _SIGN_OF_VALUE.search(said):
        return False
    return said.count(" ") > 1 or (_COUNTS.search(prompt) is not None and not asked.of_the_prompt(said, prompt))


_SIGN_OF_VALUE = re.compile(r"[\d=$\\]")
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
    bold = BOLD_VALUE.search(text, max(0, len(text) - TAIL)) if "**" in text[-TAIL:] else None
    if bold is None or bold.start() == 0:
        return Final()
    value, *noun = bold.group().strip("*_ \n.!。").split(" ", 1)
    if noun and is_measure(noun[0].partition(" ")[0]):
        value, noun = f"{value} {noun[0]}", []
    boxed = f"{text[: bold.start()]}\\boxed{{{value}}} {' '.join(noun)}."
    final = from_boxes(boxed, boxes := find_boxes(boxed))
    return Final() if objections.objection(*around(boxed, boxes[-1]), value, prompt, weak=True) else final


def _find(text: str, prompt: str, boxes: list[Box] | None = None) -> Final:
    """What the text states, and all of it counts."""
    boxes = find_boxes(text) if boxes is None else boxes
    final = from_boxes(text, boxes) if boxes else from_text(text, prompt)
    if boxes and final.none and (again := _said_after(text, boxes[-1])):
        return again
    if boxes and prompt and final.none:
        if (filled := without_equation(text, boxes[-1].start, boxes[-1].end, prompt)) is not None:
            return from_boxes(filled, find_boxes(filled))
        if residue := _residue(text, boxes[-1], prompt):
            return residue
        final = _says_again(text, boxes, prompt, final.none) or final
    if boxes and prompt and len(final.texts) == 1:
        objection = objections.of_another(*around(text, boxes[-1]), prompt) or retraction(
            text, boxes[-1], final.texts[0], prompt
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


_LINE_ESCAPED = re.compile(r"\\n(?=\\n|[^a-z])|(?<=\\n)\\n")
"""A line break that was written as an escape, where two of them stand together; \\nu and \\neq are none."""
_MARK = re.compile(r"<\|(?![^|<>\n]{1,40}\|(?!>))")
"""Opens a turn that the model went on to invent; 2 < |x| does not."""
_INVENTED_TURN = re.compile(r"(?<=\S)\s*\n[ \t#*]{0,8}(?:User|Human)[ \t*]{0,3}:")
"""Who asks is not the model: what it makes them ask, and answers then, is no answer to the question."""
