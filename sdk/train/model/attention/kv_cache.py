"""The keys and values of sampling: each prompt's once for its whole group, and each row's own.

A step attends to both with one softmax. All memory is set aside beforehand and written in place, so that the steps
between two changes of its size are the same operations on the same tensors, which a GPU can record and play again.
"""

from __future__ import annotations

import torch
from torch import Tensor

from sdk.train.model.attention.interface import attend


class Growing:
    """First called with the prompts, padded on the right, then with one token a row and step.

    The same column of a row's own memory is the same step in all rows.
    """

    def __init__(self, lengths_P: Tensor) -> None:
        width = int(lengths_P.max())
        device = lengths_P.device
        self.positions_R = lengths_P.clone()
        """The position of the next token."""
        self.version = 0
        """Changes whenever the tensors of a step are not those of the step before."""
        self._block = 256 if device.type == "cuda" else 16
        self._visible_R_S = torch.arange(width, device=device) < lengths_P[:, None]
        """Of the prompt, then of the row's own columns."""
        self._prompt_width = width
        self._groups = Groups(torch.arange(len(lengths_P), device=device), len(lengths_P))
        self._column_1 = torch.full((1,), -1, device=device)
        """The column of the present step, on the device."""
        self._steps = 0
        self._prompt_keys: list[Tensor] = []
        """By layer: P, heads, size, L: as the product with a query wants them."""
        self._prompt_values: list[Tensor] = []
        """By layer: P, heads, L, size."""
        self._keys: list[Tensor] = []
        """By layer: R, heads, size, T."""
        self._values: list[Tensor] = []
        """By layer: R, heads, T, size."""

    def repeat(self, times: int) -> None:
        """Each row `times` times: after the prompts, for the completions of each."""
        prompts = len(self.positions_R)
        self.positions_R = self.positions_R.repeat_interleave(times)
        self._visible_R_S = self._visible_R_S.repeat_interleave(times, 0)
        device = self.positions_R.device
        self._groups = Groups(torch.arange(prompts, device=device).repeat_interleave(times), prompts)
        self.version += 1

    def keep(self, rows: Tensor) -> None:
        """Drop every other row, and the prompts that no row is left of."""
        prompts, prompt_of_R = torch.unique(self._groups.prompt_of_R[rows], return_inverse=True)
        self._groups = Groups(prompt_of_R, len(prompts))
        if len(prompts) < len(self._prompt_keys[0]):
            self._prompt_keys = [one.index_select(0, prompts) for one in self._prompt_keys]
            self._prompt_values = [one.index_select(0, prompts) for one in self._prompt_values]
        self.positions_R, self._visible_R_S = self.positions_R[rows], self._visible_R_S[rows]
        self._keys = [one.index_select(0, rows) for one in self._keys]
        self._values = [one.index_select(0, rows) for one in self._values]
        self.version += 1

    def advance(self) -> None:
        """Make room for one token in every row; call it before the model."""
        if self._steps:
            self.positions_R += 1
        if self._prompt_width + self._steps == self._visible_R_S.shape[1]:
            self._widen()
        self._visible_R_S[:, self._prompt_width + self._steps] = True
        self._column_1 += 1
        self._steps += 1

    def attend(self, layer: int, query: Tensor, key: Tensor, value: Tensor, scale: float | None) -> Tensor:
        if not self._steps:
            self._prompt_keys.append(key.transpose(2, 3).contiguous())
            self._prompt_values.append(value.contiguous())
            return attend(query, key, value, scale)
        if layer == len(self._keys):  # the first token of all: memory for this layer
            self._keys.append(key.new_zeros(*key.shape[:2], key.shape[3], self._block))
            self._values.append(value.new_zeros(*value.shape[:2], self._block, value.shape[3]))
        self._keys[layer].index_copy_(3, self._column_1, key.transpose(2, 3))
        self._values[layer].index_copy_(2, self._column_1, value)
        return self._attend(layer, query, query.shape[-1] ** -0.5 if scale is None else scale)

    def _attend(self, layer: int, query_R_H_1_D: Tensor, scale: float) -> Tensor:
        """Spelt out, for on a CPU the fused kernel takes twice as long over a single query."""
        keys, values, groups = self._keys[layer], self._values[layer], self._groups
        rows, heads = query_R_H_1_D.shape[:2]
        query_R_K_Q_D = (query_R_H_1_D * scale).view(rows, keys.shape[1], heads // keys.shape[1], -1)
        to_prompt = groups.spread(groups.gather(query_R_K_Q_D) @ self._prompt_keys[layer])
        scores = torch.cat([to_prompt, query_R_K_Q_D @ keys], -1)
        exact = torch.promote_types(scores.dtype, torch.float32)
        scores = scores.masked_fill_(~self._visible_R_S[:, None, None], float("-inf"))
        shares = scores.softmax(-1, dtype=exact).to(values.dtype)
        of_prompt, of_own = shares[..., : self._prompt_width], shares[..., self._prompt_width :]
        output = groups.spread(groups.gather(of_prompt) @ self._prompt_values[layer]) + of_own @ values
        return output.reshape(rows, heads, 1, output.shape[-1])  # a value may have another size than a key

    def _widen(self) -> None:
        if self._keys:
            self._keys = [_wider(one, 3, self._block) for one in self._keys]
            self._values = [_wider(one, 2, self._block) for one in self._values]
        self._visible_R_S = _wider(self._visible_R_S, 1, self._block)
        self.version += 1


class Groups:
    """Rows side by side with those of the same prompt, so that one product serves all of them.

    Shapes: R rows, P prompts, G rows of the largest group, K heads of keys, Q queries that share one, X anything.
    """

    def __init__(self, prompt_of_R: Tensor, prompts: int) -> None:
        """`prompt_of_R` ascends, and names every prompt."""
        self.prompt_of_R = prompt_of_R
        sizes_P = torch.bincount(prompt_of_R, minlength=prompts)
        self._shape = prompts, int(sizes_P.max())
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


def _wider(tensor: Tensor, dim: int, more: int) -> Tensor:
    shape = list(tensor.shape)
    shape[dim] = more
    return torch.cat([tensor, tensor.new_zeros(shape)], dim)
