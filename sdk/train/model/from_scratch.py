"""A small model at random and a tokenizer learned on the spot: for examples, tests and students."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import torch
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import AutoConfig, AutoModelForCausalLM, PreTrainedTokenizerFast

from sdk.train.config.schema import Config, ModelConfig
from sdk.train.data.problems import Problems
from sdk.train.errors import ConfigError
from sdk.train.model.policy import Policy, prepare

PAD, END = "<pad>", "<eos>"
TAGS = ["<think>", "</think>", "<answer>", "</answer>"]
BETWEEN_TAGS = re.compile("|".join(TAGS))
TOKENIZER_TEXTS = 300
MAX_POSITIONS = 2048


def make_policy(
    config: Config, problems: Problems, device: torch.device, tokenizer: Any = None, words: Sequence[str] = ()
) -> Policy:
    """Weights at random. Without a tokenizer one is learned from the first questions, each of `words` one token.

    Raises ConfigError.
    """
    if config.model.lora.rank:
        raise ConfigError("model.lora needs a model to adapt: set model.name_or_path, or give it to a later stage")
    tokenizer = tokenizer or learn_tokenizer(example_texts(config, problems), config.model.vocab_size, words)
    model = make_model(config.model, tokenizer, config.seed, MAX_POSITIONS)
    return prepare(model.to(device), tokenizer, config.model)


def example_texts(config: Config, problems: Problems) -> list[str]:
    """What the model will read and write: prompts, and solutions where there are any."""
    template = config.problems.template
    if template == "chat":
        raise ConfigError("a model made at random has no chat template: write problems.template with {question}")
    drawn = [problems.train(number) for number in range(TOKENIZER_TEXTS)]
    texts = [template.replace("{question}", str(one.question)) for one in drawn]
    if config.problems.source in ("bilingual", "signs"):  # words that stand in the answers alone should be tokens too
        texts += [one.solution or "" for one in drawn]
    return texts


def learn_tokenizer(texts: Iterable[str], vocab_size: int, whole: Sequence[str] = ()) -> PreTrainedTokenizerFast:
    """A byte-level BPE of these texts: a repeated template becomes few tokens, a number one, a tag one.

    `whole`: texts that are one token each, beside the `vocab_size` that are learned.

    Any text can be encoded, and decoding gives it back as it was.
    """
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(r"[0-9]+"), "isolated"),
            pre_tokenizers.Split(Regex(r" ?[=+\-*()]"), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    numbers = [f" {number} {number}={number}" for number in range(100)]
    trainer = trainers.BpeTrainer(
        vocab_size=vocab_size - len(TAGS),
        special_tokens=[PAD, END],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    between_tags = [part for text in texts for part in BETWEEN_TAGS.split(text)]
    tokenizer.train_from_iterator([*between_tags, *3 * numbers], trainer)
    # Not special: decoding shows them.
    tokenizer.add_tokens([AddedToken(text, normalized=False) for text in (*TAGS, *whole)])
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token=PAD, eos_token=END, clean_up_tokenization_spaces=False
    )


def make_model(config: ModelConfig, tokenizer: PreTrainedTokenizerFast, seed: int, max_tokens: int) -> torch.nn.Module:
    """A model of the configured shape, its weights drawn from `seed`."""
    shape = {
        "vocab_size": len(tokenizer),
        "hidden_size": config.hidden_size,
        "intermediate_size": config.hidden_size * 11 // 4,
        "num_hidden_layers": config.layers,
        "num_attention_heads": config.heads,
        "num_key_value_heads": config.heads,
        # What transformers turns: with latent attention a part of each head, whose size is an option.
        "head_dim": config.options.get("qk_rope_head_dim", config.hidden_size // config.heads),
        "max_position_embeddings": max_tokens,
        "tie_word_embeddings": True,
        "pad_token_id": tokenizer.pad_token_id,
        "eos_token_id": tokenizer.eos_token_id,
        "bos_token_id": None,
        **config.options,
    }
    torch.manual_seed(seed)
    try:
        model: torch.nn.Module = AutoModelForCausalLM.from_config(AutoConfig.for_model(config.architecture, **shape))
    except (ValueError, KeyError, TypeError) as error:
        raise ConfigError(f"model.architecture={config.architecture}: {str(error).splitlines()[0][:200]}") from None
    return model.to(getattr(torch, config.dtype))
