"""Bringing documents in, watching them being read, saying how they came to be held."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from esgcheck import pipeline
from esgcheck.documents.models import Document, Version
from esgcheck.documents.upload import Hop, set_provenance
from esgcheck.jobs.models import Job


def _file(name="note.txt", data=b"We cut emissions by 12 %."):
    return SimpleUploadedFile(name, data)


def _add(client, case, *files, kind="source", **extra):
    return client.post(reverse("add-documents", args=[case.pk]), {"kind": kind, "files": list(files)}, **extra)


def _hops(*rows):
    data = {"hop-TOTAL_FORMS": len(rows), "hop-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        data |= {f"hop-{number}-{name}": value for name, value in row.items()}
    return data


def test_several_files_at_once_become_documents_and_jobs(client, case, bob):
    client.force_login(bob)

    answer = _add(client, case, _file("a.txt", b"one"), _file("b.txt", b"two"), kind="report")

    assert answer["Location"] == reverse("case", args=[case.pk])
    assert set(case.documents.values_list("title", "kind")) == {("a", "report"), ("b", "report")}
    assert Job.objects.filter(kind="read").count() == 2


def test_one_bad_file_does_not_lose_the_others_and_is_explained(client, case, bob):
    client.force_login(bob)

    answer = _add(client, case, _file("a.txt", b"one"), _file("empty.txt", b""))
    page = client.get(answer["Location"]).content.decode()

    assert case.documents.get().title == "a"
    assert "1 document added" in page
    assert "empty.txt: The file is empty" in page


def test_same_file_is_said_to_be_there_already(client, case, bob):
    client.force_login(bob)
    _add(client, case, _file("first.txt"))

    answer = _add(client, case, _file("second.txt"), headers={"accept": "application/json"})

    result = answer.json()["results"][0]
    assert result["state"] == "there"
    assert "as “first”" in result["words"]
    assert result["href"] == reverse("document", args=[case.documents.get().pk])


def test_too_large_a_file_is_refused_in_words(client, case, bob, settings):
    settings.UPLOAD_MAX_BYTES = 3
    client.force_login(bob)

    answer = _add(client, case, _file(), headers={"accept": "application/json"})

    assert answer.json()["results"][0]["state"] == "refused"
    assert "larger than" in answer.json()["results"][0]["words"]


def test_no_file_chosen_says_what_to_do(client, case, bob):
    client.force_login(bob)

    page = client.get(_add(client, case)["Location"]).content.decode()

    assert "Choose one or more files" in page


def test_unknown_kind_is_refused_and_nothing_is_kept(client, case, bob):
    client.force_login(bob)

    answer = _add(client, case, _file(), kind="gossip", headers={"accept": "application/json"})

    assert answer.json()["results"][0]["state"] == "refused"
    assert not Document.objects.exists()


def test_reader_cannot_upload_and_sees_no_form(client, case, carol):
    client.force_login(carol)

    assert _add(client, case, _file()).status_code == 403
    assert "data-upload" not in client.get(reverse("case", args=[case.pk])).content.decode()
    assert not Document.objects.exists()


@pytest.mark.parametrize("name", ["document", "provenance", "read-again", "remove-document", "restore-document"])
def test_stranger_gets_404_for_every_page_of_a_document(client, upload, charlie, name):
    document = upload("secret").document
    client.force_login(charlie)
    address = reverse(name, args=[document.pk])

    assert client.post(address, {"title": "x", "kind": "source"}).status_code == 404
    document.refresh_from_db()
    assert (document.title, document.removed_at) == ("note", None)


def test_list_counts_pages_and_time_while_reading(client, case, upload, alice):
    version = upload("words")
    Version.objects.filter(pk=version.pk).update(state="reading", pages_read=60, pages_known=180)
    Job.objects.filter(kind="read").update(state="running", started_at=timezone.now() - timedelta(seconds=60))
    client.force_login(alice)

    answer = client.get(reverse("documents", args=[case.pk]))
    page = answer.content.decode()

    assert "60 of 180 pages read" in page
    assert "about 2 minutes left" in page
    assert "every 1500ms" in page
    assert "HX-Trigger" not in answer


def test_list_stops_asking_when_all_is_done(client, worked_case, alice):
    client.force_login(alice)

    answer = client.get(reverse("documents", args=[worked_case.pk]), headers={"hx-request": "true"})

    assert "every" not in answer.content.decode()
    assert answer["HX-Trigger"] == "case-is-read"


def test_failed_document_says_why_and_can_be_tried_again(client, case, upload, bob):
    version = upload(b"%PDF-1.4 nonsense", filename="broken.pdf")
    pipeline.run_everything()
    client.force_login(bob)
    page = client.get(reverse("case", args=[case.pk])).content.decode()
    assert "damaged" in page
    assert reverse("read-again", args=[version.document_id]) in page

    client.post(reverse("read-again", args=[version.document_id]))

    version.refresh_from_db()
    assert version.state == Version.State.WAITING
    assert Job.objects.about("read", version.pk).unfinished().count() == 1


def test_failed_document_can_be_taken_out_where_it_is_said_by_who_may(client, case, upload, alice, bob):
    version = upload(b"%PDF-1.4 nonsense", filename="broken.pdf")
    pipeline.run_everything()
    out = reverse("remove-document", args=[version.document_id])
    pages = [reverse("case", args=[case.pk]), reverse("documents", args=[case.pk])]

    client.force_login(alice)
    assert all(out in client.get(page).content.decode() for page in pages)

    client.force_login(bob)
    assert not any(out in client.get(page).content.decode() for page in pages)


def test_reader_cannot_try_again(client, upload, carol):
    version = upload("words")
    client.force_login(carol)

    assert client.post(reverse("read-again", args=[version.document_id])).status_code == 403


def test_failed_check_of_the_case_is_said(client, worked_case, alice):
    Job.objects.create(kind="check", subject=str(worked_case.pk), state="failed")
    client.force_login(alice)

    assert "against the sources failed" in client.get(reverse("case", args=[worked_case.pk])).content.decode()


def test_title_and_kind_are_corrected(client, worked_case, bob):
    document = worked_case.documents.get(kind="source")
    client.force_login(bob)

    client.post(reverse("document", args=[document.pk]), {"title": "The talk", "kind": "report"})

    document.refresh_from_db()
    assert (document.title, document.kind) == ("The talk", "report")


def test_document_page_shows_hash_and_provenance(client, upload, carol, alice):
    version = upload("words")
    hops = [Hop("said", "Ann Prosser", "March 2023"), Hop("published", "A paper", held=True)]
    set_provenance(document=version.document, hops=hops, by=alice)
    client.force_login(carol)

    page = client.get(reverse("document", args=[version.document_id])).content.decode()

    assert version.sha256 in page
    assert page.index("Ann Prosser") < page.index("A paper")
    assert page.count("hops__absent") == 1
    assert reverse("provenance", args=[version.document_id]) not in page


def test_provenance_is_saved_in_the_order_of_the_numbers_without_empty_rows(client, upload, bob):
    document = upload("words").document
    client.force_login(bob)

    client.post(
        reverse("provenance", args=[document.pk]),
        _hops(
            {"what": "published", "who": "A paper", "held": "on", "position": 2},
            {"what": "said", "who": "Ann", "when": "March 2023", "position": 1},
            {"what": ""},
        ),
    )

    assert list(document.hops.values_list("what", "who", "held")) == [
        ("said", "Ann", False),
        ("published", "A paper", True),
    ]


def test_provenance_without_what_happened_keeps_what_was_written(client, upload, bob):
    document = upload("words").document
    client.force_login(bob)

    answer = client.post(reverse("provenance", args=[document.pk]), _hops({"what": "", "who": "Somebody"}))

    assert answer.status_code == 422
    assert 'value="Somebody"' in answer.content.decode()
    assert not document.hops.exists()


def test_reader_cannot_change_provenance(client, upload, carol):
    document = upload("words").document
    client.force_login(carol)

    assert client.get(reverse("provenance", args=[document.pk])).status_code == 403


def test_taking_out_offers_undo_and_undo_brings_back(client, upload, case, alice):
    document = upload("words").document
    client.force_login(alice)

    page = client.get(client.post(reverse("remove-document", args=[document.pk]))["Location"]).content.decode()
    assert f'action="{reverse("restore-document", args=[document.pk])}"' in page
    assert not case.documents.present().exists()

    client.post(reverse("restore-document", args=[document.pk]))
    assert case.documents.present().get() == document


def test_reviewer_cannot_take_a_document_out(client, upload, bob):
    document = upload("words").document
    client.force_login(bob)

    assert client.post(reverse("remove-document", args=[document.pk])).status_code == 403


def test_time_left_is_not_told_from_a_first_page(client, case, upload, alice):
    version = upload("words")
    Version.objects.filter(pk=version.pk).update(state="reading", pages_read=1, pages_known=180)
    Job.objects.filter(kind="read").update(state="running", started_at=timezone.now() - timedelta(seconds=2))
    client.force_login(alice)

    page = client.get(reverse("documents", args=[case.pk])).content.decode()

    assert "1 of 180 pages read" in page
    assert " left" not in page


def test_page_of_a_document_in_work_keeps_itself_current_until_it_is_read(client, upload, alice):
    version = upload("words")
    client.force_login(alice)
    address = reverse("document", args=[version.document_id])
    assert "every 1500ms" in client.get(address).content.decode()

    pipeline.run_everything()
    page = client.get(address).content.decode()
    assert "every 1500ms" not in page
    assert "1 page" in page

    answer = client.post(reverse("read-again", args=[version.document_id]), {"stay": "1"})
    assert answer["Location"] == address
