"""Is what a sentence states the value of what the prompt asks for?

A statement may speak of what the prompt speaks of, and of what may be said of any answer ("the total", "the remaining
number"); another subject ("my first guess", "the perimeter", where the prompt has no perimeter) has another value.
"""

from __future__ import annotations

import itertools
import re

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.extract.amounts import amounts, same_thing
from reward_server.symbolic.extract.asked import (
    Asked,
    abbreviates,
    asked_by,
    asked_in,
    asks_for,
    asks_for_money,
    gives,
    in_question,
    interrogative,
    last_clause,
    licensed,
    main_clause,
)
from reward_server.symbolic.extract.asked_units import unit_after
from reward_server.symbolic.extract.clause import COPULA, END_OF_COUNTED, KOREAN_REASON, head_of, subject_of
from reward_server.symbolic.extract.cues import REASONS, asked
from reward_server.symbolic.extract.cues.by_language import languages_of, of
from reward_server.symbolic.extract.cues.function_words import spoken
from reward_server.symbolic.extract.phrases import alike, ends
from reward_server.symbolic.extract.rival_quantities import rival
from reward_server.symbolic.extract.vocabulary import (
    GLUED_WORDS,
    WORD,
    deed_of,
    is_no_number,
    nouns_of,
    part_of_compound,
    plain_words,
    said_of_any,
    same_noun,
    words_of,
)
from reward_server.symbolic.parse.units import Unit, is_measure, unit

FOREIGN = "its subject is none of the question's"
OTHER = "it is said of another than the question asks for"
NO_EVIDENCE = "nothing shows that the sentence answers a question"


def objection(before: str, after: str, shown: str, prompt: str, *, weak: bool = False) -> str:
    """Why a value `shown` between `before` and `after`, the words of its clause, is no answer, or nothing.

    `weak`: unless the prompt can be compared, nothing speaks for the value either.
    """
    unknown = NO_EVIDENCE if weak else ""
    question = asked_in(prompt, words_of(f"{before} {after}"))
    if question.elsewhere:
        return unknown
    if question.sought and (name := _NAMED.match(shown)):
        return "" if name.group(1).replace(" ", "") in question.sought else f"{OTHER}: {name.group(1)}"
    if (named := _UNIT_NAMED.search(question.text)) and after.strip(" .$").lower() == named[1].strip().lower():
        return ""
    before = next((line for line in reversed(before.split("\n")) if line.strip(" *_#>$\\")), "")
    before = _without_spelled(before, question)
    if _COMPUTED.search(KOREAN_REASON.split(f"{before}{shown}{after}".partition("\n")[0])[-1]):
        return ""
    subject = subject_of(before)
    said, counted = words_of(subject), words_of(END_OF_COUNTED.split(plain_words(after), maxsplit=1)[0])
    if _in_another_language([word.lower() for word in said + counted], question.language):
        return unknown
    words = [word.lower() for word in (*said, *counted[:2]) if not word.isupper() and not gives(word, question)]
    foreign = [] if _names_its_subject(shown, question) else [one for one in words if not licensed(one, question)]
    shared = {word for word in words if not said_of_any(word, question.language) and in_question(word, question)}
    if foreign and len(shared) < SHARED * len(foreign):
        return f"{FOREIGN}: {foreign[0]}"
    return (
        _opposite_glued(f"{before}{after}", question)
        or _told_already(said, shown, question)
        or _named_after(after, question)
        or _nearly(before, shown, question)
        or _in_another_range(before, question)
        or _of_another_number(subject, question)
        or _in_another_base(after, question)
        or _at_another_time(before, after, question)
        or _each(f"{before}{after}", after, question)
        or _another_amount("" if is_no_number(shown) else f"{before} {after}".replace(shown, " "), question)
        or _one_of_them(said, f"{subject} {after}", question)
        or _another_unit(counted, after, f"{before} {after}", question)
        or _other(said, counted, subject, question, shown)
        or _denied([*said, *(words_of(after) if question.language in ("fa", "hi", "tr") else ())], question)
    )


_UNIT_NAMED = re.compile(r"\([Uu]nits?: ([^()]{1,40})\)")
"""How a prompt says what its answer is counted in."""


