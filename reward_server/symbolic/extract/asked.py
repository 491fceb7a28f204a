"""Is what a sentence states the value of what the prompt asks for?

A statement may speak of what the prompt speaks of, and of what may be said of any answer ("the total", "the remaining
number"); another subject ("my first guess", "the perimeter", where the prompt has no perimeter) has another value. The
words come from the prompt, so that nothing needs to be listed.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from reward_server.memo import remembered
from reward_server.symbolic.extract import cues
from reward_server.symbolic.extract.amounts import Amount, amounts, same_thing, several, without
from reward_server.symbolic.extract.cues import asked, leads, verbs, worded
from reward_server.symbolic.extract.cues.by_language import either, of
from reward_server.symbolic.extract.cues.function_words import FUNCTION_WORDS, spoken
from reward_server.symbolic.extract.cues.kinds import glued
from reward_server.symbolic.extract.formulas import SEGMENT
from reward_server.symbolic.extract.moments import moment
from reward_server.symbolic.extract.phrases import alike, ends, plain
from reward_server.symbolic.parse.spelled import in_any_language
from reward_server.symbolic.parse.units import Unit, is_measure, unit

MAX_PROMPT = 4000
"""Characters at the end of a prompt that are read: the question stands there."""
MAX_WORDS = 400

_WORD = re.compile(r"(?:[^\W\d_]|[\u0900-\u0963])+(?:(?:['’]|[\"״](?=[\u05d0-\u05ea](?![^\W\d_])))[^\W\d_]+)?")
_COMMAND = re.compile(r"\\(?:begin|end)\s*\{[^{}]*\}|\\[a-zA-Z]+")
FOREIGN = "its subject is none of the question's"
OTHER = "it is said of another than the question asks for"
NO_EVIDENCE = "nothing shows that the sentence answers a question"


@dataclass(frozen=True, slots=True)
class _Asked:
    text: str
    words: frozenset[str]
    """All content words of the prompt, in lower case."""
    abbreviations: frozenset[str]
    """Words without a vowel, or with a capital inside, in lower case: gcd, НОК, kgV."""
    names: frozenset[str]
    """Words that are always written with a capital letter."""
    asks: str
    """The sentences that ask, in lower case."""
    question: frozenset[str]
    """Their words."""
    lower: frozenset[str]
    """The same in lower case."""
    asked_of: frozenset[str]
    """The names in the question; empty where a pronoun stands for one."""
    sought: frozenset[str]
    """The letters that it asks for."""
    wanted: frozenset[str]
    """The nouns of what it asks for; none where it names none."""
    implied: frozenset[str]
    given: tuple[Amount, ...]
    """The numbers of the prompt, each with the word after it."""
    amounts: tuple[Amount, ...]
    """Those of the question."""
    language: str
    units: tuple[Unit, ...]
    """What it asks to be measured in: how many minutes."""
    elsewhere: bool
    """Does the question stand somewhere else, as in a picture: solve the problem that is shown?"""


def objection(before: str, after: str, shown: str, prompt: str, *, weak: bool = False) -> str:
    """Why a value `shown` between `before` and `after`, the words of its clause, is no answer, or nothing.

    `weak`: unless the prompt can be compared, nothing speaks for the value either.
    """
    unknown = NO_EVIDENCE if weak else ""
    question = _asked(prompt[-MAX_PROMPT:])
    if question.elsewhere:
        return unknown
    if question.sought and (name := _NAMED.match(shown)):
        return "" if name.group(1).replace(" ", "") in question.sought else f"{OTHER}: {name.group(1)}"
    before = next((line for line in reversed(before.split("\n")) if line.strip(" *_#>$\\")), "")
    before = _without_spelled(before, question)
    if _COMPUTED.search(_KOREAN_REASON.split(f"{before}{shown}{after}".partition("\n")[0])[-1]):
        return ""
    subject = _subject(before)
    said, counted = _words(subject), _words(_COUNTED.split(_plain(after), maxsplit=1)[0])
    if _in_another_language([word.lower() for word in said + counted], question.language):
        return unknown
    words = [word.lower() for word in (*said, *counted[:2]) if not word.isupper() and not _gives(word, question)]
    foreign = [] if _names_its_subject(shown, question) else [one for one in words if not _licensed(one, question)]
    shared = {word for word in words if not _said_of_any(word, question.language) and _in_question(word, question)}
    if foreign and len(shared) < SHARED * len(foreign):
        return f"{FOREIGN}: {foreign[0]}"
    return (
        _at_another_time(before, after, question)
        or _each(f"{before}{after}", after, question)
        or _another_amount("" if _is_no_number(shown) else f"{before} {after}".replace(shown, " "), question)
        or _one_of_them(said, f"{subject} {after}", question)
        or _another_unit(counted, f"{before} {after}", question)
        or _other(said, counted, subject, question, shown)
    )


def _gives(word: str, question: _Asked) -> bool:
    """Is it a number in words that the prompt gives?"""
    value = in_any_language(word) if len(word) > 2 else None
    return value is not None and any(one.many == value for one in question.given)


def _without_spelled(before: str, question: _Asked) -> str:
    """A clause without the words that the prompt abbreviates: the greatest common divisor, where it asks for a gcd."""
    said = list(_WORD.finditer(before))
    initials = "".join(word.group()[0] for word in said).lower()
    for short in question.abbreviations:
        if (at := initials.find(short)) < 0:
            continue
        spelled = said[at : at + len(short)]
        left, right = before[: spelled[0].start()], before[spelled[-1].end() :]
        numbers = set(_DIGIT.findall(question.text))
        if _DIVISORS.isdisjoint(one.group().lower() for one in spelled) or not numbers.issuperset(
            _DIGIT.findall(right)
        ):
            continue  # the last correct move; the least common multiple of other numbers
        return left + right
    return before


_DIVISORS = frozenset(of("divisor"))
_DIGIT = re.compile(r"\d+")


def repeats_question(before: str, after: str, shown: str, prompt: str) -> bool:
    """Does a clause say again what the prompt asks for, so that its verb, whatever it is, states the value?"""
    question = _asked(prompt[-MAX_PROMPT:])
    if leads.IF.match(plain(before)) or objection(before, after, shown, prompt):
        return False
    said = [*_words(_subject(before)), *_words(after.lstrip(" $\\)").partition(" ")[2])]
    counted = _words(_COUNTED.split(_plain(after), maxsplit=1)[0])
    if any(_repeats_glued(before + measure + after, question) for measure in ("", _DIGITS.sub("", shown))):
        return True
    if (rate := _UNIT.match(shown)) and f" {rate.group(1)}" in question.text:
        return True
    nouns = _nouns([*_words(_head(before)), *(counted or said[-1:])], question.language)
    words = _nouns(said, question.language)
    return (any(alike(one, word) for one in nouns for word in question.wanted) or not question.wanted) and (
        (
            any(_in_question(word, question) for word in words)
            and all(_in_question(word, question) or word in question.words for word in words)
        )
        or (
            question.language in _NO_COPULA
            and all(len(word) < 3 or is_measure(word) for word in _words(after))
            and any(_in_question(word.lower(), question) for word in _words(before)[-1:])
        )
    )


def says_result(before: str, after: str, shown: str, prompt: str) -> bool:
    """Does a clause say a number that was just computed in the words of the prompt alone, or of a place with any verb?

    Das Auto legt 240 km zurück; у саду росте 126 яблунь.
    """
    question = _asked(prompt[-MAX_PROMPT:])
    if question.language == "en" or not question.text.strip():
        return False
    said, counted = _words(before), _words(after)
    known = [_licensed(word.lower(), question) for word in said]
    verb = next((at for at in range(len(said) - 1, -1, -1) if not known[at]), len(said))
    prepositions = frozenset(FUNCTION_WORDS.get(question.language, ())) - _SHARED_VERBS
    if verb < len(said) and (
        question.language == "de"  # all nouns are names there
        or not _IN_PLACE.match(before)
        or question.names.intersection(said)
        or (_deed(said[verb].lower(), question.language) and not _same_deed(said[verb].lower(), question))
    ):
        return False  # somebody loses, wants or gives away so many; in the garage park 54
    if known.count(False) > 1 or not all(_licensed(word.lower(), question) for word in counted):
        return False
    if said and (last := said[-1].lower()) in prepositions and not _in_question(last, question):  # of 36, from 36
        return False
    subject = [word for word in said[:verb] if word.lower() in question.words]
    return bool(subject) and not objection(
        before.replace(said[verb], " ") if verb < len(said) else before, after, shown, prompt
    )


_IN_PLACE = re.compile(r"\W*(?:in|dans|sur|en|em|no|na|nel|nella|we?|ve?|у|во?|на|på|op|în)\s", re.IGNORECASE)
_SHARED_VERBS = frozenset(of("is", "is?", "verb?"))


_NO_COPULA = frozenset(("ar", "he", "hu", "id", "ru", "tr", "uk"))
"""Languages that say "the speed 40 km/h" for "the speed is 40 km/h"; the noun before the value is what is asked for."""


def _repeats_glued(clause: str, question: _Asked) -> bool:
    """4時間で何km進みますか: 4時間で240km進みます, where the verb stands after the value and no spaces part words."""
    said = _ENDING.sub("", clause.strip())
    asks = _ASKED_GLUED.sub("", _ENDING.sub("", _last_clause(question)))
    return len(asks) > 2 and any(map(glued, asks)) and said.endswith(asks.strip())


_DIGITS = re.compile(r"[\d.,\s]+")
_ENDING = re.compile(r"(?:니다|니까|か|呢)?[.。?？\s]*$")
_ASKED_GLUED = re.compile(r"\d+|多少|几|何|いくつ|몇\s?")
_UNIT = re.compile(r"\S*\d\s*([^\W\d_]+/[^\W\d_]+)")


def _names_its_subject(shown: str, question: _Asked) -> bool:
    """x > 2, f(x) = 3x, (k, n) = (2, 4), where the prompt writes the left side too."""
    left = _LEFT_SIDE.match(shown)
    return left is not None and re.sub(r"[\s$]", "", left.group(1)) in re.sub(r"[\s$]", "", question.text)


_LEFT_SIDE = re.compile(r"[\s$\\(]*((?:[A-Za-z]|\()[^=<>]{0,30}?)\s*(?:=|<|>|\\(?:in|le|ge|leq|geq|lt|gt)(?![a-z]))")
SHARED = 4
"""Words of the question that let one that is not of the prompt stand beside them."""


def _subject(before: str) -> str:
    """What stands between the last comma, "that" or "we find" and the value, with a circumstance in front of it."""
    before = asked.SURELY.sub("", before.rstrip(" :：*_$\\([")) + " "
    if asked.METHOD.match(before):
        return ""
    cuts = list(_CUT.finditer(before))
    if not cuts:
        return before
    end = cuts[-1].end()
    front = before[:end].lstrip(" *_#>$").rpartition(".")[2]
    if cuts[-1].group()[0] in ":：" or _PRONOUN.search(before, max(0, cuts[-1].start() - 3), end + 8):
        return before[end:]
    apart = _CIRCUMSTANCE.match(front) or _GOES_ON.match(before, end)
    reported = cuts[-1].group().lower() == "that" and (
        _OF_A_NOUN.search(before, 0, end) or not ends(leads.KNOWN, plain(before[: cuts[-1].start()]))
    )
    return before if apart or reported else before[end:]


_GOES_ON = re.compile(r"(?:and|or)\s(?!(?:the|so|thus|then|hence|we|it|his|her|its|their)\b)")
"""A list goes on, and no clause begins."""
_OF_A_NOUN = re.compile(r"\b(?:probability|chances?|odds|likelihood|fact|conditions?) that$")
_PRONOUN = re.compile(r"(?:^|[,;:!.]\s)that(?=['’]s\b|\s(?:is|was|makes|gives|means|equals|leaves)\b)", re.IGNORECASE)
_KOREAN_REASON = re.compile(r"(?<![했았었]으)(?:므로|니까|이고|라서)\s")
"""Not in the past: what somebody said is no reason."""
_CUT = re.compile(
    rf"[,;:(](?!\d)\s|[，、；：。]|{_KOREAN_REASON.pattern}|\b(?:so|thus|hence|therefore|then|that)\b"
    r"|\band (?:get|obtain|find|have|arrive at)\b"
    rf"|(?<!\w)(?:en|та|{either('and')})\s(?:{either('get')})(?!\w)"
    r"|\b(?:we|i|you|one)(?: \w+)? (?:see|know|find|get|have|obtain|conclude)\b",
    re.IGNORECASE,
)
_CIRCUMSTANCE = re.compile(
    r"(?:in|for|at|before|last|next|if|when|under|without|on|during|yesterday|earlier|originally|initially|first|wenn|falls|si|se|als|jeśli|если|якщо|ако"
    r"|laut|nach|selon|d'après|según|segundo|secondo|volgens|według|согласно|im|in der|dans|en|nel|nella|no|na|w|в)\b",
    re.IGNORECASE,
)
_CONTRACTED = re.compile(r"'(?:s|re|ve|ll|d|t|m)?$")
_NAMED = re.compile(r"[\s$\\(]*([A-Za-z](?:\s?\([^()=]{1,12}\))?)\s*=[^=]*$")
_COMPUTED = re.compile(r"\d.*[-+*/×·÷–].*=|\d.*\\(?:cdot|times|div|frac).*=")
"""A computation says itself what its value is: 5 apples * 3 = 15."""
_COUNTED = re.compile(
    r"(?!(?<=[\u05d0-\u05ea])[\"״](?=[\u05d0-\u05ea]))[^\w\s$\\{}'’-]|(?<!\w)(?:and|of|in|on|at|for|from|to|with|who|that|und|von|im|et|de|dans|y|en|e|di|van|i|w|à|a"
    r"|и|в|на|у)(?!\w)"
)
"""What ends the name of what is counted."""


def _one_of_them(said: list[str], clause: str, question: _Asked) -> str:
    """Is it said of one name, where the question asks what several have together?"""
    names = question.names.intersection(word.removesuffix("'s") for word in said)
    if (
        len(names - question.question) != 1
        or len(question.names) < 2
        or asked.TOGETHER.search(clause)
        or asked.SOMEBODY.search(question.asks)
    ):
        return ""
    return f"{OTHER}: {min(names)}" if asked.TOGETHER.search(question.asks) and not asked.JOINED.search(clause) else ""


def _another_unit(counted: list[str], clause: str, question: _Asked) -> str:
    """90 seconds, where the question asks for minutes, and none are in the clause."""
    if not question.units or not counted or not is_measure(counted[0]):
        return ""
    said = unit(counted[0])
    if any(_is_scaled(said, one) for one in question.units) and not any(
        unit(word) in question.units for word in _words(clause) if is_measure(word)
    ):
        return f"{OTHER}: {counted[0]}"
    return ""


def _is_scaled(said: Unit, wanted: Unit) -> bool:
    """Of the same dimension, and not the same; of money, whatever its country: cents for euros."""
    same_kind = said.powers == wanted.powers or (_is_money(said) and _is_money(wanted))
    return same_kind and said.factor != wanted.factor


def _is_money(one: Unit) -> bool:
    return len(one.powers) == 1 and one.powers[0] in _MONEY


_MONEY = frozenset(unit(name).powers[0] for name in ("dollars", "euros", "pounds sterling"))


def _units(question: str) -> tuple[Unit, ...]:
    """The units that it names after "how many", or with "in" at its end."""
    named = [word for phrase in asked.COUNTED.findall(question) for word in _words(phrase)[:1]]
    named += asked.MEASURED_IN.findall(question)
    for run in asked.GLUED_MANY.findall(question):  # nothing says where the unit ends: the longest that is one
        named += [one for size in range(len(run), 0, -1) if is_measure(one := run[:size])][:1]
    return tuple(unit(word) for word in named if is_measure(word))


def _each(said: str, after: str, question: _Asked) -> str:
    """12 euros a day, 每盒15支: where the question asks for all."""
    if (glued_ := asked.GLUED_EACH.search(said)) and not asked.GLUED_EACH.search(_last_clause(question)):
        return f"{OTHER}: {glued_.group()}"
    found = asked.EACH_AFTER.match(after)
    if found is None or asked.OF_EACH.search(question.asks):
        return ""
    noun = next(filter(None, found.groups()), "").lower()
    several_of_it = any(one.many != "1" and alike(one.thing.lower(), noun) for one in question.given)
    return "" if noun and (noun in question.lower or not several_of_it) else f"{OTHER}: {found.group().strip()}"


def _last_clause(question: _Asked) -> str:
    return _CLAUSE_GLUED.split(question.asks.rstrip("?？。 "))[-1]


_CLAUSE_GLUED = re.compile(r"[，、。,]")


def _another_amount(clause: str, question: _Asked) -> str:
    """Four boxes hold 15 pens, where the question has three boxes, and the prompt no four."""
    if not question.amounts or "=" in clause:
        return ""
    for amount in amounts(clause):
        many, thing = amount
        known = {one.many for one in question.amounts if same_thing(one, amount)}
        if not known or many in known or f"all {many}" in clause or clause.count(thing[:4]) > 1:
            continue
        if _said_of_any(thing, question.language):
            continue
        if amount not in question.given or clause.lstrip(" *_").startswith(many):
            return f"{OTHER}: {many} {thing}"
    return ""


def without_given(sentence: str, prompt: str) -> str:
    """A sentence with several numbers without those that the prompt gives: reads 90 pages in 3 days."""
    if not prompt or "=" in sentence or not several(sentence):
        return sentence
    question = _asked(prompt[-MAX_PROMPT:])
    return without(sentence, lambda one: _is_given(one, question))


def _is_given(amount: Amount, question: _Asked) -> bool:
    """Does the question give so many of a thing, or the prompt where the question has no number of it?"""
    known = [one for one in question.amounts if same_thing(one, amount)]
    return any(one.many == amount.many and same_thing(one, amount) for one in known or question.given)


def _at_another_time(before: str, after: str, question: _Asked) -> str:
    """Last year, until the storm, would be with another coin: where the question says nothing of it."""
    part = asked.PART_OF.match(after) if not _WORD.search(before) else None  # "there are 7 of these" is all
    if part and not asked.PART_OF_THEM.search(question.text):
        return f"{OTHER}: {part.group().strip()}"
    condition = asked.CONDITION.search(after) if ends(asked.WOULD, before) else None
    if condition and "would" not in question.words:
        return f"{OTHER}: {condition.group()}"
    fewer = asked.FEWER.search(after)
    if fewer and fewer.group().strip(" .!").lower().split()[-1] not in question.words:
        return f"{OTHER}: {fewer.group().strip()}"
    apart = asked.RESTRICTED.search(_subject(before)) or asked.RESTRICTED.search(after)
    if apart and not asked.RESTRICTED.search(question.text) and not asked.NEGATIVE.search(question.asks):
        return f"{OTHER}: {apart.group()}"
    place = None if "must" in before else asked.PLACE.match(after)  # what must be was concluded
    if place and not _licensed(place.group(1).lower(), question):
        return f"{FOREIGN}: {place.group(1)}"
    for time in (asked.ANOTHER_TIME.search(before), asked.ANOTHER_TIME.search(after)):
        if time and time.group().lower() not in question.text.lower():
            return f"{OTHER}: {time.group()}"
    earlier = asked.EARLIER.search(after)
    return f"{OTHER}: {earlier.group()}" if earlier and not asked.EARLIER_ASKED.search(question.asks) else ""


def _other(said: list[str], counted: list[str], subject: str, question: _Asked, shown: str) -> str:
    """Why a statement whose words are all the prompt's is about something else in it."""
    names = question.names.intersection(word.removesuffix("'s") for word in said)
    if names and question.asked_of and not names & question.asked_of:
        return f"{OTHER}: {sorted(names)[0]}"
    if (case := asked.ANOTHER_CASE.match(subject)) and not re.search(rf"(?<!\d){case.group(1)}(?!\d)", question.text):
        return f"{OTHER}: {case.group(1)}"
    if asked.SEVERAL.match(subject) and not _in_question(said[0].lower(), question):
        return f"{OTHER}: {said[0]}"
    if any(word.lower() in asked.OF_MIND and not _in_question(word.lower(), question) for word in said[-LAST:]):
        return f"{OTHER}: {said[-1]}"
    of_question = {word.lower() for word in question.question}
    others = asked.ANOTHER - asked.NEXT if asked.FOLLOWS.search(question.text) else asked.ANOTHER
    if _is_no_number(shown) and (thing := asked.NOT_ING.intersection(word.lower() for word in said) - of_question):
        return f"{OTHER}: {min(thing)}"
    if another := sorted(others.intersection(word.lower() for word in said) - of_question):
        return f"{OTHER}: {another[0]}"
    if not any(word.lower() in asked.DISTRIBUTIVE for word in question.question):
        for word, noun in itertools.pairwise([one.lower() for one in said]):
            if (
                word in asked.DISTRIBUTIVE
                and not _said_of_any(noun, question.language)
                and (
                    (noun not in question.lower and not is_measure(noun))
                    or any(many != "1" for many, one in question.amounts if one == noun)
                )
            ):
                return f"{OTHER}: {word} {noun}"
    return (
        _another_share(said, counted, subject, question)
        or _last_character(subject, question.text)
        or _another_deed(said + counted, question)
        or _degree(said + counted[:2] if _is_no_number(shown) else said, question, shown)
        or _complement(subject, question)
        or _rival(counted, _words(_head(subject)), subject, question)
    )


