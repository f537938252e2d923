"""A check does what is new, and leaves the rows that a check from nothing would leave."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from esgcheck import pipeline
from esgcheck.accounts.models import User
from esgcheck.analysis import judge_stance
from esgcheck.cases.models import Case
from esgcheck.claims import checking, looking_through, weighing
from esgcheck.claims.finding import find_in_version
from esgcheck.claims.models import HeldAgainst, LookUp, QuotationCheck, Suggestion, Weighed
from esgcheck.documents.models import Document, Version
from esgcheck.jobs.queue import enqueue
from tests.claims.paper import paper
from tests.conftest import REPORT_TEXT

MINUTES = """Minutes of the board

The lawyer told us: “We do not find that the company wanted to harm anybody in the five projects.”

Scope 1 emissions rose by 2 % in 2023, said the site manager, and were not reduced at all.

Renewable electricity made up 40 % of what our sites bought in 2023. All sites lost their ISO 14001 certificate.
"""
LETTER = """Letter

Our Scope 1 emissions were reduced by 32 % compared with 2019, to 12,400 tCO2e, as the auditor confirmed.

Two of our sites are not certified to ISO 14001. Scope 1 emissions rose by 2 % in 2023, said the site manager.
"""
NOTE = """Note

In his review, the lawyer concluded: “We do not find that the company intended to harm anybody in the five projects.”
But, he added, there were failings in two projects, and the company had been told of the problem.

