"""What a figure measures, as words that can be held against each other.

"Total Scope 1 emissions (t CO2e) 2024" in a table and "our Scope 1 greenhouse gas emissions" in a sentence are to be
the same measure, "women in management" and "women" are not. So a measure is the set of its telling words by their
stems, without units, years, and words that add nothing ("total", "number of", "Group").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from esgcheck.analysis.languages import stopwords
from esgcheck.analysis.wording import word_set

_LETTERS = 7
"""A stem is at most so long: enough to keep "employees" from "employment", short enough for most endings."""
_WORDS = re.compile(r"age(?:under|over)?\d\d(?:to\d\d)?|[^\W\d_]+\d*|\d+[^\W\d_]+")
_SCOPES = re.compile(
    r"\bscopes?\s*((?:[123](?!\d)\s*(?:,|\+|&|/|-|–|(?:and|und|et?|to|bis)\b)?\s*(?:scopes?\s*)?)+)", re.IGNORECASE
)
_GHG = re.compile(
    r"\b(?:greenhouse[- ]gas(?:es)?|ghg|treibhausgas(?:e|en)?|gas (?:ad effetto )?serra|gaz à effet de serre|"
    r"carbon dioxide|co ?[2₂](?:[ -]?(?:e|eq|equivalents?))?)\b|\bthg\b",
    re.IGNORECASE,
)
_AGES = re.compile(
    r"(?:(?P<under>under|below|younger than|less than|up to|<|≤|unter|sotto i|meno di) ?(?P<u>[1-6]\d)|"
    r"(?P<over>over|above|older than|more than|>|≥|über|oltre i|più di) ?(?P<o>[1-6]\d)|"
    r"(?<![\d.,/])(?P<from>[1-6]\d) ?(?:-|–|to|and|e|bis|und|≤ ?x ?≤|< ?x ?<) ?(?P<to>[1-6]\d))"
    r"(?=(?: ?-?(?:years?|yrs|anni|jahre?n?))|\W*$|[^\w%.,]*[\]|)])(?! ?%)",
    re.IGNORECASE,
)
"""Age groups: "<30", "between 30 and 50 years", "30-50" alone in a heading."""
_BRACKETED = re.compile(r"[(\[][^()\[\]]{0,60}[)\]]")
_UNITS = word_set(
    """
    t kg g kt mt tco2e tco2 co2e kwh mwh gwh twh wh gj tj mj m2 m3 mc mq km l hl ml eur euro euros usd chf gbp k mio mn
    mln bn fte ftes h hours hour ore stunden percent percentage prozent tonnes tons tonne ton tonnellate tonnen thousand
    thousands million millions milioni migliaia tausend cubic metres meters metre unit units unità einheit litres fy
    year years anno anni jahr jahre geschäftsjahr year-end
    """
)
_NEUTRAL = word_set(
    """
    total totals totale totali tot overall insgesamt gesamt gesamte summe sum number numbers numero anzahl no nr amount
    amounts volume volumes quantity level levels value values figure figures reported recorded group gruppo konzern
    company our we its their this that these which were was been had have has annual yearly current reporting period
    approximately around about over more than less under compared of the and in at on for by from to per as equal stood
    amounted amounts came reached respectively thereof davon cui dont including included of-which worldwide
    rose fell increased increase decreased decrease reduced reduction declined decline dropped drop grew growth lower
    higher up down change changed cut cuts cutting improved improvement achieved generated used
    aumento aumentato aumentata riduzione ridotto diminuzione diminuito rispetto pari circa complessivo complessivi
    complessiva gestiegen gesunken anstieg rückgang vergleich vorjahr stieg sank
    between zwischen aged age ages
    december dezember dicembre january june giugno march marzo as-at
    """
)
_QUALIFIERS = re.compile(
    r"(?<!\w)(?:wom[ae]n|female|males?|m[ae]n|donn[ae]|uomini|uomo|frauen|männer|intensity|intensities|intensità|per|"
    r"average|medi[aoe]|mean|median|rates?|ratios?|tass[oi]|indic[ei]|index|frequency|severity|hazardous|non|"
    r"pericolosi|gefährlich\w*|renewables?|rinnovabil[ei]|erneuerbar\w*|market|location|direct|indirect|dirett[ei]|"
    r"indirett[ei]|direkt\w*|indirekt\w*|fugitive|biogenic|permanent|temporary|indeterminato|determinato|befristet\w*|"
    r"unbefristet\w*|part|full|new|hires?|hired|leavers|turnover|joiners|assunzioni|assunti|cessazioni|italy|italia|"
    r"germany|deutschland|austria|abroad|estero|foreign|international|europe|europa|world|asia|america|usa|china|"
    r"contractors?|external|executives?|dirigenti|managers?|management|quadri|blue|white|operai|impiegati|"
    r"purchased|sold|produced|self|own|office|offices|headquarters|plants?|sites?|production|manufacturing|fleet|"
    r"vehicles?|cars?|local|recycled|reused|recovered|landfill|disposed|incinerat\w+|training|safety|trainees?|"
    r"apprentices?|disab\w+|disabilità|parental|fatal|fatalities|serious|commuting|permanent|interest|net|gross|"
    r"board|supervisory|managing|directors?|under|over|younger|older|aged?|target|budget|adjusted|excluding|including|"
    r"upstream|downstream|scope\w*|electric\w*|elettric\w*|strom|gas|gasolio|diesel|petrol|fuel|fuels|heat|heating|"
    r"thermal|district|drinking|potable|ground|surface|rain|waste|paper|plastic|carta|plastica|steel|wood|"
    r"others?|sonstige\w*|andere\w*|altr[ieo]|italian|german|austrian|swiss|french|spanish|chinese|american|japanese|"
    r"suppliers?|fornitori|customers?|clienti|first|second|third|day|daily|monthly|quarter)(?!\w)",
    re.IGNORECASE,
)
"""Words that make another measure of one: where one side has such a word, the other must have it too."""


_SYNONYMS = """
    women woman female females donne donna frauen frau femmes
    men man male males uomini uomo männer mann hommes
    employees employee workforce staff headcount headcounts personnel dipendenti dipendente personale mitarbeiter \
