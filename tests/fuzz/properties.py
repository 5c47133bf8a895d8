"""What must hold of any input, sound or not; asked by the tests here and by tools/fuzz.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

from spacy.language import Language

from dragoman.build import extract
from dragoman.build import read as read_into
from dragoman.case.check import check
from dragoman.case.references import spans, words
from dragoman.case.store import open_case
from dragoman.extract.parse import parse
from dragoman.read.document import documents
from dragoman.records import Document, Extract, Problem
from dragoman.view.brief import brief

OURS = ("script", "script", "style")
"""The elements of a brief that are not all text, each as often as its template has it."""
NONE_OF_OURS = frozenset(("iframe", "object", "embed", "img", "form", "base", "template", "i"))


def read(folder: Path, name: str, data: bytes) -> list[Document | Problem]:
    """Reads a file; it gives documents that any case can hold, or problems that name it, and never an exception."""
    path = folder / name
    path.write_bytes(data)
    found = list(documents([str(path)]))
    assert found == list(documents([str(path)])), "the same file gave something else"
    path.unlink()
    for one in found:
        repr(one).encode("utf-8")
        if isinstance(one, Problem):
            assert one.document, one
            assert one.message, one
        else:
            assert one.text.strip(), one
            assert "\0" not in one.text, one
    assert found, f"{name} gave neither a document nor a problem"
    assert not list(folder.iterdir()), "reading left a file behind"
    return found


def understand(text: str, nlp: Language) -> Extract:
    """Extracts a text; every record rests on words of it, and those that it holds beside are the text's."""
    document = Document("doc-1", "fuzz.txt", text, published="2021-03-05")
    (parsed,) = parse([document], nlp)
    assert len(parsed.doc.text) == len(parsed.document.text)
    found = extract(parsed)
    for source in spans(replace(found, problems=())):
        assert 0 <= source.start < source.end <= len(text), source
    for source, written in words(found):
        assert text[source.start : source.end] == written, source
    assert found == extract(parsed), "the same text gave something else"
    return found


def settle(folder: Path, files: Sequence[tuple[str, bytes]]) -> tuple[int, int]:
    """Reads files into a case, which holds nothing that it must not and can be shown; documents and records in it.

    Read again, they add nothing. What a text says of markup stays text in the brief.
    """
    inside = folder / "files"
    inside.mkdir()
    for number, (name, data) in enumerate(files):
        (inside / f"{number}-{name}").write_bytes(data)
    try:
        path = folder / "k.case"
        read_into([str(inside)], path)
        again = read_into([str(inside)], path)
        assert (again.new, again.extracted) == (0, 0), again
        assert not (faults := list(check(path))), faults
        with open_case(path) as case:
            assert_escaped(brief(case))
            return len(case.ids()), sum(1 for _ in case.mentions()) + sum(1 for _ in case.reports())
    finally:
        for left in (*inside.iterdir(), *(each for each in folder.iterdir() if each != inside)):
            left.unlink()
        inside.rmdir()


def assert_escaped(page: str) -> None:
    """A page has the elements of its template and no others that do anything, and no handlers of events."""
    found = Elements(page)
    assert tuple(sorted(tag for tag in found.tags if tag in OURS)) == OURS, found.tags
    assert not NONE_OF_OURS & set(found.tags), NONE_OF_OURS & set(found.tags)
    assert not [name for name in found.attributes if name.startswith("on")]
    assert all(link.startswith("#") for link in found.links), found.links


class Elements(HTMLParser):
    """The names of a page's elements and attributes, and where its links lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.update(name for name, _ in attrs)
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action")]