def _denied(said: list[str], question: Asked) -> str:
    """Nu se pot forma 12; i grafi non etichettati sono 8: a negation that the question does not have."""
    words = {word.lower() for word in said} & _NEGATIONS - question.words
    return (
        REASONS["negated"]
        if any(question.language in languages_of(one, "no", "denies", "not", "not after") for one in words)
        else ""
    )


_NEGATIONS = frozenset(one for one in of("no", "denies", "not", "not after") if one.isalpha())


def _opposite_glued(clause: str, question: Asked) -> str:
    """The smallest where the largest is asked for, in languages without spaces."""
    if clause.isascii():
        return ""
    for pair in asked.OPPOSITES_GLUED:
        for one, other in (pair, pair[::-1]):
            if one in clause and other not in clause and other in question.asks and one not in question.asks:
                return f"{OTHER}: {one}"
    return ""


def _nearly(before: str, shown: str, question: Asked) -> str:
    """Casi 48 bombones: a whole number that is not reached, where the prompt does not round."""
    found = asked.NEARLY.search(before)
    whole = re.fullmatch(r"[\s$]*\d+(?:\s?[^\W\d_]+)?[\s$]*", shown)
    return REASONS["approximate"] if found and whole and not asked.NEARLY.search(question.text) else ""


def _of_another_number(subject: str, question: Asked) -> str:
    """15 % of 90, where the prompt has 80."""
    found = asked.OF_NUMBER.search(subject)
    given = set(_DIGIT.findall(question.text))
    if found and given and found.group(1) not in given:
        return f"{OTHER}: {found.group(1)}"
    formula = asked.FORMULA_SUBJECT.fullmatch(subject)
    other = set(_DIGIT.findall(formula.group(1))) - set(_DIGIT.findall(_plain_digits(question.text))) if formula else ()
    return f"{OTHER}: {min(other)}" if given and other else ""


def _plain_digits(text: str) -> str:
    return text.translate(_RAISED)


_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def _in_another_base(after: str, question: Asked) -> str:
    """101 in base 2, where the prompt speaks of no base."""
    found = asked.IN_BASE.search(after)
    return f"{OTHER}: {found.group()}" if found and not asked.ANY_BASE.search(question.text) else ""


def _in_another_range(before: str, question: Asked) -> str:
    """Between 20 and 30, where the prompt says between 10 and 20."""
    found = asked.RANGE.search(before)
    given = set(_DIGIT.findall(question.text))
    return f"{OTHER}: {found.group()}" if found and given and not given.issuperset(found.groups()) else ""


def _told_already(said: list[str], shown: str, question: Asked) -> str:
    """Katya gave away 8, where the prompt says that she gave away 7 and asks for something else."""
    word = said[-1].lower() if said else ""
    if not word or question.language == "en" or said_of_any(word, question.language):
        return ""
    if in_question(word, question) or is_measure(word):
        return ""
    told = re.search(rf"(?<!\w){re.escape(word)}\s(?:[^\W\d_]+\s)?(\d+)(?![\d.,]*\d)", question.text.lower())
    return f"{OTHER}: {word}" if told and told.group(1) not in _DIGIT.findall(shown) else ""


def _named_after(after: str, question: Asked) -> str:
    """60 km/h is the speed limit: what the value is said to be has a word that is none of the question's."""
    found = asked.NAMED_AFTER.match(after)
    foreign = [word for word in words_of(found.group(1)) if not licensed(word.lower(), question)] if found else []
    return f"{FOREIGN}: {foreign[0]}" if foreign else ""


