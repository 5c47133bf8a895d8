"""A case of as many accounts as wanted, made from the records of a few real texts: `python -m bench.grown OUT.case`.

The texts are cut into short accounts and parsed once (kept in the user's cache folder); each account of the case is one
of these with other words: of twenty accounts that tell one story the same persons bear the same new names, bodies and
tolls change too, half of the plain words are exchanged, dates move by weeks. One account in ten repeats another of its
story nearly word for word. Same options, same case, on any machine.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import accumulate, islice
from pathlib import Path
from typing import Any, TypeVar

from platformdirs import user_cache_path

from dragoman import ids
from dragoman.build import EXTRACTORS, settle
from dragoman.build.stages import extract, resolve
from dragoman.case.codec import decode, encode
from dragoman.case.store import compact, open_case
from dragoman.extract.parse import MODEL, load, parse
from dragoman.read.document import documents
from dragoman.records import Date, Document, Extract, Figure, Mention, Report, Resolution, Source, Statement
from dragoman.tables import table
from dragoman.towns import towns

STORY = 20
"""Accounts that tell one story."""
RETOLD = 10
"""Of so many accounts of a story one repeats another."""
EXCHANGED, EDITED = 0.5, 0.05
"""Share of the plain words that are exchanged in an account, and in one that repeats another."""
KEPT = 0.15
"""How often a name stays as it is, as those of the great do."""
WORDS = 150
"""Words of an account."""
BATCH = 500
BUNDLED = Path(__file__).resolve().parents[1] / "src" / "dragoman" / "data" / "accounts"
PEOPLE = ("name", "country", "office", "sector", "from", "to")

_NAME_WORD = re.compile(r"[A-Z][^\W\d_]{2,}")
_PLAIN_WORD = re.compile(r"(?<![\w'’-])[a-z]{4,}(?![\w'’-])")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d{2,}")

Record = TypeVar("Record")
Move = Callable[[Source], Source]


@dataclass(frozen=True, slots=True)
class Template:
    """A parsed account, and where it may be changed."""

    document: Document
    extract: Extract
    names: tuple[tuple[int, int, str], ...]
    """Words of persons' names and the first words of bodies' names: start, end, 'person' or 'body'."""
    plain: tuple[tuple[int, int], ...]
    """Lower-case words that no record but a sentence rests on alone."""
    numbers: tuple[tuple[int, int, int], ...]
    """Digits within figures: start, end, the place of the figure."""


@dataclass(frozen=True, slots=True)
class Story:
    """What the accounts of one story share."""

    number: int
    words: Mapping[str, str]
    days: int


def main() -> None:
    """Writes the case and prints what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--texts", type=Path, nargs="*", default=[BUNDLED], help='folders, or {"docs": [{"text"}]}')
    parser.add_argument("--words", type=int, default=WORDS, help="words of an account")
    parser.add_argument("--unresolved", action="store_true", help="keep the extracts only")
    parser.add_argument(
        "--block",
        type=int,
        default=0,
        help="resolve so many accounts at a time, to have a large case to look at sooner",
    )
    args = parser.parse_args()
    if args.out.exists():
        parser.error(f"{args.out} is there already")
    start = time.perf_counter()
    originals = templates(args.texts, args.words)
    print(f"{len(originals)} accounts parsed or found parsed, {time.perf_counter() - start:.1f} s", flush=True)
    start = time.perf_counter()
    with open_case(args.out, create=True) as case:
        made = grown(originals, args.documents)
        while some := list(islice(made, BATCH)):
            with case.writing():
                for document, found in some:
                    case.add(document)
                    case.keep_extract(found, "grown")
        print(f"{args.documents:,} accounts written, {time.perf_counter() - start:.1f} s", flush=True)
        if not args.unresolved:
            start = time.perf_counter()
            if args.block:
                made = grown(originals, args.documents)
                with case.writing():
                    case.keep_resolution(_together(_in_blocks(made, args.block)))
            else:
                settle(case, ())
            print(f"resolved and kept, {time.perf_counter() - start:.1f} s", flush=True)
    compact(args.out)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{args.out}: {args.out.stat().st_size / 1e6:,.0f} MB; peak memory {peak:,.0f} MB")


