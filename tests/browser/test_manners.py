"""What the pages do in a real browser beyond what they say: keys, themes, drops, narrow screens, no script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.live.server import LiveServer

DROP = """([kind, files]) => {
    const transfer = new DataTransfer();
    for (const [name, text] of files) transfer.items.add(new File([text], name));
    const over = (target, type) =>
        target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer }));
    over(document.body, "dragenter");
    const half = document.querySelector(`.drop__half[data-kind=${kind}]`);
    over(half, "dragover");
    over(half, "drop");
}"""


@pytest.fixture
def case_page(page: Page, server: LiveServer) -> Page:
    """Logged in, on the page of a new case."""
    page.goto(server.new_link())
    page.goto(f"{server.url}/cases/{server.inside('case', 'Manners')}/")
    expect(page.get_by_role("button", name="Choose files")).to_be_visible()
    return page


def test_dropped_files_arrive_and_a_bad_one_is_told_apart(case_page: Page, complaints: list[str]) -> None:
    case_page.evaluate(DROP, ["source", [["talk.txt", "This is a problem."], ["empty.txt", ""]]])

    expect(case_page.locator("#piles")).to_contain_text("empty.txt The file is empty")
    expect(case_page.locator("#documents")).to_contain_text("talk")
    expect(case_page.locator("#documents")).to_contain_text("1 source")
    expect(case_page.locator("#documents")).to_contain_text("read today")
    expect(case_page.locator(".drop")).to_have_count(0)
    assert complaints == []

    expect(case_page.locator("#piles")).to_contain_text("1 read")
    case_page.get_by_role("button", name="Put away").click()

    expect(case_page.get_by_text("empty.txt")).to_have_count(0)
    expect(case_page.get_by_role("button", name="Choose files")).to_be_focused()


def test_broken_connection_keeps_the_file_and_tries_again(case_page: Page) -> None:
    case_page.route("**/api/v1/piles/*/files/", lambda route: route.abort())
    case_page.locator("#files").set_input_files(
        {"name": "letter.txt", "mimeType": "text/plain", "buffer": b"A letter, sent twice."}
    )
    expect(case_page.locator("#sending")).to_contain_text("Waiting for the connection")

    case_page.unroute("**/api/v1/piles/*/files/")
    case_page.get_by_role("button", name="Try now").click()

    expect(case_page.locator("#documents")).to_contain_text("letter")


def test_workbench_button_comes_with_the_report_without_reloading(case_page: Page) -> None:
    case_page.evaluate(DROP, ["report", [["report.txt", "We reduced our Scope 1 emissions by 32 % in 2023."]]])

    expect(case_page.get_by_role("link", name="To the workbench")).to_be_visible()
    expect(case_page.locator("#standing")).to_contain_text("suggested claim")


def test_question_mark_lists_the_keys_of_the_page_and_not_while_typing(case_page: Page) -> None:
    case_page.keyboard.press("?")
    expect(case_page.get_by_role("dialog", name="Keys")).to_contain_text("Add documents")
    expect(case_page.get_by_role("dialog", name="Keys").get_by_role("heading", level=3).last).to_have_text("Everywhere")
    case_page.keyboard.press("Escape")
    expect(case_page.get_by_role("dialog", name="Keys")).to_be_hidden()

    case_page.goto(re.sub(r"/cases/.*", "/cases/new/", case_page.url))
    case_page.get_by_label("Title").press("?")

    expect(case_page.get_by_role("dialog", name="Keys")).to_be_hidden()
    expect(case_page.get_by_label("Title")).to_have_value("?")


def test_chosen_theme_stays_over_a_reload(case_page: Page) -> None:
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = case_page.evaluate(ground)
    case_page.get_by_label("You and settings").click()
    case_page.get_by_role("button", name="Dark").click()
    dark = case_page.evaluate(ground)
    case_page.reload()

    assert dark != light
    assert case_page.evaluate(ground) == dark


def test_focus_is_seen_on_everything_that_tab_reaches(case_page: Page) -> None:
    reached = {}
    for _ in range(12):
        case_page.keyboard.press("Tab")
        what, seen = case_page.evaluate(
            """() => {
                const held = document.activeElement.closest(".choices label") ?? document.activeElement;
                const style = getComputedStyle(held);
                const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
                return [held.tagName + " " + held.textContent.trim(), seen];
            }"""
        )
        if what.startswith("BODY"):
            break
        reached[what] = seen
    assert len(reached) > 5
    assert [what for what, seen in reached.items() if not seen] == []


def test_nothing_is_wider_than_a_narrow_screen(case_page: Page) -> None:
    name = "Supercalifragilisticexpialidocious" * 4
    case_page.evaluate(DROP, ["source", [[f"{name}.txt", "words"]]])
    expect(case_page.locator("#documents")).to_contain_text(name)
    case = case_page.url
    site = case.partition("/cases/")[0]
    case_page.set_viewport_size({"width": 360, "height": 740})

    wide = {}
    for address in [
        case,
        f"{case}people/",
        f"{case}about/",
        f"{case}language-model/",
        f"{site}/",
        f"{site}/health/",
        f"{site}/account/",
    ]:
        case_page.goto(address)
        width = case_page.evaluate("document.documentElement.scrollWidth")
        if width > 360:
            wide[address] = width
    assert wide == {}


def test_documents_are_added_without_script(
    chromium: Browser, server: LiveServer, case_page: Page, tmp_path: Path
) -> None:
    (tmp_path / "plain.txt").write_text("Words without script.")
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server.new_link())
    page.goto(case_page.url)
    page.locator("#files").set_input_files(str(tmp_path / "plain.txt"))
    page.get_by_role("button", name="Add").click()

    expect(page.get_by_text("1 document added")).to_be_visible()
    expect(page.locator("#documents")).to_contain_text("plain")
    context.close()
