"""Affiliations, right or not: the share of namings whose country and PLOVER sector are both as labelled.

    python -m tests.gate.actors ACTORS.jsonl [--misses N]

Fields of a record: text, context, date ('today' and '' are None), expect {country or cc, code_1, …}. A record counts if
it states a country, a code_1 or "code": null, and is judged on what it states: '' is none, "code": null is neither
country nor sector, {"NotEq": code} any but this one. Records that ask only for the title of an encyclopaedia's page are
left out, and so is the text that is left over once a nationality is taken out. PLOVER's codes of no state (EUR, UNO,
IGO …) are held against `Affiliation.bloc`.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from dragoman.resolve.affiliation import Affiliation, affiliation

DATES = ("%Y-%m-%d", "%d %B %Y")
ROUNDS = 5
"""The time is the best of so many rounds over all records, in processor time."""


def scores(path: Path) -> dict[str, float]:
    """In percent: `both` right, `country` and `sector` of those that state one; `us_a_call` in microseconds, warm."""
    rows = _rows(path)
    verdicts = [_verdicts(row["expect"], _found(row)) for row in rows]
    timed: list[float] = []
    asked = [(row["text"], row["context"] or None, _date(row["date"])) for row in rows]
    for _ in range(ROUNDS):
        start = time.process_time()
        for text, context, date in asked:
            affiliation(text, context=context, date=date)
        timed.append(1e6 * (time.process_time() - start) / max(1, len(rows)))
    return {
        "records": float(len(rows)),
        "both": _percent([all(verdict.values()) for verdict in verdicts]),
        "country": _percent([verdict["country"] for verdict in verdicts if "country" in verdict]),
        "sector": _percent([verdict["sector"] for verdict in verdicts if "sector" in verdict]),
        "us_a_call": min(timed),
    }


def misses(path: Path) -> list[tuple[str, dict[str, Any], Affiliation]]:
    """Records judged wrongly: what is wrong ('country', 'sector', 'country, sector'), the record, what was found."""
    wrong = []
    for row in _rows(path):
        found = _found(row)
        failed = [what for what, right in _verdicts(row["expect"], found).items() if not right]
        if failed:
            wrong.append((", ".join(failed), row, found))
    return wrong


def main() -> None:
    parser = argparse.ArgumentParser(description="Country and sector of namings.")
    parser.add_argument("path", type=Path)
    parser.add_argument("--misses", type=int, default=0, metavar="N")
    options = parser.parse_args()
    for name, value in scores(options.path).items():
        print(f"{name}\t{value:.1f}")
    if not options.misses:
        return
    wrong = misses(options.path)
    for what, count in Counter(what for what, _, _ in wrong).most_common():
        print(f"\n{what}: {count}")
        for _, row, found in [miss for miss in wrong if miss[0] == what][: options.misses]:
            context = f" [{row['context']}]" if row["context"] else ""
            date = f" ({row['date']})" if row["date"] else ""
            print(f"  {row['text']!r}{context}{date} expected {_stated(row['expect'])}")
            print(f"      found {found.country or found.bloc} {found.sector}: {found.reason}")


def _rows(path: Path) -> list[dict[str, Any]]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [row for row in rows if _stated(row["expect"])]


def _stated(expect: Mapping[str, Any]) -> dict[str, Any]:
    """What a record states of country and sector."""
    if "code" in expect and expect["code"] is None:
        return {"country": "", "sector": ""}
    fields = (("country", "country"), ("cc", "country"), ("code_1", "sector"))
    return {name: expect[field] for field, name in fields if field in expect}


def _found(row: Mapping[str, Any]) -> Affiliation:
    return affiliation(row["text"], context=row["context"] or None, date=_date(row["date"]))


def _verdicts(expect: Mapping[str, Any], found: Affiliation) -> dict[str, bool]:
    stated = _stated(expect)
    given = {"country": found.country or found.bloc or "", "sector": found.sector or ""}
    if stated.get("country") in ("IGO", "NGO", "EUR", "UNO") and given["country"] == given["sector"]:
        given["sector"] = ""
    return {what: _agrees(label, given[what]) for what, label in stated.items()}


def _agrees(label: Any, given: str) -> bool:
    return given != label["NotEq"] if isinstance(label, dict) else bool(given == label)


def _date(written: str) -> str | None:
    """ISO date of a record's date, None for 'today' and none."""
    for form in DATES:
        try:
            return datetime.strptime(written, form).date().isoformat()
        except ValueError:
            continue
    return None


def _percent(right: list[bool]) -> float:
    return 100 * sum(right) / max(1, len(right))


if __name__ == "__main__":
    main()
