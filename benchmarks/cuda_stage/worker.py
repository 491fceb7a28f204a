"""One measurement in a process of its own: `python -m benchmarks.cuda_stage.worker NAME SHAPE`, JSON on the last line.

What peers need is imported where it is needed: this runs in their interpreter too, where nothing of ours is installed.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor
from transformers import AutoConfig, AutoModelForCausalLM

from benchmarks.cuda_stage.measuring import (
    copied_bytes_per_s,
    matmul_flops,
    measure_call,
    measure_step,
    peak_bytes,
    pick_device,
    reset_peak,
)
from benchmarks.cuda_stage.shapes import Shape, from_dict

Passes = list[Callable[[], Tensor]]


def make_model(shape: Shape) -> Any:
    torch.manual_seed(0)
    dtype, before = getattr(torch, shape.dtype), torch.get_default_dtype()
    torch.set_default_dtype(dtype)
    with pick_device():
        config = AutoConfig.for_model("qwen3" if shape.head_width else "qwen2", **shape.text_config())
        model = AutoModelForCausalLM.from_config(config, dtype=dtype)
    torch.set_default_dtype(before)
    return model


def draw(shape: Shape) -> tuple[Tensor, Tensor, Tensor]:
    """prompts_P_L, completions_B_T, advantages_B: full length, so that no side computes padding."""
    torch.manual_seed(1)
    sizes = (shape.questions, shape.prompt_tokens), (shape.rows(), shape.completion_tokens)
    prompts_P_L, completions_B_T = (torch.randint(2, shape.vocab_size, size) for size in sizes)
    return prompts_P_L, completions_B_T, torch.randn(shape.rows())


class NoText:
    """All that a policy asks of a tokenizer where no text is read or written."""

    eos_token_id = None

    def __call__(self, text: str, **_: Any) -> dict[str, list[int]]:
        return {"input_ids": [int(word) for word in text.split()]}

    def __len__(self) -> int:
        """Every number stands for itself."""
        return 2**31

    def decode(self, ids: list[int], **_: Any) -> str:
        return ""


def our_policy(shape: Shape) -> Any:
    from sdk.train.config.schema import ModelConfig
    from sdk.train.model.policy import prepare

    policy = prepare(make_model(shape), NoText(), ModelConfig(dtype=shape.dtype, gradient_checkpointing=True))
    policy.end_ids = frozenset()
    return policy


def ours(shape: Shape) -> dict[str, float]:
    from sdk.train.config.load import build
    from sdk.train.model.rows import Rows
    from sdk.train.trainer.batch import Batch
    from sdk.train.trainer.objective import StageObjective

    policy, objective = our_policy(shape), StageObjective.of(build({}))
    prompts_P_L, completions_B_T, advantages_B = draw(shape)
    prompt_of = [row // shape.group_size for row in range(shape.rows())]
    rows = Rows(prompts_P_L.tolist(), completions_B_T.tolist(), prompt_of)
    mask_B_T = rows.mask(policy.device)
    weights_B_T = mask_B_T / mask_B_T.sum()
    advantages_B_T = advantages_B.to(policy.device)[:, None].expand_as(mask_B_T)
    batch = Batch(rows, mask_B_T, advantages_B_T, torch.zeros_like(mask_B_T), weights_B_T=weights_B_T)
    parts = [batch.select(one) for one in shape.passes()]
    passes: Passes = [lambda part=part: objective.loss(policy, part).loss for part in parts]  # type: ignore[misc]
    prompts = sum(len(part.rows.prompts) for part in parts)
    optimizer = torch.optim.AdamW(policy.model.parameters(), lr=1e-6)
    return {**measure_step(passes, optimizer, shape.repeats), "flops": shape.flops(prompts)}


def padded(shape: Shape, device: torch.device) -> list[dict[str, Tensor]]:
    """The batch of each pass as TRL's trainer makes it: each completion after a prompt of its own."""
    prompts_P_L, completions_B_T, advantages_B = draw(shape)
    prompts_B_L = prompts_P_L.repeat_interleave(shape.group_size, 0)
    made = []
    for rows in shape.passes():
        batch = {
            "prompt_ids": prompts_B_L[rows], "prompt_mask": torch.ones_like(prompts_B_L[rows]),
            "completion_ids": completions_B_T[rows], "completion_mask": torch.ones_like(completions_B_T[rows]),
            "advantages": advantages_B[rows], "num_items_in_batch": torch.tensor(completions_B_T.numel()),
        }  # fmt: skip
        made.append({name: one.to(device) for name, one in batch.items()})
    return made


