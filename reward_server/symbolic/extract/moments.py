# ruff: noqa: E501  (a line of a table is one language)
"""Times of day and dates, as they are written in 21 languages: 3:45 PM, 14h30, 14 July 1789, 14 de julio de 1789."""

from __future__ import annotations

import re
from functools import lru_cache

from reward_server.symbolic.extract.text_answers import STYLE
from reward_server.symbolic.parse.normalize import plain_unicode
from reward_server.symbolic.parse.number_words import word_number
from reward_server.symbolic.verdict import Verdict

_MONTHS = """
en january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
de januar februar märz april mai juni juli august september oktober november dezember
fr janvier février mars avril mai juin juillet août septembre octobre novembre décembre
es enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
pt janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
it gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
nl januari februari maart april mei juni juli augustus september oktober november december
pl stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
ru января февраля марта апреля мая июня июля августа сентября октября ноября декабря
uk січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
bg януари февруари март април май юни юли август септември октомври ноември декември
cs ledna února března dubna května června července srpna září října listopadu prosince
sk januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra
hu január február március április május június július augusztus szeptember október november december
ro ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie
sv januari februari mars april maj juni juli augusti september oktober november december
da januar februar marts april maj juni juli august september oktober november december
no januar februar mars april mai juni juli august september oktober november desember
fi tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta
tr ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
id januari februari maret april mei juni juli agustus september oktober november desember
"""
_SHORT = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12}  # fmt: skip
MONTHS = _SHORT | {name: k + 1 for line in _MONTHS.split("\n") if line for k, name in enumerate(line.split()[1:13])}
"""The names of the months, in lower case, as dates write them -> 1 to 12."""

_ENGLISH = frozenset(_MONTHS.split("\n")[1].split()[1:]) - {"april", "august", "september", "november"}


def _names(months: frozenset[str] | set[str]) -> str:
    return "|".join(sorted(months, key=len, reverse=True))


_CAPITAL = "|".join(sorted((one.capitalize() for one in _ENGLISH), key=len, reverse=True))
_MONTH = rf"({_names(set(MONTHS))})(?![^\W\d_])\.?"
_DAY = r"(\d{1,2})(?:\s*\^?\s*(?:st|nd|rd|th|er|[ºª])(?!\w)|\.)?"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_YEAR = r"(\d{4})(?!\d)"
_MONTH_FIRST = rf"{_WEEKDAY}{_MONTH}\s+{_DAY}(?!\d)(?:\s*,?\s*{_YEAR})?"
_DAY_FIRST = rf"(?:(?:on\s+)?the\s+)?{_WEEKDAY}{_DAY}(?:\s+(?:of|de))?\s+{_MONTH}(?:\s*,?\s*(?:(?:de|of)\s+)?{_YEAR}(?:\s(?:года?|року|roku|[rгр]\.?))?)?"
_DATES = (
    (re.compile(_MONTH_FIRST, re.IGNORECASE), "mdy"),
    (re.compile(_DAY_FIRST, re.IGNORECASE), "dmy"),
    (re.compile(r"(\d{4})\s*[-/.年년]\s*(\d{1,2})\s*[-/.月월]\s*(\d{1,2})\s*[日일]?"), "ymd"),
    (re.compile(r"(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]"), "md"),
    (re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})|(1[3-9]|2\d|3[01])[-/](\d{1,2})[-/](\d{4})"), "dmydmy"),
    (re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})"), "mdy"),
)


