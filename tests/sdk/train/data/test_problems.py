"""Questions: those to train on and those held out, from files and made on the spot."""

from __future__ import annotations

import copy
import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tokenizers.processors import TemplateProcessing

from sdk.train.config.schema import ProblemsConfig
from sdk.train.data.problems import Listed, Problem, Problems, first_drawn, is_held_out, read_problems, stratified
from sdk.train.data.prompts import Prompter, missing_bos
from sdk.train.errors import ConfigError, DataError
from sdk.train.launch.setup import load_problems
from sdk.train.toy.arithmetic import Arithmetic, base_text, draw_sum

ROWS = [{"question": f"What is {n}?", "ground_truth": n} for n in range(60)]


def source(tmp_path: Path, rows: list[dict[str, Any]], name: str = "data.jsonl", **settings: Any) -> Problems:
    path = tmp_path / name
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return load_problems(ProblemsConfig(source=str(path), **settings), seed=0)


def test_sums_are_right() -> None:
    """The expression is evaluated by hand, left to right, from the question's text."""
    numbers = random.Random(0)
    for _ in range(300):
        one = draw_sum(numbers)
        text = one.question.removeprefix("What is ").removesuffix("?").replace("-", "+-")
        assert sum(int(part) for part in text.split("+")) == one.total >= 0
        assert one.steps[-1].endswith(f"={one.total}")
        assert 1 <= len(one.steps) <= 3


def test_held_out_sums_are_never_trained_on() -> None:
    problems = Arithmetic(seed=3, holdout=0.1)
    held_out = {one.question for one in problems.held_out(300)}
    trained = {problems.train(number).question for number in range(3000)}
    assert len(held_out) == 300
    assert not held_out & trained


def test_a_running_number_always_has_the_same_problem() -> None:
    first, second = Arithmetic(1, 0.1), Arithmetic(1, 0.1)
    assert [first.train(n) for n in (5, 2, 5)] == [second.train(n) for n in (5, 2, 5)]
    assert [first.train(n) for n in range(9)] != [Arithmetic(2, 0.1).train(n) for n in range(9)]
    assert first.held_out(50) == Arithmetic(2, 0.1).held_out(50), "held-out questions do not depend on the seed"


def test_the_weak_bases_texts_are_seldom_right() -> None:
    """In the template about a quarter of the answers are right, half of the texts know no template."""
    numbers = random.Random(0)
    drawn = [(one, base_text(one, numbers)) for one in (draw_sum(numbers) for _ in range(4000))]
    templated = [(one, text) for one, text in drawn if text.in_template]
    right = [one for one, text in templated if text.text.endswith(f"<answer> {one.total} </answer>")]
    assert 0.45 < len(templated) / len(drawn) < 0.55
    assert 0.2 < len(right) / len(templated) < 0.3


def test_a_file_is_split_by_a_hash_of_the_question(tmp_path: Path) -> None:
    problems = source(tmp_path, ROWS, holdout=0.3)
    held_out = problems.held_out(60)
    assert 5 < len(held_out) < 35
    assert all(is_held_out(one.question, 0.3) for one in held_out)
    count = len(ROWS) - len(held_out)
    epochs = [[problems.train(n).id for n in range(at, at + count)] for at in (0, count)]
    assert set(epochs[0]) == set(epochs[1])
    assert len(set(epochs[0])) == count, "an epoch has every row once"
    assert epochs[0] != epochs[1], "in another order"
    assert not {one.id for one in held_out} & set(epochs[0])


def test_columns_are_named_and_read(tmp_path: Path) -> None:
    tests = {"type": "stdio", "cases": []}
    rows = [{"q": "q", "a": ["1", 2], "t": tests, "l": "de", "s": "so", "x": 1}]
    problems = source(
        tmp_path, rows * 9, eval_source=str(tmp_path / "data.jsonl"), question_column="q", ground_truth_column="a",
        tests_column="t", language_column="l", solution_column="s",
    )  # fmt: skip
    expected = Problem("data.jsonl:1", "q", ["1", "2"], tests, "de", "so")
    assert problems.held_out(1) == [expected]


