"""Where a claim begins and ends is a person's to say; what they had made of it is kept."""

from __future__ import annotations

import pytest

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.claims.models import Candidate, Claim, Suggestion
from esgcheck.claims.review import (
    accept_candidate,
    add_claim,
    edit_span,
    give_verdict,
    link_evidence,
    split,
)
from esgcheck.claims.worklist import worklist
from esgcheck.documents.models import Version
from esgcheck.errors import NotAllowed, Refused
from tests.claims.paper import SENTENCES, field, paper, place_of, topic

LAST = SENTENCES[4]


def test_a_candidate_whose_span_is_changed_is_a_claim_and_does_not_come_back(
    case: Case, report: Version, proposed: list[Candidate], bob: User
) -> None:
    start, end = place_of(report, "our waste rose by 3 %")

    claim = edit_span(item=proposed[4], start=start, end=end, by=bob)

    assert (claim.pk, claim.exact, claim.state) == (proposed[4].pk, "our waste rose by 3 %", "accepted")
    assert claim.prefix.endswith("water use fell, and ")
    assert [(row["exact"]) for row in claim.origins] == [LAST]
    listed = [item.text for item in worklist(case).items]
    assert listed == [*SENTENCES[:4], "our waste rose by 3 %"]


def test_links_and_verdicts_stay_and_the_verdict_is_stale(
    report: Version, proposed: list[Candidate], bob: User
) -> None:
    claim = accept_candidate(candidate=proposed[0], by=bob)
    link = link_evidence(claim=claim, version=report, start=0, end=11, stance="context", by=bob)
    give_verdict(claim=claim, value="supported", reasons="Seen.", by=bob)

    edit_span(item=claim, start=claim.start + 8, end=claim.end, by=bob)

    claim = Claim.objects.get(pk=claim.pk)
    assert claim.exact == SENTENCES[0][8:]
    assert list(claim.links.present()) == [link]
    assert claim.verdict_is_stale


def test_machine_fields_of_words_that_are_gone_go_and_corrected_ones_stay(
    report: Version, proposed: list[Candidate], bob: User
) -> None:
    fields = [field("measure", "water use", report), field("value", "3 %", report), field("direction", "up")]
    Candidate.objects.filter(pk=proposed[4].pk).update(fields=fields)
    start, end = place_of(report, "our waste rose by 3 %")
    machine = edit_span(item=Candidate.objects.get(pk=proposed[4].pk), start=start, end=end, by=bob)
    assert [row["name"] for row in machine.fields] == ["value", "direction"]

    machine.fields, machine.fields_by = fields, bob
    machine.save()
    corrected = edit_span(item=machine, start=start + 4, end=end, by=bob)

    assert len(corrected.fields) == 3


def test_suggestions_go_with_the_claim(report: Version, proposed: list[Candidate], bob: User) -> None:
    one = proposed[0]
    Suggestion.objects.create(
        claim_version=report, claim_start=one.start, claim_end=one.end, rank=1, version=report, start=0, end=5,
        exact="Envir", score=1, stance="context",
    )  # fmt: skip

    claim = edit_span(item=one, start=one.start, end=one.end - 1, by=bob)

    assert Suggestion.objects.get().claim_end == claim.end


def test_back_to_what_was_proposed_nothing_is_remembered(report: Version, proposed: list[Candidate], bob: User) -> None:
    one = proposed[0]
    claim = edit_span(item=one, start=one.start + 8, end=one.end, by=bob)

    claim = edit_span(item=claim, start=one.start, end=one.end, by=bob)

    assert (claim.exact, claim.origins) == (one.text, [])


def test_marking_by_hand_the_words_that_a_claim_once_had_makes_another(
    report: Version, proposed: list[Candidate], bob: User
) -> None:
    """The id of a span stands for the claim that was accepted from it, wherever that stands now."""
    first = edit_span(item=proposed[0], start=0, end=11, by=bob)

    second = add_claim(version=report, start=proposed[0].start, end=proposed[0].end, by=bob)

    assert first.pk != second.pk
    assert (first.exact, second.exact) == ("Environment", SENTENCES[0])


