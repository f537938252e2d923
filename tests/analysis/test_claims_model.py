"""The learned judge, with the weights that ship."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from esgcheck.analysis.claims import model, score_claim
from esgcheck.analysis.claims.calibration import at_first, combined, likely_kind
from esgcheck.analysis.claims.model import FOLDER, KINDS, Judge, ModelUnavailable, judge
from esgcheck.analysis.claims.wordbag import the_bag

CLAIMS = [
    "In 2023 we cut our Scope 1 and 2 emissions by 12 % compared with 2019, to 14,300 tonnes.",
    "We will source all of our electricity from renewable sources by 2030.",
    "No fatal accidents occurred at our sites in the year under review.",
    "We replaced the lamps of both warehouses with LED lamps, which saves 40 MWh a year.",
]
OTHERS = [
    "For further information see page 44 of the annual report.",
    "Rounding differences may occur in the tables.",
    "The Supervisory Board consists of nine members.",
    "Rising interest rates may have an adverse effect on demand.",
]


def test_claims_are_judged_more_check_worthy_than_what_is_none():
    claims, others = judge(CLAIMS), judge(OTHERS)

    assert min(one.check for one in claims) > 0.5 > max(one.check for one in others)


def test_environmental_claims_are_told_from_other_claims():
    green, other = judge(["The new bottle is made of recycled plastic only.", "Women hold 34 % of leading positions."])

    assert green.environment > 0.5 > other.environment


def test_the_kind_of_a_claim_is_told():
    kinds = [one.kind for one in judge([CLAIMS[0], CLAIMS[1], CLAIMS[2]])]

    assert kinds == ["metric", "commitment", "denial"]


def test_chances_are_chances():
    for one in judge([*CLAIMS, *OTHERS, "", "…", "水"]):
        assert 0 <= one.grave <= one.check <= 1
        assert 0 <= one.environment <= 1
        assert len(one.kinds) == len(KINDS)
        assert sum(one.kinds) == pytest.approx(1)


def test_a_sentence_is_judged_the_same_alone_in_a_batch_again_and_by_many_threads():
    together = judge(CLAIMS + OTHERS)

    assert [judge([text])[0] for text in CLAIMS + OTHERS] == together
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda text: judge([text])[0], CLAIMS + OTHERS)) == together


def test_what_stands_twice_under_the_same_heading_is_asked_of_the_network_once(monkeypatch):
    asked = []
    monkeypatch.setattr(model, "the_judge", lambda: lambda words, heading: asked.append((words, heading)) or words)

    found = judge(["We save water.", "We save power.", "We save water.", "We save water."], ["A", "A", "A", "B"])

    assert found == ["We save water.", "We save power.", "We save water.", "We save water."]
    assert asked == [("We save water.", "A"), ("We save power.", "A"), ("We save water.", "B")]


def test_a_heading_is_heard():
    bare, headed = judge(["A cut of 12 %."]), judge(["A cut of 12 %."], ["Our greenhouse gas emissions"])

    assert bare != headed
    assert judge(["A cut of 12 %."], [""]) == bare


def test_every_sentence_needs_a_heading_where_headings_are_given():
    with pytest.raises(ValueError, match="2 sentences need as many headings"):
        judge(["One.", "Two."], ["Only one"])


def test_nothing_is_judged_of_nothing():
    assert judge([]) == []


@pytest.mark.parametrize("text", ["a" * 200_000, "cut emissions " * 14_000, "\n \t" * 60_000, "\x00\ud800" * 100_000])
def test_long_and_odd_text_costs_little(text):
    started = time.process_time()

    judge([text], [text])

    assert time.process_time() - started < 1


def test_without_its_files_it_says_what_to_do(tmp_path):
    with pytest.raises(ModelUnavailable, match="Install esgcheck again"):
        Judge(tmp_path)


def test_a_damaged_file_is_told_as_such(tmp_path):
    for name in ("tokenizer.json", "calibration.json"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    (tmp_path / "model.onnx").write_bytes(b"not a network")

    with pytest.raises(ModelUnavailable, match="could not be loaded"):
        Judge(tmp_path)


def test_it_is_loaded_once():
    judge(["One."])

    assert model.the_judge() is model.the_judge()


def heard_together(words: str, rules: float, language: str = "en", judged: str = "") -> float:
    return combined(judge([judged or words])[0], the_bag()(words), rules, words, language)


def test_rules_words_and_network_are_heard_together():
    assert heard_together(CLAIMS[0], 0.9) > heard_together(CLAIMS[0], 0.1)
    assert heard_together(CLAIMS[0], 0.8) > heard_together(CLAIMS[0], 0.8, judged=OTHERS[0])
    assert heard_together(OTHERS[0], 0.1) < 0.2 < 0.6 < heard_together(CLAIMS[0], 0.8)


def test_where_the_language_is_not_known_words_and_rules_decide():
    text = "Wir haben unsere Emissionen um 12 % gesenkt."

    one, other = (heard_together(text, 0.7, "de", judged=words) for words in (CLAIMS[0], OTHERS[0]))

    assert one == other == at_first(the_bag()(text), 0.7, text, "de")
    assert one > heard_together(text, 0.1, "de")


def test_a_bare_sentence_can_be_scored_as_an_environmental_claim():
    green = "Our packaging is made of recycled plastic only."

    assert score_claim(green, about="environment") > 0.7
    assert score_claim("Women hold 34 % of leading positions.", about="environment") < 0.1
    assert score_claim("", about="environment") < 0.1


def test_rules_and_network_are_heard_on_the_kind_too():
    metric, certificate = judge([CLAIMS[0], "The plant in Bergdorf is certified to ISO 14001."])

    assert likely_kind(metric, "metric") == "metric"
    assert likely_kind(certificate, "certification") == "certification"
    assert likely_kind(metric, "quoted_finding") == "quoted_finding"


def test_nothing_is_written_and_nobody_is_called(tmp_path):
    """onnxruntime would leave an identifier and report to its maker, unless it is told otherwise before its import."""
    program = "from esgcheck.analysis.claims.model import judge; judge(['We cut our emissions.'])"
    quiet = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    homes = {name: str(tmp_path) for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}

    subprocess.run([sys.executable, "-c", program], env={**quiet, **homes}, check=True)

    assert list(tmp_path.rglob("*")) == []
