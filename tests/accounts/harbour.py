"""A case made by hand: four accounts of a harbour strike, with all that comparing looks at.

`dawn` and `dusk` tell it their own way, `copy` reprints part of `dawn`, `note` is short and has no date. What each test
counts can be counted here by eye.
"""

from __future__ import annotations

from pathlib import Path

from dragoman.case.store import open_case
from dragoman.records import (
    Actor,
    Dispute,
    Document,
    Event,
    Extract,
    Figure,
    Label,
    Quantity,
    Report,
    Resolution,
    Reuse,
    Side,
    Source,
    Statement,
    Tone,
)

DAWN = (
    "Calm returns to the harbour\n\n"
    "The government sent guards into Durres on 1 March. Protesters left the quay, minister Arta Hoxha said. "
    "The patient, fair and careful ministry may pay the dockers, she said. Some 200 people were held.\n"
)
DUSK = (
    "Raid on the harbour <b>now</b>\n\n"
    "Guards occupied the quay on 1 March, union leader Ilir Gashi said: “The ministry lied to us.” "
    "The rioters burned a crane, one guard said. The ministry is cruel, reckless and weak. "
    "At least 350 people were held.\n"
)
COPY = (
    "Harbour calm\n\n"
    "The government sent guards into Durres on 1 March. Protesters left the quay, minister Arta Hoxha said. "
    "Ships will sail on Friday.\n"
)
NOTE = "Guards in Durres\n\nNo guards were sent to Durres, the ministry said.\n"

TEXTS = {"dawn": DAWN, "dusk": DUSK, "copy": COPY, "note": NOTE}


def place(document: str, words: str, after: str = "") -> Source:
    """Where `words` stand in an account, first after `after`."""
    text = TEXTS[document]
    start = text.index(words, text.index(after) if after else 0)
    return Source(document, start, start + len(words))


DOCUMENTS = (
    Document("dawn", "dawn.txt", DAWN, "Calm returns to the harbour", "The Dawn", published="2021-03-02"),
    Document("dusk", "papers/dusk.txt", DUSK, "Raid on the harbour <b>now</b>", "The Dusk", published="2021-03-03"),
    Document("copy", "copy.txt", COPY, "Harbour calm", "The Wire", published="2021-03-04"),
    Document("note", "note.txt", NOTE),
)

ACTORS = (
    Actor("ALB", "Albania", "state", "ALB"),
    Actor("a-ministry", "Interior Ministry", "government", "ALB", "GOV", part_of="ALB"),
    Actor("a-hoxha", "Arta Hoxha", "person", "ALB", "GOV"),
    Actor("a-gashi", "Ilir Gashi", "person", "ALB", "LAB"),
    Actor("a-league", "Ports League", "organisation", None, "IGO"),
)


def said(id: str, words: Source, actor: str | None, cue: str, **more: object) -> Statement:
    return Statement(id, (words,), None, None, "indirect", actor=actor, **more)  # type: ignore[arg-type]


STATEMENTS = (
    said("s-left", place("dawn", "Protesters left the quay"), "a-hoxha", "said"),
    said("s-pay", place("dawn", "The patient, fair and careful ministry may pay the dockers"), "a-hoxha", "said",
         hedge=place("dawn", "may")),
    said("s-raid", place("dusk", "Guards occupied the quay on 1 March"), "a-gashi", "said"),
    Statement("s-lied", (place("dusk", "The ministry lied to us."),), None, place("dusk", "Ilir Gashi"), "direct",
              actor="a-gashi"),
    Statement("s-crane", (place("dusk", "The rioters burned a crane"),), None, place("dusk", "one guard"), "indirect"),
    said("s-again", place("copy", "Protesters left the quay"), "a-hoxha", "said", repeats="s-left"),
    said("s-no", place("note", "No guards were sent to Durres"), "a-ministry", "said"),
)  # fmt: skip

REPORTS = (
    Report("r-sent-1", place("dawn", "sent"), "MOBILIZE", "troops", "happened", sources=("ALB",), event="e-sent"),
    Report("r-left-1", place("dawn", "left"), "RETREAT", None, "happened", claimed_by="s-left", event="e-left"),
    Report("r-pay", place("dawn", "pay"), "AID", None, "hypothetical", claimed_by="s-pay", event="e-pay"),
    Report("r-held-1", place("dawn", "held"), "COERCE", "arrest", "happened", event="e-held"),
    Report(
        "r-sent-2", place("dusk", "occupied"), "MOBILIZE", "troops", "happened", claimed_by="s-raid", event="e-sent"
    ),
    Report("r-held-2", place("dusk", "held"), "COERCE", "arrest", "happened", event="e-held"),
    Report("r-burned", place("dusk", "burned"), "ASSAULT", None, "happened", claimed_by="s-crane", event="e-crane"),
    Report("r-sent-3", place("copy", "sent"), "MOBILIZE", "troops", "happened", sources=("ALB",), event="e-sent"),
    Report("r-left-3", place("copy", "left"), "RETREAT", None, "happened", claimed_by="s-again", event="e-left"),
    Report("r-sail", place("copy", "sail"), "OTHER", None, "planned", event="e-sail"),
    Report("r-sent-4", place("note", "sent"), "MOBILIZE", "troops", "denied", claimed_by="s-no", event="e-sent"),
)

