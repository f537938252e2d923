"""The search over a case: what is found, what narrows it, who sees it, and what a bad question is answered with."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from esgcheck import pipeline
from esgcheck.accounts.models import User
from esgcheck.analysis.types import Span
from esgcheck.cases.models import Case
from esgcheck.documents.models import Document
from esgcheck.documents.upload import remove_document, restore_document
from esgcheck.web.searching import pieces
from tests.web.test_workbench import as_user

pytest_plugins = ["tests.publishing.fixtures"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_once")]


def ask(client: Client, case: Case, **said: Any) -> Any:
    return client.get(f"{reverse('search', args=[case.pk])}?{urlencode(said, doseq=True)}")


def texts(answer: Any) -> list[str]:
    return [shown.hit.text for shown in answer.context["results"].hits]


def test_words_are_found_in_every_document_with_their_place(worked_case: Case, bob: User) -> None:
    answer = ask(as_user(bob), worked_case, q="scope emission")

    assert {shown.hit.version.document.title for shown in answer.context["results"].hits} == {
        "Report 2023",
        "Talk in Sydney",
    }
    page = answer.content.decode()
    assert "<mark>Scope</mark> 1 <mark>emissions</mark>" in page
    assert "00:00:29" in page
    assert "Ann Prosser:" in page


def test_a_phrase_is_found_in_its_order_only(worked_case: Case, bob: User) -> None:
    client = as_user(bob)

    assert len(texts(ask(client, worked_case, q='"this is a problem"'))) == 1
    assert texts(ask(client, worked_case, q='"problem a is this"')) == []
    assert len(texts(ask(client, worked_case, q="problem a is this"))) == 1


def test_filters_narrow_by_document_kind_speaker_and_what_stands_there(worked_case: Case, bob: User) -> None:
    client = as_user(bob)
    report = Document.objects.get(title="Report 2023")

    assert len(texts(ask(client, worked_case, q="scope"))) == 2
    assert len(texts(ask(client, worked_case, q="scope", kind="report"))) == 1
    assert len(texts(ask(client, worked_case, q="scope", document=report.pk))) == 1
    assert texts(ask(client, worked_case, q="scope", **{"in": "said"}))[0].startswith("Scope 1 emissions fell")
    assert len(texts(ask(client, worked_case, q="our", speaker="moderator"))) == 1
    assert texts(ask(client, worked_case, q="our", speaker="prosser")) == []


def test_days_bound_what_a_document_bears(worked_case: Case, bob: User) -> None:
    talk = Document.objects.get(title="Talk in Sydney")
    talk.versions.update(dated="2024-05-31", read_at="2024-06-01T00:00:00Z")
    client = as_user(bob)

    assert len(texts(ask(client, worked_case, q="scope", **{"from": "2024-05-31", "to": "2024-05-31"}))) == 1
    assert texts(ask(client, worked_case, q="scope", **{"from": "2024-06-01"})) == []
    wrong = ask(client, worked_case, q="scope", **{"from": "31 May"})
    assert wrong.status_code == 422
    assert "year-month-day" in wrong.content.decode()


def test_a_removed_document_is_not_found_until_it_is_back(worked_case: Case, alice: User) -> None:
    client = as_user(alice)
    talk = Document.objects.get(title="Talk in Sydney")

    remove_document(document=talk, by=alice)
    assert len(texts(ask(client, worked_case, q="scope"))) == 1
    restore_document(document=talk, by=alice)
    assert len(texts(ask(client, worked_case, q="scope"))) == 2


def test_what_is_read_anew_is_found_anew(worked_case: Case, upload: Any, bob: User) -> None:
    client = as_user(bob)
    assert texts(ask(client, worked_case, q="zebra")) == []

    upload("A zebra crossed the yard of the factory.")
    pipeline.run_everything()

    assert len(texts(ask(client, worked_case, q="zebras"))) == 1


def test_a_lost_or_broken_index_is_made_again(worked_case: Case, bob: User, settings: Any) -> None:
    client = as_user(bob)
    folder = settings.SEARCH_DIR / str(worked_case.pk)
    assert folder.is_dir()

    (folder / "index" / "meta.json").write_text("{")
    (folder / "held.json").write_text("{")

    assert len(texts(ask(client, worked_case, q="scope"))) == 2


def test_strangers_find_nothing_and_learn_nothing(worked_case: Case, charlie: User) -> None:
    assert ask(as_user(charlie), worked_case, q="scope").status_code == 404
    assert ask(Client(), worked_case, q="scope").status_code == 302


@pytest.mark.parametrize(
    ("typed", "said"),
    [("NOT scope", "NOT alone"), ("scope AND", "nothing after AND"), ("(scope", "not closed"), ("x" * 501, "500")],
)
def test_a_question_that_makes_no_sense_is_answered_with_a_sentence(
    worked_case: Case, bob: User, typed: str, said: str
) -> None:
    answer = ask(as_user(bob), worked_case, q=typed)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert typed in answer.content.decode()


def test_a_hit_leads_to_its_place(worked_case: Case, bob: User) -> None:
    client = as_user(bob)
    shown = ask(client, worked_case, q="absolve").context["results"].hits[0]

    read = client.get(shown.url)
    assert read.status_code == 200
    assert f"at={shown.hit.place.span.start}-{shown.hit.place.span.end}" in shown.url
    assert client.get(shown.workbench_url.partition("#")[0]).status_code == 200


def test_who_comes_from_a_claim_finds_passages_for_it(worked_case: Case, bob: User) -> None:
    client, review = as_user(bob), reverse("review", args=[worked_case.pk])
    bench = client.get(review)
    claim = str(bench.context["focus"].id)
    assert f'href="{reverse("search", args=[worked_case.pk])}?claim={claim}"' in bench.content.decode()

    answer = ask(client, worked_case, q="problem", kind="source", claim=claim)

    assert f'name="claim" value="{claim}"' in answer.content.decode()
    leads = [shown.workbench_url for shown in answer.context["results"].hits]
    assert leads
    assert all(lead.startswith(f"{review}?claim={claim}&source=") for lead in leads)
    assert f"claim={claim}" in answer.context["unfiltered_url"]
    assert (
        "claim" not in ask(client, worked_case, q="problem", claim="nonsense").context["results"].hits[0].workbench_url
    )


def test_the_queries_do_not_grow_with_the_hits(
    worked_case: Case, upload: Any, bob: User, django_assert_max_num_queries: Any
) -> None:
    for number in range(4):
        upload("\n\n".join(f"Paragraph {number}-{line} on water and its uses." for line in range(10)))
    pipeline.run_everything()
    client = as_user(bob)

    with django_assert_max_num_queries(10):
        answer = ask(client, worked_case, q="water")

    assert answer.context["results"].total == 40
    assert len(answer.context["results"].hits) == 30


def test_long_passages_are_cut_to_the_words_around_their_marks() -> None:
    text = "water " * 200 + "needle " + "sand " * 200
    start = text.index("needle")

    cut = pieces(text, [Span(start, start + 6)])

    assert ("needle", True) in cut
    assert len("".join(words for words, _ in cut)) < 320
    assert cut[0][0] == " … "
    assert cut[-1][0] == " …"


def test_of_a_passage_in_which_the_word_stands_everywhere_no_more_is_shown_than_of_others() -> None:
    text = "walrus words " * 1_500

    cut = pieces(text, [Span(at, at + 6) for at in range(0, len(text), 13)])

    assert cut[0] == ("walrus", True)
    assert cut[-1] == (" …", False)
    assert sum(len(words) for words, _ in cut) < 1_000
