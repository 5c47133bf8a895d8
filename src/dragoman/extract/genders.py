"""The gender that a person's name tells, by given name or by a Slavic ending."""

from __future__ import annotations

from dragoman.extract.vocabulary import Gender, fold, given_names, wordlist

FEMALE_ENDS = tuple(sorted(wordlist("female_ending")))
MALE_ENDS = tuple(sorted(wordlist("male_ending")))


def gender_of(name: str) -> Gender | None:
    """'f' or 'm' by the given name or the ending of the family name; None where neither tells."""
    words = fold(name).split()
    if len(words) > 1:
        for word in words[:-1]:
            if word in given_names():
                return given_names()[word]
    last = words[-1] if words else ""
    if len(last) > 4:
        if last.endswith(FEMALE_ENDS):
            return "f"
        if last.endswith(MALE_ENDS):
            return "m"
    return None
