"""A case made by hand: who should patrol off Qatar, the Gulf council or Turkey. Three accounts and a copy."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dragoman.case.store import open_case
from dragoman.records import Actor, Document, Extract, Mention, Report, Resolution, Reuse, Source, Statement, Tie

QUESTION = "who should patrol the waters of Qatar: GCC led by Saudi Arabia … Turkey"

TEXTS = {
    "bay": (
        "The emir of Qatar asked Turkey to patrol his waters. Turkey sent two frigates to Qatar at once. "
        "Saudi Arabia accused Turkey of greed off Qatar. Kuwait accused Turkey of haste in Qatar.\n"
    ),
    "cape": (
        "Qatar thanked the GCC for its offer. Minister Faisal Rashid said Saudi Arabia would assist Qatar with boats. "
        "Iran, one analyst said, will support Turkey in Qatar. Oman is an ally of Turkey off Qatar.\n"
    ),
    "delta": "Qatar welcomed the help of Turkey. Egypt supported Hungary in a dispute over grain.\n",
    "copy": "Qatar welcomed the help of Turkey. So the wire says.\n",
}

ACTORS = (
    *(
        Actor(code, name, "state", code, aliases=(name,))
        for code, name in (
            ("QAT", "Qatar"), ("TUR", "Turkey"), ("SAU", "Saudi Arabia"), ("KWT", "Kuwait"), ("IRN", "Iran"),
            ("OMN", "Oman"), ("EGY", "Egypt"), ("HUN", "Hungary"),
        )
    ),
    Actor("a-gcc", "Gulf Cooperation Council", "organisation", None, "IGO", aliases=("GCC",)),
    Actor("a-emir", "The emir of Qatar", "person", "QAT", "GOV"),
    Actor("a-rashid", "Faisal Rashid", "person", "SAU", "GOV", aliases=("Faisal Rashid",)),
    Actor("a-analyst", "one analyst", "person", "IRN", "EDU"),
)  # fmt: skip


def place(document: str, words: str) -> Source:
    start = TEXTS[document].index(words)
    return Source(document, start, start + len(words))


def made(id: str, words: Source, type: str, source: str, target: str, claimed_by: str | None = None) -> Report:
    return Report(id, words, type, None, "happened", sources=(source,), targets=(target,), claimed_by=claimed_by)


def said(id: str, words: Source, cue: Source | None, actor: str, repeats: str | None = None) -> Statement:
    return Statement(id, (words,), cue, None, "indirect", actor=actor, repeats=repeats)


REPORTS = (
    replace(made("r-ask", place("bay", "asked"), "REQUEST", "a-emir", "TUR"), mode="assist"),
    made("r-send", place("bay", "sent"), "MOBILIZE", "TUR", "QAT"),
    made("r-greed", place("bay", "accused Turkey of greed"), "ACCUSE", "SAU", "TUR"),
    made("r-haste", place("bay", "accused Turkey of haste"), "ACCUSE", "KWT", "TUR"),
    made("r-iran", place("cape", "support"), "SUPPORT", "IRN", "TUR", "s-analyst"),
    made("r-grain", place("delta", "supported"), "SUPPORT", "EGY", "HUN"),
)

BOATS = "Saudi Arabia would assist Qatar with boats"
STATEMENTS = (
    said("s-thank", place("cape", "the GCC for its offer"), place("cape", "thanked"), "QAT"),
    said("s-boats", place("cape", BOATS), place("cape", "said"), "a-rashid"),
    said("s-analyst", place("cape", "will support Turkey in Qatar"), None, "a-analyst"),
    said("s-help", place("delta", "the help of Turkey"), place("delta", "welcomed"), "QAT"),
    said("s-copy", place("copy", "the help of Turkey"), place("copy", "welcomed"), "QAT", "s-help"),
)

TIES = (
    Tie(
        place("cape", "ally of Turkey"), "ally", place("cape", "Oman"), place("cape", "Turkey off"), 1,
        from_actor="OMN", to_actor="TUR",
    ),
)  # fmt: skip


def make(path: Path) -> None:
    """Writes the case; `copy` reprints `delta`."""
    same = "Qatar welcomed the help of Turkey."
    reuse = Reuse("copy", "delta", ((place("copy", same), place("delta", same)),), 0.9, "5 words in a row")
    with open_case(path, create=True) as case, case.writing():
        for number, (name, text) in enumerate(TEXTS.items(), 1):
            document = Document(name, f"{name}.txt", text, published=f"2024-03-0{number}")
            case.add(document)
            case.keep_extract(Extract(name, tuple(_sentences(name, text))), "first")
        case.keep_resolution(
            Resolution(
                reuses=(reuse,),
                actors=ACTORS,
                mentions=tuple(_mentions()),
                statements=STATEMENTS,
                reports=REPORTS,
                ties=TIES,
            )
        )


def _sentences(name: str, text: str) -> list[Source]:
    start, found = 0, []
    for piece in text.replace(". ", ".\n").splitlines(keepends=True):
        found.append(Source(name, start, start + len(piece.rstrip())))
        start += len(piece)
    return found


def _mentions() -> list[Mention]:
    """Every naming of an actor, the longest first where two overlap."""
    found = []
    names = sorted(((name, a.id) for a in ACTORS for name in {a.name, *a.aliases}), key=lambda n: (-len(n[0]), n))
    for document, text in TEXTS.items():
        taken: list[range] = []
        for name, id in names:
            start = text.find(name)
            while start >= 0:
                span = range(start, start + len(name))
                if not any(span.start < other.stop and other.start < span.stop for other in taken):
                    taken.append(span)
                    found.append(Mention(Source(document, span.start, span.stop), name, "name", actor=id))
                start = text.find(name, start + 1)
    return sorted(found, key=lambda mention: mention.source)
