"""A text -> the one final expression that it states, or why it states none.

The last box counts. Boxes offered as alternatives must all be right, so that naming two is never better than naming
one; a negated box, and numbers in a row, are no final answer. Without a box: what follows the last "the answer is",
else the last expression of the last sentence. Every step is linear in the text and looks at its end only.
"""

from __future__ import annotations

import re
from itertools import pairwise

from reward_server.symbolic.extract.boxes import (
    AFTER_OR,
    BEFORE_NOT,
    SIGN_AFTER,
    Final,
    find_boxes,
    from_boxes,
    mostly_words,
    parses,
)
from reward_server.symbolic.extract.text_answers import date, labelled, time_of_day
from reward_server.symbolic.parse.grammar import parse
from reward_server.symbolic.parse.normalize import MAX_CHARS, fold
from reward_server.symbolic.parse.number_words import word_number
from reward_server.symbolic.parse.tokens import Unparsable
from reward_server.symbolic.parse.tree import Word

MAX_SENTENCE = 400
MAX_LABELLED = 80
MAX_STATED = 240
TAIL = 1000
"""Characters at the end in which an answer without a box is looked for."""


def find(text: str) -> Final:
    """The final expression of a text; total."""
    text = text.split("<|", 1)[0] if "<|" in text else text  # a turn that the model went on to invent
    boxes = find_boxes(text)
    return from_boxes(text, boxes) if boxes else _from_text(text)


# -- text without a box --------------------------------------------------------------------------------------------

_CUE = re.compile(
    r"(?:(?:final|correct|right)\s+)?\b(?:answers?|option|choice)\s*"
    r"(?:\([^()]{0,30}\)\s*)?(?:of\s[^.:=\n]{0,60}?)?"
    r"(?:\s(?:is|are|equals|would be|must be|comes to)\b(?:\s*:)?|\s*[:：=]|\s*是|\s*为)(?!\w)"
    r"|\banswer\b\s*(?=[$(\\\d-])"
    r"|(?:答案|结果|值|解)\s*(?:就是|是|为|等于|[:：=])\s*[:：]?|\b(?:choose|pick|select)\s+(?=[(\[]?[A-J](?![\w'’]))|故?选择?(?:项)?\s*[:：]?\s*(?=[(（]?[A-Ja-j])|####",
    re.IGNORECASE,
)
_BOLD = re.compile(r"(?<![\w)*])(\*\*|__)(?=\S)([^*\n]{1,300}?)(?<=\S)\1(?![\w(*])")
_ENVIRONMENT = re.compile(r"\\(?:begin|end)\s*\{(?:align|aligned|gather|gathered|equation|split|eqnarray)\*?\}")
_ROW_END = re.compile(r"\\\\(?:\[\w+\])?")
_HOPE = re.compile(r"\s*I hope (?:it|this) is correct\.?\s*$|\s*\[/?INST\].*$", re.IGNORECASE)
_YES_OR_NO = re.compile(r"[\s*]*(yes|no)\b[\s*]*[,.;:]\s*(?=[A-Za-z])", re.IGNORECASE)
_POLITE = re.compile(
    r"\W*(?:let me know|feel free|if you (?:have|need|want|would)|i hope|hope (?:this|that|it)|please (?:let|feel)|"
    r"would you like|thank you|thanks|happy to|good luck|do you (?:have|want|need))\b",
    re.IGNORECASE,
)
_HEAD = re.compile(r"[\s*_#>`-]*")
_SENTENCE_END = re.compile(
    r"\.(?:\$\$?|\\[\])])(?=\s+[A-Z])|(?<=[^.\d\s])\.(?=\s|$)|(?<=\d)\.(?=\s+[A-Z]|\s*$)|\n\s*\n|[。！？]|(?<=\w)[!?](?=\s+[A-Z]|\s*$)"
)
_LETTERS = re.compile(r"[A-Za-z\u3400-\u9fff]")
_HEDGE = re.compile(r"\b(?:or|maybe|perhaps|possibly|either|alternatively)\b|或|可能", re.IGNORECASE)
_NEGATED = re.compile(
    r"[\s:]*(?:definitely |certainly |clearly )?(?:not|never|neither|unknown|unclear|anything but)\b|[\s:]*不",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"(?:,\s*(?:which|therefore|hence|thus)\b|[,;:]?\s*\b(?:namely|i\.e\.)|"
    r"[,\s(]+(?:because|since|where|due to|given that)\b).*",
    re.IGNORECASE | re.DOTALL,
)


