"""Written files with odd parts: pages, feeds, letters and tables that are mostly of their form.

What is odd in them is met deep within a reader, where damage to a sound file seldom comes.
"""

from __future__ import annotations

import csv
import io
import json

from hypothesis import strategies as st

from tests.fuzz.texts import TEXTS, WORDS

File = tuple[str, bytes]

SAID = st.one_of(TEXTS, st.sampled_from((*WORDS, "", "2021-03-05", "x" * 3_000, "\ud800", "\0", "en", "99999-99-99")))
"""What stands in a field: words, or what is none."""
TAGS = ("p", "p", "p", "div", "div", "article", "h1", "li", "td", "tr", "table", "blockquote", "span", "a", "br",
        "script", "style", "svg", "iframe", "time", "title", "body", "html", "!--", "![CDATA[", "textarea",
        "template", "math")  # fmt: skip
NAMES = (
    "text",
    "body",
    "content",
    "story",
    "title",
    "author",
    "date",
    "url",
    "language",
    "published",
    "outlet",
    "",
    "x",
)
CHARSETS = ("utf-8",) * 12 + ("latin-1", "utf-16", "utf-7", "idna", "cp037", "", "'", "x" * 50)
HEADS = ("Subject", "From", "To", "Date", "Content-Type", "Content-Transfer-Encoding", "MIME-Version", "Content-Length",
         "Location", "X", "Transfer-Encoding", "Content-Encoding", "Content-Disposition", "")  # fmt: skip
FIELD = st.sampled_from(HEADS)
VALUES = ("text/plain", "text/html; charset=utf-8", "multipart/mixed; boundary=b", "multipart/related; boundary=\"\"",
          "message/rfc822", "application/pdf", "base64", "quoted-printable", "gzip", "chunked", "1.0", "-1", "9" * 30,
          "Fri, 5 Mar 2021 10:00:00 +0000", "Fri, 99 Xyz 0000 99:99:99 +9999", "=?utf-8?q?=C3=A9?= <a@b.example>",
          "=?idna?b?////?=", "a@b.example, " * 30, "/water")  # fmt: skip


def encoded(text: str) -> bytes:
    """The text as UTF-8, half surrogate pairs as they are."""
    return text.encode("utf-8", "surrogatepass")


@st.composite
def pages(draw: st.DrawFn) -> bytes:
    """A page: a head with odd facts, a body of elements that need not close or nest."""
    known = st.sampled_from(
        ("author", "date", "og:title", "article:published_time", "og:url", "og:locale", "description")
    )
    meta = "".join(
        f"<meta {draw(st.sampled_from(('name', 'property', 'itemprop')))}='{draw(known)}' content='{draw(SAID)}'>"
        for _ in range(draw(st.integers(0, 3)))
    )
    facts = json.dumps(draw(st.dictionaries(
        st.sampled_from(("@type", "@graph", "headline", "author", "datePublished", "articleBody", "publisher", "name")),
        st.recursive(st.one_of(SAID, st.none(), st.integers(), st.floats(), st.just("NewsArticle")),
                     lambda inner: st.one_of(st.lists(inner, max_size=3), st.fixed_dictionaries({"name": inner})),
                     max_leaves=4),
        max_size=4,
    )))  # fmt: skip
    body = "".join(
        f"<{tag}{draw(st.sampled_from(('', '', ' class=x', ' hidden', ' datetime=2021', ' style=display:none')))}>"
        f"{draw(TEXTS)}{draw(st.sampled_from((f'</{tag}>', f'</{tag}>', '', '</div>', '-->', '/>')))}"
        for tag in draw(st.lists(st.sampled_from(TAGS), min_size=1, max_size=8))
    )
    charset = draw(st.sampled_from(CHARSETS))
    head = f"<meta charset='{charset}'><title>{draw(SAID)}</title>{meta}"
    said = f"<script type='application/ld+json'>{facts}</script>"
    return encoded(f"<!doctype html><html lang='{draw(SAID)[:9]}'><head>{head}{said}</head><body>{body}</body></html>")


@st.composite
def feeds(draw: st.DrawFn) -> bytes:
    """RSS or Atom with odd elements in odd places."""
    item, root = draw(st.sampled_from((("item", "rss"), ("entry", "feed"), ("item", "rdf:RDF"))))
    names = ("title", "link", "description", "content", "summary", "pubDate", "published", "updated", "author", "guid",
             "id", "content:encoded", "dc:creator", "dc:date", "source", "media:content", "category")  # fmt: skip
    entries = ""
    for _ in range(draw(st.integers(0, 3))):
        parts = ""
        for name in ("description", *draw(st.lists(st.sampled_from(names), max_size=5))):
            said = draw(st.one_of(SAID, st.sampled_from(VALUES), st.just("https://a.example/b")))
            said = draw(st.sampled_from((said, f"<![CDATA[{said}]]>", said.replace("<", "&lt;").replace("&", "&amp;"))))
            parts += f"<{name} type='{draw(st.sampled_from(('html', 'xhtml', 'text', 'base64')))}'>{said}</{name}>"
        entries += f"<{item}>{parts}</{item}>"
    space = draw(st.sampled_from(("", " xmlns='http://www.w3.org/2005/Atom'", " version='2.0'")))
    return encoded(
        f"<?xml version='1.0'?><{root}{space}><channel><title>{draw(SAID)}</title>{entries}</channel></{root}>"
    )


@st.composite
def letters(draw: st.DrawFn) -> bytes:
    """A message with odd fields, whole or in parts that need not end."""
    fields = draw(st.lists(st.tuples(FIELD, st.one_of(st.sampled_from(VALUES), SAID)), max_size=6))
    head = "".join(
        f"{name}: {value}\r\n" for name, value in (("MIME-Version", "1.0"), ("From", "a@b.example"), *fields)
    )
    parts = draw(st.lists(st.tuples(st.sampled_from(VALUES), TEXTS), min_size=1, max_size=3))
    body = "".join(f"--b\r\nContent-Type: {value}\r\n\r\n{said}\r\n" for value, said in parts)
    return encoded(f"{head}\r\n{draw(st.sampled_from((body, body + '--b--', parts[0][1])))}")


@st.composite
def tables(draw: st.DrawFn) -> File:
    """Rows of odd cells, as CSV with any mark between or as JSON lines or an array."""
    names = draw(st.permutations(NAMES))[: draw(st.integers(3, len(NAMES)))]
    cells = st.one_of(SAID, TEXTS, st.none(), st.integers(), st.floats(), st.lists(SAID, max_size=2))
    rows = draw(st.lists(st.lists(cells, max_size=len(names) + 1), min_size=1, max_size=4))
    if draw(st.booleans()):
        held = io.StringIO()
        writer = csv.writer(held, delimiter=draw(st.sampled_from(",;\t|")), quoting=csv.QUOTE_ALL)
        writer.writerows([names, *rows])
        return "a.csv", encoded(held.getvalue())
    objects = [dict(zip(names, row, strict=False)) for row in rows]
    whole = json.dumps(objects, ensure_ascii=draw(st.booleans()))
    return "a.jsonl", encoded(draw(st.sampled_from((whole, "\n".join(map(json.dumps, objects))))))
