"""Other systems' wire formats on this server, each a small translation to `sdk.schema` and back.

The setting `dialects` switches them on; `docs/trainers.md` says which flag of which trainer points at them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fastapi import FastAPI

from reward_server.dialects import (
    eval_protocol,
    nemo_gym,
    open_instruct,
    openai_graders,
    openrlhf,
    programs,
    sandbox_fusion_run,
    sandbox_fusion_submit,
    slime,
)
from reward_server.dialects.door import Door

DIALECTS: dict[str, Sequence[Callable[[FastAPI, Door], None]]] = {
    "openrlhf": (openrlhf.add,),
    "slime": (slime.add,),
    "nemo_gym": (nemo_gym.add,),
    "eval_protocol": (eval_protocol.add,),
    "open_instruct": (open_instruct.add,),
    "openai_graders": (openai_graders.add,),
    "programs": (programs.add,),
    "sandbox_fusion": (sandbox_fusion_run.add, sandbox_fusion_submit.add),
}


def add_dialects(app: FastAPI, door: Door, names: Sequence[str]) -> None:
    for name in names:
        for add in DIALECTS[name]:
            add(app, door)
