"""A step of decoding can be recorded: it works on tensors that stay, and reads nothing back from the device."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_leaves

from sdk.train.model.attention.kv_cache import SHORT, Groups, KvCache
from sdk.train.model.decoding import Recorded, SharedDecoder
from sdk.train.model.policy import Policy
from sdk.train.model.rows import Rows
from tests.sdk.train.deepseek import OPTIONS as DEEPSEEK

MakePolicy = Callable[..., Policy]
READS_BACK = ("_local_scalar_dense", "nonzero", "is_nonzero", "item", "equal", "masked_select", "_unique2", "bincount")


class Listed(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """The names of all operations that run."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.names: list[str] = []

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        self.names.append(func.overloadpacket.__name__)
        return func(*args, **(kwargs or {}))


@torch.no_grad()
@pytest.mark.parametrize("tokens", [1, 3])
def test_a_step_reads_nothing_back_and_can_be_played_again(make_policy: MakePolicy, tokens: int) -> None:
    policy = make_policy()
    decoder = SharedDecoder(policy)
    decoder.admit([policy.encode("What is 3+4?"), policy.encode("7")], [3, 3])
    decoder.step(torch.arange(6 * tokens).view(6, tokens))
    decoder.keep([0, 1, 3, 4, 5])
    decoder.step(torch.arange(5 * tokens).view(5, tokens))
    before = decoder.logits.clone()
    with Listed() as listed:
        again, _ = decoder._compute()
    assert torch.equal(again, before), "writing the same column again changes nothing"
    assert len(listed.names) > 50
    assert [name for name in listed.names if name in (*READS_BACK, "lift_fresh")] == []


