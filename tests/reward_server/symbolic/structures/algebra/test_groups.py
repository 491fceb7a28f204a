"""Groups are what they are up to isomorphism, not how they are written."""

from __future__ import annotations

import time

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.structures.algebra.groups import same_groups
from reward_server.symbolic.verdict import Undecided

GALOIS = "Determine the Galois group of the polynomial."
CLASSES = "Classify the abelian groups of order 12 up to isomorphism."


@pytest.mark.parametrize(
    ("truth", "answer", "equal"),
    [
        (r"\mathbb{Z}_{12}", r"\mathbb{Z}_4\times\mathbb{Z}_3", True),
        (r"\mathbb{Z}_{12},\ \mathbb{Z}_2\times\mathbb{Z}_6", r"\mathbb{Z}_2^2\oplus\mathbb{Z}_3,\quad C_3\times C_4", True),
        (r"$\mathbb{Z}_{12}$ and $\mathbb{Z}_2\times\mathbb{Z}_6$", r"\mathbb{Z}/4\times\mathbb{Z}/3,\ \mathbb{Z}/2\times\mathbb{Z}/2\times\mathbb{Z}/3", True),
        (r"\mathbb{Z}/4\mathbb{Z}", r"\mathbb{Z}/(4)", True),
        (r"\mathbb{Z}/n\mathbb{Z}", r"\mathbb{Z}_n", True),
        (r"\mathbb{Z}/p\mathbb{Z}\times\mathbb{Z}/p\mathbb{Z}", r"(\mathbb{Z}/p\mathbb{Z})^2", True),
        (r"\mathbb{Z}/p\mathbb{Z}\times\mathbb{Z}/p\mathbb{Z}", r"\mathbb{Z}/p^2\mathbb{Z}", None),
        (r"\mathbb{Z}_{12}", r"\mathbb{Z}_2\times\mathbb{Z}_6", False),
        (r"\mathbb{Z}_2^2", r"\mathbb{Z}_4", False),
        (r"\mathbb{Z}_{12},\ \mathbb{Z}_2\times\mathbb{Z}_6", r"\mathbb{Z}_{12},\ \mathbb{Z}_3\times\mathbb{Z}_4", False),
        (r"\mathbb{Z}_6", "S_3", False),
        (r"\mathbb{Z}/2\mathbb{Z}", r"2\mathbb{Z}", None),
        ("x_1, x_2", "x_1", None),
    ],
)  # fmt: skip
def test_abelian_groups_are_their_cyclic_parts(truth: str, answer: str, equal: bool | None) -> None:
    verdict = same_groups(truth, answer)
    assert (verdict and verdict.equal) == equal


@pytest.mark.parametrize(
    ("truth", "answer", "equal"),
    [
        (r"\mathbb{Z}\times\mathbb{Z}", r"\mathbb{Z}^2", True), (r"\mathbb{Z}\times\mathbb{Z}", r"\mathbb{Z}*\mathbb{Z}", False),
        (r"\mathbb{Z}*\mathbb{Z}", r"\mathbb{Z}\times\mathbb{Z}", False), ("$F_2$", r"\mathbb{Z}\ast\mathbb{Z}", True),
        ("the free group on two generators", r"\pi_1(X)\cong\mathbb{Z}*\mathbb{Z}", True),
        ("$F_2$", r"\mathbb{Z}*\mathbb{Z}*\mathbb{Z}", False), ("free abelian group of rank 2", r"\mathbb{Z}*\mathbb{Z}", False),
        (r"\mathbb{Z}*\mathbb{Z}\times\mathbb{Z}", r"\mathbb{Z}\times\mathbb{Z}*\mathbb{Z}", None),
        (r"(\mathbb{Z}*\mathbb{Z})\times\mathbb{Z}", r"F_2\times\mathbb{Z}", True),
        (r"\mathbb{Z}_2*\mathbb{Z}_3", r"\langle a,b\mid a^2,b^3\rangle", True), (r"\mathbb{Z}_2*\mathbb{Z}_3", r"\mathbb{Z}_6", False),
    ],
)  # fmt: skip
def test_a_free_product_is_no_product(truth: str, answer: str, equal: bool | None) -> None:
    verdict = same_groups(truth, answer)
    assert (verdict and verdict.equal) == equal


