"""Texts to extract: news from sentences with blanks, sound or broken; and words and marks in no order at all."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

WORDS = (
    "the minister said that", "Ana Kovacs", "Defence Minister", "Russia", "U.N.", "he", "she told", "denied", "killed",
    "4,000 troops", "$5.2 million", "12%", "some 300", "99999-99-99", "31 February 2021", "3 March 2021", "on Friday",
    "0000-00-00", "9" * 400, "1e999", "two thirds of", "hundreds of thousands of", "between 3 and", "twenty-one",
    "half a", "according to", "which he called", "because of", "president of", "the state-run", "protesters", "—",
    "–", "-", "…", "<script>alert(1)</script>", "</script>", "<!--", "]]>", "{{ 7 * 7 }}", "&lt;b&gt;", "javascript:",
    '"', "“", "”", "‘", "’", "«", "»", "'", "''", "``", "(", ")", "[", "]", ":", ";", ",", ".", "?", "!", "•", "@user",
    "#tag", "https://a.example/b?c=d", "Q:", "A:", "By Ana Kovacs | 3 March 2021", "---", "+++", "title: x", "|", "\t",
    "\n", "\r\n", "\r", "\n\n", "\u2028", "\x0b", "\x0c", "\x1c", "\x85", "\u00a0", "\u200b", "\ufeff", "\u202e",
    "\u0301", "e\u0301\u0302", "قال الوزير", "שר החוץ", "部长说", "👨‍👩‍👧", "İ", "ß", "ŉ", "ﬁ", "\U0010ffff",
)  # fmt: skip

PIECES = st.one_of(
    st.sampled_from(WORDS), st.text(max_size=6), st.builds(str, st.integers()), st.builds(str, st.floats())
)

DISORDER = st.one_of(
    st.builds("".join, st.lists(PIECES, max_size=60)),
    st.builds(" ".join, st.lists(PIECES, max_size=60)),
    st.builds(lambda piece, times: piece * times, PIECES, st.integers(1, 400)),
    st.builds(lambda piece, times: f"{piece} " * times, PIECES, st.integers(1, 200)),
)
"""Words of news in disorder, glued or spaced, or one of them again and again."""

BLANKS: dict[str, Sequence[str]] = {
    "person": ("Ana Kovacs", "Marta Lindqvist", "Mr Okoye", "Okoye", "Li Wei", "Ould Abdallah", "Kovacs", "he", "she"),
    "office": ("president", "foreign minister", "spokeswoman", "governor of the central bank", "army chief", "envoy"),
    "state": ("Peru", "Ecuador", "Norway", "the United States", "Côte d'Ivoire", "Kenya", "Lima", "China"),
    "of": ("Peruvian", "Ecuadorian", "Norwegian", "US", "Kenyan", "Chinese", "European Union"),
    "body": ("the opposition", "the harbour union", "the ministry", "UNHCR", "the General Staff", "the two countries"),
    "town": ("Guayaquil", "Tromsø", "Nairobi", "the border town of Huaquillas", "Geneva", "St. Petersburg"),
    "number": ("12", "4,000", "some 300", "at least two dozen", "between 30 and 40", "3.5 million", "no", "half a",
               "two thirds of the", "1.234,5", "a hundred and", "10 000", "over 90 percent of the", "99"),
    "people": ("soldiers", "protesters", "people", "tonnes of grain", "civilians", "ships", "km of coast", "dollars"),
    "when": ("on Friday", "on 3 March 2021", "last week", "in 1995", "since March 3", "by 2030", "on 31/02/2021",
             "a day after the talks", "between 3 and 5 May", "at 14:58 GMT", "in the 1990s", "tomorrow"),
    "did": ("attacked", "has withdrawn from", "will sanction", "would not recognise", "mediated between", "armed",
            "was said to have shelled", "blockaded", "refused to meet", "signed a treaty with", "may invade"),
    "said": ("said", "told reporters", "claimed", "denied", "warned", "wrote on Telegram", "is quoted as saying"),
    "cause": ("because of", "in response to", "after", "despite", "which led to", "so that"),
    "label": ("terrorists", "so-called peacekeepers", "rebels", "a special operation", "an act of piracy", "heroes"),
    "open": ("“", '"', "‘", "«", "„", "''", ""),
    "close": ("”", '"', "’", "»", "“", "''", ""),
}  # fmt: skip

SENTENCES = (
    "{open}We {did} {state} {when}{close}, {said} {person}, the {of} {office}.",
    "{of} {office} {person} {said} that {number} {people} {did} {town} {when}.",
    "According to {body}, {number} {people} were killed near {town} {when}, {cause} the shelling.",
    "{open}They are {label},{close} {person} {said} {when}. {open}{state} {did} {body}.{close}",
    "{state} {did} {state} {when}, {cause} a dispute with {body} over {number} {people}.",
    "{person}, who is {office} of {state}, {said}: {open}Nobody {did} {town}.{close}",
    "{body} called {body} {open}{label}{close}; {person} {said} it was wrong.",
    "{number} {people} left {town} {when}, up from {number} {when}.",
    "{open}{open}I told {person} that {body} {did} us,{close} {person} {said}, {open}and left.{close}",
    "Its {office} {did} the {of} army; its {people} {did} {town}.",
    "{town}, {when} (Harbour News) — {of} {people} {did} {state}.",
    "Question: Who {did} {town}? {person}: {open}{number} {people}.",
    "• {number} {people} {when}",
    "{office} {person}",
    "It {did} {state}, {person} {said}, {cause} what {body} {said} {when}.",
)

ENDS = (" ", " ", " ", "\n\n", "\n\n", "\n", "", "\r\n\r\n", "  ", "\t")


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """A sentence of news with its blanks filled; opening and closing marks need not match."""
    parts: list[str] = []
    for part in draw(st.sampled_from(SENTENCES)).split("{"):
        name, closed, rest = part.partition("}")
        parts += [draw(st.sampled_from(BLANKS[name])), rest] if closed else [part]
    told = "".join(parts)
    return told[:1].upper() + told[1:]


@st.composite
def news(draw: st.DrawFn, longest: int = 12) -> str:
    """An account of sentences that belong to no one story, with all sorts of ends between them."""
    told = draw(st.lists(st.tuples(sentences(), st.sampled_from(ENDS)), min_size=1, max_size=longest))
    return "".join(part for pair in told for part in pair)


@st.composite
def broken(draw: st.DrawFn) -> str:
    """News with pieces put in, taken out, said again, moved, or with its letters' case turned."""
    told = draw(news())
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(told)))
        end = min(len(told), start + draw(st.integers(0, 40)))
        cut = told[start:end]
        put = draw(
            st.one_of(
                PIECES,
                st.sampled_from(
                    ("", cut * 2, cut.upper(), cut.lower(), cut[::-1], cut.replace(" ", ""), " ".join(cut))
                ),
                st.builds(lambda piece, times: piece * times, st.sampled_from(WORDS), st.integers(2, 40)),
            )
        )
        told = told[:start] + put + told[end:]
    return told


TEXTS = st.one_of(news(), broken(), broken(), DISORDER)
