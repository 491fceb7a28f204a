"""Runs inside the sandbox, twice a query: as the program, which answers the model's query, and as the checker, which
answers the expected one in a process of its own and compares. The service sends this file and runs nothing of it.

Stands alone (the standard library). In: JSON {schema, query}. Out: one line of JSON, {columns, rows} or {error}.
"""

from __future__ import annotations

import json
import math
import sqlite3
import sys
from collections import Counter
from itertools import pairwise, repeat
from pathlib import Path
from typing import Any

ALLOWED = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE})
REFUSED_FUNCTIONS = frozenset(
    {"load_extension", "random", "randomblob", "readfile", "writefile", "edit", "fts3_tokenizer"}
)
"""What reaches out of the database, and what gives other rows each time."""
MAX_VALUE_BYTES = 4_000_000
MAX_MATCHED_COLUMNS = 12
"""With columns in any order."""
ACCEPTED, REJECTED, CANNOT_JUDGE = 0, 1, 3
Row = list[Any]


class UnfitError(Exception):
    """The schema or the expected query is not one that can be run."""


def opened(schema: str) -> sqlite3.Connection:
    """A database in memory that holds the schema, and from then on is only read. Raises UnfitError."""
    base = sqlite3.connect(":memory:", isolation_level=None)
    base.execute("PRAGMA temp_store = MEMORY")
    try:
        base.executescript(schema)
        if base.in_transaction:
            base.commit()
    except (sqlite3.Error, sqlite3.Warning, ValueError) as error:
        raise UnfitError(f"schema: {error}") from None
    base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_VALUE_BYTES)
    base.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    base.set_authorizer(_allowed)
    return base


