"""What is drawn on a page image: the claim in question, the other claims beside it, quotations that were looked up."""

from __future__ import annotations

import re
from typing import Any

import pymupdf
import pytest

from esgcheck import pipeline
from esgcheck.accounts.models import User
from esgcheck.analysis.types import Span
from esgcheck.cases.models import Case
from esgcheck.claims import review
from esgcheck.web.templatetags.places import clock
from esgcheck.web.workbench.sheets import Highlight, sheet
from tests.remembering import Memory
from tests.web.test_workbench import as_user, candidate_of, of, report_of, source_of

pytestmark = pytest.mark.django_db

WORDS = [
    "The lawyer concluded: “We do not find that anybody was harmed in the five projects.”",
    "In 2023 we reduced our Scope 1 emissions by 32% compared with 2019.",
    "We will source all electricity from renewable sources by 2030.",
]


@pytest.fixture
def printed(case: Case, upload: Any, memory: Memory) -> Case:
    """A report of one page as PDF, and a talk that has its quotation otherwise."""

    def work() -> None:
        document = pymupdf.open()
        page = document.new_page(width=420, height=595)
        page.insert_font("serif", fontbuffer=pymupdf.Font("tiro").buffer)
        for number, words in enumerate(WORDS):
            page.insert_textbox((50, 60 + 120 * number, 370, 160 + 120 * number), words, fontsize=12, fontname="serif")
        upload(document.tobytes(), "report", "report.pdf", "Report")
        upload(
            "Ann said: We do not find that somebody was harmed in the nine projects. So it was.",
            "source",
            "t.txt",
            "Talk",
        )
        pipeline.run_everything()

    memory.bring(case, work)
    return case


def bars(page: str) -> list[tuple[str, str]]:
    """The bars beside the words: their classes and where they lead."""
    found = re.findall(r'<a class="(rail [^"]*)" href="([^"]*)"', page)
    return [(kind, url.replace("&amp;", "&")) for kind, url in found]


def test_other_claims_of_the_page_have_a_bar_that_leads_to_them(printed: Case, bob: User) -> None:
    shown, other = candidate_of(printed, "Scope 1"), candidate_of(printed, "renewable")

    page = as_user(bob).get(of(printed, claim=shown.pk)).content.decode()

    left = [(kind, url) for kind, url in bars(page) if "rail--left" in kind]
    assert any(str(other.pk) in url and "rail--machine" in kind for kind, url in left)
    assert not any(str(shown.pk) in url for _, url in left)


def test_the_claim_is_outlined_until_a_person_takes_it_up(printed: Case, bob: User) -> None:
    candidate = candidate_of(printed, "Scope 1")
    url = of(printed, claim=candidate.pk)
    client = as_user(bob)

    before = client.get(url).content.decode()
    review.accept_candidate(candidate=candidate, by=bob)
    after = client.get(url).content.decode()

    assert 'class="mark mark--claim mark--machine mark--here"' in before
    assert 'class="mark mark--claim mark--person mark--here"' in after


def test_a_quotation_on_the_page_says_what_became_of_it_and_leads_to_the_source(printed: Case, bob: User) -> None:
    shown = candidate_of(printed, "renewable")

    page = as_user(bob).get(of(printed, claim=shown.pk)).content.decode()

    ((kind, url),) = [(kind, url) for kind, url in bars(page) if "rail--right" in kind]
    assert "tone-altered" in kind
    assert f"source={source_of(printed).pk}" in url
    assert "Quotation: altered." in page
    assert "five" in page
    assert "nine" in as_user(bob).get(url).content.decode()


def test_a_highlight_over_two_lines_is_two_rectangles_inside_the_page(printed: Case) -> None:
    version = report_of(printed)
    start = version.text().index("In 2023")
    span = Span(start, start + len(WORDS[1]))

    shown = sheet(version, 1, [Highlight(span, "claim", here=True)])

    assert shown is not None
    (mark,) = shown.marks
    assert len(mark.lines) == 2
    for line in mark.lines:
        assert 45 < float(line.x) < float(line.x) + float(line.width) < 375
        assert 170 < float(line.y) < float(line.y) + float(line.height) < 230


def test_figures_of_a_claim_are_named_under_it(printed: Case, bob: User) -> None:
    page = as_user(bob).get(of(printed, claim=candidate_of(printed, "Scope 1").pk)).content.decode()

    assert re.search(r'title="What it says: [^"]*32', page)


@pytest.mark.parametrize(("seconds", "words"), [(0, "00:00:00"), (751.9, "00:12:31"), (50_400, "14:00:00"), (None, "")])
def test_moments_of_a_recording(seconds: float | None, words: str) -> None:
    assert clock(seconds) == words
