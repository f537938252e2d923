"""Vectors of passages and claims are made after the first check, kept, and used by the next one."""

from __future__ import annotations

from typing import Any

import pytest

from esgcheck import pipeline
from esgcheck.accounts.models import User
from esgcheck.analysis.embedding import MODEL, EmbeddingUnavailable
from esgcheck.cases.models import Case
from esgcheck.claims import checking, pointing
from esgcheck.claims.models import ClaimVector, PassageVectors, Suggestion
from esgcheck.documents.models import Version
from esgcheck.jobs.models import Job
from esgcheck.jobs.queue import enqueue
from tests.claims.paper import paper, propose

CLAIM = "Our staff are paid fairly for the hours that they work."
REPORT = f"Report\n\n{CLAIM}\n"
SOURCE = (
    "Ledger\n\nEmployees receive no just wages for their time on the job.\n\n"
    "The canteen serves fish on Fridays and soup on Mondays.\n\nThe hours of the canteen are posted at its door.\n"
)


@pytest.fixture(autouse=True)
def _embedding(settings: Any) -> None:
    settings.EMBEDDING = True


@pytest.fixture
def ledger(case: Case, alice: User) -> Version:
    propose(paper(case, alice, REPORT), CLAIM)
    return paper(case, alice, SOURCE, "source", "Ledger")


def shown() -> list[str]:
    return [row.exact for row in Suggestion.objects.order_by("rank")]


def test_a_passage_in_other_words_is_found_once_there_are_vectors(
    case: Case, ledger: Version, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[Any] = []
    rank = checking.weigh.__globals__["rank"]
    monkeypatch.setitem(
        checking.weigh.__globals__, "rank", lambda *given, **how: found.append(rank(*given, **how)) or found[-1]
    )
    checking.check_case(case, run)

    assert not pointing.point(case, run)
    checking.check_case(case, run)

    # Of sources, then of reports; these have no vectors and are not ranked again.
    by_words, _, by_meaning = ([hit.text for hit in hits] for hits in found)
    assert not any("wages" in text for text in by_words)
    assert any("wages" in text for text in by_meaning)


def test_a_check_is_followed_by_the_vectors_and_these_by_another_check(case: Case, ledger: Version) -> None:
    enqueue("check", case.pk)

    pipeline.run_everything()

    done = Job.objects.filter(kind__in=["check", "embed"]).order_by("finished_at").values_list("kind", flat=True)
    assert list(done) == ["check", "embed", "check"]
    assert PassageVectors.objects.get().whole
    assert ClaimVector.objects.count() == 1
    assert not pointing.is_wanting(case)


def test_what_is_made_is_kept_and_gone_on_with(
    case: Case, ledger: Version, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pointing, "AT_ONCE", 1)
    pointing.point(case, run)
    whole = PassageVectors.objects.get()
    expected = bytes(whole.starts), bytes(whole.rows)
    texts: list[str] = []
    embed = pointing.embed
    monkeypatch.setattr(pointing, "embed", lambda given: texts.extend(given) or embed(given))
    PassageVectors.objects.update(whole=False, starts=expected[0][:8], rows=expected[1][: 2 * 384])

    assert not pointing.point(case, run)

    kept = PassageVectors.objects.get()
    assert (bytes(kept.starts), bytes(kept.rows)) == expected
    (text,) = texts
    assert text.strip().endswith("The hours of the canteen are posted at its door.")


def test_a_run_that_has_used_its_time_says_that_more_is_left(
    case: Case, ledger: Version, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pointing, "SECONDS", 0.0)

    assert pointing.point(case, run)

    assert ClaimVector.objects.exists()
    assert not PassageVectors.objects.exists()


def test_another_reading_or_another_model_has_them_made_again(
    case: Case, ledger: Version, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    pointing.point(case, run)
    assert not pointing.is_wanting(case)

    PassageVectors.objects.update(stamp="another reading")
    assert pointing.is_wanting(case)
    assert pointing.vectors_of(case, [ledger]).near is None

    PassageVectors.objects.update(stamp="", model="another")
    assert pointing.vectors_of(case, [ledger]).near is None
    pointing.point(case, run)
    assert PassageVectors.objects.get().model == MODEL


def test_without_the_model_evidence_is_ranked_by_words(
    case: Case, ledger: Version, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def gone(_: Any) -> Any:
        raise EmbeddingUnavailable("The model that compares sentences could not be loaded.")

    monkeypatch.setattr(pointing, "embed", gone)
    enqueue("check", case.pk)

    pipeline.run_everything()

    assert set(Job.objects.values_list("state", flat=True)) == {"done"}
    assert "Evidence is ranked by words alone" in caplog.text
    assert not PassageVectors.objects.exists()
