"""Data that a test and the program both hold, and that one of them changes: seen from the tests, in the order of lines.

Between two processes go copies. In-place changes of arguments come back with a call's answer; what is not seen is a
change that comes later, or that the test makes to what the program keeps. Names are followed, not values: a name holds
an object of the program's (`Stack()`), a result of its (`s.items()`, which may be what the object itself keeps), or
the tests' own data, which an object may have been given. Branches and loops are read as they stand, once.

What may have a part in common has a mark in common, of the data from which the part came. A part that came out of an
object, or one by one (`list(steps(x))`), is a copy here: a call that is given it, or what it is a copy of, may change
one and not the other.
"""

from __future__ import annotations

import ast
import builtins
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

CHANGES = frozenset([
    "append", "extend", "insert", "remove", "pop", "clear", "sort", "reverse", "add", "discard", "update", "setdefault",
    "popitem", "appendleft", "popleft", "extendleft", "rotate", "subtract", "difference_update", "intersection_update",
    "symmetric_difference_update", "fill", "resize", "put",
])  # fmt: skip
"""Methods that change a container in place."""
NOT_DATA = frozenset([
    "iter", "map", "filter", "zip", "enumerate", "reversed", "object", "StringIO", "BytesIO", "TextIOWrapper", "Lock",
    "Event", "Thread", "Queue", "SimpleNamespace", "Random", "RandomState", "default_rng",
])  # fmt: skip
"""Calls whose result, as an argument of the program, is neither data nor a function."""
SHALLOW = frozenset(["list", "tuple", "sorted", "reversed", "set", "frozenset", "dict"])
"""Builtins that hold what they are given: `list(steps(x))`."""
WHAT = "data that it and the program both hold and change"


@dataclass(slots=True)
class Held:
    """What a name holds. kind: `object`, `result` or `own`."""

    kind: str
    origins: set[str] = field(default_factory=set)
    """Of a result: the names that were given to the call, and the object that it was asked of."""
    holders: set[str] = field(default_factory=set)
    """Of own data: the objects that were given it."""
    stale: bool = False
    """The program may have changed its own since."""
    opaque: str = ""
    """What it is, where it is neither data nor a function."""
    dirty: bool = False
    """The tests have changed what this may share."""
    loose: bool = False
    """Of a result: its parts came one by one, so that a part that is one of its origins' is a copy here."""
    marks: frozenset[int] = frozenset()
    """Of the data with which it may have parts in common."""
    copied: frozenset[int] = frozenset()
    """Those of its marks whose parts are copies here."""


