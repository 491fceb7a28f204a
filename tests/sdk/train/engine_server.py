"""A small real rollout server: transformers' own forward pass behind the APIs of vLLM and SGLang.

It keeps to what the two servers' sources say: which fields go in and out, what a log-probability is, that a completion's
tokens include the one that ended it, and that weights are reloaded from a folder.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
import uvicorn
from fastapi import FastAPI, Request, Response
from transformers import AutoModelForCausalLM, AutoTokenizer

Fault = Callable[[Request], Any]


class Served:
    """A model, and how it samples."""

    def __init__(self, folder: Path) -> None:
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        self.loads: list[str] = []
        self.asked: list[dict[str, Any]] = []
        self.faults: list[Fault] = []
        """Each is used once, in place of an answer to a request for completions; None answers as usual."""
        self.lock = threading.Lock()
        self.load(str(folder))

    def load(self, folder: str) -> None:
        self.model = AutoModelForCausalLM.from_pretrained(folder, attn_implementation="eager").eval()
        self.loads.append(folder)

    @torch.no_grad()
    def draw(self, prompt: list[int], seed: int, wish: dict[str, Any], most: int) -> tuple[list[int], list[float], str]:
        random = torch.Generator().manual_seed(seed)
        ids: list[int] = []
        logprobs: list[float] = []
        for _ in range(most):
            logits_V = self.model(torch.tensor([prompt + ids])).logits[0, -1]
            logprobs_V = (logits_V / wish["temperature"]).log_softmax(-1)
            ids.append(int(torch.multinomial(logprobs_V.exp(), 1, generator=random)))
            logprobs.append(float(logprobs_V[ids[-1]]))
            text = self.tokenizer.decode(ids)
            if ids[-1] in wish["stop_token_ids"] or any(one in text for one in wish["stop"]):
                return ids, logprobs, "stop"
        return ids, logprobs, "length"


def application(served: Served) -> FastAPI:
    app = FastAPI()

    @app.middleware("http")
    async def fail(request: Request, go_on: Any) -> Any:
        if request.url.path in ("/v1/completions", "/generate") and served.faults:
            answer = await served.faults.pop(0)(request)
            if answer is not None:
                return answer
        return await go_on(request)

    @app.get("/v1/models")
    def models() -> Any:
        return {"object": "list", "data": [{"id": "tiny", "object": "model"}]}

    @app.get("/model_info")
    def model_info() -> Any:
        return {"model_path": served.loads[-1]}

    @app.post("/v1/completions")
    def completions(body: dict[str, Any]) -> Any:
        if body["model"] != "tiny":
            return Response('{"error": {"message": "no such model"}}', 404)
        choices = []
        with served.lock:
            served.asked.append(body)
            for index in range(body["n"]):
                ids, logprobs, finish = served.draw(body["prompt"], body["seed"] + index, body, body["max_tokens"])
                told = {"token_logprobs": logprobs} if body.get("logprobs") is not None else None
                choice = {"index": index, "text": "", "logprobs": told, "finish_reason": finish}
                choices.append({**choice, "token_ids": ids if body.get("return_token_ids") else None})
        return {"object": "text_completion", "model": "tiny", "choices": choices[::-1]}

    @app.post("/collective_rpc")
    def collective_rpc(body: dict[str, Any]) -> Any:
        assert body["method"] == "reload_weights"
        with served.lock:
            served.load(body["kwargs"]["weights_path"])
        return {"results": [None]}

    @app.post("/reset_prefix_cache")
    def reset_prefix_cache() -> Any:
        return {"success": True}

    @app.post("/generate")
    def generate(body: dict[str, Any]) -> Any:
        answers = []
        with served.lock:
            served.asked.append(body)
            for prompt, wish in zip(body["input_ids"], body["sampling_params"], strict=True):
                ids, logprobs, finish = served.draw(prompt, wish["sampling_seed"], wish, wish["max_new_tokens"])
                meta = {"finish_reason": {"type": finish}}
                if body["return_logprob"]:
                    pairs = [[logprob, token, None] for logprob, token in zip(logprobs, ids, strict=True)]
                    meta["output_token_logprobs"] = pairs  # type: ignore[assignment]
                answers.append({"text": "", "output_ids": ids, "meta_info": meta})
        return answers if len(answers) > 1 else answers[0]

    @app.post("/update_weights_from_disk")
    def update_weights_from_disk(body: dict[str, Any]) -> Any:
        if not (Path(body["model_path"]) / "model.safetensors").exists():
            return Response('{"success": false, "message": "no such folder"}', 400)
        with served.lock:
            served.load(body["model_path"])
        return {"success": True, "message": "done"}

    return app


@contextmanager
def listening(served: Served) -> Iterator[str]:
    """Its address."""
    config = uvicorn.Config(application(served), port=0, log_level="critical", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.005)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
