"""PLOVER's contexts of a happening, by the words of its sentence."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Span

from dragoman.tables import table


@cache
def _words() -> tuple[dict[str, tuple[str, ...]], tuple[tuple[str, str], ...]]:
    """Contexts of a single word, and (phrase, context) where the words are several."""
    single: dict[str, set[str]] = {}
    phrases: list[tuple[str, str]] = []
    for row in table("contexts", ("context", "words")):
        for word in row["words"].split("|"):
            if " " in word:
                phrases.append((word, row["context"]))
            else:
                single.setdefault(word, set()).add(row["context"])
    return {word: tuple(sorted(found)) for word, found in single.items()}, tuple(phrases)


def contexts(sentence: Span) -> tuple[str, ...]:
    """Contexts that the sentence's words tell, in alphabetical order."""
    single, phrases = _words()
    found = {context for token in sentence for context in single.get(token.lemma_.lower(), ())}
    text = sentence.text.lower()
    found.update(context for phrase, context in phrases if phrase in text)
    return tuple(sorted(found))