def test_json_and_csv_files_are_read_too(tmp_path: Path) -> None:
    (tmp_path / "data.json").write_text(json.dumps(ROWS))
    (tmp_path / "data.csv").write_text("question,ground_truth\n" + "".join(f"What is {n}?,{n}\n" for n in range(60)))
    (tmp_path / "data.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    read = [
        load_problems(ProblemsConfig(source=str(tmp_path / f"data.{kind}")), 0).held_out(60)
        for kind in ("json", "csv", "jsonl")
    ]
    texts = [[(one.question, one.ground_truth) for one in each] for each in read]
    assert texts[0] == texts[1] == texts[2]
    assert texts[0]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"prompt": "q", "answer": 1}\n', "data.jsonl:1 has no column 'question' (it has: prompt, answer)"),
        ('{"questions": "q"}\n', "set problems.question_column=questions"),
        ('{"question": "q"}\n', "has no column 'ground_truth'"),
        ('{"question": "q", "ground_truth": 1}\n{oops\n', "line 2: not valid JSON"),
        ("[1]\n", "data.jsonl:1: should be an object"),
        ("", "0 questions to train on"),
    ],
)
def test_a_bad_file_is_told_in_one_line(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "data.jsonl").write_text(content)
    with pytest.raises(DataError) as caught:
        load_problems(ProblemsConfig(source=str(tmp_path / "data.jsonl")), 0)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no data at"):
        load_problems(ProblemsConfig(source=str(tmp_path / "none.jsonl")), 0)


BEGINNING = 0


class ChatTokenizer:
    chat_template = "there is one"
    bos_token_id = BEGINNING

    def apply_chat_template(self, messages: list[dict[str, str]], tokenize: bool, add_generation_prompt: bool) -> str:
        assert not tokenize
        assert add_generation_prompt
        return "|".join(f"{one['role']}:{one['content']}" for one in messages) + "|assistant:"

    def __call__(self, text: str, add_special_tokens: bool = True) -> dict[str, list[int]]:
        """A token each letter, after one for the beginning."""
        return {"input_ids": [BEGINNING] * add_special_tokens + [ord(letter) for letter in text]}


def test_prompts_by_template_and_by_chat_template() -> None:
    problem = Problem("1", "Why {question}?")
    messages = Problem("2", [{"role": "user", "content": "Hi"}])
    assert Prompter("Q: {question} A:", ChatTokenizer())(problem).text == "Q: Why {question}? A:"
    assert Prompter("chat", ChatTokenizer())(problem).text == "user:Why {question}?|assistant:"
    assert Prompter("chat", ChatTokenizer(), "Be brief")(messages).text == "system:Be brief|user:Hi|assistant:"


def test_a_plain_prompt_begins_as_the_tokenizer_begins_a_text_and_a_chat_prompt_as_its_template_does() -> None:
    """The template writes its own beginning: the tokenizer is not to add another."""
    plain = Prompter("{question}", ChatTokenizer())(Problem("1", "Why?"))
    chat = Prompter("chat", ChatTokenizer())(Problem("1", "Why?"))
    assert plain.ids[0] == BEGINNING
    assert BEGINNING not in chat.ids


def test_a_plain_prompt_that_has_the_beginning_already_gets_no_second_one() -> None:
    assert Prompter("\0{question}", ChatTokenizer())(Problem("1", "Why?")).ids == [BEGINNING, *map(ord, "Why?")]


def test_a_beginning_that_only_the_chat_template_writes_is_told(tokenizer: Any) -> None:
    """`tokenizer` adds nothing to a text."""
    plain = copy.deepcopy(tokenizer)
    assert missing_bos(plain) is None
    plain.bos_token = "<eos>"
    assert missing_bos(plain) is None, "no chat template says that it belongs there"
    plain.chat_template = "{{ bos_token }}{{ messages[0].content }}"
    assert missing_bos(plain) == "<eos>"
    plain.chat_template = "{% for one in messages %}{{ bos_token }}{{ one.content }}{% endfor %}"
    assert missing_bos(plain) is None, "it begins a message, not a text"
    plain.chat_template = "{{ bos_token }}{{ messages[0].content }}"
    plain.backend_tokenizer.post_processor = TemplateProcessing(
        single="<eos> $A", special_tokens=[("<eos>", plain.bos_token_id)]
    )
    assert missing_bos(plain) is None


def test_a_chat_template_that_refuses_is_told_in_one_line(tokenizer: Any) -> None:
    strict = copy.deepcopy(tokenizer)
    strict.chat_template = "{{ raise_exception('System role not\n supported') }}"
    with pytest.raises(DataError) as caught:
        Prompter("chat", strict, "Be brief.")(Problem("1", "Why?"))
    assert str(caught.value) == (
        "the tokenizer's chat template refuses a conversation of system, user: System role not supported (the first "
        "is problems.system)"
    )


def test_prompts_that_cannot_be_made_are_told() -> None:
    with pytest.raises(ConfigError, match="no chat template"):
        Prompter("chat", object())
    with pytest.raises(ConfigError, match=r"has no \{question\} in it"):
        Prompter("Solve this:", None)
    with pytest.raises(ConfigError, match=r"needs problems\.template=chat"):
        Prompter("{question}", None)(Problem("1", [{"role": "user", "content": "Hi"}]))


