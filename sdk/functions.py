"""A mark for your own reward functions that tells the service how to call them; without it the defaults apply.

    from assay_rl import reward_function

    @reward_function(deterministic=True)
    def brief(completions, *, most_words: int = 200):
        return [float(len(text.split()) <= most_words) for text in completions]

The mark does not change the function: your own tests call it as before. `docs/functions.md` describes what the service
passes to it and what it may return.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, TypeVar

from pydantic import BaseModel

Function = TypeVar("Function", bound=Callable[..., Any])
MARK = "__assay_reward__"


def reward_function(
    *,
    name: str | None = None,
    options: type[BaseModel] | None = None,
    deterministic: bool = False,
    none_means: Literal["error", "not_applicable"] = "error",
    on_exception: Literal["error", "zero"] = "error",
    conversational: bool | None = None,
) -> Callable[[Function], Function]:
    """How the service should take the function.

    - name: under which requests ask for it; by default the function's own.
    - options: a pydantic model of its options, handed over as `options`; by default its keyword arguments are.
    - deterministic: equal items may be scored once and remembered.
    - none_means: what None says. "not_applicable" is for what the problem alone decides, never the completion.
    - on_exception: "zero" makes an exception a score of 0. That is your decision: the service's is a null.
    - conversational: completions and prompts come as messages, as in TRL; by default the annotations tell.
    """
    mark = {
        "name": name,
        "options": options,
        "deterministic": deterministic,
        "none_means": none_means,
        "on_exception": on_exception,
        "conversational": conversational,
    }

    def marked(function: Function) -> Function:
        setattr(function, MARK, mark)
        return function

    return marked
