"""Figures are as precise as they are printed, and no more is concluded from them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgcheck.analysis.recomputing.printed import Interval, change_between, fit, printed, total_of

cents = st.integers(min_value=1, max_value=10**7).filter(lambda value: value % 100 != 50)
"""Without those that stand just between two roundings: many of them at once make intervals that only touch."""


@pytest.mark.parametrize(
    ("written", "value", "half", "places"),
    [
        ("12 %", 12, 0.5, 0),
        ("12.0 %", 12, 0.05, 1),
        ("1,234", 1234, 0.5, 0),
        ("1.234,5", 1234.5, 0.05, 1),
        ("EUR 636.0 million", 636e6, 0.05e6, 1),
        ("0.0004832", 0.0004832, 0.5e-7, 7),
        ("(705)", -705, 0.5, 0),
    ],
)
def test_half_of_the_last_printed_place_is_left_open(written, value, half, places):
    figure = printed(written, value)

    assert figure is not None
    assert figure.half == pytest.approx(half)
    assert figure.places == places


def test_zeros_at_the_end_may_be_rounding():
    figure = printed("14,000", 14_000)

    assert figure is not None
    assert figure.rounded.low <= 14_213 <= figure.rounded.high
    assert not figure.interval.low <= 14_213 <= figure.interval.high


def test_what_is_counted_one_by_one_is_exact():
    figure = printed("379", 379)

    assert figure is not None
    assert figure.counted().half == 0


@given(cents, cents)
def test_a_change_that_is_rounded_from_its_own_values_never_differs(before, after):
    """Whatever the true values are, what is printed of them rounded may not be called a difference."""
    true = 100 * (after / before - 1)
    shown = printed(f"{true:.1f}", round(true, 1))
    one, two = (Interval.around(round(value / 100), 0.5) for value in (before, after))
    found = change_between(one, two)

    if shown is not None and found is not None:
        assert fit(shown.interval, found) != "outside"


@given(st.lists(cents, min_size=2, max_size=12))
def test_a_total_of_rounded_parts_never_differs(parts):
    rounded = [Interval.around(round(part / 100), 0.5) for part in parts]
    total = Interval.around(round(sum(parts) / 100), 0.5)

    assert fit(total, total_of(rounded)) != "outside"


def test_a_figure_beside_the_interval_differs_and_a_wide_interval_proves_nothing():
    assert fit(Interval.around(12, 0.5), Interval(9.4, 9.3, 9.5)) == "outside"
    assert fit(Interval.around(12, 0.5), Interval(12.7, 12.2, 13.2)) == "rounded"
    assert fit(Interval.around(50, 0.5), Interval(100, 33, 300)) == "coarse"


def test_neighbours_that_only_touch_are_two_figures():
    assert fit(Interval.around(379, 0.5), Interval.around(380, 0.5)) == "outside"


def test_nothing_is_divided_by_what_may_be_nothing():
    assert change_between(Interval.around(0, 0.5), Interval.around(3, 0.5)) is None
