"""The code in `docs/client.md` runs, block after block, as a reader would type it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

PAGE = (Path(__file__).parent.parent.parent / "docs" / "client.md").read_text("utf-8")


def test_the_pages_code_runs(server: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("REWARD_SERVER_URL", server.url)
    blocks = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert len(blocks) == 5
    names: dict[str, Any] = {}
    for block in blocks:
        exec(block, names)
    assert names["result"].rewards == [float(len(item.completion)) for item in names["batch"]]
    assert "item 0, grund_truth: no such field; did you mean ground_truth?" in capsys.readouterr().out


def test_the_pages_defaults_are_the_codes() -> None:
    from sdk.dispatch.dispatcher import Limits
    from sdk.http.connection import GZIP_OVER_BYTES
    from sdk.retry import RetryPolicy

    limits = Limits()
    for row in (
        f"| `max_in_flight` | {limits.max_in_flight} |",
        f"| `max_batch_items` | {limits.max_batch_items} |",
        f"| `max_batch_bytes` | {limits.max_batch_bytes // 2**20} MiB |",
        f"| `max_retries` | {RetryPolicy().max_retries} |",
        f"| `gzip_over_bytes` | {GZIP_OVER_BYTES // 2**10} KiB |",
    ):
        assert row in PAGE


def test_the_page_draws_the_whole_error_tree() -> None:
    from sdk import errors

    drawn = set(re.findall(r"^[├└]── (\w+)", PAGE, re.MULTILINE))
    assert drawn == set(re.findall(r"^[├└]── (\w+)", errors.__doc__ or "", re.MULTILINE))
