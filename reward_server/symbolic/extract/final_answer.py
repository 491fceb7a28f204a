"""A text -> the one final expression that it states, or why it states none.

The last box counts. Boxes offered as alternatives must all be right, so that naming two is never better than naming
one; a negated box, and numbers in a row, are no final answer. Without a box: what follows the last "the answer is", in
any language of `cues`, else the value that the last sentence states. Every step is linear in the text and looks at its
end only.
"""

from __future__ import annotations

import itertools
import re

from reward_server.symbolic.extract import cues
from reward_server.symbolic.extract.boxes import Final, find_boxes, from_boxes, mostly_words, parses
from reward_server.symbolic.extract.context import EDGE, Phrases, gave_up, objection_after, objection_before, plain
from reward_server.symbolic.extract.hidden import visible
from reward_server.symbolic.extract.statements import SEGMENT, ask, formulas, measured, runs_of, statement, value
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
    text = visible(text)
    boxes = find_boxes(text)
    return from_boxes(text, boxes) if boxes else _from_text(text)


# -- text without a box --------------------------------------------------------------------------------------------

_NOUNS = "|".join(sorted((re.escape(one) for one in cues.ANSWER_NOUNS), key=len, reverse=True))
_CUE = re.compile(
    rf"####|(?<![\w-])(?:{_NOUNS})(?![A-Za-zÀ-ɏЀ-ӿ])|\b(?:option|choice)\b(?=\s*(?:is\b|:))"
    r"|(?:结果|值|解)(?=就?是|为|等于|[:：=])"
    r"|^\s*[*#_]*(?:result|solution|total|A)[*_]*\s*[:=](?!=)",
    re.IGNORECASE | re.MULTILINE,
)
_PICK = re.compile(
    r"\b(?:choose|pick|select|choice is|option is)\s+(?:option |choice |answer )?[(\[]?([A-J])(?![\w'’])"
    r"|故?选(?:择|项)?\s*[:：]?\s*[(（]?([A-Ja-j]{1,5})(?![A-Za-z])",
)
_BOLD = re.compile(r"(?<![A-Za-z0-9_)*])(\*\*|__)(?=\S)([^*\n]{1,300}?)(?<=\S)\1(?![A-Za-z0-9_(*])")
_ENVIRONMENT = re.compile(r"\\(?:begin|end)\s*\{(?:align|aligned|gather|gathered|equation|split|eqnarray)\*?\}")
_ROW_END = re.compile(r"\\\\(?:\[\w+\])?")
_HOPE = re.compile(r"\s*I hope (?:it|this) is correct\.?\s*$|\s*\[/?INST\].*$", re.IGNORECASE)
_YES_OR_NO = re.compile(r"[\s*]*(yes|no)\b[\s*]*[,.;:!]\s*(?=[A-Za-z])", re.IGNORECASE)
_POLITE = re.compile(
    r"\W*(?:let me know|feel free|if you (?:have|need|want|would)|if anything|i hope|hope (?:this|that|it)"
    r"|please (?:let|feel)|"
    r"would you like|thank you|thanks|happy to|good luck|do you (?:have|want|need)|don't hesitate|as required"
    r"|as desired|"
    r"this completes|which completes)\b",
    re.IGNORECASE,
)
_DONE = re.compile(r"(?:[\s$\\(]*(?:∎|■|□|▪|QED|Q\.E\.D\.?|q\.e\.d\.?|\\(?:blacksquare|square|qed|Box)\b)[\s$\\).]*)+$")
_HEAD = re.compile(r"[\s*_#>`-]*")
_SENTENCE_END = re.compile(
    r"\.(?:\$\$?|\\[\])])(?=\s+[A-Z])"
    r"|(?<=[^.\d\s])(?<!\bi\.e)(?<!\be\.g)(?<!\bvs)(?<!\bca)(?<!\bz\.B)(?<!\bapprox)(?<!\bAns)(?<!\bno)(?<!\bRs)\.(?=\s|$)|(?<=\d)\.(?=\s+[^\W\d_]|\s*$)|\n\s*\n|[。！？।]|(?<=[\w$)])[!?؟](?=\s+[^\W\d_]|\s*$)"
)
_BULLETS = re.compile(r"\s*(?:\n\s*[-*•]\s*[^\n]{1,80}){2,6}\s*$")


