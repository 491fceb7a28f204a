"""choice: which of the options the answer names, by its letter, its text or both.

The letters are read in any case, bracketed, styled, full-width, after "option" or 选; a text is compared as formulas
are written by hand: H₂O, H_2O and \\mathrm{H_2O} are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import ascii_uppercase

from pydantic import field_validator

from reward_server.memo import remembered
from reward_server.rewards.reward import Options, Sample, Score, fault
from reward_server.rewards.shelf.reading import final_answer, normalised, plain, quoted, truths
from sdk.schema import Text

MAX_OPTIONS = 100
MAX_STATED_CHARS = 2000
"""A longer answer without a box is read by what it says of its choice alone, not as an option's text."""

_MARKER = re.compile(
    r"(?:(?<=\s)|(?<=^)|(?<=[;?,。\uff1b\uff1f\uff0c\uff1a]))[*_(\[\uff08【]{0,4}([A-Z\uff21-\uff3a])[*_]{0,2}"
    r"[)\].:、】\uff1a\uff0e\uff09][*_]{0,2}",
    re.MULTILINE,
)
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ]+")
_WRAPPERS = re.compile(r"\\(?:text[a-z]{0,2}|math(?:rm|bf|it|sf|tt)|mbox|ce|left|right|displaystyle)(?![A-Za-z])")
_ANSWERS = (
    r"antwort|lösung|réponse|respuesta|resposta|risposta|antwoord|odpowiedź|odpověď|svar|vastaus|válasz|răspuns(?:ul)?|"
    r"cevap|yanıt|jawaban|đáp án|ответ|вариант|відповідь|απάντηση|תשובה|الإجابة|الجواب|उत्तर|คำตอบ(?:คือ)?"
)
_COPULAS = r"ist|lautet|est|es|é|è|is|jest|je|är|er|on|este|adalah|là|είναι|היא|هي|هو|है|[-–—]"
_LEAD = (
    r"(?:\b(?:the\s+)?(?:final\s+|correct\s+|right\s+|best\s+)?(?:answer|option|choice|response)(?:\s+is|\s+would\s+be)?"
    r"|\b(?:choose|pick|select|go\s+with|going\s+with)(?:\s+option)?"
    rf"|\b(?:{_ANSWERS})(?:\s{{1,3}}(?:{_COPULAS})(?!\w))?"
    r"|(?:정답|답)\s?[은는]?|(?:答え|正解|解答)は?"
    r"|答案|正确选项|选项|应选择?|故选择?|选择?|應選擇?|故選擇?|選擇?)\s{0,3}(?:[:\uff1a]|应?[为是]|應?[為是])?\s{0,3}(?:option\s+|选项)?"
)
_PARTICLES = r"(?:[项項]|입니다|이다|です|だ|である)"
_END = rf"(?:(?={_PARTICLES})|(?!\w)(?!['’]))"
"""Of a letter: no letter or apostrophe comes behind it, but for what Chinese, Korean and Japanese join to it."""
_OPEN, _CLOSE = r"[\s*_(\[{【<$]{0,6}", r"[\s*_)\]}】>$]{0,6}"
_OR = r"(?:,|;|/|\||&|、|\bor\b|\band\b|\bund\b|\bou\b|\boder\b|或者?|和|与|及|또는|または)"


class ChoiceOptions(Options):
    options: dict[Text, Text] | list[Text] | None = None
    """Letter -> text, or the texts of A, B, C ...; without it they are read from the prompt."""

    @field_validator("options")
    @classmethod
    def _few_and_filled(cls, options: dict[str, str] | list[str] | None) -> dict[str, str] | list[str] | None:
        if options is None:
            return None
        if not 2 <= len(options) <= (MAX_OPTIONS if isinstance(options, dict) else len(ascii_uppercase)):
            raise ValueError("should hold two options or more, at most 100 by letter and 26 as a list")
        if isinstance(options, dict) and not all(1 <= len(label) <= 4 and label.isalnum() for label in options):
            raise ValueError("each letter should be one to four letters or digits")
        if isinstance(options, dict) and len({label.casefold() for label in options}) < len(options):
            raise ValueError("the letters should differ in more than their case")
        return options


