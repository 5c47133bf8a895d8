"""An account's pieces together are its text, and each knows what rests on it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.records import Document
from dragoman.view.highlight import Highlight, highlight, visible

LETTERS = st.text(st.sampled_from("ab \n.é\u202e<"), max_size=60)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Highlight]]:
    text = draw(LETTERS)
    places = st.integers(0, len(text))
    marks = draw(st.lists(st.tuples(places, places, st.sampled_from(["statement", "report"])), max_size=6))
    return text, [Highlight(*sorted((a, b)), kind, f"r-{n}") for n, (a, b, kind) in enumerate(marks)]


@given(marked())
def test_pieces_are_the_text(case: tuple[str, list[Highlight]]) -> None:
    text, marks = case
    paragraphs = highlight(Document("doc-1", "a", text), marks)
    shown = ["".join(piece.text for piece in paragraph) for paragraph in paragraphs]
    assert shown == [visible(line) for line in text.split("\n") if line.strip()]


@given(marked())
def test_every_record_over_visible_text_has_one_anchor(case: tuple[str, list[Highlight]]) -> None:
    text, marks = case
    starts = [a for paragraph in highlight(Document("doc-1", "a", text), marks) for p in paragraph for a in p.starts]
    assert len(starts) == len(set(starts))
    whole_lines = [
        m for m in marks if m.start < m.end and "\n" not in text[m.start : m.end] and text[m.start : m.end].strip()
    ]
    assert {m.anchor for m in whole_lines} <= set(starts)


def test_text_that_hides_is_written_out() -> None:
    assert visible("a\u202eb\x00c") == "a⟨U+202E⟩b⟨U+0000⟩c"
    assert visible("plain\ttext\nמלים") == "plain\ttext\nמלים"
