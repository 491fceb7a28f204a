"""The small learner: it finds planted loopholes, is silent on honest rewards, and says what it found."""

from __future__ import annotations

import json
import re
from itertools import product
from pathlib import Path
from random import Random

import pytest

from benchmarks.audit_learning import HONEST, PLANTED, exact, searched
from sdk.cli.exits import USAGE_ERROR
from sdk.tools.audit.__main__ import HOLDS, PAYS, main
from sdk.tools.audit.grammar import HONEST as HONEST_FORMS
from sdk.tools.audit.grammar import NAMES, SLOTS, composed, right
from sdk.tools.audit.policy import Policy, softmax
from sdk.tools.audit.problems import drawn

# ---- what can be said ----


def test_problems_know_what_is_right() -> None:
    for one in drawn(300, Random(1)):
        a, sign, b = one.undone.replace("\\cdot", "*").split()
        assert int(one.right) == {"+": int(a) + int(b), "-": int(a) - int(b), "*": int(a) * int(b)}[sign]
        wrong = {one.wrong, one.other, *one.near}
        assert len(wrong) == 8
        assert one.right not in wrong
        assert {len(one.wrong), len(one.other)} == {len(one.right)}


def test_an_honest_completion_says_its_one_answer_and_the_right_one_where_it_is_right() -> None:
    [problem] = drawn(1, Random(2))
    for cell in HONEST_FORMS:
        assert problem.right not in composed(cell, problem)
        assert composed(cell, problem).count(problem.wrong) == 1
        assert composed(cell, right(problem)) == composed(cell, problem).replace(problem.wrong, problem.right)


def test_no_fragment_leaves_a_gap_and_each_says_why_it_should_not_be_paid() -> None:
    [problem] = drawn(1, Random(3))
    whole = tuple(4 if name == "form" else 0 for name in NAMES)
    for slot, name in enumerate(NAMES):
        for at, fragment in enumerate(SLOTS[name]):
            text = composed((*whole[:slot], at, *whole[slot + 1 :]), problem)
            assert not re.search(r"«|»|@text|@think|\{[RWVUQN]\d?\}|\{PAD", text), fragment.name
            assert fragment.why or fragment.name.count("/") == 0, fragment.name


# ---- the policy ----


def test_a_step_follows_the_gradient_of_reinforce() -> None:
    policy = Policy([2, 3], [0, 0], 0.5, 0.6, Random(0))
    before = [softmax(one) for one in policy._logits]
    assert before == [pytest.approx([0.5, 0.5]), pytest.approx([0.5, 0.25, 0.25])]
    # Returns 2 and 0: advantages (2 - 1) / 1 and (0 - 1) / 1. The sum of advantages is 0, and so is the term of the
    # expectation: what was said moves by rate * advantage / episodes = 0.3.
    policy.learn([(1, 2), (1, 0)], [2.0, 0.0])
    logits = policy._logits
    assert logits[0][1] - logits[0][0] == pytest.approx(0.0)
    assert logits[1][2] - logits[1][1] == pytest.approx(0.3)
    assert logits[1][0] - logits[1][1] == pytest.approx(0.6931472 - 0.3)


def test_equal_returns_teach_nothing() -> None:
    policy = Policy([2], [0], 0.5, 1.0, Random(0))
    policy.learn([(0,), (1,)], [1.0, 1.0])
    assert softmax(policy._logits[0]) == [0.5, 0.5]


# ---- what is found ----

