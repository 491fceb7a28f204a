"""Modules that predict further tokens: what they learn, what they leave alone, and where their weights come from."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from sdk.train.config.schema import ExpertsConfig, LoraConfig, ModelConfig, OptimizerConfig
from sdk.train.errors import ConfigError, DataError
from sdk.train.model import multi_token
from sdk.train.model.attention.packed import Packed
from sdk.train.model.decoding import SharedDecoder
from sdk.train.model.experts import Balance
from sdk.train.model.from_scratch import make_model
from sdk.train.model.policy import Policy, load_policy, prepare
from sdk.train.model.rows import Rows
from sdk.train.trainer.learner import Learner
from sdk.train.trainer.optim import adamw, set_learning_rate
from sdk.train.trainer.sft import sft_update
from tests.sdk.train.deepseek import OPTIONS as DEEPSEEK

MakePolicy = Callable[..., Policy]
CPU = torch.device("cpu")
ROWS = Rows([[5, 6, 7, 8], [9], [10, 11]], [[1, 2, 3], [4], [5, 6, 7, 8, 9], [3, 3]], [0, 0, 1, 2])
SHAPES: list[dict[str, Any]] = [
    {},
    {"architecture": "deepseek_v3", "options": DEEPSEEK, "layers": 3},
    {"architecture": "qwen3"},
]


def modules(policy: Policy) -> Any:
    found = multi_token.of(policy.model)
    assert found is not None
    return found.depths


@torch.no_grad()
def by_hand(policy: Policy, text: list[int]) -> list[Tensor]:
    """Of each module the logits after every token of one text, T_V: plain passes, no prompt apart from the rest."""
    model = policy.model
    layout = Packed([text], [[0]], [0], CPU)
    states = policy.trunk(layout.ids_1_N, position_ids=layout.positions_1_N, use_cache=False, layout=layout)
    embedded, found = model.get_input_embeddings()(torch.tensor([text])), []
    turned = model.base_model.rotary_emb(embedded, layout.positions_1_N)
    for one in modules(policy):
        before = torch.cat([torch.zeros_like(states[:, :1]), states[:, :-1]], 1)
        joined = torch.cat([one.enorm(embedded), one.hnorm(before)], -1) @ one.eh_proj.weight.T
        states = one.block(
            joined, attention_mask=None, position_ids=layout.positions_1_N, position_embeddings=turned, layout=layout
        )
        found.append(policy.head(one.norm(states[0])))
    return found


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("depth", [1, 2])
def test_the_loss_is_that_of_each_text_by_itself(make_policy: MakePolicy, shape: dict[str, Any], depth: int) -> None:
    """Weighted token by token, mean over depths; prompts shared by a group, rows of unequal length."""
    policy = make_policy(multi_token=depth, **shape)
    weights_B_T = torch.rand(4, 5, generator=torch.Generator().manual_seed(0))
    found = policy.ahead(ROWS, policy.read(ROWS), weights_B_T, temperature=0.7)
    assert found is not None
    expected, nats = torch.zeros(()), []
    for row, (completion, prompt) in enumerate(zip(ROWS.completions, ROWS.prompt_of, strict=True)):
        text = ROWS.prompts[prompt] + completion
        each = [
            -(logits_T_V[len(ROWS.prompts[prompt]) - 1 : -1] / 0.7).log_softmax(-1)[range(len(completion)), completion]
            for logits_T_V in by_hand(policy, text)
        ]
        nats.append(torch.stack(each).mean(0))
        expected = expected + (nats[-1] * weights_B_T[row, : len(completion)]).sum()
    torch.testing.assert_close(found.nats_N, torch.cat(nats), atol=2e-5, rtol=1e-5)
    torch.testing.assert_close(found.loss, expected, atol=2e-5, rtol=1e-5)


@pytest.mark.parametrize(("shape", "depth"), [(SHAPES[0], 1), (SHAPES[1], 2), (SHAPES[2], 3)])
@torch.no_grad()
def test_what_is_drafted_is_what_the_modules_say_of_the_whole_text(
    make_policy: MakePolicy, shape: dict[str, Any], depth: int
) -> None:
    """Drafts that hold in part, passes without any, rows that join and leave; beyond the last module they recur."""
    policy = make_policy(multi_token=depth, **shape)
    decoder, random = SharedDecoder(policy, drafting=True), torch.Generator().manual_seed(0)
    drafter = decoder.drafter
    assert drafter is not None
    texts: list[list[int]] = []
    starts: list[int] = []

    def join(prompts: list[list[int]], rows: list[int]) -> None:
        decoder.admit(prompts, rows)
        for prompt, times in zip(prompts, rows, strict=True):
            for _ in range(times):
                texts.append([*prompt, int(torch.randint(300, (1,), generator=random))])
                starts.append(len(prompt))

    join([[5, 6, 7, 8], [9]], [2, 1])
    for turn in range(6):
        draft_R_D = torch.randint(300, (len(texts), 3), generator=random)
        if turn in (2, 3):
            draft_R_D = draft_R_D[:, :0]
        else:
            logits_R_V = drafter.begin([one[start:] for one, start in zip(texts, starts, strict=True)])
            for place in range(draft_R_D.shape[1]):
                if place < depth:
                    whole = [
                        by_hand(policy, one + draft_R_D[row, :place].tolist())[place][-1]
                        for row, one in enumerate(texts)
                    ]
                    torch.testing.assert_close(logits_R_V, torch.stack(whole), atol=2e-4, rtol=1e-4)
                assert logits_R_V.isfinite().all()
                if place + 1 < draft_R_D.shape[1] - (turn == 1):
                    logits_R_V = drafter.next(draft_R_D[:, place])
                else:
                    break
            drafter.end()
        decoder.step(torch.cat([torch.tensor([one[-1:] for one in texts]), draft_R_D], 1))
        held = [min(row, draft_R_D.shape[1]) for row in range(len(texts))]
        if draft_R_D.shape[1]:
            decoder.retreat([draft_R_D.shape[1] - one for one in held])
        for row, one in enumerate(texts):
            one += [*draft_R_D[row, : held[row]].tolist(), int(torch.randint(300, (1,), generator=random))]
        if turn == 4:
            decoder.keep([0, *range(2, len(texts))])
            del texts[1], starts[1]
        if turn in (3, 4):
            join([[7, 9, 9, 1, 2, 3]], [2])


@pytest.mark.parametrize("shape", SHAPES[:2])
def test_imitation_trains_model_and_modules_and_reinforcement_the_modules_alone(
    make_policy: MakePolicy, shape: dict[str, Any]
) -> None:
    policy = make_policy(multi_token=2, **shape)
    weights_B_T = ROWS.mask(CPU)
    for joint in (True, False):
        policy.model.zero_grad()
        found = policy.ahead(ROWS, policy.read(ROWS), weights_B_T, joint=joint)
        assert found is not None
        found.loss.backward()  # type: ignore[no-untyped-call]
        moved = {name for name, one in policy.model.named_parameters() if one.grad is not None and one.grad.any()}
        own = {name for name in moved if name.startswith(multi_token.PREFIX)}
        assert {"multi_token.depths.0.eh_proj.weight", "multi_token.depths.1.eh_proj.weight"} <= own
        assert bool(moved - own) == joint
        assert ("model.embed_tokens.weight" in moved) == joint


def test_imitation_teaches_the_modules(make_policy: MakePolicy) -> None:
    """In parts as in one go; experts are balanced beside it as without modules."""
    found = []
    for micro_tokens in (1000, 8):
        policy = make_policy(multi_token=1, **SHAPES[1])
        settings = OptimizerConfig(learning_rate=0.01, micro_tokens=micro_tokens)
        learner = Learner(policy, torch.Generator(), torch.Generator(), adamw(policy, settings))
        set_learning_rate(learner.optimizer, settings.learning_rate)
        records = [
            sft_update(learner, ROWS, settings, Balance(policy.model, ExpertsConfig(balance=0.0)), 0.3)
            for _ in range(20)
        ]
        found.append([float(one["multi_token/loss"]) for one in records])
        assert found[-1][-1] < 0.5 * found[-1][0]
    assert found[0][0] == pytest.approx(found[1][0], rel=1e-5)
    assert found[0][1] == pytest.approx(found[1][1], rel=0.01)


@pytest.mark.parametrize("shape", SHAPES[:2])
def test_modules_are_saved_beside_the_model_and_loaded_again(
    make_policy: MakePolicy, tmp_path: Path, shape: dict[str, Any]
) -> None:
    policy = make_policy(multi_token=2, **shape)
    policy.save(tmp_path)
    layers = policy.model.config.num_hidden_layers
    assert f"model.layers.{layers + 1}.eh_proj.weight" in load_file(tmp_path / multi_token.FILE)
    assert not any("eh_proj" in name for name in load_file(tmp_path / "model.safetensors"))
    again = load_policy(str(tmp_path), ModelConfig(multi_token=2), CPU)
    for name, one in policy.model.state_dict().items():
        assert torch.equal(one, again.model.state_dict()[name]), name
    assert multi_token.of(load_policy(str(tmp_path), ModelConfig(), CPU).model) is None, "as if there were none"
    more = load_policy(str(tmp_path), ModelConfig(multi_token=3), CPU)
    assert torch.equal(modules(more)[1].eh_proj.weight, modules(policy)[1].eh_proj.weight)
    assert modules(more)[2].eh_proj.weight.any(), "one more begins at random"
    policy.save(tmp_path / "for a server", modules=False)
    assert not (tmp_path / "for a server" / multi_token.FILE).exists()


@pytest.mark.parametrize("shape", SHAPES[:2])
@pytest.mark.parametrize("sharded", [False, True])
def test_a_published_checkpoint_has_its_modules_past_the_last_layer(
    tokenizer: Any, tmp_path: Path, shape: dict[str, Any], sharded: bool
) -> None:
    """By V3's names, embedding and head once more among them; experts each by itself, as published."""
    config = ModelConfig(hidden_size=32, **shape)
    layers, random = config.layers, torch.Generator().manual_seed(1)
    one_more: Any = make_model(config.model_copy(update={"layers": layers + 1}), tokenizer, 0, 512)
    block: dict[str, Tensor] = {
        name: one.clone() for name, one in one_more.base_model.layers[layers].state_dict().items()
    }
    one_more.save_pretrained(tmp_path, max_shard_size="20KB" if sharded else "1GB")
    tokenizer.save_pretrained(tmp_path)
    start = f"model.layers.{layers}."
    extra = {
        **{
            f"{start}{part}.weight": torch.rand(32, generator=random) for part in ("enorm", "hnorm", "shared_head.norm")
        },
        f"{start}eh_proj.weight": torch.rand(32, 64, generator=random),
        f"{start}embed_tokens.weight": torch.zeros(2, 2),
        f"{start}shared_head.head.weight": torch.zeros(2, 2),
    }
    index = tmp_path / "model.safetensors.index.json"
    if sharded:
        save_file(extra, tmp_path / "extra.safetensors", {"format": "pt"})
        places = json.loads(index.read_text())
        places["weight_map"] |= dict.fromkeys(extra, "extra.safetensors")
        index.write_text(json.dumps(places))
    else:
        save_file(load_file(tmp_path / "model.safetensors") | extra, tmp_path / "model.safetensors", {"format": "pt"})
    written = json.loads((tmp_path / "config.json").read_text())
    written |= {"num_hidden_layers": layers, "num_nextn_predict_layers": 1}
    if written.get("layer_types"):
        written["layer_types"] = written["layer_types"][:layers]
    (tmp_path / "config.json").write_text(json.dumps(written))
    policy = load_policy(str(tmp_path), ModelConfig(multi_token=1), CPU)
    plain = load_policy(str(tmp_path), ModelConfig(), CPU)
    with torch.no_grad():
        assert torch.equal(policy.logprobs(ROWS), plain.logprobs(ROWS)), "the model is what it is without"
    assert policy.model.config.to_dict() == plain.model.config.to_dict()
    [found] = modules(policy)
    assert torch.equal(found.eh_proj.weight, extra[f"{start}eh_proj.weight"])
    assert torch.equal(found.norm.weight, extra[f"{start}shared_head.norm.weight"])
    state = found.block.state_dict()
    assert state.keys() == block.keys()
    assert all(torch.equal(state[name], one) for name, one in block.items())
    policy.save(tmp_path / "own")
    own = load_policy(str(tmp_path / "own"), ModelConfig(multi_token=1), CPU)
    with torch.no_grad():
        losses = [one.ahead(ROWS, one.read(ROWS), ROWS.mask(CPU)) for one in (policy, own)]
    assert losses[0] is not None
    assert losses[1] is not None
    assert torch.equal(losses[0].loss, losses[1].loss)


