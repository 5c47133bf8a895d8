"""Feeds: an account an entry, named by its address."""

from __future__ import annotations

from pathlib import Path

from tests.read.helpers import PARAGRAPHS, read, trouble

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Harbour Times</title><language>en-gb</language>
<item><title>River &amp; states</title><link>https://harbour.example/1</link><dc:creator>Amara Okoye</dc:creator>
<pubDate>Wed, 03 Mar 2021 23:10:00 -0500</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{PARAGRAPHS[0]}</p><script>x()</script><p>{PARAGRAPHS[1]}</p>]]></content:encoded></item>
<item><title>Second</title><description>&lt;b&gt;{PARAGRAPHS[2]}&lt;/b&gt;</description></item>
<item><title>Nothing but a title</title><link>https://harbour.example/3</link></item>
</channel></rss>"""

ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Times</title>
<entry><title>River states</title><link href="https://harbour.example/1"/><author><name>Amara Okoye</name></author>
<author><name>Luis Prado</name></author><published>2021-03-03T10:00:00Z</published>
<updated>2021-03-09T10:00:00Z</updated>
<content type="html">&lt;p&gt;{PARAGRAPHS[0]}&lt;/p&gt;</content></entry></feed>"""


def write(tmp_path: Path, text: str, name: str = "a.xml") -> Path:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path / name


def test_rss(tmp_path: Path) -> None:
    documents, problems = read(write(tmp_path, RSS))
    first, second = documents
    assert (first.name, first.url) == ("https://harbour.example/1", "https://harbour.example/1")
    assert first.text == f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}"
    assert (first.title, first.outlet, first.author) == ("River & states", "Harbour Times", "Amara Okoye")
    assert (first.published, first.language) == ("2021-03-03", "en")
    assert (second.name, second.text, second.url) == ("a.xml#2", PARAGRAPHS[2], None)
    assert [(p.document, p.message) for p in problems] == [("a.xml#3", "an entry without text")]


def test_atom_is_recognised_whatever_it_is_called(tmp_path: Path) -> None:
    for name in ("a.atom", "a.rss", "a.xml", "a.html", "a"):
        (document,), problems = read(write(tmp_path, ATOM, name))
        assert not problems
        assert (document.author, document.published) == ("Amara Okoye, Luis Prado", "2021-03-03")


def test_an_entry_with_a_nesting_bomb_is_a_problem_and_the_rest_is_read(tmp_path: Path) -> None:
    bomb = RSS.replace("&lt;b&gt;", "&lt;b&gt;" * 5_000)
    documents, problems = read(write(tmp_path, bomb))
    assert len(documents) == 1
    assert any("nested" in problem.message for problem in problems)


def test_feeds_that_cannot_be_read(tmp_path: Path) -> None:
    laughs = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    assert "entities" in trouble(write(tmp_path, RSS.replace("<rss", f"{laughs}<rss", 1), "b.rss")).message
    assert "without entries" in trouble(write(tmp_path, "<rss version='2.0'><channel/></rss>")).message
    assert "neither a feed" in trouble(write(tmp_path, "Not XML at all.", "c.rss")).message
