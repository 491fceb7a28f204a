"""A stand-in of the service: real HTTP, answers that a test writes. It needs the base install alone."""

from __future__ import annotations

import contextlib
import gzip
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[list[dict[str, Any]]], list[dict[str, float | None]]]
"""Items to the scores of their components."""
WEIGHTS = {"accuracy": 1.0, "format": 0.1}
GROUP: list[dict[str, float | None]] = [
    {"accuracy": 1.0, "format": 1.0},
    {"accuracy": None, "format": 1.0},
    {"accuracy": 1.0, "format": 0.0},
    {"accuracy": 0.0, "format": 0.0},
]
"""Rewards of 1.1, null, 1.0 and 0.0."""
ADVANTAGES = [0.657, 0.0, 0.493, -1.151]
"""Theirs, by the mean .7 and the deviation .608 of the three that are known."""


def in_order(items: list[dict[str, Any]]) -> list[dict[str, float | None]]:
    """A group as above; what is asked for again, one null alone, stays null."""
    return [GROUP[at % 4] for at in range(len(items))] if len(items) > 1 else [GROUP[1]]


def by_letter(items: list[dict[str, Any]]) -> list[dict[str, float | None]]:
    """The same group, told by completions that begin with a, b, c and d: for trainers that send one at a time."""
    return [GROUP["abcd".index(_text(item["completion"]).strip()[0])] for item in items]


def _text(completion: Any) -> str:
    return completion if isinstance(completion, str) else str(completion[-1]["content"])


@contextlib.contextmanager
def service(answer: Answer = in_order) -> Iterator[str]:
    """The URL of a stand-in that lives as long as the block."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.headers.get("Content-Encoding") == "gzip":
                body = gzip.decompress(body)
            items = json.loads(body)["items"]
            results = [_result(item, scores) for item, scores in zip(items, answer(items), strict=True)]
            self._say({"items": results, "version": "stand-in", "seconds": 0.0})

        def do_GET(self) -> None:
            self._say({"status": "ready", "missing": []})

        def _say(self, value: object) -> None:
            data = json.dumps(value).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None:
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.daemon_threads = True
    threading.Thread(target=running.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{running.server_port}"
    finally:
        running.shutdown()
        running.server_close()


def _result(item: dict[str, Any], scores: dict[str, float | None]) -> dict[str, Any]:
    components = {
        name: {"score": score, "status": "error" if score is None else "ok", "reason": "as the test says"}
        for name, score in scores.items()
    }
    reward = None if None in scores.values() else sum(WEIGHTS[name] * float(one or 0) for name, one in scores.items())
    return {"id": item.get("id"), "metadata": item.get("metadata", {}), "reward": reward, "components": components}
