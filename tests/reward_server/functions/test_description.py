"""What is read off a function's signature, and which functions cannot be rewards."""

from __future__ import annotations

import pytest

from reward_server.functions.description import Description, Unusable, describe, load

USERS = "tests.reward_server.functions.users_rewards"


def test_parameters_are_fields_of_the_item_columns_or_options() -> None:
    """Known names are fields, other names without a default are columns of the metadata, and those with one options."""
    assert describe(f"{USERS}:brief").takes == {"completion": "completion", "most_words": "option"}
    verl = describe(f"{USERS}:as_in_verl")
    assert verl.takes == {
        "data_source": "data_source", "solution_str": "completion", "ground_truth": "ground_truth", "extra_info": "metadata",
    }  # fmt: skip
    assert describe(f"{USERS}:slowly").takes["hint"] == "column"


def test_a_function_of_completions_takes_a_batch_and_its_annotations_tell_of_messages() -> None:
    plain, trl = describe(f"{USERS}:matches"), describe(f"{USERS}:as_in_trl")
    assert (plain.is_batch, plain.conversational, plain.takes_rest) == (True, False, True)
    assert (trl.is_batch, trl.conversational) == (True, True)


def test_a_mark_names_the_reward_and_its_options() -> None:
    found = describe(f"{USERS}:with_a_model")
    assert (found.name, found.deterministic, found.options) == ("long_enough", True, ("least",))
    assert describe(f"mine={USERS}:with_a_model").name == "mine", "whoever serves has the last word"


def test_a_description_survives_the_way_between_processes() -> None:
    found = describe(f"{USERS}:with_a_model")
    assert Description.from_json(found.to_json()) == found


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("brief", "module:function"),
        (f"{USERS}:nothing", "has no 'nothing'"),
        (f"{USERS}:CALLS", "no function"),
        (f"{USERS}:takes_nothing", "takes no completion"),
    ],
)
def test_what_is_no_reward_function_is_told_with_the_reason(target: str, why: str) -> None:
    with pytest.raises(Unusable, match=why):
        describe(target)


def test_a_method_of_a_class_is_found_by_its_path() -> None:
    assert load("json:JSONDecoder.decode").__name__ == "decode"
