"""Claims of two reports of one organisation, paired by their words."""

from __future__ import annotations

import pytest

from esgcheck.analysis import find_claims
from esgcheck.analysis.reading.plain import document_from_text
from esgcheck.analysis.types import Document
from esgcheck.analysis.years import AcrossYears, YearClaim, across_years

FILLER = [
    "We train our forklift drivers twice a year in the depot at Moorgate.",
    "The board discussed the supply of reed switches in four of its meetings.",
]


def claims_of(*sentences: str) -> tuple[list[YearClaim], Document]:
    """Each sentence a claim, with the fields that the finder gives it."""
    document = document_from_text("\n\n".join(sentences))
    found = {claim.text: claim for claim in find_claims(document)}
    claims = []
    for passage in document.passages:
        text = passage.span.of(document.text)
        claim = found.get(text)
        claims.append(YearClaim(passage.span, text, claim.kind if claim else "general", claim.fields if claim else ()))
    return claims, document


def became(before: str, after: str) -> AcrossYears:
    earlier, _ = claims_of(before, *FILLER)
    later, document = claims_of(*FILLER, after)
    return next(one for one in across_years(earlier, later, document) if one.earlier == 0)


@pytest.mark.parametrize(
    ("before", "after", "outcome", "change"),
    [
        (
            "We will cut our Scope 1 and 2 emissions by 50 % by 2030.",
            "We will cut our Scope 1 and 2 emissions by 50 % by 2035.",
            "deadline_moved",
            ("deadline", "2030", "2035"),
        ),
        (
            "We will cut our Scope 1 and 2 emissions by 50 % by 2030.",
            "We will cut our Scope 1 and 2 emissions by 42 % by 2030.",
            "target_moved",
            ("target", "50 %", "42 %"),
        ),
        (
            "We reduced our water withdrawal by 12 % compared with 2015.",
            "We reduced our water withdrawal by 12 % compared with 2019.",
            "baseline_changed",
            ("baseline", "2015", "2019"),
        ),
    ],
)
def test_what_moved_is_named_with_before_and_after(
    before: str, after: str, outcome: str, change: tuple[str, str, str]
) -> None:
    one = became(before, after)

    assert one.outcome == outcome
    (told,) = one.changes
    assert told.field == change[0]
    assert change[1] in told.before
    assert change[2] in told.after


def test_a_promise_is_known_by_its_figures_when_it_is_told_in_other_words() -> None:
    one = became(
        "As set out here, we are accelerating our efforts and will take the necessary action to reduce our Scope 1 and "
        "Scope 2 emissions by at least 30 per cent from 2020 levels by 2030.",
        "In 2020, we set a medium-term target to reduce our operational emissions by at least 30 % from 2020 levels by "
        "FY2030.",
    )
    assert one.later is not None
    assert one.outcome == "reworded"


def test_a_promise_that_was_made_twice_and_is_told_once_is_carried_on_both_times() -> None:
    told = "We will take action to reduce our Scope 1 and Scope 2 emissions by at least 30 % from 2020 levels by 2030."
    earlier, _ = claims_of(
        told, "Our target is to reduce operational emissions by 30 % from 2020 levels by 2030.", *FILLER
    )
    later, document = claims_of(
        *FILLER, "We set a target to reduce our operational emissions by 30 % from 2020 levels by 2030."
    )
    found = across_years(earlier, later, document)
    assert [one.outcome == "dropped" for one in found if one.earlier in (0, 1)] == [False, False]


def test_a_promise_about_something_else_with_the_same_figures_is_another() -> None:
    one = became(
        "We will reduce our Scope 1 and Scope 2 emissions by at least 30 % from 2020 levels by 2030.",
        "We will lower the water withdrawal of all mines by 30 % compared with 2020 by 2030.",
    )
    assert one.outcome == "dropped"


def test_a_deadline_that_is_no_longer_given_has_moved_too() -> None:
    one = became(
        "We will reach net zero emissions in our depots by 2040.", "We will reach net zero emissions in our depots."
    )

    assert (one.outcome, one.changes[0].after) == ("deadline_moved", "")


@pytest.mark.parametrize(
    ("before", "after", "outcome"),
    [
        ("All our depots are certified to ISO 14001.", "All our depots are certified to ISO\u00a014001.", "kept"),
        ("We employ no children in our depots.", "We aim to employ no children in our depots.", "reworded"),
        (
            "Our depots used 1,204 MWh of bought electricity.",
            "Our depots used 1,350 MWh of bought electricity.",
            "figures_changed",
        ),
        ("Our suppliers sign a code of conduct every year.", "Harbour cranes were painted green.", "dropped"),
    ],
)
def test_what_became_of_a_claim(before: str, after: str, outcome: str) -> None:
    assert became(before, after).outcome == outcome


def test_a_sentence_that_is_no_claim_any_more_still_carries_a_claim_on() -> None:
    earlier, _ = claims_of("Independent auditors visit each of our tier-one suppliers every second year.", *FILLER)
    later, document = claims_of(*FILLER, "Independent auditors visit each of our tier-one suppliers every second year.")

    (one, *_) = across_years(earlier, later[:-1], document)

    assert (one.outcome, one.later) == ("kept", None)
    assert one.there == later[-1].span


def test_what_was_dropped_comes_with_the_nearest_that_there_is() -> None:
    one = became(
        "Every mine publishes its tailings monitoring data each quarter on a public website.",
        "The tailings monitoring data of a mine stays with contractors, insurers, lenders and the ministry.",
    )

    assert one.outcome == "dropped"
    assert one.there is not None


def test_each_claim_of_either_year_is_told_once_and_new_ones_last() -> None:
    earlier, _ = claims_of("Our suppliers sign a code of conduct.", *FILLER)
    later, document = claims_of(*FILLER, "We opened a wind park near Alto Mirca.")

    found = across_years(earlier, later, document)

    assert [one.earlier for one in found if one.earlier is not None] == [0, 1, 2]
    assert [one.later for one in found if one.outcome == "new"] == [2]


def test_two_claims_do_not_share_one_partner_while_another_fits() -> None:
    pair = ("We cut emissions at our northern depots by 12 %.", "We cut emissions at our southern depots by 8 %.")
    earlier, _ = claims_of(*pair)
    later, document = claims_of(*reversed(pair))

    assert [one.later for one in across_years(earlier, later, document)] == [1, 0]


def test_scopes_are_not_mistaken_for_each_other() -> None:
    pair = ("Scope 1 emissions of our depots fell by 12 %.", "Scope 3 emissions of our depots fell by 8 %.")
    earlier, _ = claims_of(*pair)
    later, document = claims_of(*reversed(pair))

    assert [one.later for one in across_years(earlier, later, document)] == [1, 0]


def test_a_report_without_claims_is_no_error() -> None:
    earlier, _ = claims_of("Our suppliers sign a code of conduct.")

    assert [one.outcome for one in across_years(earlier, [], document_from_text(""))] == ["dropped"]
    assert across_years([], [], None) == []
