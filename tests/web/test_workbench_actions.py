"""What a reviewer does in the workbench, each thing with its way back."""

from __future__ import annotations

import pytest
from django.test import Client

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.claims import review
from esgcheck.claims.models import Candidate, Claim, EvidenceLink
from tests.web.test_workbench import as_user, candidate_of, linked, of, report_of, source_of, span_in  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(bob: User) -> Client:
    return as_user(bob)


def undo(client: Client, case: Case) -> None:
    """Press Undo in the notice that the next page shows."""
    notice = client.get(of(case)).context["notices"][0]
    answer = client.post(notice.undo, notice.fields)
    assert answer.status_code == 302


def test_accept_and_undo_leave_a_suggestion(worked_case: Case, client: Client, bob: User) -> None:
    candidate = candidate_of(worked_case, "Scope 1")

    client.post(of(worked_case, "review-accept", candidate.pk))
    accepted = Claim.objects.get()
    undo(client, worked_case)

    assert (accepted.pk, accepted.state, accepted.created_by) == (candidate.pk, "accepted", bob)
    assert not Claim.objects.exists()
    assert Candidate.objects.undecided().filter(pk=candidate.pk).exists()


def test_accepting_twice_makes_one_claim_and_says_nothing_new(worked_case: Case, client: Client) -> None:
    url = of(worked_case, "review-accept", candidate_of(worked_case, "Scope 1").pk)

    client.post(url)
    client.post(url)

    assert Claim.objects.count() == 1
    assert [notice.text for notice in client.get(of(worked_case)).context["notices"]] == ["Accepted as a claim."]


def test_dismiss_and_undo_leave_a_suggestion(worked_case: Case, client: Client) -> None:
    candidate = candidate_of(worked_case, "ISO 14001")

    client.post(of(worked_case, "review-dismiss", candidate.pk), {"because": "boilerplate"})
    dismissed = Claim.objects.get()
    listed = [row.item.id for row in client.get(of(worked_case)).context["desk"].queue.rows]
    client.post(of(worked_case, "review-take-back", candidate.pk))

    assert (dismissed.state, dismissed.dismissed_because) == ("dismissed", "boilerplate")
    assert candidate.pk not in listed
    assert not Claim.objects.exists()


def test_a_claim_with_evidence_is_not_taken_back_for_that_would_lose_it(
    worked_case: Case,
    linked: EvidenceLink,  # noqa: F811
    client: Client,
) -> None:
    client.post(of(worked_case, "review-take-back", linked.claim_id))

    assert Claim.objects.filter(pk=linked.claim_id).exists()
    notice = client.get(of(worked_case)).context["notices"][0]
    assert notice.level == "error"
    assert "Evidence or a verdict hangs on this claim" in notice.text


def test_linking_selected_words_keeps_where_they_stand(worked_case: Case, client: Client, bob: User) -> None:
    candidate, source = candidate_of(worked_case, "We do not find"), source_of(worked_case)
    span = span_in(source, "this is a problem")

    answer = client.post(
        of(worked_case, "review-link", candidate.pk, claim=candidate.pk),
        {"version": source.pk, "span": span, "stance": "contradicts"},
    )

    link = EvidenceLink.objects.get()
    assert link.exact == "this is a problem"
    assert source.text()[link.start : link.end] == link.exact
    assert (link.prefix[-11:], link.suffix[:4]) == ("told them: ", ". We")
    assert (link.version, link.version_sha256) == (source, source.sha256)
    assert (link.stance, link.speaker, link.created_by) == ("contradicts", "Ann Prosser", bob)
    assert link.claim_id == candidate.pk
    assert link.claim.state == "accepted"
    assert answer.headers["Location"] == of(worked_case, claim=candidate.pk) + "#evidence"


def test_a_link_can_be_undone_and_the_undoing_too(worked_case: Case, client: Client) -> None:
    candidate, source = candidate_of(worked_case, "Scope 1"), source_of(worked_case)
    span = span_in(source, "fell by 9 %")
    client.post(
        of(worked_case, "review-link", candidate.pk), {"version": source.pk, "span": span, "stance": "supports"}
    )

    undo(client, worked_case)
    gone = EvidenceLink.objects.present().count()
    undo(client, worked_case)

    assert gone == 0
    assert EvidenceLink.objects.present().get().stance == "supports"


