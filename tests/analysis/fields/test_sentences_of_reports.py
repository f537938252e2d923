"""Sentences as reports write them: each figure with its period and its base year."""

import pytest

from .saying import said, values

_COMMA = ("Nel", "Il ", "I ", "Bis", "Der", "Zum", "Rispetto", "Entro", "Gegen", "2023 wurden")
"""What the sentences with a decimal comma begin with."""


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "In 2023, Scope 1 emissions were 45,000 t CO2e, down 12% from 2022 and 30% below the 2019 baseline.",
            [("45000", "2023", ""), ("12", "2023", "2022"), ("30", "2023", "2019")],
        ),
        ("We will reduce emissions by 50% by 2030 compared to 2019.", [("50", "2030", "2019")]),
        ("Our target is a 42% reduction by 2030 (base year 2020).", [("42", "2030", "2020")]),
        (
            "As of December 31, 2023, we employed 12,345 people (previous year: 11,987).",
            [("12345", "2023-12-31", ""), ("11987", "2022", "")],
        ),
        (
            "Waste amounted to 350 t in 2023, compared with 400 t in 2022.",
            [("350", "2023", "2022"), ("400", "2022", "")],
        ),
        (
            "Nel 2023 le emissioni sono state pari a 1.234 tCO2e (1.300 tCO2e nel 2022).",
            [("1234", "2023", ""), ("1300", "2022", "")],
        ),
        ("Bis 2030 wollen wir die Emissionen um 50 % gegenüber 2019 senken.", [("50", "2030", "2019")]),
        ("The number of accidents fell from 12 in 2022 to 9 in 2023.", [("12", "2022", ""), ("9", "2023", "2022")]),
        (
            "In 2023, 45% of electricity came from renewables versus 40% the year before.",
            [("45", "2023", "2022"), ("40", "2022", "")],
        ),
        (
            "In 2019, 2020 and 2021 there were 3, 2 and 1 accidents.",
            [("3", "2019", ""), ("2", "2020", ""), ("1", "2021", "")],
        ),
        (
            "Der Frauenanteil stieg von 28 % im Jahr 2022 auf 30 % im Jahr 2023.",
            [("28", "2022", ""), ("30", "2023", "2022")],
        ),
        (
            "In 2022 and 2023 we invested EUR 5 million and EUR 6 million respectively.",
            [("5000000", "2022", ""), ("6000000", "2023", "")],
        ),
        (
            "Our 2023 emissions of 45 kt were 5% lower than the 2019 base of 47 kt.",
            [("45", "2023", ""), ("5", "2023", "2019"), ("47", "2019", "")],
        ),
        ("The 2025 target of 30% was reached in 2023.", [("30", "2025", "")]),
        (
            "I dipendenti al 31 dicembre 2023 sono 450, in aumento del 3% rispetto al 2022.",
            [("450", "2023-12-31", ""), ("3", "2023-12-31", "2022")],
        ),
        (
            "At year-end 2023 there were 1,234 employees, 5% more than a year earlier.",
            [("1234", "2023", ""), ("5", "2023", "2022")],
        ),
        ("Gas consumption in 2023 of 12 GWh was in line with 2022.", [("12", "2023", "")]),
        (
            "Employees: 1,200 (31 December 2023) and 1,150 (31 December 2022).",
            [("1200", "2023-12-31", ""), ("1150", "2022-12-31", "")],
        ),
        ("2023 saw 12 accidents, 3 fewer than 2022.", [("12", "2023", ""), ("3", "2023", "2022")]),
        (
            "The ratio was 12% in 2021, 13% in 2022 and 15% in 2023.",
            [("12", "2021", ""), ("13", "2022", ""), ("15", "2023", "")],
        ),
        ("Energy: 2022 45 GWh, 2023 47 GWh.", [("45", "2022", ""), ("47", "2023", "")]),
        (
            "We cut emissions by 15,000 t (12%) in 2023 compared to 2022.",
            [("15000", "2023", "2022"), ("12", "2023", "2022")],
        ),
        ("In 2023 we reduced waste by 12% (15 t) from 2022 levels.", [("12", "2023", "2022"), ("15", "2023", "2022")]),
        ("Emissions in 2023: 45,000 t CO2e (-5% compared to 2022).", [("45000", "2023", ""), ("-5", "2023", "2022")]),
        ("Il tasso è passato dal 5,2% del 2022 al 4,8% del 2023.", [("5.2", "2022", ""), ("4.8", "2023", "2022")]),
        (
            "Nel corso del 2023 sono state erogate 12.500 ore di formazione (+10% sul 2022).",
            [("12500", "2023", ""), ("10", "2023", "2022")],
        ),
        ("Rispetto al 2019 abbiamo ridotto le emissioni del 20%.", [("20", "", "2019")]),
        ("Entro il 2030 ridurremo le emissioni del 50% rispetto al 2020.", [("50", "2030", "2020")]),
        ("2023 wurden 500 Schulungen durchgeführt (Vorjahr: 450).", [("500", "2023", ""), ("450", "2022", "")]),
        (
            "Zum 31. Dezember 2023 waren 1.200 Mitarbeiter beschäftigt, 5 % mehr als im Vorjahr.",
            [("1200", "2023-12-31", ""), ("5", "2023-12-31", "2022")],
        ),
        ("Gegenüber 2020 sank der Wasserverbrauch 2023 um 10 %.", [("10", "2023", "2020")]),
        ("Net zero by 2050, with a 50% cut by 2030.", [("50", "2030", "")]),
        ("We target 100% renewable electricity by 2025 (2023: 78%).", [("100", "2025", ""), ("78", "2023", "")]),
        (
            "Already in 2023, 78% of our electricity was renewable; by 2025 it will be 100%.",
            [("78", "2023", ""), ("100", "2025", "")],
        ),
        (
            "Sales of EUR 3 million (2022: 2.5 million) were made in 2023.",
            [("3000000", "2023", ""), ("2500000", "2022", "")],
        ),
        (
            "In 2023, we provided 45,000 hours of training – an average of 12 hours per employee.",
            [("45000", "2023", ""), ("12", "2023", "")],
        ),
        ("The 45 sites audited in 2023 represent 80% of production.", [("45", "2023", ""), ("80", "2023", "")]),
        ("During the reporting period, 12 complaints were received.", [("12", "2023", "")]),
        ("Last year we planted 5,000 trees.", [("5000", "2022", "")]),
        ("In the third quarter of 2023 output fell 3%.", [("3", "2023-Q3", "")]),
        ("Turnover increased to EUR 45 million (+5%).", [("45000000", "", ""), ("5", "", "")]),
        ("Emissions per tonne have fallen by a total of 23% between 2015 and 2023.", [("23", "2015..2023", "")]),
        (
            "In the 2022/23 financial year, 12% of staff were trainees (2021/22: 11%).",
            [("12", "2022/23", ""), ("11", "2021/22", "")],
        ),
        (
            "We spent $2.3 million on safety in 2023 and plan to spend $3 million in 2024.",
            [("2300000", "2023", ""), ("3000000", "2024", "")],
        ),
        (
            "Women held 30% of management positions at the end of 2023, against a target of 35% for 2025.",
            [("30", "2023", ""), ("35", "2025", "")],
        ),
        ("Of the 450 employees hired in 2023, 45% were women.", [("450", "2023", ""), ("45", "2023", "")]),
        (
            "Compared with 45% in 2022, 50% of suppliers were audited in 2023.",
            [("45", "2022", ""), ("50", "2023", "2022")],
        ),
        (
            "By the end of 2023 we had saved 12 GWh, which is 80% of the goal for 2025.",
            [("12", "2023", ""), ("80", "2025", "")],
        ),
    ],
)
def test_each_figure_has_its_period_and_its_base_year(sentence, expected):
    decimal = "," if sentence.startswith(_COMMA) else "."

    assert values(said(sentence, decimal=decimal), "value", "period", "baseline") == expected
