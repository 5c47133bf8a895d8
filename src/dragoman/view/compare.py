"""Two accounts side by side as one self-contained page: every line a click from its words, both texts below."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.accounts.camps import MEANING
from dragoman.accounts.find import find_two
from dragoman.accounts.pair import Pair, compare
from dragoman.accounts.shelf import Shelf, shelve
from dragoman.case.store import Case
from dragoman.records import Source
from dragoman.view.beside import beside
from dragoman.view.highlight import Highlight, highlight, visible
from dragoman.view.page import render
from dragoman.view.phrases import percent, signed
from dragoman.view.reader import Account, type_words, words_anchor
from dragoman.view.wording import Wording, anchors_of


def compare_page(case: Case, one: str, other: str) -> str:
    """The page, as HTML. `one`, `other`: letters, file names or parts of titles.

    Raises UnknownAccount or SameAccount.
    """
    shelf = shelve(case)
    documents = find_two(shelf, one, other)
    compared = compare(shelf, *(document.id for document in documents))
    marks = {document.id: list(_marks(shelf, compared, document.id)) for document in documents}
    texts = [Account(d, shelf.number[d.id], highlight(d, marks[d.id])) for d in documents]
    wording = Wording(case, shelf, anchors_of(texts))
    return render(
        "compare.html",
        styles=("brief.css", "accounts.css", "compare.css"),
        script="brief.js",
        beside=beside(wording, compared),
        texts=texts,
        kinds=[(kind, name) for kind, name in KINDS if any(m.kind == kind for d in documents for m in marks[d.id])],
        percent=percent,
        camps_are=MEANING,
        notes={
            anchor: [visible(line) for line in lines if line]
            for document in documents
            for anchor, lines in _notes(shelf, wording, document.id)
        },
    )


KINDS = (
    ("statement", "statements"),
    ("report", "happenings"),
    ("figure", "figures"),
    ("label", "names that take sides"),
    ("tone", "praise and blame"),
    ("same", "text of both"),
)
"""What the texts mark, and what the page calls it."""


def _marks(shelf: Shelf, compared: Pair, account: str) -> Iterator[Highlight]:
    """What is marked in the text of an account."""

    def mark(source: Source, kind: str, anchor: str | None = None) -> Highlight:
        return Highlight(source.start, source.end, kind, anchor or words_anchor(source))

    for statement in shelf.statements[account]:
        for part in statement.content:
            yield mark(part, "statement", statement.id)
    for report in shelf.reports[account]:
        yield mark(report.trigger, "report", report.id)
    for figure in shelf.figure.values():
        if figure.source.document == account:
            yield mark(figure.source, "figure", figure.id)
    for label in shelf.labels[account]:
        yield mark(label.source, "label")
    for tone in shelf.tones[account]:
        yield mark(tone.source, "tone")
    for spans in compared.shared:
        for source in spans:
            if source.document == account:
                yield mark(source, "same")
    for differ in compared.disputes:
        for side in differ.dispute.sides:
            for source in side.evidence:
                if source.document == account:
                    yield mark(source, "side")


def _notes(shelf: Shelf, wording: Wording, account: str) -> Iterator[tuple[str, list[str]]]:
    """For each address in an account's text, a heading and lines, shown when its words are chosen."""
    for statement in shelf.statements[account]:
        heading = f"Statement: {shelf.speaker(statement.id) or 'nobody named'}"
        hedge = f"weakened by “{shelf.words(statement.hedge)}”" if statement.hedge else ""
        yield statement.id, [heading, hedge, statement.reason]
    for report in shelf.reports[account]:
        claim = f"claimed by {shelf.speaker(report.claimed_by) or 'nobody named'}" if report.claimed_by else ""
        status = report.status if report.status != "happened" else ""
        lines = [f"Happening: {type_words(report)}", status, claim, wording.parties([report]), report.reason]
        yield report.id, lines
    for figure in shelf.figure.values():
        if figure.source.document == account:
            yield figure.id, [f"Figure: {figure.text}", ", ".join(filter(None, (figure.measure, figure.subject)))]
    for label in shelf.labels[account]:
        yield (
            words_anchor(label.source),
            [
                f"Name: {label.words}",
                f"{wording.thing(label.field, label.referent)} – {label.connotation}",
            ],
        )
    for tone in shelf.tones[account]:
        toward = shelf.name(tone.target) or "nobody we can tell"
        yield words_anchor(tone.source), [f"Tone: {signed(tone.score)}", f"toward {toward}"]
