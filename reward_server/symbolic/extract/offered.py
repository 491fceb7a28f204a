"""Is a box offered as the answer? Looks at the text that leads to it, next to it, and after it.

A box counts if an equation or a verb that states a value leads to it, or if it opens a sentence, and if its sentence
does not deny, doubt, suppose or quote it.
"""

from __future__ import annotations

import re

from reward_server.symbolic.extract.assertion import LATER, asserted, lead_objection, spoken_objection, taken_back
from reward_server.symbolic.extract.context import (
    MARKS,
    WINDOW,
    another_beside,
    objection_after,
    objection_before,
    sentence_before,
    subject_objection,
)
from reward_server.symbolic.extract.cues import BEFORE, OWN_VERBS, REASONS, beside, leads, sentences
from reward_server.symbolic.extract.cues.asked import GENERAL
from reward_server.symbolic.extract.cues.by_language import of
from reward_server.symbolic.extract.cues.kinds import glued
from reward_server.symbolic.extract.expressions import parses
from reward_server.symbolic.extract.following import REACH, following_objection
from reward_server.symbolic.extract.moments import date, time_of_day
from reward_server.symbolic.extract.phrases import Anywhere, Phrases, ends, plain, words_of


def box_objection(text: str, start: int, end: int, earlier: int) -> str:
    """Why the box text[start:end] is not offered as the answer; `earlier` is where the box before it ends."""
    if label := _FINAL.match(text, end):
        text = f"{text[: label.end()]}\n\n{text[label.end() :]}"
    if "```" in text[max(0, start - 16) : end + 8]:
        text, start, end, earlier = _unfenced(text, start, end, earlier)
    before = "" if _opens_last_paragraph(text, start, end) else sentence_before(text, start).lstrip(MARKS + " \n")
    if beside_another := start - len(before) < earlier:
        before = text[earlier:start]
    after = text[end : end + WINDOW]
    if not before.strip(_BARE) and not after.strip(_BARE + "?？"):
        return part_of_expression(text, start, end) or (
            "it is asked, not stated" if "?" in after or "？" in after else ""
        )
    return (
        part_of_expression(text, start, end)
        or _objection_left(text, start, before, after, beside_another)
        or _objection_right(text, start, end, before, after)
    )


_FINAL = re.compile(r"[\s$.\])}]{1,20}(?=Final Answer:\s?The final answer is\s?[$\\\d])")
"""A solution that ends with a box, and the sentence that Minerva's prompt asks for after it."""
_FENCE_BEFORE = re.compile(r"\s*```[A-Za-z]{0,12}\s+\$*$")
_FENCE_AFTER = re.compile(r"[\s$]*```\s*(\S?)")


def _unfenced(text: str, start: int, end: int, earlier: int) -> tuple[str, int, int, int]:
    """The text without a fence around the box: what leads to the fence leads to the box, and what follows it, too."""
    before, box, after = text[:start], text[start:end], text[end:]
    opened = _FENCE_BEFORE.search(before, max(0, start - 24))
    if opened and before.count("```", 0, opened.start()) % 2 == 0:
        before = f"{before[: opened.start()]} "
    if closed := _FENCE_AFTER.match(after):
        after = (" " if closed[1].islower() else ".\n") + after[closed.start(1) :]
    return before + box + after, len(before), len(before) + len(box), min(earlier, len(before))


_BARE = " $.\n\t\\[]()"