def _another_share(said: list[str], counted: list[str], subject: str, question: _Asked) -> str:
    """One of several, what is left, a measure for a count, another than the relative that is asked for."""
    asks, words = question.asks, {word.lower().removesuffix("'s") for word in said}
    single = asked.SINGLE.match(subject)
    if single and single.group(1).lower() not in question.words and _in_question(single.group(1).lower(), question):
        return f"{OTHER}: {single.group().strip()}"
    if asked.LEFT.search(" ".join(counted)) and not asked.LEFT_ASKED.search(asks):
        return f"{OTHER}: what is left"
    of_whom = asked.RELATIVES & {word.lower() for word in _words(asks[_interrogative(asks) :])}
    names = question.names & set(said)
    if of_whom and names and not names & question.question and not asked.RELATIVES & words and "than" not in asks:
        return f"{OTHER}: not the {min(of_whom)}"
    owner = asked.OF_THEIRS.match(subject)
    if (
        owner
        and owner.group(1).lower() in asked.RELATIVES - of_whom
        and (not asked.TOGETHER.search(asks) or asked.SOMEBODY.search(asks))
    ):
        return f"{OTHER}: {owner.group().strip()}"
    if counted and len(counted[0]) > 2 and is_measure(counted[0]) and counted[0].lower() not in question.words:
        things = asked.COUNTED.search(asks) if question.wanted else None
        if things and not any(map(is_measure, _words(things.group(1)))):
            return f"{OTHER}: {counted[0]}"
    return ""


