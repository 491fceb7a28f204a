"""The process in which a completion runs. It is given the program and its arguments, and nothing to be judged by."""

from __future__ import annotations
import __future__

import atexit
import builtins
import contextlib
import functools
import io
import json
import linecache
import operator
import os
import sys
import threading
import traceback
import types
from collections.abc import Callable
from typing import Any, NamedTuple

from sandbox_runner import plain
from sandbox_runner.passing import Received, Sent
from sandbox_runner.peer import GoneError, Peer, Stream

STDERR_TAIL = 2000
FUTURES: int = functools.reduce(
    operator.or_, [getattr(__future__, name).compiler_flag for name in __future__.all_feature_names]
)
"""Compiler flags of `from __future__ import ...`."""
MAX_PRINTED = 1 << 20
"""Characters that a program under test may print between two answers; what is beyond is dropped."""


def prepare(payload: dict[str, Any], name: str, report: Callable[[bytes], None]) -> Prepared | None:
    """The module in which the program is to run, its prelude already run there, and the program's code.

    Tells the supervisor `P` and why the prelude fails, `C` and why the program does not compile, or `R` (goes on to
    run); whatever is told later cannot be believed.
    """
    module = new_module(name, payload["source"])
    flags = 0
    if payload.get("prelude"):
        try:
            prelude = compile(payload["prelude"], "<prelude>", "exec", dont_inherit=True)
            flags = prelude.co_flags & FUTURES  # they hold for the program, too
            exec(prelude, module.__dict__)
        except BaseException as error:
            report(b"P" + describe(error).encode("utf-8", "replace")[:STDERR_TAIL])
            return None
    code = compile_program(payload["source"], module.__dict__["__file__"], report, flags)
    return None if code is None else Prepared(code, module)


class Prepared(NamedTuple):
    code: types.CodeType
    module: types.ModuleType


def compile_program(source: str, name: str, report: Callable[[bytes], None], flags: int = 0) -> types.CodeType | None:
    try:
        code: types.CodeType = compile(source, name, "exec", flags, dont_inherit=True)
    except BaseException as error:  # any text must give a verdict: NUL bytes, surrogates, nesting, memory
        report(b"C" + describe(error).encode("utf-8", "replace")[:STDERR_TAIL])
        return None
    report(b"R")
    return code


def describe(error: BaseException) -> str:
    """`Type: message`, whatever the error's own `__str__` does."""
    try:
        text = str(error)[:STDERR_TAIL]
    except BaseException as lie:
        text = f"(its message raised {type(lie).__name__})"
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def new_module(name: str, source: str) -> types.ModuleType:
    """As if it were loaded from a file of the working folder: with a `__file__`, and a source for `inspect`."""
    module = types.ModuleType(name)
    file = os.path.join(os.getcwd(), "main.py" if name == "__main__" else f"{name}.py")
    module.__dict__.update(__builtins__=builtins, __file__=file)
    linecache.cache[file] = (lambda: source,)  # read when somebody looks
    sys.modules[name] = module
    sys.argv = ["main.py"]
    return module


def run_script(prepared: Prepared, arguments: list[str]) -> None:
    """As `python main.py` with arguments, to its exit. Does not return."""
    status = 0
    sys.argv += arguments
    try:
        exec(prepared.code, prepared.module.__dict__)
    except SystemExit as stop:
        status = _exit_status(stop)
    except BaseException as error:
        _print_error(error)
        status = 1
    leave(status)


def _exit_status(stop: SystemExit) -> int:
    if stop.code is None:
        return 0
    if isinstance(stop.code, int):
        return stop.code & 0xFF
    print(stop.code, file=sys.stderr)
    return 1


def _print_error(error: BaseException) -> None:
    inner = error.__traceback__.tb_next if error.__traceback__ else None
    with contextlib.suppress(BaseException):
        traceback.print_exception(type(error), error, inner)


def leave(status: int) -> None:
    """What the interpreter does at its end, without the milliseconds in which it frees memory."""
    try:
        threading._shutdown()  # type: ignore[attr-defined]  # joins the program's threads
        atexit._run_exitfuncs()
        sys.stdout.flush()
    except BaseException:
        status = status or 120
    with contextlib.suppress(BaseException):
        sys.stderr.flush()
    os._exit(status)


