"""Which stretches stand in quotation marks, whatever the marks look like."""

import pytest

from esgcheck.analysis.quotations.marks import Block, marked_stretches
from esgcheck.analysis.types import Span


def inner(*paragraphs: str) -> list[str]:
    text = "\n\n".join(paragraphs)
    blocks, start = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(Span(start, start + len(paragraph))))
        start += len(paragraph) + 2
    return [marked.inner.of(text) for marked in marked_stretches(text, blocks)]


@pytest.mark.parametrize(
    "text",
    [
        'She said, "we looked into it" and left.',
        "She said, “we looked into it” and left.",
        'She said, “we looked into it" and left.',
        'She said, "we looked into it” and left.',
        "Sie sagte, „we looked into it“ und ging.",
        "Sie sagte, »we looked into it« und ging.",
        "Elle a dit « we looked into it » et partit.",
        "Elle a dit «we looked into it» et partit.",
        "She said, ‘we looked into it’ and left.",
        "She said, 'we looked into it' and left.",
        "She said, ``we looked into it'' and left.",
        "She said (“we looked into it”) and left.",
        "She said—“we looked into it”—and left.",
        "She said, “ we looked into it ” and left.",
        "She said, ‹we looked into it› and left.",
        "She said,「we looked into it」and left.",
        "She said,『we looked into it』and left.",
        "Elle a dit «\u00a0we looked into it\u00a0» et partit.",
    ],
)
def test_every_kind_of_mark_is_paired(text):
    assert inner(text) == ["we looked into it"]


@pytest.mark.parametrize(
    "text",
    [
        "Hikvision’s products don't fit the partners’ needs, and the '90s are over.",
        'The pipe is 5" wide, the mast 6\'2" high.',
        "Rock 'n' roll, 'em all.",
        "The companies' reports and the boards' minutes.",
        "The site lies at 51°30'26\" north; 'tis 6′2″ high, and it took 5' 30\" to climb.",
        '""""""""""""""""',
    ],
)
def test_apostrophes_and_inch_marks_are_no_quotation_marks(text):
    assert inner(text) == []


def test_an_inch_mark_inside_a_quotation_does_not_end_it():
    assert inner('He said "a 19" rack is enough" and left.') == ['a 19" rack is enough']


def test_the_outer_of_nested_quotations_is_kept():
    assert inner("“He told me ‘never’ and “no” again,” she said.") == ["He told me ‘never’ and “no” again,"]
    assert inner("'He told me \"never\" and left,' she said.") == ['He told me "never" and left,']


def test_a_quotation_over_paragraphs_is_one():
    found = inner("“The first part is long.", "“The second part goes on.", "“And the third ends,” she said. She left.")

    assert found == ["The first part is long.\n\n“The second part goes on.\n\n“And the third ends,"]


def test_a_quotation_that_breaks_inside_a_sentence_goes_on_in_the_next_block():
    assert inner("“The page breaks in", "the middle of it,” she said.") == ["The page breaks in\n\nthe middle of it,"]


def test_a_missing_closing_mark_does_not_swallow_the_next_quotation():
    found = inner("He said “it never closed.", 'A new paragraph has "its own words" in it.')

    assert found[-1] == "its own words"
    assert all("its own words" not in text for text in found[:-1])


def test_an_opening_mark_without_its_fellow_leaves_the_later_pair_alone():
    assert inner("The “concerning language “looking at groups” was in it.") == ["looking at groups"]


def test_what_stands_within_is_kept_with_the_outer_stretch():
    text = "“He told me ‘never’ and “no” again,” she said."

    [outer] = marked_stretches(text, [Block(Span(0, len(text)))])

    assert [marked.inner.of(text) for marked in outer.within] == ["never", "no"]


def test_a_quotation_that_never_closes_has_no_space_at_its_edges():
    assert inner("according to Prosper “\u00a0said ") == ["said"]
