"""A newer file of a document: what becomes of the claims and links on the older one."""

from __future__ import annotations

import hashlib

import pytest

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.claims.models import Claim, EvidenceLink, Outcome
from esgcheck.claims.reanchoring import reread, succeed
from esgcheck.claims.resettling import Settled, settle
from esgcheck.claims.review import accept_candidate, add_claim, dismiss_candidate, give_verdict, link_evidence
from esgcheck.claims.worklist import worklist
from esgcheck.documents.models import Succession, Version
from esgcheck.errors import NotAllowed, Refused
from tests.claims.paper import SENTENCES, TEXT, field, paper, place_of, propose, write

pytestmark = pytest.mark.django_db

NEWER = "Preface\n\nThis file was put right in March, as told on our pages.\n\n" + TEXT.replace(
    "by 12 %", "by 9 %"
).replace(f"• {SENTENCES[2]}\n\n", "")


def newer(report: Version, text: str = NEWER) -> Version:
    """A coming file of the report, read."""
    version = Version.objects.create(
        case=report.case, document=report.document, standing="coming", replaces=report, size=1, filename="newer.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(), media_type="text/plain", state="ready",
        created_by=report.created_by,
    )  # fmt: skip
    write(version, text)
    return version


def come(report: Version, by: User, text: str = NEWER) -> Succession:
    return succeed(newer(report, text), how="newer", by=by)


def claims_of(report: Version, by: User) -> list[Claim]:
    return [add_claim(version=report, start=a, end=b, by=by) for a, b in (place_of(report, s) for s in SENTENCES)]


def outcome_of(row: Claim | EvidenceLink) -> Outcome:
    found = Outcome.objects.filter(claim=row) if isinstance(row, Claim) else Outcome.objects.filter(link=row)
    latest = found.order_by("-created_at").first()
    assert latest is not None
    return latest


def test_the_newer_file_becomes_the_current_one_and_the_older_stays(report: Version, alice: User) -> None:
    succession = come(report, alice)
    report.refresh_from_db()
    assert report.standing == Version.Standing.OLDER
    assert report.document.version == succession.came
    assert list(Version.objects.present()) == [succession.came]
    assert report.text() == TEXT


def test_claims_are_told_moved_changed_and_lost(report: Version, alice: User) -> None:
    claims = claims_of(report, alice)
    come(report, alice)
    states = [outcome_of(claim).state for claim in claims]
    assert states == ["changed", "moved", "lost", "moved", "moved"]


def test_what_only_moved_goes_along_and_what_changed_stays(report: Version, alice: User) -> None:
    claims = claims_of(report, alice)
    succession = come(report, alice)
    for claim in claims:
        claim.refresh_from_db()
    moved, changed, lost = claims[1], claims[0], claims[2]
    assert (moved.version, moved.version_sha256) == (succession.came, succession.came.sha256)
    assert succession.came.text()[moved.start : moved.end] == moved.exact == SENTENCES[1]
    assert changed.version == lost.version == report
    assert {o.claim for o in Outcome.objects.waiting()} == {changed, lost}


def test_what_changed_is_shown_with_the_difference(report: Version, alice: User) -> None:
    changed = claims_of(report, alice)[0]
    come(report, alice)
    steps = [step for step in outcome_of(changed).differences if step["kind"] not in {"equal", "layout"}]
    assert [(step["kind"], step["quoted"].strip(), step["source"].strip()) for step in steps] == [("number", "12", "9")]


def test_a_verdict_stands_while_the_words_are_the_same(report: Version, alice: User) -> None:
    claim = claims_of(report, alice)[1]
    verdict = give_verdict(claim=claim, value="supported", reasons="Seen.", by=alice)
    come(report, alice)
    claim = Claim.objects.get(pk=claim.pk)
    assert not claim.verdict_is_stale
    assert [item.status for item in worklist(report.case).items if item.id == claim.pk] == ["decided"]
    assert verdict.given_on == [{"version": str(report.pk), "sha256": report.sha256}]


def test_a_verdict_is_to_be_looked_at_again_once_changed_words_are_accepted(report: Version, alice: User) -> None:
    claim = claims_of(report, alice)[0]
    give_verdict(claim=claim, value="supported", reasons="Seen.", by=alice)
    come(report, alice)
    assert not Claim.objects.get(pk=claim.pk).verdict_is_stale
    settle(outcome=outcome_of(claim), what="accept", by=alice)
    assert Claim.objects.get(pk=claim.pk).verdict_is_stale


