from __future__ import annotations

import json
import tracemalloc
import uuid
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from esgcheck import pipeline
from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.claims.models import Candidate, Claim, EvidenceLink, Quotation
from esgcheck.claims.review import correct_fields, dismiss, dismiss_candidate, edit_span, merge
from esgcheck.documents.models import Document, Version
from esgcheck.publishing.export import export_case
from esgcheck.publishing.publish import publish_claim
from esgcheck.publishing.schemas import SCHEMAS, schema_text
from tests.claims.figures import SENTENCE, THIS_YEAR
from tests.publishing.ready import PRIVATE_NOTE, QUOTED

pytest_plugins = ["tests.publishing.fixtures"]


def exported(case: Case) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(b"".join(export_case(case)))
    return data


def validator() -> Any:
    kind = jsonschema.Draft202012Validator
    return kind(json.loads(schema_text("case-1")), format_checker=kind.FORMAT_CHECKER)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_strict_and_describes_every_field(name: str) -> None:
    schema = json.loads(schema_text(name))
    jsonschema.Draft202012Validator.check_schema(schema)
    found = 0

    def walk(node: Any) -> None:
        nonlocal found
        if isinstance(node, dict):
            if isinstance(node.get("properties"), dict):
                assert node["additionalProperties"] is False
                for key, field in node["properties"].items():
                    assert field.get("description"), key
                    found += 1
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(schema)
    assert found > 50


@pytest.mark.django_db
def test_a_worked_case_is_valid_and_says_all_that_was_found_and_decided(ready: Claim, alice: User) -> None:
    dismiss_candidate(candidate=Candidate.objects.undecided().first(), because="No claim", by=alice)
    publish_claim(claim=ready, by=alice)

    data = exported(ready.case)

    validator().validate(data)
    assert {name: len(rows) > 0 for name, rows in data.items() if isinstance(rows, list)} == dict.fromkeys(
        ["documents", "candidates", "quotations", "claims", "suggestions", "links", "verdicts", "responses",
         "publications"], True,
    ) | {"across_years": False, "recomputations": False, "outcomes": False}  # fmt: skip
    [claim] = [row for row in data["claims"] if row["id"] == str(ready.pk)]
    assert claim["target"]["selector"] == [
        {"type": "TextQuoteSelector", "exact": f'"{QUOTED}"', "prefix": ready.prefix, "suffix": ready.suffix},
        {"type": "TextPositionSelector", "start": ready.start, "end": ready.end},
        {"type": "FragmentSelector", "conformsTo": "http://tools.ietf.org/rfc/rfc3778", "value": "page=1"},
    ]
    assert claim["target"]["source"] == f"urn:sha256:{ready.version_sha256}"
    assert {row["state"] for row in data["claims"]} == {"accepted", "dismissed"}
    assert data["verdicts"][0]["value"] == "misleading_by_omission"
    [quotation] = [row for row in data["quotations"] if row["target"]["selector"][0]["exact"] == QUOTED]
    assert quotation["check"]["status"] == "verbatim"


@pytest.mark.django_db
def test_every_reference_leads_somewhere(ready: Claim) -> None:
    data = exported(ready.case)
    documents = {row["id"] for row in data["documents"]}
    claims = {row["id"] for row in data["claims"]}
    hashes = {f"urn:sha256:{file['sha256']}" for row in data["documents"] for file in row["versions"]}

    for name in ("candidates", "quotations", "claims", "suggestions", "links"):
        assert {row["document"] for row in data[name]} <= documents
        assert {row["target"]["source"] for row in data[name]} <= hashes
    for name in ("links", "verdicts", "publications"):
        assert {row["claim"] for row in data[name]} <= claims
    assert {row["for"] for row in data["suggestions"]} <= claims | {row["id"] for row in data["candidates"]}


@pytest.mark.django_db
def test_the_words_of_a_selector_stand_where_it_says(ready: Claim) -> None:
    data = exported(ready.case)
    texts = {f"urn:sha256:{version.sha256}": version.text() for version in ready.case.versions.all()}
    rows = [*data["claims"], *data["links"], *data["quotations"], *data["suggestions"], *data["candidates"]]

    for row in rows:
        quote, position = row["target"]["selector"][:2]
        assert texts[row["target"]["source"]][position["start"] : position["end"]] == quote["exact"]
    assert len(rows) > 10


@pytest.mark.django_db
def test_no_file_name_no_person_and_no_link_is_in_an_export(ready: Claim, alice: User, bob: User) -> None:
    publication = publish_claim(claim=ready, by=alice)

    text = b"".join(export_case(ready.case)).decode().lower()

    assert PRIVATE_NOTE.lower() in text  # an export is for the members: it holds what they wrote
    for private in (
        publication.token, *ready.case.versions.values_list("filename", flat=True), "alice", "bob", "example.org",
    ):  # fmt: skip
        assert private.lower() not in text


@pytest.mark.django_db
def test_another_case_is_not_in_it(ready: Claim, alice: User) -> None:
    from esgcheck.cases.people import open_case

    other = exported(open_case(title="Another", organisation="Else", by=alice))

    validator().validate(other)
    assert all(rows == [] for rows in other.values() if isinstance(rows, list))