def test_a_span_that_is_a_claim_already_or_no_text_is_refused(
    report: Version, proposed: list[Candidate], bob: User
) -> None:
    accept_candidate(candidate=proposed[1], by=bob)

    with pytest.raises(Refused, match="Merge"):
        edit_span(item=proposed[0], start=proposed[1].start, end=proposed[1].end, by=bob)
    with pytest.raises(Refused, match="Select"):
        edit_span(item=proposed[0], start=10**6, end=10**6 + 4, by=bob)
    assert Claim.objects.count() == 1


def test_split_keeps_links_with_the_first_and_gives_each_part_its_own(
    case: Case, report: Version, proposed: list[Candidate], bob: User
) -> None:
    one = proposed[4]
    one.fields = [field("measure", "water use", report), field("value", "3 %", report)]
    one.topics = [topic("E3", "water"), topic("E5", "waste"), topic("303-5", "water")]
    one.save()
    claim = accept_candidate(candidate=one, by=bob)
    link = link_evidence(claim=claim, version=report, start=0, end=11, stance="context", by=bob)

    first, second = split(item=claim, at=[one.start + LAST.index(" and our")], by=bob)

    assert (first.exact, second.exact) == ("Our water use fell,", "and our waste rose by 3 %.")
    assert first.pk == one.pk
    assert list(first.links.present()) == [link]
    assert not second.links.exists()
    assert [[row["name"] for row in part.fields] for part in (first, second)] == [["measure"], ["value"]]
    assert [[row["code"] for row in part.topics] for part in (first, second)] == [["E3", "303-5"], ["E5"]]
    assert LAST not in [item.text for item in worklist(case).items]


def test_split_into_chosen_stretches(proposed: list[Candidate], bob: User) -> None:
    start = proposed[4].start

    parts = split(item=proposed[4], spans=[(start + 24, start + 46), (start, start + 18)], by=bob)

    assert [part.exact for part in parts] == ["Our water use fell", "our waste rose by 3 %."]


@pytest.mark.parametrize(
    ("cuts", "spans", "words"),
    [
        ([], [], "at least two"),
        ([0], [], "inside the claim"),
        ([10**6], [], "inside the claim"),
        ([-1], [], "at least two|no words|inside"),
        ([], [(0, 10), (5, 12)], "one after the other"),
        ([], [(0, 10)], "at least two"),
        ([], [(-4, 3), (5, 12)], "inside the claim"),
    ],
)
def test_a_split_that_makes_no_sense_changes_nothing(
    proposed: list[Candidate], bob: User, cuts: list[int], spans: list[tuple[int, int]], words: str
) -> None:
    one = proposed[4]
    at = [one.end - 1 if cut == -1 else one.start + cut for cut in cuts]

    with pytest.raises(Refused, match=words):
        split(item=one, at=at, spans=[(one.start + a, one.start + b) for a, b in spans], by=bob)

    assert not Claim.objects.exists()


@pytest.mark.parametrize("name", ["carol", "charlie"])
def test_readers_and_strangers_cut_nothing(
    request: pytest.FixtureRequest, proposed: list[Candidate], name: str
) -> None:
    user, one = request.getfixturevalue(name), proposed[4]

    with pytest.raises(NotAllowed):
        edit_span(item=one, start=one.start, end=one.end - 1, by=user)
    with pytest.raises(NotAllowed):
        split(item=one, at=[one.start + 20], by=user)
    assert not Claim.objects.exists()


def test_a_claim_moves_within_its_own_document_only(case: Case, proposed: list[Candidate], alice: User) -> None:
    """Offsets are taken in the claim's document, whatever other document is longer."""
    paper(case, alice, "Other words. " * 400, title="Longer")

    with pytest.raises(Refused):
        edit_span(item=proposed[0], start=3000, end=3010, by=alice)