@pytest.mark.parametrize(
    ("truth", "answer", "equal"),
    [
        ("the dihedral group of order 8", r"\langle r,s\mid r^4=s^2=1,\ srs=r^{-1}\rangle", True),
        ("the dihedral group of order 8", r"\langle r,s\mid r^8=s^2=1,\ srs=r^{-1}\rangle", False),
        ("the dihedral group of order 8", r"\langle r,s\mid r^4=s^2=1,\ srs=r\rangle", False),
        ("the dihedral group of order 8", "D_4", True), ("the dihedral group of order 8", "D_8", True),
        ("the dihedral group of order 8", "Q_8", False), ("$D_4$", r"\text{the dihedral group of order }8", True),
        ("$D_4$", r"\text{the dihedral group of order }4", False), ("$D_4$", "D_8", False),
        ("$S_3$", "D_3", True), ("$S_3$", r"\text{the symmetric group on three letters}", True), ("$S_3$", "A_3", False),
        ("$D_6$", r"S_3\times\mathbb{Z}_2", True), ("$D_4$", r"\mathbb{Z}_4\times\mathbb{Z}_2", False), ("$A_3$", "C_3", True),
        ("the Klein four-group", r"\mathbb{Z}/2\mathbb{Z}\times\mathbb{Z}/2\mathbb{Z}", True), ("$V_4$", r"C_2\times C_2", True),
        ("the Klein four-group", "C_4", False), (r"\mathbb{Z}/2\mathbb{Z}", r"\text{the cyclic group of order }2", True),
        ("the quaternion group", "Q_8", True), ("the symmetric group $S_4$", "S_4", True),
        (r"C_2\times C_2", r"\mathbb{Z}_2^2\text{ (the Klein four-group)}", True), (r"C_2\times C_2", r"\mathbb{Z}_2^2\text{ (cyclic of order 4)}", None),
        (r"$C_2$ and $C_3$", r"\{C_3, C_2\}", True), ("$C_2$ and $C_3$", "C_3, C_2", False), ("the Klein four-group", r"\text{Klein's four-group }V", True),
        (r"$\mathbb{F}_4$", r"\mathrm{GF}(4)", True), (r"$\mathbb{F}_4$", r"\mathbb{Z}/4\mathbb{Z}", False), (r"$\mathbb{F}_4$", r"\mathbb{Z}_2\times\mathbb{Z}_2", False),
        (r"$\mathbb{F}_7$", r"\mathbb{Z}/7", True), (r"$\mathbb{F}_p$", r"\mathbb{Z}/p\mathbb{Z}", True), (r"$\mathbb{F}_p$", r"\mathbb{F}_{p^2}", None),
        ("$D_5$", r"\langle r,s : r^5=s^2=e,\ srs^{-1}=r^{-1}\rangle", True),
        ("$A_4$", "[S_4,S_4]=A_4", True), ("$A_4$", "[S_4,S_4]=V_4", False),
        ("trivial", "1", True), ("the trivial group", "0", True), (r"$\{e\}$", r"\text{trivial}", True),
        ("the centre is trivial", r"\{1\}", True), ("the trivial group", r"\mathbb{Z}", False), ("0", "1", None),
        ("H_1 = S_3", "H_2 = S_3", None),
    ],
)  # fmt: skip
def test_groups_have_names(truth: str, answer: str, equal: bool | None) -> None:
    verdict = same_groups(truth, answer, GALOIS)
    assert (verdict and verdict.equal) == equal


@pytest.mark.parametrize(
    ("prompt", "equal"),
    [("Name a point of the figure.", None), (GALOIS, True), ("Which point group has the molecule?", None)],
)
def test_letters_are_groups_only_where_the_prompt_speaks_of_groups(prompt: str, equal: bool | None) -> None:
    verdict = same_groups("A_3", "C_3", prompt)
    assert (verdict and verdict.equal) == equal


def test_groups_of_a_classification_have_no_order() -> None:
    found = [
        same_groups(r"\mathbb{Z}, \mathbb{Z}_2", r"\mathbb{Z}_2, \mathbb{Z}", prompt)
        for prompt in (CLASSES, "Find the homology groups $H_0$ and $H_1$.")
    ]
    assert [one.equal for one in found if one] == [True, False]


