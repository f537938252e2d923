"""Large files in pieces: in any order of accidents the file is whole in the end, or it is said why not."""

from __future__ import annotations

import hashlib
import os
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from esgcheck import pipeline
from esgcheck.accounts.models import User
from esgcheck.cases.models import Case, Membership
from esgcheck.documents.files import path_of
from esgcheck.documents.models import Pile, PileFile, Version
from esgcheck.documents.piles import Announced, open_pile
from esgcheck.documents.quota import room_of
from esgcheck.documents.transfers import (
    BrokenPiece,
    NotComing,
    WrongOffset,
    begin,
    give_up,
    part_of,
    sweep_parts,
)
from esgcheck.errors import NotAllowed
from esgcheck.jobs.models import Job

DATA = bytes(range(256)) * 4
FILE = Announced("box/big.txt", len(DATA), "1700000000000")


@pytest.fixture
def pile(case: Case, bob: User) -> Pile:
    return open_pile(case=case, kind="source", files=[FILE], by=bob).pile


@pytest.fixture
def coming(pile: Pile, bob: User) -> PileFile:
    return begin(pile=pile, file=FILE, by=bob)


def send(file: PileFile, by: User, start: int, end: int, **more: Any) -> PileFile:
    return pipeline.upload_piece(file=file, offset=start, data=DATA[start:end], by=by, **more)


def test_pieces_become_the_document_they_were_cut_from(coming: PileFile, bob: User) -> None:
    assert send(coming, bob, 0, 400).received == 400
    row = send(coming, bob, 400, 1024)

    version = Version.objects.get()
    assert (row.state, row.document) == ("added", version.document)
    assert path_of(version.sha256).read_bytes() == DATA
    assert version.sha256 == hashlib.sha256(DATA).hexdigest()
    assert Job.objects.about("read", version.pk).count() == 1
    assert not part_of(coming).exists()


def test_a_piece_that_comes_twice_or_overlaps_does_no_harm(coming: PileFile, bob: User) -> None:
    send(coming, bob, 0, 400)
    assert send(coming, bob, 0, 400).received == 400
    assert send(coming, bob, 200, 600).received == 600
    send(coming, bob, 600, 1024)

    assert path_of(Version.objects.get().sha256).read_bytes() == DATA


def test_a_piece_beyond_the_end_of_what_came_is_told_where_to_begin(coming: PileFile, bob: User) -> None:
    send(coming, bob, 0, 100)

    with pytest.raises(WrongOffset) as wrong:
        send(coming, bob, 300, 400)

    assert wrong.value.offset == 100


def test_a_damaged_piece_is_not_kept(coming: PileFile, bob: User) -> None:
    with pytest.raises(BrokenPiece):
        send(coming, bob, 0, 100, sha256=hashlib.sha256(b"other").hexdigest())
    with pytest.raises(BrokenPiece, match="goes beyond"):
        pipeline.upload_piece(file=coming, offset=0, data=DATA + b"more", by=bob)

    coming.refresh_from_db()
    assert coming.received == 0


def test_the_same_file_chosen_again_goes_on_where_it_stopped(coming: PileFile, pile: Pile, bob: User) -> None:
    send(coming, bob, 0, 400)
    later = open_pile(case=pile.case, kind="source", files=[Announced("x", 1), FILE], by=bob)

    row = begin(pile=later.pile, file=FILE, by=bob)

    assert (row, row.received, row.pile) == (coming, 400, later.pile)


def test_a_file_changed_meanwhile_begins_anew(coming: PileFile, pile: Pile, bob: User) -> None:
    send(coming, bob, 0, 400)

    row = begin(pile=pile, file=Announced(FILE.name, FILE.size, "1800000000000"), by=bob)

    assert (row.received, row == coming) == (0, False)


def test_a_file_over_the_limit_is_refused_before_a_byte_is_sent(pile: Pile, bob: User, settings: Any) -> None:
    settings.UPLOAD_MAX_BYTES = 1000

    row = begin(pile=pile, file=FILE, by=bob)

    assert (row.state, row.code) == ("refused", "too_large")
    assert not part_of(row).exists()


def test_what_is_coming_counts_against_the_room_of_the_case_and_once_only(
    coming: PileFile, pile: Pile, bob: User, settings: Any
) -> None:
    settings.CASE_MAX_BYTES = 1500

    assert room_of(pile.case).held == 1024
    assert begin(pile=pile, file=Announced("other.txt", 500), by=bob).code == "case_full"
    assert send(coming, bob, 0, 1024).state == "added"
    assert room_of(pile.case).held == 1024


def test_the_same_bytes_as_a_document_that_is_there_are_said_to_be_that(
    case: Case, coming: PileFile, alice: User, bob: User
) -> None:
    pipeline.upload(case=case, kind="source", filename="first.txt", chunks=[DATA], by=alice)

    row = send(coming, bob, 0, 1024)

    assert (row.state, row.words) == ("there", "This file is in the case already, as “first”.")


def test_a_crash_before_the_row_loses_nothing(coming: PileFile, bob: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(**_: Any) -> None:
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr(pipeline.documents, "add_document", crash)
        with pytest.raises(RuntimeError):
            send(coming, bob, 0, 1024)

    assert pipeline.upload_piece(file=coming, offset=1024, data=b"", by=bob).state == "added"


def test_a_full_disk_keeps_the_part(coming: PileFile, bob: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("esgcheck.documents.transfers.adopt", full)
        row = send(coming, bob, 0, 1024)
        assert (row.state, row.code) == ("coming", "not_stored")

    assert pipeline.upload_piece(file=coming, offset=1024, data=b"", by=bob).state == "added"


def test_only_who_began_it_sends_the_rest_and_only_while_a_reviewer(
    coming: PileFile, alice: User, bob: User, case: Case
) -> None:
    with pytest.raises(NotAllowed, match="Only the person who began"):
        send(coming, alice, 0, 100)

    Membership.objects.filter(user=bob).update(role="reader")
    coming = PileFile.objects.get(pk=coming.pk)
    with pytest.raises(NotAllowed):
        send(coming, bob, 0, 100)


def test_given_up_is_gone(coming: PileFile, bob: User) -> None:
    give_up(file=coming, by=bob)

    assert not part_of(coming).exists()
    assert not PileFile.objects.exists()
    assert Pile.objects.get().announced == 0
    with pytest.raises(NotComing):
        send(coming, bob, 0, 100)


def test_parts_whose_rest_never_came_are_put_away_and_that_is_said(
    coming: PileFile, pile: Pile, bob: User, settings: Any
) -> None:
    young = begin(pile=pile, file=Announced("young.txt", 10), by=bob)
    two_days_ago = time.time() - 2 * 86_400
    stray = Path(settings.FILES_DIR) / "upload-stray"
    stray.write_bytes(b"left by a crash")
    for path in (part_of(coming), part_of(young), stray):
        os.utime(path, (two_days_ago, two_days_ago))
    PileFile.objects.filter(pk=coming.pk).update(touched_at=timezone.now() - timedelta(hours=73))

    assert sweep_parts() == 1

    coming.refresh_from_db()
    assert (coming.state, coming.code) == ("refused", "not_finished")
    assert "Choose it again" in coming.words
    assert [path.exists() for path in (part_of(coming), part_of(young), stray)] == [False, True, False]
