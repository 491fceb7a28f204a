"""A tree as LaTeX that reads back as the same tree: every operation in brackets of its own."""

from __future__ import annotations

from reward_server.symbolic.parse.tree import BRACKETS, Node, Num, Sym, Word

_NAMES = {"pi": r"\pi", "oo": r"\infty"}
_JOINTS = {"add": "+", "mul": r"\cdot", "=": "=", "list": ",", "<": "<", "<=": r"\le", ">": ">", ">=": r"\ge"}


def printed(node: Node) -> str:
    """Raises KeyError for a head that it does not print."""
    if isinstance(node, Num):
        return _number(node)
    if isinstance(node, Sym):
        return _NAMES.get(node.name, node.name)
    if isinstance(node, Word):
        return rf"\text{{{node.text}}}"
    parts = [printed(arg) for arg in node.args]
    if node.head in BRACKETS:
        return node.head[0] + ", ".join(parts) + node.head[1]
    if node.head in ("=", "list", "<", "<=", ">", ">="):
        return f" {_JOINTS[node.head]} ".join(parts)
    if node.head in _JOINTS:
        return f" {_JOINTS[node.head]} ".join(map(_grouped, parts))
    if node.head == "set":
        return rf"\{{{', '.join(parts)}\}}"
    if node.head in ("div", "binom"):
        return rf"\{'frac' if node.head == 'div' else 'binom'}{{{parts[0]}}}{{{parts[1]}}}"
    return _FORMS[node.head].format(*parts)


_FORMS = {
    "neg": "-({0})", "pow": "({0})^{{{1}}}", "root": r"\sqrt[{1}]{{{0}}}", "abs": "|({0})|", "fact": "({0})!",
    "percent": r"({0})\%", "sin": r"\sin({0})", "cos": r"\cos({0})", "ln": r"\ln({0})",
}  # fmt: skip


def _grouped(text: str) -> str:
    return f"({text})"


def _number(node: Num) -> str:
    if node.decimals is None:
        return str(node.value.numerator)
    return f"{float(node.value):.{node.decimals}f}"
