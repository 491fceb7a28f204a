"""Copies of a program with one small change each."""

from __future__ import annotations

import ast

import pytest

from sdk.tools.doctor.mutants import mutants

PROGRAM = '''
def clamp(x, low=0):
    """Between low and ten."""
    if x < low and not x == 10:
        return low
    total = max(x + 1, 2)
    return total - 1
'''


def told(source: str, most: int = 100) -> list[str]:
    return [one.told for one in mutants(source, most)]


@pytest.mark.parametrize(
    ("program", "changes"),
    [
        ("x = a + b", ["a + b -> a - b", "a + b -> a * b"]),
        ("x = a < b", ["a < b -> a <= b", "a < b -> a >= b"]),
        ("x = a and b", ["a and b -> a or b"]),
        ("x = 3", ["3 -> 4"]),
        ("x = 'no'", ["'no' -> ''"]),
        ("x = True", ["True -> False"]),
        ("def f():\n    return a", ["return a -> return None"]),
        ("x = min(a)", ["min(a) -> max(a)"]),
        ("x = a[1:]", ["1: -> :", "1 -> 2"]),
        ("x += a", ["x += a -> x -= a", "x += a -> x *= a"]),
        ("'docstring'", []),
        ("if __name__ == '__main__':\n    f()", []),
        ("def f(:", []),
    ],
)
def test_each_kind_of_change(program: str, changes: list[str]) -> None:
    found = [one for one in told(program) if not one.startswith("if __name__")]
    assert found == changes


def test_every_mutant_is_a_program_that_differs_from_its_source_and_from_the_others() -> None:
    found = [one.source for one in mutants(PROGRAM, 100)]
    assert len(found) > 10
    assert len({*found, ast.unparse(ast.parse(PROGRAM))}) == len(found) + 1
    for one in found:
        ast.parse(one)
    assert all("Between low and ten." in one for one in found)


def test_few_mutants_are_spread_over_the_program() -> None:
    few = mutants(PROGRAM, 5)
    assert len(few) == 5
    assert few == mutants(PROGRAM, 5)
    assert {one.line for one in few} > {4}
