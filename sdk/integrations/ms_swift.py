"""ms-swift: `--reward_funcs assay --external_plugins FILE`, where FILE is this file.

`python -m sdk.integrations.ms_swift` prints its path. The service is the environment's REWARD_SERVER_URL; for options,
subclass `AssayORM` in a file of yours.

Its trainer sums with `nansum`, which makes a null 0: a null becomes the mean of the known rewards of its group. That
leaves its own advantage at 0 and the others' signs right, while their size grows a little, for the deviation shrinks.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, ClassVar

from swift.rewards import ORM, orms

from sdk.integrations.base import Judge, chosen, from_columns, with_group_means


class AssayORM(ORM):  # type: ignore[misc, unused-ignore]
    """`on_null`: `group_mean`, or `none`, which this trainer pays as 0. Options are `Judge`'s."""

    options: ClassVar[dict[str, Any]] = {}
    on_null: ClassVar[str] = "auto"

    def __init__(self, args: Any = None, **more: Any) -> None:
        super().__init__(args, **more)
        self._policy = chosen(self.on_null, "group_mean", ("group_mean", "none"))
        self._judge = Judge(**self.options)

    def __call__(self, completions: Sequence[Any], **columns: Any) -> list[float | None]:
        rows = from_columns(columns, len(completions))
        results = self._judge.score(self._judge.items([_asked(row) for row in rows], completions))
        rewards = [one.reward for one in results]
        return with_group_means(rewards, list(map(_group, rows))) if self._policy == "group_mean" else rewards


def _asked(row: dict[str, Any]) -> dict[str, Any]:
    """`messages` end with the completion."""
    messages = row.get("messages")
    return row if not isinstance(messages, list) or "prompt" in row else {**row, "prompt": messages[:-1] or None}


def _group(row: dict[str, Any]) -> str:
    if row.get("prompt_id") is not None:
        return str(row["prompt_id"])
    return json.dumps(_asked(row).get("prompt"), sort_keys=True, default=str)


orms["assay"] = AssayORM

if __name__ == "__main__":
    print(__file__)
