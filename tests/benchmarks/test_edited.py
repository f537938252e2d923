"""The script that edits a text for the benchmark of anchoring knows where everything went."""

from __future__ import annotations

import random

import pytest

from esgcheck.analysis.anchoring import Anchored
from esgcheck.analysis.revision import Revision
from esgcheck.analysis.text import normalise
from esgcheck.analysis.types import Span
from tests.benchmarks.anchoring import verdict
from tests.benchmarks.edited import Edited, Piece, Truth, edited, highlights

SENTENCES = [
    f"{who} {what} {number} {unit} of {thing} in {year}, as told on page {number % 90 + 1}."
    for number, (who, what, unit, thing, year) in enumerate(
        (
            (who, what, unit, thing, year)
            for who in ("The first site", "Our office in Oslo", "The supplier", "Each of our teams")
            for what in ("used", "sold", "bought back", "officially reported")
            for unit in ("tonnes", "litres", "hours")
            for thing in ("steel", "fuel", "training")
            for year in (2021, 2022)
        ),
        start=7,
    )
]


def report(seed: int) -> str:
    choose = random.Random(seed)
    mixed = choose.sample(SENTENCES, len(SENTENCES))
    return "\n\n".join(" ".join(mixed[at : at + 3]) for at in range(0, len(mixed), 3))


@pytest.mark.parametrize("seed", range(4))
def test_what_is_told_as_moved_has_the_same_words(seed: int) -> None:
    made = edited(report(seed), random.Random(seed))
    for span in highlights(made.old, 60, random.Random(seed)):
        truth = made.truth(span)
        if truth.state in {"same", "moved"}:
            assert truth.span is not None
            assert normalise(truth.span.of(made.new)).text == normalise(span.of(made.old)).text


@pytest.mark.parametrize("seed", range(4))
def test_nothing_is_silently_wrong_in_an_invented_report(seed: int) -> None:
    made = edited(report(seed), random.Random(seed))
    revision = Revision(made.old, made.new)
    spans = highlights(made.old, 100, random.Random(seed + 100))
    told = [verdict(made, span, made.truth(span), revision.place(span)) for span in spans]
    assert not any(silent for _, silent in told)
    assert sum(right for right, _ in told) >= 90


def test_a_wrong_place_is_silent_only_where_nothing_is_said() -> None:
    made = Edited("one two three", [Piece("new ", 0, 0, "changed"), Piece("one two three", 0, 13)])
    was = Span(4, 7)
    truth = made.truth(was)
    assert truth == Truth("moved", Span(8, 11))
    assert verdict(made, was, truth, Anchored("moved", Span(8, 11))) == (True, False)
    assert verdict(made, was, truth, Anchored("moved", Span(4, 7))) == (False, True)
    assert verdict(made, was, truth, Anchored("changed", Span(4, 7))) == (False, False)
    assert verdict(made, was, truth, Anchored("lost")) == (False, False)
