"""The service as a Ray Serve application, for those who train on a Ray cluster (deploy/ray, docs/deploy.md).

    serve run deploy/ray/serve.yaml

Each replica is a whole service: the HTTP application as it is, its manager, and sandboxes on the replica's node. Ray
places replicas by the resources that they ask for. Callers come through Serve's proxy, which speaks the service's HTTP,
or call a replica by a handle (`RewardClient.ray`). A replica's child processes end with it, however it ends.
"""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

from pydantic import BaseModel, Field

from assay_rl.distribution import needs
from reward_server.settings import Settings, load

with needs("server"):
    from reward_server.app import create_app

NAME = "scoring"
ONGOING_REQUESTS = 256
"""Of one replica: the service's own admission refuses what is too much, in words that the client understands."""
DRAIN_S = 70.0

Head = tuple[int, list[tuple[bytes, bytes]]]


class Arguments(BaseModel, extra="forbid"):
    """`args` of the application in Serve's configuration."""

    replicas: int = Field(1, ge=1, description="Services; Serve's own num_replicas or autoscaling_config win.")
    cpus: float = Field(1, ge=0, description="CPUs that Ray reserves for a replica with its sandboxes.")
    resources: dict[str, float] = Field(
        {}, description="Custom resources of a replica: it runs on nodes that were started with them."
    )
    settings: dict[str, Any] = Field({}, description="Settings of the service, by their names.")


def application(arguments: Arguments) -> Any:  # no postponed annotations here: Serve reads this one
    """What `import_path` of Serve's configuration names. Raises ValueError for wrong settings."""
    from ray import serve

    settings = load(**arguments.settings)
    handed_on = settings.model_dump_json()

    def build() -> Any:
        return create_app(Settings.model_validate_json(handed_on))

    @serve.deployment(
        name=NAME,
        num_replicas=arguments.replicas,
        max_ongoing_requests=ONGOING_REQUESTS,
        graceful_shutdown_timeout_s=DRAIN_S,
        ray_actor_options={"num_cpus": arguments.cpus, "resources": arguments.resources},
    )
    @serve.ingress(build)
    class Scoring:
        app: Any
        """The application that the ingress serves."""

        async def exchange(
            self, method: str, path: str, headers: list[tuple[bytes, bytes]], body: bytes
        ) -> AsyncGenerator[Head | bytes, None]:
            """One HTTP request by a handle: the answer's status and headers, then its body as it comes."""
            async for part in exchanged(self.app, method, path, headers, body):
                yield part

    return Scoring.bind()  # type: ignore[attr-defined]


async def exchanged(
    app: Any, method: str, path: str, headers: list[tuple[bytes, bytes]], body: bytes
) -> AsyncGenerator[Head | bytes, None]:
    """Runs one request through an ASGI application. Closing the generator is a client that hangs up."""
    name, _, query = path.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": name,
        "raw_path": name.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(key.lower(), value) for key, value in headers],
        "client": None,
        "server": None,
    }
    sent: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
    given = iter([{"type": "http.request", "body": body, "more_body": False}])

    async def receive() -> dict[str, Any]:
        if (message := next(given, None)) is not None:
            return message
        await asyncio.Event().wait()  # the caller stays until the generator is closed
        raise AssertionError

    running = asyncio.create_task(app(scope, receive, sent.put))
    running.add_done_callback(lambda _: sent.put_nowait(None))
    try:
        while (message := await sent.get()) is not None:
            if message["type"] == "http.response.start":
                yield message["status"], [(bytes(key), bytes(value)) for key, value in message.get("headers", ())]
            elif chunk := message.get("body"):
                yield bytes(chunk)
        running.result()  # an error of the application's is the caller's to see
    finally:
        running.cancel()