def _from_text(text: str) -> Final:
    if (hope := text.rfind("I hope it is correct")) > 0:  # a template's last words; models go on after them
        text = text[:hope]
    if "<" in text:
        text = _TAG.sub(" ", text)
    tail = _DONE.sub("", _unstyled(_end(text)).strip()).strip()
    if not tail:
        return Final(none="empty answer")
    if tail != (tail := _ARROW.sub("", tail)) and parses(tail):
        return Final((tail,))
    if _HOPELESS.search(tail):
        return Final(none="the text says that it has no answer")
    if len(text) <= MAX_CHARS and not _OPENS_SENTENCE.match(text) and _whole(text):
        return Final(none="a question states nothing") if ask(text) else Final((text.strip(),))
    if (
        len(text) <= TAIL
        and tail != text.strip()
        and not _WORDY.search(tail)
        and "\n" not in tail
        and parses(tail)
        and not ask(tail)
    ):
        return Final((tail,))
    picks = list(_PICK.finditer(tail))
    if picks and not _CUE.search(tail, picks[-1].end()) and not objection_before(tail[: picks[-1].start()]):
        return Final((next(filter(None, picks[-1].groups())),))
    cue = _stated_after_cue(tail)
    if cue is not None:
        return cue
    if said := _YES_OR_NO.match(tail):
        return _after_yes_or_no(tail, said)
    if not any(char.isalpha() for char in tail):
        return Final(none="numbers in a row are no final answer")
    return _last_sentence(tail)


def _end(text: str) -> str:
    """The last characters, from a whole word on."""
    return text if len(text) <= TAIL else _CUT_WORD.sub("", text[-TAIL:], count=1)


_CUT_WORD = re.compile(r"^[0-9A-Za-z.,]+")


_ARROW = re.compile(r"^(?:[→⇒∴➜►▶]|[=-]+>|\\(?:therefore|Rightarrow|implies)\b)\s*")
_OPENS_SENTENCE = re.compile(
    r"\s*(?:i|we|so|thus|hence|therefore|por|per|also|donc|dus|luego|logo)\s+\w", re.IGNORECASE
)
_HOPELESS = re.compile(
    r"\b(?:(?:cannot|can't|can not|could not|couldn't|unable to|not able to) (?:solve|answer|finish)|(?:give"
    r"|gave|giving) up|"
    r"no idea|don't know (?:the answer|how|what)|do not know the answer)\b",
    re.IGNORECASE,
)
_NAMES_VALUE = re.compile(
    r"\W*(?:(?:so|thus|hence|therefore)[\s,]+)?(?:(?:the|its|our)\s(?:\w+\s)?(?:number|value|result|solution"
    r"|total|sum)|it)\s(?:is|equals)\b",
    re.IGNORECASE,
)


def _after_yes_or_no(tail: str, said: re.Match[str]) -> Final:
    """A value that a later sentence names is the answer, and not the yes or no before it."""
    ends = [end.end() for end in _SENTENCE_END.finditer(tail)]
    last = next((tail[end:] for end in reversed(ends) if tail[end:].strip(" .")), "")
    if _NAMES_VALUE.match(last) and (found := _last_sentence(last)).texts:
        return found
    return Final((said.group(1),))


_WORDY = re.compile(r"(?<!\\)[^\W\d_]{2}|[\u3040-\u9fff]")
_TAG = re.compile(r"</?(?:answer|think|final|result)>", re.IGNORECASE)
_REPEATED = re.compile(r"\(([A-Za-z -]{3,40}|\d[\d,.]*\s[A-Za-z ]{1,20})\)(?=\W*$|\s+[a-z]{2})")


def _without_repeat(match: re.Match[str]) -> str:
    """14 (fourteen) and 15 minutes (900 seconds) say it twice."""
    said = match.group(1)
    return " " if said[0].isdigit() or word_number(said) is not None else match.group()


def _unstyled(tail: str) -> str:
    if "\\end{" in tail and _ENVIRONMENT.search(tail):
        tail = _ROW_END.sub("\n", _ENVIRONMENT.sub("\n", tail)).replace("&", " ")
    if "**" in tail or "__" in tail:
        tail = _BOLD.sub(r"\2", tail)
    if ")" in tail:
        tail = _REPEATED.sub(_without_repeat, tail)
    return _HOPE.sub("", tail) if "hope" in tail or "INST" in tail else tail


