from __future__ import annotations

import pytest

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.claims.models import Candidate
from esgcheck.documents.models import Version
from tests.claims.paper import SENTENCES, paper, propose


@pytest.fixture
def report(case: Case, alice: User) -> Version:
    return paper(case, alice)


@pytest.fixture
def proposed(report: Version) -> list[Candidate]:
    """A candidate for each of the report's five sentences."""
    return [propose(report, sentence) for sentence in SENTENCES]
