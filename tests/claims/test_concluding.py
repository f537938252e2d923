"""What became of a quotation in many sources, each of which was looked through by itself."""

from __future__ import annotations

from typing import Any

import pytest

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.claims.checking import check_case
from esgcheck.claims.models import LookUp, Quotation, QuotationCheck
from esgcheck.claims.models.found import found_id
from esgcheck.documents.models import Version
from tests.claims.paper import paper

SPLICED = "We did not find that the firm meant to harm anyone … to tell the families the truth."
REPORT = (
    f"Report\n\nThe review concluded: “{SPLICED}”\n\n"
    "The wells at the eastern gate were closed in the spring, as the board decided.\n\n"
    "“Wir haben nicht gefunden, dass die Firma einem der Menschen schaden wollte”, it says.\n\n"
    "According to the Fletcher Inquiry Report, “all of the gates had been welded shut”.\n"
)
REVIEW = "Review\n\nWe did not find that the firm meant to harm anyone. The annex was never shown to us.\n"
LETTER = "Letter\n\nYou have known it since March. We ask you to tell the families the truth.\n"

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(case: Case, alice: User) -> Version:
    version = paper(case, alice, REPORT)
    Version.objects.filter(pk=version.pk).update(language="en")
    version.refresh_from_db()
    return version


@pytest.fixture
def sources(case: Case, alice: User) -> list[Version]:
    found = [paper(case, alice, REVIEW, "source", "Review"), paper(case, alice, LETTER, "source", "Letter")]
    Version.objects.filter(pk__in=[version.pk for version in found]).update(language="en")
    return found


def quoted(report: Version, words: str, speaker: str = "") -> Quotation:
    start = REPORT.index(words)
    return Quotation.objects.create(
        id=found_id(report.pk, "quotation", start, start + len(words)), version=report, start=start,
        end=start + len(words), exact=words, kind="direct", speaker=speaker,
    )  # fmt: skip


def checked(case: Case, run: Any, quotation: Quotation) -> QuotationCheck:
    check_case(case, run)
    return QuotationCheck.objects.get(quotation=quotation)


def test_parts_that_stand_in_two_sources_are_put_together_as_spliced(
    case: Case, run: Any, report: Version, sources: list[Version]
) -> None:
    check = checked(case, run, quoted(report, SPLICED))

    assert check.status == "spliced"
    assert [match["title"] for match in check.matches] == ["Review", "Letter"]
    assert [match["exact"] for match in check.matches] == [
        "We did not find that the firm meant to harm anyone",
        "to tell the families the truth.",
    ]
    assert "2 documents" in check.reason


def test_with_one_source_taken_out_the_part_that_is_left_is_the_nearest(
    case: Case, run: Any, report: Version, sources: list[Version]
) -> None:
    quotation = quoted(report, SPLICED)
    check_case(case, run)
    sources[1].document.removed_at = sources[1].created_at
    sources[1].document.save()

    check = checked(case, run, quotation)

    assert (check.status, check.matches) == ("not_found", [])
    assert "Of its 2 parts 1 can be found" in check.reason
    assert check.nearest is not None
    assert check.nearest["title"] == "Review"


def test_somebody_of_whom_no_source_is_held_is_named(
    case: Case, run: Any, report: Version, sources: list[Version]
) -> None:
    words = "The wells at the eastern gate were closed in the spring"
    check = checked(case, run, quoted(report, words, speaker="Ingrid Vold"))

    assert check.status == "source_not_held"
    assert "Ingrid Vold" in check.reason


def test_a_source_that_bears_the_speaker_s_name_should_have_had_it(
    case: Case, run: Any, report: Version, sources: list[Version], alice: User
) -> None:
    paper(case, alice, "Notes\n\nGood evening to you all.\n", "source", "Interview with Ingrid Vold")
    words = "The wells at the eastern gate were closed in the spring"
    check = checked(case, run, quoted(report, words, speaker="Ingrid Vold"))

    assert check.status == "not_found"
    assert "“Interview with Ingrid Vold” could have them" in check.reason
    assert LookUp.objects.filter(theirs=True).count() == 1


def test_a_quotation_in_a_language_that_no_source_has_is_left_aside(
    case: Case, run: Any, report: Version, sources: list[Version]
) -> None:
    words = "Wir haben nicht gefunden, dass die Firma einem der Menschen schaden wollte"
    check = checked(case, run, quoted(report, words))

    assert check.status == "other_language"
    assert check.get_status_display() == "In another language"
    assert check.nearest is None


def test_a_document_that_the_sentence_names_and_nobody_holds_is_missed(
    case: Case, run: Any, report: Version, sources: list[Version]
) -> None:
    check = checked(case, run, quoted(report, "all of the gates had been welded shut"))

    assert check.status == "source_not_held"
    assert "Fletcher Inquiry Report" in check.reason
