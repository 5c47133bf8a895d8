"""Files that hold parts: DOCX, PDF and WARC of odd parts that are mostly of their form."""

from __future__ import annotations

import gzip
import io
import zipfile
from xml.sax.saxutils import escape

from hypothesis import strategies as st

from tests.fuzz.damage import damaged
from tests.fuzz.texts import TEXTS
from tests.fuzz.written import FIELD, SAID, VALUES, File, encoded, feeds, pages
from tests.read.samples import samples
from tests.read.test_archive import record

SOUND = dict(samples())["a.docx"]

XML = (b"<w:p>", b"</w:p>", b"<w:tbl>", b"<w:r><w:t>water</w:t></w:r>", b"<w:ins>", b"<w:sdt>", b"<", b">", b"/>",
       b"\xff", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b" w:val='-1'", b"99999999999", b"../", b"http://a.example/",
       b"")  # fmt: skip


@st.composite
def paragraphs(draw: st.DrawFn, depth: int = 0) -> str:
    """The elements of a DOCX's body: sound XML in any order, cells within cells."""
    made = ""
    for tag in draw(st.lists(st.sampled_from(HELD), min_size=1, max_size=4)):
        if tag == "w:p" or depth > 3:
            said = draw(st.lists(st.one_of(TEXTS.map(_sound), st.just("water")), min_size=1, max_size=2))
            runs = "".join(f"<w:r><w:t>{escape(one)}</w:t>{draw(st.sampled_from(MARKS))}</w:r>" for one in said)
            around = draw(st.sampled_from(("", "", "w:ins", "w:del", "w:hyperlink", "w:sdt")))
            runs = f"<{around}>{runs}</{around}>" if around else runs
            made += f"<w:p>{draw(st.sampled_from(STYLES))}{runs}</w:p>"
        else:
            inner = draw(paragraphs(depth + 1))
            made += f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>" if tag == "w:tbl" else f"<{tag}>{inner}</{tag}>"
    return made


def _sound(text: str) -> str:
    """The text without what XML cannot hold."""
    return "".join(each for each in text if each in "\t\n" or each >= " ")


HELD = ("w:p", "w:p", "w:p", "w:tbl", "w:sdt", "w:sdtContent", "w:ins", "w:customXml", "w:tr", "w:sectPr", "mc:odd")
MARKS = ("", "", "<w:tab/>", "<w:br/>", "<w:noBreakHyphen/>", "<w:t/>", "<w:drawing/>", "<w:sym w:char='F0'/>")
STYLES = ("", "", "<w:pPr><w:pStyle w:val='Title'/></w:pPr>", "<w:pPr><w:pStyle w:val='none'/></w:pPr>", "<w:pPr/>")
CHANGED = (*("",) * 8, "word/document.xml", "docProps/core.xml", "word/styles.xml", "_rels/.rels",
           "[Content_Types].xml", "word/_rels/document.xml.rels")  # fmt: skip


@st.composite
def word_files(draw: st.DrawFn) -> bytes:
    """A DOCX with another body, or one whose parts were changed before they were packed."""
    changed = draw(st.sampled_from(CHANGED))
    held = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(SOUND)) as sound,
        zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for part in sound.infolist():
            data = sound.read(part)
            if part.filename == "word/document.xml":
                head = data.partition(b"<w:body>")[0]
                data = head + b"<w:body>" + encoded(draw(paragraphs())) + b"</w:body></w:document>"
            made.writestr(part.filename, draw(damaged(data, XML)) if part.filename == changed else data)
        if draw(st.booleans()):
            made.writestr(draw(st.sampled_from(("../climbed.txt", "/climbed.txt", "word/x.xml", "x" * 300))), b"x")
    return held.getvalue()


