"""What is remembered is bounded in number and in length."""

from __future__ import annotations

from reward_server.memo import Verdicts, entries, remembered
from reward_server.rewards.language_id.reading import read

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
    assert entries()["for this test"] == 2


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
    from reward_server.rewards.language_id import reading

    before = reading._read.cache_info().currsize
    assert read("q" * 10_000) is not None
    assert reading._read.cache_info().currsize == before
