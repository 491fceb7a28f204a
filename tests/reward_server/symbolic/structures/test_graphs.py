"""Graphs by name, compared as graphs."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.structures.graphs import MAX_CHARS, same_graphs
from reward_server.symbolic.verdict import Undecided

PROMPT = "Which graph is it?"


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("K_{3,3}", r"\text{the complete bipartite graph with parts of size 3 and 3}", True), ("K_{3,3}", r"\text{the complete bipartite graph }K_{3,3}", True),
        ("K_{3,3}", r"\text{a hexagon together with its three long diagonals}", True), ("K_{3,3}", r"\text{the utility graph}", True),
        ("K_{3,3}", r"\text{the complete bipartite graph with two parts of three vertices each}", True), ("K_{3,3}", r"\text{the complete graph }K_6", False),
        ("K_{3,3}", r"\text{the complete bipartite graph with parts of sizes 2 and 4}", False), ("K_{3,3}", r"\text{a hexagon with its two long diagonals}", False),
        ("K_{3,3}", r"\text{a hexagon with all diagonals}", False), ("K_6", r"\text{a hexagon with all diagonals}", True), ("K_{2,3}", "K_{3,2}", True), ("K_{2,3}", "K_{2,4}", False),
        ("C_5", r"\text{the cycle on 5 vertices}", True), ("C_5", r"\text{a pentagon}", True), ("C_5", r"\text{the path on 5 vertices}", False), ("C_5", r"\text{a hexagon}", False),
        ("C_4", "K_{2,2}", True), ("K_4", r"\text{a square with both diagonals}", True), ("C_3", "K_3", True), ("C_4", "K_4", False), ("Q_3", r"\text{the graph of the cube}", True),
        ("K_{1,4}", r"\text{a star with four leaves}", True), ("K_{1,4}", r"\text{a star with five leaves}", False), ("P_3", "P_4", False), ("K_{1,4}", r"\text{the star on 5 vertices}", True), ("K_{1,4}", r"\text{the star on 4 vertices}", False),
        ("K_{1,2}", r"\text{the path on 3 vertices}", True),
    ],
)  # fmt: skip
def test_graphs_are_equal_up_to_isomorphism(truth: str, answer: str, right: bool) -> None:
    assert compare(truth, answer, prompt=PROMPT).equal is right
    assert compare(answer, truth, prompt=PROMPT).equal is right


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "K_{99,99}",
        "W_5",
        "P_3",
        "K_0",
        r"\text{a graph}",
        "K" * (MAX_CHARS + 1),
        r"\text{an odd pentagon with long diagonals}",
        "C_2",
    ],
)
def test_what_is_no_certain_graph_is_left_to_others(text: str) -> None:
    assert same_graphs(text, text, PROMPT) is None


def test_letters_are_graphs_only_where_the_question_is_about_graphs() -> None:
    assert same_graphs("C_3", "K_3", "Which constant is it?") is None


def test_the_petersen_graph_is_itself() -> None:
    assert same_graphs(r"\text{Petersen graph}", r"\text{the Petersen graph}", PROMPT) is not None


GRAPHS_BESIDE_EACH_OTHER = [
    ("Name the complement of the graph $K_{2,3}$.", r"K_2\cup K_3", r"\text{the disjoint union of } K_3 \text{ and } K_2", True),
    ("Name the complement of the graph $K_{2,3}$.", r"K_2\sqcup K_3", r"\text{the disjoint union of a triangle and } K_2", True),
    ("Name the complement of the graph $K_{2,3}$.", "2K_3", r"\text{two disjoint triangles}", True),
    ("Name the complement of the graph $K_{2,3}$.", "2K_3", r"K_3 \cup K_3", True),
    ("Name the complement of the graph $K_{2,3}$.", "2K_3", r"\text{a hexagon}", False),
    ("Name the complement of the graph $K_{2,3}$.", "2K_3", "3K_2", False),
    ("Name the complement of the graph $K_{2,3}$.", r"K_2\cup K_3", "K_{2,3}", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), GRAPHS_BESIDE_EACH_OTHER)
def test_graphs_beside_each_other(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
