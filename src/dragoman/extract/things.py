"""Words in their dictionary form, and the kinds of things they name (`data/things.tsv`)."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from dragoman.tables import table

_LEMMAS = {
    "stag": "stage", "wag": "wage", "rap": "rape", "rag": "rage", "ax": "axe", "fin": "fine", "din": "dine",
    "instal": "install", "cordone": "cordon", "lambast": "lambaste", "sham": "shame", "slat": "slate", "hop": "hope",
}  # fmt: skip
"""Verbs that the parser's lemmatiser gets wrong ("staged" → "stag")."""


@cache
def things() -> dict[str, frozenset[str]]:
    """Words of each class of things."""
    found: dict[str, set[str]] = {}
    for row in table("things", ("class", "lemma")):
        found.setdefault(row["class"], set()).add(row["lemma"])
    return {name: frozenset(words) for name, words in found.items()}


def lemma(token: Token) -> str:
    """The dictionary form in small letters; a plural that was read as a name loses its s."""
    form: str = token.lemma_.lower()
    if token.pos_ == "VERB":
        return _LEMMAS.get(form, form)
    if token.pos_ == "PROPN" and form.endswith("s") and not form.endswith("ss") and len(form) > 4:
        return form[:-1]
    return form
