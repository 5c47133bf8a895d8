"""Which account a reader means: by its letter, its file's name or a part of its title that no other has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from dragoman.accounts.shelf import Shelf
from dragoman.records import Document

LISTED = 30
"""Accounts that an error message lists."""


class UnknownAccount(LookupError):
    """No account of the case goes by this name, or several do."""


class SameAccount(LookupError):
    """An account is set beside itself."""


def find_two(shelf: Shelf, one: str, other: str) -> tuple[Document, Document]:
    """The accounts that go by `one` and `other`. Raises UnknownAccount or SameAccount."""
    a, b = find(shelf, one), find(shelf, other)
    if a.id == b.id:
        raise SameAccount(f"{one!r} and {other!r} are one account, {shelf.letter(a.id)} ({a.name}): name two")
    return a, b


def find(shelf: Shelf, asked: str) -> Document:
    """The one account that goes by `asked`. Raises UnknownAccount, which lists what there is.

    Tried in this order: a file's name or an id, a letter, a file's name without folder and ending, a part of a name,
    a part of a title, outlet or author; letter case counts for letters of two and more only.
    """
    wanted = asked.strip().casefold()
    ways: tuple[Callable[[Document], bool], ...] = (
        lambda d: asked in (d.name, d.id),
        lambda d: shelf.letter(d.id) == (asked.upper() if len(asked) == 1 else asked),
        lambda d: wanted in (PurePath(d.name).name.casefold(), PurePath(d.name).stem.casefold()),
        lambda d: wanted in d.name.casefold(),
        lambda d: wanted in " ".join(filter(None, (d.title, d.outlet, d.author))).casefold(),
    )
    for way in ways if wanted else ():
        found = [document for document in shelf.documents if way(document)]
        if len(found) == 1:
            return found[0]
        if found:
            raise UnknownAccount(f"{asked!r} may be any of these accounts; give a letter:\n{_listed(shelf, found)}")
    raise UnknownAccount(f"no account goes by {asked!r}; there are:\n{_listed(shelf, list(shelf.documents))}")


def _listed(shelf: Shelf, documents: list[Document]) -> str:
    lines = [f"  {shelf.letter(d.id)}  {d.name}" + (f"  {d.title}" if d.title else "") for d in documents[:LISTED]]
    more = len(documents) - LISTED
    return "\n".join([*lines, f"  and {more} more"] if more > 0 else lines)
