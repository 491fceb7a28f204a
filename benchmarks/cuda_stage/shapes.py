"""What is measured: the model's shape, and how many tokens it is given."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any


@dataclass(frozen=True)
class Shape:
    model: str
    vocab_size: int
    hidden_size: int
    intermediate_size: int
    layers: int
    heads: int
    key_heads: int
    dtype: str
    questions: int
    group_size: int
    prompt_tokens: int
    completion_tokens: int
    rows_per_pass: int
    """Completions of one forward and backward pass, the same for every side."""
    long_completions: tuple[int, ...]
    long_group: int
    """Completions of the one question that long completions are measured with, in one pass."""
    repeats: int
    head_width: int = 0
    """Of Qwen3, whose heads are not the width over their number; 0: the shape is Qwen2's."""

    def rows(self) -> int:
        return self.questions * self.group_size

    def tokens_per_pass(self) -> int:
        """Of completions."""
        return self.rows_per_pass * self.completion_tokens

    def passes(self) -> list[list[int]]:
        rows = list(range(self.rows()))
        return [rows[at : at + self.rows_per_pass] for at in range(0, len(rows), self.rows_per_pass)]

    def long(self, completion_tokens: int) -> Shape:
        size = self.long_group
        return replace(
            self, questions=1, group_size=size, rows_per_pass=size, completion_tokens=completion_tokens, repeats=1
        )

    def few(self) -> Shape:
        """16 rows, where decoding waits for memory."""
        return replace(self, questions=2, group_size=8, repeats=1)

    def text_config(self) -> dict[str, Any]:
        """Of transformers' Qwen2, or Qwen3 if there is a `head_width`."""
        length = self.prompt_tokens + max(self.completion_tokens, *self.long_completions)
        return {
            "vocab_size": self.vocab_size, "hidden_size": self.hidden_size, "intermediate_size": self.intermediate_size,
            "num_hidden_layers": self.layers, "num_attention_heads": self.heads, "num_key_value_heads": self.key_heads,
            "max_position_embeddings": length, "tie_word_embeddings": True, "pad_token_id": 0, "eos_token_id": 1,
            "bos_token_id": None, **({"head_dim": self.head_width} if self.head_width else {}),
        }  # fmt: skip

    def flops(self, prompts: int) -> float:
        """Of a step's forward and backward pass with so many prompts computed; without what is computed again.

        Products with matrices, 2 for each parameter and token forward and twice that backward; attention likewise for
        each pair of query and key.
        """
        width, body = self._head_width(), self._body()
        completions = self.rows() * self.completion_tokens
        tokens = prompts * self.prompt_tokens + completions
        pairs = prompts * self.prompt_tokens**2 / 2
        pairs += completions * (self.prompt_tokens + self.completion_tokens / 2)
        head = completions * self.vocab_size * self.hidden_size
        return 6 * (body * tokens + head) + 12 * self.layers * self.heads * width * pairs

    def decoded_bytes(self) -> float:
        """That a step of decoding has to read, in the middle of a completion.

        Each weight once, each prompt's keys and values once, and each row's own.
        """
        of_token = 2 * self.layers * self.key_heads * self._head_width()
        tokens = self.questions * self.prompt_tokens + self.rows() * self.completion_tokens / 2
        weights = self._body() + self.vocab_size * self.hidden_size
        return (weights + of_token * tokens) * {"bfloat16": 2, "float32": 4}[self.dtype]

    def _head_width(self) -> int:
        return self.head_width or self.hidden_size // self.heads

    def _body(self) -> int:
        """Weights between embedding and head; norms are left out."""
        attention = 2 * self.hidden_size * (self.heads + self.key_heads) * self._head_width()
        return self.layers * (attention + 3 * self.hidden_size * self.intermediate_size)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


QWEN = Shape(
    "the shape of Qwen2.5-1.5B, random weights", 151_936, 1536, 8960, 28, 12, 2, "bfloat16", 8, 16, 1024, 1024, 16,
    (1024, 4096, 16_384, 32_768), long_group=4, repeats=3,
)  # fmt: skip
QWEN3 = Shape(
    "the shape of Qwen3-0.6B, random weights", 151_936, 1024, 3072, 28, 16, 8, "bfloat16", 8, 16, 1024, 1024, 16,
    (16_384, 65_536), long_group=1, repeats=3, head_width=128,
)  # fmt: skip
TINY = Shape(
    "2 layers of width 64, random weights", 2000, 64, 172, 2, 4, 2, "float32", 2, 4, 32, 32, 4,
    (1024, 4096), long_group=2, repeats=5,
)  # fmt: skip


def from_dict(given: dict[str, Any]) -> Shape:
    return Shape(**{**given, "long_completions": tuple(given["long_completions"])})
