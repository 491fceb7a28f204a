"""latex2sympy2 is reached on every Python, and what it lacks is never the answer's fault."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from reward_server.symbolic import latex


def in_a_fresh_process(code: str) -> str:
    """It changes what is imported, so it has a process of its own; what it prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


NO_TYPING_IO = """
import sys, typing
sys.modules.pop("typing.io", None)
if hasattr(typing, "io"): del typing.io
"""


def test_it_works_where_typing_io_is_gone() -> None:
    """Python 3.13 has none; nothing of the stand-in is left for others to find."""
    code = NO_TYPING_IO + (
        "from reward_server.symbolic.latex import latex_to_sympy\n"
        "print(latex_to_sympy(r'\\frac{1}{2}'), 'typing.io' in sys.modules)"
    )
    assert in_a_fresh_process(code) == "1/2 False"


def test_an_import_that_fails_is_no_unreadable_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is raised as what it is, at the first import and from within."""
    (tmp_path / "latex2sympy2.py").write_text("def latex2sympy(text):\n    import no_such_module\n")
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "from reward_server.symbolic.latex import latex_to_sympy\n"
        "try: latex_to_sympy(r'\\frac{1}{2}')\n"
        "except ModuleNotFoundError as error: print(error.name)"
    )
    assert in_a_fresh_process(code) == "no_such_module"


def test_what_the_grammar_does_not_know_is_unreadable() -> None:
    """Whatever ANTLR's visitor raises."""
    with pytest.raises(latex.Unreadable):
        latex.latex_to_sympy(r"\frac{1}{2")


def test_a_full_stop_would_end_what_is_read() -> None:
    assert not latex.readable(r"\lambda y.a\,y")
    assert latex.readable(r"\frac{1.5}{x}")
