"""A small server of the OpenAI chat API whose model is a function: for examples and tests, where no model can run."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Messages = list[dict[str, str]]
Answer = Callable[[Messages], str]
MAX_BODY_BYTES = 16 * 1024 * 1024


class ChatServer:
    """Serves `answer` as the model `model` from `start` to `stop`; port 0 takes a free one."""

    def __init__(self, answer: Answer, model: str = "scripted", host: str = "127.0.0.1", port: int = 0) -> None:
        handler = type("Handler", (_Handler,), {"answer": staticmethod(answer), "model": model})
        self._http = _Http((host, port), handler)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), name="chat-server", daemon=True)
        self.model = model
        self.url = f"http://{host}:{self._http.server_address[1]}/v1"

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._http.shutdown()
        self._http.server_close()

    def serve_forever(self) -> None:
        """Instead of `start`: in this thread, until it is interrupted."""
        self._http.serve_forever()

    def __enter__(self) -> ChatServer:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    answer: Answer
    model: str

    def do_GET(self) -> None:
        if self.path == "/v1/models":
            self._send(200, {"object": "list", "data": [{"id": self.model, "object": "model"}]})
        else:
            self._send(404, _error(f"no such path: {self.path}"))

    def do_POST(self) -> None:
        body = self._read()
        if self.path != "/v1/chat/completions":
            self._send(404, _error(f"no such path: {self.path}"))
        elif body is None:
            self._send(400, _error("the body should be a JSON object with model and messages"))
        elif body["model"] != self.model:
            self._send(404, _error(f"no model {body['model']!r}: there is {self.model}"))
        else:
            self._send(200, _completion(self.model, self.answer(body["messages"])))

    def _read(self) -> dict[str, Any] | None:
        length = int(self.headers.get("Content-Length", "0"))
        if not 0 < length <= MAX_BODY_BYTES:
            self.close_connection = True
            return None
        try:
            body = json.loads(self.rfile.read(length))
        except ValueError:
            return None
        fits = isinstance(body, dict) and "model" in body and isinstance(body.get("messages"), list)
        return body if fits else None

    def _send(self, status: int, value: dict[str, Any]) -> None:
        data = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: a request a completion is no news."""


def _completion(model: str, content: str) -> dict[str, Any]:
    choice = {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": "stop"}
    return {
        "id": "chatcmpl-scripted",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": model,
        "choices": [choice],
        "usage": {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0},
    }


def _error(message: str) -> dict[str, Any]:
    return {"error": {"message": message, "type": "invalid_request_error"}}