def test_what_modules_do_not_go_with_is_refused_in_a_line(
    make_policy: MakePolicy, tokenizer: Any, tmp_path: Path
) -> None:
    with pytest.raises(ConfigError, match=r"^model.multi_token: GPT2LMHeadModel has not [^\n]*$"):
        make_policy(architecture="gpt2", multi_token=1)
    with pytest.raises(ConfigError, match=r"^model.multi_token needs prompts that are computed once [^\n]*$"):
        make_policy(shared_prefix=False, multi_token=1)
    config = ModelConfig(hidden_size=32, multi_token=1, lora=LoraConfig(rank=2))
    with pytest.raises(ConfigError, match=r"^model.multi_token learns with the whole model, [^\n]*$"):
        prepare(make_model(config, tokenizer, 0, 512), tokenizer, config)
    make_policy(multi_token=1).save(tmp_path)
    weights = load_file(tmp_path / multi_token.FILE)
    for broken in (
        {name: one[:2] for name, one in weights.items()},
        dict(list(weights.items())[1:]),
        {"something": torch.zeros(1)},
    ):
        save_file({name: one.contiguous() for name, one in broken.items()}, tmp_path / multi_token.FILE)
        with pytest.raises(DataError, match=r"^multi_token.safetensors does not fit [^\n]*$"):
            load_policy(str(tmp_path), ModelConfig(multi_token=1), CPU)
    (tmp_path / multi_token.FILE).write_bytes(b"nothing")
    with pytest.raises(DataError, match=r"^cannot read [^\n]*multi_token.safetensors: [^\n]*$"):
        load_policy(str(tmp_path), ModelConfig(multi_token=1), CPU)
