"""Which passages are suggested, and why they are said to be."""

from __future__ import annotations

from collections.abc import Callable

from esgcheck import pipeline
from esgcheck.claims.models import Suggestion
from esgcheck.documents.models import Version

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
    assert (suggestion.rank, suggestion.reasons) == (1, ["it has the same words: “scope”, “emissions”"])
