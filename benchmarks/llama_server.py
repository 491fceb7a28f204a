"""llama.cpp behind SGLang's API: a rollout engine on a CPU that shares no code with the trainer.

    python benchmarks/llama_server.py PORT

Run by a Python that has `xllamacpp`, `gguf` and `safetensors`; serves until it is killed, no model at first. Weights
come from a folder of transformers (`/update_weights_from_disk`): a Llama's, written to GGUF in float32. Only tokens go
in and out. So the vocabulary has names in place of texts, and no completion ends at a text: `stop` is refused.
"""

from __future__ import annotations

import json
import sys
import tempfile
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import Any

import gguf
import numpy as np
import xllamacpp
from safetensors.numpy import load_file

AT_ONCE = 8
"""Completions under way."""
ROW_TOKENS = 1024
"""Of a prompt and its completion, at most."""
PARTS = {
    "input_layernorm": "attn_norm", "post_attention_layernorm": "ffn_norm", "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v", "self_attn.o_proj": "attn_output",
    "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up", "mlp.down_proj": "ffn_down",
}  # fmt: skip
WHOLE = {"model.embed_tokens": "token_embd", "model.norm": "output_norm", "lm_head": "output"}


def write_gguf(folder: Path, file: Path) -> None:
    """A Llama that transformers has saved."""
    config = json.loads((folder / "config.json").read_text())
    if config["model_type"] != "llama":
        raise ValueError(f"{folder}: a {config['model_type']}, and only a llama is written here")
    heads, key_heads = config["num_attention_heads"], config["num_key_value_heads"]
    writer = gguf.GGUFWriter(str(file), "llama")
    writer.add_context_length(config["max_position_embeddings"])
    writer.add_embedding_length(config["hidden_size"])
    writer.add_block_count(config["num_hidden_layers"])
    writer.add_feed_forward_length(config["intermediate_size"])
    writer.add_head_count(heads)
    writer.add_head_count_kv(key_heads)
    writer.add_rope_dimension_count(config["head_dim"])
    writer.add_rope_freq_base((config.get("rope_parameters") or config)["rope_theta"])
    writer.add_layer_norm_rms_eps(config["rms_norm_eps"])
    end, size = config["eos_token_id"], config["vocab_size"]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("default")
    writer.add_token_list([f"t{number}" for number in range(size)])
    kinds = (gguf.TokenType.CONTROL if number == end else gguf.TokenType.NORMAL for number in range(size))
    writer.add_token_types(list(kinds))
    writer.add_token_merges(["t 0"])
    writer.add_eos_token_id(end)
    writer.add_add_bos_token(False)
    for name, weight in load_file(folder / "model.safetensors").items():
        turned = {"q_proj": heads, "k_proj": key_heads}.get(name.split(".")[-2])
        exact = weight.astype(np.float32)
        writer.add_tensor(written_name(name), exact if turned is None else beside_each_other(exact, turned))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def written_name(name: str) -> str:
    """`model.layers.3.mlp.up_proj.weight` is `blk.3.ffn_up.weight` there."""
    part = name.removesuffix(".weight")
    if part in WHOLE:
        return f"{WHOLE[part]}.weight"
    layer, _, rest = part.removeprefix("model.layers.").partition(".")
    return f"blk.{layer}.{PARTS[rest]}.weight"


def beside_each_other(weight: Any, heads: int) -> Any:
    """The two numbers that are turned together stand side by side there, half a head apart here."""
    return weight.reshape(heads, 2, -1, weight.shape[1]).swapaxes(1, 2).reshape(weight.shape)


class Llama:
    """llama.cpp's own server in this process, another one for each set of weights."""

    def __init__(self) -> None:
        self._server: Any = None
        self._loading = Lock()
        self.model_path = ""

    def load(self, folder: str) -> dict[str, Any]:
        with self._loading, tempfile.TemporaryDirectory() as made:
            write_gguf(Path(folder), Path(made) / "model.gguf")
            parameters = xllamacpp.CommonParams()
            parameters.model.path = str(Path(made) / "model.gguf")
            parameters.n_parallel, parameters.n_ctx, parameters.warmup = AT_ONCE, AT_ONCE * ROW_TOKENS, False
            parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = 1
            parameters.cache_type_k = parameters.cache_type_v = xllamacpp.ggml_type.GGML_TYPE_F32
            self._server = None  # the old one ends
            self._server = xllamacpp.Server(parameters)
            self.model_path = folder
        return {"success": True, "message": "done"}

    def generate(self, body: dict[str, Any]) -> list[dict[str, Any]]:
        with self._loading, ThreadPoolExecutor(AT_ONCE) as pool:
            return list(pool.map(self._complete, body["input_ids"], body["sampling_params"]))

    def _complete(self, prompt: list[int], wish: dict[str, Any]) -> dict[str, Any]:
        if wish["stop"] or wish["top_p"] < 1 or wish["temperature"] != 1:
            raise ValueError("a text to stop at, top_p and a temperature are not served here")
        question = {
            "prompt": prompt, "n_predict": wish["max_new_tokens"], "seed": wish["sampling_seed"], "n_probs": 1,
            "samplers": ["temperature"], "temperature": 1.0, "cache_prompt": False,
        }  # fmt: skip
        request = urllib.request.Request(
            f"{self._server.listening_address}/completion", json.dumps(question).encode(),
            {"Content-Type": "application/json"},
        )  # fmt: skip
        with urllib.request.urlopen(request) as response:
            answer = json.load(response)
        pairs = [[one["logprob"], one["id"], None] for one in answer["completion_probabilities"]]
        finish = {"eos": "stop", "limit": "length"}[answer["stop_type"]]
        return {"text": "", "meta_info": {"finish_reason": {"type": finish}, "output_token_logprobs": pairs}}


def handler(llama: Llama) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._say(200, {"model_path": llama.model_path})

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            try:
                loads = self.path == "/update_weights_from_disk"
                self._say(200, llama.load(body["model_path"]) if loads else llama.generate(body))
            except Exception as error:  # told to the trainer, which ends
                self._say(400, {"success": False, "message": f"{type(error).__name__}: {error}"})

        def _say(self, status: int, answer: Any) -> None:
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    return Handler


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), handler(Llama())).serve_forever()
