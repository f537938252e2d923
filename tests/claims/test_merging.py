"""Several claims as one: nothing that a person decided is lost or hidden, and it can be given back."""

from __future__ import annotations

import pytest

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.claims.models import Candidate, Claim
from esgcheck.claims.review import (
    accept_candidate,
    change_link,
    edit_span,
    give_verdict,
    link_evidence,
    merge,
    unmerge,
)
from esgcheck.claims.worklist import worklist
from esgcheck.documents.models import Version
from esgcheck.errors import NotAllowed, Refused
from tests.claims.paper import SENTENCES, field, paper, propose


def listed(case: Case) -> list[str]:
    return [" ".join(item.text.split()) for item in worklist(case).items]


def test_neighbours_in_a_passage_become_one_span(case: Case, proposed: list[Candidate], bob: User) -> None:
    claim = merge(items=proposed[:2], by=bob)

    assert claim.exact == f"{SENTENCES[0]} {SENTENCES[1]}"
    assert (claim.pk, claim.places) == (proposed[0].pk, [])
    assert listed(case) == [claim.exact, *SENTENCES[2:]]


def test_bullets_with_no_words_between_them_become_one_span(case: Case, proposed: list[Candidate], bob: User) -> None:
    claim = merge(items=[proposed[3], proposed[2]], by=bob)

    assert claim.exact == f"{SENTENCES[2]}\n\n• {SENTENCES[3]}"


def test_what_stands_elsewhere_becomes_a_place(case: Case, proposed: list[Candidate], bob: User) -> None:
    claim = merge(items=[proposed[4], proposed[1]], by=bob)

    assert claim.exact == SENTENCES[1]
    [place] = claim.places
    assert place == {"start": proposed[4].start, "end": proposed[4].end, "page": 1, "text": SENTENCES[4]}
    assert SENTENCES[4] not in listed(case)


def test_the_one_with_a_verdict_stands_for_the_others_and_their_links_come_to_it(
    report: Version, proposed: list[Candidate], bob: User
) -> None:
    first, judged = (accept_candidate(candidate=proposed[n], by=bob) for n in (0, 4))
    moved = link_evidence(claim=first, version=report, start=0, end=11, stance="context", by=bob)
    give_verdict(claim=judged, value="supported", reasons="Seen.", by=bob)

    claim = merge(items=[first, judged], by=bob)

    assert claim == judged
    assert list(claim.links.present()) == [moved]
    assert Claim.objects.get(pk=claim.pk).verdict_is_stale
    assert Claim.objects.get(pk=first.pk).merged_into == claim
    assert list(Claim.objects.open()) == []


def test_a_passage_linked_to_both_stays_once_with_both_notes(
    report: Version, proposed: list[Candidate], bob: User
) -> None:
    first, second = (accept_candidate(candidate=proposed[n], by=bob) for n in (0, 4))
    place = {"version": report, "start": 0, "end": 11, "stance": "context", "by": bob}
    link_evidence(claim=first, note="The heading.", **place)
    link_evidence(claim=second, note="Look here.", **place)

    claim = merge(items=[first, second], by=bob)

    assert [link.note for link in claim.links.present()] == ["The heading.\nLook here."]


def test_stances_and_verdicts_that_differ_are_for_a_person_to_settle(
    report: Version, proposed: list[Candidate], bob: User
) -> None:
    first, second = (accept_candidate(candidate=proposed[n], by=bob) for n in (0, 4))
    link_evidence(claim=first, version=report, start=0, end=11, stance="supports", by=bob)
    other = link_evidence(claim=second, version=report, start=0, end=11, stance="contradicts", by=bob)

    with pytest.raises(Refused, match="supports, contradicts"):
        merge(items=[first, second], by=bob)
    change_link(link=other, stance="supports", note="", by=bob)
    give_verdict(claim=first, value="supported", reasons="Seen.", by=bob)
    give_verdict(claim=second, value="contradicted", reasons="Seen.", by=bob)
    with pytest.raises(Refused, match="Contradicted, Supported"):
        merge(items=[first, second], by=bob)

    assert Claim.objects.filter(merged_into=None).count() == 2


def test_unmerging_gives_each_its_words_and_links_back(
    case: Case, report: Version, proposed: list[Candidate], bob: User
) -> None:
    proposed[0].fields = [field("value", "12 %", report)]
    proposed[0].save()
    first, second, third = (accept_candidate(candidate=proposed[n], by=bob) for n in (0, 1, 4))
    mine = link_evidence(claim=second, version=report, start=0, end=11, stance="context", by=bob)
    both = [
        link_evidence(claim=claim, version=report, start=13, end=20, stance="context", by=bob)
        for claim in (first, second)
    ]
    before = [(c.exact, c.places, c.fields, c.origins) for c in (first, second, third)]
    claim = merge(items=[merge(items=[first, third], by=bob), second], by=bob)
    assert claim.exact == f"{SENTENCES[0]} {SENTENCES[1]}"

    given_back = unmerge(claim=claim, by=bob)

    rows = [Claim.objects.get(pk=c.pk) for c in (first, second, third)]
    assert [(c.exact, c.places, c.fields, c.origins) for c in rows] == before
    assert {c.pk for c in given_back} == {c.pk for c in rows}
    assert set(rows[1].links.present()) == {mine, both[1]}
    assert list(rows[0].links.present()) == [both[0]]
    with pytest.raises(Refused, match="Nothing was merged"):
        unmerge(claim=rows[0], by=bob)


def test_unmerging_leaves_a_span_that_was_cut_since(proposed: list[Candidate], bob: User) -> None:
    claim = merge(items=proposed[:2], by=bob)
    cut = edit_span(item=claim, start=proposed[1].start, end=proposed[1].end - 1, by=bob)

    unmerge(claim=cut, by=bob)

    assert Claim.objects.get(pk=claim.pk).exact == SENTENCES[1][:-1]


def test_what_cannot_be_merged_is_refused(case: Case, proposed: list[Candidate], alice: User, carol: User) -> None:
    other = paper(case, alice, title="Another")
    with pytest.raises(Refused, match="at least two"):
        merge(items=[proposed[0], proposed[0]], by=alice)
    with pytest.raises(Refused, match="different documents"):
        merge(items=[proposed[0], propose(other, SENTENCES[0])], by=alice)
    with pytest.raises(NotAllowed):
        merge(items=proposed[:2], by=carol)
    assert not Claim.objects.exists()


def test_a_merged_claim_is_not_published(proposed: list[Candidate], alice: User) -> None:
    from esgcheck.publishing.material import gather

    claim = merge(items=proposed[:2], by=alice)

    with pytest.raises(Refused, match="merged into another"):
        gather(claim.merged.get())
