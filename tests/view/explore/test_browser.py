"""The explorer in a real browser: each view, wide and narrow, light and dark, by keyboard; labels and contrast."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from dragoman.view.explore.app import application
from tests.browser_check import browser as installed
from tests.view.explore.conftest import TOKEN, Decided
from tests.view.explore.test_app import PAGES
from tests.view.test_browser import QUIET

pytestmark = pytest.mark.skipif(installed() is None, reason="no Chromium on this machine")

CHECKS = Path(__file__).with_name("checks.js").read_text(encoding="utf-8")
SCENARIO = """question = "who runs the port"
[[pole]]
label = "Bulgaria"
actors = ["BGR"]
[[pole]]
label = "Norland"
actors = ["NOR"]
[[player]]
actor = "BGR"
name = "Bulgaria"
position = 0
salience = 50
capability = 100
[[player]]
actor = "NOR"
name = "Norland"
position = 100
salience = 50
capability = 100
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=installed(), args=QUIET)
        yield opened
        opened.close()


@pytest.fixture
def address(strike: Path, decided: Decided) -> Iterator[str]:
    """Where the explorer of the case is served, with a scenario beside the case."""
    strike.with_name("scenario.toml").write_text(SCENARIO, encoding="utf-8")
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{listening.getsockname()[1]}"
        served = application(strike, token=TOKEN, hosts={host}, decide=decided)
        server = uvicorn.Server(uvicorn.Config(served, log_level="error", lifespan="off"))
        running = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        running.start()
        yield f"http://{host}"
        server.should_exit = True
        running.join()


@pytest.fixture(params=[(1280, 900, "light"), (380, 800, "dark")], ids=["wide-light", "narrow-dark"])
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    width, height, scheme = request.param
    opened = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme, base_url=address)
    troubles: list[str] = []
    opened.on("console", lambda said: troubles.append(said.text) if said.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.on("request", lambda made: troubles.append(made.url) if not made.url.startswith(address) else None)
    opened.on("dialog", lambda dialog: troubles.append(dialog.message))
    opened.goto(f"/?token={TOKEN}")
    yield opened
    opened.close()
    assert troubles == []


def test_every_view_fits_and_can_be_read(page: Page) -> None:
    for path in PAGES:
        page.goto(path)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{path} is {wide} pixels too wide"
        assert page.evaluate(CHECKS) == [], path


def test_a_dot_leads_to_its_words(page: Page) -> None:
    page.goto("/crisis")
    page.locator(".lanes a:has(.dot)").first.click()
    page.wait_for_url("**/text/**")
    assert page.locator(".here").all_inner_texts() == ["walked out"]
    page.wait_for_function("() => { const r = document.querySelector('.here').getBoundingClientRect();"
                           " return r.top >= 0 && r.bottom <= innerHeight; }")  # fmt: skip
    assert "PROTEST" in page.locator(".card").inner_text()


def test_a_filter_takes_effect_and_stands_in_the_address(page: Page) -> None:
    page.goto("/crisis")
    page.locator("select[name=type]").select_option("ACCUSE")
    page.wait_for_url("**/crisis?type=ACCUSE")
    assert page.locator("main .entry").count() == 1


def test_by_keyboard_alone(page: Page) -> None:
    page.goto("/disputes")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.side a.words')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/text/**")
    assert page.locator(".here").count() >= 1
    page.keyboard.press("/")
    page.keyboard.type("heroes")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=heroes")
    assert page.locator("mark").all_inner_texts() == ["heroes"]


def test_a_slider_moves_the_outcome(page: Page) -> None:
    page.goto("/play")
    page.locator("input[name=p-NOR]").focus()
    after = page.locator("[data-model=mean] .after b")
    assert after.inner_text() == "50.0"
    page.keyboard.press("Home")
    page.wait_for_function("() => document.querySelector('[data-model=mean] .after b').textContent === '0.0'")
    assert page.url.endswith("/play?p-NOR=0")
    page.reload()
    assert after.inner_text() == "0.0"


def test_a_record_is_rejected_where_it_is_read(page: Page, decided: Decided) -> None:
    page.goto("/source/r-00000002")
    page.locator(".card summary").first.click()
    page.locator(".card input[name=reason]").first.fill("a rumour")
    page.locator(".card button", has_text="reject").first.click()
    page.wait_for_selector(".said-so")
    assert decided.calls == [("reject", "r-00000002", "r-00000002", "a rumour")]
    assert "done: reject" in page.locator(".said-so").inner_text()


def test_a_decision_is_taken_back(page: Page, decided: Decided) -> None:
    page.goto("/decisions")
    page.locator("button", has_text="undo").first.click()
    page.wait_for_selector(".said-so")
    assert decided.calls == [("undo", "Kolev", "Petrova", "")]


def test_works_without_script(browser: Browser, address: str) -> None:
    page = browser.new_page(java_script_enabled=False, base_url=address)
    page.goto("/text/doc-1")
    page.locator("a.piece.report").first.click()
    assert page.locator(".card").count() == 1
    page.goto("/play")
    page.goto("/play?p-NOR=0")
    assert page.locator("[data-model=mean] .after b").inner_text() == "0.0"
    page.close()


def test_a_drawing_comes_closer(page: Page) -> None:
    for path, drawing in (("/actors", "#network"), ("/map", "#map")):
        page.goto(path)
        before = page.locator(drawing).get_attribute("viewBox")
        page.locator("button[data-by='0.7']").click()
        assert page.locator(drawing).get_attribute("viewBox") != before
        page.locator("button[data-by='0']").click()
        assert [float(n) for n in (page.locator(drawing).get_attribute("viewBox") or "").split()] == pytest.approx(
            [float(n) for n in (before or "").split()], abs=0.01
        )
