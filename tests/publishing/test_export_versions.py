"""The export has the files of a document, the tie between them, and what became of the work."""

from __future__ import annotations

import hashlib

import pytest

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.claims.reanchoring import succeed
from esgcheck.claims.review import add_claim, give_verdict
from esgcheck.documents.models import Version
from tests.claims.paper import SENTENCES, TEXT, paper, place_of, write
from tests.publishing.test_export import exported, validator

pytestmark = pytest.mark.django_db


def test_files_ties_and_outcomes_are_in_the_export(case: Case, alice: User) -> None:
    report = paper(case, alice)
    claims = []
    for sentence in SENTENCES[:3]:
        start, end = place_of(report, sentence)
        claims.append(add_claim(version=report, start=start, end=end, by=alice))
    give_verdict(claim=claims[1], value="supported", reasons="Seen.", by=alice)
    text = "Errata\n\n" + TEXT.replace("12 %", "9 %").replace(SENTENCES[2], "")
    newer = Version.objects.create(
        case=case, document=report.document, standing="coming", replaces=report, size=1, filename="newer.txt",
        why="corrected", note="Put right.", sha256=hashlib.sha256(text.encode()).hexdigest(),
        media_type="text/plain", state="ready", created_by=alice,
    )  # fmt: skip
    write(newer, text)
    succeed(newer, how="newer", by=alice)

    data = exported(case)

    validator().validate(data)
    files = {file["sha256"]: file for file in data["documents"][0]["versions"]}
    assert files[newer.sha256]["replaces"] == report.sha256
    assert (files[newer.sha256]["standing"], files[report.sha256]["standing"]) == ("current", "older")
    states = {row["claim"]: (row["state"], row["decision"]) for row in data["outcomes"]}
    assert states == {
        str(claims[0].pk): ("changed", "waits"),
        str(claims[1].pk): ("moved", "carried"),
        str(claims[2].pk): ("lost", "waits"),
    }
    [moved] = [row for row in data["claims"] if row["id"] == str(claims[1].pk)]
    assert moved["target"]["source"] == f"urn:sha256:{newer.sha256}"
    assert moved["chosen_as"] == {"sha256": report.sha256, "start": claims[1].start, "exact": SENTENCES[1]}
    assert data["verdicts"][0]["given_on"] == [report.sha256]
