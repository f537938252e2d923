"""The language of each document: found, shown in words, to be filtered by, and given to programs."""

from __future__ import annotations

import pytest
from django.urls import reverse

from esgcheck import pipeline
from esgcheck.documents.models import Version

pytestmark = pytest.mark.django_db

ENGLISH = b"We have cut the emissions of our own plants by 12 per cent since 2019, and we will go on with that work."
GERMAN = (
    b"Der Konzern hat die Emissionen der eigenen Werke seit dem Jahr 2019 um 12 Prozent gesenkt, "
    b"und das ist nicht das Ende, denn wir wollen noch mehr erreichen."
)


@pytest.fixture
def three(case, upload):
    upload(ENGLISH, filename="english.txt")
    upload(GERMAN, filename="deutsch.txt")
    upload(b"12,345\n\n67,890\n", filename="figures.txt")
    return case


def _told(case, **languages):
    """As if they had been read."""
    for name, code in languages.items():
        case.versions.filter(filename=f"{name}.txt").update(state="ready", language=code, pages_known=1, pages_read=1)


def test_the_language_is_found_and_shown_in_words(client, three, bob):
    pipeline.run_everything()
    client.force_login(bob)
    versions = {version.filename: version for version in three.versions.all()}
    assert {name: version.language for name, version in versions.items()} == {
        "english.txt": "en", "deutsch.txt": "de", "figures.txt": "",
    }  # fmt: skip

    listed = client.get(reverse("documents", args=[three.pk])).content.decode()
    page = client.get(reverse("document", args=[versions["deutsch.txt"].document_id])).content.decode()
    unknown = client.get(reverse("document", args=[versions["figures.txt"].document_id])).content.decode()
    reader = client.get(reverse("pages", args=[versions["deutsch.txt"].pk, 1]) + "?side=contents").content.decode()

    assert listed.count("<span>English</span>") == listed.count("<span>German</span>") == 1
    assert "<span>language not known</span>" in listed
    assert "<dt>Language</dt><dd>German</dd>" in page
    assert '<dt>Language</dt><dd class="quiet">Language not known</dd>' in unknown
    assert "In German." in reader
    assert 'lang="de"' in reader


def test_documents_are_narrowed_by_their_language(client, three, bob):
    _told(three, english="en", deutsch="de", figures="")
    client.force_login(bob)
    address = reverse("documents", args=[three.pk])

    german = client.get(address + "?language=de").content.decode()
    unknown = client.get(address + "?language=none").content.decode()
    nonsense = client.get(address + "?language=xx").content.decode()

    assert "1 in German" in german
    assert german.count('aria-current="true"') == 1  # and not that all are listed
    assert (">deutsch</a>" in german, ">english</a>" in german, ">figures</a>" in german) == (True, False, False)
    assert (">deutsch</a>" in unknown, ">figures</a>" in unknown) == (False, True)
    assert ">english</a>" in nonsense
    assert 'name="language" value="de"' in german  # a search by name stays within it


def test_nothing_is_offered_where_all_are_in_one_language(client, case, upload, bob):
    upload(ENGLISH, filename="english.txt")
    _told(case, english="en")
    client.force_login(bob)

    page = client.get(reverse("documents", args=[case.pk])).content.decode()

    assert "By language" not in page


def test_nothing_is_said_of_the_language_before_a_document_is_read(client, case, upload, bob):
    version = upload(ENGLISH, filename="english.txt")
    client.force_login(bob)

    page = client.get(reverse("document", args=[version.document_id])).content.decode()

    assert "Language" not in page
    assert Version.objects.get(pk=version.pk).language == ""


def test_programs_are_given_its_code(client, three, bob):
    _told(three, deutsch="de")
    client.force_login(bob)
    version = three.versions.get(filename="deutsch.txt")

    answer = client.get(f"/api/v1/documents/{version.document_id}/").json()

    assert answer["version"]["language"] == "de"
