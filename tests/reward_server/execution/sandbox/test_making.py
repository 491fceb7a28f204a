"""What `assay sandbox build` makes of a language's folder, and what it refuses."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import docker
import pytest

from reward_server.execution.sandbox import image_store, making
from reward_server.execution.sandbox.build import main
from reward_server.execution.sandbox.descriptions import load
from reward_server.execution.sandbox.pools import namespaces_pool
from reward_server.rewards.programs import languages
from tests.reward_server.execution.sandbox_pool import scored, stdio

ODD = """
name = "{name}"
source = "main.odd"
compile = ["/opt/assay/harness/compile", "main.odd"]
run = ["cat", "made"]
versions = ["{program}", "--version"]
"""


@pytest.fixture
def store() -> Iterator[Path]:
    """For every user: sandboxes have users of their own."""
    with tempfile.TemporaryDirectory(prefix="open-") as made:
        Path(made).chmod(0o755)
        yield Path(made)


def folder(within: Path, name: str = "odd", program: str = "cat", dockerfile: str = "FROM scratch\n") -> Path:
    """Of a language whose compiler copies."""
    made = within / "contexts" / name
    (made / "harness").mkdir(parents=True)
    (made / "harness" / "compile").write_text("#!/bin/sh\nexec cp $1 made\n")
    (made / "harness" / "compile").chmod(0o755)
    (made / "language.toml").write_text(ODD.format(name=name, program=program))
    (made / "Dockerfile").write_text(dockerfile)
    return made


async def test_a_view_of_this_machine_runs_a_language_whose_tools_are_in_usr(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = folder(store)
    built = making.make_view(context, store)
    assert built.tools is not None
    assert built.tools["odd"].startswith("cat ")
    (odd,) = (one for one in load([context]) if one.name == "odd")
    monkeypatch.setitem(languages.known, "odd", odd)
    pool = namespaces_pool(image="odd", folder=store)
    await pool.start()
    try:
        assert (await scored(pool, "9", stdio(("", "9\n"), language="odd"))).score == 1
    finally:
        await pool.close()


def test_what_a_view_would_lack_is_refused_by_name(store: Path) -> None:
    with pytest.raises(making.BuildError, match=r"odd needs no-such-compiler, .*--from-image odd"):
        making.make_view(folder(store, program="no-such-compiler"), store)
    own = folder(store, "other")
    shutil.rmtree(own / "harness")
    with pytest.raises(making.BuildError, match="other needs /opt/assay/harness/compile"):
        making.make_view(own, store)
    assert image_store.names(store) == []


def test_the_digest_of_a_view_changes_with_its_harness(store: Path) -> None:
    context = folder(store)
    before = making.make_view(context, store).id
    assert making.make_view(context, store).id == before
    (context / "harness" / "compile").write_text("#!/bin/sh\nexec cp made $1\n")
    assert making.make_view(context, store).id != before


def test_list_tells_of_all_languages_and_of_what_was_built(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--store", str(store), str(folder(store))]) == 0
    assert main(["list", "--store", str(store)]) == 0
    said = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines())
    assert said["odd"].startswith("a view of this machine's odd (cat ")
    assert said["go"] == "not built (assay sandbox build go)"


@pytest.mark.docker
def test_the_engine_builds_an_image_of_all_that_the_language_shares_with_others() -> None:
    client = docker.from_env()
    with tempfile.TemporaryDirectory() as within:
        context = folder(Path(within), "odd-test", dockerfile='FROM scratch\nCOPY . /all\nENTRYPOINT ["/all/start"]\n')
        try:
            assert main(["build", "--docker", str(context)]) == 0
            tag = making.tag_of("odd-test")
            container = client.containers.create(tag)
            archive, _ = container.get_archive("/all")
            content = b"".join(archive)
            container.remove()
            for name in (
                b"all/install",
                b"all/finish",
                b"all/start",
                b"all/sandbox_runner/supervisor.py",
                b"all/harness/compile",
            ):
                assert name in content
        finally:
            client.images.remove(making.tag_of("odd-test"), force=True)


@pytest.mark.docker
def test_what_breaks_in_an_engines_build_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with tempfile.TemporaryDirectory() as within:
        context = folder(Path(within), "odd-test", dockerfile="FROM scratch\nCOPY no-such-file /\n")
        assert main(["build", "--docker", str(context)]) == 1
    assert "no-such-file" in capsys.readouterr().err


def test_what_is_no_language_is_told_with_those_that_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "klingon"]) == 2
    assert "'klingon' is no language" in (said := capsys.readouterr().err)
    assert "cpp, go, java" in said
