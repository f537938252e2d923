"""Reading a document by itself: what stands beside its pages, finding in it, and what is said of each page."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from esgcheck.accounts.models import User
from esgcheck.documents.models import Page, Passage, Version
from esgcheck.web.reading.thumbs import STRETCH
from tests.web.test_workbench import as_user

pytestmark = pytest.mark.django_db

PAGES = [
    [("heading", "Our targets"), ("paragraph", "We cut emissions by half and will cut them in"), ("footer", "ACME 44")],
    [("header", "ACME report"), ("paragraph", "half by 2030. Nobody was harmed."), ("heading", "Our people")],
    [("paragraph", "Zürich is where the ﬁrst office stood.")],
]


@pytest.fixture
def client(bob: User) -> Client:
    return as_user(bob)


@pytest.fixture
def version(upload: Any) -> Version:
    """Three pages with images, printed i, 1 and 2; each passage is a line whose letters are ten points wide."""
    return filled(upload("anything", "report", "r.txt", "Annual report"), PAGES, ["i", "1", "2"])


def filled(version: Version, pages: list[list[tuple[str, str]]], labels: list[str] | None = None) -> Version:
    """As if it had been read: with these passages on these pages."""
    start = ordinal = 0
    for number, passages in enumerate(pages, 1):
        text, words = "", []
        for kind, said in passages:
            at = start + len(text)
            for match in re.finditer(r"\S+", said):
                x, y = 20 + 10 * match.start(), 20 + 14 * len(words)
                first = len(text) + match.start()
                words.append([first, first + len(match[0]), x, y, x + 10 * len(match[0]), y + 12])
            row = Passage(version=version, ordinal=ordinal, page_number=number, kind=kind, start=at, end=at + len(said))
            row.level = 1 if kind == "heading" else 0
            row.save()
            text += said + "\n\n"
            ordinal += 1
        Page.objects.create(
            version=version,
            number=number,
            label=labels[number - 1] if labels else "",
            start=start,
            end=start + len(text),
            width=600 if labels else 0,
            height=800 if labels else 0,
            text=text,
            words=words if labels else [],
        )
        start += len(text)
    version.state, version.read_at = Version.State.READY, timezone.now()
    version.pages_read = version.pages_known = len(pages)
    version.save()
    return version


def page(client: Client, version: Version, number: int = 1, view: str = "pages", **query: str) -> Any:
    return client.get(reverse(view, args=[version.pk, number]), query)


def words(response: Any) -> str:
    """What a reader sees, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def span_of(version: Version, said: str) -> str:
    start = version.text().index(said)
    return f"{start}-{start + len(said)}"


class TestBeside:
    def test_headings_are_the_contents_where_the_file_has_none(self, version: Version, client: Client) -> None:
        shown = page(client, version, 2, side="contents").context["reading"].panel.contents

        assert shown.guessed
        assert [(s.title, s.number, s.label, s.here) for s in shown.sections] == [
            ("Our targets", 1, "i", False),
            ("Our people", 2, "1", True),
        ]

    def test_the_outline_of_the_file_is_taken_and_the_section_of_the_passage_marked(
        self, version: Version, client: Client
    ) -> None:
        version.outline = [[1, "Part one", 1, 0], [3, "A long way down", 2, 90], [2, "Last", 3, 150]]
        version.save()

        response = page(client, version, 2, side="contents", at=span_of(version, "Nobody"))

        shown = response.context["reading"].panel.contents
        assert [s.level for s in shown.sections] == [1, 3, 2]
        assert [s.here for s in shown.sections] == [False, True, False]
        assert not shown.guessed

    def test_a_document_without_either_says_so(self, upload: Any, client: Client) -> None:
        version = filled(upload("words", "source", "n.txt"), [[("paragraph", "Only words.")]])

        assert "no headings were found in it" in words(page(client, version, side="contents"))

    def test_thumbnails_come_a_stretch_at_a_time_with_printed_labels(self, version: Version, client: Client) -> None:
        last = version.pages.get(number=3)
        rows = [Page(version=version, number=n, start=last.end, end=last.end, width=600) for n in range(4, 100)]
        Page.objects.bulk_create(rows)
        Version.objects.filter(pk=version.pk).update(pages_read=99)

        first = page(client, version, 2, side="pages").context["reading"].panel.thumbs
        next_one = client.get(first.later_url).context["reading"].panel.thumbs

        assert [thumb.number for thumb in first.thumbs] == list(range(1, STRETCH + 1))
        assert [thumb.label for thumb in first.thumbs[:3]] == ["i", "1", "2"]
        assert first.thumbs[1].here
        assert first.thumbs[0].image_url.endswith("?dpi=28")
        assert (next_one.first, next_one.thumbs[0].number) == (STRETCH + 1, STRETCH + 1)
        assert next_one.earlier_url

    def test_pages_without_images_are_listed_by_their_first_words(self, upload: Any, client: Client) -> None:
        version = filled(upload("words", "source", "n.txt"), [[("paragraph", "One.")], [("paragraph", "Two.")]])

        shown = page(client, version, side="pages").context["reading"].panel.thumbs

        assert [(thumb.words, thumb.image_url) for thumb in shown.thumbs] == [("One.", ""), ("Two.", "")]

    def test_a_browser_keeps_what_it_showed_last(self, version: Version, client: Client) -> None:
        page(client, version, side="find")

        assert page(client, version).context["reading"].panel.name == "find"
        page(client, version, side="closed")
        assert page(client, version).context["reading"].panel.name == "closed"
        client.cookies["reading_side"] = "nonsense"
        assert page(client, version).context["reading"].panel.name == "pages"


