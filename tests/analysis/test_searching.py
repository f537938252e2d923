"""The index on disk: what a question finds, and what it marks."""

from __future__ import annotations

from pathlib import Path

import pytest

from esgcheck.analysis.asking import asked
from esgcheck.analysis.marking import marked
from esgcheck.analysis.searching import Filters, PassageIndex
from esgcheck.analysis.types import Document, Page, Passage, PassageKind, Span

TEXTS: list[tuple[str, PassageKind]] = [
    ("Emissions fell by 12 % in Zürich.", "paragraph"),
    ("We will cut our long-\nterm emission of CO2.", "list_item"),
    ("Page 3 emission", "footer"),
    ("Scope 1\t12,400\ttCO2e", "table_row"),
]


def document(hidden: str = "") -> Document:
    text = "\n\n".join(words for words, _ in TEXTS)
    passages = []
    for words, kind in TEXTS:
        start = text.index(words)
        passages.append(Passage(Span(start, start + len(words)), 1, kind, hidden=hidden))
    return Document(text, (Page(1, 0, len(text)),), tuple(passages))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> PassageIndex:
    made = PassageIndex(tmp_path_factory.mktemp("index"))
    made.replace(iter([(7, document(), 20240531)]))
    return made


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("emission", [0, 1]),
        ('"emission"', [1]),
        ("zurich", [0]),
        ("emiss*", [0, 1]),
        ('"long-term emission"', [1]),
        ("emission NOT zurich", [1]),
        ("co2 OR zurich", [0, 1]),
        ("(fall OR cut) emission", [1]),
        ('"12,400"', [3]),
        ("scope tco2e", [3]),
        ("page", []),
    ],
)
def test_a_question_finds_its_passages(index: PassageIndex, typed: str, found: list[int]) -> None:
    text = document().text

    number, places = index.find(asked(typed), Filters(), order="place")

    assert number == len(found)
    assert [place.span.of(text) for place in places] == [TEXTS[at][0] for at in found]


def test_filters_hold(index: PassageIndex) -> None:
    emission = asked("emission")

    assert index.find(emission, Filters(kinds=frozenset({"list_item"})))[0] == 1
    assert index.find(emission, Filters(keys=frozenset({7})))[0] == 2
    assert index.find(emission, Filters(keys=frozenset({8})))[0] == 0
    assert index.find(emission, Filters(keys=frozenset()))[0] == 0
    assert index.find(emission, Filters(first_day=20240531, last_day=20240531))[0] == 2
    assert index.find(emission, Filters(last_day=20240530))[0] == 0
    assert index.counted(emission, Filters(keys=frozenset({8}))) == {7: 2}


def test_a_document_is_replaced_and_taken_out(tmp_path: Path) -> None:
    index = PassageIndex(tmp_path)
    index.replace(iter([(1, document(), 0), (2, document(), 20240531)]))
    index.replace(iter([(1, document(hidden="white"), 0)]))

    assert index.find(asked("zurich"), Filters())[0] == 2
    assert [place.hidden for place in index.find(asked("zurich"), Filters(keys=frozenset({1})))[1]] == [True]
    assert index.find(asked("zurich"), Filters(first_day=1))[0] == 1

    index.replace(iter(()), gone=[1])
    assert [place.key for place in PassageIndex(tmp_path).find(asked("zurich"), Filters())[1]] == [2]


@pytest.mark.parametrize(
    ("typed", "marks"),
    [
        ("emission", ["Emissions"]),
        ('"12 % in zurich"', ["12 % in Zürich"]),
        ("fell -zurich", ["fell"]),
        ("emissions OR emiss*", ["Emissions"]),
        ("water", []),
    ],
)
def test_the_words_asked_for_are_marked(typed: str, marks: list[str]) -> None:
    text = TEXTS[0][0]

    assert [span.of(text) for span in marked(text, asked(typed))] == marks
