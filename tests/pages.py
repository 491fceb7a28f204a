"""What pages show: their fenced blocks, and the commands in those of a shell."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
_FENCE = re.compile(r"^ *```(?P<language>\w*)[^\n]*\n(?P<code>.*?)^ *```$", re.MULTILINE | re.DOTALL)
_VARIABLE = re.compile(r"[A-Z_]+=")


@dataclass(frozen=True)
class Block:
    """page: relative to the root; line: of its fence, from 1."""

    page: str
    line: int
    language: str
    code: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def blocks(page: str, *languages: str) -> list[Block]:
    """All blocks of a page, or those in the languages."""
    text = (ROOT / page).read_text("utf-8")
    found = (
        Block(page, text.count("\n", 0, one.start()) + 1, one["language"], one["code"]) for one in _FENCE.finditer(text)
    )
    return [one for one in found if not languages or one.language in languages]


@dataclass(frozen=True)
class Command:
    """One command of a block: the variables set before it, then its words."""

    block: Block
    variables: tuple[str, ...]
    words: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.block} {' '.join(self.words)}"


def commands(block: Block) -> list[Command]:
    """Each command by itself, without comments and redirections."""
    found = []
    for line in block.code.replace("\\\n", " ").splitlines():
        words = shlex.shlex(line, posix=True, punctuation_chars=True)
        words.whitespace_split = True
        one: list[str] = []
        before = ""
        for word in [*words, ";"]:
            if set(word) <= set(";&|"):
                found += [_command(block, one)] if one else []
                one = []
            elif not set(word + before) & set("<>"):
                one.append(word)
            before = word
    return found


def _command(block: Block, words: list[str]) -> Command:
    rest = words[1:] if words[0] == "export" else words
    count = next((at for at, word in enumerate(rest) if not _VARIABLE.match(word)), len(rest))
    return Command(block, tuple(rest[:count]), tuple(rest[count:]))
