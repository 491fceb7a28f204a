"""What drafts save: passes of the model and seconds, with the same completions.

    python -m benchmarks.drafts runs/arithmetic/checkpoints/02-000000/model examples/arithmetic.yaml

takes a model that this loop has trained, and the configuration it was trained with. A few steps are sampled without
drafts and with them, alternating; every way has to give the same tokens. Prompt lookup serves any model; a model that
was trained with `model.multi_token=1` drafts by its modules too: at fixed lengths, and as long as they are sure.
"""

from __future__ import annotations

import argparse
import os
import platform
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch

from sdk.train.config.load import load_config, with_settings
from sdk.train.config.schema import Config
from sdk.train.data.problems import Problems
from sdk.train.data.prompts import Prompter
from sdk.train.launch.setup import load_problems, pick_device
from sdk.train.model import multi_token
from sdk.train.model.policy import Policy, load_policy
from sdk.train.rollout.samples import Completion, SampleRequest
from sdk.train.rollout.sampling import sample

WAYS: dict[str, dict[str, Any]] = {
    "without": {"rollout.draft": "none"},
    "lookup, always 4": {"rollout.draft": "lookup", "rollout.draft_cost": 0.0},
    "lookup, cost .05": {"rollout.draft": "lookup", "rollout.draft_cost": 0.05},
    "lookup, default": {"rollout.draft": "lookup"},
}
BY_MODULES: dict[str, dict[str, Any]] = {
    **{
        f"modules, always {tokens}": {
            "rollout.draft": "multi_token",
            "rollout.draft_cost": 0.0,
            "rollout.draft_tokens": tokens,
        }
        for tokens in (1, 2, 3, 4)
    },
    **{
        f"modules, cost {cost:.2g}": {"rollout.draft": "multi_token", "rollout.draft_cost": cost}
        for cost in (0.05, 0.1, 0.2, 0.4)
    },
    "modules, default": {"rollout.draft": "multi_token"},
}


@dataclass
class Measured:
    passes: int = 0
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    """Of this process: on a machine that others use too they tell more."""
    completions: list[Completion] = field(default_factory=list)

    def row(self, name: str) -> str:
        tokens = sum(len(one.ids) for one in self.completions)
        drafted, accepted = (sum(getattr(one, kind) for one in self.completions) for kind in ("drafted", "accepted"))
        share = f"{accepted / drafted:.3f}" if drafted else "-"
        times = f"{self.seconds:.2f} | {self.cpu_seconds:.2f}"
        return f"| {name} | {tokens / (tokens - accepted):.2f} | {share} | {self.passes} | {times} |"


def measure(
    policy: Policy, problems: Problems, config: Config, steps: int, ways: dict[str, dict[str, Any]]
) -> dict[str, Measured]:
    found = {name: Measured() for name in ways}
    prompter = Prompter(config.problems.template, policy.tokenizer, config.problems.system)
    for step in range(steps):
        count = config.rollout.prompts_per_step
        asked = [problems.train(step * count + number) for number in range(count)]
        prompts = [prompter(one) for one in asked]
        for name, settings in ways.items():
            rollout = with_settings(config, settings).rollout
            random = torch.Generator(policy.device).manual_seed(step)
            request = SampleRequest(asked, prompts, config.rollout.group_size, rollout, random)
            measure_one(policy, request, found[name])
    return found


def measure_one(policy: Policy, request: SampleRequest, into: Measured) -> None:
    passes: list[int] = []
    hook = policy.model.base_model.register_forward_hook(lambda *_: passes.append(1))
    started, began = time.perf_counter(), time.process_time()
    groups = sample(policy, request)
    into.seconds += time.perf_counter() - started
    into.cpu_seconds += time.process_time() - began
    hook.remove()
    into.passes += len(passes)
    into.completions += [one for group in groups for one in group.completions]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, help="the folder of a model")
    parser.add_argument("config", type=Path, help="the configuration that asks the questions")
    parser.add_argument("--steps", type=int, default=3, help="steps sampled in each way [3]")
    parser.add_argument(
        "--fewer", type=float, default=0.0, help="by how many times passes are to become fewer, or it fails"
    )
    given = parser.parse_args(arguments)
    config = load_config(given.config)
    if config.threads:
        torch.set_num_threads(config.threads)
    if (given.model / multi_token.FILE).exists():
        config = with_settings(config, {"model.multi_token": max(1, config.model.multi_token)})
    policy = load_policy(str(given.model), config.model, pick_device(config.device))
    ways = {**WAYS, **BY_MODULES} if config.model.multi_token else WAYS
    found = measure(policy, load_problems(config.problems, config.seed), config, given.steps, ways)
    print(f"{platform.platform()}, {os.cpu_count()} CPUs, torch {torch.__version__}, {policy.device}")
    print("| drafts | tokens a call | accepted share | passes | seconds | CPU seconds |\n|---|---|---|---|---|---|")
    for name, one in found.items():
        print(one.row(name))
    same = all(
        [two.ids for two in one.completions] == [two.ids for two in found["without"].completions]
        for one in found.values()
    )
    print("the same completions in every way" if same else "the completions DIFFER")
    fewer = {
        kind: max(found["without"].passes / one.passes for name, one in found.items() if name.startswith(kind))
        for kind in dict.fromkeys(name.split(",")[0] for name in ways if name != "without")
    }
    print("at best " + ", ".join(f"{times:.2f} times fewer passes by {kind}" for kind, times in fewer.items()))
    return 0 if same and min(fewer.values()) >= given.fewer else 1


if __name__ == "__main__":
    raise SystemExit(main())
