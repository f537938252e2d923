"""A claim that is ready to be published: a PDF report, a recording and a contract, evidence, a verdict, an answer.

Test modules that want the fixture ``ready`` say ``pytest_plugins = ["tests.publishing.fixtures"]``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from esgcheck import pipeline
from esgcheck.accounts.models import User
from esgcheck.analysis.reading import read_document, render_page
from esgcheck.analysis.reading.stream import Reading
from esgcheck.cases.models import Case
from esgcheck.cases.people import change_case
from esgcheck.claims.models import Claim
from esgcheck.claims.review import give_verdict, link_evidence, note_response
from esgcheck.documents import reading
from esgcheck.documents.models import Version
from esgcheck.documents.upload import Hop, set_provenance
from esgcheck.publishing import crops
from tests.conftest import SOURCE_TEXT
from tests.publishing.ready import CONTRACT_LINES, PRIVATE_NOTE, QUOTED, REPORT_LINES, WHISTLEBLOWER, find, pdf_of
from tests.remembering import Memory


@pytest.fixture
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Starting the cage is slow and tested elsewhere: what it gave for a file is kept for the other tests."""
    monkeypatch.setattr(reading, "read_in_cage", _read_once)
    monkeypatch.setattr(crops, "render_page", _draw_once)


_read: dict[str, Any] = {}
_drawn: dict[tuple[Any, ...], bytes] = {}


@contextmanager
def _read_once(path: Path, *, name: str, **options: Any) -> Iterator[Reading]:
    if path.name not in _read:
        _read[path.name] = read_document(path, name=name, **options)
    yield Reading.of_document(_read[path.name], name=name, sha256=path.name)


def _draw_once(path: Path, number: int, **options: Any) -> bytes:
    key = (path.name, number, *options.values())
    if key not in _drawn:
        _drawn[key] = render_page(path, number, **options)
    return _drawn[key]


@pytest.fixture
def ready(read_once: None, case: Case, alice: User, bob: User, upload: Callable[..., Version], memory: Memory) -> Claim:
    change_case(case=case, title="Harbour Lights", organisation="Nordholm", description="Tip from the docks", by=alice)

    def work() -> None:
        upload(pdf_of(REPORT_LINES), "report", "final_v3_from_jo.pdf", "Report 2023")
        upload(SOURCE_TEXT, "source", "leaked_recording.vtt", "Talk in Sydney")
        upload(pdf_of(CONTRACT_LINES), "source", "jo_contract.pdf", "Jo’s copy of the contract")
        pipeline.run_everything()

    memory.bring(case, work)
    report, talk, contract = (
        case.versions.get(document__title=title)
        for title in ("Report 2023", "Talk in Sydney", "Jo’s copy of the contract")
    )
    set_provenance(
        document=contract.document,
        hops=[
            Hop("said", "the company and the buyer", "May 2022"),
            Hop("passed_on", WHISTLEBLOWER, "2023-03-14", held=True, note="Met in Cafe Orion"),
        ],
        by=bob,
    )
    start, end = find(report, f'"{QUOTED}"')
    claim = pipeline.add_claim(version=report, start=start, end=end, kind="quoted_finding", by=bob)
    for version, words, stance, note in (
        (talk, "We do not find", "supports", ""),
        (talk, "this is a problem", "contradicts", PRIVATE_NOTE),
        (contract, "The Supplier shall report the names of union members.", "contradicts", ""),
    ):
        start, end = find(version, words)
        link_evidence(claim=claim, version=version, start=start, end=end, stance=stance, note=note, by=bob)
    note_response(
        case=case, who="Nordholm’s press office", answered=True, text="We stand by our report.", via="by e-mail",
        asked_on=date(2024, 1, 2), answered_on=date(2024, 1, 5), by=bob,
    )  # fmt: skip
    give_verdict(claim=claim, value="misleading_by_omission", reasons="It leaves out the problem.", by=bob)
    return Claim.objects.get(pk=claim.pk)
