"""Text made to be slow takes linear time, and is read no further than a claim could go."""

import time

import pytest

from esgcheck.analysis.claims.fields.times import find_times
from esgcheck.analysis.claims.quantities import find_figures

from .saying import said

SIZE = 200_000


@pytest.mark.parametrize(
    "unit",
    [
        "three ",
        "number of rates of 1 ",
        "1 ",
        "12 % ",
        "2023 ",
        "(",
        "from 2019 to 2020 ",
        "EUR 3 million ",
        "not find ",
        "1-",
    ],
)
def test_hostile_text_is_read_in_linear_time(unit):
    text = unit * (SIZE // len(unit))
    start = time.process_time()

    find_figures(text, thorough=True)
    find_times(text, 2023)
    said(text, "denial")

    assert time.process_time() - start < 3