def _objection_left(text: str, start: int, before: str, after: str, beside_another: bool) -> str:
    noun = bool(beside.NOUN.match(after))
    if objection := objection_before(before, noun=noun and not beside.MODAL.match(after)):
        return objection
    if beside.GAVE_UP.search(before):
        return REASONS["gave up"]
    if beside.NAMED.search(before):
        return "it names something"
    if objection := spoken_objection(before, "", boxed=True):
        return objection
    inside, left = _formula_before(text, start)
    if _EQUATION.search(left[-200:]) or ends(_EQUAL, before, 16) or _alone_after_formula(text, start):
        return ""
    sentence = before[max((cut.end() for cut in _DISPLAYED.finditer(before)), default=0) :]
    words = sentence[: len(sentence) - len(left)] if inside and len(left) <= len(sentence) else sentence
    words = _OPENED.sub("", words)
    if words.rstrip()[-1:] in ".:。：?!？！":
        words = words if words.rstrip()[-1:] in ":：" else ""
    said = plain(words)
    if sentences.PERHAPS.match(said):
        return REASONS["doubted"]
    if _SUPPOSED.match(said):
        return REASONS["supposed"]
    if words.rstrip()[-1:] in (":", "：") and _CALLED_WRONG.search(said):
        return REASONS["wrong"]
    if sentences.THROWN_OUT.search(f"{words} "):
        return REASONS["wrong"]
    if sentences.INSTRUCTION.match(said) or leads.ARITHMETIC.match(said):
        return "it is a task or an example, no statement"
    subject = leads.ANSWER_SUBJECT.search(said, max(0, len(said) - SUBJECT))
    if subject and (objection := lead_objection(said[: subject.start()])):
        return objection
    if (ends(leads.WRITES, said, 24) and not (noun and not leads.FIRST_PERSON.search(said))) or leads.somebody(said):
        return "it is what somebody writes or gets, not what the text states"
    when = _moment(text[start:].partition("{")[2])
    if when and ends(sentences.NOT_AT, f"{words.rstrip()} ", 24):
        return REASONS["bounded"]
    if when and (objection := objection_before(sentences.AT.sub("", words))):
        return objection
    led = (
        beside_another
        or noun
        or _LETTER.match(text, start)
        or (_MEASURE_GLUED.search(words) and _TAKES.match(after))
        or sentences.COPULA_AFTER.match(_FORMULA_END.sub(" ", after, count=1))
        or _led_to(words)
        or (not after.strip(_BARE + "}。*") and bool(_APPOSED.search(words)))
        or (when and ends(sentences.AT, words, 24))
    )
    return "" if led else NOT_LED


NOT_LED = "no equation and no verb that states a value leads to it"


_SUPPOSED = re.compile(
    r"\W*(?:(?:so|but|and)\s)?(?:if|unless|suppose|supposing|assuming)\b"
    r"(?!.*(?:[,:]|\bthen\b|\b(?:we|you|one) (?:\w+ )?(?:get|find|obtain|have|see|conclude)\b))"
)
"""If Mia can sell 7 apples: no comma or verb ends the condition before the value."""
_CALLED_WRONG = Anywhere(tuple(one for one in BEFORE["wrong"] if len(one) > 3))
"""The wrong approach: what stands after the colon is of it."""


def _moment(content: str) -> bool:
    """Does a box, whose content the text begins with, hold a date or a time? Any verb says when: was sent on May 3."""
    shown = _UP_TO_BRACE.match(content)
    return shown is not None and (date(shown.group()) is not None or time_of_day(shown.group()) is not None)


_UP_TO_BRACE = re.compile(r"(?:[^{}]|\{[^{}]*\})*")


def _opens_last_paragraph(text: str, start: int, end: int) -> bool:
    """Does a box stand alone at the end, after a sentence, list, check, heading or rule, none of which leads to it?"""
    paragraph = _ALONE.search(text, max(0, start - 24), start)
    if paragraph is None or text[end:].strip(_BARE + "*。"):
        return False
    line = text[max(0, paragraph.start() - WINDOW) : paragraph.start()].rstrip().rpartition("\n")[2].strip(" _")
    if line[-1:] in ".!。*" and _AGAINST_IT.search(plain(line)):
        return False
    return bool(_PARAGRAPH_ENDED.match(line)) and line.rstrip("*")[-1:] not in ":：?？"


_AGAINST_IT = Anywhere(
    tuple(
        one
        for one in of(
            *("wrong", "wrong before", "wrong after", "wrong around", "mistake", "doubt", "unsure", "unsure around"),
            *("gave up", "said", "said before", "said after", "said around", "bound", "not"),
        )
        if len(one) > 2
    )
)
"""A sentence with one of these, before a box that is a paragraph, may speak of the box."""


