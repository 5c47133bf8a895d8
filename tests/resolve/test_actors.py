"""Who is who across documents: cases as marked-up texts, and what holds for any order of documents.

A mention is written {words|form:kind|field=value …}; `ref=N` points back to the N-th mention of the text (from 0).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.records import Actor, Decision, Document, Extract, Form, Kind, Mention, Source
from dragoman.resolve.actors import ActorResolution, actors
from dragoman.resolve.decisions import merge, split

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "actors.jsonl").read_text(encoding="utf-8").splitlines()
]
MARKED = re.compile(r"\{([^|{}]+)\|(\w+)(?::(\w+))?((?:\|\w+=[^|{}]*)*)\}")


def read_marked(text: str, id: str) -> tuple[Document, Extract]:
    """The document without the marks, and its mentions."""
    plain, at = "", 0
    mentions: list[Mention] = []
    for found in MARKED.finditer(text):
        plain += text[at : found.start()]
        at = found.end()
        words, rest = found.group(1), found.group(4)
        form, kind = cast(Form, found.group(2)), cast("Kind | None", found.group(3))
        fields: dict[str, Any] = dict(part.split("=", 1) for part in rest.split("|") if part)
        source = Source(id, len(plain), len(plain) + len(words))
        antecedent = mentions[int(fields.pop("ref"))].source if "ref" in fields else None
        name = fields.pop("name", words) if form in ("name", "metonym", "demonym") else None
        mentions.append(Mention(source, words, form, kind, name=name, antecedent=antecedent, **fields))
        plain += words
    return Document(id, id, plain + text[at:]), Extract(id, mentions=tuple(mentions))


def resolve(texts: Sequence[str], edits: Sequence[Decision] = ()) -> tuple[ActorResolution, list[Extract]]:
    read = [read_marked(text, f"doc-{number}") for number, text in enumerate(texts)]
    extracts = [extract for _, extract in read]
    return actors(extracts, [document for document, _ in read], edits), extracts


def groups(found: ActorResolution, extracts: Sequence[Extract]) -> set[frozenset[str]]:
    """The words of each actor's mentions, with the number of the text where there are several texts."""
    by_actor: dict[str, set[str]] = {}
    for number, extract in enumerate(extracts):
        for mention in extract.mentions:
            actor = found.of.get(mention.source, f"none {mention.source}")
            by_actor.setdefault(actor, set()).add(mention.text + (f"@{number}" if len(extracts) > 1 else ""))
    return {frozenset(words) for words in by_actor.values()}


def by_name(found: ActorResolution, name: str) -> Actor:
    return next(actor for actor in found.actors if actor.name == name)


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=case["label"],
            marks=[pytest.mark.xfail(strict=True, reason=case["comment"])] if case["expect"] == "fail" else [],
        )
        for case in CASES
    ],
)
def test_groups(case: dict[str, Any]) -> None:
    found, extracts = resolve(case["text"])
    assert groups(found, extracts) == {frozenset(group) for group in case["expected"]}, found.decisions


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(len(CASES))), st.integers(0, len(CASES)))
def test_order_of_documents_does_not_matter(order: list[int], size: int) -> None:
    texts = [text for number in order[:size] for text in CASES[number]["text"]]
    read = [read_marked(text, f"doc-{number:03}") for number, text in enumerate(texts)]
    extracts, documents = [extract for _, extract in read], [document for document, _ in read]
    forward, backward = actors(extracts, documents), actors(extracts[::-1], documents[::-1])
    assert forward == backward
    assert set(forward.of.values()) <= {actor.id for actor in forward.actors}
    assert len({actor.id for actor in forward.actors}) == len(forward.actors)


WORDS = [
    "Al",
    "Kim",
    "Jong",
    "Il",
    "Mali",
    "Malian",
    "troops",
    "the",
    "Minister",
    "of",
    "UN",
    "army",
    "(OTS)",
    "J.",
    "''",
    "U.S.",
]
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "text": st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join),
    "form": st.sampled_from(["name", "title", "demonym", "metonym", "nominal", "pronoun"]),
    "kind": st.sampled_from(
        [None, "state", "government", "person", "organisation", "outlet", "group", "place"],
    ),
    "country": st.sampled_from([None, "MLI", "USA"]),
    "office": st.sampled_from([None, "President", "former Malian President", "the"]),
    "gender": st.sampled_from([None, "f", "m"]),
    "antecedent": st.one_of(st.none(), st.builds(Source, st.sampled_from(["a", "b"]), st.integers(0, 9), st.just(99))),
}
MENTIONS = st.lists(st.fixed_dictionaries(FIELDS), max_size=10)


@settings(max_examples=50, deadline=None)
@given(MENTIONS, MENTIONS)
def test_any_mentions_are_resolved_in_any_order(first: list[dict[str, Any]], second: list[dict[str, Any]]) -> None:
    extracts = [
        Extract(id, mentions=tuple(Mention(Source(id, at, 99), **fields) for at, fields in enumerate(rows)))
        for id, rows in (("a", first), ("b", second))
    ]
    documents = [Document("a", "a", "x" * 99), Document("b", "b", "x" * 99)]
    found = actors(extracts, documents)
    assert found == actors(extracts[::-1], documents[::-1])
    known = {actor.id for actor in found.actors}
    assert set(found.of.values()) <= known
    assert {actor.part_of for actor in found.actors} - {None} <= known


