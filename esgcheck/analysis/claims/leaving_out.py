"""What is surely no claim, and why, in names that a page can show: "contents", "boilerplate", "fragment" …

Only what needs no judgement is left out here; what is merely weak keeps its low score.
"""

from __future__ import annotations

import re
from typing import Literal

from esgcheck.analysis.claims.assured import is_conclusion
from esgcheck.analysis.claims.phrases import phrases
from esgcheck.analysis.claims.sections import Section
from esgcheck.analysis.types import PassageKind

LeftOut = Literal[
    "",
    "heading",
    "label",
    "fragment",
    "too long",
    "figures without words",
    "contents",
    "index",
    "disclaimer",
    "imprint",
    "assurance",
    "glossary",
    "accounts",
    "boilerplate",
    "rounding note",
    "reference",
    "about the report",
    "question",
    "address",
    "table header",
    "table row without a figure of performance",
    "set aside",
]

REASONS: dict[LeftOut, str] = {
    "heading": "a heading",
    "label": "a caption or label that asserts nothing",
    "fragment": "a fragment, not a sentence",
    "too long": "too long to be one sentence",
    "figures without words": "figures without words that say what they are",
    "contents": "the table of contents",
    "index": "an index of disclosures",
    "disclaimer": "a disclaimer",
    "imprint": "the imprint or contact details",
    "assurance": "standard wording of an auditor's report",
    "glossary": "the glossary",
    "accounts": "notes to the financial accounts",
    "boilerplate": "standard wording about statements on the future or liability",
    "rounding note": "a note on rounding or translation",
    "reference": "a reference to another place",
    "about the report": "about how the report was made",
    "question": "a question",
    "address": "an address",
    "table header": "the header of a table",
    "table row without a figure of performance": "a table row without a figure of performance",
    "set aside": "set aside by the reading: furniture of the page, or words that nobody can see",
}
"""The end of the sentence "This was not proposed, since it is …"."""

LONGEST = 2_500
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_ENDS = re.compile(r"[.!?:;…。！？；][\"”’»)\]」』]*\s*$")
_INDEX_ROW = re.compile(r"\b(?:GRI )?[1-4]\d\d[-–]\d{1,2}\b|\.{4,}|(?:\. ){4,}|…{2,}|\bESRS (?:2 )?[A-Z]{1,3}\d?-\d")
_QUESTION = re.compile(r"[?？]\s{0,2}[”\"»]?\s{0,2}$")
_FUTURE = phrases(
    r"""forward.looking_(?:statements?|information) actual_results?(?:_\w{1,14}){0,6}_differ
    (?:no|any)_(?:representation|warrant(?:y|ies)|obligation_to_update)_ undertakes?_no_obligation
    (?:does|do)_not_(?:constitute_an?_offer|assume_any_(?:obligation|liability)) safe_harbou?r
    zukunftsgerichtete?\w{0,2}_aussagen dichiarazioni_previsionali déclarations_prospectives
    not_undertake_(?:any_obligation|to_update)
    (?:accepts?|assumes?)_no_(?:liability|responsibility)"""
)
_FUTURE_CJK = re.compile(r"前瞻性(?:陈述|声明)")
_ROUNDING = phrases(
    r"""round(?:ing|ed)(?:.off)?_(?:differences?|errors?|of_figures|may|can|deviations?|effects?)
    (?:due_to|because_of|for)_(?:commercial_)?rounding (?:differences?|deviations?)_(?:due_to|from)_rounding
    rundungsdifferenz\w{0,2} rundungsbedingt\w{0,2} arrotondament[oi] solely_for_the_convenience
    sole_authoritative (?:german|italian|english|french)_(?:language_)?(?:version|text|document)_(?:shall_)?\
    (?:prevails?|\
    is_(?:the_)?(?:sole_)?(?:authoritative|binding|definitive))"""
)
_ASSURANCE = phrases(
    r"""nothing_has_come_to_our_attention no_matters_have_come_to_our_attention our_audit_opinion
    (?:conducted|performed|planned)_our_(?:work|engagement|audit|examination|assurance)
    (?:sufficient_and_appropriate|obtain_limited|obtain_reasonable)_(?:evidence|audit|assurance)
    material_misstatements? ISQC IESBA German_Public_Auditors?
    non_sono_pervenuti_alla_nostra_attenzione errori_significativi dovuti_a_frodi
    kenntnis_gelangt,?_die_uns_zu_der_auffassung"""
)
_REFERENCE = re.compile(
    r"^\W{0,3}(?:(?:for|weitere|per|pour) (?:further|more|additional|detailed|maggiori|ulteriori|plus|"
    r"details?|informationen)\b"
    r".{0,160}|(?:please )?(?:see|refer to|cf\.|vgl\.|siehe|si veda|si rimanda|cfr\.?|voir)\b.{0,140}|"
    r".{0,60}\b(?:is|are|can be|may be) (?:available|found|viewed|downloaded|accessed) (?:on|at|in|under|from|"
    r"here)\b.{0,60}(?:www|http|website|web site|homepage|internet|online|here|links?|reports?|pages?|annex|"
    r"appendix|chapter|"
    r"section|table|index|statement)\b.{0,60}|"
    r"(?:the )?(?:following|above|next) (?:table|chart|figure|graph|diagram|overview|section|pages?)s? "
    r"(?:shows?|provides?|presents?|summari[sz]es?|lists?|illustrates?|contains?|gives?|depicts?)\b.{0,140})$",
    re.IGNORECASE,
)
_ABOUT_REPORT = re.compile(
    r"^\W{0,3}(?:this|the present|the|our|dieser|der vorliegende|il presente|la presente|ce|"
    r"le présent) (?:[\w-]{1,20} ){0,4}"
    r"(?:report|statement|declaration|disclosure|bericht|erklärung|bilancio|dichiarazione|rapport) (?:\w{1,20} ){0,4}"
    r"(?:(?:was|is|has been|were) (?:prepared|drawn up|compiled|published)|covers the|wurde|"
    r"è (?:stat[oa] )?redatt[oa]|"
    r"a été (?:établi|préparé))\b(?!.{0,300}\b(?:assur|audit|verif|geprüft|revision))",
    re.IGNORECASE,
)
_CHECKED = re.compile(r"\d\s?%|\d (?:t|MWh|GWh|tonnes|employees)\b")
_ADDRESS = re.compile(
    r"[\w.]{1,40}@\w{1,40}\.\w{2,6}|\b(?:tel|phone|telephone|fax|telefon|telefono)\b\W{0,3}[+(\d]|©|"
    r"\ball rights reserved\b|\bregistered (?:office|seat)\b|\bcommercial register\b|\b[PC]\.? ?IVA\b",
    re.IGNORECASE,
)
_ADDRESS_LONGEST = 220


