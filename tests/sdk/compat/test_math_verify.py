"""Math-Verify's two functions over the service: what they take, what they give, and what they never do."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from typing import Any

import pytest

from sdk.compat.math_verify import (
    Answer,
    ExprExtractionConfig,
    LatexExtractionConfig,
    StringExtractionConfig,
    parse,
    verify,
)


def test_the_final_answer_is_parsed_and_keeps_the_text_that_it_came_from() -> None:
    text = "We add. So the answer is \\boxed{\\frac{1}{2}}."
    [found, again] = parse(text)
    assert (found, again) == ("\\frac{1}{2}", "\\frac{1}{2}")
    assert isinstance(found, Answer)
    assert found.source == text
    assert parse(text, fallback_mode="no_fallback") == ["\\frac{1}{2}"]
    assert pickle.loads(pickle.dumps(found)).source == text


@pytest.mark.parametrize("text", ["", "   ", "<think>so it is 5", "So is it 5, or perhaps 6, or perhaps 7?"])
def test_a_text_without_an_answer_parses_to_an_empty_list(text: str) -> None:
    assert parse(text) == []
    assert verify(parse("5"), parse(text)) is False


def test_no_text_is_an_empty_list_or_an_error_as_asked() -> None:
    assert parse(5) == []  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="a text is parsed, not int"):
        parse(5, raise_on_error=True)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "config", "found"),
    [
        ("The answer is A.", StringExtractionConfig(lowercase=False), ["A", "A"]),
        ("The answer is A.", StringExtractionConfig(), ["a", "A"]),
        ("The answer is U.", StringExtractionConfig(strings=("U",)), ["u", "U"]),
        ("The answer is E.", StringExtractionConfig(), []),
        ("\\boxed{A} or \\boxed{B}", StringExtractionConfig(), []),
    ],
)
def test_a_choice_of_strings_is_parsed_as_math_verify_does(text: str, config: Any, found: list[str]) -> None:
    assert parse(text, [config]) == found


@pytest.mark.parametrize(
    ("gold", "pred", "equal"),
    [
        ("$\\frac12$", "The answer is 0.5", True),
        ("\\boxed{x^2+2x+1}", "$(x+1)^2$", True),
        ("The total is 60. The answer is 60.", "\\boxed{60}", True),
        ("7", "8", False),
        ("42", "\\boxed{41}, or \\boxed{42}", False),
        ("2", "\\boxed{1+1}", False),
    ],
)
def test_parsed_texts_are_compared_as_the_service_compares_them(gold: str, pred: str, equal: bool) -> None:
    configs = [LatexExtractionConfig(boxed_match_priority=0), ExprExtractionConfig()]
    assert verify(parse(gold), parse(pred, configs)) is equal


def test_plain_texts_and_numbers_need_no_parsing_and_any_of_a_list_may_match() -> None:
    assert verify("1/2", "0.5")
    assert verify(4, 4.0)
    assert verify(["3", "4"], ["5", "4"])
    assert not verify([], ["5"])
    assert not verify("5", [])


def test_operations_left_to_be_done_count_where_that_is_asked_for() -> None:
    assert verify("2", "1+1", unevaluated=True)


def test_rounding_other_than_the_default_is_a_tolerance() -> None:
    assert not verify("3.14159", "3.1417")
    assert verify("3.14159", "3.1417", float_rounding=3)


def test_a_ground_truth_that_cannot_be_used_is_false_or_an_error_as_asked() -> None:
    assert verify("1=2", "1") is False
    with pytest.raises(ValueError, match="self-contradictory"):
        verify("1=2", "1", raise_on_error=True)


def test_it_works_in_a_thread_with_its_deadline() -> None:
    found: list[bool] = []
    thread = threading.Thread(target=lambda: found.append(verify("$\\frac12$", "0.5", timeout_seconds=30)))
    thread.start()
    thread.join()
    assert found == [True]


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], env=os.environ | environment, capture_output=True, text=True, timeout=120
    )


def test_a_service_that_is_not_there_is_an_error_and_never_false() -> None:
    code = "from sdk.compat.math_verify import verify; verify('1', '1', timeout_seconds=1)"
    done = run(code, REWARD_SERVER_URL="http://127.0.0.1:9")
    assert done.returncode == 1
    assert "no connection to the reward server" in done.stderr


def test_without_the_server_extra_the_error_says_what_to_install() -> None:
    code = (
        "import sys; sys.modules['reward_server'] = None\n"
        "from sdk.errors import ConfigurationError\n"
        "from sdk.compat.math_verify import parse, verify\n"
        "for call in (lambda: parse('5'), lambda: verify('5', '5')):\n"
        "    try: call()\n"
        "    except ConfigurationError as error: print(error)\n"
    )
    assert run(code).stdout.count("pip install 'assay-rl[server]'") == 2
