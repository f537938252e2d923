"""What people brought in: documents, their files, and how each came to be held."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from esgcheck.analysis.language_names import name_of
from esgcheck.analysis.reading.recordings import RECORDINGS, is_recording
from esgcheck.cases.models import Case

ARCHIVE = "application/zip"


class Kind(models.TextChoices):
    REPORT = "report", "Report"
    SOURCE = "source", "Source"


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, user: object) -> DocumentQuerySet:
        return self.filter(case__in=Case.objects.visible_to(user))

    def present(self) -> DocumentQuerySet:
        """Not taken out of the case."""
        return self.filter(removed_at=None)


class Document(models.Model):
    """A report (what is checked) or a source (what it is checked against)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=300)
    year = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="That it is about, where a person said it."
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)
    within = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.SET_NULL,
        related_name="contents",
        help_text="The archive or e-mail it came out of.",
    )
    recording = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.SET_NULL,
        related_name="transcripts",
        help_text="The recording that this is the transcript of.",
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="document_kind"),
            models.CheckConstraint(condition=Q(year=None) | Q(year__range=(1900, 2100)), name="document_year"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def version(self) -> Version:
        """The current file; a document always has one."""
        return self.versions.current().get()

    @property
    def coming(self) -> Version | None:
        """A newer file that is not read yet, or could not be read, so that it has not taken the current one's place."""
        return self.versions.filter(standing=Version.Standing.COMING).first()


class VersionQuerySet(models.QuerySet["Version"]):
    def visible_to(self, user: object) -> VersionQuerySet:
        return self.filter(case__in=Case.objects.visible_to(user))

    def current(self) -> VersionQuerySet:
        """One a document: not those that a newer file took the place of, nor one that is still coming."""
        return self.filter(standing=Version.Standing.CURRENT)

    def present(self) -> VersionQuerySet:
        """What the case holds now: the current file of each document that was not taken out."""
        return self.current().filter(document__removed_at=None)

    def readable(self) -> VersionQuerySet:
        """Read to the end, so that they have pages and passages, and more than a list of files."""
        read = self.filter(state__in=[Version.State.FINDING, Version.State.READY])
        return read.exclude(media_type=ARCHIVE)

    def worded(self) -> VersionQuerySet:
        """Read to the end and gone through, with words of their own and so in a language."""
        return self.filter(state=Version.State.READY).exclude(media_type__in=[ARCHIVE, *RECORDINGS])

    def in_work(self) -> VersionQuerySet:
        return self.filter(state__in=[Version.State.WAITING, Version.State.READING, Version.State.FINDING])


class Version(models.Model):
    """One uploaded file of a document, known by its SHA-256.

    Just one of a document's is *current*: it is what is listed, searched, checked and linked. One that was replaced is
    *older* and stays readable, with all that was found in it. A newer file is *coming* until it has been read and the
    work on the document was carried over to it, in one transaction; a file that cannot be read never gets that far.
    """

    class Standing(models.TextChoices):
        CURRENT = "current", "Current file"
        COMING = "coming", "Newer file, being read"
        OLDER = "older", "Older file"

    class Why(models.TextChoices):
        CORRECTED = "corrected", "A corrected file"
        EDITION = "edition", "A newer edition"
        COPY = "copy", "A better copy of the same"

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be read"
        READING = "reading", "Being read"
        FINDING = "finding", "Looking for claims and quotations"
        READY = "ready", "Ready"
        FAILED = "failed", "Could not be read"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="versions")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    standing = models.CharField(max_length=8, choices=Standing.choices, default=Standing.CURRENT)
    replaces = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.SET_NULL,
        related_name="replaced_by",
        help_text="The file that it was brought in for.",
    )
    why = models.CharField(max_length=10, choices=Why.choices, blank=True, help_text="Why it was brought in.")
    note = models.CharField(max_length=500, blank=True, help_text="What is said to have changed.")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    filename = models.CharField(max_length=300, help_text="As uploaded; never published.")
    media_type = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    pages_read = models.PositiveIntegerField(default=0)
    pages_known = models.PositiveIntegerField(default=0)
    failure = models.TextField(blank=True, help_text="Why it could not be read, and what to do.")
    failure_code = models.CharField(max_length=40, blank=True, help_text="The same for programs: password_needed.")
    problems = models.JSONField(default=list, help_text="[{code, message, page}]")
    outline = models.JSONField(default=list, help_text="[[level, title, page, start], …]")
    facts = models.JSONField(default=list, help_text="What the file says of itself: [[name, value], …]")
    dated = models.DateField(null=True, help_text="The day that the document bears.")
    language = models.CharField(
        max_length=8, blank=True, help_text="Code of its language: en, de, zh; empty if unknown."
    )
    year = models.PositiveSmallIntegerField(null=True, help_text="That a report seems to be about.")
    password = models.CharField(max_length=200, blank=True, help_text="Opens the file; never exported or logged.")
    duration = models.FloatField(null=True, help_text="Seconds; recordings only.")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    objects = VersionQuerySet.as_manager()
    brought_back = False
    """Set on the instance by ``upload.add_document`` where the document had been taken out and is in the case again."""

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(fields=["case", "sha256"], name="one_version_a_case_and_file"),
            models.UniqueConstraint(
                fields=["document"], condition=Q(standing="current"), name="one_current_version_a_document"
            ),
            models.UniqueConstraint(
                fields=["document"], condition=Q(standing="coming"), name="one_coming_version_a_document"
            ),
            models.CheckConstraint(condition=Q(standing__in=["current", "coming", "older"]), name="version_standing"),
            models.CheckConstraint(condition=Q(why__in=["", "corrected", "edition", "copy"]), name="version_why"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "reading", "finding", "ready", "failed"]), name="version_state"
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.sha256[:8]}"

    @property
    def has_page_images(self) -> bool:
        return self.media_type == "application/pdf" or self.media_type.startswith("image/")

    @property
    def takes_password(self) -> bool:
        """Whether it could be read if somebody gave its password; what Office has locked cannot be opened here."""
        locked_by_office = self.filename.lower().endswith((".docx", ".docm", ".doc", ".xlsx", ".xlsm", ".xls", ".pptx"))
        return self.state == self.State.FAILED and self.failure_code == "password_needed" and not locked_by_office

    @property
    def has_language(self) -> bool:
        """Whether there is anything to say of its language: it was read, and has words of its own."""
        return self.state == self.State.READY and not self.is_archive and not self.is_recording

    @property
    def language_name(self) -> str:
        """ "German"; says so plainly where it is not known."""
        return name_of(self.language) or "Language not known"

    @property
    def is_older(self) -> bool:
        """Whether another file has taken its place: it is read for the sake of what points at it."""
        return self.standing == self.Standing.OLDER

    @property
    def is_archive(self) -> bool:
        """Its text is a list of files, each of which is a document of its own: nothing to find or to check."""
        return self.media_type == ARCHIVE

    @property
    def is_recording(self) -> bool:
        """It is heard or watched; its words are in its transcript."""
        return is_recording(self.media_type)

    @property
    def is_in_work(self) -> bool:
        return self.state in {self.State.WAITING, self.State.READING, self.State.FINDING}

    def text(self) -> str:
        """The canonical text."""
        return "".join(self.pages.values_list("text", flat=True))


class ProvenanceHop(models.Model):
    """One step by which a document came to be held: who did what with it, when, and whether that copy is held."""

    class What(models.TextChoices):
        SAID = "said", "Said or made"
        RECORDED = "recorded", "Recorded"
        OBTAINED = "obtained", "Obtained"
        PASSED_ON = "passed_on", "Passed on"
        PUBLISHED = "published", "Published"

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="hops")
    position = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=10, choices=What.choices)
    who = models.CharField(max_length=300, blank=True)
    when = models.CharField(max_length=100, blank=True, help_text="As people write it: March 2023.")
    held = models.BooleanField(default=False, help_text="Whether this step's copy is held.")
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["document", "position"], name="one_hop_a_document_and_position"),
            models.CheckConstraint(
                condition=Q(what__in=["said", "recorded", "obtained", "passed_on", "published"]), name="hop_what"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.when}"
