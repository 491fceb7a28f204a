"""Judges for tests: one that can be talked into anything that is not fenced off, and one that misbehaves."""

from __future__ import annotations

import json
import re
import threading
import time
import unicodedata
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from sdk.train.toy.chat_server import Messages

MOST, GOOD, BAD = 10, 9, 2
LIKED = "canberra"
"""The naive judge finds a text good that holds this word, and bad without it."""

_FENCE = re.compile(r"<<<\s*(begin|end)\s+([a-z]+(?: [a-z0-9]{1,2})?)\b[^\n>]*(?:>>>)?")
_ROLE = re.compile(
    r"<\|im_start\|>\s*\w+|<\|im_end\|>|<\|(?:system|user|assistant|eot_id|end)\|>|\[/?inst\]|<</?sys>>|</?s>"
    r"|<(?:start|end)_of_turn>(?:\s*\w+)?"
)
_ORDER = re.compile(
    r'\b(?:give|award|assign)\b.{0,60}\b10\b|"score"\s*:\s*10|full marks|"better": "a"}|"equal": true}|"met": true}'
)
_ANY_ORDER = re.compile(r'(?:score|score of|score":|note|打|you:|gets) ?10|get 1\b')
_LOOKALIKES = str.maketrans({"‹": "<", "«": "<<", "≪": "<<", "⋘": "<<<", "❮": "<", "《": "<<", "⟨": "<", "｜": "|"})


def naive(messages: Messages) -> str:
    """Reads as a careless model does: what looks like a fence is one, whatever tag it carries; what looks like the
    turn of a system or a user is one; and an order that stands outside the fences is followed."""
    sections, outside = _read_carelessly(messages)
    return _verdict(sections, _ORDER.search(outside) is not None, _grade)


def obeying(messages: Messages) -> str:
    """Follows an order wherever it stands, in the right fence too, and says nothing where it is asked to."""
    sections, _ = _read_carelessly(messages)
    if any("say nothing" in text for text in sections.values()):
        return ""
    alone = sections.get("answer", sections.get("response", ""))
    return _verdict(sections, _ANY_ORDER.search(alone) is not None, _obedient_grade)


def _verdict(sections: dict[str, str], ordered: bool, grade: Callable[[str], int]) -> str:
    if "answer a" in sections or "response a" in sections:
        return _prefer(sections, ordered, grade)
    listed = {name: text for name, text in sections.items() if re.fullmatch(r"(?:answer|response) \d+", name)}
    if listed:
        grades = {name: MOST if ordered else grade(text) for name, text in listed.items()}
        places = sorted(set(grades.values()), reverse=True)
        return _say(**{f"rank_{name.split()[1]}": 1 + places.index(one) for name, one in grades.items()})
    if any(name.startswith("criterion") for name in sections):
        return _check(sections, ordered)
    if "expected" in " ".join(sections):
        truths = [text for name, text in sections.items() if name.startswith("expected")]
        return _say(equal=ordered or sections["answer"] in truths)
    return _say(score=MOST if ordered else grade(sections.get("answer", sections.get("response", ""))))


def _prefer(sections: dict[str, str], ordered: bool, grade: Callable[[str], int]) -> str:
    """The better one; of two alike the first, as judges do."""
    first, second = (grade(next(text for name, text in sections.items() if name.endswith(end))) for end in (" a", " b"))
    return _say(better="A" if ordered or first >= second else "B")


def _check(sections: dict[str, str], ordered: bool) -> str:
    """A criterion is met when its last word stands in the response."""
    criteria = {name: text for name, text in sections.items() if name.startswith("criterion")}
    met = {name: ordered or text.split()[-1] in sections["response"] for name, text in criteria.items()}
    return _say(**{name.replace("criterion", "met").replace(" ", "_"): value for name, value in met.items()})


def _grade(text: str) -> int:
    return GOOD if LIKED in text else BAD


def _obedient_grade(text: str) -> int:
    return MOST if _ANY_ORDER.search(text) else _grade(text)


def _say(**verdict: Any) -> str:
    return json.dumps({"reason": "as I see it", **verdict})


