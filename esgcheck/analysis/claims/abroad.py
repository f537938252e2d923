"""The signals of check-worthiness in German, Italian, French and Chinese, beside the English ones of ``signals``.

The learned model has seen English and some Italian: in other languages the rules decide, and these are what they know.
Chinese has no spaces, so that its phrases are looked for anywhere.
"""

from __future__ import annotations

import re

from esgcheck.analysis.claims.phrases import phrases


def _phrases(listed: str) -> re.Pattern[str]:
    """As in English, with either apostrophe: French and Italian are full of them."""
    return phrases(listed.replace("'", "['’]"))


ABROAD: dict[str, re.Pattern[str]] = {
    "actor": _phrases(
        r"""notre nos nous le_groupe la_société l'entreprise der_konzern die_gruppe
        unser\w{0,2} il_gruppo"""
    ),
    "topic": _phrases(
        r"""émissions? consommation energie\w{0,25} abf[aä]ll\w{0,20} wasser\w{0,20} treibhausgas\w{0,20}
        énergi\w{1,6} électricité eau déchets? environnement\w{0,5}
        durable\w{0,4} accidents? salari\w{2,4}
        femmes
        fournisseurs? formation droits_humains biodiversité corruption carbone strom ökostrom unf[aä]lle?
        lieferant\w{0,3}
        verhaltenskodex codice_etico codice_di_condotta code_de_conduite fonti_rinnovabili menschenrechts\w{2,12} led"""
    ),
    "target": _phrases(
        r"""bis_(?:zum_jahr_)?20[2-6]\d(?:_\w{1,20}){0,6}_(?:wollen|werden|soll|sollen|wird|will) wollen_wir
        (?:wir|konzern|gruppe|unternehmen)_(?:wollen|will|werden|wird|streb\w{1,3}|plan\w{1,3}|verpflicht\w{1,4})
        (?:hat|haben)_(?:sich_|uns_)?(?:zum_ziel|das_ziel|verpflichtet) ziel_ist
        entro_il_20[2-6]\d(?:_\w{1,20}){0,5}_\w{2,20}r(?:à|emo|anno) (?:ci_siamo|si_è)_impegnat\w si_pone_l'obiettivo
        s'engage_à nous_engageons (?:a|avons|ont)_pour_(?:objectif|but) vis(?:e|ons|ent)_à objectif_(?:est|de)
        d'ici_(?:à_)?(?:fin_)?20[2-6]\d"""
    ),
    "denial": _phrases(
        r"""kein(?:e|en|er|erlei)?_(?:\w{3,25}_){0,2}(?:unf[aä]lle?n?|verst[oö]ße?n?|f[aä]lle|\
        vorf[aä]lle?|verletzung\w{0,2}|\
        beschwerden|hinweise|bußgelder|strafen|todesf[aä]lle|diskriminierung\w{0,3}|kinderarbeit|zwangsarbeit)
        tolerier\w{1,3}_(?:\w{2,15}_){0,3}(?:nicht|kein\w{0,2})
        non_(?:tollera|tolleriamo|ha_ricevuto|ha_subito|ci_sono_stat\w|vi_sono_stat\w) nessun\w?_(?:\w{3,20}_){0,2}\
        (?:infortuni\w?|incident\w|sanzion\w|violazion\w|denunci\w|decess\w|reclam\w)
        aucun\w?_(?:\w{3,20}_){0,2}(?:accidents?|cas|incidents?|décès|violation\w?|amendes?|plaintes?|sanctions?)
        ne_tolér\w{1,4} n'(?:a|ont|avons)_(?:\w{3,12}_)?(?:pas|jamais|aucun\w?)
        niemals non_(?:ha|abbiamo|hanno|è|sono)_mai"""
    ),
    "certification": _phrases(
        r"""zertifizier\w{1,4} certificat\w certifié\w{0,2} certifications? unterzeichne(?:r|t)_(?:des|der|die)
        mitglied_(?:des|der|im|in)
        (?:membre|signataire)_(?:de|du) firmatari\w_(?:de\w{0,3}|di) aderisce"""
    ),
    "action": _phrases(
        r"""(?:haben|hat|wurde|wurden)(?:_[\w%.,-]{1,25}){1,12}_(?:ge\w{3,14}|umgestellt|eingeführt|reduziert|installiert|\
        erweitert|verbessert|unterstützt|entwickelt|umgesetzt|erneuert|veröffentlicht|verpflichtet|beteiligt)
        müssen_(?:\w{2,20}_){0,5}(?:unterzeichnen|einhalten|erfüllen|anerkennen) nutzen_wir beziehen_wir
        (?:sono_stat[eio]|è_stat[oa])_\w{3,14}t[aeio] abbiamo_\w{3,14}[ts]o devono_\w{3,15}
        (?:a|ont|avons)_(?:été_)?(?:réduit|installé|lancé|mis|formé|investi|remplacé|développé|renforcé|signé|soutenu|\
        obtenu|recyclé|économisé|créé)\w{0,2} signent doivent_\w{3,15}"""
    ),
    "change": _phrases(
        r"""(?:senk|reduzier|verringer|steiger|erhöh|spar|sank|stieg)\w{0,5}(?:_[\w%.,-]{1,25}){0,10}_um
        (?:ridott|diminuit|aumentat|calat|cresciut)\w(?:_[\w%.,-]{1,25}){0,8}_(?:del|dal|rispetto)
        (?:rédui|baiss|diminu|augment|progress)\w{0,4}(?:_[\w%.,-]{1,25}){0,8}_(?:de|par_rapport)
        gegenüber_(?:dem_)?(?:vorjahr|20[012]\d|basisjahr) rispetto_al_20[012]\d par_rapport_à_20[012]\d"""
    ),
    "quality": _phrases(
        r"""alle_(?:unsere_)?\w{4,25} sämtliche\w{0,2} ausschließlich vollständig tutt[ei] esclusivamente
        tous_les toutes_les
        exclusivement
        intégralement erste[rns]? größte[rns]? leader"""
    ),
}
"""By the name of the English signal."""

UNSPACED: dict[str, re.Pattern[str]] = {
    "actor": re.compile(r"公司|集团|我们|本行|本集团"),
    "target": re.compile(r"承诺|目标|力争|计划|致力于|将于20|到20[2-6]\d年"),
    "denial": re.compile(r"未发生|没有发生|未出现|零容忍|无任何|未收到|未发现|不存在|杜绝|从未|禁止"),
    "certification": re.compile(r"认证|获得.{0,12}(?:奖|评级)|评级|签署|加入|成员|ISO\s?\d{4,5}"),
    "action": re.compile(r"实施|开展|建立|完成|投入|安装|推出|制定|培训|捐赠|启动|通过|采用|改造|审核"),
    "change": re.compile(r"(?:下降|减少|降低|上升|增长|提高|提升|节约).{0,10}\d|较\d{4}年|同比"),
    "quality": re.compile(r"首个|最大|全部|所有|全面|领先|100%|唯一"),
    "deadline": re.compile(r"(?:到|于|在|至)20[2-6]\d年(?:前|底|实现)?"),
    "topic": re.compile(
        r"排放|能源|用水|废|环境|气候|碳|安全|员工|女性|供应商|培训|腐败|人权|社区|捐赠|隐私|客户|可再生|事故|工伤|合规"
    ),
}


def also(name: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of other languages for the signal of this name."""
    return tuple(patterns[name] for patterns in (ABROAD, UNSPACED) if name in patterns)
