"""Figures that are the same, rounded, converted or bounded agree; others do not."""

from __future__ import annotations

import pytest

from esgcheck.analysis.figures import comparable, figures
from esgcheck.analysis.text import normalise


def only(text: str, unit: str = "") -> tuple[float, str]:
    found = [figure for figure in figures(normalise(text).text) if not unit or figure.unit == unit]
    return pytest.approx(found[0].value), found[0].unit


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("12 % of it", 12, "%"),
        ("a third of the water", 100 / 3, "%"),
        ("emissions were halved", 50, "%"),
        ("61 of the 84 suppliers", 100 * 61 / 84, "%"),
        ("of 120 complaints received, 70 were lost", 100 * 70 / 120, "%"),
        ("3,200 kt CO2e", 3.2e6, "t"),
        ("3,200 megalitres", 3.2e6, "m3"),
        ("€250m", 2.5e8, "€"),
        ("7.2 GJ", 2e6, "wh"),
        ("118 kg per hectare", 0.118, "t/hectare"),
        ("1.9 per million hours worked", 1.9, "#/million hour"),
    ],
)
def test_a_figure_is_read_in_one_unit(text: str, value: float, unit: str) -> None:
    assert (value, unit) == only(text, unit)


@pytest.mark.parametrize(
    "text", ["in 2021", "Scope 3", "Scopes 1, 2 and 3", "ISO 14001", "on 28 March", "Article 12", "page 7"]
)
def test_years_dates_and_names_are_no_figures(text: str) -> None:
    assert figures(normalise(text).text) == ()


AGREEING = [
    ("3.2 million tonnes", "3.18 million tonnes"),
    ("3.2 million tonnes", "3,200 kt"),
    ("64 %", "63.7 percent"),
    ("about 1,200 employees", "1,130 employees"),
    ("more than 400 suppliers", "430 suppliers"),
    ("at most 60 degrees", "58 degrees"),
    ("it never rose above 60 degrees", "58 degrees"),
    ("a quarter of a billion euros, €250m", "€249.7m"),
]
DIFFERING = [
    ("12 %", "9 %"),
    ("30 %", "29 %"),
    ("3.2 million tonnes", "4.1 million tonnes"),
    ("more than 400 suppliers", "310 suppliers"),
    ("nobody works more than 60 hours", "72 hours"),
    ("more than half of it", "12 percent"),
]


def agree(one: str, other: str) -> bool:
    ours, theirs = (figures(normalise(text).text) for text in (one, other))
    return any(a.agrees(b) for a in ours for b in theirs if comparable(a, b))


@pytest.mark.parametrize(("one", "other"), AGREEING)
def test_the_same_figure_agrees_both_ways(one: str, other: str) -> None:
    assert agree(one, other)
    assert agree(other, one)


@pytest.mark.parametrize(("one", "other"), DIFFERING)
def test_another_figure_does_not(one: str, other: str) -> None:
    assert not agree(one, other)
    assert not agree(other, one)


def test_a_ratio_is_not_held_against_a_total() -> None:
    (ratio,), (total,) = figures("118 kg per hectare"), figures("118 kg")
    assert not comparable(ratio, total)


def test_a_figure_knows_its_place() -> None:
    text = normalise("Emissions fell by about 12 % in 2022.").text
    (figure,) = figures(text)
    assert text[figure.start : figure.end] == figure.text == "12 %"
    assert figure.about
