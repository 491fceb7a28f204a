"""What a cue ("the answer is", "####") introduces."""

from __future__ import annotations

import re
from dataclasses import replace

from reward_server.symbolic.extract import cues
from reward_server.symbolic.extract.assertion import lead_objection, taken_back
from reward_server.symbolic.extract.boxes import Final
from reward_server.symbolic.extract.context import EDGE, objection_before, own_words, subject_objection
from reward_server.symbolic.extract.cues import REASONS, answers, leads
from reward_server.symbolic.extract.cues.by_language import either, of
from reward_server.symbolic.extract.ending import worded
from reward_server.symbolic.extract.expressions import parses
from reward_server.symbolic.extract.formulas import formulas, runs_of
from reward_server.symbolic.extract.last_sentence import MAX_SENTENCE, expression
from reward_server.symbolic.extract.phrases import Phrases, ends, plain
from reward_server.symbolic.extract.statements import CHANGED, ask, statement, value
from reward_server.symbolic.extract.text_answers import choice, labelled
from reward_server.symbolic.extract.worded import OPEN, in_digits, worded_statement
from reward_server.symbolic.parse.normalize import fold
from reward_server.symbolic.parse.units import is_measure

MAX_STATED = 240
_FILLERS = Phrases(cues.FILLERS + cues.BRIDGES + of("is?"))


def stated_after_cue(tail: str) -> Final | None:
    """The answer that the last cue introduces; None if no cue introduces anything."""
    found = list(answers.cues_in(tail))
    marks = [cue for cue in found if cue.group() == "####" and tail[cue.end() :].strip()]
    if marks and found[-1] is not marks[-1] and not parses(tail[marks[-1].end() :].strip().partition("\n")[0]):
        marks = []  # the heading of a section
    owned = [(cue, one) for cue in (marks or found)[-5:] if (one := _owned(tail, cue)) is not None]
    if marks and found[-1] is not marks[-1] and (again := _again_after_mark(tail, marks[-1], found[-1])):
        return again
    if not owned:
        return None
    stating = [(cue, _key(one.texts[0]), _chosen(one.texts[0])) for cue, one in owned if one.texts]
    if stating and stating[-1][2]:  # the value is 0.7. So the answer is C: a value, and the choice that it is
        stating = [one for one in stating if one[2]]
    different = {letter or key for _, key, letter in stating}
    if len(different) > 3 or (
        len({letter or key for _, key, letter in stating[-2:]}) > 1
        and _side_by_side(tail, [cue for cue, _, _ in stating])
    ):
        return Final(none="several answers are no final answer")
    return owned[-1][1]


def _again_after_mark(tail: str, mark: re.Match[str], last: re.Match[str]) -> Final | None:
    """#### 4, and in the next line: the answer is 4."""
    shown, _, rest = (one.strip() for one in tail[mark.end() :].strip().partition("\n"))
    if last.start() < mark.end() or "\n" in rest or len(rest) > MAX_AGAIN or not parses(shown):
        return None
    found = _owned(tail, last)
    if found is None or len(found.texts) != 1:
        return None
    same = _key(found.texts[0]) == _key(shown)
    return found if same else Final(none="several answers are no final answer")


MAX_AGAIN = 60
"""Characters of a line that gives an answer again."""


def _key(text: str) -> tuple[str, ...] | str:
    """The same for 40, 40 daps and 30 + 10 = 40, 8000 and 8,000, \\frac{1}{4} and 1/4, whose values do not differ."""
    result = text.rpartition("=")[2]
    numbers = _SIGNED.findall(in_digits(result).replace(",", ""))
    return tuple(numbers) if numbers and not _OPERATED.search(result) else fold(text)


def _chosen(text: str) -> str:
    """The letter of C, (C) and C) -36 m; empty where a text is no choice."""
    found = choice(text)
    return found[0] if found is not None and (not found[1] or labelled(text)) and not text[:1].islower() else ""


_SIGNED = re.compile(r"[-−]?\d+(?:\.\d+)?(?<!\.0)")
_OPERATED = re.compile(r"[\d})]\s*[-+*^]|[\[(]|\\(?!d?frac|text|\$)")
"""Operators and brackets: these make of the same digits other values."""


