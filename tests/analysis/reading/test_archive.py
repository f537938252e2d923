"""ZIP archives: their list, the files one by one, and archives that are made up to do harm."""

from __future__ import annotations

import io
import struct
import zipfile
from dataclasses import replace
from typing import Any

import pytest

from esgcheck.analysis.reading import Limits, read_document
from esgcheck.analysis.reading.archive import Archive, clean, distinct, open_archive
from esgcheck.analysis.reading.package import BadPackage
from esgcheck.analysis.reading.records import Malformed
from esgcheck.analysis.reading.sniffing import media_type_of
from esgcheck.analysis.reading.unpacking import contained_from
from esgcheck.analysis.types import Contained, UnreadableDocument

BOUNDS: dict[str, Any] = {"members": 5, "member_bytes": 3_000_000, "unpacked_bytes": 8_000_000, "ratio": 100}


def zipped(*files: tuple[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files:
            entry = zipfile.ZipInfo(name, (2026, 1, 2, 3, 4, 6))
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return data.getvalue()


def opened(data: bytes, **bounds: Any) -> Archive:
    return open_archive(io.BytesIO(data), {**BOUNDS, **bounds})


def unpacked(data: bytes, **bounds: Any) -> tuple[dict[str, bytes], list[str]]:
    """The files by name, and the codes of what is said about the others."""
    archive = opened(data, **bounds)
    files = {contained.name: contained.data for contained in archive.contained()}
    return files, [problem.code for problem in archive.document().problems]


def test_through_the_cage_the_files_come_one_by_one_and_the_text_is_their_list() -> None:
    given: list[Contained] = []
    data = zipped(("Verträge/Anhang 1.txt", b"one"), ("b.bin", bytes(2_345)))

    document = read_document(data, name="pile.zip", on_contained=given.append)

    assert given == [Contained("Verträge/Anhang 1.txt", b"one"), Contained("b.bin", bytes(2_345))]
    assert document.media_type == "application/zip"
    assert document.text == "Verträge/Anhang 1.txt\t3 bytes\nb.bin\t2.3 KB\n"
    assert [[cell.span.of(document.text) for cell in passage.cells] for passage in document.passages] == [
        ["Verträge/Anhang 1.txt", "3 bytes"], ["b.bin", "2.3 KB"],
    ]  # fmt: skip


def test_without_anybody_to_take_them_only_the_list_is_read() -> None:
    assert read_document(zipped(("a.txt", b"one"))).text == "a.txt\t3 bytes\n"


def test_what_file_managers_leave_behind_is_passed_over_and_the_rest_told() -> None:
    data = zipped(
        ("__MACOSX/._a.txt", b"x"), ("in/.DS_Store", b"x"), ("Thumbs.db", b"x"), ("folder/", b""), ("a.txt", b"1"),
        ("empty.txt", b""),
    )  # fmt: skip

    assert unpacked(data) == ({"a.txt": b"1"}, ["empty_files"])


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/srv/a.txt", "srv/a.txt"),
        ("C:\\Users\\a.txt", "Users/a.txt"),
        ("a\x00b\u202egpj.exe", "abgpj.exe"),
        ("Wa\u0308rme  1.txt", "Wärme 1.txt"),
        ("..", "unnamed"),
        ("long/" * 100 + "a.txt", ("long/" * 100 + "a.txt")[-250:].lstrip("/")),
    ],
)
def test_names_lead_nowhere_but_down(name: str, cleaned: str) -> None:
    assert clean(name) == cleaned


def test_a_file_without_a_name_is_kept() -> None:
    data = zipped(("a", b"1"))
    central = data.index(b"PK\x01\x02")
    nameless = bytearray(data[:30] + data[31:central] + data[central : central + 46] + data[central + 47 :])
    nameless[26] = nameless[central - 1 + 28] = 0
    end = nameless.rindex(b"PK\x05\x06")
    nameless[end + 12 : end + 20] = struct.pack("<LL", end - central + 1, central - 1)

    assert unpacked(bytes(nameless)) == ({"unnamed": b"1"}, [])


def test_two_files_of_one_name_are_two_files() -> None:
    assert distinct(iter(["a.txt", "a.txt", "b", "b", "x.y/b", "a.txt"])) == [
        "a.txt", "a (2).txt", "b", "b (2)", "x.y/b", "a (3).txt",
    ]  # fmt: skip


def test_very_many_files_of_one_name_are_named_in_no_time() -> None:
    assert distinct(iter(["a.txt"] * 50_000))[-1] == "a (50000).txt"


def test_a_file_that_turns_out_to_be_empty_keeps_nothing_from_the_others() -> None:
    data = zipped(("a.txt", b""), ("b.txt", b"2"))
    central = data.index(b"PK\x01\x02")
    lying = bytearray(data)
    lying[central + 24 : central + 28] = struct.pack("<L", 9)  # its size, in the list of files

    assert unpacked(bytes(lying)) == ({"b.txt": b"2"}, ["damaged"])