@torch.no_grad()
def test_dropped_rows_and_prompts_change_no_other_row(make_policy: MakePolicy) -> None:
    """Over more steps than the memory set aside at first holds, the logits are those of training."""
    policy = make_policy(dtype="float64")
    prompts = [policy.encode(text) for text in ("What is 3+4?", "7", "Say: What is 9-2+5+1? Go on")]
    drawn = torch.randint(0, len(policy.tokenizer), (9, 40), generator=torch.Generator().manual_seed(0))
    decoder, alive = SharedDecoder(policy), list(range(9))
    decoder.admit(prompts, [3, 3, 3])
    dropped = {5: [0, 1, 2, 3, 5, 6, 7, 8], 17: [0, 2, 6, 7, 8], 30: [7]}
    gathered = []
    for step in range(40):
        logs_R_V = decoder.logits[:, 0].log_softmax(-1)
        gathered.append({row: float(logs_R_V[at, drawn[row, step]]) for at, row in enumerate(alive)})
        decoder.step(drawn[alive, step, None])
        if step in dropped:
            decoder.keep([alive.index(row) for row in dropped[step]])
            decoder.logits, alive = decoder.logits[[alive.index(row) for row in dropped[step]]], dropped[step]
    expected_B_T = policy.logprobs(Rows(prompts, drawn.tolist(), [row // 3 for row in range(9)]))
    gaps = [
        abs(value - float(expected_B_T[row, step])) for step, one in enumerate(gathered) for row, value in one.items()
    ]
    assert len(gaps) == 6 * 9 + 12 * 8 + 13 * 5 + 9
    assert max(gaps) < 1e-5


@torch.no_grad()
@pytest.mark.parametrize("architecture", ["llama", "deepseek_v3"])
def test_rows_that_join_while_others_go_on_change_no_row(make_policy: MakePolicy, architecture: str) -> None:
    """Two prompts begin, a longer one joins after some steps, and the logits of all are those of training."""
    options = DEEPSEEK if architecture == "deepseek_v3" else {}
    policy = make_policy(architecture=architecture, options=options, layers=3 if options else 2)
    prompts = [policy.encode(text) for text in ("3+4?", "7", "Say: What is 9-2+5+1? Go on")]
    drawn = torch.randint(0, len(policy.tokenizer), (6, 40), generator=torch.Generator().manual_seed(0))
    decoder, begun = SharedDecoder(policy), [0, 0, 0, 0]
    decoder.admit(prompts[:2], [2, 2])
    gaps, expected_B_T = [], policy.logprobs(Rows(prompts, drawn.tolist(), [0, 0, 1, 1, 2, 2]))
    for step in range(40):
        logs_R_V = decoder.logits[:, 0].log_softmax(-1)
        places = [(row, step - start) for row, start in enumerate(begun)]
        gaps += [float(logs_R_V[row, drawn[row, at]] - expected_B_T[row, at]) for row, at in places]
        decoder.step(torch.stack([drawn[row, at, None] for row, at in places]))
        if step == 19:
            decoder.admit(prompts[2:], [2])
            begun += [20, 20]
    assert len(gaps) == 4 * 40 + 2 * 20
    assert max(map(abs, gaps)) < 1e-4


@torch.no_grad()
@pytest.mark.parametrize("architecture", ["llama", "deepseek_v3"])
def test_what_is_taken_back_leaves_no_trace(make_policy: MakePolicy, architecture: str) -> None:
    """Each row keeps another part of every step, rows join and leave, and the logits of all are those of training."""
    options = DEEPSEEK if architecture == "deepseek_v3" else {}
    policy = make_policy(architecture=architecture, options=options, layers=3 if options else 2)
    random = torch.Generator().manual_seed(0)
    prompts = [policy.encode(text) for text in ("3+4?", "7", "Say: What is 9-2+5+1? Go on")]
    drawn = torch.randint(0, len(policy.tokenizer), (6, 60), generator=random)
    expected_B_T = policy.logprobs(Rows(prompts, drawn.tolist(), [0, 0, 1, 1, 2, 2]))
    decoder, alive, done = SharedDecoder(policy), [0, 1, 2, 3], [0] * 6
    decoder.admit(prompts[:2], [2, 2])
    gaps = []
    for step in range(16):
        tokens = 1 + step % 4
        wrong = torch.randint(0, len(policy.tokenizer), (len(alive), tokens), generator=random)
        kept = torch.randint(1, tokens + 1, (len(alive),), generator=random).tolist()
        for at, row in enumerate(alive):
            wrong[at, : kept[at]] = drawn[row, done[row] : done[row] + kept[at]]
        decoder.step(wrong)
        decoder.retreat([tokens - one for one in kept])
        logs_R_T_V = decoder.logits.log_softmax(-1)
        for at, row in enumerate(alive):
            for place in range(kept[at]):
                done[row] += 1
                gaps.append(logs_R_T_V[at, place, drawn[row, done[row]]] - expected_B_T[row, done[row]])
        if step == 5:
            decoder.keep([0, 2, 3])
            alive = [0, 2, 3]
        if step == 9:
            decoder.admit(prompts[2:], [2])
            alive += [4, 5]
            assert decoder.logits.shape[:2] == (5, tokens)
    assert len(set(done)) > 3
    assert float(torch.stack(gaps).abs().max()) < 1e-4


def test_prompts_are_kept_once_for_their_group() -> None:
    cache = KvCache(torch.device("cpu"))
    cache.read_prompts(torch.tensor([4, 4]))
    torch.manual_seed(0)
    keys, values = torch.randn(2, 1, 4, 8), torch.randn(2, 1, 4, 8)
    cache.attend(0, torch.randn(2, 2, 4, 8), keys, values, None)
    cache.admit([50, 50])
    cache.advance()
    query, key, value = torch.randn(100, 2, 1, 8), torch.randn(100, 1, 1, 8), torch.randn(100, 1, 1, 8)
    found = cache.attend(0, query, key, value, None)
    assert cache._prompt_keys[0].shape == (2, 1, 8, 4)
    row_keys = torch.cat([keys.repeat_interleave(50, 0), key], 2).repeat_interleave(2, 1)
    row_values = torch.cat([values.repeat_interleave(50, 0), value], 2).repeat_interleave(2, 1)
    expected = torch.nn.functional.scaled_dot_product_attention(query, row_keys, row_values)
    assert torch.allclose(found, expected, atol=1e-6)


def test_rows_come_back_from_their_groups() -> None:
    for prompt_of in ([0, 0, 1, 1], [0, 1, 1, 1, 2, 2]):
        groups = Groups(torch.tensor(prompt_of), prompt_of[-1] + 1)
        each = torch.randn(len(prompt_of), 2, 3, 5)
        assert torch.equal(groups.spread(groups.gather(each)), each)


def test_without_a_gpu_what_is_recorded_is_called() -> None:
    calls: list[int] = []

    def compute() -> torch.Tensor:
        calls.append(1)
        return torch.tensor(len(calls))

    recorded = Recorded(compute, torch.device("cpu"))
    assert [int(recorded(0)) for _ in range(6)] == [1, 2, 3, 4, 5, 6]


def test_kinds_take_turns_and_a_new_generation_records_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is called three times, then recorded once and played from there on."""
    done: list[str] = []

    class Graph:
        def replay(self) -> None:
            done.append("played")

    monkeypatch.setattr(torch.cuda, "CUDAGraph", Graph)
    monkeypatch.setattr(torch.cuda, "graph", lambda _: contextlib.nullcontext())
    monkeypatch.setattr(torch.cuda, "synchronize", lambda: None)
    recorded = Recorded(lambda: done.append("called") or len(done), torch.device("cuda"))  # type: ignore[func-returns-value]
    for generation in range(2):
        done.clear()
        outputs = [[recorded(generation, kind) for kind in (1, 3)] for _ in range(6)]
        assert done == ["called"] * 6 + ["called", "played"] * 2 + ["played"] * 4
        assert outputs[3:] == [[7, 9]] * 3, "each kind gives its own tensors"


class Watched(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """Where in memory lies what a computation reads and has not made."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.read: list[int] = []
        self._made: dict[int, Any] = {}

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        given = [one for one in tree_leaves((args, kwargs)) if isinstance(one, torch.Tensor)]
        self.read += [one.data_ptr() for one in given if one.untyped_storage().data_ptr() not in self._made]
        output = func(*args, **(kwargs or {}))
        for one in tree_leaves(output):
            if isinstance(one, torch.Tensor) and not any(one is other for other in given):
                storage = one.untyped_storage()
                if all(storage.data_ptr() != other.untyped_storage().data_ptr() for other in given):
                    self._made[storage.data_ptr()] = storage  # held, so that nothing else gets its place
        return output


@pytest.mark.parametrize("lengths", [[1], [3], [1, 3, 2], [1, SHORT + 1, SHORT + 2]])
def test_steps_of_one_kind_and_generation_use_the_same_memory(make_policy: MakePolicy, lengths: list[int]) -> None:
    """Which is what a recorded step goes on using, whatever has been put elsewhere; kinds may take turns."""
    policy = make_policy(options={"num_key_value_heads": 2})
    decoder = SharedDecoder(policy)
    decoder.admit([[5, 6, 7], [8, 9]], [2, 1])
    compute, passes = decoder._next._compute, dict[tuple[int, int], list[Watched]]()

    def watched(generation: int, kind: int) -> Any:
        with Watched() as one:
            output = compute()
        passes.setdefault((generation, kind), []).append(one)
        return output

    decoder.step(torch.ones(3, 1, dtype=torch.long))  # sets memory aside for each layer
    decoder._next = watched  # type: ignore[assignment]
    for _ in range(12):
        for tokens in lengths:
            decoder.step(torch.ones(3, tokens, dtype=torch.long))
    assert {kind for _, kind in passes} == set(lengths)
    for same in passes.values():
        assert all(one.read == same[0].read for one in same)
    generations = {generation for generation, _ in passes}
    assert (len(generations) < 8) == (max(lengths) <= SHORT), "long passes take no turns"


def test_memory_grows_by_a_share_of_itself_and_no_further_than_told() -> None:
    """So a row of 2,000 tokens is copied some twenty times, not 125; more than was told are taken all the same."""

    def versions(most: int | None, tokens: int) -> tuple[int, int]:
        cache = KvCache(torch.device("cpu"), most)
        cache.read_prompts(torch.tensor([2]))
        cache.attend(0, torch.randn(1, 1, 2, 4), torch.randn(1, 1, 2, 4), torch.randn(1, 1, 2, 4), None)
        cache.admit([1])
        before = cache.generation
        for _ in range(tokens):
            cache.advance()
        return cache.generation - before, cache._capacity

    changes, capacity = versions(None, 2000)
    assert changes < 25
    assert 2000 <= capacity < 2000 * 1.25 + 16
    assert versions(2000, 2000)[1] == 2000
    assert versions(40, 50)[1] >= 50