def trl(shape: Shape) -> dict[str, float]:
    import trl as library  # type: ignore[import-not-found, unused-ignore]
    from datasets import Dataset  # type: ignore[import-not-found, import-untyped, unused-ignore]
    from tokenizers import Tokenizer, models
    from transformers import PreTrainedTokenizerFast

    base = Tokenizer(models.WordLevel({"<pad>": 0, "<eos>": 1, "a": 2}, unk_token="a"))
    model, device = make_model(shape), pick_device()
    with tempfile.TemporaryDirectory() as folder:
        arguments = library.GRPOConfig(
            output_dir=folder, per_device_train_batch_size=shape.group_size, num_generations=shape.group_size,
            max_completion_length=shape.completion_tokens, bf16=False, use_cpu=device.type == "cpu", report_to=[],
            loss_type="dapo", beta=0.0,
        )  # fmt: skip
        trainer = library.GRPOTrainer(
            model=model, args=arguments, train_dataset=Dataset.from_dict({"prompt": ["a"] * shape.group_size}),
            reward_funcs=lambda completions, **_: [0.0 for _ in completions],
            processing_class=PreTrainedTokenizerFast(tokenizer_object=base, pad_token="<pad>", eos_token="<eos>"),
        )  # fmt: skip
    trainer.current_gradient_accumulation_steps = 1  # which training sets
    model.gradient_checkpointing_enable({"use_reentrant": False})
    model.train()
    passes: Passes = [lambda one=one: trainer._compute_loss(model, one) for one in padded(shape, device)]  # type: ignore[misc]
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-6)
    return {**measure_step(passes, optimizer, shape.repeats), "flops": shape.flops(shape.rows())}


def liger(shape: Shape) -> dict[str, float]:
    from liger_kernel.chunked_loss import (  # type: ignore[import-not-found, unused-ignore]
        LigerFusedLinearGRPOLoss,
    )

    model, device = make_model(shape), pick_device()
    model.gradient_checkpointing_enable({"use_reentrant": False})
    model.train()
    loss_of = LigerFusedLinearGRPOLoss(beta=0.0, compiled=device.type == "cuda", use_ref_model=False, loss_type="dapo")

    def one_pass(batch: dict[str, Tensor]) -> Tensor:
        ids = torch.cat([batch["prompt_ids"], batch["completion_ids"]], 1)
        mask = torch.cat([batch["prompt_mask"], batch["completion_mask"]], 1)
        hidden = model.model(input_ids=ids, attention_mask=mask, use_cache=False).last_hidden_state
        kept = hidden[:, shape.prompt_tokens - 1 : -1]
        loss: Tensor = loss_of(
            kept, model.lm_head.weight, batch["completion_ids"], batch["completion_mask"], batch["advantages"]
        )[0]
        return loss

    passes: Passes = [lambda one=one: one_pass(one) for one in padded(shape, device)]  # type: ignore[misc]
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-6)
    return {**measure_step(passes, optimizer, shape.repeats), "flops": shape.flops(shape.rows())}


