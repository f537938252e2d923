"""The year that a report is about."""

import pytest

from esgcheck.analysis.claims.fields import report_year
from esgcheck.analysis.types import Document, Page


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("Climate note. In 2023 we cut emissions by 5 %. By 2035 it will be half, by 2035 all is green.", 2023),
        ("Report 2022. Our 2030 strategy and the 2030 target, the 2030 goals. In 2022 we built a plant.", 2022),
        ("Bericht 2022. Bis Ende 2035 und bis 2035 senken wir den Verbrauch, den wir 2022 gemessen haben.", 2022),
        ("Bilancio 2021. Entro il 2030 e entro la fine del 2030 dimezziamo i consumi.", 2021),
        ("From 1 January to 31 December 2023 nobody was hurt. We halve waste by 2035.", 2023),
        ("In 2022 and 2023 the plant ran well.", 2023),
        ("All we say is that by 2040 it is done.", 2040),
        ("No year is named.", 0),
    ],
)  # fmt: skip
def test_what_is_aimed_at_by_a_year_does_not_make_it_the_reports(words, year):
    assert report_year(Document(words, (Page(1, 0, len(words)),), ())) == year
