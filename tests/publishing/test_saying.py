"""What a published claim says of itself: what a person corrected or confirmed, and where else the report says it."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from django.template.loader import render_to_string

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.claims.models import Candidate, Claim
from esgcheck.claims.review import accept_candidate, describe_claim, give_verdict, merge
from esgcheck.documents.models import Version
from esgcheck.publishing.page import page_of
from esgcheck.publishing.schemas import schema_text
from esgcheck.publishing.snapshot import draft_of
from tests.claims.paper import SENTENCES, TEXT, field, paper, propose, topic

pytestmark = pytest.mark.django_db
AGAIN = SENTENCES[0]
GUESS = "a guess of the machine"


@pytest.fixture
def report(case: Case, alice: User) -> Version:
    return paper(case, alice, f"{TEXT}\f{AGAIN}\n\nOther words that only look alike.\n\n")


@pytest.fixture
def candidate(report: Version) -> Candidate:
    again = report.text().rindex(AGAIN)
    alike = report.text().index("Other words")
    places = [
        {"start": again, "end": again + len(AGAIN), "page": 2, "text": AGAIN.replace(" Scope", "\nScope")},
        {"start": alike, "end": alike + 11, "page": 2, "text": "Other words"},
    ]
    fields = [field("value", "12 %", report), field("found_by", GUESS)]
    context = [{"start": 0, "end": 11, "page": 1, "text": GUESS}]
    return propose(report, SENTENCES[0], fields=fields, topics=[topic("E1", GUESS)], places=places, context=context)


def snapshot(claim: Claim, by: User) -> dict[str, Any]:
    give_verdict(claim=claim, value="supported", reasons="Seen.", by=by)
    return draft_of(Claim.objects.get(pk=claim.pk)).snapshot


def test_guesses_of_the_machine_are_not_published(candidate: Candidate, alice: User) -> None:
    shot = snapshot(accept_candidate(candidate=candidate, by=alice), alice)

    assert (shot["claim"]["fields"], shot["claim"]["topics"]) == ([], [])
    assert GUESS not in json.dumps(shot)


def test_what_a_person_corrected_is_published_and_shown(candidate: Candidate, alice: User) -> None:
    claim = accept_candidate(candidate=candidate, by=alice)
    fields = [{"name": "value", "text": "12 <b>%</b>", "value": "-12"}]
    describe_claim(claim=claim, fields=fields, topics=[{"vocabulary": "ESRS", "code": "E1"}], by=alice)

    shot = snapshot(claim, alice)

    published = {**shot, "published_at": "2026-11-24T00:00:00+00:00"}
    jsonschema.validate(published, json.loads(schema_text("publication-1")), jsonschema.Draft202012Validator)
    assert shot["claim"]["fields"] == [{"name": "value", "text": "12 <b>%</b>", "value": "-12", "of": 0}]
    page = render_to_string("publishing/published.html", {"page": page_of(published, {}), "json_url": "x"})
    assert "Value: 12 &lt;b&gt;%&lt;/b&gt; · ESRS E1" in page


def test_places_with_the_very_words_are_published_and_those_that_only_look_alike_are_not(
    candidate: Candidate, report: Version, alice: User
) -> None:
    Version.objects.filter(pk=report.pk).update(media_type="text/html")
    shot = snapshot(accept_candidate(candidate=candidate, by=alice), alice)

    assert [" ".join(row["exact"].split()) for row in shot["claim"]["places"]] == [AGAIN]
    assert shot["claim"]["places"][0]["place"] == {"page": None, "label": "", "time_start": None}


def test_places_that_a_person_put_together_are_published(report: Version, alice: User) -> None:
    one, other = propose(report, SENTENCES[0]), propose(report, SENTENCES[4])

    shot = snapshot(merge(items=[one, other], by=alice), alice)

    assert [row["exact"] for row in shot["claim"]["places"]] == [SENTENCES[4]]


def test_a_page_tells_where_else_it_stands() -> None:
    from tests.publishing.test_page import drawn
    from tests.publishing.test_page import snapshot as shot

    with_pages = shot()
    with_pages["claim"]["places"] = [
        {"exact": "x", "place": {"page": number, "label": "", "time_start": None}} for number in (5, 9, 5)
    ]

    assert "; also page 5, page 9</p>" in drawn(with_pages)
