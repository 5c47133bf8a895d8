"""How accounts compare, as rows for the commands and as a section of the brief."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from dragoman.accounts.attitudes import FEW, Attitude, Toward, attitudes
from dragoman.accounts.camps import MEANING
from dragoman.accounts.coverage import LEAST, coverage, left_out
from dragoman.accounts.names import Name, things
from dragoman.accounts.portrait import Summary, summary
from dragoman.accounts.shelf import letter, shelve
from dragoman.case.store import Case
from dragoman.records import Tone
from dragoman.view.listing import Row
from dragoman.view.phrases import VISIBLE, alone_text, camps_text, hedging_text, percent, room_text, signed, voices_text
from dragoman.view.reader import Account, Reader, clip, words_anchor
from dragoman.view.wording import Cell, Happening, Linked, Wording, anchors_of

EVENTS = 40
"""Rows of the matrix that a page shows."""

COLUMNS = 12
"""Accounts that the matrix gives a column each; more are listed in the row."""

SHORT = 50
"""Characters of a title in a row of figures."""

LISTED = 12
"""Names, actors and accounts that a table of a page shows."""


@dataclass(frozen=True, slots=True)
class Used:
    """A word for a thing and the accounts that use it: in their own voice, and in quotation."""

    words: str
    own: tuple[tuple[Account, Linked], ...]
    quoted: tuple[tuple[Account, Linked], ...]


@dataclass(frozen=True, slots=True)
class Called:
    """A thing and what it is called, by how the word takes sides."""

    thing: str
    hostile: tuple[Used, ...]
    neutral: tuple[Used, ...]
    favourable: tuple[Used, ...]
    sided: bool


@dataclass(frozen=True, slots=True)
class Score:
    """A mean with its words. `mean`: '−0.4', '' for too few words to say; `kind`: a class for its colour."""

    mean: str
    kind: str
    words: tuple[Linked, ...]


@dataclass(frozen=True, slots=True)
class Mood:
    """An account's tone toward an actor: in its own words and in those it quotes."""

    account: Account
    own: Score
    quoted: Score


