"""Figures worked out anew, beside the claim: the working, the way to each row, one press to link it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from esgcheck import pipeline
from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.claims.models import Candidate, EvidenceLink
from esgcheck.documents.models import Version
from tests.claims.figures import SENTENCE, THIS_YEAR
from tests.remembering import Memory
from tests.web.test_workbench import as_user, of

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(case: Case, upload: Callable[..., Version], memory: Memory) -> Version:
    def work() -> None:
        upload(THIS_YEAR, "report", "report.md", "Report 2024")
        pipeline.run_everything()

    memory.bring(case, work)
    return case.versions.get()


@pytest.fixture
def candidate(report: Version) -> Candidate:
    return Candidate.objects.get(version=report, text=SENTENCE)


def test_outcome_working_and_rows_stand_beside_the_claim(case: Case, bob: User, candidate: Candidate) -> None:
    page = as_user(bob).get(of(case, claim=candidate.pk))
    text = page.content.decode()

    assert "Recomputed by the machine" in text
    assert "(21,700 − 24,900) ÷ 24,900 = −12.9 %" in text
    (working,) = page.context["desk"].evidence.worked
    assert [point.exact for point in working.points] == ["21,700", "24,900"]
    beside = as_user(bob).get(working.points[0].url)
    assert beside.context["desk"].source.version == candidate.version


def test_one_press_links_the_row_with_the_working_as_the_note(case: Case, bob: User, candidate: Candidate) -> None:
    client: Client = as_user(bob)
    (working,) = client.get(of(case, claim=candidate.pk)).context["desk"].evidence.worked
    first = working.first
    form = {
        "version": first.version,
        "span": f"{first.row.start}-{first.row.end}",
        "note": working.note,
        "stance": "contradicts",
    }

    client.post(of(case, "review-link", candidate.pk), form)

    link = EvidenceLink.objects.get()
    assert (link.stance, link.exact.split()[0]) == ("contradicts", "Scope")
    assert link.note.startswith("Differs: the table on page 1 gives −12.9 %; here it says 18 %.")
    (after,) = client.get(of(case, claim=candidate.pk)).context["desk"].evidence.worked
    assert after.first is None


def test_a_reader_sees_it_and_has_no_button(case: Case, carol: User, candidate: Candidate) -> None:
    text = as_user(carol).get(of(case, claim=candidate.pk)).content.decode()

    assert "Recomputed by the machine" in text
    assert "Link it to the claim" not in text


def test_nothing_is_shown_where_nothing_was_worked_out(worked_case: Case, bob: User) -> None:
    candidate = Candidate.objects.get(text__contains="ISO 14001")

    assert "Recomputed" not in as_user(bob).get(of(worked_case, claim=candidate.pk)).content.decode()
