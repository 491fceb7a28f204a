"""What the last sentence states, if nothing names an answer."""

from __future__ import annotations

import re
from dataclasses import replace

from reward_server.symbolic.extract.asked import without_given
from reward_server.symbolic.extract.boxes import Final
from reward_server.symbolic.extract.claims import claimed
from reward_server.symbolic.extract.context import gave_up
from reward_server.symbolic.extract.cues import REASONS, answers, sentences
from reward_server.symbolic.extract.cues.by_language import bordered
from reward_server.symbolic.extract.expressions import parses
from reward_server.symbolic.extract.formulas import SEGMENT, formulas
from reward_server.symbolic.extract.remarks import telling_sentences, without_check
from reward_server.symbolic.extract.statements import TO_BE_DONE, ask, statement
from reward_server.symbolic.extract.text_answers import labelled
from reward_server.symbolic.extract.worded import OPEN, choice_at_end, in_digits, worded_statement

MAX_SENTENCE = 400


def last_sentence(tail: str, prompt: str = "") -> Final:
    """What the last sentence states; weakly, where no sentence with a number leads to it.

    Of two numbers in it one may be what the prompt gives.
    """
    parts = telling_sentences(tail)
    last = without_check(parts[-1].strip() if parts else tail)
    shown = _LIST.search("".join(parts))
    if shown and _EXAMPLES.search(shown["intro"]):
        return Final(none="it is an example of several")
    found = _listed(shown) or _states(without_given(last, prompt))
    if (
        prompt
        and not (found.texts or found.unlinked)
        and (spelled := without_given(digits := in_digits(last), prompt)) != digits
    ):
        found = _states(spelled)
    said = found.texts[0] if len(found.texts) == 1 else found.unlinked
    if said and _comes_to("".join(parts[:-1]) + last, said):
        found = replace(found, computed=True, weak=False)
        if not prompt and found.unlinked and _CONCLUDES.match(last) and not last.isascii() and not _LACKS.search(last):
            found = Final((said,), around=found.around)
    derived = found.weak and _NUMBER.search("".join(parts[:-1]) + last.rpartition("\n")[0])
    return replace(found, weak=False) if derived else found


_LIST = re.compile(
    r"(?:^|\n)(?P<intro>[^\n]{1,200}"
    r"(?::|\s(?:is|are|ist|sind|est|sont|es|son|è|sono|get|obtain|gives|yields|find)))[*_ ]*\n+"
    r"(?P<items>(?:[ \t]*(?:[-*•]|\d{1,2}[.)])[ \t]+[^\n]{1,120}(?:\n+|$)){2,12})$"
)
"""A list at the end, and the line before it."""
_ITEM = re.compile(r"(?m)^[ \t]*(?:[-*•]|\d{1,2}[.)])[ \t]+([^\n]+?)[.,; \t]*$")
_NAMED_VALUE = re.compile(r"([A-Za-z](?:_\{?\w\}?)?)\s*=\s*[^=]+")
_EXAMPLES = re.compile(rf"(?:{bordered('example')})", re.IGNORECASE)


def _listed(shown: re.Match[str] | None) -> Final | None:
    """A list of unknowns, or of values of one, after a line that states: solving it yields: m = 1, n = 2."""
    items = [one.strip("$\\() ") for one in _ITEM.findall(shown["items"])] if shown else []
    named = [_NAMED_VALUE.fullmatch(one) for one in items]
    if not shown or not all(named) or len({one[1] for one in named if one}) not in (1, len(items)):
        return None
    if _DENIED.match(shown["intro"]):
        return Final(none=REASONS["negated"])
    if sentences.TO_DO.search(shown["intro"].rstrip(" :*")):
        return Final(none=TO_BE_DONE)
    found = statement(f"{shown['intro']} ${', '.join(items)}$", "")
    return found if found.texts or found.none else None


_DENIED = re.compile(
    r"[\s*_#>]*(?:not|no|never|wrong|incorrect|false|nicht|kein|pas|non|не|no es|不是|错误)(?!\w)", re.IGNORECASE
)
_NUMBER = re.compile(r"[\d$\\=]")
_RESULT = re.compile(r"\d[^=\n]*?[-+*/×÷·:^−–²³][^=\n]*=(?:[^=\n]*=)*[\s$]*(-?\d[\d.,]*)")
_CONCLUDES = re.compile(
    rf"[\s*_#>]*(?!then|but|also|luego)(?:{sentences.CONNECTIVE.pattern}|(?:{answers.NOUNS})\s*[:：])", re.IGNORECASE
)
_LACKS = re.compile(
    r"(?<!\w)(?:fehl|manqu|falt|chyb|chýb|hiány|lips|eksik|недост|не хват|брак)|不足|还差|欠|足り|부족|모자"
)
_FIRST_NUMBER = re.compile(r"[-−]?\d[\d.,]*")


