"""What a claim says of itself."""

from __future__ import annotations

from tests.analysis.recomputing.reports import became_of, shortly


def test_a_change_with_its_two_values_is_worked_out():
    assert shortly(
        became_of("Net assets increased by 18.3% in 2023, from 1.42 billion euro in 2022 to 1.74 billion euro.")
    ) == [("change", "differs", "+22.5 %")]


def test_a_sum_with_its_parts_is_worked_out():
    found = became_of("The Group had 3,926 employees, comprised of 3,418 men and 508 women.")

    assert shortly(found) == [("sum", "agrees", "3,926")]
    assert found[0].steps == ("3,418 + 508 = 3,926",)


def test_parts_that_may_not_be_all_are_no_difference():
    assert became_of("The Group had 3,926 employees, of which 418 engineers and 508 women.") == []


def test_a_share_in_brackets_is_that_of_the_first_figure():
    found = became_of("The Group generated 12,271 tonnes of waste, of which 10,420 tonnes (85%) were non-hazardous.")

    assert ("share", "agrees", "84.9 %") in shortly(found)


def test_figures_that_are_not_held_against_each_other_are_silence():
    assert (
        became_of("Sales fell by 2.2% or EUR 7.8 million, yet at EUR 343.0 million Germany was the largest market.")
        == []
    )


def test_a_share_that_a_rise_leads_to_is_no_change():
    found = became_of(
        "The number of women rose from 1,643 in 2017 to 2,031 in 2018 and to 2,279 in 2019 - growing to be equal to "
        "27.9% of the total workforce.",
        year=2019,
    )
    assert not [one for one in found if one.outcome == "differs"]
