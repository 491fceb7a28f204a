"""A player has a name and a turn."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.players import same_player

NIM = "Alice and Bob alternately remove stones. Alice moves first. Who has a winning strategy?"
NOBODY = "Alice and Bob alternately remove stones. Who has a winning strategy?"


@pytest.mark.parametrize(
    ("truth", "answer", "prompt", "equal"),
    [
        ("Alice", r"\text{the first player}", NIM, True), ("Alice", r"\text{the second player}", NIM, False),
        ("Alice", r"\text{the first player}", NOBODY, None), ("the first player", r"\text{Bob}", NIM, False),
        ("the second player", r"\text{Bob}", NIM, True), ("Alice", r"\text{Alice wins}", NIM, True),
        ("Alice", r"\text{Bob wins}", NIM, False), ("Alice", r"\text{The first player has a winning strategy}", NIM, True),
        ("the first player", r"\text{the player who moves first}", NOBODY, True), ("the first player", r"\text{Player 2}", NOBODY, False),
        ("the second player", r"\text{second}", NOBODY, True), ("the second player", r"\text{the first}", NOBODY, False),
        ("Bob", r"\text{the second player (Bob)}", NIM, True), ("Bob", r"\text{the second player (Alice)}", NIM, None),
        ("Bob", r"\text{Bob, the second player}", NIM, True), ("2", r"\text{second}", NIM, None), ("f (2)", "f (3)", NIM, None),
        ("Alice", r"\text{Carol}", NIM, None), ("Bob", r"\text{player 1}", "Alice and Bob play; Bob starts. Who wins?", True),
        ("A", r"\text{the first player}", "Players A and B alternate, with A moving first. Who wins?", True),
        ("Anna", r"\text{der erste Spieler}", "Anna und Ben spielen. Anna beginnt. Wer gewinnt?", True),
        ("Ben", r"\text{der erste Spieler}", "Anna und Ben spielen. Anna beginnt. Wer gewinnt?", False),
        ("Вася", r"\text{второй игрок}", "Петя и Вася играют, начинает Петя. Кто выигрывает?", True),
        ("Аня", r"\text{первый игрок}", "Аня и Боря играют. Аня ходит первой. Кто выигрывает?", True),
    ],
)  # fmt: skip
def test_the_prompt_says_who_begins(truth: str, answer: str, prompt: str, equal: bool | None) -> None:
    verdict = same_player(truth, answer, prompt)
    assert (verdict and verdict.equal) == equal
