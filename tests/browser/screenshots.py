"""Take the README's pictures: the example case, worked on in real Chromium.

    .venv/bin/python -m tests.browser.screenshots

Writes docs/images/{case,workbench,workbench-dark,published}.png.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from esgcheck.serve.ports import free_port
from tests.live.server import LiveServer

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
REASONS = (
    "The sentence is a true quotation. The next one of the review, which the report leaves out, says that the customer "
    "asked for exactly this, in writing."
)


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="esgcheck-pictures-"))
    server = LiveServer(folder / "var", port=free_port())
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            walk(browser, server)
            browser.close()
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
    for path in IMAGES.glob("*.png"):
        with Image.open(path) as picture:
            picture.convert("RGB").quantize(192, dither=Image.Dither.NONE).save(path, optimize=True)


def walk(browser: Browser, server: LiveServer) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(server.new_link())
    page.get_by_role("button", name="Open the example case").click()
    page.wait_for_url(re.compile(r"/cases/[0-9a-f-]{36}/$"))
    case_url = page.url
    expect(page.locator("main")).to_contain_text("suggestions", timeout=60_000)
    page.goto(f"{case_url}review/?kind=quoted_finding")
    expect(page.locator("#evidence-body")).to_contain_text("Verbatim", timeout=60_000)
    for words in ("we are not clearing you", "We did find that the customer asked"):
        page.get_by_role("article", name="Suggested: Contradicts?").filter(has_text=words).first.focus()
        page.keyboard.press("c")
        expect(page.locator("article[id^=link-]").filter(has_text=words).first).to_be_visible()
    page.keyboard.press("3")
    page.get_by_label("Reasons for the verdict").fill(REASONS)
    page.get_by_role("button", name="Save verdict").click()
    expect(page.locator("#claim")).to_contain_text("Misleading by omission, ")
    page.goto(page.url)
    shoot(page, "workbench")
    page.emulate_media(color_scheme="dark")
    shoot(page, "workbench-dark")
    page.emulate_media(color_scheme="light")
    page.get_by_role("link", name=re.compile("Publish")).click()
    page.get_by_role("button", name="Publish just this").click()
    page.goto(f"{case_url}publications/")
    address = re.search(r"/p/[\w-]+/", page.content())
    assert address is not None
    public = browser.new_context(viewport={"width": 1100, "height": 1300}).new_page()
    public.goto(server.url + address[0])
    shoot(public, "published")
    page.set_viewport_size({"width": 1100, "height": 1300})
    page.goto(case_url)
    shoot(page, "case")


def shoot(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    page.screenshot(path=str(IMAGES / f"{name}.png"))


if __name__ == "__main__":
    main()
