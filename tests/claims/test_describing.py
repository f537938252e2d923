"""What a claim says is put right by a person, and stays right when the machine reads again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from esgcheck import pipeline
from esgcheck.accounts.models import User
from esgcheck.analysis.types import ClaimField, Document, FoundClaim, FoundQuotation, Span, Topic
from esgcheck.cases.models import Case
from esgcheck.claims import finding
from esgcheck.claims.dismissing import DismissReason, because_words, reason_of
from esgcheck.claims.models import Candidate, Claim, Quotation, QuotationCheck
from esgcheck.claims.review import (
    accept_candidate,
    add_topic,
    correct_fields,
    describe_claim,
    dismiss,
    field_names,
    remove_topic,
    restore_fields,
)
from esgcheck.claims.worklist import worklist
from esgcheck.documents.models import Version
from esgcheck.errors import Refused
from tests.claims.paper import field, topic


@pytest.fixture
def claim(report: Version, proposed: list[Candidate], bob: User) -> Claim:
    one = proposed[0]
    one.fields = [field("value", "12 %", report, value="-12"), field("measure", "Scope 1 emissions", report)]
    one.topics = [topic("E1", "emissions"), topic("305-1", "Scope 1")]
    one.save()
    return accept_candidate(candidate=one, by=bob)


def test_a_correction_names_who_made_it_and_keeps_places_that_still_hold(claim: Claim, bob: User) -> None:
    assert claim.fields_by is None
    start = claim.fields[0]["start"]

    correct_fields(
        claim=claim, fields=[{"name": "value", "text": " 12  % "}, {"name": "deadline", "text": "2030"}], by=bob
    )

    claim = Claim.objects.get(pk=claim.pk)
    assert claim.fields_by == bob
    assert claim.fields == [
        {"name": "value", "text": "12 %", "value": "-12", "start": start, "end": start + 4, "of": 0},
        {"name": "deadline", "text": "2030", "value": "2030", "start": None, "end": None, "of": 0},
    ]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"name": "colour", "text": "red"}, "no field"),
        ({"name": "value", "text": "1", "of": -1}, "counted"),
        ({"name": "value", "text": "1", "of": "x"}, "counted"),
        ({"name": "value", "text": "1" * 501}, "too long"),
        ({"name": "value", "text": "1", "value": "1" * 101}, "too long"),
    ],
)
def test_a_field_that_cannot_be_is_refused_and_nothing_is_changed(
    claim: Claim, bob: User, row: dict[str, Any], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        describe_claim(claim=claim, kind="denial", fields=[row], by=bob)

    assert Claim.objects.get(pk=claim.pk).kind == "general"


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("value", "12,400", "12400"),
        ("value", "-3.5", "-3.5"),
        ("value", "14 %", "14"),
        ("value", "between 3 and 5 %", ""),
        ("unit", "t CO2 eq", "tCO2e"),
        ("unit", "flower pots", ""),
        ("deadline", "by the end of 2030", "2030"),
        ("baseline", "2019 to 2021", ""),
        ("measure", "2030", ""),
    ],
)
def test_the_value_for_programs_follows_the_words(claim: Claim, bob: User, name: str, text: str, value: str) -> None:
    correct_fields(claim=claim, fields=[{"name": name, "text": text}], by=bob)

    assert claim.fields[0]["value"] == value


def test_too_many_fields_are_refused(claim: Claim, bob: User) -> None:
    with pytest.raises(Refused, match="Split"):
        correct_fields(claim=claim, fields=[{"name": "value", "text": str(n)} for n in range(61)], by=bob)


def test_every_field_has_words() -> None:
    assert list(field_names())[:2] == ["measure", "value"]
    assert all(words[0].isupper() and "_" not in words for words in field_names().values())


def test_topics_are_added_once_by_code_and_removed(claim: Claim, bob: User) -> None:
    add_topic(claim=claim, vocabulary="esrs", code="s1-9", by=bob)
    add_topic(claim=claim, vocabulary="ESRS", code="E1", by=bob)
    remove_topic(claim=claim, vocabulary="GRI", code="305-1", by=bob)

    claim = Claim.objects.get(pk=claim.pk)
    assert [(row["code"], row["words"]) for row in claim.topics] == [("E1", ["emissions"]), ("S1-9", [])]
    assert claim.topics[1]["name"] == "Own workforce"
    assert claim.fields_by == bob


@pytest.mark.parametrize(
    ("vocabulary", "code"), [("SDG", "13"), ("ESRS", "Z1"), ("GRI", "E1"), ("ESRS", ""), ("GRI", "9999")]
)
def test_a_topic_that_no_vocabulary_has_is_refused(claim: Claim, bob: User, vocabulary: str, code: str) -> None:
    with pytest.raises(Refused, match="ESRS"):
        add_topic(claim=claim, vocabulary=vocabulary, code=code, by=bob)


def test_what_a_person_corrected_can_be_given_back_to_the_machine(claim: Claim, bob: User) -> None:
    machine = (claim.fields, claim.topics)
    describe_claim(claim=claim, fields=[], topics=[], by=bob)

    restore_fields(claim=claim, by=bob)

    assert (claim.fields, claim.topics, claim.fields_by) == (*machine, None)
    Candidate.objects.all().delete()
    with pytest.raises(Refused, match="kept"):
        restore_fields(claim=claim, by=bob)


def test_a_reason_is_kept_in_words_and_read_back() -> None:
    for reason in DismissReason.values:
        assert reason_of(because_words(reason, "as it says nothing")) == (reason, "as it says nothing")
    assert reason_of(because_words("trivial", "")) == ("trivial", "")
    assert reason_of("") == ("", "")
    for reason, because in (("other", " "), ("nonsense", "x"), ("trivial", "x" * 300)):
        with pytest.raises(Refused):
            because_words(reason, because)


def test_a_dismissed_claim_says_why_and_one_brought_back_no_longer(claim: Claim, bob: User) -> None:
    dismiss(item=claim, reason="wrongly_cut", by=bob)
    assert claim.dismissed_because == "Wrongly cut"

    assert accept_candidate(candidate=Candidate.objects.get(pk=claim.pk), by=bob).dismissed_because == ""


# What the machine finds is told here, so that all of it is stored whatever the rules find today.

REPORT = (
    "Targets\n\nBy 2030 we will halve our water use, the review “found no harm”.\n\n"
    "We will halve our water use by 2030.\n"
)
FIRST, SECOND = Span(9, 71), Span(73, 109)


def found_in(document: Document) -> FoundClaim:
    return FoundClaim(
        FIRST, FIRST.of(document.text), "commitment", 0.9, ("has a deadline",), consequence=0.7,
        fields=(ClaimField("deadline", "By 2030", "2030", Span(9, 16)), ClaimField("direction", "down", "down")),
        topics=(Topic("ESRS", "E3", "Water", ("water use",)),), context=(Span(0, 7),), places=(SECOND,),
    )  # fmt: skip


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[FoundClaim]:
    claims: list[FoundClaim] = []

    def find_claims(document: Document, quotations: list[FoundQuotation]) -> list[FoundClaim]:
        assert all(quotation.kind != "scare" for quotation in quotations)
        return claims or [found_in(document)]

    def find_quotations(document: Document, **_: Any) -> list[FoundQuotation]:
        spans = {"fragment": (60, 73), "indirect": (9, 20), "scare": (25, 30)}
        return [
            FoundQuotation(
                Span(a, b), document.text[a:b], kind, speaker="The lawyer", said_as="he", block=kind == "indirect"
            )  # type: ignore[arg-type]
            for kind, (a, b) in spans.items()
        ]

    monkeypatch.setattr(finding, "find_claims", find_claims)
    monkeypatch.setattr(finding, "find_quotations", find_quotations)
    return claims


def test_all_that_was_found_is_stored_with_page_and_words(case: Case, upload: Any, told: list[FoundClaim]) -> None:
    upload(REPORT, "report", "r.txt")
    pipeline.run_everything()

    candidate = Candidate.objects.get()
    assert (candidate.consequence, candidate.proposed_by) == (0.7, "")
    assert candidate.fields == [
        {"name": "deadline", "text": "By 2030", "value": "2030", "start": 9, "end": 16, "of": 0},
        {"name": "direction", "text": "down", "value": "down", "start": None, "end": None, "of": 0},
    ]
    assert candidate.topics == [{"vocabulary": "ESRS", "code": "E3", "name": "Water", "words": ["water use"]}]
    assert candidate.context == [{"start": 0, "end": 7, "page": 1, "text": "Targets"}]
    assert candidate.places == [{"start": 73, "end": 109, "page": 1, "text": REPORT[73:109]}]
    [item] = worklist(case).items
    assert (item.place_count, item.has, item.topics) == (
        2,
        {"deadline", "places", "quotation"},
        (("ESRS", "E3", "Water"),),
    )


def test_scare_quotes_are_stored_apart_and_indirect_speech_is_not_looked_up(
    case: Case, upload: Any, told: list[FoundClaim]
) -> None:
    upload(REPORT, "report", "r.txt")
    pipeline.run_everything()

    assert {row.kind for row in Quotation.objects.all()} == {"fragment", "indirect", "scare"}
    assert {row.kind for row in Quotation.objects.said()} == {"fragment", "indirect"}
    assert [check.quotation.kind for check in QuotationCheck.objects.all()] == ["fragment"]
    indirect = Quotation.objects.get(kind="indirect")
    assert (indirect.said_as, indirect.block) == ("he", True)


def test_reading_again_refreshes_what_the_machine_says_and_leaves_corrections(
    case: Case, upload: Any, told: list[FoundClaim], alice: User
) -> None:
    version = upload(REPORT, "report", "r.txt")
    pipeline.run_everything()
    claim = accept_candidate(candidate=Candidate.objects.get(), by=alice)
    assert (claim.consequence, len(claim.fields), len(claim.places)) == (0.7, 2, 1)
    better = replace(found_in(Document(REPORT, (), ())), consequence=0.2, fields=(), topics=())

    told.append(better)
    pipeline.read_again(version=version, by=alice)
    pipeline.run_everything()
    claim.refresh_from_db()
    assert (claim.consequence, claim.fields, claim.topics) == (0.2, [], [])

    correct_fields(claim=claim, fields=[{"name": "deadline", "text": "2031"}], by=alice)
    told[:] = []
    pipeline.read_again(version=version, by=alice)
    pipeline.run_everything()
    claim.refresh_from_db()
    assert [row["text"] for row in claim.fields] == ["2031"]


def test_a_language_models_proposals_are_its_own_and_stand_beside_ours(
    case: Case, upload: Any, told: list[FoundClaim], alice: User, run: Any
) -> None:
    told.append(replace(found_in(Document(REPORT, (), ())), places=()))
    version = upload(REPORT, "report", "r.txt")
    pipeline.run_everything()
    version.refresh_from_db()
    ours = Candidate.objects.get()
    mine = FoundClaim(SECOND, SECOND.of(REPORT), "commitment", 0.6)
    invented = FoundClaim(SECOND, "We have halved our water use.", "action", 0.9)
    same = FoundClaim(Span(FIRST.start, FIRST.end - 3), REPORT[FIRST.start : FIRST.end - 3], "general", 0.9)

    assert finding.propose(version=version, found=[invented, mine, same], by_model="teapot-7b", run=run) == 1

    assert set(Candidate.objects.values_list("pk", "proposed_by")) >= {(ours.pk, "")}
    [item] = worklist(case, proposer="model").items
    assert (item.text, item.proposed_by) == (mine.text, "teapot-7b")
    finding.find_in_version(version, run)
    assert Candidate.objects.filter(proposed_by="teapot-7b").count() == 1  # found again, it is left
    version.pages.update(text=REPORT.replace("We will halve", "We may halve "))
    finding.find_in_version(version, run)
    assert not Candidate.objects.filter(proposed_by="teapot-7b").exists()  # its words stand there no longer
    assert finding.propose(version=version, found=[], by_model="teapot-7b", run=run) == 0
    assert Candidate.objects.get() == ours
