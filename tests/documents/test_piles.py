"""Many files at once: each its own outcome, none lost, an interruption gone on with, and never more than a case may
hold."""

from __future__ import annotations

from typing import Any

import pytest

from esgcheck import pipeline
from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.documents.models import Document, Pile, PileFile
from esgcheck.documents.names import clean_name
from esgcheck.documents.piles import Announced, announce, dismiss, forget, open_pile
from esgcheck.documents.quota import CaseFull, room_of
from esgcheck.documents.upload import add_document, keep_file, remove_document
from esgcheck.errors import NotAllowed, Refused
from esgcheck.jobs.models import Job

FILES = [Announced("box/a.txt", 3, "1"), Announced("box/b.txt", 3, "2"), Announced("box/c.txt", 3, "3")]


@pytest.fixture
def pile(case: Case, bob: User) -> Pile:
    return open_pile(case=case, kind="source", files=FILES, by=bob).pile


def bring(pile: Pile, by: User, name: str, data: bytes, **more: Any) -> PileFile:
    return pipeline.upload_many(pile=pile, files=[(Announced(name, len(data), "1"), [data])], by=by, **more)[0]


def test_each_file_of_a_pile_has_its_own_outcome(pile: Pile, bob: User) -> None:
    rows = [bring(pile, bob, name, data) for name, data in [("a.txt", b"one"), ("b.txt", b""), ("c.txt", b"two")]]

    assert [(row.state, row.code) for row in rows] == [("added", ""), ("refused", "empty"), ("added", "")]
    assert pile.case.documents.count() == Job.objects.filter(kind="read").count() == 2
    assert rows[0].document_id == Document.objects.get(title="a").pk


def test_the_same_file_is_said_to_be_there_and_twice_in_a_pile_is_said_to_be_that(pile: Pile, bob: User) -> None:
    bring(open_pile(case=pile.case, kind="source", files=[], by=bob).pile, bob, "old.txt", b"old")
    bring(pile, bob, "box/a.txt", b"new")

    old, twice = bring(pile, bob, "b.txt", b"old"), bring(pile, bob, "c.txt", b"new")

    assert (old.state, old.words) == ("there", "This file is in the case already, as “old”.")
    assert (twice.state, twice.words) == (
        "there",
        "The same file came twice in this pile, first as “box/a.txt”; it is kept once.",
    )


def test_a_file_whose_answer_was_lost_is_not_called_a_duplicate_of_itself(pile: Pile, bob: User) -> None:
    first = bring(pile, bob, "a.txt", b"one")

    assert bring(pile, bob, "a.txt", b"one", again=True) == first
    assert pile.files.count() == 1


def test_a_removed_document_comes_back_through_a_reviewer_and_it_is_said(pile: Pile, alice: User, bob: User) -> None:
    document = bring(pile, bob, "a.txt", b"one").document
    remove_document(document=document, by=alice)

    row = bring(pile, bob, "again.txt", b"one")

    assert (row.state, row.document) == ("back", document)
    assert row.words.startswith("It had been taken out of the case and is back")
    assert Document.objects.present().get() == document


def test_what_was_refused_and_comes_after_all_is_listed_once(pile: Pile, bob: User, settings: Any) -> None:
    settings.CASE_MAX_DOCUMENTS = 0
    assert bring(pile, bob, "a.txt", b"one").code == "case_full"
    settings.CASE_MAX_DOCUMENTS = 5

    bring(pile, bob, "a.txt", b"one")

    assert pile.files.get().state == "added"


def test_a_pile_broken_off_goes_on_with_what_is_missing(pile: Pile, bob: User) -> None:
    pipeline.upload_many(pile=pile, files=[(FILES[1], [b"two"])], by=bob)

    opening = open_pile(case=pile.case, kind="source", files=[*FILES, Announced("box/d.txt", 1)], by=bob)

    assert (opening.pile, opening.held) == (pile, {1})
    assert opening.pile.announced == 4


def test_other_files_another_kind_or_another_person_open_another_pile(pile: Pile, alice: User, bob: User) -> None:
    pipeline.upload_many(pile=pile, files=[(FILES[0], [b"one"])], by=bob)

    others = [
        open_pile(case=pile.case, kind="source", files=[Announced("x.txt", 1)], by=bob),
        open_pile(case=pile.case, kind="report", files=FILES, by=bob),
        open_pile(case=pile.case, kind="source", files=FILES, by=alice),
    ]

    assert pile not in [other.pile for other in others]


def test_fewer_or_more_files_can_be_announced_later(pile: Pile, bob: User) -> None:
    announce(pile=pile, files=5, by=bob)

    assert announce(pile=pile, files=-2, by=bob).announced == 6


@pytest.mark.parametrize("name", ["carol", "charlie"])
def test_readers_and_strangers_bring_nothing(request: pytest.FixtureRequest, pile: Pile, bob: User, name: str) -> None:
    who = request.getfixturevalue(name)
    refused = bring(pile, bob, "empty.txt", b"")

    for forbidden in [
        lambda: open_pile(case=pile.case, kind="source", files=FILES, by=who),
        lambda: bring(pile, who, "a.txt", b"one"),
        lambda: announce(pile=pile, files=1, by=who),
        lambda: dismiss(pile=pile, by=who),
        lambda: forget(file=refused, by=who),
    ]:
        with pytest.raises(NotAllowed):
            forbidden()


def test_a_file_that_was_not_taken_can_be_put_off_the_list_and_no_other(pile: Pile, bob: User) -> None:
    added, refused = bring(pile, bob, "a.txt", b"one"), bring(pile, bob, "b.txt", b"")

    forget(file=refused, by=bob)

    with pytest.raises(Refused):
        forget(file=added, by=bob)
    pile.refresh_from_db()
    assert (pile.files.get(), pile.announced) == (added, 2)


def test_a_full_case_refuses_by_size_and_by_number_and_says_what_it_holds(case: Case, bob: User, settings: Any) -> None:
    add_document(
        case=case,
        kind="source",
        filename="a",
        stored=keep_file(case=case, kind="source", chunks=[b"12345"], by=bob),
        by=bob,
    )
    settings.CASE_MAX_BYTES, settings.CASE_MAX_DOCUMENTS = 9, 20

    with pytest.raises(CaseFull, match="This case is full: it holds 1 KB of 0 GB and 1 of 20 documents"):
        room_of(case).require(5)
    room_of(case).require(4)
    settings.CASE_MAX_DOCUMENTS = 1
    with pytest.raises(CaseFull, match="1 of 1 documents"):
        room_of(case).require(1)


def test_what_a_case_holds_is_said_in_words(case: Case, settings: Any) -> None:
    assert room_of(case).words == "0 of 20 GB and 0 of 20,000 documents"


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("box\\2021\\a b.pdf", "box/2021/a b.pdf"),
        ("../../etc/passwd", "etc/passwd"),
        ("annexe\u202efdp.exe", "annexefdp.exe"),
        ("a\x00b\n.txt", "ab.txt"),
        ("Re\u0301sume\u0301.pdf", "Résumé.pdf"),
        ("\udcffbad.txt", "?bad.txt"),
        ("", "file"),
        ("..", "file"),
    ],
)
def test_names_are_cleaned(given: str, clean: str) -> None:
    assert clean_name(given) == clean


def test_a_name_that_is_too_long_keeps_its_end() -> None:
    name = clean_name("x" * 500 + "/report.pdf")

    assert (len(name), name[0], name[-11:]) == (300, "…", "/report.pdf")
    assert clean_name(name) == name