class TestFind:
    def test_places_are_listed_in_context_by_page_and_lie_on_the_image(self, version: Version, client: Client) -> None:
        response = page(client, version, find="cut")

        assert response.status_code == 302  # to the page with the first place
        reading = client.get(response.headers["Location"]).context["reading"]
        (group,) = reading.search.groups
        assert (group.number, group.label) == (1, "i")
        assert [(p.before, p.words, p.here) for p in group.places] == [
            ("Our targets We ", "cut", True),
            ("… targets We cut emissions by half and will ", "cut", False),
        ]
        marks = [mark for mark in reading.sheet.marks if mark.highlight.tone == "found"]
        assert [mark.highlight.here for mark in marks] == [False, True]  # the one in question is drawn over the others
        assert len({mark.boxes for mark in marks}) == 2

    def test_next_and_before_go_round(self, version: Version, client: Client) -> None:
        search = page(client, version, find="half", hit="0").context["reading"].search

        assert (search.ordinal, search.total) == (1, 2)
        assert search.next_url == search.previous_url
        assert "/pages/2/" in search.next_url

    def test_words_over_a_page_break_are_found_and_marked_on_both_pages_without_the_margins(
        self, version: Version, client: Client
    ) -> None:
        url = page(client, version, find='"cut them in half by"').headers["Location"]
        first, second = client.get(url).context["reading"], client.get(url.replace("/pages/1/", "/pages/2/sheet/"))

        (one,) = first.sheet.marks
        (two,) = second.context["reading"].sheet.marks
        assert one.highlight.here
        assert two.highlight.here
        assert one.highlight.span.of(version.text()) == "cut them in"
        assert two.highlight.span.of(version.text()) == "half by"

    def test_a_single_page_has_the_marks_that_it_has_in_the_whole(self, version: Version, client: Client) -> None:
        whole = page(client, version, 2, find="half harmed", hit="0").context["reading"]

        alone = client.get(whole.leaf_url.replace("/pages/1/", "/pages/2/")).context["reading"]

        assert whole.search.finding.apart
        assert [m.highlight for m in alone.sheet.marks] == [m.highlight for m in whole.sheet.marks]
        assert len(alone.sheet.marks) == 2

    def test_a_word_of_the_other_pages_is_not_looked_for_by_itself_here(self, version: Version, client: Client) -> None:
        alone = page(client, version, 2, "page-sheet", find="cut half").context["reading"]

        assert alone.sheet.marks == []

    def test_accents_count_only_when_asked(self, version: Version, client: Client) -> None:
        assert page(client, version, find="zurich", hit="0").context["reading"].search.page == 3
        assert page(client, version, find="zurich", accents="1").context["reading"].search.total == 0

    def test_from_a_search_the_place_in_its_passage_is_in_question(self, version: Version, client: Client) -> None:
        at = span_of(version, "half by 2030.")

        reading = page(client, version, 2, at=at, find="half").context["reading"]

        assert reading.search.ordinal == 2
        assert {mark.highlight.tone for mark in reading.sheet.marks} == {"claim", "found"}

    def test_what_nobody_can_see_is_said_to_be_so(self, version: Version, client: Client) -> None:
        version.passages.filter(kind="paragraph", page_number=2).update(hidden="white")

        response = page(client, version, 2, find="harmed", hit="0")

        assert response.context["reading"].search.groups[0].places[0].unseen.endswith("(white letters)")
        assert "Not visible on the page (white letters)" in words(response)

    def test_a_document_of_text_marks_it_in_the_words(self, upload: Any, client: Client) -> None:
        version = filled(upload("words", "source", "n.txt"), [[("paragraph", "One word, one world.")]])

        shown = page(client, version, find="one", hit="0").content.decode()

        assert len(re.findall(r'class=" found found--here">One<', shown)) == 1
        assert len(re.findall(r'class=" found">one<', shown)) == 1

    def test_odd_words_do_no_harm(self, version: Version, client: Client) -> None:
        for odd in ("((", "\\", "*" * 500, '"', "AND", "<b>"):
            answer = page(client, version, find=odd)

            assert answer.status_code == 200
            assert "<b>" not in answer.content.decode()


