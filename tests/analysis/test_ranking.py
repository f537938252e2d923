"""Two orders become one; what says the same is one entry; a claim does not bear on itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from esgcheck.analysis import Corpus
from esgcheck.analysis.embedding.neighbours import Neighbour
from esgcheck.analysis.evidence import EvidenceIndex, Scored
from esgcheck.analysis.fusing import leads
from esgcheck.analysis.ranking import Own, rank
from esgcheck.analysis.types import Span


class Nearest:
    """A neighbourhood that is known."""

    def __init__(self, *starts: int, cosine: float = 0.6) -> None:
        self.found = [Neighbour(0, start, cosine) for start in starts]

    def find(self, limit: int) -> list[Neighbour]:
        return self.found[:limit]


def by_words(*starts: int) -> list[Scored]:
    return [Scored(0, start, 10.0 / number, None) for number, start in enumerate(starts, 1)]


def test_what_both_find_comes_before_what_one_finds() -> None:
    found = leads(by_words(1, 2, 3), Nearest(9, 3, 8), 100)
    assert [lead.place[1] for lead in found] == [3, 1, 2, 9, 8]
    assert [lead.likeness for lead in found] == [0.6, 0, 0, 0.6, 0.6]


def test_of_two_like_passages_the_one_whose_document_bears_on_the_claim_comes_first() -> None:
    places = [(2, 0), *((document, 0) for document in range(3, 13)), (1, 0), (2, 50)]
    found = leads([Scored(*place, 9.0 - number / 10, None) for number, place in enumerate(places)], Nearest(), 100)
    order = [lead.place for lead in found]
    assert order[0] == (2, 0)
    assert order.index((2, 50)) < order.index((1, 0))


def test_what_is_far_is_not_taken_for_near() -> None:
    assert [lead.place[1] for lead in leads(by_words(1), Nearest(2, cosine=0.2), 100)] == [1]


def test_without_vectors_the_index_has_the_say() -> None:
    assert [lead.score for lead in leads(by_words(5, 4), None, 100)] == [1.0, 0.5]


def test_words_first_keeps_their_scores_and_adds_the_others() -> None:
    found = leads(by_words(1, 2, 3), Nearest(9, 3, 8), 100, words_first=True)
    assert {lead.place[1]: round(lead.score, 2) for lead in found} == {1: 1.0, 2: 0.5, 9: 0.41, 8: 0.35, 3: 0.33}


@given(st.permutations(range(8)), st.permutations(range(8)))
def test_nobody_passes_one_who_is_before_them_in_both(words: list[int], nearness: list[int]) -> None:
    order = [lead.place[1] for lead in leads(by_words(*words), Nearest(*nearness), 100)]
    for one in range(8):
        for other in range(8):
            if words.index(one) < words.index(other) and nearness.index(one) < nearness.index(other):
                assert order.index(one) < order.index(other)


def test_a_number_that_differs_is_an_entry_of_its_own() -> None:
    same = "Emissions of all our furnaces in the northern works fell by 12 % between 2019 and 2022, as we had planned."
    corpus = Corpus.from_texts([same, same.replace("12 %", "9 %"), same.replace("planned.", "planned!")])
    hits = corpus.rank_evidence("Emissions of our furnaces fell by 12 %")
    assert [hit.document for hit in hits] == [0, 1]
    assert [[place.document for place in hit.places] for hit in hits] == [[2], []]


def test_the_claim_and_its_repeats_do_not_bear_on_it_and_other_years_do() -> None:
    claim = "We cut emissions of the furnaces by 12 %."
    here = Corpus.from_texts([f"In short: {claim}"]).documents[0]
    other = Corpus.from_texts([f"As told last year: {claim}"]).documents[0]
    more = Corpus.from_texts(["Emissions of the furnaces rose by 3 % in the second half."]).documents[0]
    index = EvidenceIndex()
    index.replace([(1, here), (2, other), (3, more)])

    assert [hit.document for hit in rank(index, claim, limit=9, own=Own(1, Span(10, 50)))] == [2, 3]


def test_no_more_passages_are_read_closely_than_are_shown_and_a_few() -> None:
    texts = [f"The furnaces of works {number} leak every year." for number in range(90)]
    index, judged = EvidenceIndex(), []
    index.replace(enumerate(Corpus.from_texts(texts).documents))

    def judge(claim: str, passage: str, linked: bool) -> object:
        from esgcheck.analysis import judge_stance

        judged.append(passage)
        return judge_stance(claim, passage)

    assert len(rank(index, "The furnaces leak", limit=12, judge=judge)) == 12
    assert len(judged) <= 18