def _interrogative(asks: str) -> int:
    """Where the last question word stands: what is before it is told, not asked."""
    return max((one.start() for one in asked.INTERROGATIVE.finditer(asks)), default=0)


def _is_no_number(shown: str) -> bool:
    return moment(shown) or not any(map(str.isdigit, shown))


LAST = 4
"""Words before a value in which its verb stands."""


def _degree(said: list[str], question: _Asked, shown: str) -> str:
    """The smaller number, where the larger one is asked for; when it starts, where it says when it ends."""
    pairs = ((asked.LOW, asked.HIGH), *(asked.OPPOSITES if _is_no_number(shown) else ()))
    words, of_question = {word.lower() for word in said}, {word.lower() for word in question.question}
    for one, other in itertools.chain(*(((left, right), (right, left)) for left, right in pairs)):
        if words & one and not words & other and not of_question & one and of_question & other:
            return f"{OTHER}: {min(words & one)}"
    return ""


def _complement(subject: str, question: _Asked) -> str:
    """The probability that it is green, where the question says red."""
    found = _OF_WHAT.search(subject)
    if found is None or not _COPULA.search(subject):
        return ""
    if _NOT.search(found.group(1)) and not any(_NOT.search(word) for word in question.question):
        return f"{OTHER}: {found.group(1).strip()}"
    other = [word for word in _words(found.group(1)) if word.removesuffix("'s") not in question.names]
    words = [word for word in _nouns(other, question.language) if word not in question.wanted]
    if not words or any(_in_question(word, question) for word in words):
        return ""
    rest = {one for one in _nouns(question.question, question.language) if one not in question.wanted}
    return f"{OTHER}: {words[0]}" if rest and all(word in question.words for word in words) else ""