def size_of(words: str) -> float:
    """How many words; two Chinese or Japanese characters count as one."""
    return len([token for token in words.split() if not _CJK.search(token)]) + len(_CJK.findall(words)) / 2


def unspaced_words(words: str) -> int:
    """How many words stand in it in Chinese or Japanese, about."""
    return 0 if words.isascii() else len(_CJK.findall(words)) // 2


def why_left_out(words: str, kind: PassageKind, section: Section = "") -> LeftOut:
    """Why a sentence or bullet (on one line) is surely no claim; "" where it may be one."""
    if is_conclusion(words):
        return _why_unfit(words, kind)
    if section and (section != "index" or not _is_answer(words)):
        return section
    return _why_unfit(words, kind) or _why_standard(words)


def _is_answer(words: str) -> bool:
    """Indexes of disclosures hold whole sentences now and then, in the column of remarks."""
    return len(words.split()) >= 8 and words.rstrip()[-1:] in ".。"


def _why_unfit(words: str, kind: PassageKind) -> LeftOut:
    size = size_of(words)
    bullet = kind in ("list_item", "table_row")
    if len(words) > LONGEST:
        return "too long"
    if size < (4 if bullet or words.endswith("。") else 5) or (
        len(words) < (20 if bullet else 25) and not _CJK.search(words)
    ):
        return "fragment"
    letters = sum(map(str.isalpha, words))
    digits = sum(map(str.isdigit, words)) if not _CJK.search(words) else 0
    tokens = words.split()
    numeric = sum(token[0].isdigit() for token in tokens)
    if (
        letters < (0.4 if _CJK.search(words) else 0.55) * len(words)
        or digits > 0.2 * len(words)
        or (size > 4 and numeric > 0.34 * max(size, 1))
    ):
        return "figures without words"
    if sum(len(token) == 1 for token in tokens) > 0.35 * max(size, 1):
        return "fragment"
    if sum(map(str.isupper, words)) > 0.4 * letters and (size < 12 or not _ENDS.search(words)):
        return "label"
    if len(_INDEX_ROW.findall(words)) >= (1 if len(tokens) < 14 else 2) and not _is_answer(words):
        return "index"
    if kind == "caption":
        return "label"
    first = words[0]
    starts_well = first.isupper() or not first.isalpha() or bullet or bool(_CJK.match(first))
    if not starts_well and not _ENDS.search(words):
        return "fragment"
    return ""


def _why_standard(words: str) -> LeftOut:
    if _QUESTION.search(words):
        return "question"
    if _FUTURE.search(words) or _FUTURE_CJK.search(words):
        return "boilerplate"
    if _ROUNDING.search(words):
        return "rounding note"
    if _ASSURANCE.search(words):
        return "assurance"
    if len(words) < _ADDRESS_LONGEST and _ADDRESS.search(words):
        return "address"
    if len(words) < _ADDRESS_LONGEST and _REFERENCE.match(words) and not _CHECKED.search(words):
        return "reference"
    if _ABOUT_REPORT.match(words):
        return "about the report"
    return ""
