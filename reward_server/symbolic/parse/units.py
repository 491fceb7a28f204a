"""Units of measure, money and counted nouns: what falls away, what must agree, what converts."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from fractions import Fraction

from reward_server.memo import remembered
from reward_server.symbolic.parse import noun_data as nouns
from reward_server.symbolic.parse import unit_data as data
from reward_server.symbolic.parse.normalize import words

STOP_WORDS = words(
    "is are was were be not no isn't aren't or and but if then so the a an of to in on at by for with from as "
    "that this than it its wrong incorrect right correct false true answer none never nor neither only about "
    "approximately maybe perhaps possibly either because since where when which who what how why can cannot could "
    "should would will may might must do does did has have had we i you they he she there here thus hence "
    "therefore instead because"
)
_LETTERS = words("m s g h L V J N W K A l")
Powers = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """`factor` times the base units in `powers`, sorted; an unknown noun is a base of its own."""

    factor: Fraction
    powers: Powers
    multiple: Fraction = Fraction(1)
    """The part of `factor` that counts where the unit falls away: 15 million trees are 15 million."""
    known: bool = True
    """Every word of it is a unit, a multiple or a noun of the lists."""
    falls_away: bool = True
    """The number alone says the same."""


@dataclass(frozen=True, slots=True)
class _Entry:
    factor: Fraction
    powers: Powers
    ambiguous: bool = False


def _entry_of(line: str) -> tuple[list[str], _Entry]:
    *names, dimension, factor = line.split()
    above, _, below = factor.partition("/")
    powers = [] if dimension == "-" else [part.partition("^")[::2] for part in dimension.split("*")]
    value = Fraction(above) / Fraction(below or 1)
    return names, _Entry(value, tuple(sorted((name, int(power or 1)) for name, power in powers)))


def _table() -> dict[str, _Entry]:
    found: dict[str, _Entry] = {}
    for line in data.SYMBOLS.strip().splitlines():
        (symbol,), entry = _entry_of(line)
        found[symbol] = _Entry(entry.factor, entry.powers, symbol in data.AMBIGUOUS)
        for prefix, tens in data.PREFIXES.items():
            found.setdefault(prefix + symbol, _Entry(entry.factor * Fraction(10) ** tens, entry.powers))
    for line in data.NAMES.strip().splitlines():
        names, entry = _entry_of(line)
        for name in names:
            found[name] = entry
            for prefix, tens in data.PREFIX_NAMES.items():
                found[prefix + name] = _Entry(entry.factor * Fraction(10) ** tens, entry.powers)
    for line in data.PLAIN.strip().splitlines():
        names, entry = _entry_of(line)
        found.update(dict.fromkeys(names, entry))
    del found["hbar"]  # Planck's, not a hundred bar
    return found


_TABLE = _table()


def _entry(word: str) -> _Entry | None:
    if word in _TABLE:
        return _TABLE[word]
    bare = word.rstrip(".")
    small = bare.lower()
    if len(small) <= 2 and bare != small:
        return None
    for name in (bare, small, small.removesuffix("s"), small.removesuffix("es")):
        if name in _TABLE and (len(name) > 2 or name == bare):
            return _TABLE[name]
    return None


def _singular(word: str) -> str:
    """Of a noun of the list; else the word without its s."""
    small = word.lower()
    if small in nouns.PLURALS:
        return nouns.PLURALS[small]
    candidates = (small, small.removesuffix("s"), small.removesuffix("es"), re.sub(r"ies$", "y", small))
    return next((one for one in candidates if one in nouns.NOUNS), small.removesuffix("s") or small)


_PLURAL = re.compile(r"(?:[^\W\d_]|-){2,16}[^\W\dsuit_]s|(?:[^\W\d_]|-){3,16}ts")


def _is_noun(word: str) -> bool:
    """A noun of the lists, or a regular plural: what is counted stands in the plural."""
    if word in nouns.COUNTED or word in nouns.COUNTERS or word.removesuffix("의") in nouns.COUNTED:
        return True
    if not word.isascii() and (counter := _COUNTER.match(word)) is not None:
        return nouns.NO_NOUN.isdisjoint(word[counter.end() :])
    small = word.lower()
    if small in nouns.NOT_COUNTED:
        return False
    return _singular(word) in nouns.NOUNS or small in nouns.UNCHANGING or _is_plural(small)


_COUNTER = re.compile(
    rf"(?:{'|'.join(sorted(map(re.escape, nouns.COUNTERS), key=len, reverse=True))})[の的의]?"
    r"(?=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{1,6}$)"
)
"""What counts, before the noun: the 只 of 只兔子."""


def _is_plural(word: str) -> bool:
    if word.endswith(nouns.LAST_PARTS):
        return True
    return _PLURAL.fullmatch(word) is not None and not word.endswith(("ths", "less"))


def is_unit(word: str) -> bool:
    return _entry(word) is not None or _is_noun(word) or word.lower() in data.POWERS or _begins_with_power(word)


def is_measure(word: str) -> bool:
    """A unit of measurement or money, or a power of one; no noun that is counted."""
    return _entry(word) is not None or word.lower() in data.POWERS or _begins_with_power(word)


def is_multiple(word: str) -> bool:
    """million, thousand, Millionen"""
    entry = _entry(word)
    return entry is not None and not entry.powers and entry.factor >= 1000


def _begins_with_power(word: str) -> bool:
    """平方米, sqft; not cups, whose end is another unit."""
    return word[:2] in data.POWERS and _entry(word) is None and _entry(word[2:]) is not None


_PIECE = re.compile(r"[*/]|\^-?\d|per\b|每|[^\s*/^]+")
_PHRASES = {"degrees celsius": "°C", "degree celsius": "°C", "degrees fahrenheit": "°F", "degree fahrenheit": "°F",
            "pound sterling": "poundsterling", "pounds sterling": "poundsterling",
            "euro cent": "eurocent", "euro cents": "eurocent",
            "parts per million": "ppm", "part per million": "ppm", "parts per billion": "ppb",
            "revolutions per minute": "rpm", "light years": "ly",
            **dict.fromkeys(
                (f"{one} signs" for one in ("plus", "minus", "times", "equals", "equal", "percent")), "sign"
            )}  # fmt: skip


@remembered("units", 1024, 200)
def unit(text: str) -> Unit:
    """The meaning of a unit as the grammar spells it; total, because an unknown word is a unit of its own."""
    text = _PHRASES.get(text.lower(), text)
    reading = _Reading()
    for piece in _PIECE.findall(text):
        reading.take(piece)
    found = reading.unit()
    return found if found.known or not _is_phrase(text.split()) else replace(found, known=True)


_LINKS = frozenset({"at", "in", "on", "from", "of"})
_ARTICLES = frozenset({"the", "his", "her", "their", "its"})


def _is_phrase(said: list[str]) -> bool:
    """A noun or a measure that is described: hungry wolves, hours of sleep, kids at the party, palline rosse."""
    link = next((at for at, one in enumerate(said) if one in _LINKS), len(said))
    (*described, noun), linked = said[:link] or [""], said[link:]
    if linked and linked[0] != "of" and (len(linked) < 3 or linked[1] not in _ARTICLES):
        return False
    if described and described[0] in nouns.COUNTED and noun not in nouns.COUNTED:
        noun, described = described[0], [*described[1:], noun]
    described += [one for one in linked[1:] if one not in _ARTICLES] if linked else []
    entry = _entry(noun)
    measures = entry is not None and bool(entry.powers)
    return (
        noun.lower() not in data.POWERS
        and (_is_noun(noun) or measures)
        and all(map(describes, described))
        and len(linked) != 1
    )


def describes(word: str) -> bool:
    """Does a word beside a noun leave its number as it is?"""
    small, entry = word.lower(), _entry(word)
    if small in nouns.NOT_COUNTED or small in STOP_WORDS or small in data.POWERS:
        return False
    return (
        len(word) > 2
        and small not in ("per", "each", "every")
        and word.replace("-", "").replace("'", "").isalpha()
        and (entry is None or bool(entry.powers))
    )


class _Reading:
    """The words of a unit from left to right; what a sign of power stands after is raised."""

    def __init__(self) -> None:
        self.factor = self.multiple = Fraction(1)
        self.powers: Counter[str] = Counter()
        self.known = self.falls_away = self.alone = True
        self.sign = self.wanted = 1
        self.last: tuple[_Entry, int] | None = None

    def take(self, piece: str) -> None:
        if piece in ("/", "per", "每"):
            self.sign = -1
        elif piece == "*":
            pass
        elif piece.startswith("^"):
            self.raise_last(int(piece[1:]))
        elif piece.lower() in data.POWERS:
            self.power_word(piece.lower())
        else:
            self.word(piece)

    def power_word(self, piece: str) -> None:
        """square feet, and metres squared."""
        if not piece.endswith("ed"):
            self.wanted = data.POWERS[piece]
        elif self.last is None:
            self.known = False  # 7 squared
        else:
            self.raise_last(data.POWERS[piece])

    def word(self, piece: str) -> None:
        power = self.sign * self.wanted
        if _begins_with_power(piece):
            piece, power = piece[2:], power * data.POWERS[piece[:2]]
        entry = _entry(piece)
        if entry is None and piece.lower() in nouns.ADJECTIVES:
            return
        if entry is None:
            self.known &= _is_noun(piece)
            entry = _Entry(Fraction(1), ((_singular(piece), 1),))
        self.wanted = 1
        self.alone, self.falls_away = False, not (self.alone and entry.ambiguous)
        self.last = (entry, power)
        self.times(entry, power)

    def raise_last(self, power: int) -> None:
        """The last unit was taken once; it stands to this power."""
        if self.last is not None:
            entry, before = self.last
            self.times(entry, before * (power - 1))

    def times(self, entry: _Entry, power: int) -> None:
        self.factor *= entry.factor**power
        self.multiple *= 1 if entry.powers else entry.factor**power
        for name, times in entry.powers:
            self.powers[name] += times * power

    def unit(self) -> Unit:
        """Of a counted noun only the number counts: 2 red balls are 2 balls."""
        powers = tuple(sorted((name, power) for name, power in self.powers.items() if power))
        multiple = self.multiple if powers else self.factor  # km/m is a multiple too
        return Unit(self.factor, powers, multiple, self.known and self.wanted == 1, self.falls_away)


_MEASURES = frozenset(name for entry in _TABLE.values() for name, _ in entry.powers)


def dimension(one: Unit) -> Powers:
    """What it measures, whatever is counted in it: hours, for school hours."""
    return tuple((name, power) for name, power in one.powers if name in _MEASURES)


def is_unit_letter(name: str) -> bool:
    return name in _LETTERS
