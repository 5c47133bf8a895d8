"""A short account of an invented crisis, with what the rules may have found in it, made without the parser."""

from __future__ import annotations

import json
import re
from typing import Any

from dragoman.records import Document, Extract, Figure, Mention, Report, Source, Statement, Tie

TEXT = (
    "Ferry strike in Port Arlen\n\n"
    "Harbour minister Ines Caldera said on Tuesday that “the quays will stay open”. "
    "She added that some 1,200 dockers had gone home.\n"
    "The dockers’ union, led by Tomas Reyl,\nrejected the offer. He told Radio Arlen the strike would last. "
    "Velland sent two patrol ships to the bay; Velland and Morava are old allies. "
    "“Nobody asked us,” said a baker. “Nobody asked us,” said a clerk.\n"
)
DOCUMENT = Document("doc-town", "town.txt", TEXT, published="2019-03-05", language="en")


def at(words: str, number: int = 0) -> Source:
    """Where the words stand, for the `number`-th time."""
    start = [match.start() for match in re.finditer(re.escape(words), TEXT)][number]
    return Source(DOCUMENT.id, start, start + len(words))


def mention(words: str, number: int = 0, **more: Any) -> Mention:
    return Mention(at(words, number), words, more.pop("form", "name"), **more)


MINISTER = mention("Ines Caldera", kind="person", name="Ines Caldera")
REYL = mention("Tomas Reyl", kind="person", name="Tomas Reyl")
UNION = mention("The dockers’ union", form="nominal", kind="organisation")
SHE = mention("She", form="pronoun", antecedent=MINISTER.source)
HE = mention("He", form="pronoun")
VELLAND = mention("Velland", kind="state", name="Velland")
VELLAND_2 = mention("Velland", 1, kind="state", name="Velland")
MORAVA = mention("Morava", kind="state", name="Morava")
MENTIONS = tuple(
    sorted((MINISTER, REYL, UNION, SHE, HE, VELLAND, VELLAND_2, MORAVA), key=lambda mention: mention.source)
)
SENTENCES = tuple(
    at(words)
    for words in (
        "Ferry strike in Port Arlen",
        "Harbour minister Ines Caldera said on Tuesday that “the quays will stay open”.",
        "She added that some 1,200 dockers had gone home.",
        "The dockers’ union, led by Tomas Reyl,\nrejected the offer.",
        "He told Radio Arlen the strike would last.",
        "Velland sent two patrol ships to the bay; Velland and Morava are old allies.",
        "“Nobody asked us,” said a baker.",
        "“Nobody asked us,” said a clerk.",
    )
)
SAID = Statement(
    "s-open", (at("the quays will stay open"),), at("said"), at("Harbour minister Ines Caldera"), "direct",
    voice=MINISTER.source, confidence=0.8, reason="quoted",
)  # fmt: skip
REJECTED = Report(
    "r-rejected", at("rejected"), "REJECT", None, "happened", source_spans=(UNION.source,), lemma="reject",
    confidence=0.6,
)  # fmt: skip
DOCKERS = Figure("f-dockers", at("some 1,200 dockers"), "some 1,200 dockers", 1200.0, unit="person", approximate=True)
LED = Tie(at("led by Tomas Reyl"), "leadership", REYL.source, UNION.source, 0)
EXTRACT = Extract(DOCUMENT.id, SENTENCES, MENTIONS, (SAID,), (REJECTED,), (DOCKERS,), (LED,))


def answer(**kinds: list[dict[str, Any]]) -> str:
    """An answer as a model gives it."""
    return json.dumps({"statements": [], "reports": [], "figures": [], "ties": [], **kinds}, ensure_ascii=False)


def said(words: str | list[str], speaker: str, sentence: int = 2, cue: str | None = None) -> dict[str, Any]:
    return {"sentence": sentence, "words": [words] if isinstance(words, str) else words, "speaker": speaker, "cue": cue}


def told(trigger: str, type: str, sentence: int = 6, **more: Any) -> dict[str, Any]:
    row = {"sentence": sentence, "trigger": trigger, "type": type, "status": "happened"}
    return {**row, "sources": [], "targets": [], "date": None, "place": None, **more}
