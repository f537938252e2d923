"""The list of what is to review: statuses, filters, counts, order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.claims.models import Candidate, Claim
from esgcheck.claims.review import accept_candidate, dismiss_candidate, give_verdict, link_evidence
from esgcheck.claims.worklist import worklist
from esgcheck.documents.models import Version


@pytest.fixture
def candidates(worked_case: Case) -> list[Candidate]:
    return list(Candidate.objects.all())


def test_everything_is_suggested_at_first_with_its_quotation_check(
    worked_case: Case, candidates: list[Candidate]
) -> None:
    listed = worklist(worked_case)

    assert [item.id for item in listed.items] == [candidate.pk for candidate in candidates]
    assert listed.by_status == {"suggested": len(candidates)}
    assert next(item for item in listed.items if item.kind == "quoted_finding").check == "verbatim"


def test_statuses_follow_what_people_decide(worked_case: Case, candidates: list[Candidate], bob: User) -> None:
    first, second, third, fourth = candidates[:4]
    source = worked_case.versions.get(document__kind="source")
    accept_candidate(candidate=first, by=bob)
    dismiss_candidate(candidate=second, by=bob)
    decided = accept_candidate(candidate=third, by=bob)
    give_verdict(claim=decided, value="supported", reasons="Seen.", by=bob)
    stale = accept_candidate(candidate=fourth, by=bob)
    give_verdict(claim=stale, value="supported", reasons="Seen.", by=bob)
    link_evidence(claim=stale, version=source, start=0, end=7, stance="contradicts", by=bob)

    listed = worklist(worked_case)

    status = {item.id: item.status for item in worklist(worked_case, status="dismissed").items + listed.items}
    assert [status[c.pk] for c in (first, second, third, fourth)] == ["open", "dismissed", "decided", "stale"]
    assert second.pk not in [item.id for item in listed.items]
    assert listed.total == len(listed.items)


def test_filters_and_unknown_filters(worked_case: Case, candidates: list[Candidate]) -> None:
    assert {item.kind for item in worklist(worked_case, kind="metric").items} == {"metric"}
    assert len(worklist(worked_case, kind="nonsense", status="nonsense").items) == len(candidates)


def test_order_by_score(worked_case: Case) -> None:
    scores = [item.score for item in worklist(worked_case, order="score").items]

    assert scores == sorted(scores, reverse=True)


def test_neighbours(worked_case: Case) -> None:
    listed = worklist(worked_case)
    first, second = listed.items[:2]

    assert listed.neighbours(first.id) == (None, second)
    assert listed.neighbours(listed.items[-1].id)[1] is None
    assert listed.neighbours("unknown") == (None, first)


def test_a_removed_report_is_not_listed(worked_case: Case, alice: User) -> None:
    from esgcheck.documents.upload import remove_document

    remove_document(document=worked_case.documents.get(kind="report"), by=alice)

    assert worklist(worked_case).items == []


def test_the_number_of_queries_does_not_grow_with_the_claims(
    worked_case: Case, upload: Callable[..., Version], bob: User, django_assert_max_num_queries: Any
) -> None:
    report = worked_case.versions.get(document__kind="report")
    for index in range(40):
        claim = Claim.objects.create(
            case=worked_case,
            version=report,
            version_sha256=report.sha256,
            exact="x",
            start=index,
            end=index + 1,
            kind="general",
            created_by=bob,
        )
        give_verdict(claim=claim, value="supported", reasons="x", by=bob)

    with django_assert_max_num_queries(6):
        listed = worklist(worked_case)

    assert listed.by_status["decided"] == 40
