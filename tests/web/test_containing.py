"""What was inside of a document, what it came out of, and what a file says of itself, on the document's page."""

from __future__ import annotations

import pytest
from django.urls import reverse

from esgcheck import pipeline
from esgcheck.analysis.reading import ocr
from tests.documents.test_containing import NOTE, mail, zipped


@pytest.fixture
def archive(upload):
    version = upload(zipped(note_txt=NOTE, broken_bin=b"\x00\x01\x02" * 9), filename="pile.zip")
    pipeline.run_everything()
    return version


def test_an_archives_page_links_what_was_inside_and_says_that_it_stays(client, alice, archive):
    client.force_login(alice)
    note = archive.document.contents.get(title="note")

    page = client.get(reverse("document", args=[archive.document_id])).content.decode()

    assert "What was inside" in page
    assert "2 documents" in page
    assert f'href="{reverse("document", args=[note.pk])}">note</a>' in page
    assert f'href="{reverse("pages", args=[note.version.pk, 1])}" aria-label="Read note"' in page
    assert "Could not be read" in page
    assert "leaves them where they are" in page


def test_a_file_from_an_archive_says_where_it_came_out_of(client, alice, archive):
    client.force_login(alice)
    note = archive.document.contents.get(title="note")

    page = client.get(reverse("document", args=[note.pk])).content.decode()

    assert f'Came out of <a href="{reverse("document", args=[archive.document_id])}">pile</a>' in page


def test_who_reads_an_archives_list_is_led_to_what_was_inside(client, alice, archive):
    client.force_login(alice)
    note = archive.document.contents.get(title="note")

    listed = client.get(reverse("pages", args=[archive.pk, 1])).content.decode()
    read = client.get(reverse("pages", args=[note.version.pk, 1])).content.decode()

    assert f'href="{reverse("document", args=[archive.document_id])}#contents" data-leaves>2 inside</a>' in listed
    assert "reader__inside" not in read


def test_an_e_mails_page_shows_what_its_headers_say(client, alice, upload):
    version = upload(mail(), filename="re.eml")
    pipeline.run_everything()
    client.force_login(alice)

    page = client.get(reverse("document", args=[version.document_id])).content.decode()

    assert "What the file says of itself" in page
    assert "<dt>Dated</dt><dd>21 October 2025</dd>" in page
    assert "<dt>To</dt><dd>noor@ledger.example</dd>" in page
    assert "Taken from the headers of the e-mail" in page


@pytest.mark.parametrize(
    ("engine", "words"),
    [
        (None, "Tesseract is not installed on this server"),
        (ocr.Engine("/t", "/d", "5.3", ("eng",), ("eng", "fin")), "Installed but not used: fin"),
    ],
    ids=["absent", "there"],
)
def test_health_says_whether_pictures_are_read(client, alice, monkeypatch, engine, words):
    monkeypatch.setattr(ocr, "engine", lambda: engine)
    monkeypatch.setattr("esgcheck.web.views.health.engine", lambda: engine)
    alice.is_staff = True
    alice.save()
    client.force_login(alice)

    assert words in client.get(reverse("health")).content.decode()
