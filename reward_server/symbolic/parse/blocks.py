"""Notations with an inside: bound variables, brackets, sets, bars, environments."""

from __future__ import annotations

from reward_server.symbolic.parse.cursor import Cursor, Prefix
from reward_server.symbolic.parse.families import under_index
from reward_server.symbolic.parse.precedence import argument, arguments, binary, items, relation, subscript
from reward_server.symbolic.parse.tokens import END, Token, Unparsable
from reward_server.symbolic.parse.tree import ONE, RELATIONS, ZERO, Node, Op, Sym, Word, rename

_CONDITIONS = frozenset({"if", "for", "when", "where", "otherwise", "else", "elsewhere", "若", "当"})
_SETS = frozenset("RZNQC")
_INTEGRAND = 12
"""As tightly as the body of a sum."""
_INFINITY = Sym("oo")

# -- commands --------------------------------------------------------------------------------------------------------


def empty_set(cur: Cursor, token: Token) -> Node:
    return Op("set", ())


def blackboard(cur: Cursor, token: Token) -> Node:
    """\\mathbb{R}"""
    node = argument(cur)
    if not (isinstance(node, Sym) and node.name in _SETS):
        raise Unparsable("unknown command mathbb")
    if node.name == "R" and (part := _part_of_the_line(cur)) is not None:
        return part
    if node.name == "Q" and cur.accept("("):
        return Op("field", arguments(cur))
    return Word("set " + node.name)


_PARTS: dict[str, Node] = {
    "+": Op("()", (ZERO, Sym("oo"))), ">0": Op("()", (ZERO, Sym("oo"))), ">=0": Op("[)", (ZERO, Sym("oo"))),
    "-": Op("()", (Op("neg", (Sym("oo"),)), ZERO)), "<0": Op("()", (Op("neg", (Sym("oo"),)), ZERO)),
    "<=0": Op("(]", (Op("neg", (Sym("oo"),)), ZERO)),
    "*": Op("setminus", (Word("set R"), Op("set", (ZERO,)))),
}  # fmt: skip


def _part_of_the_line(cur: Cursor) -> Node | None:
    """The + of \\mathbb{R}^+, the > 0 of \\mathbb{R}_{>0}."""
    if cur.token.value not in ("^", "_"):
        return None
    mark = cur.mark()
    cur.next()
    part = _PARTS.get(subscript(cur))
    if part is None:
        cur.go_back(mark)
    return part


def rounded(cur: Cursor, token: Token) -> Node:
    """\\lfloor x \\rfloor and \\lceil x \\rceil."""
    node = binary(cur, 0)
    if not (cur.accept("rfloor") or cur.accept("rceil")):
        raise Unparsable("floor without end")
    return Op("floor" if token.value == "lfloor" else "ceil", (node,))


def barred(cur: Cursor, token: Token) -> Node:
    """\\overline{z}"""
    return Op("bar", (argument(cur),))


# -- bound variables -------------------------------------------------------------------------------------------------


def bound_operator(cur: Cursor, token: Token) -> Node:
    """A sum, product, limit or integral; its variable gets a name that no text can write."""
    below = above = None
    head = token.value
    for _ in range(2):
        if cur.accept("_"):
            side, below = _limits(cur)
            head += side if head == "lim" else ""
        elif cur.accept("^"):
            above = _upper_limit(cur)
    cur.bound += 1
    fresh = f"#{cur.bound}"
    read = _integral if head == "int" else _indexed
    node = read(cur, head, below, above, fresh)
    cur.bound -= 1
    return node


def union_over(cur: Cursor, token: Token) -> Node:
    """\\bigcup_{k \\in \\mathbb{Z}}, also from -oo to oo: the set of what its body holds for some k."""
    if not cur.accept("_"):
        raise Unparsable("unexpected cup")
    below = argument(cur)
    above = argument(cur) if cur.accept("^") else None
    if above == _INFINITY and below == Op("=", (below.args[0] if isinstance(below, Op) else ONE, Op("neg", (above,)))):
        below = Op("in", (below.args[0], Word("set Z"))) if isinstance(below, Op) else below
        above = None
    if above is not None or not (isinstance(below, Op) and below.head == "in" and isinstance(below.args[0], Sym)):
        raise Unparsable("a union over other indices")
    return Op("such_that", (binary(cur, 0), below))


def _upper_limit(cur: Cursor) -> Node:
    """The n of \\sum^n_{k=1}, whose index is the sum's."""
    if cur.token.kind == "sym" and cur.peek(1).value == "_":
        return Sym(cur.next().value)
    return argument(cur)


_ARROWS = {"downarrow": "+", "searrow": "+", "uparrow": "-", "nearrow": "-"}


