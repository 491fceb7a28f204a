"""tinker-cookbook: a group of environments over rows of a data set; one judge for all of them."""

from collections.abc import Sequence
from typing import Any

from tinker_cookbook.rl.types import Env, EnvGroupBuilder

from sdk.integrations.base import Judge
from sdk.integrations.tinker import AssayEnv

JUDGE = Judge("http://127.0.0.1:8000", rewards={"accuracy": 1, "format": 0.1})


class Group(EnvGroupBuilder):
    def __init__(self, renderer: Any, row: dict[str, Any], size: int = 8) -> None:
        self.renderer, self.row, self.size = renderer, row, size

    async def make_envs(self) -> Sequence[Env]:
        return [AssayEnv(self.renderer, self.row, JUDGE) for _ in range(self.size)]


if __name__ == "__main__":
    print(Group(None, {"question": "What is 2 + 3?", "answer": "5"}).size)