_OF_WHAT = re.compile(
    r"^(?:(?!\b(?:for|from|with|after|in|at|by)\b).)*?\b(?:of|that)\s(.*?)(?:\s(?:for|from|with|after|before|in|on|at|by|to)\s.*)?"
    r"\s(?:is|are|was|were|equals?)\W*$",
    re.IGNORECASE,
)
_NOT = re.compile(r"(?<!\w)(?:not|never|no|neither|none|\w+n't)(?!\w)", re.IGNORECASE)


def _rival(counted: list[str], head: list[str], clause: str, question: _Asked) -> str:
    """Does it count or measure something that the question asks nothing about?"""
    if counted and asked.SOME_TIME.fullmatch(counted[0].lower()) and _asks_for_money(question):
        return f"{OTHER}: {counted[0]}"
    things = _nouns(itertools.takewhile(lambda word: not (is_measure(word) or '"' in word), counted), question.language)
    if (
        things
        and re.search(rf"\d\s?{re.escape(things[0])}\b", question.text)
        and not asked.COUNTED.search(question.text)
    ):
        things = []  # what the prompt itself measures in
    if len(counted) > 1 and is_measure(counted[0]) and (noun := asked.DIMENSIONS.get(counted[1].lower())):
        return "" if {noun, counted[1].lower()} & question.lower else f"{OTHER}: {counted[1]}"
    if fronted := _FRONTED.match(clause):
        words = {word.lower() for word in _words(fronted.group(1))}
        if times := {*_nouns(words, question.language), *asked.NOT_ING & words} - question.lower:
            return f"{OTHER}: {min(times)}"
        head = []
    named = [word for word in head if word not in question.names]
    measured = head and is_measure(head[-1]) and head[-1].lower() not in asked.DERIVED
    subject = [] if measured else _nouns(named, question.language)
    said = things + subject
    if not things and subject and subject[-1] in asked.DERIVED and not _asks_for(subject[-1], question):
        return f"{OTHER}: {subject[-1]}"
    if not question.wanted or not said:
        return ""
    if not any(_same_noun(one, word) for one in said for word in question.wanted) and not (
        question.language != "en" and any(_part_of_compound(one, question.wanted) for one in said)
    ):
        return f"{OTHER}: {said[-1]}"
    if len(things) > 1 and len(question.wanted) > 1:  # red marbles, where blue ones are asked for
        other = [one for one in things if one in question.words and not _in_question(one, question)]
        return f"{OTHER}: {other[0]}" if other else ""
    return ""


