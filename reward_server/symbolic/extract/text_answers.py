"""Answers that are text: choices, words, times of day, dates."""

from __future__ import annotations

import re

from reward_server.symbolic.parse.normalize import fold, plain_unicode
from reward_server.symbolic.verdict import Verdict

_STYLE = re.compile(
    r"\\(?:text[a-z]*|mathrm|mathbf|mbox|boxed|bf|rm|operatorname)\b\s*|\\(?:[ ,;:!()]|quad\b|qquad\b)|[{}$*_]"
)
_CHOICE = re.compile(
    r"\s*(?:(?:the\s+)?(?:correct\s+)?(?:option|choice|answer|alternative)s?(?:\s+is)?\s*:?|故?选项?[:：]?|答案[是为]?[:：]?)?"
    r"\s*[(\[]?\s*([A-Ja-j])\s*(?:$|[)\]]\s*(?:[.:]|\s(?=[^+*/^=<>-])|(?=\d|$))(?!\s*\\(?:cdot|times|div|pm|mp"
    r"|cup|cap|in|le|ge|ne|leq|geq|to)\b)|[.:](?!\d))\s*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_MARKER = re.compile(r"(?<![A-Za-z])[(\[]?([A-J])\s*[).:\]]|(?<![A-Za-z\\])\b(?:or|and)\s+[(]?([A-J])\b")
_CHOICES = re.compile(r"\s*(?:[(\[]?[A-Ja-j][)\]]?\s*(?:,|;|and|&|\s)*\s*)+\s*")


def choice(text: str) -> tuple[str, str] | None:
    """The letter of a multiple choice answer and the text after it."""
    match = _CHOICE.fullmatch(_STYLE.sub(" ", plain_unicode(text[:400])).strip(" .,"))
    if match is None:
        return None
    return match.group(1).upper(), match.group(2).strip()


MAX_CHOICE = 300
_LETTER = re.compile(r"(?<![A-Za-z\\])[A-Ja-j](?![a-z])|[A-J]{2}")
_LONE_SMALL = re.compile(r"[\s$]*[a-j][\s$]*")
"""Without brackets a small letter is a variable, and `e` a number."""


def compare_choices(truth: str, answer: str) -> Verdict | None:
    """Where the ground truth is a letter (with or without its text)."""
    if len(truth) > MAX_CHOICE or not _LETTER.search(truth):
        return None
    wanted, given = choice(truth), choice(answer)
    if wanted is None or _LONE_SMALL.fullmatch(truth) or not _is_choice(truth, wanted[1]):
        return _several_choices(truth, answer)
    if given is None or _LONE_SMALL.fullmatch(answer):
        return None
    if _others(wanted) or _others(given):
        return Verdict(False, "several choices are no choice")
    if given[1] and not wanted[1] and not _is_choice(answer, given[1]):
        return None
    return Verdict(wanted[0] == given[0], f"choice {wanted[0]}, {given[0]}")


def _others(found: tuple[str, str]) -> set[str]:
    """Further letters in the text after the first."""
    letter, rest = found
    return {one for pair in _MARKER.findall(rest) for one in pair if one} - {letter}


def labelled(text: str) -> bool:
    """A choice followed by its text: `(B) 12`, `B. twelve`."""
    found = choice(text)
    return found is not None and bool(found[1]) and _is_choice(text, found[1])


def _is_choice(text: str, rest: str) -> bool:
    """A bare letter, or one that is set apart from what follows: `(B) 12`, `B. twelve`."""
    return not rest or bool(_SET_APART.match(_STYLE.sub(" ", plain_unicode(text[:60]))))


_SET_APART = re.compile(r"[^A-Za-z]*[A-Ja-j]\s*[)\].:]")


def _several_choices(truth: str, answer: str) -> Verdict | None:
    wanted, given = _letters(truth), _letters(answer)
    if len(wanted) < 2 or not given:
        return None
    return Verdict(wanted == given, f"choices {''.join(sorted(wanted))}, {''.join(sorted(given))}")


def _letters(text: str) -> frozenset[str]:
    plain = _STYLE.sub(" ", plain_unicode(text[:60])).strip()
    if not _CHOICES.fullmatch(plain):
        return frozenset()
    letters = re.sub(r"\band\b|[^A-Za-z]", "", plain)
    return frozenset(letters) if letters.isupper() and len(set(letters)) == len(letters) else frozenset()


_TIME = re.compile(
    r"\s*(\d{1,2})(?::(\d{2}))?(?::(\d{2}))?\s*(?:o'?clock)?\s*"
    r"(?:([ap])\s*\.?\s*m\s*\.?|(noon)|(midnight))?(?:\s*(?:in the )?(morning|afternoon|evening|night))?\s*\.?\s*",
    re.IGNORECASE,
)
_CHINESE_TIME = re.compile(
    r"\s*(上午|下午|晚上|早上|凌晨|中午)?\s*(\d{1,2})\s*(?:[点时])\s*(?:(\d{1,2})\s*分?|(半))?\s*"
)


def time_of_day(text: str) -> int | None:
    """Seconds after midnight; None for what shows no sign of being a time."""
    plain = _STYLE.sub(" ", plain_unicode(text[:60])).strip()
    if plain.casefold() in ("noon", "midnight"):
        return 43200 if plain[0] in "nN" else 0
    if match := _TIME.fullmatch(plain):
        hour, minute, second = (int(part or 0) for part in match.groups()[:3])
        half = match.group(4) or {"morning": "a", None: ""}.get(match.group(7), "p")
        if not (match.group(2) or half or match.group(5) or match.group(6) or "clock" in plain):
            return None
        return _seconds(hour, minute, second, half.lower() if half else "")
    if match := _CHINESE_TIME.fullmatch(plain):
        minute = 30 if match.group(4) else int(match.group(3) or 0)
        half = "" if match.group(1) is None else "a" if match.group(1) in ("上午", "早上", "凌晨") else "p"
        return _seconds(int(match.group(2)), minute, 0, half)
    return None


def _seconds(hour: int, minute: int, second: int, half: str) -> int | None:
    if hour > 24 or minute > 59 or second > 59 or (half and hour > 12):
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour * 3600 + minute * 60 + second


_MONTHS = {
    name: k + 1
    for k, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"])
}
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = r"(\d{1,2})(?:\s*\^?\s*(?:st|nd|rd|th))?"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_DATES = (
    (re.compile(rf"{_WEEKDAY}{_MONTH}\s+{_DAY}(?:\s*,?\s*(\d{{4}}))?", re.IGNORECASE), "mdy"),
    (re.compile(rf"{_WEEKDAY}{_DAY}(?:\s+of)?\s+{_MONTH}(?:\s*,?\s*(\d{{4}}))?", re.IGNORECASE), "dmy"),
    (re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"), "ymd"),
    (re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*日"), "md"),
    (re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})"), "mdy"),
)


def date(text: str) -> tuple[int | None, int, int] | None:
    """(year or None, month, day); numbers with slashes are read month first."""
    plain = " ".join(_STYLE.sub(" ", plain_unicode(text[:60])).split()).strip(" .")
    for pattern, order in _DATES:
        if match := pattern.fullmatch(plain):
            found = dict(zip(order, match.groups(), strict=False))
            month, day = _month(found["m"]), int(found["d"])
            year = found.get("y")
            return (int(year) if year else None, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None
    return None


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS[text[:3].lower()]


MAX_TIME = 60
_MAY_BE_TIME = re.compile(
    r"\d.*[:：点时月/.-]|[AaPp]\.?\s?[Mm]|[A-Za-z]{3}.*\d|\d.*[A-Za-z]{3}|clock|noon|midnight|\d年"
)


def compare_times(truth: str, answer: str) -> Verdict | None:
    if len(truth) > MAX_TIME or len(answer) > MAX_TIME or not _MAY_BE_TIME.search(truth):
        return None
    left = time_of_day(truth)
    right = time_of_day(answer) if left is not None else None
    if left is not None and right is not None:
        return Verdict(left == right, f"times of day: {truth[:20]}, {answer[:20]}")
    true_date = date(truth)
    given = date(answer) if true_date is not None else None
    if true_date is not None and given is not None:
        return Verdict(true_date == given, f"dates: {truth[:24]}, {answer[:24]}")
    return None


_ARTICLES = frozenset({"the", "a", "an"})
_NO_VALUE = ["does", "not", "exist"]
_SAYS_THE_SAME = dict.fromkeys(
    ("dne", "limit does not exist", "doesn t exist", "no limit", "undefined limit", "不存在", "极限不存在"), _NO_VALUE
)


def compare_words(truth: str, answer: str) -> Verdict:
    if any(map(_FORMULA.search, (truth, answer))):  # no punctuation falls away in a formula, and Pi is not pi
        same = _unstyled(truth) == _unstyled(answer) != ""
        return Verdict(same, f"{'same' if same else 'different'} text: {truth[:40]!r}, {answer[:40]!r}")
    left, right = (_SAYS_THE_SAME.get(" ".join(words), words) for words in map(_words, (truth, answer)))
    same = bool(left) and (left == right or _unspaced(left) == _unspaced(right))
    return Verdict(same, f"{'same' if same else 'different'} text: {' '.join(left)[:40]!r}, {' '.join(right)[:40]!r}")


_FORMULA = re.compile(
    r"\\(?!(?:text|mathrm|mbox|operatorname|mathsf|mathbf|quad|qquad)[a-z]*\b|[ ,;:!])[A-Za-z]"
    r"|[\^_=<>+*/|]|\d!|\w'"
)
_UNSTYLED = re.compile(r"\\(?:text[a-z]*|mathrm|mbox|operatorname|mathsf)\s*|\\[ ,;:!]|[\s{}$]|[.,;:]+$")


def _unstyled(text: str) -> str:
    return _UNSTYLED.sub("", text)


_BETWEEN_DIGITS = re.compile(r"(?<!\d) | (?!\d)")


def _unspaced(words: list[str]) -> str:
    return _BETWEEN_DIGITS.sub("", " ".join(words))


def _words(text: str) -> list[str]:
    words = fold(plain_unicode(text)).split()
    return [word for word in words if word not in _ARTICLES] or words