def _from_text(text: str) -> Final:
    if (hope := text.rfind("I hope it is correct")) > 0:  # a template's last words; models go on after them
        text = text[:hope]
    tail = _unstyled(text[-TAIL:]).strip()
    if not tail:
        return Final(none="empty answer")
    if said := _YES_OR_NO.match(tail):
        return Final((said.group(1),))
    if len(text) <= MAX_CHARS and _whole(text):
        return Final((text.strip(),))
    cues = list(_CUE.finditer(tail))
    marks = [cue for cue in cues if cue.group() == "####" and tail[cue.end() :].strip()]
    cues = marks or cues
    if cues:
        return _after_cue(tail, cues)
    if not _LETTERS.search(tail):
        return Final(none="numbers in a row are no final answer")
    return _last_sentence(tail)


def _unstyled(tail: str) -> str:
    if "\\end{" in tail and _ENVIRONMENT.search(tail):
        tail = _ROW_END.sub("\n", _ENVIRONMENT.sub("\n", tail)).replace("&", " ")
    if "**" in tail or "__" in tail:
        tail = _BOLD.sub(r"\2", tail)
    return _HOPE.sub("", tail) if "hope" in tail or "INST" in tail else tail


def _whole(text: str) -> bool:
    """Is the whole text one expression, or a few words?"""
    stripped = text.strip()
    if "\n\n" in stripped or len(stripped) > MAX_SENTENCE or _CUE.search(stripped):
        return False
    if _SEGMENT.search(stripped) and re.search(r"[A-Za-z]{3}", _SEGMENT.sub(" ", stripped)):
        return False
    if _is_labelled(stripped):
        return True
    try:
        tree = parse(stripped)
    except Unparsable:
        return False
    return not (isinstance(tree, Word) and len(tree.text) > 40) and not mostly_words(tree)


def _is_labelled(text: str) -> bool:
    """A choice with its text, a time or a date: dots and words that end no sentence."""
    if len(text) > MAX_LABELLED or "\n" in text:
        return False
    return time_of_day(text) is not None or date(text) is not None or labelled(text)


def _after_cue(tail: str, cues: list[re.Match[str]]) -> Final:
    stated = [_sentence(tail[cue.end() : cue.end() + MAX_STATED]) for cue in cues[-5:]]
    if len({fold(one) for one in stated}) > 3:
        return Final(none="several answers are no final answer")
    last = stated[-1]
    if _NEGATED.match(last):
        return Final(none="the answer is negated")
    if not fold(last) and not parses(last):
        return _last_sentence(tail)
    return _expression(last, first=True)


def _sentence(text: str) -> str:
    """The first sentence, without what introduces it."""
    start = _HEAD.match(text)
    text = text[start.end() if start and "-" not in start.group() else 0 :].lstrip(" :\n*")
    end = _SENTENCE_END.search(text)
    return text[: end.start()] if end else text


_SEGMENT = re.compile(
    r"\$\$((?:\\.|[^$\\])+)\$\$|\$((?:\\.|[^$\\\n])+)\$(?!\d)|\\\(((?:[^\\]|\\(?!\)))+)\\\)|\\\[((?:[^\\]|\\(?!\]))+)\\\]"
)
_LINK = re.compile(r"[\s,;]*(?:(and|or|和|或|and/or)[\s,;]*)?", re.IGNORECASE)


