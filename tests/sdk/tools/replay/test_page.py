"""The page of a replay: what is in it, and in a real Chromium (`scripts/check replay-page`) what a click shows."""

from __future__ import annotations

import base64
import gzip
import importlib
import json
import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sdk.tools.replay.page import BLOCK, write_page
from sdk.tools.replay.records import Record
from sdk.tools.replay.summary import summarised

EVIL = "</script><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\"> \ud800 \x00 &amp; 数学"
AT_FIRST_S = 1.0


def records(count: int, flips_each: int = 3) -> Iterator[Record]:
    random_ = random.Random(7)
    for at in range(count):
        flip = at % flips_each == 0
        right = at % 2 == 0
        one: Record = {
            "file": "run/rollouts.jsonl", "line": at + 1, "shape": "verl", "id": f"q{at}", "group": f"1/u{at // 8}",
            "source": f"source {at % 5}", "kind": ("false_zero" if right else "paid_wrong") if flip else "agreed",
            "stored": float(right != flip), "before": {"score": float(right != flip), "rule": "", "reason": "stored"},
            "after": {"score": float(right), "rule": random_.choice(["rational", "text"]), "reason": f"because {at}"},
        }  # fmt: skip
        if flip:
            words = " ".join(
                random_.choice(["alpha", "beta", "gamma", "delta", "x=1", "therefore"]) for _ in range(150)
            )
            one |= {
                "prompt": f"question {at}",
                "completion": f"{words} {EVIL if at == 0 else at}",
                "judged_by": str(at),
            }
        yield one


def written(path: Path, count: int, most: int = 50_000) -> tuple[Path, int]:
    shown = write_page(path, records(count), summarised(records(count)), "stored rewards", "Assay 1", most)
    return path, shown


def unpacked(text: str) -> Any:
    return json.loads(gzip.decompress(base64.b64decode(text)))


def test_every_row_and_every_text_is_in_the_page_and_asks_for_nothing(tmp_path: Path) -> None:
    path, shown = written(tmp_path / "index.html", 200)
    page = path.read_text("utf-8")
    assert shown == 200
    index = unpacked(re.findall(r'id="index">([^<]+)<', page)[0])
    texts = [one for block in re.findall(r'class="block">([^<]+)<', page) for one in unpacked(block)]
    assert index["columns"]["line"] == list(range(1, 201))
    assert len(texts) == 200
    assert texts[BLOCK * 2 + 1][3].endswith(str(BLOCK * 2 + 1))
    assert "default-src 'none'" in page
    assert re.findall(r"(?:src|href)=|https?://|@import|url\(", page) == []


def test_a_model_s_text_is_no_part_of_the_page_s_language(tmp_path: Path) -> None:
    page = written(tmp_path / "index.html", 10)[0].read_text("utf-8")
    assert "owned" not in page
    assert page.count("<script") == page.count("</script>") == 3


def test_flips_come_before_what_agreed_where_not_all_rows_fit(tmp_path: Path) -> None:
    path, shown = written(tmp_path / "index.html", 300, most=120)
    index = unpacked(re.findall(r'id="index">([^<]+)<', path.read_text("utf-8"))[0])
    kinds = [index["kinds"][one] for one in index["columns"]["kind"]]
    assert shown == 120
    assert sum(one != "agreed" for one in kinds) == 100
    assert "this page has 120 of the rows" in path.read_text("utf-8")


def test_equal_results_give_equal_pages(tmp_path: Path) -> None:
    one, other = (written(tmp_path / name, 50)[0].read_bytes() for name in ("a", "b"))
    assert one == other


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    pytest.importorskip("selenium", reason="Selenium is not installed here: scripts/check replay-page")
    if not shutil.which("chromium") or not shutil.which("chromedriver"):
        pytest.skip("no Chromium here: apt-get install chromium chromium-driver")
    webdriver = importlib.import_module("selenium.webdriver")
    options = webdriver.ChromeOptions()
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    made = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    made.set_window_size(1300, 1000)
    yield made
    made.quit()


def opened(browser: Any, path: Path) -> Any:
    browser.get(path.as_uri())
    until(browser, "return document.body.dataset.ready === 'true'")
    return browser


def until(browser: Any, script: str) -> None:
    importlib.import_module("selenium.webdriver.support.ui").WebDriverWait(browser, 60).until(
        lambda _: browser.execute_script(script)
    )


def test_a_click_shows_the_text_both_verdicts_and_the_group(browser: Any, tmp_path: Path) -> None:
    opened(browser, written(tmp_path / "index.html", 1000)[0])
    run = browser.execute_script
    run("document.querySelector('.card').click()")
    assert run("return document.getElementById('count').textContent") == "167 rollouts"
    run("document.querySelector('.rollout').click()")
    until(browser, "return document.querySelector('#detail pre') !== null")
    detail = run("return document.getElementById('detail').textContent")
    assert "because 0" in detail
    assert EVIL[:20] in detail
    assert run("return document.title") == "Replay: stored rewards against Assay 1"
    run("document.querySelector('#detail button').click()")
    assert run("return document.getElementById('count').textContent") == "8 rollouts"
    run("document.getElementById('list').dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowDown'}))")
    until(browser, "return document.querySelector('[aria-selected=true]') !== null")
    assert [one for one in browser.get_log("browser") if one["level"] == "SEVERE"] == []


@pytest.mark.slow
def test_fifty_thousand_rollouts_are_painted_within_a_second(browser: Any, tmp_path: Path) -> None:
    path = written(tmp_path / "index.html", 50_000)[0]
    opened(browser, path)
    paint = browser.execute_script("return performance.getEntriesByName('first-contentful-paint')[0].startTime") / 1000
    ready = browser.execute_script("return performance.now()") / 1000
    print(f"{path.stat().st_size / 1e6:.1f} MB; first paint {paint:.2f} s, ready {ready:.2f} s")
    assert paint < AT_FIRST_S, "the budget of this check, which runs on a quiet machine"
    assert browser.execute_script("return document.querySelectorAll('.rollout').length") < 60
