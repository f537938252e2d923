"""The labels, which hold no text, and the sentences they stand for, read anew from the reports.

``labels.tsv`` has a line a sentence: SHA-256 of the report, start and end in its canonical text, a checksum of the
words, grade, kind, environmental claim; "-" where nobody said. What they mean: GUIDELINES.md.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from esgcheck.analysis.claims.units import units_of
from esgcheck.analysis.quotations import find_quotations
from esgcheck.analysis.types import Document, Span

LABELS = Path(__file__).resolve().parents[1] / "claims" / "labels.tsv"
OWN_SENTENCES = LABELS.with_name("sentences.tsv")
"""Sentences that we made up: industries, tones and languages that the reports lack. Language, grade, kind, "e" for an
environmental claim, words; "-" where there is none, and for a grade that nobody gave."""
KIND_LETTERS = "qmcnfag"
"""In the order of the model's outputs: quoted finding, metric, commitment, denial, certification, action, general."""
MEASURING_ONLY = frozenset(
    {
        "b3ac810006317c6d917d646b3ae23b9485c36d94403223be84ed16cfeb2ede62",  # sustqa_max-automation-se-na-o-n
        "a5b083047d6a3c67a3588605f7b779b9c6fee28ee123eaae791151ef1b042206",  # gri102_pegaso
    }
)
"""Reports read in full to measure on, by their SHA-256. Labels of these are refused."""
_ASIDES = frozenset({"footnote", "caption"})


@dataclass(frozen=True, slots=True)
class Label:
    sha256: str
    span: Span
    checksum: str
    grade: int | None
    kind: str
    environment: bool | None


@dataclass(frozen=True, slots=True)
class OwnSentence:
    """A sentence of no report. It is learned from in every fold and measured in none."""

    language: str
    grade: int | None
    kind: str
    environment: bool
    words: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label with its words, the nearest heading above, and the report's name."""

    label: Label
    words: str
    heading: str
    report: str


def checksum_of(words: str) -> str:
    """Twelve hex digits of the words in lower case, white space made one space."""
    return hashlib.sha256(" ".join(words.lower().split()).encode()).hexdigest()[:12]


_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def checksums_of(words: str) -> set[str]:
    """That of the words, and that of the words with plain digits for raised ones: when the labels were made, numbers of
    notes were read so."""
    return {checksum_of(words), checksum_of(words.translate(_PLAIN))}


def read_labels(path: Path = LABELS) -> list[Label]:
    """All labels in the order of the file. Raises ValueError where one is of a report that is for measuring only."""
    found = []
    for line in path.read_text().splitlines():
        sha256, start, end, checksum, grade, kind, green = line.split("\t")
        if sha256 in MEASURING_ONLY:
            raise ValueError(f"{path.name} has labels of a report that is for measuring only ({sha256[:8]}…).")
        found.append(
            Label(
                sha256,
                Span(int(start), int(end)),
                checksum,
                None if grade == "-" else int(grade),
                "" if kind == "-" else kind,
                None if green == "-" else green == "1",
            )
        )
    return found


def write_labels(labels: list[Label], path: Path = LABELS) -> None:
    """Sorted by report and place, so that a change shows as what it is."""
    with path.open("w") as file:
        for label in sorted(labels, key=lambda one: (one.sha256, one.span)):
            grade = "-" if label.grade is None else str(label.grade)
            green = "-" if label.environment is None else str(int(label.environment))
            place = (label.sha256, str(label.span.start), str(label.span.end), label.checksum)
            file.write("\t".join((*place, grade, label.kind or "-", green)) + "\n")


def words_at(document: Document, span: Span) -> str:
    """The words of a span on one line, without headers, footers and notes that stand between its halves."""
    inside = [p for p in document.passages if p.span.overlaps(span) and not p.set_aside]
    if not inside:
        return " ".join(span.of(document.text).split())
    kept = [p for p in inside if p.kind not in _ASIDES] if inside[0].kind not in _ASIDES else inside
    pieces = [document.text[max(p.span.start, span.start) : min(p.span.end, span.end)] for p in kept]
    return " ".join(" ".join(pieces).split())


def headings_of(document: Document) -> Callable[[int], str]:
    """For an offset, the nearest heading above, at most 80 characters of it; empty where there is none."""
    headings = sorted((p.span.start, p.span.end) for p in document.passages if p.kind == "heading")
    starts = [start for start, _ in headings]

    def above(offset: int) -> str:
        place = bisect_right(starts, offset) - 1
        return " ".join(document.text[slice(*headings[place])].split())[:80] if place >= 0 else ""

    return above


def moved(document: Document, labels: list[Label]) -> list[Label]:
    """The labels of one report at the places where their words stand now; those whose words are gone are left out.

    What has moved is looked for among the sentences of the report, the nearest that is as far off as the one before.
    """
    kept = {label for label in labels if label.checksum in checksums_of(words_at(document, label.span))}
    if len(kept) == len(labels):
        return labels
    places = defaultdict(list)
    for unit in units_of(document, find_quotations(document)):
        for checksum in checksums_of(words_at(document, unit.span)):
            places[checksum].append(unit.span)
    found, shift = [], 0
    for label in sorted(labels, key=lambda one: one.span):
        if label in kept:
            found.append(label)
        elif label.checksum in places:
            expected = label.span.start + shift
            span = min(places[label.checksum], key=lambda one: abs(one.start - expected))
            shift = span.start - label.span.start
            found.append(replace(label, span=span))
    return found


def labelled(labels: list[Label], documents: Iterator[tuple[str, Document]]) -> list[Labelled]:
    """The labels whose words still stand where they stood, or stand elsewhere in the report: another engine recognises
    a picture of a page otherwise, and all after it moves. ``documents`` are (name, document).

    Raises ValueError when over one in fifty cannot be found: then the reading has changed so much that the labels must
    be moved first.
    """
    of_report = defaultdict(list)
    for label in labels:
        of_report[label.sha256].append(label)
    found: list[Labelled] = []
    for name, document in documents:
        above = headings_of(document)
        for label in moved(document, of_report[document.sha256]):
            found.append(Labelled(label, words_at(document, label.span), above(label.span.start), name))
    if len(found) < 0.98 * len(labels):
        raise ValueError(
            f"Only {len(found)} of {len(labels)} labels fit the reports as they are read now. Nothing was trained. "
            "Are all reports there, and has the reading changed?"
        )
    return found


def own_sentences(path: Path = OWN_SENTENCES) -> list[OwnSentence]:
    """The sentences that we made up, in the order of the file."""
    found = []
    for line in path.read_text().splitlines():
        language, grade, kind, green, words = line.split("\t")
        found.append(
            OwnSentence(
                language, None if grade == "-" else int(grade), "" if kind == "-" else kind, green == "e", words
            )
        )
    return found
