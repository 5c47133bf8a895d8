"""Towns of over 15,000 people, from GeoNames: read once for all that ask."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from dragoman.tables import cells

COLUMNS = ("name", "country", "people", "latitude", "longitude", "others")


class Town(NamedTuple):
    """A town. A plain tuple, as there are 34,000 of them."""

    name: str
    country: str
    """ISO 3166-1 alpha-2."""
    people: int
    latitude: str
    longitude: str
    others: str
    """Its other names in Latin letters, joined by '|'."""

    @property
    def names(self) -> list[str]:
        """All its names, the usual one first."""
        return [self.name, *self.others.split("|")] if self.others else [self.name]


@cache
def towns() -> tuple[Town, ...]:
    """All towns, those with most people first."""
    rows = cells("towns", COLUMNS)
    return tuple(Town(name, country, int(people), *rest) for name, country, people, *rest in rows)
