"""A newer file of a document, in the browser: brought in, gone through, taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from esgcheck import pipeline
from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.claims.models import Claim, EvidenceLink, Outcome
from esgcheck.claims.review import add_claim, give_verdict, link_evidence
from esgcheck.documents.models import Document
from esgcheck.web.activity import happened_in
from tests.conftest import REPORT_TEXT, SOURCE_TEXT

pytestmark = pytest.mark.django_db

NEWER = "Corrected in May\n\n" + REPORT_TEXT.replace("by 32 %", "by 23 %").replace(
    "All our sites are certified to ISO 14001.\n", ""
)
SENTENCES = (
    "In 2023 we reduced our Scope 1 emissions by 32 % compared with 2019, to 12,400 tCO2e.",
    "We will source 100 % renewable electricity by 2030.",
    "All our sites are certified to ISO 14001.",
)


@pytest.fixture
def report(worked_case: Case) -> Document:
    return worked_case.documents.get(kind="report")


@pytest.fixture
def claims(report: Document, alice: User) -> list[Claim]:
    text = report.version.text()
    starts = [text.index(sentence) for sentence in SENTENCES]
    spans = [(start, start + len(sentence)) for start, sentence in zip(starts, SENTENCES, strict=True)]
    return [add_claim(version=report.version, start=a, end=b, by=alice) for a, b in spans]


@pytest.fixture
def client_of(client: Client) -> Callable[[User], Client]:
    def log_in(user: User) -> Client:
        client.force_login(user)
        return client

    return log_in


def bring(client: Client, report: Document, text: str = NEWER, **more: str) -> str:
    file = SimpleUploadedFile("report-2.txt", text.encode())
    page = client.post(reverse("newer-file", args=[report.pk]), {"file": file, **more}, follow=True)
    pipeline.run_everything()
    return page.content.decode()


def page_of(client: Client, report: Document, query: str = "") -> str:
    succession = report.successions.first()
    assert succession is not None
    return client.get(reverse("carried", args=[succession.pk]) + query).content.decode()


def outcome_of(row: Claim | EvidenceLink) -> Outcome:
    outcomes = Outcome.objects.filter(claim=row) if isinstance(row, Claim) else Outcome.objects.filter(link=row)
    return outcomes.get()


def settle(client: Client, row: Claim | EvidenceLink, **data: str) -> str:
    answer = client.post(reverse("settle", args=[outcome_of(row).pk]), data, follow=True)
    return answer.content.decode()


def test_a_newer_file_is_brought_in_read_and_told(
    client_of: Callable[[User], Client], report: Document, claims: list[Claim], bob: User
) -> None:
    client = client_of(bob)
    assert "being read" in bring(client, report, why="corrected", note="Emissions put right.")
    current = report.version
    assert (current.filename, current.why, current.note) == ("report-2.txt", "corrected", "Emissions put right.")
    assert report.versions.count() == 2
    page = client.get(reverse("document", args=[report.pk])).content.decode()
    assert "A corrected file" in page
    assert "Emissions put right." in page
    assert "1 moved, 1 changed, 1 lost" in page
    assert "2 to look at" in page


def test_the_list_shows_old_beside_new_with_the_difference(
    client_of: Callable[[User], Client], report: Document, claims: list[Claim], bob: User
) -> None:
    client = client_of(bob)
    bring(client, report)
    page = page_of(client, report)
    assert "“32” became “23”" in page
    assert "These words are not there any more." in page
    assert SENTENCES[1] not in page  # what went along by itself is not to be looked at
    assert SENTENCES[1] in page_of(client, report, "?state=all")


def test_case_page_workbench_and_reader_tell_what_waits(
    client_of: Callable[[User], Client], report: Document, claims: list[Claim], bob: User
) -> None:
    older, client = report.version, client_of(bob)
    bring(client, report)
    case_page = " ".join(client.get(reverse("case", args=[report.case_id])).content.decode().split())
    assert '<span class="waits__number">2</span> to look at after a newer file of “Report 2023”' in case_page
    desk = client.get(reverse("review", args=[report.case_id]), {"claim": str(claims[2].pk)}).content.decode()
    assert "these words are not in it" in desk
    assert "older file" in desk
    reader = client.get(reverse("pages", args=[older.pk, 1])).content.decode()
    assert "This is an older file of the document" in reader
    assert reverse("pages", args=[report.version.pk, 1]) in reader


def test_accepting_and_the_undo_in_the_message(
    client_of: Callable[[User], Client], report: Document, claims: list[Claim], bob: User
) -> None:
    client = client_of(bob)
    bring(client, report)
    page = settle(client, claims[0], what="accept", seen="waits")
    claims[0].refresh_from_db()
    assert claims[0].exact == SENTENCES[0].replace("32", "23")
    assert reverse("settle", args=[outcome_of(claims[0]).pk]) in page
    settle(client, claims[0])  # the message's button says no more than the address
    claims[0].refresh_from_db()
    assert claims[0].exact == SENTENCES[0]


def test_whoever_comes_second_is_told_and_nothing_is_lost(
    client_of: Callable[[User], Client], report: Document, claims: list[Claim], alice: User, bob: User
) -> None:
    client = client_of(bob)
    bring(client, report)
    pipeline.settle(outcome=outcome_of(claims[2]), what="keep", by=alice)
    assert "Alice has decided about this meanwhile" in settle(client, claims[2], what="accept", seen="waits")
    assert outcome_of(claims[2]).decision == "kept"


def test_a_place_is_chosen_by_words_or_in_the_reader(
    client_of: Callable[[User], Client], report: Document, claims: list[Claim], bob: User
) -> None:
    client = client_of(bob)
    bring(client, report)
    assert "do not stand in the newer file" in settle(client, claims[2], what="place", words="Nowhere to be found")
    settle(client, claims[2], what="place", words="Independent   review")
    claims[2].refresh_from_db()
    assert (claims[2].exact, claims[2].version) == ("Independent review", report.version)
    outcome = outcome_of(claims[2])
    reader = client.get(reverse("pages", args=[report.version.pk, 1]), {"settling": str(outcome.pk)}).content.decode()
    assert "This is the place" in reader
    start = report.version.text().index("Corrected in May")
    settle(client, claims[2], what="place", seen="placed", span=f"{start}-{start + 16}")
    claims[2].refresh_from_db()
    assert claims[2].exact == "Corrected in May"


def test_a_link_whose_words_are_gone_can_be_removed(
    client_of: Callable[[User], Client], report: Document, claims: list[Claim], alice: User, bob: User
) -> None:
    source = report.case.documents.get(kind="source")
    text = source.version.text()
    start = text.index("Scope 1 emissions fell by 9 %")
    link = link_evidence(
        claim=claims[0], version=source.version, start=start, end=start + 29, stance="contradicts", by=alice
    )
    file = SimpleUploadedFile("talk-2.vtt", SOURCE_TEXT.split("00:00:29")[0].encode())
    client = client_of(bob)
    client.post(reverse("newer-file", args=[source.pk]), {"file": file})
    pipeline.run_everything()
    settle(client, link, what="remove", seen="waits")
    link.refresh_from_db()
    assert link.removed_at is not None


def test_the_older_file_can_be_made_the_current_one_again(
    client_of: Callable[[User], Client], report: Document, claims: list[Claim], bob: User
) -> None:
    older, client = report.version, client_of(bob)
    bring(client, report)
    client.post(reverse("make-current", args=[older.pk]))
    pipeline.run_everything()
    assert report.version == older
    assert {Claim.objects.get(pk=claim.pk).version_id for claim in claims} == {older.pk}
    assert not Outcome.objects.waiting().exists()


def test_removing_and_restoring_a_document_keeps_its_files(
    client_of: Callable[[User], Client], report: Document, claims: list[Claim], alice: User
) -> None:
    client = client_of(alice)
    bring(client, report)
    current = report.version
    client.post(reverse("remove-document", args=[report.pk]))
    assert "to look at after" not in client.get(reverse("case", args=[report.case_id])).content.decode()
    client.post(reverse("restore-document", args=[report.pk]))
    assert report.version == current
    assert "to look at after" in client.get(reverse("case", args=[report.case_id])).content.decode()


@pytest.mark.parametrize(
    ("text", "says"),
    [(REPORT_TEXT, "the very file that the document has already"), (SOURCE_TEXT, "in the case already")],
)
def test_the_same_file_is_refused(
    client_of: Callable[[User], Client], report: Document, bob: User, text: str, says: str
) -> None:
    assert says in bring(client_of(bob), report, text)
    assert report.versions.count() == 1


def test_an_older_file_brought_in_again_is_refused(
    client_of: Callable[[User], Client], report: Document, bob: User
) -> None:
    client = client_of(bob)
    bring(client, report)
    assert "older file of this very document" in bring(client, report, REPORT_TEXT)


def test_a_newer_file_that_cannot_be_read_changes_nothing(
    client_of: Callable[[User], Client], report: Document, claims: list[Claim], bob: User
) -> None:
    before, client = report.version, client_of(bob)
    file = SimpleUploadedFile("report.pdf", b"%PDF-1.7 but nothing of one")
    client.post(reverse("newer-file", args=[report.pk]), {"file": file})
    pipeline.run_everything()
    assert report.version == before
    page = client.get(reverse("document", args=[report.pk])).content.decode()
    assert "was not taken" in page
    assert not Outcome.objects.exists()
    client.post(reverse("leave-newer-out", args=[report.pk]))
    assert report.coming is None


def test_the_newer_file_is_what_is_searched_and_checked(
    client_of: Callable[[User], Client], report: Document, bob: User
) -> None:
    client = client_of(bob)
    bring(client, report)
    found = client.get(reverse("search", args=[report.case_id]), {"q": "Corrected May"}).content.decode()
    assert str(report.version.pk) in found
    listed = client.get(reverse("search", args=[report.case_id]), {"q": "ISO 14001"}).content.decode()
    assert "<mark>" not in listed


def test_what_was_published_stays_and_the_verdict_says_on_which_file(
    client_of: Callable[[User], Client], report: Document, claims: list[Claim], alice: User
) -> None:
    older, client = report.version, client_of(alice)
    give_verdict(claim=claims[1], value="supported", reasons="Seen.", by=alice)
    bring(client, report)
    desk = client.get(reverse("review", args=[report.case_id]), {"claim": str(claims[1].pk)}).content.decode()
    assert f"on an older file ({older.sha256[:8]})" in desk
    assert "What it rests on has changed since" not in desk


def test_strangers_and_readers(
    client_of: Callable[[User], Client], report: Document, claims: list[Claim], bob: User, carol: User, charlie: User
) -> None:
    client = client_of(bob)
    bring(client, report)
    older = report.versions.get(standing="older")
    succession = report.successions.get()
    client_of(carol)
    page = page_of(client, report)
    assert "Accept the new place" not in page
    assert client.post(reverse("settle", args=[outcome_of(claims[0]).pk]), {"what": "accept"}).status_code == 403
    client_of(charlie)
    assert client.get(reverse("carried", args=[succession.pk])).status_code == 404
    assert client.get(reverse("carried-in-case", args=[report.case_id])).status_code == 404
    assert client.post(reverse("make-current", args=[older.pk])).status_code == 404
    assert client.post(reverse("settle", args=[outcome_of(claims[0]).pk])).status_code == 404


def test_reading_again_with_a_better_reader_carries_the_work_over(
    client_of: Callable[[User], Client], report: Document, bob: User
) -> None:
    """The older reading had a page header in the text and had missed a word."""
    version, client = report.version, client_of(bob)
    page = version.pages.get()
    older = "Nordholm 2023\n\n" + page.text.replace("renewable electricity", "electricity")
    version.pages.filter(pk=page.pk).update(text=older, end=len(older))
    spans = [older.index("All our sites are certified"), older.index("We will source 100 % electricity")]
    ends = [spans[0] + len(SENTENCES[2]), spans[1] + len("We will source 100 % electricity by 2030.")]
    moved, changed = [add_claim(version=version, start=a, end=b, by=bob) for a, b in zip(spans, ends, strict=True)]
    client.post(reverse("read-again", args=[report.pk]))
    pipeline.run_everything()
    assert [outcome_of(moved).state, outcome_of(changed).state] == ["moved", "changed"]
    moved.refresh_from_db()
    assert version.text()[moved.start : moved.end] == SENTENCES[2]
    desk = client.get(reverse("review", args=[report.case_id]), {"claim": str(changed.pk)}).content.decode()
    assert "The report was read again, and these words have changed in it" in " ".join(desk.split())
    settle(client, changed, what="accept", seen="waits")
    changed.refresh_from_db()
    assert changed.exact == SENTENCES[1]


def test_what_happened_in_the_case_tells_of_a_newer_file_and_of_going_back(
    client_of: Callable[[User], Client], report: Document, claims: list[Claim], bob: User
) -> None:
    older, client = report.version, client_of(bob)
    bring(client, report)

    def told() -> list[tuple[str, str, str]]:
        events = happened_in(report.case, limit=20)
        return [(event.who, event.what, event.about) for event in events if " file of " in event.what]

    newer = ("Bob", "brought in a newer file of a report", "Report 2023")
    assert told() == [newer]
    client.post(reverse("make-current", args=[older.pk]))
    assert told() == [("Bob", "made an older file of a report the current one again", "Report 2023"), newer]
    page = client.get(reverse("case", args=[report.case_id])).content.decode()
    assert "brought in a newer file of a report" in page
    pipeline.read_again(version=older, by=bob)
    pipeline.run_everything()
    assert len(told()) == 2  # reading the same file again is nobody's news
