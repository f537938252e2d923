"""What is told without quotation marks: by whom, with which word, and where it begins and ends."""

import pytest

from esgcheck.analysis.quotations import find_quotations
from esgcheck.analysis.reading.plain import document_from_text
from esgcheck.analysis.types import FoundQuotation


def told(text: str) -> list[FoundQuotation]:
    return [q for q in find_quotations(document_from_text(text)) if q.kind == "indirect"]


def only(text: str) -> FoundQuotation:
    found = told(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content"),
    [
        ("The auditor found that nobody had asked.", "The auditor", "found", "that nobody had asked"),
        ("The review concluded that the firm knew.", "The review", "concluded", "that the firm knew"),
        ("Maria Lopez said the plant was closed.", "Maria Lopez", "said", "the plant was closed"),
        ("Lopez told the board that the plant was closed.", "Lopez", "told", "that the plant was closed"),
        ("Acme told investors on Monday that it would stop.", "Acme", "told", "that it would stop"),
        ("The plant was closed in May, officials said.", "officials", "said", "The plant was closed in May"),
        ("The plant was closed, said Maria Lopez.", "Maria Lopez", "said", "The plant was closed"),
        ("According to the union, nobody was told.", "the union", "According to", "nobody was told"),
        ("Nobody was told, according to the union.", "the union", "according to", "Nobody was told"),
        ("Acme denied that it knew of the leak.", "Acme", "denied", "that it knew of the leak"),
        ("Acme denied the allegations.", "Acme", "denied", "the allegations"),
        ("The ministry warned of further leaks.", "The ministry", "warned", "further leaks"),
        ("The union called for an inquiry.", "The union", "called", "an inquiry"),
        ("Lopez asked whether anybody had looked.", "Lopez", "asked", "whether anybody had looked"),
        ("Acme declined to comment.", "Acme", "declined", "to comment"),
        ("The union accused Acme of hiding it.", "The union", "accused", "Acme of hiding it"),
        ("The tests show that the water is unsafe.", "The tests", "show", "that the water is unsafe"),
        ("Lopez, a lawyer, said she had seen it.", "Lopez", "said", "she had seen it"),
        ("Workers who spoke to the union said they were unpaid.", "Workers", "said", "they were unpaid"),
        ("As Lopez noted, the plant was closed.", "Lopez", "noted", "the plant was closed"),
        ("Acme did not respond to a request for comment.", "Acme", "did not respond", "a request for comment"),
        ("Acme rejected the union's claim that it knew.", "the union's", "claim", "that it knew"),
        ("Acme didn't say whether it knew.", "Acme", "didn't say", "whether it knew"),
        ("Noting that it was late, Lopez left.", "Lopez", "Noting", "that it was late"),
        ("Acme announced its new plans on Monday.", "Acme", "announced", "its new plans"),
        ("In May, the survey found a rise in accidents.", "the survey", "found", "a rise in accidents"),
        ("But the plant was closed, the records show.", "the records", "show", "the plant was closed"),
        ("Lopez said that the test, a cheap one, failed, which Acme denies.", "Lopez", "said", None),
        ("Asked by the regulator whether it knew, Acme left.", "the regulator", "Asked", "whether it knew"),
        ("Acme was warned by the union that it was late.", "the union", "warned", "that it was late"),
        ("The nominee explained that it was late.", "The nominee", "explained", "that it was late"),
        ("Acme issued a statement saying it was late.", "Acme", "saying", "it was late"),
        ("Acme left, with a survey finding that it was late.", "a survey", "finding", "that it was late"),
        ("Lopez spoke at the plant on Monday about unpaid work.", "Lopez", "spoke", "unpaid work"),
        ("Lopez recalled her time at the plant.", "Lopez", "recalled", "her time at the plant"),
        ("Lopez signed a letter that she said was written by Acme.", "she", "said", "was written by Acme"),
        ("The plant was late, Ana Lopez, a lawyer, wrote in a memo.", "Ana Lopez", "wrote", "The plant was late"),
        ("Lopez said Acme is late and showing no care.", "Lopez", "said", "Acme is late and showing no care"),
        (
            "Officials say workers still use the doors, leaving them open.",
            "Officials",
            "say",
            "workers still use the doors",
        ),
        ("Acme reported having 40 plants in May.", "Acme", "reported", "having 40 plants in May"),
        ("The union described the inquiry as a mistake.", "The union", "described", "the inquiry as a mistake"),
        ("A poll from Ipsos released Wednesday found the firm ahead.", "A poll", "found", "the firm ahead"),
        ("A survey of all wells last week showed that it is so.", "A survey of all wells", "showed", "that it is so"),
        ("The plant was late, a study filed by the Council of Towns found.", "a study", "found", "The plant was late"),
        ("Nobody asked, according to one of its directors.", "one", "according to", "Nobody asked"),
        ("Lopez was quick to point out that it was late.", "Lopez", "point", "that it was late"),
        ("Acme promised to clean the river, which it had spoilt.", "Acme", "promised", "to clean the river"),
        ("Lopez said the plant was late, compared with May.", "Lopez", "said", "the plant was late"),
        ("Lopez said it was late - though nobody had asked.", "Lopez", "said", "it was late"),
        ("Still, she said, the plant was late.", "she", "said", "the plant was late"),
        ("The plant was late, he said, on condition of anonymity.", "he", "said", "The plant was late"),
        ("The plant was late, said a spokesman, Ana Lopez, who left.", "a spokesman", "said", "The plant was late"),
        ("In Bari (most have no wells, said the union) they wait.", "the union", "said", "most have no wells"),
        ("Lopez told reporters he planned to leave.", "Lopez", "told", "he planned to leave"),
        ("While the leaders of most parties say it is so, we go.", "the leaders of most parties", "say", "it is so"),
    ],
)
def test_speaker_cue_and_content(text, speaker, cue, content):
    found = only(text)

    assert (found.speaker, found.cue) == (speaker.removesuffix("'s"), cue)
    assert found.exact == (content or "that the test, a cheap one, failed")
    assert found.exact == found.span.of(text)
    assert found.speaker_span is not None
    assert found.speaker_span.of(text) == speaker
    assert found.cue_span is not None
    assert found.cue_span.of(text) == cue