def _limits(cur: Cursor) -> tuple[str, Node]:
    """What stands below, and from which side a limit comes: `+`, `-`, or both."""
    if not cur.accept("{"):
        return "", argument(cur)
    left, side = relation(cur), _ARROWS.get(cur.token.value, "")
    if side:
        cur.next()
    if side or cur.accept("to"):
        point, sign = _approached(cur)
        left, side = Op("=", (left, point)), side or sign
    cur.expect("}")
    return side, left


def _approached(cur: Cursor) -> tuple[Node, str]:
    """The point of a limit, and the sign of 0^+ behind it, to the closing brace."""
    depth, end = 0, cur.at
    while end < cur.stop and (depth or cur.tokens[end].value != "}"):
        depth += (cur.tokens[end].value == "{") - (cur.tokens[end].value == "}")
        end += 1
    last = [one.value for one in cur.tokens[max(cur.at, end - 4) : end]]
    size = 0
    if last[:2] == ["^", "{"] and last[-1] == "}" and last[2] in _SIDES:
        size = 4
    elif last[-1:] and last[-1] in _SIDES:
        size = 1 + (last[-2:-1] == ["^"])
    stop = cur.stop
    cur.read_between(cur.at, end - size)
    point = binary(cur, 0)
    if cur.token is not END:
        raise Unparsable("point of a limit")
    cur.read_between(end, stop)
    return point, next((one for one in last[::-1] if one in _SIDES), "") if size else ""


_SIDES = frozenset("+-")


def _indexed(cur: Cursor, head: str, below: Node | None, above: Node | None, fresh: str) -> Node:
    if isinstance(below, Sym) and above is None:  # over all k
        below = Op("=", (below,))
    if isinstance(below, Op) and below.head == ">=" and above is None and head in ("sum", "prod"):
        below, above = Op("=", below.args), Sym("oo")
    if not (isinstance(below, Op) and below.head == "=" and isinstance(below.args[0], Sym)):
        raise Unparsable(f"{head} without an index")
    index = below.args[0].name
    body = rename(under_index(binary(cur, 12), index), {index: fresh})
    ends = below.args[1:] if above is None else (*below.args[1:], above)
    return Op(head, (Sym(fresh), *ends, body))


def _integral(cur: Cursor, head: str, below: Node | None, above: Node | None, fresh: str) -> Node:
    """The tokens `d x` at the same depth end the integrand; without bounds the variable is free in the result."""
    end, size, name = _differential(cur)
    stop = cur.stop
    cur.read_between(cur.at, end)
    body: Node = binary(cur, 0) if cur.token is not END else ONE
    if cur.token is not END:
        raise Unparsable("integrand")
    cur.read_between(end + size, stop)
    if body == ONE and cur.token.value == "int":  # \\int_0^1 dy \\int_0^y f dx
        body = binary(cur, _INTEGRAND)
    if isinstance(below, Op) and below.head == "=" and below.args[0] == Sym(name):
        below = below.args[1]
    if below is None or above is None:
        return Op("int", (Sym(name), body))
    return Op("int", (Sym(fresh), below, above, rename(body, {name: fresh})))


def _differential(cur: Cursor) -> tuple[int, int, str]:
    """Where it stands, of how many tokens it is, and the variable; an integral inside has one of its own before."""
    depth = inside = 0
    for k in range(cur.at, cur.stop):
        token = cur.tokens[k]
        if depth == 0 and inside and _size_of_differential(cur, k):
            inside -= 1
            continue
        inside += depth == 0 and token.value == "int"
        depth += (token.value in ("(", "{", "[")) - (token.value in (")", "}", "]"))
        if depth == 0 and (size := _size_of_differential(cur, k)):
            return k, size, cur.tokens[k + size - 1].value[-1]
    raise Unparsable("integral without a differential")


def _size_of_differential(cur: Cursor, at: int) -> int:
    """Of dx, one token or two; 0 of anything else."""
    token = cur.tokens[at]
    if token.kind == "word" and len(token.value) == 2 and token.value[0] == "d":
        return 1
    return 2 if token.value == "d" and at + 1 < cur.stop and cur.tokens[at + 1].kind == "sym" else 0


# -- brackets --------------------------------------------------------------------------------------------------------


def angled(cur: Cursor, token: Token) -> Node:
    """A vector in angle brackets."""
    inner = items(cur)
    cur.expect(")>")
    return Op("()", inner.args) if isinstance(inner, Op) and inner.head == "list" else inner


def round_or_square(cur: Cursor, token: Token) -> Node:
    """Grouping, tuples, and intervals however their ends are drawn."""
    opening = token.value
    bars, cur.bars, in_set, cur.in_set = cur.bars, 0, cur.in_set, False
    if cur.token.value in (")", "]"):
        cur.next()
        return Op("()")
    inner = items(cur)
    cur.bars, cur.in_set = bars, in_set
    cur.skip_marks()
    closing = cur.next().value if cur.token is not END else {"(": ")", "[": "]", "]": "["}[opening]
    if closing not in (")", "]", "["):
        raise Unparsable("bracket")
    shape = ("(" if opening in "(]" else "[") + (")" if closing in ")[" else "]")
    return _bracketed(shape, inner)


