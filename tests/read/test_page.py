"""Web pages: the main text alone, the page's own metadata, and pages made to break readers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.read.helpers import PARAGRAPHS, only, trouble

MENU = "<nav><ul>" + "".join(f"<li><a href='/{n}'>Section number {n}</a></li>" for n in range(30)) + "</ul></nav>"
FOOTER = "<footer><p>All rights reserved. Subscribe to our letter. Cookie settings.</p></footer>"


def page(head: str = "", body: str = "", lang: str = "", paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    story = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!DOCTYPE html><html{lang}><head><meta charset='utf-8'>{head}</head><body>{MENU}"
        f"<article>{body}{story}</article>{FOOTER}</body></html>"
    )


def write(tmp_path: Path, text: str, name: str = "a.html", encoding: str = "utf-8") -> Path:
    (tmp_path / name).write_bytes(text.encode(encoding))
    return tmp_path / name


def test_boilerplate_is_dropped(tmp_path: Path) -> None:
    text = only(write(tmp_path, page())).text
    assert [line for line in text.split("\n") if line.strip()] == list(PARAGRAPHS)


def test_open_graph_and_meta(tmp_path: Path) -> None:
    head = (
        "<title>Water paper signed | The Harbour Times</title>"
        "<meta property='og:title' content='Water paper signed | The Harbour Times'>"
        "<meta property='og:site_name' content='The Harbour Times'>"
        "<meta name='author' content='By Amara Okoye'>"
        "<meta property='article:published_time' content='2021-03-03T23:30:00-05:00'>"
        "<meta property='article:modified_time' content='2021-03-09T08:00:00Z'>"
        "<link rel='canonical' href='https://harbour.example/water'>"
    )
    document = only(write(tmp_path, page(head, lang=" lang='en-GB'")))
    assert document.title == "Water paper signed"
    assert document.outlet == "The Harbour Times"
    assert document.author == "Amara Okoye"
    assert document.published == "2021-03-03"
    assert document.url == "https://harbour.example/water"
    assert document.language == "en"


def test_json_ld(tmp_path: Path) -> None:
    said = {"@context": "https://schema.org", "@graph": [
        {"@type": "WebSite", "name": "Not this"},
        {"@type": ["NewsArticle"], "headline": "Water paper signed", "datePublished": "2021-03-03",
         "dateModified": "2021-03-09", "inLanguage": "en",
         "author": [{"@type": "Person", "name": "Amara Okoye"}, {"name": "Luis Prado"}],
         "publisher": {"@type": "Organization", "name": "Harbour Times"},
         "mainEntityOfPage": {"@id": "https://harbour.example/water"}},
    ]}  # fmt: skip
    head = f"<script type='application/ld+json'>{json.dumps(said)}</script>"
    document = only(write(tmp_path, page(head)))
    assert (document.title, document.author) == ("Water paper signed", "Amara Okoye, Luis Prado")
    assert (document.outlet, document.published) == ("Harbour Times", "2021-03-03")
    assert document.url == "https://harbour.example/water"


def test_what_the_page_does_not_say_is_not_known(tmp_path: Path) -> None:
    head = (
        "<meta property='article:modified_time' content='2021-03-09'><meta name='author' content='https://a.example/b'>"
    )
    body = "<time datetime='2021-03-03'></time><time datetime='2020-01-01'></time>"
    document = only(write(tmp_path, page(head + "<script type='application/ld+json'>{broken</script>", body)))
    assert (document.title, document.outlet, document.author, document.published, document.url) == (None,) * 5


def test_one_heading_and_one_time_are_the_pages_own(tmp_path: Path) -> None:
    body = "<h1>Water <i>paper</i> signed</h1><time datetime='2021-03-03'>"
    document = only(write(tmp_path, page("<title>x</title>", body)))
    assert (document.title, document.published) == ("Water paper signed", "2021-03-03")


def test_author_and_date_in_elements_marked_for_them(tmp_path: Path) -> None:
    head = "<div class='post-byline'>By <a rel='author' href='/a'>Amara Okoye</a></div>"
    head += "<span class=date>3 March 2021</span>"
    document = only(write(tmp_path, page(body=head)))
    assert (document.author, document.published) == ("Amara Okoye", "2021-03-03")
    other = "<span class=author>Luis Prado</span><span class=date>5 March 2021</span>"
    document = only(write(tmp_path, page(body=head + other), "b.html"))
    assert (document.author, document.published) == (None, None)


@pytest.mark.parametrize("wrap", ["<article>{}</article>", "<main>{}</main>", "<div class='content'>{}</div>", "{}"])
def test_short_pages_are_freed_of_boilerplate_too(tmp_path: Path, wrap: str) -> None:
    plain_menu = "<div class='menu'><a href='/'>Section one</a> <a href='/2'>Section two</a></div>"
    for number, menu in enumerate((MENU, plain_menu)):
        story = wrap.format(f"<h1>Water paper signed</h1><p>{PARAGRAPHS[2]}</p>")
        text = only(write(tmp_path, f"<html><body>{menu}{story}{FOOTER}</body></html>", f"{number}.html")).text
        assert PARAGRAPHS[2] in text
        assert "Section" not in text
        assert "rights" not in text


def test_tables_have_tabs_between_their_cells(tmp_path: Path) -> None:
    table = "<table><tr><th>Gauge</th><th>Metres | feet</th></tr><tr><td>Falls</td><td>4.1</td></tr></table>"
    text = only(write(tmp_path, page(paragraphs=(*PARAGRAPHS, table)))).text
    assert text.endswith("Gauge\tMetres | feet\nFalls\t4.1")


def test_a_byline_in_the_text_fills_what_the_metadata_leaves_open(tmp_path: Path) -> None:
    document = only(write(tmp_path, page(body="<p>By Amara Okoye | 3 March 2021</p>")))
    assert (document.author, document.published) == ("Amara Okoye", "2021-03-03")


@pytest.mark.parametrize(("declared", "encoding"), [
    ("windows-1254", "cp1254"), ("utf-8", "utf-8"), ("iso-8859-9", "iso-8859-9"), ("UTF-16", "utf-16"),
])  # fmt: skip
def test_a_page_is_read_in_the_character_set_it_declares(tmp_path: Path, declared: str, encoding: str) -> None:
    text = page(paragraphs=("Çavuşoğlu'nun görüşmesi şöyle bitti. " * 8,)).replace("'utf-8'", f"'{declared}'")
    assert "Çavuşoğlu'nun görüşmesi" in only(write(tmp_path, text, encoding=encoding)).text


def test_a_page_in_no_character_set_it_names_is_a_problem(tmp_path: Path) -> None:
    text = page(paragraphs=("Çavuşoğlu'nun görüşmesi şöyle bitti. " * 8,))
    message = trouble(write(tmp_path, text, encoding="cp1254")).message
    assert message.startswith("not UTF-8")
    assert f"byte {text.encode('cp1254').index('Ç'.encode('cp1254'))}" in message


def test_markup_is_recognised_without_its_suffix(tmp_path: Path) -> None:
    assert only(write(tmp_path, page(), "story.aspx")).text.startswith(PARAGRAPHS[0])
    assert only(write(tmp_path, page(), "story")).text.startswith(PARAGRAPHS[0])


@pytest.mark.parametrize(("bomb", "reason"), [
    ("<div>" * 100_000 + "x", "nested"),
    ("<b><i>" * 50_000 + "met" + "</i></b>" * 50_000, "nested"),
    ("<table><tr><td>" * 30_000, "nested"),
    ("<br>" * 60_000, "elements"),
    ("<a " + " ".join(f"a{n}=1" for n in range(100_000)) + ">met</a>", "attributes"),
    ("<p>" + "met " * 6_000_000, "characters"),
    ("", "no main text"),
    ("<!--" * 100_000, "no main text"),
], ids=["div", "inline", "tables", "breaks", "attributes", "length", "nothing", "comments"])  # fmt: skip
def test_pages_made_to_break_readers_are_problems(tmp_path: Path, bomb: str, reason: str) -> None:
    problem = trouble(write(tmp_path, f"<html><body>{bomb}</body></html>"))
    assert problem.document == "a.html"
    assert reason in problem.message


def test_ordinary_pages_with_unclosed_elements_are_read(tmp_path: Path) -> None:
    items = "".join(f"<li>Item {n} of the paper that the envoys signed" for n in range(2_000))
    rows = "".join(f"<tr><td>{n}<td>metres" for n in range(2_000))
    story = "".join(f"<p>{paragraph}" for paragraph in PARAGRAPHS * 100)
    assert PARAGRAPHS[0] in only(write(tmp_path, f"<html><body><article>{story}<ul>{items}</ul><table>{rows}")).text
