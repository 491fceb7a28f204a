"""Mixtures of experts: how evenly the router spreads tokens over them, and what keeps it even while training.

`balance_loss` is DeepSeek-V3's (arXiv 2412.19437, equations 17 to 20), over the tokens of a forward pass where the
paper takes each sequence by itself. `Balance.adjust` moves `e_score_correction_bias`, which is a buffer and learns
nothing by gradient, towards experts that had too little (arXiv 2408.15664). It is added to the scores by which experts
are chosen, not to those by which they are weighed. V3 moved it by .001 a step in pre-training and left it alone at the
end, and so it rests here unless `experts.bias_speed` says otherwise.

Shapes: L layers with experts, E experts, N tokens, K experts a token.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import Any

import torch
from torch import Tensor

from sdk.train.config.schema import ExpertsConfig
from sdk.train.metrics import Record

BIAS = "e_score_correction_bias"


class Balance:
    """Of one step of training. A model without experts has nothing to balance: the loss is 0, the record empty."""

    def __init__(self, model: Any, config: ExpertsConfig) -> None:
        self._model, self._config = model, config
        self._routers = routers(model)
        self._affinities: list[Tensor] = []
        """Of the pass that was watched last, by layer: N_E."""
        self._chosen: list[Tensor] = []
        """Likewise, N_K."""
        self._counts_L_E: Tensor | None = None

    @contextmanager
    def watching(self) -> Iterator[None]:
        """One forward pass, whose choices are noted. Padding does not count."""
        if not self._routers:
            yield
            return
        masks: list[Tensor | None] = []
        outputs: list[tuple[Tensor, Tensor, Tensor]] = []
        with ExitStack() as hooks:
            base = self._model.base_model
            hooks.callback(base.register_forward_pre_hook(partial(_note_mask, masks), with_kwargs=True).remove)
            for router in self._routers:
                hooks.callback(router.register_forward_hook(lambda _, __, output: outputs.append(output)).remove)
            yield
        self._take(outputs, masks[-1])

    def loss(self, share: float) -> Tensor | float:
        """Of the pass that was watched last, to be added to its loss; `share`: what part of the step's rows it had."""
        if not self._routers or self._config.balance == 0:
            return 0.0
        each = [balance_loss(*one) for one in zip(self._affinities, self._chosen, strict=True)]
        return self._config.balance * share * torch.stack(each).sum()

    @torch.no_grad()
    def adjust(self) -> None:
        """After the optimiser's step: every bias moves by `experts.bias_speed` towards an even load."""
        if self._counts_L_E is None or self._config.bias_speed == 0:
            return
        missing_L_E = self._counts_L_E.mean(1, keepdim=True) - self._counts_L_E
        for router, missing_E in zip(self._routers, missing_L_E, strict=True):
            getattr(router, BIAS).add_(self._config.bias_speed * missing_E.sign())

    def record(self) -> Record:
        """Shares of the busiest and the idlest expert of any layer (even: 1/E), the entropy (even: 1), mean over L."""
        if self._counts_L_E is None:
            return {}
        shares_L_E = self._counts_L_E / self._counts_L_E.sum(1, keepdim=True)
        entropy = float(torch.special.entr(shares_L_E).sum(1).mean()) / math.log(shares_L_E.shape[1])
        return {
            "experts/max_share": float(shares_L_E.max()),
            "experts/min_share": float(shares_L_E.min()),
            "experts/entropy": entropy,
        }

    def _take(self, outputs: list[tuple[Tensor, Tensor, Tensor]], mask_N: Tensor | None) -> None:
        """Once the pass is over: layers that compute again in the backward pass must find the same graph then."""
        kept_N = slice(None) if mask_N is None else mask_N
        pairs = list(zip(self._routers, outputs, strict=True))
        self._affinities = [affinities(router, logits_N_E)[kept_N] for router, (logits_N_E, _, _) in pairs]
        self._chosen = [chosen_N_K[kept_N] for _, (_, _, chosen_N_K) in pairs]
        experts = self._affinities[0].shape[1]
        counts_L_E = torch.stack([torch.bincount(one.flatten(), minlength=experts) for one in self._chosen]).float()
        self._counts_L_E = counts_L_E if self._counts_L_E is None else self._counts_L_E + counts_L_E


def routers(model: Any) -> list[Any]:
    """The modules that give logits_N_E, weights_N_K and chosen_N_K; as transformers from version 5 on names them."""
    recorded = (getattr(model, "_can_record_outputs", None) or {}).get("router_logits")
    kind = getattr(recorded, "target_class", None)
    return [] if kind is None else [one for one in model.base_model.modules() if isinstance(one, kind)]


def affinities(router: Any, logits_N_E: Tensor) -> Tensor:
    """Each token's affinities, summing to 1: by a sigmoid in models whose choice is corrected by a bias."""
    if not hasattr(router, BIAS):
        return logits_N_E.softmax(-1)
    scores_N_E = logits_N_E.sigmoid()
    return scores_N_E / scores_N_E.sum(-1, keepdim=True)


def balance_loss(affinities_N_E: Tensor, chosen_N_K: Tensor) -> Tensor:
    """sum_i f_i P_i: 1 where all experts get the same, E/K where K of them get all. The gradient is that of P."""
    experts = affinities_N_E.shape[1]
    counts_E = torch.bincount(chosen_N_K.flatten(), minlength=experts)
    fractions_E = counts_E * experts / max(1, chosen_N_K.numel())
    return (fractions_E * affinities_N_E.mean(0)).sum()


def _note_mask(masks: list[Tensor | None], model: Any, _: Any, given: dict[str, Any]) -> None:
    mask_B_S = given.get("attention_mask")
    masks.append(None if mask_B_S is None else mask_B_S.bool().flatten())