class Choice:
    name = "choice"
    definition = (
        "1 when the answer names the option of the ground truth (its letter or its text), and no other, else 0. "
        "Letters count in any case, bracketed or styled; the text of an option counts without its letter; a letter "
        "beside the text of another option, or two letters, are no answer."
    )
    options = ChoiceOptions

    def plan(self, sample: Sample, options: ChoiceOptions) -> Score:
        expected = truths(sample, options)
        if isinstance(expected, Score):
            return expected
        table = Table.of(_given(options, sample.prompt))
        right: set[str] = set()
        for truth in expected:
            labels = table.named_by(truth)
            if not labels:
                return fault(f"the ground truth {quoted(truth)} is none of {table.shown}: give the reward its options")
            right |= labels
        final = final_answer(sample)
        return final if isinstance(final, Score) else table.judge(final, frozenset(right))


def _given(options: ChoiceOptions, prompt: str | None) -> Mapping[str, str]:
    if isinstance(options.options, dict):
        return options.options
    if options.options is not None:
        return dict(zip(ascii_uppercase, options.options, strict=False))
    return listed(prompt or "")


@remembered("lists of options", 1024, 20_000)
def listed(prompt: str) -> Mapping[str, str]:
    """The last list of a prompt that begins at A and goes on letter by letter; empty where there is none of two."""
    markers = list(_MARKER.finditer(prompt))
    found: dict[str, str] = {}
    run: list[re.Match[str]] = []
    for marker in [*markers, None]:
        if marker is not None and run and normalised(marker[1]) == ascii_uppercase[len(run) % 26]:
            run.append(marker)
            continue
        if len(run) >= 2:
            found = dict(_texts(prompt, run))
        run = [marker] if marker is not None and normalised(marker[1]) == "A" else [] if marker is None else run
    return found


def _texts(prompt: str, run: list[re.Match[str]]) -> Iterator[tuple[str, str]]:
    for index, marker in enumerate(run):
        end = run[index + 1].start() if index + 1 < len(run) else len(prompt)
        text = prompt[marker.end() : end]
        if index + 1 == len(run):
            text = text.strip().partition("\n")[0]
        yield normalised(marker[1]), text.strip()


