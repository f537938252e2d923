"""The list of a document's claims and quotations, beside its pages."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client

from esgcheck.accounts.models import User
from esgcheck.claims.models import Candidate, Claim, Quotation
from esgcheck.documents.models import Version
from esgcheck.web.reading import said as panel
from tests.web.test_reading import client, filled, page, words  # noqa: F401  (client is a fixture)

pytestmark = pytest.mark.django_db

PAGES = [
    [("paragraph", "We cut emissions by half.")],
    [("paragraph", "An auditor said “nothing was found” in our so-called “green” plant.")],
]


@pytest.fixture
def version(upload: Any) -> Version:
    return filled(upload("anything", "report", "r.txt", "Annual report"), PAGES, ["i", "1"])


def place(version: Version, said: str) -> dict[str, Any]:
    start = version.text().index(said)
    number = version.pages.filter(start__lte=start).order_by("-start")[0].number
    return {"id": uuid.uuid4(), "version": version, "start": start, "end": start + len(said), "page_number": number}


def candidate(version: Version, said: str, kind: str = "metric") -> Candidate:
    return Candidate.objects.create(**place(version, said), text=said, kind=kind, score=0.9)


def quotation(version: Version, said: str, kind: str, speaker: str = "") -> Quotation:
    return Quotation.objects.create(**place(version, said), exact=said, kind=kind, speaker=speaker)


def shown(client: Client, version: Version, number: int = 1, **query: str) -> Any:  # noqa: F811
    return page(client, version, number, side="said", **query).context["reading"].panel.said


def test_claims_and_quotations_stand_page_by_page_each_with_its_place(client: Client, version: Version) -> None:  # noqa: F811
    claim = candidate(version, "We cut emissions by half.")
    quotation(version, "nothing was found", "direct", "An auditor")

    [first, second] = shown(client, version).pages

    assert (first.number, first.label, second.number) == (1, "i", 2)
    assert [(one.kind, one.words, one.who, one.suggested) for one in first.sayings + second.sayings] == [
        ("Metric", "We cut emissions by half.", "", True),
        ("Quotation", "nothing was found", "An auditor", False),
    ]
    assert f"/pages/1/?at={claim.start}-{claim.end}" in first.sayings[0].url


def test_what_a_person_took_up_is_there_once_and_no_suggestion(client: Client, version: Version, bob: User) -> None:  # noqa: F811
    taken = candidate(version, "We cut emissions by half.")
    Claim.objects.create(
        **place(version, taken.text) | {"id": taken.pk},
        case=version.document.case,
        version_sha256=version.sha256,
        exact=taken.text,
        kind="action",
        created_by=bob,
    )

    [only] = shown(client, version).pages[0].sayings

    assert (only.kind, only.suggested) == ("Action taken", False)


def test_words_in_marks_that_nobody_said_are_kept_apart(client: Client, version: Version) -> None:  # noqa: F811
    quotation(version, "nothing was found", "direct")
    quotation(version, "green", "scare")

    found = shown(client, version)

    assert [one.words for on_page in found.pages for one in on_page.sayings] == ["nothing was found"]
    assert [one.words for one in found.apart] == ["green"]
    assert "1 in marks that nobody said" in words(page(client, version, side="said"))


def test_the_one_in_question_is_marked(client: Client, version: Version) -> None:  # noqa: F811
    here = quotation(version, "nothing was found", "direct")

    found = shown(client, version, 2, at=f"{here.start}-{here.end}")

    assert [one.here for one in found.pages[0].sayings] == [True]


def test_a_long_list_comes_a_stretch_at_a_time(
    client: Client,  # noqa: F811
    version: Version,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(panel, "STRETCH", 1)
    monkeypatch.setattr(panel, "_BEFORE", 0)
    candidate(version, "We cut emissions by half.")
    quotation(version, "nothing was found", "direct")

    first, second = shown(client, version, 1), shown(client, version, 2)

    assert [one.words for one in first.pages[0].sayings] == ["We cut emissions by half."]
    assert [one.words for one in second.pages[0].sayings] == ["nothing was found"]
    assert (first.earlier_url, second.later_url) == ("", "")
    assert "side=said&first=2" in first.later_url
    assert "side=said&first=1" in second.earlier_url


def test_where_nothing_is_said_it_says_so(client: Client, version: Version) -> None:  # noqa: F811
    assert "No claim and no quotation was found in this document." in words(page(client, version, side="said"))