@torch.no_grad()
def our_decode(shape: Shape) -> dict[str, float]:
    from sdk.train.config.schema import RolloutConfig
    from sdk.train.data.problems import Problem
    from sdk.train.data.prompts import Prompt
    from sdk.train.rollout.samples import SampleRequest
    from sdk.train.rollout.sampling import sample

    policy = our_policy(shape)
    texts = [" ".join(map(str, one)) for one in draw(shape)[0].tolist()]
    prompts = [Prompt(text, policy.encode(text)) for text in texts]
    problems = [Problem(str(number), "") for number in range(len(prompts))]
    config = RolloutConfig(max_new_tokens=shape.completion_tokens, rows_at_once=shape.rows())
    random = torch.Generator(policy.device).manual_seed(0)
    request = SampleRequest(problems, prompts, shape.group_size, config, random)
    seconds = measure_call(lambda: sample(policy, request), shape.repeats)
    return {"tokens_per_s": shape.rows() * shape.completion_tokens / seconds}


@torch.no_grad()
def generate(shape: Shape) -> dict[str, float]:
    model = make_model(shape).eval()
    ids = draw(shape)[0].repeat_interleave(shape.group_size, 0).to(model.device)
    settings = {
        "do_sample": True, "temperature": 1.0, "top_k": 0, "max_new_tokens": shape.completion_tokens,
        "min_new_tokens": shape.completion_tokens,
    }  # fmt: skip
    seconds = measure_call(lambda: model.generate(ids, attention_mask=torch.ones_like(ids), **settings), shape.repeats)
    return {"tokens_per_s": shape.rows() * shape.completion_tokens / seconds}


def kernels(shape: Shape) -> dict[str, dict[str, float]]:
    """The largest error of what the loss computes on logits, against the same in float64, by who computes it."""
    from sdk.train.model.kernels import rows, triton_logprobs, triton_rows
    from sdk.train.model.kernels.output_head import Bend, OutputHead
    from sdk.train.model.kernels.rows import Gradients

    torch.manual_seed(0)
    size, bend, device = (tokens_compared(), shape.vocab_size), Bend(), pick_device()
    kind: Any = {"device": device, "dtype": getattr(torch, shape.dtype)}
    hidden_N_H = (4 * torch.randn(size[0], shape.hidden_size)).to(**kind)
    weight_V_H = (torch.randn(size[1], shape.hidden_size) * shape.hidden_size**-0.5).to(**kind)
    products_N_V = hidden_N_H @ weight_V_H.T
    targets_N = torch.randint(shape.vocab_size, size[:1]).to(device)
    by_2_N = torch.randn(2, size[0], device=device)
    by = Gradients(*by_2_N)
    exact = rows.statistics(products_N_V.double(), targets_N, bend, True)
    exact_N_V = rows.products_gradient(products_N_V.double(), targets_N, bend, exact, Gradients(*by_2_N.double()))
    errors = {}
    for name, twin in {"torch": rows, "Triton": triton_rows}.items():
        found = twin.statistics(products_N_V.clone(), targets_N, bend, True)
        found_N_V = twin.products_gradient(products_N_V.clone(), targets_N, bend, found, by)
        pairs = zip(
            ("log-probability", "entropy", "gradient"),
            ((found.logprobs_N, exact.logprobs_N), (found.entropies_N, exact.entropies_N), (found_N_V, exact_N_V)),
            strict=True,
        )
        errors[name] = {what: _largest(one, other) for what, (one, other) in pairs}
    unrounded = rows.statistics(hidden_N_H.double() @ weight_V_H.double().T, targets_N, bend, True)
    found = triton_logprobs.statistics(hidden_N_H, OutputHead(weight_V_H), targets_N, bend)
    errors["Triton, without logits"] = {
        "log-probability": _largest(found.logprobs_N, unrounded.logprobs_N),
        "entropy": _largest(found.entropies_N, unrounded.entropies_N),
    }
    return errors


def _largest(found: Any, exact: Any) -> float:
    return float((found.double() - exact).abs().max())


