"""What a text without a box states: its last line, its choice, what follows a cue, or its last sentence."""

from __future__ import annotations

import re
from dataclasses import replace

from reward_server.symbolic.extract import asked, templates
from reward_server.symbolic.extract.boxes import Final
from reward_server.symbolic.extract.claims import claimed
from reward_server.symbolic.extract.context import objection_before
from reward_server.symbolic.extract.cued import stated_after_cue
from reward_server.symbolic.extract.cues import answers, leads, sentences
from reward_server.symbolic.extract.ending import TAG, TAIL, end, in_figures, unstyled, whole
from reward_server.symbolic.extract.expressions import parses
from reward_server.symbolic.extract.last_sentence import last_sentence
from reward_server.symbolic.extract.phrases import ends, plain
from reward_server.symbolic.extract.statements import ask, own_voice
from reward_server.symbolic.parse.normalize import MAX_CHARS


def from_text(text: str, prompt: str) -> Final:
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
    bold = BOLD_VALUE.search(text, max(0, len(text) - TAIL)) if found.weak else None
    if bold and ends(_IS, plain(text[: bold.start()])) and not (leads.OF_MINE.search(plain(tail)) or own_voice(tail)):
        return replace(found, weak=False)
    return found


BOLD_VALUE = re.compile(r"(?:\*\*|__)\s*[$(\\]*[-−]?[\d√\\][^*_\n]{0,40}(?:\*\*|__)[\s.!。]*$")
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
