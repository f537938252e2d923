"""What a sentence says of its figures: value, unit, direction, period, baseline, boundary."""

import pytest

from .saying import said, values


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In 2021 we cut waste by 12 % against 2019.", [("12", "%", "down", "2021", "2019")]),
        (
            "In 2023, 97% of all drivers took the course, up from 81% in 2022.",
            [("97", "%", "up", "2023", "2022"), ("81", "%", "", "2022", "")],
        ),
        ("The rate was 12 % in 2023 (2022: 9 %).", [("12", "%", "", "2023", ""), ("9", "%", "", "2022", "")]),
        (
            "Use came to 45, 51 and 60 GWh in 2021, 2022 and 2023.",
            [("45", "GWh", "", "2021", ""), ("51", "GWh", "", "2022", ""), ("60", "GWh", "", "2023", "")],
        ),
        (
            "Emissions rose from 45 t in 2019 to 51 t in 2023.",
            [("45", "t", "", "2019", ""), ("51", "t", "up", "2023", "2019")],
        ),
        ("Nel 2021 i rifiuti sono diminuiti del 4,5% rispetto al 2020.", [("4.5", "%", "down", "2021", "2020")]),
        ("Der Verbrauch sank 2022 gegenüber dem Vorjahr um 3,2 %.", [("3.2", "%", "down", "2022", "2022")]),
        ("En 2022, nos émissions ont baissé de 8 % par rapport à 2019.", [("8", "%", "down", "2022", "2019")]),
        ("2022年用水量减少12%，与2020年相比。", [("12", "%", "down", "2022", "2020")]),
    ],
)
def test_figures_have_their_own_time_and_baseline(sentence, expected):
    assert values(said(sentence), "value", "unit", "direction", "period", "baseline") == expected


def test_every_span_is_where_the_words_stand():
    sentence = "In 2023 we cut\nScope 1 emissions by 12 %\n(2022: 9 %)."

    for field in said(sentence):
        assert field.span is not None
        assert " ".join(field.span.of(sentence).split()) == field.text
