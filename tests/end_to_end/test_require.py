"""A server of which a part is broken, and which was told to do without it."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from tests.end_to_end.running import start_server, stop

INTEGRAL = {
    "completion": r"<think>a</think><answer>\boxed{\int_0^1 x^2 dx}</answer>",
    "ground_truth": "1/3",
}
PLAIN = {"completion": r"<think>a</think><answer>\boxed{0.5}</answer>", "ground_truth": "1/2"}


def test_only_the_items_that_need_it_are_errors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason and /readyz name the cause; every other item is scored."""
    (tmp_path / "latex2sympy2.py").write_text("import a_module_that_is_gone\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    running = start_server(sandbox="off", require="none", math_user="0")  # the module is root's alone
    try:
        options = {"accuracy": {"unevaluated": True}}
        answer = httpx.post(
            f"{running.url}/v1/score", json={"items": [INTEGRAL, PLAIN], "rewards": options}, timeout=60
        )
        needs, needs_not = answer.json()["items"]
        assert needs["components"]["accuracy"]["status"] == "error"
        assert "a_module_that_is_gone" in needs["components"]["accuracy"]["reason"]
        assert needs_not["reward"] == 1.0
        ready = httpx.get(f"{running.url}/readyz")
        assert ready.status_code == 200
        assert "a_module_that_is_gone" in ready.json()["lacking"][0]
    finally:
        assert stop(running) == 0
