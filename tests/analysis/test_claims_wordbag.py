"""The weights of words: cheap, the same everywhere, and first; of what they are sure, the network is not asked."""

import time
import zlib

import pytest

from esgcheck.analysis.claims import judging
from esgcheck.analysis.claims.judging import PROPOSED, judged_units
from esgcheck.analysis.claims.model import FOLDER, ModelUnavailable, judge
from esgcheck.analysis.claims.units import Unit
from esgcheck.analysis.claims.wordbag import SLOTS, WordBag, slots_of, the_bag, words_of
from esgcheck.analysis.types import Span

CLAIMS = [
    "In 2023 we cut our Scope 1 and 2 emissions by 12 % compared with 2019, to 14,300 tonnes.",
    "No fatal accidents occurred at our sites in the year under review.",
]
OTHERS = ["For further information see page 44 of the annual report.", "Rounding differences may occur in the tables."]


def unit(words: str) -> Unit:
    return Unit(Span(0, len(words)), words, "paragraph")


@pytest.fixture
def asked(monkeypatch) -> list[str]:
    """What the network is asked about."""
    sentences: list[str] = []

    def noted(words, headings=None):
        sentences.extend(words)
        return judge(words, headings)

    monkeypatch.setattr(judging, "judge", noted)
    return sentences


def test_numbers_are_alike_and_chinese_is_taken_sign_by_sign():
    assert words_of("We cut 1,200 t by 12 %") == ["we", "cut", "#", "#", "t", "by", "#", "%"]
    assert words_of("减排12%") == ["减", "排", "#", "%"]


def test_slots_are_the_same_on_every_machine():
    slots = slots_of("Water", "Our sites")

    assert slots == sorted(
        zlib.crc32(name) % SLOTS for name in (b"^", b"water", b"$", b"^ water", b"water $", b"h:our", b"h:sites")
    )


def test_claims_sound_more_like_claims_than_what_is_none():
    assert min(the_bag()(text).claim for text in CLAIMS) > max(the_bag()(text).claim for text in OTHERS)


def test_environmental_claims_sound_greener():
    green, other = (the_bag()(text).green for text in (CLAIMS[0], CLAIMS[1]))

    assert green > other


def test_a_heading_is_heard():
    assert the_bag()("A cut of 12 %.", "Our emissions") != the_bag()("A cut of 12 %.")


@pytest.mark.parametrize("text", ["a" * 200_000, "cut emissions " * 14_000, "水" * 200_000, "\x00\ud800" * 100_000, ""])
def test_long_and_odd_text_costs_little(text):
    started = time.process_time()

    the_bag()(text, text)

    assert time.process_time() - started < 0.2


def test_without_its_file_it_says_what_to_do(tmp_path):
    with pytest.raises(ModelUnavailable, match="Install esgcheck again"):
        WordBag(tmp_path)


def test_a_damaged_file_is_told_as_such(tmp_path):
    (tmp_path / "wordbag.npz").write_bytes((FOLDER / "wordbag.npz").read_bytes()[:2_000])

    with pytest.raises(ModelUnavailable, match="could not be loaded"):
        WordBag(tmp_path)


def test_it_is_loaded_once():
    assert the_bag() is the_bag()


def test_what_is_surely_none_the_network_is_not_asked_about(asked):
    verdicts = judged_units([unit(text) for text in (*CLAIMS, *OTHERS)])

    assert asked == CLAIMS
    assert [verdict.proposed for verdict in verdicts] == [True, True, False, False]
    assert all(0 <= verdict.score < PROPOSED for verdict in verdicts[2:])


def test_a_verdict_is_the_same_alone_and_among_others():
    units = [unit(text) for text in (*CLAIMS, *OTHERS)]

    assert judged_units(units) == [judged_units([one])[0] for one in units]


def test_in_a_language_that_the_network_does_not_know_it_tells_the_kind_of_what_is_proposed_only(asked):
    claim = "Wir haben unsere Emissionen im Jahr 2023 um 12 % gesenkt."

    said, other = judged_units([unit(claim), unit("Der Aufsichtsrat besteht aus neun Mitgliedern.")])

    assert asked == [claim]
    assert said.proposed
    assert not other.proposed
