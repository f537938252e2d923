"""Reading a long document in a real browser: bounded pages, the address, finding, selecting over a page break."""

from __future__ import annotations

import re
from pathlib import Path

import pymupdf
from playwright.sync_api import Page, expect

from tests.browser.test_walk import add
from tests.live.server import LiveServer

PAGES = 40


def report(path: Path) -> str:
    """Forty pages; a sentence runs from each to the next. Printed i to iv, then 1 to 36."""
    document = pymupdf.open()
    for number in range(1, PAGES + 1):
        page = document.new_page(width=420, height=595)
        page.insert_textbox((50, 60, 370, 200), f"goes on to the top of page {number}. Nobody was harmed.", fontsize=12)
        page.insert_textbox((50, 520, 370, 580), f"The sentence number {number} which", fontsize=12)
    labels = [{"startpage": 0, "style": "r", "prefix": "", "firstpagenum": 1}]
    document.set_page_labels([*labels, {"startpage": 4, "style": "D", "prefix": "", "firstpagenum": 1}])
    document.save(path)
    return str(path)


def test_a_long_report_is_read_found_in_and_pointed_to(
    server: LiveServer, page: Page, tmp_path: Path, complaints: list[str]
) -> None:
    page.goto(server.new_link())
    page.goto(f"{server.url}/cases/new/")
    page.get_by_label("Title").fill("A case to read")
    page.get_by_label("Organisation").fill("Nordholm")
    page.get_by_role("button", name="Open the case").click()
    page.wait_for_url(re.compile(r"/cases/[0-9a-f-]{36}/$"))
    add(page, "Report", report(tmp_path / "long.pdf"))
    page.get_by_role("link", name="Read", exact=True).click()
    page.wait_for_url(re.compile(r"/pages/1/$"))

    # A page in the middle: only it and those beside it are there, and the address follows the page in view.
    page.get_by_role("textbox", name="Page").fill("16")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/pages/20/$"))
    expect(page.locator("#turn-pages")).to_contain_text("p. 20 of 40 · printed 16")
    expect(page.locator(".leaf .sheet__layer").nth(1)).to_be_attached()
    assert page.locator(".leaf").count() <= 5
    page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile(r"/pages/21/$"))
    page.locator("#reading-body").evaluate("body => (body.scrollTop = body.scrollHeight)")
    page.wait_for_url(re.compile(r"/pages/40/$"))
    assert page.locator(".leaf").count() <= 5

    # The thumbnails follow; a sentence over a page break is found and marked on both pages.
    expect(page.locator(".thumb[aria-current]")).to_have_text("40 · 36")
    page.keyboard.press("/")
    page.get_by_label("Words to find").fill('"number 20 which goes on"')
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/pages/20/\?find=.*hit=\d+"))
    expect(page.locator(".finder__page h3")).to_have_text("Page 20 · printed 16")
    expect(page.locator("#leaf-20 .mark--found.mark--here")).to_have_count(1)
    expect(page.locator("#leaf-21 .mark--found.mark--here")).to_have_count(1)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator(".mark--found")).to_have_count(0)

    # Dragged over the page break: one passage, which the link names and which both pages then show.
    for leaf in ("#leaf-20", "#leaf-21"):
        expect(page.locator(f"{leaf} .sheet__layer span").first).to_be_attached()
    page.locator("#reading-body").evaluate(
        "body => (body.scrollTop = document.querySelector('#leaf-21').offsetTop - 400)"
    )
    first, last = page.evaluate(
        """() => ["#leaf-20 span:nth-last-child(2)", "#leaf-21 span:nth-child(2)"].map((place) => {
            const box = document.querySelector(place.replace(" ", " .sheet__layer ")).getBoundingClientRect();
            return [box.left + box.width / 2, box.top + box.height / 2];
        })"""
    )
    page.mouse.move(*first)
    page.mouse.down()
    page.mouse.move(*last, steps=6)
    page.mouse.up()
    assert " ".join(page.evaluate("getSelection().toString()").split()).endswith("20 which goes on")
    expect(page.get_by_role("button", name="Copy link to this passage")).to_be_visible()
    span = page.locator("#pick input[name=span]").input_value()
    page.goto(re.sub(r"\?.*", "", page.url) + f"?at={span}")
    expect(page.locator("#leaf-20 .sheet__goes--on")).to_contain_text("goes on on page 21 (printed 17)")
    expect(page.locator("#leaf-21 .mark--here")).to_have_count(1)
    assert complaints == []