def _bracketed(shape: str, inner: Node) -> Node:
    if isinstance(inner, Op) and inner.head == "list":
        return Op(shape, inner.args)
    if shape in ("[)", "(]"):
        raise Unparsable("bracket")
    if shape == "[]" and isinstance(inner, Op) and inner.head in ("[]", "()"):
        return Op("[]", (inner,))
    return inner


def braces(cur: Cursor, token: Token) -> Node:
    """A LaTeX group."""
    if cur.accept("}"):
        raise Unparsable("empty group")
    node = _set_body(cur)
    cur.skip_marks()
    cur.expect("}")
    if isinstance(node, Op) and node.head == "list":
        return Op("set", node.args)
    return node


def set_braces(cur: Cursor, token: Token) -> Node:
    """A set in braces that print."""
    if cur.token.value == "}":
        cur.next()
        return Op("set", ())
    if cur.token.value == "begin":
        return items(cur)
    node = _set_body(cur)
    cur.skip_marks()
    cur.expect("}")
    if isinstance(node, Op) and node.head == "such_that":
        return node
    return Op("set", node.args if isinstance(node, Op) and node.head == "list" else (node,))


def _set_body(cur: Cursor) -> Node:
    outer, cur.in_set = cur.in_set, True
    node = items(cur)
    if cur.token.value in ("|", ":", "||") and cur.token.kind == "op":
        cur.next()
        node = Op("such_that", (node, items(cur)))
    cur.in_set = outer
    return node


def absolute(cur: Cursor, token: Token) -> Node:
    cur.bars += 1
    in_set, cur.in_set = cur.in_set, False
    node = binary(cur, 0)
    cur.bars -= 1
    cur.in_set = in_set
    cur.expect(token.value)
    return Op("abs", (node,))


# -- environments ----------------------------------------------------------------------------------------------------


def environment(cur: Cursor, token: Token) -> Node:
    """\\begin{pmatrix} ... \\end{pmatrix} and the like."""
    name = _environment_name(cur)
    if name == "array" and cur.accept("{"):
        while cur.token is not END and not cur.accept("}"):
            cur.next()
    rows: list[tuple[Node, ...]] = []
    while cur.token is not END and cur.token.value != "end":
        rows.append(_row(cur))
        cur.accept("row")
    cur.accept("end")
    _environment_name(cur)
    return _environment(name, rows)


def _environment_name(cur: Cursor) -> str:
    if not cur.accept("{"):
        return ""
    name = ""
    while cur.token is not END and not cur.accept("}"):
        name += cur.next().value
    return name


def _row(cur: Cursor) -> tuple[Node, ...]:
    cells = []
    while cur.token is not END and cur.token.value not in ("end", "row"):
        if cur.token.value in ("&", ".") or cur.token.value.lower() in _CONDITIONS or cur.token.kind == "text_end":
            cur.next()
            continue
        cells.append(items(cur))
        cur.skip_marks()
        cur.accept(",")
    return tuple(cells)


def _environment(name: str, rows: list[tuple[Node, ...]]) -> Node:
    rows = [row for row in rows if row]
    if not rows:
        raise Unparsable("empty environment")
    if "matrix" in name or name == "array":
        if any(len(row) != len(rows[0]) for row in rows):
            raise Unparsable("ragged matrix")
        matrix = Op("matrix", tuple(Op("row", row) for row in rows))
        return Op("det", (matrix,)) if name.startswith("v") else matrix
    if name == "cases":
        return _cases(rows)
    if len(rows) == 1 and len(rows[0]) == 1:
        return rows[0][0]
    raise Unparsable(f"environment {name}")


def _cases(rows: list[tuple[Node, ...]]) -> Node:
    cells = [row[0].args if len(row) == 1 and isinstance(row[0], Op) and row[0].head == "list" else row for row in rows]
    if all(len(row) == 1 for row in cells) and all(
        isinstance(row[0], Op) and row[0].head in RELATIONS for row in cells
    ):
        return Op("list", tuple(row[0] for row in cells))
    if any(len(row) > 2 for row in cells):
        raise Unparsable("cases")
    return Op("cases", tuple(Op("case", row) for row in cells))


COMMANDS: dict[str, Prefix] = {
    "{": set_braces, "emptyset": empty_set, "mathbb": blackboard, "lfloor": rounded, "lceil": rounded,
    "begin": environment, "overline": barred, "bar": barred,
    "sum": bound_operator, "prod": bound_operator, "int": bound_operator, "lim": bound_operator,
}  # fmt: skip
BRACKETS: dict[str, Prefix] = {
    "(": round_or_square, "[": round_or_square, "]": round_or_square, "{": braces, "|": absolute, "||": absolute,
    "<(": angled, "cup": union_over,
}  # fmt: skip