def _alone_after_formula(text: str, start: int) -> bool:
    """Does a box stand alone in its paragraph, after a formula or the computation of its value: 6 * 5 / 2 = 15?"""
    paragraph = _ALONE.search(text, max(0, start - 24), start)
    shown = _CONTENT.match(text, start)
    if paragraph is None or shown is None:
        return False
    before = text[: paragraph.start()].rstrip(" .")
    return before.endswith(("$", "\\]", "\\)")) or before.rpartition("=")[2].strip() == shown[1].strip()


_ALONE = re.compile(r"\n\s*\n[\s$*\\\[(]*$")
_CONTENT = re.compile(r"\\boxed\s*\{([^\n]{1,200}?)\}[\s.$*\\\])]*(?:\n\s*\n|$)")
_PARAGRAPH_ENDED = re.compile(
    r"(?![^\n]*[✗✘❌✖])(?:[-*•]\s\S|\d{1,2}[.)]\s\S|#{1,6}\s|-{2,}$|[^\n]*(?:[.!。✓✔✅]️?|\w\*\*)$)"
)
"""A line that ends what it is part of: an item of a list, a heading, a rule, what was checked."""


_APPOSED = re.compile(
    r"\b(?:the|a|an|in|over|on) (?:\w+ ){0,2}(?:set|interval|ratio|ellipse|circle|hyperbola|parabola|line|plane|curve"
    r"|point|vector|matrix|pair|triple|tuple|region|equation|inequality|function|polynomial|sequence|series|fraction|locus"
    r"|coordinates)\s*$|\b(?:we|i) (?:\w+ly |now |then |thus )?(?:obtain|get|find|recover|reach|arrive at) the "
    r"(?!(?:wrong|false|old|given|first|second|next|other|last|previous|"
    r"condition|contradiction|hint|case|step|key|page|lemma|theorem)\b)[a-z]+(?: (?!hint|bound|condition)[a-z]+)?\s*$"
    r"|\b(?:exists?|converges|diverges)(?: to)?\s*:?\s*$",
    re.IGNORECASE,
)
"""The name of a kind of object at the end of a sentence, and the box is one: "the roots form the set"."""
_CONNECTIVES = Phrases(tuple(one for one in leads.FOREIGN_LEADS if len(one) > 3 or any(map(glued, one))))
SUBJECT = 70
"""Characters before a value in which "the answer is" is looked for."""


def _without(pattern: re.Pattern[str], text: str) -> str:
    found = ends(pattern, text, 24)
    return text[: found.start()] if found else text


def _led_to(words: str) -> bool:
    """Does a verb that states a value, a "therefore", or the beginning of a sentence lead to the box?"""
    if words.rstrip()[-1:] in (":", "："):
        label = words.rstrip(" :：")
        if leads.PURPOSE.match(plain(label)) or leads.NO_MEANS.search(plain(label)):
            return False
        named = sentences.LABEL_BEFORE.search(words) or sentences.ANSWER_LABEL.search(label)
        said = plain(label)
        quantity = not said.isascii() and len(words_of(said)) == 1  # Länge: 7
        return (
            bool(named or quantity or leads.SUMS_UP.search(said) or leads.BY_MEANS.match(said))
            or not GENERAL.isdisjoint(words_of(said))
            or asserted(label)
            or bool(_LABELLED.match(words))
        )
    if (
        _LABELLED.match(words)
        or (_CONNECTED.search(words) and not _did_else(words))
        or ends(leads.HAS, plain(words), 60)
        or ends(_RENAMED, words)
        or _CONNECTIVES.beginning(plain(words).lstrip(" $"))
    ):
        return True
    return asserted(words, measured=True) or asserted(_without(_AT, words), measured=True)


def _did_else(words: str) -> bool:
    """Is it about what we did, and not what was found: we are given the radius 7?"""
    said = plain(words)
    own = list(sentences.FIRST_PERSON.finditer(said))
    return _WE.match(said) is not None and bool(own) and own[-1].group(1) not in OWN_VERBS


_WE = re.compile(r"\W*(?:now\s)?we\b")


