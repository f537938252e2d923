"""What became of a quotation, from the upload to the evidence column, the API, the export and the published page."""

from __future__ import annotations

import json
import re
from typing import Any

import jsonschema
import pytest
from django.test import Client

from esgcheck import pipeline
from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.claims.models import Candidate, Quotation
from esgcheck.claims.review import accept_candidate, give_verdict
from esgcheck.publishing.export import export_case
from esgcheck.publishing.publish import publish_claim
from esgcheck.publishing.schemas import schema_text
from tests.remembering import Memory
from tests.web.test_workbench import as_user, of

pytestmark = pytest.mark.django_db

REPORT = """Report

In her review, Maria Santos concluded: “We did not find that Norvik meant to harm anyone in the six projects at all.”

In her review, Maria Santos concluded: “We looked at the five contracts … to tell the families the truth about it all.”

Maria Santos said: “The wells in the village dried up long before the families were moved away by the army in 2018.”

The annex was clear, Maria Santos said: “The annex of the second contract was never shown to us.”
"""
REVIEW = """Review of the Norvik contracts by Maria Santos

We looked at the five contracts line by line. We did not find that Norvik meant to harm anyone in the five projects at
all. The annex of the second contract was never shown to us, although we asked for it twice.

The wells at the eastern gate had run dry in the spring of 2019, and 1,200 families were moved to the hills by the army.
"""
LETTER = """To the board of Norvik

You have known since March that it is not safe. We ask you to tell the families the truth about it all.
"""


@pytest.fixture
def looked(case: Case, upload: Any, memory: Memory) -> Case:
    def work() -> None:
        upload(REPORT, "report", "report.txt", "Report")
        upload(REVIEW, "source", "review.txt", "Santos review")
        upload(LETTER, "source", "letter.txt", "Letter")
        pipeline.run_everything()

    memory.bring(case, work)
    return case


def candidate_with(status: str) -> Candidate:
    quotation = Quotation.objects.get(check_result__status=status, version__document__kind="report")
    return Candidate.objects.get(version=quotation.version, start__lte=quotation.start, end__gte=quotation.end)


def shown(case: Case, by: User, status: str) -> str:
    page = as_user(by).get(of(case, claim=candidate_with(status).pk)).content.decode()
    return re.sub(r"\s+", " ", page)


def test_it_is_shown_beside_its_source_listed_and_can_be_opened(looked: Case, bob: User) -> None:
    page = shown(looked, bob, "altered")

    assert page.count("[change 1, number, unit or date: ") == 2
    assert "“six” is quoted, the source has “five”" in page
    assert re.search(r'<a class="looked__where" href="[^"]+source=[^"]+">in: Santos review, p\. 1', page)

    page = shown(looked, bob, "truncated")

    assert "the sentence of the source goes on “although we asked for it twice.”" in page

    page = shown(looked, bob, "spliced")

    assert "Part 1 of 2" in page
    assert "in: Santos review" in page
    assert "in: Letter" in page

    page = shown(looked, bob, "not_found")

    assert "Nearest passage" in page
    assert '<b class="shared">families were moved</b>' in page


def test_api_and_export_carry_it_and_the_schema_knows_it(looked: Case, alice: User) -> None:
    rows = as_user(alice).get(f"/api/v1/cases/{looked.pk}/quotations/?document_kind=report").json()["results"]
    checks = {row["check"]["status"]: row["check"] for row in rows}
    data = json.loads(b"".join(export_case(looked)))
    exported = {row["check"]["status"]: row["check"] for row in data["quotations"] if row["check"]}

    kind = jsonschema.Draft202012Validator
    kind(json.loads(schema_text("case-1")), format_checker=kind.FORMAT_CHECKER).validate(data)
    assert checks.keys() >= {"altered", "truncated", "spliced", "not_found"}
    for found in (checks, exported):
        assert found["altered"]["changes"] == ["number"]
        assert found["truncated"]["matches"][0]["cut_after"] == "although we asked for it twice."
        assert len(found["spliced"]["matches"]) == 2
        assert found["not_found"]["matches"] == []
        assert found["not_found"]["nearest"]["score"] < 0.8
        assert found["altered"]["nearest"] is None


@pytest.mark.parametrize(("status", "words"), [("spliced", "Part 2 of 2"), ("not_found", "none of the sources")])
def test_a_published_page_shows_parts_and_no_passage_that_is_only_near(
    looked: Case, alice: User, status: str, words: str
) -> None:
    claim = accept_candidate(candidate=candidate_with(status), by=alice)
    give_verdict(claim=claim, value="contradicted", reasons="See the review.", by=alice)
    publication = publish_claim(claim=claim, by=alice)

    kind = jsonschema.Draft202012Validator
    kind(json.loads(schema_text("publication-1"))).validate(publication.snapshot)
    page = Client().get(f"/p/{publication.token}/").content.decode()
    assert words in page
    assert ("Santos review" in page) == (status == "spliced")
