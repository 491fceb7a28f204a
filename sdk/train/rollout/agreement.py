"""Does a model that transformers loads work here? A few tokens are decoded, and their log-probabilities compared."""

from __future__ import annotations

import torch

from sdk.train.errors import DataError, one_line
from sdk.train.model import fp8
from sdk.train.model.decoding import open_decoder
from sdk.train.model.policy import Policy
from sdk.train.model.rows import Rows

STEPS = 4
WIDEST_GAP = 0.05
"""Nats a token, of a model in float32; half precision rounds, and is given ten times as much."""


@torch.no_grad()
def require_agreement(policy: Policy) -> None:
    """Raises DataError in one line where sampling and training would not see the same probabilities.

    Two prompts of different length, so that padding that a model sees (as recurrent ones do) is found too.
    """
    name = policy.model.config.model_type
    try:
        gap = widest_gap(policy)
    except Exception as error:  # a model may fail in whatever way its code does
        raise DataError(f"a model of the type {name} does not work here: {one_line(error):.200}") from None
    rough = policy.model.dtype in (torch.bfloat16, torch.float16) or fp8.is_installed(policy.model)
    if not gap <= WIDEST_GAP * (10 if rough else 1):
        raise DataError(
            f"a model of the type {name} does not work here: sampled token by token its log-probabilities are "
            f"{gap:.2g} nats from those of a whole pass (does it read padding, or keep a state of its own?)"
        )


def widest_gap(policy: Policy) -> float:
    """Of the mean over tokens, row by row."""
    random = torch.Generator().manual_seed(0)
    vocabulary = min(policy.known_tokens, policy.model.config.get_text_config().vocab_size)
    drawn = torch.randint(vocabulary, (2, 6 + STEPS), generator=random)
    prompts = [drawn[0, :6].tolist(), drawn[1, 4:6].tolist()]
    completions = drawn[:, 6:].to(policy.device)
    decoder = open_decoder(policy)
    decoder.admit(prompts, [1, 1])
    stepped = []
    for step in range(STEPS):
        logprobs_R_V = decoder.logits[:, 0].log_softmax(-1)
        stepped.append(logprobs_R_V.gather(1, completions[:, step, None])[:, 0])
        if step + 1 < STEPS:
            decoder.step(completions[:, step, None])
    whole_B_T = policy.logprobs(Rows(prompts, completions.tolist(), [0, 1]))
    return float((torch.stack(stepped, 1) - whole_B_T).abs().mean(1).max())
