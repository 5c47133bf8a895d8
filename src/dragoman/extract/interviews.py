"""Interviews and transcripts: whose words a paragraph is when its label, or the question before it, says so.

"NAME: …" and "A: …" at the start of paragraphs, where labels recur; and answers in the first person to questions that
stand as paragraphs of their own, by the person whom the account introduced.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.extract.draft import Draft
from dragoman.extract.layout import Layout
from dragoman.extract.phrases import Speaker, phrase
from dragoman.extract.spans import Span

_LABEL = re.compile(r"[\"“”']?\s*([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4})(?: ?\([^)\n]{1,40}\))?:\s*(?=\S)")
_LINE = re.compile(r"[^\r\n]+")
_ANSWER = frozenset({"A", "Answer", "ANSWER"})
_QUESTION = frozenset({"Q", "Question", "QUESTION"})
_FIRST = frozenset({"i", "we", "my", "our", "me", "us"})
LEAST = 3
"""Labelled paragraphs, or questions, that make an interview."""
LONGEST_QUESTION = 400
"""In characters; a longer paragraph that ends with a question mark is an argument."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A paragraph of an interview: its label (None where it goes on), and where its words stand."""

    label: Span | None
    name: str
    words: Span


def interviews(layout: Layout) -> list[Draft]:
    """The turns of an interview as drafts, in text order; none where the account is no interview."""
    turns = _labelled(layout)
    if turns:
        return list(_of_labels(turns, layout))
    return list(_of_questions(layout))


def _labelled(layout: Layout) -> list[Turn]:
    turns: list[Turn] = []
    for line in _LINE.finditer(layout.text):
        label = _LABEL.match(layout.text, line.start(), line.end())
        end = line.start() + len(line.group().rstrip())
        if label and label.end() < end:
            turns.append(Turn(label.span(1), label.group(1).strip(), (label.end(), end)))
        elif turns and line.group().strip():
            turns.append(Turn(None, "", (line.start() + len(line.group()) - len(line.group().lstrip()), end)))
    counts = Counter(t.name for t in turns if t.name)
    recurring = {name for name, number in counts.items() if number > 1}
    both = len(counts) > 1 or counts.keys() <= _ANSWER
    if sum(counts[name] for name in recurring) < LEAST or not both or not _is_talk(recurring):
        return []
    return turns


def _is_talk(names: set[str]) -> bool:
    """Whether labels are speakers: Q and A, or names in capitals, or two words that start with capitals."""
    return any(n in _ANSWER | _QUESTION or n.isupper() or " " in n for n in names)


def _of_labels(turns: Sequence[Turn], layout: Layout) -> Iterator[Draft]:
    guest = _introduced(layout, turns[0].words[0])
    at = 0
    while at < len(turns):
        turn = turns[at]
        spans = [turn.words]
        at += 1
        while at < len(turns) and turns[at].label is None and _goes_on(layout, turns[at].words):
            spans.append(turns[at].words)
            at += 1
        if turn.label is None:
            continue
        if turn.name in _ANSWER | _QUESTION:
            who = guest if turn.name in _ANSWER else None
        else:
            who = _named(layout, turn.label)
        colon = layout.text.index(":", turn.label[1])
        yield Draft(
            None,
            (colon, colon + 1),
            who,
            tuple(_inner(layout, s) for s in spans),
            "turn in an interview",
            quotation=True,
        )


def _goes_on(layout: Layout, words: Span) -> bool:
    """Whether an unlabelled paragraph still belongs to the turn: it is quoted, or speaks in the first person."""
    return layout.text[words[0]] in '"“' or any(t.lower_ in _FIRST for t in layout.words(*words))


def _inner(layout: Layout, words: Span) -> Span:
    start, end = words
    while start < end - 1 and layout.text[start] in '"“” ':
        start += 1
    while end > start + 1 and layout.text[end - 1] in '"” ':
        end -= 1
    return start, end


def _named(layout: Layout, label: Span) -> Speaker | None:
    words = list(layout.words(*label))
    if not words:
        return None
    return Speaker(words[-1], words[-1], label[0], label[0] + len(layout.text[label[0] : label[1]].rstrip()))


def _of_questions(layout: Layout) -> Iterator[Draft]:
    lines = [(m.start(), m.start() + len(m.group().rstrip())) for m in _LINE.finditer(layout.text) if m.group().strip()]
    asked = [
        i
        for i, (start, end) in enumerate(lines)
        if layout.text[end - 1] == "?" and end - start <= LONGEST_QUESTION and not layout.marks.between(start, end)
    ]
    to_guest = [i for i in asked if any(t.lower_ in ("you", "your") for t in layout.words(*lines[i]))]
    if 2 * len(to_guest) < len(asked):
        return
    answers = [(i, j) for i, j in zip(asked, [*asked[1:], len(lines)], strict=False) if j > i + 1]
    if len(answers) < LEAST:
        return
    spoken = [pair for pair in answers if _in_first_person(layout, lines[pair[0] + 1 : pair[1]])]
    guest = _introduced(layout, lines[answers[0][0]][0])
    if 4 * len(spoken) < 3 * len(answers) or guest is None:
        return
    for i, j in answers:
        block = [line for line in lines[i + 1 : j] if layout.text[line[1] - 1] in '.!?…"”']
        if block:
            yield Draft(None, None, guest, tuple(block), "answer in an interview", quotation=True)


def _in_first_person(layout: Layout, block: Sequence[Span]) -> bool:
    return any(t.lower_ in ("i", "my", "me") and not layout.quoted(t) for line in block for t in layout.words(*line))


def _introduced(layout: Layout, before: int) -> Speaker | None:
    """The person whom the account names most before a place, the last of them where several are named as often."""
    people = [e for e in layout.doc.ents if e.label_ == "PERSON" and e.end_char <= before]
    if not people:
        return None
    counts = Counter(e.root.text for e in people)
    best = max(people, key=lambda e: (counts[e.root.text], e.start))
    return phrase(best.root)
