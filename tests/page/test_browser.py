"""The page in a real Chromium, on real scores. `scripts/check page` installs both."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.end_to_end.running import start_server, stop

selenium = pytest.importorskip("selenium", reason="Selenium is not installed here: scripts/check page")

from selenium import webdriver  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402
from selenium.webdriver.support.ui import Select, WebDriverWait  # noqa: E402

PATIENCE_S = 60
PICTURES = Path(os.environ.get("ASSAY_PAGE_PICTURES", "")) if os.environ.get("ASSAY_PAGE_PICTURES") else None
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--disable-quic", "--disable-dev-shm-usage",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for flag in FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    found = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
    yield found
    found.quit()


@pytest.fixture
def page(browser: Any, server: str) -> Any:
    browser.set_window_size(1300, 1000)
    browser.get("about:blank")  # an address with another #fragment alone loads nothing anew
    browser.get(server)
    wait(browser, lambda: text(browser, "#state").startswith("ready"))
    yield browser
    said = [one for one in browser.get_log("browser") if one["level"] == "SEVERE"]
    assert said == [], "the console is quiet: no error, and nothing against the policy"


def wait(browser: Any, condition: Any) -> None:
    WebDriverWait(browser, PATIENCE_S).until(lambda _: condition())


def text(browser: Any, selector: str) -> str:
    return str(browser.find_element(By.CSS_SELECTOR, selector).text)


def score(browser: Any, example: str) -> dict[str, str]:
    """Choose an example and press Score: reward name -> the score shown."""
    Select(browser.find_element(By.ID, "example")).select_by_visible_text(example)
    before = browser.find_element(By.ID, "result").get_attribute("innerHTML")
    browser.find_element(By.CSS_SELECTOR, "#case .main").click()
    wait(browser, lambda: browser.find_element(By.ID, "result").get_attribute("innerHTML") != before)
    found = browser.find_elements(By.CSS_SELECTOR, ".component")
    return {one.get_attribute("data-reward"): one.find_element(By.CSS_SELECTOR, ".score").text for one in found}


def picture(browser: Any, name: str) -> None:
    if PICTURES is not None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        browser.save_screenshot(str(PICTURES / f"{name}.png"))


def dark(browser: Any, on: bool) -> None:
    features = [{"name": "prefers-color-scheme", "value": "dark" if on else "light"}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


def test_a_right_answer_is_scored_and_its_box_is_marked(page: Any) -> None:
    assert score(page, "A right answer in another form") == {"accuracy": "1", "format": "1"}
    assert text(page, "#marked mark.compared") == "\\frac{3}{4}"
    assert text(page, ".sum").startswith("1.1")
    picture(page, "right")


def test_two_answers_at_once_are_both_marked_and_pay_nothing(page: Any) -> None:
    assert score(page, "Two answers at once")["accuracy"] == "0"
    assert [one.text for one in page.find_elements(By.CSS_SELECTOR, "#marked mark.compared")] == ["5", "6"]


def test_the_tests_of_a_program_stand_beside_what_happened(page: Any) -> None:
    assert score(page, "A program and its tests") == {"accuracy": "0.5"}
    rows = [one.text for one in page.find_elements(By.CSS_SELECTOR, ".component tbody tr")]
    assert "passed" in rows[0]
    assert "wrong_answer" in rows[1]
    assert page.find_elements(By.CSS_SELECTOR, "#marked mark.program")
    picture(page, "program")


def test_a_program_that_only_ends_has_passed_nothing(page: Any) -> None:
    assert score(page, "A program that only ends") == {"accuracy": "0"}


def test_words_of_another_language_are_marked_as_such(page: Any) -> None:
    score(page, "Reasoning in two languages")
    others = {one.text for one in page.find_elements(By.CSS_SELECTOR, "#marked mark.other")}
    assert {"dann", "addiere"} <= others
    assert "twelve" not in others
    picture(page, "language")
    dark(page, True)
    picture(page, "language-dark")
    dark(page, False)


def test_what_is_wrong_is_told_with_its_place(page: Any) -> None:
    rewards = page.find_element(By.ID, "rewards")
    rewards.clear()
    rewards.send_keys('{"acuracy": 1}')
    rewards.send_keys(Keys.CONTROL, Keys.ENTER)
    wait(page, lambda: page.find_elements(By.CSS_SELECTOR, ".error-box"))
    assert "acuracy" in text(page, ".error-box")
    rewards.clear()
    rewards.send_keys("{")
    rewards.send_keys(Keys.CONTROL, Keys.ENTER)
    wait(page, lambda: "not JSON" in text(page, ".error-box"))
    page.get_log("browser")  # the browser itself notes each 422


def test_markup_in_a_completion_stays_text(page: Any) -> None:
    box = page.find_element(By.ID, "completion")
    box.clear()
    box.send_keys("<think>a</think><answer><img src=x onerror=alert(1)> 0.75</answer>")
    page.find_element(By.CSS_SELECTOR, "#case .main").click()
    wait(page, lambda: page.find_elements(By.ID, "marked"))
    assert "<img src=x onerror=alert(1)>" in text(page, "#marked")
    assert not page.find_elements(By.CSS_SELECTOR, "#result img")


def test_a_link_holds_the_case(page: Any, server: str) -> None:
    box = page.find_element(By.ID, "completion")
    box.clear()
    box.send_keys("<think>grüß dich 数</think><answer>\\boxed{3/4}</answer>")
    page.find_element(By.ID, "link").click()
    wait(page, lambda: "#case=" in page.current_url)
    address = page.current_url
    page.get("about:blank")
    page.get(address)
    wait(page, lambda: page.find_elements(By.ID, "marked"))
    assert "grüß dich 数" in text(page, "#marked")
    assert page.find_element(By.ID, "completion").get_attribute("value").startswith("<think>grüß")


def test_tabs_follow_the_arrow_keys_and_the_live_view_counts(page: Any, server: str) -> None:
    tab = page.find_element(By.ID, "tab-score")
    tab.send_keys(Keys.ARROW_LEFT)
    assert page.switch_to.active_element.get_attribute("id") == "tab-rollouts"
    tab.send_keys(Keys.ARROW_RIGHT)
    wait(page, lambda: page.find_element(By.ID, "view-live").is_displayed())
    assert page.switch_to.active_element.get_attribute("id") == "tab-live"
    items = [{"completion": "<think>a</think><answer>4</answer>", "ground_truth": "4"}] * 50

    def counted() -> bool:
        assert httpx.post(f"{server}/v1/score", json={"items": items}, timeout=60).status_code == 200
        rows = [one.text for one in page.find_elements(By.CSS_SELECTOR, "#by-reward tbody tr")]
        return any(row.startswith("accuracy") and "1.000" in row for row in rows)

    wait(page, counted)
    assert "ok" in text(page, "#statuses")
    assert page.find_elements(By.CSS_SELECTOR, "#slowest tbody tr")
    picture(page, "live")
    dark(page, True)
    picture(page, "live-dark")
    dark(page, False)


def scored(step: int, group: str, right: bool, at: int, reason: str = "") -> dict[str, Any]:
    """A line of the service's log of scored items, with texts."""
    verdict = {"score": float(right), "status": "ok", "rule": "rational" if right else "text"}
    component = {**verdict, "reason": reason or ("equal" if right else "different")}
    item = {"prompt": f"question {group}", "completion": f"answer {at} <img src=x>", "metadata": {"step": step}}
    line = {"id": f"{step}/{at}", "group_id": group, "reward": float(right), "components": {"accuracy": component}}
    return {**line, "data_source": "gsm8k", "item": {**item, "ground_truth": "4"}}