def grown(originals: Sequence[Template], count: int) -> Iterator[tuple[Document, Extract]]:
    """`count` accounts, made one at a time."""
    stock = sorted({template.document.text[a:b] for template in originals for a, b in template.plain})
    chance = random.Random("stories")
    for number in range(count):
        if number % STORY == 0:
            story = _story(number // STORY, originals, chance)
        repeated = number % RETOLD == RETOLD - 1
        if not repeated:
            template = originals[chance.randrange(len(originals))]
            seed = number
        yield varied(template, number, story, stock, seed, EDITED if repeated else 0.0)


def _in_blocks(made: Iterator[tuple[Document, Extract]], size: int) -> Iterator[Resolution]:
    """The accounts resolved so many at a time."""
    while some := list(islice(made, size)):
        accounts, extracts = zip(*some, strict=True)
        yield resolve(extracts, accounts, ())


def _together(parts: Iterable[Resolution]) -> Resolution:
    """Resolutions of different accounts as one; of an actor of several the first portrait stands for all."""
    records: dict[str, list[Any]] = {field.name: [] for field in fields(Resolution)}
    for part in parts:
        for name, known in records.items():
            known.extend(getattr(part, name))
    for name in ("actors", "quantities", "events", "disputes"):
        records[name] = list({record.id: record for record in reversed(records[name])}.values())
    ranked = sorted(records["disputes"], key=lambda dispute: (dispute.rank, dispute.id))
    records["disputes"] = [replace(dispute, rank=rank) for rank, dispute in enumerate(ranked, 1)]
    return Resolution(**{name: tuple(known) for name, known in records.items()})


def _story(number: int, originals: Sequence[Template], chance: random.Random) -> Story:
    given, surnames, towns = _stock_of_names()
    words: dict[str, str] = {}
    for template in originals:
        for start, end, kind in template.names:
            word = template.document.text[start:end]
            if word not in words:
                pool = towns if kind == "body" else given if word in given else surnames
                words[word] = word if chance.random() < KEPT else pool[chance.randrange(len(pool))]
    return Story(number, words, chance.randrange(0, 700))


def varied(
    template: Template, number: int, story: Story, stock: Sequence[str], seed: int, edited: float
) -> tuple[Document, Extract]:
    """The account with other words, and its records at their new places; `seed` draws them, `edited` more of them."""
    chance, again = random.Random(f"words {seed}"), random.Random(f"edits {number}")
    text, found = template.document.text, template.extract
    edits = [(a, b, story.words[text[a:b]]) for a, b, _ in template.names]
    for a, b in template.plain:
        draw, word = chance.random(), stock[chance.randrange(len(stock))]
        if edited and again.random() < edited:
            draw, word = 0.0, stock[again.randrange(len(stock))]
        if draw < EXCHANGED:
            edits.append((a, b, word))
    values: dict[int, float] = {}
    for a, b, place in template.numbers:
        digits = _other_number(text[a:b], chance)
        edits.append((a, b, digits))
        values[place] = float(digits.replace(",", ""))
    edits.sort()
    told, moved = _edited(text, edits)
    id = ids.make("doc", "grown", number)
    days = story.days + chance.randrange(0, 10)
    document = replace(
        template.document,
        id=id,
        name=f"{number:07}.txt",
        text=told,
        published=_later(template.document.published, days),
    )

    def move(source: Source) -> Source:
        return Source(id, moved[source.start], moved[source.end])

    def other(record: Any) -> Any:
        if isinstance(record, Mention):
            here = range(record.source.start, record.source.end)
            changed = {text[a:b] for a, b, _ in template.names if a in here}
            start, end = moved[here.start], moved[here.stop]
            name = record.name and _NAME_WORD.sub(lambda m: story.words[m[0]] if m[0] in changed else m[0], record.name)
            return replace(record, text=told[start:end], name=name)
        if isinstance(record, Figure):
            start, end = moved[record.source.start], moved[record.source.end]
            return replace(record, text=told[start:end], as_of=_later(record.as_of, days))
        if isinstance(record, (Statement, Report)) or hasattr(record, "claimed_by"):
            changes = {"id": ids.make(record.id[0], record.id, number)} if hasattr(record, "id") else {}
            if getattr(record, "claimed_by", None):
                changes["claimed_by"] = ids.make("s", record.claimed_by, number)
            return replace(record, **changes)
        if isinstance(record, Date):
            return Date(record.text, _later(record.low, days), _later(record.high, days))
        return record

    extract = _mover(Extract)(replace(found, document=id), move, other)
    figures = tuple(
        replace(
            figure,
            id=ids.make("f", figure.id, number),
            **(_bounds(figure, values[place]) if place in values else {}),
        )
        for place, figure in enumerate(extract.figures)
    )
    return document, replace(extract, figures=figures)


def _bounds(figure: Figure, value: float) -> dict[str, float | None]:
    """Value and bounds of a figure with another number."""
    return {
        name: None if old is None else value
        for name, old in (("value", figure.value), ("low", figure.low), ("high", figure.high))
    }


def _edited(text: str, edits: Iterable[tuple[int, int, str]]) -> tuple[str, list[int]]:
    """The text after the edits, and where each character of the old one comes to stand."""
    parts, steps, at = [], [1] * len(text), 0
    for start, end, new in edits:
        parts += [text[at:start], new]
        at = end
        steps[end - 1] += len(new) - (end - start)
    parts.append(text[at:])
    return "".join(parts), list(accumulate(steps, initial=0))


def _other_number(digits: str, chance: random.Random) -> str:
    """A number of as many digits; small chance of the same."""
    if chance.random() < KEPT:
        return digits
    return "".join(str(chance.randrange(at == 0, 10)) if c.isdigit() else c for at, c in enumerate(digits))


def _later(day: str | None, days: int) -> str | None:
    """A day so many days later; a month, a year or no date as it is."""
    if day is None or len(day) != len("2000-01-01"):
        return day
    try:
        return (date.fromisoformat(day) + timedelta(days)).isoformat()
    except ValueError:
        return day


@cache
def _mover(kind: Any) -> Callable[[Any, Move, Callable[[Any], Any]], Any]:
    """What moves all sources of a record of this kind; parts without a source or another record are left alone."""
    names = [field.name for field in fields(kind)]

    def moved(record: Any, move: Move, other: Callable[[Any], Any]) -> Any:
        changes: dict[str, Any] = {}
        for name in names:
            value = getattr(record, name)
            if type(value) is Source:
                changes[name] = move(value)
            elif type(value) is tuple and value and not isinstance(value[0], (str, float)):
                changes[name] = tuple(_moved(part, move, other) for part in value)
            elif is_dataclass(value):
                changes[name] = _moved(value, move, other)
        return replace(record, **changes) if changes else record

    return moved


def _moved(value: Any, move: Move, other: Callable[[Any], Any]) -> Any:
    if type(value) is Source:
        return move(value)
    kind: Any = type(value)
    return _mover(kind)(other(value), move, other)


@cache
def _stock_of_names() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Given names, surnames and towns of the tables."""
    known = [row["name"].split("|")[0].split() for row in table("people", PEOPLE)]
    words = [[word for word in name if _NAME_WORD.fullmatch(word)] for name in known if len(name) > 1]
    given = sorted({name[0] for name in words if name})
    places = sorted({town.name for town in towns() if _NAME_WORD.fullmatch(town.name)})
    surnames = sorted({name[-1] for name in words if name} | set(places[::3]))
    return tuple(given), tuple(surnames), tuple(places)


def templates(paths: Sequence[Path], words: int = WORDS) -> list[Template]:
    """The accounts at `paths`, cut and parsed; what was parsed before is taken from the cache."""
    pieces = [piece for document in _texts(paths) for piece in _cut(document, words)]
    key = ids.make("x", EXTRACTORS, [[piece.id, piece.published] for piece in pieces])
    kept = user_cache_path("dragoman", ensure_exists=True) / f"bench-{key}.jsonl"
    if not kept.exists():
        lines = (json.dumps(encode(extract(parsed)), ensure_ascii=False) for parsed in parse(pieces, load(MODEL)))
        unfinished = kept.with_suffix(".tmp")
        unfinished.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        unfinished.replace(kept)
    found = [decode(Extract, json.loads(line)) for line in kept.read_text(encoding="utf-8").splitlines()]
    return [_template(piece, extract) for piece, extract in zip(pieces, found, strict=True)]


def _texts(paths: Iterable[Path]) -> Iterator[Document]:
    for path in paths:
        if path.suffix == ".json":
            for row in json.loads(path.read_text(encoding="utf-8"))["docs"]:
                outlet, day = row.get("publisher"), row.get("date")
                yield Document(row["id"], row["id"], row["text"], row.get("title"), outlet, None, day, language="en")
        else:
            files = sorted(path.glob("*.txt")) if path.is_dir() else [path]
            yield from (one for one in documents(map(str, files)) if isinstance(one, Document))


def _cut(document: Document, words: int) -> Iterator[Document]:
    """The account as accounts of about so many words, cut between paragraphs."""
    part: list[str] = []
    paragraphs = document.text.split("\n\n")
    for at, paragraph in enumerate(paragraphs):
        part.append(paragraph)
        if sum(len(p.split()) for p in part) >= words or at == len(paragraphs) - 1:
            text = "\n\n".join(part)
            if text.strip():
                yield replace(document, id=ids.make("doc", document.name, at, text), text=text)
            part = []


def _template(document: Document, extract: Extract) -> Template:
    text = document.text
    names: dict[tuple[int, int], str] = {}
    held: set[int] = set()
    for mention in extract.mentions:
        source = mention.source
        held.update(range(source.start, source.end))
        if mention.form == "name" and mention.kind in ("person", "organisation"):
            found = [m for m in _NAME_WORD.finditer(text, source.start, source.end) if not m.group().isupper()]
            for match in found if mention.kind == "person" else found[:1] if len(found) > 1 else ():
                names.setdefault(match.span(), "person" if mention.kind == "person" else "body")
    for statement in extract.statements:
        if statement.cue:
            held.update(range(statement.cue.start, statement.cue.end))
    for source in (*(r.trigger for r in extract.reports), *(f.source for f in extract.figures)):
        held.update(range(source.start, source.end))
    plain = (match.span() for match in _PLAIN_WORD.finditer(text))
    numbers = []
    for place, figure in enumerate(extract.figures):
        found = list(_NUMBER.finditer(text, figure.source.start, figure.source.end))
        if len(found) == 1 and figure.value == float(found[0].group().replace(",", "")):
            numbers.append((*found[0].span(), place))
    return Template(
        document,
        extract,
        tuple((*span, kind) for span, kind in sorted(names.items())),
        tuple((a, b) for a, b in plain if a not in held and b - 1 not in held),
        tuple(numbers),
    )


if __name__ == "__main__":
    main()
