"""E-mails: who wrote to whom and when, the words, and what was quoted from before; inside the cage.

The plain text of a message is taken before its HTML. Quoted lines are passages of their own, each with its mark before
it, since they are another person's words. Attachments, messages that were attached among them, are documents of their
own (:mod:`.contained`). A page that a browser saved as MHTML is an e-mail in form and is read as the page that it is.
"""

from __future__ import annotations

import email
import email.errors
import email.header
import email.utils
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email.message import Message

from esgcheck.analysis.reading import webpage
from esgcheck.analysis.reading.archive import clean, distinct
from esgcheck.analysis.reading.blocks import Block, document_from_blocks, tidy
from esgcheck.analysis.reading.charsets import KNOWN, decoded_page
from esgcheck.analysis.reading.package import BadPackage
from esgcheck.analysis.reading.plain import document_from_text
from esgcheck.analysis.types import Contained, Document, Problem

MEDIA_TYPE = "message/rfc822"
_HEADERS = ("From", "To", "Cc", "Date", "Subject")
_FACTS = (*_HEADERS, "Reply-To", "Message-ID", "In-Reply-To")
_MOST_PARTS = 300
_LONGEST_HEADER = 5_000
_QUOTED = re.compile(r"[ \t]{0,3}((?:>[ \t]?)+)")
_LARGEST_PAGE = 5_000_000


@dataclass(slots=True)
class Attachment:
    """What hangs on a message; decoded only when it is asked for, since all at once may be too much."""

    name: str
    part: Message

    def contained(self) -> Contained | None:
        """The file, None where it is empty or cannot be decoded."""
        try:
            inner = self.part.get_payload()
            if self.part.get_content_type() == MEDIA_TYPE and isinstance(inner, list):
                data = inner[0].as_bytes() if inner and isinstance(inner[0], Message) else b""
            else:
                decoded = self.part.get_payload(decode=True)
                data = decoded if isinstance(decoded, bytes) else b""
        except (LookupError, ValueError, TypeError, AttributeError, RecursionError):
            return None
        return Contained(self.name, data) if data else None


@dataclass(slots=True)
class Letter:
    """An e-mail that was read: its own document, and what hangs on it. ``guessed``: the encoding where it was."""

    document: Document
    guessed: str
    attachments: list[Attachment]

    def with_attachments_untold(self) -> Document:
        """For a caller that takes no attachments: they are counted and named."""
        return self._with(_attachments([attachment.name for attachment in self.attachments], "not read here"))

    def with_lost(self, names: list[str]) -> Document:
        """For a caller that took them, but for those of these names."""
        return self._with(_attachments(names, "empty, damaged, too large or too many"))

    def _with(self, problem: Problem | None) -> Document:
        problems = (*self.document.problems, problem) if problem else self.document.problems
        return replace(self.document, problems=problems)


@dataclass(slots=True)
class _Parts:
    """The bodies to read, and what hangs on the message."""

    bodies: list[tuple[str, str]] = field(default_factory=list)
    attached: list[Attachment] = field(default_factory=list)
    guessed: str = ""


def read_mail(data: bytes) -> Letter:
    """Raises BadPackage and blocks.TooMuch."""
    if data.lower().count(b"boundary=") > _MOST_PARTS:
        raise BadPackage(
            "The e-mail has more parts in parts than are read. Save its text and upload that.", "too_large"
        )
    try:
        message = email.message_from_bytes(data)
        found = _Parts()
        _collect(message, found, 0)
    except RecursionError:
        raise BadPackage("The e-mail is nested too deeply. Save its text and upload that.") from None
    except (LookupError, ValueError, TypeError, AttributeError, OSError):
        raise BadPackage("The e-mail is damaged. Save its text and upload that.") from None
    if _is_saved_page(message, found):
        blocks, problems = webpage.blocks_of_page(found.bodies[0][1])
        document = document_from_blocks(blocks, media_type="multipart/related", problems=problems)
        return Letter(document, found.guessed, [])
    document = document_from_blocks([*_head(message), *_body(found)], media_type=MEDIA_TYPE)
    facts = tuple(_said(message, _FACTS))
    document = replace(document, facts=facts, dated=_day(dict(facts).get("Date", "")))
    for attachment, name in zip(found.attached, distinct(clean(one.name) for one in found.attached), strict=True):
        attachment.name = name
    return Letter(document, found.guessed, found.attached)


def _attachments(names: list[str], what: str) -> Problem | None:
    if not names:
        return None
    count = "1 attachment is" if len(names) == 1 else f"{len(names)} attachments are"
    some = ", ".join(name[:60] for name in names[:3]) + (" and others" if len(names) > 3 else "")
    return Problem("attachments", f"{count} {what}: save and upload {'it' if len(names) == 1 else 'them'} ({some}).")


def _day(date: str) -> str:
    """The day on which it was sent, as its sender's calendar had it."""
    try:
        return email.utils.parsedate_to_datetime(date).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _is_saved_page(message: Message, found: _Parts) -> bool:
    saved = "snapshot-content-location" in message or "Saved by" in str(message.get("From", ""))[:200]
    pages = [kind for kind, _ in found.bodies]
    return pages[:1] == ["html"] and (
        saved or (message.get_content_type() == "multipart/related" and "To" not in message and "Date" not in message)
    )


