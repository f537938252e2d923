"""The founding figures: the real case, and a 144-page report, uploaded in the browser.

    .venv/bin/python -m tests.benchmarks.founding

Needs ../shared/data and Chromium. Prints figures; asserts nothing. Nothing is kept.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from esgcheck.serve.ports import free_port
from tests.live.server import LiveServer

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
HIKVISION = DATA / "cases" / "hikvision"
LONG_REPORT = DATA / "reports" / "sustqa_commerzbank-ag.pdf"


def open_case(page: Page, server: LiveServer, title: str) -> str:
    page.goto(f"{server.url}/cases/new/")
    page.get_by_label("Title").fill(title)
    page.get_by_label("Organisation").fill(title)
    page.get_by_role("button", name="Open the case").click()
    page.wait_for_url(re.compile(r"/cases/[0-9a-f-]{36}/$"))
    return page.url


def add(page: Page, kind: str, path: Path) -> None:
    page.get_by_role("radio", name=kind).check(force=True)
    page.locator("#files").set_input_files(str(path))


def wait_for_work(page: Page, case_url: str, versions: int) -> dict[str, Any]:
    """The export of the case once every document is read and checked."""
    case_id = case_url.rstrip("/").rsplit("/", 1)[-1]
    while True:
        documents = page.request.get(case_url.split("/cases/")[0] + f"/api/v1/cases/{case_id}/documents/").json()
        rows = documents["results"]
        if len(rows) == versions and all(row["version"]["state"] in {"ready", "failed"} for row in rows):
            break
        time.sleep(0.2)
    exported: dict[str, Any] = json.loads(page.request.get(f"{case_url}export.json").text())
    return exported


def long_report(page: Page, server: LiveServer) -> None:
    case_url = open_case(page, server, "Commerzbank")
    began = time.monotonic()
    add(page, "Report", LONG_REPORT)
    exported = wait_for_work(page, case_url, 1)
    ready = time.monotonic() - began
    page.goto(f"{case_url}review/")
    page.locator("#claim").wait_for()
    page.wait_for_function("[...document.querySelectorAll('#report-body img')].some((i) => i.naturalWidth > 100)")
    opened = time.monotonic() - began
    print(f"{LONG_REPORT.name}: {len(exported['candidates'])} candidates; from choosing the file to all")
    print(f"  claims listed {ready:.1f} s, to the first claim open on its page {opened:.1f} s (asked for: under 60 s)")


def real_case(page: Page, server: LiveServer) -> None:
    case_url = open_case(page, server, "Hikvision")
    add(page, "Report", HIKVISION / "report-excerpt.pdf")
    page.wait_for_timeout(1500)
    page.goto(case_url)
    add(page, "Source", HIKVISION / "news-story-2023-04-17.txt")
    wait_for_work(page, case_url, 2)
    exported = wait_for_checks(page, case_url)
    gold = json.loads((HIKVISION / "gold.json").read_text("utf-8"))
    report = next(d["id"] for d in exported["documents"] if d["kind"] == "report")
    finding = next(c for c in exported["candidates"] if c["kind"] == "quoted_finding")
    quotations = {True: [], False: []}
    for quotation in exported["quotations"]:
        quotations[quotation["document"] == report].append(quotation)
    print("The Hikvision case, by upload in the browser, worker and export:")
    print(f"  the report's finding is a quoted finding, whole: {gold['report_claim']['exact'] in words(finding)}")
    for quotation in quotations[True]:
        print(
            f"  its quotation: {quotation['check']['status']},",
            f"said by {quotation['speaker']!r}, cue {quotation['cue']!r}",
        )
    found = {(place(q), q["speaker"]) for q in quotations[False]}
    right = [q for q in gold["quotes"] if (q["start"], q["end"]) in {p for p, _ in found}]
    spoken = [q for q in right if any(p == (q["start"], q["end"]) and same(q["speaker"], who) for p, who in found)]
    print(f"  quotations of the story with exact borders: {len(right)} of {len(gold['quotes'])} (asked for: 18)")
    print(
        f"  speakers right: {len(spoken)} (asked for: 15);",
        f"quotations that are not there: {len(found) - len(right)} (at most 3)",
    )
    suggested = [s for s in exported["suggestions"] if s["for"] == finding["id"]]
    suggested = sorted(suggested, key=lambda s: s["rank"])[:12]
    ranks = {e["exact"]: [s for s in suggested if e["exact"] in words(s)] for e in gold["evidence"]}
    print(f"  evidence passages among the first 12: {sum(map(bool, ranks.values()))} of {len(ranks)} (asked for: 5)")
    wrong = sum(
        bool(hits) and hits[0]["stance"] == "supports" and e["stance"] == "contradicts"
        for e, hits in zip(gold["evidence"], ranks.values(), strict=True)
    )
    stances = sum(
        bool(hits) and hits[0]["stance"] == e["stance"]
        for e, hits in zip(gold["evidence"], ranks.values(), strict=True)
    )
    print(
        f"  stance guessed right: {stances} of {len(ranks)};",
        f"contradicting ones guessed as supporting: {wrong} (asked for: 0)",
    )


def wait_for_checks(page: Page, case_url: str) -> dict[str, Any]:
    """The export once the report has been held against the source."""
    while True:
        exported: dict[str, Any] = json.loads(page.request.get(f"{case_url}export.json").text())
        if exported["suggestions"]:
            return exported
        time.sleep(0.2)


def words(row: dict[str, Any]) -> str:
    return str(row["target"]["selector"][0]["exact"])


def place(row: dict[str, Any]) -> tuple[int, int]:
    position = row["target"]["selector"][1]
    return position["start"], position["end"]


def same(gold: str, found: str) -> bool:
    def bare(name: str) -> str:
        return re.sub(r"^(the|a|an) ", "", name.strip().lower())

    return bool(found) and (bare(gold) in bare(found) or bare(found) in bare(gold))


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="esgcheck-benchmark-"))
    server = LiveServer(folder / "var", port=free_port())
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = browser.new_page()
            page.goto(server.new_link())
            real_case(page, server)
            long_report(page, server)
            browser.close()
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