def _asks_for_money(question: _Asked) -> bool:
    return bool(asked.FOR_MONEY.search(question.asks)) and not any(
        asked.SOME_TIME.fullmatch(word.lower()) for word in question.question
    )


def _asks_for(word: str, question: _Asked) -> bool:
    return word in question.implied or any(alike(word, one.lower()) for one in question.question)


def _nouns(words: Iterable[str], language: str) -> list[str]:
    found = [word for word in (one.lower() for one in words) if not _said_of_any(word, language)]
    return [word for word in found if word not in asked.LOW | asked.HIGH]


def _head(subject: str) -> str:
    """The noun phrase before a copula or colon, without what its preposition adds; what "the number of" counts."""
    statement = _COPULA.search(subject)
    if statement is None:
        return ""
    noun_phrase = _OWNER.sub("", subject[: statement.start()])
    if number := _NUMBER_OF.search(noun_phrase):
        noun_phrase = number.group(1)
    return _PREPOSITION.split(noun_phrase, maxsplit=1)[0]


_FRONTED = re.compile(r"\W*(?:At|In|On|By)\s([^,]{1,40}?)\s(?:it|there)\s(?:is|was|are|were)\s")
"""At midnight it was: what the preposition adds is no subject, where the question has it too."""
_OWNER = re.compile(r"[^\W\d_]+['’]s?\s")
_COPULA = re.compile(
    r"(?:(?<!\w)(?:is|are|was|were|equals?|ist|sind|beträgt|lautet|est|sont|vaut|es|son|é|são|è|sono|zijn|bedraagt|jest|wynosi|равн[аоы]?|равен|дорівнює|يساوي|تساوي|هو|هي|הוא|היא"
    rf"|{either('is', 'is?')}"
    r")(?!\w)|[=:：])"
    r"(?:\s(?:\w+ly|then|thus|now|just|therefore|equal to|de|given by))*\s*$",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"(?<!\w)(?:of|in|on|at|for|from|to|with|that|which|who|between|after|when|if|der|des|von|vom|du|des|de|d['’]|del|della|do|da|di|dell['’]|van|между)(?!\w)|(?<=\s)[A-Z]"
)
_NUMBER_OF = re.compile(
    r"\b(?:number of|anzahl (?:der|von)|nombre de|número de|numero di|aantal|liczba|число|количество|кількість)\s+"
    r"((?:[^\W\d_]+\s?){1,2})",
    re.IGNORECASE,
)


