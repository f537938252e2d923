"""A new source tells the people of a case what it brought for which claim; nothing that they decided changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core import serializers
from django.utils import timezone

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.claims import checking, review
from esgcheck.claims.finding import find_in_version
from esgcheck.claims.models import Candidate, Claim, EvidenceLink, News, Suggestion, Verdict
from esgcheck.claims.news import mark_seen, unseen
from esgcheck.documents.models import Document, Version
from esgcheck.errors import NotAllowed
from tests.claims.paper import paper
from tests.claims.test_fresh import LETTER, NOTE
from tests.conftest import REPORT_TEXT

MINUTES = """Minutes of the board

In 2023 Scope 1 emissions rose by 2 % compared with 2019, said the site manager.

The canteen of the site in Lund was closed.
"""


@pytest.fixture
def report(case: Case, alice: User, run: Any) -> Version:
    version = paper(case, alice, REPORT_TEXT)
    find_in_version(version, run)
    return version


@pytest.fixture
def bring(case: Case, alice: User, run: Any) -> Callable[[str, str], Version]:
    """A source comes, and the case is checked."""

    def come(title: str, text: str) -> Version:
        version = paper(case, alice, text, "source", title)
        find_in_version(version, run)
        checking.check_case(case, run)
        return version

    return come


def accepted(words: str, by: User) -> Claim:
    return review.accept_candidate(candidate=Candidate.objects.get(text__contains=words), by=by)


def test_who_works_on_a_claim_is_told_what_a_new_source_says_of_it_first(
    case: Case, report: Version, bring: Callable[..., Version], alice: User, bob: User
) -> None:
    bring("Letter", LETTER)
    emissions, sites = accepted("Scope 1", bob), accepted("ISO 14001", alice)

    minutes = bring("Minutes", MINUTES)

    told = unseen(case, bob)
    assert told[0].claim == emissions
    assert told[0].is_theirs
    assert told[0].source == minutes
    assert "may contradict it" in told[0].in_words
    assert {one.claim for one in told} <= {emissions, sites}
    passage = Suggestion.objects.get(version=minutes, start=told[0].first.start, claim_start=emissions.start)
    assert passage.stance == told[0].first.what


def test_a_quotation_that_is_found_now_is_told(
    case: Case, report: Version, bring: Callable[..., Version], alice: User
) -> None:
    bring("Letter", LETTER)
    accepted("lawyer concluded", alice)

    bring("Note", NOTE)

    (told,) = unseen(case, alice)
    assert [(one.was, one.now) for one in told.news if one.what == "quotation"] == [("not_found", "verbatim")]
    assert "its quotation is verbatim here, where it was not found" in told.in_words


def test_what_was_there_when_the_claim_was_first_checked_is_no_news(
    case: Case, report: Version, bring: Callable[..., Version], alice: User, run: Any
) -> None:
    bring("Minutes", MINUTES)
    bring("Note", NOTE)
    accepted("Scope 1", alice)

    checking.check_case(case, run)
    checking.check_case(case, run, anew=True)

    assert not News.objects.exists()


def test_what_nobody_has_accepted_has_no_news(case: Case, report: Version, bring: Callable[..., Version]) -> None:
    bring("Letter", LETTER)
    bring("Minutes", MINUTES)

    assert not News.objects.exists()


def test_the_same_words_from_another_source_are_no_news(
    case: Case, report: Version, bring: Callable[..., Version], alice: User
) -> None:
    bring("Minutes", MINUTES)
    accepted("Scope 1", alice)

    copy = bring("Copy of the minutes", MINUTES)

    assert not News.objects.filter(source=copy, what__in=["contradicts", "supports"]).exists()


def test_each_sees_for_themselves_and_what_is_seen_does_not_come_back(
    case: Case, report: Version, bring: Callable[..., Version], alice: User, bob: User, run: Any
) -> None:
    bring("Letter", LETTER)
    claim = accepted("Scope 1", alice)
    bring("Minutes", MINUTES)
    assert unseen(case, alice)

    assert mark_seen(case=case, by=alice, claims=[claim.pk]) == len(unseen(case, bob)[0].news)

    checking.check_case(case, run, anew=True)
    assert unseen(case, alice) == []
    assert [told.claim for told in unseen(case, bob)] == [claim]
    assert not unseen(case, bob)[0].is_theirs


def test_a_verdict_has_seen_what_there_is(
    case: Case, report: Version, bring: Callable[..., Version], alice: User
) -> None:
    bring("Letter", LETTER)
    claim = accepted("Scope 1", alice)
    bring("Minutes", MINUTES)

    review.give_verdict(claim=claim, value="contradicted", reasons="They rose.", by=alice)

    assert unseen(case, alice) == []


def test_who_joins_later_finds_nothing_new_and_a_stranger_may_not_even_mark_it(
    case: Case, report: Version, bring: Callable[..., Version], alice: User, charlie: User
) -> None:
    bring("Letter", LETTER)
    accepted("Scope 1", alice)
    bring("Minutes", MINUTES)

    assert unseen(case, charlie) == []
    with pytest.raises(NotAllowed):
        mark_seen(case=case, by=charlie)

    case.memberships.create(user=charlie, role="reviewer")
    assert unseen(case, charlie) == []


def test_news_of_a_source_that_is_taken_out_is_not_told(
    case: Case, report: Version, bring: Callable[..., Version], alice: User
) -> None:
    bring("Letter", LETTER)
    accepted("Scope 1", alice)
    minutes = bring("Minutes", MINUTES)

    Document.objects.filter(pk=minutes.document_id).update(removed_at=timezone.now())

    assert unseen(case, alice) == []


def test_nothing_that_a_person_decided_changes_and_no_verdict_is_to_be_looked_at_again(
    case: Case, report: Version, bring: Callable[..., Version], alice: User, bob: User, run: Any
) -> None:
    letter = bring("Letter", LETTER)
    claim = accepted("Scope 1", alice)
    start = letter.text().index("Two of our sites")
    review.link_evidence(claim=claim, version=letter, start=start, end=start + 30, stance="context", note="", by=bob)
    review.give_verdict(claim=claim, value="supported", reasons="The letter says so.", by=bob)
    review.dismiss(item=Candidate.objects.get(text__contains="renewable"), by=alice)
    before = decided()

    bring("Minutes", MINUTES)
    bring("Note", NOTE)
    checking.check_case(case, run, anew=True)

    assert decided() == before
    assert not Claim.objects.get(pk=claim.pk).verdict_is_stale
    assert Suggestion.objects.filter(claim_start=claim.start).exclude(version=letter).exists()


def decided() -> str:
    """Every row that people's decisions are, byte for byte."""
    rows = [row for model in (Claim, EvidenceLink, Verdict) for row in model._default_manager.order_by("pk")]
    return serializers.serialize("json", rows)
