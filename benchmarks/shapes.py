"""Requests of a shape that hurts, by name, against a service with default settings: does it stay awake and small?

    python -m benchmarks.shapes             all shapes (about two minutes)
    python -m benchmarks.shapes gzip deep   those whose name holds one of these

While each is sent, `/livez` is asked twenty times a second and the memory of the HTTP process is looked at. It holds
where no answer of `/livez` took over LIVE_WITHIN_S, memory grew by no more than GROWS_BY_MB beyond what the shapes
before it left, the answer was one of the expected ones, and an ordinary batch right after it is scored.
"""

from __future__ import annotations

import contextlib
import gzip
import http.client
import json
import random
import socket
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from tests.end_to_end.processes import descendants, resident_mb
from tests.end_to_end.running import Running, start_server, stop

LIVE_WITHIN_S = 1.0
GROWS_BY_MB = 500.0
TIMEOUT_S = 120.0
ORDINARY = {"items": [{"completion": "<think>a</think><answer>b</answer>"}], "rewards": {"format": 1}}
Send = Callable[[int], str]
"""From a port to the status, or to how it ended."""


def post(port: int, body: bytes, **headers: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_S)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("POST", "/v1/score", body, {"Content-Type": "application/json", **named})
        response = connection.getresponse()
        response.read()
        return str(response.status)
    except OSError as error:
        return type(error).__name__
    finally:
        connection.close()


def batch(item: dict[str, Any], **more: Any) -> bytes:
    return json.dumps({"items": [{"completion": "a", **item}], "rewards": {"format": 1}, **more}).encode()


def items(listed: list[dict[str, Any]]) -> bytes:
    return json.dumps({"items": listed}).encode()


def plain(body: bytes) -> Send:
    return lambda port: post(port, body)


def sent_as_gzip(data: bytes) -> Send:
    return lambda port: post(port, data, Content_Encoding="gzip")


def packed(body: bytes) -> Send:
    return sent_as_gzip(gzip.compress(body))


def raw(*parts: bytes, read: bool = True, wait_s: float = 1.0) -> Send:
    """Parts on one connection; the first line of the answer."""

    def send(port: int) -> str:
        with socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT_S) as connection:
            try:
                for part in parts:
                    connection.sendall(part)
                if not read:
                    time.sleep(wait_s)
                    return "not read"
                connection.settimeout(wait_s)
                return [*connection.recv(100).split(b" "), b"", b"closed"][1].decode()
            except TimeoutError:
                return "open"
            except OSError as error:
                return type(error).__name__

    return send


def at_once(count: int, sent: bytes, hold_s: float = 3.0) -> Send:
    """Callers that all send this, read nothing and stay; the answer to an ordinary batch beside them."""

    def send(port: int) -> str:
        with contextlib.ExitStack() as open_ones:
            for _ in range(count):
                caller = open_ones.enter_context(socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT_S))
                caller.sendall(sent)
            time.sleep(hold_s)
            return post(port, json.dumps(ORDINARY).encode())

    return send


def together(count: int, send: Send) -> Send:
    """So many at the same time; all their answers."""

    def all_of_them(port: int) -> str:
        with ThreadPoolExecutor(count) as threads:
            return "/".join(sorted(set(threads.map(send, [port] * count))))

    return all_of_them


def chunked(*parts: bytes) -> Send:
    return raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", *parts, wait_s=TIMEOUT_S)


def nested(depth: int) -> bytes:
    return b'{"items":[{"completion":"a","metadata":{"k":%s}}],"rewards":{"format":1}}' % (b"[" * depth + b"]" * depth)


def listed(piece: bytes, count: int) -> bytes:
    return b'{"items":[%s]}' % b",".join([piece] * count)


def in_metadata(piece: bytes, count: int) -> bytes:
    return b'{"items":[{"completion":"a","metadata":{"k":[%s]}}],"rewards":{"format":1}}' % b",".join([piece] * count)


HEAD = b"POST /v1/score HTTP/1.1\r\nHost: x\r\n"
MB = 1_000_000


