"""The list of a case's documents: a page of it at a time, by state or by words of their names, and how far each is.

A case holds up to 20,000 documents. So nothing here grows with the case but counts that the database makes.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Lower
from django.http import QueryDict
from django.utils import timezone

from esgcheck.analysis.language_names import NAMES, name_of
from esgcheck.cases.models import Case
from esgcheck.documents.models import Document, Kind, PileFile, Version, VersionQuerySet
from esgcheck.documents.quota import Room, room_of
from esgcheck.jobs.models import Job
from esgcheck.web.templatetags.look import duration

ENOUGH_PAGES, ENOUGH_SECONDS = 5, 2
"""Starting the cage takes a moment in which no page is read: a time left that is told from that frightens people."""

A_PAGE, ALL_AT_MOST = 50, 1000
MANY = 30
"""From so many documents on the list is looked at less often, and has a filter."""

UNKNOWN = "none"
"""In an address: documents of which no language is known."""

STATES = {
    "work": ("in work", [Version.State.WAITING, Version.State.READING, Version.State.FINDING]),
    "failed": ("could not be read", [Version.State.FAILED]),
    "ready": ("read", [Version.State.READY]),
}


@dataclass(frozen=True)
class Choice:
    """Which documents are listed: the state of an address's query. ``within`` and ``pile`` are ids.

    ``language`` is a code, or "none" where it is not known.
    """

    text: str = ""
    state: str = ""
    language: str = ""
    within: str = ""
    pile: str = ""
    number: int = 1
    all: bool = False

    @staticmethod
    def of(query: QueryDict) -> Choice:
        """What an address asks for; what makes no sense in it is left out."""
        number = query.get("page", "1")
        return Choice(
            text=" ".join(query.get("text", "").replace("\x00", "").split())[:200],
            state=query.get("state", "") if query.get("state") in STATES else "",
            language=query.get("language", "") if query.get("language") in {*NAMES, UNKNOWN} else "",
            within=_id(query.get("within", "")),
            pile=_id(query.get("pile", "")),
            number=min(int(number), 100_000) if number.isascii() and number.isdigit() and int(number) else 1,
            all=query.get("all") == "1",
        )

    @property
    def narrows(self) -> bool:
        """Whether some documents are left out."""
        return bool(self.text or self.state or self.language or self.within or self.pile)

    def address(self, **changes: object) -> str:
        """The query of an address for this choice with some of it changed; empty for all documents."""
        now = {"text": self.text, "state": self.state, "language": self.language}
        now |= {"within": self.within, "pile": self.pile}
        now |= {"page": str(self.number) if self.number > 1 else "", "all": "1" if self.all else ""}
        if changes.keys() - {"page", "all"}:
            now |= {"page": "", "all": ""}
        now |= {name: str(value) if value else "" for name, value in changes.items()}
        return urlencode({name: value for name, value in now.items() if value})

    @property
    def query(self) -> str:
        return self.address()


def _id(text: str) -> str:
    try:
        return str(uuid.UUID(text))
    except ValueError:
        return ""


@dataclass(frozen=True)
class DocumentRow:
    """A document as the case page lists it. ``left``: seconds until it is read, None where nobody can know.

    ``inside`` counts the documents that came out of it, by state.
    """

    document: Document
    version: Version
    claims: int
    left: float | None = None
    inside: Mapping[str, int] = field(default_factory=dict)
    holder: Document | None = None

    @property
    def time_left(self) -> str:
        return f"{duration(self.left)} left" if self.left is not None else ""

    @property
    def folder(self) -> str:
        """The folders that the file lay in when it was chosen."""
        folder = str(PurePosixPath(self.version.filename).parent)
        return "" if folder == "." else folder

    @property
    def length(self) -> str:
        """ "144 pages"; of what is heard or watched, that it is."""
        if self.version.is_recording:
            return "Recording"
        pages = self.version.pages_known
        words = f"{pages} page{'' if pages == 1 else 's'}"
        return f"{words}, with its recording" if self.document.recording_id else words

    @property
    def language(self) -> str:
        """ "German", for the middle of a line."""
        return self.version.language_name if self.version.language else "language not known"

    @property
    def words(self) -> str:
        """What is being done, where it cannot be counted."""
        if self.version.state == Version.State.READING and self.version.pages_known:
            return ""
        return {
            Version.State.WAITING: "Waiting for a worker to read it",
            Version.State.READING: "Opening the file",
            Version.State.FINDING: f"{self.version.pages_read} pages read; looking for claims and quotations",
        }.get(Version.State(self.version.state), "")

    @property
    def inside_total(self) -> int:
        return sum(self.inside.values())

    @property
    def inside_words(self) -> str:
        """ "312 documents inside, 6 of them could not be read" """
        total, failed = self.inside_total, self.inside.get(Version.State.FAILED, 0)
        working = sum(self.inside.get(state, 0) for state in STATES["work"][1])
        words = f"{total:,} document{'' if total == 1 else 's'} inside"
        if working:
            words += f", {working:,} still in work"
        if failed:
            words += f", {failed:,} could not be read"
        return words


@dataclass(frozen=True)
class Documents:
    """A page of a case's documents, reports first, with the counts of all of them."""

    choice: Choice
    rows: list[DocumentRow]
    matching: int
    reports: int
    sources: int
    states: dict[str, int]
    languages: dict[str, int]
    checking: bool
    check_failed: Job | None
    room: Room
    only_report: DocumentRow | None = None
    holder: Document | None = None

    @property
    def total(self) -> int:
        return self.reports + self.sources

    @property
    def which_report(self) -> bool:
        """Nothing is said to be a report, though there are documents: it came with the others."""
        return self.sources > 0 and self.reports == 0

    @property
    def groups(self) -> list[tuple[str, list[DocumentRow]]]:
        """The rows by kind, where there are any."""
        kinds = [(kind, [row for row in self.rows if row.document.kind == kind]) for kind in (Kind.REPORT, Kind.SOURCE)]
        return [(str(kind), rows) for kind, rows in kinds if rows]

    @property
    def reading(self) -> bool:
        return self.states["work"] > 0

    @property
    def in_work(self) -> bool:
        return self.checking or self.reading

    @property
    def many(self) -> bool:
        return self.total > MANY

    @property
    def every(self) -> str:
        """How often the list looks after itself while something is in work."""
        return "4s" if self.many else "1500ms"

    @property
    def first(self) -> int:
        return 1 if self.choice.all else (self.choice.number - 1) * A_PAGE + 1

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    @property
    def rest(self) -> int:
        return self.matching - len(self.rows)

    @property
    def pages(self) -> int:
        return 1 if self.choice.all else max(1, -(-self.matching // A_PAGE))

    @property
    def previous(self) -> str:
        """The query of the page before; empty where there is none."""
        return self.choice.address(page=self.choice.number - 1) or "page=1" if self.choice.number > 1 else ""

    @property
    def next(self) -> str:
        return self.choice.address(page=self.choice.number + 1) if self.choice.number < self.pages else ""

    @property
    def all(self) -> str:
        """The query of the whole list on one page, where it is not too long for that."""
        return self.choice.address(all="1", page="") if len(self.rows) < self.matching <= ALL_AT_MOST else ""

    @property
    def filters(self) -> list[tuple[str, str, int, bool]]:
        """Words, query, count and whether chosen, of each state that there is something in."""
        nothing = not self.choice.state and not self.choice.language
        found = [("all", self.choice.address(state="", language=""), sum(self.states.values()), nothing)]
        for name, (words, _) in STATES.items():
            if self.states[name] or self.choice.state == name:
                chosen = self.choice.state == name
                found.append((words, self.choice.address(state=name), self.states[name], chosen))
        return found

    @property
    def language_filters(self) -> list[tuple[str, str, int, bool]]:
        """The same of each language, the commonest first, where documents are in more than one."""
        if len(self.languages) < 2 and not self.choice.language:
            return []
        counts = {self.choice.language: 0} if self.choice.language else {}
        counts |= self.languages
        found = []
        for code, count in sorted(counts.items(), key=lambda pair: (pair[0] == UNKNOWN, -pair[1], pair[0])):
            chosen = self.choice.language == code
            words = f"in {name_of(code)}" if code != UNKNOWN else "in a language not known"
            found.append((words, self.choice.address(language="" if chosen else code), count, chosen))
        return found

    @property
    def stamp(self) -> str:
        """Changes when anything that is shown does: a page that has it need not be sent again."""
        shown = [
            (
                str(row.document.pk),
                row.document.title,
                row.document.kind,
                row.version.state,
                row.version.pages_read,
                row.version.language,
                *row.inside.values(),
            )
            for row in self.rows
        ]
        failed = self.check_failed.pk if self.check_failed else None
        words = repr((shown, self.states, self.matching, self.total, self.checking, failed))
        return hashlib.sha256(words.encode()).hexdigest()[:16]


def documents_of(case: Case, choice: Choice | None = None) -> Documents:
    """The present documents that are chosen, each with its current file, in a handful of queries."""
    choice = choice or Choice()
    current = Version.objects.current().filter(document=OuterRef("pk"))
    present = case.documents.present()
    states = _counted(Version.objects.present().filter(case=case))
    kinds = dict(present.order_by().values_list("kind").annotate(Count("pk")))
    chosen = _chosen(present, choice, current)
    matching = chosen.count()
    start, stop = (0, ALL_AT_MOST) if choice.all else ((choice.number - 1) * A_PAGE, choice.number * A_PAGE)
    if sum(kinds.values()) > MANY:  # as in a folder; few stay in the order in which they came
        chosen = chosen.annotate(path=Subquery(current.values("filename")[:1])).order_by("kind", Lower("path"), "pk")
    documents = list(chosen.select_related("within")[start:stop])
    checks = Job.objects.about("check", case.pk)
    last = checks.order_by("-created_at").first()
    only = present.filter(kind=Kind.REPORT).first() if kinds.get(Kind.REPORT) == 1 else None
    return Documents(
        choice=choice,
        rows=rows_of(documents),
        matching=matching,
        reports=kinds.get(Kind.REPORT, 0),
        sources=kinds.get(Kind.SOURCE, 0),
        states=states,
        languages=_languages(Version.objects.present().filter(case=case)),
        checking=checks.unfinished().exists(),
        check_failed=last if last is not None and last.state == Job.State.FAILED else None,
        room=room_of(case),
        only_report=rows_of([only])[0] if only is not None else None,
        holder=present.filter(pk=choice.within).first() if choice.within else None,
    )


def _counted(versions: QuerySet[Version]) -> dict[str, int]:
    """Documents by the states that people are told of."""
    counts = dict(versions.order_by().values_list("state").annotate(Count("document", distinct=True)))
    return {name: sum(counts.get(state, 0) for state in states) for name, (_, states) in STATES.items()}


def _languages(versions: VersionQuerySet) -> dict[str, int]:
    """Documents that were read, by the code of their language, or "none"."""
    counts = versions.worded().order_by().values_list("language").annotate(Count("document", distinct=True))
    return {code or UNKNOWN: count for code, count in counts}


def row_of(document: Document) -> DocumentRow | None:
    """One document as the list shows it; None where it was taken out of the case."""
    return rows_of([document])[0] if document.removed_at is None else None


def _chosen(present: QuerySet[Document], choice: Choice, current: VersionQuerySet) -> QuerySet[Document]:
    """What came out of another document is listed under that one, unless somebody looks for something."""
    if choice.within:
        present = present.filter(within=uuid.UUID(choice.within))
    elif not choice.narrows:
        present = present.filter(Q(within=None) | Q(within__removed_at__isnull=False))
    if choice.state:
        states = STATES[choice.state][1]
        present = present.annotate(state=Subquery(current.values("state")[:1])).filter(state__in=states)
    if choice.language:
        code = "" if choice.language == UNKNOWN else choice.language
        present = present.annotate(spoken=Subquery(current.worded().values("language")[:1])).filter(spoken=code)
    if choice.text:
        present = present.filter(
            Q(title__icontains=choice.text) | Exists(current.filter(filename__icontains=choice.text))
        )
    if choice.pile:
        files = PileFile.objects.filter(pile=uuid.UUID(choice.pile)).exclude(document=None).values("document")
        present = present.filter(Q(pk__in=files) | Q(within__in=files))
    return present


def rows_of(documents: list[Document]) -> list[DocumentRow]:
    """Each document as lists show it, with its current file."""
    ids = [document.pk for document in documents]
    versions = Version.objects.current().filter(document__in=ids).defer("outline", "facts")
    by_document = {version.document_id: version for version in versions}
    candidates = dict(
        Version.objects.current()
        .filter(document__in=ids, document__kind=Kind.REPORT)
        .annotate(n=Count("candidates"))
        .values_list("pk", "n")
    )
    working = [str(version.pk) for version in by_document.values() if version.is_in_work]
    running = Job.objects.filter(kind="read", state=Job.State.RUNNING, subject__in=working)
    began = dict(running.values_list("subject", "started_at"))
    inside: dict[object, dict[str, int]] = {}
    held = Version.objects.present().filter(document__within__in=ids).order_by()
    for holder, state, n in held.values_list("document__within", "state").annotate(Count("pk")):
        inside.setdefault(holder, {})[state] = n
    return [
        DocumentRow(
            document=document,
            version=version,
            claims=candidates.get(version.pk, 0),
            left=_left(version, began.get(str(version.pk))),
            inside=inside.get(document.pk, {}),
            holder=document.within,
        )
        for document in documents
        if (version := by_document.get(document.pk)) is not None
    ]


def _left(version: Version, began: datetime | None) -> float | None:
    """Seconds left at the speed so far; None while there is too little to tell a speed from."""
    if version.state != Version.State.READING or began is None or not version.pages_known:
        return None
    spent = (timezone.now() - began).total_seconds()
    if version.pages_read < ENOUGH_PAGES or spent < ENOUGH_SECONDS:
        return None
    return max(0.0, spent / version.pages_read * (version.pages_known - version.pages_read))
