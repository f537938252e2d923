"""The public page and the preview. What is public is searched for everything that must not be."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from esgcheck.accounts.models import User
from esgcheck.claims.models import Claim
from esgcheck.claims.review import give_verdict, link_evidence
from esgcheck.publishing.models import Publication
from esgcheck.publishing.publish import publish_claim, revoke
from tests.publishing.ready import PRIVATE_NOTE, QUOTED, WHISTLEBLOWER

pytest_plugins = ["tests.publishing.fixtures"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def publication(ready: Claim, alice: User) -> Publication:
    return publish_claim(claim=ready, by=alice)


def page_of(publication: Publication, client: Client) -> str:
    response = client.get(reverse("published", args=[publication.token]))
    assert response.status_code == 200
    return response.content.decode()


def images_in(page: str) -> list[str]:
    return re.findall(r'<image href="([^"]+)"', page)


def test_anybody_with_the_link_sees_the_words_the_verdict_and_the_evidence(publication: Publication) -> None:
    page = page_of(publication, Client())

    assert QUOTED in page
    assert "Misleading by omission" in page
    assert "It leaves out the problem." in page
    assert page.index("What contradicts it") < page.index("What supports it")
    assert "this is a problem" in page
    assert "We stand by our report." in page
    assert publication.snapshot["documents"]["d1"]["sha256"] in page
    assert len(images_in(page)) == 2


def test_nothing_private_is_in_the_page_its_data_or_its_images(
    publication: Publication, ready: Claim, alice: User, bob: User
) -> None:
    page = page_of(publication, Client())
    data = Client().get(reverse("published-json", args=[publication.token])).content
    images = [Client().get(url).content for url in images_in(page)]
    case = ready.case
    private = [
        *(word for user in (alice, bob) for word in (user.username, user.name, user.email)),
        *(case.title, case.description, PRIVATE_NOTE, WHISTLEBLOWER, "Cafe Orion"),
        *case.versions.values_list("filename", flat=True),
        *(str(row.pk) for row in (case, ready, publication, *case.documents.all(), *case.versions.all())),
    ]

    assert len(private) > 20
    for words in private:
        assert words.lower() not in page.lower()
        assert words.lower() not in json.dumps(json.loads(data), ensure_ascii=False).lower()
        for image in images:
            assert words.encode() not in image
    for image in images:
        picture = Image.open(io.BytesIO(image))
        assert picture.format == "WEBP"
        assert not picture.getexif()
        assert set(picture.info) <= {"loop", "background", "duration", "timestamp"}


def test_the_public_side_reads_publications_and_their_images_and_nothing_else(publication: Publication) -> None:
    urls = [reverse("published", args=[publication.token]), reverse("published-json", args=[publication.token])]
    urls += images_in(page_of(publication, Client()))

    for url in urls:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert Client().get(url).status_code == 200
        tables = {table for query in queries for table in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"])}
        assert len(queries) == 1
        assert all(query["sql"].startswith("SELECT") for query in queries)
        assert tables <= {"publishing_publication", "publishing_publicationimage"}


def test_the_page_sets_no_cookie_runs_no_script_and_leaves_no_trace(publication: Publication) -> None:
    response = Client().get(reverse("published", args=[publication.token]))
    page = response.content.decode()

    assert not response.cookies
    assert "<script" not in page
    assert " style=" not in page
    assert not re.search(r'(?:src|href)="https?://', page)
    assert response["X-Robots-Tag"].startswith("noindex")
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Cache-Control"] == "no-store"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "script-src" not in response["Content-Security-Policy"]


def test_being_logged_in_changes_nothing_of_the_public_page(publication: Publication, alice: User) -> None:
    client = Client()
    client.force_login(alice)

    assert page_of(publication, client) == page_of(publication, Client())


def test_revoked_means_gone_for_page_data_and_images(publication: Publication, alice: User) -> None:
    urls = [reverse("published", args=[publication.token]), reverse("published-json", args=[publication.token])]
    urls += images_in(page_of(publication, Client()))

    revoke(publication=publication, by=alice)

    for url in urls:
        response = Client().get(url)
        assert response.status_code == 410
        assert "withdrawn" in response.content.decode()
        assert "intended to harm" not in response.content.decode()


@pytest.mark.parametrize("token", ["short", "x" * 43])
def test_a_link_that_never_was_is_not_found_and_says_so(db: None, token: str) -> None:
    response = Client().get(reverse("published", args=[token]))

    assert response.status_code == 404
    assert "There is nothing here" in response.content.decode()


def test_an_image_of_another_publication_is_not_shown(publication: Publication) -> None:
    assert Client().get(reverse("published-image", args=[publication.token, "crop-99"])).status_code == 404
    assert Client().get(reverse("published-image", args=["x" * 43, "crop-1"])).status_code == 404


def look(client: Client, claim: Claim) -> tuple[str, dict[str, str]]:
    """The preview and the form in it, as a browser would send it."""
    page = client.get(reverse("publish", args=[claim.pk])).content.decode()
    return page, fields_of(page)


def fields_of(page: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]+>", page):
        found: Any = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if found.get("type") == "checkbox" and " checked" not in tag:
            continue
        fields[found["name"]] = found.get("value", "on")
    return fields


def test_the_preview_shows_the_page_and_publishes_nothing(ready: Claim, alice: User) -> None:
    client = Client()
    client.force_login(alice)

    page, fields = look(client, ready)

    assert QUOTED in page
    assert "data:image/webp;base64," in page
    assert "What will be public" in page
    assert page.index('value="look"') < page.index('value="publish"')  # the Enter key shows, it never publishes
    assert PRIVATE_NOTE in page  # offered, not ticked
    assert not any(name.startswith("note-") for name in fields)
    assert not Publication.objects.exists()


def test_choosing_and_publishing_by_the_form(ready: Claim, alice: User) -> None:
    client = Client()
    client.force_login(alice)
    url = reverse("publish", args=[ready.pk])
    _, fields = look(client, ready)
    fields |= {"byline": "The Harbour Desk", f"title-{ready.version.document_id}": "The company’s report"}

    looked = client.post(url, {**fields, "do": "look"}).content.decode()
    assert "The company’s report" in looked
    assert not Publication.objects.exists()
    published = client.post(url, {**fields_of(looked), "do": "publish"}, follow=True)

    publication = Publication.objects.get()
    assert publication.token in published.content.decode()
    page = page_of(publication, Client())
    assert "The Harbour Desk" in page
    assert "The company’s report" in page
    assert "Report 2023" not in page


def test_changed_choices_are_shown_before_they_are_published(ready: Claim, alice: User) -> None:
    client = Client()
    client.force_login(alice)
    _, fields = look(client, ready)
    note = next(link for link in ready.links.all() if link.note)

    response = client.post(reverse("publish", args=[ready.pk]), {**fields, f"note-{note.pk}": "on", "do": "publish"})

    assert response.status_code == 409
    assert "Look again" in response.content.decode()
    assert not Publication.objects.exists()


def test_a_claim_that_cannot_be_published_says_why(ready: Claim, alice: User) -> None:
    link_evidence(claim=ready, version=ready.version, start=0, end=20, stance="context", by=alice)
    client = Client()
    client.force_login(alice)

    response = client.get(reverse("publish", args=[ready.pk]))

    assert response.status_code == 422
    assert "Look again and give the verdict anew" in response.content.decode()


def test_strangers_find_nothing_and_reviewers_may_not_publish(
    ready: Claim, bob: User, charlie: User, publication: Publication
) -> None:
    private = [
        reverse("publish", args=[ready.pk]),
        reverse("revoke", args=[publication.pk]),
    ]
    open_to_members = [reverse("publications", args=[ready.case_id]), reverse("export", args=[ready.case_id])]
    for user, here, there in ((charlie, 404, 404), (bob, 403, 200)):
        client = Client()
        client.force_login(user)
        assert {client.get(url).status_code for url in private} == {here}
        assert {client.post(url).status_code for url in private} == {here}
        assert {client.get(url).status_code for url in open_to_members} == {there}
    assert Client().get(private[0]).status_code == 302
    publication.refresh_from_db()
    assert publication.revoked_at is None


def test_the_list_says_when_a_claim_has_changed_since(publication: Publication, ready: Claim, bob: User) -> None:
    client = Client()
    client.force_login(bob)
    url = reverse("publications", args=[ready.case_id])
    assert "changed since" not in client.get(url).content.decode()

    give_verdict(claim=ready, value="supported", reasons="On second thoughts.", by=bob)

    assert "changed since" in client.get(url).content.decode()


def test_taking_back_asks_first(publication: Publication, alice: User) -> None:
    client = Client()
    client.force_login(alice)
    url = reverse("revoke", args=[publication.pk])

    assert "Take this back?" in client.get(url).content.decode()
    publication.refresh_from_db()
    assert publication.revoked_at is None
    listed = client.post(url, follow=True).content.decode()

    publication.refresh_from_db()
    assert publication.revoked_at is not None
    assert "taken back" in listed
    assert QUOTED not in listed


def test_readers_can_download_the_export(ready: Claim, carol: User) -> None:
    client = Client()
    client.force_login(carol)

    response = client.get(reverse("export", args=[ready.case_id]))

    data = json.loads(b"".join(response.streaming_content))
    assert data["format"] == "esgcheck-case"
    assert response["Content-Disposition"] == 'attachment; filename="harbour-lights.json"'


def test_the_schemas_are_there_for_anybody(db: None) -> None:
    for name, schema in (("schema", "case-1"), ("publication-schema", "publication-1")):
        assert Client().get(reverse(name)).json()["$id"] == f"urn:esgcheck:schema:{schema}"
