"""Drafts by the modules of multi-token prediction: what may follow each row's last tokens, one place after the other.

For the first place the first module reads the tokens that its rows have got since it last read, with the model's hidden
states before them. Module k goes on with one drafted token more. Beyond the last module that one reads its own states,
as servers do that draft several tokens with V3's only module. What was read of a draft that did not hold is written
over when the tokens in its place are read.

Shapes: R rows, S tokens that a row has got since the modules last read, at most; D modules.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from sdk.train.model import multi_token
from sdk.train.model.attention import latent_cache
from sdk.train.model.multi_token import Depth
from sdk.train.model.policy import Policy


class Drafter:
    """`admit`, `follow`, `retreat` and `keep` hold it in step with a decoder; a draft is `begin`, `next`, `end`."""

    def __init__(self, policy: Policy, most: int | None = None) -> None:
        """most: as of `open_decoder`."""
        modules = multi_token.of(policy.model)
        assert modules is not None
        self._policy = policy
        self._modules: list[Any] = list(modules.depths)
        self._layout = latent_cache.layout(modules, policy.device, most)
        width = policy.model.get_input_embeddings().embedding_dim
        self._hidden_R_S_H = torch.zeros(0, 1, width, device=policy.device, dtype=policy.model.dtype)
        """The model's states before the tokens that the modules have not read."""
        self._unread: list[int] = []
        """How many that are, by row."""
        self._before = dict.fromkeys(range(1, len(self._modules)), self._hidden_R_S_H[:, 0])
        """By module but the first: what it reads the next token with, R_H."""
        self._after = dict(self._before)
        """The same once the tokens that are being read are."""
        self._tokens_R_S = torch.zeros(0, 1, dtype=torch.long, device=policy.device)
        """Of the draft under way: the rows' own tokens that are read, and drafted ones as the modules are deep."""
        self._last_R = self._tokens_R_S[:, 0]
        """Where in it the last of each row's own tokens is."""
        self._states_R_S_H = self._hidden_R_S_H
        """What the next module reads these tokens with."""
        self._own_R_H = self._hidden_R_S_H[:, 0]
        """The states after the last token read."""
        self._drafted = 0

    def admit(self, ids_P_L: Tensor, lengths_P: Tensor, hidden_P_L_H: Tensor, rows: Sequence[int]) -> None:
        """So many rows of each prompt, of which the model has just given the hidden states."""
        self._layout.read_prompts(lengths_P)
        positions = torch.arange(ids_P_L.shape[1], device=ids_P_L.device).expand_as(ids_P_L)
        prompts_P = torch.arange(len(rows), device=ids_P_L.device)
        times_P = torch.tensor(rows, device=ids_P_L.device)
        states = hidden_P_L_H
        for number, module in enumerate(self._modules):
            last_R_H = states[prompts_P, lengths_P - 1].repeat_interleave(times_P, 0)
            if number == 0:
                self._join(last_R_H)
            else:
                self._before[number] = torch.cat([self._before[number], last_R_H])
            before = torch.cat([torch.zeros_like(states[:, :1]), states[:, :-1]], 1)
            states = self._run(module, ids_P_L, before, positions)
        self._layout.admit(rows)

    def follow(self, hidden_R_T_H: Tensor) -> None:
        """The model has read T tokens more of each row."""
        rows, tokens, width = hidden_R_T_H.shape
        unread_R_1 = torch.tensor(self._unread, device=hidden_R_T_H.device)[:, None]
        most = max(self._unread) + tokens
        kept = self._hidden_R_S_H[:, : max(self._unread)]
        wide = torch.cat([kept, kept.new_zeros(rows, most - kept.shape[1], width)], 1)
        place_R_T = unread_R_1 + torch.arange(tokens, device=hidden_R_T_H.device)
        self._hidden_R_S_H = wide.scatter_(1, place_R_T[..., None].expand(-1, -1, width), hidden_R_T_H)
        self._unread = [one + tokens for one in self._unread]

    def retreat(self, tokens: Sequence[int]) -> None:
        """So many of each row's last tokens were taken back."""
        self._unread = [one - back for one, back in zip(self._unread, tokens, strict=True)]

    def keep(self, rows: Sequence[int]) -> None:
        rows_R = torch.tensor(rows, dtype=torch.long, device=self._policy.device)
        self._unread = [self._unread[row] for row in rows]
        self._hidden_R_S_H = self._hidden_R_S_H[rows_R]
        self._before = {number: one[rows_R] for number, one in self._before.items()}
        self._layout.keep(rows)

    def begin(self, texts: Sequence[Sequence[int]]) -> Tensor:
        """The logits of each row's token after those in `texts`, R_V: its own tokens so far."""
        wide = max(self._unread) + len(self._modules) - 1
        fresh = [list(text[-unread:]) for text, unread in zip(texts, self._unread, strict=True)]
        padded = [[*one, *[0] * (wide - len(one))] for one in fresh]  # a row that has ended may have fewer
        self._tokens_R_S = torch.tensor(padded, device=self._policy.device)
        self._last_R = torch.tensor(self._unread, device=self._policy.device) - 1
        self._states_R_S_H, self._drafted = self._hidden_R_S_H[:, : max(self._unread)], 0
        return self._read(0)

    def next(self, tokens_R: Tensor) -> Tensor:
        """Likewise after one drafted token more."""
        self._drafted += 1
        modules = len(self._modules)
        if self._drafted < modules:
            self._tokens_R_S[self._every_row(), self._last_R + self._drafted] = tokens_R
            return self._read(self._drafted)
        if self._drafted == modules:
            self._move(modules - 1)
        self._layout.advance(1)
        states_R_1_H = self._run(self._modules[-1], tokens_R[:, None], self._own_R_H[:, None], self._positions())
        self._own_R_H = states_R_1_H[:, 0]
        return self._logits(self._modules[-1])

    def end(self) -> None:
        """No more is wanted; every module has read the rows' own tokens."""
        modules = len(self._modules)
        for number in range(self._drafted + 1, modules):
            self._read(number)
        if self._drafted < modules:
            self._move(0)
        else:
            self._layout.retreat([self._drafted] * len(self._unread))
        self._unread = [0] * len(self._unread)
        self._before = dict(self._after)

    def _read(self, number: int) -> Tensor:
        """A module over all tokens that are new to it, and drafted ones as it is deep; the logits after the last."""
        module, wide = self._modules[number], max(self._unread) + number
        before = (
            self._states_R_S_H if number == 0 else torch.cat([self._before[number][:, None], self._states_R_S_H], 1)
        )
        self._layout.advance(wide)
        self._states_R_S_H = self._run(module, self._tokens_R_S[:, :wide], before, self._positions())
        self._layout.retreat([wide] * len(self._unread))
        if number + 1 < len(self._modules):
            self._after[number + 1] = self._states_R_S_H[self._every_row(), self._last_R]
        self._own_R_H = self._states_R_S_H[self._every_row(), self._last_R + number]
        return self._logits(module)

    def _move(self, further: int) -> None:
        """To the last of the rows' own tokens, and `further`."""
        wide = max(self._unread) + further
        self._layout.advance(wide)
        self._layout.retreat([wide - further - one for one in self._unread])

    def _run(self, module: Depth, ids: Tensor, before: Tensor, positions: Tensor) -> Tensor:
        model = self._policy.model
        embedded = model.get_input_embeddings()(ids)
        turned = model.base_model.rotary_emb(embedded, positions)
        found: Tensor = module(embedded, before, turned, position_ids=positions, **latent_cache.inputs(self._layout))
        return found

    def _every_row(self) -> Tensor:
        return torch.arange(len(self._unread), device=self._policy.device)

    def _positions(self) -> Tensor:
        """A draft may reach past the model's last position."""
        last = self._policy.context_tokens
        return self._layout.positions_R_T if last is None else self._layout.positions_R_T.clamp(max=last - 1)

    def _logits(self, module: Depth) -> Tensor:
        return self._policy.head(module.norm(self._own_R_H))

    def _join(self, last_R_H: Tensor) -> None:
        """Rows that the modules have yet to read the first token of."""
        width = max(1, self._hidden_R_S_H.shape[1])
        new = torch.cat([last_R_H[:, None], last_R_H.new_zeros(len(last_R_H), width - 1, last_R_H.shape[1])], 1)
        self._hidden_R_S_H = torch.cat([self._hidden_R_S_H, new]) if self._unread else new
        self._unread += [1] * len(last_R_H)
