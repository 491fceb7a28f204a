"""A short body parsed at once is the same as one whose outline was read first, and nothing more is taken."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reward_server.json_counts import RequestLimits, outline
from reward_server.json_whole import MOST_BYTES, whole
from reward_server.parsing import _each, _loads

TEXTS = st.text(max_size=5) | st.sampled_from(["items", "completion", "a", "\ud800", '"', "\\", "[{", "é"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)
BATCHES = st.builds(
    lambda items, rest: {**rest, "items": items},
    st.lists(VALUES, max_size=4),
    st.dictionaries(TEXTS, VALUES, max_size=3),
)
CUTS = st.tuples(
    st.integers(0, 200),
    st.integers(0, 3),
    st.sampled_from(["", ",", "]", "}", '"', "1e999", "\ud800", '"a":1,', "9" * 310, "NaN", "\x01"]),
)
LIMITS = st.builds(
    RequestLimits,
    max_items=st.sampled_from([2, 4096]),
    max_json_depth=st.sampled_from([3, 4, 800]),
    max_json_keys=st.sampled_from([2, 10_000]),
    max_json_values=st.sampled_from([10, 1_000_000]),
    max_text_bytes=st.sampled_from([8, 1 << 24]),
)  # fmt: skip


def by_outline(body: bytes, limits: RequestLimits) -> tuple[list[Any], Any]:
    """Raises ValueError; a BadRequest of an item is one too, or nearly."""
    found = outline(body, limits)
    return [_loads(body[start:end]) for start, end in found.items or []], _loads(found.rest)


@given(BATCHES, st.none() | CUTS, st.booleans(), LIMITS)
@example({"items": [], "a": {"b": 1}}, (0, 0, ""), True, RequestLimits(max_json_depth=2))
def test_what_is_taken_at_once_the_outline_takes_too_and_it_is_the_same(
    batch: Any, cut: tuple[int, int, str] | None, ascii_only: bool, limits: RequestLimits
) -> None:
    text = json.dumps(batch, ensure_ascii=ascii_only)
    if cut is not None:
        at, gone, put = cut
        text = text[:at] + put + text[at + gone :]
    body = text.encode("utf-8", "surrogatepass")
    found = whole(body, limits)
    if found is not None:
        items, rest = by_outline(body, limits)
        assert repr(found) == repr({name: items if name == "items" else one for name, one in rest.items()})


@pytest.mark.parametrize(
    "text",
    [
        '{"items": [{"completion": "a", "metadata": {"a": 1, "a": 1}}]}', '{"items": [], "\\u0069tems": []}',
        '{"items": [{"completion": 1e999}]}', '{"items": [-%s]}' % ("1" * 4300), '{"items": [.%s]}' % ("0" * 4300),
        '{"items": [0.%s]}' % ("0" * 4300), '{"items": {}}', "[]", '{"items": []} 1', '{"items": [NaN]}', "{}",
        '{"items": ["\ud800"]}', '{"items": ["\x00"]}', '{"items": [' + "[" * 799 + "]" * 799 + "]}",
        '{"items": ["' + "x" * MOST_BYTES + '"]}',
    ],
)  # fmt: skip
def test_what_is_not_plainly_right_is_left_to_the_outline(text: str) -> None:
    assert whole(text.encode("utf-8", "surrogatepass"), RequestLimits()) is None


@pytest.mark.parametrize("limit", ["max_items", "max_json_depth", "max_json_keys", "max_json_values", "max_text_bytes"])
def test_every_limit_is_kept(limit: str) -> None:
    batch = {"items": [{"completion": "a", "metadata": {"k": [[1], [2]], "n": 1}}] * 3}
    body = json.dumps(batch).encode()
    assert whole(body, RequestLimits()) == batch
    assert whole(body, RequestLimits(**{limit: 1})) is None


def test_a_usual_body_is_taken_at_once_brackets_in_its_texts_or_not() -> None:
    batch = {"items": [{"completion": "\\frac{1}{2} [é]" * 100, "ground_truth": "\ud83d\ude00"}] * 64, "timeout_s": 9.5}
    assert whole(json.dumps(batch).encode(), RequestLimits()) == json.loads(json.dumps(batch))
    assert list(_each(b'{"items":[1]}', outline(b'{"items":[1]}', RequestLimits()))) == [1]
