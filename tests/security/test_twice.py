"""The same thing done twice, by two people or by an impatient one, is done once."""

from __future__ import annotations

import pytest

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.claims.models import Candidate, Claim
from esgcheck.claims.review import accept_candidate, add_claim, give_verdict
from esgcheck.publishing.models import Publication
from esgcheck.publishing.publish import publish_claim, revoke

pytestmark = pytest.mark.django_db


@pytest.fixture
def candidate(worked_case: Case) -> Candidate:
    found = Candidate.objects.filter(version__case=worked_case).first()
    assert found is not None
    return found


def test_marking_by_hand_what_the_machine_proposes_and_accepting_it_is_one_claim(
    candidate: Candidate, bob: User
) -> None:
    by_hand = add_claim(version=candidate.version, start=candidate.start, end=candidate.end, by=bob)
    accepted = accept_candidate(candidate=candidate, by=bob)

    assert by_hand == accepted
    assert add_claim(version=candidate.version, start=candidate.start, end=candidate.end, by=bob) == by_hand
    assert Claim.objects.count() == 1


def test_publish_pressed_twice_makes_one_link(candidate: Candidate, alice: User) -> None:
    claim = accept_candidate(candidate=candidate, by=alice)
    give_verdict(claim=claim, value="not_enough_evidence", reasons="Nothing is held.", by=alice)
    claim = Claim.objects.get(pk=claim.pk)

    first, second = publish_claim(claim=claim, by=alice), publish_claim(claim=claim, by=alice)

    assert first == second
    assert Publication.objects.live().count() == 1


def test_what_was_taken_back_can_be_published_again_at_another_link(candidate: Candidate, alice: User) -> None:
    claim = accept_candidate(candidate=candidate, by=alice)
    give_verdict(claim=claim, value="not_enough_evidence", reasons="Nothing is held.", by=alice)
    claim = Claim.objects.get(pk=claim.pk)
    first = publish_claim(claim=claim, by=alice)
    revoke(publication=first, by=alice)

    again = publish_claim(claim=claim, by=alice)

    assert again.token != first.token
    assert again.revoked_at is None
