"""The store of tests: what is put comes back whole or not at all, and the folder stays within its bound."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest

from reward_server import samples
from reward_server.bad_request import BadRequest
from reward_server.parsing import Batch, parse_batch
from reward_server.tests_store import TestsStore
from sdk import schema

MB = 1024 * 1024


def of_size(size: int, mark: str = "x") -> dict[str, Any]:
    return {"type": "stdio", "cases": [{"input": mark * size, "output": "\ud800é\n"}]}


def digest_of(tests: dict[str, Any]) -> str:
    return schema.tests_digest(schema.canonical_tests(tests))


def parse(store: TestsStore, tests: dict[str, Any], **more: Any) -> Batch:
    return parse_batch(json.dumps({"items": [{"completion": "a", "tests": tests}], **more}).encode(), store=store)


def test_what_was_put_by_one_process_is_there_for_another(tmp_path: Path) -> None:
    tests = of_size(1000)
    TestsStore(tmp_path / "store", MB).put(digest_of(tests), tests)
    assert TestsStore(tmp_path / "store", MB).get(digest_of(tests)) == tests
    assert (tmp_path / "store").stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_used_keeps_nothing_and_is_told_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    tests = of_size(1000)
    (tmp_path / "file").write_text("")
    (tmp_path / "anothers").mkdir()
    if os.getuid() == 0:
        os.chown(tmp_path / "anothers", 12345, 12345)
    for folder in ("file", "file/below", *(["anothers"] if os.getuid() == 0 else [])):
        caplog.clear()
        store = TestsStore(tmp_path / folder, MB)
        for _ in range(2):
            store.put(digest_of(tests), tests)
        assert store.get(digest_of(tests)) is None
        assert ["tests_store" in record.message for record in caplog.records] == [True]


def test_the_digest_does_not_depend_on_the_order_of_names(tmp_path: Path) -> None:
    tests = of_size(10)
    assert digest_of(dict(reversed(tests.items()))) == digest_of(tests)


@pytest.mark.parametrize("name", ["sha256:../../etc/passwd", "sha256:" + "0" * 64, "md5:" + "0" * 64, ""])
def test_what_is_no_digest_or_not_held_is_missing(tmp_path: Path, name: str) -> None:
    assert TestsStore(tmp_path, MB).get(name) is None


def test_a_file_that_was_cut_short_or_changed_is_missing(tmp_path: Path) -> None:
    store, tests = TestsStore(tmp_path, MB), of_size(100)
    store.put(digest_of(tests), tests)
    (path,) = tmp_path.glob("*.json")
    path.write_bytes(path.read_bytes()[:-1])
    assert store.get(digest_of(tests)) is None


def test_beyond_the_bound_the_longest_unused_go_first(tmp_path: Path) -> None:
    store = TestsStore(tmp_path, 3 * MB)
    kept, *others = (of_size(MB - 1000, mark) for mark in "abcd")
    store.put(digest_of(kept), kept)
    for age, tests in enumerate(others):
        for path in tmp_path.glob("*.json"):
            os.utime(path, (time.time() - 100 + age,) * 2)
        assert store.get(digest_of(kept)) == kept  # it is asked for all the time
        store.put(digest_of(tests), tests)
    assert [store.get(digest_of(tests)) is not None for tests in (kept, *others)] == [True, False, True, True]
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 3 * MB


def test_tests_larger_than_the_store_are_not_kept_and_push_nothing_out(tmp_path: Path) -> None:
    store, small, large = TestsStore(tmp_path, MB), of_size(10), of_size(2 * MB)
    store.put(digest_of(small), small)
    store.put(digest_of(large), large)
    assert store.get(digest_of(large)) is None
    assert store.get(digest_of(small)) == small


def test_a_batch_with_a_digest_that_nobody_holds_is_409_and_names_it(tmp_path: Path) -> None:
    digest = digest_of(of_size(10))
    with pytest.raises(BadRequest) as caught:
        parse(TestsStore(tmp_path, MB), {"digest": digest})
    assert (caught.value.status, caught.value.code) == (409, "tests_missing")
    assert [(one.item, one.field, one.message) for one in caught.value.details] == [(0, "tests.digest", digest)]


def test_tests_that_come_under_their_digest_are_used_and_kept_for_the_next_batch(tmp_path: Path) -> None:
    store, tests = TestsStore(tmp_path, MB), of_size(10)
    digest = digest_of(tests)
    for more in ({"shared_tests": {digest: tests}}, {}, {"shared_tests": {"p": {"digest": digest}}}):
        named = {"ref": "p"} if "p" in more.get("shared_tests", {}) else {"digest": digest}
        batch = parse(store, named, **more)
        assert samples.tests_of(batch.request.items[0], batch.request) == tests


def test_tests_under_a_digest_that_is_not_theirs_are_422_and_not_kept(tmp_path: Path) -> None:
    store, wrong = TestsStore(tmp_path, MB), digest_of(of_size(10))
    with pytest.raises(BadRequest) as caught:
        parse(store, {"digest": wrong}, shared_tests={wrong: of_size(11)})
    assert caught.value.status == 422
    assert store.get(wrong) is None


def test_limits_of_tests_that_are_named_by_digest_are_checked_as_others_are(tmp_path: Path) -> None:
    store, tests = TestsStore(tmp_path, MB), {**of_size(10), "time_limit_s": 100}
    store.put(digest_of(tests), tests)
    with pytest.raises(BadRequest) as caught:
        parse(store, {"digest": digest_of(tests)}, timeout_s=10)
    assert caught.value.status == 422
