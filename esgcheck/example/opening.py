"""Open the example case: its files go through the same pipeline as any upload."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.cases.people import open_case
from esgcheck.claims.review import note_response
from esgcheck.documents.upload import Hop, set_provenance
from esgcheck.example.manifest import load
from esgcheck.pipeline import upload


@transaction.atomic
def open_example(*, by: User) -> Case:
    """A case of the invented company with ``by`` as its lead; each call opens another one."""
    example = load()
    case = open_case(
        title=example.title,
        organisation=example.organisation,
        description=example.description,
        by=by,
        is_example=True,
    )
    for document in example.documents:
        version = upload(
            case=case,
            kind=document.kind,
            filename=document.path.name,
            chunks=[document.path.read_bytes()],
            title=document.title,
            by=by,
        )
        hops = [
            Hop(what=hop.kind, who=hop.who, when=hop.when, held=hop.held, note=hop.note) for hop in document.provenance
        ]
        set_provenance(document=version.document, hops=hops, by=by)
    answer = example.response
    note_response(
        case=case,
        who=answer.from_whom,
        answered=answer.answered,
        text=answer.text,
        via="by e-mail",
        answered_on=date.fromisoformat(answer.date),
        by=by,
    )
    return case
