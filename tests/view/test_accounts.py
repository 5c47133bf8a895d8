"""Accounts compared, as rows, as text and as a section of a page."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, PackageLoader, StrictUndefined

from dragoman.accounts.find import SameAccount, UnknownAccount
from dragoman.case.store import Case, open_case
from dragoman.view import accounts
from dragoman.view.accounts import account_rows, matrix_rows, section
from dragoman.view.columns import compare_data, compare_text
from dragoman.view.highlight import visible
from dragoman.view.listing import write_csv
from dragoman.view.phrases import percent, signed
from dragoman.view.portrait import portrait_data, portrait_text
from dragoman.view.reader import Reader
from tests.accounts.harbour import make
from tests.view.test_brief import Elements


@pytest.fixture
def harbour(tmp_path: Path) -> Iterator[Case]:
    make(tmp_path / "harbour.case")
    with open_case(tmp_path / "harbour.case") as case:
        yield case


def rendered(case: Case) -> str:
    """The section alone, as a page that includes it shows it."""
    environment = Environment(loader=PackageLoader("dragoman.view"), autoescape=True, undefined=StrictUndefined)
    environment.filters["visible"] = visible
    page = environment.from_string(
        '{% from "accounts.html" import accounts_section %}{{ accounts_section(section, percent) }}'
    )
    return page.render(section=section(Reader(case)), percent=percent)


def test_a_row_an_account(harbour: Case) -> None:
    rows = {str(row["letter"]): row for row in account_rows(harbour)}
    assert list(rows) == ["A", "B", "C", "D"]
    assert rows["C"]["reuse of"] == "A"
    assert rows["A"]["alone %"] == 100.0
    assert rows["B"]["hedged %"] == 0.0
    assert rows["B"]["voices"] == "Ilir Gashi 27\u00a0%"
    assert (rows["A"]["events"], rows["A"]["only here"]) == (4, 1)


def test_a_row_a_happening_with_a_column_an_account(harbour: Case) -> None:
    sent, held = matrix_rows(harbour)
    assert [sent[letter] for letter in "ABCD"] == [
        "told as its own",
        "claimed by Ilir Gashi",
        "told as its own",
        "denied by Interior Ministry",
    ]
    assert [held[letter] for letter in "ABCD"] == ["told as its own", "told as its own", None, None]
    out = io.StringIO()
    write_csv(matrix_rows(harbour), out)
    assert len(list(csv.DictReader(io.StringIO(out.getvalue())))) == 2


def test_a_portrait_in_text(harbour: Case) -> None:
    text = portrait_text(harbour, "dusk", width=80)
    assert max(map(len, text.splitlines())) <= 80
    folded = " ".join(text.split())
    assert "−0.6 from 3 words: “cruel” −0.9, “reckless” −0.6, “weak” −0.3" in folded
    assert "quoted: too few words to say: “lied” −0.8" in folded
    assert "of 3 statements 1 of nobody named; of 3 reports 2 claimed by a voice alone" in folded
    assert "Leaves out Some 200 people were held. (COERCE · arrest; A told, B told)" in " ".join(
        portrait_text(harbour, "copy").split()
    )


def test_two_accounts_in_columns(harbour: Case) -> None:
    text = compare_text(harbour, "A", "B", width=90)
    assert max(map(len, text.splitlines())) <= 90
    assert "BOTH TELL 2 happenings, 1 of them differently" in text
    assert "THEY DIFFER (figure): How many were held?" in text
    assert [line for line in text.splitlines() if "Hedged: 33" in line and "Hedged: 0" in line]


@pytest.mark.parametrize("width", [1, 43, 300])
def test_any_width_does(harbour: Case, width: int) -> None:
    assert compare_text(harbour, "A", "D", width=width)


def test_json_holds_words_and_names(harbour: Case) -> None:
    data = json.loads(json.dumps(portrait_data(harbour, "B")))
    assert data["attitudes"][0]["actor_name"] == "Interior Ministry"
    assert data["attitudes"][0]["own"]["tones"][0]["source"]["words"] == "cruel"
    both = json.loads(json.dumps(compare_data(harbour, "A", "C")))
    assert both["shared"][0][0]["words"] == both["shared"][0][1]["words"]
    assert both["a"]["document"] == {
        "id": "dawn",
        "letter": "A",
        "name": "dawn.txt",
        "title": "Calm returns to the harbour",
        "outlet": "The Dawn",
        "published": "2021-03-02",
    }


def test_unknown_and_same_accounts_are_told(harbour: Case) -> None:
    with pytest.raises(UnknownAccount, match="there are"):
        compare_text(harbour, "A", "zebra")
    with pytest.raises(SameAccount):
        compare_data(harbour, "A", "dawn")


def test_control_characters_do_not_reach_the_terminal(case: Case) -> None:
    for text in (portrait_text(case, "B"), compare_text(case, "A", "B")):
        assert "\u202e" not in text


def test_the_section_leads_only_to_words_of_the_page(harbour: Case) -> None:
    html = rendered(harbour)
    anchors = {attributes["href"] for tag, attributes in Elements(html).tags if tag == "a"}
    targets = {attributes["id"] for _, attributes in Elements(html).tags if "id" in attributes}
    records = {f"#{id}" for id in ("r-sent-1", "r-sent-2", "r-held-1")}
    assert records <= anchors
    assert {a for a in anchors if a and a.startswith("#portrait")} <= {f"#{target}" for target in targets}
    assert [a for a in anchors if a and a.startswith("#w-")], "names and judgements lead to their words"


def test_markup_in_accounts_stays_text_in_the_section(case: Case, harbour: Case) -> None:
    for opened in (case, harbour):
        page = Elements(rendered(opened))
        names = {tag for tag, _ in page.tags}
        assert not names & {"script", "style", "img", "svg", "i"}
        assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert "Raid on the harbour &lt;b&gt;now&lt;/b&gt;" in rendered(harbour)


def test_many_accounts_have_no_column_each(harbour: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts, "COLUMNS", 3)
    made = section(Reader(harbour))
    assert made.columns == ()
    assert [cell.account.letter for cell in made.matrix[1].cells] == ["A", "B"]
    assert "Told by" in rendered(harbour)


def test_an_empty_case_has_an_empty_section(tmp_path: Path) -> None:
    with open_case(tmp_path / "empty.case", create=True) as case:
        assert "No happening is told by two independent accounts" in rendered(case)
        assert list(account_rows(case)) == []


@pytest.mark.parametrize(
    ("share", "expected"),
    [(None, "–"), (0.0, "0\u00a0%"), (0.004, "<\u00a01\u00a0%"), (0.146, "15\u00a0%"), (1.0, "100\u00a0%")],
)
def test_shares_in_words(share: float | None, expected: str) -> None:
    assert percent(share) == expected


def test_scores_in_words() -> None:
    assert [signed(score) for score in (-0.55, -0.04, 0, 0.04, 0.5, 1)] == ["−0.6", "0.0", "0.0", "0.0", "+0.5", "+1.0"]
