"""Words and boxes packed into arrays behave like the sequences that they stand for."""

from __future__ import annotations

from array import array

import pytest

from esgcheck.analysis.places import Boxes, GrowingWords
from esgcheck.analysis.types import Box, Word

ONE, TWO, THREE = Box(0, 0, 10, 12), Box(13, 0, 20, 12), Box(22.5, 0, 30, 12)


def boxes() -> Boxes:
    return Boxes(array("f", [*ONE, *TWO, *THREE]))


def test_boxes_are_a_sequence_of_boxes() -> None:
    assert list(boxes()) == [ONE, TWO, THREE]
    assert boxes() == [ONE, TWO, THREE]
    assert boxes()[-1] == THREE
    assert boxes()[1:] == [TWO, THREE]
    assert boxes()[1:][0] == TWO
    with pytest.raises(IndexError):
        boxes()[3]


def test_words_of_lines_are_placed_in_the_text() -> None:
    growing = GrowingWords()

    end = growing.add_line(100, ["One", "more"], boxes()[:2])
    growing.add_line(end + 1, ["line"], [THREE])
    words = growing.done()

    assert list(words) == [Word(100, 103, ONE), Word(104, 108, TWO), Word(109, 113, THREE)]
    assert words[1:] == [Word(104, 108, TWO), Word(109, 113, THREE)]
    assert words[-1].box.x0 == 22.5


def test_a_shortened_word_ends_earlier() -> None:
    words = GrowingWords()
    words.add_line(0, ["environ-"], [ONE])

    words.shorten_last(1)

    assert words.done() == [Word(0, 7, ONE)]