def _last_character(before: str, prompt: str) -> str:
    """The same for Chinese, Japanese and Korean, where the noun that is asked for stands before its particle."""
    wanted = {"".join(groups)[-1] for groups in asked.GLUED_WANTED.findall(prompt)}
    found = asked.GLUED_HEAD.search(before)
    head = found.group(found.lastindex or 0) if found else ""
    if (left := asked.GLUED_LEFT.search(before)) and not asked.GLUED_LEFT.search(prompt):
        return f"{OTHER}: {left.group()}"
    if (
        (who := asked.GLUED_NAME.match(before))
        and who.group(1) in prompt.rpartition("。")[0]
        and who.group(1) not in prompt.rpartition("。")[2]
    ):
        return f"{OTHER}: {who.group(1)}"
    if head and head[-1] in asked.GLUED_OPERATIONS - set(prompt) and asked.GLUED_OPERATIONS & set(prompt):
        return f"{OTHER}: {head}"
    if not wanted or not head or head[-1] in wanted | asked.GLUED or head.endswith(_GLUED_WORDS):
        return ""
    return f"{OTHER}: {head}"


def _in_question(word: str, question: _Asked) -> bool:
    forms = (word, asked.PAST.get(word, word))
    return is_measure(word) or any(alike(form, one.lower()) for form in forms for one in question.question)


