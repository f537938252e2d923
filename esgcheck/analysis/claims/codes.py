"""Numbers that are no quantities: codes and references ("ISO 14001", "Scope 2", "page 14"), dates, ordinals, names."""

from __future__ import annotations

import re

from esgcheck.analysis.claims.counted import plural_follows
from esgcheck.analysis.claims.measures import UNIT
from esgcheck.analysis.claims.numbers import SCALE

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Januar|Jänner|Februar|"
    r"März|Mai|Juni|Juli|Oktober|Dezember|gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|"
    r"novembre|dicembre|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
)
_CODE_BEFORE = re.compile(
    r"(?:\b(?:ISO|IEC|EN|DIN|OHSAS|SA|EMAS|IATF|UNI|CEI|BS|GRI|SDGs?|Goals?|OSS|[Ss]copes?|[Pp]ages?|[Pp]p?\.|"
    r"no\.|nos\.|No\.|Nr\.|Art\.?|art\.?|Artt\.|"
    r"[Aa]rticles?|articol[oi]|Artikel|comm[ai]|Section|Sections|Sec\.|Sect\.|"
    r"[Cc]hapters?|[Cc]apitolo|Table|Tables|[Ff]igures?|[Ff]ig\.|Tabella|Tabelle|[Ff]igura|Abbildung|Notes?|"
    r"Nota|Tier|Level|Livello|[Cc]ategory|[Cc]ategories|"
    r"[Cc]ategoria|Phase|Fase|Step|IFRS|IAS|ESRS|Directive|Direttiva|Richtlinie|"
    r"Regulation|Regolamento|Verordnung|COP|Euro|Covid|COVID|Pillar|Stage|Class|Annex|Appendix|[Aa]llegato|"
    r"Kapitel|Seiten?|pag\.|pagg?\.|pagin[ae]|"
    r"Abs\.|[Pp]aragraph|paragrafo|§|Law|Legge|Decree|Decreto|D\.Lgs\.|D\.lgs\.|n\.|nn\.|Nos|NACE|CCM|CCA|CE|"
    r"Industry|Industri[ae]|Version|"
    r"Agenda|Strategy|Horizon|Ziff\.|Teil|Part|Unit|Mission|Model|Modell|Modello|Bilanz|Ref\.|type|Type|Typ|"
    r"[Tt]el\.?|Fax|grade|Grade)"
    r" ?(?:[(/\-–] ?)?|§+ ?|#|\bNo )$"
)
NUMERO = re.compile(r"\b(?:n|nr|no|nn)\. $", re.IGNORECASE)
_LISTED_CODE = re.compile(
    r"\b(?:[Ss]copes?|SDGs?|Goals?|[Cc]ategor(?:y|ies)|[Pp]ages?|ISO) [\d ,.:&+/–-]{1,24}(?:and|&|,|to|e|und|\+|–)? ?$"
)
_DATE_AFTER = re.compile(rf"(?:st|nd|rd|th|\.|°|er)? (?:of )?{_MONTH}\b")
_MONTH_BEFORE = re.compile(rf"\b{_MONTH} $")
_CHINESE_DATE = re.compile(r" ?[年月日号]")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|°|º|ª|ème|er|e)(?!\w)")
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)?")
_MORE_CODE = re.compile(r"[/\-–:.]\d|[/:]\w{1,4}(?!\w)(?<!/t)(?<!/h)")


def is_code(written: str, lead: str, tail: str, start: int, text: str) -> bool:
    if lead.endswith("&") and not lead.endswith(" &"):
        return True  # a name such as "1&1"
    if lead.endswith("%") and len(written) < 4:
        return True  # the number of a footnote, "2%14"
    if written[-1] in ".," or _DATE.fullmatch(written):
        return True
    if lead and lead[-1] in "-–" and not lead[-2:-1].isdigit() and lead[-2:-1] != "%":
        return True
    short = len(written) < 3 or (written.replace(".", "").isdigit() and len(written) < 6 and "." in written)
    if start == 0 and short and tail[:1] in " \u00a0" and tail[1:2].isupper() and not UNIT.match(tail):
        return True  # the number of a footnote, a heading or a list
    if _LISTED_CODE.search(lead) and not UNIT.match(tail):
        return True
    code = _CODE_BEFORE.search(lead)
    if (
        code
        and not (NUMERO.search(lead) and plural_follows(tail))
        and not (code[0].startswith(("Euro", "n.")) and UNIT.match(tail))
    ):
        return not (code[0].startswith("Euro") and (SCALE.match(tail) or len(written) > 2))
    if _DATE_AFTER.match(tail) or _MONTH_BEFORE.search(lead) or _CHINESE_DATE.match(tail):
        return True
    return (
        bool(_MORE_CODE.match(tail) or _ORDINAL.match(tail)) and not UNIT.match(tail) and not re.match(r"[–-]\d", tail)
    )
