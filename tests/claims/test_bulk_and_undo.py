"""Many at once, each with its own outcome; and the way back, which undoes nobody else's work."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.claims.models import Candidate, Claim, EvidenceLink
from esgcheck.claims.review import (
    accept_candidate,
    correct_fields,
    decide_many,
    describe_claim,
    dismiss,
    edit_span,
    give_verdict,
    link_evidence,
    merge,
    set_claim_state,
    split,
    take_back,
    undo,
    undoable,
    unmerge,
)
from esgcheck.claims.worklist import worklist
from esgcheck.documents.models import Version
from esgcheck.errors import NotAllowed, Refused
from tests.claims.paper import SENTENCES, field

Rows = list[dict[str, object]]


def rows() -> tuple[Rows, Rows]:
    """Everything that people decided."""
    return (
        list(Claim.objects.order_by("pk").values()),
        list(EvidenceLink.objects.order_by("pk").values()),
    )


def states(case: Case) -> dict[str, str]:
    return {item.text: item.status for item in worklist(case, status="all").items}


def test_dismissing_many_says_why_once_and_comes_back_as_it_was(
    case: Case, proposed: list[Candidate], bob: User
) -> None:
    accept_candidate(candidate=proposed[0], by=bob)
    before = states(case)

    decided = decide_many(
        case=case, ids=[one.pk for one in proposed[:3]], what="dismiss", reason="too_vague", because="no year", by=bob
    )

    assert (decided.done, decided.left) == (3, [])
    assert list(states(case).values()) == ["dismissed"] * 3 + ["suggested"] * 2
    assert set(Claim.objects.values_list("dismissed_because", flat=True)) == {"Too vague to check: no year"}
    assert len(undo(case=case, token=decided.undo, by=bob).done) == 3
    assert states(case) == before


def test_a_claim_made_in_bulk_is_the_claim_made_alone(report: Version, proposed: list[Candidate], bob: User) -> None:
    from esgcheck.claims.models import Quotation

    Quotation.objects.create(
        id=uuid.uuid4(), version=report, start=proposed[0].start, end=proposed[0].end, exact="x", kind="direct",
        speaker="The auditor",
    )  # fmt: skip
    ignored = {"created_at", "_state"}
    alone = {k: v for k, v in vars(accept_candidate(candidate=proposed[0], by=bob)).items() if k not in ignored}
    Claim.objects.all().delete()

    decide_many(case=report.case, ids=[proposed[0].pk], what="accept", by=bob)

    made = Claim.objects.get()
    assert {name: getattr(made, name) for name in alone} == alone
    assert made.attribution == "The auditor"


def test_each_item_has_its_own_outcome(case: Case, report: Version, proposed: list[Candidate], bob: User) -> None:
    judged, merged = (accept_candidate(candidate=proposed[n], by=bob) for n in (0, 2))
    give_verdict(claim=judged, value="supported", reasons="Seen.", by=bob)
    merge(items=[accept_candidate(candidate=proposed[4], by=bob), merged], by=bob)
    stranger = uuid.uuid4()
    hidden = Claim.objects.exclude(merged_into=None).get()

    decided = decide_many(case=case, ids=[judged.pk, hidden.pk, stranger, proposed[1].pk], what="dismiss", by=bob)

    assert [outcome.done for outcome in decided.outcomes] == [False, False, False, True]
    assert [outcome.why.split()[0] for outcome in decided.left] == ["Evidence", "It", "It"]
    assert Claim.objects.get(pk=judged.pk).state == "accepted"


def test_bringing_back_makes_suggestions_of_what_was_one_and_opens_the_rest(
    case: Case, report: Version, proposed: list[Candidate], bob: User
) -> None:
    worked = accept_candidate(candidate=proposed[0], by=bob)
    link_evidence(claim=worked, version=report, start=0, end=11, stance="context", by=bob)
    set_claim_state(claim=worked, state="dismissed", reason="repeats", by=bob)
    dismiss(item=proposed[1], by=bob)
    before = states(case)

    decided = decide_many(case=case, ids=[one.pk for one in proposed[:3]], what="bring_back", by=bob)

    assert [outcome.done for outcome in decided.outcomes] == [True, True, False]
    assert list(states(case).values())[:3] == ["open", "suggested", "suggested"]
    undo(case=case, token=decided.undo, by=bob)
    assert states(case) == before


def test_a_kind_for_many_accepts_them(case: Case, proposed: list[Candidate], bob: User) -> None:
    decided = decide_many(case=case, ids=[one.pk for one in proposed], what="kind", kind="denial", by=bob)

    assert set(Claim.objects.accepted().values_list("kind", flat=True)) == {"denial"}
    undo(case=case, token=decided.undo, by=bob)
    assert not Claim.objects.exists()


def test_two_people_at_once_are_both_told_that_it_is_done_and_one_reason_stays(
    case: Case, proposed: list[Candidate], alice: User, bob: User
) -> None:
    ids = [one.pk for one in proposed]
    decide_many(case=case, ids=ids, what="dismiss", reason="trivial", by=alice)

    again = decide_many(case=case, ids=ids, what="dismiss", reason="too_vague", by=bob)

    assert again.done == 5
    assert again.undo == ""  # nothing of it was bob's
    assert set(Claim.objects.values_list("dismissed_because", flat=True)) == {"Trivial"}


def test_undoing_leaves_what_somebody_has_worked_on_since(
    case: Case, report: Version, proposed: list[Candidate], alice: User, bob: User
) -> None:
    decided = decide_many(case=case, ids=[one.pk for one in proposed[:3]], what="accept", by=bob)
    link_evidence(
        claim=Claim.objects.get(pk=proposed[1].pk), version=report, start=0, end=9, stance="context", by=alice
    )

    undone = undo(case=case, token=decided.undo, by=bob)

    assert undone.left == [proposed[1].pk]
    assert [claim.pk for claim in Claim.objects.all()] == [proposed[1].pk]
    alone = decide_many(case=case, ids=[proposed[0].pk], what="accept", by=bob)
    describe_claim(claim=Claim.objects.get(pk=proposed[0].pk), kind="denial", by=alice)
    give_verdict(claim=Claim.objects.get(pk=proposed[0].pk), value="supported", reasons="Seen.", by=alice)
    with pytest.raises(Refused, match="gone on working"):
        undo(case=case, token=alone.undo, by=bob)


def test_readers_decide_nothing_and_nonsense_is_refused(
    case: Case, proposed: list[Candidate], bob: User, carol: User
) -> None:
    ids = [one.pk for one in proposed]
    with pytest.raises(NotAllowed):
        decide_many(case=case, ids=ids, what="accept", by=carol)
    for what, more in (
        ("vanish", {}),
        ("kind", {"kind": "x"}),
        ("dismiss", {"reason": "x"}),
        ("dismiss", {"reason": "other"}),
    ):
        with pytest.raises(Refused):
            decide_many(case=case, ids=ids, what=what, by=bob, **more)
    assert not Claim.objects.exists()


def test_many_take_few_queries(
    case: Case,
    report: Version,
    proposed: list[Candidate],
    bob: User,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    from tests.claims.paper import propose

    words = report.text()[250:700]
    many = [propose(report, words[n : n + 40]) for n in range(28)]
    with django_assert_max_num_queries(32):  # type: ignore[attr-defined]
        assert decide_many(case=case, ids=[one.pk for one in many], what="dismiss", by=bob).done == 28


@pytest.fixture
def worked_on(report: Version, proposed: list[Candidate], bob: User) -> list[Claim | Candidate]:
    """Two claims with links, one of them with a verdict, and a candidate."""
    proposed[0].fields = [field("value", "12 %", report)]
    proposed[0].save()
    first, second = (accept_candidate(candidate=proposed[n], by=bob) for n in (0, 4))
    for claim in (first, second):
        link_evidence(claim=claim, version=report, start=0, end=11, stance="context", note=str(claim.start), by=bob)
    give_verdict(claim=first, value="supported", reasons="Seen.", by=bob)
    return [first, second, proposed[1]]


CHANGES: dict[str, Callable[[list[Claim], User], object]] = {
    "cut": lambda items, by: edit_span(item=items[0], start=items[0].start, end=items[0].end - 4, by=by),
    "cut a candidate": lambda items, by: edit_span(item=items[2], start=items[2].start, end=items[2].end - 4, by=by),
    "split": lambda items, by: split(item=items[1], at=[items[1].start + 19], by=by),
    "split a candidate": lambda items, by: split(item=items[2], at=[items[2].start + 19], by=by),
    "merge": lambda items, by: merge(items=items, by=by),
    "describe": lambda items, by: describe_claim(claim=items[0], kind="denial", attribution="Ann", by=by),
    "correct": lambda items, by: correct_fields(claim=items[0], fields=[{"name": "value", "text": "9 %"}], by=by),
    "dismiss": lambda items, by: [dismiss(item=item, reason="trivial", by=by) for item in items],
}


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_was_done_is_undone_to_the_letter(case: Case, worked_on: list[Claim], bob: User, name: str) -> None:
    before, listed = rows(), states(case)
    with undoable(case=case, items=worked_on, by=bob) as change:
        CHANGES[name](worked_on, bob)
    assert rows() != before

    for _ in range(2):  # pressed twice, it is done once
        undo(case=case, token=change.token, by=bob)

        assert rows() == before
        assert states(case) == listed


def test_unmerging_is_undone(case: Case, worked_on: list[Claim], bob: User) -> None:
    claim = merge(items=worked_on, by=bob)
    before = rows()
    with undoable(case=case, items=[claim], by=bob) as change:
        unmerge(claim=claim, by=bob)

    undo(case=case, token=change.token, by=bob)

    assert rows() == before


def test_what_belongs_together_is_undone_together_or_not_at_all(
    case: Case, report: Version, worked_on: list[Claim], alice: User, bob: User
) -> None:
    with undoable(case=case, items=[worked_on[1]], by=bob) as change:
        _, second = split(item=worked_on[1], at=[worked_on[1].start + 19], by=bob)
    give_verdict(claim=second, value="supported", reasons="Seen.", by=alice)
    before = rows()

    with pytest.raises(Refused, match="gone on working"):
        undo(case=case, token=change.token, by=bob)

    assert rows() == before


def test_an_undo_is_for_its_case_its_people_and_as_it_was_given(
    case: Case, proposed: list[Candidate], alice: User, bob: User, carol: User
) -> None:
    from esgcheck.cases.people import open_case

    token = decide_many(case=case, ids=[proposed[0].pk], what="accept", by=bob).undo
    other = open_case(title="Other", organisation="Else", by=alice)
    with pytest.raises(NotAllowed):
        undo(case=case, token=token, by=carol)
    with pytest.raises(Refused, match="another case"):
        undo(case=other, token=token, by=alice)
    for bad in ("", "x", token[:-1], token[1:]):
        with pytest.raises(Refused, match="no longer"):
            undo(case=case, token=bad, by=bob)
    assert Claim.objects.count() == 1


def test_nothing_done_is_nothing_to_undo(case: Case, worked_on: list[Claim], bob: User) -> None:
    with undoable(case=case, items=worked_on, by=bob) as change:
        describe_claim(claim=worked_on[0], by=bob)

    assert (change.token, change.created) == ("", [])
    assert SENTENCES[0] in states(case)


def test_what_belongs_to_another_case_is_not_there(
    case: Case, proposed: list[Candidate], alice: User, charlie: User
) -> None:
    from esgcheck.cases.people import open_case
    from tests.claims.paper import paper, propose

    other = open_case(title="Other", organisation="Else", by=charlie)
    theirs = propose(paper(other, charlie), SENTENCES[0])
    claim = accept_candidate(candidate=propose(theirs.version, SENTENCES[1]), by=charlie)

    for what in ("accept", "dismiss", "bring_back"):
        decided = decide_many(case=case, ids=[theirs.pk, claim.pk], what=what, by=alice)
        assert [outcome.why for outcome in decided.outcomes] == ["It is not in this case any more."] * 2
        assert decided.undo == ""

    assert list(Claim.objects.values_list("pk", "state")) == [(claim.pk, "accepted")]
    with pytest.raises(NotAllowed):
        merge(items=[proposed[0], claim], by=alice)


def test_a_suggestion_that_nobody_would_see_is_not_made(case: Case, proposed: list[Candidate], bob: User) -> None:
    """The other half of what was split stands on its words, and would hide it: the first half would be lost."""
    first, second = split(item=proposed[4], at=[proposed[4].start + 19], by=bob)

    with pytest.raises(Refused, match="would be hidden"):
        take_back(claim=first, by=bob)
    dismiss(item=first, by=bob)
    decide_many(case=case, ids=[first.pk], what="bring_back", by=bob)
    assert states(case)[first.exact] == "open"

    second.delete()
    take_back(claim=Claim.objects.get(pk=first.pk), by=bob)
    assert states(case)[SENTENCES[4]] == "suggested"
