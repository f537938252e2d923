"""The rules by which a figure that was read is held against one that was written down by hand."""

from __future__ import annotations

import json

from esgcheck.analysis.types import ClaimField, Span
from tests.benchmarks.metrics import GOLD, OTHERS, Figure, Read, figures_by_report, read_at, right

FIGURE = Figure(Span(0, 60), Span(10, 13), "0" * 12, 7_500_000.0, ("tCO2e",), "2021", "")


def test_scale_sign_and_way_of_writing_a_year_do_not_matter() -> None:
    assert all(right(FIGURE, Read(7.5, "MtCO2e", "FY2021", "")).values())
    assert all(right(FIGURE, Read(-7_500_000.0, "tCO2e", "2021-12-31", "")).values())


def test_each_aspect_is_wrong_by_itself() -> None:
    assert not right(FIGURE, Read(7.5, "tCO2e", "2021", ""))["value"]
    assert not right(FIGURE, Read(7_500_000.0, "t", "2021", ""))["unit"]
    assert not right(FIGURE, Read(7_500_000.0, "tCO2e", "2020", ""))["period"]
    assert not right(FIGURE, Read(7_500_000.0, "tCO2e", "2021", "2020"))["baseline"]
    assert not any(right(FIGURE, None).values())


def test_counted_nouns_are_the_same_in_singular_and_plural() -> None:
    people = Figure(Span(0, 9), Span(0, 2), "", 37.0, ("person", "employee"), "", "")
    assert right(people, Read(37.0, "people"))["unit"]
    assert right(people, Read(37.0, "employees"))["unit"]
    assert not right(people, Read(37.0, "sites"))["unit"]


def test_only_fields_of_the_same_figure_are_read() -> None:
    fields = [
        ClaimField("value", "3", "3", Span(2, 3), of=0),
        ClaimField("unit", "t", "t", of=0),
        ClaimField("value", "7.5", "7.5", Span(10, 13), of=1),
        ClaimField("period", "2021", "2021", of=1),
    ]
    assert read_at(FIGURE, fields) == Read(7.5, "", "2021", "")
    assert read_at(FIGURE, fields[:2]) is None


def test_what_was_written_down_is_whole() -> None:
    rows = json.loads(GOLD.read_text())["figures"]
    assert len(rows) == 150
    assert all(
        row["page"] % 10 == 3 and row["start"] <= row["figure_start"] < row["figure_end"] <= row["end"] for row in rows
    )


def test_what_is_kept_is_never_among_what_is_improved_on() -> None:
    second = OTHERS["--second"]
    rows = json.loads(second.read_text())["figures"]
    kept = {row["report"] + str(row["page"]) for row in rows if row["kept"]}
    assert not kept & {row["report"] + str(row["page"]) for row in rows if not row["kept"]}
    parts = [sum(map(len, figures_by_report(second, kept=one).values())) for one in (True, False)]
    assert sum(parts) == len(rows)
    assert 3 * parts[0] > len(rows)


def test_no_page_is_in_two_of_the_files() -> None:
    pages = [
        {(row["report"], row["page"]) for row in json.loads(path.read_text())["figures"]}
        for path in (GOLD, OTHERS["--held"], OTHERS["--second"])
    ]
    assert not pages[0] & pages[1]
    assert not pages[2] & (pages[0] | pages[1])