def tokens_compared() -> int:
    """No multiple of what a program takes at once; few of them are interpreted."""
    return 1000 if torch.cuda.is_available() else 70


def kernels_fp8(shape: Shape) -> dict[str, dict[str, float]]:
    """By who computes it: the share of numbers that float64 would round otherwise; and the largest error of a product
    of two such matrices, relative to its largest number."""
    from sdk.train.model.kernels import tiles, triton_fp8
    from sdk.train.model.kernels.tiles import TILE, Rounded, emulated

    device = pick_device()
    if device.type == "cuda" and not tiles.multiplies(device):
        raise ImportError("this GPU multiplies no e4m3")
    torch.manual_seed(0)
    kind: Any = {"device": device, "dtype": torch.bfloat16}
    numbers_N_H = torch.randn(tokens_compared(), shape.hidden_size).to(**kind)
    weight_O_H = torch.randn(shape.intermediate_size, shape.hidden_size).to(**kind)

    def by_triton(one: Tensor, rows: int) -> Rounded:
        return Rounded(*triton_fp8.rounded(one, rows), (len(one), one.shape[1]))

    found = {}
    for name, round_in in {"torch": emulated, "Triton": by_triton}.items():
        left, right = round_in(numbers_N_H, 1), round_in(weight_O_H, TILE)
        exact_N_O = left.exact().double() @ right.exact().double().T
        held = (left.values, left.scales), (right.values, right.scales)
        sizes = (left.shape[0], right.shape[0])
        product_N_O = triton_fp8.multiplied(*held, sizes) if name == "Triton" else left.exact() @ right.exact().T
        found[name] = {
            "tiles of 1 x 128": _rounded_otherwise(numbers_N_H, left, 1),
            "tiles of 128 x 128": _rounded_otherwise(weight_O_H, right, TILE),
            "product": _largest(product_N_O, exact_N_O) / float(exact_N_O.abs().max()),
        }
    return found


