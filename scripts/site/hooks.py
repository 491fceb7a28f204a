"""What mkdocs does not know by itself: pages from outside `docs`, pages made at build time, links that leave `docs`."""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import os
import posixpath
from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from scripts.site.links import BROUGHT, ROOT, mended, outside
from scripts.site.reference import application

_SHIM = "https://unpkg.com/iframe-worker/shim"
_OUR_SHIM = "javascripts/iframe-worker.js"
"""What the plugin `offline` loads from elsewhere, and our copy of it: pages opened as files search with it."""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    for name, place in BROUGHT.items():
        files.append(File.generated(config, place, content=(ROOT / name).read_text("utf-8")))
    files.append(File.generated(config, "reference/commands.md", content="\n".join(commands())))
    files.append(File.generated(config, "reference/python.md", content="\n".join(python())))
    files.append(File.generated(config, "reference/openapi.json", content=json.dumps(application().openapi())))
    for page in list(files.documentation_pages()):
        for path in outside(page.src_uri, page.content_string):
            if files.get_file_from_path(f"files/{path}") is None:
                files.append(File.generated(config, f"files/{path}.txt", abs_src_path=str(ROOT / path)))
    return files


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    return mended(markdown, page.file.src_uri)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    return output.replace(_SHIM, posixpath.relpath(_OUR_SHIM, posixpath.dirname(page.url) or "."))


def on_post_template(output_content: str, **_: object) -> str:
    return output_content.replace(_SHIM, f"/{_OUR_SHIM}")  # 404.html, which a server shows at any depth


def commands() -> Iterator[str]:
    """What each verb of `assay` says of itself."""
    from assay_rl.__main__ import VERBS

    yield from ("# Commands", "", "What `assay VERB --help` prints, for every verb.", "")
    os.environ.update(COLUMNS="100", NO_COLOR="1")
    for name, verb in VERBS.items():
        yield from (f"## assay {name}", "", f"{verb.told[0].upper()}{verb.told[1:]}.", "")
        yield from ("```text", helped(name).rstrip().replace("```", "'''"), "```", "")
        for more in _MORE.get(name, ()):
            yield from (f"### assay {name} {more}", "", "```text", helped(name, *more.split()).rstrip(), "```", "")


_MORE = {
    "serve": ("key", "manager", "rewards check"),
    "sandbox": ("build", "list", "check"),
    "plan": ("calibrate",),
}
"""Verbs that have verbs of their own."""


def helped(*verb: str) -> str:
    from assay_rl.__main__ import main

    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(out), contextlib.suppress(SystemExit):
        main([*verb, "--help"])
    out.seek(0)
    return out.read()


def python() -> Iterator[str]:
    """A directive of mkdocstrings for each public name, by the module that defines it."""
    face = importlib.import_module("assay_rl")
    yield from ("# Python", "")
    yield from ("Everything that `assay_rl` exports. [The client](../client.md) explains how it is used.", "")
    clients = [name for name in face.__all__ if name.endswith("Client")]
    errors = [name for name in face.__all__ if name.endswith("Error")]
    for name in (*clients, *sorted({*face.__all__} - {*clients, *errors}), *errors):
        yield from (f"::: {getattr(face, name).__module__}.{name}", "")
