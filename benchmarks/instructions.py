"""Our checkers of instructions beside the public ones, on the same texts: agreement by kind, and where they differ.

    python -m benchmarks.instructions ROWS.jsonl [ANSWERS.jsonl] [--show N]

Needs if-verifiable and nltk (`scripts/check instructions` makes the environment). ROWS holds prompts as IFBench and
IFEval publish them (`prompt`, `instruction_id_list`, `kwargs`); ANSWERS holds `prompt` and `response`. Each instruction
is checked on the answers to its own prompt, on answers to others, and on texts made to follow it or nearly so. What
needs data of NLTK that is not there (its tagger, its lists) is left out and named.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from reward_server.rewards.instructions.catalog import KINDS
from reward_server.rewards.instructions.kinds import BadArgument, checked

MADE = (
    "A. B! C?",
    "Run and jump, but never stop!",
    "one two three",
    "One two three. Four five six seven.",
    "A b c d e",
    "Hello 😀. World 😀!",
    "(a [b {c (d [e])}])",
    "yes",
    "2, 3, 5",
    "* one\n- two\n* three\n- four",
    '"quoted" and said',
    "<i>A thesis</i> and more",
    "level radar civic kayak madam refer rotor stats tenet solos",
    "Title Case Text Here.",
    "a\n b\n  c",
    "14, 21, 28, 35, 42, 49",
    "Nospacehere",
    "<<Title>>\n\nText ends. P.S. More",
    "ALL CAPITALS HERE",
    "all small letters here.",
    "No comma here",
    "My answer is yes.",
    '{"a": 1}',
    "one ****** two",
    "[here] and [there]",
    "Section 1 x Section 2 y",
    "*bold* and **bolder**",
    "para one\n\npara two",
    "part one *** part two",
    "End. The end.",
)


def theirs(kind: str) -> type[Any] | None:
    """The public checker of a kind, in IFEval's or IFBench's registry."""
    from if_verifiable.ifbench import instructions_registry as bench
    from if_verifiable.ifeval import instructions_registry as evaluation

    return evaluation.INSTRUCTION_DICT.get(kind) or bench.INSTRUCTION_DICT.get(kind)  # type: ignore[no-any-return]


def offline() -> None:
    """NLTK without its data: the tokenizer is its own, rule-based one; nothing is fetched."""
    import nltk
    from nltk.tokenize import NLTKWordTokenizer

    nltk.download = lambda *_, **__: True
    nltk.word_tokenize = NLTKWordTokenizer().tokenize


def cases(rows: list[dict[str, Any]], answers: list[str]) -> Iterator[tuple[str, dict[str, Any], str, list[str]]]:
    for number, row in enumerate(rows):
        for kind, given in zip(row["instruction_id_list"], row["kwargs"], strict=True):
            kwargs = {name: value for name, value in (given or {}).items() if value is not None}
            own = answers[number : number + 1]
            other = [answers[(number * 7 + step) % len(answers)] for step in (1, 2, 3)] if answers else []
            yield kind, kwargs, row["prompt"], [*own, *other, *MADE, *made_for(kwargs)]


def made_for(kwargs: dict[str, Any]) -> list[str]:
    """Texts near what is asked for: of about so many words or sentences, of the words that are named."""
    numbers = [int(value) for value in kwargs.values() if isinstance(value, int | float)]
    texts = [" ".join(["word"] * max(n + d, 1)) for n in numbers[:2] for d in (-1, 0, 1) if n < 2000]
    texts += ["A short sentence. " * max(n + d, 1) for n in numbers[:2] for d in (-1, 0, 1) if n < 200]
    words = [str(one) for value in kwargs.values() for one in (value if isinstance(value, list) else [value])]
    return [*texts, " ".join(words), *(f"{word}. {word} {word}s" for word in words[:3])]


def verdicts(kind: str, kwargs: dict[str, Any], prompt: str) -> tuple[Callable[[str], bool], Callable[[str], bool]]:
    """(ours, theirs) of one instruction."""
    mine = KINDS[kind]
    given = {**kwargs, mine.from_prompt: kwargs.get(mine.from_prompt, prompt)} if mine.from_prompt else kwargs
    args = checked(mine, given, kind)
    maker = theirs(kind)
    if maker is None:
        raise LookupError(kind)
    other = maker(kind)
    other.build_description(**kwargs)
    if "prompt" in (other.get_instruction_args() or {}):
        other.build_description(prompt=prompt)
    return lambda text: not mine.check(text, args), lambda text: bool(other.check_following(text))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=Path)
    parser.add_argument("answers", type=Path, nargs="?")
    parser.add_argument("--show", type=int, default=0, help="so many disagreements of each kind")
    args = parser.parse_args()
    offline()
    rows = [json.loads(line) for line in args.rows.read_text("utf-8").splitlines()]
    answers = (
        [json.loads(line)["response"] for line in args.answers.read_text("utf-8").splitlines()] if args.answers else []
    )
    agreed: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for kind, kwargs, prompt, texts in cases(rows, answers):
        try:
            ours, other = verdicts(kind, kwargs, prompt)
        except (BadArgument, LookupError) as error:
            agreed[kind][f"not compared: {str(error)[:80]}"] += 1
            continue
        for text in filter(str.strip, texts):
            compare(kind, ours, other, text, agreed[kind], args.show)
    report(agreed)


def compare(
    kind: str, ours: Callable[[str], bool], other: Callable[[str], bool], text: str, counts: Counter[str], show: int
) -> None:
    try:
        wanted = other(text)
    except LookupError as error:
        counts[f"needs data of NLTK ({type(error).__name__})"] += 1
        return
    except Exception as error:
        counts[f"theirs raises {type(error).__name__}"] += 1
        return
    found = ours(text)
    counts["agree"] += found == wanted
    counts["both follow"] += found and wanted
    counts["of"] += 1
    if found != wanted:
        counts["ours takes it" if found else "theirs takes it"] += 1
        if counts["ours takes it"] + counts["theirs takes it"] <= show:
            print(f"{kind}: ours {found}, theirs {wanted}: {text[:200]!r} ... {text[-60:]!r}", file=sys.stderr)


def report(agreed: dict[str, Counter[str]]) -> None:
    for kind, counts in sorted(agreed.items()):
        rest = {name: count for name, count in counts.items() if name not in ("agree", "of")}
        print(f"{kind}: {counts['agree']} of {counts['of']} agree; {rest}")
    same, total = (sum(counts[name] for counts in agreed.values()) for name in ("agree", "of"))
    print(f"all: {same} of {total} agree ({same / max(total, 1):.2%})")


if __name__ == "__main__":
    main()
