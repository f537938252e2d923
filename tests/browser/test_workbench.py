"""The workbench in a real browser: selecting on a page image, keys, drafts, the way back, and without a script."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.test_walk import add, select_words
from tests.live.server import LiveServer

REPORT = [
    "In 2023 we reduced our Scope 1 emissions by 32% compared with 2019.",
    "We will source all electricity from renewable sources by 2030.",
    "All our sites are certified to ISO 14001 by an outside auditor.",
]
SOURCE = """The meter readings of all nine plants were added up by the federation. By these, Scope 1 emissions of the
company fell by 9% between 2019 and 2023, and the rest of the fall came from a plant that was sold.
The certificates for ISO 14001 of two of the sites lapsed in 2022 and were not renewed. No electricity is bought from
renewable sources at present, and no contract for it has been signed."""


def pdf(path: Path, *paragraphs: str) -> str:
    """A file of one page for each paragraph."""
    document = pymupdf.open()
    for words in paragraphs:
        document.new_page(width=420, height=595).insert_textbox((50, 60, 370, 500), words, fontsize=12)
    document.save(path)
    return str(path)


@pytest.fixture(scope="module")
def desk(server: LiveServer, chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A case with a report of three pages and a source, gone through: its address, and who is logged in."""
    folder = tmp_path_factory.mktemp("papers")
    context = chromium.new_context()
    page = context.new_page()
    page.goto(server.new_link())
    page.goto(f"{server.url}/cases/new/")
    page.get_by_label("Title").fill("A case at the desk")
    page.get_by_label("Organisation").fill("Nordholm")
    page.get_by_role("button", name="Open the case").click()
    page.wait_for_url(re.compile(r"/cases/[0-9a-f-]{36}/$"))
    case_url = page.url
    add(page, "Report", pdf(folder / "report.pdf", *REPORT))
    expect(page.get_by_role("link", name="report", exact=True).first).to_be_visible()
    page.goto(case_url)
    add(page, "Sources", pdf(folder / "readings.pdf", SOURCE))
    expect(page.get_by_role("link", name="readings", exact=True).first).to_be_visible()
    expect(page.locator("main")).to_contain_text(re.compile(r"[1-9] suggestions"))
    page.goto(f"{case_url}review/")
    expect(page.locator(".queue__row")).to_have_count(3)
    expect(page.locator(".evidence--suggested").first).to_be_visible()
    state = context.storage_state()
    context.close()
    return {"url": f"{case_url}review/", "state": state}


@pytest.fixture
def at_desk(desk: dict[str, Any], page: Page) -> Page:
    page.context.add_cookies(desk["state"]["cookies"])
    page.goto(desk["url"])
    return page


def words_are_there(page: Page, within: str) -> None:
    expect(page.locator(f"{within} .sheet__layer span").first).to_be_attached()


def test_words_dragged_over_on_a_page_image_are_linked_as_they_stand(at_desk: Page, complaints: list[str]) -> None:
    at_desk.locator(".evidences__sources a").click()
    words_are_there(at_desk, "#evidence")

    select_words(at_desk, "#evidence .sheet__layer", "lapsed", "renewed.")
    assert " ".join(at_desk.evaluate("getSelection().toString()").split()) == "lapsed in 2022 and were not renewed."
    at_desk.keyboard.press("n")

    expect(at_desk.locator(".picked")).to_contain_text("Linked: context")
    expect(at_desk.locator("#evidence .mark--here.mark--context")).to_have_count(1)
    at_desk.keyboard.press("Escape")
    expect(at_desk.locator("article[id^=link-] .hl")).to_have_text("lapsed in 2022 and were not renewed.")
    at_desk.keyboard.press("z")
    expect(at_desk.locator("article[id^=link-]")).to_have_count(0)
    assert complaints == []


def test_unseen_words_lie_where_the_image_has_them_at_any_size(at_desk: Page) -> None:
    words_are_there(at_desk, "#report")
    at_desk.keyboard.press("=")
    at_desk.wait_for_url(re.compile("zoom=150"))
    words_are_there(at_desk, "#report")

    mark, words = at_desk.evaluate(
        """() => {
            const round = (box) => [box.left, box.top, box.right, box.bottom];
            const spans = [...document.querySelectorAll("#report .sheet__layer span")];
            const first = spans.find((span) => span.textContent.startsWith("In")).getBoundingClientRect();
            return [round(document.querySelector("#report .mark--here rect").getBoundingClientRect()), round(first)];
        }"""
    )

    assert abs(mark[0] - words[0]) < 6
    assert abs(mark[1] - words[1]) < 6