_EQUATION = re.compile(
    r"(?:=|≡|≈|\\(?:equiv|approx|sim|to|rightarrow|Rightarrow|implies|therefore|Longrightarrow)(?![a-z])|→|⇒)[^=]{0,60}$"
)
_EQUAL = re.compile(r"(?:=|≡|≈|\\(?:equiv|in)(?![a-z])|→|⇒)[\s$\\(\[]*$")
_DISPLAYED = re.compile(r"\\\]|\\end\s*\{[a-z]+\*?\}\$*|\$\$(?=\s*[A-Z])|\n(?=[A-Z][a-z])|[.!?]\$+(?=[A-Z])")
_LETTER = re.compile(r"\\[a-z]+\s*\{\s*(?:\\text\w*\s*\{)?\s*\(?[A-J]\)?\s*\}")
_LABELLED = re.compile(rf"\s*{beside.LABEL}[\s$]*$", re.IGNORECASE)
_RENAMED = re.compile(
    r"(?:[\d})$%]|\w{3})[.,]?\s*,?\s(?:or|i\.e\.|namely|that is),?\s*$"
    r"|\b(?:for|with|giving|making|leaving|gives?) a (?:grand )?total of\s*$"
    r"|\b(?:giving|making|leaving) (?:an? |the )?(?:[a-z]+ ){1,3}of\s*$"
)
"""One half, or \\boxed{1/2}."""
_MEASURE_GLUED, _TAKES = re.compile(r"[値解数率角積長離]\s*$"), re.compile(r"[\s$)\\]*を(?:得|と|取|も|持)[るち]")
"""最小値 \\boxed{3} をとる: the verb stands after the value."""
_OPENED = re.compile(
    r"(?:\\[(\[]|\$+|\\begin\{\w+\*?\}|\s|\\(?:textcolor|colorbox)\s?\{\w{1,20}\}\s?\{|\{?\\color\s?\{\w{1,20}\})+$"
)
_AT = re.compile(r"(?<!\w)(?:for|at|in|within|after|to|by|with|at the point|the point|length|or|as)\s*$", re.IGNORECASE)
_CONNECTED = re.compile(
    r"^\W*(?:so|thus|hence|therefore|then|finally|consequently|this means|(?:we|now)\b(?!.*\bbut\b))\b", re.IGNORECASE
)
"""A sentence that concludes may state a value by any verb."""


_ENDED = re.compile(r"[.!?。](?=[\s$\\]|$)|\n\s*\n|\\boxed")


def _objection_right(text: str, start: int, end: int, before: str, after: str) -> str:
    if objection := objection_after(after) or taken_back(text[end : end + LATER]):
        return objection
    rest = plain(_ENDED.split(after, maxsplit=1)[0])
    bare = not any(char.isalpha() for char in plain(before))
    if leads.CASES_AFTER.match(after) or beside.ASKED.match(after):
        return "the value is asked, or holds in one case only"
    other = beside.AFTER_OR.match(after)
    if another_beside(text[start:end], after) and not (other and parses(other.group(1))):
        return "another value is offered beside it"
    if sentences.TIMES.match(after):
        return REASONS["derived"]
    if (
        sentences.VERB_PHRASE.match(rest.lstrip(" $\\)},"))
        and asserted(before, starts=True)
        and not sentences.SO_THE_ANSWER.search(rest)
    ):
        return "what is said of the value is not that it is the answer"
    if objection := spoken_objection("", rest, boxed=True):
        return objection
    return (subject_objection(after) if bare else "") or _following(text, start, end)


def _following(text: str, start: int, end: int) -> str:
    after = text[end : end + REACH]
    if _formula_before(text, start)[0] or _CLOSED.match(after):
        after = _FORMULA_END.sub(" ", after, count=1)
    shown = text[start:end].partition("{")[2].removesuffix("}").strip()
    return following_objection(text[max(0, start - REACH) : start], after, shown)