def test_a_question_is_found_where_nobody_is_named_who_asks():
    found = only("Acme, when asked whether it knew, declared victory.")

    assert (found.exact, found.speaker, found.speaker_span) == ("whether it knew", "", None)
    assert only("Asked in Iowa recently whether it knew, Acme left.").exact == "whether it knew"


def test_after_a_quotation_that_ends_in_a_full_stop_a_sentence_begins_anew():
    text = "She called it “very near and dear to my heart.” He said the plant was closed."

    found = only(text)

    assert (found.exact, found.speaker) == ("the plant was closed", "He")


def test_a_verb_with_a_clause_of_its_own_tells_it_beside_a_quotation():
    text = "Although Lopez called him “a friend for some time,” he claimed they had never met."

    assert only(text).exact == "they had never met"


def test_what_a_report_says_of_its_owner_is_nobodys_speech():
    text = "Otterlund believes that the plant is safe. Otterlund's auditors believe that the plant is not safe."

    [found] = [q for q in find_quotations(document_from_text(text), owner="Otterlund") if q.kind == "indirect"]

    assert found.exact == "that the plant is not safe"
    assert len(told(text)) == 2


def test_an_attribution_in_the_middle_leaves_two_halves():
    found = told("The plant, Lopez said, was closed in May.")

    assert [(q.exact, q.speaker) for q in found] == [("The plant", "Lopez"), ("was closed in May", "Lopez")]


