"""The table of contents: bookmarks first, else headings, no longer than anybody reads."""

from __future__ import annotations

from esgcheck.analysis.reading.outline import MOST_ENTRIES, Contents, bookmarks_from
from esgcheck.analysis.types import Page, Passage, Span


def learn(contents: Contents, number: int, *headings: tuple[int, str], start: int = 0) -> None:
    """A page that consists of headings."""
    text = "".join(title + "\n\n" for _, title in headings)
    passages, at = [], start
    for level, title in headings:
        passages.append(Passage(Span(at, at + len(title)), number, "heading", level=level))
        at += len(title) + 2
    contents.learn(Page(number, start, start + len(text)), text, passages)


def test_bookmarks_lead_to_the_heading_that_they_name() -> None:
    contents = Contents([(1, "2. Water", 1), (2, "Rain", 1), (1, "Gone", 9), (1, "Cover", 1)])
    learn(contents, 1, (1, "Intro"), (1, "2.  Water"), start=100)

    assert [(e.level, e.title, e.page, e.start) for e in contents.entries()] == [
        (1, "2. Water", 1, 107),
        (2, "Rain", 1, 100),
        (1, "Cover", 1, 100),
    ]


def test_a_lone_bookmark_does_not_stand_for_the_headings() -> None:
    contents = Contents([(1, "report_final_v3.indd", 1)])
    for number in range(1, 5):
        learn(contents, number, (1, f"Chapter {number}"))

    assert [e.title for e in contents.entries()] == [f"Chapter {number}" for number in range(1, 5)]


def test_what_stands_on_many_pages_is_no_chapter() -> None:
    contents = Contents()
    for number in range(1, 8):
        learn(contents, number, (1, "Sustainability Report"), (2, f"Part {'abcdefg'[number - 1]}"))

    entries = contents.entries()

    assert [e.title for e in entries] == [f"Part {letter}" for letter in "abcdefg"]
    assert {e.level for e in entries} == {1}


def test_levels_never_leap() -> None:
    contents = Contents()
    learn(contents, 1, (4, "Deep"), (1, "Top"), (5, "Below"), (3, "Between"))

    assert [e.level for e in contents.entries()] == [1, 1, 2, 2]


def test_the_deepest_levels_go_first_where_there_are_too_many() -> None:
    contents = Contents()
    for number in range(1, 301):
        learn(contents, number, (1, f"Chapter {number}"), (2, f"Part {number}"), (3, f"Detail {number}"))

    entries = contents.entries()

    assert len(entries) == 300 <= MOST_ENTRIES
    assert all(entry.title.startswith("Chapter") for entry in entries)


def test_bookmarks_that_make_no_sense_are_left_out() -> None:
    raw = [
        [1, "Good", 2],
        [0, "Level", 1],
        [1, "Page", 0],
        ["1", "Type", 1],
        [1, 2, 3],
        "x",
        [1, "Short"],
        [True, "a", 1],
    ]

    assert bookmarks_from(raw) == [(1, "Good", 2)]
    assert bookmarks_from(None) == bookmarks_from({"a": 1}) == []