def test_held_out_questions_are_drawn_by_hash_and_every_source_has_its_share() -> None:
    """In whatever order the file has them; a rare source has at least one."""
    rows = [
        Problem(f"{n}", f"question {n}", source="math" if n < 90 else "code" if n < 99 else "odd") for n in range(100)
    ]
    drawn = stratified(rows, 20)
    assert drawn == stratified(rows[::-1], 20)
    assert drawn[:10] == stratified(rows, 10)
    counts = Counter(one.source for one in drawn)
    assert counts["odd"] == 1
    assert counts["code"] in (2, 3)
    assert {int(one.id) for one in drawn} - set(range(20)), "not the first of the file"


@pytest.mark.parametrize(
    ("row", "hint"),
    [
        ({"prompt": "q", "answer": "1"}, "set problems.question_column=prompt"),
        ({"question": "q", "answer": "1"}, "set problems.ground_truth_column=answer"),
        ({"question": "q", "solution": "s", "final_answer": "1"}, "set problems.ground_truth_column=final_answer"),
        ({"question": "q", "groundtruth": "1", "answer": "2"}, "set problems.ground_truth_column=groundtruth"),
        ({"question": "q", "colour": "1"}, "set problems.ground_truth_column=NAME"),
    ],
)
def test_the_column_that_is_likely_meant_is_named(tmp_path: Path, row: dict[str, str], hint: str) -> None:
    (tmp_path / "data.jsonl").write_text(json.dumps(row))
    with pytest.raises(DataError) as caught:
        read_problems(str(tmp_path / "data.jsonl"), ProblemsConfig())
    assert hint in str(caught.value)


def test_questions_come_from_tables_with_line_breaks_in_their_cells_and_from_parquet(tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets")
    (tmp_path / "data.csv").write_text('question,ground_truth\n"What is\n1+1?",2\n')
    datasets.Dataset.from_list([{"question": "What is\n1+1?", "ground_truth": "2"}]).to_parquet(
        tmp_path / "data.parquet"
    )
    datasets.Dataset.from_csv(str(tmp_path / "data.csv")).save_to_disk(tmp_path / "folder")
    for name in ("data.csv", "data.parquet", "folder"):
        [found] = read_problems(str(tmp_path / name), ProblemsConfig())
        assert (found.question, found.ground_truth) == ("What is\n1+1?", "2"), name


def test_questions_on_both_sides_are_told(tmp_path: Path) -> None:
    rows = [{"question": f"What is {n}+1?", "ground_truth": n + 1} for n in range(5)]
    for name in ("train", "eval"):
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    said: list[str] = []
    config = ProblemsConfig(source=str(tmp_path / "train.jsonl"), eval_source=str(tmp_path / "eval.jsonl"))
    load_problems(config, 0, said.append)
    assert said[0].startswith("warning: 5 of 5 held-out questions are trained on too")


@pytest.mark.parametrize("question", [7, "", " ", [], ["text"], None])
def test_a_question_that_is_none_is_told_with_its_line(tmp_path: Path, question: object) -> None:
    rows = [{"question": "1+1?", "ground_truth": 2}, {"question": question, "ground_truth": 2}]
    (tmp_path / "data.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    with pytest.raises(
        DataError, match=r"^data.jsonl:2: question should be a text or a list of messages, and not empty"
    ):
        read_problems(str(tmp_path / "data.jsonl"), ProblemsConfig())


def test_the_first_distinct_questions_alone_are_asked_each_once_an_epoch() -> None:
    whole = Arithmetic(0, 0.1)
    few, more = (first_drawn(whole, count, seed=3) for count in (4, 8))
    epochs = [[few.train(4 * epoch + at).id for at in range(4)] for epoch in range(6)]
    assert all(sorted(one) == sorted(set(epochs[0])) for one in epochs)
    assert len({tuple(one) for one in epochs}) > 1, "each epoch has its order"
    assert {few.train(at).id for at in range(4)} < {more.train(at).id for at in range(8)}
    assert few.held_out(5) == whole.held_out(5)


def test_more_distinct_questions_than_there_are_is_told() -> None:
    rows = [Problem(f"{number}", "What is 1+1?" if number else "What is 1+2?") for number in range(5)]
    with pytest.raises(DataError, match=r"problems\.limit=3: there are only 2 distinct questions to train on"):
        first_drawn(Listed(rows, rows[:1], 0), 3, seed=0)
