"""One sound file of each kind that is read, made on the spot."""

from __future__ import annotations

import csv
import gzip
import io
import json
from functools import cache

from tests.read.helpers import PARAGRAPHS
from tests.read.test_archive import record
from tests.read.test_feed import ATOM, RSS
from tests.read.test_letter import letter
from tests.read.test_page import page
from tests.read.test_paper import pdf, word


@cache
def samples() -> tuple[tuple[str, bytes], ...]:
    """Name and bytes of each file."""
    message = letter(From="Amara Okoye <amara@harbour.example>")
    message.set_content(PARAGRAPHS[0])
    message.add_alternative(f"<p>{PARAGRAPHS[0]}</p>", subtype="html")
    table = io.StringIO()
    csv.writer(table).writerows([("title", "text"), *((str(n), text) for n, text in enumerate(PARAGRAPHS))])
    return (
        ("a.txt", "\n\n".join(PARAGRAPHS).encode()),
        ("a.md", f"---\ntitle: Water\n---\n# Water\n\n{PARAGRAPHS[0]}\n".encode()),
        ("a.html", page("<title>Water</title><meta name='author' content='Amara Okoye'>").encode()),
        ("a.pdf", pdf()),
        ("a.docx", word("Water")),
        ("a.eml", message.as_bytes()),
        ("a.rss", RSS.encode()),
        ("a.atom", ATOM.encode()),
        ("a.jsonl", "\n".join(json.dumps({"text": text}) for text in PARAGRAPHS).encode()),
        ("a.csv", table.getvalue().encode()),
        ("a.warc", record(page())),
        ("a.warc.gz", gzip.compress(record(page()))),
    )
