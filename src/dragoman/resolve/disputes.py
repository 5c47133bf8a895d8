"""Where accounts or voices differ: every way of finding a dispute run over the resolved records, and the finds ranked.

Each finder groups records by what they are about and looks for sides that exclude each other; none compares all with
all. A difference that may well be none is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from dragoman.records import Dispute, Document, Resolution, Source
from dragoman.resolve.board import Board, board
from dragoman.resolve.dispute_answers import answer_disputes
from dragoman.resolve.dispute_assessments import assessment_disputes
from dragoman.resolve.dispute_blame import blame_disputes
from dragoman.resolve.dispute_counts import count_disputes
from dragoman.resolve.dispute_dates import date_disputes
from dragoman.resolve.dispute_denials import denial_disputes
from dragoman.resolve.dispute_figures import number_disputes
from dragoman.resolve.dispute_framing import framing_disputes
from dragoman.resolve.dispute_lengths import length_disputes
from dragoman.resolve.dispute_meetings import meeting_disputes
from dragoman.resolve.dispute_motives import motive_disputes
from dragoman.resolve.dispute_names import name_disputes
from dragoman.resolve.dispute_parties import party_disputes
from dragoman.resolve.dispute_stances import stance_disputes
from dragoman.resolve.dispute_tolls import toll_disputes
from dragoman.resolve.dispute_words import wording_disputes
from dragoman.resolve.quarrel import Quarrel, dispute
from dragoman.resolve.ranking import ranked

FINDERS: tuple[Callable[[Board], Iterator[Quarrel]], ...] = (
    denial_disputes,
    answer_disputes,
    blame_disputes,
    stance_disputes,
    party_disputes,
    date_disputes,
    meeting_disputes,
    number_disputes,
    toll_disputes,
    count_disputes,
    length_disputes,
    wording_disputes,
    name_disputes,
    framing_disputes,
    motive_disputes,
    assessment_disputes,
)


def disputes(
    found: Resolution,
    accounts: Sequence[Document],
    sentences: Mapping[str, Sequence[Source]],
    themes: Mapping[str, str] | None = None,
) -> tuple[Dispute, ...]:
    """The disputes in the order of their rank. `sentences`: for each document its sentences; `themes`: what `subjects`
    says of the accounts, where that is known already."""
    known = board(found, accounts, sentences, themes)
    made = ((q.directness, dispute(q, known)) for finder in FINDERS for q in finder(known))
    return ranked((directness, one) for directness, one in made if one)
