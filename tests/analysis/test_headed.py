"""Passages that can be evidence come with the heading above them."""

from __future__ import annotations

from esgcheck.analysis.headed import passages_of
from esgcheck.analysis.types import Document, Page, Passage, PassageKind, Span


def document_of(*passages: tuple[PassageKind, int, str]) -> Document:
    text, found = "", []
    for kind, page, words in passages:
        found.append(Passage(Span(len(text), len(text) + len(words)), page, kind))
        text += words + "\n\n"
    return Document(text, (Page(1, 0, len(text)),), tuple(found))


def test_each_has_the_nearest_heading_above_it_until_it_is_left_behind() -> None:
    said = "We cut them by 12 % last year."
    document = document_of(
        ("paragraph", 1, said),
        ("heading", 1, "Scope 1\nemissions"),
        ("paragraph", 1, said),
        ("footer", 1, "Norvik report of the year 2022"),
        ("paragraph", 2, said),
        ("heading", 2, "Waste"),
        ("paragraph", 2, said),
        ("utterance", 2, said),
        ("paragraph", 9, said),
    )
    found = [(headed.position, headed.heading) for headed in passages_of(document)]
    assert found == [(0, ""), (2, "Scope 1 emissions"), (4, "Scope 1 emissions"), (6, "Waste"), (7, ""), (8, "")]
    assert next(headed.words for headed in passages_of(document) if headed.position == 6) == f"Waste {said}"


def test_a_passage_is_found_by_the_words_of_its_heading() -> None:
    from esgcheck.analysis import Corpus

    document = document_of(
        ("heading", 1, "Canteen"),
        ("paragraph", 1, "We cut them by 12 % last year."),
        ("heading", 1, "Scope 1 emissions of furnaces"),
        ("paragraph", 1, "We cut them by 12 % last year, too."),
    )
    hit = Corpus([document]).rank_evidence("Emissions of our furnaces fell")[0]
    assert hit.text.endswith("too.")
    assert hit.why[0] == "it stands under “Scope 1 emissions of furnaces”, which has “emissions” too"
