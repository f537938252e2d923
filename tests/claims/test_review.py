"""What reviewers decide: it stands where it was put, verdicts go stale, roles hold."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.claims.models import Candidate, Claim, EvidenceLink, Verdict
from esgcheck.claims.review import (
    accept_candidate,
    add_claim,
    change_link,
    describe_claim,
    dismiss_candidate,
    give_verdict,
    link_evidence,
    note_response,
    relink,
    set_claim_state,
    unlink,
)
from esgcheck.documents.models import Version
from esgcheck.errors import NotAllowed, Refused


@pytest.fixture
def candidate(worked_case: Case) -> Candidate:
    return Candidate.objects.get(kind="quoted_finding")


@pytest.fixture
def claim(candidate: Candidate, bob: User) -> Claim:
    return accept_candidate(candidate=candidate, by=bob)


@pytest.fixture
def source(worked_case: Case) -> Version:
    return worked_case.versions.get(document__kind="source")


@pytest.fixture
def problem(source: Version) -> dict[str, Any]:
    """Where "this is a problem" stands in the source."""
    start = source.text().index("this is a problem")
    return {"version": source, "start": start, "end": start + len("this is a problem")}


def test_accepting_takes_words_place_and_speaker_and_keeps_the_address(claim: Claim, candidate: Candidate) -> None:
    assert claim.pk == candidate.pk
    assert claim.exact == candidate.text
    assert claim.version.text()[claim.start : claim.end] == claim.exact
    assert claim.version_sha256 == claim.version.sha256
    assert "lawyer" in claim.attribution


def test_accepting_twice_makes_one_claim(claim: Claim, candidate: Candidate, alice: User) -> None:
    assert accept_candidate(candidate=candidate, by=alice) == claim
    assert Claim.objects.count() == 1


def test_a_dismissed_candidate_can_be_taken_back(candidate: Candidate, bob: User) -> None:
    claim = dismiss_candidate(candidate=candidate, because="a heading", by=bob)
    assert (claim.state, claim.dismissed_because) == ("dismissed", "a heading")

    claim = set_claim_state(claim=claim, state="accepted", by=bob)

    assert list(Claim.objects.open()) == [claim]


def test_a_link_stands_on_the_selected_words_with_speaker_and_time(
    claim: Claim, problem: dict[str, Any], bob: User
) -> None:
    link = link_evidence(claim=claim, stance="contradicts", by=bob, **problem)

    assert link.exact == "this is a problem"
    assert link.prefix.endswith("we told them: ")
    assert (link.speaker, link.time_start) == ("Ann Prosser", 20.0)


def test_white_space_around_a_selection_is_left_out(claim: Claim, problem: dict[str, Any], bob: User) -> None:
    problem["start"] -= 1

    assert link_evidence(claim=claim, stance="context", by=bob, **problem).exact == "this is a problem"


def test_linking_the_same_passage_again_changes_its_stance(claim: Claim, problem: dict[str, Any], bob: User) -> None:
    first = link_evidence(claim=claim, stance="context", note="see", by=bob, **problem)

    second = link_evidence(claim=claim, stance="contradicts", by=bob, **problem)

    assert second.pk == first.pk
    assert (second.stance, second.note) == ("contradicts", "see")


def test_a_passage_of_another_case_cannot_be_linked(claim: Claim, alice: User, charlie: User) -> None:
    from esgcheck import pipeline
    from esgcheck.cases.people import open_case

    other = open_case(title="Other", organisation="Somebody", by=alice)
    version = pipeline.upload(case=other, kind="source", filename="x.txt", chunks=[b"Some words.\n"], by=alice)
    pipeline.run_everything()

    with pytest.raises(Refused, match="same case"):
        link_evidence(claim=claim, version=version, start=0, end=4, stance="context", by=alice)


@pytest.mark.parametrize(("start", "end"), [(10**6, 10**6 + 5), (5, 5), (9, 3)])
def test_a_selection_outside_the_text_is_refused(
    claim: Claim, source: Version, bob: User, start: int, end: int
) -> None:
    with pytest.raises(Refused, match="Select"):
        link_evidence(claim=claim, version=source, start=start, end=end, stance="context", by=bob)


def test_unlinking_can_be_undone(claim: Claim, problem: dict[str, Any], bob: User) -> None:
    link = link_evidence(claim=claim, stance="context", by=bob, **problem)

    unlink(link=link, by=bob)
    assert not claim.links.present().exists()
    relink(link=link, by=bob)

    assert claim.links.present().get() == link


def test_undoing_an_unlink_after_the_passage_was_linked_anew_is_refused(
    claim: Claim, problem: dict[str, Any], bob: User
) -> None:
    link = link_evidence(claim=claim, stance="context", by=bob, **problem)
    unlink(link=link, by=bob)
    link_evidence(claim=claim, stance="supports", by=bob, **problem)

    with pytest.raises(Refused, match="linked again"):
        relink(link=link, by=bob)


def test_a_verdict_goes_stale_when_its_evidence_changes_and_fresh_when_it_is_as_it_was(
    claim: Claim, problem: dict[str, Any], bob: User
) -> None:
    link = link_evidence(claim=claim, stance="contradicts", by=bob, **problem)
    give_verdict(claim=claim, value="misleading_by_omission", reasons="It leaves out the rest.", by=bob)
    assert not claim.verdict_is_stale

    change_link(link=link, stance="context", note="", by=bob)
    assert Claim.objects.get(pk=claim.pk).verdict_is_stale
    change_link(link=link, stance="contradicts", note="", by=bob)
    assert not Claim.objects.get(pk=claim.pk).verdict_is_stale


def test_verdicts_are_appended(claim: Claim, bob: User, alice: User) -> None:
    give_verdict(claim=claim, value="supported", reasons="At first sight.", by=bob)
    give_verdict(claim=claim, value="contradicted", reasons="On reading on.", by=alice)

    assert [v.value for v in Verdict.objects.all()] == ["contradicted", "supported"]
    assert Claim.objects.get(pk=claim.pk).verdict.value == "contradicted"


@pytest.mark.parametrize(("value", "reasons"), [("true", "Because."), ("supported", "  ")])
def test_a_verdict_is_one_of_five_and_has_reasons(claim: Claim, bob: User, value: str, reasons: str) -> None:
    with pytest.raises(Refused):
        give_verdict(claim=claim, value=value, reasons=reasons, by=bob)


def test_claims_are_added_by_hand_in_reports_only(worked_case: Case, source: Version, bob: User) -> None:
    report = worked_case.versions.get(document__kind="report")
    start = report.text().index("Sustainability Report")

    claim = add_claim(version=report, start=start, end=start + 14, kind="general", by=bob)

    assert (claim.exact, claim.score) == ("Sustainability", None)
    assert add_claim(version=report, start=start, end=start + 14, kind="metric", by=bob) == claim
    with pytest.raises(Refused, match="stands in a report"):
        add_claim(version=source, start=0, end=7, kind="general", by=bob)


@pytest.mark.parametrize("name", ["carol", "charlie"])
def test_readers_and_strangers_decide_nothing(
    request: pytest.FixtureRequest, claim: Claim, candidate: Candidate, problem: dict[str, Any], bob: User, name: str
) -> None:
    user = request.getfixturevalue(name)
    link = link_evidence(claim=claim, stance="context", by=bob, **problem)

    for attempt in (
        lambda: accept_candidate(candidate=candidate, by=user),
        lambda: dismiss_candidate(candidate=candidate, by=user),
        lambda: add_claim(version=claim.version, start=0, end=5, by=user),
        lambda: set_claim_state(claim=claim, state="dismissed", by=user),
        lambda: describe_claim(claim=claim, kind="metric", attribution="", by=user),
        lambda: link_evidence(claim=claim, stance="supports", by=user, **problem),
        lambda: change_link(link=link, stance="supports", note="", by=user),
        lambda: unlink(link=link, by=user),
        lambda: relink(link=link, by=user),
        lambda: give_verdict(claim=claim, value="supported", reasons="x", by=user),
        lambda: note_response(case=claim.case, who="x", answered=False, by=user),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert EvidenceLink.objects.get().stance == "context"


def test_an_answer_has_words_and_dates_in_order(case: Case, bob: User) -> None:
    with pytest.raises(Refused, match="word for word"):
        note_response(case=case, who="Nordholm", answered=True, by=bob)
    with pytest.raises(Refused, match="older"):
        note_response(
            case=case,
            who="N",
            answered=True,
            text="Yes.",
            asked_on=date(2023, 4, 2),
            answered_on=date(2023, 4, 1),
            by=bob,
        )

    assert note_response(case=case, who="The law firm", answered=False, by=bob).pk


def test_a_verdict_on_what_somebody_changed_meanwhile_is_refused(
    claim: Claim, problem: dict[str, Any], bob: User, alice: User
) -> None:
    seen = claim.basis()
    link_evidence(claim=claim, stance="contradicts", by=alice, **problem)

    for before_her_eyes in (seen, ""):
        with pytest.raises(Refused, match="Look again"):
            give_verdict(claim=claim, value="supported", reasons="Seen.", seen=before_her_eyes, by=bob)

    assert give_verdict(claim=claim, value="contradicted", reasons="Seen.", seen=claim.basis(), by=bob).pk


def test_a_verdict_on_a_candidate_accepts_it(candidate: Candidate, bob: User) -> None:
    claim = accept_candidate(candidate=candidate, by=bob)

    assert give_verdict(claim=claim, value="supported", reasons="Seen.", seen="", by=bob).basis == claim.basis()