def _rounded_otherwise(numbers_O_I: Tensor, found: Any, rows: int) -> float:
    """The share of numbers that are not the nearest in e4m3 times the scale of their tile, all in float64."""
    from torch.nn.functional import pad

    height, width = numbers_O_I.shape
    (tall, wide), exact = found.values.shape, numbers_O_I.double()
    tiles = pad(exact, (0, wide - width, 0, tall - height)).view(tall // rows, rows, -1, 128)
    scaled = tiles / (tiles.abs().amax((1, 3), keepdim=True) / torch.finfo(torch.float8_e4m3fn).max)
    positive = torch.arange(127, dtype=torch.uint8, device=exact.device).view(torch.float8_e4m3fn).double()
    grid = torch.cat([-positive.flip(0), positive])
    above = torch.searchsorted(grid, scaled.contiguous()).clamp(1, len(grid) - 1)
    distance = torch.minimum((grid[above] - scaled).abs(), (grid[above - 1] - scaled).abs())
    missed = (found.values.double().view_as(scaled) - scaled).abs() > distance * (1 + 1e-6) + 1e-9
    return float(missed.double().mean())


def matmul(shape: Shape) -> dict[str, float]:
    return {"flops_per_s": matmul_flops()}


def copy(shape: Shape) -> dict[str, float]:
    return {"bytes_per_s": copied_bytes_per_s()}


def without_gradient_ours(shape: Shape) -> dict[str, float]:
    from sdk.train.model.kernels.logprobs import token_logprobs
    from sdk.train.model.kernels.output_head import OutputHead

    return without_gradient(
        shape, lambda hidden_N_H, weight_V_H, targets_N: token_logprobs(hidden_N_H, OutputHead(weight_V_H), targets_N)
    )


def without_gradient_torch(shape: Shape) -> dict[str, float]:
    """Logits of as many tokens at once as ours, in float32."""
    from sdk.train.model.kernels.logprobs import spans

    def plain(hidden_N_H: Tensor, weight_V_H: Tensor, targets_N: Tensor) -> Tensor:
        found = []
        for span in spans(hidden_N_H, len(weight_V_H)):
            logits_n_V = (hidden_N_H[span] @ weight_V_H.T).float()
            found.append(logits_n_V.gather(1, targets_N[span, None])[:, 0] - logits_n_V.logsumexp(-1))
        return torch.cat(found)

    return without_gradient(shape, plain)


@torch.no_grad()
def without_gradient(shape: Shape, logprobs: Callable[[Tensor, Tensor, Tensor], Tensor]) -> dict[str, float]:
    """Log-probabilities of the tokens of one pass, from their hidden states."""
    torch.manual_seed(0)
    kind: Any = {"device": pick_device(), "dtype": getattr(torch, shape.dtype)}
    hidden_N_H = torch.randn(shape.tokens_per_pass(), shape.hidden_size, **kind)
    weight_V_H = torch.randn(shape.vocab_size, shape.hidden_size, **kind) * shape.hidden_size**-0.5
    targets_N = torch.randint(shape.vocab_size, hidden_N_H.shape[:1], device=hidden_N_H.device)
    reset_peak()
    before = peak_bytes()
    seconds = measure_call(lambda: logprobs(hidden_N_H, weight_V_H, targets_N), shape.repeats)
    return {"seconds": seconds, "bytes": float(peak_bytes() - before)}


def linear_bfloat16(shape: Shape) -> dict[str, float]:
    return linear(shape, in_fp8=False)


def linear_fp8(shape: Shape) -> dict[str, float]:
    return linear(shape, in_fp8=True)


def linear(shape: Shape, in_fp8: bool) -> dict[str, float]:
    """The widest layer of the model, in bfloat16: both passes, and how far the products are from those in float32."""
    from sdk.train.model import fp8

    torch.manual_seed(0)
    kind: dict[str, Any] = {"device": pick_device(), "dtype": torch.bfloat16}
    layer: Any = torch.nn.Linear(shape.hidden_size, shape.intermediate_size, bias=False, **kind)
    numbers = torch.randn(shape.tokens_per_pass(), shape.hidden_size, **kind).requires_grad_()
    gradient = torch.randn(shape.tokens_per_pass(), shape.intermediate_size, **kind)
    numbers_32, weight_32, gradient_32 = numbers.detach().float(), layer.weight.detach().float(), gradient.float()
    exact = (numbers_32 @ weight_32.T, gradient_32 @ weight_32, gradient_32.T @ numbers_32)
    if in_fp8:
        fp8.install(torch.nn.ModuleDict({"base_model": torch.nn.Sequential(layer)}))

    def both_passes() -> tuple[Tensor, ...]:
        if in_fp8:
            layer.held = None  # as after a step: the weight is rounded anew
        output = layer(numbers)
        return output.detach(), *torch.autograd.grad(output, (numbers, layer.weight), gradient)

    errors = [float((a.float() - b).norm() / b.norm()) for a, b in zip(both_passes(), exact, strict=True)]
    seconds = measure_call(both_passes, shape.repeats)
    return {
        "seconds": seconds, "flops": 6.0 * numbers.numel() * shape.intermediate_size,
        **dict(zip(("output", "of_numbers", "of_weight"), errors, strict=True)),
    }  # fmt: skip


MEASUREMENTS = {
    one.__name__: one
    for one in (
        ours,
        trl,
        liger,
        our_decode,
        generate,
        matmul,
        copy,
        without_gradient_ours,
        without_gradient_torch,
        linear_bfloat16,
        linear_fp8,
        kernels,
        kernels_fp8,
    )
}


def main(name: str, shape: str) -> None:
    torch.set_num_threads(1)
    try:
        found: dict[str, Any] = MEASUREMENTS[name](from_dict(json.loads(shape)))
    except ImportError as error:
        found = {"absent": str(error)}
    except torch.OutOfMemoryError:
        found = {"absent": "out of memory"}
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
