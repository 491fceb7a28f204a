"""The program, seen from the tests' process: its functions, classes, objects and exceptions, by proxy.

What decides a test is decided here. Two objects of the program are equal when their classes and attributes are, by
this side's comparison of plain data; the program's `__eq__` never has a say. Arithmetic and order are forwarded only
for objects that the tests themselves made of a class that they name, and for what came of such operators: forwarding
`f(1) - 3` would tell the program what is expected, and let an object that `f` slipped in call itself close to it. For
the same reason no number is taken from what came of an operator once it was told a value: `a * b - 11` decides nothing.
"""

from __future__ import annotations

import builtins
import functools
import numbers
import re
import sys
import types
from collections.abc import Callable, Iterator
from typing import Any

from sandbox_runner import plain
from sandbox_runner.passing import Received, Sent
from sandbox_runner.peer import GoneError, Peer, Stream
from sandbox_runner.program import describe

FOREIGN, TOLD, DERIVED, MADE = 0, 1, 2, 3
"""How far an object of the program is trusted: it came of a call; of an operator that told a derived one a value; of an
operator on trusted ones; a test made it."""


ASK = "isolation: auto or shared may decide it"
MISSING_NAME = re.compile(r"NameError: name '(\w+)' is not defined")
MANY = frozenset(["NDFrame", "Index", "ExtensionArray", "spmatrix"])
"""Classes of pandas and scipy whose objects are compared part by part."""
MISSING_FILE = re.compile(r"FileNotFoundError: \[Errno 2\] .*: '(/(?:proc|sys)/[^']*)'")


class CannotCrossError(BaseException):
    """The test asks for something that two processes cannot do, and that does not show before it runs. No `except
    Exception` of a test may take it for the program's; `Program.undecided` keeps it where one takes everything."""


class ProgramGoneError(BaseException):
    """The program's process ended or broke the protocol: no `except Exception` of a test may hide it."""


