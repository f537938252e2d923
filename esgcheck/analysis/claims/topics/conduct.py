"""Phrases for conduct and governance: ESRS G1 and 2, GRI 2, 3, 201 to 207, 415. Format: see ``vocabulary``."""

PHRASES = """
G1 205-1: corrupt* | brib* | anti corruption | anti bribery | antibribery | korruption* | bestechung* | corruzione |
  anticorruzione | tangenti | money launder* | geldwäsche* | riciclaggio | blanchiment | fraud |
  conflict* of interest* | facilitation payment* | iso 37001 | gifts | 231 2001 | model 231 | modello 231 |
  d lgs 231 | 腐败 | 贿赂 | 反洗钱 | 廉洁
G1 205-2: anti corruption training* | training* .. corrupt* | trained .. corrupt* | compliance training* |
  compliance schulung* | training* .. code of conduct | trained .. code of conduct | training* .. code of ethics |
  formazione .. anticorruzione | formazione .. 231 | training .. 231 2001 | trained .. anti corruption |
  korruption* .. schulung* | anti money laundering training* | 反腐败培训 | 廉洁培训
G1 205-3: episode* of corrupt* | incident* of corrupt* | case* of corrupt* | corruption case* |
  corruption incident* | incident* .. corrupt* | episod* di corruzione | casi di corruzione | cas de corruption |
  korruptionsf* | korruptionsfäll* | bribery case* | episodi .. corruzione | 腐败事件 | 贪污诉讼
G1 206-1: antitrust | anti trust | anti competitive | anticompetitive | competition law* | fair competition |
  kartell* | wettbewerbsrecht* | antitrust* | concorrenza | comportamenti anticoncorrenziali |
  pratiques anticoncurrentielles | unfair competition | 反垄断 | 不正当竞争
G1 207-1: tax strategy | tax compliance | tax polic* | tax governance | tax evasion | tax haven* | aggressive tax |
  tax transparen* | taxes paid | tax paid | income tax* paid | steuerstrategie | steuerehrlich* | steuerzahl* |
  imposte pagate | fiscalità | politique fiscale | country by country | 纳税 | 税务
G1 2-26: whistleblow* | whistle blow* | speak up | ethics hotline | ethics line | compliance hotline |
  reporting channel* | reporting system | hinweisgeber* | segnalazion* | lanceur* d alerte | ombuds* | grievance* |
  tip offs | report .. violation* | report* .. misconduct | 举报 | 申诉
G1 2-27: non compliance | noncompliance | fine of | fines | penalt* | sanction* | infringement* |
  violation* of law* | violations of (the) (applicable) law* | breach* of law* | lawsuit* | litigation* |
  legal proceeding* | bußgeld* | strafzahl* | rechtsverstö* | sanzion* | multe | contenzios* | amende* |
  proceedings .. against | 罚款 | 处罚 | 违规 | 诉讼
G1 2-23: code of conduct | code of ethics | ethical code | code of business | verhaltenskodex | codice etico |
  codice di condotta | code de conduite | business ethics | corporate ethics | policy .. ethics |
  compliance management | compliance program* | compliance polic* | compliance office* | compliance system* |
  group compliance | corporate compliance | compliance risk* | integrity | ethic* | etica | éthique |
  rechtskonform* | policy commitment* | global compact | un guiding principles | oecd guidelines | ilo | 行为准则 |
  商业道德 | 合规
G1 415-1: political contribution* | political donation* | lobby* | trade association* | industry association* |
  interest group* | transparency register | political part* | parteispende* | contributi politici |
  interessenvertret* | policy engagement | advocacy | policymaker* | policy maker* | 政治捐款 | 游说
G1 204-1: suppliers considered local | suppliers .. local | local supplier* | local purchas* | local procure* |
  locally sourced | purchased locally | sourced locally | fornitori locali | acquisti locali |
  regionale lieferanten | lokale lieferanten | fournisseurs locaux | local purchases | spending on local |
  本地采购 | 当地供应商
G1: supplier* | supply chain* | procurement | purchasing | payment practice* | payment term* | lieferant* |
  lieferkette* | beschaffung* | fornitor* | catena di fornitura | approvvigionament* | fournisseur* | achats |
  animal welfare | responsible sourcing | insider | corporate culture | sanctions list* | sanctions | 供应商 |
  供应链 | 采购
2 2-9: board of directors | supervisory board | management board | executive board | board members |
  members of the board | sustainability committee | esg committee | sustainability council | sustainability board |
  consiglio di amministrazione | collegio sindacale | comitato .. sostenibilità | vorstand* | aufsichtsrat* |
  nachhaltigkeitsausschuss | conseil d administration | 董事会
2 2-19: remuneration polic* | variable remuneration | executive pay | board remuneration | remuneration system |
  vergütungssystem* | vorstandsvergütung | ltip | management incentive* | remuneration .. esg |
  compensation .. sustainab* | remuneration | politica di remunerazione | 薪酬
2 2-28: member of | members of | membership* | joined the | signator* | adesione | aderisce | mitglied* |
  membre de | alliance | 会员 | 加入
2 2-29: stakeholder* | stakeholder engagement | stakeholder dialog* | interessengruppen | portatori di interesse |
  parties prenantes | investor dialog* | 利益相关方
2 3-1: materialit* (analysis) (assessment) | double materiality | material topic* | wesentlichkeit* | materialità |
  temi materiali | tematiche materiali | matérialité | 重要性议题 | 实质性
2 2-5: external assurance | limited assurance | externally assured | external audit of (the) sustainability | 鉴证
2 201-1: economic value | value distributed | value generated | valore economico | valore distribuito |
  valore generato | added value statement | wertschöpfung* | valeur économique | 经济价值
2: sustainability strateg* | sustainability goal* | sustainability target* | sustainability report* | esg strateg* |
  esg rating* | sustainability rating* | sdg | sdgs | sustainable development goal* | esg risk* | risk management |
  due diligence | nachhaltigkeitsstrategie | nachhaltigkeitsziel* | nachhaltigkeitsrating* |
  strategia di sostenibilità | piano di sostenibilità | sostenibilità | taxonomy | eu taxonomy | tassonomia |
  taxonomie* | green bond* | sustainable finance | sustainable invest* | esg | ecovadis | cdp | msci |
  sustainalytics | sustainability | nachhaltigkeit | développement durable | 可持续发展 | 绿色金融
2: iso 14001 | emas | environmental management system* | environmental management | umweltmanagement* |
  sistema di gestione ambientale | environmental polic* | environmental impact* | environmental protection |
  environment | environmental | umwelt* | ambiente | ambiental* | environnement* | 环境管理 | 环境保护 | 环境
"""
