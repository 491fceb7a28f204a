"""Units of measure, money and counted nouns: what falls away, what must agree, what converts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from reward_server.symbolic.parse.normalize import words

F = Fraction

STOP_WORDS = words(
    "is are was were be not no isn't aren't or and but if then so the a an of to in on at by for with from as "
    "that this than it its wrong incorrect right correct false true answer none never nor neither only about "
    "approximately maybe perhaps possibly either because since where when which who what how why can cannot could "
    "should would will may might must do does did has have had we i you they he she there here thus hence "
    "therefore instead because"
)

# name -> (base dimension, factor to the base unit)
_TABLE: dict[str, tuple[str, Fraction]] = {}


def _add(dimension: str, factor: Fraction | int, names: str) -> None:
    for name in names.split("|"):
        _TABLE[name] = (dimension, F(factor))


_add("length", 1, "m|meter|metre|米")
_add("length", F(1, 100), "cm|centimeter|centimetre|厘米")
_add("length", F(1, 1000), "mm|millimeter|millimetre|毫米")
_add("length", F(1, 10), "dm|decimeter|decimetre|分米")
_add("length", F(1, 10**6), "μm|micrometer|micron")
_add("length", F(1, 10**9), "nm|nanometer")
_add("length", 1000, "km|kilometer|kilometre|千米|公里")
_add("length", F("0.0254"), "in|inch|inche|英寸")
_add("length", F("0.3048"), "ft|foot|feet|英尺")
_add("length", F("0.9144"), "yd|yard")
_add("length", F("1609.344"), "mi|mile|英里")
_add("time", 1, "s|sec|second|秒")
_add("time", 60, "min|minute|分钟|分")
_add("time", 3600, "h|hr|hour|小时")
_add("time", 86400, "day|天")
_add("time", 604800, "wk|week|周|星期")
_add("time", F(1, 1000), "ms|millisecond|毫秒")
_add("year", 1, "yr|year|年")
_add("year", F(1, 12), "month|个月")
_add("year", 10, "decade")
_add("year", 100, "century|centurie")
_add("mass", F(1, 1000), "g|gram|gramme|克")
_add("mass", 1, "kg|kilogram|kilogramme|kilo|千克|公斤")
_add("mass", F(1, 10**6), "mg|milligram|毫克")
_add("mass", 1000, "ton|tonne|吨")
_add("mass", F("0.45359237"), "lb|pound|磅")
_add("mass", F("0.028349523125"), "oz|ounce")
_add("length^3", F(1, 1000), "L|l|liter|litre|升")
_add("length^3", F(1, 10**6), "mL|ml|milliliter|millilitre|毫升|cc")
_add("length^3", F("0.003785411784"), "gal|gallon")
_add("length^3", F("0.000946352946"), "qt|quart")
_add("length^3", F("0.000473176473"), "pt|pint")
_add("length^2", 10**4, "ha|hectare|公顷")
_add("length^2", F("4046.8564224"), "acre|英亩")
_add("dollar", 1, "dollar|USD|usd|buck|美元")
_add("dollar", F(1, 100), "cent|penny|pennie|¢|美分")
_add("dollar", F(1, 4), "quarter")
_add("euro", 1, "euro|EUR|eur|欧元")
_add("pound sterling", 1, "pound sterling|GBP|gbp|英镑")
_add("yuan", 1, "yuan|CNY|RMB|rmb|元|块|块钱|人民币|圆")
_add("yuan", F(1, 10), "jiao|角")
_add("yuan", F(1, 100), "fen")
_add("rupee", 1, "rupee|Rs|INR|卢比")
_add("angle", 1, "rad|radian|弧度")
_add("degree", 1, "degree|deg|度")
_add("current", 1, "A|amp|ampere|安培")
_add("voltage", 1, "V|volt|伏|伏特")
_add("resistance", 1, "Ω|ohm|欧姆")
_add("energy", 1, "J|joule|焦耳|焦")
_add("energy", 1000, "kJ|kilojoule|千焦")
_add("power", 1, "W|watt|瓦|瓦特")
_add("power", 1000, "kW|kilowatt|千瓦")
_add("force", 1, "N|newton|牛顿|牛")
_add("pressure", 1, "Pa|pascal|帕")
_add("pressure", 1000, "kPa|kilopascal|千帕")
_add("frequency", 1, "Hz|hz|hertz|赫兹")
_add("amount", 1, "mol|mole|摩尔")
_add("temperature C", 1, "°C|celsius|Celsius|摄氏度")
_add("temperature F", 1, "°F|fahrenheit|Fahrenheit|华氏度")
_add("temperature", 1, "K|kelvin")
_add("", 12, "dozen")
_add("", 100, "hundred")
_add("", 1000, "thousand|千")
_add("", 10**4, "万")
_add("", 10**6, "million")
_add("", 10**8, "亿")
_add("", 10**9, "billion")
_add("", 10**12, "trillion")
_add(
    "",
    1,
    "unit|单位|time|times|倍|piece|个|只|条|张|本|件|名|次|位|人|people|person|种|项|台|辆|匹|棵|颗|块儿|道|根|支|枚|岁",
)

_SPEEDS = {"mph": "mile / hour", "kph": "km / hour"}
_LETTERS = words("m s g h L V J N W K A l")
_POWERS = {"square": 2, "sq": 2, "squared": 2, "cubic": 3, "cubed": 3, "cu": 3, "平方": 2, "立方": 3}
_IGNORED = words("of the per full old long total exactly")


@dataclass(frozen=True, slots=True)
class Unit:
    """`factor` times the base units in `powers`, sorted; an unknown noun is a base of its own."""

    factor: Fraction
    powers: tuple[tuple[str, int], ...]


def is_unit(word: str) -> bool:
    return _entry(word) is not None or word.lower() in _POWERS or word[:2] in _POWERS or word in _SPEEDS


def _entry(word: str) -> tuple[str, Fraction] | None:
    for name in (word, word.rstrip("."), word.lower(), word.lower().rstrip("s"), word.lower().removesuffix("es")):
        if name in _TABLE:
            return _TABLE[name]
    return None


_PIECE = re.compile(r"[*/]|\^-?\d|per\b|每|[^\s*/^]+")


@lru_cache(maxsize=1024)
def unit(text: str) -> Unit:
    """The meaning of a unit as the grammar spells it; total, because an unknown word is a unit of its own."""
    factor, powers = F(1), dict[str, int]()
    for short, spelt in _SPEEDS.items():
        text = text.replace(short, spelt)
    sign, wanted, last = 1, 1, ""
    for piece in _PIECE.findall(text):
        if piece in ("/", "per", "每"):
            sign = -1
        elif piece in _POWERS:
            wanted = _POWERS[piece]
            if piece.endswith("ed") and last:
                factor, powers = _raise(factor, powers, last, wanted)
                wanted = 1
        elif piece.startswith("^"):
            factor, powers = _raise(factor, powers, last, int(piece[1:]))
        elif piece != "*" and piece.lower() not in _IGNORED:
            last = piece
            factor, powers = _times(factor, powers, piece, sign * wanted)
            wanted = 1
    return Unit(factor, tuple(sorted((name, power) for name, power in powers.items() if power and name)))


def _times(factor: Fraction, powers: dict[str, int], word: str, power: int) -> tuple[Fraction, dict[str, int]]:
    if word[:2] in _POWERS and len(word) > 2:
        word, power = word[2:], power * _POWERS[word[:2]]
    dimension, one = _entry(word) or (word.lower().rstrip("s") or word, F(1))
    dimension, _, times = dimension.partition("^")
    powers[dimension] = powers.get(dimension, 0) + power * int(times or 1)
    return factor * one**power, powers


def _raise(factor: Fraction, powers: dict[str, int], word: str, power: int) -> tuple[Fraction, dict[str, int]]:
    """`word` was counted once; it stands to the given power."""
    dimension, one = _entry(word) or (word.lower().rstrip("s"), F(1))
    dimension = dimension.partition("^")[0]
    sign = 1 if powers.get(dimension, 0) >= 0 else -1
    powers[dimension] = powers.get(dimension, 0) + sign * (abs(power) - 1) if power > 0 else power
    return factor * one ** (sign * (power - 1)), powers


def is_unit_letter(name: str) -> bool:
    return name in _LETTERS
