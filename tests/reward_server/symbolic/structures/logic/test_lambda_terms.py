"""Terms up to the names of their bound variables."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

CASES = [
    ("Reduce the lambda term to normal form.", r"\lambda y.a", r"\lambda z.\,a", True),
    ("Reduce the lambda term to normal form.", r"\lambda y.a\,y", r"\lambda y.y\,a", False),
    ("Reduce the lambda term to normal form.", r"\lambda x.\lambda y.x", r"\lambda ab.a", True),
    ("Reduce the lambda term to normal form.", r"\lambda x.\lambda y.x", r"\lambda x.\lambda y.y", False),
    ("Reduce the lambda term to normal form.", r"\lambda y.a", r"\lambda a.a", False),
    ("Reduce the lambda term to normal form.", r"\lambda y.z", r"\lambda z.z", False),
    ("Reduce the lambda term to normal form.", r"\lambda x.x", r"(\lambda y.y)(\lambda x.x)", False),
    ("Reduce the lambda term to normal form.", r"\lambda x.x\,(y\,z)", r"\lambda x.x\,y\,z", False),
    ("Reduce the lambda term to normal form.", r"\lambda x.(x\,y)\,z", r"\lambda x.x\,y\,z", True),
    ("Give a lambda term for the identity.", r"\lambda x.x", r"(\lambda y.y)(\lambda z.z)", True),
    ("Give a lambda term for the identity.", r"\lambda x.x", r"\lambda x.\lambda y.x", False),
    ("Give a lambda term for addition of Church numerals.", r"\lambda m n f x. m f (n f x)", r"\lambda a.\lambda b.\lambda f.\lambda x.a\,f\,(b\,f\,x)", True),
    ("Give a lambda term for addition of Church numerals.", r"\lambda m n f x. m f (n f x)", r"\lambda m n f x. m f (n x f)", False),
    ("Give a lambda term without a normal form.", r"(\lambda x.x x)(\lambda x.x x)", r"(\lambda y.y y)(\lambda x.x x)", True),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), CASES)
def test_terms_up_to_names(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
