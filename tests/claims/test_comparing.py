"""Two reports of different years in one case: rows, page, workbench, API, export."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
from django.test import Client
from django.urls import reverse

from esgcheck import pipeline
from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.claims.models import Candidate, YearMatch
from esgcheck.claims.report_years import say_year
from esgcheck.claims.review import dismiss
from esgcheck.documents.models import Version
from esgcheck.errors import NotAllowed
from esgcheck.jobs.queue import enqueue
from esgcheck.publishing.export import export_case
from esgcheck.publishing.schemas import schema_text
from esgcheck.web.years import Choice, years_of
from tests.remembering import Memory

pytestmark = pytest.mark.django_db

EARLIER = """Sustainability Report 2022

We will cut our Scope 1 and 2 emissions by 50 % by 2030.

All our depots are certified to ISO 14001.

Our suppliers sign a code of conduct every year, and 96 % of them did so in 2022.
"""
LATER = """Sustainability Report 2023

We will cut our Scope 1 and 2 emissions by 50 % by 2035.

All our depots are certified to ISO 14001.
"""


@pytest.fixture
def two_years(case: Case, upload: Callable[..., Version], memory: Memory) -> Case:
    def work() -> None:
        upload(LATER, "report", "b.txt", "Report 2023")
        upload(EARLIER, "report", "a.txt", "Report 2022")
        pipeline.run_everything()

    memory.bring(case, work)
    return case


def outcomes(case: Case) -> dict[str, str]:
    return {row.earlier_text[:12]: row.outcome for row in YearMatch.objects.of_case(case) if row.earlier_text}


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_reports_are_held_against_each_other_in_the_order_of_their_years(two_years: Case) -> None:
    assert outcomes(two_years) == {
        "We will cut ": "deadline_moved",
        "All our depo": "kept",
        "Our supplier": "dropped",
    }
    row = YearMatch.objects.get(outcome="deadline_moved")
    assert row.changes == [{"field": "deadline", "before": "2030", "after": "2035"}]
    assert row.earlier_version.text()[row.earlier_start : row.earlier_end] == row.earlier_text
    assert row.later_version.text()[row.later_start : row.later_end] == row.later_text


def test_going_through_it_again_replaces_the_rows(two_years: Case) -> None:
    before = list(YearMatch.objects.order_by("ordinal").values_list("outcome", "earlier_text", "later_text"))

    for version in two_years.versions.all():
        pipeline.read_again(version=version, by=version.created_by)
    pipeline.run_everything()

    assert list(YearMatch.objects.order_by("ordinal").values_list("outcome", "earlier_text", "later_text")) == before


def test_what_was_dismissed_is_not_held_against_anything(two_years: Case, alice: User) -> None:
    candidate = Candidate.objects.get(version__document__title="Report 2022", text__startswith="Our suppliers")
    dismiss(item=candidate, reason="", by=alice)

    enqueue("compare", two_years.pk)
    pipeline.run_everything()

    assert "Our supplier" not in outcomes(two_years)


def test_a_report_taken_out_is_compared_with_nothing(two_years: Case, alice: User) -> None:
    document = two_years.documents.get(title="Report 2022")

    pipeline.remove(document=document, by=alice)
    pipeline.run_everything()

    assert outcomes(two_years) == {}


def test_the_year_can_be_corrected_and_turns_the_comparison_round(two_years: Case, bob: User) -> None:
    document = two_years.documents.get(title="Report 2022")
    client = client_of(bob)

    answer = client.post(reverse("say-year", args=[document.pk]), {"year": "2024"}, follow=True)
    pipeline.run_everything()

    assert "held against each other again" in answer.content.decode()
    assert YearMatch.objects.of_case(two_years).get(outcome="deadline_moved").changes[0]["before"] == "2035"


@pytest.mark.parametrize("typed", ["soon", "22", "1066", "20 23", "²⁰²³"])
def test_what_is_no_year_is_refused_with_what_to_do(two_years: Case, bob: User, typed: str) -> None:
    document = two_years.documents.get(title="Report 2022")

    answer = client_of(bob).post(reverse("say-year", args=[document.pk]), {"year": typed}, follow=True)

    assert "Give a year from 1900 to 2100" in answer.content.decode()
    document.refresh_from_db()
    assert document.year is None


def test_a_reader_does_not_say_the_year(two_years: Case, carol: User, charlie: User) -> None:
    document = two_years.documents.get(title="Report 2022")

    with pytest.raises(NotAllowed):
        say_year(document=document, year=2020, by=carol)
    assert client_of(charlie).post(reverse("say-year", args=[document.pk]), {"year": "2020"}).status_code == 404


def test_the_page_shows_old_words_beside_new_and_what_moved(two_years: Case, carol: User) -> None:
    page = client_of(carol).get(reverse("years", args=[two_years.pk])).content.decode()

    assert "Deadline moved" in page
    assert "<del>2030</del>" in page
    assert "<ins>2035</ins>" in page
    assert page.count("[change 1, number, unit or date: ") == 2  # for who listens, on either side
    assert "“2030.” became “2035.”" in page
    assert "Nothing here says it." in page
    assert "ISO 14001" not in page  # kept: not to be looked at


def test_of_what_was_dropped_that_comes_first_which_most_deserves_checking(two_years: Case, carol: User) -> None:
    first, second = list(YearMatch.objects.of_case(two_years).exclude(earlier_text="").order_by("ordinal"))[:2]
    YearMatch.objects.of_case(two_years).exclude(pk__in=[first.pk, second.pk]).delete()
    YearMatch.objects.filter(pk__in=[first.pk, second.pk]).update(outcome="dropped", later_start=None, later_end=None)

    def shown() -> list[str]:
        lines = years_of(two_years, Choice(outcome="dropped")).lines
        return [line.row.earlier_text for line in lines]

    for grave, other in ((first, second), (second, first)):
        Candidate.objects.filter(start=grave.earlier_start).update(score=0.9, consequence=0.9)
        Candidate.objects.filter(start=other.earlier_start).update(score=0.2, consequence=0.2)
        assert shown() == [grave.earlier_text, other.earlier_text]


def test_the_page_lists_what_was_kept_where_it_is_asked_for(two_years: Case, carol: User) -> None:
    page = client_of(carol).get(reverse("years", args=[two_years.pk]), {"what": "kept"}).content.decode()

    assert "ISO 14001" in page
    assert "Deadline</span>" not in page


def test_one_report_alone_says_what_to_do(worked_case: Case, carol: User) -> None:
    page = client_of(carol).get(reverse("years", args=[worked_case.pk])).content.decode()

    assert "Add the report of another year" in page


def test_the_case_page_leads_there_once_there_are_two_years(two_years: Case, carol: User) -> None:
    page = client_of(carol).get(reverse("case", args=[two_years.pk])).content.decode()

    assert f'href="{reverse("years", args=[two_years.pk])}">' in page
    assert "to look at</a>" in page


def test_the_workbench_says_it_of_the_claim(two_years: Case, alice: User) -> None:
    candidate = Candidate.objects.get(version__document__title="Report 2023", text__startswith="We will cut")

    page = client_of(alice).get(reverse("review", args=[two_years.pk]), {"claim": str(candidate.pk)}).content.decode()

    part = page[page.index('id="years-head"') :]
    assert "since the report of 2022" in part
    assert "2030" in part


def test_the_api_lists_it_by_outcome(two_years: Case, carol: User) -> None:
    address = reverse("api:across-years", args=[two_years.pk])

    rows: Any = client_of(carol).get(address, {"outcome": "dropped"}).json()["results"]

    assert [row["earlier_text"][:13] for row in rows] == ["Our suppliers"]
    assert rows[0]["later_is_claim"] is False


def test_the_export_tells_it_and_is_valid(two_years: Case) -> None:
    data = json.loads(b"".join(export_case(two_years)))

    jsonschema.Draft202012Validator(json.loads(schema_text("case-1"))).validate(data)
    moved = next(row for row in data["across_years"] if row["outcome"] == "deadline_moved")
    assert moved["earlier"]["target"]["selector"][0]["exact"].endswith("by 2030.")
