"""regex: patterns of the caller's, linear by construction."""

from __future__ import annotations

import time

import pytest
from pydantic import ValidationError

from tests.reward_server.rewards.shelf.asking import HOSTILE, ask


def test_a_pattern_matches_as_a_whole_anywhere_or_by_lines() -> None:
    assert ask("regex", " ab12\n", patterns=["[a-z]+\\d+"]).score == 1
    assert ask("regex", "x ab12 y", patterns=["[a-z]+\\d+"]).score == 0
    assert ask("regex", "x ab12 y", patterns=["[a-z]+\\d+"], match="search").score == 1
    lines = "- a\n\n- b\nc\n-d"
    assert ask("regex", lines, patterns=["- .+"], match="line", min_matches=2).score == 1
    assert ask("regex", lines, patterns=["- .+"], match="line", min_matches=3).score == 0
    assert ask("regex", "a", patterns=["A"], ignore_case=True).score == 1
    assert ask("regex", "a", patterns=["a", "b"]).score == 1
    assert ask("regex", "a", patterns=["a", "b"], combine="all").score == 0
    assert ask("regex", "so \\boxed{12}", patterns=["\\d+"], part="final").score == 1
    assert ask("regex", "北京\ud800", patterns=["北京."]).score == 1


def test_the_ground_truth_is_a_pattern_where_none_is_given() -> None:
    assert ask("regex", "17", "1\\d").score == 1
    assert ask("regex", "17", None).status == "error"
    assert ask("regex", "17", "(").status == "error"


@pytest.mark.parametrize("pattern", ["(a)\\1", "(?=a)b", "(", "a{1001}", "a" * 10_001])
def test_what_re2_does_not_take_is_refused_with_its_reason(pattern: str) -> None:
    with pytest.raises(ValidationError, match=r"RE2|at most"):
        ask("regex", "a", patterns=[pattern])


def test_no_pattern_backtracks() -> None:
    started = time.process_time()
    assert ask("regex", "a" * 200_000 + "!", patterns=["(a|aa)+", "(a*)*b", "(.*.*.*)*x"]).score == 0
    assert time.process_time() - started < 5  # a backtracking engine would need longer than the universe has lasted


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_gets_a_score(text: str) -> None:
    assert ask("regex", text, patterns=["(a*)*b"], match="search").score in (0, 1)