def date(text: str) -> tuple[int | None, int, int] | None:
    """(year or None, month, day); numbers with slashes are read month first, unless the first is none."""
    plain = " ".join(STYLE.sub(" ", plain_unicode(text[:60])).split()).strip(" .")
    for pattern, order in _DATES:
        if match := pattern.fullmatch(plain):
            found = {part: value for part, value in zip(order, match.groups(), strict=False) if value}
            month, day = _month(found["m"]), int(found["d"])
            year = found.get("y")
            return (int(year) if year else None, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None
    return None


def _month(text: str) -> int:
    return int(text) if text.isdigit() else MONTHS[text.lower()]


_TIME = re.compile(
    r"\s*(\d{1,2})(?::(\d{2}))?(?::(\d{2}))?\s*(?:o'?clock)?\s*"
    r"(?:([ap])\s*\.?\s*m\s*\.?|(noon)|(midnight))?(?:\s*(?:in the )?(morning|afternoon|evening|night))?\s*\.?\s*",
    re.IGNORECASE,
)
_CONTINENTAL_TIME = re.compile(
    r"\s*(?:(\d{1,2})\s?(?-i:h)(?:eures?)?(?:\s?(\d{2}))?|(\d{1,2})(?:[.:](\d{2}))?\s?(?:Uhr|ore|uur)(?:\s(\d{2}))?"
    r"|(\d{1,2}):(\d{2})\s?h)\s*",
    re.IGNORECASE,
)
_CHINESE_TIME = re.compile(
    r"\s*(上午|下午|晚上|早上|凌晨|中午|午前|午後|오전|오후)?\s*(\d{1,2})\s*"
    r"(?:[点點时時시]\s*(?:(\d{1,2})\s*[分분]?|([半반]))?|(?(1)[:：](\d{2})|(?!)))\s*"
)


_SPOKEN_TIME = re.compile(
    r"(?:at\s+)?(?:(?:(?P<part>an?\s+quarter|quarter|half)|(?P<minutes>[a-z]+(?:[ -][a-z]+)?|\d{1,2})(?:\s+minutes?)?)\s+(?P<way>past|after|to|before)\s+)?"
    r"(?P<hour>[a-z]+|\d{1,2})(?:\s+o'?clock)?(?:\s+(?:in\s+the\s+(?P<day>morning|afternoon|evening)|(?P<half>[ap])\.?m\.?|at\s+(?P<night>night)))?",
    re.IGNORECASE,
)
_SAYS_A_TIME = re.compile(r"past|after|to\s|before|clock|morning|afternoon|evening|noon|night", re.IGNORECASE)


def _spoken_time(plain: str) -> int | None:
    """Twenty past ten, a quarter to six in the evening; 5 to 10 alone may be odds."""
    found = _SPOKEN_TIME.fullmatch(plain) if _SAYS_A_TIME.search(plain) else None
    if found is None:
        return None
    said = {name: (text or "").lower() for name, text in found.groupdict().items()}
    named = {"noon": "p", "midday": "p", "midnight": "a"}.get(said["hour"])
    hour = 12 if named else _whole(said["hour"])
    minutes = (
        {"": 0, "quarter": 15, "half": 30}[said["part"].rpartition(" ")[2]]
        if not said["minutes"]
        else _whole(said["minutes"])
    )
    half = named or said["half"] or {"": "", "morning": "a"}.get(said["day"], "p")
    if said["night"]:
        half = "p" if hour is not None and 6 <= hour < 12 else "a"
    bare = said["minutes"].isdecimal() and "minute" not in plain and not half
    if hour is None or minutes is None or bare or not (said["way"] or half):
        return None
    if not 0 < hour <= 12 or minutes > 59 or (said["part"] == "half" and said["way"] not in ("past", "after")):
        return None
    seconds = _seconds(hour, 0, 0, half)
    sign = -1 if said["way"] in ("to", "before") else 1
    return None if seconds is None else (seconds + sign * 60 * minutes) % 86400


def _whole(word: str) -> int | None:
    number = word if word.isdecimal() else word_number(word) or ""
    return int(number) if number.isdecimal() else None


_MORNING = ("上午", "早上", "凌晨", "午前", "오전")


def time_of_day(text: str) -> int | None:
    """Seconds after midnight; None for what shows no sign of being a time."""
    plain = " ".join(STYLE.sub(" ", plain_unicode(text[:60])).replace("~", " ").split())
    if plain.casefold() in ("noon", "midnight"):
        return 43200 if plain[0] in "nN" else 0
    if match := _TIME.fullmatch(plain):
        hour, minute, second = (int(part or 0) for part in match.groups()[:3])
        half = match.group(4) or {"morning": "a", None: ""}.get(match.group(7), "p")
        if not (match.group(2) or half or match.group(5) or match.group(6) or "clock" in plain):
            return None
        return _seconds(hour, minute, second, half.lower() if half else "")
    if (spoken := _spoken_time(plain)) is not None:
        return spoken
    if match := _CONTINENTAL_TIME.fullmatch(plain):
        hour, minute = (int(next(filter(None, one), 0)) for one in (match.group(1, 3, 6), match.group(2, 4, 5, 7)))
        return _seconds(hour, minute, 0, "")
    if match := _CHINESE_TIME.fullmatch(plain):
        minute = 30 if match.group(4) else int(match.group(3) or match.group(5) or 0)
        half = "" if match.group(1) is None else "a" if match.group(1) in _MORNING else "p"
        return _seconds(int(match.group(2)), minute, 0, half)
    return None


def _seconds(hour: int, minute: int, second: int, half: str) -> int | None:
    if hour > 24 or minute > 59 or second > 59 or (half and hour > 12):
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour * 3600 + minute * 60 + second


MAX_TIME = 60
_MAY_BE_TIME = re.compile(
    r"(?:past|to|evening|morning|afternoon) |\d.*[:：点时時시月월/.-]|[AaPp]\.?\s?[Mm]|[^\W\d_]{3}.*\d|\d.*[^\W\d_]{3}|clock|noon|midnight|\d年"
)


_COLON = re.compile(
    r"(?:\{:\}|\\(?:text|mathrm|mbox)\s*\{:\}|\\mathbin\s*\{:\}|\\!:\\!"
    r"|(?:\s*\\colon(?![a-z])|\s:)\s*(?=\d\d(?!\d).{0,20}[ap](?:\W|[{}]){0,4}m))\s*(?=\d\d(?!\d))",
    re.IGNORECASE,
)
"""A colon that is no relation; one with spaces around it only before a.m. or p.m., for it may be a ratio's."""


def compare_times(truth: str, answer: str) -> Verdict | None:
    if len(truth) > MAX_TIME or len(answer) > MAX_TIME or not _MAY_BE_TIME.search(truth):
        return None
    truth, answer = (_COLON.sub(":", one) for one in (truth, answer))
    left = time_of_day(truth)
    right = time_of_day(answer) if left is not None else None
    if left is not None and right is not None:
        return Verdict(left == right, f"times of day: {truth[:20]}, {answer[:20]}")
    true_date = date(truth)
    given = date(answer) if true_date is not None else None
    if true_date is not None and given is not None:
        return Verdict(true_date == given, f"dates: {truth[:24]}, {answer[:24]}")
    return None


_CLOCK = (
    r"\d{1,2}(?::\d{2}(?::\d{2})?)?\s*(?:[ap]\.\s?m\.?(?![^\W\d_])|[ap]\s?m(?![^\W\d_])|o'clock|noon(?!\w)|midnight)(?:\s+(?:in the )?(?:morning|afternoon|evening|night))?"
    r"|\d{1,2}(?:[:.]\d{2})?\s?Uhr(?!\w)|\d{1,2}\s?h\s?\d{2}(?!\w)"
)
_RATIO = r"(?:\d+(?::\d+)+|\d+(?:\s:\s\d+)+)(?!\d|\.\d|:)"
_DATED = rf"(?:{_MONTH_FIRST}|{_DAY_FIRST})".replace("(\\d", "(?:\\d").replace(
    f"({_names(set(MONTHS))})", f"(?:{_names(set(MONTHS) - _ENGLISH)}|(?-i:{_CAPITAL}))"
)
_WRITTEN = re.compile(
    rf"(?<![\w.,:/$=+*-])(?<![=+*/-]\s)(?:{_CLOCK}|{_DATED}|{_RATIO})(?!\s*[-+*/=<>^])", re.IGNORECASE
)
_CLOCK_AFTER_A_DIGIT = re.compile(r"\d\s?(?::\s?\d|[ap]\.?\s?m|h\s?\d|uhr|o'clock|noon|midnight)", re.IGNORECASE)
_MONTH_BESIDE_A_DIGIT = re.compile(
    rf"\d\D{{0,5}}(?:{_names({one[:3] for one in MONTHS})})|(?:{_names({one[:3] for one in _ENGLISH})})\w*\.?\s\d",
    re.IGNORECASE,
)
_MONTHS_BEGIN = tuple({one[:3] for one in MONTHS})


@lru_cache(maxsize=64)
def _may_be_written(text: str) -> bool:
    """A sentence is asked about several times."""
    if _CLOCK_AFTER_A_DIGIT.search(text):
        return True
    small = text.lower()
    return any(one in small for one in _MONTHS_BEGIN) and _MONTH_BESIDE_A_DIGIT.search(text) is not None


def written(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where a text writes a time, a date, or numbers joined by colons: one value, with what parts others in it."""
    if not _may_be_written(text):
        return []
    found = [one.span() for one in _WRITTEN.finditer(text, start, end)]
    return [one for one in found if not _LABELLED.search(text, max(start, one[0] - 20), one[0])]


_LABELLED = re.compile(r"(?:^|\n)\W*[A-Z][a-z]+\s$")
"""Week 3:210 pages: no ratio, but the third week."""


def moment(text: str) -> bool:
    return _WRITTEN.fullmatch(text.strip()) is not None
