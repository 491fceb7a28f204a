"""OpenEnv: a rubric whose answer stands in the action and whose row in the observation's metadata."""

import asyncio
from types import SimpleNamespace

from sdk.integrations.openenv import AssayRubric

rubric = AssayRubric(rewards={"accuracy": 1, "format": 0.1})  # self.rubric = ... in an environment

if __name__ == "__main__":
    observation = SimpleNamespace(metadata={"ground_truth": "5"})
    print(asyncio.run(rubric.forward(SimpleNamespace(message="\\boxed{5}"), observation)), rubric.last_components)