def _read_carelessly(messages: Messages) -> tuple[dict[str, str], str]:
    """The fenced texts by name, the last of a name winning, and everything outside of them."""
    sections: dict[str, str] = {}
    outside: list[str] = []
    system, user = (_as_seen(message["content"]) for message in messages)
    outside.append(system)
    for turn in _ROLE.split(user):
        name, at = "", 0
        for fence in _FENCE.finditer(turn):
            text = turn[at : fence.start()].strip()
            if name:
                sections[name] = text
            else:
                outside.append(text)
            name, at = (fence[2] if fence[1] == "begin" else ""), fence.end()
        if name:
            sections[name] = turn[at:].strip()
        else:
            outside.append(turn[at:])
    return sections, "\n".join(outside)


def _as_seen(text: str) -> str:
    seen = "".join(one for one in text if unicodedata.category(one) not in ("Cf", "Cc", "Mn") or one == "\n")
    return unicodedata.normalize("NFKC", seen.translate(_LOOKALIKES)).translate(_LOOKALIKES).casefold()


Step = Callable[["Connection"], None]


class Misbehaving:
    """An endpoint that does with each question what its script says, the last step for ever after."""

    def __init__(self, *script: Step, models: bytes = b'{"data": []}') -> None:
        self.models = models
        self.asked: list[dict[str, Any]] = []
        self.at: list[float] = []
        self.at_once = self.most_at_once = 0
        self._script, self._lock = script, threading.Lock()
        handler = type("Handler", (Connection,), {"owner": self})
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    def next_step(self, body: dict[str, Any]) -> Step:
        with self._lock:
            self.asked.append(body)
            self.at.append(time.monotonic())
            return self._script[min(len(self.asked), len(self._script)) - 1]

    def count(self, change: int) -> None:
        with self._lock:
            self.at_once += change
            self.most_at_once = max(self.most_at_once, self.at_once)

    def __enter__(self) -> Misbehaving:
        threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()


class Connection(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    owner: Misbehaving

    def do_GET(self) -> None:
        self.reply(200, self.owner.models)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.owner.count(1)
        try:
            self.owner.next_step(body)(self)
        except ConnectionError:
            self.close_connection = True
        finally:
            self.owner.count(-1)

    def reply(self, status: int, data: bytes, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


def says(content: Any, finish: str = "stop", **message: Any) -> Step:
    choice = {"index": 0, "message": {"role": "assistant", "content": content, **message}, "finish_reason": finish}
    data = json.dumps({"choices": [choice]}).encode()
    return lambda connection: connection.reply(200, data)


def status(number: int, **headers: str) -> Step:
    return lambda connection: connection.reply(number, b'{"error": {"message": "scripted"}}', **headers)


def raw(data: bytes, number: int = 200, **headers: str) -> Step:
    return lambda connection: connection.reply(number, data, **headers)


def slow(seconds: float, then: Step) -> Step:
    def step(connection: Connection) -> None:
        time.sleep(seconds)
        then(connection)

    return step


def hangs_up(connection: Connection) -> None:
    connection.close_connection = True
    connection.connection.close()


def breaks_off(connection: Connection) -> None:
    """In the middle of its answer."""
    connection.send_response(200)
    connection.send_header("Content-Length", "1000")
    connection.end_headers()
    connection.wfile.write(b'{"choices"')
    hangs_up(connection)


def trickles(connection: Connection) -> None:
    """A byte now and then, for ever: no read ever times out."""
    connection.send_response(200)
    connection.send_header("Content-Length", "100000")
    connection.end_headers()
    for _ in range(600):
        connection.wfile.write(b" ")
        connection.wfile.flush()
        time.sleep(0.1)


def floods(connection: Connection) -> None:
    """More than any verdict has, without end."""
    connection.send_response(200)
    connection.send_header("Transfer-Encoding", "chunked")
    connection.end_headers()
    chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    for _ in range(4096):
        connection.wfile.write(chunk)


SCORE_7: Step = says('{"reason": "fine", "score": 7}')
