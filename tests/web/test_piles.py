"""The pile as people see it: counts, an honest time left, what went wrong, and a list of documents that stays short."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from esgcheck import pipeline
from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.documents.models import Document, Pile, PileFile, Version
from esgcheck.documents.piles import Announced, dismiss, open_pile
from esgcheck.documents.transfers import begin
from esgcheck.documents.upload import remove_document
from esgcheck.jobs.models import Job
from esgcheck.web.activity import happened_in
from esgcheck.web.listing import A_PAGE, Choice, documents_of
from esgcheck.web.piles import progress_of, shown_piles

pytestmark = pytest.mark.django_db


@pytest.fixture
def pile(case: Case, bob: User) -> Pile:
    files = [Announced(f"box/{number}.txt", 1) for number in range(8)]
    return open_pile(case=case, kind="source", files=files, passed_over=2, by=bob).pile


@pytest.fixture
def bring(pile: Pile, bob: User) -> Callable[..., PileFile]:
    def one(name: str, data: bytes | None = None, **version: Any) -> PileFile:
        data = name.encode() if data is None else data
        row = pipeline.upload_many(pile=pile, files=[(Announced(name, len(data)), [data])], by=bob)[0]
        Version.objects.filter(document=row.document_id).update(**version) if version else None
        return row

    return one


@pytest.fixture
def many(case: Case, bob: User) -> list[Document]:
    """More documents than a page of the list has; the last failed and the first holds the one before."""
    documents = Document.objects.bulk_create(
        Document(case=case, kind="source", title=f"Letter {n:03}", created_by=bob) for n in range(A_PAGE + 10)
    )
    Version.objects.bulk_create(
        Version(
            case=case,
            document=document,
            sha256=f"{n:064}",
            size=1_000_000,
            filename=f"box/letter {n:03}.txt",
            state="ready",
            created_by=bob,
        )
        for n, document in enumerate(documents)
    )
    Version.objects.filter(document=documents[-1]).update(state="failed")
    Document.objects.filter(pk=documents[-2].pk).update(within=documents[0])
    return documents


def shown(client: Client, address: str, **headers: str) -> str:
    return client.get(address, headers=headers).content.decode()


def test_a_pile_counts_each_file_and_document_once(pile: Pile, bring: Any, bob: User, alice: User) -> None:
    bring("waiting.txt")
    bring("reading.txt", state="reading", pages_read=3, pages_known=10)
    held = bring("ready.txt", state="ready", pages_read=4, pages_known=4)
    bring("failed.txt", state="failed")
    bring("twin.txt", b"ready.txt")
    bring("empty.txt", b"")
    begin(pile=pile, file=Announced("big.txt", 1000), by=bob)
    inner = bring("inner.txt", state="ready").document
    PileFile.objects.filter(document=inner).delete()
    Document.objects.filter(pk=inner.pk).update(within=held.document)

    now = progress_of(Pile.objects.get(pk=pile.pk))

    assert (now.missing, now.coming, now.waiting, now.reading) == (1, 1, 1, 1)
    assert (now.done, now.inside, now.failed, now.there, now.refused) == (2, 1, 1, 1, 1)
    assert (now.total, now.ended) == (9, 5)
    remove_document(document=held.document, by=alice)
    assert progress_of(pile).done == 0


def test_the_time_left_is_that_of_the_pages_of_the_last_minute(
    pile: Pile, bring: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    for number in range(4):
        bring(f"{number}.txt", state="ready", pages_read=5, pages_known=5, read_at=now - timedelta(seconds=2))
    long_ago = now - timedelta(hours=9)
    bring("yesterday.txt", state="ready", pages_read=5000, pages_known=5000, read_at=long_ago)
    bring("now.txt", state="reading", pages_read=20, pages_known=120)
    for number in range(2):
        bring(f"later {number}.txt")
    Job.objects.filter(kind="read").update(state="done", started_at=now - timedelta(seconds=20))
    reading = Version.objects.get(state="reading").pk
    Job.objects.about("read", reading).update(state="running", started_at=now - timedelta(seconds=10))

    monkeypatch.setattr(timezone, "now", lambda: now)
    progress = progress_of(Pile.objects.get(pk=pile.pk))

    # 4 × 5 and 20 pages in 20 seconds; 100 and 2 × 5 are left.
    assert progress.pace == "2 pages a second"
    assert progress.time_left == "about a minute left"


def test_no_time_is_told_while_nobody_works_or_little_was_measured(pile: Pile, bring: Any) -> None:
    bring("a.txt")
    bring("b.txt")

    progress = progress_of(Pile.objects.get(pk=pile.pk))

    assert (progress.words, progress.pace, progress.time_left) == ("Waiting for a worker", "", "")


def test_a_pile_of_which_nothing_comes_any_more_says_so(pile: Pile, bring: Any) -> None:
    bring("a.txt", state="ready")
    assert progress_of(Pile.objects.get(pk=pile.pk)).is_arriving

    Pile.objects.filter(pk=pile.pk).update(touched_at=timezone.now() - timedelta(minutes=5))

    assert progress_of(Pile.objects.get(pk=pile.pk)).broke_off


def test_every_member_sees_the_pile_on_the_case_page_until_it_is_put_away(
    client: Client, pile: Pile, bring: Any, carol: User, bob: User
) -> None:
    bring("a.txt", b"")
    client.force_login(carol)
    page = shown(client, reverse("case", args=[pile.case_id]))
    assert reverse("pile", args=[pile.pk]) in page
    assert "Put away" not in page
    boxes = reverse("pile-boxes", args=[pile.case_id])
    assert "The file is empty." in shown(client, boxes)

    stamp = shown_piles(pile.case).stamp
    assert client.get(f"{boxes}?seen={stamp}").status_code == 204

    dismiss(pile=pile, by=bob)
    assert reverse("pile", args=[pile.pk]) not in shown(client, boxes)


def test_a_few_files_that_all_went_well_are_no_news(case: Case, bob: User) -> None:
    pile = open_pile(case=case, kind="source", files=[Announced("a.txt", 1)], by=bob).pile
    row = pipeline.upload_many(pile=pile, files=[(Announced("a.txt", 1), [b"1"])], by=bob)[0]
    assert shown_piles(case).run

    Version.objects.filter(document=row.document_id).update(state="ready")

    assert shown_piles(case).piles == []


def test_the_page_of_a_pile_lists_what_went_wrong_and_tries_all_again(
    client: Client, pile: Pile, bring: Any, bob: User
) -> None:
    bring("one.txt", state="failed", failure="It is damaged.", failure_code="damaged")
    bring("two.txt", state="failed", failure="It took too long.", failure_code="took_too_long")
    bring("three.pdf", state="failed", failure="It needs a password.", failure_code="password_needed")
    bring("twin.txt", b"one.txt")
    empty = bring("empty.txt", b"")
    client.force_login(bob)
    address = reverse("pile", args=[pile.pk])
    page = shown(client, address)
    for words in ("It is damaged.", "The file is empty.", "first as “one.txt”", "2 files of the operating system"):
        assert words in page
    assert page.count('type="password"') == 1

    client.post(reverse("pile-again", args=[pile.pk]))
    client.post(reverse("forget-file", args=[empty.pk]))

    assert sorted(Version.objects.values_list("state", flat=True)) == ["failed", "waiting", "waiting"]
    assert "empty.txt" not in shown(client, address)


def test_readers_see_a_pile_and_change_nothing(client: Client, pile: Pile, bring: Any, carol: User) -> None:
    failed, refused = bring("one.txt", state="failed"), bring("empty.txt", b"")
    client.force_login(carol)

    page = shown(client, reverse("pile", args=[pile.pk]))
    answers = [
        client.post(reverse("pile-again", args=[pile.pk])),
        client.post(reverse("dismiss-pile", args=[pile.pk])),
        client.post(reverse("forget-file", args=[refused.pk])),
    ]

    assert reverse("document", args=[failed.document_id]) in page
    assert "Try" not in page
    assert [answer.status_code for answer in answers] == [403, 403, 403]


def test_a_folder_brought_in_as_reports_becomes_sources_but_for_the_report(
    client: Client, case: Case, bob: User, carol: User
) -> None:
    files = [Announced("report.txt", 1), Announced("talk.txt", 1)]
    pile = open_pile(case=case, kind="report", files=files, by=bob).pile
    for file in files:
        pipeline.upload_many(pile=pile, files=[(file, [file.name.encode()])], by=bob)
    report, talk = Document.objects.order_by("title")
    Version.objects.update(state="ready")
    listed, address = reverse("documents", args=[case.pk]), reverse("pile-kind", args=[pile.pk])
    client.force_login(bob)
    assert shown(client, listed).count("Make it a source") == 2

    client.post(address, {"kind": "source"})
    page = shown(client, listed)
    client.post(reverse("document-kind", args=[report.pk]), {"kind": "report"})

    assert "Which of these is the report?" in page
    assert page.count("This is the report") == 2
    assert dict(Document.objects.values_list("pk", "kind")) == {report.pk: "report", talk.pk: "source"}
    after = shown(client, listed)
    assert "This is the report" not in after
    assert "looking for claims" in after  # and the list asks again until they are there
    client.post(address, {"kind": "nonsense"})
    client.force_login(carol)
    assert client.post(address, {"kind": "report"}).status_code == 403
    assert Document.objects.get(pk=talk.pk).kind == "source"


def test_what_came_in_together_is_one_event(pile: Pile, bring: Any, upload: Any) -> None:
    inner, outer = bring("a.txt").document, bring("b.txt").document
    Document.objects.filter(pk=inner.pk).update(within=outer)
    upload("words", title="By itself")

    events = [(event.what, event.about) for event in happened_in(pile.case, limit=8)]

    assert events[:2] == [("added a source", "By itself"), ("added 2 sources", "")]
    assert len([what for what, _ in events if "added" in what]) == 2


def test_a_plain_form_makes_a_pile_too(client: Client, case: Case, bob: User) -> None:
    client.force_login(bob)
    files = [SimpleUploadedFile("a.txt", b"one"), SimpleUploadedFile("b.txt", b"")]

    page = client.post(reverse("add-documents", args=[case.pk]), {"kind": "source", "files": files}, follow=True)

    assert sorted(case.piles.get().files.values_list("state", flat=True)) == ["added", "refused"]
    assert "b.txt: The file is empty" in page.content.decode()
    assert case.piles.get().files.get(name="a.txt").document.title == "a"


def test_what_had_been_taken_out_is_said_to_be_back(client: Client, upload: Any, case: Case, alice: User) -> None:
    remove_document(document=upload("words").document, by=alice)
    client.force_login(alice)
    file = SimpleUploadedFile("note.txt", b"words")

    page = client.post(reverse("add-documents", args=[case.pk]), {"kind": "source", "files": [file]}, follow=True)

    assert "It had been taken out of the case and is back" in page.content.decode()


def test_a_long_list_is_shown_a_page_at_a_time(client: Client, case: Case, many: list[Document], bob: User) -> None:
    client.force_login(bob)
    case_page, address = shown(client, reverse("case", args=[case.pk])), reverse("documents", args=[case.pk])

    assert case_page.count('class="document"') == A_PAGE
    assert f"1 to {A_PAGE} of {len(many) - 1}" in case_page
    assert f"Show all {len(many) - 1}" in case_page
    assert shown(client, f"{address}?page=2").count('class="document"') == 9
    assert shown(client, f"{address}?all=1").count('class="document"') == 59
    assert "There is nothing on this page" in shown(client, f"{address}?page=99")
    assert "60 MB of 20 GB and 60 of 20,000 documents" in case_page


def test_what_is_inside_of_another_is_counted_there_and_found_by_name(
    client: Client, case: Case, many: list[Document], bob: User
) -> None:
    client.force_login(bob)
    inner, address = many[-2], reverse("documents", args=[case.pk])
    row = f'id="document-{inner.pk}"'

    first = shown(client, reverse("case", args=[case.pk]))
    assert "1 document inside" in first
    assert f"?within={many[0].pk}" in first
    for query in (f"within={many[0].pk}", "text=letter+058", "all=1&state=ready"):
        assert row in shown(client, f"{address}?{query}"), query
    assert row not in shown(client, f"{address}?all=1")


@pytest.mark.parametrize(
    ("query", "count"),
    [("state=failed", 1), ("text=LETTER+00", 10), ("text=box%2Fletter+059&state=failed", 1), ("text=nothing", 0)],
)
def test_the_list_is_narrowed_by_state_and_words(case: Case, many: list[Document], query: str, count: int) -> None:
    assert len(documents_of(case, Choice.of(QueryDict(query))).rows) == count


@pytest.mark.parametrize(
    "query", ["page=0", "page=-1", "page=x", "page=٣", "within=x", "pile=%00", "state=gone", "text=%F0%9F", "all=2"]
)
def test_what_makes_no_sense_in_an_address_is_left_out(
    client: Client, case: Case, many: list[Document], bob: User, query: str
) -> None:
    client.force_login(bob)

    answer = client.get(f"{reverse('documents', args=[case.pk])}?{query}")

    assert answer.status_code in {200, 400}


def test_a_list_that_has_not_changed_is_not_sent_again(
    client: Client, case: Case, many: list[Document], bob: User
) -> None:
    client.force_login(bob)
    stamp = documents_of(case).stamp
    address = f"{reverse('documents', args=[case.pk])}?seen={stamp}"
    assert client.get(address, headers={"hx-request": "true"}).status_code == 204

    Version.objects.filter(document=many[0]).update(state="reading")

    assert client.get(address, headers={"hx-request": "true"}).status_code == 200


def test_the_list_asks_the_database_no_more_for_many_than_for_few(
    case: Case, many: list[Document], django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(16):
        documents_of(case)
