"""Decoding step by step: the logits of each row's next token, after one token more or after each of several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

import torch
from torch import Tensor
from transformers import DynamicCache

from sdk.train.model.attention import latent_cache
from sdk.train.model.drafting import Drafter
from sdk.train.model.policy import Policy
from sdk.train.model.rows import pad

Computed = TypeVar("Computed")


class Decoder(Protocol):
    logits: Tensor
    """R_T_V, of what follows each of the tokens that were last given; of a row just admitted T times the same."""
    joins: bool
    """Whether rows may join while others go on; else `admit` wants an empty decoder."""
    drafter: Drafter | None
    """In step with the rows."""

    def admit(self, prompts: Sequence[list[int]], rows: Sequence[int]) -> None:
        """So many rows of each prompt, after those that are there."""

    def step(self, tokens_R_T: Tensor) -> None:
        """Append T tokens to each row."""

    def retreat(self, tokens: Sequence[int]) -> None:
        """Take back so many of each row's last tokens; call it before `keep`."""

    def keep(self, rows: Sequence[int]) -> None:
        """Go on with these rows alone; call it before `step`."""


def open_decoder(policy: Policy, drafting: bool = False, most: int | None = None) -> Decoder:
    """Without any rows yet.

    drafting: with a `drafter`, of a policy with modules that predict further tokens.
    most: tokens of a row that memory is set aside for at most, unless it gets more.
    """
    return SharedDecoder(policy, drafting, most) if policy.shared_prefix else PaddedDecoder(policy)


class SharedDecoder:
    """Each prompt once for its whole group; then one pass of R x T tokens a step, played from a graph on a GPU."""

    joins = True
    logits: Tensor
    drafter: Drafter | None
    _tokens_R_T: Tensor

    def __init__(self, policy: Policy, drafting: bool = False, most: int | None = None) -> None:
        self._policy, self._drafting, self._most = policy, drafting, most
        self._clear()

    def admit(self, prompts: Sequence[list[int]], rows: Sequence[int]) -> None:
        device = self._policy.device
        ids_P_L, valid_P_L = pad(prompts, device)
        lengths_P = valid_P_L.sum(1)
        self._layout.read_prompts(lengths_P)
        hidden_P_L_H = self._run(ids_P_L, torch.arange(ids_P_L.shape[1], device=device).expand_as(ids_P_L))
        hidden_P_H = hidden_P_L_H[torch.arange(len(prompts), device=device), lengths_P - 1]
        logits_R_V = self._policy.head(hidden_P_H).repeat_interleave(torch.tensor(rows, device=device), 0)
        self._layout.admit(rows)
        if self.drafter is not None:
            self.drafter.admit(ids_P_L, lengths_P, hidden_P_L_H, rows)
        logits_R_T_V = logits_R_V[:, None].expand(-1, self.logits.shape[1], -1)
        self.logits = torch.cat([self.logits, logits_R_T_V]) if len(self.logits) else logits_R_T_V

    def step(self, tokens_R_T: Tensor) -> None:
        tokens = tokens_R_T.shape[1]
        held_R_T = self._tokens.get(tokens)
        if held_R_T is None or len(held_R_T) != len(tokens_R_T):
            held_R_T = self._tokens[tokens] = torch.empty_like(tokens_R_T)
        self._tokens_R_T = held_R_T.copy_(tokens_R_T)
        self._layout.advance(tokens)
        self.logits, hidden_R_T_H = self._next(self._layout.generation, tokens)
        if self.drafter is not None:
            self.drafter.follow(hidden_R_T_H)

    def retreat(self, tokens: Sequence[int]) -> None:
        self._layout.retreat(tokens)
        if self.drafter is not None:
            self.drafter.retreat(tokens)

    def keep(self, rows: Sequence[int]) -> None:
        if not rows:
            self._clear()
            return
        self._layout.keep(rows)
        if self.drafter is not None:
            self.drafter.keep(rows)

    def _clear(self) -> None:
        self._layout = latent_cache.layout(self._policy.model.base_model, self._policy.device, self._most)
        self.drafter = Drafter(self._policy, self._most) if self._drafting else None
        self._next = Recorded(self._compute, self._policy.device)
        self.logits = torch.zeros(0, 1, 0, device=self._policy.device)
        self._tokens = dict[int, Tensor]()

    def _compute(self) -> tuple[Tensor, Tensor]:
        """Logits and hidden states of `_tokens_R_T` at the layout's positions; a draft may reach past the last one."""
        last = self._policy.context_tokens
        positions_R_T = self._layout.positions_R_T
        hidden_R_T_H = self._run(self._tokens_R_T, positions_R_T if last is None else positions_R_T.clamp(max=last - 1))
        return self._policy.head(hidden_R_T_H), hidden_R_T_H

    def _run(self, ids: Tensor, positions: Tensor) -> Tensor:
        return self._policy.trunk(ids, position_ids=positions, use_cache=False, **latent_cache.inputs(self._layout))


