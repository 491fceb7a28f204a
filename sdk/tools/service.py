"""The service that a tool asks: one behind a URL, or one in this process."""

from __future__ import annotations

import argparse
import os
import sys

from sdk.async_client import URL_VARIABLE
from sdk.client import RewardClient
from sdk.local import without_programs
from sdk.options import ClientOptions

READY_WITHIN_S = 30.0


def add_service(parser: argparse.ArgumentParser) -> None:
    """The options that say where a tool scores."""
    add = parser.add_argument
    add("--url", help=f"a running server (default: {URL_VARIABLE}; without it the service runs in this process)")
    add("--no-programs", action="store_true", help="without --url: start no sandbox, and skip programs")


def connect(options: argparse.Namespace, **given: object) -> RewardClient:
    """Ready to score. Raises RewardError."""
    url = options.url or os.environ.get(URL_VARIABLE)
    settings: ClientOptions = {"on_error": "none", **given}  # type: ignore[typeddict-item]
    if url:
        client = RewardClient(url, **settings)
    else:
        print(f"no --url and no {URL_VARIABLE}: starting the service in this process", file=sys.stderr)
        client = RewardClient.local(without_programs() if options.no_programs else None, **settings)
    client.wait_until_ready(READY_WITHIN_S)
    return client