def resolve_entry_point(module: types.ModuleType, name: str) -> Callable[..., Any]:
    """`f`, `Solution.f`, or a method that a class `Solution` alone defines; methods of a fresh instance."""
    owner, _, method = name.rpartition(".")
    if owner:
        return _bound(getattr(module, owner), method)
    if hasattr(module, name):
        return getattr(module, name)  # type: ignore[no-any-return]
    solution = getattr(module, "Solution", None)
    if isinstance(solution, type) and hasattr(solution, name):
        return _bound(solution, name)
    raise NameError(f"the program does not define {name}")


def _bound(owner: Any, method: str) -> Callable[..., Any]:
    instance = owner() if isinstance(owner, type) else owner
    return getattr(instance, method)  # type: ignore[no-any-return]


def answer_calls(prepared: Prepared, payload: dict[str, Any], fd: int) -> None:
    """One call for each byte that the supervisor sends; a frame with the result, or with what was raised."""
    stream = Stream(fd)
    module = prepared.module
    failure = _load(*prepared)
    for case in payload["cases"]:
        if not os.read(fd, 1):
            return
        stream.send(failure or _call(module, payload["entry_point"], case))
        _drop_printed()


def answer_questions(prepared: Prepared, payload: dict[str, Any], fd: int) -> None:
    """The calls of one test for each byte that the supervisor sends; a frame with their results, to the first that
    raised or gave back what is no plain data."""
    stream = Stream(fd)
    module = prepared.module
    failure = _load(*prepared)
    entry = None
    if payload["entry_point"] and failure is None:
        entry, failure = _entry(module, payload["entry_point"])
    for calls in payload["cases"]:
        if not os.read(fd, 1):
            return
        stream.send([failure] if failure else _answers(module, entry, calls))
        _drop_printed()


def _entry(module: types.ModuleType, name: str) -> tuple[Any, list[Any] | None]:
    """(the entry point, None) or (None, why there is none)."""
    try:
        return resolve_entry_point(module, name), None
    except BaseException as error:
        return None, ["!", _report(error)]


def _answers(module: types.ModuleType, entry: Any, calls: list[list[Any]]) -> list[list[Any]]:
    answers: list[list[Any]] = []
    for call in calls:
        answers.append(_answer(module, entry, *call))
        if answers[-1][0] != "=":
            break
    return answers


def _answer(
    module: types.ModuleType, entry: Any, name: str | None, method: str | None, args: list[Any], kwargs: list[Any]
) -> list[Any]:
    """`["=", value]`, `["!", traceback]`, or `["?", why]` where only a test that holds the result can judge it."""
    try:
        function = entry if name is None else getattr(module, name)
        if method is not None:
            function = getattr(function(), method)
        values = [plain.decode(one, _no_handle) for one in args]
        result = function(*values, **{key: plain.decode(one, _no_handle) for key, one in kwargs})
        return ["=", plain.encode(result, _no_handle)]
    except plain.NotPlainError as error:
        return ["?", str(error)]
    except BaseException as error:
        return ["!", _report(error)]


def _no_handle(value: Any) -> Any:
    raise plain.NotPlainError(f"{type(value).__name__} is no plain data")


def _load(code: types.CodeType, module: types.ModuleType) -> list[Any] | None:
    try:
        exec(code, module.__dict__)
    except GoneError:
        raise
    except BaseException as error:
        return ["!", _report(error)]
    return None


def _call(module: types.ModuleType, entry_point: str, case: dict[str, Any]) -> list[Any]:
    try:
        function = resolve_entry_point(module, entry_point)
        result = function(*case.get("args", []), **case.get("kwargs", {}))
        frame = ["=", plain.encode(result, _base_data)]
        json.dumps(frame)
        return frame
    except plain.NotPlainError as error:
        return ["!", str(error)]
    except BaseException as error:
        return ["!", _report(error)]


def _base_data(value: Any) -> list[Any]:
    """A subclass of a plain type is judged by the plain content, never by the methods it overrides."""
    for base in (str, int, float, list, tuple, dict, set, frozenset):
        if isinstance(value, base):
            return plain.encode(plain.content(value, base), _base_data)  # type: ignore[no-any-return]
    raise plain.NotPlainError(f"returned a {type(value).__name__}, which is no plain data")


def _report(error: BaseException) -> str:
    try:
        inner = error.__traceback__.tb_next if error.__traceback__ else None
        text = "".join(traceback.format_exception(type(error), error, inner))
    except BaseException:
        text = describe(error)
    return text[-STDERR_TAIL:]


def _drop_printed() -> None:
    with contextlib.suppress(BaseException):
        sys.stdout.flush()


