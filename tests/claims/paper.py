"""A report made of rows alone, for tests of what people do with claims: nothing is read, nothing is found."""

from __future__ import annotations

import hashlib
from typing import Any

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.claims.models import Candidate
from esgcheck.claims.models.found import found_id
from esgcheck.documents.models import Document, Page, Passage, Version

SENTENCES = (
    "In 2023 we cut our Scope 1 emissions by 12 %.",
    "We will source only green power by 2030.",
    "No fatal accidents occurred at our two sites.",
    "All suppliers have signed our code of conduct.",
    "Our water use fell, and our waste rose by 3 %.",
)
TEXT = (
    f"Environment\n\n{SENTENCES[0]} {SENTENCES[1]}\n\n"
    f"• {SENTENCES[2]}\n\n• {SENTENCES[3]}\n\n" + "Nothing of note stands here. " * 20 + f"\n\n{SENTENCES[4]}\n\n"
)


def paper(case: Case, by: User, text: str = TEXT, kind: str = "report", title: str = "Report") -> Version:
    """A version of one page a form feed, its passages what stands between blank lines."""
    document = Document.objects.create(case=case, kind=kind, title=title, created_by=by)
    version = Version.objects.create(
        case=case, document=document, sha256=hashlib.sha256(f"{title}{text}".encode()).hexdigest(), size=1,
        filename="paper.txt", media_type="text/plain", state=Version.State.READY, created_by=by,
    )  # fmt: skip
    write(version, text)
    return version


def write(version: Version, text: str) -> None:
    """What a new reading does: other pages and passages, nothing else."""
    version.pages.all().delete()
    version.passages.all().delete()
    start = 0
    for number, page in enumerate(text.split("\f"), start=1):
        Page.objects.create(version=version, number=number, start=start, end=start + len(page), text=page)
        start += len(page)
    offset = 0
    for ordinal, piece in enumerate(text.replace("\f", "").split("\n\n")):
        kind = "heading" if ordinal == 0 else "paragraph"
        Passage.objects.create(
            version=version, ordinal=ordinal, page_number=1, kind=kind, start=offset, end=offset + len(piece)
        )
        offset += len(piece) + 2


def place_of(version: Version, words: str) -> tuple[int, int]:
    start = version.text().index(words)
    return start, start + len(words)


def propose(version: Version, words: str, **more: Any) -> Candidate:
    """A candidate of these words, as finding would store it."""
    start, end = place_of(version, words)
    page = version.pages.get(start__lte=start, end__gt=start).number
    values: dict[str, Any] = {"kind": "general", "score": 0.8, "page_number": page, **more}
    return Candidate.objects.create(
        id=found_id(version.pk, "claim", start, end), version=version, start=start, end=end, text=words, **values
    )


def field(name: str, text: str, version: Version | None = None, **more: Any) -> dict[str, Any]:
    start, end = place_of(version, text) if version else (None, None)
    return {"name": name, "text": text, "value": "", "start": start, "end": end, "of": 0, **more}


def topic(code: str, *words: str) -> dict[str, Any]:
    return {"vocabulary": "GRI" if code[0].isdigit() else "ESRS", "code": code, "name": code, "words": list(words)}