def test_accepting_and_undoing(report: Version, alice: User, bob: User) -> None:
    claim = claims_of(report, alice)[0]
    succession = come(report, alice)
    settle(outcome=outcome_of(claim), what="accept", seen="waits", by=bob)
    claim.refresh_from_db()
    assert (claim.version, claim.exact) == (succession.came, "In 2023 we cut our Scope 1 emissions by 9 %.")
    settle(outcome=outcome_of(claim), what="undo", by=alice)
    claim.refresh_from_db()
    assert (claim.version, claim.exact, outcome_of(claim).decision) == (report, SENTENCES[0], "waits")


def test_two_who_decide_at_once_are_told(report: Version, alice: User, bob: User) -> None:
    claim = claims_of(report, alice)[0]
    come(report, alice)
    outcome = outcome_of(claim)
    settle(outcome=outcome, what="keep", seen="waits", by=alice)
    with pytest.raises(Settled, match="Alice has decided about this meanwhile: kept at the older file"):
        settle(outcome=outcome, what="accept", seen="waits", by=bob)
    assert outcome_of(claim).decision == "kept"


def test_a_claim_that_was_given_other_words_meanwhile_is_left_alone(report: Version, alice: User) -> None:
    claim = claims_of(report, alice)[0]
    come(report, alice)
    Claim.objects.filter(pk=claim.pk).update(start=claim.start + 3)
    with pytest.raises(Settled, match="another place meanwhile"):
        settle(outcome=outcome_of(claim), what="accept", by=alice)


def test_a_place_chosen_by_hand(report: Version, alice: User) -> None:
    claim = claims_of(report, alice)[2]
    succession = come(report, alice)
    start, end = place_of(succession.came, "This file was put right in March")
    settle(outcome=outcome_of(claim), what="place", start=start, end=end, by=alice)
    claim.refresh_from_db()
    assert (claim.version, claim.exact) == (succession.came, "This file was put right in March")
    settle(outcome=outcome_of(claim), what="undo", by=alice)
    claim.refresh_from_db()
    outcome = outcome_of(claim)
    assert (claim.version, claim.exact) == (report, SENTENCES[2])
    assert (outcome.state, outcome.decision, outcome.after) == ("lost", "waits", None)


def test_a_carried_claim_can_be_kept_at_the_older_file_and_carried_again(report: Version, alice: User) -> None:
    claim = claims_of(report, alice)[1]
    succession = come(report, alice)
    settle(outcome=outcome_of(claim), what="keep", by=alice)
    claim.refresh_from_db()
    assert (claim.version, claim.chosen_as) == (report, None)
    settle(outcome=outcome_of(claim), what="undo", by=alice)
    claim.refresh_from_db()
    assert (claim.version, outcome_of(claim).decision) == (succession.came, "carried")


def test_words_that_are_a_claim_already_are_not_made_one_twice(report: Version, alice: User) -> None:
    claim = claims_of(report, alice)[0]
    newer_file = come(report, alice).came
    start, end = place_of(newer_file, "In 2023 we cut our Scope 1 emissions by 9 %.")
    add_claim(version=newer_file, start=start, end=end, by=alice)
    with pytest.raises(Refused, match="a claim already"):
        settle(outcome=outcome_of(claim), what="accept", by=alice)


def test_links_are_carried_and_can_be_removed(report: Version, case: Case, alice: User) -> None:
    claim = claims_of(report, alice)[1]
    source = paper(case, alice, "Notes\n\nThe power came from coal.\n\nNobody signed.\n\n", "source", "Notes")
    links = [
        link_evidence(claim=claim, version=source, start=a, end=b, stance="contradicts", by=alice)
        for a, b in (place_of(source, "The power came from coal."), place_of(source, "Nobody signed."))
    ]
    come(source, alice, "Notes, put right\n\nThe power came from coal.\n\nAll is well.\n\n")
    assert [outcome_of(link).state for link in links] == ["moved", "lost"]
    settle(outcome=outcome_of(links[1]), what="remove", by=alice)
    assert list(claim.links.present()) == [links[0]]
    settle(outcome=outcome_of(links[1]), what="undo", by=alice)
    assert claim.links.present().count() == 2


def test_going_back_puts_everything_where_it_stood(report: Version, alice: User) -> None:
    claims = claims_of(report, alice)
    stood = [(c.version_id, c.start, c.end, c.exact, c.chosen_as, c.basis()) for c in claims]
    come(report, alice)
    settle(outcome=outcome_of(claims[0]), what="accept", by=alice)
    report.refresh_from_db()
    succeed(report, how="back", by=alice)
    now = [Claim.objects.get(pk=c.pk) for c in claims]
    assert [(c.version_id, c.start, c.end, c.exact, c.chosen_as, c.basis()) for c in now] == stood
    assert not Outcome.objects.waiting().exists()


