"""What the machine tells of a case, in a real browser: another year's words, figures worked out anew, what is new."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.claims.figures import LAST_YEAR, SENTENCE, THIS_YEAR
from tests.live.server import LiveServer

WASTE = "In 2024 we sent 388 tonnes of waste to landfill."
PROMISE = "We will cut our Scope 1 and 2 emissions by 50 % by {}."
CODE = "Our suppliers sign a code of conduct every year, and 96 % of them did so in 2023."
MINUTES = "Minutes\n\nIn 2024 the company sent 731 tonnes of waste to landfill, said the site manager.\n"


@pytest.fixture(scope="module")
def case(server: LiveServer, chromium: Browser) -> dict[str, Any]:
    """A case with the reports of two years, gone through and held against each other, and who is logged in."""
    key = server.inside("case", "Two years")
    for name, text in (
        ("2023.md", f"{LAST_YEAR}\n{PROMISE.format(2030)}\n\n{CODE}\n"),
        ("2024.md", f"{THIS_YEAR}\n{PROMISE.format(2035)}\n"),
    ):
        report = server.inside("add", key, "report", name, text)
        assert server.inside("wait-until-done", report, "120")["state"] == "ready"
    context = chromium.new_context()
    context.new_page().goto(server.new_link())
    state = context.storage_state()
    context.close()
    return {"key": key, "url": f"{server.url}/cases/{key}/", "state": state}


@pytest.fixture
def case_page(case: dict[str, Any], page: Page) -> Page:
    page.context.add_cookies(case["state"]["cookies"])
    page.goto(case["url"])
    return page


def at_claim(page: Page, case: dict[str, Any], words: str) -> None:
    """In the workbench, at the claim with these words."""
    page.goto(f"{case['url']}review/")
    page.locator(".queue__row").filter(has_text=words).first.click()
    expect(page.locator("#claim .claim__text")).to_have_text(words)


def test_what_a_claim_was_the_year_before_stands_beside_it_change_by_change(
    case_page: Page, case: dict[str, Any], complaints: list[str]
) -> None:
    case_page.locator("main").get_by_role("link", name=re.compile("to look at")).click()
    expect(case_page.get_by_role("heading", name="Across the years")).to_be_visible()
    line = case_page.locator(".years__line").filter(has_text="Deadline moved")
    before, after = line.locator(".years__side").all()

    # A change bears the same number on either side and in the list, and a word for who does not see it.
    expect(before.locator("mark.change")).to_have_text("[change 1, number, unit or date: 2030.#1]")
    expect(after.locator("mark.change")).to_have_text("[change 1, number, unit or date: 2035.#1]")
    expect(line.locator(".changes__one")).to_have_text("#1Number, unit or date: “2030.” became “2035.”")

    case_page.get_by_role("link", name=re.compile("^Dropped")).click()
    case_page.wait_for_url(re.compile("what=dropped"))
    expect(case_page.locator(".years__line")).to_contain_text("Nothing here says it.")
    case_page.locator(".years__line a").first.click()
    expect(case_page.locator("#claim .claim__text")).to_have_text(CODE)
    expect(case_page.locator("#evidence")).to_contain_text("Dropped")
    assert complaints == []


@pytest.mark.parametrize("width", [390, 1024])
def test_two_years_fit_a_narrow_screen(case_page: Page, case: dict[str, Any], width: int) -> None:
    case_page.set_viewport_size({"width": width, "height": 740})

    case_page.goto(f"{case['url']}years/?what=all")

    expect(case_page.locator(".changes").first).to_be_visible()
    assert case_page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_figure_worked_out_anew_opens_its_row_and_is_linked_with_its_working(
    case_page: Page, case: dict[str, Any], complaints: list[str]
) -> None:
    at_claim(case_page, case, SENTENCE)
    worked = case_page.locator("article[aria-label^=Recomputed]").filter(has_text="−12.9 %")
    expect(worked).to_contain_text("(21,700 − 24,900) ÷ 24,900 = −12.9 %")

    worked.get_by_title("Open its row beside the report").first.click()
    expect(case_page.locator("#evidence [data-here]").first).to_be_attached()
    expect(case_page.locator("#claim .claim__text")).to_have_text(SENTENCE)
    case_page.keyboard.press("Escape")

    worked.get_by_role("button", name="Contradicts").click()
    linked = case_page.locator("article[id^=link-]")
    expect(linked).to_have_attribute("aria-label", "Linked: Contradicts")
    expect(linked).to_contain_text("here it says 18 %")
    expect(worked).to_contain_text("linked")
    linked.get_by_role("button", name="Unlink").click()
    expect(linked).to_have_count(0)
    assert complaints == []


def test_what_a_later_source_brought_is_told_until_it_is_seen(
    server: LiveServer, case_page: Page, case: dict[str, Any], complaints: list[str]
) -> None:
    at_claim(case_page, case, WASTE)
    case_page.get_by_role("button", name="Accept", exact=True).click()
    expect(case_page.locator(".claim__status")).to_have_text("Claim")
    source = server.inside("add", case["key"], "source", "minutes.txt", MINUTES)
    assert server.inside("wait-until-done", source, "120")["state"] == "ready"

    case_page.goto(case["url"])
    news = case_page.locator("#news")
    expect(news).to_contain_text("1 claim has something new from minutes")
    expect(news).to_contain_text("1 new passage that may contradict it")
    news.get_by_role("link", name=WASTE).click()

    # It leads to the claim, with the passage open beside it.
    expect(case_page.locator("#claim .claim__text")).to_have_text(WASTE)
    expect(case_page.locator("#evidence [data-here]").first).to_be_attached()
    case_page.keyboard.press("Escape")
    evidence = case_page.locator("#evidence-body")
    expect(evidence.locator(".mark-new")).to_have_count(1)
    evidence.get_by_role("button", name="Seen").click()

    expect(evidence.locator(".mark-new")).to_have_count(0)
    expect(evidence).to_contain_text("731 tonnes")
    case_page.goto(case["url"])
    expect(news).to_be_hidden()
    assert complaints == []
