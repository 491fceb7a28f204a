"""What is remembered is bounded in number and in length."""

from __future__ import annotations

import tracemalloc

import pytest

from reward_server import memo
from reward_server.memo import Verdicts, caches, remembered, size_of
from reward_server.rewards.language_id.reading import read
from reward_server.symbolic.parse import grammar

called: list[str] = []


@remembered("for this test", entries=2, max_chars=5)
def shout(text: str, more: tuple[str, ...] = ()) -> str:
    called.append(text)
    return text.upper() + "".join(more)


def test_short_texts_are_remembered_long_ones_worked_out_anew_and_the_oldest_forgotten() -> None:
    called.clear()
    for text in ("a", "a", "bbbbbb", "bbbbbb", "b", "c", "a"):
        assert shout(text) == text.upper()
    assert called == ["a", "bbbbbb", "bbbbbb", "b", "c", "a"]
    assert shout("a", ("xxxxx",)) == shout("a", ("xxxxx",)) == "Axxxxx"
    assert caches()["for this test"][0] == 2
    assert caches()["for this test"][2:] == (1, 4)


def test_verdicts_are_bounded_in_number_and_in_bytes_and_the_least_used_go_first() -> None:
    few = Verdicts(max_entries=2, max_bytes=10**6)
    for key in "abac":
        few.put(key, {"equal": True})
        few.get("a")
    assert [few.get(key) is not None for key in "abc"] == [True, False, True]
    small = Verdicts(max_entries=10**6, max_bytes=200_000)
    for n in range(1000):
        small.put(str(n), {"reason": "x" * 100})
        assert small.bytes <= 200_000
    small.put("huge", {"reason": "x" * 100_000})
    assert small.get("huge") is None
    assert 100 < len(small) < 1000


def test_a_long_word_is_read_and_not_kept() -> None:
    before = caches()["words"][0]
    assert read("q" * 10_000) is not None
    assert caches()["words"][0] == before


@pytest.mark.parametrize("most", [0, 100_000, 1_000_000])
def test_all_caches_together_keep_to_one_bound_in_bytes(most: int) -> None:
    memo.forget()
    memo.bound(most)
    try:
        for n in range(3000):
            word = f"{n:04}" + "q" * 50
            assert read(word) is read(word) or most == 0 or word.isdigit()
            grammar.read(f"x^{{{n}}} + \\frac{{{n}}}{{y}} = \\sqrt{{{n + 1}}}")
            assert sum(size for _, size, _, _ in caches().values()) <= most
    finally:
        memo.bound(memo.CACHE_BYTES)
    assert most == 0 or caches()["trees"][0] > 1


def test_a_result_weighs_what_python_allocates_for_it() -> None:
    """Within a factor of 2: objects of the tables and the allocator's rounding are not counted."""
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    trees = [grammar._read.function(f"x^{{{n}}} + \\frac{{{n}}}{{y_{n}}}") for n in range(500)]
    allocated = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert 0.5 < size_of(trees) / allocated < 2
