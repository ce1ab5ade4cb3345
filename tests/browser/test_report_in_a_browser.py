"""The report as its reader meets it: opened from disk, filtered, read, driven by keys alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from made_report import DENIAL, FIRST, SHELLING, made_report

from dragoman.report import build

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(build(made_report()), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def page(driver: Any, address: str) -> Iterator[Any]:
    driver.get("about:blank")
    driver.get_log("browser")
    driver.get_log("performance")
    driver.get(address)
    wait(driver, "return document.documentElement.dataset.ready === 'yes'")
    yield driver
    # Whatever a test did, the page must not have complained.
    assert [entry["message"] for entry in driver.get_log("browser")] == []


def wait(driver: Any, condition: str) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(driver, 30, 0.05).until(lambda each: each.execute_script(condition), condition)


def texts(driver: Any, selector: str) -> list[str]:
    found: list[str] = driver.execute_script(
        "return [...document.querySelectorAll(arguments[0])].map((each) => each.textContent)", selector
    )
    return found


def press(driver: Any, *keys: str) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    ActionChains(driver).send_keys(*keys).perform()


def choose(driver: Any, field: str, value: str) -> None:
    driver.execute_script(
        "const f = document.getElementById(arguments[0]); f.value = arguments[1]; f.dispatchEvent(new Event('input'))",
        field,
        value,
    )


def test_nothing_but_the_file_itself_is_loaded(page: Any, address: str) -> None:
    asked = []
    for entry in page.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            asked.append(message["params"]["request"]["url"])
    assert [url for url in asked if not url.startswith(("data:", "about:"))] == [address]


def test_hostile_words_are_shown_as_words(page: Any) -> None:
    assert page.title.startswith("Harbour </script>")
    assert page.execute_script("return document.querySelectorAll('img').length") == 0
    assert any("onerror" in title for title in texts(page, "#documents-table a.line"))


def test_filters_narrow_the_events_and_say_how_many_are_left(page: Any) -> None:
    assert texts(page, "#f-count") == ["4 events"]
    choose(page, "f-status", "negated")
    wait(page, "return document.getElementById('f-count').textContent === '1 of 4 events'")
    assert DENIAL in texts(page, "#events-table a.line")[0]
    page.execute_script("document.getElementById('f-reset').click()")
    choose(page, "f-text", "LOMAR")
    wait(page, "return document.getElementById('f-count').textContent === '2 of 4 events'")
    choose(page, "f-publisher", "Morra Today")
    wait(page, "return document.getElementById('f-count').textContent === '1 of 4 events'")


def test_a_bar_of_the_timeline_filters_by_its_day(page: Any) -> None:
    page.execute_script("const bar = document.querySelector('#t-chart g.col'); bar.focus()")
    from selenium.webdriver.common.keys import Keys

    press(page, Keys.ENTER)
    wait(page, "return document.getElementById('f-count').textContent === '2 of 4 events'")
    assert page.execute_script("return document.getElementById('f-from').value") == "1995-09-05"
    press(page, Keys.ENTER)
    wait(page, "return document.getElementById('f-count').textContent === '4 events'")


def test_an_event_opens_its_article_with_the_sentence_highlighted(page: Any) -> None:
    page.execute_script(
        "[...document.querySelectorAll('#events-table a.line')].find((a) => a.textContent.includes('guns')).click()"
    )
    wait(page, "return !document.getElementById('panel').hidden")
    assert "".join(texts(page, ".article")) == FIRST
    assert "".join(texts(page, ".article .now-evidence")) == SHELLING
    assert "".join(texts(page, ".article .now-trigger")) == "shelled"
    assert "".join(texts(page, ".article .now-actor")) == "Valdian guns"
    assert "".join(texts(page, ".article .now-place")) == "Lomar"
    # The way of the claim: monitor, wire, the paper that had it first, the paper it was read in.
    chain = texts(page, "#panel .chain li")
    assert [each.split()[0] for each in chain] == ["a", "Northern", "First", "Harbour"]


def test_what_did_not_happen_never_looks_like_fact(page: Any) -> None:
    look = page.execute_script(
        """return [...document.querySelectorAll('#events-table tr.ev')].map((row) => [
             row.querySelector('.status').textContent, getComputedStyle(row.querySelector('.act')).borderTopStyle,
             Boolean(row.querySelector('.act s'))])"""
    )
    assert {tuple(each) for each in look} == {
        ("asserted", "solid", False),
        ("negated", "dashed", True),
        ("hypothetical", "dashed", False),
    }


def test_a_person_s_decision_is_shown_as_theirs(page: Any) -> None:
    assert texts(page, "#events-table .review") == ["accepted by M. Analyst"]


def test_the_record_can_be_read_with_keys_alone(page: Any) -> None:
    from selenium.webdriver.common.keys import Keys

    press(page, Keys.TAB)
    assert page.execute_script("return document.activeElement.className") == "skip"
    page.execute_script("document.querySelector('#events-table a.line').focus()")
    press(page, Keys.ARROW_DOWN)
    second = page.execute_script("return document.activeElement.getAttribute('href')")
    assert second == page.execute_script(
        "return document.querySelectorAll('#events-table a.line')[1].getAttribute('href')"
    )
    press(page, Keys.ENTER)
    wait(page, "return !document.getElementById('panel').hidden")
    assert page.execute_script("return document.activeElement.id") == "panel-title"
    press(page, Keys.ESCAPE)
    wait(page, "return document.getElementById('panel').hidden")
    assert page.execute_script("return document.activeElement.getAttribute('href')") == second


@pytest.mark.parametrize(
    "kind", ["incident", "contradiction", "publisher", "actor", "tie", "statement", "document"]
)
def test_every_kind_of_line_opens(page: Any, kind: str) -> None:
    page.execute_script("location.hash = ''")
    link = {"contradiction": "#contradiction=c1", "tie": "#tie=0"}.get(kind)
    page.execute_script(
        "location.hash = arguments[1] || document.querySelector(`main a[href^='#${arguments[0]}=']`).getAttribute('href')",
        kind,
        link,
    )
    wait(page, "return !document.getElementById('panel').hidden")
    assert "Not in this record" not in texts(page, "#panel-title")


def test_an_address_of_an_older_report_is_answered(page: Any) -> None:
    page.execute_script("location.hash = '#event=gone'")
    wait(page, "return !document.getElementById('panel').hidden")
    assert texts(page, "#panel-title") == ["Not in this record"]


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_sticks_out_sideways(page: Any, width: int) -> None:
    page.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False},
    )
    try:
        for hash_ in ("", "#document=" + made_report().coded[0].document.id):
            page.execute_script("location.hash = arguments[0]", hash_)
            assert page.execute_script("return document.documentElement.scrollWidth") <= width
    finally:
        page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_dark_and_light_follow_the_reader(page: Any) -> None:
    def paper() -> str:
        colour: str = page.execute_script("return getComputedStyle(document.body).backgroundColor")
        return colour

    light = paper()
    page.execute_script("document.getElementById('theme').click()")
    assert paper() != light
    page.execute_script("document.getElementById('theme').click()")
    assert paper() == light
