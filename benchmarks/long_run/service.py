"""The service's process, with every scored item written to a file: what the audit goes by.

    python -m benchmarks.long_run.service PORT LOG

Settings are the environment's. It is the service's own application; only what passes through is noted.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
import uuid
from pathlib import Path
from typing import Any

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reward_server.app import create_app


class Notes:
    """Middleware: a line for what was asked, and one for each part of the answer before it is sent.

    So the file holds all that a caller can have received, also from a service that was killed in the middle.
    """

    def __init__(self, app: ASGIApp, path: Path) -> None:
        self._app = app
        self._path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != "/v1/score":
            await self._app(scope, receive, send)
            return
        number, asked = uuid.uuid4().hex, bytearray()
        zipped = dict(scope["headers"]).get(b"content-encoding") == b"gzip"

        async def received() -> Message:
            message = await receive()
            asked.extend(message.get("body", b""))
            if asked and message["type"] == "http.request" and not message.get("more_body"):
                body = gzip.decompress(bytes(asked)) if zipped else bytes(asked)
                items = [[one.get("id"), one["completion"]] for one in json.loads(body)["items"]]
                self._note({"request": number, "time": time.time(), "items": items})
            return message

        async def sent(message: Message) -> None:
            if message.get("body"):
                self._note({"request": number, "told": message["body"].decode()})
            await send(message)

        await self._app(scope, received, sent)

    def _note(self, line: dict[str, Any]) -> None:
        with self._path.open("a") as file:
            file.write(json.dumps(line) + "\n")


def main() -> None:
    app = create_app()
    app.add_middleware(Notes, path=Path(sys.argv[2]))
    uvicorn.run(app, port=int(sys.argv[1]), log_level="warning")


if __name__ == "__main__":
    main()