def test_a_page_that_cannot_be_drawn_shows_its_words_and_why(at_desk: Page, desk: dict[str, Any]) -> None:
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="5" height="7"><title>It is damaged.</title></svg>'
    at_desk.route("**/*.webp*", lambda way: way.fulfill(status=503, content_type="image/svg+xml", body=picture))

    at_desk.goto(desk["url"] + "?page=2")

    expect(at_desk.locator("#report .sheet__why")).to_have_text("It is damaged. These are its words.")
    expect(at_desk.locator("#report .sheet__layer span").first).not_to_have_css("color", "rgba(0, 0, 0, 0)")


def test_next_claim_by_key_without_loading_the_page_and_the_way_back(at_desk: Page) -> None:
    at_desk.evaluate("window.same = true")
    first = at_desk.locator("#claim .claim__text").text_content()
    buttons = at_desk.locator(".decide__button").first.bounding_box()

    at_desk.keyboard.press("j")
    expect(at_desk.locator("#claim .claim__text")).to_have_text(REPORT[1])
    expect(at_desk.locator(".queue__row[aria-current]")).to_contain_text("renewable")
    expect(at_desk.locator("#report .sheet-head")).to_contain_text("p. 2")
    assert at_desk.locator(".decide__button").first.bounding_box() == buttons
    at_desk.go_back()
    expect(at_desk.locator("#claim .claim__text")).to_have_text(first or "")

    assert at_desk.evaluate("window.same") is True


def test_reasons_that_are_not_saved_stay_with_their_claim(at_desk: Page) -> None:
    at_desk.keyboard.press("j")
    expect(at_desk.locator("#claim .claim__text")).to_have_text(REPORT[1])
    at_desk.keyboard.press("5")
    at_desk.keyboard.press("r")
    at_desk.keyboard.type("No contract yet, but")
    at_desk.keyboard.press("Escape")

    at_desk.keyboard.press("k")
    expect(at_desk.get_by_label("Reasons for the verdict")).to_have_value("")
    at_desk.keyboard.press("j")

    expect(at_desk.get_by_label("Reasons for the verdict")).to_have_value("No contract yet, but")
    expect(at_desk.get_by_role("radio", name="Not enough evidence")).to_be_checked()


def test_a_note_that_is_not_saved_outlives_what_one_does_meanwhile(at_desk: Page) -> None:
    at_desk.locator(".evidence--suggested").filter(has_text="fell by 9%").first.focus()
    at_desk.keyboard.press("c")
    card = at_desk.locator("article[id^=link-]").filter(has_text="fell by 9%")
    card.get_by_text("Note", exact=True).click()
    card.get_by_label("Note").fill("By the meter readings")

    card.get_by_role("button", name="Context").click()
    expect(card).to_have_attribute("aria-label", "Linked: Context")

    expect(card.get_by_label("Note")).to_have_value("By the meter readings")
    card.get_by_label("Note").press("Control+Enter")
    expect(card.locator(".evidence__note")).to_have_text("By the meter readings")
    card.get_by_role("button", name="Unlink").click()
    expect(at_desk.locator("article[id^=link-]")).to_have_count(0)


def test_reasons_outlive_a_session_that_has_ended(at_desk: Page) -> None:
    at_desk.keyboard.press("2")
    at_desk.keyboard.press("r")
    at_desk.keyboard.type("9% is not 32%.")
    at_desk.context.clear_cookies()

    at_desk.keyboard.press("Control+Enter")

    expect(at_desk.locator("#toasts")).to_contain_text("What you wrote is still here")
    expect(at_desk.get_by_label("Reasons for the verdict")).to_have_value("9% is not 32%.")


def test_after_saving_by_key_the_next_key_is_a_key_again(at_desk: Page) -> None:
    at_desk.keyboard.press("2")
    at_desk.keyboard.press("r")
    at_desk.keyboard.type("By the readings it was 9%.")
    at_desk.keyboard.press("Control+Enter")
    expect(at_desk.locator("#notices")).to_contain_text("Verdict saved")
    expect(at_desk.locator("#claim")).to_be_focused()

    before = at_desk.url
    at_desk.keyboard.press("j")

    expect(at_desk).not_to_have_url(before)
    expect(at_desk.get_by_label("Reasons for the verdict")).to_have_value("")