@pytest.mark.parametrize("encoding", ["utf-8", "cp437"])
def test_names_are_read_whatever_the_program_wrote_them_in(encoding: str) -> None:
    name = "Übersicht.txt".encode(encoding)
    data = zipped(("?" * len(name), b"1")).replace(b"?" * len(name), name)

    assert list(unpacked(data)[0]) == ["Übersicht.txt"]


def test_one_file_packed_too_tightly_or_too_large_is_left_out_and_told() -> None:
    data = zipped(("a.txt", b"1"), ("bomb.txt", bytes(2_000_000)), ("large.txt", b"1" * 3_100_000))

    assert unpacked(data) == ({"a.txt": b"1"}, ["too_large", "too_large"])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (zipped(*((f"{number}.txt", b"1") for number in range(6))), "too_large"),
        (zipped(*((f"{number}.txt", bytes(2_900_000)) for number in range(3))), "too_large"),
        (zipped(("bomb.txt", bytes(2_000_000))), "too_large"),
        (zipped(("a.txt", b"")), "empty"),
        (zipped(("__MACOSX/a", b"1")), "empty"),
        (zipped(("[Content_Types].xml", b"1"), ("ppt/a.xml", b"1")), "unsupported"),
        (zipped(("a.txt", b"1"))[:-12], "damaged"),
        (zipped(("a.txt", b"one two"))[:30] + b"\xff" * 10 + zipped(("a.txt", b"one two"))[40:], "damaged"),
    ],
    ids=["many", "huge", "bomb", "empty file", "nothing", "presentation", "cut off", "overwritten"],
)
def test_an_archive_that_cannot_be_unpacked_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(BadPackage) as refusal:
        unpacked(data)

    assert refusal.value.code == code


def test_files_that_lie_one_inside_of_the_other_are_refused() -> None:
    """The bomb of David Fifield: every entry of the list leads to the same packed bytes."""
    data = zipped(("a.txt", bytes(range(256)) * 40))
    end = data.rindex(b"PK\x05\x06")
    entry = data[data.index(b"PK\x01\x02") : end]
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 4, 4, 4 * len(entry), end - len(entry), 0)

    with pytest.raises(BadPackage, match="one inside of the other") as refusal:
        opened(data[:end] + 3 * entry + tail)

    assert refusal.value.code == "too_large"


def test_a_file_that_is_larger_than_it_says_is_never_unpacked_further() -> None:
    data = zipped(("a.txt", b"1" * 900_000), ("b.txt", b"2"))
    lying = data.replace(struct.pack("<L", 900_000), struct.pack("<L", 9))

    assert unpacked(lying) == ({"b.txt": b"2"}, ["damaged"])


def test_locked_files_are_told_and_an_archive_of_nothing_else_asks_for_the_password() -> None:
    data = bytearray(zipped(("a.txt", b"0123456789abcdef"), ("b.txt", b"2")))
    locked = data.index(b"PK\x01\x02")
    data[locked + 8] |= 1
    data[6] |= 1

    assert unpacked(bytes(data)) == ({"b.txt": b"2"}, ["password_needed"])
    with pytest.raises(UnreadableDocument) as refusal:
        read_document(_locked_alone(), name="a.zip", on_contained=lambda _: None)
    assert refusal.value.code == "password_needed"


def _locked_alone() -> bytes:
    data = bytearray(zipped(("a.txt", b"0123456789abcdef")))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    data[6] |= 1
    return bytes(data)


def test_what_comes_out_of_the_cage_is_not_believed() -> None:
    small = replace(Limits(), member_bytes=3)

    assert contained_from(b"\x00\x01aone", small) == Contained("a", b"one")
    for payload in (
        b"\x00\x02..one",
        b"\x00\x02/aone",
        b"\x00\x00one",
        b"\x00\x01aones",
        b"\x00\x01a",
        b"\x00\x01\xff1",
    ):
        with pytest.raises(Malformed):
            contained_from(payload, small)


def test_what_outlook_alone_unwraps_is_named() -> None:
    with pytest.raises(UnreadableDocument, match="sent as plain text"):
        media_type_of(b"\x78\x9f\x3e\x22" + bytes(60), "winmail.dat")


def test_an_archive_of_word_documents_is_an_archive_and_a_word_document_is_none() -> None:
    word = zipped(("[Content_Types].xml", b"1"), ("word/document.xml", b"1"))
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as package:
        package.writestr("contract.docx", word)

    assert media_type_of(stored.getvalue(), "contracts.zip") == "application/zip"
    assert media_type_of(word, "contract").endswith("wordprocessingml.document")
    for start in (b"Rar!\x1a", b"7z\xbc\xaf", b"\x1f\x8b\x08"):
        with pytest.raises(UnreadableDocument, match="pack that as ZIP"):
            media_type_of(start, "a.rar")
