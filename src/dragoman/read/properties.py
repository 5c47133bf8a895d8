"""What a file's properties are worth: programs fill them in, so that a title may be a file's name."""

from __future__ import annotations

import re

from dragoman.read.byline import is_person
from dragoman.read.facts import words

_MADE = re.compile(
    r"microsoft word|untitled|\(?unspecified|\(?anonymous|document\d*$|.*\.(?:docx?|pdf|indd|rtf|odt|tex)$",
    re.IGNORECASE,
)


def title(said: str | None) -> str | None:
    """The title, unless a program made it ("Microsoft Word - draft.doc", "untitled")."""
    found = words(said)
    return None if not found or _MADE.match(found) else found


def person(said: str | None) -> str | None:
    """The author, if shaped like a person's name: no "admin", no "python-docx"."""
    found = words(said)
    return found if found and is_person(found) else None