def _comes_to(text: str, value: str) -> bool:
    """Is the value what the last arithmetic of the text comes to, and the only number after it?"""
    results = list(_RESULT.finditer(text))
    shown = _FIRST_NUMBER.search(value)
    if not results or not shown:
        return False
    after = _FIRST_NUMBER.findall(text[results[-1].end() :])
    wanted = shown.group().strip(".,")
    return results[-1].group(1).strip(".,") == wanted and [one.strip(".,") for one in after] == [wanted]


def _states(sentence: str) -> Final:
    last = sentence
    lines = [line for line in last.split("\n") if line.strip()]
    if not SEGMENT.search(last) and lines:
        last = lines[-1]
    last = last[-MAX_SENTENCE:]
    if ";" in last and _KEEPS.search(last):
        last = last.rpartition(";")[2]
    if labelled(chosen := answers.OPTION.sub("", last)):
        return Final((chosen,))
    if right := _RIGHT_OPTION.match(last):
        return Final((f"({right[1]})",))
    if ask(last):
        return Final(none="a question states nothing")
    if claim := claimed(last):
        return Final((claim,))
    if answers.EITHER_OR.search(last):
        return Final(none="alternatives are no answer")
    if answers.NOUN_PHRASE.fullmatch(last) and not answers.VERBS.search(last):
        return Final((last,), around=("", last))
    if (chosen_last := choice_at_end(last)).texts:
        return chosen_last
    stated = statement(last.rstrip(".。"), "") if formulas(last) else Final()
    if stated.texts or stated.none not in OPEN:
        return stated
    if gave_up(last):
        return Final(none="the text says that it has no answer")
    found = worded_statement(last, names=not stated.none)  # a name is hardly said in a sentence with a formula
    if found.texts or found.none not in OPEN:
        return found
    if stated.none:
        return stated if stated.unlinked else found if found.unlinked else stated
    return found if found.unlinked else expression(last, first=False)


_RIGHT_OPTION = re.compile(
    r"\W*(?:(?:so|hence|thus|therefore|then)\W+)?(?:the )?(?:option|choice|answer) \(?([A-J])\)?, ?[^,.;]{1,30},"
    r" is (?:the )?(?:correct|right)(?: one| answer| option| choice)?[\s.!]*$",
    re.IGNORECASE,
)
_KEEPS = re.compile(r";[^;]*\b(?:keep|retain|accept|are left with)\b[^;]*$")
"""Of the values before it: the roots are 5 and -3; since x is a length, we keep 5."""


def expression(sentence: str, first: bool) -> Final:
    """The words that a sentence states: a choice, "no solution", what stands after `is`, else all of them."""
    sentence = sentence[:MAX_SENTENCE] if first else sentence[-MAX_SENTENCE:]
    if labelled(chosen := answers.OPTION.sub("", sentence)):
        return Final((chosen,))
    if answers.TAKEN_BACK.search(sentence):
        return Final(none="the answer is negated")
    short = answers.OF_THEM.sub("", answers.REASON.sub("", sentence))
    if stated := _stated(short):
        return stated
    if lacking := answers.LACKING.search(short):
        return Final((lacking.group(1),))
    if parses(sentence) or not parses(short):
        said = answers.IS.split(short.strip().rstrip(".!"))
        return (
            Final((said[-1].strip(),))
            if len(said) > 1 and said[-1].strip() and not parses(sentence)
            else Final((sentence,))
        )
    return Final((short,))


def _stated(sentence: str) -> Final | None:
    """What stands after the last `is`, where that is no description."""
    pieces = answers.IS.split(sentence)
    if len(pieces) < 2:
        return None
    last = pieces[-1].strip(" :.")
    if answers.NEGATED.match(last):
        return Final(none="the answer is negated")
    if answers.RIGHT.fullmatch(last) and (chosen := answers.LETTER.search(pieces[-2])):
        return Final((chosen.group(1),))
    return None