def _whole(text: str) -> bool:
    """Is the whole text one expression, or a few words?"""
    stripped = text.strip()
    if "\n\n" in stripped or len(stripped) > MAX_SENTENCE or _CUE.search(stripped) or _PICK.search(stripped):
        return False
    if (
        (re.match(r"[A-Za-z]{4,}ing\b[^,=]{0,20},", stripped))
        or gave_up(stripped)
        or (len(_LATER_WORDS.findall(stripped)) > 4 and "\\" not in stripped)
    ):
        return False
    if SEGMENT.search(stripped) and re.search(r"[^\W\d_]{3}|[\u3040-\u9fff]", SEGMENT.sub(" ", stripped)):
        return False
    if _is_labelled(stripped):
        return True
    if _SAYS.search(stripped):
        return False
    try:
        tree = parse(stripped)
    except Unparsable:
        return False
    if isinstance(tree, Word):
        return len(tree.text) <= 40 and not any(char.isdigit() for char in tree.text) and not mostly_words(tree)
    return not mostly_words(tree) and (measured(stripped) or "\\" in stripped) and not _worded(stripped)


_SAYS = re.compile(r"\w (?:is|are|equals|é|è|es|ist|est|jest) [$\\(-]*\d")
_LATER_WORDS = re.compile(r"(?<![\\\w{])[^\W\d_]{2,}")


def _worded(text: str) -> bool:
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


# -- what a cue introduces -----------------------------------------------------------------------------------------

_FILLERS = Phrases(cues.FILLERS + cues.BRIDGES)
_LINKED = re.compile(r"[:：=-]|(?<!\w)(?:is|are|equals|be|was|to)(?!\w)")
_BUT = re.compile(
    r"(?:[,\s]+(?:because|since|as)\b[^;.]{0,60})?[\s,;.:$)]*(?:but|it is|it's|rather|instead"
    r"|sondern|mais|sino|ma|mas|maar|lecz|ale|а|но|але|αλλά|אלא|بل"
    r"|बल्कि|mà là|而是|ではなく|아니라)(?!\w)"
)
_ITEM = re.compile(r"\s*\n\s*[-*•]\s*")


def _stated_after_cue(tail: str) -> Final | None:
    """What the last cue introduces; None where no cue introduces anything."""
    found = list(_CUE.finditer(tail))
    marks = [cue for cue in found if cue.group() == "####" and tail[cue.end() :].strip()]
    stated: list[Final] = []
    for cue in (marks or found)[-5:]:
        if (one := _after_cue(tail, cue)) is not None:
            stated.append(one)
    if not stated:
        return None
    different = {fold(one.texts[0]) for one in stated if one.texts}
    if len(different) > 3 or (len(different) > 1 and _side_by_side(tail, found)):
        return Final(none="several answers are no final answer")
    return stated[-1]


def _side_by_side(tail: str, found: list[re.Match[str]]) -> bool:
    """Are the last two answers given one after the other, with nothing between that takes the first back?"""
    between = tail[found[-2].end() : found[-1].start()]
    return len(between) < 40 and not re.search(
        r"\b(?:wait|no|not|so|actually|final|but|correct|therefore|thus|hence)\b", between, re.IGNORECASE
    )


def _after_cue(tail: str, cue: re.Match[str]) -> Final | None:
    begin = _sentence_start(tail, cue.start())
    lead = tail[begin : cue.end()]
    body = tail[cue.end() : cue.end() + MAX_STATED]
    if _BULLETS.match(tail[cue.end() :].lstrip(" :*")) or _BULLETS.match(
        re.sub(r"^[^\n]{0,12}:", "", tail[cue.end() :])
    ):
        items = _ITEM.split(tail[cue.end() :])[1:]
        return Final((", ".join(item.strip() for item in items),))
    sentence, following = _sentence(_QUOTED.sub(lambda said: " " * len(said.group()), body))
    following += tail[cue.end() + len(body) :]
    asked = ask(sentence + following[:1])
    if asked and formulas(sentence):
        return Final(none="a question states nothing")
    if cue.group() == "####" and parses(sentence.strip()):
        return Final((sentence.strip(),)) if not _worded(sentence) else Final(none="the answer is not stated")
    spans = formulas(sentence)
    if not spans:
        return _words_after(lead, sentence, following)
    run = runs_of(sentence, spans)[0]
    zone = sentence[: run[0][0]]
    if (described := _DESCRIBED.search(plain(lead))) and described.group(1) not in cues.OWN_ANSWER | {"would"}:
        return Final(none=f"a {described.group(1)} answer is not offered as the answer")
    if labelled(chosen := _OPTION.sub("", sentence.strip(" :*"))) and not zone.strip(" :*(（是为ist"):
        return Final((chosen,))
    if (letter := _CHOSEN.fullmatch(chosen)) is not None:
        return Final((f"({letter.group(1)})",))
    if _choice_first(zone):
        return _words_after(lead, sentence, following)
    if bridged(zone):
        stated = value(sentence, run, following, lead)
        if not stated.texts and "negated" in stated.none and (but := _corrected(sentence, run, following)):
            return but
        return stated
    if objection := objection_before(lead + zone, approximate=True):
        return _corrected(sentence, run, following) or Final(none=objection)
    if _NESTED.match(sentence) or re.match(r"\s*(?:[*_]*\s*[:：])", sentence):
        return statement(_LINK_WORD.sub("", sentence, count=1), following)
    if len(lead.split()) <= 4 and not formulas(following):
        return Final(none="what stands after the answer's verb is no value")
    return None


