"""Text taken over is found and led back to its origin; shared quotations, notices and facts are not reuse."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.records import Document, Reuse, Source
from dragoman.resolve.ownwords import Codes, fold, own_words
from dragoman.resolve.reuse import reuses

FERRY = (
    "The ferry company of Lomsk stopped all crossings to the outer islands on Tuesday after its crews refused to sail. "
    "Pilots had warned for months that the harbour lights were failing and that two near collisions went unreported. "
    "By noon more than six hundred passengers were stranded on the quay, among them a school class from Verin. "
    "The transport minister, Ilse Brandt, blamed the strike on outsiders and promised naval boats before the weekend. "
    "Opposition deputies answered that the navy owns four boats, two of which have been in dry dock since spring. "
    "In the evening the mayor opened a sports hall to those who had nowhere to sleep, and bakers brought bread. "
    "Nobody could say when the lights would be mended, because the firm that built them closed eleven years ago. "
    "A court is to decide on Friday whether the crews may go on refusing work that they hold to be dangerous."
)
MINE = (
    "Miners in the Hadar valley ended a sit-in of nine days when the state bank agreed to pay their wages for autumn. "
    "They had occupied the pumping station, and water in the lower galleries rose by almost two metres meanwhile. "
    "Engineers now fear that one of the three shafts is lost, which would cost the region a third of its coal. "
    "The governor flew over the valley but did not land, a choice that the local paper called wise and unkind. "
    "Trade unions elsewhere watched closely, since the same bank holds back money from railways and hospitals. "
    "What persuaded the bank remains unclear; its director met a deputy premier twice during the last weekend."
)
ORCHARD = (
    "Growers along the southern border have begun to cut down their apple trees, as no lorry comes to fetch the fruit. "
    "Customs officers turn back whatever bears a label of the neighbouring republic, even when the crates alone do. "
    "A cooperative that once filled forty wagons a week sold three last month, all of them to a cider maker. "
    "Young people leave for the capital, and the primary school has merged its classes into a single room. "
    "Both governments say that talks on the border go well, but neither has published a date for the next round."
)
STATEMENT = (
    "We have listened to every side with patience, and we have found that nobody wishes for a quarrel that leaves "
    "our children poorer than we were; therefore the council will keep the bridges open, pay what is owed "
    "to the pilots, to mend the lights at public cost, and to ask the crews to return to their boats by Sunday evening"
)


def account(id: str, text: str, **facts: str | None) -> Document:
    return replace(Document(id=id, name=f"{id}.txt", text=text), **facts)  # type: ignore[arg-type]  # names of fields


def found(*accounts: Document) -> dict[str, list[str]]:
    """The accounts that each goes back to."""
    links: dict[str, list[str]] = {}
    for reuse in reuses(accounts, {}):
        links.setdefault(reuse.document, []).append(reuse.of)
    return links


def edited(text: str, every: int) -> str:
    """The text with one word in `every` replaced by a new one."""
    words = text.split()
    return " ".join(f"other{at}" if at % every == every - 1 else word for at, word in enumerate(words))


def part(text: str, first: int, last: int) -> str:
    return " ".join(text.split(". ")[first:last])


def test_a_copy_goes_back_to_the_account_published_first() -> None:
    accounts = (account("a", FERRY, published="2020-03-05"), account("b", FERRY, published="2020-03-04"))
    (reuse,) = reuses((*accounts, account("c", MINE)), {})
    assert (reuse.document, reuse.of, reuse.share) == ("a", "b", 1.0)
    assert reuse.reason == "100% of its words stand in b.txt, published earlier"


def test_dates_that_are_too_coarse_to_tell_decide_nothing() -> None:
    month, day = account("a", FERRY, published="2020-03"), account("b", part(FERRY, 0, 3), published="2020-03-04")
    assert found(month, day) == {"b": ["a"]}  # the longer text


def test_an_abridgement_goes_back_to_the_longer_text() -> None:
    shorter = " ".join(sentence for number, sentence in enumerate(FERRY.split(". ")) if number in (0, 3, 6))
    assert found(account("a", shorter), account("b", FERRY), account("c", MINE)) == {"a": ["b"]}


def test_an_abridgement_published_first_is_no_abridgement() -> None:
    shorter = account("a", part(FERRY, 0, 3), published="2020-03-04")
    assert found(shorter, account("b", FERRY, published="2020-03-05")) == {"b": ["a"]}


@pytest.mark.parametrize("every", [6, 8, 12])
def test_a_light_edit_is_found(every: int) -> None:
    one, other = account("a", FERRY, published="2020"), account("b", edited(FERRY, every), published="2021")
    assert found(one, other, account("c", MINE)) == {"b": ["a"]}


def test_sentences_in_another_order_are_found() -> None:
    sentences = FERRY.split(". ")
    random.Random(3).shuffle(sentences)
    assert found(account("a", FERRY, published="2020"), account("b", ". ".join(sentences), published="2021")) == {
        "b": ["a"]
    }


def test_wire_text_within_a_longer_account_goes_back_to_the_text_that_stands_alone() -> None:
    wire = account("wire", MINE, outlet="Reuters")
    host = account("host", f"{FERRY}\n\n{part(MINE, 0, 3)}\n\n{ORCHARD}\n\n(Reuters)", outlet="The Lomsk Herald")
    (reuse,) = reuses((host, wire), {})
    assert (reuse.document, reuse.of) == ("host", "wire")
    assert reuse.share < 0.25
    assert reuse.reason.endswith("of that, credited to Reuters")


def test_of_two_like_texts_the_one_that_credits_the_other_took_it_over() -> None:
    agency = account("z", FERRY, outlet="Reuters")
    paper = account("a", f"By Reuters\n\n{FERRY}", outlet="The Lomsk Herald")
    (reuse,) = reuses((agency, paper), {})
    assert (reuse.document, reuse.of) == ("a", "z")
    assert reuse.reason == "99% of its words stand in z.txt, credited to Reuters"


def test_copies_of_copies_go_back_to_the_origin() -> None:
    days = ["2020-03-01", "2020-03-02", "2020-03-03", "2020-03-04"]
    texts = [FERRY, edited(FERRY, 12), edited(edited(FERRY, 12), 11), part(edited(FERRY, 12), 0, 4)]
    accounts = [account(name, text, published=day) for name, text, day in zip("dcba", texts, days, strict=True)]
    assert found(*accounts) == {"a": ["d"], "b": ["d"], "c": ["d"]}


def test_what_an_account_adds_of_its_own_goes_back_to_it() -> None:
    wire = account("wire", FERRY, published="2020-03-01")
    desk = account("desk", f"{FERRY} {MINE}", published="2020-03-02")
    late = account("late", MINE, published="2020-03-03")
    assert found(wire, desk, late) == {"desk": ["wire"], "late": ["desk"]}


def test_an_account_put_together_from_two_has_two_records_the_larger_first() -> None:
    accounts = (account("a", ORCHARD), account("b", FERRY), account("c", f"{part(ORCHARD, 0, 3)}\n{FERRY}"))
    dated = [replace(one, published=f"2020-03-0{day}") for day, one in enumerate(accounts, 1)]
    assert found(*dated) == {"c": ["b", "a"]}


def test_a_note_cut_from_two_versions_of_one_text_joins_them() -> None:
    texts = {"a": f"{FERRY} {MINE}", "b": f"{FERRY} {ORCHARD}", "c": part(FERRY, 1, 3)}
    dated = {"a": "2020-03-02", "b": "2020-03-03", "c": "2020-03-04"}
    assert found(*(account(id, text, published=dated[id]) for id, text in texts.items())) == {"b": ["a"], "c": ["a"]}


def own_stories(*shared: str, outlet: str | None = None) -> list[Document]:
    """Three accounts of other things, each with the same shared text at its end."""
    stories = [part(FERRY, 0, 4), part(MINE, 0, 4), part(ORCHARD, 0, 4)]
    return [account(id, "\n\n".join((story, *shared)), outlet=outlet) for id, story in zip("abc", stories, strict=True)]


TEMPTING = {
    "a long quotation": own_stories(f"“{STATEMENT},” the council said in its statement."),
    "a quotation in straight marks": own_stories(f'The council said: "{STATEMENT}."'),
    "a quotation in two paragraphs": own_stories(f"“{STATEMENT}.", f"“{STATEMENT}.”"),
    "a notice": own_stories("Sign up for our newsletter and get the best stories of the week in your inbox, free."),
    "a headline": [
        replace(d, text=f"Crews, miners and growers: three quarrels and no end\n\n{d.text}") for d in own_stories()
    ],
    "a background paragraph of the outlet": own_stories(
        "Lomsk and the mainland have been at odds since the treaty of 1994, which left the islands their own courts, "
        "their own harbour police and a share in the tolls, but gave the ministry in the capital the last word on "
        "every licence; two referendums on the matter failed for want of voters.",
        outlet="The Lomsk Herald",
    ),
    "the same facts in other words": [
        account("a", part(FERRY, 0, 4)),
        account(
            "b",
            "No ferry left Lomsk on Tuesday: the crews would not go to sea. For months, so the pilots, lights in the "
            "harbour had been going out, and twice ships almost ran into each other without a report. Over 600 people, "
            "a class from a school in Verin with them, waited at the quay at midday. Ilse Brandt, minister of "
            "transport, held outsiders responsible for the strike. Boats of the navy are to come by the weekend.",
        ),
    ],
    "a list of names": own_stories(
        "The treaty binds Lomsk, Verin, Hadar, Osten, Great Brava, Little Brava, Tolm and the Free Port of Sund."
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TEMPTING)
def test_what_is_merely_shared_is_no_reuse(name: str) -> None:
    assert found(*TEMPTING[name]) == {}


def test_a_quotation_without_marks_is_put_aside_where_its_span_is_given() -> None:
    accounts = own_stories(f"{STATEMENT}, and so it was read out.")[:2]
    spans = {d.id: [Source(d.id, d.text.index("We have"), len(d.text))] for d in accounts}
    assert reuses(accounts, {}) != ()
    assert reuses(accounts, spans) == ()


def test_a_quotation_taken_over_with_what_stands_around_it_is_reuse() -> None:
    told = (
        f"Late on Thursday the council gave way. “{STATEMENT},” its chairman read out to a silent hall. Then he "
        "folded the sheet, took off his glasses and left by the side door, where two policemen were waiting for him."
    )
    longer = account("b", f"{told} {ORCHARD}", published="2021")
    assert found(account("a", told, published="2020"), longer) == {"b": ["a"]}


@pytest.mark.parametrize("text", ["", "Too short.", "“All of it is a quotation, from the first word to the last one.”"])
def test_accounts_with_little_of_their_own_are_left_alone(text: str) -> None:
    assert found(account("a", text), account("b", text)) == {}


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("He said “never again” and left", "He said and left"),
        ('He said "never again" and left', "He said and left"),
        ("He said 'never again' and left the workers' hall", "He said and left the workers hall"),
        ("He said «never again» and left", "He said and left"),
        ("“Never again, he said\nand left", "and left"),
        ('again," he said. "We leave"', "again he said"),
        ("The pilots’ union, the boats’ crews", "The pilots union the boats crews"),
        ("They left. Sign up for our newsletter today. They came", "They left They came"),
    ],
)
def test_own_words_are_those_outside_quotations_and_notices(text: str, own: str) -> None:
    words = own_words(account("a", text), (), Codes())
    spans = zip(words.starts.tolist(), words.ends.tolist(), words.own.tolist(), strict=True)
    assert " ".join(text[start:end] for start, end, kept in spans if kept) == own


PIECES = [sentence for text in (FERRY, MINE, ORCHARD) for sentence in text.split(". ")] + [f"“{STATEMENT}”"]
DAYS = st.one_of(st.none(), st.sampled_from(["2020", "2020-03", "2020-03-01", "2020-03-02", "2021-01-01"]))
OUTLETS = st.sampled_from([None, "Reuters", "The Lomsk Herald"])
TOLD = st.tuples(st.lists(st.sampled_from(PIECES), min_size=0, max_size=9), DAYS, OUTLETS, st.integers(5, 30))


@st.composite
def newsroom(draw: st.DrawFn) -> list[Document]:
    """Accounts put together from the same sentences, some edited."""
    return [
        account(f"doc-{number}", edited("\n".join(pieces), every), published=day, outlet=outlet)
        for number, (pieces, day, outlet, every) in enumerate(draw(st.lists(TOLD, max_size=9)))
    ]


@settings(deadline=None, max_examples=60)
@given(newsroom(), st.randoms(use_true_random=False))
def test_records_hold_whatever_the_accounts_and_their_order(accounts: list[Document], chance: random.Random) -> None:
    told = reuses(accounts, {})
    shuffled = chance.sample(accounts, len(accounts))
    assert reuses(shuffled, {}) == told
    texts = {document.id: document.text for document in accounts}
    for reuse in told:
        assert reuse.of != reuse.document
        assert 0 <= reuse.share <= 1
        assert reuse.spans == tuple(sorted(reuse.spans))
        for one, other in reuse.spans:
            assert (one.document, other.document) == (reuse.document, reuse.of)
            assert words(texts, one) == words(texts, other)
    assert not cyclic(told)


def words(texts: dict[str, str], span: Source) -> list[str]:
    text = texts[span.document]
    code = own_words(Document(id="x", name="x", text=text[span.start : span.end]), (), Codes())
    return [fold(text[span.start + a : span.start + b]) for a, b in zip(code.starts, code.ends, strict=True)]


def cyclic(told: tuple[Reuse, ...]) -> bool:
    givers = {document: {r.of for r in told if r.document == document} for document in {r.document for r in told}}
    while leaves := {document for document, of in givers.items() if not of & set(givers)}:
        givers = {document: of for document, of in givers.items() if document not in leaves}
    return bool(givers)
