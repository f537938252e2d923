"""What a new source brought is told on the page of the case and in the workbench, until somebody has seen it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from esgcheck import pipeline
from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.claims import review
from esgcheck.claims.models import Candidate, Claim, News

MINUTES = "Minutes\n\nIn 2023 Scope 1 emissions rose by 2 % compared with 2019, said the site manager.\n"


@pytest.fixture
def claim(worked_case: Case, upload: Any, alice: User) -> Claim:
    """Alice's claim about emissions, on which the minutes that came later have something to say."""
    claim = review.accept_candidate(candidate=Candidate.objects.get(text__contains="Scope 1"), by=alice)
    upload(MINUTES, "source", "minutes.txt", "Minutes & notes")
    pipeline.run_everything()
    return claim


def test_the_case_says_which_claims_have_something_new_and_leads_there(
    client: Client, claim: Claim, worked_case: Case, alice: User
) -> None:
    client.force_login(alice)

    page = client.get(f"/cases/{worked_case.pk}/").content.decode()

    assert "New since you last looked" in page
    assert "1 claim has something new from" in page
    assert "Minutes &amp; notes" in page
    assert "1 new passage that may contradict it" in page
    (news,) = News.objects.all()
    address = (
        f"/cases/{worked_case.pk}/review/?claim={claim.pk}&amp;source={news.source_id}&amp;at={news.start}-{news.end}"
    )
    assert address in page
    assert "site manager" in client.get(address.replace("&amp;", "&")).content.decode()


def test_the_workbench_marks_claim_and_passage_until_they_are_seen(
    client: Client, claim: Claim, worked_case: Case, alice: User, bob: User
) -> None:
    client.force_login(alice)
    address = f"/cases/{worked_case.pk}/review/?claim={claim.pk}&new=1"

    before = client.get(address).content.decode()
    assert before.count("mark-new") == 2  # the line of the list, the passage
    assert "Minutes &amp; notes: 1 new passage that may contradict it" in before
    assert before.count("queue__row ") == 1

    answer = client.post(f"/cases/{worked_case.pk}/review/claims/{claim.pk}/seen/?claim={claim.pk}", follow=True)

    assert "mark-new" not in answer.content.decode()
    assert "site manager" in answer.content.decode()
    client.force_login(bob)
    assert "mark-new" in client.get(address).content.decode()


def test_all_is_seen_at_once_also_by_a_reader_and_never_by_a_stranger(
    client: Client, claim: Claim, worked_case: Case, carol: User, charlie: User
) -> None:
    client.force_login(charlie)
    assert client.post(f"/cases/{worked_case.pk}/seen/").status_code == 404
    client.force_login(carol)
    assert "New since you last looked" in client.get(f"/cases/{worked_case.pk}/").content.decode()

    page = client.post(f"/cases/{worked_case.pk}/seen/", follow=True).content.decode()

    assert "New since you last looked" not in page
    assert News.objects.exists()
