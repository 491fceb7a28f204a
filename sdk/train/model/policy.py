"""The policy: a causal language model and its tokenizer, the log-probabilities of completions, loading and saving.

Log-probabilities (as `decoding`) are there twice, with the same results: plainly (padded rows through the model as
transformers ships it) and with the prompt computed once a group, which is the default where the model's attention can
be exchanged.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.utils.checkpoint import checkpoint
from transformers import AutoModelForCausalLM, AutoTokenizer

from sdk.train import distributed
from sdk.train.config.schema import ModelConfig
from sdk.train.data.prompts import turn_end
from sdk.train.errors import ConfigError, DataError, one_line
from sdk.train.model import fp8, lora, multi_token, sharding
from sdk.train.model.attention import interface
from sdk.train.model.attention.packed import Packed
from sdk.train.model.kernels.fused_loss import TokenLoss, fused_loss
from sdk.train.model.kernels.logprobs import spans, token_logprobs
from sdk.train.model.kernels.output_head import Bend, output_head, scale_and_cap
from sdk.train.model.multi_token import Ahead, PackedRow, Reading
from sdk.train.model.rows import Rows, pad


@dataclass
class Policy:
    model: Any
    tokenizer: Any
    shared_prefix: bool = True
    chunk: int | None = None
    """At most so many tokens' logits are held at once; None: as `kernels` finds best."""
    end_ids: frozenset[int] = field(init=False)
    """The tokens that end a completion: the model's own, the tokenizer's, and the chat template's end of a turn."""
    context_tokens: int | None = field(init=False)
    """The longest text that the model was made for; None where it does not say."""
    known_tokens: int = field(init=False)
    """Tokens from here on stand for no text: an embedding is often larger than its tokenizer."""

    def __post_init__(self) -> None:
        ends = self.model.generation_config.eos_token_id
        ends = ends if isinstance(ends, list) else [ends]
        ends = [*ends, self.tokenizer.eos_token_id, turn_end(self.tokenizer)]
        self.end_ids = frozenset(one for one in ends if one is not None)
        self.known_tokens = len(self.tokenizer)
        self.context_tokens = getattr(self.model.config.get_text_config(), "max_position_embeddings", None)
        self.shared_prefix = self.shared_prefix and _exchangeable(self.model)
        choose_attention(self.model, self.shared_prefix)

    @property
    def device(self) -> torch.device:
        device: torch.device = self.model.device
        return device

    def logprobs(self, rows: Rows, temperature: float = 1.0, hidden_N_H: Tensor | None = None) -> Tensor:
        """Log-probability of each completion token, B_T; 0 after a completion's end. `hidden_N_H` as in `loss`."""
        hidden_N_H, targets_N = self.hidden(rows) if hidden_N_H is None else hidden_N_H, self._targets(rows)
        head = output_head(self.model)
        if head is None:
            logprobs_N = self._logprobs_through_layer(hidden_N_H, targets_N, temperature)
        else:
            logprobs_N = token_logprobs(hidden_N_H, head, targets_N, temperature, self.chunk)
        return self.spread(rows, logprobs_N)

    def loss(
        self, rows: Rows, token_loss: TokenLoss, temperature: float = 1.0, hidden_N_H: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """The sum of a loss that each token has by itself, and logprobs_B_T without gradient; in one pass where it can.

        `token_loss` is given log-probabilities of a slice of all completion tokens, one completion after the other.
        `hidden_N_H`: what `hidden` gives for these rows, where that is known already.
        """
        hidden_N_H, targets_N = self.hidden(rows) if hidden_N_H is None else hidden_N_H, self._targets(rows)
        head = output_head(self.model)
        if head is not None:
            loss, logprobs_N = fused_loss(hidden_N_H, head, targets_N, token_loss, temperature, self.chunk)
            return loss, self.spread(rows, logprobs_N)
        logprobs_N = self._logprobs_through_layer(hidden_N_H, targets_N, temperature)
        return token_loss(logprobs_N, slice(None)), self.spread(rows, logprobs_N.detach())

    def head(self, hidden: Tensor) -> Tensor:
        """Logits in float32 at least, with the few changes of scale that model families make."""
        return Bend(*scale_and_cap(self.model.config))(self.model.get_output_embeddings()(hidden))

    def trunk(self, ids: Tensor, **inputs: Any) -> Tensor:
        """The last hidden states: the model without its head."""
        with _recomputing(self.model):
            hidden: Tensor = sharding.trunk(self.model)(input_ids=ids, **inputs).last_hidden_state
        return hidden

    def encode(self, text: str) -> list[int]:
        """Without what the tokenizer adds to a prompt (`Prompter` does that)."""
        return list(self.tokenizer(text, add_special_tokens=False)["input_ids"])

    def decode(self, ids: list[int]) -> str:
        """The text of a completion without the end-of-sequence token that ended it."""
        ended = bool(ids) and ids[-1] in self.end_ids
        text: str = self.tokenizer.decode(ids[:-1] if ended else ids, skip_special_tokens=False)
        return text

    def save(self, folder: Path, merged: bool = False, modules: bool = True) -> None:
        """Adapters by themselves, or `merged` into their model. All processes call it, the first writes.

        `modules`: with those that predict further tokens, in a file beside the model.
        """
        state = sharding.whole_state(self.model)
        if distributed.first():
            save_weights(self.model, state, folder, merged)
            self.tokenizer.save_pretrained(folder)
            if modules:
                multi_token.save(state, self.model.config.get_text_config().num_hidden_layers, folder)

    def hidden(self, rows: Rows) -> Tensor:
        """The hidden states that predict the completions' tokens, one completion after the other: N_H."""
        return self.read(rows).hidden_N_H

    def read(self, rows: Rows) -> Reading:
        """The same, with what `ahead` goes on from."""
        return self._packed(rows) if self.shared_prefix else Reading(self._padded(rows))

    def ahead(
        self, rows: Rows, reading: Reading, weights_B_T: Tensor, temperature: float = 1.0, joint: bool = True
    ) -> Ahead | None:
        """The loss of the modules that predict further tokens, each token's term weighted; None without modules.

        `joint`: the model learns from it too; otherwise the modules alone do.
        """
        if multi_token.of(self.model) is None or reading.row is None:
            return None
        weights_N = weights_B_T[rows.mask(self.device).bool()]
        with _recomputing(self.model):
            return multi_token.ahead(
                self.model, reading.row, self._targets(rows), weights_N, temperature, self.chunk, joint
            )

    def _targets(self, rows: Rows) -> Tensor:
        return torch.tensor([token for one in rows.completions for token in one], device=self.device)

    def spread(self, rows: Rows, values_N: Tensor) -> Tensor:
        """From one completion after the other to B_T."""
        mask_B_T = rows.mask(self.device).bool()
        return values_N.new_zeros(mask_B_T.shape).masked_scatter(mask_B_T, values_N)

    def _packed(self, rows: Rows) -> Reading:
        layout = Packed(rows.prompts, rows.completions, rows.prompt_of, self.device)
        hidden_1_N_H = self.trunk(layout.ids_1_N, position_ids=layout.positions_1_N, use_cache=False, layout=layout)
        mask_B_T = rows.mask(self.device).bool()
        predictors_N = layout.predictors_B_T[mask_B_T]
        return Reading(hidden_1_N_H[0][predictors_N], PackedRow(layout, hidden_1_N_H, predictors_N))

    def _padded(self, rows: Rows) -> Tensor:
        texts = [rows.prompts[p] + one for p, one in zip(rows.prompt_of, rows.completions, strict=True)]
        ids_B_S, valid_B_S = pad([text[:-1] for text in texts], self.device)
        hidden_B_S_H = self.trunk(ids_B_S, attention_mask=valid_B_S.long(), use_cache=False)
        starts = [len(rows.prompts[p]) - 1 for p in rows.prompt_of]
        spans = zip(hidden_B_S_H, starts, rows.completions, strict=True)
        return torch.cat([hidden_S_H[start : start + len(one)] for hidden_S_H, start, one in spans])

    def _logprobs_through_layer(self, hidden_N_H: Tensor, targets_N: Tensor, temperature: float) -> Tensor:
        """Where the output layer is more than a matrix: its logits are computed again rather than held."""

        def compute(hidden_n_H: Tensor, targets_n: Tensor) -> Tensor:
            logits_n_V = self.head(hidden_n_H) / temperature
            return logits_n_V.gather(1, targets_n[:, None])[:, 0] - logits_n_V.logsumexp(-1)

        parts = [
            checkpoint(compute, hidden_N_H[span], targets_N[span], use_reentrant=False)
            for span in spans(hidden_N_H, self.model.config.get_text_config().vocab_size, self.chunk)
        ]
        return torch.cat(parts)


def choose_attention(model: Any, shared_prefix: bool) -> None:
    """Ours where it may be exchanged, else torch's fused one, and plain attention for what that cannot compute.

    A model that caps its attention's logits gets no error from the fused one, but other values.
    """
    plain = bool(getattr(model.config.get_text_config(), "attn_logit_softcapping", None)) or has_sinks(model)
    wanted = interface.NAME if shared_prefix else "eager" if plain else "sdpa"
    try:
        model.set_attn_implementation(wanted)
    except (ValueError, ImportError):
        model.set_attn_implementation("eager")


def has_sinks(model: Any) -> bool:
    """Whether some of each head's attention goes to nothing, as in gpt-oss."""
    return any(name.endswith("sinks") for name, _ in model.named_parameters())


def _exchangeable(model: Any) -> bool:
    """Whether the model takes another attention function, and its layers attend to everything before a token."""
    config = model.config.get_text_config()
    kinds = set(getattr(config, "layer_types", None) or ["full_attention"])
    windowed = getattr(config, "sliding_window", None) and getattr(config, "use_sliding_window", True)
    bent = getattr(config, "attn_logit_softcapping", None) or has_sinks(model)
    full = (
        not bent and kinds <= {"full_attention"} and (not windowed or getattr(config, "layer_types", None) is not None)
    )
    return bool(getattr(model, "_supports_attention_backend", False) and full)


def load_policy(name_or_path: str, config: ModelConfig, device: torch.device) -> Policy:
    """From a local folder or the hub; adapters with the model that they are for, or new ones where these are wanted.

    Raises DataError with one line that says what to do.
    """
    dtype = getattr(torch, config.dtype)
    try:
        tokenizer = AutoTokenizer.from_pretrained(name_or_path)
    except (OSError, ValueError, TypeError, KeyError, ImportError) as error:
        raise DataError(_no_tokenizer(name_or_path, error)) from None
    base = lora.base_of(Path(name_or_path))
    adapters = None if base is None else Path(name_or_path)
    name_or_path = base or name_or_path
    try:
        model, blocks, state = multi_token.load_model(name_or_path, config.multi_token, dtype)
    except (OSError, ValueError, KeyError, ImportError) as error:
        raise DataError(f"cannot load the model {name_or_path}: {one_line(error)}") from None
    return prepare(model.to(device), tokenizer, config, adapters, blocks, state)


@contextmanager
def _recomputing(model: Any) -> Iterator[None]:
    """Layers that are to compute their activations again do so only in training mode; their dropout stays off."""
    layers = [one for one in model.modules() if getattr(one, "gradient_checkpointing", False)]
    for layer in layers:
        layer.training = torch.is_grad_enabled()
    try:
        yield
    finally:
        for layer in layers:
            layer.training = False


def prepare(
    model: Any,
    tokenizer: Any,
    config: ModelConfig,
    adapters: Path | None = None,
    blocks: Sequence[Any] = (),
    state: Mapping[str, Tensor] | None = None,
) -> Policy:
    """No dropout anywhere: the probabilities of training are to be those of sampling.

    `blocks`, `state`: of the modules that predict further tokens, as `multi_token.load_model` finds them.
    """
    model.eval()
    if config.multi_token:
        require_for_modules(model, config, adapters)
        multi_token.attach(model, config.multi_token, blocks, state or {})
    if adapters is not None:
        lora.load(model, adapters)
    elif config.lora.rank:
        lora.adapt(model, config.lora)
    if config.fp8:
        fp8.install(model)
    if config.gradient_checkpointing:
        newer = getattr(model, "activation_checkpointing_enable", None)  # the name from transformers 5 on
        (newer or model.gradient_checkpointing_enable)({"use_reentrant": False})
    sharding.shard(model)
    return Policy(model, tokenizer, config.shared_prefix, config.logprob_chunk)


def require_for_modules(model: Any, config: ModelConfig, adapters: Path | None) -> None:
    """Raises ConfigError for what modules that predict further tokens do not go with."""
    if config.lora.rank or adapters is not None:
        raise ConfigError(
            "model.multi_token learns with the whole model, and adapters leave the model as it is: set "
            "model.multi_token=0, or model.lora.rank=0 with a model that is no adapter"
        )
    if not (config.shared_prefix and _exchangeable(model)):
        raise ConfigError(
            "model.multi_token needs prompts that are computed once for their group, which model.shared_prefix=false "
            "or this model's attention forbids: set model.multi_token=0"
        )


def _no_tokenizer(name_or_path: str, error: Exception) -> str:
    if Path(name_or_path).is_dir():
        return f"no tokenizer in {name_or_path}: put its tokenizer.json and tokenizer_config.json beside the model"
    return f"cannot load a tokenizer from {name_or_path}, neither a folder nor a model of the hub: {one_line(error)}"


def save_weights(model: Any, state: Mapping[str, Tensor], folder: Path, merged: bool = False) -> None:
    """As transformers saves models; adapters as peft does, unless they are to be `merged` into their model.

    `state`: every weight, whole.
    """
    if lora.layers(model) and not merged:
        lora.save(model, state, folder)
        return
    plain_model(model, lora.merged(model, state)).save_pretrained(folder)


def plain_model(model: Any, state: Mapping[str, Tensor]) -> Any:
    """The same model without shards and adapters, around these weights; nothing is copied."""
    state = {name: one for name, one in state.items() if not name.startswith(multi_token.PREFIX)}
    with torch.device("meta"):
        plain = AutoModelForCausalLM.from_config(copy.deepcopy(model.config))
    plain.load_state_dict(state, assign=True)
    plain.tie_weights()
    plain.generation_config = model.generation_config
    return plain