def test_changing_a_link_and_undoing_gives_stance_and_note_back(
    worked_case: Case,
    linked: EvidenceLink,  # noqa: F811
    client: Client,
) -> None:
    client.post(of(worked_case, "review-change-link", linked.pk), {"note": "Read the data sheet."})
    client.post(of(worked_case, "review-change-link", linked.pk), {"stance": "context"})
    linked.refresh_from_db()
    changed = (linked.stance, linked.note)
    notices = client.get(of(worked_case)).context["notices"]
    client.post(notices[-1].undo, notices[-1].fields)
    linked.refresh_from_db()

    assert changed == ("context", "Read the data sheet.")
    assert (linked.stance, linked.note) == ("contradicts", "Read the data sheet.")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"span": "", "stance": "supports"}, "Select the words"),
        ({"span": "9-3", "stance": "supports"}, "Select the words"),
        ({"span": "0-5", "stance": "proves"}, "supports, contradicts or context"),
        ({"span": "999990-999999", "stance": "supports"}, "not in the text"),
    ],
)
def test_what_cannot_be_linked_is_said_and_nothing_is_accepted(
    worked_case: Case, client: Client, said: dict[str, str], why: str
) -> None:
    candidate = candidate_of(worked_case, "Scope 1")
    said = {**said, "version": str(source_of(worked_case).pk)}

    answer = client.post(of(worked_case, "review-link", candidate.pk), said, follow=True)

    assert why in answer.context["notices"][0].text
    assert not Claim.objects.exists()


def test_selected_words_of_the_report_become_a_claim(worked_case: Case, client: Client, bob: User) -> None:
    report = report_of(worked_case)
    span = span_in(report, "certified to ISO 14001")

    answer = client.post(
        of(worked_case, "review-add-claim"), {"version": report.pk, "span": span, "kind": "certification"}
    )

    claim = Claim.objects.get()
    assert (claim.exact, claim.kind, claim.created_by) == ("certified to ISO 14001", "certification", bob)
    assert f"claim={claim.pk}" in answer.headers["Location"]


def test_a_verdict_is_appended_and_accepts_the_claim(worked_case: Case, client: Client, bob: User) -> None:
    candidate = candidate_of(worked_case, "Scope 1")
    url = of(worked_case, "review-verdict", candidate.pk)

    client.post(url, {"value": "contradicted", "reasons": "9 is not 32."})
    client.post(url, {"value": "conflicting_evidence", "reasons": "Two sources differ."})

    claim = Claim.objects.get()
    given = [(verdict.value, verdict.reasons, verdict.given_by) for verdict in claim.verdicts.order_by("given_at")]
    assert given == [("contradicted", "9 is not 32.", bob), ("conflicting_evidence", "Two sources differ.", bob)]
    page = client.get(of(worked_case, claim=claim.pk)).content.decode()
    assert page.index("Two sources differ.") < page.index("9 is not 32.")


@pytest.mark.parametrize(
    ("value", "reasons", "why"),
    [
        ("", "A long thought about emissions.", "Choose one of the five verdicts."),
        ("contradicted", "  ", "Give the reasons"),
    ],
)
def test_a_verdict_that_is_refused_keeps_what_was_written(
    worked_case: Case, client: Client, value: str, reasons: str, why: str
) -> None:
    candidate = candidate_of(worked_case, "Scope 1")

    answer = client.post(
        of(worked_case, "review-verdict", candidate.pk, claim=candidate.pk), {"value": value, "reasons": reasons}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert why in page
    assert reasons in page
    assert f'value="{value}" checked' in page or not value
    assert not Claim.objects.exists()


def test_kind_and_speaker_can_be_corrected(worked_case: Case, client: Client) -> None:
    candidate = candidate_of(worked_case, "We do not find")

    client.post(of(worked_case, "review-describe", candidate.pk), {"kind": "denial", "attribution": "Ann Prosser"})

    claim = Claim.objects.get()
    assert (claim.kind, claim.attribution) == ("denial", "Ann Prosser")


def test_actions_are_posts(worked_case: Case, client: Client) -> None:
    candidate = candidate_of(worked_case, "Scope 1")

    assert client.get(of(worked_case, "review-accept", candidate.pk)).status_code == 405
    assert not Claim.objects.exists()


def test_a_claim_marked_by_hand_cannot_become_a_suggestion(worked_case: Case, client: Client, bob: User) -> None:
    report = report_of(worked_case)
    start, end = map(int, span_in(report, "to 12,400 tCO2e").split("-"))
    claim = review.add_claim(version=report, start=start, end=end, by=bob)

    client.post(of(worked_case, "review-take-back", claim.pk))

    assert Claim.objects.filter(pk=claim.pk, state="accepted").exists()
    assert "marked by hand" in client.get(of(worked_case)).context["notices"][0].text
