from __future__ import annotations

import time

import pytest

from esgcheck.analysis.qualifying import qualified


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We're not going to absolve the company.", ("not going to absolve",)),
        ("We are not clearing you.", ("not clearing",)),
        ("We could not confirm that, because the logs had been overwritten.", ("could not confirm", "overwritten")),
        ("But there were some failings in the system.", ("but", "failings")),
        ("There’s some flags you should have looked at.", ("flags", "should have")),
        ("Es gab jedoch Mängel.", ("jedoch", "mängel")),
        ("Restano tuttavia gravi carenze.", ("tuttavia", "carenze")),
    ],
)
def test_words_that_limit_what_is_said_are_named(text: str, words: tuple[str, ...]) -> None:
    assert qualified(text).words == words


@pytest.mark.parametrize(
    "text", ["", "The pumps were replaced in winter.", "We clear the site every morning.", "Buttons and flagstones"]
)
def test_plain_statements_are_not_limited(text: str) -> None:
    assert qualified(text) == ((), 0.0)


def test_a_reservation_weighs_more_than_a_turn() -> None:
    assert qualified("This is a problem.").weight > qualified("But it rained.").weight


def test_a_page_without_any_end_is_read_at_once() -> None:
    started = time.process_time()
    for hostile in ("not " * 50_000, "could not " * 20_000, "a" * 200_000, "not a b c " * 20_000):
        qualified(hostile)
    assert time.process_time() - started < 8
