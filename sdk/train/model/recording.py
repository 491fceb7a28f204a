"""A computation on fixed tensors, played again: on a GPU recorded as a CUDA graph, elsewhere simply called.

A step of decoding is some thousand small kernels, which a GPU finishes faster than Python starts them. A graph starts
them all at once.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor


class Recorded:
    """`compute` reads and writes the same tensors at every call, of one version, and gives the same tensor back.

    It is called plainly a few times first, which is what recording wants and spares versions that do not last. A model
    that cannot be recorded (it reads numbers back from the GPU, as mixtures of experts do) goes on being called.
    """

    CALLS_BEFORE = 3

    def __init__(self, compute: Callable[[], Tensor], device: torch.device) -> None:
        self._compute = compute
        self._recordable = device.type == "cuda"
        self._version = -1
        self._calls = 0
        self._graph: torch.cuda.CUDAGraph | None = None
        self._output = torch.empty(0)

    def __call__(self, version: int) -> Tensor:
        """`version`: another number wherever the tensors are others than at the last call."""
        if version != self._version:
            self._version, self._calls, self._graph = version, 0, None
        self._calls += 1
        if self._recordable and self._graph is None and self._calls > self.CALLS_BEFORE:
            self._record()
        if self._graph is None:
            return self._compute()
        self._graph.replay()
        return self._output

    def _record(self) -> None:
        graph = torch.cuda.CUDAGraph()
        torch.cuda.synchronize()
        try:
            with torch.cuda.graph(graph):
                self._output = self._compute()
        except RuntimeError:
            torch.cuda.synchronize()
            self._recordable = False
            return
        self._graph = graph
