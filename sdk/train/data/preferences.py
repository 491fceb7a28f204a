"""Files of preferences in the shapes of TRL: pairs, or completions with a label; texts, or conversations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sdk.train.data.prompts import Prompt, Prompter, turn_end
from sdk.train.data.rows import load_rows
from sdk.train.errors import DataError

Said = str | list[dict[str, Any]]
"""A text, or the messages of a conversation."""
PAIR, LABELLED = ("chosen", "rejected"), ("completion", "label")


@dataclass(frozen=True)
class Preference:
    prompt: Said
    completions: list[str]
    """The chosen and the rejected one; or one alone."""
    desirable: bool = True
    """Of a completion that stands alone."""


def load_preferences(source: str, paired: bool) -> list[Preference]:
    """A file, a folder of `datasets`, or hub:NAME. Raises DataError.

    Pairs have the columns `prompt`, `chosen` and `rejected`; without `prompt` it is what both conversations begin with.
    Not `paired`: the columns `prompt`, `completion` and `label`, or pairs, each of which gives a desirable completion
    and one that is not.
    """
    found: list[Preference] = []
    for number, row in enumerate(load_rows(source), 1):
        where = f"{source}:{number}"
        if not isinstance(row, Mapping):
            raise DataError(f"{where}: should be an object with columns, not {row!r:.60}")
        if all(row.get(one) is not None for one in PAIR):
            pair = _pair(row, where)
            alone = [
                Preference(pair.prompt, [text], good)
                for text, good in zip(pair.completions, (True, False), strict=True)
            ]
            found += [pair] if paired else alone
        elif not paired and all(row.get(one) is not None for one in LABELLED):
            found.append(_labelled(row, where))
        else:
            wanted = "prompt, chosen and rejected" + ("" if paired else "; or prompt, completion and label")
            raise DataError(f"{where} has the columns {', '.join(map(str, row)) or 'none'}, and should have {wanted}")
    if not found:
        raise DataError(f"{source} holds no preferences")
    return found


def prompt_of(preference: Preference, prompter: Prompter) -> Prompt:
    """A text as it is, a conversation by the tokenizer's chat template."""
    if isinstance(preference.prompt, str):
        return prompter.plain(preference.prompt)
    return Prompter("chat", prompter.tokenizer).of_messages(preference.prompt)


def end_of(preference: Preference, prompter: Prompter) -> int:
    """The token that ends its completions."""
    end = turn_end(prompter.tokenizer) if not isinstance(preference.prompt, str) else None
    return prompter.end_id if end is None else end


def _pair(row: Mapping[str, Any], where: str) -> Preference:
    chosen, rejected = (_said(row[one], one, where) for one in PAIR)
    prompt = row.get("prompt")
    if prompt is None:
        prompt, chosen, rejected = _apart(chosen, rejected, where)
    texts = [_reply(one, name, where) for one, name in ((chosen, "chosen"), (rejected, "rejected"))]
    if texts[0] == texts[1]:
        raise DataError(f"{where}: chosen and rejected are the same")
    return Preference(_said(prompt, "prompt", where), texts)


def _labelled(row: Mapping[str, Any], where: str) -> Preference:
    label = row["label"]
    if label not in (True, False):  # 1 and 0 too
        raise DataError(f"{where}: label should be true or false, not {label!r:.60}")
    if row.get("prompt") is None:
        raise DataError(f"{where}: no column prompt beside completion and label")
    completion = _reply(_said(row["completion"], "completion", where), "completion", where)
    return Preference(_said(row["prompt"], "prompt", where), [completion], bool(label))


def _apart(chosen: Said, rejected: Said, where: str) -> tuple[Said, Said, Said]:
    """What both conversations begin with, and the last message of each."""
    if isinstance(chosen, str) or isinstance(rejected, str) or chosen[:-1] != rejected[:-1] or len(chosen) < 2:
        raise DataError(
            f"{where}: without a column prompt, chosen and rejected should be conversations that begin alike"
        )
    return chosen[:-1], chosen[-1:], rejected[-1:]


def _said(value: Any, column: str, where: str) -> Said:
    if isinstance(value, str):
        return value
    if isinstance(value, Sequence) and value and all(_is_message(one) for one in value):
        return [dict(one) for one in value]
    raise DataError(f"{where}: {column} should be text or a list of messages, not {value!r:.60}")


def _is_message(value: Any) -> bool:
    return isinstance(value, Mapping) and isinstance(value.get("role"), str) and isinstance(value.get("content"), str)


def _reply(said: Said, column: str, where: str) -> str:
    if isinstance(said, str):
        return said
    if len(said) != 1 or said[0]["role"] != "assistant":
        raise DataError(f"{where}: {column} should be one message of the assistant")
    return str(said[0]["content"])
