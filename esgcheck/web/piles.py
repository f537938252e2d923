"""How far a pile is: one count, one bar and one time left for hundreds of files that came in at once.

The time left is told from what was measured: the pages of this very pile that were read in the last minute. So it is
right while other cases keep the workers busy too, and after a night in which they stood still. The pages of files that
nobody has opened yet are taken to be as many as those of the others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, QuerySet, Sum
from django.utils import timezone

from esgcheck.cases.models import Case
from esgcheck.documents.containing import DEEPEST
from esgcheck.documents.models import Document, Pile, PileFile, Version
from esgcheck.jobs.models import Job
from esgcheck.web.templatetags.look import duration

QUIET = timedelta(seconds=45)
"""So long after the last file, one that is still missing is not on its way any more."""

MEASURED = 1000
WINDOW, LATELY = timedelta(seconds=60), timedelta(seconds=15)
ENOUGH_DOCUMENTS, ENOUGH_SECONDS = 3, 3.0
FEW = 3
"""A pile of so few files that all went well is not worth a word more than its documents."""


@dataclass(frozen=True)
class Speed:
    """Pages a second of all workers together, and the mean pages of the documents that were read lately."""

    pages_a_second: float
    pages_a_document: float


@dataclass(frozen=True)
class PileProgress:
    """A pile with the counts of its files and of the documents that came out of them.

    ``missing`` have not begun to come, ``coming`` are half here; the documents are ``waiting``, ``reading``,
    ``done`` or ``failed``; ``there`` are duplicates and ``refused`` never became documents. ``inside`` of all
    documents came out of archives and e-mails. ``notes`` are those that never became documents, if they are few.
    """

    pile: Pile
    missing: int
    coming: int
    waiting: int
    reading: int
    done: int
    failed: int
    there: int
    back: int
    refused: int
    inside: int
    pages_read: int
    pages_left: int
    speed: Speed | None
    at_work: bool
    notes: Sequence[PileFile] = ()
    coming_bytes: int = 0
    coming_size: int = 0

    @property
    def total(self) -> int:
        return self.ended + self.waiting + self.reading + self.coming + self.missing

    @property
    def ended(self) -> int:
        return self.done + self.failed + self.there + self.refused

    @property
    def in_work(self) -> int:
        return self.waiting + self.reading

    @property
    def is_arriving(self) -> bool:
        return self.missing + self.coming > 0 and timezone.now() - self.pile.touched_at < QUIET

    @property
    def broke_off(self) -> bool:
        """Not all has come, and nothing comes any more."""
        return self.missing + self.coming > 0 and not self.is_arriving

    @property
    def runs(self) -> bool:
        return self.in_work > 0 or self.is_arriving

    @property
    def trouble(self) -> int:
        return self.failed + self.refused + self.there

    @property
    def is_worth_showing(self) -> bool:
        return self.total > 0 and (self.runs or self.trouble + self.back > 0 or self.broke_off or self.total > FEW)

    @property
    def words(self) -> str:
        if self.is_arriving and not self.in_work:
            return "Files are coming in"
        if self.in_work and not self.at_work:
            return "Waiting for a worker"
        if self.in_work:
            return "Being read"
        return "Not all has come" if self.broke_off else "All read" if not self.trouble else "Done"

    @property
    def pace(self) -> str:
        if self.speed is None or not self.at_work:
            return ""
        pages = self.speed.pages_a_second
        number = f"{pages:.0f}" if pages >= 10 else f"{pages:.1f}".removesuffix(".0")
        return f"{number} page{'' if number == '1' else 's'} a second"

    @property
    def time_left(self) -> str:
        """Empty where too little was measured to say."""
        if self.speed is None or not self.at_work or not self.in_work or self.is_arriving:
            return ""
        unopened = self.waiting * self.speed.pages_a_document
        return f"{duration((self.pages_left + unopened) / self.speed.pages_a_second)} left"

    @property
    def stamp(self) -> str:
        counts = (self.pile.pk, self.missing, self.coming, self.waiting, self.reading, self.ended, self.pages_read)
        words = repr((*counts, self.words, self.time_left, self.pile.dismissed_at))
        return hashlib.sha256(words.encode()).hexdigest()[:12]


def progress_of(pile: Pile) -> PileProgress:
    states = dict(pile.files.order_by().values_list("state").annotate(Count("pk")))
    coming = pile.files.unfinished().aggregate(received=Sum("received"), size=Sum("size"))
    levels = _levels(pile)
    versions = [Version.objects.current().filter(document__in=level) for level in levels]
    by_state: dict[str, int] = {}
    pages_read = pages_left = inside = 0
    for depth, level in enumerate(versions):
        rows = level.order_by().values_list("state").annotate(Count("pk"), Sum("pages_read"), Sum("pages_known"))
        for state, count, read, known in rows:
            by_state[state] = by_state.get(state, 0) + count
            pages_read += read or 0
            pages_left += max(0, (known or 0) - (read or 0)) if state == Version.State.READING else 0
            inside += count if depth else 0
    reading = by_state.get(Version.State.READING, 0) + by_state.get(Version.State.FINDING, 0)
    in_work = reading + by_state.get(Version.State.WAITING, 0)
    speed, at_work = _speed(versions) if in_work else (None, False)
    return PileProgress(
        pile=pile,
        missing=max(0, pile.announced - sum(states.values())),
        coming=states.get(PileFile.State.COMING, 0),
        waiting=by_state.get(Version.State.WAITING, 0),
        reading=reading,
        done=by_state.get(Version.State.READY, 0),
        failed=by_state.get(Version.State.FAILED, 0),
        there=states.get(PileFile.State.THERE, 0),
        back=states.get(PileFile.State.BACK, 0),
        refused=states.get(PileFile.State.REFUSED, 0),
        inside=inside,
        pages_read=pages_read,
        pages_left=pages_left,
        speed=speed,
        at_work=at_work,
        notes=_notes(pile, states.get(PileFile.State.THERE, 0) + states.get(PileFile.State.REFUSED, 0)),
        coming_bytes=coming["received"] or 0,
        coming_size=coming["size"] or 0,
    )


def _notes(pile: Pile, count: int) -> Sequence[PileFile]:
    if not 0 < count <= FEW:
        return ()
    words = pile.files.filter(state__in=[PileFile.State.THERE, PileFile.State.REFUSED])
    return list(words.select_related("document"))


def versions_of(pile: Pile) -> QuerySet[Version]:
    """Of all present documents of a pile, also of those inside of others."""
    found = Version.objects.none()
    for level in _levels(pile):
        found = found | Version.objects.current().filter(document__in=level)
    return found


def _levels(pile: Pile) -> Sequence[QuerySet[Document]]:
    """The pile's documents, those that came out of them, and so on down; none that was taken out."""
    brought = pile.files.filter(state__in=[PileFile.State.ADDED, PileFile.State.BACK]).values("document")
    levels = [Document.objects.present().filter(pk__in=brought).order_by()]
    while len(levels) <= DEEPEST:
        inner = Document.objects.present().filter(within__in=levels[-1].values("pk")).order_by()
        if not inner.exists():
            break
        levels.append(inner)
    return levels


