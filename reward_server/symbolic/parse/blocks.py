"""Notations with an inside: bound variables, brackets, sets, bars, environments."""

from __future__ import annotations

from reward_server.symbolic.parse.cursor import Reader
from reward_server.symbolic.parse.tokens import END, Token, Unparsable
from reward_server.symbolic.parse.tree import BOUND, ONE, RELATIONS, Node, Op, Sym, Word, rename

_CONDITIONS = frozenset({"if", "for", "when", "where", "otherwise", "else", "若", "当"})
_SETS = {"R": "R", "Z": "Z", "N": "N", "Q": "Q", "C": "C"}


class Blocks(Reader):
    def command(self, name: str) -> Node:
        if name == "{":
            return self._set()
        if name in BOUND:
            return self.bound_operator(name)
        if name == "emptyset":
            return Op("set", ())
        if name == "mathbb":
            node = self.argument()
            if isinstance(node, Sym) and node.name in _SETS:
                return Word("set " + node.name)
        if name in ("lfloor", "lceil"):
            node = self.binary(0)
            if not (self.accept("rfloor") or self.accept("rceil")):
                raise Unparsable("floor without end")
            return Op("floor" if name == "lfloor" else "ceil", (node,))
        if name == "begin":
            return self._environment()
        if name in ("overline", "bar", "widetilde", "tilde"):
            return Op("bar", (self.argument(),))
        raise Unparsable(f"unknown command {name}")

    def bound_operator(self, head: str) -> Node:
        below = above = None
        for _ in range(2):
            if self.accept("_"):
                below = self._limits()
            elif self.accept("^"):
                above = self.argument()
        self.bound += 1
        fresh = f"#{self.bound}"
        node = self._integral(below, above, fresh) if head == "int" else self._indexed(head, below, above, fresh)
        self.bound -= 1
        return node

    def _limits(self) -> Node:
        if not self.accept("{"):
            return self.argument()
        left = self.relation()
        if self.accept("to"):
            left = Op("=", (left, self.binary(0)))
            if self.accept("^") or self.token.value in "+-":
                left = Op("=", (*left.args, Word(self.next().value)))
        self.expect("}")
        return left

    def _indexed(self, head: str, below: Node | None, above: Node | None, fresh: str) -> Node:
        if not (isinstance(below, Op) and below.head == "=" and isinstance(below.args[0], Sym)):
            raise Unparsable(f"{head} without an index")
        body = rename(self.binary(12), {below.args[0].name: fresh})
        ends = below.args[1:] if above is None else (*below.args[1:], above)
        return Op(head, (Sym(fresh), *ends, body))

    def _integral(self, below: Node | None, above: Node | None, fresh: str) -> Node:
        """The tokens `d x` at the same depth end the integrand; without bounds the variable is free in the result."""
        end, name = self._differential()
        rest, self.tokens = self.tokens[end + (1 if len(self.tokens[end].value) > 1 else 2) :], self.tokens[:end]
        body: Node = self.binary(0) if self.token is not END else ONE
        if self.token is not END:
            raise Unparsable("integrand")
        self.tokens, self.at = rest, 0
        if below is None or above is None:
            return Op("int", (Sym(name), body))
        return Op("int", (Sym(fresh), below, above, rename(body, {name: fresh})))

    def _differential(self) -> tuple[int, str]:
        depth = 0
        for k in range(self.at, len(self.tokens)):
            token = self.tokens[k]
            depth += (token.value in ("(", "{", "[")) - (token.value in (")", "}", "]"))
            if depth == 0 and token.kind == "word" and len(token.value) == 2 and token.value[0] == "d":
                return k, token.value[1]
            if depth == 0 and token.value == "d" and k + 1 < len(self.tokens) and self.tokens[k + 1].kind == "sym":
                return k, self.tokens[k + 1].value
        raise Unparsable("integral without a differential")

    # -- brackets ------------------------------------------------------------------------------------------------

    def bracket(self, token: Token) -> Node:
        if token.value in ("(", "[", "]"):
            return self._round(token.value)
        if token.value == "{":
            return self._brace()
        if token.value in ("|", "||"):
            return self._absolute(token.value)
        if token.value == "<(":
            inner = self.items()
            self.expect(")>")
            return Op("()", inner.args) if isinstance(inner, Op) and inner.head == "list" else inner
        raise Unparsable(f"unexpected {token.value!r}")

    def _round(self, opening: str) -> Node:
        bars, self.bars, in_set, self.in_set = self.bars, 0, self.in_set, False
        if self.token.value in (")", "]"):
            self.next()
            return Op("()")
        inner = self.items()
        self.bars, self.in_set = bars, in_set
        self.skip_marks()
        closing = self.next().value if self.token is not END else {"(": ")", "[": "]", "]": "["}[opening]
        shape = ("(" if opening in "(]" else "[") + (")" if closing in ")[" else "]")
        if closing not in (")", "]", "["):
            raise Unparsable("bracket")
        if isinstance(inner, Op) and inner.head == "list":
            return Op(shape, inner.args)
        if shape in ("[)", "(]"):
            raise Unparsable("bracket")
        if shape == "[]" and isinstance(inner, Op) and inner.head in ("[]", "()"):
            return Op("[]", (inner,))
        return inner

    def _brace(self) -> Node:
        if self.accept("}"):
            raise Unparsable("empty group")
        node = self._set_body()
        self.skip_marks()
        self.expect("}")
        if isinstance(node, Op) and node.head == "list":
            return Op("set", node.args)
        return node

    def _set(self) -> Node:
        if self.token.value == "}":
            self.next()
            return Op("set", ())
        if self.token.value == "begin":
            return self.items()
        node = self._set_body()
        self.skip_marks()
        self.expect("}")
        if isinstance(node, Op) and node.head == "such_that":
            return node
        return Op("set", node.args if isinstance(node, Op) and node.head == "list" else (node,))

    def _set_body(self) -> Node:
        outer, self.in_set = self.in_set, True
        node = self.items()
        if self.token.value in ("|", ":", "||") and self.token.kind == "op":
            self.next()
            node = Op("such_that", (node, self.items()))
        self.in_set = outer
        return node

    def _absolute(self, bar: str) -> Node:
        self.bars += 1
        in_set, self.in_set = self.in_set, False
        node = self.binary(0)
        self.bars -= 1
        self.in_set = in_set
        self.expect(bar)
        return Op("abs", (node,))

    # -- environments --------------------------------------------------------------------------------------------

    def _environment(self) -> Node:
        name = self._environment_name()
        if name == "array" and self.accept("{"):
            while self.token is not END and not self.accept("}"):
                self.next()
        rows: list[tuple[Node, ...]] = []
        while self.token is not END and self.token.value != "end":
            rows.append(self._row())
            self.accept("row")
        self.accept("end")
        self._environment_name()
        return _environment(name, rows)

    def _environment_name(self) -> str:
        if not self.accept("{"):
            return ""
        name = ""
        while self.token is not END and not self.accept("}"):
            name += self.next().value
        return name

    def _row(self) -> tuple[Node, ...]:
        cells = []
        while self.token is not END and self.token.value not in ("end", "row"):
            if self.token.value == "&" or self.token.value.lower() in _CONDITIONS or self.token.kind == "text_end":
                self.next()
                continue
            cells.append(self.items())
            self.skip_marks()
            self.accept(",")
        return tuple(cells)


def _environment(name: str, rows: list[tuple[Node, ...]]) -> Node:
    rows = [row for row in rows if row]
    if not rows:
        raise Unparsable("empty environment")
    if "matrix" in name or name == "array":
        if not rows or any(len(row) != len(rows[0]) for row in rows):
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
