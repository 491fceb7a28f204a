"""Members of sequences under sums and products."""

from __future__ import annotations

import random
import time

import pytest
from labelled import judged  # type: ignore[import-not-found]  # in the folder above, which is in no package

from reward_server.symbolic.parse.families import families, spelled_out, under_index
from reward_server.symbolic.parse.tokens import Unparsable
from reward_server.symbolic.parse.tree import Op, Sym, show

SEED = int(time.time()) // 3600
BODIES = (
    "a_{%s}",
    "a_{%s} b_{%s}",
    "a_{%s}^2",
    "(a_{%s}+c)",
    r"\frac{1}{a_{%s}}",
    "f(%s)",
    "f(%s) b_{%s}",
    "2^{n} a_{%s}",
)


def body(form: str, place: str) -> str:
    return form.replace("%s", place)


@pytest.mark.parametrize("draw", range(40))
def test_another_letter_and_a_shift_change_nothing_and_another_place_does(draw: int) -> None:
    """A finite sum of unknown members is the same under another index or shifted with its bounds, and no other one."""
    chance = random.Random(SEED * 100 + draw)
    form, sign = chance.choice(BODIES), chance.choice([r"\sum", r"\prod"])
    low, letter, other = chance.randint(0, 3), *chance.sample("ijkm", 2)
    truth = rf"{sign}_{{{letter}={low}}}^{{n}} {body(form, letter)}"
    renamed = rf"{sign}_{{{other}={low}}}^{{n}} {body(form, other)}"
    shifted = rf"{sign}_{{{other}={low + 1}}}^{{n+1}} {body(form, other + '-1')}"
    moved = rf"{sign}_{{{other}={low + 1}}}^{{n+1}} {body(form, other)}"
    free = rf"{sign}_{{{other}={low}}}^{{n}} {body(form, letter)}"
    verdicts = [judged(rf"\boxed{{{one}}}", truth).score for one in (renamed, shifted, moved, free)]
    assert verdicts == [1, 1, 0, 0], (truth, renamed, shifted, moved, free)


@pytest.mark.parametrize(("name", "said"), [
    ("a_k", "apply(a, k)"), ("a_2k+1", "apply(a, ((2*k) + 1))"), ("x_ij", "apply(x, i, j)"),
    ("x_i,j-1", "apply(x, i, (j - 1))"), ("b_n-k", "apply(b, (n - k))"), ("a_-k", "apply(a, -k)"),
])  # fmt: skip
def test_a_subscript_gives_the_places(name: str, said: str) -> None:
    """Numbers, letters and their sums; letters side by side are several places."""
    assert show(spelled_out(Sym(name), frozenset({"a", "b", "x"}))) == said


def test_only_what_the_index_counts_is_a_member() -> None:
    """A subscript without the index stays a name, and one that cannot be read is refused."""
    assert under_index(Sym("a_n"), "k") == Sym("a_n")
    assert under_index(Sym("x_max"), "a") == Sym("x_max")
    assert families([Op("apply", (Sym("f"), Sym("#1"))), Op("apply", (Sym("g"), Sym("x")))]) == {"f"}
    with pytest.raises(Unparsable):
        under_index(Sym("a_k^2"), "k")
