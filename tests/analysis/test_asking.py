"""The language of the search box."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esgcheck.analysis.asking import BadQuery, Either, Every, Query, Without, Words, asked

A, B, C = (Words((letter,), forms=True) for letter in "abc")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("a", A),
        ("a b", Every((A, B))),
        ("a AND b", Every((A, B))),
        ("a OR b c", Either((A, Every((B, C))))),
        ("(a OR b) c", Every((Either((A, B)), C))),
        ("a NOT b", Every((A, Without(B)))),
        ("a -b", Every((A, Without(B)))),
        ("a -(b OR c)", Every((A, Without(Either((B, C)))))),
        ('"a b"', Words(("a", "b"))),
        ("“a b”", Words(("a", "b"))),
        ("„a b“", Words(("a", "b"))),
        ('"a b', Words(("a", "b"))),
        ("emiss*", Words(("emiss",), begins=True)),
        ("long-term", Words(("longterm",), forms=True)),
        ("2.5", Words(("2", "5"))),
        ("and", Words(("and",), forms=True)),
        ("Zürich", Words(("zurich",), forms=True)),
        ("ﬁnd", Words(("find",), forms=True)),
    ],
)
def test_what_is_typed_is_read(typed: str, read: Query) -> None:
    assert asked(typed) == read


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type the words"),
        ("…", "Type the words"),
        ("NOT a", "NOT alone"),
        ("a OR NOT b", "NOT alone"),
        ("a AND", "nothing after AND"),
        ("OR a", "nothing before OR"),
        ("a NOT NOT b", "twice"),
        ("(a", "not closed"),
        ("a)", "no opening one"),
        ("()", "nothing between"),
        ("a " * 41, "at most 40"),
        ("(" * 21 + "a" + ")" * 21, "brackets"),
        ("a" * 501, "500"),
    ],
)
def test_what_makes_no_sense_is_told_in_a_sentence(typed: str, said: str) -> None:
    with pytest.raises(BadQuery, match=said):
        asked(typed)


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet='ab "()-*ANDORT“”\u00ad', max_size=40))
def test_nothing_else_is_ever_raised(typed: str) -> None:
    with suppress(BadQuery):
        asked(typed)
