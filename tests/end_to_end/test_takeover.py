"""Two instances behind a balancer: one is told to end, and no call of the client fails."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import httpx
import pytest

from sdk import AsyncRewardClient, Item
from tests.end_to_end.running import Running, start_server, stop

GOOD = Item(completion="<think>a</think><answer>1</answer>", ground_truth="1")


@dataclass
class Balancer:
    """A TCP balancer as simple as they come: each connection goes to the next instance whose last check was ready."""

    ports: list[int]
    ready: set[int] = field(default_factory=set)
    turn: int = 0
    port: int = 0

    async def serve(self) -> None:
        server = await asyncio.start_server(self._connect, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        async with server, httpx.AsyncClient(timeout=2) as http:
            while True:
                await asyncio.gather(*(self._check(http, port) for port in self.ports))
                await asyncio.sleep(0.2)

    async def _check(self, http: httpx.AsyncClient, port: int) -> None:
        with contextlib.suppress(httpx.TransportError):
            if (await http.get(f"http://127.0.0.1:{port}/readyz")).status_code == 200:
                self.ready.add(port)
                return
        self.ready.discard(port)

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        candidates = [port for port in self.ports if port in self.ready] or self.ports
        self.turn += 1
        try:
            upstream = await asyncio.open_connection("127.0.0.1", candidates[self.turn % len(candidates)])
            await asyncio.gather(_pump(reader, upstream[1]), _pump(upstream[0], writer))
        except OSError:
            writer.close()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    writer.close()


@pytest.fixture
def pair() -> Iterator[list[Running]]:
    both = [start_server(sandbox="off", drain_s="1") for _ in range(2)]
    yield both
    for one in both:
        stop(one)


async def test_a_second_instance_takes_over_without_one_failed_call(pair: list[Running]) -> None:
    balancer = Balancer([int(one.url.rpartition(":")[2]) for one in pair])
    serving = asyncio.create_task(balancer.serve())
    for _ in range(200):
        await asyncio.sleep(0 if len(balancer.ready) == 2 else 0.05)
    ended: list[int] = []
    rewards: list[float | None] = []
    async with AsyncRewardClient(f"http://127.0.0.1:{balancer.port}") as client:
        stopping = threading.Thread(target=lambda: ended.append(stop(pair[0])))
        for call in range(150):
            if call == 30:
                stopping.start()
            rewards += (await client.score([GOOD] * 3, timeout_s=20)).rewards
            await asyncio.sleep(0.02)
    await asyncio.to_thread(stopping.join)
    serving.cancel()
    assert ended == [0]
    assert rewards == [1.1] * 450