def _side_by_side(tail: str, found: list[re.Match[str]]) -> bool:
    """Are the last two answers given one after the other, with nothing between that takes the first back?"""
    between = tail[found[-2].end() : found[-1].start()]
    return len(between) < 40 and not re.search(
        r"\b(?:wait|no|not|so|actually|final|but|correct|therefore|thus|hence)\b", between, re.IGNORECASE
    )


_NAMED = re.compile(r"(?!\s*(?:结果|值|解|[*_#\s]*(?:result|solution|total|A)\b))", re.IGNORECASE)
"""Nouns that can only mean an answer; "value", "result" or "total" may mean something else."""


def _owned(tail: str, cue: re.Match[str]) -> Final | None:
    """The answer that the cue introduces, if the writer states it and does not take it back."""
    found = _after_cue(tail, cue)
    if found is None or not found.texts or cue.group() == "####":
        return found
    before = tail[_lead_start(tail, cue) : cue.start()]
    if leads.OTHER_QUESTION.search(own_words(plain(before + tail[cue.start() : cue.end() + 60]))):
        return Final(none=REASONS["elsewhere"])
    objection = (_NAMED.match(cue.group()) and lead_objection(before)) or taken_back(tail[cue.end() :])
    if objection and not leads.CONDITION.search(plain(before)) and _PAST.match(tail, cue.end()):
        return _stated_again(*_sentence(tail[cue.end() : cue.end() + MAX_STATED])) or Final(none=objection)
    return Final(none=objection) if objection else replace(found, weak=False)


def _after_cue(tail: str, cue: re.Match[str]) -> Final | None:
    found = _stated_first(tail, cue)
    past = found is not None and bool(found.none) and _PAST.match(tail, cue.end())
    if found is None or not (past or found.none in _DESCRIBED):
        return found
    sentence, following = _sentence(tail[cue.end() : cue.end() + MAX_STATED])
    return _stated_again(sentence, following) or _concluded(following) or found


_DESCRIBED = frozenset(
    (CHANGED, "what stands after the answer's verb is no value", *map(REASONS.get, ("bounded", "derived", "elsewhere")))
)


def _stated_again(sentence: str, following: str) -> Final | None:
    """Is half of 38, which is 19; used to be 93; after the correction it is 39: a later part names the value."""
    runs = runs_of(sentence, spans) if (spans := formulas(sentence)) else []
    if len(runs) < 2:
        return None
    at = runs[-1][0][0]
    cuts = [runs[-2][-1][1], *(cut.start() for cut in _COMMA.finditer(sentence, runs[-2][0][0], at))]
    for cut in reversed(cuts):
        left = plain(sentence[cut:at])
        apposed = ends(leads.THAT_IS, left)
        if (apposed or answers.NAMED_AGAIN.match(left)) and not leads.CONDITION.search(left):
            found = statement(sentence[at if apposed else cut :], following)
            return found if found.texts else None
    return None


def _concluded(following: str) -> Final | None:
    """Is greater than 5 but less than 7. Thus it is 6: the next sentence draws the conclusion."""
    if not answers.CONCLUDED.match(following):
        return None
    found = statement(*_sentence(following.lstrip(". \n")))
    return found if found.texts else None


_PAST = re.compile(
    r"\s(?:was|used to be|had been|would have been|war|était|era|fue|foi|was|был|была|było|była)\s[^;\n]*;"
)
_COMMA = re.compile(r"[,;:(—–](?!\d)|[，；：]")


