"""Answers read by compiled code are those that the standard library reads."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdk import InvalidAnswerError
from sdk.http.answers import parsed_json

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text() | st.just("\ud800"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=9,
)  # fmt: skip


@given(VALUES, st.booleans())
def test_a_value_comes_as_it_was_sent(value: Any, ascii_only: bool) -> None:
    try:
        raw = json.dumps(value, ensure_ascii=ascii_only).encode()
    except UnicodeEncodeError:  # a lone surrogate is sent as an escape
        raw = json.dumps(value).encode()
    assert repr(parsed_json(raw)) == repr(value)


@pytest.mark.parametrize("raw", [b"", b"NaN", b"[-Infinity]", b"{", b"\xff", b"1 2", b"[" * 100_000])
def test_what_is_no_json_is_an_error(raw: bytes) -> None:
    with pytest.raises(InvalidAnswerError, match="not JSON"):
        parsed_json(raw)
