"""The brief shows what the case holds, and text from accounts stays text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from dragoman.case.store import Case
from dragoman.view.brief import brief


class Elements(HTMLParser):
    """Names, attributes and text of a page's elements."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_markup_in_accounts_stays_text(case: Case) -> None:
    page = Elements(brief(case))
    names = {tag for tag, _ in page.tags}
    assert not names & {"img", "svg", "iframe", "object", "i"}
    assert sum(tag == "script" for tag, _ in page.tags) == 2
    assert sum(tag == "style" for tag, _ in page.tags) == 1
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    shown = "".join(page.text)
    assert "<script>alert('title')</script>" in shown
    assert "{{ 7 * 7 }}" in shown
    assert "⟨U+202E⟩evil" in shown
    assert "\u202e" not in shown


def test_nothing_is_fetched(case: Case) -> None:
    html = brief(case)
    page = Elements(html)
    links = [value for _, attributes in page.tags for key, value in attributes.items() if key in ("href", "src")]
    assert links
    assert all(link and link.startswith("#") for link in links)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    assert policy[1].startswith("default-src 'none'")
    assert "unsafe" not in policy[1]


def test_every_link_leads_somewhere(case: Case) -> None:
    page = Elements(brief(case))
    anchors = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(anchors) == len(set(anchors))
    assert {attributes["href"] for tag, attributes in page.tags if tag == "a" and "href" in attributes} <= {
        f"#{anchor}" for anchor in anchors
    }


def test_a_claim_is_told_as_a_claim(case: Case) -> None:
    assert "claimed by &lt;i&gt;they&lt;/i&gt;" in brief(case)


def test_the_same_case_gives_the_same_page(case: Case) -> None:
    assert brief(case) == brief(case)
