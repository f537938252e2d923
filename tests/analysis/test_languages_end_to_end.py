"""A page of a report in Italian, German, French and Chinese: read, gone through, looked up. The texts are made up."""

from __future__ import annotations

import pytest

from esgcheck.analysis import Corpus, find_claims, find_quotations, read_document
from esgcheck.analysis.asking import asked
from esgcheck.analysis.languages import of_document
from esgcheck.analysis.searching import Filters, PassageIndex

PAGES = {
    "it": """Relazione di sostenibilità 2023

Nel 2023 il gruppo ha ridotto le emissioni di Scope 1 del 12,5 % rispetto al 2019. Il consumo di energia è stato di 1.250,4 MWh. I rifiuti pericolosi sono scesi a 3.480 tonnellate.

Entro il 2030 ridurremo le emissioni del 40 % rispetto al 2019.

Il presidente Mario Conti ha dichiarato: «Non abbiamo trovato alcun abuso nei nostri stabilimenti.»

“Questo è un problema serio”, ha detto Lucia Ferri, sindacalista.

La società non ha mai violato i diritti dei lavoratori.
""",  # noqa: E501
    "de": """Nachhaltigkeitsbericht 2023

Im Jahr 2023 hat der Konzern die Emissionen aus Scope 1 um 12,5 % gegenüber 2019 gesenkt. Der Energieverbrauch betrug 1.250,4 MWh. Die gefährlichen Abfälle sanken auf 3.480 Tonnen.

Bis 2030 werden wir unsere Emissionen um 40 % gegenüber 2019 senken.

Vorstandschef Klaus Weber sagte: „Wir haben keinen Missbrauch in unseren Werken gefunden.“

„Das ist ein ernstes Problem“, sagte Anna Becker, Betriebsrätin.

Das Unternehmen hat niemals die Rechte der Beschäftigten verletzt.
""",  # noqa: E501
    "fr": """Rapport de durabilité 2023

En 2023, le groupe a réduit ses émissions de Scope 1 de 12,5 % par rapport à 2019. La consommation d’énergie s’est élevée à 1 250,4 MWh. Les déchets dangereux ont baissé à 3 480 tonnes.

D’ici 2030, nous réduirons nos émissions de 40 % par rapport à 2019.

Le président Marc Lambert a déclaré : « Nous n’avons trouvé aucun abus dans nos usines. »

« C’est un problème grave », a dit Claire Moreau, syndicaliste.

L’entreprise n’a jamais violé les droits des travailleurs.
""",  # noqa: E501
    "zh": """二零二三年可持续发展报告

2023年，本集团范围一排放量较2019年下降12.5%。能源消耗为1,250.4兆瓦时。危险废物减少至3,480吨。

到2030年，我们将把排放量较2019年减少40%。

董事长王伟表示：“我们在工厂中没有发现任何侵权行为。”

“这是一个严重的问题，”工会代表李娜说。

公司从未侵犯员工的权利。
""",
}  # fmt: skip
SAID = {
    "it": [
        ("Non abbiamo trovato alcun abuso nei nostri stabilimenti.", "Mario Conti"),
        ("Questo è un problema serio", "Lucia Ferri"),
    ],
    "de": [
        ("Wir haben keinen Missbrauch in unseren Werken gefunden.", "Klaus Weber"),
        ("Das ist ein ernstes Problem", "Anna Becker"),
    ],
    "fr": [
        ("Nous n’avons trouvé aucun abus dans nos usines.", "Marc Lambert"),
        ("C’est un problème grave", "Claire Moreau"),
    ],
    "zh": [("我们在工厂中没有发现任何侵权行为。", "王伟"), ("这是一个严重的问题，", "李娜")],
}
ALTERED = {
    "it": "Abbiamo trovato un abuso nei nostri stabilimenti.",
    "de": "Wir haben den Missbrauch in unseren Werken gefunden.",
    "fr": "Nous avons trouvé un abus dans nos usines.",
    "zh": "我们在工厂中发现了侵权行为。",
}
SOUGHT = {"it": "emissione", "de": "Emission", "fr": "émission", "zh": "公司从未侵犯员工的权利"}


@pytest.fixture(scope="module", params=[(code, form) for code in PAGES for form in ("txt", "html")], ids="-".join)
def page(request, tmp_path_factory):
    """The code and the page as it is read from a file of plain text and from a web page."""
    code, form = request.param
    text = PAGES[code]
    if form == "html":
        body = "".join(f"<p>{paragraph}</p>" for paragraph in text.strip().split("\n\n"))
        text = f'<html><head><meta charset="utf-8"><title>.</title></head><body>{body}</body></html>'
    path = tmp_path_factory.mktemp("pages") / f"page.{form}"
    path.write_text(text, encoding="utf-8")
    return code, read_document(path)


def test_quotations_metrics_a_target_and_a_denial_are_found(page):
    code, document = page

    quotations = find_quotations(document)
    claims = find_claims(document, quotations)

    assert of_document(document) == code
    assert [quotation.exact for quotation in quotations] == [exact for exact, _ in SAID[code]]
    assert all(name in found.speaker for found, (_, name) in zip(quotations, SAID[code], strict=True))
    assert [claim.kind for claim in sorted(claims, key=lambda claim: claim.span)] == [
        "metric", "metric", "metric", "commitment", "quoted_finding", "quoted_finding", "denial",
    ]  # fmt: skip
    figures = [(q.value, q.canonical) for claim in claims for q in claim.quantities]
    assert sorted(figures) == [(12.5, "%"), (40.0, "%"), (1250.4, "MWh"), (3480.0, "t")]
    first, target = (next(c for c in claims if c.kind == kind) for kind in ("metric", "commitment"))
    assert {("baseline", "2019"), ("boundary", "scope_1")} <= {(field.name, field.value) for field in first.fields}
    assert ("deadline", "2030") in {(field.name, field.value) for field in target.fields}
    assert all(claim.span.of(document.text) == claim.text for claim in claims)


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sources")
    for code, text in PAGES.items():
        (folder / f"{code}.txt").write_text(text, encoding="utf-8")
    return [read_document(folder / f"{code}.txt") for code in PAGES]


@pytest.mark.parametrize("code", PAGES)
def test_a_quotation_is_looked_up_and_an_altered_one_is_never_verbatim(sources, code):
    corpus = Corpus(sources)

    found = corpus.check_quotation(SAID[code][0][0])

    assert found.status == "verbatim"
    assert found.matches[0].document == list(PAGES).index(code)
    assert corpus.check_quotation(ALTERED[code]).status != "verbatim"


@pytest.mark.parametrize("code", ["it", "de", "fr"])
def test_evidence_of_the_same_language_comes_first(sources, code):
    claim = PAGES[code].split("\n\n")[2].replace("2019", "").strip()

    hits = Corpus(sources).rank_evidence(claim, limit=3)

    assert hits[0].document == list(PAGES).index(code)


def test_evidence_for_a_chinese_claim_is_ranked_without_an_error(sources):
    assert isinstance(Corpus(sources).rank_evidence("公司从未侵犯员工的权利。", limit=3), list | tuple)


def test_the_index_takes_every_language(sources, tmp_path):
    index = PassageIndex(tmp_path)

    index.replace((key, document, 0) for key, document in enumerate(sources))

    for key, code in enumerate(PAGES):
        number, places = index.find(asked(SOUGHT[code]), Filters())
        assert number >= 1
        assert key in {place.key for place in places}
