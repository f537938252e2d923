"""A newer file of a document, and which of its files is the current one.

A newer file is *coming* while it is read; nothing of the case changes until then. When it has been read it takes the
current one's place, and the work on the document is carried over in the same transaction (``claims.reanchoring``). The
file that was replaced stays, readable, and can be made the current one again.
"""

from __future__ import annotations

from django.db import IntegrityError, transaction

from esgcheck.accounts.models import User
from esgcheck.cases.models import Role
from esgcheck.documents.files import StoredFile
from esgcheck.documents.models import Document, Succession, Version
from esgcheck.documents.names import clean_name
from esgcheck.documents.quota import locked_room_of
from esgcheck.documents.upload import AlreadyThere
from esgcheck.errors import Refused

LONGEST_NOTE = 500


def may_be_replaced(document: Document) -> str:
    """Why no newer file can be brought in for it, as a sentence; empty where one can."""
    if document.removed_at is not None:
        return "This document was taken out of the case. Bring it back first."
    if document.version.is_archive:
        return "An archive is only a list of files: bring in a newer file of the document that came out of it."
    if document.version.is_recording:
        return "A recording has no words of its own: bring in a newer file of its transcript."
    coming = document.coming
    if coming is not None and coming.is_in_work:
        return "A newer file of this document is being read already. Wait until that is done."
    return ""


@transaction.atomic
def add_version(
    *, document: Document, filename: str, stored: StoredFile, why: str = "", note: str = "", by: User
) -> Version:
    """Make a kept file a coming version of the document; the caller enqueues its reading. A coming one that could not
    be read is dropped for it. Reviewers and leads. Raises NotAllowed, Refused, AlreadyThere or CaseFull.
    """
    case = document.case
    case.require(by, Role.REVIEWER)
    if refusal := may_be_replaced(document):
        raise Refused(refusal)
    if why not in ("", *Version.Why.values):
        raise Refused("Say why there is a newer file: it is corrected, a newer edition, or a better copy.")
    if len(note) > LONGEST_NOTE:
        raise Refused(f"Say what has changed in at most {LONGEST_NOTE} characters.")
    room = locked_room_of(case)
    if known := Version.objects.select_related("document").filter(case=case, sha256=stored.sha256).first():
        raise _there(known, document)
    room.require(stored.size)
    document.versions.filter(standing=Version.Standing.COMING, state=Version.State.FAILED).delete()
    try:
        with transaction.atomic():
            return Version.objects.create(
                case=case,
                document=document,
                standing=Version.Standing.COMING,
                replaces=document.version,
                why=why,
                note=note.replace("\x00", "").strip(),
                sha256=stored.sha256,
                size=stored.size,
                filename=clean_name(filename),
                created_by=by,
            )
    except IntegrityError:
        raise Refused("Somebody has brought in a newer file of this document at this moment. Look again.") from None


def _there(known: Version, document: Document) -> Refused:
    if known.document_id != document.pk:
        return AlreadyThere(known)
    if known.standing == Version.Standing.OLDER:
        return Refused("This is an older file of this very document. Make it the current one again, below.")
    if known.standing == Version.Standing.COMING:
        return Refused("This very file was brought in before and could not be read. Try it again, or leave it out.")
    return Refused("This is the very file that the document has already: not a letter of it is different.")


def leave_out(*, document: Document, by: User) -> None:
    """Drop a newer file that could not be read; the document stays as it is. Reviewers and leads."""
    document.case.require(by, Role.REVIEWER)
    coming = document.versions.filter(standing=Version.Standing.COMING)
    if not coming.filter(state=Version.State.FAILED).delete()[0] and coming.exists():
        raise Refused("The newer file is being read at the moment. Wait until that is done.")


def require_may_return(version: Version, by: User) -> None:
    """Raise unless this older file can be made the current one again."""
    version.case.require(by, Role.REVIEWER)
    if version.standing != Version.Standing.OLDER:
        raise Refused("This is not an older file of the document: somebody has changed that meanwhile. Look again.")
    if version.document.removed_at is not None:
        raise Refused("This document was taken out of the case. Bring it back first.")
    if version.state not in {Version.State.READY, Version.State.FINDING}:
        raise Refused("That file could not be read, so nothing could be carried over to it.")
    coming = version.document.coming
    if coming is not None and coming.is_in_work:
        raise Refused("A newer file of this document is being read. Wait until that is done.")


def take_place(version: Version, *, how: str, by: User | None) -> Succession:
    """Make the version the current one of its document. In the caller's transaction, which carries the work over."""
    went = Version.objects.select_for_update().get(document=version.document_id, standing=Version.Standing.CURRENT)
    Version.objects.filter(pk=went.pk).update(standing=Version.Standing.OLDER)
    Version.objects.filter(pk=version.pk).update(standing=Version.Standing.CURRENT)
    version.standing = Version.Standing.CURRENT
    return Succession.objects.create(document=version.document, how=how, went=went, came=version, by=by)
