"""The example case is a case like any other."""

from __future__ import annotations

import pytest

from esgcheck import pipeline
from esgcheck.accounts.models import User
from esgcheck.claims.models import Candidate, QuotationCheck, Suggestion
from esgcheck.documents.models import Version
from esgcheck.example.opening import open_example


@pytest.mark.django_db
def test_the_example_is_read_found_and_checked(alice: User) -> None:
    case = open_example(by=alice)
    pipeline.run_everything()

    assert {version.state for version in case.versions.all()} == {Version.State.READY}
    assert case.role_of(alice) == "lead"
    assert all(document.hops.exists() for document in case.documents.all())
    assert case.responses.get().answered
    statuses = set(
        QuotationCheck.objects.filter(quotation__version__document__kind="report").values_list("status", flat=True)
    )
    assert {"verbatim", "altered", "source_not_held"} <= statuses
    assert Candidate.objects.filter(kind="quoted_finding").exists()
    assert Suggestion.objects.filter(stance="contradicts").exists()


def test_two_examples_do_not_get_in_each_others_way(alice: User) -> None:
    assert open_example(by=alice) != open_example(by=alice)
