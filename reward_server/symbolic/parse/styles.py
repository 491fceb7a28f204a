"""How LaTeX sets words and spaces, which falls away where the words of a text are read.

Each pattern is replaced by its group, the words that a command sets, between spaces.
"""

from __future__ import annotations

import re

_WORDS = r"\\(?:text[a-z]*|mathrm|mbox)\s*\{([^{}]*)\}"
_NAMES = r"\\(?:text[a-z]*|mathrm|mbox|operatorname)\s*\{([^{}]*)\}"
_SPACE = r"[,;:! ]|q?quad(?![a-z])"

SET_AS_TEXT = re.compile(_WORDS)
STYLE = re.compile(rf"{_WORDS}|\\(?:{_SPACE})|[$~]")
STYLE_WITH_NAMES = re.compile(rf"{_NAMES}|\\(?:{_SPACE})|[$~]")
STYLE_WITH_SIZES = re.compile(rf"{_WORDS}|\\(?:{_SPACE}|left(?![a-z])|right(?![a-z]))|[$~]")