def _stated_first(tail: str, cue: re.Match[str]) -> Final | None:
    begin = _lead_start(tail, cue)
    lead = tail[begin : cue.end()]
    body = tail[cue.end() : cue.end() + MAX_STATED]
    if answers.BULLETS.match(tail[cue.end() :].lstrip(" :*")) or answers.BULLETS.match(
        re.sub(r"^[^\n]{0,12}:", "", tail[cue.end() :])
    ):
        items = answers.ITEM.split(tail[cue.end() :])[1:]
        return Final((", ".join(item.strip() for item in items),))
    sentence, following = _sentence(answers.QUOTED.sub(lambda said: " " * len(said.group()), body))
    following += tail[cue.end() + len(body) :]
    asked = ask(sentence + following[:1])
    if asked and formulas(sentence):
        return Final(none="a question states nothing")
    if cue.group() == "####" and parses(sentence.strip()):
        return Final((sentence.strip(),)) if not worded(sentence) else Final(none="the answer is not stated")
    spans = formulas(sentence)
    if not spans:
        return _words_after(lead, sentence, following)
    run = runs_of(sentence, spans)[0]
    zone = sentence[: run[0][0]]
    if (described := answers.DESCRIBED.search(plain(lead))) and described.group(1) not in (
        "answer",
        *cues.OWN_ANSWER,
    ):
        if described.group(1) in _RULES_OF_A_TEST and formulas(following):
            return None  # each incorrect answer costs 2 points. So x = 70
        return Final(none=f"a {described.group(1)} answer is not offered as the answer")
    chosen = answers.OPTION.sub("", sentence.strip(" :*\n").partition("\n")[0].strip())
    if labelled(chosen) and not zone.strip(" :*(（是为ist"):
        return Final((chosen,))
    if (letter := answers.CHOSEN.fullmatch(chosen)) is not None:
        return Final((f"({letter.group(1)})",))
    if _choice_first(zone):
        return _words_after(lead, sentence, following)
    if bridged(zone):
        if subject_objection(sentence[run[-1][1] :]):
            return Final(none=subject_objection(sentence[run[-1][1] :]))
        stated = value(sentence, run, following, lead)
        if not stated.texts and "negated" in stated.none and (but := _corrected(sentence, run, following)):
            return but
        return replace(stated, around=(lead + zone, sentence[run[-1][1] :])) if stated.texts else stated
    if objection := objection_before(lead + zone, approximate=True):
        return _corrected(sentence, run, following) or Final(none=objection)
    if leads.WHICH_OF.search(plain(lead + zone)):
        return Final(none=REASONS["derived"])
    if answers.NESTED.match(sentence) or re.match(r"\s*(?:[*_]*\s*[:：])", sentence):
        return statement(answers.LINK_WORD.sub("", sentence, count=1), following)
    if len(lead.split()) <= 4 and not formulas(following):
        return Final(none="what stands after the answer's verb is no value")
    return None


_RULES_OF_A_TEST = frozenset(("incorrect", "unanswered", "right", "correct"))


def _choice_first(zone: str) -> bool:
    return bool(answers.LETTER_FIRST.match(zone))


def _corrected(sentence: str, run: list[tuple[int, int]], following: str) -> Final | None:
    """Not 6 but 7; it is not 6, it is 7."""
    rest = sentence[run[-1][1] :] + following
    if (but := answers.BUT.match(rest.lower())) is None:
        return None
    stated, after = _sentence(rest[but.end() :])
    found = statement(stated, after)
    return found if found.texts else None


def bridged(zone: str) -> bool:
    """Does nothing but a verb and fillers stand between the cue and the value?"""
    text = plain(zone)
    text = re.sub(
        r"\((?!for the|only|special|guess|wrong|maybe|perhaps|not|prob|poss|unsure|tentative)[^()]{0,40}\)"
        r"|(?<!\w)(?:of|to|for) (?:the|this|our|your|part|a) [^.:=]{0,50}?(?=\s(?:is|are|equals)\b|:|$)"
        r"|(?<!\w)(?:der|des|dieser|von|du|de la|del|de los|da|do|della|di|van de|van het|de l['’]|dell['’])"
        r"(?:(?<=['’])|\s)"
        r"[^.:=]{1,40}?(?=\s(?:ist|lautet|beträgt|est|vaut|es|é|è|is|bedraagt)(?!\w)|:)",
        " ",
        text,
    )
    for _ in range(16):
        text = text.rstrip(EDGE + "&")
        if not text:
            return True
        if filler := _FILLERS.ending(text):
            text = text[: -len(filler)]
        elif (adverb := re.search(r"(?<![a-z])[a-z]{2,}ly$", text)) is not None:
            text = text[: adverb.start()]
        elif (name := re.search(r"(?<!\w)[a-z](?:_\w)?$", text)) is not None:
            text = text[: name.start()]
        else:
            return False
    return False


