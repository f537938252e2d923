"""Deciding in the list: dismissing for a reason, several claims at once, who is quoted, and Undo for all of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.claims import review
from esgcheck.claims.models import Candidate, Claim, EvidenceLink
from esgcheck.web.workbench import choosing
from tests.web.test_workbench import as_user, candidate_of, linked, of, report_of, span_in  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(bob: User) -> Client:
    return as_user(bob)


def queue(client: Client, case: Case, **query: object) -> Any:
    return client.get(of(case, **query)).context["desk"].queue


def said(client: Client, case: Case) -> Any:
    return client.get(of(case)).context["notices"][-1]


def undo(client: Client, case: Case) -> Any:
    notice = said(client, case)
    client.post(notice.undo, notice.fields)
    return said(client, case)


def decide(client: Client, case: Case, act: str, ids: list[Any], **more: Any) -> Any:
    form = {"act": act, "claim": [str(pk) for pk in ids], **more}
    return client.post(of(case, "review-decide-several", choosing=1), form)


def ids_of(case: Case) -> list[Any]:
    return list(Candidate.objects.filter(version__case=case).order_by("start").values_list("pk", flat=True))


class TestOneClaim:
    def test_a_reason_of_the_list_and_words_of_ones_own_are_kept_and_shown(
        self, worked_case: Case, client: Client
    ) -> None:
        candidate = candidate_of(worked_case, "ISO 14001")

        client.post(
            of(worked_case, "review-dismiss", candidate.pk), {"reason": "too_vague", "because": "no site named"}
        )

        assert Claim.objects.get().dismissed_because == "Too vague to check: no site named"
        assert "too vague to check: no site named" in said(client, worked_case).text
        row = queue(client, worked_case, status="dismissed").rows[0]
        assert row.state == "Dismissed: Too vague to check: no site named"

    def test_the_list_goes_on_to_the_line_after_it_under_the_same_filters(
        self, worked_case: Case, client: Client
    ) -> None:
        first, second = [row.item.id for row in queue(client, worked_case, order="place").rows[:2]]
        shown = client.get(of(worked_case, order="place", claim=first))
        assert f'name="next" value="{second}"' in shown.content.decode()

        answer = client.post(
            of(worked_case, "review-dismiss", first, claim=first, order="place"), {"next": str(second)}
        )

        assert answer.headers["Location"] == of(worked_case, claim=second, order="place") + "#report"

    def test_undo_brings_back_the_suggestion_and_comes_back_to_it(self, worked_case: Case, client: Client) -> None:
        candidate = candidate_of(worked_case, "ISO 14001")
        url = of(worked_case, "review-dismiss", candidate.pk, claim=candidate.pk)
        client.post(url, {"reason": "trivial", "next": "nonsense"})
        notice = said(client, worked_case)

        answer = client.post(notice.undo, notice.fields)

        assert not Claim.objects.exists()
        assert f"claim={candidate.pk}" in answer.headers["Location"]
        assert said(client, worked_case).text == "Undone."

    def test_undo_does_not_undo_the_later_work_of_somebody(
        self, worked_case: Case, client: Client, alice: User
    ) -> None:
        candidate = candidate_of(worked_case, "ISO 14001")
        client.post(of(worked_case, "review-accept", candidate.pk))
        notice = said(client, worked_case)
        review.describe_claim(claim=Claim.objects.get(), kind="metric", by=alice)

        client.post(notice.undo, notice.fields)

        assert Claim.objects.get().kind == "metric"
        assert said(client, worked_case).level == "error"

    def test_an_undo_of_another_case_or_made_up_changes_nothing(self, worked_case: Case, client: Client) -> None:
        client.post(of(worked_case, "review-accept", candidate_of(worked_case, "ISO 14001").pk))

        client.post(of(worked_case, "review-undo"), {"undo": "made:up"})

        assert Claim.objects.count() == 1
        assert "can no longer be undone" in said(client, worked_case).text

    def test_what_was_dismissed_can_be_brought_back_long_after(self, worked_case: Case, client: Client) -> None:
        candidate = candidate_of(worked_case, "ISO 14001")
        client.post(of(worked_case, "review-dismiss", candidate.pk), {"reason": "trivial"})
        page = client.get(of(worked_case, status="dismissed", claim=candidate.pk)).content.decode()
        assert "Bring back" in page
        assert "because: Trivial" in page

        client.post(of(worked_case, "review-accept", candidate.pk))

        assert candidate.pk in {row.item.id for row in queue(client, worked_case, status="suggested").rows}

    def test_the_reasons_are_a_form_that_works_without_a_script(self, worked_case: Case, client: Client) -> None:
        candidate = candidate_of(worked_case, "ISO 14001")

        page = client.get(of(worked_case, claim=candidate.pk)).content.decode()

        menu = page[page.index('id="dismiss"') :].partition("</details>")[0]
        assert menu.index('name="because"') < menu.index('name="reason" value=""') < menu.index('value="not_about"')
        assert 'value="other"' not in menu
        assert [f'data-key="{key}"' in menu for key in (1, 6, 7)] == [True] * 3


class TestTheWayBack:
    def test_kind_and_speaker_go_back_to_what_they_were_and_the_claim_to_a_suggestion(
        self, worked_case: Case, client: Client
    ) -> None:
        candidate = candidate_of(worked_case, "We do not find")
        url = of(worked_case, "review-describe", candidate.pk)
        client.post(url, {"kind": "denial", "attribution": "Ann"})
        client.post(url, {"kind": "metric", "attribution": "Bea"})

        undo(client, worked_case)
        before = Claim.objects.values_list("kind", "attribution").get()
        client.post(url, {"kind": "denial", "attribution": "Ann"})

        assert before == ("denial", "Ann")
        assert said(client, worked_case).undo == "", "nothing changed: nothing to undo"

    def test_a_claim_marked_by_hand_is_gone_again_unless_it_was_there(self, worked_case: Case, client: Client) -> None:
        report = report_of(worked_case)
        form = {"version": report.pk, "span": span_in(report, "certified to ISO 14001"), "kind": "certification"}

        client.post(of(worked_case, "review-add-claim"), form)
        undo(client, worked_case)
        gone = not Claim.objects.exists()
        client.post(of(worked_case, "review-add-claim"), form)
        claim = Claim.objects.get()
        client.post(of(worked_case, "review-dismiss", claim.pk), {"reason": "trivial"})
        client.post(of(worked_case, "review-add-claim"), form)
        undo(client, worked_case)

        assert gone
        assert Claim.objects.get(pk=claim.pk).dismissed_because == "Trivial"


class TestSeveral:
    def test_lines_have_boxes_only_while_one_chooses_and_only_for_who_decides(
        self, worked_case: Case, client: Client, carol: User
    ) -> None:
        plain = client.get(of(worked_case)).content.decode()
        choosing = client.get(of(worked_case, choosing=1)).content.decode()
        reader = as_user(carol).get(of(worked_case, choosing=1)).content.decode()

        number = len(ids_of(worked_case))
        assert choosing.count('form="bulk"') == number > 1
        assert f"All {number} in the list" in " ".join(choosing.split())
        assert 'form="bulk"' not in plain + reader
        assert "Choose several" in plain
        assert "Choose several" not in reader

    def test_dismissing_some_says_how_many_and_is_undone_at_once(self, worked_case: Case, client: Client) -> None:
        ids = ids_of(worked_case)[:2]

        answer = decide(client, worked_case, "dismiss:too_vague", ids, because="no figure")

        assert answer.headers["Location"] == of(worked_case, choosing=1) + "#queue"
        assert set(Claim.objects.values_list("dismissed_because", flat=True)) == {"Too vague to check: no figure"}
        assert said(client, worked_case).text == "Dismissed 2 claims: too vague to check: no figure."
        decide(client, worked_case, "bring_back", ids)
        assert undo(client, worked_case).text == "Undone."
        assert Claim.objects.filter(state="dismissed").count() == 2

    def test_accepting_and_giving_a_kind(self, worked_case: Case, client: Client) -> None:
        ids = ids_of(worked_case)

        decide(client, worked_case, "accept", ids[:1])
        accepted = said(client, worked_case).text
        decide(client, worked_case, "kind:commitment", ids[:2])

        assert accepted == "Accepted 1 claim."
        assert said(client, worked_case).text == "2 claims are now “Commitment”."
        assert list(Claim.objects.values_list("kind", "state")) == [("commitment", "accepted")] * 2

    def test_a_claim_with_evidence_is_left_and_the_sentence_says_so(
        self,
        worked_case: Case,
        linked: EvidenceLink,  # noqa: F811
        client: Client,
    ) -> None:
        other = candidate_of(worked_case, "ISO 14001").pk

        decide(client, worked_case, "dismiss:", [linked.claim_id, other])

        assert said(client, worked_case).text == (
            "Dismissed 1 claim; left as they were: 1 on which evidence or a verdict hangs."
        )
        assert Claim.objects.get(pk=linked.claim_id).state == "accepted"

    def test_everything_under_the_filters_is_what_the_filters_leave(self, worked_case: Case, client: Client) -> None:
        here = queue(client, worked_case, q="certified")
        assert 0 < here.number < len(ids_of(worked_case))

        client.post(
            of(worked_case, "review-decide-several", q="certified"), {"all": str(here.number), "act": "dismiss:trivial"}
        )

        assert set(Claim.objects.values_list("pk", flat=True)) == {item.id for item in here.items}

    def test_another_number_than_was_seen_is_asked_about_first(self, worked_case: Case, client: Client) -> None:
        answer = client.post(of(worked_case, "review-decide-several"), {"all": "1", "act": "accept"})

        number = len(ids_of(worked_case))
        assert answer.status_code == 422
        assert f"Accept {number} claims?" in answer.content.decode()
        assert not Claim.objects.exists()

    def test_many_are_asked_about_once_with_their_number(
        self, worked_case: Case, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(choosing, "ASKS_FROM", 2)
        ids = ids_of(worked_case)[:2]

        asked = decide(client, worked_case, "dismiss:repeats", ids)
        before = Claim.objects.count()
        decide(client, worked_case, "dismiss:repeats", ids, sure="2")

        page = " ".join(asked.content.decode().split())
        assert asked.status_code == 422
        assert "Dismiss 2 claims: repeats another?" in page
        assert 'name="sure" value="2"' in page
        assert page.count('<input type="hidden" name="claim"') == 2
        assert (before, Claim.objects.count()) == (0, 2)

    def test_what_makes_no_sense_changes_nothing_and_says_what_to_do(self, worked_case: Case, client: Client) -> None:
        there = str(ids_of(worked_case)[0])
        forms = [
            ({"act": "accept"}, "tick the boxes"),
            ({"act": "accept", "claim": "<b>"}, "tick the boxes"),
            ({"act": "", "claim": there}, "Say what is to be done"),
            ({"act": "kind:nonsense", "claim": there}, "Choose one of the kinds"),
            ({"act": "dismiss:nonsense", "claim": there}, "Choose one of the reasons"),
        ]

        for form, why in forms:
            client.post(of(worked_case, "review-decide-several"), form)
            assert why in said(client, worked_case).text

        assert not Claim.objects.exists()

    def test_readers_and_strangers_decide_nothing(self, worked_case: Case, carol: User, charlie: User) -> None:
        form = {"act": "accept", "claim": str(ids_of(worked_case)[0])}

        answers = [
            as_user(user).post(of(worked_case, view), form).status_code
            for user in (carol, charlie)
            for view in ("review-decide-several", "review-undo")
        ]

        assert answers == [403, 403, 404, 404]
        assert not Claim.objects.exists()


class TestWho:
    def test_who_is_quoted_can_be_chosen_and_the_search_keeps_it(self, worked_case: Case, client: Client) -> None:
        candidate = candidate_of(worked_case, "We do not find")
        client.post(
            of(worked_case, "review-describe", candidate.pk), {"kind": "quoted_finding", "attribution": "Ann Prosser"}
        )

        choice = next(choice for choice in queue(client, worked_case).who if choice.words == "Ann Prosser")
        shown = client.get(choice.url)

        assert choice.count == shown.context["desk"].queue.number == 1
        assert shown.context["desk"].queue.current.id == candidate.pk
        assert '<input type="hidden" name="who" value="Ann Prosser">' in shown.content.decode()

    def test_nothing_is_offered_where_nobody_is_quoted(self, worked_case: Case, client: Client) -> None:
        assert queue(client, worked_case, q="certified").who == []
