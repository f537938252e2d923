"""Which passages are suggested, and why they are said to be."""

from __future__ import annotations

from collections.abc import Callable

from esgcheck import pipeline
from esgcheck.claims.models import Suggestion
from esgcheck.documents.models import Version
from esgcheck.documents.reading import as_read

REPORT = "In 2023 we reduced our Scope 1 emissions by 32 % compared with 2019.\n"
SOURCE = """Signed in two copies in 2023.

The emissions figures of Scope 1 were put together by the sites themselves.

The canteen closed in 2019.
"""


def test_a_passage_says_what_it_shares_and_one_that_shares_nothing_telling_is_left_out(
    upload: Callable[..., Version],
) -> None:
    upload(REPORT, "report")
    upload(SOURCE, "source", "minutes.txt")

    pipeline.run_everything()

    suggestion = Suggestion.objects.get()
    assert suggestion.exact.startswith("The emissions figures")
    assert suggestion.rank == 1
    assert suggestion.reasons == [
        "it has the same words: “scope”, “emissions”",
        "it is on the same topic: Climate change",
    ]


def test_a_passage_that_stands_in_several_places_is_suggested_once_with_all_of_them(
    upload: Callable[..., Version],
) -> None:
    upload(REPORT, "report")
    first = upload("Scope 1 emissions of the sites fell by 9 % in 2023.\n\nThe canteen closed.\n", "source", "a.txt")
    again = upload("The new hall is open.\n\nScope 1 emissions of the sites fell by 9 %, in 2023.\n", "source", "b.txt")
    upload("Scope 1 emissions of the sites fell by 8 % in 2023.\n", "source", "c.txt")

    pipeline.run_everything()

    repeated, other = Suggestion.objects.order_by("-exact")
    assert "9 %" in repeated.exact
    assert "8 %" in other.exact
    ((place),) = repeated.places
    there = {str(first.pk), str(again.pk)}
    assert {str(repeated.version_id), place["version"]} == there
    stands_in = Version.objects.get(pk=place["version"])
    stands_there = as_read(stands_in).text[place["start"] : place["end"]]
    assert "emissions of the sites fell by 9 %" in stands_there
    assert other.places == []


def test_what_the_report_says_elsewhere_comes_after_the_sources_and_never_the_claim_itself(
    upload: Callable[..., Version],
) -> None:
    report = upload(
        REPORT + "\nThe canteen closed.\n\n" + REPORT + "\nScope 1 emissions rose by 4 % between 2022 and 2023.\n",
        "report",
    )
    upload("The Scope 1 emissions of the sites fell by 9 % in 2023.\n", "source", "minutes.txt")

    pipeline.run_everything()

    rows = Suggestion.objects.filter(claim_start=0).order_by("rank")
    source, own = rows
    assert "fell by 9 %" in source.exact
    assert (own.version_id, own.exact) == (report.pk, "Scope 1 emissions rose by 4 % between 2022 and 2023.")