def test_what_is_told_ends_where_the_same_person_goes_on_to_say_something_else():
    found = told("Lopez said the plant was closed and denied that anybody was hurt.")

    assert [q.exact for q in found] == ["the plant was closed", "that anybody was hurt"]


def test_what_a_subordinate_clause_tells_ends_before_the_main_clause():
    found = only("If the tests show that the water is unsafe, the town will close the wells.")

    assert found.exact == "that the water is unsafe"


def test_an_attribution_that_ends_the_sentence_ends_what_another_tells_within_it():
    found = told("The court ruled that the permit was void, the ministry said on Friday.")

    assert [(q.speaker, q.exact) for q in found] == [
        ("the ministry", "The court ruled that the permit was void"),
        ("The court", "that the permit was void"),
    ]


def test_what_somebody_thinks_in_what_they_tell_is_part_of_it_and_what_a_third_party_tells_is_not():
    fears = told("The union says it fears that the wells are dry.")
    ruling = told("The union says the court ruled that the permit was void.")

    assert [q.exact for q in fears] == ["it fears that the wells are dry"]
    assert [(q.speaker, q.exact) for q in ruling] == [
        ("The union", "the court ruled that the permit was void"),
        ("the court", "that the permit was void"),
    ]


def test_what_is_told_before_a_quotation_ends_where_another_verb_leads_up_to_it():
    text = "Lopez praised the firm, saying it had done well and calling it “a model of its kind in the whole town”."

    [found] = told(text)

    assert (found.speaker, found.exact) == ("Lopez", "it had done well")


def test_a_pronoun_leads_to_the_name_and_keeps_what_stands_there():
    found = told("Maria Lopez left the firm in May. She said the plant was closed.")

    assert [(q.speaker, q.said_as) for q in found] == [("Maria Lopez", "She")]


@pytest.mark.parametrize(
    "text",
    [
        "Emissions are calculated according to the GHG Protocol.",
        "According to ISO 14001, targets are set every year.",
        "The following table shows that emissions fell.",
        "Our figures show that emissions fell.",
        "We believe that water is a human right.",
        "The Group believes that people are its strength.",
        "The United States stepped up its pressure.",
        "Sustainability reporting that covers water is new.",
        "The claims that were settled cost nothing.",
        "The supplier was told that the contract had ended.",
        "The rules found in the annex apply.",
        "Acme maintains close ties with its suppliers.",
        "Most Southern states that will vote in May are small.",
        "Party rules that could change were kept.",
        "It kept its reports that were late.",
        "Acme has claims in the area.",
        "Acme, when asked about it, declared victory.",
    ],
)
def test_what_nobody_told_is_left_out(text):
    assert told(text) == []


def test_words_in_marks_are_told_as_the_quotation_only():
    found = find_quotations(document_from_text("Lopez said that the plant was “an open secret in the whole town”."))

    assert [q.kind for q in found] == ["direct"]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Anna Weber sagte, dass das Werk geschlossen sei.", "Anna Weber", "dass das Werk geschlossen sei"),
        ("Laut dem Bericht wurde nichts gefunden.", "dem Bericht", "wurde nichts gefunden"),
        ("Mario Rossi ha detto che era chiusa.", "Mario Rossi", "che era chiusa"),
        ("Secondo il rapporto, nulla è stato trovato.", "il rapporto", "nulla è stato trovato"),
        ("Marie Dupont a déclaré que l’usine était fermée.", "Marie Dupont", "que l’usine était fermée"),
        ("Selon le rapport, rien n’a été trouvé.", "le rapport", "rien n’a été trouvé"),
        ("审计师王芳表示，公司没有发现任何问题。", "审计师王芳", "公司没有发现任何问题"),
        ("据路透社报道，工厂已经关闭。", "路透社", "工厂已经关闭"),
    ],
)
def test_other_languages(text, speaker, content):
    found = only(text)

    assert (found.speaker, found.exact) == (speaker, content)