The company reduced nothing. Scope 1 emissions rose by 2 % in 2023, said the site manager.
"""
SOURCES = {"minutes": MINUTES, "letter": LETTER, "note": NOTE}

Rows = tuple[list[Any], list[Any]]


@pytest.fixture
def held(case: Case, alice: User, run: Any) -> dict[str, Document]:
    """A report, and its sources by name, none of which is in the case yet."""
    report = paper(case, alice, REPORT_TEXT)
    find_in_version(report, run)
    found = {}
    for name, text in SOURCES.items():
        version = paper(case, alice, text, "source", name)
        find_in_version(version, run)
        found[name] = version.document
    Document.objects.filter(kind="source").update(removed_at=timezone.now())
    return found


@pytest.fixture
def with_sources(case: Case, held: dict[str, Document], run: Any) -> Callable[..., Rows]:
    """The rows of the check of the case with just these sources in it."""

    def check(*names: str, **how: Any) -> Rows:
        Document.objects.filter(kind="source").update(removed_at=timezone.now())
        Document.objects.filter(pk__in=[held[name].pk for name in names]).update(removed_at=None)
        checking.check_case(case, run, **how)
        return rows_of(case)

    return check


def rows_of(case: Case) -> Rows:
    """Checks and suggestions as they are stored, without the keys that the database gives."""
    ours = {"id", "checked_at"}
    checks = QuotationCheck.objects.filter(quotation__version__case=case).order_by("quotation__start").values()
    suggestions = Suggestion.objects.filter(claim_version__case=case).order_by("claim_start", "claim_end", "rank")
    return tuple(
        [{name: value for name, value in row.items() if name not in ours} for row in rows]
        for rows in (checks, suggestions.values())
    )  # type: ignore[return-value]


def from_nothing(with_sources: Callable[..., Rows], *names: str) -> Rows:
    """The rows of a check that finds no row and remembers nothing."""
    for model in (QuotationCheck, Suggestion, HeldAgainst, LookUp, Weighed):
        model._default_manager.all().delete()
    return with_sources(*names, anew=True)


some_sources = st.lists(st.sampled_from(list(SOURCES)), unique=True)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])  # rolled back each time
@given(steps=st.lists(some_sources, min_size=1, max_size=4))
def test_however_sources_came_and_went_the_rows_are_those_of_a_check_from_nothing(
    with_sources: Callable[..., Rows], steps: list[list[str]]
) -> None:
    with transaction.atomic():
        for step in steps:
            grown = with_sources(*step)

        assert grown == from_nothing(with_sources, *steps[-1])
        transaction.set_rollback(True)


def test_each_source_brings_what_it_has(with_sources: Callable[..., Rows]) -> None:
    checks, suggestions = with_sources("minutes")
    assert [check["status"] for check in checks] == ["altered"]

    checks, suggestions = with_sources("minutes", "letter", "note")

    assert [check["status"] for check in checks] == ["verbatim"]
    assert [match["title"] for match in checks[0]["matches"]] == ["note"]  # the minutes only come near
    assert len({row["version_id"] for row in suggestions}) == 3


def test_what_a_source_had_goes_with_it(with_sources: Callable[..., Rows], held: dict[str, Document]) -> None:
    with_sources("minutes", "note")

    checks, suggestions = with_sources("minutes")
    assert [check["status"] for check in checks] == ["altered"]
    assert {row["version_id"] for row in suggestions} == {held["minutes"].version.pk}

    checks, suggestions = with_sources()
    assert [check["status"] for check in checks] == ["source_not_held"]
    assert suggestions == []


def test_a_new_source_alone_is_looked_through_and_no_passage_is_judged_twice(
    with_sources: Callable[..., Rows], monkeypatch: pytest.MonkeyPatch
) -> None:
    with_sources("minutes", "note")
    read: list[Version] = []
    judged: list[str] = []
    as_read, judge = looking_through.as_read, weighing.judge_stance
    monkeypatch.setattr(looking_through, "as_read", lambda version: read.append(version) or as_read(version))
    monkeypatch.setattr(
        weighing, "judge_stance", lambda claim, passage, **how: judged.append(passage) or judge(claim, passage, **how)
    )

    with_sources("minutes", "letter", "note")

    assert [version.document.title for version in read] == ["letter"]
    assert judged
    assert all(passage in LETTER for passage in judged)


def test_what_the_reports_say_is_not_ranked_again_for_a_new_source(
    case: Case, alice: User, with_sources: Callable[..., Rows], run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    find_in_version(paper(case, alice, LETTER, "report", "Last year's report"), run)
    with_sources("minutes")
    before = reports_say()
    assert before
    rank = weighing.rank

    def of_sources(*given: Any, own: object = None, **how: Any) -> Any:
        assert own is None, "the reports were ranked again"
        return rank(*given, **how)

    monkeypatch.setattr(weighing, "rank", of_sources)
    with_sources("minutes", "letter")

    assert reports_say() == before


def reports_say() -> list[Any]:
    rows = Suggestion.objects.filter(version__document__kind="report").order_by("claim_start", "rank")
    return list(rows.values_list("claim_start", "claim_end", "start", "end", "stance", "reasons", "score"))


@pytest.mark.parametrize("passage", [*MINUTES.split("\n\n"), *LETTER.split("\n\n"), *NOTE.split("\n\n")])
def test_a_stance_that_was_kept_is_the_one_that_was_given(passage: str) -> None:
    claim = "In 2023 we reduced our Scope 1 emissions by 32 % compared with 2019, to 12,400 tCO2e."
    memory = weighing._Memory({})
    given = memory.judge(claim, passage, False)

    kept = weighing._Memory(json.loads(json.dumps(memory.used))).judge(claim, passage, False)

    assert kept == given == judge_stance(claim, passage)


def test_a_check_with_nothing_new_writes_nothing(
    with_sources: Callable[..., Rows], monkeypatch: pytest.MonkeyPatch
) -> None:
    with_sources("minutes", "letter")
    before = list(Suggestion.objects.values_list("pk")), list(QuotationCheck.objects.values_list("checked_at"))
    monkeypatch.setattr(weighing, "rank", lambda *_, **__: pytest.fail("ranked again"))

    with_sources("minutes", "letter")

    assert before == (
        list(Suggestion.objects.values_list("pk")),
        list(QuotationCheck.objects.values_list("checked_at")),
    )


def test_suggestions_that_were_taken_along_to_other_words_come_back_with_the_old_words(
    with_sources: Callable[..., Rows],
) -> None:
    before = with_sources("minutes", "letter")
    moved = Suggestion.objects.order_by("claim_start").first()
    assert moved is not None
    Suggestion.objects.filter(claim_start=moved.claim_start).update(claim_start=moved.claim_start + 1)

    assert with_sources("minutes", "letter") == before


def test_a_title_that_was_corrected_is_told(with_sources: Callable[..., Rows], held: dict[str, Document]) -> None:
    with_sources("note")
    Document.objects.filter(pk=held["note"].pk).update(title="Note of 3 May")

    checks, _ = with_sources("note")

    assert checks[0]["matches"][0]["title"] == "Note of 3 May"


def test_other_rules_look_everything_up_again(
    with_sources: Callable[..., Rows], monkeypatch: pytest.MonkeyPatch
) -> None:
    with_sources("note")
    LookUp.objects.all().delete()
    assert [check["status"] for check in with_sources("note")[0]] == ["not_found"]

    for module in (looking_through, weighing):
        monkeypatch.setattr(module, "rules", lambda: "others")

    assert [check["status"] for check in with_sources("note")[0]] == ["verbatim"]


def test_an_operator_can_have_a_case_checked_anew(
    case: Case, with_sources: Callable[..., Rows], capsys: pytest.CaptureFixture[str]
) -> None:
    before = with_sources("minutes", "note")
    LookUp.objects.all().delete()

    call_command("recheck", str(case.pk))
    pipeline.run_everything()

    assert "1 case will be checked anew" in capsys.readouterr().out
    assert rows_of(case) == before
    with pytest.raises(CommandError, match="There is no case"):
        call_command("recheck", "00000000-0000-0000-0000-000000000000")


def test_a_run_that_has_used_its_time_says_nothing_yet_and_the_next_goes_on(
    case: Case, held: dict[str, Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    Document.objects.filter(kind="source").update(removed_at=None)
    monkeypatch.setattr(looking_through, "SECONDS", 0.0)
    said: list[tuple[bool, int, int]] = []

    def check(case: Case, run: Any) -> bool:
        is_over = checking.check_case(case, run)
        said.append((is_over, HeldAgainst.objects.count(), QuotationCheck.objects.count()))
        return is_over

    monkeypatch.setattr(pipeline.steps, "check_case", check)

    enqueue("check", case.pk)
    pipeline.run_everything()

    assert said == [(False, 1, 0), (False, 2, 0), (True, 3, 1)]
    assert QuotationCheck.objects.get().status == "verbatim"
