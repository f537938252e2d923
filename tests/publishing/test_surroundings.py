from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from esgcheck import pipeline
from esgcheck.claims.models import EvidenceLink
from esgcheck.documents.models import Version
from esgcheck.documents.selecting import selector_fields
from esgcheck.publishing.surroundings import LONGEST, cells_at, passages_around, seen_context
from tests.publishing.ready import find

pytestmark = pytest.mark.django_db

TEXT = (
    "The first paragraph says something else.\n\n"
    "The second one begins (it does), says THE VERY WORDS, and goes on.\n\n"
    "The third one is the last that belongs to it.\n\nThe fourth one does not.\n"
)


def shown(rows: list[dict[str, Any]]) -> list[str]:
    """Each passage as a page shows it, the words in question in brackets."""
    return [
        "".join(
            ("" if run["glued"] or number == 0 else " ") + (f"[{run['text']}]" if run["marked"] else run["text"])
            for number, run in enumerate(row["runs"])
        )
        for row in rows
    ]


@pytest.fixture
def read(upload: Callable[..., Version]) -> Callable[[str], Version]:
    def bring(text: str) -> Version:
        version = upload(text, "source", "note.txt")
        pipeline.run_everything()
        version.refresh_from_db()
        return version

    return bring


def test_the_passage_and_its_neighbours_are_shown_with_the_words_marked(read: Callable[[str], Version]) -> None:
    version = read(TEXT)

    assert shown(passages_around(version, *find(version, "THE VERY WORDS"))) == [
        "The first paragraph says something else.",
        "The second one begins (it does), says [THE VERY WORDS], and goes on.",
        "The third one is the last that belongs to it.",
    ]


def test_words_that_begin_inside_a_bracket_stay_glued_to_it(read: Callable[[str], Version]) -> None:
    version = read(TEXT)

    rows = shown(passages_around(version, *find(version, "it does")))

    assert rows[1] == "The second one begins ([it does]), says THE VERY WORDS, and goes on."


def test_a_span_over_two_passages_is_marked_in_both(read: Callable[[str], Version]) -> None:
    version = read(TEXT)
    start, end = find(version, "and goes on.")[0], find(version, "The third one")[1]

    rows = shown(passages_around(version, start, end))

    assert rows[1].endswith("[and goes on.]")
    assert rows[2] == "[The third one] is the last that belongs to it."


def test_long_passages_are_cut_between_words_with_a_sign(read: Callable[[str], Version]) -> None:
    version = read("word " * 400 + "NEEDLE " + "word " * 400)

    [row] = shown(passages_around(version, *find(version, "NEEDLE")))

    assert row.startswith("… word ")
    assert row.endswith("word …")
    assert "[NEEDLE]" in row
    assert 2 * LONGEST - 20 < len(row) < 2 * LONGEST + 40


def test_the_context_of_a_selector_ends_before_words_that_nobody_can_see(read: Callable[[str], Version]) -> None:
    version = read("Seen before.\n\nSecret one.\n\nThe words.\n\nSecret two.\n\nSeen after.\n")
    row = EvidenceLink(**selector_fields(version, *find(version, "words")))
    assert ["Secret" in context for context in (row.prefix, row.suffix)] == [True, True]

    for ordinal in (1, 3):
        version.passages.filter(ordinal=ordinal).update(hidden="deleted")

    assert [" ".join(context.split()) for context in seen_context(version, row)] == ["The", "."]


def test_a_row_of_a_table_has_the_names_of_its_columns_before_it_and_says_its_cells(
    upload: Callable[..., Version],
) -> None:
    rows = "".join(f"County {n},{n}\n" for n in range(400))
    version = upload(f"County,Cameras\n{rows}", "source", "cameras.csv")
    pipeline.run_everything()
    version.refresh_from_db()
    row = version.passages.get(ordinal=300)

    around = shown(passages_around(version, row.start, row.end))

    assert around == ["County Cameras", "[County 299 299]", "County 300 300"]
    assert cells_at(version, row.start) == row.place != ""