def _last_sentence(tail: str) -> Final:
    parts = [part for part in _SENTENCE_END.split(tail) if part.strip()]
    while len(parts) > 1 and _POLITE.match(parts[-1]):
        parts.pop()
    last = parts[-1].strip() if parts else tail
    lines = [line for line in last.split("\n") if line.strip()]
    if not _SEGMENT.search(last) and lines:
        last = lines[-1]
    return _expression(last, first=False)


def _expression(sentence: str, first: bool) -> Final:
    """The expression that a sentence states: what it says that something is, else its (first or last) formula, else
    what parses, else its words."""
    sentence = sentence[:MAX_SENTENCE] if first else sentence[-MAX_SENTENCE:]
    if "$" not in sentence and " " in sentence:
        sentence = sentence.rstrip("! ")  # nobody exclaims a factorial in prose
    if labelled(chosen := _OPTION.sub("", sentence)):
        return Final((chosen,))
    if _TAKEN_BACK.search(sentence):
        return Final(none="the answer is negated")
    short = _REPEATED.sub(_without_repeat, _REASON.sub("", sentence))
    if stated := _stated(short):
        return stated
    if (lacking := _LACKING.search(short)) and not re.search(r"\d", short[lacking.end() :]):
        return Final((lacking.group(1),))
    segments = list(_SEGMENT.finditer(sentence))
    if segments and (first or not _OTHER_NUMBER.search(sentence, segments[-1].end())):
        return _formulas(sentence, segments, first)
    if parses(sentence):
        return Final((sentence,))
    if _HEDGE.search(short) and len(set(re.findall(r"\d+", short))) > 1:
        return Final(none="alternatives are no final answer")
    if parses(short):
        return Final((short,))
    return (_prefix(short) if first else None) or _suffix(short)


_REPEATED = re.compile(r"\(([A-Za-z -]{3,40}|\d[\d,.]*\s[A-Za-z ]{1,20})\)(?=\W*$|\s+[a-z]{2})")


def _without_repeat(match: re.Match[str]) -> str:
    """14 (fourteen) and 15 minutes (900 seconds) say it twice."""
    said = match.group(1)
    return " " if said[0].isdigit() or word_number(said) is not None else match.group()


_OPTION = re.compile(r".*\b(?:option|choice)\s+", re.IGNORECASE)
_OTHER_NUMBER = re.compile(r"[A-Za-z]{2}.*\d")
_IS = re.compile(
    r"\b(?:is|are|equals|was|be|it's|that's)\b"
    r"(?:\s+(?:equal to|just|simply|only|exactly|therefore|thus|then|about|around|approximately|roughly|the)\b)*"
)


def _stated(sentence: str) -> Final | None:
    """What stands after the last `is`, where that is an expression."""
    pieces = _IS.split(sentence)
    if len(pieces) < 2:
        return None
    last = pieces[-1].strip(" :.")
    if _NEGATED.match(last):
        return Final(none="the answer is negated")
    segments = list(_SEGMENT.finditer(last))
    if segments:
        return _formulas(last, segments, first=True)
    if _RIGHT.fullmatch(last) and (chosen := _LETTER.search(pieces[-2])):
        return Final((chosen.group(1),))
    if last and not re.search(r"\d", last) and not _DENIED.search(last):
        return _subject(pieces[-2])
    return Final((last,)) if re.search(r"\d", last) and parses(last) else None


_CONNECTIVE = re.compile(
    r"\W*(?:(?:so|thus|therefore|hence|then|now|in total|finally|and|that means|this means)\b[\s,]*)+", re.IGNORECASE
)


_LETTER = re.compile(r"(?:^|\s)[(\[*]*([A-J])[)\]*]*\s*$")
_TAKEN_BACK = re.compile(
    r"\b(?:which|that) is (?:clearly |obviously |of course )?(?:wrong|incorrect|false|not)\b", re.IGNORECASE
)
_DENIED = re.compile(
    r"\b(?:wrong|incorrect|false|mistaken|impossible|unlikely|excluded|rejected|invalid|no|not|never|too|hardly|"
    r"doubtful|possible|plausible|unclear|unknown)\b|n't\b",
    re.IGNORECASE,
)
_RIGHT = re.compile(r"(?:correct|right)(?:\s+(?:answer|option|choice))?", re.IGNORECASE)
_LACKING = re.compile(
    r"\b(?:has|have|there (?:is|are))\s+(no (?:real |integer |such )?(?:solutions?|values?))\b", re.IGNORECASE
)


