"""Open the example case: its files go through the same pipeline as any upload."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.cases.people import open_case
from esgcheck.claims.review import note_response
from esgcheck.documents.upload import Hop, set_provenance
from esgcheck.pipeline import upload

HERE = Path(__file__).resolve().parent


def manifest() -> dict[str, Any]:
    """What ``example.json`` says: the case, its files with their provenance, the company's reply."""
    loaded: dict[str, Any] = json.loads((HERE / "example.json").read_text("utf-8"))
    return loaded


@transaction.atomic
def open_example(*, by: User) -> Case:
    """A case of the invented company with ``by`` as its lead; each call opens another one."""
    described = manifest()
    case = open_case(**described["case"], by=by, is_example=True)
    for entry in described["documents"]:
        path = HERE / "files" / entry["file"]
        version = upload(
            case=case, kind=entry["kind"], filename=path.name, chunks=[path.read_bytes()], title=entry["title"], by=by
        )
        hops = [
            Hop(what=hop["kind"], who=hop["who"], when=hop["when"], held=hop["held"], note=hop.get("note", ""))
            for hop in entry["provenance"]
        ]
        set_provenance(document=version.document, hops=hops, by=by)
    response = described["response"]
    note_response(
        case=case,
        who=response["from"],
        answered=response["answered"],
        text=response["text"],
        via="by e-mail",
        answered_on=date.fromisoformat(response["date"]),
        by=by,
    )
    return case