def write(path: Path, rows: list[dict[str, Any]], *, surplus: str = "") -> str:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows) + surplus, "utf-8")
    return str(path)


@pytest.fixture
def two_versions(tmp_path: Path) -> tuple[str, str]:
    """Two steps of three groups of four; the second version pays one rollout more and one less, and lacks the last."""
    rows = [
        (step, f"q{step}{group}", at % 2 == 0, group * 4 + at)
        for step in (1, 2)
        for group in range(3)
        for at in range(4)
    ]
    before = [scored(*one) for one in rows]
    after = [scored(*one) for one in rows[:-1]]
    after[0], after[1] = scored(1, "q10", False, 0, "stated twice"), scored(1, "q10", True, 1, "as rationals")
    null = {
        **before[2],
        "reward": None,
        "components": {"accuracy": {"score": None, "status": "timeout", "reason": "late"}},
    }
    before[2] = null
    first = write(tmp_path / "before.jsonl", before, surplus="no json\n[1]\n")
    return first, write(tmp_path / "after.jsonl", list(reversed(after)))


def lines(browser: Any) -> list[str]:
    return [one.text for one in browser.find_elements(By.CSS_SELECTOR, ".rollout")]


def choose(browser: Any, field: str, shown: str) -> None:
    options = Select(browser.find_element(By.ID, field))
    options.select_by_visible_text(next(one.text for one in options.options if one.text.startswith(shown)))


