from __future__ import annotations

import pytest

from reward_server.rewards.programs.runs import Run, from_base64, run_job
from reward_server.rewards.programs.tests import MalformedError


def test_a_run_has_the_limits_that_were_asked_for_and_nothing_to_be_compared_with() -> None:
    job = run_job(Run("print(1)", "in", {"a/b.bin": b"\xff\x00"}, limit_s=0.5, memory_limit_mb=64))
    assert job["type"] == "run"
    assert job["cases"] == [{"input": "in", "output": ""}]
    assert (job["time_limit_s"], job["wall_limit_s"], job["total_wall_limit_s"]) == (0.5, 0.5, 0.5)
    assert job["memory_limit_mb"] == 64
    assert job["files"]["a/b.bin"].encode("utf-8", "surrogateescape") == b"\xff\x00"


@pytest.mark.parametrize(
    "run", [Run("x", language="cobol"), Run("x", files={"../x": b""}), Run("x", limit_s=0), Run("x", limit_s=1e9)]
)
def test_what_cannot_be_run_is_refused(run: Run) -> None:
    with pytest.raises(MalformedError):
        run_job(run)


def test_files_cross_in_base_64() -> None:
    assert from_base64({"a": "/wA=", "b": None}) == {"a": b"\xff\x00", "b": b""}
    for wrong in ("not base 64", 5):
        with pytest.raises(MalformedError, match="base 64"):
            from_base64({"a": wrong})