_CLOSED = re.compile(r"[^A-Za-z$\n]{0,20}\$")
_FORMULA_END = re.compile(r"(?<!\\)\$+")
_OPERATOR_BEFORE = re.compile(
    r"(?:[+*/^_<>≤≥≠√]|\\(?:cdot|times|div|pm|mp|le|leq|leqslant|ge|geq|geqslant|lt|gt|ne|neq|sqrt|log|ln|sin|cos|tan|"
    r"frac|dfrac|tfrac|cup|cap|not|lfloor|lceil|lvert|exp|max|min|gcd|det|arctan|arcsin|arccos)|(?<=[\w})])\s*[-−]|(?<=\d)\s*:|(?:(?<=[\s$(=])|^)\|)\s*$"
)
_OPERATOR_AFTER = re.compile(
    r"\s*(?:[+*/^!_√]|[-−](?=\s*[\w\\$(])|\\(?:cdot|times|div|pm|mp|sqrt|pi|frac|dfrac|circ|cup|cap"
    r"|choose)(?![a-z])|\.\d|\d|:\s*\d|"
    r"[<>≤≥]|\\(?:le|leq|ge|geq|lt|gt|ne|neq)(?![a-z])|\\?%\s*\\?(?:text\s*\{)?\s*of\b)"
)
_DEGREES = re.compile(r"^(?:\\[,;:! ]|\s)*(?:\^\s*(?:\\circ(?![a-zA-Z])|\{\s*\\circ\s*\}|°)(?:\\[,;:! ]|\s)*)?")
"""What may stand between a box and what goes on with it: space, and the sign of degrees, which belongs to the value."""
_SPACING = re.compile(r"(?:\\(?:[,;:! ]|left|right|[bB]igg?[lr]?|q?quad|displaystyle)|\s)+$")
_TEXT_GROUP = re.compile(
    r"\\(?:text[a-z]*|mathrm|mathbf|mathit|boldsymbol|bm|color\s*\{\w*\}|textcolor\s*\{\w*\}|underline"
    r"|displaystyle|large|mbox|begin|end|tag|ensuremath|overbrace|underbrace)\s*$"
)


def part_of_expression(text: str, start: int, end: int) -> str:
    """Is the box an operand in the formula around it, so that its content alone is not the value?"""
    inside, left = _formula_before(text, start)
    right = _DEGREES.sub("", text[end : end + 40])
    left = _SPACING.sub("", left)
    if not inside:
        if re.search(r"(?:[<>≤≥≠+*/^]|\d\s*[-−])\s*$", left[-4:]) and not re.search(
            r"(?:^|[\s=|-])(?:[>*]|=+>|[-=]+>)\s*$|\*\*$", left
        ):
            return PART
        return PART if re.match(r"\.\d|\^|\s*[-+*/×·−]\s*\d|\s*\+\s+[A-Za-z]", right) else ""
    if _OPERATOR_BEFORE.search(left) or re.search(r"(?<![\w}])\d\s*$", left):
        return PART
    if _OPERATOR_AFTER.match(right):
        return PART
    return PART if _opened(left) else ""


PART = "it is a part of the formula around it"


def _formula_before(text: str, start: int) -> tuple[bool, str]:
    """Does the box stand in a formula, and the formula up to it."""
    window = text[max(0, start - WINDOW) : start]
    for opening, closing in (("\\(", "\\)"), ("\\[", "\\]")):
        if (at := window.rfind(opening)) >= 0 and closing not in window[at:]:
            return True, window[at + 2 :]
    paragraph = window[window.rfind("\n\n") + 1 :] if "\n\n" in window else window
    if (at := paragraph.rfind("$$")) >= 0 and paragraph.count("$$") % 2:
        return True, paragraph[at + 2 :]
    if paragraph.replace("\\$", "").count("$") % 2:
        return True, paragraph[paragraph.rfind("$") + 1 :]
    return False, window


def _opened(left: str) -> bool:
    """Does a bracket, or the argument of a command that computes, stand open at the end of a formula?"""
    depth: list[int] = []
    for at, char in enumerate(left):
        if char in "([{":
            depth.append(at)
        elif char in ")]}" and depth:
            depth.pop()
    return any(left[at] != "{" or not _styles(left[:at]) for at in depth)


def _styles(left: str) -> bool:
    """Is a brace after this only styling, or none of mathematics: `\\text{`, `{\\bf`, a row's `&{`?"""
    left = left.rstrip()
    return bool(_TEXT_GROUP.search(left)) or not left or left[-1] in "=&{ ,;:" or left.endswith("\\\\")
