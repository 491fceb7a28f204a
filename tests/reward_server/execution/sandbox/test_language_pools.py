"""A pool for each image: which start when, and what is said of a language that is not there."""

from __future__ import annotations

import pytest

from reward_server.execution.sandbox.language_pools import LanguagePools
from reward_server.jobs import Done, Failure, JsonObject, Outcome

pytestmark = pytest.mark.usefixtures("every_language")


class Scripted:
    """A pool whose image is there or not, and which says where a job ran."""

    def __init__(self, image: str, *, there: bool) -> None:
        self.image, self.there = image, there
        self.started, self.lacks = False, ""

    async def is_there(self) -> bool:
        return self.there

    async def start(self) -> None:
        self.started = True

    async def close(self) -> None:
        pass

    async def run(self, payload: JsonObject, deadline: float) -> Outcome:
        return Done({"image": self.image})

    def missing(self) -> list[str]:
        return []

    def stuck(self) -> bool:
        return False

    def places(self) -> dict[str, int]:
        return {"idle": 1}

    def restarts(self) -> dict[str, int]:
        return {}

    def identity(self) -> dict[str, str]:
        lacks = {"sandbox/lacks": self.lacks} if self.lacks else {}
        return {f"sandbox/{self.image}": "an image", **lacks} if self.there else {}


def pools(*there: str, warm: tuple[str, ...] = ()) -> tuple[LanguagePools, dict[str, Scripted]]:
    made: dict[str, Scripted] = {}

    def make(image: str) -> Scripted:
        return made.setdefault(image, Scripted(image, there=image in there))

    return LanguagePools(make, warm, "make it"), made


async def test_a_language_starts_with_its_first_program_or_with_the_service_where_it_is_warm() -> None:
    executor, made = pools("python", "cpp", "java", warm=("java",))
    await executor.start()
    assert sorted(image for image, one in made.items() if one.started) == ["java", "python"]
    assert await executor.run({"language": "c"}, 0) == Done({"image": "cpp"})
    assert made["cpp"].started
    await executor.close()


async def test_a_language_that_is_not_there_is_an_error_that_names_those_that_are_and_how_to_install_it() -> None:
    executor, _ = pools("python", "cpp")
    await executor.start()
    found = await executor.run({"language": "typescript"}, 0)
    assert isinstance(found, Failure)
    assert (found.kind, found.inputs) == ("error", True)
    assert "typescript is not installed" in found.message
    assert "make it javascript" in found.message
    assert found.message.endswith("the languages here: python, c, cpp")
    await executor.close()


async def test_a_language_that_only_the_asking_service_knows_is_such_an_error_too() -> None:
    executor, _ = pools("python")
    await executor.start()
    found = await executor.run({"language": "klingon"}, 0)
    assert found == Failure("error", "klingon is not known on this server; the languages here: python", inputs=True)
    await executor.close()


async def test_an_image_that_is_built_while_the_service_runs_is_found() -> None:
    executor, made = pools("python")
    await executor.start()
    assert executor.here() == ["python"]
    made["rust"].there = True
    assert await executor.run({"language": "rust"}, 0) == Done({"image": "rust"})
    assert executor.here() == ["python", "rust"]
    await executor.close()


async def test_what_any_of_the_images_lacks_is_in_the_identity() -> None:
    executor, made = pools("python", "cpp", "rust")
    await executor.start()
    made["python"].lacks, made["cpp"].lacks = "a cgroup; an image", "a cgroup; Landlock"
    assert executor.identity()["sandbox/lacks"] == "a cgroup; Landlock; an image"
    await executor.close()
