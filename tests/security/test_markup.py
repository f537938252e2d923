"""Words of documents, people and files are words wherever they are shown, never markup."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from esgcheck import pipeline
from esgcheck.accounts.models import User
from esgcheck.cases.people import change_case
from esgcheck.claims.models import Claim
from esgcheck.claims.review import add_claim, describe_claim, give_verdict, link_evidence, note_response
from esgcheck.documents.models import Version
from esgcheck.documents.upload import Hop, set_provenance
from esgcheck.publishing.choices import usual
from esgcheck.publishing.material import gather
from esgcheck.publishing.publish import publish_claim

pytestmark = pytest.mark.django_db
EVIL = "\"'><img src=x onerror=alert(1)>{{ 7|add:7 }}</title></script><script>alert(2)</script>"


def test_nothing_that_anybody_wrote_becomes_markup(client: Client, upload: Callable[..., Version], alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(name=EVIL)
    alice.refresh_from_db()
    report = upload(
        f"Report\n\nIn 2023 we cut emissions by 12 %. {EVIL}\n\n“We find no {EVIL} here,” said Ann.\n", "report"
    )
    speaker, said = EVIL.replace(">", ""), "We find no &lt;img src=x onerror=alert(1)&gt; here."
    talk = f"WEBVTT\n\n00:01.000 --> 00:02.000\n<v {speaker}>{said}\n"
    source = upload(talk, "source", f"{EVIL.replace('/', '')}.vtt", EVIL)
    pipeline.run_everything()
    case = report.case
    change_case(case=case, title=EVIL, organisation=EVIL, description=EVIL, by=alice)
    set_provenance(document=source.document, hops=[Hop("said", EVIL, EVIL[:99], note=EVIL)], by=alice)
    note_response(case=case, who=EVIL, answered=True, text=EVIL, via=EVIL, by=alice)
    claim = add_claim(version=report, start=8, end=80, by=alice)
    describe_claim(claim=claim, kind="general", attribution=EVIL, by=alice)
    link_evidence(claim=claim, version=source, start=0, end=20, stance="context", note=EVIL, by=alice)
    give_verdict(claim=claim, value="supported", reasons=EVIL, by=alice)
    claim = Claim.objects.get(pk=claim.pk)
    publication = publish_claim(claim=claim, choices=usual(gather(claim)), by=alice)
    client.force_login(alice)
    query = f"?claim={claim.pk}&source={source.pk}&at=0-20&q={EVIL[:90]}"

    pages = [
        reverse("cases"),
        reverse("account"),
        *(reverse(name, args=[case.pk]) for name in ("case", "people", "publications", "documents", "change-case")),
        reverse("review", args=[case.pk]) + query,
        *(reverse("pages", args=[version.pk, 1]) for version in (report, source)),
        *(reverse("document", args=[version.document_id]) for version in (report, source)),
        reverse("provenance", args=[source.document_id]),
        reverse("publish", args=[claim.pk]),
        reverse("published", args=[publication.token]),
        reverse("revoke", args=[publication.pk]),
    ]
    shown = {address: client.get(address).content.decode() for address in pages}

    for address, page in shown.items():
        assert "onerror=alert(1)&gt;" in page or "onerror=alert(1)" not in page, address
        assert "<img src=x" not in page, address
        assert "<script>alert" not in page, address
        assert "{{ 7" in page or "14" not in page.split("onerror", 1)[-1][:40], address
    assert sum("onerror=alert(1)" in page for page in shown.values()) > 10


def test_what_is_not_html_is_not_taken_for_it(client: Client, upload: Callable[..., Version], alice: User) -> None:
    version = upload(f"{EVIL} and more", "report")
    pipeline.run_everything()
    client.force_login(alice)

    for address in [reverse("page-words", args=[version.pk, 1]), reverse("export", args=[version.case_id])]:
        answer = client.get(address)
        assert answer["Content-Type"] == "application/json"
        assert answer["X-Content-Type-Options"] == "nosniff"
