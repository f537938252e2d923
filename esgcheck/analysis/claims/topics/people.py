"""Phrases for people: ESRS S1 to S4, GRI 401 to 418. The format is told in ``vocabulary``."""

PHRASES = """
S1 2-7: headcount | number of employees | employees (in) total | total employees | total workforce | full time |
  part time | full time equivalent* | fte | ftes | permanent contract* | permanent employee* | fixed term |
  open ended contract* | temporary contract* | temporary employee* | temporary worker* | employment contract* |
  type of contract | contract type | mitarbeiterzahl | anzahl (der) mitarbeit* | anzahl (der) beschäftigt* |
  vollzeit* | teilzeit* | befristet* | unbefristet* | numero (di) dipendenti | tempo indeterminato |
  tempo determinato | tempo pieno | organico | effectif* | cdi | employees by | employees worldwide |
  personnel headcount | average number of employees | 员工总数 | 雇员总数 | 员工人数
S1 401-1: new hire* | newly hired | new employee* | hired | hires | employee turnover | staff turnover |
  turnover rate | turnover of employees | personnel turnover | turnover of personnel | fluctuation rate |
  fluktuation* | fluktuationsrate | leavers | resignation* | recruit* | attrition | assunzion* | assunti |
  cessazion* | tasso di turnover | dimission* | neueinstellung* | embauche* | rotation du personnel | terminations |
  离职 | 流失率 | 新入职 | 招聘
S1 401-2: employee benefit* | company benefit* | fringe benefit* | welfare | company pension* | pension plan* |
  insurance .. employees | betriebliche altersvorsorge | avantages sociaux | company car* | meal voucher* |
  benefits for employees | employee share* | 员工福利 | 福利
S1 401-3: parental leave | maternity leave | paternity leave | elternzeit | congedo parentale |
  congedo di maternità | congé parental | 育儿假 | 产假
S1 402-1: notice period* | reorganisation* | restructuring | job cuts | redundanc* | kurzarbeit | short time work* |
  stellenabbau*
S1 403-9: accident* (at) (work) | injur* | fatal* | ltifr | ltif | ltir | trir | trifr | lost time | lost day* |
  lost working day* | death* | work related death* | frequency rate | frequency ind* | severity rate |
  severity ind* | near miss* | unfall* | unfälle* | arbeitsunf* | infortun* | indice di frequenza |
  indice di gravità | accident* du travail | taux de fréquence | blessure* | hours worked | 工伤 | 事故 | 死亡 |
  伤亡
S1 403-10: occupational disease* | ill health | occupational illness* | malattie professionali |
  malattia professionale | berufskrankheit* | maladie* professionnelle* | 职业病
S1 403-1: iso 45001 | ohsas 18001 | ohsas | occupational health (and) (safety) | health and safety management |
  health and safety | occupational safety | workplace safety | work safety | safety at work | arbeitssicherheit* |
  arbeitsschutz* | gesundheitsschutz* | sicurezza sul lavoro | salute e sicurezza | salute e la sicurezza |
  santé et sécurité | risk assessment document | protective equipment | absenteeism | absence rate | sickness rate |
  sick leave | sick days | krankenstand* | krankheitsquote | assenteismo | assenze | malattia | absentéisme |
  职业健康 | 安全生产 | 健康与安全 | 缺勤
S1 403-5: safety training* | health and safety training | safety course* | arbeitsschutzunterweis* |
  sicherheitsschulung* | formazione .. sicurezza | first aid* | fire prevention | training .. safety |
  formation .. sécurité | safety briefing* | 安全培训
S1 403-6: health promotion | health insurance | medical check* | vaccinat* | flu vaccin* | wellbeing | well being |
  gesundheitsförder* | gesundheitsmanagement | mental health | preventive medical | sport* course* | healthcare |
  benessere | sorveglianza sanitaria | bien être
S1 404-1: training hour* | hours of training | hours .. training | training .. hours | trainingsstunden |
  schulungsstunden | ore di formazione | heures de formation | average hours | training days | days of training |
  pro capite .. formazione | per capita .. training | 培训时长 | 培训小时
S1 404-2: training | trainings | trained | further education | professional development | personal development |
  talent management | upskill* | reskill* | e learning | leadership program* | apprentice* | trainee* |
  internship* | intern | interns | schulung* | weiterbildung* | fortbildung* | auszubildende* | ausbildung* |
  formazione | formati | corsi | corso di | stage | tirocin* | formation professionnelle | formations | apprentis |
  onboarding | career development | academy | mentoring | talent* | skills | 培训
S1 404-3: performance review* | assessment* of .. performance | individual performance | performance and career |
  performance apprais* | appraisal* | performance assessment* | performance evaluation* | annual interview* |
  employee review* | development review* | feedback talk* | mitarbeitergespräch* | valutazione delle prestazioni |
  valutazione della performance | career development review* | 360 feedback | entretien annuel | 绩效考核
S1 405-1: women | woman | female | females | men | gender | diversity | diverse workforce | diverse team* |
  inclusion | inclusive | equal opportunit* | age group* | years old | under 30 | over 50 | disabilit* | disabled |
  lgbt* | nationalit* | frauen* | frauenanteil | männer | geschlecht* | vielfalt | chancengleichheit | donne |
  donna | uomini | di genere | per genere | pari opportunità | categorie protette | diversità | disabili | femmes |
  mixité | handicap* | diversité | schwerbehindert* | age range* | blue collar | white collar | 女性 | 多元化 |
  性别 | 男女
S1 405-2: pay gap | equal pay | gender pay | salary ratio | remuneration ratio* | ratio of basic salary |
  pay ratio | lohngleichheit* | entgeltgleich* | divario retributivo | parità retributiva |
  rapporto .. retribuzione | égalité salariale | salary of women | wage gap | 薪酬差距 | 同工同酬
S1 406-1: discriminat* | harass* | mobbing | diskriminier* | belästigung* | discriminazion* | molesti* |
  harcèlement* | equal treatment | gleichbehandl* | 歧视 | 骚扰
S1 2-30: collective agreement* | collective bargain* | collective labour | collective labor | tarifvertrag* |
  tarifgebunden* | contratt* collettiv* | ccnl | convention* collective* | trade union* | unions | labour union* |
  labor union* | unionised | works council* | betriebsrat* | betriebsräte* | sindaca* | syndicat* | gewerkschaft* |
  employee representative* | 集体协议 | 工会
S1 407-1: freedom of association | right to organi* | koalitionsfreiheit | vereinigungsfreiheit |
  libertà di associazione | liberté d association | 结社自由
S1 202-1: minimum wage* | living wage* | fair wage* | mindestlohn | existenzsichernd* | salario minimo |
  salaire minimum | entry level wage | minimum salar* | 最低工资
S1 202-2: senior management .. local | locally hired | hired locally | hired from the local | senior manag* hired |
  managers .. local
S1: safety | working environment | work environment | employee* | staff | workforce | personnel | worker* |
  colleague* | our people | human resources | human capital | work life balance | smart working | home office |
  remote work* | mobile work* | flexible work* | working condition* | working hour* | flexible working |
  work climate | working climate | corporate climate | organizational climate | organisational climate |
  team spirit | employee survey* | employee satisfaction | employer | mitarbeit* | beschäftigte* | arbeitgeber |
  arbeitszeit* | belegschaft | personale | dipendent* | lavorator* | collaborator* | risorse umane |
  clima aziendale | collaborateurs | salariés | personnel | conditions de travail | parental | family friendly |
  employment | 员工 | 雇员 | 职工
S2 414-1: supplier* .. social | supplier* .. human right* | supplier audit* | suppliers .. audit* |
  audit* .. suppliers | supplier* .. code of conduct | supplier* code of conduct | suppliers .. sign* .. code |
  supply chain due diligence | social criteria | social audit* | lieferkettensorgfalt* | lieferkettengesetz | lksg |
  lieferanten .. sozial* | fornitori .. criteri sociali | fornitori .. codice etico |
  fornitori .. codice di condotta | suppliers .. code of ethics | sa8000 | sa 8000 | smeta | sedex |
  supplier* .. ethical | ecovadis .. supplier* | fournisseurs .. droits | 供应商审核 | 供应商社会
S2 408-1: child labo* | kinderarbeit* | lavoro minorile | lavoro infantile | travail des enfants | 童工
S2 409-1: forced labo* | compulsory labo* | modern slavery | slavery | human traffick* | zwangsarbeit* | sklaverei |
  lavoro forzato | lavoro obbligatorio | schiavitù | travail forcé | esclavage | 强迫劳动 | 强制劳动
S2: labour rights | labor rights | rights .. along the supply chain | workers in the value chain |
  workers in the supply chain | supply chain worker* | conflict mineral* | fair trade | fairtrade |
  supply chain .. human right*
S1 412-1: human right* | menschenrecht* | diritti umani | droits de l homme | droits humains |
  universal declaration of | 人权
S1 410-1: security personnel | security guard*
S3 411-1: indigenous | aborigin* | indigen* | popoli indigeni | peuples autochtones | 原住民 | 土著
S3 413-1: local communit* | communit* | neighbour* | neighbor* | residents | local population | volunteer* |
  corporate volunteer* | social commitment | donat* | charit* | sponsor* | philanthrop* | non profit | nonprofit |
  social project* | comunità local* | comunità | territorio | liberalità | donazion* | beneficenza | volontari* |
  onlus | spende* | gespendet | ehrenamt* | gemeinnützig* | soziales engagement | bénévol* | mécénat |
  communautés locales | land right* | resettle* | schools | kindergarten | social initiative* | 社区 | 捐赠 | 志愿 |
  公益
S4 416-1: product safety | product quality | customer health | health and safety of (our) customer* |
  safety of (its) (our) product* | patient safety | patients | produktsicherheit | sicurezza dei prodotti |
  sicurezza del prodotto | sécurité des produits | consumer safety | quality control* | quality management |
  iso 9001 | iso 13485 | qualitätsmanagement* | qualità del prodotto | food safety | tested on animals |
  animal testing | cruelty free | dermatological* | clinical test* | product recall* | recall* | rückruf* |
  产品安全 | 产品质量 | 召回
S4 417-1: product label* | labelling | labeling | marketing communication* | product information | advertis* |
  etichettatura | kennzeichnung | greenwashing | misleading adverti* | responsible marketing | 标签 | 广告
S4 418-1: data protection | personal data | privacy | gdpr | dsgvo | data breach* | data leak* | customer data |
  data security | information security | cyber* | iso 27001 | datenschutz* | datensicherheit |
  informationssicherheit | protezione dei dati | dati personali | sicurezza informatica |
  sicurezza delle informazioni | protection des données | données personnelles | hacker* | it security | 隐私 |
  数据安全 | 个人信息 | 信息安全
S4: customer satisfaction | customer survey* | customer complaint* | complaints .. customers | consumer* |
  consumer protection | customer* | end user* | accessib* | barrierefrei* | financial inclusion | net promoter |
  nps | kundenzufriedenheit* | verbraucher* | soddisfazione del cliente | soddisfazione dei clienti | clienti |
  reclami | satisfaction client* | kunden | youth protection | protection of minors | jugendschutz |
  digital divide | 消费者 | 客户满意 | 客户 | 投诉
"""
