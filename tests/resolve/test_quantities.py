"""Which figures measure one thing, and whether they agree: `tests/cases/quantity_groups.jsonl`.

A case gives accounts, each a day of publication (or null) and a text, and expects the quantities that are not a lone
figure without a word on it: verdict, the figures' texts in order of their words, and words of the reason. Accounts are
named a.txt, b.txt and so on; they are read with the mentions and figures that the program finds.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from dragoman.extract.figures import figures
from dragoman.extract.mentions import mentions
from dragoman.extract.parse import load, parse
from dragoman.records import Document, Figure, Mention, Quantity, Source
from dragoman.resolve.amounts import amount, compare, digits, rounded_to
from dragoman.resolve.quantities import quantities

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "quantity_groups.jsonl").read_text("utf-8").splitlines()
]


@cache
def _nlp() -> Language:
    return load()


def _told(accounts: list[list[str | None]]) -> tuple[list[Figure], list[Quantity]]:
    documents = [
        Document(f"doc-{name}", f"{name}.txt", text or "", published=published)
        for name, (published, text) in zip("abcdefgh", accounts, strict=False)
    ]
    found: list[Figure] = []
    named: list[Mention] = []
    sentences: dict[str, list[Source]] = {}
    for parsed in parse(documents, _nlp()):
        here = tuple(mentions(parsed))
        named += here
        found += [each for each in figures(parsed, here) if isinstance(each, Figure)]
        sentences[parsed.document.id] = [parsed.source(s.start_char, s.end_char) for s in parsed.sentences]
    with_ids, quantified = quantities(found, documents, sentences, named)
    return list(with_ids), list(quantified)


@pytest.mark.parametrize("case", [
    pytest.param(case, id=case["label"], marks=[pytest.mark.xfail(strict=True)] if case["expect"] == "fail" else [])
    for case in CASES
])  # fmt: skip
def test_case(case: dict[str, Any]) -> None:
    told, quantified = _told(case["accounts"])
    texts = {figure.id: figure.text for figure in told}
    shown = [q for q in quantified if len(q.figures) > 1 or q.reason]
    found = {(q.verdict, *sorted(texts[id] for id in q.figures)) for q in shown}
    assert found == {(verdict, *sorted(members)) for verdict, members, _ in case["expected"]}
    for verdict, members, words in case["expected"]:
        (quantity,) = [
            q for q in shown if q.verdict == verdict and sorted(texts[i] for i in q.figures) == sorted(members)
        ]
        assert all(word in (quantity.reason or "") for word in words), quantity.reason


def _figure(number: int, value: float, **known: Any) -> Figure:
    start = known.pop("start", 0)
    document = known.pop("document", f"doc-{number}")
    given = {"unit": "person", "subject": "Iraq", "measure": "killed", "as_of": "2019-04-12"} | known
    return Figure(f"f-{number:03}", Source(document, start, start + 3), f"{value:g}", value, **given)


def _accounts(told: list[Figure]) -> tuple[list[Document], dict[str, list[Source]]]:
    names = sorted({figure.source.document for figure in told})
    documents = [Document(name, f"{name}.txt", "words " * 40, published="2019-04-12") for name in names]
    return documents, {name: [Source(name, at, at + 20) for at in range(0, 240, 20)] for name in names}


_FIGURES = st.lists(
    st.tuples(
        st.integers(1, 400),
        st.integers(0, 4),
        st.sampled_from(["killed", "wounded", "police killed", "trade", "increase of trade", None]),
        st.sampled_from(["person", "USD", "percent", "day"]),
        st.sampled_from(["2019", "2019-04-12", "2019-04-20", "2018-01-01", None]),
        st.booleans(),
        st.integers(0, 9),
    ),
    max_size=12,
)


def _made(rows: list[tuple[Any, ...]]) -> list[Figure]:
    return [
        _figure(
            number,
            value,
            document=f"doc-{document}",
            start=20 * sentence + number % 10,
            measure=measure,
            unit=unit,
            as_of=when,
            approximate=loose,
        )
        for number, (value, document, measure, unit, when, loose, sentence) in enumerate(rows)
    ]


@settings(deadline=None)
@given(_FIGURES, st.randoms())
def test_every_figure_is_in_one_quantity_whatever_the_order(rows: list[tuple[Any, ...]], random: Any) -> None:
    told = _made(rows)
    documents, sentences = _accounts(told)
    figures_out, found = quantities(told, documents, sentences, [])
    assert [figure.id for figure in figures_out] == [figure.id for figure in told]
    assert sorted(id for q in found for id in q.figures) == sorted(figure.id for figure in told)
    assert {figure.id: figure.quantity for figure in figures_out} == {id: q.id for q in found for id in q.figures}
    assert [q.id for q in found] == sorted(q.id for q in found)
    assert all(q.reason for q in found if q.verdict != "single")
    shuffled, turned = random.sample(told, len(told)), random.sample(documents, len(documents))
    assert quantities(shuffled, turned, sentences, [])[1] == found


@settings(deadline=None)
@given(st.integers(1, 10**9), st.integers(2, 6), st.sampled_from(["killed", "trade", "protesters wounded"]))
def test_equal_figures_never_conflict(value: int, count: int, measure: str) -> None:
    told = [_figure(number, value, measure=measure) for number in range(count)]
    documents, sentences = _accounts(told)
    found = quantities(told, documents, sentences, [])[1]
    assert {q.verdict for q in found} <= {"single", "agree"}


@given(_FIGURES)
def test_comparing_is_symmetrical(rows: list[tuple[Any, ...]]) -> None:
    amounts = [amount(figure) for figure in _made(rows)]
    assert all(compare(a, b) == compare(b, a) for a in amounts for b in amounts)


@pytest.mark.parametrize(
    ("value", "told", "unit"),
    [(164, 3, 1), (160, 2, 10), (20, 1, 1), (8000, 1, 1000), (3127000000, 4, 1000000), (2.7, 2, 0.1), (1, 1, 0.1)],
)
def test_a_number_is_as_exact_as_its_digits(value: float, told: int, unit: float) -> None:
    assert digits(value) == told
    assert rounded_to(value) == pytest.approx(unit)


def test_figures_of_an_account_that_is_not_given_stand_alone() -> None:
    told = [_figure(1, 30), _figure(2, 30)]
    found = quantities(told, [], {}, [])[1]
    assert [q.verdict for q in found] == ["single", "single"]
