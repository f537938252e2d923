"""Files inside of files become documents of the case: once, of the right kind, with where they came from."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import pytest
from django.db.models import Q

from esgcheck import pipeline
from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.documents import containing
from esgcheck.documents.files import path_of
from esgcheck.documents.models import Document, ProvenanceHop, Version
from esgcheck.documents.upload import Hop, set_provenance

Upload = Callable[..., Version]
NOTE = b"We did not find that the clause was drafted in good faith.\n"


def zipped(**files: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name.replace("_", ".") if "." not in name else name), content)
    return data.getvalue()


def mail(attachment: bytes = NOTE) -> bytes:
    message = EmailMessage()
    message["From"] = "Käthe Vennor <press@otterlund.example>"
    message["To"] = "noor@ledger.example"
    message["Date"] = "Tue, 21 Oct 2025 23:42:08 +0100"
    message["Subject"] = "The contracts"
    message.set_content("Dear Noor, find them attached.")
    message.add_attachment(attachment, maintype="text", subtype="plain", filename="contract_1.txt")
    return message.as_bytes()


def contents(version: Version) -> list[tuple[str, str, str]]:
    """(title, kind, state) of what came out of it, by title."""
    found = Version.objects.filter(document__within=version.document).order_by("document__title")
    return [(one.document.title, one.document.kind, one.state) for one in found]


def codes(version: Version) -> list[str]:
    version.refresh_from_db()
    return [problem["code"] for problem in version.problems]


def test_an_archives_files_are_documents_of_its_kind_that_are_read_in_turn(upload: Upload, alice: User) -> None:
    version = upload(zipped(note_txt=NOTE, other_bin=b"\x00\x01\x02" * 9), "report", "pile.zip")

    pipeline.run_everything()

    assert contents(version) == [("note", "report", "ready"), ("other", "report", "failed")]
    version.refresh_from_db()
    assert version.state == Version.State.READY
    assert not version.candidates.exists()
    child = Version.objects.get(document__title="note")
    assert child.text() == NOTE.decode()
    assert child.document.created_by == alice


def test_reading_an_archive_again_doubles_nothing_and_keeps_what_people_did(upload: Upload, alice: User) -> None:
    version = upload(zipped(a_txt=NOTE, b_txt=b"Other words."), filename="pile.zip")
    pipeline.run_everything()
    Document.objects.filter(title="a").update(title="The note")
    pipeline.remove(document=Document.objects.get(title="b"), by=alice)

    pipeline.read_again(version=version, by=alice)
    pipeline.run_everything()

    assert [title for title, _, _ in contents(version)] == ["The note", "b"]
    assert Document.objects.get(title="b").removed_at is not None
    assert codes(version) == []


def test_a_file_that_the_case_holds_is_not_doubled_but_told(upload: Upload) -> None:
    held = upload(NOTE, filename="held.txt")
    version = upload(zipped(a_txt=NOTE, b_txt=b"Other words.", c_txt=b"Other words."), filename="pile.zip")

    pipeline.run_everything()

    assert [title for title, _, _ in contents(version)] == ["b"]
    assert codes(version) == ["already_there", "kept_once"]
    assert version.problems[0]["message"].startswith("1 of 3 files")
    held.document.refresh_from_db()
    assert held.document.within is None


def test_archives_are_unpacked_three_deep_and_no_deeper(upload: Upload) -> None:
    data = NOTE
    for _ in range(5):
        data = zipped(inner_zip=data)
    version = upload(data, filename="nest.zip")

    pipeline.run_everything()

    nested = Version.objects.filter(media_type="application/zip").order_by("created_at")
    assert [one.state for one in nested] == ["ready"] * 4
    assert codes(nested[3]) == ["nested_too_deeply"]
    assert version.case.documents.count() == 4


def test_no_more_is_unpacked_of_one_upload_than_the_limit(upload: Upload, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containing, "MOST", 3)
    inner = zipped(c_txt=b"c c", d_txt=b"d d")
    version = upload(zipped(a_txt=b"a a", b_zip=inner), filename="pile.zip")

    pipeline.run_everything()

    assert Document.objects.filter(Q(within=version.document) | Q(within__within=version.document)).count() == 3
    assert codes(Version.objects.get(filename="b.zip")) == ["too_many"]


def test_a_full_case_takes_no_more_and_says_so(upload: Upload, settings: Any) -> None:
    settings.CASE_MAX_DOCUMENTS = 2
    version = upload(zipped(a_txt=b"a a", b_txt=b"b b"), filename="pile.zip")

    pipeline.run_everything()

    assert [title for title, _, _ in contents(version)] == ["a"]
    assert codes(version) == ["too_many"]


def test_an_e_mails_headers_say_how_it_and_what_hung_on_it_came_to_be_held(upload: Upload) -> None:
    version = upload(mail(), filename="re contracts.eml")

    pipeline.run_everything()

    version.refresh_from_db()
    assert dict(version.facts)["To"] == "noor@ledger.example"
    assert str(version.dated) == "2025-10-21"
    assert version.problems == []
    assert contents(version) == [("contract 1", "source", "ready")]
    (made,) = version.document.hops.all()
    assert (made.what, made.who, made.when) == ("said", "Käthe Vennor <press@otterlund.example>", "21 October 2025")
    (passed,) = ProvenanceHop.objects.filter(document__within=version.document)
    assert (passed.what, passed.who) == ("passed_on", "Käthe Vennor <press@otterlund.example>")
    assert "“The contracts”" in passed.note


def test_a_chain_that_people_wrote_is_left_alone(upload: Upload, alice: User) -> None:
    version = upload(mail(), filename="a.eml")
    set_provenance(document=version.document, hops=[Hop("obtained", who="Noor")], by=alice)

    pipeline.run_everything()

    assert [hop.who for hop in version.document.hops.all()] == ["Noor"]


def test_what_was_in_an_archive_stays_when_the_archive_goes(upload: Upload, alice: User, case: Case) -> None:
    version = upload(zipped(a_txt=NOTE), filename="pile.zip")
    pipeline.run_everything()

    pipeline.remove(document=version.document, by=alice)

    assert [document.title for document in case.documents.present()] == ["a"]


def test_the_list_of_an_archives_files_is_no_evidence(upload: Upload, case: Case) -> None:
    upload(zipped(a_txt=NOTE), filename="pile.zip")
    pipeline.run_everything()

    assert [version.filename for version in case.versions.readable()] == ["a.txt"]


def test_what_finds_no_room_in_the_case_is_not_written_to_the_disk_either(upload: Upload, settings: Any) -> None:
    data = zipped(a_txt=NOTE, b_txt=b"Words. " * 3_000)
    settings.CASE_MAX_BYTES = len(data) + 2 * len(NOTE)
    version = upload(data, filename="pile.zip")

    pipeline.run_everything()

    assert [title for title, _, _ in contents(version)] == ["a"]
    assert codes(version) == ["too_many"]
    assert not path_of(hashlib.sha256(b"Words. " * 3_000).hexdigest()).exists()
