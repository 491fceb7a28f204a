"""What is remembered is bounded in number and in length."""

from __future__ import annotations

import sys
from functools import partial
from types import FunctionType, ModuleType
from typing import Any

import pytest

from reward_server import memo
from reward_server.memo import Verdicts, caches, remembered
from reward_server.rewards.math_accuracy import _Question
from reward_server.rewards.registry import REWARDS
from reward_server.symbolic.parse import grammar
from reward_server.symbolic.verdict import Rules
from tests.reward_server.text_functions import SHAPES, repeated

assert REWARDS, "imported, so that every cache is there"
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


@pytest.mark.parametrize("most", [0, 100_000, 1_000_000])
def test_all_caches_together_keep_to_one_bound_in_bytes(most: int) -> None:
    memo.forget()
    memo.bound(most)
    try:
        for n in range(3000):
            grammar.read(f"x^{{{n}}} + \\frac{{{n}}}{{y}} = \\sqrt{{{n + 1}}}")
            assert sum(size for _, size, _, _ in caches().values()) <= most
    finally:
        memo.bound(memo.CACHE_BYTES)
    assert most == 0 or caches()["trees"][0] > 1


def size_of(value: Any) -> int:
    """Bytes of a value and of what it is made of, about: code, classes and modules are everybody's."""
    total, seen, left = 0, set[int](), [value]
    while left:
        one = left.pop()
        if id(one) in seen or isinstance(one, (type, ModuleType, FunctionType)):
            continue
        seen.add(id(one))
        total += sys.getsizeof(one)
        if isinstance(one, dict):
            left += [*one.keys(), *one.values()]
        elif isinstance(one, (tuple, list, set, frozenset)):
            left += one
        elif isinstance(one, partial):
            left += [*one.args, *one.keywords.values()]
        elif not isinstance(one, (str, bytes, int, float)):
            slots = (name for kind in type(one).__mro__ for name in getattr(kind, "__slots__", ()))
            left += [getattr(one, "__dict__", None), *(getattr(one, name, None) for name in slots)]
    return total


def arguments_of(name: str, text: str) -> tuple[Any, ...]:
    by_name: dict[str, tuple[Any, ...]] = {
        "math questions": (_Question(("3",), text, "", Rules(), ""),),
        "asserts": ("", (text,), "f"),
        "needs": ("", (text,)),
    }
    return by_name.get(name, (text,))


@pytest.mark.parametrize("name", sorted(set(caches()) - {"patterns", "schemas"}))
def test_no_result_weighs_more_than_it_is_counted_for(name: str) -> None:
    """What a library holds of a pattern or a schema cannot be looked into."""
    cache = memo._CACHES[name]
    too_heavy = {}
    for shape, piece in SHAPES.items():
        for length in (1, 5, 40, 200, 1000, 20_000):
            arguments = arguments_of(name, repeated(piece, min(length, cache.max_chars)))
            size = size_of((arguments, cache.function(*arguments)))
            if size > cache.weight(arguments):
                too_heavy[shape, length] = size
    assert too_heavy == {}