class Served:
    """The program as the tests' process sees it: names, calls, attributes and operators; objects go by handles."""

    def __init__(self, fd: int, module: types.ModuleType) -> None:
        self.peer = Peer(Stream(fd), self.handle)
        self.module = module
        self._objects: list[Any] = []
        self._handles: dict[int, int] = {}
        self._described: dict[type, list[Any]] = {}
        self._printed = io.StringIO()
        self._received: Received | None = None
        """The arguments of the call that is being answered."""

    def run(self, code: types.CodeType) -> None:
        sys.stdout = self._printed
        failure = _load(code, self.module)
        names = [name for name in vars(self.module) if type(name) is str and not name.startswith("__")]
        self.peer.send(failure or ["=", names, self._take_printed()])
        self.peer.serve()

    def handle(self, request: list[Any]) -> list[Any]:
        self._received = None
        try:
            frame = ["=", getattr(self, "do_" + request[0])(*request[1:]), self._take_printed()]
            json.dumps(frame)
            return frame
        except GoneError:
            raise
        except BaseException as error:
            return self._raised(error)

    def do_get(self, name: str) -> Any:
        return self._out(getattr(self.module, name))

    def do_entry(self, name: str) -> Any:
        return self._out(resolve_entry_point(self.module, name))

    def do_call(self, target: Any, args: list[Any], kwargs: list[Any]) -> Any:
        """The result, and what the call made of its arguments: the caller's own objects follow."""
        function = self._in(target)
        received = self._received = Received(args, kwargs, self._resolve)
        return received.answer(function(*received.args, **received.kwargs), self._export)

    def do_attr(self, target: Any, name: str) -> Any:
        return self._out(getattr(self._in(target), name))

    def do_setattr(self, target: Any, name: str, value: Any) -> None:
        setattr(self._in(target), name, self._in(value))

    def do_operator(self, name: str, operands: list[Any]) -> Any:
        function = getattr(operator, name, None) or getattr(builtins, name)
        return self._out(function(*[self._in(one) for one in operands]))

    def do_state(self, target: Any) -> Any:
        """What makes an object equal to another of its class: its attributes, and its content if it is a container."""
        value = self._in(target)
        slots = [name for kind in type(value).__mro__ for name in getattr(kind, "__slots__", ())]
        state = {name: getattr(value, name) for name in slots if hasattr(value, name)}
        state.update(getattr(value, "__dict__", {}))
        for name in _not_compared(type(value)) & state.keys():
            del state[name]
        content = None
        with contextlib.suppress(plain.NotPlainError):
            content = _base_data(value)
        return [self._out(state), content]

    def do_await(self, target: Any) -> Any:
        import asyncio

        async def wait() -> Any:
            return await self._in(target)

        return self._out(asyncio.run(wait()))

    def _in(self, message: Any) -> Any:
        return plain.decode(message, self._resolve)

    def _out(self, value: Any) -> Any:
        return plain.encode(value, self._export)

    def _resolve(self, message: list[Any]) -> Any:
        if message[0] == "h":
            return self._objects[message[1]]
        if message[0] == "cb":
            return Callback(self, message[1])
        raise plain.NotPlainError("unknown tag")

    def _export(self, value: Any) -> list[Any] | None:
        if isinstance(value, Callback):
            return ["cb", value.number]
        if isinstance(value, types.ModuleType):
            return ["mod", value.__name__]
        if isinstance(value, type):
            return self._describe_class(value)
        if isinstance(value, types.FunctionType | types.BuiltinFunctionType | types.MethodType):
            return ["fn", self._handle(value), getattr(value, "__name__", "function")]
        if isinstance(value, types.CoroutineType):
            return ["co", self._handle(value)]
        standard = plain.derived_from(type(value))
        if standard in plain.VALUES.values():
            return self._export_value(value, standard)
        return ["o", self._handle(value), self._describe_class(type(value))]

    def _export_value(self, value: Any, standard: Any) -> list[Any] | None:
        """An object that is a plain value, too; None for a named tuple whose parts can be changed."""
        try:
            content = plain.content(value, standard)
        except Exception:  # such as pandas' NaT, which is no moment
            content = None
        if content is None or not plain.never_changes(content):
            described = ["o", self._handle(value), self._describe_class(type(value))]
            return None if plain.is_named_tuple(type(value)) else described
        return ["v", self._handle(value), self._describe_class(type(value)), self._out(content)]

    def _describe_class(self, kind: type) -> list[Any]:
        if kind not in self._described:
            self._described[kind] = self._description(kind)
        return self._described[kind]

    def _description(self, kind: type) -> list[Any]:
        """Its handle, name, bases and module; the standard type that it is derived from, and what it defines anew."""
        bases = [self._describe_class(base) for base in kind.__bases__ if base is not object]
        if getattr(builtins, kind.__name__, None) is kind:
            return ["ty", kind.__name__]
        standard = plain.derived_from(kind)
        own = [] if standard is None else _defined_anew(kind, standard)
        name = standard.__name__ if standard else ""
        return ["cls", self._handle(kind), kind.__name__, bases, str(kind.__module__), name, own]

    def _handle(self, value: Any) -> int:
        known = self._handles.get(id(value))
        if known is None:
            known = self._handles[id(value)] = len(self._objects)
            self._objects.append(value)
        return known

    def _raised(self, error: BaseException) -> list[Any]:
        try:
            arguments = [self._out(one) for one in _arguments(error)]
            json.dumps(arguments)
        except BaseException:
            arguments = [describe(error)]
        return [
            "!",
            self._describe_class(type(error)),
            arguments,
            _report(error),
            self._told(error),
            self._left(),
            self._take_printed(),
        ]

    def _left(self) -> list[Any]:
        """What a call that raised made of its arguments."""
        received, self._received = self._received, None
        try:
            after: list[Any] = [] if received is None else received.answer(None, self._export)[1]
            json.dumps(after)
            return after
        except BaseException:
            return []

    def _told(self, error: BaseException) -> list[Any]:
        """Its text, and those of its attributes that are plain data."""
        attributes: dict[str, Any] = {}
        for name, value in dict(getattr(error, "__dict__", {})).items():
            with contextlib.suppress(BaseException):
                attributes[name] = plain.encode(value, _no_handle)
                json.dumps(attributes[name])
        return [describe(error).partition(": ")[2], [[name, value] for name, value in attributes.items()]]

    def _take_printed(self) -> str:
        text = self._printed.getvalue()[:MAX_PRINTED]
        self._printed.seek(0)
        self._printed.truncate()
        return text


