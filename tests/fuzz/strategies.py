"""Files that no editor wrote: odd within, damaged as bytes, or under another's name."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from tests.fuzz.boxed import archives, pdfs, word_files
from tests.fuzz.damage import damaged
from tests.fuzz.texts import TEXTS
from tests.fuzz.written import SAID, File, encoded, feeds, letters, pages, tables
from tests.read.samples import samples

SAMPLES = samples()


def named(name: str) -> Callable[[bytes], File]:
    """What gives bytes a name."""
    return lambda data: (name, data)


ODD = st.one_of(
    pages().map(named("a.html")),
    feeds().map(named("a.rss")),
    letters().map(named("a.eml")),
    tables(),
    word_files().map(named("a.docx")),
    pdfs().map(named("a.pdf")),
    archives(),
    TEXTS.map(encoded).map(named("a.txt")),
    st.tuples(SAID, TEXTS).map(
        lambda said: ("a.md", encoded(f"---\ntitle: {said[0]}\ndate: {said[0]}\n---\n# {said[1]}"))
    ),
)
"""Files whose form is mostly that of their kind, so that what is odd in them is met deep within a reader."""


@st.composite
def files(draw: st.DrawFn) -> File:
    """A file of some kind: odd within, or damaged, or under another's name."""
    how = draw(st.integers(0, 3))
    name, data = draw(ODD if how < 3 else st.sampled_from(SAMPLES))
    if how > 1:
        data = draw(damaged(data))
    other, _ = draw(st.sampled_from(SAMPLES))
    return draw(st.sampled_from((name,) * 6 + (other, "noname"))), data


CASES = st.lists(
    st.one_of(
        TEXTS.map(encoded).map(named("a.txt")),
        TEXTS.map(encoded).map(named("a.txt")),
        tables(),
        pages().map(named("a.html")),
        feeds().map(named("a.rss")),
        files(),
    ),
    min_size=1,
    max_size=5,
)
"""Files that make a case: mostly of texts, so that there is something to settle."""
