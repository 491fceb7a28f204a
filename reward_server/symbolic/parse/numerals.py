"""Plain numbers, read at sight: most answers are one, and need neither tokens nor grammar."""

from __future__ import annotations

import re

from reward_server.symbolic.parse.tokens import decimal
from reward_server.symbolic.parse.tree import Node, Op

MAX_CHARS = 40
_NUMERAL = re.compile(
    r"\s*(-?)(?:([0-9]+(?:\.[0-9]+)?)"
    r"|\\[dt]?frac\s*(?:\{([0-9]+)\}|([0-9]))\s*(?:\{([0-9]+)\}|([0-9]))"
    r"|([0-9]+)/([0-9]+))\s*"
)


def numeral(text: str) -> Node | None:
    """The tree that the grammar would make of an integer, a decimal or a fraction of integers, else None."""
    match = _NUMERAL.fullmatch(text) if len(text) <= MAX_CHARS else None
    if match is None:
        return None
    above, *below = filter(None, match.groups()[1:])
    if below and not below[0].strip("0"):
        return None
    node: Node = Op("div", (decimal(above), decimal(below[0]))) if below else decimal(above)
    return Op("neg", (node,)) if match.group(1) else node
