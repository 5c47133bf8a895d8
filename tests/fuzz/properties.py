"""What must hold of any input, sound or not; asked by the tests here and by tools/fuzz.py."""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language

from dragoman.build.stages import extract
from dragoman.case.references import spans, words
from dragoman.extract.parse import parse
from dragoman.read.document import documents
from dragoman.records import Document, Extract, Problem


def read(folder: Path, name: str, data: bytes) -> list[Document]:
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
    return [one for one in found if isinstance(one, Document)]


def understand(text: str, nlp: Language) -> Extract:
    """Extracts a text; every record rests on words of it, and those that it holds beside are the text's."""
    document = Document("doc-1", "fuzz.txt", text, published="2021-03-05")
    (parsed,) = parse([document], nlp)
    assert len(parsed.doc.text) == len(parsed.document.text)
    found = extract(parsed)
    for source in spans(found):
        assert 0 <= source.start < source.end <= len(text), source
    for source, written in words(found):
        assert text[source.start : source.end] == written, source
    assert found == extract(parsed), "the same text gave something else"
    return found
