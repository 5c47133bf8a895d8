"""Quoted words are found where they stand, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.second.locate import LONGEST, Rejected, Span, locate, quotation
from tests.second.town import SENTENCES, TEXT, at

WHOLE = (0, len(TEXT))


def words(span: Span) -> str:
    return TEXT[span[0] : span[1]]


def test_words_are_found_as_they_stand() -> None:
    assert words(locate(TEXT, "rejected the offer", within=WHOLE)) == "rejected the offer"


@pytest.mark.parametrize(
    "quoted",
    [
        "The dockers' union, led by Tomas Reyl, rejected",
        "The  dockers’ union,\tled by Tomas Reyl,\n rejected",
        "  “The dockers‘ union, led by Tomas Reyl, rejected” ",
        "The dockers’ un\u00adion, led by Tomas Reyl, rejected",
    ],
)
def test_white_space_and_the_shape_of_marks_do_not_count(quoted: str) -> None:
    assert words(locate(TEXT, quoted, within=WHOLE)) == "The dockers’ union, led by Tomas Reyl,\nrejected"


@pytest.mark.parametrize(
    ("quoted", "reason"),
    [
        ("the quays will close", "words not in the text"),
        ("rejected the offer of Tuesday", "words not in the text"),
        ("REJECTED THE OFFER", "words not in the text"),
        ("ejected the offer", "words not in the text"),
        ("“ ”", "no words quoted"),
        ("x" * (LONGEST + 1), "words too long"),
        ("Nobody asked us", "words in several places"),
    ],
)
def test_what_does_not_stand_there_is_rejected(quoted: str, reason: str) -> None:
    with pytest.raises(Rejected) as caught:
        locate(TEXT, quoted, within=WHOLE)
    assert caught.value.reason == reason


def test_of_several_places_the_one_in_the_sentence_or_nearest_to_it_is_taken() -> None:
    baker, clerk = SENTENCES[-2], SENTENCES[-1]
    for number, sentence in enumerate((baker, clerk)):
        found = locate(TEXT, "Nobody asked us", within=WHOLE, near=(sentence.start, sentence.end))
        assert found[0] == at("Nobody asked us", number).start
    before = SENTENCES[0]
    assert (
        locate(TEXT, "Nobody asked us", within=WHOLE, near=(before.start, before.end))[0] == at("Nobody asked us").start
    )


def test_two_places_in_one_sentence_are_one_too_many() -> None:
    sentence = SENTENCES[5]
    with pytest.raises(Rejected, match="several places"):
        locate(TEXT, "Velland", within=WHOLE, near=(sentence.start, sentence.end))


def test_words_outside_the_part_are_not_seen() -> None:
    with pytest.raises(Rejected, match="not in the text"):
        locate(TEXT, "rejected", within=(0, 20))


def test_a_speaker_is_not_sought_within_what_is_said() -> None:
    said = (at("Velland and Morava are old allies").start, at("Velland and Morava are old allies").end)
    assert locate(TEXT, "Velland", within=WHOLE, near=said, apart=[said])[0] == at("Velland").start
    with pytest.raises(Rejected, match="only inside what is said"):
        locate(TEXT, "Morava", within=WHOLE, near=said, apart=[said])


def test_quotation_marks_tell_the_kind() -> None:
    def kind(quoted: str) -> str:
        return quotation(TEXT, [(at(quoted).start, at(quoted).end)])

    assert kind("the quays will stay open") == "direct"
    assert kind("the strike would last") == "indirect"
    assert kind("that “the quays will stay open") == "mixed"


@given(st.text(alphabet=" \n“”\"'’ab-–é\u00ad\u200b", max_size=60), st.data())
def test_whatever_is_cut_from_a_text_is_found_at_its_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    try:
        found = locate(text, text[start:end], within=(0, len(text)), near=(start, end))
    except Rejected:
        return
    assert 0 <= found[0] < found[1] <= len(text)
    assert [c for c in text[found[0] : found[1]] if c.isalnum()] == [c for c in text[start:end] if c.isalnum()]
