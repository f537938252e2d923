"""Numbers as a spreadsheet shows them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgcheck.analysis.reading.numberformats import BUILT_IN, shown, shown_text


@pytest.mark.parametrize(
    ("value", "code", "words"),
    [
        (0.12, "0%", "12%"), (0.1234, "0.0%", "12.3%"), (1234567.891, "#,##0.00", "1,234,567.89"),
        (1500000, '#,##0.0,,"m"', "1.5m"), (12.5, '0.0" t CO2e"', "12.5 t CO2e"), (5, "#,##0 [$€-407]", "5 €"),
        (-5, "#,##0;(#,##0)", "(5)"), (-1234.5, "#,##0.0", "-1,234.5"), (-0.001, "0.0", "0.0"),
        (0, BUILT_IN[43], "-"), (-1234.5, BUILT_IN[43], "(1,234.50)"), (1234.5, BUILT_IN[43], "1,234.50"),
        (0.05, "0.0%;[Red]-0.0%", "5.0%"), (1.005, "0.00", "1.01"), (123456789, "000-00-0000", "123-45-6789"),
        (1234, "0.00E+00", "1.23E+03"), (0.5, "# ?/?", "1/2"), (2.75, "# ?/?", "2 3/4"), (7.5, "0.##", "7.5"),
        (12, '[>=10]"many";"few"', "many"), (2, '[>=10]"many";"few"', "few"), (5, ";;;", ""),
        (1.5, "General", "1.5"), (0.1 + 0.2, "General", "0.3"), (1e20, "General", "1E+20"), (-3, "", "-3"),
    ],
)  # fmt: skip
def test_numbers(value: float, code: str, words: str) -> None:
    assert shown(value, code) == words


@pytest.mark.parametrize(
    ("value", "code", "words"),
    [
        (45443, "yyyy-mm-dd", "2024-05-31"), (45443, BUILT_IN[14], "2024-05-31"), (1, "yyyy-mm-dd", "1900-01-01"),
        (45443.5, "d mmm yyyy h:mm AM/PM", "31 May 2024 12:00 PM"), (45443, "dddd, d. mmmm yy", "Friday, 31. May 24"),
        (0.5, "[h]:mm", "12:00"), (1.25, "[h]:mm:ss", "30:00:00"), (45443.123456, "mm:ss.0", "57:46.6"),
        (-1, "yyyy", "-1"),
    ],
)  # fmt: skip
def test_days_and_times(value: float, code: str, words: str) -> None:
    assert shown(value, code) == words


def test_days_counted_from_1904_and_words_with_a_format_of_their_own() -> None:
    assert shown(43981, "yyyy-mm-dd", from_1904=True) == "2024-05-31"
    assert shown_text("Ghent", '0;-0;0;"Site: "@') == "Site: Ghent"
    assert shown_text("Ghent", "0.00") == "Ghent"
    assert shown_text("Ghent", ";;;") == ""


@given(
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(alphabet='0#?.,%E+-;"\\[]$€hmsdyAPM/@_* (Gener)>=1', max_size=20),
)
def test_whatever_the_format_it_gives_words(value: float, code: str) -> None:
    assert isinstance(shown(value, code), str)
    assert math.isfinite(value)