def _words(text: str) -> list[str]:
    return [found for word in _WORD.findall(_plain(text)) if (found := _ELIDED.sub("", word.strip("²³")))]


_ELIDED = re.compile(r"^(?:l|d|qu|n|s|c|j|m|t|un|dell|all|nell|sull|dall|quell)'", re.IGNORECASE)
"""L'aire, dell'area."""


def _plain(text: str) -> str:
    """The words, without formulas and commands."""
    return _COMMAND.sub(" ", SEGMENT.sub(" ", text)).replace("’", "'")


def _said_of_any(word: str, language: str) -> bool:
    """May this be said of any answer: a function word, a verb that states, "total"?"""
    return (
        (len(word) < 3 and not glued(word[0]))
        or word in asked.GENERAL
        or word in worded.OF_CHOICES
        or (word in _verbs(language) and _deed(word, language) is None)
        or word in FUNCTION_WORDS["en"]
        or word in FUNCTION_WORDS.get(language, ())
        or (word.endswith(("ly", "ing")))
    )


def _deed(word: str, language: str) -> re.Pattern[str] | None:
    """Which deed, of those that nothing but a question about it licenses, does a word of another language than English
    name?"""
    return None if language == "en" else next((one for one in asked.DEEDS if one.match(word)), None)


def _same_deed(word: str, question: _Asked) -> bool:
    deed = _deed(word, question.language)
    return deed is not None and word in verbs.EVERY and any(deed.match(one) for one in question.words)


def _another_deed(said: list[str], question: _Asked) -> str:
    """She buys 18 books, where the question asks what she pays."""
    known = [
        (word, deed)
        for word in said
        if (deed := _deed(word.lower(), question.language)) and not any(spoken([word.lower()]).values())
    ]
    asked_for = {deed for word in question.question if (deed := _deed(word.lower(), question.language))}
    if asked_for and not known and (has := asked.POSSESSES.intersection(said)):
        return f"{OTHER}: {min(has)}"
    other = [word for word, deed in known if deed not in asked_for]
    return (
        f"{OTHER}: {other[0]}"
        if (asked_for or not _asks_for_money(question)) and other and len(other) == len(known)
        else ""
    )


def _verbs(language: str) -> frozenset[str]:
    return asked.NEUTRAL if language == "en" else _FOREIGN_VERBS


_FOREIGN_VERBS = verbs.EVERY | {
    part for one in (*verbs.OTHERS, *worded.NAMING, *of("is?", "verb?", "get")) for part in re.split(r"[\s'’]", one)
}
"""Of "s'élève à" each word too."""


def _licensed(word: str, question: _Asked) -> bool:
    stem = _CONTRACTED.sub("", word)
    if glued(stem[0]):
        return is_measure(stem) or _licensed_glued(stem, question.text)
    if _SEMITIC.match(stem) and any({stem, _bare(stem)} & {one, _bare(one)} for one in question.words):
        return True
    if '"' in stem:  # Hebrew abbreviates units so: square centimetres begin as centimetres do
        return any(stem.replace('"', "").startswith(one.replace('"', "")) for one in question.words if '"' in one)
    return (
        _said_of_any(stem, question.language)
        or stem in question.words
        or (question.language != "en" and _part_of_compound(stem, question.words))
        or any(alike(form, one) for form in (stem, asked.PAST.get(stem, stem)) for one in question.words)
        or any(_implied(stem, one) for one in question.implied)
        or _same_deed(stem, question)
        or (stem in asked.LOW and bool(asked.LOW & question.words))
        or (stem in asked.HIGH and bool(asked.HIGH & question.words))
        or is_measure(stem)
        or (stem in asked.NEXT and bool(asked.FOLLOWS.search(question.text)))
    )


_SEMITIC = re.compile(r"[\u0590-\u06ff]")
_ARTICLE = re.compile(r"^(?:[وف]?(?:ال|لل|بال|كال)|[وفبلك](?=ال)|ו?[הבלכמש](?=..))(?=...)")


def _bare(word: str) -> str:
    """Arabic and Hebrew write the article, and the prepositions before it, as a part of the noun."""
    return _ARTICLE.sub("", word)


def _same_noun(one: str, other: str) -> bool:
    return any(alike(left, right) for left in {one, _bare(one)} for right in {other, _bare(other)})


def _part_of_compound(word: str, words: frozenset[str]) -> bool:
    """Pfähle, where the prompt has Zaunpfähle; a mother is no grandmother."""
    return len(word) > 4 and word not in asked.RELATIVES and any(one.endswith(word) for one in words)


def _licensed_glued(word: str, prompt: str) -> bool:
    """Each Chinese character is the prompt's or a function word's; a Korean word begins as one of the prompt."""
    if "\uac00" <= word[0] <= "\ud7af":
        short = _KOREAN_ENDING.sub("", word)  # a counter, or a noun of one syllable
        known = short != word and len(short) == 1 and re.search(rf"(?<![가-힣]){short}[을를이가은는의인입]", prompt)
        return word[:2] in prompt or any(word.startswith(one) for one in _GLUED_WORDS) or bool(known)
    return all(
        char in prompt or char in asked.GLUED or char in asked.REMAINS or not "\u30a0" <= char <= "\u9fff"
        for char in _KNOWN_GLUED.sub("", word)
    )