class TestOverAPageBreak:
    def test_a_passage_is_highlighted_on_both_pages_and_each_leads_to_the_other(
        self, version: Version, client: Client
    ) -> None:
        start = version.text().index("will cut")
        at = f"{start}-{version.text().index('2030') + 4}"

        first, second = page(client, version, 1, at=at), page(client, version, 2, "page-sheet", at=at)

        assert "goes on on page 2 (printed 1) →" in words(first)
        assert "← begins on page 1 (printed i)" in words(second)
        assert reverse("pages", args=[version.pk, 2]) + f"?at={at}" in first.content.decode()
        (one,), (two,) = first.context["reading"].sheet.marks, second.context["reading"].sheet.marks
        assert len(one.boxes) == 4  # each word a box: will cut them in
        assert len(two.boxes) == 3  # half by 2030.; the footer and the header between are not marked

    def test_beside_a_report_in_the_workbench_too(self, upload: Any, client: Client) -> None:
        source = filled(upload("anything", "source", "s.txt"), PAGES, ["i", "1", "2"])
        start = source.text().index("will cut")
        at = f"{start}-{source.text().index('2030') + 4}"

        shown = client.get(reverse("review", args=[source.case_id]), {"source": source.pk, "at": at})

        assert "goes on on page 2 (printed 1) →" in words(shown)
        assert f"source={source.pk}&amp;source_page=2&amp;at={at}#evidence" in shown.content.decode()

    def test_a_passage_of_one_page_has_no_such_sign(self, version: Version, client: Client) -> None:
        shown = words(page(client, version, 2, at=span_of(version, "Nobody was harmed.")))

        assert "goes on" not in shown
        assert "begins on" not in shown


