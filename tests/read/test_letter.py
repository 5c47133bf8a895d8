"""Letters: the text part, the words of HTML, and what the head says."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

from tests.read.helpers import PARAGRAPHS, only, trouble


def letter(**head: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in {"Subject": "River states share numbers", **head}.items():
        message[name.replace("_", "-")] = value
    return message


def write(tmp_path: Path, message: EmailMessage | bytes, name: str = "a.eml") -> Path:
    (tmp_path / name).write_bytes(message if isinstance(message, bytes) else message.as_bytes())
    return tmp_path / name


def test_head_and_text(tmp_path: Path) -> None:
    message = letter(
        From="Amara Okoye <amara@harbour.example>", Date="Wed, 03 Mar 2021 23:10:00 -0500", Content_Language="en-GB"
    )
    message.set_content("\n\n".join(PARAGRAPHS))
    message.add_alternative("<p>Not this.</p>", subtype="html")
    message.add_attachment(b"\x00\x01", maintype="application", subtype="octet-stream", filename="gauges.bin")
    document = only(write(tmp_path, message))
    assert document.text == "\n\n".join(PARAGRAPHS)
    assert (document.title, document.author) == ("River states share numbers", "Amara Okoye")
    assert (document.published, document.language, document.outlet) == ("2021-03-03", "en", None)


def test_lines_broken_for_the_screen_are_joined(tmp_path: Path) -> None:
    message = letter()
    message.set_content(
        "The states along the upper river have agreed to share what they\nmeasure at their gauges, the delegations said"
        " on Friday after a\nweek of talks in the old customs house.\n\nA commission is to look into the quarrel.\n"
    )
    assert only(write(tmp_path, message)).text.split("\n\n") == [
        "The states along the upper river have agreed to share what they measure at their gauges, the delegations said "
        "on Friday after a week of talks in the old customs house.",
        "A commission is to look into the quarrel.",
    ]


def test_a_letter_in_html_alone(tmp_path: Path) -> None:
    message = letter()
    story = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    message.set_content(f"<style>p {{}}</style><script>x()</script>{story}", subtype="html")
    assert only(write(tmp_path, message)).text == "\n\n".join(PARAGRAPHS)


def test_other_character_sets(tmp_path: Path) -> None:
    message = letter(Subject="Görüşmeler")
    message.set_content("Çavuşoğlu ile görüşme bitti.", charset="iso-8859-9")
    document = only(write(tmp_path, message))
    assert (document.text, document.title) == ("Çavuşoğlu ile görüşme bitti.", "Görüşmeler")


def test_a_letter_is_recognised_without_its_suffix(tmp_path: Path) -> None:
    message = letter(From="a@harbour.example", Message_ID="<1@harbour.example>")
    message.set_content(PARAGRAPHS[0])
    assert only(write(tmp_path, message, "letter")).title == "River states share numbers"


def test_letters_that_cannot_be_read(tmp_path: Path) -> None:
    assert "without text" in trouble(write(tmp_path, letter())).message
    wrong = b"Subject: x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\nD\xfcsseldorf\n"
    assert "not UTF-8" in trouble(write(tmp_path, wrong)).message
    unknown = b"Subject: x\nContent-Type: text/plain; charset=klingon\nContent-Transfer-Encoding: 8bit\n\nmet\n"
    assert "klingon" in trouble(write(tmp_path, unknown)).message


def test_parts_within_parts_without_end_are_a_problem(tmp_path: Path) -> None:
    nested = b"Subject: x\n" + b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3_000)
    )
    trouble(write(tmp_path, nested))
