"""One account among the others, as lines of text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from dragoman.accounts.attitudes import Attitude
from dragoman.accounts.camps import MEANING
from dragoman.accounts.find import find
from dragoman.accounts.names import Name, Naming
from dragoman.accounts.portrait import Portrait, portrait
from dragoman.accounts.shelf import shelve
from dragoman.case.store import Case
from dragoman.view.accounts import LISTED
from dragoman.view.highlight import visible
from dragoman.view.phrases import alone_text, camps_text, hedging_text, room_text, signed, times
from dragoman.view.plain import plain
from dragoman.view.wording import Happening, Wording

INDENT = 13
"""Columns that the headings of a portrait take."""


def portrait_text(case: Case, asked: str, *, width: int = 100) -> str:
    """The account that goes by `asked` (letter, file name, part of its title). Raises UnknownAccount."""
    shelf = shelve(case)
    wording = Wording(case, shelf)
    made = portrait(shelf, find(shelf, asked).id)
    account = wording.accounts[made.summary.document.id]
    lines = [f"{account.letter}  {account.label}", f"   {account.about} · {account.document.name}", ""]
    for heading, text in _parts(wording, made):
        lines += _paragraph(heading, text, width)
    return "\n".join(visible(line) for line in lines) + "\n"


def portrait_data(case: Case, asked: str) -> Any:
    """The same as plain values for JSON, whole. Raises UnknownAccount."""
    shelf = shelve(case)
    return plain(shelf, portrait(shelf, find(shelf, asked).id))


def telling_line(happening: Happening) -> str:
    """'6 January 2022: words of the sentence (MOBILIZE · troops, Russia → Kazakhstan; A told, B denied)'."""
    tells = ", ".join(f"{cell.account.letter} {cell.word}" for cell in happening.cells)
    about = ", ".join(filter(None, (happening.types, happening.parties)))
    return f"{happening.date}{': ' if happening.date else ''}{happening.told.sentence} ({about}; {tells})"


def _parts(wording: Wording, made: Portrait) -> Iterator[tuple[str, str]]:
    """Headings and their paragraphs; a heading that is '' goes on with the one before."""
    shelf, summed = wording.shelf, made.summary
    room, certainty, standing = summed.room, summed.certainty, summed.standing
    yield "Words", f"{room.words}: {room_text(shelf, room, LISTED)}"
    if camps := camps_text(room):
        yield "Camps", camps
        yield "", f"({MEANING})"
    yield (
        "Happenings",
        f"{summed.events} told, {len(made.left_out)} left out that two or more independent accounts tell",
    )
    yield "Hedging", hedging_text(certainty)
    if certainty.hedges:
        yield "", f"hedges: {', '.join(shelf.words(hedge) for hedge in certainty.hedges)}"
    yield "Alone", alone_text(standing, summed.events, certainty.statements)
    for reuse in standing.reuses:
        yield "", f"takes over text of {shelf.letter(reuse.of)}: {reuse.reason}"
    for number, naming in enumerate([naming for naming in made.namings if naming.loaded][:LISTED]):
        yield "" if number else "Names", _naming(wording, naming)
    for number, toward in enumerate(made.attitudes[:LISTED]):
        own, quoted = _attitude(wording, toward.own), _attitude(wording, toward.quoted)
        both = "; ".join(filter(None, (own, quoted and f"quoted: {quoted}")))
        yield "" if number else "Tone", f"{shelf.actors[toward.actor].name}: {both}"
    for number, told in enumerate(made.left_out[:LISTED]):
        yield "" if number else "Leaves out", telling_line(wording.happening(told))
    if more := len(made.left_out[LISTED:]):
        yield "", f"and {more} more"


def _naming(wording: Wording, naming: Naming) -> str:
    thing = wording.thing(naming.field, naming.referent)
    here = ", ".join(_name(wording, name, letters=False) for name in naming.here)
    elsewhere = ", ".join(_name(wording, name, letters=True) for name in naming.elsewhere[:LISTED])
    return f"{thing}: {here}" + (f"; elsewhere {elsewhere}" if elsewhere else "")


def _name(wording: Wording, name: Name, *, letters: bool) -> str:
    about = [name.connotation]
    if letters:
        about.append(" ".join(wording.shelf.letter(account) for account in name.accounts[:LISTED]))
    if not name.own:
        voices = dict.fromkeys(wording.shelf.speaker(label.claimed_by) or "nobody named" for label in name.labels)
        about.append(f"says {', '.join(voices)}")
    return f"“{name.words}” ({', '.join(about)})"


def _attitude(wording: Wording, attitude: Attitude) -> str:
    if not attitude.tones:
        return ""
    words = ", ".join(f"“{wording.shelf.words(tone.source)}” {signed(tone.score)}" for tone in attitude.tones)
    if attitude.mean is None:
        return f"too few words to say: {words}"
    return f"{signed(attitude.mean)} from {times(len(attitude.tones), 'word')}: {words}"


def _paragraph(heading: str, text: str, width: int) -> list[str]:
    return textwrap.wrap(
        " ".join(text.split(" ")),
        width,
        initial_indent=heading.ljust(INDENT),
        subsequent_indent=" " * INDENT,
        break_on_hyphens=False,
    )