class TestWhatIsKnownOfAPage:
    def test_problems_of_this_page_and_a_way_to_the_others(self, version: Version, client: Client) -> None:
        version.problems = [
            {"code": "x", "message": "Letters are lost.", "page": 2},
            {"code": "y", "message": "Mended."},
        ]
        version.save()

        assert "Letters are lost." in words(page(client, version, 2))
        assert (
            reverse("document", args=[version.document_id]) + "#problems" in page(client, version, 2).content.decode()
        )
        assert "Letters are lost." not in words(page(client, version, 1))
        assert "Mended." in words(page(client, version, 1))  # of the whole: said at its beginning
        assert "Mended." not in words(page(client, version, 2))

    def test_words_say_how_sure_they_are_and_which_cannot_be_seen(self, version: Version, client: Client) -> None:
        row = version.pages.get(number=2)
        row.words = [[*word, 0.41] for word in row.words]
        row.save()
        version.passages.filter(kind="header").update(hidden="covered")

        answer = page(client, version, 2, "page-words").json()

        assert {word[7] for word in answer["words"]} == {0.41}
        header = version.passages.get(kind="header")
        assert answer["hidden"] == [[header.start, header.end, "Not visible on the page (under a picture or a bar)"]]

    def test_rows_are_a_table_with_places_and_the_header_again_on_the_next_page(
        self, upload: Any, client: Client
    ) -> None:
        version = filled(
            upload("words", "source", "n.txt"), [[("table_row", "Year\tTonnes")], [("table_row", "\t9,5")]]
        )
        head, row = version.passages.order_by("start")
        head.table, head.header, head.cells = 1, True, [[0, 4, 0, "A1"], [5, 11, 1, "B1"]]
        row.table, row.cells, row.place = 1, [[1, 4, 1, "B2"]], "Emissions!A2:B2"
        head.save()
        row.save()

        first, second = page(client, version), page(client, version, 2)

        assert re.search(r'<th scope="col" title="A1"><span [^>]*>Year</span></th>', first.content.decode())
        (group,) = second.context["reading"].sheet.groups
        assert group.columns == ["Year", "Tonnes"]
        assert [[piece.text for piece in cell.pieces] for cell in group.rows[0].cells] == [[], ["9,5"]]
        assert group.rows[0].row_number == "2"
        assert f'data-s="{row.start + 1}" data-e="{row.start + 4}"' in second.content.decode()

    def test_columns_of_numbers_are_told_and_short_rows_filled_up(self, upload: Any, client: Client) -> None:
        rows = ["Year\tTonnes\tNote", "2020\t(1.200,5)\tabout 3", "2021\tn/a", "2022\t13 %\tno"]
        version = filled(upload("w", "source", "n.txt"), [[("table_row", row) for row in rows]])
        for passage, row in zip(version.passages.order_by("start"), rows, strict=True):
            starts = [0, *(match.end() for match in re.finditer("\t", row))]
            words = row.split("\t")
            passage.cells = [[at, at + len(w), n, ""] for n, (at, w) in enumerate(zip(starts, words, strict=True))]
            passage.table, passage.header = 1, row == rows[0]
            passage.save()

        shown = page(client, version)

        (group,) = shown.context["reading"].sheet.groups
        assert [[cell.is_figure for cell in row.cells] for row in group.blocks] == [[True, True, False]] * 4
        assert shown.content.decode().count("<td") == 9  # and no room is kept for buttons that are not there

    def test_bullets_hang_before_their_items_and_spaces_at_the_beginning_of_lines_are_kept(
        self, upload: Any, client: Client
    ) -> None:
        said = [("list_item", "- first"), ("list_item", "2.1 second"), ("paragraph", "def f():\n    return 1")]
        version = filled(upload("w", "source", "n.txt"), [said])
        for passage, lead in zip(version.passages.order_by("start"), ("- ", "2.1 "), strict=False):
            passage.start += len(lead)
            passage.save()

        shown = page(client, version)

        assert [block.lead for block in shown.context["reading"].sheet.blocks] == ["–", "2.1", ""]
        assert "– first 2.1 second def f()" in words(shown)
        assert shown.content.decode().count("block--indented") == 1

    def test_an_utterance_has_a_name_and_its_time(self, upload: Any, client: Client) -> None:
        version = filled(upload("w", "source", "n.txt"), [[("utterance", "Yes."), ("utterance", "No.")]])
        version.passages.update(speaker="Ann", time_start=12.5, time_end=14)

        shown = page(client, version).content.decode()

        assert 'id="reading-u-0" data-time-start="12.500" data-time-end="14.000"' in shown
        assert shown.count('<span class="block__speaker">Ann</span>') == 1


def test_the_length_of_the_whole_is_told_by_runs_of_pages(version: Version, client: Client) -> None:
    answer = client.get(reverse("page-plan", args=[version.pk]))

    assert answer.json() == {"sizes": [[3, 600, 800, 0]]}
    again = client.get(reverse("page-plan", args=[version.pk]), headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_the_case_can_be_searched_from_a_page(version: Version, client: Client) -> None:
    assert (
        f'href="{reverse("search", args=[version.case_id])}" data-key="mod+k"' in page(client, version).content.decode()
    )


def test_strangers_find_none_of_it(version: Version, charlie: User) -> None:
    client = as_user(charlie)
    urls = [reverse(view, args=[version.pk, 1]) for view in ("page-sheet", "page-side")]

    assert {client.get(url).status_code for url in [*urls, reverse("page-plan", args=[version.pk])]} == {404}


def test_the_number_of_queries_does_not_grow_with_what_is_found(
    version: Version, client: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(16):
        page(client, version, find="e", hit="0")
