"""TimelineJS: dates as precise as known, and no markup but our own."""

from __future__ import annotations

import json
import re
from pathlib import Path

from dragoman.case.store import Case
from dragoman.view.formats import export


def test_slides(loud: Case, tmp_path: Path) -> None:
    (path,) = export(loud, "timelinejs", tmp_path / "timeline.json")
    page = json.loads(path.read_text("utf-8"))
    march, blast = page["events"]
    assert march["start_date"] == {"year": "2019", "month": "5"}
    assert blast["start_date"] == blast["end_date"] == {"year": "2019", "month": "5", "day": "3"}
    assert blast["group"] == "ASSAULT"
    assert "claimed by" in march["text"]["text"]
    for slide in page["events"]:
        for text in slide["text"].values():
            assert set(re.findall(r"<[^>]*>", text)) <= {"<p>", "</p>"}
