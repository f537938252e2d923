"""What a browser gets where a page's image is not to be had at once."""

from __future__ import annotations

import errno
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.documents.drawing import Busy
from esgcheck.documents.models import Document, Page, Version
from esgcheck.web.views import pages
from tests.web.test_workbench import as_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def image(case: Case, alice: User) -> str:
    """The address of a page's image."""
    document = Document.objects.create(case=case, kind="source", title="Talk", created_by=alice)
    version = Version.objects.create(
        case=case, document=document, sha256="ab" * 32, size=1, filename="talk.pdf", created_by=alice, pages_read=1
    )
    Page.objects.create(version=version, number=1, start=0, end=0, width=300, height=400)
    return reverse("page-image", args=[version.pk, 1])


@pytest.mark.parametrize("trouble", [Busy("Many pages are being drawn."), OSError(errno.ENOSPC, "words of a path")])
@pytest.mark.parametrize("size", ["", "?dpi=28"])
def test_a_page_that_cannot_be_drawn_just_now_says_so_and_when_to_ask_again(
    image: str, bob: User, monkeypatch: pytest.MonkeyPatch, trouble: Exception, size: str
) -> None:
    def refuse(*_: Any) -> None:
        raise trouble

    monkeypatch.setattr(pages, "image_of", refuse)
    client: Client = as_user(bob)

    response = client.get(image + size)

    assert (response.status_code, response.headers["Retry-After"]) == (503, "3")
    assert response.headers["Cache-Control"] == "no-store"
    assert b"cannot be shown yet." in response.content
    assert b"words of a path" not in response.content
