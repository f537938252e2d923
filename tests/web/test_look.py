"""Icons, times, durations, the bar by verdict, and the page that shows everything the pages are made of."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone as now

from esgcheck.claims.models import CheckStatus, ClaimKind, Stance, VerdictValue
from esgcheck.web.templatetags.look import VERDICTS, duration, icon, verdict_bar, when
from esgcheck.web.views.styleguide import styleguide

ROOT = Path(__file__).resolve().parents[2]
SYMBOLS = set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "static/img/icons.svg").read_text()))


def test_every_icon_that_a_template_names_is_drawn():
    templates = "".join(path.read_text() for path in (ROOT / "templates").rglob("*.html"))

    named = set(re.findall(r'{% icon "([\w-]+)"(?! *\|| *\w*\|)', templates))
    named = {name for name in named if not name.endswith("-")}

    assert named - SYMBOLS == set()


@pytest.mark.parametrize(
    ("prefix", "values"),
    [
        ("stance", Stance.values),
        ("verdict", [*VerdictValue.values, "open"]),
        ("kind", ClaimKind.values),
        ("quotation", CheckStatus.values),
    ],
)
def test_every_value_has_a_sign_of_its_own(prefix, values):
    assert {f"{prefix}-{value}" for value in values} <= SYMBOLS


def test_verdicts_are_those_of_the_database_in_the_same_words():
    assert [*VerdictValue.choices, ("open", "Open")] == list(VERDICTS.items())


def test_icon_without_label_is_hidden_from_screen_readers_and_a_label_is_escaped():
    assert 'aria-hidden="true"' in icon("check")
    assert 'aria-label="&lt;b&gt;"' in icon("check", label="<b>")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""),
        (3, "a few seconds"),
        (22, "about 20 seconds"),
        (70, "about a minute"),
        (130, "about 2 minutes"),
        (4000, "about an hour"),
        (7300, "about 2 hours"),
    ],
)
def test_durations_promise_no_more_than_is_known(seconds, words):
    assert duration(seconds) == words


def test_times_are_as_people_write_them_and_exact_on_hover():
    assert ">today, " in when(now.now())
    assert ">yesterday, " in when(now.now() - timedelta(days=1))
    old = when(datetime(2021, 3, 5, 14, 2, 9, tzinfo=UTC))
    assert ">5 March 2021<" in old
    assert 'title="Friday 5 March 2021, 14:02:09 UTC"' in old


def test_stretches_of_the_bar_fill_it_and_say_their_numbers():
    bar = verdict_bar({"supported": 1, "contradicted": 2, "open": 3})

    assert sum(float(stretch["width"]) for stretch in bar["stretches"]) == pytest.approx(1000, abs=0.1)
    assert [stretch["number"] for stretch in bar["stretches"]] == [1, 2, 0, 0, 0, 3]
    assert "1 supported, 2 contradicted" in render_to_string("components/verdict_bar.html", bar)


def test_bar_of_nothing_is_drawn_without_dividing_by_zero():
    assert verdict_bar({})["total"] == 0


def test_suggestion_is_an_outline_with_a_question_mark_and_a_decision_is_filled():
    badge = Template('{% include "components/stance_badge.html" %}')

    suggested = badge.render(Context({"stance": "contradicts", "by": "machine"}))
    decided = badge.render(Context({"stance": "contradicts", "by": "person"}))

    assert "badge--suggested" in suggested
    assert "contradicts?" in suggested
    assert "badge--decided" in decided
    assert "?" not in decided.partition("</svg>")[2]


def test_style_guide_shows_every_verdict_kind_and_status(alice):
    request = RequestFactory().get("/styleguide/")
    request.user = alice

    page = styleguide(request).content.decode()

    for words in [*VERDICTS.values(), *ClaimKind.labels, "Not found in the sources"]:
        assert words in page
    assert "style=" not in page