MARCH = ("2021-03-01", "2021-03-01")
EVENTS = (
    Event("e-sent", "MOBILIZE", ("r-sent-1", "r-sent-2", "r-sent-3", "r-sent-4"), *MARCH, 4, 3),
    Event("e-left", "RETREAT", ("r-left-1", "r-left-3"), None, None, 2, 1),
    Event("e-pay", "AID", ("r-pay",)),
    Event("e-held", "COERCE", ("r-held-1", "r-held-2"), None, None, 2, 2),
    Event("e-crane", "ASSAULT", ("r-burned",)),
    Event("e-sail", "OTHER", ("r-sail",), "2021-03-05", "2021-03-05"),
)

FIGURES = (
    Figure("f-200", place("dawn", "Some 200 people"), "200", 200, unit="person", approximate=True, quantity="q-held"),
    Figure("f-350", place("dusk", "At least 350 people"), "350", None, 350, None, "person", quantity="q-held"),
)

LABELS = (
    Label(place("dawn", "Protesters"), "Protesters", "crowd", "neutral", claimed_by="s-left", voice="a-hoxha"),
    Label(place("dawn", "dockers"), "dockers", "crowd", "neutral"),
    Label(place("dusk", "rioters"), "rioters", "crowd", "hostile", claimed_by="s-crane"),
    Label(place("copy", "Protesters"), "protesters", "crowd", "neutral", claimed_by="s-again", voice="a-hoxha"),
    Label(place("dawn", "sent guards"), "sent guards", "troops", "neutral", referent="e-sent"),
    Label(place("dusk", "Raid"), "raid", "troops", "hostile", referent="e-sent"),
    Label(place("dusk", "occupied"), "occupied", "troops", "hostile", claimed_by="s-raid", referent="e-sent",
          voice="a-gashi"),
)  # fmt: skip


def tone(document: str, words: str, score: float, **more: str) -> Tone:
    return Tone(place(document, words), place(document, "ministry"), score, target="a-ministry", **more)


TONES = (
    tone("dawn", "patient", 0.5, claimed_by="s-pay", voice="a-hoxha"),
    tone("dawn", "fair", 0.6, claimed_by="s-pay", voice="a-hoxha"),
    tone("dawn", "careful", 0.4, claimed_by="s-pay", voice="a-hoxha"),
    tone("dusk", "cruel", -0.9),
    tone("dusk", "reckless", -0.6),
    tone("dusk", "weak", -0.3),
    tone("dusk", "lied", -0.8, claimed_by="s-lied", voice="a-gashi"),
)

TAKEN = "The government sent guards into Durres on 1 March. Protesters left the quay, minister Arta Hoxha said."

REUSES = (Reuse("copy", "dawn", ((place("copy", TAKEN), place("dawn", TAKEN)),), 0.7, "17 words in a row"),)

DISPUTES = (
    Dispute(
        "d-sent", "fact", "Were guards sent to Durres?", "The Dawn tells it, the ministry denies it",
        (
            Side("they were", (place("dawn", "sent guards into Durres"), place("dusk", "Guards occupied the quay")),
                 ("dawn", "a-gashi"), 2, 2),
            Side("they were not", (place("note", "No guards were sent"),), ("a-ministry",)),
        ),
        1,
    ),
    Dispute(
        "d-held", "figure", "How many were held?", "200 is less than at least 350",
        (
            Side("200", (place("dawn", "Some 200"),), ("dawn",)),
            Side("350", (place("dusk", "At least 350"),), ("dusk",)),
        ),
        2,
    ),
)  # fmt: skip


def make(path: Path) -> None:
    """Writes the case."""
    with open_case(path, create=True) as case, case.writing():
        for document in DOCUMENTS:
            case.add(document)
            case.keep_extract(Extract(document.id, tuple(_sentences(document))), "first")
        case.keep_resolution(
            Resolution(
                reuses=REUSES,
                actors=ACTORS,
                statements=STATEMENTS,
                reports=REPORTS,
                events=EVENTS,
                figures=FIGURES,
                quantities=(Quantity("q-held", ("f-200", "f-350"), "conflict", "200 is less than at least 350"),),
                labels=LABELS,
                tones=TONES,
                disputes=DISPUTES,
            )
        )


def _sentences(document: Document) -> list[Source]:
    start, found = 0, []
    for line in document.text.replace(". ", ".\n").splitlines(keepends=True):
        if line.strip():
            found.append(Source(document.id, start, start + len(line.rstrip())))
        start += len(line)
    return found
