"""The whole path, as a person walks it: upload, watch, review, link, decide, publish, show somebody else, export."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pymupdf
import pytest
from jsonschema import Draft202012Validator
from playwright.sync_api import Browser, Page, expect

from tests.live.server import ROOT, LiveServer

FINDING = "We do not find that Nordholm entered into the five projects with the intent to harm anybody."
REPORT = f"""<h1>Human rights</h1>
<p>In 2021 we retained an external lawyer to review five projects in the north. In his review, the lawyer concluded:
“{FINDING}” We have established a compliance programme and will continue to improve it.</p>
<p>In 2023 we reduced our Scope 1 emissions by 32% compared with 2019.</p>
<p>We will source all electricity from renewable sources by 2030.</p>"""
TALK = f"""WEBVTT

00:00:05.000 --> 00:00:12.000
<v Moderator>Welcome. Our guest reviewed five projects for Nordholm.

00:00:12.000 --> 00:00:20.000
<v Ann Prosser>{FINDING}

00:00:20.000 --> 00:00:29.000
<v Ann Prosser>But there were some failings in the system, and we told the company: this is a problem.

00:00:29.000 --> 00:00:36.000
<v Ann Prosser>We are not going to absolve the company.
"""


@pytest.fixture
def papers(tmp_path: Path) -> dict[str, str]:
    """A report of two pages as PDF and a transcript."""
    writer = pymupdf.DocumentWriter(str(tmp_path / "report.pdf"))
    story = pymupdf.Story(REPORT)
    more = 1
    while more:
        device = writer.begin_page(pymupdf.paper_rect("a4"))
        more, _ = story.place(pymupdf.paper_rect("a4") + (72, 72, -72, -72))
        story.draw(device)
        writer.end_page()
    writer.close()
    (tmp_path / "talk.vtt").write_text(TALK)
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing of a PDF follows")
    return {name: str(tmp_path / name) for name in ("report.pdf", "talk.vtt", "broken.pdf")}


def add(page: Page, kind: str, *paths: str) -> None:
    page.get_by_role("radio", name=kind).check(force=True)
    page.locator("#files").set_input_files(list(paths))


def select_words(page: Page, within: str, first: str, last: str) -> None:
    """Drag the mouse over the words from ``first`` to ``last``."""
    ends = page.evaluate(
        """([within, first, last]) => {
            const walker = document.createTreeWalker(document.querySelector(within), NodeFilter.SHOW_TEXT);
            const at = (words, end) => {
                walker.currentNode = walker.root;
                for (let node; (node = walker.nextNode());) {
                    const found = node.data.indexOf(words);
                    if (found < 0) continue;
                    const range = document.createRange();
                    range.setStart(node, end ? found + words.length - 1 : found);
                    range.setEnd(node, end ? found + words.length : found + 1);
                    const box = range.getBoundingClientRect();
                    return [end ? box.right - 0.5 : box.left + 0.5, box.top + box.height / 2];
                }
                throw new Error("not on the page: " + words);
            };
            return [at(first, false), at(last, true)];
        }""",
        [within, first, last],
    )
    page.mouse.move(*ends[0])
    page.mouse.down()
    page.mouse.move((ends[0][0] + ends[1][0]) / 2, ends[1][1], steps=4)
    page.mouse.move(*ends[1], steps=4)
    page.mouse.up()


def test_from_upload_to_the_published_page_and_the_export(
    server: LiveServer, chromium: Browser, page: Page, papers: dict[str, str], complaints: list[str], tmp_path: Path
) -> None:
    # In, and a new case.
    page.goto(server.new_link())
    page.goto(f"{server.url}/cases/new/")
    page.get_by_label("Title").fill("Five projects in the north")
    page.get_by_label("Organisation").fill("Nordholm Instruments")
    page.get_by_role("button", name="Open the case").click()
    page.wait_for_url(re.compile(r"/cases/[0-9a-f-]{36}/$"))
    case_url = page.url

    # Upload: a report, two sources of which one is broken, and one file twice.
    add(page, "Report", papers["report.pdf"])
    expect(page.get_by_role("link", name="report", exact=True).first).to_be_visible()
    page.goto(case_url)
    add(page, "Sources", papers["talk.vtt"], papers["broken.pdf"], papers["report.pdf"])
    expect(page.get_by_text(re.compile("in the case already")).first).to_be_visible()
    page.goto(case_url)
    expect(page.locator("main")).to_contain_text(re.compile(r"\d suggestions"))
    expect(page.get_by_role("button", name=re.compile("Try again")).first).to_be_visible()

    # The workbench: the quoted finding, what became of its quotation, what was not quoted.
    page.goto(f"{case_url}review/?kind=quoted_finding")
    expect(page.locator("#claim")).to_contain_text(FINDING)
    evidence = page.locator("#evidence-body")
    expect(evidence).to_contain_text(re.compile("verbatim", re.IGNORECASE))
    expect(evidence).to_contain_text("there were some failings in the system")
    claim_address = page.url

    # Take a suggestion by keyboard, then open the source and link words selected in it by mouse.
    page.get_by_role("article", name="Suggested: Contradicts?").filter(has_text="not going to absolve").first.focus()
    page.keyboard.press("c")
    expect(page.get_by_role("heading", name=re.compile("Linked"))).to_contain_text("1")
    page.locator(".evidences__sources").get_by_role("link", name=re.compile("talk")).click()
    page.wait_for_url(re.compile("source="))
    select_words(page, "[data-role=source]", "this is a problem", "this is a problem")
    page.locator("#pick").get_by_role("button", name="Contradicts").click()
    page.goto(claim_address)
    expect(page.get_by_role("heading", name=re.compile("Linked"))).to_contain_text("2")
    expect(page.locator("article[id^=link-] .hl").get_by_text("this is a problem", exact=True)).to_have_count(1)

    # The verdict, by keyboard.
    page.keyboard.press("3")
    page.keyboard.press("r")
    page.keyboard.type("The review also found failings, which the report leaves out.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#claim")).to_contain_text("Misleading by omission, Owner")

    # Publish, and look at it as somebody else.
    page.get_by_role("link", name=re.compile("Publish")).click()
    expect(page.get_by_role("heading", name="What will be public")).to_be_visible()
    page.get_by_role("button", name="Publish just this").click()
    page.goto(f"{case_url}publications/")
    public = re.search(rf"{re.escape(server.url)}/p/[\w-]+/|/p/[\w-]+/", page.content())
    assert public is not None
    address = public[0] if public[0].startswith("http") else server.url + public[0]
    stranger = chromium.new_context(java_script_enabled=False)
    shown = stranger.new_page()
    answer = shown.goto(address)
    assert answer is not None
    assert answer.status == 200
    body = shown.locator("body")
    for words in (
        FINDING,
        "Misleading by omission",
        "this is a problem",
        "not going to absolve",
        "Ann Prosser",
        "0:20",
    ):
        expect(body).to_contain_text(words)
    assert shown.evaluate("[...document.images].every((image) => image.naturalWidth > 200)")
    assert stranger.cookies() == []
    for private in ("Owner", "report.pdf", "talk.vtt", "Five projects in the north"):
        assert private not in shown.content()
    assert shown.goto(case_url).url.startswith(f"{server.url}/login/")  # type: ignore[union-attr]
    stranger.close()

    # Export: valid against the schema that ships.
    page.goto(case_url)
    page.get_by_label("More about this case").locator("..").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as JSON").click()
    exported = json.loads(download.value.path().read_text())
    schema = json.loads((ROOT / "esgcheck/publishing/schema/case-1.json").read_text())
    Draft202012Validator(schema).validate(exported)
    assert exported["format"] == "esgcheck-case"
    assert [verdict["value"] for verdict in exported["verdicts"]] == ["misleading_by_omission"]

    assert complaints == []
