"""The parser's adapter keeps offsets, and cuts sentences where paragraphs end and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.language import Language

from dragoman.extract.parse import BLOCK, LONGEST, MOST, MOST_TOKENS, MissingModel, load, parse
from dragoman.records import Document


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def sentences(nlp: Language, text: str) -> list[str]:
    (parsed,) = parse([Document("doc-1", "a.txt", text)], nlp)
    return [parsed.text(s.start_char, s.end_char) for s in parsed.sentences]


def test_a_headline_does_not_run_into_the_story(nlp: Language) -> None:
    assert sentences(nlp, "Ferry sinks off Split\nThe ferry sank on Monday.") == [
        "Ferry sinks off Split",
        "The ferry sank on Monday.",
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_wrapped_lines_are_one_paragraph(nlp: Language, end: str) -> None:
    lines = [
        "The ferry that sank off Split on Monday had carried twice as",
        "many passengers as its papers allowed, the harbour master of",
        "the town said. An inquiry began.",
    ]
    found = sentences(nlp, "A headline\n\n" + end.join(lines))
    assert [" ".join(s.split()) for s in found] == [
        "A headline",
        "The ferry that sank off Split on Monday had carried twice as many passengers as its papers allowed,"
        " the harbour master of the town said.",
        "An inquiry began.",
    ]


def test_lines_of_a_list_stay_apart(nlp: Language) -> None:
    assert len(sentences(nlp, "Country:\nCroatia\nTopics: ferries, harbours and the sea in winter months")) == 3


def test_a_model_that_is_not_there_is_named() -> None:
    with pytest.raises(MissingModel, match="no_such_model"):
        load("no_such_model")


@given(st.text(st.sampled_from("ab .,\n\r\t\u00a0“”’é\u0301🙂"), max_size=80))
@settings(deadline=None, max_examples=60)
def test_offsets_hold(nlp: Language, text: str) -> None:
    (parsed,) = parse([Document("doc-1", "a.txt", text)], nlp)
    assert len(parsed.doc.text) == len(text)
    ends = [0, *(edge for s in parsed.sentences for edge in (s.start_char, s.end_char))]
    assert ends == sorted(ends)


def test_a_paragraph_without_end_is_cut(nlp: Language) -> None:
    (parsed,) = parse([Document("doc-1", "a.txt", "word " * BLOCK)], nlp)
    assert len(parsed.doc.text) == 5 * BLOCK


@pytest.mark.parametrize("text", [
    '"' * 32_000,
    "“" * 10_000 + "he said" + "”" * 10_000,
    "e" + "\u0301" * 50_000,
    "a" * 50_000,
    "http://" + "a/" * 20_000,
    "\n" * 50_000,
    "the minister said the general told the envoy that " * 400,
    "“he said ‘she told " * 300 + "’ ” " * 300,
    "قال الوزير إن القوات انسحبت " * 200,
])  # fmt: skip
def test_what_no_account_holds_is_parsed_in_bounded_pieces(nlp: Language, text: str) -> None:
    (parsed,) = parse([Document("doc-1", "a.txt", text)], nlp)
    assert len(parsed.doc.text) == len(text)
    assert len(parsed.doc) < 8_000
    assert all(len(sentence) <= LONGEST for sentence in parsed.sentences)


def test_words_keep_their_places_after_a_run_of_marks(nlp: Language) -> None:
    text = "-" * 5_000 + " The envoys met."
    (parsed,) = parse([Document("doc-1", "a.txt", text)], nlp)
    assert parsed.text(parsed.doc[-2].idx, parsed.doc[-1].idx + 1) == "met."


@pytest.fixture(scope="module")
def blank() -> Language:
    """Tokens and sentences alone, as how much is parsed does not depend on the model."""
    made = English()
    made.add_pipe("sentencizer")
    return made


def test_of_a_book_the_first_part_is_parsed_and_the_rest_told(blank: Language) -> None:
    text = "correspondents " * (MOST // 15 + 10)
    (parsed,) = parse([Document("doc-1", "book.txt", text)], blank)
    assert len(parsed.doc.text) == len(parsed.document.text) == MOST
    (problem,) = parsed.problems
    assert (problem.document, problem.start, problem.end) == ("doc-1", MOST, len(text))
    assert "book.txt" in problem.message


@pytest.mark.parametrize("text", [
    "1 2 3 " * 100_000, ". " * 300_000, "a-a-a " * 100_000, "部 长 说 " * 100_000, "🙂 " * 200_000, "a\n" * 200_000,
    "e\u0301 " * 200_000, "ق " * 300_000, "“ " * 300_000, "( " * 300_000, "the envoy said that " * 50_000,
])  # fmt: skip
def test_of_what_is_all_tokens_so_many_are_parsed_and_the_rest_told(blank: Language, text: str) -> None:
    (parsed,) = parse([Document("doc-1", "tokens.txt", text)], blank)
    end = len(parsed.doc.text)
    assert MOST_TOKENS - BLOCK < len(parsed.doc) <= MOST_TOKENS
    assert parsed.document.text == text[:end]
    (problem,) = parsed.problems
    assert (problem.start, problem.end) == (end, len(text))
    assert f"the first {end:,} alone" in problem.message


@pytest.mark.parametrize(
    "text", ["部长说我们不会接受" * 50_000, "a" * 1_000_000, "👨\u200d👩\u200d👧" * 100_000, "e" + "\u0301" * 500_000]
)
def test_what_has_no_spaces_is_few_tokens(blank: Language, text: str) -> None:
    (parsed,) = parse([Document("doc-1", "unspaced.txt", text)], blank)
    assert len(parsed.doc) < 1_000
    assert len(parsed.doc.text) == MOST


def test_thirty_thousand_words_of_news_are_read_whole(blank: Language) -> None:
    words = (
        "The union of the harbour will not take part in the talks that the ministry has called for the coming week, "
        "its chairwoman, Ama Boateng, told reporters on 3 March 2021 outside the old customs house. "
    )
    text = words * (30_000 // len(words.split()))
    (parsed,) = parse([Document("doc-1", "report.txt", text)], blank)
    assert parsed.document.text == text
    assert not parsed.problems
