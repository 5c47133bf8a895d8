"""PDF and DOCX: words in order, paragraphs whole, properties that mean something; broken files and bombs."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pypdf
import pytest
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from dragoman.read.paragraphs import rejoined
from tests.read.helpers import PARAGRAPHS, only, trouble

TITLE = "River states share their numbers"


SPACED = {"spaceAfter": 6}


def pdf(
    paragraphs: tuple[str, ...] = PARAGRAPHS, *, footer: bool = False, set_as: dict[str, float] = SPACED, **said: str
) -> bytes:
    """A PDF set by reportlab with the properties `said`; with page numbers and a running line if `footer`."""
    styles = getSampleStyleSheet()  # type: ignore[no-untyped-call]  # reportlab ships no types
    body = ParagraphStyle("body", parent=styles["Normal"], **set_as)
    held = io.BytesIO()

    def foot(canvas: Canvas, _: object) -> None:
        canvas.drawString(72, 40, f"Harbour Times - page {canvas.getPageNumber()}")

    document = SimpleDocTemplate(held, invariant=1, **said)
    story = [Paragraph(TITLE, styles["Title"]), Paragraph("By Amara Okoye, 3 March 2021", styles["Normal"])]
    story += [Paragraph(paragraph, body) for paragraph in paragraphs]
    document.build(story, **({"onFirstPage": foot, "onLaterPages": foot} if footer else {}))
    return held.getvalue()


def write(tmp_path: Path, data: bytes, name: str = "a.pdf") -> Path:
    (tmp_path / name).write_bytes(data)
    return tmp_path / name


def test_pdf_text_is_joined_to_paragraphs(tmp_path: Path) -> None:
    document = only(write(tmp_path, pdf(title=TITLE, author="Amara Okoye")))
    assert document.text.split("\n\n") == [TITLE, "By Amara Okoye, 3 March 2021", *PARAGRAPHS]
    assert (document.title, document.author, document.published) == (TITLE, "Amara Okoye", "2021-03-03")


@pytest.mark.parametrize("set_as", [
    {"firstLineIndent": 18}, {"firstLineIndent": 18, "alignment": 4}, {"spaceBefore": 8, "fontSize": 7, "leading": 9},
    {"spaceAfter": 12, "fontSize": 14, "leading": 18},
])  # fmt: skip
def test_pdf_paragraphs_by_gap_or_indent(tmp_path: Path, set_as: dict[str, float]) -> None:
    text = only(write(tmp_path, pdf(set_as=set_as))).text
    assert text.split("\n\n")[2:] == list(PARAGRAPHS)


def test_pdf_a_title_over_two_lines_is_one(tmp_path: Path) -> None:
    title = "River states share their numbers after a year of quarrels over the canal and the dams"
    styles = getSampleStyleSheet()  # type: ignore[no-untyped-call]  # reportlab ships no types
    held = io.BytesIO()
    story = [Paragraph(title, styles["Title"]), *(Paragraph(paragraph, styles["BodyText"]) for paragraph in PARAGRAPHS)]
    SimpleDocTemplate(held, invariant=1).build(story)
    document = only(write(tmp_path, held.getvalue()))
    assert document.title == title
    assert document.text.split("\n\n") == [title, *PARAGRAPHS]


def test_pdf_running_lines_are_dropped_and_paragraphs_run_over_pages(tmp_path: Path) -> None:
    text = only(write(tmp_path, pdf(PARAGRAPHS * 20, footer=True))).text
    assert "Harbour Times" not in text
    assert [text.count(paragraph) for paragraph in PARAGRAPHS] == [20] * 4


def test_pdf_properties_that_a_program_made_are_no_title(tmp_path: Path) -> None:
    document = only(write(tmp_path, pdf(title="Microsoft Word - paper_final2.docx", author="user1")))
    assert (document.title, document.author) == (TITLE, "Amara Okoye")


def test_a_pdf_without_its_suffix_is_recognised(tmp_path: Path) -> None:
    assert only(write(tmp_path, pdf(), "a.txt")).text.startswith(TITLE)


@pytest.mark.parametrize("cut", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_pdf_is_a_problem(tmp_path: Path, cut: float) -> None:
    data = pdf()
    problem = trouble(write(tmp_path, data[: int(len(data) * cut)]))
    assert problem.document == "a.pdf"
    assert "truncated" in problem.message


def test_an_encrypted_pdf_is_a_problem_unless_it_asks_for_no_password(tmp_path: Path) -> None:
    for password in ("harbour", ""):
        writer = pypdf.PdfWriter(io.BytesIO(pdf()))
        writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
        held = io.BytesIO()
        writer.write(held)
        path = write(tmp_path, held.getvalue())
        if password:
            assert "encrypted" in trouble(path).message
        else:
            assert only(path).title == TITLE


def test_a_pdf_without_words_is_a_problem(tmp_path: Path) -> None:
    held = io.BytesIO()
    canvas = Canvas(held)
    canvas.rect(100, 100, 200, 200)
    canvas.save()
    assert "scan" in trouble(write(tmp_path, held.getvalue())).message


def test_a_pdf_of_too_many_pages_is_a_problem(tmp_path: Path) -> None:
    held = io.BytesIO()
    canvas = Canvas(held)
    for _ in range(1_001):
        canvas.showPage()
    canvas.save()
    assert "pages" in trouble(write(tmp_path, held.getvalue())).message


def test_a_damaged_pdf_is_a_problem(tmp_path: Path) -> None:
    trouble(write(tmp_path, b"%PDF-1.4\nnothing that is a page\n%%EOF\n"))


def word(title: str | None = None, **properties: str) -> bytes:
    document = docx.Document()
    if title:
        document.add_heading(title, 0)
    for paragraph in PARAGRAPHS[:2]:
        document.add_paragraph(paragraph)
    table = document.add_table(rows=2, cols=2)
    for row, said in zip(table.rows, (("Gauge", "Metres"), ("Falls", "4.1")), strict=True):
        row.cells[0].text, row.cells[1].text = said
    document.add_paragraph(PARAGRAPHS[2])
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def test_docx_paragraphs_and_tables_in_order(tmp_path: Path) -> None:
    document = only(write(tmp_path, word(TITLE, author="Amara Okoye", language="en-GB"), "a.docx"))
    assert document.text.split("\n\n") == [TITLE, *PARAGRAPHS[:2], "Gauge\tMetres\nFalls\t4.1", PARAGRAPHS[2]]
    assert (document.title, document.author, document.language) == (TITLE, "Amara Okoye", "en")
    assert document.published is None


def test_docx_cells_that_span_columns_are_read_once(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=3)
    table.rows[0].cells[0].merge(table.rows[0].cells[1]).text = "Both banks"
    table.rows[0].cells[2].text = "Falls"
    held = io.BytesIO()
    document.save(held)
    assert only(write(tmp_path, held.getvalue(), "a.docx")).text == "Both banks\tFalls"


def test_docx_properties_that_a_program_made_say_nothing(tmp_path: Path) -> None:
    document = only(write(tmp_path, word(title=None, author="python-docx"), "a.docx"))
    assert (document.title, document.author) == (None, None)


def test_a_truncated_docx_is_a_problem(tmp_path: Path) -> None:
    assert "DOCX" in trouble(write(tmp_path, word()[:5_000], "a.docx")).message


def test_a_zip_that_is_no_docx_is_a_problem(tmp_path: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as parts:
        parts.writestr("a.txt", "The envoys met.")
    assert "no DOCX" in trouble(write(tmp_path, held.getvalue(), "a.zip")).message
    assert "DOCX" in trouble(write(tmp_path, held.getvalue(), "a.docx")).message


@pytest.mark.parametrize("name", ["word/document.xml", "word/media/picture.png"])
def test_a_zip_bomb_is_a_problem(tmp_path: Path, name: str) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as parts, parts.open(name, "w", force_zip64=True) as part:
        for _ in range(110):
            part.write(b" " * (1 << 20))
    assert "unpacks" in trouble(write(tmp_path, held.getvalue(), "a.docx")).message


def test_hyphens_at_line_breaks() -> None:
    lines = [
        "The Turkish-speaking states and their neighbours agreed on a long govern-",
        "ment paper, and the delegation of Nur-",
        "Sultan said that the Turkish-",
        "speaking delegations of the region would sign it before the end of the y-",
        "ear, and that nothing in the paper of the governments would be kept back.",
    ]
    text = rejoined(line.ljust(0) for line in lines)
    assert "government paper" in text
    assert "Nur-\n\nSultan" in text or "Nur-Sultan" in text


def test_short_lines_end_paragraphs_and_lists_stay_lists() -> None:
    full = "The delegations of the upper river went on with their talks until evening"
    lines = ["A heading", full, full, "and then left.", full, "with their papers.", "- first item", "- second item"]
    assert rejoined(lines).split("\n\n") == [
        "A heading", f"{full} {full} and then left.", f"{full} with their papers.", "- first item", "- second item",
    ]  # fmt: skip
