"""Files that came out of another file: members of an archive, attachments of an e-mail, each a document of its own.

They outlive what they came in: taking the archive out of the case leaves them where they are. Reading the archive again
adds only what is not in the case yet.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction

from esgcheck.analysis.reading.limits import Limits
from esgcheck.analysis.types import Contained
from esgcheck.cases.models import Case
from esgcheck.documents.files import StoredFile, path_of, store
from esgcheck.documents.models import Document, ProvenanceHop, Version
from esgcheck.documents.quota import room_of
from esgcheck.documents.upload import Hop, title_from
from esgcheck.errors import Refused

DEEPEST = 3
"""An archive in an archive in an archive is unpacked, one more inside of that is not."""

MOST = Limits().members
"""How many documents come out of one upload, whatever the nesting."""

MAIL = "message/rfc822"
_NAMED = 3
_TOO_DEEP = f"An archive inside of {DEEPEST} others is not unpacked. Unpack it yourself and upload what is in it."
FROM_HEADERS = "Taken from the headers of the e-mail, which anybody can write: correct it where you know better."


@dataclass
class Unpacked:
    """The files of one container as they leave the cage; each is put on disk at once and let go of.

    ``room`` and ``more``: bytes and files that may be put there. What finds no place in the case is not even written,
    or small archives of large files could fill the disk with what no case has.
    """

    room: int
    more: int
    files: list[tuple[str, StoredFile]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, document: Document) -> Unpacked:
        """With the room that there is now for what comes out of this document."""
        now = room_of(document.case)
        more = min(MOST - _descendants(document), now.most_documents - now.documents)
        return cls(room=max(0, now.most - now.held), more=max(0, more))

    def take(self, contained: Contained) -> None:
        if not path_of(hashlib.sha256(contained.data).hexdigest()).exists():
            if len(contained.data) > self.room or not self.more:
                self.left_out.append(contained.name)
                return
            self.room -= len(contained.data)
            self.more -= 1
        try:
            self.files.append((contained.name, store([contained.data])))
        except Refused:
            self.refused.append(contained.name)


def may_hold_more(document: Document) -> bool:
    """Whether what is inside of this document is taken out of it: not at the bottom of a nest of archives."""
    return len(_around(document)) < DEEPEST


def _around(document: Document) -> list[Document]:
    """What it came out of, the nearest first."""
    found: list[Document] = []
    holder = document.within
    while holder is not None and len(found) <= DEEPEST:
        found.append(holder)
        holder = holder.within
    return found


def keep_contained(version: Version, unpacked: Unpacked) -> list[Version]:
    """Make the files documents of the case, of the kind and in the name of what they came in, and say in the
    container's problems what was not. Returns the versions to be read. Call it inside the run's transaction.
    """
    document = version.document
    known = {
        held.sha256: held
        for held in Version.objects.filter(
            case=version.case_id, sha256__in=[stored.sha256 for _, stored in unpacked.files]
        ).select_related("document")
    }
    Case.objects.select_for_update().get(pk=version.case_id)  # as for an upload: two would take the last room
    case = room_of(version.case)
    held_bytes, room = case.held, min(MOST - _descendants(document), case.most_documents - case.documents)
    new: list[Version] = []
    there: list[str] = []
    twice: list[str] = []
    left_out = list(unpacked.left_out)
    here: set[str] = set()
    for name, stored in unpacked.files:
        held = known.get(stored.sha256)
        if stored.sha256 in here:
            twice.append(name)
        elif held is not None:
            if held.document.within_id != document.pk:
                there.append(f"{name}, as “{held.document.title}”")
        elif len(new) >= room or held_bytes + stored.size > case.most:
            left_out.append(name)
        elif (made := _add(version, name, stored)) is not None:
            new.append(made)
            held_bytes += stored.size
        else:
            there.append(name)
        here.add(stored.sha256)
    for child in Document.objects.filter(within=document):
        propose_hops(child, hops_of_attachment(version))
    count = len(unpacked.files) + len(unpacked.refused) + len(unpacked.left_out)
    _tell(version, count, there=there, twice=twice, left_out=left_out, refused=unpacked.refused)
    if version.is_archive and not may_hold_more(document):
        _add_problems(version, [{"code": "nested_too_deeply", "message": _TOO_DEEP, "page": None}])
    return new


def _descendants(document: Document) -> int:
    """How many documents came out of the outermost container that this one belongs to."""
    root = [document, *_around(document)][-1]
    count, parents = 0, [root.pk]
    while parents:
        parents = list(Document.objects.filter(within__in=parents).values_list("pk", flat=True))
        count += len(parents)
    return count


def _add(version: Version, name: str, stored: StoredFile) -> Version | None:
    """The new document's version; None where somebody brought the same file in at this moment."""
    try:
        with transaction.atomic():
            document = Document.objects.create(
                case_id=version.case_id,
                kind=version.document.kind,
                title=title_from(name),
                created_by_id=version.created_by_id,
                within=version.document,
            )
            return Version.objects.create(
                case_id=version.case_id,
                document=document,
                sha256=stored.sha256,
                size=stored.size,
                filename=name[-300:],
                created_by_id=version.created_by_id,
            )
    except IntegrityError:
        return None