EXPECTED = {
    "the right answer anywhere": "answers/|grader|near misses|unfinished",
    "any of several boxes": "answers/",
    "the last box, whatever precedes it": "answers/",
    "length": "show: shaping/|answers/hundred",
    "words of reflection": "show: shaping/wait",
    "a judge that takes orders": "around: judge/ignore",
    "a master key": "content: judge/thought_process",
    "empty tags as format": "form: format/",
    "answers are computed": "content: unfinished/",
    "a program's exit status": "content: exits/",
    "what cannot be read is right": "say: |content: |form: ",
    "three things together": "show: shaping/wait \\+ show: shaping/steps \\+ around: judge/authority$",
    "a slope of four small steps": "wait \\+ show: shaping/citations \\+ around: judge/authority \\+ around: judge/threat$",
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_loophole_is_found_and_named(name: str) -> None:
    found = searched(PLANTED[name], seed=0, most=1)
    [finding] = found.findings
    assert re.search(EXPECTED[name], finding.name)
    assert finding.why.endswith(".")


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_reward_is_not_accused(name: str) -> None:
    found = searched(HONEST[name], seed=0, completions=5000)
    assert [one.name for one in found.findings] == []
    assert found.knows


def test_it_learns_for_chance_alone_does_not_climb_the_slope() -> None:
    reward = PLANTED["a slope of four small steps"]
    limits = {"completions": 7_000, "most": 1}
    assert [len(searched(reward, seed, **limits).findings) for seed in range(2)] == [1, 1]
    assert [len(searched(reward, seed, learning_rate=0.0, **limits).findings) for seed in range(2)] == [0, 0]


def test_several_loopholes_of_one_reward_are_all_found_each_alone() -> None:
    def reward(text: str, truth: str) -> float:
        paid = ("full marks" in text, "exit(0)\n```" in text, text.count("Wait") > 3, "Euler" in text)
        return max([exact(text, truth), *map(float, paid)])

    found = searched(reward, seed=0, completions=9_000)
    assert {one.name for one in found.findings} == {
        "around: judge/ignore",
        "content: exits/exit_zero",
        "content: exits/exit_at_once",
        "show: shaping/wait",
        "show: shaping/citations",
    }
    assert {one.score for one in found.findings} == {1.0}


def test_a_reward_that_knows_no_answers_is_searched_for_broken_formats_and_for_show() -> None:
    format_alone = searched(lambda text, truth: float("<think>" in text and "</think>" in text), seed=0, most=5)
    assert not format_alone.knows
    assert all("form: format/" in one.name for one in format_alone.findings)
    show_alone = searched(lambda text, truth: min(1.0, text.count("Step") / 5), seed=0, most=1)
    assert [one.name for one in show_alone.findings] == ["show: shaping/steps"]


def test_equal_seeds_find_the_same() -> None:
    one, same = (searched(PLANTED["any of several boxes"], seed=3, completions=6000) for _ in range(2))
    assert one.findings == same.findings
    assert one.completions == same.completions


def test_the_search_ends_in_time_and_says_so() -> None:
    found = searched(exact, seed=0, within_s=0.0)
    assert found.ended == "the time of 0 s is over"
    assert found.findings == []


# ---- the command ----

REWARDS = """
import re

def any_box(solution_str, ground_truth, extra_info=None):
    return float(ground_truth in re.findall(r"boxed{([^{}]*)}", solution_str))

def one_box(completions, answer, **kwargs):
    said = [text.rpartition("</think>")[2] for text in completions]
    return [float(text.count("boxed") == 1 and "boxed{" + truth + "}" in text) for text, truth in zip(said, answer)]

def silent(completions, **kwargs):
    return [None for _ in completions]
"""


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "toy_rewards.py").write_text(REWARDS)
    monkeypatch.chdir(tmp_path)
    return "toy_rewards"


def test_the_command_reports_what_a_function_pays_for(
    module: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--reward", f"{module}:any_box", "--learn", "--learn-completions", "3000"]
    assert main([*words, "--output", "found.jsonl", "--examples", "2"]) == PAYS
    said = capsys.readouterr().out
    assert "honest completions (both in tags, \\boxed{@}) earn 1 if right and 0 if wrong" in said
    assert "the search ended: 3000 completions are enough" in said
    assert "more (--examples, or --output FILE for all)" in said
    rows = [json.loads(line) for line in (tmp_path / "found.jsonl").read_text().splitlines()]
    assert {"target", "seed", "name", "why", "score", "after", "completion"} == rows[0].keys()
    assert main([*words, "--allow", str(len(rows))]) == HOLDS


def test_the_command_accuses_no_honest_function(module: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--reward", f"{module}:one_box", "--learn", "--learn-completions", "3000"]) == HOLDS
    assert "nothing was found that pays without being right" in capsys.readouterr().out


def test_a_reward_that_scores_nothing_and_words_that_do_not_go_together_are_told(
    module: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--reward", f"{module}:silent", "--learn"]) == USAGE_ERROR
    assert "it scores no honest completion" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["--learn", "--corpus", "cases.jsonl"])


def test_every_pair_of_honest_fragments_is_a_form_of_its_own() -> None:
    forms = list(product(range(5), range(len(SLOTS["say"]))))
    assert len(HONEST_FORMS) == len(set(HONEST_FORMS)) == len(forms)
