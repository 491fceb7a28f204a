"""Results without the garbage collector: counted."""

from __future__ import annotations

import gc

from sdk import Item
from sdk.direct import gathered
from sdk.dispatch.calls import Call
from sdk.errors import DeadlineError
from sdk.gc_pauses import collector_paused
from sdk.http.encoding import Envelope
from sdk.options import Terms


def test_results_are_made_without_a_garbage_collection() -> None:
    """Of 100,000 objects that all stay the collector frees nothing, and takes most of the time."""
    items = [Item(completion="x") for _ in range(20_000)]
    error = DeadlineError("no answer")
    terms = Terms()
    rows = Call(items, Envelope("", {}), 60, 60, terms.retries, None, raises=True).rows
    collections: list[str] = []
    gc.callbacks.append(note := lambda phase, _: collections.append(phase))
    try:
        with collector_paused():
            result = gathered(rows, terms, error, 0.0)
    finally:
        gc.callbacks.remove(note)
    assert result.rewards == [None] * 20_000
    assert gc.isenabled()
    assert len(collections) <= 2, "at most the one that was due, when the pause is over"


def test_a_collector_that_the_caller_turned_off_stays_off() -> None:
    gc.disable()
    try:
        with collector_paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
