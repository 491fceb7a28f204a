"""Verdicts on disk: the same scores with them and without, whatever happens to the file."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reward_server import verdict_store
from reward_server.jobs import Done, Failure, Job, Outcome
from reward_server.rewards.programs.tests import parse
from reward_server.scoring import Scorer
from reward_server.verdict_store import SqliteVerdicts

MB = 1024 * 1024


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine is no trouble with the store."""
    monkeypatch.setattr(verdict_store, "PATIENCE_S", 30.0)


def kept(file: Path, version: str, key: str, result: dict[str, Any] | None = None, max_bytes: int = MB) -> Any:
    """Writes a result, or reads one, with a store of its own."""

    async def ask() -> Any:
        store = SqliteVerdicts(file, max_bytes)
        try:
            if result is not None:
                return await store.put(version, key, result)
            return await store.get(version, key)
        finally:
            await store.close()

    return asyncio.run(ask())


def test_a_verdict_outlives_the_process_that_gave_it(tmp_path: Path) -> None:
    """What one store wrote another reads, under the same version alone."""
    kept(tmp_path / "verdicts", "v1", "job", {"equal": True})
    assert kept(tmp_path / "verdicts", "v1", "job") == {"equal": True}
    assert kept(tmp_path / "verdicts", "v2", "job") is None
    assert kept(tmp_path / "verdicts", "v1", "another job") is None


def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    """Nobody else reads or writes it."""
    kept(tmp_path / "verdicts", "v1", "job", {"equal": True})
    assert (tmp_path / "verdicts").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("column", ["result", "digest", "key"])
def test_a_row_that_was_changed_is_missing(tmp_path: Path, column: str) -> None:
    """A verdict that is not what was written is never given."""
    file = tmp_path / "verdicts"
    kept(file, "v1", "job", {"equal": False})
    with sqlite3.connect(file) as base:
        base.execute(f"UPDATE verdicts SET {column} = replace({column}, 'a', 'b') || ' '")
    assert kept(file, "v1", "job") is None


def garbled(file: Path) -> None:
    file.write_bytes(b"this is no database" * 500)


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5000])


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def another_table(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as base:
        base.execute("CREATE TABLE verdicts (a)")


@pytest.mark.parametrize("broken", [garbled, cut_short, a_folder, another_table])
def test_a_broken_store_is_no_store(tmp_path: Path, broken: Callable[[Path], None]) -> None:
    """Reading and writing give nothing, and raise nothing."""
    file = tmp_path / "verdicts"
    kept(file, "v1", "job", {"equal": True})
    for journal in (tmp_path / "verdicts-wal", tmp_path / "verdicts-shm"):
        journal.unlink(missing_ok=True)
    broken(file)
    assert kept(file, "v1", "job") is None
    kept(file, "v1", "job", {"equal": True})


def test_a_locked_store_is_given_up_soon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who holds the file for ever holds nobody up."""
    monkeypatch.setattr(verdict_store, "PATIENCE_S", 0.05)
    file = tmp_path / "verdicts"
    kept(file, "v1", "job", {"equal": True})
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    kept(file, "v1", "another", {"equal": True})
    holder.execute("ROLLBACK")
    holder.close()
    assert kept(file, "v1", "job") == {"equal": True}


def test_the_store_keeps_its_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest verdicts go first."""
    monkeypatch.setattr(verdict_store, "_CHECKED_EVERY", 50)

    async def fill() -> tuple[Any, Any]:
        store = SqliteVerdicts(tmp_path / "verdicts", 200_000)
        for number in range(1000):
            await store.put("v1", f"job {number}", {"reason": "x" * 1000})
        found = await store.get("v1", "job 0"), await store.get("v1", "job 999")
        await store.close()
        return found

    oldest, newest = asyncio.run(fill())
    assert oldest is None
    assert newest == {"reason": "x" * 1000}
    with sqlite3.connect(tmp_path / "verdicts") as base:
        assert base.execute("SELECT sum(length(result)) FROM verdicts").fetchone()[0] < 300_000


WRITES = """
import asyncio, sys
from pathlib import Path
from reward_server.verdict_store import SqliteVerdicts

async def write():
    store = SqliteVerdicts(Path(sys.argv[1]), 10_000_000)
    for number in range(100):
        await store.put("v1", f"{sys.argv[2]} {number}", {"by": sys.argv[2]})
    await store.close()

asyncio.run(write())
"""


def test_several_processes_share_it(tmp_path: Path) -> None:
    """What any of them wrote is there for all, or missing, and never another's."""
    file = tmp_path / "verdicts"
    writers = [subprocess.Popen([sys.executable, "-c", WRITES, str(file), name]) for name in "abc"]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    found = [kept(file, "v1", f"{name} {number}") for name in "abc" for number in (0, 99)]
    assert all(one in (None, {"by": name}) for one, name in zip(found, "aabbcc", strict=True))
    assert any(found)


MATH = Job("math", {"truth": "1", "answer": "2/2"})


def outcomes(file: Path | None, asked: list[str], answers: Outcome, job: Job = MATH) -> Outcome:
    """A job through a scorer that begins with nothing in memory."""

    async def run_job(executor: str, payload: Any, deadline: float, batch: str) -> Outcome:
        asked.append(executor)
        return answers

    async def ask() -> Outcome:
        store = None if file is None else SqliteVerdicts(file, MB)
        scorer = Scorer(run_job, memo_entries=10, store=store, version=lambda: "v1")
        try:
            return await scorer.run(job, job.key, 1e12, "batch")
        finally:
            scorer.close()
            if store is not None:
                await store.close()

    return asyncio.run(ask())


def test_a_scorer_asks_the_store_before_the_executor(tmp_path: Path) -> None:
    """A second process does not do the work again; faults are not kept."""
    file, asked = tmp_path / "verdicts", []  # type: tuple[Path, list[str]]
    fault = Failure("error", "a fault")
    assert isinstance(outcomes(file, asked, fault), Failure)
    assert [outcomes(file, asked, Done({"equal": True})) for _ in range(3)] == [Done({"equal": True})] * 3
    assert asked == ["math", "math"]
    assert outcomes(None, asked, Done({"equal": True})) == Done({"equal": True})


@pytest.mark.parametrize(
    ("says", "status", "runs"),
    [(True, "passed", 1), (True, "wrong_answer", 1), (False, "passed", 3), (True, "time_limit", 3)],
)
def test_programs_are_remembered_only_where_their_tests_say_so(
    tmp_path: Path, says: bool, status: str, runs: int
) -> None:
    """`deterministic` is the caller's word for it; an end at a limit may be another the next time."""
    tests = {"type": "stdio", "cases": [{"input": "", "output": "1"}], "deterministic": says}
    job = Job("sandbox", dict(parse(tests, None, stop=True)))
    done = Done({"results": [{"status": status, "seconds": 0.1, "stderr": "", "detail": ""}]})
    asked: list[str] = []
    assert [outcomes(tmp_path / "verdicts", asked, done, job) for _ in range(3)] == [done] * 3
    assert len(asked) == runs
