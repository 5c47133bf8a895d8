"""What a page was asked for: the query string read leniently, and addresses of the same page with something changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")

LONGEST = 400
"""Characters of an answer that are read."""


class NotFound(LookupError):
    """There is no such page or record; the message says what was asked."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A path, the id in it ('' for none), and the answers of its query string."""

    path: str
    answers: Mapping[str, str] = field(default_factory=dict)
    id: str = ""

    def text(self, name: str) -> str:
        """What was written in a field, without the blanks around it; '' for nothing."""
        return self.answers.get(name, "")[:LONGEST].replace("\0", "").strip()

    def choice(self, name: str, among: Iterable[str]) -> str | None:
        """One of the words `among`; None for none of them."""
        answer = self.text(name)
        return answer if answer in among else None

    def date(self, name: str) -> str | None:
        """A year, month or day in ISO form; None for anything else."""
        answer = self.text(name)
        return answer if _DATE.fullmatch(answer) else None

    def number(self, name: str, default: int, *, low: int = 0, high: int = 10_000_000) -> int:
        """A whole number within bounds; `default` for anything else."""
        answer = self.text(name)
        return min(max(int(answer), low), high) if re.fullmatch(r"\d{1,9}", answer) else default

    def ticked(self, name: str, among: Iterable[str], default: Iterable[str]) -> tuple[str, ...]:
        """Words by commas, in the order of `among`; `default` where the field is not in the address."""
        chosen = set(self.text(name).split(",")) if name in self.answers else set(default)
        return tuple(word for word in among if word in chosen)

    def link(self, path: str | None = None, **changed: object) -> str:
        """The address of this page, or of another with the same answers, with some changed; None: dropped."""
        kept = {name: value for name, value in self.answers.items() if value and name != "page"}
        kept.update({name: str(value) for name, value in changed.items() if value is not None})
        for name, value in changed.items():
            if value is None:
                kept.pop(name, None)
        query = urlencode(sorted(kept.items()))
        return quote(path or self.path) + (f"?{query}" if query else "")


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a page stands among others: links to its neighbours, '' where there is none, and the count in words."""

    told: str
    before: str
    after: str


def pager(asked: Asked, thing: str, *, shown: int, first: int, total: int, beyond: bool, each: int) -> Pager:
    """'21–40 of 125 happenings'."""
    number = first // each + 1
    many = f"more than {total:,}" if beyond else f"{total:,}"
    several = thing[:-1] + "ies" if thing.endswith("y") else f"{thing}s"
    whole = f"{many} {thing if total == 1 and not beyond else several}"
    told = whole if not first and shown >= total and not beyond else f"{first + 1:,}–{first + shown:,} of {whole}"
    more = (beyond and shown == each) or first + shown < total
    return Pager(
        told if shown else f"no {several}" if not total else whole,
        asked.link(page=number - 1 if number > 2 else None) if number > 1 else "",
        asked.link(page=number + 1) if more else "",
    )
