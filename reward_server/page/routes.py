"""The service's own page at `/`: try a case and see what was judged; watch the service live; browse scored rollouts.
Off by `page: false`.

Files of `static/` as they are, and three routes beside the API: what the rewards look at in a text, what was slowest,
and the end of the log of scored items.
Nothing comes from elsewhere, and a browser is told to fetch nothing from elsewhere.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from importlib.resources import files

from fastapi import FastAPI, Request, Response

from reward_server.bad_request import BadRequest
from reward_server.dialects.door import Door, json_response
from reward_server.page.highlights import marks
from reward_server.parsing import Batch
from reward_server.rewards.reward import Score
from reward_server.samples import to_sample
from reward_server.scored_log import latest
from reward_server.settings import Settings
from reward_server.slowest import Slowest

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
STATIC = {
    "/": ("index.html", "text/html; charset=utf-8"),
    "/page/page.css": ("page.css", "text/css; charset=utf-8"),
    "/page/score.js": ("score.js", "text/javascript; charset=utf-8"),
    "/page/live.js": ("live.js", "text/javascript; charset=utf-8"),
    "/page/page.js": ("page.js", "text/javascript; charset=utf-8"),
    "/page/rollouts.js": ("rollouts.js", "text/javascript; charset=utf-8"),
}
SHARED = {
    "/page/shared/rollouts.js": ("rollouts.js", "text/javascript; charset=utf-8"),
    "/page/shared/rollouts.css": ("rollouts.css", "text/css; charset=utf-8"),
}
"""Files of the package `assay_rl`, which the page of `assay replay` holds too."""
MOST_LOG_BYTES = 32 * 1024 * 1024


def add_page(app: FastAPI, door: Door, slowest: Slowest, settings: Settings) -> None:
    own, shared = files("reward_server.page") / "static", files("assay_rl")
    for folder, served in ((own, STATIC), (shared, SHARED)):
        for path, (name, media_type) in served.items():
            answer = _file((folder / name).read_bytes(), media_type)
            app.add_api_route(path, answer, methods=["GET", "HEAD"], include_in_schema=False)

    @app.post("/page/marks", include_in_schema=False)
    async def marked(request: Request) -> Response:
        """What the rewards of a request with one item look at in its completion."""
        async with door.enter(request) as (body, call):
            batch = await call.parse(body)
            if len(batch.request.items) != 1:
                raise BadRequest(422, "invalid_request", "items: the page looks at one item at a time")
            return json_response(await asyncio.to_thread(_marked, batch))

    @app.get("/page/slowest", include_in_schema=False)
    async def slow(request: Request) -> Response:
        door.knock(request)
        return json_response(slowest.told())

    @app.get("/page/scored", include_in_schema=False)
    async def scored(request: Request) -> Response:
        """The latest lines of the log of scored items that were scored for this caller's key."""
        key = door.knock(request)
        if settings.scored_log is None:
            raise BadRequest(404, "no_log", "this service keeps no log of scored items (setting: scored_log)")
        lines = await asyncio.to_thread(latest, settings.scored_log, settings.workers, key.name, MOST_LOG_BYTES)
        return json_response({"lines": lines})


def _file(content: bytes, media_type: str) -> Callable[[], Response]:
    def answer() -> Response:
        return Response(content, media_type=media_type, headers=HEADERS)

    return answer


def _marked(batch: Batch) -> dict[str, object]:
    item, specs = batch.request.items[0], batch.specs[0]
    sample = to_sample(item, batch.request)
    if isinstance(sample, Score):
        return {"text": "", "marks": [], "reason": sample.reason}
    found = marks(sample, [one.name for one in specs])
    return {"text": sample.completion, "marks": [one._asdict() for one in found]}