def test_after_a_search_the_next_key_is_a_key_again(at_desk: Page) -> None:
    at_desk.keyboard.press("/")
    at_desk.keyboard.type("e")
    at_desk.keyboard.press("Enter")
    expect(at_desk.locator(".queue__row[aria-current]")).to_be_focused()

    at_desk.keyboard.press("j")

    expect(at_desk.locator(".queue__row").nth(1)).to_have_attribute("aria-current", "true")
    expect(at_desk.get_by_label("Only claims with these words")).to_have_value("e")


def test_stance_by_key_goes_to_the_card_in_focus(at_desk: Page) -> None:
    card = at_desk.locator(".evidence--suggested").filter(has_text="fell by 9%").first
    card.focus()

    at_desk.keyboard.press("c")

    linked = at_desk.locator("article[id^=link-]").filter(has_text="fell by 9%")
    expect(linked).to_have_attribute("aria-label", "Linked: Contradicts")
    linked.focus()
    at_desk.keyboard.press("u")
    expect(at_desk.locator("article[id^=link-]")).to_have_count(0)


def test_several_lines_are_chosen_by_shift_and_a_reason_by_a_digit(at_desk: Page, complaints: list[str]) -> None:
    boxes, notice = at_desk.locator("#queue-body input[name=claim]"), at_desk.locator("#notices .toast").last
    at_desk.keyboard.press("m")
    boxes.nth(0).click()
    boxes.nth(2).click(modifiers=["Shift"])
    at_desk.keyboard.press("j")
    expect(at_desk.locator("#turn")).to_contain_text("2 of 3")
    expect(at_desk.locator("[data-chosen]")).to_have_text("3 chosen")

    at_desk.locator("#bulk summary").last.click()
    at_desk.locator("#bulk [value='kind:action']").click()
    expect(notice).to_contain_text("3 claims are now")
    at_desk.keyboard.press("z")
    expect(notice).to_contain_text("Undone.")
    expect(at_desk.locator("#queue-body input:checked")).to_have_count(0)

    at_desk.keyboard.press("m")
    at_desk.keyboard.press("x")
    at_desk.keyboard.press("2")
    expect(notice).to_contain_text("Dismissed: too vague to check.")
    expect(at_desk.locator(".queue__row")).to_have_count(2)
    at_desk.keyboard.press("z")
    expect(notice).to_contain_text("Undone.")
    expect(at_desk.locator(".queue__row")).to_have_count(3)
    assert complaints == []


def test_a_menu_opened_while_a_page_is_on_its_way_stays_open(at_desk: Page) -> None:
    held: list[Route] = []
    because = at_desk.locator("#dismiss input[name=because]")
    at_desk.route(re.compile(r"[?&]choosing="), lambda route: held.append(route))
    at_desk.keyboard.press("m")
    expect(at_desk.locator("#waiting")).to_have_attribute("data-on", "")
    at_desk.keyboard.press("x")
    because.fill("Half a rea")

    held[0].continue_()

    expect(at_desk.get_by_role("link", name="Stop choosing")).to_be_visible()
    expect(at_desk.locator("#dismiss")).to_have_attribute("open", "")
    expect(because).to_have_value("Half a rea")
    expect(because).to_be_focused()


def test_everything_but_selecting_works_without_a_script(desk: dict[str, Any], chromium: Browser) -> None:
    context: BrowserContext = chromium.new_context(java_script_enabled=False, storage_state=desk["state"])
    page = context.new_page()
    page.goto(desk["url"])
    page.locator(".queue__row").nth(2).click()
    page.get_by_role("button", name="Accept", exact=True).click()
    expect(page.locator(".claim__status")).to_have_text("Claim")

    page.locator(".evidences__sources a").click()
    page.get_by_text("Text of this page, by passage").last.click()
    page.locator("#evidence .block__pick").first.click()
    page.locator(".picked").get_by_role("button", name="Contradicts").click()
    expect(page.locator(".picked")).to_contain_text("Linked: contradicts")
    page.get_by_role("link", name="Evidence").first.click()

    expect(page.locator("article[id^=link-]")).to_contain_text("ISO 14001")
    page.get_by_role("button", name="Unlink").click()
    expect(page.locator("article[id^=link-]")).to_have_count(0)
    context.close()


@pytest.mark.parametrize("width", [360, 1024])
def test_nothing_sticks_out_of_a_narrow_screen(at_desk: Page, width: int) -> None:
    at_desk.set_viewport_size({"width": width, "height": 740})
    for column in ("#queue", "#report", "#evidence"):
        at_desk.goto(at_desk.url.split("#")[0] + column)
        expect(at_desk.locator(column)).to_be_visible()
        assert at_desk.evaluate("document.documentElement.scrollWidth") <= width
