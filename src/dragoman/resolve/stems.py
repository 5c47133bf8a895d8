"""The words of a clause as they are compared: beginnings of content words, and who is named instead of how."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from dragoman.records import Source
from dragoman.resolve.board import Board
from dragoman.tables import table

VOCABULARY = 50_000
"""So many words are remembered with their stems, as most stand in thousands of clauses; some 10 MB."""
STEM = 5
"""Letters with which words begin alike that count as one: 'detain' and 'detained', 'arrest' and 'arrests'."""

NEGATION = re.compile(
    r"\b(?:no|not|never|nobody|none|nothing|neither|nor|without|hardly|cannot|deny|denied|denies|denying|reject(?:s|ed|ing)?|"
    r"refut(?:e|es|ed|ing)|dismiss(?:es|ed)? as|false(?:ly)?|untrue|no one)\b|n['’]t\b",
    re.IGNORECASE,
)
"""Words that turn a clause into its contrary."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ELISION = re.compile(r"['’](?:s|S)?$")
_COMMON = frozenset(
    """
    about after again against all also although among and another any anyone anything are because been before being
    between both but can could did does doing down during each even ever every few for from further had has have
    having her here hers him his how into its itself just least less like many may might more most much must neither
    nobody none nor not off once one only other our ours out over own same shall she should since some such than
    that the their theirs them then there these they this those through too under until upon very was were what when
    where which while who whom whose why will with within without would yet you your said says saying told tell
    tells according state stated deny denied denies never
    """.split()
)


def stem(word: str) -> str:
    """The beginning by which a word is known again, or that of the deed it tells; an irregular past as its verb."""
    folded = _ELISION.sub("", word).casefold()
    begins = _IRREGULAR.get(folded, folded)[:STEM]
    return _deeds().get(begins, begins)


@cache
def _deeds() -> Mapping[str, str]:
    """Beginning of a word → beginning of the word for all that tell the same deed."""
    rows = table("deeds", ("deed", "words"))
    return MappingProxyType({word[:STEM]: row["deed"][:STEM] for row in rows for word in row["words"].split()})


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """What finds any of the phrases, in small letters, as whole words in any case and on any lines, the longest first.

    They are sorted by their first letter: of a hundred phrases few are tried at each word.
    """
    by_letter: dict[str, list[str]] = defaultdict(list)
    for phrase in sorted(phrases, key=lambda p: (-len(p), p)):
        by_letter[phrase[0]].append(re.escape(phrase[1:]).replace(r"\ ", r"\s+"))
    told = (f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in sorted(by_letter.items()))
    return re.compile(rf"\b(?:{'|'.join(told)})\b", re.IGNORECASE)


def content(text: str) -> frozenset[str]:
    """Stems of the content words, numbers included."""
    return frozenset(filter(None, map(_telling, _WORD.findall(text))))


@lru_cache(VOCABULARY)
def _telling(word: str) -> str:
    """The stem of a content word; empty for a common or short one."""
    return stem(word) if word.casefold() not in _COMMON and (len(word) > 2 or word[0].isdigit()) else ""


def keys(source: Source, board: Board) -> frozenset[str]:
    """What a clause says: stems of the words outside names, and '@' with the id of each actor (a demonym's state)."""
    text = board.documents[source.document].text
    actors, last, loose = set(), source.start, []
    for mention in board.mentions(source):
        if mention.actor is None or mention.form == "nominal" or mention.source.start < last:
            continue
        loose.append(text[last : mention.source.start])
        last = mention.source.end
        actors.add(
            "@" + (board.country(mention.actor) or mention.actor if mention.form == "demonym" else mention.actor)
        )
    loose.append(text[last : source.end])
    return content(" ".join(loose)) | actors


_IRREGULAR = {
    "sent": "send", "fought": "fight", "fled": "flee", "shot": "shoot", "held": "hold", "met": "meet", "won": "win",
    "lost": "lose", "left": "leave", "took": "take", "taken": "take", "gave": "give", "given": "give", "paid":
    "pay", "broke": "break", "broken": "break", "began": "begin", "begun": "begin", "struck": "strike", "stole":
    "steal", "stolen": "steal", "sold": "sell", "bought": "buy", "built": "build", "led": "lead", "fell": "fall",
    "fallen": "fall", "knew": "know", "known": "know", "came": "come", "went": "go", "gone": "go", "drew": "draw",
    "withdrew": "withdraw", "withdrawn": "withdraw", "brought": "bring", "burnt": "burn", "rose": "rise", "risen":
    "rise", "died": "die", "seized": "seize", "dying": "die",
}  # fmt: skip
