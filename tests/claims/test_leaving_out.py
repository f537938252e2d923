"""What a quotation left out, from the sources to the rows, the export and the page."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.claims.models import Candidate, QuotationCheck
from esgcheck.claims.review import accept_candidate, link_evidence

pytestmark = pytest.mark.django_db


def check_of(case: Case) -> QuotationCheck:
    return QuotationCheck.objects.get(quotation__version__case=case, quotation__exact__startswith="We do not find")


def test_the_check_holds_what_the_speaker_says_besides(worked_case: Case) -> None:
    check = check_of(worked_case)

    first = check.left_out[0]

    text = worked_case.versions.get(pk=first["version"]).text()
    assert text[first["start"] : first["end"]] == first["exact"]
    assert "We will not absolve the company." in first["exact"]
    assert first["qualifying"] == ["but", "failings", "problem", "not absolve"]
    assert (first["speaker"], first["relation"], first["time_start"]) == ("Ann Prosser", "same_speaker", 20.0)


def test_it_is_shown_beside_what_was_quoted_and_can_be_linked(worked_case: Case, alice: User) -> None:
    candidate = Candidate.objects.get(version__case=worked_case, text__contains="the lawyer concluded")
    client = Client()
    client.force_login(alice)

    page = client.get(reverse("review", args=[worked_case.pk]), {"claim": str(candidate.pk)}).content.decode()

    part = page[page.index('class="leftout"') :]
    assert "Ann Prosser also says" in part
    assert '<mark class="leftout__mark">failings</mark>' in part
    first = check_of(worked_case).left_out[0]
    assert f'name="span" value="{first["start"]}-{first["end"]}"' in part


def test_what_somebody_has_linked_says_so(worked_case: Case, alice: User) -> None:
    first = check_of(worked_case).left_out[0]
    claim = accept_candidate(
        candidate=Candidate.objects.get(version__case=worked_case, text__contains="the lawyer concluded"), by=alice
    )
    version = worked_case.versions.get(pk=first["version"])
    span = {"start": first["start"], "end": first["end"]}
    link_evidence(claim=claim, version=version, **span, stance="contradicts", by=alice)
    client = Client()
    client.force_login(alice)

    page = client.get(reverse("review", args=[worked_case.pk]), {"claim": str(claim.pk)}).content.decode()

    part = page[page.index('class="leftout"') :]
    assert "leftout__linked" in part
