"""`sandbox = remote`: programs run on other services, over TCP with TLS or a unix socket, and are scored as here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import httpx
import pytest

from reward_server.execution.sandbox import image_store
from reward_server.settings import Settings
from sdk import Item, RewardClient
from tests.end_to_end.running import free_port

TOKEN = "of-the-runners"
TESTS = {"type": "call", "entry_point": "f", "cases": [{"args": [3], "output": 9}]}
RIGHT = Item(completion="```python\ndef f(x):\n    return x * x\n```", tests=TESTS)
WRONG = Item(completion="```python\ndef f(x):\n    return x\n```", tests=TESTS)
Start = Callable[..., AbstractContextManager[subprocess.Popen[bytes]]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A view of this Python, without libraries."""
    folder = tmp_path_factory.mktemp("store")
    made = folder / "made"
    made.mkdir()
    interpreter, prefix = image_store.interpreter()
    image_store.put(
        folder, "python", made, image_store.Built("view", "view:bare", str(interpreter), str(prefix), libraries={})
    )
    return folder


@pytest.fixture(scope="module")
def start(built: Path) -> Start:
    @contextmanager
    def started(ask: httpx.Client, **settings: str) -> Iterator[subprocess.Popen[bytes]]:
        own = {
            "sandbox": "namespaces",
            "sandbox_store": str(built),
            "sandbox_containers": "1",
            "token": TOKEN,
            **settings,
        }
        environment = {**os.environ, **{f"REWARD_SERVER_{name.upper()}": value for name, value in own.items()}}
        process = subprocess.Popen([sys.executable, "-m", "reward_server", "runner"], env=environment)
        try:
            _until_ready(ask, process)
            yield process
        finally:
            process.terminate()
            process.wait(60)

    return started


def _until_ready(ask: httpx.Client, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert process.poll() is None
        try:
            if ask.get("/readyz").status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    pytest.fail("the runner is not ready")


def at(socket: Path) -> httpx.Client:
    return httpx.Client(base_url="http://runner", transport=httpx.HTTPTransport(uds=str(socket)))


def client(*urls: str, certificates: Path | None = None, token: str = TOKEN) -> RewardClient:
    settings = Settings(
        sandbox="remote",
        sandbox_urls=list(urls),
        sandbox_token=token,
        sandbox_certificates=certificates,
        math_workers=1,
    )
    return RewardClient.local(settings)


def test_programs_are_scored_over_a_unix_socket_and_a_lost_runner_is_no_score(start: Start, tmp_path: Path) -> None:
    first, second = tmp_path / "1.sock", tmp_path / "2.sock"
    with (
        start(at(first), unix_socket=str(first)) as one,
        start(at(second), unix_socket=str(second)) as two,
        client(f"unix:{first}", f"unix:{second}") as scores,
    ):
        found = scores.score([RIGHT, WRONG] * 4, rewards={"accuracy": 1})
        assert found.rewards == [1.0, 0.0] * 4
        for runner in (one, two):
            runner.kill()
            runner.wait()
            left = scores.score([RIGHT, WRONG], rewards={"accuracy": 1}, timeout_s=6).rewards
            assert left == ([1.0, 0.0] if runner is one else [None, None])


def test_programs_are_scored_over_tls_which_is_checked(start: Start, tmp_path: Path) -> None:
    certificate, key, port = tmp_path / "chain.pem", tmp_path / "key.pem", free_port()
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    url = f"https://localhost:{port}"
    settings = {"port": str(port), "tls_certificate": str(certificate), "tls_key": str(key), "http_user": "0"}
    with httpx.Client(base_url=url, verify=str(certificate)) as ask, start(ask, **settings):
        with client(url, certificates=certificate) as scores:
            assert scores.score([RIGHT, WRONG], rewards={"accuracy": 1}).rewards == [1.0, 0.0]
        assert ask.get("/v1/programs").status_code == 401
        body = {"job": {"type": "call"}, "left_s": 5}
        refused = ask.post("/v1/programs", headers={"Authorization": f"Bearer {TOKEN}"}, content=json.dumps(body))
        assert refused.status_code == 422
        with (
            pytest.raises(httpx.ConnectError, match="certificate"),
            httpx.Client(base_url=url, trust_env=False) as other,
        ):
            other.get("/v1/programs")