@dataclass(frozen=True, slots=True)
class Table:
    """The options; `labels` maps the folded label to the label."""

    options: Mapping[str, str]
    labels: Mapping[str, str]
    letter: str
    """A pattern of all labels."""

    @classmethod
    def of(cls, options: Mapping[str, str]) -> Table:
        names = list(options) or list(ascii_uppercase)
        longest_first = sorted(map(re.escape, names), key=len, reverse=True)
        return cls(options, {name.casefold(): name for name in names}, f"(?:{'|'.join(longest_first)})")

    @property
    def shown(self) -> str:
        return ", ".join(self.options) or "A to Z (no options are known)"

    def named_by(self, truth: str) -> frozenset[str]:
        """The options that a ground truth means; several where their texts are equal."""
        label = self._lone(plain(truth))
        return frozenset({label}) if label else self.by_text(truth) or self._labelled(truth)

    def _labelled(self, truth: str) -> frozenset[str]:
        label, _ = self._before_text(plain(truth))
        return frozenset({label}) if label else frozenset()

    def judge(self, final: str, right: frozenset[str]) -> Score:
        text = plain(final)
        if label := self._lone(text):
            return self._verdict(frozenset({label}), right, "choice.letter")
        if len(final) <= MAX_STATED_CHARS and (labels := self.by_text(final)):
            return self._verdict(labels, right, "choice.text")
        if self._offers_two(text):
            return Score(0.0, "two letters are no answer", rule="choice.several")
        label, rest = self._before_text(text)
        if label:
            others = self.by_text(rest) if len(rest) <= MAX_STATED_CHARS else frozenset()
            if others and label not in others:
                reason = f"the letter {label} and the text of {', '.join(sorted(others))} disagree"
                return Score(0.0, reason, rule="choice.disagree")
            return self._verdict(frozenset({label}), right, "choice.letter_and_text")
        return self._stated("\n".join(map(plain, final.split("\n"))), right)

    def _verdict(self, labels: frozenset[str], right: frozenset[str], rule: str) -> Score:
        shown = ", ".join(sorted(labels))
        if labels & right:
            return Score(1.0, f"chooses {shown}", rule=rule)
        return Score(0.0, f"chooses {shown}, and right is {', '.join(sorted(right))}", rule=rule)

    def _lone(self, text: str) -> str:
        """The label of a text that holds nothing else: B, (b), **B.**, Option B, 选B。"""
        pattern = rf"(?:{_LEAD})?{_OPEN}({self.letter}){_CLOSE}{_PARTICLES}?[.:、。)]?{_CLOSE}"
        found = re.fullmatch(pattern, text, re.IGNORECASE) if len(text) <= 60 else None
        return self.labels[found[1].casefold()] if found else ""

    def by_text(self, text: str) -> frozenset[str]:
        """The options of this text; where only case tells two apart (CO, Co), its case decides."""
        key = folded(text)
        same = frozenset(label for label, option in self.options.items() if key and folded(option) == key)
        if same:
            return same
        low = key.casefold()
        found = [label for label, option in self.options.items() if low and folded(option).casefold() == low]
        distinct = {folded(self.options[label]) for label in found}
        return frozenset(found) if len(distinct) == 1 else frozenset()

    def _before_text(self, text: str) -> tuple[str, str]:
        """B. the text, (B) the text, Option B: the text."""
        found = re.match(
            rf"(?:{_LEAD})?{_OPEN}({self.letter})[*_$]{{0,4}}\s?[)\].:、}}】\-–—,]\s*", text, re.IGNORECASE
        )
        return (self.labels[found[1].casefold()], text[found.end() :]) if found else ("", "")

    def _offers_two(self, text: str) -> bool:
        """The text begins with B or C, B/C, A, B and C: nothing stands between the letters but what joins them."""
        join = rf"{_CLOSE}(?:{_OR}\s{{0,3}}){{1,2}}(?:{_LEAD})?{_OPEN}"
        pattern = rf"(?:either\s+)?(?:{_LEAD})?(?:either\s+)?{_OPEN}({self.letter}){join}({self.letter})(?!\w)(?!['’])"
        found = re.match(pattern, text, re.IGNORECASE)
        return found is not None and found[1].casefold() != found[2].casefold()

    def _stated(self, text: str, right: frozenset[str]) -> Score:
        """What sentences say of the choice: all of them have to name one letter."""
        clear = rf"{_LEAD}{_OPEN}({self.letter}){_END}(?![ \t]+[a-z])"
        capital = rf"(?i:{_LEAD}){_OPEN}({self.letter}){_END}"
        named = {self.labels[one[1].casefold()] for one in re.finditer(clear, text, re.IGNORECASE)}
        sure = {one[1] for one in re.finditer(capital, text) if one[1] not in ("A", "I")}
        named |= {self.labels[label.casefold()] for label in sure}
        two = rf"(?i:{_LEAD}){_OPEN}{self.letter}{_CLOSE}{_OR}\s{{0,3}}(?i:option\s+)?{_OPEN}{self.letter}(?!\w)"
        if len(named) > 1 or re.search(two, text):
            return Score(0.0, "two letters are no answer", rule="choice.several")
        if named:
            return self._verdict(frozenset(named), right, "choice.stated")
        return Score(0.0, f"names none of {self.shown}: {quoted(text)}", rule="choice.none")


@remembered("options", 4096, 1000)
def folded(text: str) -> str:
    """A text as it is compared: formulas without the marks that only typeset them."""
    text = _RAISED.sub(lambda run: "^" + run[0], _WRAPPERS.sub("", text))
    text = plain(text)
    text = "".join(char for char in text if char not in "{}$_*\\" and not char.isspace())
    return normalised(text).replace("−", "-")


CHOICE = Choice()
