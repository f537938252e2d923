"""What happens after an upload, with the real reader in its cage and the real finding and checking."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from esgcheck import pipeline
from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.claims.models import Candidate, Claim, Quotation, QuotationCheck, Suggestion
from esgcheck.claims.review import accept_candidate, dismiss_candidate, link_evidence
from esgcheck.documents.models import Document, Passage, Version
from esgcheck.errors import Refused
from esgcheck.jobs.models import Job

pytestmark = pytest.mark.django_db
Upload = Callable[..., Version]


def machine_rows(case: Case) -> dict[str, object]:
    """All that the machine made, without keys that count up."""
    return {
        "passages": list(
            Passage.objects.filter(version__case=case)
            .order_by("version", "ordinal")
            .values_list("version_id", "ordinal", "start", "end")
        ),
        "quotations": list(
            Quotation.objects.filter(version__case=case).order_by("pk").values_list("id", "exact", "speaker")
        ),
        "candidates": list(
            Candidate.objects.filter(version__case=case).order_by("pk").values_list("id", "text", "kind", "score")
        ),
        "checks": list(QuotationCheck.objects.order_by("quotation").values_list("quotation", "status", "matches")),
        "suggestions": list(
            Suggestion.objects.order_by("claim_start", "rank").values_list("claim_start", "rank", "start", "stance")
        ),
    }


def test_an_upload_is_read_gone_through_and_checked(worked_case: Case) -> None:
    assert {version.state for version in worked_case.versions.all()} == {Version.State.READY}
    assert not Job.objects.unfinished().exists()
    quotation = Quotation.objects.get(version__document__kind="report")
    assert quotation.exact == "We do not find that the company intended to harm anybody in the five projects."
    assert quotation.check_result.status == "verbatim"
    match = quotation.check_result.matches[0]
    assert (match["title"], match["speaker"], match["time_start"]) == ("Talk in Sydney", "Ann Prosser", 12.0)
    assert "this is a problem" in match["after"]
    assert {"quoted_finding", "metric", "commitment", "certification"} <= set(
        Candidate.objects.values_list("kind", flat=True)
    )
    assert Suggestion.objects.filter(exact__contains="not absolve").exists()


def test_sources_are_not_gone_through_for_claims(worked_case: Case) -> None:
    assert not Candidate.objects.filter(version__document__kind="source").exists()


def test_doing_it_all_again_gives_the_same(worked_case: Case, alice: User) -> None:
    before = machine_rows(worked_case)

    for version in worked_case.versions.all():
        pipeline.read_again(version=version, by=alice)
    pipeline.run_everything()

    assert machine_rows(worked_case) == before


def test_reading_again_keeps_what_people_decided(worked_case: Case, bob: User) -> None:
    first, second = Candidate.objects.all()[:2]
    claim = accept_candidate(candidate=first, by=bob)
    dismiss_candidate(candidate=second, because="a heading", by=bob)
    source = worked_case.versions.get(document__kind="source")
    link = link_evidence(claim=claim, version=source, start=0, end=20, stance="context", by=bob)

    pipeline.read_again(version=claim.version, by=bob)
    pipeline.read_again(version=source, by=bob)
    pipeline.run_everything()

    claim.refresh_from_db()
    link.refresh_from_db()
    assert source.text()[link.start : link.end] == link.exact
    assert claim.version.text()[claim.start : claim.end] == claim.exact
    undecided = set(Candidate.objects.undecided().values_list("pk", flat=True))
    assert not {first.pk, second.pk} & undecided
    assert Claim.objects.count() == 2


def test_a_source_that_comes_later_checks_the_quotations_again(upload: Upload) -> None:
    upload("The board concluded: “We did not find any waste in the river near the plant.”\n", "report", "r.txt")
    pipeline.run_everything()
    assert QuotationCheck.objects.get().status == "source_not_held"

    upload("Minutes. We did not find any waste in the river near the plant. Nobody had looked.\n", "source", "m.txt")
    pipeline.run_everything()

    assert QuotationCheck.objects.get().status == "verbatim"


def test_removing_a_source_takes_its_matches_and_suggestions_away(worked_case: Case, alice: User) -> None:
    source = worked_case.versions.get(document__kind="source")

    pipeline.remove(document=source.document, by=alice)
    pipeline.run_everything()

    assert not Suggestion.objects.filter(version=source).exists()
    assert QuotationCheck.objects.get(quotation__version__document__kind="report").matches == []


def test_a_file_that_cannot_be_read_says_why_and_can_be_tried_again(upload: Upload, alice: User) -> None:
    version = upload(b"%PDF-1.7\nnothing of a PDF follows", "source", "broken.pdf")
    pipeline.run_everything()
    version.refresh_from_db()
    assert version.state == Version.State.FAILED
    assert len(version.failure) > 30
    assert version.failure.endswith(".")

    pipeline.read_again(version=version, by=alice)
    version.refresh_from_db()

    assert (version.state, version.failure) == (Version.State.WAITING, "")


def test_a_bad_file_does_not_keep_the_others_from_being_read(upload: Upload, case: Case) -> None:
    upload(b"\x00\x01\x02\x03" * 100, "source", "noise.bin")
    good = upload("A paragraph that can be read.\n", "source", "good.txt")

    pipeline.run_everything()

    good.refresh_from_db()
    assert good.state == Version.State.READY


def test_a_document_in_work_is_not_started_twice(upload: Upload, alice: User) -> None:
    version = upload("A paragraph.\n")

    with pytest.raises(Refused, match="being read"):
        pipeline.read_again(version=version, by=alice)


def test_a_source_that_becomes_a_report_is_gone_through_for_claims(upload: Upload, alice: User) -> None:
    version = upload("In 2023 we reduced our Scope 1 emissions by 32 % compared with 2019.\n")
    pipeline.run_everything()
    assert not Candidate.objects.exists()

    pipeline.describe(document=version.document, title="Report", kind="report", by=alice)
    pipeline.run_everything()

    assert Candidate.objects.get().kind == "metric"


def test_what_came_out_of_a_document_follows_it_to_the_sources(upload: Upload, alice: User) -> None:
    holder, inner = upload("A list.\n", "report"), upload("In 2023 we cut our emissions by 32 %.\n", "report")
    Document.objects.filter(pk=inner.document_id).update(within=holder.document)
    pipeline.run_everything()
    assert Candidate.objects.exists()

    pipeline.describe(document=holder.document, title="List", kind="source", by=alice)
    pipeline.run_everything()

    assert set(Document.objects.values_list("kind", flat=True)) == {"source"}
    assert not Candidate.objects.exists()


def test_a_crash_in_finding_leaves_a_sentence_and_no_half_written_rows(
    upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    version = upload("In 2023 we reduced our Scope 1 emissions by 32 %.\n", "report")
    monkeypatch.setattr("esgcheck.claims.finding.find_claims", broken)
    pipeline.run_everything()

    version.refresh_from_db()
    assert version.state == Version.State.FAILED
    assert "try again" in version.failure
    assert not Quotation.objects.exists()
