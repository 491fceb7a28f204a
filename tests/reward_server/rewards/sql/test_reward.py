"""sql: a query of a completion against the expected one, and both in the sandbox."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from reward_server.rewards.reward import Pending, Sample, Score
from reward_server.rewards.sql.reward import SQL, query_of
from reward_server.rewards.transcript import parse
from sdk import Item, RewardClient
from sdk.schema import Template

SCHEMA = """CREATE TABLE city (name TEXT, country TEXT, people REAL);
INSERT INTO city VALUES ('Oslo', 'NO', 0.7), ('Bergen', 'NO', 0.3), ('Paris', 'FR', 2.1), ('Nowhere', NULL, NULL);"""
GOLD = "SELECT country, sum(people) FROM city WHERE country IS NOT NULL GROUP BY country ORDER BY country"


def plan(completion: str, truth: str | None = GOLD, **options: Any) -> Score | Pending:
    asked = SQL.options.model_validate({"database": SCHEMA, **options})
    truths = None if truth is None else (truth,)
    return SQL.plan(Sample(completion, parse(completion, Template()), ground_truth=truths), asked)


def test_the_query_is_the_last_fence_of_sql() -> None:
    assert query_of("```\nA\n```\n```sql\nB\n```\n```python\nC\n```").strip() == "B"
    assert query_of("```\nA\n```").strip() == "A"
    assert query_of("SELECT 1") == "SELECT 1"
    assert query_of("```sql\nSELECT 1").strip() == "SELECT 1"


def test_what_is_missing_is_an_error_and_optional_leaves_it_out() -> None:
    assert isinstance(plan("SELECT 1", None), Score)
    nowhere: list[list[str] | None] = [None, []]
    for database in nowhere:
        score = plan("SELECT 1", database=database)
        assert isinstance(score, Score)
        assert score.status == "error"
    optional = plan("SELECT 1", None, optional=True)
    assert isinstance(optional, Score)
    assert optional.status == "not_applicable"
    silent = plan("<think>SELECT 1")
    assert isinstance(silent, Score)
    assert silent.score == 0


def test_the_expected_query_does_not_enter_the_process_of_the_other() -> None:
    step = plan("SELECT 1")
    assert isinstance(step, Pending)
    assert GOLD not in step.job.payload["source"]
    assert all(GOLD not in case["input"] for case in step.job.payload["cases"])


@pytest.fixture(scope="module")
def client() -> Iterator[RewardClient]:
    with RewardClient.local() as one:
        yield one


def fence(query: str) -> str:
    return f"The query:\n```sql\n{query}\n```"


CASES: list[tuple[str, dict[str, Any], float | None, str]] = [
    ("SELECT country, sum(people) AS s FROM city GROUP BY 1 HAVING country NOT NULL ORDER BY 1", {}, 1, "sql.rows"),
    ("SELECT country, sum(people) FROM city GROUP BY 1 HAVING country NOT NULL ORDER BY 1 DESC", {}, 0, "sql.rows"),
    ("SELECT country, sum(people) FROM city GROUP BY 1 HAVING country NOT NULL ORDER BY 1 DESC", {"order": "any"}, 1, "sql.rows"),
    ("SELECT sum(people), country FROM city GROUP BY 2 HAVING country NOT NULL ORDER BY 2", {"columns": "any"}, 1, "sql.rows"),
    ("SELECT country, sum(people) FROM city GROUP BY 1", {}, 0, "sql.rows"),
    ("VALUES ('FR', 2.1), ('NO', 1.0)", {}, 1, "sql.rows"),
    ("VALUES ('FR', 2.1), ('NO', 1.0)", {"database": [SCHEMA, SCHEMA.replace("2.1", "3.5")]}, 0, "sql.rows"),
    ("SELECT nothing FROM nowhere", {}, 0, "sql.query_fails"),
    ("ATTACH '/tmp/x' AS x", {}, 0, "sql.query_fails"),
    ("DROP TABLE city", {}, 0, "sql.query_fails"),
    ("WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*) FROM c", {"time_limit_s": 1}, 0, "sql.time_limit"),
    ("WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n FROM c", {}, 0, "sql.output_limit"),
    ("SELECT hex(zeroblob(4000000))", {}, 0, "sql.query_fails"),
    ("SELECT 'NO'", {"rows": [["NO"]]}, 1, "sql.rows"),
    ("SELECT 1", {"database": "CREATE TABLE ("}, None, "inputs"),
]  # fmt: skip


@pytest.mark.docker
def test_queries_are_judged_by_their_rows_within_limits(client: RewardClient) -> None:
    items = [
        Item(completion=fence(query), ground_truth=GOLD, rewards={"sql": {"database": SCHEMA, **options}})
        for query, options, _, _ in CASES
    ]
    results = client.score(items, timeout_s=300).items  # a second of CPU can take many on a busy machine
    found = [(one.components["sql"].score, one.components["sql"].rule) for one in results]
    assert found == [(score, rule) for _, _, score, rule in CASES], [one.components["sql"].reason for one in results]


@pytest.mark.docker
def test_an_expected_query_that_fails_is_an_error(client: RewardClient) -> None:
    item = Item(completion=fence("SELECT 1"), ground_truth="SELECT broken", rewards={"sql": {"database": SCHEMA}})
    assert client.score([item]).items[0].components["sql"].status == "error"