def _subject(piece: str) -> Final | None:
    """12 penguins are left: what stands before the verb, where that is a number or an equation and no more."""
    subject = _CONNECTIVE.sub("", piece, count=1).strip() if _CONNECTIVE.match(piece) else piece.strip()
    return Final((subject,)) if subject[:1].isdigit() and parses(subject) else None


def _formulas(sentence: str, segments: list[re.Match[str]], first: bool) -> Final:
    """Formulas joined by commas, `and`, `or` are one list."""
    runs = [[segments[0]]]
    for left, right in pairwise(segments):
        if _LINK.fullmatch(sentence, left.end(), right.start()):
            runs[-1].append(right)
        else:
            runs.append([right])
    run = runs[0] if first else runs[-1]
    before = sentence[: run[0].start()]
    if BEFORE_NOT.search(before[-60:]):
        return Final(none="the last formula is negated")
    if not first and len(runs) > 1 and _HEDGE.search(sentence[runs[-2][-1].end() : run[0].start()]):
        return Final(none="alternatives are no final answer")
    texts = [next(group for group in match.groups() if group is not None) for match in run]
    link = " or " if any(re.search(r"or|或", sentence[a.end() : b.start()]) for a, b in pairwise(run)) else ", "
    other = AFTER_OR.match(sentence[run[-1].end() :])
    if other is not None and parses(other.group(1)):
        return Final((*texts, other.group(1)))
    if not first and len(texts) == 1 and "equation" not in sentence and (sum_ := _NAMED_SUM.fullmatch(texts[0])):
        return Final((sum_.group(1),))
    return Final((link.join(text.strip().rstrip(".,") for text in texts) + _trailing_sign(sentence, run[-1].end()),))


_NAMED_SUM = re.compile(r"\s*[A-Za-z](?:\s*[-+]?\s*[A-Za-z])+\s*=\s*(-?[\d.,]+)\s*\.?\s*")
"""m + n = 125 at the end of a derivation names its value; where an equation is asked for, the text says so."""


def _trailing_sign(sentence: str, end: int) -> str:
    sign = SIGN_AFTER.match(sentence, end)
    return sign.group(1) if sign else ""


def _prefix(sentence: str) -> Final | None:
    """The longest beginning that is an expression with a number in it."""
    words = sentence.split()
    for size in range(min(len(words), 10), 0, -1):
        piece = " ".join(words[:size])
        if re.search(r"\d", piece) and parses(piece):
            return Final((piece,))
    return None


_OUTSIDE = re.compile(
    r"(?<![\\A-Za-z0-9])(?!(?:sqrt|pi|sin|cos|tan|ln|log|and|or)\b)[A-Za-z]{2,}(?![A-Za-z0-9(])|[\u3400-\u9fff]+|:"
)


def _suffix(sentence: str) -> Final:
    """What follows the last word; numbers in a row are kept together, and so state nothing."""
    sentence = sentence.strip().rstrip(".!")
    said = _IS.split(sentence)
    if len(said) > 1 and (last := said[-1].strip()):
        if (found := _prefix(last)) or not re.search(r"\d", last):
            return found or Final((last,))
        sentence = last
    pieces = [piece.strip(" ,") for piece in _OUTSIDE.split(sentence)]
    for piece in reversed(pieces):
        if re.search(r"\d|\\frac|\\sqrt|√|π", piece):
            if BEFORE_NOT.search(sentence[: sentence.rindex(piece)]):
                return Final(none="the answer is negated")
            return Final(
                (piece.split("=")[-1] if piece.count("=") > 1 else piece.removeprefix("and ").removeprefix("or "),)
            )
    return Final((sentence,))
