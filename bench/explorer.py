"""Times every view of the explorer on a case, on the clock, one address at a time.

    python -m bench.explorer K.case [--times 5]

Make a large case with: python -m bench.grown K.case --documents N --block 1000. Prints the slowest addresses and the
95th percentile over all of them, in milliseconds of wall clock; of an address the slowest of all times but the first,
which warms the file.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

from starlette.testclient import TestClient

from dragoman.case.reading import Reading, reading
from dragoman.view.explore.app import application

GOAL = 300.0
"""Milliseconds within which 95 of 100 addresses shall answer, at 100,000 accounts."""
SHOWN = 15


def main() -> None:
    asked = argparse.ArgumentParser(description="Times every view of the explorer.")
    asked.add_argument("case", type=Path)
    asked.add_argument("--times", type=int, default=5)
    options = asked.parse_args()
    with reading(options.case) as opened:
        addresses = list(_addresses(opened))
        held = opened.one("SELECT count(*) FROM document")
    client = TestClient(application(options.case, token="t", hosts={"testserver"}))
    found = sorted(((_slowest(client, address, options.times), address) for address in addresses), reverse=True)
    for took, address in found[:SHOWN]:
        print(f"{took:8.0f} ms  {address}")
    slow = sorted(took for took, _ in found)[int(0.95 * len(found))]
    print(f"{held:,} accounts, {len(found)} addresses, 95th percentile {slow:.0f} ms (goal {GOAL:.0f})")


def _slowest(client: TestClient, address: str, times: int) -> float:
    took = []
    for _ in range(times + 1):
        start = time.perf_counter()
        answer = client.get(address, follow_redirects=False)
        took.append(1000 * (time.perf_counter() - start))
        assert answer.status_code in (200, 303), f"{address}: {answer.status_code}"
    return max(took[1:])


def _addresses(opened: Reading) -> Iterator[str]:
    """Addresses of all views: as they open, filtered by common and rare things, and far down their pages."""
    accounts = _first(opened, "SELECT document FROM account ORDER BY number LIMIT 3")
    busy = _first(opened, "SELECT actor FROM presence ORDER BY mentions DESC LIMIT 3")
    rare = _first(opened, "SELECT actor FROM presence ORDER BY mentions LIMIT 2")
    disputes = _first(opened, "SELECT id FROM dispute ORDER BY rank LIMIT 2")
    reports = _first(opened, "SELECT id FROM report LIMIT 2")
    yield from ("/crisis", "/crisis?page=9", "/crisis?status=denied", "/crisis?type=PROTEST", "/crisis.csv")
    yield from ("/actors", "/actors?n=1000", "/actors/list", "/actors/list?page=20", "/actors/list?name=an")
    yield from ("/voices", "/voices?page=5", "/disputes", "/disputes?page=5", "/disputes?kind=figure")
    yield from ("/disputes?about=troops", "/accounts", "/accounts?page=30", "/accounts/matrix", "/map", "/play")
    yield from ("/map?type=PROTEST", "/figures", "/figures?verdict=conflict", "/figures?about=trade", "/decisions")
    yield from ("/search?q=the", "/search?q=troops", "/search?q=protests&in=statements", "/search?q=zzz")
    for actor in (*busy, *rare):
        yield from (f"/crisis?actor={actor}", f"/actors?actor={actor}", f"/actor/{actor}", f"/disputes?actor={actor}")
    for account in accounts:
        yield from (f"/account/{account}", f"/text/{account}")
    yield from (f"/accounts/pair?a={accounts[0]}&b={account}" for account in accounts[1:])
    yield from (f"/dispute/{dispute}" for dispute in disputes)
    yield from (f"/source/{report}" for report in reports)


def _first(opened: Reading, query: str) -> list[str]:
    return [value for (value,) in opened.rows(query)]


if __name__ == "__main__":
    main()
