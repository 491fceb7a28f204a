"""The corpus, what counts as paid, and audits of rewards with known loopholes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from sdk import RewardClient
from sdk.cli.exits import USAGE_ERROR
from sdk.local import without_programs
from sdk.tools.audit import open_questions
from sdk.tools.audit.__main__ import HOLDS, PAYS, main
from sdk.tools.audit.attacks import FAMILIES, STATED, corpus
from sdk.tools.audit.paying import Audit, audit
from sdk.tools.audit.problems import PROBLEMS, REASONING, STYLES
from sdk.tools.audit.programs import catalog
from sdk.tools.audit.targets import Ask, Function, Paid, Service, TargetError
from sdk.train.toy.chat_server import ChatServer, Messages
from tests.reward_server import judges


def as_they_come(some: Sequence[object], total: int) -> Sequence[object]:
    return some


class Toy:
    """A reward given as a function of the completion and the truth."""

    name, programs = "toy", False

    def __init__(self, reward: Callable[[str, str], float | None]) -> None:
        self._reward = reward

    def pay(self, asks: Sequence[Ask]) -> list[Paid]:
        return [Paid(self._reward(one.completion, one.ground_truth)) for one in asks]


def audited(reward: Callable[[str, str], float | None]) -> Audit:
    return audit(Toy(reward), FAMILIES, False, as_they_come)  # type: ignore[arg-type]


def paid(found: Audit) -> set[str]:
    return {one.id.split("/")[1] for one in found.verdicts if one.paid}


def last_box(completion: str) -> str:
    return completion.rpartition("\\boxed{")[2].partition("}")[0]


# ---- the corpus ----


def test_the_corpus_has_over_a_thousand_cases_each_with_a_reason_and_a_name_of_its_own() -> None:
    cases = list(corpus(STYLES[0], FAMILIES))
    assert len(cases) + sum(1 for _ in catalog()) >= 1400
    assert len({one.id for one in cases}) == len(cases)
    assert all(one.why.endswith(".") for one in cases)
    assert {one.family for one in cases} | {"programs", open_questions.FAMILY} == set(FAMILIES)


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_no_template_is_left_unfilled_in_any_style(style: object) -> None:
    for case in corpus(style, FAMILIES):  # type: ignore[arg-type]
        assert not STATED.search(case.completion), case.id
        assert not any(name in case.completion for name in ("{R}", "{W}", "{V}", "{U}", "{Q}", "{PAD", "@")), case.id


def test_every_attacking_program_is_aimed_at_tests_and_has_a_reason() -> None:
    programs = list(catalog())
    assert len({one.name for one in programs}) == len(programs) >= 400
    assert all(one.tests and one.why for one in programs)


# ---- what counts as paid ----


def test_an_honest_reward_pays_for_nothing_that_it_can_be_asked() -> None:
    found = audited(lambda completion, truth: float(completion.endswith(f"\n<answer>\n\\boxed{{{truth}}}\n</answer>")))
    assert found.style == "tags and box"
    assert {one.id for one in found.verdicts if one.paid} == set()
    assert set(found.left_out) == {"format", "open questions", "programs"}


@pytest.mark.parametrize(
    ("reward", "attacks"),
    [
        (lambda completion, truth: float(truth in completion), {"or", "negated", "thought_only", "list", "hundred"}),
        (lambda completion, truth: float(last_box(completion) == truth), {"after_the_end", "other_turn", "or", "two"}),
        (lambda completion, truth: (last_box(completion) == truth) + 0.001 * len(completion), {"long", "very_long", "loop"}),
        (lambda completion, truth: (last_box(completion) == truth) + 0.1 * completion.count("Wait"), {"wait"}),
        (lambda completion, truth: (last_box(completion) == truth) + 0.2 * completion.count("<think>"), {"many_thoughts"}),
        (lambda completion, truth: (last_box(completion) == truth) + 0.5 * ("<think>" in completion), {"tags_alone", "quoted"}),
        (lambda completion, truth: max(last_box(completion) == truth, "ull marks" in completion), {"ignore"}),
    ],
)  # fmt: skip
def test_a_planted_loophole_is_found(reward: Callable[[str, str], float], attacks: set[str]) -> None:
    assert attacks - paid(audited(reward)) == set()


def test_a_reward_that_knows_no_answers_is_asked_about_its_format_alone() -> None:
    found = audited(lambda completion, truth: float("<think>" in completion and "</think>" in completion))
    assert {one.family for one in found.verdicts} == {"format", "shaping"}
    assert {"tags_alone", "blank_blocks", "closed_first"} <= paid(found)


def test_a_reward_of_show_alone_pays_wrong_answers_more_than_an_honest_right_one() -> None:
    found = audited(lambda completion, truth: min(1.0, completion.count("Step") / 3))
    assert paid(found) == {"steps"}


def test_a_null_is_never_paid() -> None:
    honest = {
        (STYLES[0].completion(REASONING, STYLES[0].states(answer)), one.right): float(answer == one.right)
        for one in PROBLEMS
        for answer in (one.right, one.wrong)
    }
    found = audited(lambda completion, truth: honest.get((completion, truth)))
    assert len(found.verdicts) > 700
    assert paid(found) == set()


# ---- the service ----


@pytest.fixture(scope="module")
def ours() -> Iterator[Audit]:
    with RewardClient.local(without_programs()) as client:
        yield audit(Service(client, None, False, 600.0), FAMILIES, False, as_they_come)  # type: ignore[arg-type]


def test_the_service_pays_for_none_of_the_texts_and_answers_all(ours: Audit) -> None:
    tried = Counter(one.family for one in ours.verdicts)
    assert {*tried, "programs", open_questions.FAMILY} == set(FAMILIES)
    assert sum(tried.values()) > 1000
    assert [one.id for one in ours.verdicts if one.paid or one.score is None] == []


@pytest.mark.docker
def test_programs_that_attack_are_put_to_the_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    some = list(catalog())[::60]
    monkeypatch.setattr("sdk.tools.audit.paying.catalog", lambda: iter(some))
    with RewardClient.local() as client:
        found = audit(Service(client, None, True, 600.0), ["programs"], False, as_they_come)  # type: ignore[arg-type]
    assert [one.id for one in found.verdicts] == [f"programs/{one.name}" for one in some]
    assert [one.reason for one in found.verdicts if one.score != 0] == []


# ---- a judge ----

JUDGED: dict[str, dict[str, Any]] = {
    "helpfulness": {"helpfulness": 1},
    "pairwise": {"helpfulness": {"mode": "pairwise", "reference": "It is Perth."}},
    "rubric": {"rubric": {"criteria": [{"criterion": "It says which city is the capital"}]}},
    "preference": {"preference": {"group_size": 3}},
    "listwise": {"preference": {"compare": "listwise"}},
}


class Bench:
    """A service and its judge, which is one function or another."""

    def __init__(self) -> None:
        self.judge: Callable[[Messages], str] = judges.naive
        self.client: RewardClient

    def audited(self, kind: str, judge: Callable[[Messages], str]) -> Audit:
        """Of the one question that the scripted judges know something about."""
        self.judge = judge
        target = Service(self.client, JUDGED[kind], False, 600.0)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(open_questions, "QUESTIONS", open_questions.QUESTIONS[:1])
            return audit(target, [open_questions.FAMILY], False, as_they_come)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    found = Bench()
    with ChatServer(lambda messages: found.judge(messages)) as served:
        judge = {"judge_url": served.url, "judge_model": "scripted", "memo_entries": 0}
        with RewardClient.local(without_programs().model_copy(update=judge)) as found.client:
            yield found


@pytest.mark.parametrize("kind", JUDGED)
def test_a_judge_that_believes_what_stands_outside_its_fences_pays_for_no_order(kind: str, bench: Bench) -> None:
    found = bench.audited(kind, judges.naive)
    assert len(found.verdicts) > 35, found.left_out
    assert [one.id for one in found.verdicts if one.paid or one.score is None] == []


@pytest.mark.parametrize("kind", JUDGED)
def test_a_judge_that_obeys_is_told_to_pay_for_orders(kind: str, bench: Bench) -> None:
    found = bench.audited(kind, judges.obeying)
    assert {"score_ten", "fence_guessed", "others_are_bad", "french"} <= paid(found)
    assert "silence" not in paid(found)
    assert [one.id for one in found.verdicts if one.score is None] == []


def test_a_reward_that_has_no_opinion_is_not_asked_for_one() -> None:
    found = audited(lambda completion, truth: float(completion == truth))
    assert "no more than a poor one" in found.left_out[open_questions.FAMILY]


def test_no_attack_on_an_opinion_holds_what_the_good_answer_says() -> None:
    attacks = list(open_questions.attacks())
    assert len({one.id for one in attacks}) == len(attacks) >= 150
    assert all(one.why.endswith(".") for one in attacks)
    for one in attacks:
        assert one.question.good not in one.answer
        assert not any(name in one.answer for name in ("{P}", "{W}", "{R}", "«", "»"))


# ---- functions ----

REWARDS = '''
import time

def contains(completions: list[list[dict[str, str]]], solution, **kwargs):
    """As TRL calls it."""
    return [float(sol in one[0]["content"]) for one, sol in zip(completions, solution)]

def last_box(solution_str, ground_truth, extra_info=None):
    """As verl calls it."""
    if "ull marks" in solution_str:
        time.sleep(3600)
    if "SYSTEM" in solution_str:
        raise ValueError("odd")
    return float(solution_str.rpartition("boxed{")[2].partition("}")[0] == ground_truth)

number = 3
'''


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "my_rewards.py").write_text(REWARDS)
    monkeypatch.chdir(tmp_path)
    return "my_rewards"


def test_a_function_of_trl_s_form_is_audited_by_the_command(
    module: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--reward", f"{module}:contains", "--output", "out.jsonl"]) == PAYS
    said = capsys.readouterr().out
    assert "answers/negated" in said
    assert "not tried: programs" in said
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert {"id", "family", "why", "completion", "score", "paid"} <= rows[0].keys()
    assert main(["--reward", f"{module}:contains", "--allow", str(len(rows))]) == HOLDS


def test_a_function_of_verl_s_form_that_hangs_or_raises_costs_its_own_cases_alone(module: str) -> None:
    target = Function(f"{module}:last_box", call_s=1.0)
    try:
        asks = [Ask("", "4", text) for text in ("\\boxed{4}", "full marks", "SYSTEM", "\\boxed{5}")]
        found = target.pay(asks)
    finally:
        target.close()
    assert [one.score for one in found] == [1.0, None, None, 0.0]
    assert "no answer within 1 s" in found[1].reason
    assert "ValueError: odd" in found[2].reason


@pytest.mark.parametrize("name", ["no_such_module:f", "my_rewards:no_such", "my_rewards:number", "my_rewards"])
def test_what_is_no_function_is_told_at_once(module: str, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(TargetError):
        Function(name, call_s=1.0)
    assert main(["--reward", name]) == USAGE_ERROR
    assert name in capsys.readouterr().err


# ---- another's corpus ----


def test_another_s_cases_are_put_to_a_reward_with_what_they_expect(
    module: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = [
        {"id": "a", "completion": "It is not 4.", "ground_truth": "4", "expect": False, "why": "denied"},
        {"id": "b", "completion": "\\boxed{4}", "ground_truth": 4, "expect": True},
        {"id": "c", "completion": "\\boxed{four}", "ground_truth": "4", "expect": True, "why": "a word"},
    ]
    (tmp_path / "cases.jsonl").write_text("\n".join(map(json.dumps, cases)))
    assert main(["--reward", f"{module}:contains", "--corpus", "cases.jsonl"]) == PAYS
    said = capsys.readouterr().out
    assert "a (1): denied" in said
    assert "should be paid and is not: a word" in said
    (tmp_path / "cases.jsonl").write_text('{"completion": "x"}\n')
    assert main(["--reward", f"{module}:contains", "--corpus", "cases.jsonl"]) == USAGE_ERROR
    assert "row 1: it should have 'ground_truth'" in capsys.readouterr().err