def open_rollouts(page: Any, path: str) -> None:
    page.find_element(By.ID, "tab-rollouts").click()
    page.find_element(By.ID, "file-0").send_keys(path)
    wait(page, lambda: page.find_elements(By.ID, "count"))


def test_rollouts_of_a_file_are_filtered_sorted_and_summed_up(page: Any, two_versions: tuple[str, str]) -> None:
    open_rollouts(page, two_versions[0])
    assert text(page, "#read") == "before.jsonl: 24 rollouts; 2 lines are no JSON objects, the first is line 25"
    assert text(page, "#count") == "24 rollouts"
    assert [one.text for one in page.find_elements(By.CSS_SELECTOR, "#sum-table tbody tr")] == [
        "1 12 0.455 0.498 1",
        "2 12 0.500 0.500 0",
    ]
    choose(page, "order", "highest reward")
    assert lines(page)[0].startswith("1 · ok · rational")
    choose(page, "status", "timeout")
    assert text(page, "#count") == "1 rollouts"
    choose(page, "status", "any")
    choose(page, "step", "2")
    assert text(page, "#count") == "12 rollouts"
    page.find_element(By.ID, "reason").send_keys("differ")
    assert text(page, "#count") == "6 rollouts"
    choose(page, "by", "group")
    buttons = page.find_elements(By.CSS_SELECTOR, "#sum-table button")
    assert [one.text for one in buttons] == ["q20", "q21", "q22"]
    buttons[1].click()
    assert text(page, "#count") == "4 rollouts", "a press on a group clears the other filters"
    picture(page, "rollouts")


