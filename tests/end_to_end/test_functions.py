"""A user's own functions as rewards of a real service, and of a local client."""

from __future__ import annotations

import json
from collections.abc import Iterator

import httpx
import pytest

from reward_server.settings import Settings
from sdk import InvalidRequestError, Item, RewardClient, UnavailableError
from tests.end_to_end.running import start_server, stop

USERS = "tests.reward_server.functions.users_rewards"
REWARDS = [f"{USERS}:brief", f"mine={USERS}:matches", f"{USERS}:misbehaves", f"{USERS}:with_a_model", f"{USERS}:only_marked",
           f"{USERS}:forgiving"]  # fmt: skip


@pytest.fixture(scope="module")
def served() -> Iterator[str]:
    running = start_server(sandbox="off", rewards=json.dumps(REWARDS))
    yield running.url
    assert stop(running) == 0


def test_a_function_is_a_reward_by_its_name_beside_the_service_s_own(served: str) -> None:
    items = [
        Item(completion="<think>a</think><answer>7</answer>", ground_truth="7"),
        Item(completion="one two three four", ground_truth="7"),
    ]
    with RewardClient(served) as client:
        result = client.score(items, rewards={"accuracy": 1, "mine": 2, "brief": {"weight": 1, "most_words": 2}})
    assert result.rewards == [4.0, 0.0]
    assert result.items[1].components["brief"].reason == "4 words"


def test_an_unknown_option_of_a_function_is_a_422(served: str) -> None:
    with RewardClient(served) as client, pytest.raises(InvalidRequestError, match="most_words"):
        client.score([Item(completion="a")], rewards={"brief": {"fewest": 2}})


def test_a_fault_of_a_function_is_a_null_and_the_rest_of_the_batch_undisturbed(served: str) -> None:
    texts = ["fine", "segfault", "raise", "none", "fine"]
    with RewardClient(served) as client:
        result = client.score([Item(completion=text) for text in texts], rewards={"misbehaves": 1})
    assert result.rewards == [0.5, None, None, None, 0.5]
    assert [one.components["misbehaves"].status for one in result.items] == ["ok", "error", "error", "error", "ok"]


def test_what_none_and_an_exception_mean_is_the_function_s_to_declare(served: str) -> None:
    with RewardClient(served) as client:
        unmarked, marked = client.score(
            [Item(completion="a"), Item(completion="a", metadata={"mark": "a"})],
            rewards={"only_marked": 1, "format": 0},
        ).items
        (empty,) = client.score([Item(completion="")], rewards={"forgiving": 1}).items
    assert unmarked.components["only_marked"].status == "not_applicable"
    assert marked.reward == 1.0
    assert (empty.reward, empty.components["forgiving"].undecided) == (0.0, True)


def test_functions_stand_in_the_list_of_rewards_and_in_the_version(served: str) -> None:
    told = httpx.get(f"{served}/v1/rewards").json()
    names = {one["name"]: one for one in told["rewards"]}
    assert {"brief", "mine", "long_enough"} <= set(names)
    assert "most_words" in names["brief"]["options"]["properties"]
    own = RewardClient.local(Settings(sandbox="off", rewards=REWARDS[:1]))
    with own, RewardClient.local(Settings(sandbox="off")) as plain:
        item = [Item(completion="a b", ground_truth="1")]
        assert own.score(item, rewards={"brief": 1}).rewards == [1.0]
        assert plain.score(item).version != own.score(item).version


def test_a_function_that_cannot_be_loaded_keeps_the_service_unready_and_says_why() -> None:
    with pytest.raises(UnavailableError, match="no_such_module"):
        RewardClient.local(Settings(sandbox="off", rewards=["no_such_module:f"]))