_DESCRIBED = re.compile(r"(?<![\w'-])([a-z][a-z'-]*) (?:answer|ans)$")
_QUOTED = re.compile(r"[\"“][^\"”\n]{0,20}[A-Za-z]{3}[^\"”\n]{0,100}[\"”]")
_NESTED = re.compile(r"\s*(?:[:：]|is|are|was)[^.]*\b(?:is|are|equals|was|has|have)\b")
_LETTER_FIRST = re.compile(
    r"\s*(?:is|are|:|：|=|是|为|ist|est|es|é|è)?\s*(?:option|choice)?\s*[(\[*]*([A-J])[)\]*]*\s*(?:[,.:;)]|because"
    r"|since|with|$)"
)


def _choice_first(zone: str) -> bool:
    return bool(_LETTER_FIRST.match(zone))


def _corrected(sentence: str, run: list[tuple[int, int]], following: str) -> Final | None:
    """Not 6 but 7; it is not 6, it is 7."""
    rest = sentence[run[-1][1] :] + following
    if (but := _BUT.match(rest.lower())) is None:
        return None
    stated, after = _sentence(rest[but.end() :])
    found = statement(stated, after)
    return found if found.texts else None


def bridged(zone: str) -> bool:
    """Does nothing but a verb and fillers stand between the cue and the value?"""
    text = plain(zone)
    text = re.sub(
        r"\((?!guess|wrong|maybe|perhaps|not|prob|poss|unsure|tentative)[^()]{0,40}\)|(?<!\w)(?:of|to"
        r"|for) (?:the|this|our|your|part|a) [^.:=]{0,50}?(?=\s(?:is|are|equals)\b|:|$)",
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


def _words_after(lead: str, sentence: str, following: str) -> Final | None:
    """An answer in words: Tuesday, no, (C), seven."""
    text = _LINK_WORD.sub("", sentence.strip(" :*"), count=1).strip(" :*")
    if not fold(text) or len(text.split()) > 30:
        return None
    if (
        len(sentence) - len(sentence.lstrip()) == 0
        and not _LINKED.search(sentence[:14])
        and not _LINK_WORD.match(sentence)
        and sentence[:1].isalpha()
    ):
        return None
    if not sentence.strip(" :*").startswith(text) or _starts_linked(sentence):
        objection = objection_before(lead) or (_NEGATED.match(text) and "the answer is negated")
        if objection:
            return Final(none=str(objection))
        if ask(sentence + following[:1]):
            return Final(none="a question states nothing")
        return _expression(text, first=True)
    return None


_LINK_WORD = re.compile(
    r"(?:[\s*]*(?:\([^()]{0,30}\)|(?:of|to|for)\s[^.:=\n]{0,60}?(?=\s(?:is|are)\b|:)))?[\s*]*"
    r"(?:(?:choice|option)\s)?(?:is|are|would be|must be|ist|est|es|é|è|jest|to|—|-|:|：|=|就?是|为|は|은|는|คือ|là"
    r"|הוא|היא|هو|هي)(?![a-z])(?:\s*[:：])?\s*"
)


def _starts_linked(sentence: str) -> bool:
    return bool(re.match(r"\s*[:：=]|\s*$", sentence[:3])) or bool(_LINK_WORD.match(sentence))


def _sentence_start(text: str, at: int) -> int:
    start = 0
    for end in _SENTENCE_END.finditer(text, max(0, at - MAX_SENTENCE), at):
        start = end.end()
    return start or max(0, at - MAX_SENTENCE)


def _sentence(text: str) -> tuple[str, str]:
    """The first sentence, without what introduces it, and what follows it."""
    lead = re.match(r"[\s*_#>`]*(?:[:：]|\bis:)?[\s*_#>`]*", text)
    skipped = lead.end() if lead and ("\n" in lead.group() or ":" in lead.group() or "：" in lead.group()) else 0
    body = text[skipped:]
    prefix = ": " if skipped else ""
    end = _SENTENCE_END.search(body)
    if end is None:
        return prefix + body, ""
    return prefix + body[: end.start()], body[end.start() :]


# -- the last sentence ---------------------------------------------------------------------------------------------


_NOUN_PHRASE = re.compile(r"-?\d[\d.,]*(?:\s+[A-Za-z]{3,}){1,2}[.!]?")
_VERBS = re.compile(r"\b(?:remains?|works?|suffices?|left|fits?|holds?|did|does|do|are|is|satisf\w+)\b")
"""A number with a noun and no verb: whether the noun changes it is for the comparison to say."""


def _last_sentence(tail: str) -> Final:
    ends = [0, *(end.end() for end in _SENTENCE_END.finditer(tail)), len(tail)]
    parts = [tail[a:b] for a, b in itertools.pairwise(ends) if tail[a:b].strip(" .。\n*")]
    while len(parts) > 1 and (_POLITE.match(parts[-1]) or not any(char.isalnum() for char in parts[-1])):
        parts.pop()
    last = parts[-1].strip() if parts else tail
    lines = [line for line in last.split("\n") if line.strip()]
    if not SEGMENT.search(last) and lines:
        last = lines[-1]
    last = last[-MAX_SENTENCE:]
    if labelled(chosen := _OPTION.sub("", last)):
        return Final((chosen,))
    if ask(last):
        return Final(none="a question states nothing")
    if _NOUN_PHRASE.fullmatch(last) and not _VERBS.search(last):
        return Final((last,))
    if formulas(last):
        found = statement(last.rstrip(".。"), "")
        if found.texts or found.none:
            return found
    if gave_up(last):
        return Final(none="the text says that it has no answer")
    return _expression(last, first=False)


_NEGATED = re.compile(
    r"[\s:]*(?:definitely |certainly |clearly )?(?:not|never|neither|unknown|unclear|anything but)\b|[\s:]*不",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"(?:,\s*(?:which|therefore|hence|thus)\b|[,;:]?\s*\b(?:namely|i\.e\.)|"
    r"[,\s(]+(?:because|since|where|due to|given that)\b).*",
    re.IGNORECASE | re.DOTALL,
)


def _expression(sentence: str, first: bool) -> Final:
    """The words that a sentence states: a choice, "no solution", what stands after `is`, else all of them."""
    sentence = sentence[:MAX_SENTENCE] if first else sentence[-MAX_SENTENCE:]
    if labelled(chosen := _OPTION.sub("", sentence)):
        return Final((chosen,))
    if _TAKEN_BACK.search(sentence):
        return Final(none="the answer is negated")
    short = _OF_THEM.sub("", _REASON.sub("", sentence))
    if stated := _stated(short):
        return stated
    if lacking := _LACKING.search(short):
        return Final((lacking.group(1),))
    if parses(sentence) or not parses(short):
        said = _IS.split(short.strip().rstrip(".!"))
        return (
            Final((said[-1].strip(),))
            if len(said) > 1 and said[-1].strip() and not parses(sentence)
            else Final((sentence,))
        )
    return Final((short,))


_OF_THEM = re.compile(r"\s+of\s+(?:them|these|those|each)\b.*", re.IGNORECASE)
_OPTION = re.compile(r".*\b(?:option|choice)\s+", re.IGNORECASE)
_CHOSEN = re.compile(r"\s*[(\[]([A-J])[)\]]\s*,\s*\S[^,]{0,40}")
_IS = re.compile(
    r"\b(?:is|are|equals|was|be|it's|that's)\b"
    r"(?:\s+(?:equal to|just|simply|only|exactly|therefore|thus|then|about|around|approximately|roughly|the)\b)*"
)


def _stated(sentence: str) -> Final | None:
    """What stands after the last `is`, where that is no description."""
    pieces = _IS.split(sentence)
    if len(pieces) < 2:
        return None
    last = pieces[-1].strip(" :.")
    if _NEGATED.match(last):
        return Final(none="the answer is negated")
    if _RIGHT.fullmatch(last) and (chosen := _LETTER.search(pieces[-2])):
        return Final((chosen.group(1),))
    return None


_LETTER = re.compile(r"(?:^|\s)[(\[*]*([A-J])[)\]*]*\s*$")
_TAKEN_BACK = re.compile(
    r"\b(?:which|that) is (?:clearly |obviously |of course )?(?:wrong|incorrect|false|not)\b", re.IGNORECASE
)
_RIGHT = re.compile(r"(?:correct|right)(?:\s+(?:answer|option|choice))?", re.IGNORECASE)
_LACKING = re.compile(
    r"\b(?:has|have|there (?:is|are))\s+(no (?:real |integer |such )?(?:solutions?|values?))\b", re.IGNORECASE
)
