"""Puzzles of signs: what a try comes to, what is right, and what the base has read."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from sdk.train.toy.signs import GAPS, MORE_GAPS, Puzzle, Puzzles, base_text, draw_puzzle, search

PUZZLE = Puzzle(22, (4, 5, 1), 22)


def test_a_try_is_written_with_its_running_totals() -> None:
    assert PUZZLE.question == "Put + or - between 22 4 5 1 to make 22."
    assert PUZZLE.attempt((1, -1, 1)) == " 22+4=26-5=21+1=22"


def test_every_choice_of_signs_that_reaches_the_target_is_right_and_no_other() -> None:
    assert PUZZLE.solutions() == ["121", "212"]
    assert PUZZLE.problem().ground_truth == ["121", "212"]


@pytest.mark.parametrize("gaps", [GAPS, MORE_GAPS])
def test_a_drawn_puzzle_has_a_solution_and_no_total_below_0(gaps: int) -> None:
    for number in range(200):
        puzzle = draw_puzzle(random.Random(number), gaps)
        assert puzzle.solutions()
        assert puzzle.start - sum(puzzle.numbers) >= 0


def test_a_search_ends_with_a_solution_and_one_try_with_whatever_it_came_to() -> None:
    for number in range(50):
        puzzle = draw_puzzle(random.Random(number))
        whole = search(puzzle, random.Random(number))
        assert whole.rpartition("<answer>")[2].removesuffix("</answer>") in puzzle.solutions()
        assert whole.count("right") == 1
        assert search(puzzle, random.Random(number), 1).count("check") == 1


def test_most_of_what_the_base_has_read_answers_after_one_try() -> None:
    texts = [base_text(draw_puzzle(random.Random(n)), random.Random(n)) for n in range(3000)]
    tries = Counter(text.count("=") > 2 * GAPS for inside, text in texts if inside)
    assert tries[False] > 4 * tries[True] > 0


def test_harder_puzzles_are_held_out_alone_and_nothing_held_out_is_trained_on() -> None:
    problems = Puzzles(0, 0.1)
    held_out = problems.held_out(40)
    assert Counter(one.source for one in held_out) == {"usual": 30, "harder": 10}
    trained = {problems.train(number).question for number in range(2000)}
    assert not trained & {one.question for one in held_out}


def test_the_base_has_read_harder_puzzles_too_and_none_that_is_held_out() -> None:
    problems = Puzzles(0, 0.1)
    read = [problems.read(number, random.Random(number)) for number in range(2000)]
    sizes = Counter(len(one.numbers) for one in read)
    assert sizes[GAPS] > 3 * sizes[MORE_GAPS] > 0
    assert not {one.question for one in read} & {one.question for one in problems.held_out(400)}