@st.composite
def pdfs(draw: st.DrawFn) -> bytes:
    """A PDF of a few objects, with references turned now and then, and drawing operators in disorder."""

    def to(right: int) -> str:
        """A reference to the object that belongs there, or to any other."""
        return f"{draw(st.sampled_from((right,) * 12 + tuple(range(8))))} 0 R"

    def one_of(*choices: str) -> str:
        """The first choice, or sometimes another."""
        return draw(st.sampled_from((choices[0],) * 5 + choices))

    told = draw(TEXTS)[:400].replace("\\", "").replace("(", "").replace(")", "")
    drawn = encoded(
        f"BT /F1 12 Tf 72 720 Td ({told}) Tj {' '.join(draw(st.lists(st.sampled_from(DRAWN), max_size=12)))} ET"
    )
    kids, count = one_of("3 0 R", "3 0 R 3 0 R", "2 0 R", "1 0 R", ""), one_of("1", "2", "-1", "999999")
    fonts = f"/Font << /F1 {to(5)} >> /XObject << /X {to(4)} >>"
    letters = one_of("/WinAnsiEncoding", "/Identity-H", to(7), f"{to(5)} /ToUnicode {to(4)}")
    stated = one_of(str(len(drawn)), "0", "-1", "99999999")
    filtered = one_of("", "/Filter /FlateDecode", "/Filter [/ASCIIHexDecode /LZWDecode]")
    bodies = (
        encoded(f"<< /Type /Catalog /Pages {to(2)} /Outlines {to(6)} /Lang {to(7)} >>"),
        encoded(f"<< /Type /Pages /Kids [{kids}] /Count {count} /Parent {to(0)} >>"),
        encoded(f"<< /Type /Page /Parent {to(2)} /Contents [4 0 R {to(4)}] /Resources << {fonts} >> >>"),
        encoded(f"<< /Length {stated} {filtered} /Subtype /Form >>\nstream\n") + drawn + b"\nendstream",
        encoded(f"<< /Type /Font /Subtype /{one_of('Type1', 'Type0', 'Type3', 'TrueType')} /BaseFont /Helvetica"
               f" /Encoding {letters} /DescendantFonts [{to(5)}] {one_of('', '/Widths [1]')} >>"),
        encoded(f"<< /Title ({draw(SAID)[:60]}) /First {to(6)} /Next {to(6)} /Author {to(7)} >>"),
    )  # fmt: skip
    data, places = b"%PDF-1.4\n", b"0000000000 65535 f \n"
    for number, body in enumerate(bodies, 1):
        places += b"%010d 00000 n \n" % len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    trailer = f"trailer\n<< /Root 1 0 R /Size 7 /Info 6 0 R {one_of('', f'/Prev {len(data)}', '/Prev 9')} >>"
    return data + b"xref\n0 7\n" + places + encoded(f"{trailer}\nstartxref\n{len(data)}\n%%EOF")


DRAWN = ("T*", "/F1 0 Tf", "1 0 0 1 72 700 Tm", "(water) Tj", "[(wa) -300 (ter)] TJ", "0 0 Td", "1e9 0 Td", "ET", "BT",
         "q", "Q", "/X Do", "BI ID EI", "/F9 12 Tf", "0 0 0 0 0 0 cm", "<feff0041> Tj", "14 TL", "'", "3 Tr",
         "12 /F1 Tf", "[[[", "-1 Tz", "nan 0 Td", "(x) \"")  # fmt: skip


@st.composite
def archives(draw: st.DrawFn) -> File:
    """WARC records that hold files of other kinds, with odd heads; packed one by one or not at all."""
    held = st.one_of(
        st.tuples(st.just("text/html; charset=utf-8"), pages()),
        st.tuples(st.just("application/rss+xml"), feeds()),
        st.tuples(
            st.sampled_from(("text/plain", "application/json", "application/pdf", "")), st.builds(encoded, TEXTS)
        ),
    )
    made = []
    for number in range(draw(st.integers(1, 3))):
        media, data = draw(held)
        head = "".join(
            f"{n}: {v}\r\n" for n, v in draw(st.lists(st.tuples(FIELD, st.sampled_from(VALUES)), max_size=2))
        )
        url = draw(st.sampled_from((*(f"https://harbour.example/{number}",) * 5, *ADDRESSES)))
        kind = draw(st.sampled_from(("response", "response", "resource", "conversion", "revisit", "nonsense")))
        length = draw(st.sampled_from((None,) * 15 + (0, 5, 10**12)))
        made.append(record(data, url, media_type=media, head=head, kind=kind, length=length))
    packed = draw(st.booleans())
    return "a.warc.gz" if packed else "a.warc", b"".join(map(gzip.compress, made) if packed else made)


ADDRESSES = ("file:///etc/passwd", "../../climbed", "", "<x>", "http://[", "https://a.example/" + "b/" * 500)