def of_another(before: str, after: str, prompt: str) -> str:
    """Why a box in a clause that begins with `before` holds what the question does not ask for, or nothing.

    A box needs no subject; but "Paul has", "y =", "the minimum is" and "kg" after it say what it is, where the question
    asks for that of Maria, x, the maximum or grams.
    """
    question = asked_by(prompt[-MAX_PROMPT:])
    if question.elsewhere:
        return ""
    line = next((line for line in reversed(before.split("\n")) if line.strip(" *_#>$\\[(")), "")
    if _PARAGRAPH_ENDS.search(before):
        line = ""
    if question.sought and (name := _LETTER_BEFORE.search(line)) and name.group(1) not in question.sought:
        said_too = re.search(rf"(?<![A-Za-z]){name.group(1)}(?![A-Za-z])", question.asks.replace("\\", " "))
        return "" if said_too else f"{OTHER}: {name.group(1)}"
    subject = subject_of(line)
    said = words_of(subject)
    names = question.names.intersection(word.removesuffix("'s") for word in said)
    if len(names) == 1 and len(question.asked_of) == 1 and not names & question.asked_of:
        return f"{OTHER}: {min(names)}"
    if other := rival(line, after, main_clause(question.asks)):
        return f"{OTHER}: {other}"
    counted = words_of(END_OF_COUNTED.split(plain_words(after), maxsplit=1)[0])
    return _degree(said, question, "0") or _another_unit(counted, after, f"{line} {after}", question)


_PARAGRAPH_ENDS = re.compile(r"[.!?。]\s{0,3}\n[ \t]{0,4}\n[\s$*_\\\[(]{0,8}$")
"""A box in a paragraph of its own has no subject in the sentence before."""
_LETTER_BEFORE = re.compile(r"(?:^|[$(\[]|[A-Za-z]{2}[,:]?\s)\s*([A-Za-z])\s*=\s*$")


def _without_spelled(before: str, question: Asked) -> str:
    """A clause without the words that the prompt abbreviates: the greatest common divisor, where it asks for a gcd."""
    said = list(WORD.finditer(before))
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


def _names_its_subject(shown: str, question: Asked) -> bool:
    """x > 2, f(x) = 3x, (k, n) = (2, 4), where the prompt writes the left side too."""
    left = _LEFT_SIDE.match(shown)
    return left is not None and re.sub(r"[\s$]", "", left.group(1)) in re.sub(r"[\s$]", "", question.text)


_LEFT_SIDE = re.compile(r"[\s$\\(]*((?:[A-Za-z]|\()[^=<>]{0,30}?)\s*(?:=|<|>|\\(?:in|le|ge|leq|geq|lt|gt)(?![a-z]))")
SHARED = 4
"""Words of the question that let one that is not of the prompt stand beside them."""
_NAMED = re.compile(r"[\s$\\(]*([A-Za-z](?:\s?\([^()=]{1,12}\))?)\s*=[^=]*$")
_COMPUTED = re.compile(r"\d.*[-+*/×·÷–].*=|\d.*\\(?:cdot|times|div|frac).*=")
"""A computation says itself what its value is: 5 apples * 3 = 15."""


def _one_of_them(said: list[str], clause: str, question: Asked) -> str:
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


def _another_unit(counted: list[str], after: str, clause: str, question: Asked) -> str:
    """90 seconds or metres, where the question asks for minutes, and none are in the clause."""
    if not question.units or not counted or not is_measure(counted[0]):
        return ""
    named = unit_after(after)
    said = unit(named or counted[0])
    if _is_money(said) and asks_for_money(question) and not any(map(_is_money, question.units)):
        return ""  # what it costs, at a price per gallon
    another = _is_another if named else _is_scaled  # of a unit that is not read to its end the dimension is not known
    if all(another(said, one) for one in question.units) and not any(
        unit(word) in question.units for word in words_of(clause) if is_measure(word)
    ):
        return f"{OTHER}: {named or counted[0]}"
    return ""


def _is_another(said: Unit, wanted: Unit) -> bool:
    """Of another size or dimension, but no part of it, as km is of km/h."""
    other = bool(said.powers) and bool(wanted.powers) and not set(said.powers) <= set(wanted.powers)
    return _is_scaled(said, wanted) or (other and not (_is_money(said) and _is_money(wanted)))


def _is_scaled(said: Unit, wanted: Unit) -> bool:
    """Of the same dimension, and not the same; of money, whatever its country: cents for euros."""
    same_kind = said.powers == wanted.powers or (_is_money(said) and _is_money(wanted))
    return same_kind and said.factor != wanted.factor


