"""The page of two accounts: every link leads to its words, text from accounts stays text, and it fits any screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from dragoman.case.store import Case, open_case
from dragoman.view.compare import compare_page
from tests.accounts.harbour import make
from tests.browser_check import browser as installed
from tests.view.test_brief import Elements
from tests.view.test_browser import QUIET


@pytest.fixture
def harbour(tmp_path: Path) -> Iterator[Case]:
    make(tmp_path / "harbour.case")
    with open_case(tmp_path / "harbour.case") as case:
        yield case


def test_every_link_leads_somewhere_and_nothing_is_fetched(harbour: Case) -> None:
    for pair in (("A", "B"), ("A", "C"), ("B", "D")):
        html = compare_page(harbour, *pair)
        page = Elements(html)
        anchors = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
        assert len(anchors) == len(set(anchors))
        links = {value for _, attributes in page.tags for key, value in attributes.items() if key in ("href", "src")}
        assert links <= {f"#{anchor}" for anchor in anchors}
        policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
        assert policy
        assert policy[1].startswith("default-src 'none'")
        assert "unsafe" not in policy[1]


def test_markup_in_accounts_stays_text(case: Case) -> None:
    page = Elements(compare_page(case, "A", "B"))
    assert not {tag for tag, _ in page.tags} & {"img", "svg", "iframe", "object", "i"}
    assert sum(tag == "script" for tag, _ in page.tags) == 2
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith(("on", "style"))]
    shown = "".join(page.text)
    assert "<script>alert('title')</script>" in shown
    assert "\u202e" not in shown


def test_what_differs_stands_on_the_page(harbour: Case) -> None:
    html = compare_page(harbour, "A", "B")
    assert "Both tell 2 happenings, 1 of them differently; they stand on different sides of 1 dispute." in html
    assert "How many were held?" in html
    assert "Were guards sent" not in html


def test_the_same_case_gives_the_same_page(harbour: Case) -> None:
    assert compare_page(harbour, "A", "B") == compare_page(harbour, "dawn.txt", "raid on")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if installed() is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=installed(), args=QUIET)
        yield opened
        opened.close()


@pytest.fixture(params=[(1280, 900, "light"), (380, 800, "dark")], ids=["wide-light", "narrow-dark"])
def page(request: pytest.FixtureRequest, browser: Browser, harbour: Case, tmp_path: Path) -> Iterator[Page]:
    width, height, scheme = request.param
    path = tmp_path / "pair.html"
    path.write_text(compare_page(harbour, "A", "B"), encoding="utf-8")
    opened = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    troubles: list[str] = []
    opened.on("console", lambda said: troubles.append(said.text) if said.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.on("request", lambda made: troubles.append(made.url) if not made.url.startswith("file:") else None)
    opened.goto(path.as_uri())
    yield opened
    opened.close()
    assert troubles == []


def test_a_line_leads_to_its_words(page: Page) -> None:
    page.locator("#both a.words").first.click()
    assert page.locator(".text .lit").all_inner_texts() == ["sent"]
    assert "MOBILIZE" in page.locator("#panel").inner_text()
    page.locator("#disputes a.words").first.click()
    assert "".join(page.locator(".text .lit").all_inner_texts()) == "Some 200"


def test_fits_the_screen(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
