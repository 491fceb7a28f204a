"""The units that a question names for its answer: how many minutes, the length in metres, Give the speed in km/h."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reward_server.memo import remembered
from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.extract.cues import asked
from reward_server.symbolic.extract.cues.by_language import either
from reward_server.symbolic.parse.normalize import plain_unicode
from reward_server.symbolic.parse.numerals import numeral
from reward_server.symbolic.parse.unit_data import AMBIGUOUS, POWERS
from reward_server.symbolic.parse.units import is_measure, unit
from reward_server.symbolic.verdict import Verdict

_STYLE = re.compile(r"\\(?:text[a-z]*|mathrm|mathsf|mbox|operatorname|rm|cdot)(?![a-z])|\\[,;: ]|[${}~]")
_NAMED = re.compile(
    rf"(?<!\w)(?:(?:combien d[e'’]|{either('many')})\b"
    r"|number of|nombre d[e'’]|anzahl (?:der|an)|número de|numero di|количество|число"
    r"|in|en|em|w|в|у|i|till)(?:\s+|(?<=['’]))(?<!\w-)"
    r"(?:more |fewer |additional |full |whole |complete |total )?",
    re.IGNORECASE,
)
_WORD = re.compile(r"\s*(?:(/|\*|per\b|por\b|pro\b|par\b)\s*)?((?:°\s?)?[^\W\d_]+|¢)(?:\s*\^\s*(-?\s*\d))?")
_LONE = re.compile(r"(?:(?<=\bin )|(?<=\[)) *([A-ZΩ]) *(?=[.,;?!)\]]|$)")
_QUANTITIES = {
    "V": "voltage|potential|emf|electromotive", "A": "current|amperage", "Ω": "resist|impedance|reactance",
    "N": "force|weight|tension|thrust|reaction|drag|lift|friction|load", "J": "energy|work|heat|enthalpy", "W": "power",
    "C": "charge", "K": "temperature", "T": "magnetic|flux density|induction", "F": "capacit", "H": "inductance",
    "M": "concentration|molarity",
}  # fmt: skip
"""A capital letter alone names a unit where its sentence names what that measures, and else a set or a point."""
_BRACKETED = re.compile(r"(?<=[A-Za-z] )(?<!\bin )\[([^\[\]]{1,16})\]")
"""The speed [km/h]."""
_GOES_ON = re.compile(r"\s*[/*^(]")
"""A unit of which only the beginning is known names nothing."""
_NO_UNITS = frozenset({"second", "in"})
"""In second place; how many in all."""
_SCALE = re.compile(r"(?:degrees? |°\s)([cf])(?:elsius|ahrenheit)?\b", re.IGNORECASE)
_MOST = 6
"""Words of one unit."""


@remembered("asked_units", 256, MAX_PROMPT)
def asked_units(prompt: str) -> tuple[str, ...]:
    """The units of measure or money that the sentences of a prompt that ask name, as `units.unit` reads them."""
    text = _unstyled(prompt[-MAX_PROMPT:])
    return tuple(dict.fromkeys(one for sentence in _asking(text) for one in _in_sentence(sentence)))


def unit_after(text: str) -> str:
    """The unit that a text begins with; empty where it begins with none, or with one that is not known to its end."""
    return _unit_at(_unstyled(text[:MAX_UNIT]).lstrip(" \\)]"), 0, letters=False)


MAX_UNIT = 80
_NUMBER_AND_WORDS = re.compile(r"\s*([-−]?)\s*\$?\s*([-−]?\d[\d.,]*)\s*([^\W\d_][A-Za-z /]*?)[\s.]*")
_THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")
_SET_AS_TEXT = re.compile(r"\\(?:text|mathrm|mbox)\s*\{([^{}]*)\}|\\[,;: ]")


def in_its_words(truth: str, answer: str, prompt: str) -> Verdict | None:
    """-4 minutes per day, $9 million: the number of a ground truth without a unit, and the words in which the prompt
    measures: (Unit: minutes per day), in millions. None unless they are equal so."""
    if not prompt or answer[-1:].isdigit() or len(answer) > MAX_UNIT:
        return None
    found = _NUMBER_AND_WORDS.fullmatch(_SET_AS_TEXT.sub(r" \1 ", answer).replace("\\$", "$"))
    wanted = numeral(truth)
    if found is None or wanted is None or numeral(found[1] + _THOUSANDS.sub("", found[2].rstrip(".,"))) != wanted:
        return None
    words = re.escape(found[3].strip().lower().removesuffix("s"))
    said = re.search(rf"\b(?:in|units?:)\s(?:[a-z]{{2,4}}\$?\s)?{words}s?\b", prompt[-MAX_PROMPT:].lower())
    return Verdict(True, f"in the unit of the question: {answer[:60]}", "asked_unit") if said else None


def _unstyled(text: str) -> str:
    text = _STYLE.sub(" ", plain_unicode(text)).replace("^\\circ ", "°").replace("\\Omega", "Ω").replace("’", "'")
    return _SCALE.sub(lambda one: f"°{one.group(1).upper()}", text)


def _asking(text: str) -> list[str]:
    """The questions, what begins as one, and the last sentence."""
    said = [one.group() for one in asked.SENTENCE.finditer(text) if one.group().strip(" .\n")]
    return [
        one
        for k, one in enumerate(said)
        if one.endswith(("?", "？", "؟")) or asked.ASKS_FOR.search(one) or k == len(said) - 1
    ]


def _in_sentence(sentence: str) -> Iterator[str]:
    for one in _NAMED.finditer(sentence):
        if name := _unit_at(sentence, one.end(), letters=one.group().strip().lower() == "in"):
            yield name
    for one in _BRACKETED.finditer(sentence):
        name = _unit_at(sentence, one.start(1), letters=True)
        if name and name.replace(" ", "") == one[1].replace(" ", ""):
            yield name
    for name in dict.fromkeys(one[1] for one in _LONE.finditer(sentence)):
        if re.search(rf"\b(?:{_QUANTITIES.get(name, '(?!)')})", sentence, re.IGNORECASE):
            yield name
    for run in asked.GLUED_MANY.findall(sentence):  # nothing says where the unit ends: the longest that is one
        yield from [one for size in range(len(run), 0, -1) if is_measure(one := run[:size]) and unit(one).powers][:1]


def _unit_at(sentence: str, at: int, *, letters: bool) -> str:
    """The unit that begins here, as far as its words are units; a capital letter alone names a set or a point."""
    found: list[str] = []
    while len(found) < _MOST and (piece := _WORD.match(sentence, at)):
        joint, word, power = piece.groups()
        if not _measures(word, letters or bool(joint)):
            break
        if found and not (joint or power or found[-1].lower() in POWERS):
            return ""  # kg m/s^2: a product that nothing joins
        found += ["*" if joint == "*" else "/"] if joint else []
        found += [word, f"^{power.replace(' ', '')}"] if power else [word]
        at = piece.end()
    name = " ".join(found)
    return name if name and unit(name).powers and name not in _NO_UNITS and not _GOES_ON.match(sentence, at) else ""


def _measures(word: str, letters: bool) -> bool:
    lone = len(word) == 1 and word.isascii()
    return is_measure(word) and not (lone and (word in AMBIGUOUS or word.isupper() or not letters))
