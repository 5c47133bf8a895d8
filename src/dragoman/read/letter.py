"""E-mail: the letter's plain text, or the words of its HTML; subject, sender's name and date from its head.

Lines broken for the width of a screen are joined again, as the letter's paragraphs; attachments are not read.
"""

from __future__ import annotations

from email import message_from_bytes, policy
from email.headerregistry import BaseHeader, HeaderRegistry
from email.message import EmailMessage, MIMEPart

from dragoman.read.facts import Facts, Hint, Reading, Unreadable, web_address, words
from dragoman.read.language import language_code
from dragoman.read.markup import plain, text_of
from dragoman.read.paragraphs import rejoined
from dragoman.read.published import iso
from dragoman.read.text import decode

LONGEST_FIELD = 2_000
"""Characters of a field of the head that are read."""
_FIELDS = HeaderRegistry()


def read(data: bytes, hint: Hint) -> Reading:
    """The account in a letter; raises Unreadable where it holds no text."""
    letter = message_from_bytes(data, policy=policy.default.clone(header_factory=_field))
    part = letter.get_body(preferencelist=("plain", "html"))
    text = _text(part) if part else ""
    if not text.strip():
        raise Unreadable("a letter without text" if letter.keys() else "no letter: it has no head")
    return Reading(text, _facts(letter))


def _field(name: str, value: str) -> BaseHeader:
    """A field of a head, no longer than its parser can take: its time grows with the square of the length."""
    return _FIELDS(name, value[:LONGEST_FIELD])


def _text(part: MIMEPart) -> str:
    body = part.get_payload(decode=True)
    if not isinstance(body, bytes):
        return ""
    charset = part.get_content_charset()
    if part.get_content_subtype() == "html":
        return plain(text_of(body, charset))
    return rejoined(decode(body, charset or "utf-8").splitlines())


def _facts(letter: EmailMessage) -> Facts:
    sender = letter["From"]
    names = [address.display_name for address in sender.addresses if address.display_name] if sender else []
    return Facts(
        title=words(letter["Subject"]),
        author=words(names[0]) if names else None,
        published=iso(str(letter["Date"])) if letter["Date"] else None,
        url=web_address((letter["Archived-At"] or "").strip(" <>")),
        language=language_code(letter["Content-Language"]),
    )
