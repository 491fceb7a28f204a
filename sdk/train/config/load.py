"""One YAML file, `key=value` overrides, a preset beneath: read, merged, checked, and explained.

A file may begin with `preset: NAME` (a file of `presets/` beside this one), which its own keys then override.
"""

from __future__ import annotations

import copy
import difflib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

import yaml
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from sdk.schema import Template
from sdk.train.config.schema import R1_TEMPLATE, Config, Section
from sdk.train.errors import ConfigError

PRESETS = Path(__file__).parent / "presets"
LEAST_LIKENESS = 0.6


def load_config(path: Path | None, overrides: Sequence[str] = (), defaults: Mapping[str, Any] | None = None) -> Config:
    """`defaults`, the file's settings over its preset's, then `key=value`. Raises ConfigError."""
    settings = _merge(copy.deepcopy(dict(defaults or {})), {} if path is None else read_yaml(path))
    for override in overrides:
        _assign(settings, *_split(override))
    return build(settings)


def build(settings: Mapping[str, Any]) -> Config:
    """A checked configuration from nested settings. Raises ConfigError, naming the key nearest to a misspelt one."""
    settings = dict(settings)
    preset = settings.pop("preset", None)
    if preset is not None:
        settings = _merge(_read_preset(str(preset)), settings)
    try:
        return Config.model_validate(settings)
    except ValidationError as error:
        raise ConfigError(explained(error, Config)) from None


def with_settings(config: Config, settings: Mapping[str, Any]) -> Config:
    """The configuration of one stage: `config` with some dotted keys set otherwise."""
    changed = config.model_dump()
    for name, value in settings.items():
        _assign(changed, name, value)
    return build(changed)


def preset_names() -> list[str]:
    return sorted(path.stem for path in PRESETS.glob("*.yaml"))


def explain_keys() -> str:
    """Every key with its unit and default, for `--help`."""
    presets = f"published settings to begin with, over which come the file's own ({' | '.join(preset_names())})"
    lines = [f"  preset  [null]\n      {presets}"]
    for name, field in keys_of(Config):
        unit = field.json_schema_extra["unit"] if isinstance(field.json_schema_extra, dict) else ""
        default = _show(field.get_default(call_default_factory=True))
        lines.append(f"  {name}  [{default}{f', {unit}' if unit else ''}]\n      {field.description}{_choices(field)}")
    return "\n".join(lines)


def _show(default: Any) -> str:
    if isinstance(default, Template):
        return "<think>, <answer>"
    if default == R1_TEMPLATE:
        return "R1-Zero's"
    if isinstance(default, Path):
        return str(default)
    if isinstance(default, str) and "\n" in default:
        return repr(default)
    text: str = yaml.safe_dump(default, default_flow_style=True, width=1000).removesuffix("\n...\n").strip()
    return text


def _choices(field: FieldInfo) -> str:
    choices = get_args(field.annotation)
    return f" ({' | '.join(choices)})" if choices and all(isinstance(choice, str) for choice in choices) else ""


def read_yaml(path: Path) -> dict[str, Any]:
    """Raises ConfigError."""
    try:
        settings = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigError(f"no configuration file {path}: give the path of a YAML file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot read {path}: {error}") from None
    except yaml.YAMLError as error:
        raise ConfigError(f"{path} is not valid YAML: {' '.join(str(error).split())}") from None
    if not isinstance(settings, dict):
        raise ConfigError(f"{path} should hold `key: value` lines, see --help")
    return settings


def _read_preset(name: str) -> dict[str, Any]:
    if name not in preset_names():
        raise ConfigError(f"no preset {name!r}: there is {', '.join(preset_names()) or 'none'}")
    return read_yaml(PRESETS / f"{name}.yaml")


def _split(override: str) -> tuple[str, Any]:
    name, equals, text = override.partition("=")
    if not equals:
        raise ConfigError(f"{override!r} is no setting: write key=value, such as steps=50")
    try:
        return name.strip(), yaml.safe_load(text)
    except yaml.YAMLError:
        return name.strip(), text


def _assign(settings: dict[str, Any], name: str, value: Any) -> None:
    *parents, last = name.split(".")
    for parent in parents:
        settings = settings.setdefault(parent, {})
        if not isinstance(settings, dict):
            raise ConfigError(f"{name}: {parent} is no section{did_you_mean(name, Config)}")
    settings[last] = value


def _merge(below: dict[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for name, value in above.items():
        old = merged.get(name)
        nested = isinstance(old, dict) and isinstance(value, dict) and name != "rewards"
        merged[name] = _merge(old, value) if nested else value  # type: ignore[arg-type]
    return merged


def explained(error: ValidationError, kind: type[BaseModel]) -> str:
    """What is wrong with values that should have been `kind`'s, in one line."""
    return "; ".join(_explain_one(dict(one), kind) for one in error.errors()[:5])


def _explain_one(error: dict[str, Any], kind: type[BaseModel]) -> str:
    name = ".".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        return f"unknown key {name}{did_you_mean(name, kind)}"
    if error["type"] == "model_type":
        return f"{name} is a section, not a value: write its keys beneath it"
    if error["type"] == "missing":
        return f"{name} is missing: {description_of(name, kind)}"
    return f"{name}: {error['msg'].lower()}, not {error['input']!r}"


def description_of(name: str, kind: type[BaseModel]) -> str:
    return next((str(field.description) for one, field in keys_of(kind) if one == name), "it has no default")


def keys_of(kind: type[BaseModel], prefix: str = "") -> Iterator[tuple[str, FieldInfo]]:
    """Every key that holds a value, sections opened."""
    for name, field in kind.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, Section):
            yield from keys_of(field.annotation, f"{prefix}{name}.")
        else:
            yield prefix + name, field


def did_you_mean(name: str, kind: type[BaseModel]) -> str:
    """What to say after an unknown name: the nearest key or section, or where to look."""
    known = ["preset", *(one for one, _ in keys_of(kind))]
    sections = list(dict.fromkeys(one.rpartition(".")[0] for one in known if "." in one))
    likeness = {one: _likeness(name, one, sections) for one in [*known, *sections]}
    near = max(likeness, key=likeness.__getitem__)
    return f": did you mean {near}?" if likeness[near] else ": --help lists them all"


def _likeness(name: str, known: str, sections: list[str]) -> float:
    """Up to 1 for the last part, of which initials are enough, and half of that for the section; 0: too little.

    In a section that there is, what is like the name there is nearer than anything elsewhere but the name itself.
    """
    (section, _, last), (known_section, _, known_last) = name.rpartition("."), known.rpartition(".")
    is_initials = last == "".join(word[0] for word in known_last.split("_"))
    alike = 1.0 if is_initials else _ratio(last, known_last)
    elsewhere = section in sections and section != known_section
    return 0.0 if alike < (1.0 if elsewhere else LEAST_LIKENESS) else alike + _ratio(section, known_section) / 2


def _ratio(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other).ratio()
