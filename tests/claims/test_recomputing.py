"""Figures of claims worked out anew, from upload to rows, and done again only where something has changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from esgcheck import pipeline
from esgcheck.accounts.models import User
from esgcheck.analysis import recomputing as library
from esgcheck.cases.models import Case
from esgcheck.claims import recomputing
from esgcheck.claims.models import Candidate, Claim, Recomputation, ReportFigures
from esgcheck.claims.review import accept_candidate
from esgcheck.documents.models import Version
from tests.claims.figures import LAST_YEAR, SENTENCE, THIS_YEAR

pytestmark = pytest.mark.django_db
Upload = Callable[..., Version]


@pytest.fixture
def report(upload: Upload) -> Version:
    version = upload(THIS_YEAR, "report", "report.md", "Report 2024")
    pipeline.run_everything()
    version.refresh_from_db()
    return version


def of_sentence(version: Version, sentence: str = SENTENCE) -> list[Recomputation]:
    candidate = Candidate.objects.get(version=version, text=sentence)
    return list(Recomputation.objects.filter(claim_version=version, claim_start=candidate.start))


def test_a_claim_that_the_report_s_own_table_does_not_give_is_told_with_its_working(report: Version) -> None:
    (row,) = of_sentence(report)

    assert (row.kind, row.outcome, row.claimed, row.found) == ("change", "differs", "18 %", "−12.9 %")
    assert row.steps[-1] == "(21,700 − 24,900) ÷ 24,900 = −12.9 %"
    assert [(point["row"], point["exact"], point["period"]) for point in row.points] == [
        ("Scope 1 emissions (tCO2e)", "21,700", "2024"),
        ("Scope 1 emissions (tCO2e)", "24,900", "2022"),
    ]
    text = "".join(report.pages.values_list("text", flat=True))
    assert all(text[point["start"] : point["end"]] == point["exact"] for point in row.points)


def test_what_has_not_changed_is_not_worked_out_again(
    report: Version, case: Case, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = list(Recomputation.objects.order_by("pk").values_list("pk", flat=True))
    monkeypatch.setattr(library.Report, "recompute", lambda *_, **__: pytest.fail("worked out again"))
    monkeypatch.setattr(recomputing, "figures_of", lambda *_, **__: pytest.fail("read again"))

    recomputing.recompute_case(case, run)

    assert list(Recomputation.objects.order_by("pk").values_list("pk", flat=True)) == before


def test_a_corrected_field_is_what_counts(report: Version, alice: User) -> None:
    claim = accept_candidate(candidate=Candidate.objects.get(version=report, text=SENTENCE), by=alice)
    fields = [
        {**field, "text": "2023", "value": "2023"} if field["name"] == "baseline" else field
        for field in [row for row in claim.fields if row["name"] != "period"]
    ] + [{"name": "baseline", "text": "2023", "value": "2023", "start": None, "end": None, "of": 0}]

    pipeline.correct_fields(claim=claim, fields=fields, by=alice)
    pipeline.run_everything()

    assert [row.steps[-1] for row in of_sentence(report)] == ["(21,700 − 24,100) ÷ 24,100 = −10.0 %"]


def test_last_year_s_report_is_held_against_this_one(report: Version, upload: Upload) -> None:
    before = upload(LAST_YEAR, "report", "last.md", "Report 2023")
    pipeline.run_everything()

    said = set(Recomputation.objects.filter(kind="restated").values_list("says", flat=True))

    assert "The 2023 report had 23,500 for 2023, this one has 24,100." in said
    points = Recomputation.objects.filter(claim_version=report, kind="restated", outcome="differs").get().points
    assert [point["version"] for point in points] == [str(before.pk), str(report.pk)]


def test_what_is_no_report_of_the_case_any_more_loses_its_rows(report: Version, alice: User) -> None:
    pipeline.remove(document=report.document, by=alice)
    pipeline.run_everything()

    assert not Recomputation.objects.exists()
    assert not ReportFigures.objects.exists()


def test_nothing_that_a_person_decided_changes(report: Version, alice: User) -> None:
    claim = accept_candidate(candidate=Candidate.objects.get(version=report, text=SENTENCE), by=alice)
    basis = claim.basis()

    pipeline.read_again(version=report, by=alice)
    pipeline.run_everything()

    assert Claim.objects.get(pk=claim.pk).basis() == basis
    assert of_sentence(report)[0].outcome == "differs"
