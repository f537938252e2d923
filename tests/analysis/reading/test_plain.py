from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esgcheck.analysis.reading.plain import PAGE_CHARACTERS, document_from_text
from esgcheck.analysis.types import Document


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(p.kind, p.span.of(document.text)) for p in document.passages]


def test_headings_paragraphs_and_bullets() -> None:
    text = (
        "Annual talk\n\nThe company said it\nwould change.\n\n"
        "• First point.\n  • Second point,\n    wrapped.\n1. Third.\n"
    )

    document = document_from_text(text)

    assert document.text == text
    assert kinds(document) == [
        ("heading", "Annual talk"),
        ("paragraph", "The company said it\nwould change."),
        ("list_item", "First point."),
        ("list_item", "Second point,\n    wrapped."),
        ("list_item", "Third."),
    ]


def test_a_dash_or_number_at_a_wrapped_line_starts_nothing() -> None:
    text = "The plant was closed in the year\n2019. It had run for twenty years\n- or more - without a permit."

    assert kinds(document_from_text(text)) == [
        ("paragraph", text),
    ]


def test_long_lines_without_blank_lines_are_paragraphs() -> None:
    first, second = "The first paragraph goes on. " * 8, "The second one does too. " * 8

    document = document_from_text(f"{first}\n{second}")

    assert kinds(document) == [("paragraph", first.strip()), ("paragraph", second.strip())]


def test_line_ends_are_made_one_and_what_no_database_keeps_is_marked() -> None:
    document = document_from_text("One\r\ntwo\rthree\x00 \ud800!")

    assert document.text == "One\ntwo\nthree\ufffd \ufffd!"


def test_pages_turn_at_passages() -> None:
    text = "\n\n".join(f"Paragraph {number}. " + "It has some words in it. " * 20 for number in range(30))

    document = document_from_text(text)

    assert len(document.pages) > 4
    assert all(page.end - page.start <= PAGE_CHARACTERS + 600 for page in document.pages)
    assert all(document.text[page.start :].startswith("Paragraph") for page in document.pages)


def test_nothing_gives_nothing() -> None:
    assert document_from_text("") == Document("", (), ())


WRITTEN = st.text(st.sampled_from(" \n\t\f.,:•-*1a)Bé“”\u00a0\u2028") | st.characters(codec="utf-8"), max_size=300)


@settings(deadline=None, max_examples=60)
@given(WRITTEN)
def test_pages_tile_the_text_and_hold_their_passages(text: str) -> None:
    document = document_from_text(text)

    assert "".join(document.text[page.start : page.end] for page in document.pages) == document.text
    last = 0
    for passage in document.passages:
        page = document.pages[passage.page - 1]
        assert page.span.contains(passage.span)
        assert passage.span.start >= last
        words = passage.span.of(document.text)
        assert words
        assert words == words.strip()
        last = passage.span.end


@settings(deadline=None, max_examples=60)
@given(st.integers(5_000, 60_000))
def test_text_without_breaks_is_cut_all_the_same(length: int) -> None:
    document = document_from_text("y" * length)

    assert "".join(p.span.of(document.text) for p in document.passages) == document.text
    assert max(len(p.span) for p in document.passages) <= 20_000


@pytest.mark.shared
def test_offsets_into_a_real_story_hold(shared_data: Path) -> None:
    folder = shared_data / "cases" / "hikvision"
    text = (folder / "news-story-2023-04-17.txt").read_text("utf-8")
    gold = json.loads((folder / "gold.json").read_text("utf-8"))

    document = document_from_text(text)

    assert document.text == text
    for quote in gold["quotes"]:
        assert document.text[quote["start"] : quote["end"]] == quote["exact"]
        assert any(p.span.start <= quote["start"] and quote["end"] <= p.span.end for p in document.passages)
