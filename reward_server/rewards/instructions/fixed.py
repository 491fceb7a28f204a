"""The kinds of IFBench (arXiv:2507.02833) that stand for one task each: `custom:...`."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import partial
from itertools import pairwise

from reward_server.rewards.instructions.kinds import Args, Table, amount, into, unless
from reward_server.rewards.instructions.text import bare, pieces, sentences

KINDS: Table = {}
_kind = partial(into, KINDS)

CAPITALS = (
    "Reykjavik", "Helsinki", "Oslo", "Tallinn", "Stockholm", "Riga", "Moscow", "Copenhagen", "Vilnius", "Minsk",
    "Dublin", "Berlin", "Amsterdam", "Warsaw", "London", "Brussels", "Prague", "Luxembourg", "Paris", "Vienna",
    "Bratislava", "Budapest", "Vaduz", "Chisinau", "Bern", "Ljubljana", "Zagreb",
)  # fmt: skip
"""European capitals north of 45 degrees, from north to south, as IFBench counts them."""
_QUESTION = re.compile(r"^[ \t*#]*Question\s+\d+[ \t]*[.):;]?\**[ \t]*", re.MULTILINE)
_OPTION = re.compile(r"^[*\s]*[A-Ea-e][.)]\s*\S")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
MAX_CSV_CHARS = 100_000


@_kind("custom:multiples")
def multiples(text: str, args: Args) -> str:
    found = re.findall(r"\d+", text)
    return unless(found == ["14", "21", "28", "35", "42", "49"], f"counts {', '.join(found[:10])}")


@_kind("custom:mcq_count_length")
def mcq_count_length(text: str, args: Args) -> str:
    """Four questions, each longer than the last, with five options each."""
    before, *questions = _QUESTION.split(text.strip())
    if before.strip() or len(questions) != 4:
        return (
            f"{len(questions)} questions, and a text before them" if before.strip() else f"{len(questions)} questions"
        )
    lengths = []
    for question in questions:
        lines = [line.strip() for line in question.splitlines()]
        options = [at for at, line in enumerate(lines) if _OPTION.match(line)]
        if len(options) != 5:
            return amount(len(options), "equal to", 5, "options")
        lengths.append(len(" ".join(lines[: options[0]]).strip()))
    return unless(all(one < other for one, other in pairwise(lengths)), f"questions of {lengths} characters")


@_kind("custom:reverse_newline")
def reverse_newline(text: str, args: Args) -> str:
    """The countries of Africa, 52 at the least, from Z to A, each on a line."""
    lines = [" ".join(pieces(line)) for line in text.splitlines()]
    lines = [_ascii(line) for line in lines if line]
    start = next((at for at, line in enumerate(lines) if "Zimbabwe" in line), len(lines))
    listed = lines[start:]
    if len(listed) < 52:
        return f"{len(listed)} countries from Zimbabwe on"
    other = next((pair for pair in pairwise(listed) if pair[0] < pair[1]), None)
    return unless(other is None, f"{other} are in the wrong order")


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text[:200]).encode("ascii", "ignore").decode()


@_kind("custom:word_reverse")
def word_reverse(text: str, args: Args) -> str:
    """One sentence written from its last word to its first, about the bald eagle."""
    read = " ".join(bare(text.lower()).split()[::-1])
    return unless("bald eagle" in read and len(sentences(text)) <= 1, "does not read 'bald eagle' from its end")


@_kind("custom:character_reverse")
def character_reverse(text: str, args: Args) -> str:
    return unless("elgae dlab" in text.lower(), "holds no 'elgae dlab'")


@_kind("custom:sentence_alphabet")
def sentence_alphabet(text: str, args: Args) -> str:
    found = sentences(text)
    if len(found) != 26:
        return amount(len(found), "equal to", 26, "sentences")
    wrong = next((one for one, letter in zip(found, "abcdefghijklmnopqrstuvwxyz", strict=True)
                  if not (pieces(one) or [""])[0].lower().startswith(letter)), None)  # fmt: skip
    return unless(wrong is None, f"{(wrong or '')[:30]!r} begins with another letter")


@_kind("custom:european_capitals_sort")
def european_capitals_sort(text: str, args: Args) -> str:
    found = [" ".join(pieces(_ascii(part))) for part in text.split(",") if part.strip()]
    wrong = next((pair for pair in zip(found, CAPITALS, strict=False) if pair[0] != pair[1]), None)
    if wrong is not None:
        return f"{wrong[0][:30]!r} stands where {wrong[1]} should"
    return amount(len(found), "equal to", len(CAPITALS), "capitals")


def _rows(text: str, delimiter: str = ",", quoting: int = csv.QUOTE_MINIMAL) -> list[list[str]]:
    """The rows of a table of comma-separated values; none where it is none. A fence around it is taken off."""
    lines = text.strip()[:MAX_CSV_CHARS].splitlines()
    if len(lines) > 2 and lines[0].startswith("```") and lines[-1].strip() == "```":
        lines = lines[1:-1]
    try:
        return [row for row in csv.reader(lines, delimiter=delimiter, quoting=quoting, skipinitialspace=True) if row]  # type: ignore[arg-type]
    except csv.Error:
        return []


@_kind("custom:csv_city")
def csv_city(text: str, args: Args) -> str:
    rows = _rows(text)
    if not rows or rows[0] != ["ID", "Country", "City", "Year", "Count"]:
        return f"the header is {rows[:1]}"
    return _shape(rows, 8)


@_kind("custom:csv_special_character")
def csv_special_character(text: str, args: Args) -> str:
    rows = _rows(text, quoting=csv.QUOTE_NONE)
    names = ["ProductID", "Category", "Brand", "Price", "Stock"]
    if not rows or [name.strip(' "') for name in rows[0]] != names:
        return f"the header is {rows[:1]}"
    fields = [field for row in _rows(text)[1:] for field in row]
    special = re.search(r'"[^"\n]*[^\w\s"][^"\n]*"', text) is not None and any(
        re.search(r"[^\w\s]", one) for one in fields
    )
    return _shape(_rows(text), 15) or unless(special, "no quoted field holds a special character")


@_kind("custom:csv_quotes")
def csv_quotes(text: str, args: Args) -> str:
    rows = _rows(text, delimiter="\t", quoting=csv.QUOTE_NONE)
    fields = [field.strip() for row in rows for field in row]
    if [field.strip('"') for field in fields[:5]] != ["StudentID", "Subject", "Grade", "Semester", "Score"]:
        return f"the header is {rows[:1]}"
    bare_field = next((one for one in fields if not (len(one) > 1 and one[0] == one[-1] == '"')), None)
    return _shape(rows, 4) or unless(bare_field is None, f"{bare_field!r} stands without quotation marks")


def _shape(rows: list[list[str]], wanted: int) -> str:
    wrong = next((row for row in rows if len(row) != 5), None)
    return amount(len(rows), "equal to", wanted, "rows") or unless(wrong is None, f"{wrong} has not five fields")


@_kind("custom:date_format_list")
def date_format_list(text: str, args: Args) -> str:
    """Dates of the years 1769 to 1821, as 1769-08-15, divided by commas."""
    for part in text.strip().split(","):
        found = _DATE.fullmatch(part.strip())
        if found is None:
            return f"{part.strip()[:30]!r} is no date like 1769-08-15"
        year, month, day = map(int, found.groups())
        if not (1769 <= year <= 1821 and 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]):
            return f"{part.strip()} is out of range"
    return ""