def _head(message: Message) -> list[Block]:
    said = [Block(f"{name}: {value}", after="\n") for name, value in _said(message, _HEADERS)]
    return [*said[:-1], Block(said[-1].text)] if said else []


def _said(message: Message, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The headers of these names that say something; of several of one name the first."""
    raw = {name.lower(): str(value) for name, value in reversed(list(message.raw_items()))}
    for name in names:
        if value := header_text(raw.get(name.lower(), "")):
            yield name, value


def header_text(raw: str) -> str:
    """A header as it was meant: encoded words decoded, folded lines joined."""
    if any("\udc80" <= letter <= "\udcff" for letter in raw):  # bytes that should not stand in a header
        given = raw[:_LONGEST_HEADER].encode("utf-8", "surrogateescape")
        return " ".join(tidy(given.decode("utf-8" if _is_utf8(given) else "cp1252", "replace")).split())
    parts = []
    try:
        for piece, label in email.header.decode_header(raw[:_LONGEST_HEADER]):
            if isinstance(piece, str):
                parts.append(piece)
            else:
                encoding = KNOWN.get((label or "utf-8").lower(), "utf-8")
                parts.append(piece.decode(encoding, "replace"))
    except (email.errors.HeaderParseError, ValueError):
        parts = [raw[:_LONGEST_HEADER]]
    return " ".join(tidy("".join(parts)).split())


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _collect(part: Message, found: _Parts, depth: int) -> None:
    kind = part.get_content_type()
    name = header_text(str(part.get_filename("")))
    if part.get_content_disposition() == "attachment" or kind == "message/rfc822":
        inner = part.get_payload()
        if kind == "message/rfc822" and isinstance(inner, list) and inner and isinstance(inner[0], Message):
            name = name or _subject(inner[0]) + ".eml"
        found.attached.append(Attachment(name or _called(kind), part))
    elif part.is_multipart():
        children = [child for child in part.get_payload() if isinstance(child, Message)]
        if kind == "multipart/alternative":
            children = _alternative(children)
        for child in children:
            _collect(child, found, depth + 1)
    elif kind in ("text/plain", "text/html") and not name:
        text = _words(part, found)
        if text.strip():
            found.bodies.append(("html" if kind == "text/html" else "plain", text))
    elif not (part.get("Content-ID") or part.get("Content-Location") or kind == "text/css"):
        found.attached.append(Attachment(name or _called(kind), part))


def _subject(message: Message) -> str:
    """A name for a message that was attached."""
    return header_text(str(message.get("Subject", ""))).replace("/", "-")[:120] or "A forwarded message"


def _called(kind: str) -> str:
    """A name for an attachment that has none: "attachment.pdf"."""
    ending = kind.partition("/")[2]
    return f"attachment.{ending}" if ending.isalnum() and len(ending) < 6 else "attachment"


def _alternative(children: list[Message]) -> list[Message]:
    """One of several forms of the same words: plain text where it has words, else the last form that holds HTML."""
    for child in children:
        payload = child.get_payload(decode=True) if child.get_content_type() == "text/plain" else b""
        if isinstance(payload, bytes) and len(payload.strip()) > 0:
            return [
                child,
                *(other for other in children if not other.get_content_type().startswith(("text/", "multip"))),
            ]
    return children[-1:]


def _words(part: Message, found: _Parts) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload:
        return ""
    if part.get_content_type() == "text/html" and len(payload) > _LARGEST_PAGE:
        raise BadPackage("The page in this e-mail has more than 5 MB. Save its text and upload that.", "too_large")
    try:
        text, guessed = decoded_page(payload, str(part.get_param("charset", "") or ""))
    except ValueError:
        return ""
    found.guessed = found.guessed or guessed
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _body(found: _Parts) -> Iterator[Block]:
    for kind, text in found.bodies:
        if kind == "html":
            yield from webpage.blocks_of_page(text)[0]
            continue
        for mark, lines in _stretches(text):
            said = document_from_text("\n".join(lines))
            at = 0
            for passage in said.passages:
                line = max(said.text.rfind("\n", at, passage.span.start) + 1, at)
                bullet = said.text[line : passage.span.start].strip()
                words = passage.span.of(said.text)
                if mark:  # shown wherever the words are: they are not the sender's
                    yield Block(" ".join(piece for piece in (mark, bullet, words) if piece))
                else:
                    yield Block(words, passage.kind, lead=bullet + " " if bullet else "")
                at = passage.span.end


def _stretches(text: str) -> Iterator[tuple[str, list[str]]]:
    """Lines that are quoted equally deep, without their marks."""
    mark, lines = "", list[str]()
    for line in text.split("\n"):
        quoted = _QUOTED.match(line)
        here = quoted.group(1).replace(" ", "").replace("\t", "") if quoted else ""
        if here != mark and lines:
            yield mark, lines
            lines = []
        mark = here
        lines.append(line[quoted.end() :] if quoted else line)
    yield mark, lines
