"""The brief in a real browser: a line leads to its words, by mouse and by keyboard, wide and narrow, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from dragoman.case.store import Case
from dragoman.view.brief import brief
from tests.browser_check import browser as installed

pytestmark = pytest.mark.skipif(installed() is None, reason="no Chromium on this machine")

QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=installed(), args=QUIET)
        yield opened
        opened.close()


@pytest.fixture(params=[(1280, 900, "light"), (380, 800, "dark")], ids=["wide-light", "narrow-dark"])
def page(request: pytest.FixtureRequest, browser: Browser, case: Case, tmp_path: Path) -> Iterator[Page]:
    width, height, scheme = request.param
    path = tmp_path / "brief.html"
    path.write_text(brief(case), encoding="utf-8")
    opened = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    troubles: list[str] = []
    opened.on(
        "console", lambda message: troubles.append(message.text) if message.type in ("error", "warning") else None
    )
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.on("request", lambda made: troubles.append(made.url) if not made.url.startswith("file:") else None)
    opened.on("dialog", lambda dialog: troubles.append(dialog.message))
    opened.goto(path.as_uri())
    yield opened
    opened.close()
    assert troubles == []


def test_a_timeline_entry_leads_to_its_words(page: Page) -> None:
    page.locator("#timeline a.words").first.click()
    lit = page.locator(".text .lit")
    assert lit.all_inner_texts() == ["fell"]
    page.wait_for_function("() => { const r = document.querySelector('.lit').getBoundingClientRect();"
                           " return r.top >= 0 && r.bottom <= innerHeight; }")  # fmt: skip
    assert "OTHER" in page.locator("#panel").inner_text()


def test_a_marked_passage_tells_its_records(page: Page) -> None:
    page.locator(".text .statement").first.click()
    assert "Iva Petrova" in page.locator("#panel").inner_text()
    page.keyboard.press("Escape")
    assert not page.locator("#panel").is_visible()


def test_works_by_keyboard(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('#timeline a.words')"):
            break
    page.keyboard.press("Enter")
    assert page.locator(".text .lit").count() == 1


def test_fits_the_screen(page: Page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0


def test_a_kind_can_be_hidden(page: Page) -> None:
    box = page.locator(".kinds input[value=statement]")
    assert page.evaluate("document.body.classList.contains('show-statement')")
    box.uncheck()
    assert not page.evaluate("document.body.classList.contains('show-statement')")