def _is_money(one: Unit) -> bool:
    return len(one.powers) == 1 and one.powers[0] in _MONEY


_MONEY = frozenset(unit(name).powers[0] for name in ("dollars", "euros", "pounds sterling"))


def _each(said: str, after: str, question: Asked) -> str:
    """12 euros a day, 每盒15支: where the question asks for all."""
    if (glued_ := asked.GLUED_EACH.search(said)) and not asked.GLUED_EACH.search(last_clause(question)):
        return f"{OTHER}: {glued_.group()}"
    found = asked.EACH_AFTER.match(after)
    if found is None or asked.OF_EACH.search(question.asks):
        return ""
    noun = next(filter(None, found.groups()), "").lower()
    several_of_it = any(one.many != "1" and alike(one.thing.lower(), noun) for one in question.given)
    return "" if noun and (noun in question.lower or not several_of_it) else f"{OTHER}: {found.group().strip()}"


def _another_amount(clause: str, question: Asked) -> str:
    """Four boxes hold 15 pens, where the question has three boxes, and the prompt no four."""
    if not question.amounts or "=" in clause:
        return ""
    for amount in amounts(clause):
        many, thing = amount
        known = {one.many for one in question.amounts if same_thing(one, amount)}
        if not known or many in known or f"all {many}" in clause or clause.count(thing[:4]) > 1:
            continue
        if said_of_any(thing, question.language):
            continue
        return f"{OTHER}: {many} {thing}"
    return ""


def _at_another_time(before: str, after: str, question: Asked) -> str:
    """Last year, until the storm, would be with another coin: where the question says nothing of it."""
    part = asked.PART_OF.match(after) if not WORD.search(before) else None  # "there are 7 of these" is all
    if part and not asked.PART_OF_THEM.search(question.text):
        return f"{OTHER}: {part.group().strip()}"
    condition = asked.CONDITION.search(after) if ends(asked.WOULD, before) else None
    if condition and "would" not in question.words:
        return f"{OTHER}: {condition.group()}"
    fewer = asked.FEWER.search(after)
    if fewer and fewer.group().strip(" .!").lower().split()[-1] not in question.words:
        return f"{OTHER}: {fewer.group().strip()}"
    apart = asked.RESTRICTED.search(subject_of(before)) or asked.RESTRICTED.search(after)
    if apart and not asked.RESTRICTED.search(question.text) and not asked.NEGATIVE.search(question.asks):
        return f"{OTHER}: {apart.group()}"
    place = None if "must" in before else asked.PLACE.match(after)  # what must be was concluded
    if place and not licensed(place.group(1).lower(), question):
        return f"{FOREIGN}: {place.group(1)}"
    for time in (asked.ANOTHER_TIME.search(before), asked.ANOTHER_TIME.search(after)):
        if time and time.group().lower() not in question.text.lower():
            return f"{OTHER}: {time.group()}"
    earlier = asked.EARLIER.search(after)
    return f"{OTHER}: {earlier.group()}" if earlier and not asked.EARLIER_ASKED.search(question.asks) else ""


def _other(said: list[str], counted: list[str], subject: str, question: Asked, shown: str) -> str:
    """Why a statement whose words are all the prompt's is about something else in it."""
    names = question.names.intersection(word.removesuffix("'s") for word in said)
    if names and question.asked_of and not names & question.asked_of:
        return f"{OTHER}: {sorted(names)[0]}"
    if (case := asked.ANOTHER_CASE.match(subject)) and not re.search(rf"(?<!\d){case.group(1)}(?!\d)", question.text):
        return f"{OTHER}: {case.group(1)}"
    if asked.SEVERAL.match(subject) and not in_question(said[0].lower(), question):
        return f"{OTHER}: {said[0]}"
    if any(word.lower() in asked.OF_MIND and not in_question(word.lower(), question) for word in said[-LAST:]):
        return f"{OTHER}: {said[-1]}"
    if power := {word.lower() for word in said} & asked.POWERS - question.words:
        return f"{OTHER}: {min(power)}"
    of_question = {word.lower() for word in question.question}
    others = asked.ANOTHER - asked.NEXT if asked.FOLLOWS.search(question.text) else asked.ANOTHER
    if is_no_number(shown) and (thing := asked.NOT_ING.intersection(word.lower() for word in said) - of_question):
        return f"{OTHER}: {min(thing)}"
    if another := sorted(others.intersection(word.lower() for word in said) - of_question):
        return f"{OTHER}: {another[0]}"
    if not any(word.lower() in asked.DISTRIBUTIVE for word in question.question):
        for word, noun in itertools.pairwise([one.lower() for one in said]):
            if (
                word in asked.DISTRIBUTIVE
                and not said_of_any(noun, question.language)
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
        or _extreme(said + counted[:2] if is_no_number(shown) else said, question)
        or _degree(said + counted[:2] if is_no_number(shown) else said, question, shown)
        or _complement(subject, question)
        or _rival(counted, words_of(head_of(subject)), subject, question)
    )