def _arguments(error: BaseException) -> tuple[Any, ...]:
    """With the name of the file, which an OSError takes out of its `args`."""
    named = isinstance(error, OSError) and error.filename is not None and len(error.args) == 2
    return (*error.args, error.filename) if named else error.args  # type: ignore[attr-defined]


def _defined_anew(kind: type, standard: type) -> list[str]:
    """Names that mean something else than in the standard type."""
    seen: dict[str, type] = {}
    for base in kind.__mro__:
        for name in vars(base):
            seen.setdefault(name, base)
    return [name for name, base in seen.items() if base not in standard.__mro__]


def _not_compared(kind: type) -> set[str]:
    """Attributes that say nothing of what an object is: fields of a dataclass that it does not compare, and caches."""
    fields = getattr(kind, "__dataclass_fields__", {})
    own = {name: value for base in kind.__mro__ for name, value in vars(base).items()}
    caches = {name for name, value in own.items() if isinstance(value, functools.cached_property)}
    return caches | {name for name, field in fields.items() if not field.compare}


class Callback:
    """A function of the tests, handed to the program: it can be called, and asked for its name and its signature."""

    def __init__(self, served: Served, number: int) -> None:
        self._served = served
        self.number = number

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        return types.FunctionType

    def __getattr__(self, name: str) -> Any:
        if name in ("__name__", "__qualname__", "__signature__"):
            frame = self._served.peer.ask("look", self.number)
            if frame[0] == "=":
                told = self._served._in(frame[1])
                if name != "__signature__":
                    return told[0]
                if told[1] is not None:
                    return _signature(*told[1:])
        raise AttributeError(f"'function' object has no attribute '{name}'")

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        served = self._served
        sent = Sent(args, kwargs, served._export)
        frame = served.peer.ask("call", self.number, sent.args, sent.kwargs)
        if frame[0] == "!":
            raise getattr(builtins, frame[1], RuntimeError)(*[served._in(one) for one in frame[2]])
        return sent.take(frame[1], served._resolve)


def _signature(parameters: list[Any], returned: list[Any]) -> Any:
    """Of what `proxies` makes of one."""
    import inspect

    def kept(value: list[Any]) -> Any:
        return value[0] if value else inspect.Parameter.empty

    made = [
        inspect.Parameter(name, inspect._ParameterKind(kind), default=kept(default), annotation=kept(annotation))
        for name, kind, default, annotation in parameters
    ]
    return inspect.Signature(made, return_annotation=kept(returned))
