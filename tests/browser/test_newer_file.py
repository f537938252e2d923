"""A second version of a report in a real browser: brought in, the work on it gone through, and the way back."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.test_walk import add
from tests.browser.test_workbench import REPORT, pdf
from tests.live.server import LiveServer

EMISSIONS, POWER, SITES = REPORT
CORRECTED = EMISSIONS.replace("32%", "23%")
NEWER = ["This report was corrected in May.", CORRECTED, POWER, "There is more on our website."]


def test_a_second_version_of_a_report_is_gone_through(
    server: LiveServer, page: Page, tmp_path: Path, complaints: list[str]
) -> None:
    page.goto(server.new_link())
    page.goto(f"{server.url}/cases/new/")
    page.get_by_label("Title").fill("A case with two versions")
    page.get_by_label("Organisation").fill("Nordholm")
    page.get_by_role("button", name="Open the case").click()
    page.wait_for_url(re.compile(r"/cases/[0-9a-f-]{36}/$"))
    case_url = page.url
    add(page, "Report", pdf(tmp_path / "report.pdf", *REPORT))
    expect(page.locator("main")).to_contain_text(re.compile(r"[1-9] suggestions"))

    # All three claims are accepted, one after the other.
    page.goto(f"{case_url}review/")
    expect(page.locator(".queue__row")).to_have_count(3)
    rows = [row.get_attribute("href") for row in page.locator("a.queue__row, .queue__row a").all()]
    for address in dict.fromkeys(row for row in rows if row):
        page.goto(f"{server.url}{address}" if address.startswith("/") else f"{case_url}review/{address}")
        page.get_by_role("button", name="Accept", exact=True).click()
        expect(page.get_by_role("button", name="Accepted", exact=True)).to_be_visible()

    # The second version is read, and takes the first one's place.
    page.goto(case_url)
    page.get_by_role("link", name="report", exact=True).first.click()
    document_url = page.url
    page.get_by_text("A newer file of this document", exact=True).click()
    page.get_by_label("The file", exact=True).set_input_files(pdf(tmp_path / "report-2.pdf", *NEWER))
    page.get_by_label("A corrected file").check()
    page.get_by_label("What is said to have changed").fill("Emissions put right.")
    page.get_by_role("button", name="Bring it in").click()
    files = page.locator("#files")
    expect(files).to_contain_text("1 moved, 1 changed, 1 lost")
    expect(files).to_contain_text("Emissions put right.")

    # What there is to look at: the changed one beside what it was, and the lost one; not the one that went along.
    page.goto(case_url)
    expect(page.locator("#activity")).to_contain_text("brought in a newer file of a report")
    page.get_by_role("link", name=re.compile("to look at after a newer file")).first.click()
    waiting = page.locator(".outcome--waits")
    expect(waiting).to_have_count(2)
    changed, lost = waiting.filter(has_text="Changed"), waiting.filter(has_text="Lost")
    expect(changed).to_contain_text("“32” became “23”")
    expect(lost).to_contain_text(SITES)
    expect(lost).to_contain_text("These words are not there any more.")
    expect(page.locator("#carried")).not_to_contain_text(POWER)

    # The words of the lost one are said by hand, in other words of the newer file, and that is taken back.
    lost.get_by_text("Choose the place by hand").click()
    lost.get_by_label("The words as they stand in the file").fill("There is more on our website.")
    lost.get_by_role("button", name="This is the place").click()
    expect(page.get_by_text("It stands where you chose.")).to_be_visible()
    expect(waiting).to_have_count(1)
    page.locator(".message").get_by_role("button", name="Undo").click()
    expect(waiting).to_have_count(2)

    # Accepted the one, kept the other: nothing is left, and the claim says what the newer file says.
    changed.get_by_role("button", name="Accept the new place").click()
    expect(page.get_by_text("The new place was accepted.")).to_be_visible()
    lost.get_by_role("button", name="Keep it at the older file").click()
    expect(page.locator("main")).to_contain_text("Nothing is left to look at.")
    page.goto(f"{page.url.split('?')[0].split('#')[0]}?state=all")
    accepted = page.locator(".outcome").filter(has_text="Changed")
    accepted.get_by_role("link", name="in the workbench").click()
    expect(page.locator("#claim")).to_contain_text(CORRECTED)

    # Back to the first version: the claim says again what it said.
    page.goto(document_url)
    page.get_by_role("button", name="Make this the current file again").click()
    page.wait_for_url(re.compile("/documents/changes/"))
    page.goto(f"{page.url.split('?')[0]}?state=all")
    page.locator(".outcome").filter(has_text="Scope 1").get_by_role("link", name="in the workbench").click()
    expect(page.locator("#claim")).to_contain_text(EMISSIONS)
    page.goto(case_url)
    expect(page.locator("#activity")).to_contain_text("made an older file of a report the current one again")
    assert complaints == []