@dataclass(frozen=True, slots=True)
class Sketch:
    """One account as the section shows it."""

    account: Account
    summary: Summary
    short: str
    """Its outlet, or its title or file's name, cut."""
    top: str
    """The voices with most room, and their shares."""
    voices: str
    hedging: str
    alone: str
    camps: tuple[tuple[str, float, str], ...]
    """Name, share from 0 to 1, and share in words."""
    left_out: tuple[Happening, ...]
    more_left_out: bool
    """It leaves out more than are listed."""
    hedges: tuple[Linked, ...]
    reuses: tuple[tuple[Account, str], ...]
    """Whose text it takes over, and the reason."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the matrix. `cells`: one for each account with a column; without columns, of those that tell it."""

    happening: Happening
    independent: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The section of the brief."""

    sketches: tuple[Sketch, ...]
    columns: tuple[Account, ...]
    """Accounts with a column in the matrix; none when there are too many."""
    matrix: tuple[Line, ...]
    total: int
    called: tuple[Called, ...]
    moods: tuple[tuple[str, tuple[Mood, ...]], ...]
    """Actors, and the tone of each account toward them."""
    camps: str
    """What a camp is."""


def account_rows(case: Case) -> Iterator[Row]:
    """One row an account, by date of publication; shares are of a hundred, None of nothing."""
    shelf = shelve(case)
    for document in shelf.documents:
        made = summary(shelf, document.id)
        standing, certainty, room = made.standing, made.certainty, made.room
        yield {
            "letter": made.letter,
            "id": document.id,
            "account": document.name,
            "title": document.title,
            "outlet": document.outlet,
            "published": document.published,
            "words": room.words,
            "events": made.events,
            "only here": len(standing.events),
            "statements": certainty.statements,
            "statements only here": len(standing.statements),
            "own %": _hundred(room.own),
            "unnamed %": _hundred(room.unnamed),
            "voices": voices_text(shelf, room, 3),
            "camps": camps_text(room),
            "hedged %": _hundred(certainty.hedged),
            "alone %": _hundred(standing.words),
            "reuse of": ", ".join(dict.fromkeys(shelf.letter(reuse.of) for reuse in standing.reuses)) or None,
        }


def matrix_rows(case: Case, *, least: int = LEAST, limit: int | None = EVENTS, first: int = 0) -> Iterator[Row]:
    """Happenings told by `least` independent accounts and more, a column an account; None where it is left out.

    `limit` of them (None: all) from place `first` on, the most told first.
    """
    shelf = shelve(case)
    wording = Wording(case, shelf)
    for row in coverage(shelf, least=least, limit=limit, first=first).rows:
        happening = wording.happening(row)
        tells = {cell.account.letter: cell.about for cell in happening.cells}
        yield {
            "id": row.event.id,
            "from": row.event.low,
            "to": row.event.high,
            "type": happening.types,
            "parties": happening.parties,
            "words": happening.told.sentence,
            "accounts": row.event.accounts,
            "independent": row.event.independent,
            **{name: tells.get(name) for name in map(letter, range(len(shelf.documents)))},
        }


def section(reader: Reader) -> Section:
    """How the accounts of a brief compare; what it shows leads to words that stand in the brief."""
    shelf = shelve(reader.case)
    wording = Wording(reader.case, shelf, anchors_of(reader.accounts))
    page = coverage(shelf, least=LEAST, limit=EVENTS)
    columns = tuple(wording.accounts.values()) if len(shelf.documents) <= COLUMNS else ()
    lines = []
    for row in page.rows:
        happening = wording.happening(row)
        by_account = {cell.account.document.id: cell for cell in happening.cells}
        in_columns = (by_account.get(a.document.id) or wording.missing(row.event, a.document.id) for a in columns)
        cells = tuple(in_columns) if columns else happening.cells
        lines.append(Line(happening, row.event.independent, cells))
    return Section(
        sketches=tuple(sketch(wording, document.id) for document in shelf.documents),
        columns=columns,
        matrix=tuple(lines),
        total=page.total,
        called=tuple(
            called(wording, thing.field, thing.referent, thing.names, sided=thing.sided)
            for thing in [thing for thing in things(shelf) if thing.loaded][:LISTED]
        ),
        moods=_moods(wording),
        camps=MEANING,
    )


def sketch(wording: Wording, id: str) -> Sketch:
    """The account of this id, for a page."""
    shelf, account = wording.shelf, wording.accounts[id]
    made, missing = summary(shelf, id), list(islice(left_out(shelf, id), LISTED + 1))
    return Sketch(
        account,
        made,
        account.document.outlet or clip(account.label, SHORT),
        voices_text(shelf, made.room, 3),
        room_text(shelf, made.room, LISTED),
        hedging_text(made.certainty),
        alone_text(made.standing, made.events, made.certainty.statements),
        tuple((camp.name, share, percent(share)) for camp, share in made.room.camps if share >= VISIBLE),
        tuple(wording.first_told(event.id) for event in missing[:LISTED]),
        len(missing) > LISTED,
        tuple(wording.quote(hedge) for hedge in made.certainty.hedges),
        tuple((wording.accounts[reuse.of], reuse.reason) for reuse in made.standing.reuses),
    )


def called(wording: Wording, field: str, referent: str | None, names: Sequence[Name], *, sided: bool) -> Called:
    """A thing and its names, for a page."""

    def of(connotation: str) -> tuple[Used, ...]:
        return tuple(used(wording, name) for name in names if name.connotation == connotation)

    return Called(wording.thing(field, referent), of("hostile"), of("neutral"), of("favourable"), sided)


def used(wording: Wording, name: Name) -> Used:
    """A word and who uses it, each account once."""
    own: dict[Account, Linked] = {}
    quoted: dict[Account, Linked] = {}
    for label in name.labels:
        where = quoted if label.claimed_by else own
        by = (wording.shelf.speaker(label.claimed_by) or "nobody named") if label.claimed_by else "its own word"
        where.setdefault(wording.accounts[label.source.document], wording.link(by, words_anchor(label.source)))
    return Used(name.words, tuple(own.items()), tuple(quoted.items()))


def score(wording: Wording, attitude: Attitude) -> Score:
    """A mean with its words, for a page."""
    mean = attitude.mean
    kind = "few" if mean is None else "blame" if mean < -0.05 else "praise" if mean > 0.05 else "even"
    return Score(signed(mean) if mean is not None else "", kind, tuple(_toned(wording, t) for t in attitude.tones))


def mood(wording: Wording, account: str, toward: Toward) -> Mood:
    """Tone toward one actor, for a page."""
    return Mood(wording.accounts[account], score(wording, toward.own), score(wording, toward.quoted))


def _toned(wording: Wording, tone: Tone) -> Linked:
    by = f", {wording.shelf.speaker(tone.claimed_by) or 'nobody named'}" if tone.claimed_by else ""
    words = f"{wording.shelf.words(tone.source)} ({signed(tone.score)}{by})"
    return wording.link(words, words_anchor(tone.source))


def _moods(wording: Wording) -> tuple[tuple[str, tuple[Mood, ...]], ...]:
    """Toward the actors with most words of praise and blame, three at least; for each the accounts with most."""
    by_actor: dict[str, list[tuple[int, str, Toward]]] = defaultdict(list)
    for document in wording.shelf.documents:
        for toward in attitudes(wording.shelf, document.id):
            count = len(toward.own.tones) + len(toward.quoted.tones)
            by_actor[toward.actor].append((count, document.id, toward))
    words = {actor: sum(count for count, _, _ in rows) for actor, rows in by_actor.items()}
    told_of = [actor for actor, count in words.items() if count >= FEW]
    actors = sorted(told_of, key=lambda actor: (-words[actor], wording.shelf.actors[actor].name, actor))
    return tuple(
        (
            wording.shelf.actors[actor].name,
            tuple(
                mood(wording, account, toward)
                for _, account, toward in sorted(by_actor[actor], key=lambda row: -row[0])[:LISTED]
            ),
        )
        for actor in actors[:LISTED]
    )


def _hundred(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 1)
