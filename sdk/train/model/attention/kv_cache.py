"""The keys and values of sampling: each prompt's once for its whole group, and each row's own.

A step attends to both with one softmax: of one token a row, or of several, of which the last may be taken back. Memory
is set aside beforehand and written in place, so that the steps between two changes of its size are the same operations
on the same tensors, which a GPU can record and play again. Where it changes, layer after layer does, so that one layer
alone is held twice for a moment.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from sdk.train.model.attention.interface import attend

GROWTH = 1.25
"""Memory becomes so many times as large, at least; columns without a token yet are computed with, and masked."""
SHORT = 8
"""Tokens a row of passes whose tensors are all kept; of longer ones, whose masks are large, those of the last."""


class KvCache:
    """Passes of prompts, padded on the right, each followed by `admit`; and of T tokens a row, each after `advance`.

    Rows may join while others go on: every row has columns of its own, counted from its first token. What is taken back
    (`retreat`) stays in its columns, unseen, until the row's next tokens are written there.
    """

    def __init__(self, device: torch.device, most: int | None = None) -> None:
        """most: columns that memory is set aside for at most, unless a row has more tokens."""
        self.positions_R_T = torch.zeros(0, 1, dtype=torch.long, device=device)
        """Of the tokens of the pass, after `advance`."""
        self.generation = 0
        """Changes whenever rows or memory do: between two changes, passes of as many tokens have the same tensors."""
        self._block = 256 if device.type == "cuda" else 16
        self._device, self._most = device, most
        self._column_R = torch.zeros(0, dtype=torch.long, device=device)
        """The column of each row's last token, -1 before its first."""
        self._columns_R_T = self.positions_R_T
        """The columns of the tokens of the pass."""
        self._passes: dict[int, tuple[Tensor, Tensor, Tensor]] = {}
        """By tokens: columns, positions and what is visible, of this generation."""
        self._columns: list[int] = []
        """Each row's last, known without asking the device."""
        self._lengths_P = torch.zeros(0, dtype=torch.long, device=device)
        self._groups = Groups(self._column_R, 0)
        self._visible_R_T_S = torch.zeros(0, 1, 0, dtype=torch.bool, device=device)
        """Of the prompt, then of the row's own columns, to each token of the pass."""
        self._prompt_keys: list[Tensor] = []
        """By layer: P, heads, size, L: as the product with a query wants them."""
        self._prompt_values: list[Tensor] = []
        """By layer: P, heads, L, size."""
        self._keys: list[Tensor] = []
        """By layer: R, heads, size, C."""
        self._values: list[Tensor] = []
        """By layer: R, heads, C, size."""
        self._capacity = 0
        """C: columns that there is memory for."""
        self._new_keys: list[Tensor] | None = None
        """Of the prompts whose pass is under way; None while rows step."""
        self._new_values: list[Tensor] = []
        self._new_lengths_P = self._lengths_P

    def read_prompts(self, lengths_P: Tensor) -> None:
        """The next pass is one of prompts of these lengths."""
        self._new_keys, self._new_values, self._new_lengths_P = [], [], lengths_P

    def admit(self, rows: Sequence[int]) -> None:
        """So many rows of each of the prompts just read, after those that are there."""
        prompts, times_P = len(self._lengths_P), torch.tensor(rows, device=self._device)
        new_lengths_R = self._new_lengths_P.repeat_interleave(times_P)
        prompt_of_R = torch.arange(len(rows), device=self._device).repeat_interleave(times_P) + prompts
        self._lengths_P = torch.cat([self._lengths_P, self._new_lengths_P])
        self._groups = Groups(torch.cat([self._groups.prompt_of_R, prompt_of_R]), prompts + len(rows))
        self._column_R = torch.cat([self._column_R, torch.full_like(new_lengths_R, -1)])
        self._columns += [-1] * len(new_lengths_R)
        self._join_prompts(self._new_keys or [])
        more = len(new_lengths_R)
        _each(self._keys, lambda one: _longer(one, 0, more))
        _each(self._values, lambda one: _longer(one, 0, more))
        self._new_keys, self._new_values = None, []
        self._changed()

    def _join_prompts(self, new_keys: list[Tensor]) -> None:
        """The prompts' keys and values beside those that are there, all padded to the longest."""
        if not self._prompt_keys:
            self._prompt_keys, self._prompt_values = new_keys, self._new_values
            return
        width = max(self._prompt_keys[0].shape[3], new_keys[0].shape[3])
        for layer, (key, value) in enumerate(zip(new_keys, self._new_values, strict=True)):
            both = _to(self._prompt_keys[layer], 3, width), _to(key, 3, width)
            self._prompt_keys[layer] = torch.cat(both)
            both = _to(self._prompt_values[layer], 2, width), _to(value, 2, width)
            self._prompt_values[layer] = torch.cat(both)

    def keep(self, rows: Sequence[int]) -> None:
        """Drop every other row, and the prompts that no row is left of."""
        rows_R = torch.tensor(rows, dtype=torch.long, device=self._device)
        prompts, prompt_of_R = torch.unique(self._groups.prompt_of_R[rows_R], return_inverse=True)
        self._groups = Groups(prompt_of_R, len(prompts))
        if len(prompts) < len(self._lengths_P):
            self._lengths_P = self._lengths_P[prompts]
            _each(self._prompt_keys, lambda one: one.index_select(0, prompts))
            _each(self._prompt_values, lambda one: one.index_select(0, prompts))
        self._column_R = self._column_R[rows_R]
        self._columns = [self._columns[row] for row in rows]
        _each(self._keys, lambda one: one.index_select(0, rows_R))
        _each(self._values, lambda one: one.index_select(0, rows_R))
        self._changed()

    def advance(self, tokens: int = 1) -> None:
        """Make room for so many tokens in every row; call it before the model."""
        last = max(self._columns) + tokens
        if last >= self._capacity:
            self._widen(last + 1)
        self._columns_R_T, self.positions_R_T, self._visible_R_T_S = self._pass_of(tokens)
        self._column_R += tokens
        self._columns = [one + tokens for one in self._columns]
        torch.add(self._column_R[:, None], torch.arange(1 - tokens, 1, device=self._device), out=self._columns_R_T)
        torch.add(self._columns_R_T, self._lengths_P[self._groups.prompt_of_R][:, None], out=self.positions_R_T)
        of_own = torch.arange(self._capacity, device=self._device) <= self._columns_R_T[:, :, None]
        self._visible_R_T_S[:, :, self._prompt_width() :] = of_own

    def retreat(self, tokens: Sequence[int]) -> None:
        """Take back so many of each row's last tokens."""
        self._column_R -= torch.tensor(tokens, device=self._device)
        self._columns = [one - back for one, back in zip(self._columns, tokens, strict=True)]

    def attend(self, layer: int, query: Tensor, key: Tensor, value: Tensor, scale: float | None) -> Tensor:
        if self._new_keys is not None:
            self._new_keys.append(key.transpose(2, 3).contiguous())
            self._new_values.append(value.contiguous())
            return attend(query, key, value, scale)
        if layer == len(self._keys):  # the first token of all: memory for this layer
            self._keys.append(key.new_zeros(*key.shape[:2], key.shape[3], self._capacity))
            self._values.append(value.new_zeros(*value.shape[:2], self._capacity, value.shape[3]))
        place_R_1_1_T = self._columns_R_T[:, None, None]
        self._keys[layer].scatter_(3, place_R_1_1_T.expand(-1, key.shape[1], key.shape[3], -1), key.transpose(2, 3))
        place_R_1_T_1 = self._columns_R_T[:, None, :, None]
        self._values[layer].scatter_(2, place_R_1_T_1.expand(-1, value.shape[1], -1, value.shape[3]), value)
        return self._attend(layer, query, query.shape[-1] ** -0.5 if scale is None else scale)

    def _attend(self, layer: int, query_R_H_T_D: Tensor, scale: float) -> Tensor:
        """Spelt out, for on a CPU the fused kernel takes twice as long over a single query."""
        keys, values, groups = self._keys[layer], self._values[layer], self._groups
        rows, heads, tokens = query_R_H_T_D.shape[:3]
        query_R_K_QT_D = (query_R_H_T_D * scale).reshape(rows, keys.shape[1], -1, query_R_H_T_D.shape[3])
        to_prompt = groups.spread(groups.gather(query_R_K_QT_D) @ self._prompt_keys[layer])
        scores = torch.cat([to_prompt, query_R_K_QT_D @ keys], -1)
        exact = torch.promote_types(scores.dtype, torch.float32)
        scores.view(*scores.shape[:2], -1, tokens, scores.shape[3]).masked_fill_(
            ~self._visible_R_T_S[:, None, None], float("-inf")
        )
        shares = scores.softmax(-1, dtype=exact).to(values.dtype)
        width = self._prompt_width()
        of_prompt, of_own = shares[..., :width], shares[..., width:]
        output = groups.spread(groups.gather(of_prompt) @ self._prompt_values[layer]) + of_own @ values
        return output.reshape(rows, heads, tokens, output.shape[-1])  # a value may have another size than a key

    def _prompt_width(self) -> int:
        return self._prompt_keys[0].shape[3]

    def _widen(self, columns: int) -> None:
        """By a share of what there is, lest a long row be copied, and a GPU's graph recorded, every few tokens."""
        wanted = max(columns, int(self._capacity * GROWTH))
        if self._most is not None:
            wanted = max(columns, min(wanted, self._most))
        more = -(-wanted // self._block) * self._block - self._capacity
        _each(self._keys, lambda one: _longer(one, 3, more))
        _each(self._values, lambda one: _longer(one, 2, more))
        self._capacity += more
        self._changed()

    def _changed(self) -> None:
        """The tensors of passes are others from here on."""
        self._passes = {}
        self.generation += 1

    def _pass_of(self, tokens: int) -> tuple[Tensor, Tensor, Tensor]:
        if tokens not in self._passes:
            if tokens > SHORT:
                self._changed()
            columns_R_T = self._column_R.new_zeros(len(self._column_R), tokens)
            lengths_R_1_1 = self._lengths_P[self._groups.prompt_of_R][:, None, None]
            of_prompt = torch.arange(self._prompt_width(), device=self._device) < lengths_R_1_1
            visible_R_T_S = _longer(of_prompt.expand(-1, tokens, -1), 2, self._capacity)
            self._passes[tokens] = columns_R_T, torch.zeros_like(columns_R_T), visible_R_T_S
        return self._passes[tokens]


class Groups:
    """Rows side by side with those of the same prompt, so that one product serves all of them.

    Shapes: R rows, P prompts, G rows of the largest group, K heads of keys, Q queries that share one, X anything.
    """

    def __init__(self, prompt_of_R: Tensor, prompts: int) -> None:
        """`prompt_of_R` ascends, and names every prompt."""
        self.prompt_of_R = prompt_of_R
        sizes_P = torch.bincount(prompt_of_R, minlength=prompts)
        self._shape = prompts, int(sizes_P.max()) if prompts else 0
        self._full = len(prompt_of_R) == prompts * self._shape[1]
        starts_P = sizes_P.cumsum(0) - sizes_P
        rows_R = torch.arange(len(prompt_of_R), device=prompt_of_R.device)
        self._place_R = prompt_of_R * self._shape[1] + rows_R - starts_P[prompt_of_R]
        self._row_PG = torch.zeros(prompts * self._shape[1], dtype=torch.long, device=prompt_of_R.device)
        self._row_PG[self._place_R] = rows_R  # where a group is smaller stands row 0, which no one reads

    def gather(self, each_R_K_Q_X: Tensor) -> Tensor:
        """P, K, G * Q, X."""
        heads, shared, size = each_R_K_Q_X.shape[1:]
        chosen = each_R_K_Q_X if self._full else each_R_K_Q_X.index_select(0, self._row_PG)
        return chosen.view(*self._shape, heads, shared, size).transpose(1, 2).flatten(2, 3)

    def spread(self, grouped_P_K_GQ_X: Tensor) -> Tensor:
        """R, K, Q, X again."""
        heads, _, size = grouped_P_K_GQ_X.shape[1:]
        split = grouped_P_K_GQ_X.view(self._shape[0], heads, self._shape[1], -1, size).transpose(1, 2).flatten(0, 1)
        return split if self._full else split.index_select(0, self._place_R)


def _each(layers: list[Tensor], change: Callable[[Tensor], Tensor]) -> None:
    """In place, so that what a layer was is given up before the next one changes."""
    for layer in range(len(layers)):
        layers[layer] = change(layers[layer])


def _longer(tensor: Tensor, dim: int, more: int) -> Tensor:
    """With `more` zeros at the end of a dimension."""
    shape = list(tensor.shape)
    shape[dim] = more
    return torch.cat([tensor, tensor.new_zeros(shape)], dim) if more else tensor


def _to(tensor: Tensor, dim: int, size: int) -> Tensor:
    return _longer(tensor, dim, size - tensor.shape[dim])