mitarbeitende mitarbeitenden beschäftigte beschäftigten belegschaft people
    injuries injury infortuni infortunio accidents accident unfälle arbeitsunfälle
    water acqua wasser
    waste wastes rifiuti rifiuto abfall abfälle
    electricity electric electrical elettrica strom
    energy energetic energia energetici energetico energie
    emissions emission emissioni emissione emissionen
    consumption consumptions consumed consumi consumo verbrauch
    hazardous dangerous pericolosi pericoloso gefährliche gefährlicher
    renewable renewables rinnovabile rinnovabili erneuerbare erneuerbaren
"""
_SAME = {word: line.split()[0] for line in _SYNONYMS.strip().splitlines() for word in line.split()}
"""Words for one thing, which reports use side by side."""


_WEIGHT = re.compile(r"(?:in |metric )*(?:[kMG]?t|kg|ton\w*|tonnellate)\b", re.IGNORECASE)


@lru_cache(maxsize=16_384)
def measure_words(written: str) -> frozenset[str]:
    """The telling words of a label or clause, by their stems."""
    return frozenset(stem(word) for word in _telling(written))


@lru_cache(maxsize=16_384)
def qualifiers(written: str) -> frozenset[str]:
    """Of those words the ones without which it would be another measure."""
    return frozenset(stem(match[0].casefold()) for match in _QUALIFIERS.finditer(_plain(written))) - {""}


def words_of_all(pieces: Iterable[str]) -> frozenset[str]:
    """The telling words of several pieces together."""
    return frozenset().union(*(measure_words(piece) for piece in pieces))


def _plain(written: str) -> str:
    words = unicodedata.normalize("NFKC", written).replace("₂", "2")
    words = _AGES.sub(_age, words)
    words = _SCOPES.sub(lambda m: " scope" + "".join(sorted(set(re.findall(r"[123]", m[1])))) + " ", words)
    return _GHG.sub(" ghg ", words)


def _age(match: re.Match[str]) -> str:
    if match["under"]:
        return f" ageunder{match['u']} "
    return f" ageover{match['o']} " if match["over"] else f" age{match['from']}to{match['to']} "


def _telling(written: str) -> list[str]:
    words = _BRACKETED.sub(_kept, _plain(written))
    common = stopwords(words)
    found = []
    for match in _WORDS.finditer(words):
        word = match[0].casefold()
        if word in _UNITS or word in _NEUTRAL or word in common or (len(word) < 3 and not word[-1].isdigit()):
            continue
        if word.startswith("age") and word[-1].isdigit():
            found.append(word)
            continue
        if word[0].isdigit() or re.fullmatch(r"(?:fy|cy|gj)\d+", word):
            continue
        found.append(word)
    return found


def _kept(bracketed: re.Match[str]) -> str:
    """A bracket that holds words, not a unit or a note, says something of the measure: "(location based)"."""
    inner = bracketed[0][1:-1]
    if _WEIGHT.match(inner):
        return " "
    return f" {inner} " if re.search(r"scope|based|ghg|[a-z]{5,} [a-z]{5,}", inner, re.IGNORECASE) else " "


def stem(word: str) -> str:
    """A rough stem for words of English, German, Italian and French."""
    word = _SAME.get(word.casefold(), word.casefold())
    if word.startswith("scope") or len(word) < 4 or (word.startswith("age") and word[-1].isdigit()):
        return word
    if len(word) > _LETTERS:
        return word[:_LETTERS]
    stripped = re.sub(r"(?:es|en|s|e|i|o|a)$", "", word)
    return stripped if len(stripped) >= 3 else word