class Flow:
    """Reads setup and tests one after the other; names live on from one to the next. known: what is never the
    program's."""

    def __init__(self, known: frozenset[str]) -> None:
        self._known = known
        self._held: dict[str, Held] = {}
        self._marks = itertools.count()
        self._found: list[tuple[int, str]] = []

    def read(self, tree: ast.AST) -> Iterator[tuple[int, str]]:
        self._found = []
        self._visit(tree)
        yield from self._found

    def _visit(self, node: ast.AST) -> None:
        method = getattr(self, f"_visit_{type(node).__name__}", None)
        if method is not None:
            method(node)
            return
        for child in ast.iter_child_nodes(node):
            self._visit(child)

    def _visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        for name in list(self._held):
            if not name.startswith("self."):
                self._held[name] = Held(self._held[name].kind)  # what other functions did to it is another story
        for argument in node.args.args:
            self._held.pop(argument.arg, None)
        for statement in node.body:
            self._visit(statement)

    _visit_AsyncFunctionDef = _visit_FunctionDef

    def _visit_For(self, node: ast.For | ast.AsyncFor | ast.comprehension) -> None:
        self._visit(node.iter)
        self._store(node.target, node.iter)
        for name in map(_name, ast.walk(node.target)):
            if name in self._held and self._held[name].opaque:  # what a `zip` gives is none itself
                self._held[name] = Held("own")
            elif name in self._held and isinstance(node.iter, ast.Call) and self._held[name].kind == "result":
                self._held[name].loose = True
                self._held[name].copied = self._held[name].marks
        for child in [*getattr(node, "body", ()), *getattr(node, "orelse", ()), *getattr(node, "ifs", ())]:
            self._visit(child)

    _visit_AsyncFor = _visit_For

    def _visit_ListComp(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> None:
        for generator in node.generators:
            self._visit_For(generator)
        for part in [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]:
            self._visit(part)

    _visit_SetComp = _visit_GeneratorExp = _visit_DictComp = _visit_ListComp

    def _visit_withitem(self, node: ast.withitem) -> None:
        self._visit(node.context_expr)
        if node.optional_vars is not None:
            self._store(node.optional_vars, node.context_expr)

    def _visit_Assign(self, node: ast.Assign) -> None:
        self._visit(node.value)
        for target in node.targets:
            self._store(target, node.value)

    def _visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self._visit(node.value)
            self._store(node.target, node.value)

    def _visit_AugAssign(self, node: ast.AugAssign) -> None:
        self._visit(node.value)
        if isinstance(node.target, ast.Name) and not isinstance(node.value, ast.Constant):
            self._change(node.target, node)
        elif isinstance(node.target, ast.Subscript):
            self._change(node.target.value, node)

    def _store(self, target: ast.expr, value: ast.expr) -> None:
        name = _name(target)
        if isinstance(target, ast.Tuple | ast.List):
            for one in target.elts:
                self._store(one, value)
        elif isinstance(target, ast.Subscript):
            self._change(target.value, target)
        elif name:
            self._held[name] = self._value(value)
            if self._held[name].kind == "own":
                self._held[name].marks |= {next(self._marks)}
        elif isinstance(target, ast.Attribute) and self._is_free(_root(target)):
            self._find(target, "an attribute of the program's own functions or classes that it sets")

    def _value(self, node: ast.expr) -> Held:
        name = _name(node)
        if name in self._held:
            return self._held[name]  # the same thing by another name
        held = self._made(node)
        if not isinstance(node, ast.Constant):
            held.marks, held.copied = self._parts(node)
        return held

    def _parts(self, node: ast.AST) -> tuple[frozenset[int], frozenset[int]]:
        """(marks, those of copies) of whatever occurs in an expression."""
        inside = list(ast.walk(node))
        sources = [source for inner in inside if (source := self._copied_from(inner))]
        copied = [held.copied for inner in inside if (held := self._held.get(_name(inner)))]
        return self._marks_of(node), frozenset().union(*copied, *map(self._marks_of, sources))

    def _marks_of(self, node: ast.AST) -> frozenset[int]:
        found = [held.marks for inner in ast.walk(node) if (held := self._held.get(_name(inner)))]
        return frozenset().union(*found)

    def _copied_from(self, node: ast.AST) -> ast.expr | None:
        """`bag` of `bag.all()`, `tower(c)` of `tower(c).top()`, `steps(x)` of `list(steps(x))`: whose parts are copies
        here, because they came out of an object or one by one."""
        function = node.func if isinstance(node, ast.Call) else node
        if isinstance(function, ast.Attribute) and not _name(function):
            root = _root(function)
            of_call = isinstance(root, ast.Call) and self._is_call(root)
            return function.value if of_call or self._kind(_name(root)) in ("object", "result") else None
        if isinstance(node, ast.Call) and _last(node.func) in SHALLOW and node.args:
            first = node.args[0]
            return first if isinstance(first, ast.Call) and self._is_call(first) else None
        return None

    def _made(self, node: ast.expr) -> Held:
        if isinstance(node, ast.Call) and self._is_call(node):
            if _makes_object(node):
                return Held("object")
            receiver = _name(_root(node.func)) if isinstance(node.func, ast.Attribute) else ""
            return Held("result", self._given(node) | ({receiver} if receiver else set()))
        root = _name(_root(node))
        if isinstance(node, ast.Attribute | ast.Subscript) and self._kind(root) in ("object", "result"):
            return Held("result", {root})
        made = _last(node.func) if isinstance(node, ast.Call) else ""
        if isinstance(node, ast.Call) and made in SHALLOW and node.args and isinstance(node.args[0], ast.Call):
            inner = self._value(node.args[0])
            return Held("result", inner.origins, loose=True) if inner.kind == "result" else Held("own")
        return Held("own", opaque=made if made in NOT_DATA else "")

    def _visit_Call(self, node: ast.Call) -> None:
        for child in ast.iter_child_nodes(node):
            self._visit(child)
        function = node.func
        if _last(function) in ("copy", "deepcopy", "replace", "asdict", "astuple"):
            self._copied(node)
        if isinstance(function, ast.Attribute) and function.attr in CHANGES:
            self._change(function.value, node)
            self._join({_name(_root(function))}, node.args)
        if isinstance(function, ast.Attribute) and function.attr.startswith("assert"):
            return
        if self._is_call(node):
            self._called(node)

    def _copied(self, node: ast.Call) -> None:
        """By a module's function: `copy.copy(stack)`."""
        function = node.func
        by_module = isinstance(function, ast.Name) or _name(getattr(function, "value", node)) in self._known
        if by_module and any(self._kind(_name(one)) == "object" for one in node.args[:1]):
            self._find(node, "a copy of an object of the program's")

    def _called(self, node: ast.Call) -> None:
        given = self._given(node)
        for name in sorted(given & self._held.keys()):
            if self._held[name].opaque:
                self._find(node, f"a {self._held[name].opaque} of the tests")
        self._change_parts(node)
        receiver = _name(_root(node.func)) if isinstance(node.func, ast.Attribute) else ""
        self._join(given | {receiver}, node.args)
        if self._kind(receiver) != "object" and not _makes_object(node):
            return
        for name, held in self._held.items():
            if name not in given and (held.holders or (held.kind == "result" and receiver in held.origins)):
                held.stale = True
        for name in given & self._held.keys():
            self._held[name].holders.add(receiver or "*")

    def _join(self, names: set[str], parts: list[ast.expr]) -> None:
        """What these names hold may have these parts from now on."""
        found = [self._parts(one) for one in parts]
        for name in names & self._held.keys():
            self._held[name].marks = self._held[name].marks.union(*(marks for marks, _ in found))
            self._held[name].copied = self._held[name].copied.union(*(copied for _, copied in found))

    def _change_parts(self, node: ast.Call) -> None:
        """The call may change what it is given: `parts = list(steps(x)); change(parts)`; what is in `x` now?"""
        given = [self._parts(one) for one in [*node.args, *(keyword.value for keyword in node.keywords)]]
        names = self._given(node)
        for name, held in self._held.items():
            own = self._held[name] if name in names else None
            others = [one for one in given if own is None or one != (own.marks, own.copied)]
            marks = frozenset().union(*(one[0] for one in others))
            copied = frozenset().union(*(one[1] for one in others))
            if held.kind != "object" and (held.marks & copied or held.copied & marks):
                held.dirty = True

    def _change(self, target: ast.expr, node: ast.AST) -> None:
        root = _root(target)
        if isinstance(root, ast.Call) and self._is_call(root) and not _makes_object(root):
            self._change_result(root)  # `bag.items().append(1)`
            return
        name = _name(target) or _name(root)
        held = self._held.get(name)
        if held is None:
            return
        if held.kind == "object":
            if isinstance(target, ast.Attribute) and name != _name(target):
                self._find(node, WHAT)
            return
        a_part = not _name(target)  # `items[0].append(1)`: a loose result has its parts in common alone
        for origin in held.origins & self._held.keys() if a_part or not held.loose else ():
            self._held[origin].dirty = True
        for other in self._held.values():  # `copied = copy_of(items); items.append(1)`: what is in `copied` now?
            concerned = name in other.origins and other is not held and (a_part or not other.loose)
            other.dirty = other.dirty or concerned
        if held.holders:
            for other in self._held.values():
                other.dirty = other.dirty or other.kind == "object"
        for other in self._held.values():  # `kept = [tower(items).top()]; items.append(1)`: what is in `kept` now?
            apart = held.marks & other.copied or held.copied & other.marks
            concerned = a_part or not (held.loose or (other.loose and name in other.origins))
            other.dirty = other.dirty or bool(apart and concerned and other is not held and other.kind != "object")

    def _change_result(self, call: ast.Call) -> None:
        """Whatever the call was asked of, or given, may hold what is changed."""
        receiver = _name(_root(call.func)) if isinstance(call.func, ast.Attribute) else ""
        for name in (self._given(call) | {receiver}) & self._held.keys():
            self._held[name].dirty = True

    def _visit_Compare(self, node: ast.Compare) -> None:
        """What equals a number or a text shares nothing."""
        self._compared([node.left, *node.comparators])

    def _compared(self, sides: list[ast.expr]) -> None:
        plain = any(isinstance(side, ast.Constant) for side in sides)
        for side in sides:
            if not (plain and _name(side)):
                self._visit(side)

    def _visit_Name(self, node: ast.Name) -> None:
        self._look(node.id, node)

    def _visit_Attribute(self, node: ast.Attribute) -> None:
        if _name(node):
            self._look(_name(node), node)
        else:
            self._visit(node.value)

    def _look(self, name: str, node: ast.AST) -> None:
        held = self._held.get(name)
        if held is not None and (held.dirty or held.stale) and isinstance(getattr(node, "ctx", None), ast.Load):
            self._find(node, WHAT)

    def _find(self, node: ast.AST, what: str) -> None:
        self._found.append((getattr(node, "lineno", 1), what))

    def _given(self, node: ast.Call) -> set[str]:
        arguments = [*node.args, *(keyword.value for keyword in node.keywords)]
        return {name for one in arguments for inner in ast.walk(one) if (name := _name(inner))}

    def _is_call(self, node: ast.Call) -> bool:
        """Of the program, as far as the tests can tell."""
        root = _root(node.func)
        if isinstance(node.func, ast.Attribute) and self._kind(_name(root)) in ("object", "result"):
            return True
        if isinstance(root, ast.Call):
            return self._is_call(root)
        return self._is_program(root)

    def _is_program(self, root: ast.expr) -> bool:
        if not isinstance(root, ast.Name) or root.id in self._known or hasattr(builtins, root.id):
            return False
        return root.id not in ("self", "cls") and (root.id not in self._held or self._held[root.id].kind != "own")

    def _is_free(self, root: ast.expr) -> bool:
        """A name that the tests have not bound."""
        return self._is_program(root) and _name(root) not in self._held

    def _kind(self, name: str) -> str:
        return self._held[name].kind if name in self._held else ""


def _makes_object(node: ast.Call) -> bool:
    """`Stack()`, by its capital letter."""
    return _last(node.func).lstrip("_")[:1].isupper()


def _last(function: ast.expr) -> str:
    """The last name of what is called."""
    return function.attr if isinstance(function, ast.Attribute) else str(getattr(function, "id", ""))


def _name(node: ast.AST) -> str:
    """A variable, or an attribute of `self`, in which test cases keep theirs; else empty."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self":
        return f"self.{node.attr}"
    return ""


def _root(node: ast.expr) -> ast.expr:
    """`a` of `a.b[0].c`; `self.a` of `self.a.b`."""
    while isinstance(node, ast.Attribute | ast.Subscript) and not _name(node):
        node = node.value
    return node