def test_a_rollout_that_is_opened_shows_its_text_and_leads_to_its_group(
    page: Any, two_versions: tuple[str, str]
) -> None:
    open_rollouts(page, two_versions[0])
    page.find_element(By.ID, "list").send_keys(Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    wait(page, lambda: "answer 1 <img src=x>" in text(page, "#detail"))
    assert "question q10" in text(page, "#detail")
    assert not page.find_elements(By.CSS_SELECTOR, "#detail img")
    page.find_element(By.CSS_SELECTOR, "#detail button").click()
    assert text(page, "#count") == "4 rollouts"


def test_two_versions_stand_side_by_side(page: Any, two_versions: tuple[str, str]) -> None:
    open_rollouts(page, two_versions[0])
    page.find_element(By.ID, "file-1").send_keys(two_versions[1])
    wait(page, lambda: page.find_elements(By.ID, "moved"))
    found = Select(page.find_element(By.ID, "moved"))
    assert {one.text for one in found.options} == {
        "any", "the same (20)", "higher in the second (1)", "lower in the second (1)", "null in one (1)", "only in the first (1)",
    }  # fmt: skip
    choose(page, "moved", "lower")
    page.find_element(By.CSS_SELECTOR, ".rollout").click()
    wait(page, lambda: "stated twice" in text(page, "#detail"))
    sides = [one.text for one in page.find_elements(By.CSS_SELECTOR, ".versions section")]
    assert "reward 1" in sides[0]
    assert "reward 0" in sides[1]
    choose(page, "moved", "any")
    choose(page, "order", "largest change")
    assert "→" in lines(page)[0]
    picture(page, "versions")
    dark(page, True)
    picture(page, "versions-dark")
    weak = json.loads(page.execute_script(CONTRAST))
    dark(page, False)
    assert weak == []
    page.set_window_size(500, 900)
    wide, seen = page.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
    picture(page, "versions-narrow")
    assert wide <= seen


def test_the_results_of_a_replay_are_two_versions_in_one_file(page: Any, tmp_path: Path) -> None:
    sides = {
        "before": {"score": 1.0, "rule": "", "reason": "stored"},
        "after": {"score": 0.0, "rule": "text", "reason": "no"},
    }
    row = {"file": "a.jsonl", "line": 7, "kind": "paid_wrong", "group": "g", "source": "", "id": None, **sides}
    open_rollouts(page, write(tmp_path / "results.jsonl", [{"replay": {}}, {**row, "completion": "so be it"}]))
    assert text(page, "#read").endswith("1 rollouts, before and after a replay")
    assert lines(page)[0].startswith("1 → 0")
    page.find_element(By.CSS_SELECTOR, ".rollout").click()
    wait(page, lambda: "stored" in text(page, "#detail"))
    assert {"BEFORE", "AFTER"} <= {one.text.upper() for one in page.find_elements(By.CSS_SELECTOR, ".versions h3")}
    assert "so be it" in text(page, "#detail")


def test_a_service_without_a_log_says_so(page: Any) -> None:
    page.find_element(By.ID, "tab-rollouts").click()
    page.find_element(By.ID, "from-log").click()
    wait(page, lambda: "setting: scored_log" in text(page, "#read"))
    page.get_log("browser")  # the browser itself notes the 404


def test_a_narrow_window_scrolls_nothing_sideways(page: Any) -> None:
    page.set_window_size(500, 900)
    score(page, "A program and its tests")
    wide, seen = page.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
    assert wide <= seen
    picture(page, "narrow")


def test_every_field_has_a_name_and_every_text_enough_contrast(page: Any) -> None:
    nameless = page.execute_script(
        "return [...document.querySelectorAll('input, textarea, select')].filter((one) => !one.labels?.length).map((one) => one.id)"
    )
    assert nameless == []
    for on in (False, True):
        dark(page, on)
        weak = json.loads(page.execute_script(CONTRAST))
        assert weak == []
    dark(page, False)


CONTRAST = """
const light = (rgb) => { const [r, g, b] = rgb.match(/[\\d.]+/g).map(Number).map((one) => { const part = one / 255; return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
const behind = (one) => { for (let at = one; at; at = at.parentElement) { const colour = getComputedStyle(at).backgroundColor; if (!/, 0\\)$|transparent/.test(colour)) return colour; } return "rgb(255, 255, 255)"; };
const weak = [];
for (const one of document.querySelectorAll("label, small, button, h1, h2, h3, p, td, th, mark, legend, #state")) {
  if (!one.offsetParent || !one.textContent.trim()) continue;
  const [a, b] = [light(getComputedStyle(one).color), light(behind(one))];
  const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  if (ratio < 4.5) weak.push([one.tagName, one.className, one.textContent.slice(0, 20), ratio.toFixed(2)]);
}
return JSON.stringify(weak);
"""


def test_a_link_that_is_pasted_over_the_pages_address_is_shown_too(page: Any, server: str) -> None:
    score(page, "Two answers at once")
    page.find_element(By.ID, "link").click()
    wait(page, lambda: "#case=" in page.current_url)
    linked = page.current_url
    score(page, "A right answer in another form")
    page.get(server + "#live")  # another fragment alone: the browser loads nothing anew
    assert page.find_element(By.ID, "ground_truth").get_attribute("value") == "0.75"
    page.get(linked)
    wait(page, lambda: text(page, ".sum").startswith("0.1"))
    assert page.find_element(By.ID, "ground_truth").get_attribute("value") == "5"


def test_a_list_of_ground_truths_may_begin_with_a_space(page: Any) -> None:
    score(page, "A right answer in another form")
    truth = page.find_element(By.ID, "ground_truth")
    truth.clear()
    truth.send_keys(' [ "7", "0.75" ]')
    before = text(page, "#result")
    page.find_element(By.CSS_SELECTOR, "#case .main").click()
    wait(page, lambda: text(page, "#result") != before)
    assert text(page, ".sum").startswith("1.1")


def test_what_a_missing_token_kept_from_being_scored_is_scored_once_it_is_given(browser: Any, page: Any) -> None:
    page.find_element(By.ID, "link").click()
    wait(page, lambda: "#case=" in page.current_url)
    linked = page.current_url.partition("#")[2]
    guarded = start_server(token="secret", sandbox="off", math_workers="1")
    try:
        browser.get(f"{guarded.url}/#{linked}")
        wait(browser, lambda: "Not scored" in text(browser, "#result"))
        token = browser.find_element(By.ID, "token")
        token.send_keys("wrong", Keys.ENTER)
        wait(browser, lambda: token.is_displayed() and "Authorization" in text(browser, "#said"))
        token.clear()
        token.send_keys("secret", Keys.ENTER)
        wait(browser, lambda: browser.find_elements(By.CSS_SELECTOR, ".sum"))
        assert text(browser, ".sum").startswith("1.1")
    finally:
        browser.get_log("browser")  # the browser itself notes each 401
        browser.execute_script("sessionStorage.clear()")
        stop(guarded)