def test_forth_again_after_going_back(report: Version, alice: User) -> None:
    claim = claims_of(report, alice)[1]
    succession = come(report, alice)
    there = Claim.objects.get(pk=claim.pk)
    report.refresh_from_db()
    succeed(report, how="back", by=alice)
    succeed(Version.objects.get(pk=succession.came_id), how="back", by=alice)
    again = Claim.objects.get(pk=claim.pk)
    assert (again.version_id, again.start, again.exact) == (there.version_id, there.start, there.exact)


def test_what_was_kept_stays_when_a_third_file_comes(report: Version, alice: User) -> None:
    claims = claims_of(report, alice)
    second = come(report, alice).came
    settle(outcome=outcome_of(claims[0]), what="keep", by=alice)
    come(second, alice, NEWER + "One more page.\n\n")
    assert Claim.objects.get(pk=claims[0].pk).version == report
    assert outcome_of(claims[0]).decision == "kept"
    assert [o.decision for o in claims[2].outcomes.order_by("created_at")] == ["overtaken", "waits"]


def test_a_lost_claim_comes_along_once_a_file_has_its_words_again(report: Version, alice: User) -> None:
    lost = claims_of(report, alice)[2]
    second = come(report, alice).came
    third = come(second, alice, "Third edition\n\n" + TEXT).came
    assert Claim.objects.get(pk=lost.pk).version == third
    assert not Outcome.objects.waiting().filter(claim=lost).exists()


def test_what_was_dismissed_goes_along_and_waits_for_nobody(report: Version, alice: User) -> None:
    gone = dismiss_candidate(candidate=propose(report, SENTENCES[2]), by=alice)
    moved = dismiss_candidate(candidate=propose(report, SENTENCES[1]), by=alice)
    succession = come(report, alice)
    assert Claim.objects.get(pk=moved.pk).version == succession.came
    assert Claim.objects.get(pk=gone.pk).version == report
    assert not Outcome.objects.waiting().exists()


def test_a_proposal_of_the_newer_file_is_taken_by_the_claim_that_came_along(report: Version, alice: User) -> None:
    claim = accept_candidate(candidate=propose(report, SENTENCES[1]), by=alice)
    succession = come(report, alice)
    propose(succession.came, SENTENCES[1])
    assert [item.id for item in worklist(report.case).items] == [claim.pk]


def test_what_a_claim_says_goes_along_with_its_words(report: Version, alice: User) -> None:
    claim = accept_candidate(
        candidate=propose(report, SENTENCES[1], fields=[field("deadline", "2030", report)]), by=alice
    )
    succession = come(report, alice)
    (row,) = Claim.objects.get(pk=claim.pk).fields
    assert succession.came.text()[row["start"] : row["end"]] == "2030"


def test_reading_again_carries_the_work_over_in_the_same_way(report: Version, alice: User) -> None:
    claims = claims_of(report, alice)
    write(report, NEWER)
    succession = reread(report, TEXT)
    assert succession is not None
    assert [outcome_of(claim).state for claim in claims] == ["changed", "moved", "lost", "moved", "moved"]
    moved = Claim.objects.get(pk=claims[1].pk)
    assert report.text()[moved.start : moved.end] == SENTENCES[1]


def test_reading_again_with_the_same_result_is_not_told(report: Version, alice: User) -> None:
    claims_of(report, alice)
    assert reread(report, TEXT) is None
    assert not Outcome.objects.exists()


def test_a_claim_that_waits_is_listed_with_its_report_and_not_published_blindly(report: Version, alice: User) -> None:
    from esgcheck.publishing.material import gather

    claim = claims_of(report, alice)[0]
    give_verdict(claim=claim, value="supported", reasons="Seen.", by=alice)
    succession = come(report, alice)
    listed = [item.id for item in worklist(report.case, version=succession.came_id).items]
    assert claim.pk in listed
    with pytest.raises(Refused, match="newer file"):
        gather(Claim.objects.get(pk=claim.pk))


def test_readers_decide_nothing(report: Version, alice: User, carol: User) -> None:
    claim = claims_of(report, alice)[0]
    come(report, alice)
    with pytest.raises(NotAllowed):
        settle(outcome=outcome_of(claim), what="keep", by=carol)
