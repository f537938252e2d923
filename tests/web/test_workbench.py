"""The workbench as a page: what it shows, to whom, and that its address is all of its state."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from esgcheck.accounts.models import User
from esgcheck.analysis.types import Span
from esgcheck.cases.models import Case
from esgcheck.claims import review
from esgcheck.claims.models import Candidate, Claim, EvidenceLink, Suggestion
from esgcheck.documents.models import Kind, Version
from esgcheck.web.workbench.address import Address

pytestmark = pytest.mark.django_db


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def of(case: Case, view: str = "review", *args: object, **query: object) -> str:
    return reverse(view, args=[case.pk, *args]) + (
        "?" + "&".join(f"{k}={v}" for k, v in query.items()) if query else ""
    )


def report_of(case: Case) -> Version:
    return case.versions.get(document__kind=Kind.REPORT)


def source_of(case: Case) -> Version:
    return case.versions.get(document__kind=Kind.SOURCE)


def candidate_of(case: Case, words: str) -> Candidate:
    return Candidate.objects.get(version__case=case, text__contains=words)


def span_in(version: Version, words: str) -> str:
    start = version.text().index(words)
    return f"{start}-{start + len(words)}"


@pytest.fixture
def linked(worked_case: Case, alice: User) -> EvidenceLink:
    claim = review.accept_candidate(candidate=candidate_of(worked_case, "Scope 1"), by=alice)
    source, words = source_of(worked_case), "Scope 1 emissions fell by 9 %"
    start = source.text().index(words)
    return review.link_evidence(
        claim=claim, version=source, start=start, end=start + len(words), stance="contradicts", by=alice
    )


class TestWhoMaySee:
    def addresses(self, case: Case, link: EvidenceLink) -> list[tuple[str, str]]:
        version = report_of(case)
        claim = link.claim_id
        posts = ["accept", "dismiss", "take-back", "describe", "verdict", "link"]
        return [
            ("get", of(case)),
            ("get", reverse("pages", args=[version.pk, 1])),
            ("get", reverse("pages-go", args=[version.pk])),
            ("get", reverse("page-image", args=[version.pk, 1])),
            ("get", reverse("page-words", args=[version.pk, 1])),
            ("post", of(case, "review-add-claim")),
            *[("post", of(case, f"review-{name}", claim)) for name in posts],
            *[("post", of(case, f"review-{name}", link.pk)) for name in ("change-link", "unlink", "relink")],
        ]

    def test_a_stranger_finds_nothing_at_any_address(
        self, worked_case: Case, linked: EvidenceLink, charlie: User
    ) -> None:
        client = as_user(charlie)

        answers = {url: getattr(client, way)(url).status_code for way, url in self.addresses(worked_case, linked)}

        assert len(answers) == 15
        assert set(answers.values()) == {404}, answers

    def test_nobody_gets_in_without_logging_in(self, worked_case: Case, linked: EvidenceLink) -> None:
        for way, url in self.addresses(worked_case, linked):
            answer = getattr(Client(), way)(url)
            assert answer.status_code in {302, 404}, url
            assert answer.status_code == 404 or answer.headers["Location"].startswith("/login/")

    def test_a_reader_sees_it_and_cannot_decide(self, worked_case: Case, linked: EvidenceLink, carol: User) -> None:
        client = as_user(carol)

        page = client.get(of(worked_case)).content.decode()
        refused = {
            url: client.post(url).status_code for way, url in self.addresses(worked_case, linked) if way == "post"
        }

        assert "its reviewers and leads decide" in page
        assert "Save verdict" not in page
        assert "/accept/" not in page
        assert "/dismiss/" not in page
        assert set(refused.values()) == {403}, refused
        assert Claim.objects.get().verdicts.count() == 0

    def test_ids_of_another_case_are_not_found(self, worked_case: Case, linked: EvidenceLink, alice: User) -> None:
        from esgcheck.cases.people import open_case

        other = open_case(title="Other", organisation="Other", by=alice)
        client = as_user(alice)

        for url in (of(other, "review-accept", linked.claim_id), of(other, "review-unlink", linked.pk)):
            assert client.post(url).status_code == 404
        assert client.get(of(other, claim=linked.claim_id)).content.decode().count("Scope 1") == 0
        answer = client.post(of(other, "review-add-claim"), {"version": report_of(worked_case).pk, "span": "0-5"})
        assert answer.status_code == 404


class TestWhatItShows:
    def test_the_first_claim_without_being_asked(self, worked_case: Case, bob: User) -> None:
        page = as_user(bob).get(of(worked_case))

        assert page.context["focus"].page_number == 1
        assert page.context["desk"].queue.position == 1
        assert "We do not find that the company intended" in page.content.decode()

    def test_a_quotation_with_its_status_its_moment_and_what_was_not_quoted(self, worked_case: Case, bob: User) -> None:
        candidate = candidate_of(worked_case, "We do not find")

        page = " ".join(as_user(bob).get(of(worked_case, claim=candidate.pk)).content.decode().split())

        assert "Verbatim" in page
        assert "in: Talk in Sydney, 00:00:12, Ann Prosser" in page
        not_quoted = page[page.index("Not quoted") :]
        assert "this is a problem" in not_quoted[: not_quoted.index("</section>")]

    def test_suggestions_say_that_they_are_guesses_and_why(self, worked_case: Case, bob: User) -> None:
        candidate = candidate_of(worked_case, "Scope 1")

        response = as_user(bob).get(of(worked_case, claim=candidate.pk))

        cards = response.context["desk"].evidence.suggested
        assert "fell by 9 %" in cards[0].text or any("fell by 9 %" in card.text for card in cards)
        page = response.content.decode()
        assert page.count("evidence--suggested") == len(cards) > 0
        assert "? because:" in page
        assert "00:00:29" in page

    def test_the_words_that_decided_are_marked_in_the_passage(self, worked_case: Case, bob: User) -> None:
        candidate = candidate_of(worked_case, "Scope 1")

        response = as_user(bob).get(of(worked_case, claim=candidate.pk))

        card = next(c for c in response.context["desk"].evidence.suggested if "fell by 9 %" in c.text)
        assert card.row.stance == "contradicts"
        assert "9 %" in [piece.text for piece in card.pieces if piece.decides]
        assert "".join(piece.text for piece in card.pieces) == card.text
        page = response.content.decode()
        assert '<mark class="hl__word">9 %</mark>' in page
        assert f"about {card.chance} %" in page

    def test_what_is_linked_is_not_suggested_as_well(self, worked_case: Case, linked: EvidenceLink, bob: User) -> None:
        evidence = as_user(bob).get(of(worked_case, claim=linked.claim_id)).context["desk"].evidence

        assert [card.row for card in evidence.linked] == [linked]
        assert not any("fell by 9 %" in card.text for card in evidence.suggested)

    def test_candidates_are_outlined_and_claims_are_filled(
        self, worked_case: Case, linked: EvidenceLink, bob: User
    ) -> None:
        page = as_user(bob).get(of(worked_case)).content.decode()

        rows = re.findall(r'class="queue__row ([^"]*)".*?claim=([0-9a-f-]{36})', page)
        outlined = {claim for kind, claim in rows if "suggested" in kind}
        assert str(linked.claim_id) not in outlined
        assert outlined == {
            str(pk) for pk in Candidate.objects.exclude(pk=linked.claim_id).values_list("pk", flat=True)
        }

    def test_a_source_opens_beside_the_report_at_the_passage(self, worked_case: Case, bob: User) -> None:
        candidate, source = candidate_of(worked_case, "Scope 1"), source_of(worked_case)
        at = span_in(source, "this is a problem")

        response = as_user(bob).get(of(worked_case, claim=candidate.pk, source=source.pk, at=at))

        page = response.content.decode()
        assert re.search(
            r'<span data-s="\d+" data-e="\d+" class="hl [^"]*hl--here"[^>]*>this is a problem</span>', page
        )
        assert candidate.text[:40] in page
        assert "00:00:12" in page
        assert "Ann Prosser" in page
        assert response.context["desk"].address.closed_url in page.replace("&amp;", "&")

    def test_a_row_of_a_workbook_is_told_by_its_cells(self, worked_case: Case, linked: EvidenceLink, bob: User) -> None:
        EvidenceLink.objects.update(time_start=None, time_end=None)
        passage = linked.version.passages.get(start__lte=linked.start, end__gt=linked.start)
        passage.place = "Contracts!A6:F6"
        passage.save()

        page = as_user(bob).get(of(worked_case, claim=linked.claim_id))

        assert "Contracts!A6:F6" in page.content.decode()

    def test_a_stale_verdict_says_so(self, worked_case: Case, linked: EvidenceLink, alice: User) -> None:
        review.give_verdict(claim=linked.claim, value="contradicted", reasons="9 is not 32.", by=alice)
        client = as_user(alice)
        before = client.get(of(worked_case, claim=linked.claim_id)).content.decode()

        review.unlink(link=linked, by=alice)
        after = client.get(of(worked_case, claim=linked.claim_id)).content.decode()

        assert "it rests on has changed since" not in before
        assert "it rests on has changed since" in after

    def test_without_anything_it_says_what_to_do_next(self, case: Case, bob: User) -> None:
        page = as_user(bob).get(of(case)).content.decode()

        assert "No report yet" in page
        assert "No sources yet" in page
        assert f'href="/cases/{case.pk}/"' in page

    def test_while_the_report_is_read_it_says_how_far(self, case: Case, upload: Any, bob: User) -> None:
        version = upload("Report", "report", "r.txt")
        Version.objects.filter(pk=version.pk).update(state="reading", pages_read=12, pages_known=144)

        page = as_user(bob).get(of(case)).content.decode()

        assert "12 of 144 pages" in page
        assert "data-reload" in page

    def test_a_failed_report_says_why(self, case: Case, upload: Any, bob: User) -> None:
        version = upload("Report", "report", "r.txt")
        Version.objects.filter(pk=version.pk).update(state="failed", failure="The PDF needs a password.")

        assert "The PDF needs a password." in as_user(bob).get(of(case)).content.decode()

    def test_no_inline_style_or_script(self, worked_case: Case, linked: EvidenceLink, bob: User) -> None:
        source = source_of(worked_case)
        urls = [
            of(worked_case),
            of(worked_case, claim=linked.claim_id),
            of(worked_case, claim=linked.claim_id, source=source.pk, at=f"{linked.start}-{linked.end}"),
            reverse("pages", args=[source.pk, 1]),
        ]
        for url in urls:
            page = as_user(bob).get(url).content.decode()
            assert not re.search(r"<[^>]+\sstyle\s*=", page), url
            assert not re.search(r"<style|<script(?![^>]*\ssrc=)|\son[a-z]+\s*=\s*\"", page), url

    def test_what_a_document_says_is_never_markup(self, case: Case, upload: Any, bob: User) -> None:
        from esgcheck import pipeline

        upload(
            "Report\n\nWe will cut emissions by 50 % by 2030 <script>alert(1)</script>.\n",
            "report",
            "r.txt",
            "<b>R</b>",
        )
        pipeline.run_everything()

        page = as_user(bob).get(of(case)).content.decode()

        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page
        assert "<b>R</b>" not in page


class TestFilters:
    def test_counts_say_what_a_filter_would_show(self, worked_case: Case, linked: EvidenceLink, bob: User) -> None:
        client = as_user(bob)
        queue = client.get(of(worked_case)).context["desk"].queue

        for choice in [*queue.statuses, *queue.kinds]:
            rows = client.get(choice.url).context["desk"].queue.rows
            assert len(rows) == choice.count, choice

    def test_status_and_kind_and_words(self, worked_case: Case, linked: EvidenceLink, bob: User) -> None:
        client = as_user(bob)

        opened = client.get(of(worked_case, status="open")).context["desk"].queue.rows
        words = client.get(of(worked_case, q="renewable")).context["desk"].queue.rows

        assert [row.item.id for row in opened] == [linked.claim_id]
        assert len(words) == 1
        assert "renewable" in words[0].item.text

    def test_a_claim_that_the_filters_hide_stays_and_the_next_one_is_the_one_after_it(
        self, worked_case: Case, linked: EvidenceLink, bob: User
    ) -> None:
        context = as_user(bob).get(of(worked_case, claim=linked.claim_id, status="suggested")).context

        assert context["focus"].id == linked.claim_id
        after = Candidate.objects.filter(version=report_of(worked_case), start__gt=linked.claim.start).earliest("start")
        assert str(after.pk) in context["desk"].queue.next_url

    def test_no_claims_with_these_filters_offers_to_clear_them(self, worked_case: Case, bob: User) -> None:
        page = as_user(bob).get(of(worked_case, q="zebra")).content.decode()

        assert "No claims with these filters" in page
        assert "Clear the filters" in page

    def test_nonsense_in_the_address_is_taken_as_not_said(self, worked_case: Case, bob: User) -> None:
        url = of(worked_case, claim="x", status="<b>", page="-1", at="9-3", source="y", zoom="7", first="a", order="z")

        response = as_user(bob).get(url)

        assert response.status_code == 200
        assert response.context["address"].query() == f"claim={response.context['focus'].id}"

    def test_a_long_list_comes_in_stretches_around_the_claim(self, worked_case: Case, bob: User) -> None:
        many(report_of(worked_case), 250)
        last = Candidate.objects.filter(text="Claim 240").get()

        queue = as_user(bob).get(of(worked_case, claim=last.pk, q="Claim")).context["desk"].queue

        assert queue.number == 250
        assert (queue.first, len(queue.rows)) == (200, 50)
        assert "first=101" in queue.earlier_url
        assert queue.position == 241


def many(version: Version, number: int) -> None:
    Candidate.objects.bulk_create(
        Candidate(
            id=uuid.uuid5(version.pk, str(i)),
            version=version,
            start=i,
            end=i + 9,
            text=f"Claim {i}",
            kind="metric",
            score=0.5,
            reasons=["has a number"],
        )
        for i in range(number)
    )


class TestOrderAndWhatItSays:
    def test_many_proposals_come_with_the_weightiest_first_and_it_is_said(self, worked_case: Case, bob: User) -> None:
        many(report_of(worked_case), 80)
        heavy = Candidate.objects.get(text="Claim 70")
        Candidate.objects.filter(pk=heavy.pk).update(score=0.99, consequence=1.0)

        ranked = as_user(bob).get(of(worked_case))
        by_place = as_user(bob).get(of(worked_case, order="place"))

        assert ranked.context["desk"].queue.rows[0].item.id == heavy.pk
        assert "What most deserves checking comes first" in ranked.content.decode()
        assert by_place.context["desk"].queue.rows[0].item.id != heavy.pk
        assert "What most deserves checking comes first" not in by_place.content.decode()

    def test_what_a_denial_leaves_open_stands_apart_with_topics_and_places(self, worked_case: Case, bob: User) -> None:
        candidate = candidate_of(worked_case, "We do not find")
        place = {"start": 0, "end": 21, "page": 1, "text": "Sustainability Report"}
        candidate.fields = [
            {"name": "denied", "text": "harm was intended", "value": "", "start": None, "end": None, "of": 0},
            {"name": "leaves_open", "text": "whether harm was done", "value": "", "start": None, "end": None, "of": 0},
        ]
        candidate.topics = [{"vocabulary": "ESRS", "code": "S2", "name": "Value chain", "words": ["lawyer"]}]
        candidate.places, candidate.context, candidate.score = [place], [place], 0.8
        candidate.save()

        response = as_user(bob).get(of(worked_case, claim=candidate.pk, card="says"))

        page = " ".join(response.content.decode().split())
        card = page[page.index('id="card-body"') :]
        assert card.index("It leaves open") > card.index("harm was intended")
        assert "whether harm was done" in card[card.index("It leaves open") :]
        assert "ESRS S2" in card
        assert "“lawyer”" in card
        assert "also p. 1" in card
        assert "Four in five of such sentences were marked" in card

    def test_a_topic_narrows_the_list(self, worked_case: Case, bob: User) -> None:
        candidate = candidate_of(worked_case, "Scope 1")
        Candidate.objects.exclude(pk=candidate.pk).update(topics=[])
        candidate.topics = [{"vocabulary": "ESRS", "code": "E1", "name": "Climate change", "words": []}]
        candidate.save()

        queue = as_user(bob).get(of(worked_case, topic="E1")).context["desk"].queue

        assert [row.item.id for row in queue.rows] == [candidate.pk]
        assert [(choice.value, choice.count) for choice in queue.topics if choice.chosen] == [("E1", 1)]


class TestAddress:
    FULL = Address(
        case_id=uuid.uuid4(),
        claim=str(uuid.uuid4()),
        status="open",
        kind="metric",
        report=str(uuid.uuid4()),
        order="rank",
        q="Scope 1 & 2",
        first=101,
        page=7,
        zoom=150,
        source=str(uuid.uuid4()),
        source_page=3,
        source_zoom=200,
        at=Span(12, 40),
    )

    def test_there_and_back(self) -> None:
        from django.http import QueryDict

        assert Address.of(self.FULL.case_id, QueryDict(self.FULL.query())) == self.FULL

    def test_every_action_comes_back_to_the_same_view(self, worked_case: Case, linked: EvidenceLink, bob: User) -> None:
        source = source_of(worked_case)
        view = of(
            worked_case,
            claim=linked.claim_id,
            order="rank",
            zoom=150,
            source=source.pk,
            at=f"{linked.start}-{linked.end}",
        )
        client = as_user(bob)
        desk = client.get(view).context["desk"]

        answer = client.post(desk.evidence.linked[0].change_url, {"stance": "context"})

        assert answer.status_code == 302
        assert answer.headers["Location"].partition("#")[0] == view


def test_a_case_with_hundreds_of_candidates_takes_no_more_queries(
    worked_case: Case, linked: EvidenceLink, bob: User, django_assert_max_num_queries: Any
) -> None:
    many(report_of(worked_case), 300)
    source = source_of(worked_case)
    Suggestion.objects.bulk_create(
        Suggestion(
            claim_version=linked.claim.version,
            claim_start=linked.claim.start,
            claim_end=linked.claim.end,
            rank=50 + i,
            version=source,
            start=i,
            end=i + 5,
            exact="words",
            score=1.0,
            stance="context",
            reasons=[],
        )
        for i in range(20)
    )
    client = as_user(bob)
    for query in ({}, {"claim": linked.claim_id}, {"claim": linked.claim_id, "source": source.pk, "at": "10-40"}):
        url = of(worked_case, **query)
        with django_assert_max_num_queries(32):
            assert client.get(url).status_code == 200


def test_only_a_lead_is_offered_to_publish(worked_case: Case, alice: User, bob: User, linked: EvidenceLink) -> None:
    review.give_verdict(claim=linked.claim, value="contradicted", reasons="9 is not 32.", by=bob)
    address, publish = of(worked_case, claim=linked.claim_id), reverse("publish", args=[linked.claim_id])

    assert publish in as_user(alice).get(address).content.decode()
    assert publish not in as_user(bob).get(address).content.decode()


def test_who_is_not_allowed_is_told_which_role_is(worked_case: Case, carol: User, linked: EvidenceLink) -> None:
    answer = as_user(carol).get(reverse("publish", args=[linked.claim_id]))

    assert answer.status_code == 403
    assert "Only a lead of this case can do that" in answer.content.decode()