class PaddedDecoder:
    """Prompts padded on the left and repeated, transformers' own cache: what any causal model can do.

    That cache holds the same tokens of every row: a step is of one token, and nothing is taken back.
    """

    joins = False
    drafter: Drafter | None = None

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self.logits = torch.zeros(0, 1, 0, device=policy.device)

    def admit(self, prompts: Sequence[list[int]], rows: Sequence[int]) -> None:
        repeated = [prompt for prompt, times in zip(prompts, rows, strict=True) for _ in range(times)]
        ids_R_L, self._valid_R_S = pad(repeated, self._policy.device, left=True)
        self._cache = DynamicCache(config=self._policy.model.config)
        self.logits = self._run(ids_R_L, (self._valid_R_S.cumsum(1) - 1).clamp(min=0))

    def step(self, tokens_R_1: Tensor) -> None:
        self._valid_R_S = torch.cat([self._valid_R_S, self._valid_R_S.new_ones(tokens_R_1.shape)], 1)
        self.logits = self._run(tokens_R_1, self._valid_R_S.sum(1, keepdim=True) - 1)

    def retreat(self, tokens: Sequence[int]) -> None:
        raise RuntimeError("no row can be shorter than the others here")

    def keep(self, rows: Sequence[int]) -> None:
        rows_R = torch.tensor(rows, dtype=torch.long, device=self._policy.device)
        self._valid_R_S = self._valid_R_S[rows_R]
        if rows:
            self._cache.batch_select_indices(rows_R)

    def _run(self, ids: Tensor, positions: Tensor) -> Tensor:
        inputs = {"attention_mask": self._valid_R_S.long(), "past_key_values": self._cache, "use_cache": True}
        return self._policy.head(self._policy.trunk(ids, position_ids=positions, **inputs)[:, -1:])


class Recorded(Generic[Computed]):
    """A computation on fixed tensors, played again: on a GPU recorded as a CUDA graph, elsewhere simply called.

    A step of decoding is some thousand small kernels, which a GPU finishes faster than Python starts them. A graph
    starts them all at once. `compute` reads and writes the same tensors at every call of one generation and kind, and
    gives the same tensors back. Each kind (drafts of some length) has a graph of its own, so that they may take turns.

    It is called plainly a few times first, which is what recording wants and spares kinds that do not last. A model
    that cannot be recorded (it reads numbers back from the GPU, as mixtures of experts do) goes on being called.
    """

    CALLS_BEFORE = 3

    def __init__(self, compute: Callable[[], Computed], device: torch.device) -> None:
        self._compute = compute
        self._recordable = device.type == "cuda"
        self._generation = -1
        self._calls = Counter[int]()
        """By kind, in this generation."""
        self._recorded: dict[int, tuple[torch.cuda.CUDAGraph, Computed]] = {}

    def __call__(self, generation: int, kind: int = 0) -> Computed:
        """`generation`: another number wherever the tensors of all kinds are others than at the last call."""
        if generation != self._generation:
            self._generation, self._calls, self._recorded = generation, Counter(), {}
        self._calls[kind] += 1
        if self._recordable and kind not in self._recorded and self._calls[kind] > self.CALLS_BEFORE:
            self._record(kind)
        if kind not in self._recorded:
            return self._compute()
        graph, output = self._recorded[kind]
        graph.replay()
        return output

    def _record(self, kind: int) -> None:
        graph = torch.cuda.CUDAGraph()
        torch.cuda.synchronize()
        try:
            with torch.cuda.graph(graph):
                output = self._compute()
        except RuntimeError:
            torch.cuda.synchronize()
            self._recordable = False
            return
        self._recorded[kind] = graph, output
