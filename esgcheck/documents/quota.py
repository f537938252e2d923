"""How much a case holds, and how much it may."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.conf import settings
from django.db.models import Count, Sum

from esgcheck.cases.models import Case
from esgcheck.documents.models import PileFile, Version
from esgcheck.errors import Refused

GB = 1_000_000_000


class CaseFull(Refused):
    """The case may hold no more."""

    code = "case_full"


@dataclass(frozen=True)
class Room:
    """What a case holds. What was taken out counts too, since it can be brought back; so does what is still coming."""

    held: int
    documents: int
    most: int
    most_documents: int

    @property
    def words(self) -> str:
        """ "3.1 of 20 GB and 412 of 20,000 documents" """
        held = f"{_gb(self.held)} of" if self.held >= GB / 10 or not self.held else f"{size_in_words(self.held)} of"
        return f"{held} {_gb(self.most)} GB and {self.documents:,} of {self.most_documents:,} documents"

    @property
    def share(self) -> float:
        return max(self.held / self.most, self.documents / self.most_documents)

    @property
    def is_nearly_full(self) -> bool:
        return self.share >= 0.8

    def after(self, size: int) -> Room:
        """What is left when a file of this size has been added."""
        return replace(self, held=self.held + size, documents=self.documents + 1)

    def require(self, size: int) -> None:
        """Raise CaseFull unless one more file of this size fits."""
        if self.documents + 1 <= self.most_documents and self.held + size <= self.most:
            return
        raise CaseFull(
            f"This case is full: it holds {self.words}, and this file has {size_in_words(size)}. Nothing of what is "
            "there is lost. Open another case for it, or ask whoever runs this server for more room."
        )


def room_of(case: Case) -> Room:
    versions = Version.objects.filter(case=case).aggregate(size=Sum("size"), n=Count("pk"))
    coming = PileFile.objects.unfinished().filter(pile__case=case).aggregate(size=Sum("size"))
    return Room(
        held=(versions["size"] or 0) + (coming["size"] or 0),
        documents=versions["n"],
        most=settings.CASE_MAX_BYTES,
        most_documents=settings.CASE_MAX_DOCUMENTS,
    )


def locked_room_of(case: Case) -> Room:
    """The same until the caller's transaction ends: nobody else adds meanwhile, or two would take the last room."""
    Case.objects.select_for_update().get(pk=case.pk)
    return room_of(case)


def _gb(size: int) -> str:
    return f"{size / GB:.1f}".removesuffix(".0")


def size_in_words(size: int) -> str:
    """ "24 MB", by thousands as disks are sold; the page's script says it in the same way."""
    if size >= GB:
        return f"{size / GB:.1f} GB"
    if size >= 1_000_000:
        return f"{size / 1e6:.0f} MB" if size >= 10_000_000 else f"{size / 1e6:.1f} MB"
    return f"{max(1, round(size / 1e3)) if size else 0} KB"
