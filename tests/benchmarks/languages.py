"""Which language documents are in: ``python -m tests.benchmarks.languages`` in the root.

Ours beside py3langid over all languages, on the beginning of the text and on the whole, and beside the commonest words
of five languages, in the same run: on short texts of our own in 16 languages, on mixed documents made of them, and
where ``../shared/data`` is there on its 25 reports (``reports.tsv`` has their language) and its five other documents.
"""

from __future__ import annotations

import csv
import resource
import sys
import time
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

from esgcheck.analysis.languages import language_of, of_document
from esgcheck.analysis.reading import read_document
from esgcheck.analysis.types import Document, Page, Passage, Span

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
OTHERS = {
    "2023-06-20-PV.pdf": "fr", "ca-warn-report.pdf": "en", "cupertino_usd_4-6-16.pdf": "en",
    "far_52.204-25_aug2020.html": "en", "senate-expenditures.pdf": "en",
}  # fmt: skip
TEXTS = {
    "en": "The works council has asked for a new study of the air in the halls, and the company will pay for it.",
    "de": "Der Betriebsrat hat eine neue Studie über die Luft in den Hallen verlangt, und die Firma will sie bezahlen.",
    "it": "Il consiglio di fabbrica ha chiesto un nuovo studio dell'aria nei capannoni e la società lo pagherà tutto.",
    "fr": "Le comité d'entreprise a demandé une nouvelle étude de l'air dans les halles, que la société va payer.",
    "es": "El comité de empresa ha pedido un nuevo estudio del aire en las naves, y la compañía lo va a pagar entero.",
    "pt": "A comissão de trabalhadores pediu um novo estudo do ar nos pavilhões e a empresa não quis pagar por ele.",
    "ca": "El comitè d'empresa ha demanat un nou estudi de l'aire a les naus, i l'empresa diu que el pagarà amb gust.",
    "nl": "De ondernemingsraad heeft om een nieuw onderzoek van de lucht in de hallen gevraagd en het bedrijf betaalt.",
    "ro": "Consiliul muncitorilor a cerut un nou studiu al aerului din hale, iar compania a acceptat să îl plătească.",
    "da": "Samarbejdsudvalget har bedt om en ny undersøgelse af luften i hallerne, og virksomheden vil betale.",
    "pl": "Rada pracownicza poprosiła o nowe badanie powietrza w halach, a spółka zgodziła się za nie zapłacić.",
    "ru": "Рабочий совет попросил провести новое исследование воздуха в цехах, и компания согласилась его оплатить.",
    "ar": "طلب مجلس العمال دراسة جديدة للهواء في القاعات، ووافقت الشركة على دفع تكاليفها كاملة هذا العام.",
    "zh": "工会要求对车间空气进行一次新的调查，公司同意支付全部费用，并将在明年春天公布结果。",
    "ja": "労働組合は工場の空気について新しい調査を求め、会社はその費用を全額負担することに同意しました。",
    "ko": "노동조합은 작업장 공기에 대한 새로운 조사를 요구했고 회사는 비용을 모두 부담하기로 동의했습니다.",
}
"""Made up for this, and for the tests."""


def made(*texts: str) -> Document:
    """A document of one page, a paragraph a text."""
    passages, start = [], 0
    for text in texts:
        passages.append(Passage(Span(start, start + len(text)), 1, "paragraph"))
        start += len(text) + 2
    whole = "".join(f"{text}\n\n" for text in texts)
    return Document(whole, (Page(1, 0, len(whole)),), tuple(passages))


def peers() -> dict[str, Callable[[Document], str]]:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    classify = LanguageIdentifier.from_model_file(MODEL_FILE).classify
    return {
        "ours": of_document,
        "py3langid, first 1,000 characters": lambda document: str(classify(document.text[:1_000])[0]),
        "py3langid, whole text": lambda document: str(classify(document.text[:1_000_000])[0]),
        "common words of five, first 1,000": lambda document: language_of(document.text),
    }


def main() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    from_model = of_document(made(TEXTS["pt"]))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    print(f"loading py3langid: {after[1] - before[1]:.2f} s CPU, {(after[0] - before[0]) / 1024:.0f} MB ({from_model})")
    mixed = [
        (main_one, made(*[TEXTS[main_one]] * 3, *[TEXTS[other]] * 2))
        for main_one, other in permutations(["en", "de", "it", "fr", "zh"], 2)
    ]
    sets = {
        "one paragraph, 16 languages": [(code, made(text)) for code, text in TEXTS.items()],
        "three paragraphs of one, two of another": mixed,
    }
    if SHARED.is_dir():
        with (SHARED / "reports" / "reports.tsv").open(encoding="utf-8") as lines:
            listed = [(row["lang"], row["file"]) for row in csv.DictReader(lines, delimiter="\t")]
        sets["reports"] = [(code, read_document(SHARED / "reports" / name)) for code, name in listed]
        sets["other documents"] = [(code, read_document(SHARED / "documents" / name)) for name, code in OTHERS.items()]
    else:
        print("the real inputs (../shared/data) are not here")
    for name, told in peers().items():
        for kind, rows in sets.items():
            began = time.process_time()
            wrong = [(code, said) for code, document in rows if (said := told(document)) != code]
            each = (time.process_time() - began) / len(rows) * 1000
            right = f"{len(rows) - len(wrong)} of {len(rows)}"
            print(f"{name:36} {kind:40} {right:>9} {each:7.1f} ms each", *(f"{a}→{b or '?'}" for a, b in wrong))


if __name__ == "__main__":
    sys.exit(main())