class Program:
    """The tests' end of the wire. `touched` tells whether a test has used the program yet."""

    def __init__(self, fd: int, *, may_stop: bool) -> None:
        """may_stop: the tests name StopIteration. Else it is an error, but at an iterator's end: a function that raises
        it would end `all(map(...))` before anything was compared."""
        self._peer = Peer(Stream(fd), self._answer)
        self._may_stop = may_stop
        self._classes: dict[int, type] = {}
        self._objects: dict[tuple[int, int], Any] = {}
        self._coroutines: dict[Any, int] = {}
        self._callbacks: list[Any] = []
        self.imported: frozenset[str] = frozenset()
        """Names that the tests import."""
        self.touched = False
        self.undecided = ""
        """Why the present test cannot be decided."""
        self.expected = True
        """The tests cannot pass without the program. Where not, they test a function that is called like a builtin."""
        self.tainted = False
        """The tests hold data of the program: whatever fails may fail because of it."""
        self.trace = ""
        """The program's own account of the last exception it raised."""

    def load(self) -> tuple[frozenset[str], str]:
        """(its top-level names, "") or (nothing, what it raised while loading)."""
        frame = self._guard(self._peer.next_frame)
        if frame[0] == "!":
            return frozenset(), str(frame[1])
        self._echo(frame[2])
        return frozenset(map(str, frame[1])), ""

    def get(self, name: str) -> Any:
        return self.request("get", name)

    def entry(self, name: str) -> Any:
        return self.request("entry", name)

    def note(self, value: Any) -> Any:
        self.tainted = self.tainted or not isinstance(value, RemoteFunction | RemoteClass)
        return value

    def request(self, *message: Any) -> Any:
        """Raises what the program raised; ProgramGoneError when it is no more, or answers nonsense."""
        return self.decode(self._ask(message))

    def call(self, target: list[Any], args: tuple[Any, ...], kwargs: dict[str, Any], *, trust: int = FOREIGN) -> Any:
        sent = self._sent(args, kwargs)
        resolve = functools.partial(self._resolve, trust=trust)
        try:
            answer = self._ask(("call", target, sent.args, sent.kwargs), sent)
            return sent.take(answer, resolve)
        except plain.NotPlainError as error:
            raise ProgramGoneError(f"the program broke the protocol: {error}") from None

    def _sent(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Sent:
        try:
            return Sent(args, kwargs, self._export)
        except plain.NotPlainError as error:
            raise self.cannot(str(error)) from None

    def encode(self, value: Any) -> Any:
        try:
            return plain.encode(value, self._export)
        except plain.NotPlainError as error:
            raise self.cannot(str(error)) from None

    def decode(self, message: Any, *, trust: int = FOREIGN) -> Any:
        try:
            return plain.decode(message, functools.partial(self._resolve, trust=trust))
        except plain.NotPlainError as error:
            raise ProgramGoneError(f"the program broke the protocol: {error}") from None

    def _ask(self, message: tuple[Any, ...], sent: Sent | None = None) -> Any:
        """sent: of a call, whose arguments may be changed though it raises."""
        self.touched = True
        frame = self._guard(lambda: self._peer.ask(*message))
        self._echo(frame[-1])
        if frame[0] == "!":
            if sent is not None and len(frame) == 7:
                sent.take([None, frame[5]], self._resolve_foreign)
            raise self._exception(frame, may_stop=self._may_stop or message[:2] == ("operator", "next"))
        return frame[1]

    def _guard(self, action: Callable[[], list[Any]]) -> list[Any]:
        try:
            return action()
        except GoneError as error:
            raise ProgramGoneError(f"the program ended while it was being tested ({error})") from None

    def why_not_plainly(self, failure: str) -> str:
        """Why the program may have failed as it would not have without a sandbox; empty where there is no reason."""
        name, file = MISSING_NAME.fullmatch(failure), MISSING_FILE.fullmatch(failure)
        if name and name[1] in self.imported:
            return f"the program uses {name[1]}, which only the tests import; {ASK}"
        return f"the sandbox has no {file[1]}" if file else ""

    def _echo(self, printed: Any) -> None:
        """What the program printed appears where a test may capture it."""
        if type(printed) is str and printed:
            sys.stdout.write(printed)

    def _export(self, value: Any) -> list[Any] | None:
        if isinstance(value, RemoteFunction):
            return value._target
        if isinstance(value, Remote | RemoteClass):
            return ["h", object.__getattribute__(value, "_handle")]
        if isinstance(value, type) and isinstance(vars(value).get("_handle"), int):
            return ["h", vars(value)["_handle"]]  # an exception class of the program
        if isinstance(value, types.CoroutineType) and value in self._coroutines:
            return ["h", self._coroutines[value]]
        if callable(value) and not isinstance(value, type):
            self._callbacks.append(value)
            return ["cb", len(self._callbacks) - 1]
        if plain.is_named_tuple(type(value)):
            return None
        raise self.cannot(f"a {type(value).__name__} of the tests cannot be handed to the program as data")

    def cannot(self, why: str) -> CannotCrossError:
        self.undecided = self.undecided or f"{why}; {ASK}"
        return CannotCrossError(why)

    def _resolve(self, message: list[Any], trust: int) -> Any:
        tag = message[0]
        if tag == "o":
            return self._object(int(message[1]), message[2], trust)
        if tag == "v":
            return self._object(int(message[1]), message[2], trust, message[3:])
        if tag == "fn":
            return RemoteFunction(self, ["h", int(message[1])], str(message[2]))
        if tag == "cls":
            return self.remote_class(message)
        if tag == "co":
            coroutine = self._wait_for(int(message[1]))
            self._coroutines[coroutine] = int(message[1])
            return coroutine
        if tag == "cb":
            return self._callbacks[int(message[1])]
        raise plain.NotPlainError("unknown tag")

    def _resolve_foreign(self, message: list[Any]) -> Any:
        return self._resolve(message, FOREIGN)

    async def _wait_for(self, handle: int) -> Any:
        """A coroutine of the program: it runs to its end there when it is awaited here."""
        return self.request("await", ["h", handle])

    def _object(self, handle: int, described: list[Any], trust: int, content: list[Any] | None = None) -> Any:
        """The one proxy of an object; another one where the object was both made by a test and returned to it.
        content: of one that is a plain value, too. What was told a value is never a value itself."""
        if (handle, trust) not in self._objects:
            kind = self.remote_class(described)
            if content and trust != TOLD:
                proxy = kind.of_content(self.decode(content[0], trust=trust))
            else:
                proxy = object.__new__(kind.distant)
            object.__setattr__(proxy, "_handle", handle)
            object.__setattr__(proxy, "_trust", trust)
            self._objects[handle, trust] = proxy
        return self._objects[handle, trust]

    def remote_class(self, described: list[Any]) -> Any:
        """The stand-in for a class of the program; for an exception class, a real exception class."""
        if described[0] == "ty":
            return self._bare_class(str(described[1]))
        handle = int(described[1])
        if handle not in self._classes:
            bases = [self.remote_class(base) for base in described[3]]
            made = self._make_class(handle, str(described[2]), bases, str(described[4]))
            if described[5] in plain.VALUES and isinstance(made, RemoteClass):
                values = tuple(base for base in bases if isinstance(base, RemoteClass) and base.distant is not base)
                made = _value_class(made, values, plain.VALUES[described[5]], frozenset(map(str, described[6])))
            elif described[5] in plain.HOLDERS and isinstance(made, RemoteClass):
                made._seen_as = StandIn(made.__name__, (plain.HOLDERS[described[5]],), {"_remote": made})
            self._classes[handle] = made
        return self._classes[handle]

    def _bare_class(self, name: str) -> type:
        found = getattr(builtins, name, object)
        if isinstance(found, type) and issubclass(found, BaseException):
            return found
        return RemoteClass("Remote" + name, (Remote,), {"_program": self, "_handle": None, "_named": False})

    def _make_class(self, handle: int, name: str, bases: list[type], module: str) -> type:
        faults = [base for base in bases if issubclass(base, BaseException)]
        if faults:
            return type(name, (faults[0],), {"_handle": handle, "__module__": module, "__str__": _told_text})
        kinds = tuple(dict.fromkeys(base.distant for base in bases if isinstance(base, RemoteClass))) or (Remote,)
        own = {"_program": self, "_handle": handle, "_named": False, "__module__": module}
        try:
            return RemoteClass(name, kinds, own)
        except TypeError:  # bases that the program linearised in a way of its own
            return RemoteClass(name, (Remote,), own)

    def _exception(self, frame: list[Any], *, may_stop: bool) -> BaseException:
        try:
            kind, arguments, self.trace = self.remote_class(frame[1]), self.decode(["l", frame[2]]), str(frame[3])
            error = kind.__new__(kind, *arguments)
            error.args = tuple(arguments)
            text, attributes = frame[4]
            if "_handle" in vars(kind):
                error.__dict__.update({str(name): self.decode(value) for name, value in attributes}, _told=str(text))
        except (TypeError, ValueError, LookupError, plain.NotPlainError):
            return RuntimeError("the program raised an exception that cannot be rebuilt")
        if isinstance(error, StopIteration) and not may_stop:
            return RuntimeError("the program raised StopIteration")
        if isinstance(error, OSError) and len(arguments) == 3:
            error.args = tuple(arguments[:2])
        self.undecided = self.undecided or self.why_not_plainly(describe(error))
        return error if isinstance(error, BaseException) else RuntimeError("the program raised no exception")

    def _answer(self, request: list[Any]) -> list[Any]:
        """What the program may ask: to call a function that a test handed to it, and what that looks like."""
        try:
            if request[0] == "look":
                return ["=", plain.encode(_look_of(self._callbacks[request[1]]), self._export)]
            operation, number, args, named = request
            if operation != "call":
                raise plain.NotPlainError("unknown operation")
            received = Received(args, named, self._resolve_foreign)
            result = self._callbacks[number](*received.args, **received.kwargs)
            return ["=", received.answer(result, self._export)]
        except (Exception, CannotCrossError) as error:
            return ["!", type(error).__name__, [str(error)[:500]]]


def _look_of(function: Any) -> list[Any]:
    """Its name; its parameters (name, kind, default, annotation), where they are known; the annotation of its result.
    What there is not, and an annotation that is no built-in type, is an empty list."""
    import inspect

    def kept(value: Any, *, annotation: bool = False) -> list[Any]:
        other = annotation and getattr(builtins, getattr(value, "__name__", ""), None) is not value
        return [] if value is inspect.Parameter.empty or (other and type(value) is not str and value) else [value]

    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return [function.__name__, None, []]
    parameters = [
        [one.name, int(one.kind), kept(one.default), kept(one.annotation, annotation=True)]
        for one in signature.parameters.values()
    ]
    return [function.__name__, parameters, kept(signature.return_annotation, annotation=True)]


def _told_text(error: BaseException) -> str:
    """What the program's own exception says of itself."""
    return str(error.__dict__.get("_told", "") or BaseException.__str__(error))


class RemoteFunction:
    """A function or method of the program."""

    def __init__(self, program: Program, target: list[Any], name: str) -> None:
        self._program = program
        self._target = target
        self.__name__ = self.__qualname__ = name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._program.call(self._target, args, kwargs)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name != "__doc__":
            raise AttributeError(name)
        return self._program.request("attr", self._target, name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RemoteFunction) and other._target == self._target

    def __hash__(self) -> int:
        return hash(self._target[1])


class RemoteClass(type):
    """A class of the program: calling it makes an object there; `isinstance` and inheritance work here."""

    _program: Program
    _handle: int
    _named: bool
    _seen_as: type
    """What `__class__` says of its objects, where it is not the class itself."""

    @property
    def distant(cls) -> RemoteClass:
        """The class of its objects whose content is not here: the same, but for a class of values."""
        return vars(cls).get("_distant", cls)  # type: ignore[no-any-return]

    def of_content(cls, content: Any) -> Any:
        """An object that is this value. Raises NotPlainError."""
        base: Any = type(content)
        if vars(cls).get("_base") is not base:
            raise plain.NotPlainError("a value of another type")
        parts = content.__reduce__()[1] if base.__module__ == "datetime" else (content,)
        make: Callable[..., Any] = base.__new__
        return make(cls, *parts)

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        return cls._program.call(["h", cls._handle], args, kwargs, trust=MADE if cls._named else FOREIGN)

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__") or name in ("_program", "_handle", "_named"):
            raise AttributeError(name)
        return cls._program.request("attr", ["h", cls._handle], name)

    def __iter__(cls) -> Iterator[Any]:
        return _iterate(cls._program, ["h", cls._handle])

    def __len__(cls) -> int:
        return int(cls._program.request("operator", "len", [["h", cls._handle]]))

    def __getitem__(cls, key: Any) -> Any:
        return cls._program.request("operator", "getitem", [["h", cls._handle], cls._program.encode(key)])


class Remote(metaclass=RemoteClass):
    """An object of the program."""

    _program: Program
    _handle: int
    _trust: int

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        return vars(type(self)).get("_seen_as", type(self))  # type: ignore[no-any-return]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._program.request("attr", ["h", self._handle], name)

    def __setattr__(self, name: str, value: Any) -> None:
        self._program.request("setattr", ["h", self._handle], name, self._program.encode(value))

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._program.call(["h", self._handle], args, kwargs)

    def __eq__(self, other: object) -> bool:
        if _is_many(type(self)):
            raise self._program.cannot(f"a {type(self).__name__} of the program is compared part by part")
        if isinstance(other, Remote) and self._handle == other._handle:
            return True
        state, content = self._remote_state()
        if not isinstance(other, Remote):
            told = self._trust == TOLD and isinstance(other, numbers.Number)
            return content is not None and not told and bool(content == other)
        if self.__class__ is not other.__class__:
            return False
        if (state, content) == other._remote_state():
            return True
        if self._trust == other._trust == MADE:  # a test of how the class compares: none of the two is expected
            return self._program.request("operator", "eq", [_sent(self), _sent(other)]) is True
        return False

    def __hash__(self) -> int:
        return int(self._program.request("operator", "hash", [_sent(self)]))

    def _cannot_be_copied(self, *_: Any) -> Any:
        raise self._program.cannot(f"a {type(self).__name__} of the program cannot be copied by the tests")

    __copy__ = __deepcopy__ = __reduce_ex__ = _cannot_be_copied

    def _remote_state(self) -> tuple[Any, Any]:
        state, content = self._program._ask(("state", ["h", self._handle]))
        return self._program.decode(state), None if content is None else self._program.decode(content)

    def __iter__(self) -> Iterator[Any]:
        return _iterate(self._program, ["h", self._handle])

    def __next__(self) -> Any:
        return self._program.request("operator", "next", [["h", self._handle]])

    def __enter__(self) -> Any:
        return self._program.request("attr", ["h", self._handle], "__enter__")()

    def __exit__(self, *error: Any) -> None:
        self._program.request("attr", ["h", self._handle], "__exit__")(None, None, None)


def _is_many(kind: type) -> bool:
    """Whether what `==` gives for an object is one of the same kind, such as a data frame."""
    return any(
        base.__name__ in MANY and base.__module__.partition(".")[0] in ("pandas", "scipy") for base in kind.__mro__
    )


def _iterate(program: Program, target: list[Any]) -> Iterator[Any]:
    iterator = program._ask(("operator", "iter", [target]))
    handle = ["h", int(iterator[1])] if type(iterator) is list and iterator[0] in ("o", "fn") else None
    if handle is None:
        raise TypeError("not iterable")
    while True:
        try:
            yield program.request("operator", "next", [handle])
        except StopIteration:
            return


def _forward(name: str) -> Callable[..., Any]:
    """A method for what gives data: its result is compared here."""

    def method(self: Remote, *operands: Any) -> Any:
        if self._trust == TOLD and name in NUMBERS:
            raise _refused(self, name)
        return self._program.request("operator", name, [_sent(self), *map(self._program.encode, operands)])

    return method


def _forward_trusted(name: str, *, reflected: bool = False) -> Callable[..., Any]:
    """A method for arithmetic and order: of objects that the tests made."""

    def method(self: Remote, *operands: Any) -> Any:
        if self._trust == FOREIGN:
            raise _refused(self, name)
        sent = [_sent(self), *map(self._program.encode, operands)]
        answer = self._program._ask(("operator", name, sent[::-1] if reflected else sent))
        told = self._trust < MADE and name != "__contains__" and not all(map(_tells_nothing, operands))
        told = told or self._trust == TOLD
        value = self._program.decode(answer, trust=TOLD if told else DERIVED)
        if told and not isinstance(value, Remote):
            raise _refused(self, name)
        return value

    return method


def _tells_nothing(operand: Any) -> bool:
    return isinstance(operand, Remote) and operand._trust != TOLD


def _refused(value: Remote, name: str) -> CannotCrossError:
    why = "no test made it" if value._trust == FOREIGN else "it was told what may be expected"
    return value._program.cannot(f"{type(value).__name__} of the program takes no part in {name}: {why}")


def _sent(value: Remote) -> list[Any]:
    return ["h", value._handle]


ARITHMETIC = (
    "add",
    "sub",
    "mul",
    "truediv",
    "floordiv",
    "mod",
    "pow",
    "matmul",
    "and",
    "or",
    "xor",
    "lshift",
    "rshift",
)
ORDER = ["lt", "le", "gt", "ge", "neg", "pos", "invert", "abs", "contains", *(f"i{name}" for name in ARITHMETIC)]
READING = ["bool", "len", "getitem", "str", "repr", "int", "float", "index", "round", "reversed", "format"]
NUMBERS = frozenset(["bool", "int", "float", "index", "round"])
DATA = [*READING, "setitem", "delitem"]

for _name in ARITHMETIC:
    setattr(Remote, f"__{_name}__", _forward_trusted(f"__{_name}__"))
    setattr(Remote, f"__r{_name}__", _forward_trusted(f"__{_name}__", reflected=True))
for _name in ORDER:
    setattr(Remote, f"__{_name}__", _forward_trusted(f"__{_name}__"))
for _name in DATA:
    setattr(Remote, f"__{_name}__", _forward(_name))


class StandIn(type):
    """What the class of a program's list, dictionary or set is seen as: derived from that type, else as it is. The
    objects themselves are none: what C code would read of them is in the program's process."""

    _remote: RemoteClass

    def __eq__(cls, other: object) -> bool:
        return other is cls or other is cls._remote

    def __hash__(cls) -> int:
        return hash(cls._remote)

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        return cls._remote(*args, **kwargs)

    def __getattr__(cls, name: str) -> Any:
        return getattr(cls._remote, name)


class Forwarded:
    """What a class of values defines beside its standard type, asked of the program."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, value: Any, kind: Any) -> Any:
        return kind._program.request("attr", ["h", (kind if value is None else value)._handle], self._name)


JUDGING = frozenset(name for name, method in vars(Remote).items() if name.startswith("__") and callable(method))
"""Methods by which a proxy works, and which a value has of its own."""
UNSEEN = frozenset([
    "__class__", "__class_getitem__", "__delattr__", "__dict__", "__dir__", "__doc__", "__getattribute__",
    "__getnewargs__", "__getstate__", "__init__", "__init_subclass__", "__module__", "__ne__", "__new__", "__reduce__",
    "__setattr__", "__sizeof__", "__slots__", "__subclasshook__", "__weakref__", "__getattr__", "__qualname__",
    "__match_args__",
]) | JUDGING  # fmt: skip
"""Special names that a class may define without a consequence here, or that are seen to."""


def _value_class(distant: RemoteClass, values: tuple[type, ...], base: Any, anew: frozenset[str]) -> RemoteClass:
    """A class whose objects are values of `base`: what the class leaves as it was is decided here, by the content that
    came with the object. What it defines anew goes to the program, by the rules for every other object.

    values: its bases that are such classes. anew: names that it defines, or inherits from a class that does."""
    standard = {name: method for kind in reversed(base.__mro__) for name, method in vars(kind).items()}

    def state(self: Any) -> tuple[Any, Any]:
        return Remote._remote_state(self)[0], plain.content(self, base)

    def refusal(name: str) -> Callable[..., Any]:
        def method(self: Any, *_: Any) -> Any:
            raise self._program.cannot(f"{type(self).__name__} of the program has a {name} of its own")

        return method

    own: dict[str, Any] = {name: Forwarded(name) for name in anew - vars(Remote).keys() if name[:2] != "__"}
    own |= {name: refusal(name) for name in (anew & standard.keys()) - UNSEEN if name[:2] == "__"}
    for name in JUDGING - {"__getattr__", "__setattr__"}:
        own[name] = vars(Remote)[name] if name in anew else standard.get(name, _of_any_value(name, standard))
    own["__ne__"] = object.__ne__ if "__eq__" in anew else standard["__ne__"]  # the former asks `__eq__`
    own["__copy__"] = own["__deepcopy__"] = lambda self, *_: self
    own |= {name: vars(distant)[name] for name in ("_program", "_handle", "_named", "__module__")}
    own |= {"_base": base, "_distant": distant, "_remote_state": state}
    try:
        made = RemoteClass(distant.__name__, (distant, *values, base), own)
    except TypeError:  # bases that the program linearised in a way of its own
        made = RemoteClass(distant.__name__, (distant, base), own)
    distant._seen_as = made
    return made


def _of_any_value(name: str, standard: dict[str, Any]) -> Any:
    """A method that the standard type has not."""
    if name == "__bool__":
        return (lambda self: len(self) > 0) if "__len__" in standard else (lambda self: True)
    if name[2:-2].removeprefix("r").removeprefix("i") in ARITHMETIC or name[2:-2] in ("lt", "le", "gt", "ge"):
        return lambda self, other: NotImplemented
    return vars(Remote)[name]


class Solution(types.ModuleType):
    """`import solution`, as tests do that were written beside a file of that name."""

    def __init__(self, find: Callable[[str], Any], offered: frozenset[str]) -> None:
        super().__init__("solution")
        self.__dict__.update(_find=find, __all__=sorted(name for name in offered if not name.startswith("_")))

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        try:
            return self.__dict__["_find"](name)
        except KeyError:
            raise AttributeError(f"the program does not define {name}") from None
