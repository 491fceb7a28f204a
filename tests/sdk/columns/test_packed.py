from __future__ import annotations

import base64
import json
import os
import pickle
import zlib
from pathlib import Path
from typing import Any

import pytest

from sdk.columns import ColumnError, question, read_tests
from sdk.columns import packed as packing
from tests.sdk.columns.shapes import PRIVATE, packed

CASES = [{"input": "3\n", "output": "9\n"}]
FOUND = {"type": "stdio", "cases": CASES}


def wrapped(data: bytes) -> str:
    return base64.b64encode(zlib.compress(data)).decode()


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("times", [1, 30, 5000])
def test_a_pickle_of_one_text_is_read_in_every_protocol_and_size(protocol: int, times: int) -> None:
    data = pickle.dumps(json.dumps(CASES * times), protocol)
    assert read_tests(wrapped(data)) == {**FOUND, "cases": CASES * times}


def test_json_compressed_at_any_level_is_read() -> None:
    data = json.dumps(CASES).encode()
    for level in range(-1, 10):
        assert read_tests(base64.b64encode(zlib.compress(data, level)).decode()) == FOUND
    assert read_tests(base64.urlsafe_b64encode(zlib.compress(data)).decode()) == FOUND
    assert read_tests(PRIVATE) == read_tests(packed([{"input": "5\n", "output": "10\n", "testtype": "stdin"}]))


class Evil:
    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, ("touch /tmp/assay-was-here",)


@pytest.mark.parametrize("value", [Evil(), [1], ["a", "b"], {"a": 1}, b"x", 7, ("x",)])
def test_any_other_pickle_is_refused_and_nothing_of_it_runs(value: Any) -> None:
    with pytest.raises(ColumnError, match="never followed"):
        read_tests(wrapped(pickle.dumps(value)))
    assert not Path("/tmp/assay-was-here").exists()


@pytest.mark.parametrize("cut", [1, 5, 20])
def test_a_pickle_cut_off_is_refused(cut: int) -> None:
    with pytest.raises(ColumnError):
        read_tests(wrapped(pickle.dumps(json.dumps(CASES))[:-cut]))


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "MAX_UNPACKED", 1000)
    with pytest.raises(ColumnError, match="unpacks to more than"):
        read_tests(wrapped(b" " * 10_000_000))


def test_compressed_data_cut_off_is_named_with_its_row_and_column() -> None:
    row = {"question_content": "x", "public_test_cases": "[]", "private_test_cases": PRIVATE[:-20]}
    with pytest.raises(ColumnError, match=r"^lcb:3: private_test_cases: .*cut off"):
        question(row, where="lcb:3")
