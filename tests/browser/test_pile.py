"""A folder with all that happens in folders: copies, a broken file, a large one whose connection is cut."""

from __future__ import annotations

import re
from pathlib import Path

import pymupdf
import pytest
from playwright.sync_api import Dialog, Page, Request, Route, expect

from tests.live.server import LiveServer

PIECE = 6 * 1024 * 1024


DROPPED = """async () => {
    const { fromDrop } = await import("/static/js/upload/choosing.js");
    const file = (fullPath) => ({ fullPath, isFile: true, file: (done) => done(new File(["x"], "x")) });
    const gone = { fullPath: "/box/gone.txt", isFile: true, file: (done, failed) => failed(new Error()) };
    const folder = (fullPath, inner) => ({
        fullPath,
        createReader: () => ({ readEntries: (done) => done(inner.splice(0, 100)) }),
    });
    const many = [...Array(250).keys()].map((number) => file(`/box/in/${number}.txt`));
    const box = folder("/box", [folder("/box/in", many), file("/box/.DS_Store"), gone]);
    const { found, passedOver } = await fromDrop({ items: [{ webkitGetAsEntry: () => box }] }, () => {});
    return [found.length, passedOver, found[0].path, found.find(({ file }) => !file).path];
}"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    box = tmp_path / "box"
    (box / "minutes").mkdir(parents=True)
    for number in range(60):  # all the same, since reading sixty would take long
        (box / "minutes" / f"note {number:02}.txt").write_text("Minutes of the meeting: nobody was harmed.")
    (box / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing of a PDF follows")
    (box / ".DS_Store").write_bytes(b"of the system")
    large = pymupdf.open()
    large.new_page().insert_text((72, 72), "The contract was signed in March.")
    (box / "contract.pdf").write_bytes(large.tobytes() + b"\n% " + b"x" * (2 * PIECE))
    return box


class Line:
    """The connection to the API: every piece is noted, and while ``cut`` none gets through but the first."""

    def __init__(self, page: Page) -> None:
        self.cut = True
        self.offsets: list[int] = []
        self.batches = 0
        page.on("request", self._note)
        page.route("**/api/v1/uploads/**", self._pass)

    def _note(self, request: Request) -> None:
        self.batches += request.method == "POST" and request.url.endswith("/files/")

    def _pass(self, route: Route) -> None:
        offset = int(route.request.headers.get("upload-offset", -1))
        if self.cut and offset != 0:
            route.abort("connectionreset")
            return
        if offset >= 0:
            self.offsets.append(offset)
        route.continue_()


def test_a_folder_is_brought_in_over_a_bad_line_and_nothing_is_lost(
    server: LiveServer, page: Page, folder: Path, complaints: list[str]
) -> None:
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    line = Line(page)
    page.goto(server.new_link())
    page.goto(f"{server.url}/cases/new/")
    page.get_by_label("Title").fill("A pile of paper")
    page.get_by_label("Organisation").fill("Nordholm Instruments")
    page.get_by_role("button", name="Open the case").click()
    page.wait_for_url(re.compile(r"/cases/[0-9a-f-]{36}/$"))

    # The first piece of the large file gets through, then the line is cut; the small ones go all the same.
    page.get_by_role("radio", name="Sources").check(force=True)
    page.locator("#folder").set_input_files(folder)
    sending = page.locator("#sending")
    expect(sending).to_contain_text(re.compile(r"Waiting for the connection; [\d.]+ MB of 13 MB are kept"))
    expect(page.locator("#piles")).to_contain_text("1 half here")
    assert line.offsets == [0]
    assert line.batches == 2  # not 62

    # The page is closed, which it warns of, and the line comes back. The same folder again: only the rest is sent.
    page.reload()
    assert asked == ["beforeunload"]
    line.cut = False  # A folder is sources, unless somebody says otherwise.
    page.locator("#folder").set_input_files(folder)
    box = page.locator("#piles .pile")
    expect(box).to_have_count(1)
    expect(box.get_by_role("link", name="62 files as sources")).to_be_visible()
    expect(box).not_to_contain_text("half here")
    expect(sending).to_be_hidden()
    assert line.offsets == [0, PIECE, 2 * PIECE]
    assert line.batches == 2

    # All of it is read; the broken one and the copies are said, here and on the pile's own page.
    expect(box).to_contain_text("2 read")
    expect(box).to_contain_text("1 could not be read")
    expect(box).to_contain_text("59 were here already")
    box.get_by_role("link", name="See which").click()
    expect(page.get_by_role("button", name="Try all again")).to_be_visible()
    expect(page.locator("#pile")).to_contain_text("came twice in this pile")
    expect(page.locator("#pile")).to_contain_text("1 file of the operating system was passed over")
    page.get_by_role("link", name="Its documents").click()
    page.get_by_label("Words of a name").fill("contract")
    page.get_by_role("button", name="Find").click()
    expect(page.locator(".document")).to_have_count(1)

    # A dropped folder is gone through to its ends, whose entries the browser tells by hundreds.
    assert page.evaluate(DROPPED) == [251, 1, "box/in/0.txt", "box/gone.txt"]
    assert [said for said in complaints if "ERR_CONNECTION_RESET" not in said] == []
