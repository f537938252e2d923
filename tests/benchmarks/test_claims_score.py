"""The rules by which proposals are held against claims that were marked by reading."""

from __future__ import annotations

from itertools import pairwise

from esgcheck.analysis.models.training.labels import checksum_of
from esgcheck.analysis.reading.plain import document_from_text
from esgcheck.analysis.types import FoundClaim, Span
from tests.benchmarks.claims_score import (
    FOLDER,
    Marked,
    best_of,
    deserves,
    is_found,
    lines_of,
    placed,
    read_gold,
)

CLAIM = Marked(Span(100, 200), 2, "m", "0" * 12)


def _claim(start: int, end: int, *places: Span) -> FoundClaim:
    return FoundClaim(Span(start, end), "x" * (end - start), "metric", 0.5, places=places)


def test_half_of_a_claim_is_enough_to_find_it_and_less_is_not() -> None:
    assert is_found(CLAIM, [Span(50, 150)])
    assert is_found(CLAIM, [Span(100, 130), Span(120, 150)])
    assert not is_found(CLAIM, [Span(50, 149)])
    assert not is_found(CLAIM, [Span(100, 130), Span(100, 130), Span(100, 130)])


def test_proposal_deserves_its_place_by_half_of_its_own_words_or_half_of_the_claims() -> None:
    assert deserves(Span(190, 208), [CLAIM])
    assert deserves(Span(0, 1_000), [CLAIM])
    assert not deserves(Span(190, 230), [CLAIM])
    assert not deserves(Span(200, 230), [CLAIM])


def test_further_places_count_for_the_nearest_proposal() -> None:
    far, elsewhere = _claim(195, 400), _claim(500, 600, Span(100, 200))
    assert best_of(CLAIM, [far, elsewhere]) is elsewhere
    assert best_of(CLAIM, [_claim(0, 50)]) is None


def test_marks_are_found_again_where_the_text_has_moved_and_are_counted_where_they_are_gone() -> None:
    document = document_from_text("A new first line.\n\nWe cut water use by 4 %.\n\nNobody was hurt. Nothing leaked.")
    sums = [
        checksum_of(words) for words in ("We cut  WATER use by 4 %.", "Nobody was hurt. Nothing leaked.", "It is gone.")
    ]
    marks = [
        Marked(Span(0, 24), 2, "m", sums[0]),
        Marked(Span(26, 58), 3, "n", sums[1]),
        Marked(Span(60, 71), 2, "a", sums[2]),
    ]

    here, lost = placed(document, marks)

    assert [mark.span.of(document.text) for mark in here] == [
        "We cut water use by 4 %.",
        "Nobody was hurt. Nothing leaked.",
    ]
    assert lost == [marks[2]]
    assert len(lines_of(document)) == 4


def test_what_was_marked_is_in_order_and_whole() -> None:
    for path in FOLDER.glob("*.tsv"):
        digest, marks = read_gold(path)
        assert len(digest) == 64
        assert all(a.span.end <= b.span.start for a, b in pairwise(marks))
        assert all((mark.kind in "qncfmag") == (mark.grade > 1) and 1 <= mark.grade <= 3 for mark in marks)
