"""The parts of a completion, clause by clause of their definition."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reward_server.rewards.transcript import find_tags, of_messages, parse
from sdk.schema import Message, Template

DEFAULT = Template()
PREFILLED = Template(think_prefilled=True)
UNTAGGED = Template(answer_tags=False)
ENDED = Template(special_tokens=["<|im_end|>", "</s>\n"])
FRAGMENTS = ["<think>", "</think>", "<answer>", "</answer>", "6", " ", "\n", "<|im_end|>"]
completions = st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join)
templates = st.builds(
    Template,
    think_prefilled=st.booleans(),
    answer_tags=st.booleans(),
    special_tokens=st.sampled_from([[], ["<|im_end|>"]]),
)


@pytest.mark.parametrize(
    ("template", "completion", "think", "answer"),
    [
        # the content of the answer block after the reasoning
        (DEFAULT, "<think>a</think><answer>6</answer>", "a", "6"),
        (DEFAULT, "<think>a</think> so <answer>6</answer> indeed", "a", "6"),
        (DEFAULT, "<answer>6</answer>", None, "6"),
        (DEFAULT, "a</think><answer>6</answer>", "a", "6"),
        (PREFILLED, "a</think><answer>6</answer>", "a", "6"),
        (DEFAULT, "<think>a</think><answer>use <think> here</answer>", "a", "use <think> here"),
        (DEFAULT, "<think>a</think><answer>6</answer><think>b", "a", "6"),
        # an answer inside the reasoning is none
        (DEFAULT, "<think><answer>6</answer></think>7", "<answer>6</answer>", "7"),
        (DEFAULT, "<think><answer>6</answer></think>", "<answer>6</answer>", None),
        (DEFAULT, "<think><answer>5</answer></think><answer>6</answer>", "<answer>5</answer>", "6"),
        (DEFAULT, "<answer>6</answer><think>a</think>", "a", None),
        (DEFAULT, "<think>a</think><answer>5</answer><think>b</think>6", "a</think><answer>5</answer><think>b", "6"),
        (DEFAULT, "<think>a <answer>6</answer>", None, None),
        (PREFILLED, "a <answer>6</answer>", None, None),
        (DEFAULT, "<think>a</think><think><answer>6</answer>", "a", None),
        # several blocks are none
        (DEFAULT, "<think>a</think><answer>6</answer><answer>6</answer>", "a", None),
        (DEFAULT, "<think>a</think><answer>5<answer>6</answer></answer>", "a", None),
        (DEFAULT, "<answer>6</answer> or <answer>7", None, None),
        # an empty one is none
        (DEFAULT, "<think>a</think><answer></answer> 6", "a", None),
        (DEFAULT, "<think>a</think><answer>\n \t</answer>", "a", None),
        # without a block: the text after the last close
        (DEFAULT, "<think>a</think> The answer is 6.", "a", "The answer is 6."),
        (DEFAULT, "<think>a</think>b</think> 6", "a</think>b", "6"),
        (DEFAULT, "<think>a</think>", "a", None),
        (DEFAULT, "<think>a</think> \n ", "a", None),
        (DEFAULT, "<think>a</think><answer>6", "a", "6"),
        (DEFAULT, "<think>a</think>6</answer>", "a", "6"),
        (DEFAULT, "<think>a</think></answer>6<answer>", "a", "</answer>6<answer>"),
        # without that: the whole completion
        (DEFAULT, "So it is 6.", None, "So it is 6."),
        (DEFAULT, "", None, None),
        # unless the reasoning was opened, or prefilled, and never closed
        (DEFAULT, "<think>it is 6", None, None),
        (DEFAULT, "It is <think> 6", None, None),
        (DEFAULT, "<answer>6</answer><think>it", None, None),
        (DEFAULT, "<think>a</think> <think>it is 6", "a", None),
        (PREFILLED, "it is 6", None, None),
        (PREFILLED, "", None, None),
        # answer_tags: false
        (UNTAGGED, "<think>a</think> 6 ", "a", " 6 "),
        (UNTAGGED, "<think>a</think><answer>6</answer>", "a", "<answer>6</answer>"),
        (UNTAGGED, "6", None, "6"),
        (UNTAGGED, "<think>6", None, None),
        (UNTAGGED, "<think>a</think>", "a", None),
        # special tokens are cut from the end, and nowhere else
        (ENDED, "<think>a</think>6<|im_end|>", "a", "6"),
        (ENDED, "6</s><|im_end|> \n<|im_end|>\n", None, "6"),
        (ENDED, "<|im_end|>6", None, "<|im_end|>6"),
        (ENDED, "<|im_end|></s>", None, None),
    ],
)
def test_each_clause(template: Template, completion: str, think: str | None, answer: str | None) -> None:
    got = parse(completion, template)
    assert (got.think, got.answer) == (think, answer)
    assert bool(got.no_answer) == (answer is None)


def test_why_there_is_no_answer_and_where() -> None:
    assert "opened at 2 is never closed" in parse("a <think>6", DEFAULT).no_answer
    assert "stands at 0 and again at 18" in parse("<answer>6</answer><answer>7</answer>", DEFAULT).no_answer
    assert "block at 8 is empty" in parse("</think><answer></answer>", DEFAULT).no_answer


def test_of_two_tags_at_one_place_the_longer_is_meant() -> None:
    template = Template(think_open="<t", think_close="<t>", answer_open="<a", answer_close="<a>")
    assert find_tags("<t <t> <a>", template) == {
        "think_open": [0],
        "think_close": [3],
        "answer_open": [],
        "answer_close": [7],
    }


def test_tags_of_any_characters_are_taken_literally() -> None:
    template = Template(think_open=".*", think_close="\ud800", answer_open="(", answer_close="[")
    assert parse(".*a\ud800(6[", template).answer == "6"


def test_reasoning_content_is_the_reasoning_of_the_last_assistant_message() -> None:
    messages = [
        Message(role="assistant", content="5", reasoning_content="old"),
        Message(role="user", content="again"),
        Message(role="assistant", content="It is 6", reasoning_content="maybe 7"),
        Message(role="tool", content="8"),
    ]
    got = of_messages(messages, DEFAULT)
    assert (got.think, got.answer) == ("maybe 7", "It is 6")
    assert of_messages(messages, PREFILLED).answer == "It is 6"


@pytest.mark.parametrize("reasoning", [None, "", " "])
def test_without_reasoning_content_the_content_is_the_whole_completion(reasoning: str | None) -> None:
    message = Message(role="assistant", content="<think>a</think><answer>6</answer>", reasoning_content=reasoning)
    got = of_messages([message], DEFAULT)
    assert got.text == message.content
    assert got.answer == "6"


@pytest.mark.parametrize("field", ["reasoning_content", "reasoning", "thinking"])
def test_reasoning_is_read_by_whichever_name_the_server_gave_it(field: str) -> None:
    message = Message.model_validate({"role": "assistant", "content": "It is 6", field: "maybe 7"})
    got = of_messages([message], DEFAULT)
    assert (got.think, got.answer) == ("maybe 7", "It is 6")


def test_of_several_names_for_the_reasoning_the_first_with_a_text_counts() -> None:
    fields = {"reasoning_content": None, "reasoning": "", "thinking": "maybe 7"}
    message = Message.model_validate({"role": "assistant", "content": "6", **fields})
    assert of_messages([message], DEFAULT).think == "maybe 7"


def test_a_field_that_is_no_text_is_no_reasoning() -> None:
    message = Message.model_validate({"role": "assistant", "content": "6", "reasoning": {"effort": "high"}})
    assert of_messages([message], DEFAULT).think is None


def test_messages_without_an_assistant_are_an_empty_completion() -> None:
    assert of_messages([Message(role="user", content="6")], DEFAULT).answer is None


def test_the_answer_of_content_in_parts() -> None:
    parts = [{"type": "text", "text": "<think>a</think>"}, {"type": "text", "text": "6"}]
    assert of_messages([Message(role="assistant", content=parts)], DEFAULT).answer == "6"


@given(completions, templates)
def test_an_answer_never_comes_from_within_the_reasoning(completion: str, template: Template) -> None:
    got = parse(completion, template)
    if got.answer is not None and template.think_close in got.text:
        assert got.text.rpartition(template.think_close)[2].count(got.answer)


@given(completions, templates)
def test_there_is_an_answer_or_a_reason_why_not(completion: str, template: Template) -> None:
    got = parse(completion, template)
    assert (got.answer is None) == bool(got.no_answer)
    assert got.answer is None or got.answer.strip()


@given(st.text(), templates)
def test_any_text_is_parsed(completion: str, template: Template) -> None:
    assert completion.startswith(parse(completion, template).text)


@pytest.mark.parametrize("unit", ["<think>", "<think></think><answer></answer>", "<", "\n", "<|im_end|>\n", "</think"])
def test_a_megabyte_of_anything_is_parsed_in_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        times = []
        for _ in range(3):
            start = time.process_time()
            parse(text, ENDED)
            times.append(time.process_time() - start)
        return min(times)

    assert seconds(1_000_000) < 30 * seconds(125_000) + 0.05


def test_opening_and_closing_tags_of_one_text_take_turns() -> None:
    """Models that write `||thought||answer` have one tag for both ends."""
    template = Template(think_open="||", think_close="||", answer_open="@@", answer_close="@@")
    read = parse("||two and two||@@4@@", template)
    assert (read.think, read.answer) == ("two and two", "4")
    assert parse("||two and two", template).answer is None
    prefilled = template.model_copy(update={"think_prefilled": True})
    assert parse("two and two||@@4@@", prefilled).answer == "4"
    assert parse("@@4@@ and @@5@@", template).answer is None


def test_the_reasoning_and_the_answer_may_not_share_a_tag() -> None:
    with pytest.raises(ValueError, match="differ from those of the answer"):
        Template(think_open="||", think_close="||", answer_open="||", answer_close="@@")
