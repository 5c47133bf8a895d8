"""What a page's own metadata says of it: schema.org, Open Graph, Dublin Core and plain meta elements, in that order.

Only what the page states is taken. A date of change is no date of publication; nothing is read out of the address, the
copyright line or the running text, as general extractors do.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice

from lxml import html  # type: ignore[import-untyped]  # lxml ships no types

from dragoman.read.byline import byline, is_person
from dragoman.read.facts import Facts, listed, stripped_of, web_address, words
from dragoman.read.language import language_code
from dragoman.read.notice import LONG, notice
from dragoman.read.published import iso

TITLE = ("og:title", "citation_title", "dc.title", "dcterms.title", "parsely-title", "twitter:title", "headline")
OUTLET = ("og:site_name", "citation_journal_title", "dc.publisher", "dcterms.publisher", "publisher")
AUTHOR = ("author", "article:author", "dc.creator", "dcterms.creator", "citation_author", "parsely-author",
          "sailthru.author", "byl")  # fmt: skip
PUBLISHED = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date_published",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "citation_publication_date",
    "citation_date",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "date",
)
LANGUAGE = ("content-language", "dc.language", "og:locale", "inlanguage")
_MARKED = re.compile(r"(?<![a-z])(?:byline|author|dateline|date|published|posted|pubdate|timestamp)(?![a-z])", re.I)
LONGEST_JSON = 1_000_000

_ARTICLE = re.compile(r"(?:\w*Article|BlogPosting|Report|ReportageNewsArticle|LiveBlogPosting)$")


def page_facts(tree: html.HtmlElement) -> Facts:
    """The facts that a page's metadata states."""
    meta = _meta(tree)
    article = next(_articles(tree), {})
    outlet = _name(article.get("publisher")) or _first(meta, OUTLET)
    title = words(_text(article.get("headline")) or _first(meta, TITLE)) or _visible_title(tree)
    shown = _shown(tree)
    authors = (_persons(_names(article.get("author")), outlet), _persons(_every(meta, AUTHOR), outlet), shown.author)
    dates = (_text(article.get("datePublished")), *_every(meta, PUBLISHED), *_times(tree), shown.published)
    url = next(filter(web_address, _addresses(tree, meta, article)), None)
    languages = (tree.get("lang"), *_every(meta, LANGUAGE), _text(article.get("inLanguage")))
    return Facts(
        title=stripped_of(title, outlet),
        outlet=outlet,
        author=next(filter(None, authors), None),
        published=next(filter(None, map(iso, dates)), None),
        url=words(url),
        language=next(filter(None, map(language_code, languages)), None),
    )


def _meta(tree: html.HtmlElement) -> dict[str, list[str]]:
    """Every value of each meta element, by its name in lower case."""
    said: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        if name and (value := words(element.get("content"))):
            said.setdefault(name.strip().casefold(), []).append(value)
    return said


def _every(meta: dict[str, list[str]], names: tuple[str, ...]) -> Iterator[str]:
    return (value for name in names for value in meta.get(name, ()))


def _first(meta: dict[str, list[str]], names: tuple[str, ...]) -> str | None:
    return next(_every(meta, names), None)


def _articles(tree: html.HtmlElement) -> Iterator[dict[str, object]]:
    """The articles that the page's JSON-LD describes, in order."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().casefold() != "application/ld+json":
            continue
        said = script.text_content()
        try:
            yield from _described(json.loads(said, strict=False) if len(said) <= LONGEST_JSON else None)
        except (ValueError, RecursionError):  # no JSON, a number too long, nested too deep
            continue


def _described(said: object) -> Iterator[dict[str, object]]:
    if isinstance(said, list):
        for part in said:
            yield from _described(part)
    elif isinstance(said, dict):
        if any(_ARTICLE.match(kind) for kind in _names(said.get("@type"))):
            yield said
        yield from _described(said.get("@graph"))
        yield from _described(said.get("mainEntity"))


def _text(said: object) -> str | None:
    return said if isinstance(said, str) else None


def _names(said: object) -> Iterator[str]:
    """The names of one or several persons or organisations, given as words or described."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, dict):
        yield from _names(said.get("name"))
    elif isinstance(said, list):
        for part in said:
            yield from _names(part)


def _name(said: object) -> str | None:
    return words(next(_names(said), None))


def _persons(names: Iterator[str], outlet: str | None) -> str | None:
    """The authors named, without "By", addresses and the outlet itself."""
    kept = []
    for name in map(words, names):
        by = byline(name) if name else None
        if name and not web_address(name) and "@" not in name and name.casefold() != (outlet or "").casefold():
            kept.append(by.author if by and by.author else name)
    return listed(kept)


def _visible_title(tree: html.HtmlElement) -> str | None:
    """The page's one first-level heading, else the title of its window."""
    headings = [found for element in islice(tree.iter("h1"), 10) if (found := words(element.text_content()))]
    if len(set(headings)) == 1:
        return headings[0]
    return next((words(element.text_content()) for element in tree.iter("title")), None)


def _times(tree: html.HtmlElement) -> Iterator[str | None]:
    """Times marked as publication; then the only time that the page holds."""
    every = []
    for element in tree.iter("time", "span", "abbr", "p", "div"):
        said = element.get("datetime") or (element.get("content") if element.tag != "time" else None)
        if said and (element.get("itemprop") == "datePublished" or element.get("pubdate") is not None):
            yield said
        if element.tag == "time" and said:
            every.append(iso(said))
    if len(set(every)) == 1:
        yield every[0]


def _shown(tree: html.HtmlElement) -> Facts:
    """The author and date that the page shows in elements marked for them; None where several differ."""
    told = [
        found
        for element in tree.iter("span", "div", "p", "a", "time", "address", "li", "em", "small")
        if _MARKED.search(" ".join(element.get(name) or "" for name in ("class", "id", "rel", "itemprop")))
        and (said := words(element.text_content()))
        and (found := _told(said))
    ]
    authors = {facts.author for facts in told if facts.author}
    dates = {facts.published for facts in told if facts.published}
    return Facts(
        author=authors.pop() if len(authors) == 1 else None, published=dates.pop() if len(dates) == 1 else None
    )


def _told(said: str) -> Facts | None:
    if len(said) > LONG:
        return None
    found = notice(said)
    return found.facts if found else Facts(author=said) if is_person(said) else None


def _addresses(tree: html.HtmlElement, meta: dict[str, list[str]], article: dict[str, object]) -> Iterator[str | None]:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").casefold().split():
            yield link.get("href")
    yield from _every(meta, ("og:url",))
    yield _text(article.get("url"))
    page = article.get("mainEntityOfPage")
    yield _text(page.get("@id")) if isinstance(page, dict) else _text(page)
