"""Passages and claims as points (``analysis.embedding``), made in the background and kept in the database.

A check does without those that are not there yet: it ranks by words alone, and again, better, when they are. What is
made is kept chunk by chunk, so that a run which ends early has lost nothing.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence

import numpy as np
from django.conf import settings

from esgcheck.analysis.embedding import MODEL, embed, pack, unpack
from esgcheck.analysis.embedding.neighbours import Embedded, Neighbours
from esgcheck.analysis.headed import passages_of
from esgcheck.cases.models import Case
from esgcheck.claims.gathering import key_of
from esgcheck.claims.models import Candidate, Claim, ClaimVector, PassageVectors
from esgcheck.claims.weighing import Vectors, named
from esgcheck.documents.derived import stamp
from esgcheck.documents.models import Kind, Version
from esgcheck.documents.reading import as_read
from esgcheck.jobs.work import Run

AT_ONCE = 2_000
"""Passages that are made and then kept: some ten seconds of work."""

SECONDS = 60.0
"""After so long a run ends, so that what people wait for is not behind a case of a hundred thousand passages."""


def vectors_of(case: Case, sources: Sequence[Version]) -> Vectors:
    """What is there of a case's claims and sources."""
    rows = PassageVectors.objects.filter(version__in=sources, model=MODEL).select_related("version")
    held = [row for row in rows if row.stamp == stamp(row.version.read_at) and row.starts]
    if not held:
        return Vectors()
    near = Neighbours(_embedded(row) for row in held)
    claims = ClaimVector.objects.filter(case=case, model=MODEL).values_list("words", "row")
    state = sorted((row.version.sha256, row.stamp, len(row.starts)) for row in held)
    return Vectors(
        near,
        {words: unpack(bytes(row))[0] for words, row in claims},
        hashlib.sha256(f"{MODEL} {state}".encode()).hexdigest(),
    )


def _embedded(row: PassageVectors) -> Embedded:
    starts = np.frombuffer(row.starts, np.int32).tolist()
    return Embedded(key_of(row.version), starts, unpack(bytes(row.rows)))


def is_wanting(case: Case) -> bool:
    """Whether there is anything that has no vector yet."""
    return settings.EMBEDDING and (bool(_unpointed_claims(case)) or _unpointed_source(case) is not None)


def point(case: Case, run: Run) -> bool:
    """Make vectors of the claims and then of the sources, for a while; whether any is left to make.

    Raises EmbeddingUnavailable.
    """
    until = time.monotonic() + SECONDS
    claims = _unpointed_claims(case)
    for start in range(0, len(claims), AT_ONCE):
        texts = claims[start : start + AT_ONCE]
        vectors = embed(texts)
        rows = [
            ClaimVector(case=case, model=MODEL, words=named(text), row=pack(vector[None]))
            for text, vector in zip(texts, vectors, strict=True)
        ]
        with run.writing():
            ClaimVector.objects.bulk_create(rows, ignore_conflicts=True)
    while time.monotonic() < until and (source := _unpointed_source(case)) is not None:
        _point_passages(source, run, until)
    return is_wanting(case)


def _point_passages(source: Version, run: Run, until: float) -> None:
    document = as_read(source)
    passages = [(headed.passage.span.start, headed.words) for headed in passages_of(document)]
    known = PassageVectors.objects.filter(version=source, model=MODEL, stamp=stamp(source.read_at)).first()
    row = known or PassageVectors(version=source, model=MODEL, stamp=stamp(source.read_at))
    while not row.whole and time.monotonic() < until:
        done = len(row.starts) // 4
        chunk = passages[done : done + AT_ONCE]
        vectors = embed([text for _, text in chunk])
        row.starts = bytes(row.starts) + np.array([start for start, _ in chunk], np.int32).tobytes()
        row.rows = bytes(row.rows) + (pack(vectors) if chunk else b"")
        row.whole = done + len(chunk) == len(passages)
        with run.writing():
            row.save()


def _unpointed_source(case: Case) -> Version | None:
    """The newest first: it is what somebody waits for."""
    sources = case.versions.present().readable().filter(document__kind=Kind.SOURCE).select_related("document")
    made = PassageVectors.objects.filter(version__in=sources, model=MODEL, whole=True)
    known = dict(made.values_list("version_id", "stamp"))
    waiting = (source for source in sources.order_by("-created_at") if known.get(source.pk) != stamp(source.read_at))
    return next(waiting, None)


def _unpointed_claims(case: Case) -> list[str]:
    reports = case.versions.present().readable().filter(document__kind=Kind.REPORT)
    texts = dict.fromkeys(Claim.objects.accepted().filter(version__in=reports).values_list("exact", flat=True))
    texts |= dict.fromkeys(Candidate.objects.filter(version__in=reports).values_list("text", flat=True))
    known = set(ClaimVector.objects.filter(case=case, model=MODEL).values_list("words", flat=True))
    return [text for text in texts if named(text) not in known]