def _allowed(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    if action == sqlite3.SQLITE_FUNCTION:
        refused = (second or "").lower() in REFUSED_FUNCTIONS
        return sqlite3.SQLITE_DENY if refused else sqlite3.SQLITE_OK
    refused = action == sqlite3.SQLITE_READ and (first or "").lower().startswith("pragma_")
    return sqlite3.SQLITE_OK if action in ALLOWED and not refused else sqlite3.SQLITE_DENY


def answered(base: sqlite3.Connection, query: str) -> sqlite3.Cursor:
    """A cursor over the rows of one query. Raises sqlite3.Error."""
    base.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
    cursor = base.execute(query)
    if cursor.description is None:
        raise sqlite3.OperationalError("the statement gives no rows: it has to be one query")
    return cursor


def write_answer() -> None:
    """The program: rows as they come, so that a query without end meets the limits and not the memory."""
    asked = json.loads(sys.stdin.read())
    try:
        cursor = answered(opened(asked["schema"]), asked["query"])
        names = [column[0] for column in cursor.description]
        sys.stdout.write(f'{{"columns": {json.dumps(names)}, "rows": [')
        for number, row in enumerate(cursor):
            sys.stdout.write(f"{', ' if number else ''}{json.dumps([_sent(value) for value in row])}")
        sys.stdout.write("]}\n")
    except UnfitError as error:
        print(json.dumps({"error": str(error)}))
    except (sqlite3.Error, sqlite3.Warning, ValueError, OverflowError) as error:
        print(f"\n{json.dumps({'error': str(error)})}")
        print(f"the query fails: {error}", file=sys.stderr)


def _sent(value: Any) -> Any:
    """JSON without loss: a blob as {"b": hex}, a float that is no number as {"f": its name}."""
    if isinstance(value, bytes):
        return {"b": value.hex()}
    return {"f": str(value)} if isinstance(value, float) and not math.isfinite(value) else value


def check() -> int:
    """The checker: exit code of the verdict on the output at argv[3], for the expected {schema, ...} at argv[2]."""
    expected_text, output = (Path(path).read_text("utf-8") for path in sys.argv[2:4])
    expected = json.loads(expected_text)
    try:
        wanted = [_wanted(expected, query) for query in expected["queries"]]
        if expected["expected_rows"] is not None:
            rows = expected["expected_rows"]
            wanted.append((len(rows[0]) if rows else None, rows, expected["order"] == "kept"))
    except (UnfitError, sqlite3.Error, sqlite3.Warning, ValueError) as error:
        print(f"the expected query cannot be run: {error}", file=sys.stderr)
        return CANNOT_JUDGE
    if output == expected_text:
        return ACCEPTED  # what is tried where this process ended badly: the expected output is right
    given = _read(output)
    if given is None:
        return REJECTED
    width, rows = given
    fits = (
        columns in (None, width) and same(expected_rows, rows, ordered, expected)
        for columns, expected_rows, ordered in wanted
    )
    return ACCEPTED if any(fits) else REJECTED


def _wanted(expected: dict[str, Any], query: str) -> tuple[int | None, list[Row], bool]:
    """How many columns (None: any), the rows, and whether they come in order."""
    cursor = answered(opened(expected["schema"]), query)
    rows = [[_sent(value) for value in row] for row in cursor]
    order = expected["order"]
    return len(cursor.description), rows, order == "kept" or (order == "auto" and is_ordered(query))


def _read(output: str) -> tuple[int, list[Row]] | None:
    """How many columns a program's output has, and its rows; None where the query failed."""
    try:
        found = json.loads(output)
    except (ValueError, RecursionError):
        return None
    return (len(found["columns"]), found["rows"]) if isinstance(found, dict) and "rows" in found else None


def same(wanted: list[Row], given: list[Row], ordered: bool, rules: dict[str, Any]) -> bool:
    """Whether two result sets are equal under the rules."""
    if wanted and given and len(wanted[0]) != len(given[0]):
        return False
    tolerance = float(rules["tolerance"])
    wanted, given = ([[_value(one) for one in row] for row in rows] for rows in (wanted, given))
    if not rules["duplicates"]:
        wanted, given = _once(wanted), _once(given)
    if len(wanted) != len(given):
        return False
    if rules["columns"] == "position" or not wanted:
        return _equal(wanted, given, ordered, tolerance)
    return any(
        _equal(wanted, [[row[at] for at in columns] for row in given], ordered, tolerance)
        for columns in _permutations(wanted, given, tolerance)
    )


def _once(rows: list[Row]) -> list[Row]:
    return [list(row) for row in dict.fromkeys(map(tuple, rows))]


def _value(value: Any) -> tuple[str, Any]:
    """Its storage class and its value: NULL equals NULL alone, 1 equals 1.0, and '1' is neither."""
    if isinstance(value, dict):
        ((kind, content),) = value.items()
        return kind, content
    if value is None:
        return "n", None
    if isinstance(value, str):
        return "t", value
    return "d", int(value) if isinstance(value, bool) or value == int(value) else value


def _equal(wanted: list[Row], given: list[Row], ordered: bool, tolerance: float) -> bool:
    if Counter(map(tuple, wanted)) == Counter(map(tuple, given)) and not ordered:
        return True
    if not ordered:
        wanted, given = sorted(wanted, key=_key), sorted(given, key=_key)
    return all(all(map(_close, *rows, repeat(tolerance))) for rows in zip(wanted, given, strict=True))


def _key(row: Row) -> Any:
    """By what is exact first, so that a float's last digits move no row past another that differs in more."""
    exact = [(kind, str(value)) for kind, value in row if not isinstance(value, float)]
    return [kind for kind, _ in row], exact, [value for _, value in row if isinstance(value, float)]


def _close(one: tuple[str, Any], other: tuple[str, Any], tolerance: float) -> bool:
    if one == other:
        return True
    return one[0] == other[0] == "d" and abs(one[1] - other[1]) <= tolerance * max(abs(one[1]), abs(other[1]), 1e-9)


def _permutations(wanted: list[Row], given: list[Row], tolerance: float) -> list[list[int]]:
    """Ways to order the given columns so that each holds about what the wanted one does; a few of them."""
    width = len(wanted[0])
    if width > MAX_MATCHED_COLUMNS:
        return [list(range(width))]
    fits = [
        [at for at in range(width) if _same_column([row[to] for row in wanted], [row[at] for row in given], tolerance)]
        for to in range(width)
    ]
    found: list[list[int]] = [[]]
    for options in fits:
        found = [[*one, at] for one in found for at in options if at not in one][:1000]
    return found


def _same_column(one: Row, other: Row, tolerance: float) -> bool:
    return _equal([[value] for value in one], [[value] for value in other], ordered=False, tolerance=tolerance)


def is_ordered(query: str) -> bool:
    """Whether a query ends in an ORDER BY of its own, outside all brackets, strings and comments."""
    depth, words, at = 0, [], 0
    while at < len(query):
        two, char = query[at : at + 2], query[at]
        if two in ("--", "/*"):
            end = query.find("\n" if two == "--" else "*/", at + 2)
            at = len(query) if end < 0 else end + 2
            continue
        if char in "'\"`[":
            end = query.find("]" if char == "[" else char, at + 1)
            at = len(query) if end < 0 else end + 1
            continue
        depth += (char == "(") - (char == ")")
        words.append(char.lower() if depth == 0 else " ")
        at += 1
    return ("order", "by") in list(pairwise("".join(words).split()))
