"""Another report of the organisation, and how far a target is reached."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from esgcheck.analysis.claims.fields import Setting, fields_of
from esgcheck.analysis.recomputing import Report, figures_of
from esgcheck.analysis.recomputing.packing import packed, unpacked
from esgcheck.analysis.types import Span
from tests.analysis.recomputing.reports import document_of

LAST = (
    ("Indicator", "2022", "2023"),
    ("Scope 1 emissions (tCO2e)", "1,502", "1,402"),
    ("Water withdrawal (m³)", "8,100", "7,900"),
)
THIS = (
    ("Indicator", "2023", "2024"),
    ("Scope 1 emissions (tCO2e)", "1,350", "1,298"),
    ("Water withdrawal (m³)", "7,900", "7,750"),
)


def of_both(row: int, sentence: str = "") -> list[str]:
    before = figures_of(document_of(LAST, year=2023), 1)
    document = document_of(THIS, sentence=sentence, year=2024)
    passage = [passage for passage in document.passages if passage.cells][row]
    found = Report(document, others=[before]).recompute(passage.span, ())
    return [one.says for one in found if one.kind == "restated"]


def test_a_figure_that_last_year_s_report_had_otherwise_is_told():
    assert of_both(1) == ["The 2023 report had 1,402 for 2023, this one has 1,350."]


def test_a_figure_that_both_reports_have_agrees():
    assert of_both(2) == ["Agrees: the 2023 report has 7,900 for 2023 too."]


def test_what_the_later_report_says_was_restated_is_said_to_be():
    note = (("Indicator", "2023", "2024"), ("Scope 1 emissions (tCO2e), restated", "1,350", "1,298"))
    before = figures_of(document_of((LAST[0], ("Scope 1 emissions (tCO2e), restated", "1,502", "1,402")), year=2023), 1)
    document = document_of(note, year=2024)
    row = [passage for passage in document.passages if passage.cells][1]

    found = Report(document, others=[before]).recompute(row.span, ())

    assert [one.says for one in found if one.kind == "restated"] == [
        "Restated: the 2023 report had 1,402 for 2023, this one has 1,350; page 2 speaks of restated figures."
    ]


def test_a_target_is_neither_met_nor_missed_before_its_year():
    sentence = "We will cut Scope 1 emissions by 50% by 2030 against 2022."
    document = document_of(
        (("Indicator", "2022", "2023", "2024"), ("Scope 1 emissions (tCO2e)", "1,500", "1,402", "1,298")),
        sentence=sentence,
    )
    span = Span(0, len(sentence))

    found = Report(document).recompute(span, fields_of(Setting.of(document), span, "commitment"))

    assert [(one.kind, one.outcome) for one in found] == [("target", "untold")]
    assert found[0].says == (
        "Cannot be told yet: −13.5 % from 2022 to 2024, of −50 % by 2030 (27 % of the way, 25 % of the time)."
    )


@given(st.integers(min_value=0, max_value=9))
def test_points_are_the_same_after_they_were_kept(number):
    points = figures_of(document_of(LAST, THIS), number).points

    assert unpacked(packed(points), number) == tuple(points)
