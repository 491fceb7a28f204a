"""What runs in the sandbox for a query: which result sets are the same, and what a query may not do."""

from __future__ import annotations

import io
import json
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest

from reward_server.rewards.sql.driver import ACCEPTED, REJECTED, answered, check, is_ordered, opened, same, write_answer

RULES: dict[str, Any] = {"columns": "position", "duplicates": True, "tolerance": 1e-6}
SCHEMA = "CREATE TABLE t (a INTEGER, b TEXT); INSERT INTO t VALUES (1, 'x'), (2, NULL), (2, NULL);"


@pytest.mark.parametrize(
    ("wanted", "given", "ordered", "rules", "equal"),
    [
        ([[1], [2]], [[2], [1]], False, {}, True),
        ([[1], [2]], [[2], [1]], True, {}, False),
        ([[1], [1]], [[1]], False, {}, False),
        ([[1], [1]], [[1]], False, {"duplicates": False}, True),
        ([[1]], [[1.0]], False, {}, True),
        ([[1]], [["1"]], False, {}, False),
        ([[None]], [[None]], False, {}, True),
        ([[None]], [[0]], False, {}, False),
        ([[None]], [[""]], False, {}, False),
        ([[0.1 + 0.2]], [[0.3]], True, {}, True),
        ([[0.3]], [[0.31]], True, {}, False),
        ([[0.3, "b"], [0.1, "a"]], [[0.1 + 1e-12, "a"], [0.3, "b"]], False, {}, True),
        ([[1, "x"]], [["x", 1]], False, {}, False),
        ([[1, "x"]], [["x", 1]], False, {"columns": "any"}, True),
        ([[1, 2], [2, 1]], [[1, 1], [2, 2]], False, {"columns": "any"}, False),
        ([[1, 2]], [[1]], False, {"columns": "any"}, False),
        ([], [], True, {}, True),
        ([], [[1]], False, {}, False),
        ([["é"]], [["e\u0301"]], False, {}, False),
        ([[{"b": "00"}]], [["00"]], False, {}, False),
        ([[2**60]], [[2**60 + 1]], False, {"tolerance": 0}, False),
    ],
)
def test_result_sets_are_compared_as_the_page_says(
    wanted: list[Any], given: list[Any], ordered: bool, rules: dict[str, Any], equal: bool
) -> None:
    assert same(wanted, given, ordered, RULES | rules) is equal


@pytest.mark.parametrize(
    ("wanted", "query", "verdict"),
    [
        ("SELECT a FROM t WHERE a > 9", "SELECT a FROM t WHERE 0", ACCEPTED),
        ("SELECT a FROM t WHERE a > 9", "SELECT a, b FROM t WHERE 0", REJECTED),
        ([], "SELECT a, b FROM t WHERE 0", ACCEPTED),
        ([[1]], "SELECT a FROM t LIMIT 1", ACCEPTED),
        ("SELECT a FROM t", "SELECT c FROM t", REJECTED),
    ],
)
def test_how_many_columns_there_are_counts_without_rows_too(
    wanted: str | list[Any], query: str, verdict: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = io.StringIO()
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps({"schema": SCHEMA, "query": query})))
    monkeypatch.setattr(sys, "stdout", given)
    write_answer()
    queries, rows = ([wanted], None) if isinstance(wanted, str) else ([], wanted)
    expected = {"schema": SCHEMA, "queries": queries, "expected_rows": rows, "order": "auto", **RULES}
    files = {"input": "", "expected": json.dumps(expected), "output": given.getvalue()}
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.setattr(sys, "argv", ["check", *(str(tmp_path / name) for name in files)])
    assert check() == verdict


@pytest.mark.parametrize(
    ("query", "ordered"),
    [
        ("select a from t order by a", True),
        ("SELECT a FROM t ORDER\n BY a LIMIT 1;", True),
        ("select a from (select a from t order by a)", False),
        ("select row_number() over (order by a) from t", False),
        ("select 'order by' from t -- order by a", False),
        ('select "order by" from t /* order by */', False),
        ("select '(', a from t order by a", True),
    ],
)
def test_an_order_is_expected_where_the_outermost_query_has_one(query: str, ordered: bool) -> None:
    assert is_ordered(query) is ordered


@pytest.mark.parametrize(
    "query",
    [
        "ATTACH '/etc/passwd' AS p",
        "SELECT load_extension('x')",
        "PRAGMA table_info(t)",
        "SELECT * FROM pragma_table_info('t')",
        "PRAGMA writable_schema = 1",
        "INSERT INTO t VALUES (9, 'z')",
        "DELETE FROM t RETURNING a",
        "DROP TABLE t",
        "CREATE TABLE u AS SELECT 1",
        "VACUUM INTO '/tmp/x'",
        "BEGIN",
        "SELECT 1; SELECT 2",
        "SELECT random()",
        "SELECT zeroblob(2000000000)",
        "",
        "\0",
        "\ud800",
        "SELEC 1",
    ],
)
def test_a_query_reads_its_database_and_does_nothing_else(query: str) -> None:
    with pytest.raises((sqlite3.Error, sqlite3.Warning, ValueError)):
        list(answered(opened(SCHEMA), query))


def test_what_reads_is_answered() -> None:
    for query in ("SELECT count(*) FROM t", "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c LIMIT 9) "
                  "SELECT max(n) FROM c", "SELECT json_extract('{\"a\": 2}', '$.a')", "EXPLAIN SELECT 1", "VALUES (1), (2)"):  # fmt: skip
        assert list(answered(opened(SCHEMA), query))