_KOREAN_ENDING = re.compile("(?:입니다|이다|이에요|예요|[은는이가을를과와의])$")
_GLUED_WORDS = tuple(
    one
    for table in (of("result"), cues.FILLERS, cues.BRIDGES, cues.ANSWER_NOUNS, verbs.OTHERS, leads.FOREIGN_LEADS)
    for one in table
    if glued(one[0]) and not any(deed in one for deed in asked.DEEDS_GLUED)
)
_KNOWN_GLUED = re.compile("|".join(sorted(map(re.escape, _GLUED_WORDS), key=len, reverse=True)))


def _implied(word: str, one: str) -> bool:
    """A form of it; "pages" is none of "paga"."""
    return word.removesuffix("s") == one or (word[:4] == one[:4] and len(one) > 3 and alike(word, one))


def _in_another_language(words: list[str], language: str) -> bool:
    """Then no word of a statement needs to be the prompt's."""
    counts = spoken(words)
    return max(counts.values()) > 1 and not counts.get(language)


@remembered("asked", 256, MAX_PROMPT, base_bytes=20_000)
def _asked(prompt: str) -> _Asked:
    text = prompt.replace("’", "'")
    found = _words(text)[-MAX_WORDS:]
    counts = spoken([word.lower() for word in found])
    language = max(counts, key=lambda one: (counts[one], one != "en" and not text.isascii()))
    small = {word for word in found if word[0].islower()}
    names = frozenset(
        word.removesuffix("'s")
        for word in found
        if word[0].isupper()
        and len(word) > 1
        and word.lower() not in small
        and not _said_of_any(word.lower(), language)
    )
    question = " ".join(_asking(text) or [text])
    of_question = frozenset(word.removesuffix("'s") for word in _words(question))
    implied = frozenset(
        word for pattern, known in asked.IMPLIED_BY if pattern.search(question.lower()) for word in known
    )
    words = frozenset(word.lower().removesuffix("'s") for word in found)
    return _Asked(
        text,
        words | frozenset(asked.PAST[word] for word in words if word in asked.PAST),
        frozenset(word.lower() for word in found if _ABBREVIATION.fullmatch(word)),
        names,
        question.lower(),
        of_question,
        frozenset(word.lower() for word in of_question),
        frozenset() if _has_pronoun(question, language) else names & of_question,
        frozenset(one.replace(" ", "") for one in asked.SOUGHT.findall(question)),
        _wanted(question, language, implied),
        implied,
        amounts(text),
        amounts(question),
        language,
        _units(question.lower()),
        not _SAYS_MUCH.search(text) and len(set(_nouns(found, language))) < FEW,
    )


def _asking(text: str) -> list[str]:
    """The sentences that end with a question mark, else the last that asks for something."""
    said = [one.group() for one in asked.SENTENCE.finditer(text)]
    if questions := [one for one in said if one.endswith(("?", "？", "؟", "か。")) or asked.GREEK_QUESTION.search(one)]:
        return questions
    return [one.rstrip(".!。") for one in said if asked.ASKS_FOR.search(one)][-1:]


def _has_pronoun(question: str, language: str) -> bool:
    found = (one.group().lower() for one in asked.PRONOUN.finditer(question))
    return any(language not in ("da", "nb") or one != "er" for one in found)


_ABBREVIATION = re.compile(r"(?=[^\W_]{3,5}$)(?:(?i:[^\W\d_aeiouyаеиоуыэюяіїєηιοαεωυ])+|\w+[A-ZА-ЯΑ-Ω]\w*)")
_SAYS_MUCH = re.compile(r"[\d$\\?？؟]|(?<=[\u0370-\u03ff])[;\u037e]\s*$")
FEW = 4
"""Fewer nouns and verbs than these, without a number or question mark, ask nothing that could be compared."""


def _wanted(question: str, language: str, implied: frozenset[str]) -> frozenset[str]:
    """The nouns of what a question asks for; none where it asks for a number or value without saying of what."""
    found: set[str] = set()
    for pattern in (asked.COUNTED, asked.MEASURED):
        for phrase in pattern.findall(question):
            head = [word.lower() for word in _words(_PREPOSITION.split(phrase, maxsplit=1)[0])]
            if language in ("ar", "he"):  # the noun stands first: the area of a rectangle whose length is 8
                if pattern is asked.COUNTED and _nouns(head[:1], language):
                    return frozenset()  # a singular, whose plural may have other letters
                head = head[1:2] if pattern is asked.COUNTED else head[:1]
            nouns = set(_nouns(head, language))
            if (
                not nouns
                or any(map(is_measure, head))
                or head[0] in verbs.EVERY & (verbs.ENGLISH if language == "en" else verbs.EVERY)
                or "n't" in head[0]
                or any(_deed(one, language) for one in head)
            ):
                return frozenset()
            found |= nouns
    return frozenset(found | implied) if found else frozenset()