def _tell(version: Version, count: int, **lists: list[str]) -> None:
    words = {
        "there": ("already_there", "in the case already, and not kept twice"),
        "twice": ("kept_once", "in it more than once, and kept once"),
        "left_out": ("too_many", f"left out: at most {MOST:,} come out of one upload, and a case has its bounds"),
        "refused": ("too_large", "too large to be kept: split before uploading"),
    }
    problems: list[dict[str, str | None]] = []
    for key, (code, what) in words.items():
        if names := lists[key]:
            are = "is" if len(names) == 1 else "are"
            message = f"{len(names):,} of {count:,} files {are} {what} ({_some(names)})."
            problems.append({"code": code, "message": message, "page": None})
    if problems:
        _add_problems(version, problems)


def _add_problems(version: Version, problems: list[dict[str, str | None]]) -> None:
    version.refresh_from_db(fields=["problems"])
    Version.objects.filter(pk=version.pk).update(problems=[*version.problems, *problems])


def _some(names: list[str]) -> str:
    return ", ".join(name[-120:] for name in names[:_NAMED]) + (" and others" if len(names) > _NAMED else "")


def hops_of_mail(version: Version) -> list[Hop]:
    """How an e-mail came about, by its own headers; nothing where it is none."""
    facts = _facts(version)
    if not facts:
        return []
    note = f"{_to(facts)}{FROM_HEADERS}"
    return [Hop("said", who=facts.get("From", ""), when=_day(version, facts), held=True, note=note)]


def hops_of_attachment(version: Version) -> list[Hop]:
    """How what hung on an e-mail came here: its sender passed it on."""
    facts = _facts(version)
    if not facts:
        return []
    subject = f"Attached to the e-mail “{facts['Subject'][:150]}”. " if facts.get("Subject") else ""
    note = f"{subject}{_to(facts)}{FROM_HEADERS}"
    return [Hop("passed_on", who=facts.get("From", ""), when=_day(version, facts), held=True, note=note)]


def _facts(version: Version) -> dict[str, str]:
    facts = dict(version.facts) if version.media_type == MAIL else {}
    return facts if facts.get("From") or facts.get("Date") else {}


def _to(facts: dict[str, str]) -> str:
    return f"To {facts['To'][:150]}. " if facts.get("To") else ""


def _day(version: Version, facts: dict[str, str]) -> str:
    if version.dated is None:
        return facts.get("Date", "")
    return f"{version.dated.day} {version.dated:%B %Y}"


def propose_hops(document: Document, hops: list[Hop]) -> None:
    """Write a chain of provenance where nobody has written one."""
    if not hops or document.hops.exists():
        return
    ProvenanceHop.objects.bulk_create(
        ProvenanceHop(
            document=document,
            position=position,
            what=hop.what,
            who=hop.who[:300],
            when=hop.when[:100],
            held=hop.held,
            note=hop.note[:500],
        )
        for position, hop in enumerate(hops, 1)
    )
