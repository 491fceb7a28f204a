"""Items as JSON, and the time of a call while its items are checked: counted, not measured."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine, Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdk import InvalidRequestError, Item, Message
from sdk.http.encoding import CHECKED_AT_ONCE, checked_by, checked_items, fields_json, plain_json, to_json


class Clocked(asyncio.SelectorEventLoop):
    """A loop whose clock goes on only while rows are read."""

    seconds = 0.0

    def time(self) -> float:
        return self.seconds


class Timed(Mapping[str, Any]):
    """A row that takes `cost` seconds to read, by the clock of the loop."""

    read = 0

    def __init__(self, loop: Clocked, cost: float, **row: Any) -> None:
        self._loop, self._cost, self._row = loop, cost, row

    def __getitem__(self, name: str) -> Any:
        return self._row[name]

    def __len__(self) -> int:
        return len(self._row)

    def __iter__(self) -> Iterator[str]:
        type(self).read += 1
        self._loop.seconds += self._cost
        return iter(self._row)


def run(loop: Clocked, work: Coroutine[Any, Any, Any]) -> Any:
    try:
        return loop.run_until_complete(work)
    finally:
        loop.close()


@pytest.mark.parametrize("cost", [0.001, 0.0001])
def test_items_are_checked_only_as_long_as_time_is_left_to_hand_their_results_back(cost: float) -> None:
    """At least three fifths of the time are for checking, and no more than a slice of items comes after them."""
    loop = Clocked()
    Timed.read = 0
    rows = [Timed(loop, cost, completion="x", id=index) for index in range(20_000)]
    checked = run(loop, checked_by(rows, timeout_s=1.0))
    assert not checked.in_time
    assert 0.6 / cost <= Timed.read <= 0.6 / cost + CHECKED_AT_ONCE
    assert [item.id for item in checked.items] == list(range(20_000))
    assert loop.time() < 1


def test_the_slower_items_are_checked_the_more_time_is_kept_for_their_results() -> None:
    """Both run on the same machine: where it is busy, handing back takes longer too."""

    def kept(cost: float) -> float:
        loop = Clocked()
        rows = [Timed(loop, cost, completion="x") for _ in range(1000)]
        return 10 - float(run(loop, checked_by(rows, timeout_s=10.0)).deadline)

    assert 0 < kept(0.0) < kept(0.001) < kept(0.004) < kept(0.02) == 4


def test_a_mistake_that_was_seen_before_the_time_was_up_is_told() -> None:
    loop = Clocked()
    rows = [Timed(loop, 0.01, completoin="x"), *(Timed(loop, 0.01, completion="x") for _ in range(1000))]
    with pytest.raises(InvalidRequestError, match="completion"):
        run(loop, checked_by(rows, timeout_s=1.0))


TEXTS = st.text(max_size=6) | st.sampled_from(["\ud800", "\x00", "\u2028", "é\x7f", '"\\', ""])
MESSAGES = st.lists(
    st.builds(lambda **given: Message(**given), role=TEXTS, content=st.none() | TEXTS) | st.builds(Message, role=TEXTS)
)
ITEMS = st.builds(
    lambda **given: Item(**{name: one for name, one in given.items() if one is not None}),
    completion=TEXTS,
    prompt=st.none() | TEXTS | MESSAGES,
    ground_truth=st.none() | TEXTS | st.lists(TEXTS),
    id=st.none() | TEXTS | st.integers() | st.floats(allow_nan=False, allow_infinity=False),
    metadata=st.none() | st.dictionaries(TEXTS, st.floats(0, 1) | TEXTS | st.booleans(), max_size=2),
    template=st.none() | st.just({"answer_tags": False}),
)  # fmt: skip


@given(ITEMS)
def test_the_json_of_an_item_says_what_the_standard_librarys_says(item: Item) -> None:
    fields = {name: value for name, value in vars(item).items() if name in item.model_fields_set}
    assert json.loads(fields_json(item)) == json.loads(to_json(fields))


def test_a_message_keeps_what_it_brings_and_what_was_not_set_stays_away() -> None:
    prompt = [
        Message(role="user", content=None),
        Message(role="user"),
        Message.model_validate({"role": "a", "name": "n"}),
    ]
    said = json.loads(fields_json(Item(completion="x", prompt=prompt, language=None)))
    wanted = [{"role": "user", "content": None}, {"role": "user"}, {"role": "a", "name": "n"}]
    assert said == {"completion": "x", "prompt": wanted, "language": None}


ROWS = st.fixed_dictionaries(
    {"completion": TEXTS | st.just([{"role": "assistant", "content": "x"}])},
    optional={
        "id": TEXTS | st.integers() | st.none(),
        "metadata": st.dictionaries(TEXTS, TEXTS | st.integers() | st.none() | st.floats(), max_size=2),
        "completion_tokens": st.integers(-1, 9),
    },
)


@given(st.lists(ITEMS | ROWS, max_size=3))
def test_items_written_all_at_once_say_what_they_say_one_by_one(items: Any) -> None:
    written = plain_json(items)
    if written is not None:
        assert json.loads(b"[%b]" % written) == [json.loads(fields_json(item)) for item in checked_items(items)]
