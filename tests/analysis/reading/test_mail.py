"""E-mails: the head, the words, what was quoted, and what hangs on them."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from esgcheck.analysis.reading import Limits, read_document
from esgcheck.analysis.types import Contained, Document, UnreadableDocument

REPLY = Path(__file__).resolve().parents[3] / "esgcheck" / "example" / "files" / "reply.txt"


def message(body: str = "Dear Noor,\n\nWe did not.\n") -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Käthe Vennor <press@otterlund.example>"
    mail["To"] = "noor@ledger.example"
    mail["Date"] = "Tue, 21 Oct 2025 16:42:08 +0100"
    mail["Subject"] = "Re: Wärme"
    mail.set_content(body)
    return mail


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(p.kind, p.span.of(document.text)) for p in document.passages]


def read(mail: EmailMessage) -> Document:
    return read_document(mail.as_bytes(), name="mail.eml")


def test_the_head_comes_first_then_the_words() -> None:
    document = read(message())

    assert kinds(document) == [
        ("paragraph", "From: Käthe Vennor <press@otterlund.example>"),
        ("paragraph", "To: noor@ledger.example"),
        ("paragraph", "Date: Tue, 21 Oct 2025 16:42:08 +0100"),
        ("paragraph", "Subject: Re: Wärme"),
        ("paragraph", "Dear Noor,"),
        ("paragraph", "We did not."),
    ]
    assert document.media_type == "message/rfc822"
    assert document.text.startswith("From: Käthe Vennor <press@otterlund.example>\nTo: ")


def test_quoted_lines_are_passages_of_their_own_with_their_mark() -> None:
    document = read(message("No.\n> 1. Is it so that the\n> clause was drafted?\n>> Older words.\nRegards"))

    assert kinds(document)[4:] == [
        ("paragraph", "No."),
        ("paragraph", "> 1. Is it so that the\nclause was drafted?"),
        ("paragraph", ">> Older words."),
        ("heading", "Regards"),
    ]


def test_plain_text_goes_before_html_and_html_is_read_where_it_is_alone() -> None:
    both = message("Plain words.")
    both.add_alternative("<p>HTML words.</p>", subtype="html")
    alone = message()
    alone.set_content("<h1>Notice</h1><p>HTML w&ouml;rds.</p>", subtype="html")

    assert kinds(read(both))[4:] == [("paragraph", "Plain words.")]
    assert kinds(read(alone))[4:] == [("heading", "Notice"), ("paragraph", "HTML wörds.")]


def test_attachments_are_counted_and_named() -> None:
    mail = message()
    mail.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="Verträge.pdf")
    mail.add_attachment("words", filename="note.txt")

    (problem,) = read(mail).problems

    assert problem.code == "attachments"
    assert problem.message == (
        "2 attachments are not read here: save and upload them (Verträge.pdf, note.txt)."
    )  # fmt: skip


def test_of_too_many_attachments_the_first_are_taken_and_the_others_told() -> None:
    mail, given = message(), list[Contained]()
    for number in range(3):
        mail.add_attachment(f"words {number}", filename=f"note {number}.txt")

    document = read_document(mail.as_bytes(), on_contained=given.append, limits=Limits(members=2))

    assert [contained.name for contained in given] == ["note 0.txt", "note 1.txt"]
    assert ["note 2.txt" in problem.message for problem in document.problems] == [True]


def test_a_page_that_a_browser_saved_is_a_page() -> None:
    saved = (
        b"From: <Saved by Blink>\nSnapshot-Content-Location: https://a.example/\nSubject: News\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="b"\n\n--b\nContent-Type: text/html\n'
        b"Content-Transfer-Encoding: quoted-printable\n\n<title>News</title><h1>It=20is</h1><p>W=C3=A4rme\n"
        b"--b\nContent-Type: image/png\nContent-Location: https://a.example/x.png\n\n\x89PNG\n--b--\n"
    )

    document = read_document(saved, name="page.mhtml")

    assert kinds(document) == [("heading", "News"), ("heading", "It is"), ("paragraph", "Wärme")]
    assert document.problems == ()


def test_text_that_begins_like_an_e_mail_stays_plain_text() -> None:
    document = read_document(REPLY)

    assert document.media_type == "text/plain"
    assert document.text == REPLY.read_text("utf-8")


@pytest.mark.parametrize(
    "data",
    [
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n" + b"--a\n" * 100_000,
        b"Received: a\n" * 50_000 + b"\nBody.",
        b"MIME-Version: 1.0\nSubject: " + b"=?utf-8?q?a?=" * 100_000 + b"\n\nBody.",
        b"MIME-Version: 1.0\nContent-Type: text/plain; charset=no-such-thing\n\nBody.",
        b"MIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\n!!!!",
        b"MIME-Version: 1.0\n" + b"".join(
            b"Content-Type: multipart/mixed; boundary=a%d\n\n--a%d\n" % (n, n) for n in range(250)) + b"\nBody.",
        b"MIME-Version: 1.0\n" + b"Content-Type: message/rfc822\n\n" * 2_000,
    ],
    ids=["empty parts", "many headers", "long header", "unknown charset", "no base64", "deep parts", "deep messages"],
)  # fmt: skip
def test_hostile_mail_ends_in_words(data: bytes) -> None:
    try:
        code = "read" if read_document(data, name="x.eml").passages else "nothing"
    except UnreadableDocument as refused:
        code = refused.code

    assert code in ("read", "empty", "damaged", "too_large")


def test_letters_that_should_not_stand_in_a_header_are_read_all_the_same() -> None:
    data = "From: Käthe\nMIME-Version: 1.0\n\nBody."

    assert read_document(data.encode("utf-8")).text.startswith("From: Käthe\n")
    assert read_document(data.encode("cp1252")).text.startswith("From: Käthe\n")


@pytest.mark.shared
def test_real_mail_is_read(shared_data: Path) -> None:
    paths = sorted((shared_data / "robustness").rglob("*.eml"))

    documents = [read_document(path) for path in paths]

    assert {document.media_type for document in documents} == {"message/rfc822"}
    assert sum(document.text.startswith("From: ") for document in documents) >= 2


@pytest.mark.parametrize(
    ("charset", "words"),
    [("koi8-r", "Привет"), ("iso-2022-jp", "日本語"), ("big5", "中文"), ("euc-kr", "한국어"), ("iso-8859-15", "5 €")],
)
def test_every_codec_is_there_when_the_walls_are_up(charset: str, words: str) -> None:
    mail = message()
    mail.set_content(words, charset=charset)
    page = f'<meta charset="{charset}"><p>'.encode() + words.encode(charset)

    assert words in read(mail).text
    assert read_document(page).text.strip() == words
