"""The labels in the repository, and the way from them to words: nothing but places, and no words of a report."""

import re

import pytest

from esgcheck.analysis.models.training import labels
from esgcheck.analysis.models.training.examples import example_of, folds, made_up_example
from esgcheck.analysis.types import Document, Page, Passage, Span

LINE = re.compile(r"[0-9a-f]{64}\t\d+\t\d+\t[0-9a-f]{12}\t[0-3-]\t[qmcnfag-]\t[01-]")
TEXT = "Our water\n\nWe cut our\n\n12\n\nwater use by 4 %.\n\nWe like water."
PASSAGES = (
    Passage(Span(0, 9), 1, "heading"),
    Passage(Span(11, 21), 1, "paragraph"),
    Passage(Span(23, 25), 1, "page_number"),
    Passage(Span(27, 44), 2, "paragraph"),
    Passage(Span(46, 60), 2, "paragraph"),
)
REPORT = Document(TEXT, (Page(1, 0, len(TEXT)),), PASSAGES, sha256="a" * 64)


def label(span: Span, words: str, grade: int | None = 3) -> labels.Label:
    return labels.Label("a" * 64, span, labels.checksum_of(words), grade, "m" if grade else "", True)


def test_the_labels_that_ship_hold_places_and_no_words():
    lines = labels.LABELS.read_text().splitlines()

    assert len(lines) > 12_000
    assert [line for line in lines if not LINE.fullmatch(line)] == []
    assert lines == sorted(lines, key=lambda line: (line.split("\t")[0], int(line.split("\t")[1])))


def test_kinds_are_given_for_claims_only():
    for one in labels.read_labels():
        assert bool(one.kind) == (one.grade is not None and one.grade >= 2)


def test_labels_of_a_report_that_is_for_measuring_are_refused(tmp_path):
    path = tmp_path / "labels.tsv"
    path.write_text(f"{min(labels.MEASURING_ONLY)}\t0\t9\t{'0' * 12}\t2\tm\t0\n")

    with pytest.raises(ValueError, match="measuring only"):
        labels.read_labels(path)


def test_labels_are_written_and_read_back(tmp_path):
    kept = [label(Span(11, 44), "We cut our water use by 4 %."), label(Span(46, 60), "We like water.", None)]

    labels.write_labels(kept, tmp_path / "labels.tsv")

    assert labels.read_labels(tmp_path / "labels.tsv") == kept


def test_the_words_of_a_label_leave_out_what_stands_between_the_halves():
    found = labels.labelled([label(Span(11, 44), "we cut our  WATER use by 4 %.")], iter([("r", REPORT)]))

    assert [(one.words, one.heading) for one in found] == [("We cut our water use by 4 %.", "Our water")]


def test_labels_that_no_longer_fit_stop_the_training():
    with pytest.raises(ValueError, match="Nothing was trained"):
        labels.labelled([label(Span(11, 44), "Other words")], iter([("r", REPORT)]))


def test_an_unknown_grade_has_no_target_and_an_environmental_claim_has():
    one = labels.Labelled(label(Span(46, 60), "We like water.", None), "We like water.", "", "r")

    targets = example_of(one).targets

    assert targets[0] != targets[0]  # NaN
    assert targets[10] > 0.9


def test_a_report_is_in_one_fold_only():
    groups = ["a"] * 5 + ["b"] * 3 + ["c"] * 3 + ["d"]

    found = folds(groups, 3)

    assert sorted(place for fold in found for place in fold) == list(range(len(groups)))
    for name in "abcd":
        assert sum(any(groups[place] == name for place in fold) for fold in found) == 1


def test_a_sentence_of_our_own_teaches_what_is_said_of_it_and_no_more(tmp_path):
    path = tmp_path / "sentences.tsv"
    path.write_text("de\t3\tc\te\tBis 2030 fahren alle Busse mit Strom.\nen\t-\t-\t-\tPrices rose in the spring.\n")

    promise, bare = labels.own_sentences(path)

    assert (promise.language, promise.grade, promise.kind, promise.environment) == ("de", 3, "c", True)
    assert (
        made_up_example(promise).targets[:3]
        == example_of(labels.Labelled(label(Span(0, 9), ""), "", "", "r")).targets[:3]
    )
    assert made_up_example(promise).targets[3 + labels.KIND_LETTERS.index("c")] == 1.0
    assert bare.grade is None
    assert made_up_example(bare).targets[0] != made_up_example(bare).targets[0]  # NaN
    assert made_up_example(bare).targets[10] < 0.1


def test_the_sentences_of_our_own_that_ship_are_whole_and_each_stands_once():
    found = labels.own_sentences()

    assert {one.language for one in found} == {"en", "de", "fr", "it", "zh"}
    assert len({one.words.lower() for one in found}) == len(found)
    assert all(bool(one.kind) == (one.grade is not None and one.grade >= 2) for one in found)


def test_labels_made_when_numbers_of_notes_were_plain_digits_still_hold() -> None:
    assert labels.checksum_of("net zero56 by 2050") in labels.checksums_of("Net zero⁵⁶ by 2050")
    assert labels.checksum_of("12 m³ of water") in labels.checksums_of("12 m³ of water")
