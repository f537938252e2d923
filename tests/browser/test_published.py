"""The published page in a browser: on a phone, on a desk, on paper; and nothing that follows its reader."""

from __future__ import annotations

import os
from typing import Any

import pymupdf
import pytest
from django.urls import reverse
from playwright.sync_api import Page

from esgcheck.accounts.models import User
from esgcheck.claims.models import Claim
from esgcheck.publishing.publish import publish_claim
from tests.publishing.ready import QUOTED

pytest_plugins = ["tests.publishing.fixtures"]

# Playwright keeps a loop running in this thread, which Django takes for a mistake when it is asked for the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture
def address(transactional_db: None, ready: Claim, alice: User, live_server: Any) -> str:
    publication = publish_claim(claim=ready, by=alice)
    return f"{live_server.url}{reverse('published', args=[publication.token])}"


def test_it_fits_every_width_asks_nobody_else_and_keeps_nothing(
    page: Page, complaints: list[str], address: str, live_server: Any
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    for width in (360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        marks = page.locator(".crop__ground rect")
        assert marks.count() == 2
        assert all(mark.bounding_box()["width"] > 40 for mark in marks.all())  # type: ignore[index]

    assert complaints == []
    assert all(url.startswith(live_server.url) for url in asked)
    assert not any(url.endswith(".js") for url in asked)
    assert page.context.cookies() == []
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_on_paper_it_says_the_same(page: Page, address: str) -> None:
    page.goto(address)

    printed = pymupdf.open(stream=page.pdf(format="A4", prefer_css_page_size=True), filetype="pdf")

    text = " ".join("".join(sheet.get_text() for sheet in printed).split())
    for words in (QUOTED, "Misleading by omission", "It leaves out the problem.", "We stand by our report.", "SHA-256"):
        assert words in text
    assert sum(len(sheet.get_images()) for sheet in printed) >= 2
    assert len(printed) <= 4
