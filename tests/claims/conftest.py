from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction

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


@pytest.fixture
def run() -> Any:
    """A run of a job that nobody else has taken over."""

    class Alone:
        @contextmanager
        def writing(self) -> Iterator[None]:
            with transaction.atomic():
                yield

    return Alone()
