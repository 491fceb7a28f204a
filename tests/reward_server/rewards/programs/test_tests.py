"""What tests may say, and what of it a job carries."""

from __future__ import annotations

import pytest

from reward_server.rewards.programs.tests import MalformedError, parse


@pytest.mark.parametrize("said", ["yes", 1, None])
def test_deterministic_is_true_or_false(said: object) -> None:
    """Nothing else is taken for one of them."""
    tests = {"type": "stdio", "cases": [{"input": "", "output": "1"}], "deterministic": said}
    with pytest.raises(MalformedError, match=r"tests\.deterministic"):
        parse(tests, None, stop=True)


def test_only_deterministic_tests_make_a_job_that_may_be_remembered() -> None:
    """The word is the caller's; without it the job is as it was before there was one."""
    tests = {"type": "stdio", "cases": [{"input": "", "output": "1"}]}
    assert "memo" not in parse(tests, None, stop=True)
    assert "memo" not in parse({**tests, "deterministic": False}, None, stop=True)
    assert parse({**tests, "deterministic": True}, None, stop=True)["memo"] is True
