"""Two accounts side by side."""

from __future__ import annotations

import itertools
from dataclasses import replace

from dragoman.accounts.pair import compare
from dragoman.accounts.shelf import Shelf
from tests.accounts.harbour import DISPUTES, place


def test_what_both_tell_and_what_one_tells(shelf: Shelf) -> None:
    pair = compare(shelf, "dawn", "dusk")
    assert [(both.event.id, both.differs) for both in pair.both] == [("e-sent", True), ("e-held", False)]
    assert [told.event.id for told in pair.only_a] == ["e-left", "e-pay"]
    assert [told.event.id for told in pair.only_b] == ["e-crane"]


def test_only_disputes_with_the_two_on_different_sides(shelf: Shelf) -> None:
    (figure,) = compare(shelf, "dawn", "dusk").disputes  # both hold that guards were sent
    assert (figure.dispute.id, figure.a, figure.b) == ("d-held", (0,), (1,))
    (fact,) = compare(shelf, "note", "dusk").disputes
    assert (fact.dispute.id, fact.a, fact.b) == ("d-sent", (1,), (0,))


def test_two_accounts_that_hold_both_sides_do_not_differ(shelf: Shelf) -> None:
    both = tuple(
        replace(side, evidence=(place("dawn", "dockers"), place("dusk", "crane"))) for side in DISPUTES[0].sides
    )
    held = replace(shelf, disputes=(replace(DISPUTES[0], sides=both),))
    assert compare(held, "dawn", "dusk").disputes == ()


def test_figures_of_one_quantity(shelf: Shelf) -> None:
    (count,) = compare(shelf, "dawn", "dusk").quantities
    assert (count.quantity.verdict, count.a[0].text, count.b[0].text) == ("conflict", "200", "350")
    assert compare(shelf, "dawn", "copy").quantities == ()


def test_names_of_the_same_thing(shelf: Shelf) -> None:
    names = compare(shelf, "dawn", "dusk").namings
    assert [(n.field, [x.words for x in n.a], [x.words for x in n.b], n.sided) for n in names] == [
        ("troops", ["sent guards"], ["occupied", "raid"], True),
        ("crowd", ["dockers", "Protesters"], ["rioters"], False),
    ]


def test_shared_text_and_quotations(shelf: Shelf) -> None:
    pair = compare(shelf, "dawn", "copy")
    ((here, there),) = pair.shared
    assert shelf.words(here) == shelf.words(there)
    assert (here.document, there.document) == ("dawn", "copy")
    assert [(one.id, other.id) for one, other in pair.quoted] == [("s-left", "s-again")]


def test_turning_a_pair_round_changes_no_finding(shelf: Shelf) -> None:
    for a, b in itertools.combinations([document.id for document in shelf.documents], 2):
        one, other = compare(shelf, a, b), compare(shelf, b, a)
        assert {x.event.id: (x.a, x.b, x.differs) for x in one.both} == {
            x.event.id: (x.b, x.a, x.differs) for x in other.both
        }
        assert (one.only_a, one.only_b) == (other.only_b, other.only_a)
        assert {(x.dispute.id, x.a, x.b) for x in one.disputes} == {(x.dispute.id, x.b, x.a) for x in other.disputes}
        assert {(c, p, q) for c, p, q in one.camps} == {(c, q, p) for c, p, q in other.camps}
        assert set(one.shared) == {(q, p) for p, q in other.shared}
        assert [(n.field, n.referent, n.sided) for n in one.namings] == [
            (n.field, n.referent, n.sided) for n in other.namings
        ]
        assert [(actor, p, q) for actor, p, q in one.attitudes] == [(actor, q, p) for actor, p, q in other.attitudes]
