"""Sentences with their mentions and statements marked by hand, so that reports are tested apart from other extractors.

[Russian troops/g] entered [Georgia/s]            a mention and its kind: s state, v government, p person,
                                                  o organisation, g group, c place (city), w pronoun (its kind not told)
{[Abkhazia/s] had mobilised}, [Bagapsh/p!] said   a statement's content, and the mention that is its voice
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.records import Document, Form, Kind, Mention, Source, Statement

KINDS: dict[str, Kind] = {
    "s": "state", "v": "government", "p": "person", "o": "organisation", "g": "group", "c": "place", "t": "outlet",
}  # fmt: skip
_MARK = re.compile(r"\[(?P<name>[^\[\]/]+)/(?P<kind>[a-z])(?P<voice>!?)\]|[{}]")


@dataclass(frozen=True, slots=True)
class Marked:
    """A document without its marks, and what the marks said."""

    document: Document
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]


def read(marked: str) -> Marked:
    """The plain document, its mentions in text order and its statements."""
    text, last = "", 0
    mentions: list[Mention] = []
    opened: list[int] = []
    contents: list[tuple[int, int]] = []
    voice: Source | None = None
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        last = match.end()
        if match.group() == "{":
            opened.append(len(text))
        elif match.group() == "}":
            contents.append((opened.pop(), len(text)))
        else:
            source = Source("doc", len(text), len(text) + len(match["name"]))
            kind = KINDS.get(match["kind"])
            form: Form = "pronoun" if match["kind"] == "w" else "nominal" if match["kind"] == "g" else "name"
            mentions.append(Mention(source, match["name"], form, kind, match["name"]))
            voice = source if match["voice"] else voice
            text += match["name"]
    text += marked[last:]
    statements = tuple(
        Statement(f"s-{number}", (Source("doc", start, end),), None, voice, "indirect", voice=voice)
        for number, (start, end) in enumerate(contents)
    )
    return Marked(Document("doc", "case", text, published="2021-06-15"), tuple(mentions), statements)
