"""Uploading: kept under the hash, the same file said to be there, roles respected, nothing lost."""

from __future__ import annotations

import hashlib
import stat
from typing import Any

import pytest

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.cases.people import open_case
from esgcheck.documents.files import path_of
from esgcheck.documents.models import Document, Version
from esgcheck.documents.upload import (
    AlreadyThere,
    Hop,
    add_document,
    describe_document,
    keep_file,
    remove_document,
    set_provenance,
    title_from,
)
from esgcheck.errors import NotAllowed, Refused

DATA = b"The minutes of the meeting.\n"


def add(case: Case, by: User, **changes: Any) -> Version:
    given = {"case": case, "kind": "source", "filename": "a_note.txt", "chunks": [DATA], "by": by, **changes}
    stored = keep_file(**{name: given[name] for name in ("case", "kind", "by")}, chunks=given.pop("chunks"))
    return add_document(**given, stored=stored)


def test_the_file_lies_under_its_hash_and_only_its_owner_can_read_it(case: Case, bob: User) -> None:
    version = add(case, bob)

    path = path_of(version.sha256)
    assert version.sha256 == hashlib.sha256(DATA).hexdigest()
    assert path.read_bytes() == DATA
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (version.size, version.document.title) == (len(DATA), "a note")


def test_the_same_file_twice_in_a_case_is_said_to_be_there(case: Case, alice: User, bob: User) -> None:
    first = add(case, bob, title="Minutes")

    with pytest.raises(AlreadyThere, match="in the case already, as “Minutes”") as caught:
        add(case, alice, filename="other.txt", kind="report")

    assert caught.value.version == first
    assert Document.objects.count() == 1


def test_the_same_file_in_two_cases_is_two_documents(case: Case, alice: User) -> None:
    other = open_case(title="Other", organisation="Somebody", by=alice)

    assert add(case, alice).document != add(other, alice).document


def test_uploading_a_removed_document_again_brings_it_back(case: Case, alice: User) -> None:
    version = add(case, alice)
    remove_document(document=version.document, by=alice)

    assert add(case, alice) == version
    assert Document.objects.present().get() == version.document


@pytest.mark.parametrize("name", ["carol", "charlie"])
def test_readers_and_strangers_cannot_upload(request: pytest.FixtureRequest, case: Case, name: str) -> None:
    with pytest.raises(NotAllowed):
        add(case, request.getfixturevalue(name))


def test_an_empty_file_is_refused_and_leaves_nothing(case: Case, bob: User, settings: Any) -> None:
    with pytest.raises(Refused, match="empty"):
        add(case, bob, chunks=[b""])

    assert not Document.objects.exists()
    assert [p for p in settings.FILES_DIR.rglob("*") if p.is_file()] == []


def test_a_file_over_the_limit_is_refused_and_leaves_nothing(case: Case, bob: User, settings: Any) -> None:
    settings.UPLOAD_MAX_BYTES = 10

    with pytest.raises(Refused, match="larger than"):
        add(case, bob, chunks=[b"12345", b"67890", b"1"])

    assert [p for p in settings.FILES_DIR.rglob("*") if p.is_file()] == []


def test_an_unknown_kind_is_refused(case: Case, bob: User) -> None:
    with pytest.raises(Refused, match="report or a source"):
        add(case, bob, kind="other")


@pytest.mark.parametrize(
    ("filename", "title"),
    [
        ("ESG_report_2020.pdf", "ESG report 2020"),
        ("C:\\Users\\me\\talk.vtt", "talk"),
        ("", "Untitled"),
        ("a.b.c.txt", "a.b.c"),
    ],
)
def test_titles_come_from_file_names(filename: str, title: str) -> None:
    assert title_from(filename) == title


def test_provenance_is_replaced_in_order(case: Case, bob: User) -> None:
    document = add(case, bob).document
    set_provenance(document=document, hops=[Hop("said", "Prosper")], by=bob)

    set_provenance(document=document, hops=[Hop("recorded", held=True), Hop("published", "A newspaper")], by=bob)

    assert [(hop.position, hop.what, hop.held) for hop in document.hops.all()] == [
        (1, "recorded", True),
        (2, "published", False),
    ]


def test_an_unknown_step_of_provenance_is_refused_and_the_old_chain_stays(case: Case, bob: User) -> None:
    document = add(case, bob).document
    set_provenance(document=document, hops=[Hop("said")], by=bob)

    with pytest.raises(Refused, match="said or made"):
        set_provenance(document=document, hops=[Hop("found in the street")], by=bob)

    assert [hop.what for hop in document.hops.all()] == ["said"]


def test_a_document_needs_a_title(case: Case, bob: User) -> None:
    document = add(case, bob).document

    with pytest.raises(Refused, match="title"):
        describe_document(document=document, title="  ", kind="source", by=bob)
