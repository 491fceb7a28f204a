"""sql: does the query give the rows that the expected one gives? Both run in the sandbox, and nowhere else."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, cast

from pydantic import Field

from reward_server.jobs import Failure, Job, Outcome
from reward_server.rewards.programs import tests as program_tests
from reward_server.rewards.programs.source import fences
from reward_server.rewards.programs.tests import CaseResult, ProgramJob
from reward_server.rewards.reward import Options, Pending, Sample, Score, failed, fault, not_applicable
from sdk.schema import Text

TAGS = frozenset({"sql", "sqlite", "sqlite3", ""})
MAX_DATABASES = 50
MAX_QUERY_CHARS = 100_000


class SqlOptions(Options):
    database: Text | list[Text] | None = None
    """SQL that makes the tables and their rows, in SQLite's dialect. Several: the query has to be right on each of
    them. Without it the item's `metadata` says it, as `schema`, `sql_context` or `database`."""
    rows: list[list[Any]] | None = Field(default=None, max_length=100_000)
    """The expected rows, in place of an expected query (the item's ground truth)."""
    order: Literal["auto", "kept", "any"] = "auto"
    """Whether the rows have to come in the expected order. auto: where the expected query ends in an ORDER BY."""
    columns: Literal["position", "any"] = "position"
    """Columns are compared by their place, or in whatever order fits; their names never count."""
    duplicates: bool = True
    """A row that is there twice is expected twice."""
    tolerance: float = Field(default=1e-6, ge=0, lt=1, allow_inf_nan=False)
    """Relative, of numbers that are not equal."""
    time_limit_s: float = Field(default=5.0, gt=0, le=600, allow_inf_nan=False)
    """CPU seconds for each database, to fill it and to answer."""
    memory_limit_mb: float = Field(default=512, ge=64, le=16_384, allow_inf_nan=False)


class Sql:
    name = "sql"
    definition = (
        "1 when the answer's query gives the rows that the expected query gives on the same database, else 0. Both run "
        "in SQLite inside the sandbox, where they can read the database and nothing else. After execution accuracy as "
        "Spider and BIRD have it (arXiv:1809.08887, arXiv:2305.03111), with rows counted."
    )
    options = SqlOptions

    def plan(self, sample: Sample, options: SqlOptions) -> Score | Pending:
        databases = _databases(sample, options)
        if not databases or not (options.rows is not None or sample.ground_truth):
            missing = "no database" if not databases else "no expected query (ground_truth) and no expected rows"
            return not_applicable(missing) if options.optional else fault(f"{missing}: see docs/shelf.md")
        if options.rows is not None and not all(map(_is_row, options.rows)):
            return fault("rows: values should be texts, numbers or null")
        if sample.ground_truth and not all(map(str.strip, sample.ground_truth)):
            return fault("an empty ground truth")
        answer = sample.transcript.answer
        query = "" if answer is None else query_of(answer)
        if not query.strip():
            return Score(0.0, f"no query: {sample.transcript.no_answer or 'the fence is empty'}", rule="no_answer")
        if len(query) > MAX_QUERY_CHARS:
            return Score(0.0, f"the query has more than {MAX_QUERY_CHARS} characters", undecided=True, rule="budget")
        job = _job(query, databases, sample, options)
        if isinstance(job, Score):
            return job
        return Pending(Job("sandbox", cast(dict[str, Any], job)), _scored)


def query_of(answer: str) -> str:
    """The last closed fence that is tagged as SQL, else the last without a tag, else the last of any, else all."""
    found = fences(answer)
    closed = [one for one in found if one.closed]
    tagged = [one for one in closed if one.tag in TAGS and one.tag]
    plain = [one for one in closed if not one.tag]
    chosen = (tagged or plain or found)[-1:]
    return chosen[0].text if chosen else answer


def _databases(sample: Sample, options: SqlOptions) -> list[str]:
    given: Any = options.database
    for name in ("schema", "sql_context", "database"):
        given = sample.metadata.get(name) if given is None else given
    listed = given if isinstance(given, list) else [given]
    return [one for one in listed if isinstance(one, str)][:MAX_DATABASES]


def _is_row(row: list[Any]) -> bool:
    return all(value is None or isinstance(value, str | int | float) for value in row)


def _job(query: str, databases: list[str], sample: Sample, options: SqlOptions) -> ProgramJob | Score:
    rules = options.model_dump(include={"order", "columns", "duplicates", "tolerance"})
    queries = [] if options.rows is not None else list(sample.ground_truth or ())
    cases = [
        {
            "input": json.dumps({"schema": schema, "query": query}),
            "output": json.dumps({"schema": schema, "queries": queries, "expected_rows": options.rows, **rules}),
        }
        for schema in databases
    ]
    tests: dict[str, Any] = {
        "type": "stdio",
        "cases": cases,
        "checker": {"language": "python", "code": _source("sys.exit(check())")},
        "memory_limit_mb": options.memory_limit_mb,
    }
    if "time_limit_s" in options.model_fields_set:
        tests["time_limit_s"] = options.time_limit_s
    try:
        job = program_tests.parse(tests, None, stop=True, timeout_s=sample.timeout_s)
    except program_tests.MalformedError as error:
        return fault(str(error))
    job["source"] = _source("write_answer()")
    return job


@lru_cache(maxsize=2)
def _source(last_line: str) -> str:
    return f"{Path(__file__).with_name('driver.py').read_text('utf-8')}\n\n{last_line}\n"


def _scored(outcome: Outcome) -> Score:
    if isinstance(outcome, Failure):
        unfit = "the database or the expected query can't be run"
        return fault(f"{unfit}: {outcome.message}") if outcome.inputs else failed(outcome)
    results: list[CaseResult] = outcome.result["results"]
    wrong = next(((number, one) for number, one in enumerate(results, 1) if one["status"] != "passed"), None)
    if wrong is None:
        return Score(1.0, "the rows are the expected ones", rule="sql.rows")
    number, result = wrong
    where = f" on database {number} of {len(results)}" if len(results) > 1 else ""
    undecided = any(one.get("undecided", False) for one in results)
    if result["status"] != "wrong_answer":
        return Score(0.0, f"{result['status']}{where}", undecided=undecided, rule=f"sql.{result['status']}")
    said = result["stderr"].strip().rpartition("\n")[2]
    if said:
        return Score(0.0, f"{said[:200]}{where}", undecided=undecided, rule="sql.query_fails")
    return Score(0.0, f"other rows than expected{where}", undecided=undecided, rule="sql.rows")


SQL = Sql()
