"""What `docs/client.md` says of defaults and errors is what the code has."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = (Path(__file__).parent.parent.parent / "docs" / "client.md").read_text("utf-8")


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
