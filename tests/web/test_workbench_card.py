"""The claim's card: putting right what it says, its topics, where it begins and ends; each with its way back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from esgcheck.accounts.models import User
from esgcheck.analysis.types import Span
from esgcheck.cases.models import Case
from esgcheck.claims import review
from esgcheck.claims.models import Candidate, Claim, EvidenceLink
from esgcheck.documents.models import Version
from esgcheck.web.workbench.borders import Stretch, steps_of
from esgcheck.web.workbench.seen import stand_of
from tests.web.test_workbench import as_user, candidate_of, linked, of, report_of, span_in  # noqa: F401
from tests.web.test_workbench_actions import undo

pytestmark = pytest.mark.django_db

SCOPE = "Scope 1 emissions by 32"


@pytest.fixture
def client(bob: User) -> Client:
    return as_user(bob)


@pytest.fixture
def scope(worked_case: Case) -> Candidate:
    return candidate_of(worked_case, SCOPE)


@pytest.fixture
def two(worked_case: Case, bob: User) -> Claim:
    """A claim marked by hand over two sentences that are paragraphs of the report."""
    report = report_of(worked_case)
    text = report.text()
    start, end = text.index("We will source"), text.index("ISO 14001.") + len("ISO 14001.")
    return review.add_claim(version=report, start=start, end=end, by=bob)


def card(client: Client, case: Case, item: Any, doing: str = "says", span: str = "") -> str:
    answer = client.get(of(case, claim=item.pk, card=doing, span=span))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def form_of(page: str) -> dict[str, str]:
    """The form of the fields as a browser would send it."""
    form = re.search(r'<form class="correct".*?</form>', page)
    assert form is not None
    typed = dict(re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>([^<]*)</textarea>', form[0]))
    return typed | dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form[0]))


def said(claim: Claim | Candidate) -> dict[str, str]:
    """What the first figure says."""
    return {row["name"]: row["text"] for row in claim.fields if row["of"] == 0}


def first_notice(client: Client, case: Case) -> str:
    return str(client.get(of(case)).context["notices"][0].text)


class TestWhatItSays:
    def test_a_corrected_field_is_kept_with_who_corrected_it_and_can_be_undone(
        self, worked_case: Case, scope: Candidate, client: Client, bob: User
    ) -> None:
        form = form_of(card(client, worked_case, scope, "fields"))
        value = next(key for key in form if key.startswith("text-value-"))

        answer = client.post(of(worked_case, "review-fields", scope.pk), {**form, value: "31"})

        claim = Claim.objects.get(pk=scope.pk)
        assert answer.status_code == 302
        assert (said(claim)["value"], claim.fields_by) == ("31", bob)
        rest = {name: text for name, text in said(scope).items() if name != "value"}
        assert {name: text for name, text in said(claim).items() if name != "value"} == rest
        page = client.get(of(worked_case, claim=scope.pk, card="says"))
        assert "corrected by Bob" in page.content.decode()
        client.post(page.context["notices"][0].undo, page.context["notices"][0].fields)
        assert not Claim.objects.exists()

    def test_what_was_not_touched_keeps_its_value_and_place(
        self, worked_case: Case, scope: Candidate, client: Client
    ) -> None:
        client.post(of(worked_case, "review-fields", scope.pk), form_of(card(client, worked_case, scope, "fields")))

        def by_name(row: dict[str, Any]) -> tuple[int, str]:
            return row["of"], row["name"]

        claim = Claim.objects.get()
        assert sorted(claim.fields, key=by_name) == sorted(scope.fields, key=by_name)
        assert "seen by Bob" in card(client, worked_case, scope)

    def test_a_field_is_added_and_another_taken_away(self, worked_case: Case, scope: Candidate, client: Client) -> None:
        form = form_of(card(client, worked_case, scope, "fields"))
        value = next(key for key in form if key.startswith("text-value-")).removeprefix("text-")
        added = {f"gone-{value}": "1", "added-name": "boundary", "added-text": "own sites", "more": "1"}

        answer = client.post(of(worked_case, "review-fields", scope.pk), form | added)

        now = said(Claim.objects.get())
        assert now["boundary"] == "own sites"
        assert "value" not in now
        assert "card=fields" in answer.headers["Location"]

    def test_what_is_refused_is_said_and_keeps_what_was_typed(
        self, worked_case: Case, scope: Candidate, client: Client
    ) -> None:
        form = form_of(card(client, worked_case, scope, "fields"))
        value = next(key for key in form if key.startswith("text-value-"))
        wrong = [
            ({"added-text": "own sites <b>"}, "choose one from the list"),
            ({"added-name": "boundary"}, "wrote nothing beside it"),
            ({"added-name": "colour", "added-text": "green"}, "There is no field"),
            ({"added-name": "boundary", "added-text": "long " * 200}, "is too long"),
        ]

        for typed, why in wrong:
            answer = client.post(of(worked_case, "review-fields", scope.pk), {**form, value: "about 31", **typed})

            page = answer.content.decode()
            assert answer.status_code == 422
            assert why in page
            assert ">about 31</textarea>" in page
            assert typed.get("added-text", "").replace("<", "&lt;").replace(">", "&gt;").strip() in page
        assert not Claim.objects.exists()

    def test_what_another_has_changed_meanwhile_is_not_overwritten(
        self, worked_case: Case, scope: Candidate, client: Client, alice: User
    ) -> None:
        form = form_of(card(client, worked_case, scope, "fields"))
        value = next(key for key in form if key.startswith("text-value-"))
        claim = review.accept_candidate(candidate=scope, by=alice)
        other = [{**row, "text": "30"} if (row["name"], row["of"]) == ("value", 0) else row for row in claim.fields]
        review.correct_fields(claim=claim, fields=other, by=alice)

        answer = client.post(of(worked_case, "review-fields", scope.pk), {**form, value: "31"})
        again = form_of(" ".join(answer.content.decode().split()))

        assert answer.status_code == 422
        assert "Somebody has changed this claim" in answer.content.decode()
        assert "by now it says: 30" in answer.content.decode()
        claim.refresh_from_db()
        assert said(claim)["value"] == "30"
        client.post(of(worked_case, "review-fields", scope.pk), again)
        claim.refresh_from_db()
        assert said(claim)["value"] == "31"

    def test_that_somebody_has_accepted_it_meanwhile_is_no_change(
        self, worked_case: Case, scope: Candidate, client: Client, alice: User
    ) -> None:
        form = form_of(card(client, worked_case, scope, "fields"))
        review.accept_candidate(candidate=scope, by=alice)

        assert client.post(of(worked_case, "review-fields", scope.pk), form).status_code == 302

    def test_one_goes_back_to_what_the_machine_read(
        self, worked_case: Case, scope: Candidate, client: Client, bob: User
    ) -> None:
        claim = review.accept_candidate(candidate=scope, by=bob)
        review.correct_fields(claim=claim, fields=[], by=bob)
        offered = "Back to what the machine read" in card(client, worked_case, scope)

        client.post(of(worked_case, "review-restore", scope.pk), {"seen": stand_of(claim)})

        claim.refresh_from_db()
        assert offered
        assert (claim.fields, claim.fields_by) == (scope.fields, None)
        assert "Back to what the machine read" not in card(client, worked_case, scope)

    def test_a_reader_is_shown_it_without_ways_to_change_it(
        self, worked_case: Case, scope: Candidate, carol: User
    ) -> None:
        page = card(as_user(carol), worked_case, scope, "fields")

        assert "What it says" in page
        assert "/fields/" not in page
        assert "/topics/" not in page


class TestTopics:
    def test_codes_are_added_as_people_write_them(self, worked_case: Case, scope: Candidate, client: Client) -> None:
        for typed in ("esrs s3", "S3-1", "404-2"):
            client.post(of(worked_case, "review-add-topic", scope.pk), {"topic": typed})

        topics = {(topic["vocabulary"], topic["code"]) for topic in Claim.objects.get().topics}
        assert {("ESRS", "S3"), ("ESRS", "S3-1"), ("GRI", "404-2")} <= topics

    def test_adding_one_is_undone(self, worked_case: Case, scope: Candidate, client: Client) -> None:
        client.post(of(worked_case, "review-add-topic", scope.pk), {"topic": "E1", "seen": stand_of(scope)})
        undo(client, worked_case)

        assert not Claim.objects.exists()

    def test_what_is_no_code_is_said_and_stays_typed(self, worked_case: Case, scope: Candidate, client: Client) -> None:
        for typed in ("climate", "Q9", "305-999"):
            answer = client.post(of(worked_case, "review-add-topic", scope.pk), {"topic": typed})

            assert answer.status_code == 422
            assert f'value="{typed}"' in answer.content.decode()
            assert "topic-wrong" in answer.content.decode()
        assert not Claim.objects.exists()

    def test_one_is_taken_away(self, worked_case: Case, scope: Candidate, client: Client) -> None:
        gone = scope.topics[0]

        client.post(
            of(worked_case, "review-remove-topic", scope.pk), {"vocabulary": gone["vocabulary"], "code": gone["code"]}
        )

        assert gone not in Claim.objects.get().topics
        assert "No longer filed under" in first_notice(client, worked_case)


class TestBorders:
    def stretch(self, report: Version, claim: Claim | Candidate) -> Stretch:
        return Stretch.around(report, Span(claim.start, claim.end))

    def test_each_end_moves_by_sentences_and_words(self, worked_case: Case, two: Claim) -> None:
        report = report_of(worked_case)
        stretch = self.stretch(report, two)

        starts, ends = steps_of(stretch, Span(two.start, two.end))

        text = {step.words: stretch.of(step.to.start, step.to.end) if step.to else "" for step in starts}
        assert text["A sentence earlier"].startswith("In 2023 we reduced")
        assert text["A word later"].startswith("will source")
        assert text["A sentence later"] == "All our sites are certified to ISO 14001."
        assert text["A word earlier"].startswith("tCO2e. We will")
        assert [step.to for step in ends][2:] == [None, None]
        ended = ends[0].to
        assert ended is not None
        assert stretch.of(ended.start, ended.end) == "We will source 100 % renewable electricity by 2030."

    def test_what_it_would_be_is_shown_before_it_is_saved(self, worked_case: Case, two: Claim, client: Client) -> None:
        before = (two.start, two.end)
        middle = report_of(worked_case).text().index("All our sites")

        page = card(client, worked_case, two, "span", span=f"{middle}-{two.end}")

        two.refresh_from_db()
        assert "<del>We will source 100 % renewable electricity by 2030.</del>" in page
        assert f'name="span" value="{middle}-{two.end}"' in page
        assert (two.start, two.end) == before

    def test_borders_outside_of_the_text_change_nothing(self, worked_case: Case, two: Claim, client: Client) -> None:
        before = two.exact

        for span in ("900000-900010", "5-3"):
            page = card(client, worked_case, two, "span", span=span)
            client.post(of(worked_case, "review-span", two.pk), {"span": span})

            assert "disabled>Save these words" in page
            assert client.get(of(worked_case)).context["notices"][0].level == "error"
        two.refresh_from_db()
        assert two.exact == before

    def test_other_words_are_saved_with_what_became_of_links_and_verdict_and_undone(
        self,
        worked_case: Case,
        linked: EvidenceLink,  # noqa: F811
        client: Client,
        bob: User,
    ) -> None:
        claim = Claim.objects.get(pk=linked.claim_id)
        review.give_verdict(claim=claim, value="contradicted", reasons="Nine is not 32.", by=bob)
        span = span_in(report_of(worked_case), "we reduced our Scope 1 emissions by 32 %")

        client.post(of(worked_case, "review-span", claim.pk), {"span": span, "seen": stand_of(claim)})

        before, claim = claim, Claim.objects.get(pk=claim.pk)
        page = client.get(of(worked_case))
        notice = page.context["notices"][0]
        assert claim.exact == "we reduced our Scope 1 emissions by 32 %"
        assert "1 link stays; the verdict “Contradicted” is kept, and it rests on other words now" in notice.text
        client.post(notice.undo, notice.fields)
        assert Claim.objects.get().exact == before.exact

    def test_what_another_has_changed_meanwhile_is_refused(
        self, worked_case: Case, two: Claim, client: Client, alice: User
    ) -> None:
        seen, end = stand_of(two), two.end
        review.edit_span(item=two, start=two.start, end=two.end - 1, by=alice)

        client.post(of(worked_case, "review-span", two.pk), {"span": f"{two.start + 3}-{end}", "seen": seen})
        client.post(of(worked_case, "review-split", two.pk), {"at": two.start + 52, "seen": seen})

        notices = client.get(of(worked_case)).context["notices"]
        assert all("Somebody has changed this claim" in notice.text for notice in notices)
        assert len(notices) == 2
        assert Claim.objects.get().end == end - 1


def test_a_claim_of_one_sentence_can_be_cut_between_its_clauses_and_cells(worked_case: Case) -> None:
    text = "We cut waste by 1,200 t and sold a site\tin 2023"
    stretch = Stretch(report_of(worked_case), text, 5000)

    cuts = stretch.cuts(Span(5000, 5000 + len(text)))

    assert [text[cut - 5000 :] for cut in cuts] == ["and sold a site\tin 2023", "in 2023"]


class TestSplitAndMerge:
    def test_a_claim_is_cut_between_its_sentences_and_undone(
        self, worked_case: Case, two: Claim, client: Client
    ) -> None:
        cuts = re.findall(r'name="at" value="(\d+)"', card(client, worked_case, two, "split"))

        client.post(of(worked_case, "review-split", two.pk), {"at": cuts, "seen": stand_of(two)})

        parts = [" ".join(claim.exact.split()) for claim in Claim.objects.order_by("start")]
        assert parts == [
            "We will source 100 % renewable electricity by 2030.",
            "All our sites are certified to ISO 14001.",
        ]
        undo(client, worked_case)
        assert Claim.objects.get().exact == two.exact

    def test_where_nothing_is_ticked_nothing_is_cut(self, worked_case: Case, two: Claim, client: Client) -> None:
        client.post(of(worked_case, "review-split", two.pk), {"at": ["", "-4", "x"]})

        assert Claim.objects.count() == 1
        assert "Choose between which of its sentences" in first_notice(client, worked_case)

    def test_a_single_sentence_is_cut_after_its_commas(
        self, worked_case: Case, scope: Candidate, client: Client
    ) -> None:
        page = card(client, worked_case, scope, "split")

        assert re.findall(r'pieces__one">([^<]*)<', page) == [
            "In 2023 we reduced our Scope 1 emissions by 32 % compared with 2019,",
            "to 12,400 tCO2e.",
        ]

    def test_two_beside_each_other_become_one_and_are_taken_apart_again(
        self, worked_case: Case, scope: Candidate, client: Client
    ) -> None:
        page = card(client, worked_case, scope, "merge")
        other = candidate_of(worked_case, "renewable electricity")
        assert f'name="with" value="{other.pk}"' in page

        client.post(of(worked_case, "review-merge", scope.pk), {"with": other.pk, "with_seen": stand_of(other)})

        keeper = Claim.objects.get(merged_into=None)
        words = first_notice(client, worked_case)
        assert Claim.objects.count() == 2
        assert "Merged: the two are one claim now." in words
        assert "Take apart again" in card(client, worked_case, keeper, "merge")
        client.post(of(worked_case, "review-unmerge", keeper.pk))
        assert Claim.objects.filter(merged_into=None).count() == 2

    def test_merging_is_undone(self, worked_case: Case, scope: Candidate, client: Client) -> None:
        other = candidate_of(worked_case, "renewable electricity")

        client.post(of(worked_case, "review-merge", scope.pk), {"with": other.pk})
        undo(client, worked_case)

        assert not Claim.objects.exists()

    def test_merging_with_nothing_is_refused(self, worked_case: Case, scope: Candidate, client: Client) -> None:
        client.post(of(worked_case, "review-merge", scope.pk), {"with": "x"})

        assert not Claim.objects.exists()
        assert "Choose with which claim" in first_notice(client, worked_case)


def test_a_stranger_finds_none_of_it_and_a_reader_may_not(case: Case, carol: User, charlie: User) -> None:
    reader, stranger = as_user(carol), as_user(charlie)

    for view in ("fields", "restore", "add-topic", "remove-topic", "span", "split", "merge", "unmerge"):
        url = of(case, f"review-{view}", case.pk)
        assert (stranger.post(url).status_code, reader.post(url).status_code) == (404, 403), view