def _speed(levels: Sequence[QuerySet[Version]]) -> tuple[Speed | None, bool]:
    """What was measured in the last minute, if it is enough to tell a speed from, and whether a worker is at it.

    Between two documents none is: so one that was read a moment ago counts too.
    """
    now = timezone.now()
    read: list[tuple[object, int]] = []
    in_hand: dict[str, int] = {}
    for level in levels:
        read += level.filter(read_at__gte=now - WINDOW).order_by("-read_at").values_list("pk", "pages_read")[:MEASURED]
        at_it = level.filter(state__in=[Version.State.READING, Version.State.FINDING])
        in_hand |= {str(key): pages for key, pages in at_it.values_list("pk", "pages_read")[:MEASURED]}
    jobs = Job.objects.filter(kind="read", subject__in=[*(str(key) for key, _ in read), *in_hand])
    began = dict(jobs.order_by("created_at").values_list("subject", "started_at"))
    begins = [start for start in began.values() if start]
    running = Job.objects.filter(kind__in=["read", "find"], state=Job.State.RUNNING, subject__in=in_hand)
    at_work = running.exists() or any(level.filter(read_at__gte=now - LATELY).exists() for level in levels)
    if not begins:
        return None, at_work
    seconds = min(WINDOW, now - min(begins)).total_seconds()
    pages = float(sum(number for _, number in read))
    for key in in_hand.keys() - {str(key) for key, _ in read}:  # of one that takes longer, only this minute's pages
        spent = (now - start).total_seconds() if (start := began.get(key)) else 0
        pages += in_hand[key] * min(1.0, seconds / spent) if spent else 0
    if seconds < ENOUGH_SECONDS or not pages or len(read) < ENOUGH_DOCUMENTS:
        return None, at_work
    return Speed(pages / seconds, max(1.0, sum(number for _, number in read) / len(read))), at_work


@dataclass(frozen=True)
class ShownPiles:
    """What the case page shows of its piles: those that run or have something to say, until they are put away."""

    piles: list[PileProgress]

    @property
    def run(self) -> bool:
        return any(pile.runs for pile in self.piles)

    @property
    def every(self) -> str:
        """How often they are looked after; counting ten thousand documents takes a tenth of a second."""
        return "1500ms" if sum(pile.total for pile in self.piles) < 2000 else "5s"

    @property
    def stamp(self) -> str:
        return hashlib.sha256("".join(pile.stamp for pile in self.piles).encode()).hexdigest()[:12]


def shown_piles(case: Case) -> ShownPiles:
    lately = timezone.now() - timedelta(days=14)
    newest = case.piles.filter(dismissed_at=None, created_at__gt=lately).select_related("created_by")[:5]
    return ShownPiles([progress for pile in newest if (progress := progress_of(pile)).is_worth_showing])