def _another_share(said: list[str], counted: list[str], subject: str, question: Asked) -> str:
    """One of several, what is left, a measure for a count, another than the relative that is asked for."""
    asks, words = question.asks, {word.lower().removesuffix("'s") for word in said}
    single = asked.SINGLE.match(subject)
    if single and single.group(1).lower() not in question.words and in_question(single.group(1).lower(), question):
        return f"{OTHER}: {single.group().strip()}"
    if asked.LEFT.search(" ".join(counted)) and not asked.LEFT_ASKED.search(asks):
        return f"{OTHER}: what is left"
    of_whom = asked.RELATIVES & {word.lower() for word in words_of(asks[interrogative(asks) :])}
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
        given = any(is_measure(one.thing) and unit(one.thing) == unit(counted[0]) for one in question.given)
        things = asked.COUNTED.search(asks) if question.wanted and not given else None
        if things and not any(map(is_measure, words_of(things.group(1)))):
            return f"{OTHER}: {counted[0]}"
    return ""


LAST = 4
"""Words before a value in which its verb stands."""


def _degree(said: list[str], question: Asked, shown: str) -> str:
    """The smaller number, where the larger one is asked for; when it starts, where it says when it ends."""
    pairs = ((asked.LOW, asked.HIGH), *(asked.OPPOSITES if is_no_number(shown) else ()))
    words, of_question = {word.lower() for word in said}, {word.lower() for word in question.question}
    for one, other in itertools.chain(*(((left, right), (right, left)) for left, right in pairs)):
        if words & one and not words & other and not of_question & one and of_question & other:
            return f"{OTHER}: {min(words & one)}"
    return ""


def _extreme(said: list[str], question: Asked) -> str:
    """The longer side, where the question speaks of one side. A box may be offered beside such a step."""
    found = {word.lower() for word in said} & _EXTREMES
    return f"{OTHER}: {min(found)}" if found and not question.words & _EXTREMES else ""


_EXTREMES = (asked.LOW | asked.HIGH) - {"most", "nearest"}


def _complement(subject: str, question: Asked) -> str:
    """The probability that it is green, where the question says red."""
    found = _OF_WHAT.search(subject)
    if found is None or not COPULA.search(subject):
        return ""
    if _NOT.search(found.group(1)) and not any(_NOT.search(word) for word in question.question):
        return f"{OTHER}: {found.group(1).strip()}"
    other = [word for word in words_of(found.group(1)) if word.removesuffix("'s") not in question.names]
    if question.asked_of.intersection(words_of(found.group(1))):
        return ""  # of rectangle ABCD, where the question says ABCD
    words = [word for word in nouns_of(other, question.language) if word not in question.wanted]
    if not words or any(in_question(word, question) for word in words):
        return ""
    if _ITS.search(question.asks) and all(word in question.words for word in words):
        return ""  # the volume of the cone, where the question says its volume
    rest = {one for one in nouns_of(question.question, question.language) if one not in question.wanted}
    return f"{OTHER}: {words[0]}" if rest and all(word in question.words for word in words) else ""


