"""What the service has to know of a function without importing it: read off in a process of its own, handed on as JSON.

A function is plain. Its parameters say what it wants: `completion` or `completions` (one item or a batch), `prompt`,
`ground_truth`, `item` and so on, the names that TRL and verl use for them, or columns of the item's `metadata`. A
parameter with a default that is none of these is an option of the reward.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.metadata
import inspect
import json
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_type_hints

from pydantic import BaseModel, TypeAdapter, create_model

MARK = "__assay_reward__"  # what sdk.functions leaves on a function

ONE: Mapping[str, str] = {
    "completion": "completion", "response": "completion", "solution_str": "completion", "text": "completion",
    "prompt": "prompt", "question": "prompt", "ground_truth": "ground_truth", "metadata": "metadata",
    "extra_info": "metadata", "data_source": "data_source", "item": "item",
}  # fmt: skip
"""Parameter -> field, of functions that take one item. `solution_str` and `extra_info` are verl's."""
MANY: Mapping[str, str] = {
    "completions": "completion", "prompts": "prompt", "ground_truths": "ground_truth", "items": "item",
    "ground_truth": "ground_truth", "data_source": "data_source",
}  # fmt: skip
"""Of functions that take a batch, each a list. Columns of metadata come as lists too, as in TRL."""
NOT_TOLD = frozenset({"completion_ids", "trainer_state", "log_extra", "log_metric"})
"""What TRL's trainer hands over and a service does not have: None."""


class Unusable(ValueError):
    """The target is no function that can be a reward; the message says why."""


@dataclass(frozen=True, slots=True)
class Description:
    """name: as requests ask for it. takes: parameter -> "batch", "column", "option" or a field of the item.
    options_schema: JSON Schema of an object that holds the options, from the model or from the annotations."""

    target: str
    name: str
    told: str
    is_batch: bool
    takes: dict[str, str]
    takes_rest: bool
    options_schema: dict[str, Any]
    deterministic: bool
    none_means: Literal["error", "not_applicable"]
    on_exception: Literal["error", "zero"]
    conversational: bool
    digest: str

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Description:
        return cls(**json.loads(text))

    @property
    def options(self) -> tuple[str, ...]:
        return tuple(self.options_schema.get("properties", {}))


def split(target: str) -> tuple[str | None, str, str]:
    """[name=]module:function -> name, module, function. Raises Unusable."""
    name, _, place = target.rpartition("=")
    module, _, function = place.partition(":")
    if not module or not function:
        raise Unusable(f"{target!r} is no reward function: write module:function, or name=module:function")
    return name or None, module, function


def load(target: str) -> Callable[..., Any]:
    """Imports the function; raises whatever its module raises, or Unusable."""
    _, module, path = split(target)
    found: Any = importlib.import_module(module)
    for part in path.split("."):
        if not hasattr(found, part):
            raise Unusable(f"module {module} has no {path!r}")
        found = getattr(found, part)
    if not callable(found):
        raise Unusable(f"{target} is no function")
    return found  # type: ignore[no-any-return]


def describe(target: str) -> Description:
    """Imports the function and reads its signature. Raises Unusable, and whatever its module raises."""
    function = load(target)
    named, _, path = split(target)
    mark: Mapping[str, Any] = getattr(function, MARK, {})
    parameters = [one for one in inspect.signature(function).parameters.values() if one.name != "self"]
    ordinary = [one for one in parameters if one.kind not in (one.VAR_KEYWORD, one.VAR_POSITIONAL)]
    names = {one.name for one in ordinary}
    is_batch = bool(names & {"completions", "items"})
    if not is_batch and not any(ONE.get(name) in ("completion", "item") for name in names):
        raise Unusable(
            f"{target} takes no completion: name a parameter completion, completions (a batch), item or items"
        )
    options = mark.get("options")
    takes = {one.name: _kind(one, is_batch, options is not None) for one in ordinary}
    own = [one for one in ordinary if takes[one.name] == "option"]
    conversational = mark.get("conversational")
    if conversational is None:
        conversational = any("dict" in str(one.annotation) for one in ordinary if one.name.startswith("completion"))
    return Description(
        target=target,
        name=named or mark.get("name") or path.replace(".", "_"),
        told=(inspect.getdoc(function) or "").strip(),
        is_batch=is_batch,
        takes=takes,
        takes_rest=any(one.kind is one.VAR_KEYWORD for one in parameters),
        options_schema=_annotated(function, own) if options is None else options.model_json_schema(),
        deterministic=bool(mark.get("deterministic", False)),
        none_means=mark.get("none_means", "error"),
        on_exception=mark.get("on_exception", "error"),
        conversational=bool(conversational),
        digest=_digest(function),
    )


def _kind(parameter: inspect.Parameter, is_batch: bool, has_model: bool) -> str:
    """A field of the item, `options` (the model), `column` (of metadata), `option`, or `nothing`."""
    fields = MANY if is_batch else ONE
    if parameter.name in fields:
        return fields[parameter.name]
    if parameter.name in NOT_TOLD:
        return "nothing"
    if parameter.name == "options" and has_model:
        return "options"
    return "column" if parameter.default is parameter.empty else "option"


def _annotated(function: Callable[..., Any], parameters: Sequence[inspect.Parameter]) -> dict[str, Any]:
    """The schema of options that are parameters; what an annotation does not tell may be anything."""
    try:
        hints = get_type_hints(function)
    except Exception:  # a name that only type checkers import
        hints = {}
    fields: dict[str, Any] = {one.name: (_checkable(hints.get(one.name, Any)), one.default) for one in parameters}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a default that JSON cannot hold is left out
        model: type[BaseModel] = create_model("Options", **fields)
        return model.model_json_schema()


def _checkable(annotation: Any) -> Any:
    try:
        TypeAdapter(annotation).json_schema()
    except Exception:  # pydantic raises many kinds for what it knows no schema of
        return Any
    return annotation


def _digest(function: Callable[..., Any]) -> str:
    """Of the module's source and its package's version: a reward that changes is another reward."""
    module = inspect.getmodule(function)
    try:
        source = inspect.getsource(module) if module is not None else ""
    except (OSError, TypeError):
        source = getattr(module, "__file__", "") or ""
    package = (module.__name__ if module is not None else "").partition(".")[0]
    try:
        version = importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        version = ""
    return hashlib.blake2b(f"{package} {version}\n{source}".encode("utf-8", "replace"), digest_size=8).hexdigest()
