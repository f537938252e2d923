"""Recordings and their transcripts: which belongs to which.

A recording has no words of its own here. Its transcript is a document like any other, with times, and points at the
recording; so there can be none, one that comes later, or several (two languages, one by machine).
"""

from __future__ import annotations

from pathlib import PurePath

from django.db.models import Exists, OuterRef, QuerySet

from esgcheck.accounts.models import User
from esgcheck.analysis.reading.recordings import RECORDINGS
from esgcheck.cases.models import Case, Role
from esgcheck.documents.models import Document, Passage, Version
from esgcheck.errors import Refused


def recordings_of(case: Case) -> QuerySet[Document]:
    """The recordings that a case holds."""
    files = Version.objects.present().filter(case=case, media_type__in=RECORDINGS)
    return Document.objects.filter(pk__in=files.values("document"))


def timed_documents(case: Case) -> QuerySet[Document]:
    """The documents of a case whose passages have times, which makes them transcripts of something."""
    timed = Passage.objects.filter(
        version__in=Version.objects.current().filter(document=OuterRef(OuterRef("pk"))), time_start__isnull=False
    )
    return Document.objects.filter(Exists(timed), case=case).present()


def recording_of(document: Document) -> Version | None:
    """What a transcript is the transcript of, as the file to play; None where nobody has said, or it was removed."""
    recording = document.recording
    if recording is None or recording.removed_at is not None:
        return None
    version = recording.version
    return version if version.is_recording else None


def pair(*, transcript: Document, recording: Document | None, by: User) -> Document:
    """Say which recording a transcript belongs to; None takes that back. Reviewers and leads."""
    transcript.case.require(by, Role.REVIEWER)
    if recording is not None:
        if recording.case_id != transcript.case_id or recording.pk == transcript.pk:
            raise Refused("Choose a recording of the same case.")
        if not recording.version.is_recording:
            raise Refused(f"“{recording.title}” is no recording.")
        if transcript.version.is_recording:
            raise Refused("A recording has no recording of its own: choose its transcript.")
    Document.objects.filter(pk=transcript.pk).update(recording=recording)
    transcript.recording = recording
    return transcript


def pair_by_name(version: Version) -> Document | None:
    """Tie a recording and a transcript that came under the same name ("hearing.mp3", "hearing.vtt"), if nothing is
    said yet and there is only one of each. Called after reading; people can take it back. Returns the transcript."""
    case, stem = version.case, _stem(version)
    if version.is_recording:
        recordings = [version.document]
        found = timed_documents(case).filter(recording=None)
        transcripts = [document for document in found if _stem(document.version) == stem]
        if len(transcripts) != 1 or version.document.transcripts.exists():
            return None
    else:
        transcripts = [version.document]
        if version.document.recording_id or not timed_documents(case).filter(pk=version.document_id).exists():
            return None
        recordings = [document for document in recordings_of(case) if _stem(document.version) == stem]
        if len(recordings) != 1 or recordings[0].transcripts.exists():
            return None
    Document.objects.filter(pk=transcripts[0].pk, recording=None).update(recording=recordings[0])
    return transcripts[0]


def _stem(version: Version) -> str:
    """What the name says but for its ending and the language: "hearing.en.vtt" goes with "Hearing.mp3"."""
    return PurePath(version.filename.replace("\\", "/")).name.split(".")[0].casefold().strip()