@pytest.fixture
def big(case: Case, alice: User) -> Case:
    """2,000 claims with 6,000 links."""
    document = Document.objects.create(case=case, kind="report", title="Long report", created_by=alice)
    version = Version.objects.create(
        case=case, document=document, sha256="a" * 64, size=1, filename="x.pdf", media_type="application/pdf",
        state="ready", created_by=alice,
    )  # fmt: skip
    place = {"version": version, "version_sha256": version.sha256, "prefix": "p" * 32, "suffix": "s" * 32}
    claims = Claim.objects.bulk_create(
        Claim(
            id=uuid.uuid4(), case=case, kind="metric", created_by=alice, start=100 * n, end=100 * n + 80,
            exact=f"We cut our emissions by {n} per cent, and more. " * 2, **place,
        )
        for n in range(2000)
    )  # fmt: skip
    EvidenceLink.objects.bulk_create(
        EvidenceLink(
            claim=claim,
            stance="contradicts",
            created_by=alice,
            start=10 * n,
            end=10 * n + 9,
            exact="They rose.",
            **place,
        )
        for n in range(3)
        for claim in claims
    )
    return case


@pytest.mark.django_db
def test_a_big_case_is_streamed_in_small_pieces_with_few_queries(big: Case) -> None:
    list(export_case(big))  # whatever is loaded once is loaded now
    tracemalloc.start()
    with CaptureQueriesContext(connection) as queries:
        longest = total = 0
        for piece in export_case(big):
            longest, total = max(longest, len(piece)), total + len(piece)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert total > 4_000_000
    assert longest < total / 5
    assert peak < 4_500_000
    assert len(queries) < 20


@pytest.mark.django_db
def test_what_belongs_together_is_exported(case: Case, upload: Callable[..., Version]) -> None:
    talk, song, mail = (upload(name, "source", f"{name}.txt") for name in ("talk", "song", "mail"))
    Document.objects.filter(pk=talk.document_id).update(recording=song.document_id, within=mail.document_id)
    Version.objects.filter(pk=talk.pk).update(dated="2024-05-31", facts=[["From", "Ann"]])

    data = exported(case)

    validator().validate(data)
    row = next(row for row in data["documents"] if row["id"] == str(talk.document_id))
    assert (row["recording"], row["within"]) == (str(song.document_id), str(mail.document_id))
    assert row["versions"][0]["dated"] == "2024-05-31"
    assert "Ann" not in json.dumps(data)  # who wrote a file is for the members of the case


@pytest.mark.django_db
def test_what_finding_gives_and_people_make_of_it_is_exported(case: Case, alice: User) -> None:
    from tests.claims.paper import SENTENCES, field, paper, propose, topic

    report = paper(case, alice)
    place = {"start": 0, "end": 11, "page": 1, "text": "Environment"}
    quantity = {"start": 0, "end": 4, "text": "12 %", "value": 12.0, "unit": "%", "canonical": "%"}
    rich = {
        "consequence": 0.5, "context": [place], "places": [place], "quantities": [quantity], "reasons": ["a number"],
        "fields": [field("value", "12 %", report), field("direction", "down", value="down")],
        "topics": [topic("E1", "x")],
    }  # fmt: skip
    first, second, third, fourth, last = (propose(report, sentence, **rich) for sentence in SENTENCES)
    Candidate.objects.filter(pk=fourth.pk).update(proposed_by="teapot-7b", places=[])
    Version.objects.filter(pk=report.pk).update(language="en")
    for kind in ("direct", "scare"):
        Quotation.objects.create(
            id=uuid.uuid4(), version=report, start=0, end=4, exact="Envi", kind=kind, block=True, said_as="he"
        )
    dismiss(item=first, reason="too_vague", because="no year", by=alice)
    merged = merge(items=[second, third], by=alice)
    edit_span(item=last, start=last.start, end=last.end - 1, by=alice)
    correct_fields(claim=merged, fields=[{"name": "deadline", "text": "2030"}], by=alice)

    data = exported(case)

    validator().validate(data)
    claims = {row["id"]: row for row in data["claims"]}
    assert claims[str(first.pk)]["dismissed_reason"] == "too_vague"
    assert claims[str(third.pk)]["merged_into"] == str(merged.pk)
    assert (claims[str(merged.pk)]["fields_corrected"], claims[str(first.pk)]["fields_corrected"]) == (True, False)
    assert [row["text"] for row in claims[str(merged.pk)]["fields"]] == ["2030"]
    assert [row["exact"] for row in claims[str(last.pk)]["stands_for"]] == [SENTENCES[4]]
    assert claims[str(first.pk)]["places"] == [{**place, "page": None}]  # the pages of a plain text are ours
    candidates = {row["id"]: row for row in data["candidates"]}
    assert [candidates[str(one.pk)]["claim"] for one in (first, third, fourth)] == [str(first.pk), str(third.pk), None]
    assert (candidates[str(fourth.pk)]["proposed_by"], candidates[str(fourth.pk)]["consequence"]) == ("teapot-7b", 0.5)
    assert {(row["kind"], row["block"], row["said_as"]) for row in data["quotations"]} == {
        ("direct", True, "he"), ("scare", True, "he"),
    }  # fmt: skip
    assert data["documents"][0]["versions"][0]["language"] == "en"
    assert "alice" not in json.dumps(data).lower()  # not even who corrected a field


@pytest.mark.django_db
def test_a_figure_worked_out_anew_comes_with_the_rows_that_it_is_from(
    case: Case, upload: Callable[..., Version]
) -> None:
    upload(THIS_YEAR, "report", "report.md", "Report 2024")
    pipeline.run_everything()

    data = exported(case)

    validator().validate(data)
    (row,) = [row for row in data["recomputations"] if row["outcome"] == "differs"]
    candidate = next(one for one in data["candidates"] if one["id"] == row["for"])
    assert candidate["target"]["selector"][0]["exact"] == SENTENCE
    assert [point["target"]["selector"][0]["exact"] for point in row["points"]] == ["21,700", "24,900"]
    assert {point["document"] for point in row["points"]} == {row["document"]} == {candidate["document"]}