def shapes() -> dict[str, tuple[Send, set[str]]]:
    """Name -> what is sent, and how it may be answered. Made anew for each run: sizes are drawn."""
    dice = random.Random()
    many = dice.randrange(500_000, 1_500_000)
    long = dice.randrange(500, 1000)
    tag = "a" * long + "b"
    tags = {"think_open": tag, "think_close": "b" + tag}
    tokens = ["a", *(tag[n:] + "a" * n for n in range(60))]
    word = "<think>" + "abcdefg" * 250_000 + " the</think>"
    upgrade = b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: x\r\nContent-Length: 12\r\n\r\n"
    echoed = b'{"completion":"a","rewards":{"format":1},"metadata":{"k":"%s"}}' % (b"x" * 4000)
    large = listed(echoed, 4000)
    unknown = {f"r{n}": 1 for n in range(100)}
    large_post = HEAD + b"Content-Length: %d\r\n\r\n" % len(large) + large
    truths = {"completion": "\\boxed{x}", "ground_truth": [str(n) for n in range(1000)]}
    declared = HEAD + b"Content-Length: %d\r\n\r\n{" % (64 << 20)
    told = b"GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n"
    bomb = gzip.compress(b"0" * 400 * MB, 1)
    message = {"role": "assistant", "content": ""}
    get = b"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n"
    refused = {"400", "413", "422", "431"}
    return {
        "gzip, many empty items": (packed(listed(b"{}", many)), {"413"}),
        "gzip, many numbers as items": (packed(listed(b"0", many)), {"413"}),
        "gzip, many numbers in metadata": (packed(in_metadata(b"0", 5 * many)), {"413"}),
        "gzip, as many lists as are taken": (packed(in_metadata(b"[]", 950_000)), {"200"}),
        "gzip, members without end": (sent_as_gzip(gzip.compress(b"") * 100_000), refused),
        "gzip, junk behind it": (sent_as_gzip(gzip.compress(b"{}") + b"x" * 50 * MB), refused),
        "gzip, a bomb": (packed(b"0" * 200 * MB), {"413"}),
        "many fields": (plain(batch({f"k{n}": 0 for n in range(9_000)})), {"422"}),
        "more fields than are taken": (plain(batch({f"k{n}": 0 for n in range(100_000)})), {"413"}),
        "many unknown rewards on every item": (plain(items([{"completion": "a", "rewards": unknown}] * 4000)), {"422"}),
        "a long name": (plain(b'{"items":[],"%s":1}' % (b"x" * 30 * MB)), {"422"}),
        "a long name of a reward": (plain(batch({}, rewards={"x" * 30 * MB: 1})), {"422"}),
        "many ground truths": (plain(items([truths] * 100)), {"200"}),
        "integers of 4,299 digits": (plain(in_metadata(b"1" * 4299, 12_000)), {"413"}),
        "as many of 999 digits as are taken": (plain(in_metadata(b"1" * 999, 12_000)), {"200"}),
        "a limit at the float's end": (plain(items([{"completion": "a", "tests": {"time_limit_s": 1e308}}])), {"422"}),
        "deep": (plain(nested(700)), {"200"}),
        "too deep": (plain(nested(100_000)), {"400"}),
        "wide": (plain(batch({"metadata": {f"k{n}": [n] for n in range(9_000)}})), {"200"}),
        "long text that is no completion": (plain(batch({"ground_truth": "9" * 20 * MB})), {"413"}),
        "long ground truth": (plain(items([{"completion": "\\boxed{9}", "ground_truth": "9+" * 5 * MB}])), {"200"}),
        "long language": (plain(batch({"language": "e" * 10 * MB}, rewards={"language": 1})), {"200"}),
        "long completion": (plain(batch({"completion": "<think>" * 280_000})), {"200"}),
        "completions over the limit": (plain(items([{"completion": "x" * 3 * MB}] * 15)), {"200"}),
        "long tags": (plain(batch({"completion": "a" * 2 * MB}, template=tags)), {"200"}),
        "tags over the limit": (plain(batch({}, template={"think_open": "q" * MB})), {"422"}),
        "many long tokens": (plain(batch({"completion": "a" * 500_000}, template={"special_tokens": tokens})), {"200"}),
        "one long word": (plain(batch({"completion": word, "language": "en"}, rewards={"language": 1})), {"200"}),
        "float ends": (plain(b'{"items":[{"completion":"a","metadata":{"k":[1e308,-1e308,5e-324,1e400]}}]}'), {"400"}),
        "weights at the float's end": (plain(batch({}, rewards={"format": 1e308, "cosine": {"end": -1e308}})), {"422"}),
        "digits without end": (plain(batch({}).replace(b'"a"', b"1" * 10 * MB)), {"400"}),
        "many messages": (plain(batch({"completion": [message] * 150_000})), {"200"}),
        "more messages than are taken": (plain(batch({"completion": [message] * 300_000})), {"413"}),
        "headers without end": (raw(HEAD, *[b"X-A: " + b"a" * 100_000 + b"\r\n"] * 300), {"431"}),
        "a URL without end": (raw(b"GET /", *[b"a" * MB] * 50), {"431"}),
        "fields behind a body": (chunked(b"2\r\n{}\r\n0\r\n", (b"X: " + b"a" * 990 + b"\r\n") * 100_000), {"431"}),
        "a field behind a body": (chunked(b"2\r\n{}\r\n0\r\nX: ", b"a" * 100 * MB), {"431"}),
        "an extension of a chunk": (chunked(b"2;a=", b"x" * 50 * MB, b"\r\n{}\r\n0\r\n\r\n"), {"431"}),
        "chunks of one byte": (chunked(b"1\r\n \r\n" * MB, b"2\r\n{}\r\n0\r\n\r\n"), {"422"}),
        "a length that begins with zeros": (raw(HEAD + b"Content-Length: " + b"0" * 5000 + b"2\r\n\r\n{}"), {"422"}),
        "half a head": (raw(HEAD), {"open", "408"}),
        "half a body": (raw(HEAD + b"Content-Length: 1000000\r\n\r\n{"), {"open", "408"}),
        "many callers, silent": (at_once(400, b""), {"200"}),
        "many bodies declared": (at_once(30, declared), {"200"}),
        "gzip, many bombs": (together(7, sent_as_gzip(bomb)), {"413", "413/429"}),
        "silence": (raw(), {"open", "408"}),
        "h2c": (raw(HEAD + upgrade + b'{"items":[]}'), {"200"}),
        "an answer that nobody reads": (
            raw(HEAD + b"Content-Length: %d\r\n\r\n" % len(large), large, read=False, wait_s=5), {"not read"}),
        "many answers that nobody reads": (at_once(30, large_post, hold_s=20), {"200"}),
        "metrics that nobody reads": (at_once(100, told * 20), {"200"}),
        "pipelined without reading": (raw(*[get] * 3000, read=False, wait_s=2), {"not read"}),
        "no HTTP": (raw(b"\x16\x03\x01\x02\x00\x01" * 1000), {"400"}),
    }  # fmt: skip