@pytest.mark.parametrize(
    "text", [r"\mathbb{Z}_2\times" * 30, "(" * 390, r"\langle a,b\mid" + "(ab)^9" * 40 + r"\rangle", "the " * 90]
)
def test_long_texts_are_read_as_fast_as_short_ones(text: str) -> None:
    start = time.perf_counter()
    same_groups(text, text, GALOIS)
    assert time.perf_counter() - start < 1


GROUPS_OF_UNITS_AND_THE_CIRCLE = [
    ("Which group is it isomorphic to?", "C_4", r"(\mathbb{Z}/5\mathbb{Z})^\times", True),
    ("Which group is it isomorphic to?", r"C_2\times C_2", r"(\mathbb{Z}/8\mathbb{Z})^*", True),
    ("Which group is it isomorphic to?", "C_4", r"(\mathbb{Z}/8\mathbb{Z})^\times", False),
    ("Which group is it isomorphic to?", r"\mathbb{Z}_4", r"(\mathbb{Z}/12\mathbb{Z})^\times", False),
    ("Which group is it isomorphic to?", r"\mathbb{Z}_8", r"\mathbb{F}_9^\times", True),
    ("Which group is it isomorphic to?", r"\mathbb{Z}_8", r"\mathbb{F}_9", False),
    ("Which group is it isomorphic to?", "C_6", r"\mathbb{Z}_7^\times", True),
    ("Which group is it isomorphic to?", "C_6", r"\mathbb{Z}_9^{*}", True),
    ("Which group is it isomorphic to?", "S^1", r"\{z\in\mathbb{C}:|z|=1\}", True),
    ("Which group is it isomorphic to?", "S^1", "U(1)", True),
    ("Which group is it isomorphic to?", "S^1", r"\{z\in\mathbb{C}:|z|<1\}", False),
    ("Which group is it isomorphic to?", "S^1", r"\mathbb{R}", False),
    ("Which group is it isomorphic to?", "S^1", "S^2", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), GROUPS_OF_UNITS_AND_THE_CIRCLE)
def test_groups_of_units_and_the_circle(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal


GROUPS_WITH_THEIR_ORDER = [
    (r"Find the Galois group of the splitting field of $x^4-2$ over $\mathbb Q$.", r"D_4\ \text{(order 8)}", r"\langle r,s\mid r^4=s^2=1,\ srs=r^{-1}\rangle", True),
    (r"Find the Galois group of the splitting field of $x^4-2$ over $\mathbb Q$.", r"D_4\ \text{(order 8)}", "D_4", True),
    (r"Find the Galois group of the splitting field of $x^4-2$ over $\mathbb Q$.", r"D_4\ \text{(order 8)}", r"\text{the dihedral group of order } 8", True),
    (r"Find the Galois group of the splitting field of $x^4-2$ over $\mathbb Q$.", r"D_4\ \text{(order 8)}", r"D_4\text{ of order }8", True),
    (r"Find the Galois group of the splitting field of $x^4-2$ over $\mathbb Q$.", r"D_4\ \text{(order 8)}", r"\langle r,s\mid r^4=s^2=1,\ srs=r\rangle", False),
    (r"Find the Galois group of the splitting field of $x^4-2$ over $\mathbb Q$.", r"D_4\ \text{(order 8)}", "Q_8", False),
    (r"Find the Galois group of the splitting field of $x^4-2$ over $\mathbb Q$.", r"D_4\ \text{(order 8)}", "D_8", False),
    (r"Find the Galois group of the splitting field of $x^4-2$ over $\mathbb Q$.", r"D_4\ \text{(order 8)}", r"D_4\text{ of order }4", False),
    (r"Find the Galois group of the splitting field of $x^4-2$ over $\mathbb Q$.", r"D_4\ \text{(order 8)}", r"\langle r,s\mid r^8=s^2=1,\ srs=r^{-1}\rangle", False),
    (r"Find the Galois group of the splitting field of $x^4-2$ over $\mathbb Q$.", r"D_4\ \text{(order 8)}", "C_8", False),
    (r"Find the Galois group of the splitting field of $x^4-2$ over $\mathbb Q$.", r"D_4\ \text{(order 8)}", "S_4", False),
    (r"Find the Galois group of the splitting field of $x^4-2$ over $\mathbb Q$.", r"D_4\ \text{(order 8)}", r"\langle a,b\mid a^4=1,\ b^2=a^2,\ bab^{-1}=a^{-1}\rangle", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), GROUPS_WITH_THEIR_ORDER)
def test_groups_with_their_order(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