def test_every_merge_is_a_decision_with_a_reason() -> None:
    found, _ = resolve(["{Salva Kiir|name:person} met {Riek Machar|name:person}. {Kiir|name:person} left."])
    (decision,) = found.decisions
    assert decision.pair == ("person:kiir@doc-0", "person:salva kiir")
    assert decision.verdict == "same"
    assert "surname" in decision.reason


def test_states_have_iso_codes_and_organs_are_part_of_them() -> None:
    found, _ = resolve(
        ["{Kenya|name:state|country=KEN}, {the Kenyan Foreign Ministry|nominal:government|country=KEN} said."]
    )
    ministry = by_name(found, "Kenyan Foreign Ministry")
    assert ministry.part_of == ministry.country == "KEN"
    assert by_name(found, "Kenya").id == "KEN"


def test_the_state_of_an_organ_is_always_there() -> None:
    found, _ = resolve(["{Ethiopian troops|nominal:group|country=ETH} came."])
    assert {actor.part_of for actor in found.actors} - {None} <= {actor.id for actor in found.actors}


def test_an_office_without_a_holder_is_part_of_its_state() -> None:
    found, _ = resolve(["{the Malian president|title:person|country=MLI|office=the Malian president} spoke."])
    (office,) = [actor for actor in found.actors if actor.kind != "state"]
    assert (office.kind, office.country, office.part_of) == ("person", "MLI", "MLI")


def test_country_and_sector_come_from_the_words_or_the_tables() -> None:
    found, _ = resolve(
        ["{Ethiopian troops|nominal:group|country=ETH} and {Ana Brnabic|name:person|office=Serbian premier}"]
    )
    assert by_name(found, "Ethiopian troops").sector == "MIL"
    assert (by_name(found, "Ana Brnabic").country, by_name(found, "Ana Brnabic").sector) == ("SRB", "GOV")


def test_the_name_is_the_most_frequent_full_form() -> None:
    found, _ = resolve(
        [
            "{Mwai Kibaki|name:person} and {Kibaki|name:person}, {Kibaki|name:person}",
            "{Emilio Mwai Kibaki|name:person} or {Mwai Kibaki|name:person}",
        ]
    )
    (actor,) = found.actors
    assert actor.name == "Mwai Kibaki"
    assert actor.aliases == ("Emilio Mwai Kibaki", "Kibaki", "Mwai Kibaki")


BROTHERS = ["{Lech Kaczynski|name:person} flew. {Kaczynski|name:person} died.", "{Kaczynski|name:person} mourned."]


def test_a_person_overrules_a_merge() -> None:
    found, extracts = resolve(BROTHERS, split((), "person:lech kaczynski", "person:kaczynski@doc-1"))
    assert frozenset({"Kaczynski@1"}) in groups(found, extracts)
    assert frozenset({"Lech Kaczynski@0", "Kaczynski@0"}) in groups(found, extracts)


def test_a_person_overrules_a_separation_and_it_survives_reading_more() -> None:
    texts = ["{Jaroslaw Kaczynski|name:person} spoke.", "{the PiS leader|title:person|office=PiS leader} smiled."]
    edits = merge((), "Jaroslaw Kaczynski", "the PiS leader", "he leads it")
    for more in ([], ["{Donald Tusk|name:person} won.", "{Jaroslaw Kaczynski|name:person} lost."]):
        found, extracts = resolve([*texts, *more], edits)
        together = next(group for group in groups(found, extracts) if "the PiS leader@1" in group)
        assert "Jaroslaw Kaczynski@0" in together
        assert "Donald Tusk@2" not in together
        assert any(d.by == "person" and d.reason == "he leads it" for d in found.decisions)


def test_a_person_tells_apart_what_one_node_holds() -> None:
    texts = ["{Turkish troops|nominal:group|country=TUR}, {the Turkish army|nominal:government|country=TUR}"]
    found, extracts = resolve(texts, split((), "Turkish troops", "the Turkish army"))
    assert groups(found, extracts) == {frozenset({"Turkish troops"}), frozenset({"the Turkish army"})}


def test_a_person_tells_apart_two_of_one_name() -> None:
    texts = ["{John Smith|name:person}", "{John Smith|name:person}", "{John Smith|name:person}"]
    found, extracts = resolve(texts, split((), "person:john smith", "person:john smith@doc-1"))
    assert groups(found, extracts) == {frozenset({"John Smith@0", "John Smith@2"}), frozenset({"John Smith@1"})}
    assert len({actor.id for actor in found.actors}) == 2


def test_ids_stay_when_more_is_read() -> None:
    before, _ = resolve(["{Salva Kiir|name:person} of {South Sudan|name:state|country=SSD}"])
    after, _ = resolve(
        [
            "{Salva Kiir|name:person} of {South Sudan|name:state|country=SSD}",
            "{Kiir|name:person}; {IGAD|name:organisation}",
        ]
    )
    assert {actor.id for actor in before.actors} <= {actor.id for actor in after.actors}


def test_many_names_are_compared_in_blocks() -> None:
    names = [
        f"{chr(65 + i % 26)}a{chr(97 + i // 26 % 26)}o {chr(66 + i % 20)}e{chr(97 + i % 23)}uv{i}" for i in range(3000)
    ]
    text = " ".join(f"{{{name}|name:person}}" for name in names)
    found, _ = resolve([text])
    assert len(found.actors) > 2500