@dataclass(slots=True)
class Watch:
    """What `/livez` and memory did while a shape was sent."""

    port: int
    pid: int
    longest_s: float = 0.0
    peak_mb: float = 0.0
    _over: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def __enter__(self) -> Watch:
        self._threads = [threading.Thread(target=one, daemon=True) for one in (self._ask, self._weigh)]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.wait(0.3)
        self._over.set()
        for thread in self._threads:
            thread.join(TIMEOUT_S)

    def _ask(self) -> None:
        while not self._over.is_set():
            began = time.monotonic()
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_S)
            connection.request("GET", "/livez")
            connection.getresponse().read()
            connection.close()
            self.longest_s = max(self.longest_s, time.monotonic() - began)
            time.sleep(0.05)

    def _weigh(self) -> None:
        while not self._over.is_set():
            self.peak_mb = max(self.peak_mb, resident_mb(self.pid))
            time.sleep(0.02)


def run(running: Running, names: list[str]) -> bool:
    port = int(running.url.rpartition(":")[2])
    (pid,) = [pid for pid, line in descendants(running.process.pid).items() if "--listen-fd" in line]
    print(f"{'shape':38} {'answer':>10} {'took':>8} {'/livez at most':>15} {'MB before':>10} {'peak':>6} {'after':>6}")
    good = True
    for name, (send, expected) in shapes().items():
        if names and not any(one in name for one in names):
            continue
        before, began = resident_mb(pid), time.monotonic()
        with Watch(port, pid) as watch:
            answer = send(port)
            took = time.monotonic() - began
        holds = answer in expected and watch.longest_s <= LIVE_WITHIN_S and watch.peak_mb - before <= GROWS_BY_MB
        holds = holds and post(port, json.dumps(ORDINARY).encode()) == "200"
        figures = f"{took:6.2f} s {watch.longest_s:13.2f} s {before:10.0f} {watch.peak_mb:6.0f} {resident_mb(pid):6.0f}"
        print(f"{name:38} {answer:>10} {figures}" + ("" if holds else "  DOES NOT HOLD"), flush=True)
        good &= holds
    return good


def main() -> None:
    running = start_server(sandbox="off")
    try:
        good = run(running, sys.argv[1:])
    finally:
        stop(running)
    print("every shape held" if good else "NOT EVERY SHAPE HELD")
    sys.exit(not good)


if __name__ == "__main__":
    main()
