"""What a description of a language says, what is refused in it, and how a program in it is found in a completion."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reward_server.execution.sandbox import descriptions, image_store
from reward_server.rewards.programs import languages, tests
from reward_server.rewards.programs.languages import described
from reward_server.rewards.programs.source import extract

pytestmark = pytest.mark.usefixtures("every_language")

LUA: dict[str, Any] = {"name": "lua", "aliases": ["Lua5.4"], "source": "main.lua", "run": ["lua", "-m{memory_mb}"]}


def test_every_description_of_the_project_is_whole_and_has_an_image() -> None:
    found = descriptions.load()
    assert {"cpp", "c", "java", "javascript"} <= {one.name for one in found}
    for one in found:
        assert (image_store.contexts() / one.image / "Dockerfile").is_file()
        assert one.how["versions"]


def test_commands_hold_the_limit_of_memory_and_nothing_that_the_runner_does_not_know() -> None:
    assert described(LUA).runner_part(99.5) == {"source": "main.lua", "run": ["lua", "-m99"]}


def test_a_function_is_called_by_the_harness_of_its_language() -> None:
    part = languages.known["cpp"].runner_part(512, "call", "Solution.f")
    assert part["environment"]["ENTRY_POINT"] == "Solution.f"
    assert part["compile"] == languages.known["cpp"].how["compile_call"]


def test_a_program_is_served_by_one_harness_and_its_tests_are_run_by_another() -> None:
    part = languages.known["javascript"].runner_part(512, "assert")
    assert part["run"] == [one.replace("{memory_mb}", "512") for one in languages.known["javascript"].how["serve"]]
    assert part["judge"] != part["run"]


ASSERT: dict[str, Any] = {"type": "assert", "language": "javascript", "code": ["assert(f(1))", "assert(f(2))"]}


def test_tests_of_other_languages_run_apart_from_the_program() -> None:
    for isolation in ("separate", "auto"):
        assert tests.parse({**ASSERT, "isolation": isolation}, None, stop=True)["shared"] is False
    with pytest.raises(tests.MalformedError, match="process of their own"):
        tests.parse({**ASSERT, "isolation": "shared"}, None, stop=True)


@pytest.mark.parametrize(
    "code",
    [
        "console.log = (x) => out.push(x); f(1)", "Math.random = () => 0.5", "const fs = require('node:fs')",
        'import { readFileSync } from "fs"', "process.stdout.write = f", "jest.spyOn(console, 'log')",
    ],
)  # fmt: skip
def test_what_two_processes_do_not_share_is_found_in_the_tests_alone(code: str) -> None:
    for isolation in ("separate", "auto"):
        with pytest.raises(tests.NeedsSharingError, match=r"tests\.code\[1\], line 2"):
            tests.parse(
                {**ASSERT, "code": ["assert(f(1))", f"let x;\n{code}"], "isolation": isolation}, None, stop=True
            )


def test_tests_that_only_look_are_not_refused() -> None:
    code = "assert(Math.abs(f(1)) === 2 && Date.now() > 0)\nconsole.log(f(2))\nprocess.exitCode = 1\nconst m = (x) => x"
    assert tests.parse({**ASSERT, "code": code}, None, stop=True)["tests"] == [code]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"name": "No Name"}, "name"), ({"run": []}, "run"), ({"source": ""}, "source"), ({"colour": 3}, "colour"),
        ({"compile": "luac main.lua"}, "compile"), ({"memory_exceeded": "("}, "memory_exceeded"),
        ({"overhead_mb": "many"}, "overhead_mb"), ({"tests": ["stdio", "call"]}, "call"),
        ({"tests": ["assert"]}, "serve"), ({"tests": ["assert"], "serve": ["x"]}, "judge"), ({"needs_sharing": "["}, "needs_sharing"),
    ],
)  # fmt: skip
def test_a_description_that_is_wrong_names_its_field(change: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=f"^{told}:"):
        described({**LUA, **change})


def test_a_folder_of_a_users_own_adds_a_language(tmp_path: Path) -> None:
    (tmp_path / "language.toml").write_text('name = "forth"\nsource = "a.fs"\nrun = ["gforth", "a.fs"]\n')
    descriptions.add_all([tmp_path])
    assert languages.find("Forth") == languages.known["forth"]


def test_two_languages_do_not_share_a_name() -> None:
    with pytest.raises(ValueError, match="py3"):
        languages.add([described({**LUA, "name": "pythonic", "aliases": ["py3"]})])


@pytest.mark.parametrize(
    ("said", "name"), [("C++", "cpp"), ("cpp17", "cpp"), ("JS", "javascript"), ("c", "c"), ("py3", "python")]
)
def test_a_language_is_found_by_its_other_names(said: str, name: str) -> None:
    assert tests.language_of({"language": said}).name == name


@pytest.mark.parametrize("language", ["cobol", "", None, 3, ["cpp"]])
def test_a_language_that_is_not_known_is_named_with_those_that_are(language: object) -> None:
    with pytest.raises(tests.MalformedError, match="cpp"):
        tests.language_of({"language": language})


def test_tests_that_a_language_does_not_know_are_refused_with_those_that_it_does() -> None:
    with pytest.raises(tests.MalformedError, match="stdio"):
        tests.parse({"type": "assert", "language": "c", "code": "assert(1);"}, None, stop=True)


def test_a_checker_is_in_python_or_in_the_programs_language() -> None:
    given = {"type": "stdio", "language": "cpp", "cases": [{"input": ""}]}
    for language in ("python", "c++"):
        tests.parse({**given, "checker": {"language": language, "code": "x"}}, None, stop=True)
    with pytest.raises(tests.MalformedError, match="checker"):
        tests.parse({**given, "checker": {"language": "java", "code": "x"}}, None, stop=True)


def test_the_program_is_the_last_fence_of_its_language() -> None:
    answer = "```cpp\nfirst\n```\n```c++\nsecond\n```\n```python\nthird\n```\n```\nfourth\n```"
    assert extract(answer, "cpp") == "second"
    assert extract(answer, "javascript") == "fourth"


def test_of_several_fences_the_one_that_defines_the_entry_point_counts() -> None:
    answer = "```cpp\nint twice(int n) { return 2 * n; }\n```\n```cpp\nint main() { }\n```"
    assert extract(answer, "cpp", "twice").startswith("int twice")
