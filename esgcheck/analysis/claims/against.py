"""What speaks against a sentence: talk about the report itself, about methods, about elsewhere."""

from __future__ import annotations

import re

from esgcheck.analysis.claims.phrases import Signal, phrases

AGAINST = (
    Signal(
        "reference",
        -0.35,
        phrases(
            r"""see_(?:also|the|page|section|chapter|note|our|pages) refer_to
            (?:further|more|additional|detailed)_(?:information|details)
            (?:is|are|can_be|be|was|were)_(?:found|described|explained|presented|reported|disclosed|outlined|\
            available|set_out|listed|shown|published|detailed|illustrated|summari[sz]ed)_(?:in|on|at|under|below|\
            above|here)
            (?:as_)?(?:shown|described|set_out|outlined)_in_(?:figure|table|section|chapter|note|the_section)
            www\.\w{1,40} https? the_following_(?:table|chapter|section|chart|figure)
            (?:table|chart|figure|graph)_(?:below|above|shows)
            in_this_(?:non-financial_|sustainability_)?(?:report|statement|section|chapter) siehe si_rimanda si_veda
            weitere_informationen"""
        ),
    ),
    Signal(
        "about the report",
        -0.35,
        phrases(
            r"""(?:this|the_present|diese[rs]?|la_presente)_(?:\w{2,14}[_-]){0,3}(?:report|statement|declaration|\
            disclosure|dichiarazione|erklärung|bericht)(?:_\w{1,14}){0,4}_(?:covers?|contains?|includes?|refers?|\
            prepared|complies|relates?|meets?|provides?|follows|comprises|based|describes?|presents?|redatt[ao]|\
            basiert) (?:prepared|drawn_up|compiled)_in_accordance_with
            reporting_(?:boundar\w{1,3}|scope|period|principles|standards?) gri_standards?
            materiality_(?:analysis|assessment|matrix) HGB section_\d{3} NFRD CSRD?\W?RUG D\._?lgs\.?
            legislative_decree table_of_contents"""
        ),
    ),
    Signal(
        "method",
        -0.25,
        phrases(
            r"""(?:is|are|was|were|been)_(?:calculated|estimated|extrapolated|defined|determined|derived|measured|\
            converted|rounded|weighted|classified|collected|based|considered)_(?:as|by|on|using|from|according|\
            with|in) (?:conversion|emission)_factors? methodolog(?:y|ies) calculations? defined_as the_term
            data_(?:is|are|was|were)_not rounding restated
            not_(?:available|applicable|material|included|taken_into_account|comparable) footnote optional deemed
            base_year_(?:for|is|was)"""
        ),
    ),
    Signal(
        "possible",
        -0.15,
        phrases(
            r"""may might could would if should_(?!be_noted) must
            (?:risks?|uncertaint(?:y|ies)|potential(?:ly)?)_(?:of|that|are|is|include|arise|from|related) scenarios?"""
        ),
    ),
    Signal(
        "contact",
        -0.5,
        phrases(
            r"""[\w.]{1,40}@\w{1,40} tel phone telephone fax copyright all_rights_reserved registered_office imprint
            ©"""
        ),
    ),
    Signal(
        "forward-looking",
        -1.0,
        phrases(
            r"""forward.looking actual_results?(?:_\w{1,14}){0,5}_differ
            no_(?:representation|warranty|liability|guarantee|obligation_to_update) undertakes?_no
            (?:does|do)_not_(?:constitute|assume_any|accept_any) disclaimer safe_harbou?r zukunftsgerichtet\w{0,3}
            (?:shall|will|be|held)_(?:be_)?liable liability_for"""
        ),
    ),
    Signal("footnote", -0.2, re.compile(r"^\d{1,2} [A-Z]")),
    Signal("question", -0.5, re.compile(r"\?\s{0,2}[”\"»]?\s{0,2}$")),
    Signal(
        "about others",
        -0.2,
        phrases(
            r"""(?:the_european_(?:union|commission)|the_eu|governments?|legislators?|society|the_world|countries|\
            states|cities)_(?:has|have|is|are|aims?|intends?|wants?|must|adopted)"""
        ),
    ),
    Signal(
        "assurance wording",
        -0.6,
        phrases(
            r"""our_(?:responsibility|engagement|conclusion|opinion|examination)_(?:is|was|on|in|to)
            (?:conducted|performed|planned)_our_(?:work|engagement|audit|examination|assurance)
            independent_auditor.s limited_assurance ISAE_?3000 IDW ISQC practitioner
            nothing_has_come_to_our_attention professional_(?:judg|skeptic)\w{2,6} German_Public_Auditor"""
        ),
    ),
)