_LINKED_WORD = re.compile(
    r"(?:\s[^\W\d_]+){0,2}?\s(?:is|are|ist|lautet|est|es|é|è|jest|to|είναι"
    rf"|{either('is', 'is?', 'name')})\s|(?:\s[^\W\d_]+){{0,2}}?\s*[:：]\s|"
    r"\s—\s|\s*(?:是|为|は)|[은는]\s",
    re.IGNORECASE,
)
"""The answer's verb, with an adjective between."""


def _words_after(lead: str, sentence: str, following: str) -> Final | None:
    """An answer in words: Tuesday, no, (C), seven."""
    if _LINKED_WORD.match(sentence) and (
        (found := worded_statement(lead + sentence, following)).texts or found.none not in OPEN
    ):
        return found
    text = answers.LINK_WORD.sub("", sentence.strip(" :*"), count=1).strip(" :*")
    if not fold(text) or len(text.split()) > 30:
        return None
    if (
        len(sentence) - len(sentence.lstrip()) == 0
        and not answers.LINKED.search(sentence[:14])
        and not answers.LINK_WORD.match(sentence)
        and sentence[:1].isalpha()
    ):
        return None
    if not sentence.strip(" :*").startswith(text) or _starts_linked(sentence):
        objection = objection_before(lead) or (answers.NEGATED.match(text) and "the answer is negated")
        if objection:
            return Final(none=str(objection))
        if ask(sentence + following[:1]):
            return Final(none="a question states nothing")
        return expression(text, first=True)
    return None


def _starts_linked(sentence: str) -> bool:
    return bool(re.match(r"\s*[:：=]|\s*$", sentence[:3])) or bool(answers.LINK_WORD.match(sentence))


def _lead_start(tail: str, cue: re.Match[str]) -> int:
    """Where the words before a cue begin: of "Answer: 7" in a line of its own, with the line."""
    begin = _sentence_start(tail, cue.start())
    if _LETTER_ENDS.match(tail, cue.end()) and _run_on(tail[begin : cue.start()]):
        return cue.start()
    line = tail.rfind("\n", begin, cue.start() + 1) + 1
    if line <= begin or not _LABEL_COLON.match(tail, cue.end()) or tail[line : cue.start()].strip(" \t*_#>"):
        return begin
    above = tail[begin : line - 1].strip(" \t*_#>")
    return line if not above or _LINE_CLOSED.search(above) else begin


def _run_on(rationale: str) -> bool:
    """Does a number, a sign or a measure end what stands before: x = 50 answer : c?"""
    words = rationale.split()
    return len(words) > 2 and (not words[-1].strip(".,;").isalpha() or (is_measure(words[-1]) and words[-1] != "s"))


_LETTER_ENDS = re.compile(r"\s?:\s?[(\[]?[a-eA-E][)\]]?[\s.\"']*$")
_LINE_CLOSED = re.compile(r"\d[^\n:：]*$|[.!?)\]$]$|\banswer$", re.IGNORECASE)
_LABEL_COLON = re.compile(r"(?<=[:：])|[*_]*\s?[:：]")


def _sentence_start(text: str, at: int) -> int:
    start = 0
    for end in answers.SENTENCE_END.finditer(text, max(0, at - MAX_SENTENCE), at):
        start = end.end()
    return start or max(0, at - MAX_SENTENCE)


def _sentence(text: str) -> tuple[str, str]:
    """The first sentence, without what introduces it, and what follows it."""
    lead = re.match(r"[\s*_#>`]*(?:[:：]|\bis:)?[\s*_#>`]*", text)
    skipped = lead.end() if lead and ("\n" in lead.group() or ":" in lead.group() or "：" in lead.group()) else 0
    body = text[skipped:]
    prefix = ": " if skipped else ""
    end = answers.SENTENCE_END.search(body)
    if end is None:
        return prefix + body, ""
    return prefix + body[: end.start()], body[end.start() :]
