"""Facts that stand as fields before an account: the front matter of Markdown, between lines of "---" or "+++"."""

from __future__ import annotations

import re

from dragoman.read.facts import Facts, listed, web_address, words
from dragoman.read.headwords import labels
from dragoman.read.language import language_code
from dragoman.read.published import iso

LONGEST = 10_000
"""Characters within which front matter must end."""

_FENCED = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\r?\n(.*?)\r?\n\1[ \t]*(?:\r?\n|$)", re.DOTALL)
_FIELD = re.compile(r"([^\W\d_][\w -]{0,40}?)\s*[:=]\s*(.*)")
_ITEM = re.compile(r"\s+-\s+(.+)|-\s+(.+)")


def frontmatter(text: str) -> tuple[Facts, int]:
    """The facts in the front matter, and where the text after it begins (0 when there is none).

    Reads plain fields and lists of names, no nested YAML.
    """
    match = _FENCED.match(text[:LONGEST])
    if not match:
        return Facts(), 0
    said: dict[str, list[str]] = {}
    role = None
    for line in match[2].splitlines():
        if item := _ITEM.fullmatch(line):
            if role:
                said[role].append(_bare(item[1] or item[2]))
        elif field := _FIELD.fullmatch(line):
            role = labels().get(field[1].casefold().strip())
            if role:
                values = field[2].strip("[] ").split(",") if field[2].startswith("[") else [field[2]]
                said.setdefault(role, []).extend(map(_bare, values))
    return fact(said), match.end()


def fact(said: dict[str, list[str]]) -> Facts:
    """The facts that labelled values give; an address given as the source is the address."""
    first = {role: next(filter(None, values), None) for role, values in said.items()}
    outlet, url = words(first.get("outlet")), web_address(first.get("url"))
    if address := web_address(outlet):
        outlet, url = None, url or address
    return Facts(
        title=words(first.get("title")),
        outlet=outlet,
        author=listed(said.get("author", ())),
        published=iso(first.get("published")) or iso(first.get("updated")),
        url=url,
        language=language_code(first.get("language")),
    )


def _bare(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
