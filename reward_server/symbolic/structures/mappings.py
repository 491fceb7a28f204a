# ruff: noqa: E501  (a pattern is one way to say it)
"""Tables: which value belongs to which key, as a list of pairs, as rows or columns, as a dictionary or value by value.

2 → 3, 5 → 2 is the table with 2, 5 above 3, 2; {'a': 1, 'b': 3} is dict(b=3, a=1); P(X = 0) = 1/4, ... is a table too.
"""

from __future__ import annotations

import re

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.extract.parts import split_at_commas
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.structures.rules import same
from reward_server.symbolic.verdict import EXACT, Undecided, Verdict

MAX_CHARS = 500
MAX_ENTRIES = 24
_ASKED = re.compile(
    r"frequenc|tabulat|\btable\b|tally|how often|histogram|distribution|probability mass|\bpmf\b|dictionary|\bdict\b|Python"
    r"|Häufigkeit|Tabelle|fréquence|tableau|frecuencia|tabla|частот|таблиц|频数|频率|度数",
    re.IGNORECASE,
)
_STYLE = re.compile(
    r"\\(?:text[a-z]*|mathrm|mathtt|mbox)\s*(?=\{)|\\(?:[,;:! ]|q?quad(?![a-z]))|[$~]|\\left(?![a-z])|\\right(?![a-z])"
)
_ARRAY = re.compile(
    r"\\begin\s*\{(array|tabular|matrix)\}(?:\s*\{[^{}]{0,40}\})?(?P<rows>.*?)\\end\s*\{\1\}", re.DOTALL
)
_ENTRY = tuple(
    re.compile(form)
    for form in (
        r"(?P<key>[^:=]{1,40}?)\s*(?:\\(?:mapsto|to|rightarrow)(?![a-z])|→|↦|:)\s*(?P<value>[^:]{1,60})",
        r"(?:f|F|n|h|p|count|freq)\s*\(\s*(?P<key>[^()=]{1,20})\s*\)\s*=\s*(?P<value>[^=]{1,60})",
        r"(?:\\mathbb\s*)?\{?(?:P|\\Pr|Pr)\}?\s*[(\[]\s*[A-Z]\s*=\s*(?P<key>[^()=\]]{1,20})\s*[)\]]\s*=\s*(?P<value>[^=]{1,60})",
        r"(?P<key>[^():=]{1,20}?)\s*\(\s*\{?(?P<value>\d{1,4})\s*(?:\{?\s*times?\s*\}?|x|×)\s*\}?\)",
    )
)
_KEYWORD = re.compile(r"\s*([A-Za-z_]\w{0,20})\s*=\s*(.{1,60})")
_DICT = re.compile(r"\{*\s*dict\s*\((?P<inside>[^()]{1,300})\)\s*\}*")
_QUOTED = re.compile(r"\s*(?P<quote>['\"])(?P<said>[^'\"]*)(?P=quote)\s*")
_ROW = "\x01"
"""Stands for the double backslash that ends a row."""
Table = dict[str, str]


def same_mappings(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only, where the question is about such a table."""
    if max(len(truth), len(answer)) > MAX_CHARS or not _ASKED.search(prompt[-MAX_PROMPT:]):
        return None
    left, right = _table(truth), _table(answer)
    if left is None or right is None or left.keys() != right.keys() or len(left) < 2:
        return None
    if not all(_same_value(left[key], right[key]) for key in left):
        return None
    return Verdict(True, f"the same for each of {', '.join(left)[:60]}", "mappings")


def _same_value(one: str, other: str) -> bool:
    if "'" in one or "'" in other:
        return one == other
    left, right = read(one)[1], read(other)[1]
    try:
        return one == other or (left is not None and right is not None and same(left, right, EXACT).equal)
    except Undecided:
        return False


def _table(text: str) -> Table | None:
    """None for what is no table, and where a key stands twice."""
    plain = _STYLE.sub(" ", text.replace("\\\\", _ROW)).strip(" .")
    if (array := _ARRAY.fullmatch(plain)) is not None:
        pairs = _of_rows(array["rows"])
    elif (called := _DICT.fullmatch(plain)) is not None:
        found = [_KEYWORD.fullmatch(one) for one in split_at_commas(called["inside"])]
        pairs = [(f"'{one[1]}'", one[2]) for one in found if one is not None] if None not in found else []
    else:
        pairs = _of_entries(plain)
    table = {_key(key): _key(value) for key, value in pairs}
    return table if len(table) == len(pairs) <= MAX_ENTRIES and table else None


def _key(text: str) -> str:
    quoted = _QUOTED.fullmatch(text.replace("\\", ""))
    return f"'{quoted['said']}'" if quoted is not None else "".join(text.strip(" {}").split())


def _of_rows(text: str) -> list[tuple[str, str]]:
    """Of two rows or of two columns, without their headings."""
    rows = [
        [cell.strip() for cell in row.split("&")] for row in text.replace("\\hline", " ").split(_ROW) if row.strip()
    ]
    if len(rows) == 2 and len(rows[0]) == len(rows[1]) > 2:
        rows = [list(column) for column in zip(*rows, strict=True)]
    if len(rows) < 3 or any(len(row) != 2 for row in rows) or _is_numeral(rows[0][0]) or _is_numeral(rows[0][1]):
        return []
    return [(row[0], row[1]) for row in rows[1:]]


def _is_numeral(text: str) -> bool:
    return re.fullmatch(r"[\s{}\d.,/-]*\d[\s{}\d.,/-]*", text) is not None


def _of_entries(plain: str) -> list[tuple[str, str]]:
    plain = plain.replace("\\{", "{").replace("\\}", "}").strip()
    while plain.startswith("{") and plain.endswith("}"):
        plain = plain[1:-1].strip()
    parts = [one.strip() for one in split_at_commas(plain) if one.strip()]
    for form in _ENTRY:
        found = [form.fullmatch(one) for one in parts]
        if parts and None not in found:
            return [(one["key"], one["value"]) for one in found if one is not None]
    return []
