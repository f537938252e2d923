"""What a table or a figure is about: performance that people check, or the accounts of a business.

English, German, Italian, French and Chinese words, beside each other, since a report mixes them.
"""

from __future__ import annotations

import re
from functools import lru_cache

_PERFORMANCE = re.compile(
    r"emission|émission|scope|co[2₂]|\bghgs?\b|greenhouse|carbon|treibhaus|gas serra|\bnox\b|\bsox\b|"
    r"\bvocs?\b|methane|"
    r"\benerg|electric|elettric|strom\b|stromverbrauch|natural gas|gas naturale|erdgas|diesel|gasolin|petrol|benzin|"
    r"\bfuel|kraftstoff|renewabl|rinnovabil|erneuerbar|renouvelable|solar|photovolt|district heat|fernwärme|"
    r"\bwater|acqua|prelievi|idric|wasser|\beau\b|withdraw|discharge|waste|rifiut|abf[aä]ll|déchet|recycl|ricicl|"
    r"reciclo|landfill|discarica|incinerat|hazardous|pericolos|recover(?:y|ed)|smaltiment|recupero|packaging|"
    r"imballagg|"
    r"raw material|materials? used|materie prime|paper\b|plastic|"
    r"accident|injur|fatal|infortun|unf[aä]ll|lost.{0,6}(?:days?|time)|ltifr?|trifr?|\btrir\b|absence|absentee|"
    r"assenz|sickness|krank|hours worked|ore lavorate|occupational|health|safety|sicurezza|salute|"
    r"employee|headcount|\bstaff|workforce|personnel|personale|dipendent|mitarbeit|besch[aä]ftigt|effectif|salarié|"
    r"women|\bmen\b|female|\bmale\b|gender|genere|donne|uomini|frauen|männer|femme|homme|"
    r"years? old|age (?:group|range|class)|under 30|over 50|30-50|fascia d.età|anni\b|"
    r"permanent|temporary|fixed.term|open-ended|indeterminat|determinato|befristet|full.time|part.time|tempo pieno|"
    r"new hires?|hires|hired|assunt|assunzion|leavers|resign|terminat|dimission|cessat|fluktuation|"
    r"training|formazion|schulung|weiterbildung|formation|average hours|trained|formati\b|blue.collar|white.collar|"
    r"operai|impiegat|dirigent|quadri\b|executives?\b|managers?\b|apprentice|auszubildend|"
    r"suppliers?|fornitor|lieferant|fournisseur|donation|donated|charit|sponsor|communit|spenden|liberalità|"
    r"volunteer|"
    r"taxonomy|tassonomia|taxonomie|green asset|\bgar\b|aligned|eligible|sustainable (?:financ|invest|product|"
    r"bond|loan)|"
    r"green bond|complaint|reclam|beschwerde|incident|corrupt|corruzion|brib|discriminat|whistleblow|data breach|"
    r"non-compliance|sanction|sanzion|fines?\b|certifi|\biso \d|audit|satisfaction|zufriedenheit|soddisfazion|"
    r"pay gap|remuneration ratio|parental|congedo|disabilit|behinder|protette|\bnationalit|local(?:ly)?\b|"
    r"biodivers|\btax(?:es)? paid|economic value|valore (?:economico|distribuito|generato)|distributed|"
    r"排放|能源|能耗|用电|用水|耗水|废水|废物|废弃物|员工|雇员|女性|男性|培训|事故|工伤|供应商|捐赠|温室气体|可再生|包装",
    re.IGNORECASE,
)
_ACCOUNTING = re.compile(
    r"\b(?:EUR k|TEUR|in €k|k€|sales revenues?|net sales|net (?:profit|result|income|debt|assets?)|"
    r"(?:operating|gross|adjusted) (?:profit|result|margin|income)|EBITD?A?|balance sheet|cash flows?|"
    r"(?:non-)?current (?:assets?|liabilities)|equity|goodwill|receivables?|payables?|provisions? for|depreciation|"
    r"amorti[sz]ation|impairment|deferred tax|financial (?:liabilit|asset|result|instrument)\w{0,3}|dividends?|"
    r"shares?(?: in circulation| capital)?\b(?! of)|treasury|earnings per|carrying amount|fair value|lease|"
    r"inventories|ricavi|utile netto|patrimonio netto|debiti|crediti|Umsatzerlöse|Eigenkapital|Bilanz\w{0,8}|"
    r"Rückstellungen|Verbindlichkeiten|Forderungen|Abschreibungen|new cars|registrations of)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4_096)
def is_performance(words: str) -> bool:
    """Whether the words name something that a checker of sustainability would look up."""
    return _PERFORMANCE.search(words) is not None


@lru_cache(maxsize=4_096)
def is_accounting(words: str) -> bool:
    """Whether the words come out of the accounts of a business, without a word on sustainability."""
    return _ACCOUNTING.search(words) is not None and not re.search(
        r"taxonom|tassonom|sustainab|green|renewab|aligned|eligible|employee|personnel", words, re.IGNORECASE
    )