_OF_WHAT = re.compile(
    r"^(?:(?!\b(?:for|from|with|after|in|at|by)\b).)*?\b(?:of|that)\s(.*?)(?:\s(?:for|from|with|after|before|in|on|at|by|to)\s.*)?"
    r"\s(?:is|are|was|were|equals?)\W*$",
    re.IGNORECASE,
)
_ITS = re.compile(r"(?<!\w)(?:its|their|his|her)\s(?!own\b)\w")
_NOT = re.compile(r"(?<!\w)(?:not|never|no|neither|none|\w+n't)(?!\w)", re.IGNORECASE)


def _rival(counted: list[str], head: list[str], clause: str, question: Asked) -> str:
    """Does it count or measure something that the question asks nothing about?"""
    if counted and asked.SOME_TIME.fullmatch(counted[0].lower()) and asks_for_money(question):
        return f"{OTHER}: {counted[0]}"
    kinds = itertools.takewhile(lambda word: not (is_measure(word) or '"' in word), counted)
    things = [one for one in nouns_of(kinds, question.language) if not abbreviates(one, question)]
    if (
        things
        and re.search(rf"\d\s?{re.escape(things[0])}\b", question.text)
        and not asked.COUNTED.search(question.text)
    ):
        things = []  # what the prompt itself measures in
    if len(counted) > 1 and is_measure(counted[0]) and (noun := asked.DIMENSIONS.get(counted[1].lower())):
        return "" if {noun, counted[1].lower()} & question.lower else f"{OTHER}: {counted[1]}"
    if fronted := _FRONTED.match(clause):
        words = {word.lower() for word in words_of(fronted.group(1))}
        if times := {*nouns_of(words, question.language), *asked.NOT_ING & words} - question.lower:
            return f"{OTHER}: {min(times)}"
        head = []
    named = [word for word in head if word not in question.names and not abbreviates(word, question)]
    measured = head and is_measure(head[-1]) and head[-1].lower() not in asked.DERIVED
    subject = [] if measured else nouns_of(named, question.language)
    said = things + subject
    if not things and subject and subject[-1] in asked.DERIVED and not asks_for(subject[-1], question):
        return f"{OTHER}: {subject[-1]}"
    if not question.wanted or not said or (not measured and _is_wanted(head, question)):
        return ""
    if counted and subject and counted[0].lower() in question.wanted and in_question(subject[-1], question):
        return ""  # she is 30 years old
    if not _is_wanted(said, question) and not (
        question.language != "en" and any(part_of_compound(one, question.wanted) for one in said)
    ):
        return f"{OTHER}: {said[-1]}"
    if len(things) > 1 and len(question.wanted - question.implied) > 1:  # red marbles, where blue ones are asked for
        other = [one for one in things if one in question.words and not in_question(one, question)]
        return f"{OTHER}: {other[0]}" if other else ""
    return ""


def _is_wanted(nouns: list[str], question: Asked) -> bool:
    return any(same_noun(one.lower(), word) for one in nouns for word in question.wanted)


_FRONTED = re.compile(r"\W*(?:At|In|On|By)\s([^,]{1,40}?)\s(?:it|there)\s(?:is|was|are|were)\s")
"""At midnight it was: what the preposition adds is no subject, where the question has it too."""


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
    if not wanted or not head or head[-1] in wanted | asked.GLUED or head.endswith(GLUED_WORDS):
        return ""
    return f"{OTHER}: {head}"


def _another_deed(said: list[str], question: Asked) -> str:
    """She buys 18 books, where the question asks what she pays."""
    known = [
        (word, deed)
        for word in said
        if (deed := deed_of(word.lower(), question.language)) and not any(spoken([word.lower()]).values())
    ]
    asked_for = {deed for word in question.question if (deed := deed_of(word.lower(), question.language))}
    if asked_for and not known and (has := asked.POSSESSES.intersection(said)):
        return f"{OTHER}: {min(has)}"
    other = [word for word, deed in known if deed not in asked_for]
    return (
        f"{OTHER}: {other[0]}"
        if (asked_for or not asks_for_money(question)) and other and len(other) == len(known)
        else ""
    )


def _in_another_language(words: list[str], language: str) -> bool:
    """Then no word of a statement needs to be the prompt's."""
    counts = spoken(words)
    return max(counts.values()) > 1 and not counts.get(language)
