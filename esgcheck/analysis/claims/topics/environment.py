"""Phrases for the environment: ESRS E1 to E5, GRI 301 to 308. The format is told in ``vocabulary``."""

PHRASES = """
E1 305-1: scope 1 | scopes 1 | direct (ghg) emission* | direct greenhouse gas emission* | direkte (thg) emission* |
  direkte treibhausgasemission* | emissioni dirette | émissions directes | 范围一 | 范围1 | 直接排放 |
  直接温室气体
E1 305-2: scope 2 | scope 1 and 2 | scopes 1 and 2 | scope 1 und 2 | scope 1 e 2 | scope 1 et 2 | scope 1 2 |
  scope 1 or 2 | scope 1 and scope 2 | indirect energy emission* | emissioni indirette (da) (consumi) energetic* |
  energiebedingte indirekte | market based | location based | 范围二 | 范围2 | 间接排放 | 外购电力
E1 305-1: scope 1 and 2 | scopes 1 and 2 | scope 1 und 2 | scope 1 e 2 | scope 1 et 2 | scope 1 2 | scope 1 or 2 |
  scope 1 and scope 2
E1 305-3: scope 3 | value chain emission* | supply chain emission* | financed emission* |
  business travel emission* | emissions (caused) (by) business travel* | scope 1 2 and 3 | scope 1 2 3 |
  finanzierte* emission* | emissioni finanziate | andere indirekte (thg) emission* | 范围三 | 范围3 | 价值链排放
E1 305-4: emission* intensit* | carbon intensit* | co2 intensit* | ghg intensit* | intensità emissiv* |
  emissionsintensität | intensité carbone | intensité des émissions | 排放强度 | 碳强度
E1 305-5: reduc* .. emission* | cut* .. emission* | lower* .. emission* | emission* reduction* |
  emissions .. reduced | emissions .. fell | emissions .. decreas* | decreas* .. emission* | emission* .. saved |
  sav* .. co2 | avoid* .. co2 | reduc* .. co2 | reduc* .. carbon footprint | avoided emission* | decarboni* |
  decarbonizz* | dekarbonisier* | carbon neutral* | climate neutral* | klimaneutral* | net zero | netto null |
  neutralité carbone | neutralità carbonica | carbon offset* | carbon reduction* | co2 reduction* |
  emissionsreduk* | emissionsminder* | treibhausgasreduk* | emissionen .. reduz* | emissionen .. gesenkt |
  emissionen .. verringer* | riduzione .. emission* | ridotto .. emission* | ridurre .. emission* |
  réduction .. émission* | réduire .. émission* | réduit .. émission* | science based target* | sbti | 减排 |
  碳中和 | 净零 | 降低碳排放 | 减少碳排放 | 碳达峰
E1: ghg | greenhouse gas* | co2 | co2e | carbon footprint | carbon dioxide | carbon emission* | climate |
  climate change | climatic* | climatique* | climatici | global warming | paris agreement | treibhausgas* |
  klimaschutz* | klimawandel* | klimaziel* | klimarisik* | emissionen | emissioni (di) (co2) | gas serra |
  cambiament* climatic* | gaz à effet de serre | changement climatique | bilan carbone | emissions | carbon price* |
  carbon pricing | carbon tax* | fossil fuel* | coal | methane | transition plan* | physical risk* |
  transition risk* | hydrogen | electric vehicle* | electric car* | e mobility | electromobility |
  elektromobilität | elektrofahrzeug* | 温室气体 | 碳排放 | 气候变化 | 气候 | 二氧化碳 | 低碳
E1 302-1: energy consumption | energy use* | energy usage | consum* .. energy | energy consumed |
  electricity consum* | consumption of electric* | energieverbrauch* | stromverbrauch* | consum* energetic* |
  consum* di energia | energia elettrica | energia consumata | consommation d énergie | consommation énergétique |
  gas consumption | fuel consumption | natural gas | electricity | renewable energ* | renewable electric* |
  renewable power | renewable source* | renewables | green electric* | green energ* | green power | solar |
  photovoltaic* | photovoltaik* | fotovoltaic* | photovoltaïque* | wind power | wind farm* | wind energy |
  hydroelectric* | hydropower | erneuerbar* energie* | ökostrom | grünstrom | fonti rinnovabili |
  energi* rinnovabil* | rinnovabil* | énergies renouvelables | énergie renouvelable | district heating | fernwärme |
  guarantee* of origin | garanzie d origine | diesel | fuel oil | heizöl | energy sold | self generated energy |
  能源消耗 | 能耗 | 用电量 | 可再生能源 | 绿电 | 光伏 | 太阳能
E1 302-3: energy intensit* | energieintensität | intensità energetica | intensité énergétique | 能源强度 |
  能耗强度
E1 302-4: energy saving* | sav* energy | energy efficien* | energy reduction* | reduc* .. energy |
  reduc* .. electricity | energieeffizien* | energieeinspar* | efficien* energetic* | risparmi* energetic* |
  risparmi* di energia | led lighting | led lamp* | led light* | relamping | energy audit* | energieaudit* |
  diagnosi energetic* | efficacité énergétique | économies d énergie | iso 50001 | energy management system* |
  energiemanagement* | 节能 | 能效
E1: energy | energie* | energia | energetic* | énergie | 能源
E1 201-2: climate risk* | climate related risk* | tcfd | financial implications .. climate
E2 305-7: nox | sox | nitrogen oxide* | sulphur oxide* | sulfur oxide* | sulfur dioxide | voc | vocs |
  volatile organic | particulate* | air emission* | air pollutant* | ozone deplet* | emissioni in atmosfera |
  luftschadstoff* | stickoxid* | polluants atmosphériques | polveri | fine dust | dust emission* | 氮氧化物 |
  挥发性有机物 | 颗粒物 | 大气污染物
E2: pollut* | contaminat* | spill* | hazardous substance* | hazardous chemical* | hazardous material* |
  substances of concern | substances of very high concern | svhc | reach regulation* | rohs | pesticide* |
  microplastic* | noise emission* | soil protection | formaldehyde | gefahrstoff* | schadstoff* | sversament* |
  inquinan* | inquinament* | sostanz* pericolos* | sostanze chimiche | prodotti chimici | substances dangereuses |
  lärm* | odour emission* | 污染 | 泄漏 | 危险化学品
E3 303-3: water withdraw* | withdraw* .. water | water abstract* | water intake | wasserentnahme* |
  prelievi idrici | prelievo idrico | prelievo di acqua | prelievi di acqua | prélèvement* d eau | groundwater |
  ground water | surface water | municipal water | third party water | well water | rainwater | aqueduct |
  acquedotto | 取水
E3 303-4: water discharge* | discharge* .. water | waste water* | wastewater* | effluent* | abwasser* |
  scarich* idric* | acque reflue | eaux usées | sewage* | 废水 | 污水
E3 303-5: water consumption | water use* | water usage | consum* .. water | water saving* | sav* .. water |
  water reduction | reduc* .. water | wasserverbrauch* | consum* idric* | consum* di acqua | consommation d eau |
  用水 | 耗水 | 节水
E3 303-1: water stress* | water scarcity | water management | water stewardship | stress idrico | wasserstress |
  water recycl* | recycled water | reused water
E3: water | wasser* | acqua | acque | idric* | eau | marine | ocean* | 水资源
E4 304-2: biodivers* | biodiversità | biodiversité | artenvielfalt | deforest* | reforest* | ecosystem* (service*) |
  habitat* | protected area* | protected species | endangered species | nature reserve* | land use change |
  wildlife | beehive* | bees | natura 2000 | red list | entwaldung* | ökosystem* | deforestazion* | ecosistem* |
  forest* | woodland* | planted trees | plant* .. trees | tree planting | foreste | riforestazion* | déforestation |
  生物多样性 | 森林 | 植树 | 生态系统
E5 306-3: waste generat* | generat* .. waste | waste produc* | produc* .. waste | total waste | amount of waste |
  waste volume* | tons of waste | tonnes of waste | hazardous waste | non hazardous waste | waste | abfall* |
  abfälle* | rifiuti (prodotti) | rifiuto | déchets | food waste | scrap | e waste | electronic waste | 废弃物 |
  废物 | 固废
E5 306-4: recycl* .. waste | waste .. recycl* | waste .. recover* | diverted from (disposal) | sent for recycling |
  waste recover* | material recovery | recycling rate* | recyclingquote* | recycelt* | recovery of waste |
  avviati a recupero | avviati a riciclo | recupero di rifiuti | recupero di materia | rifiuti .. recupero |
  wiederverwert* | recyclés | 回收利用 | 资源化
E5 306-5: landfill* | incinerat* | waste dispos* | disposal of waste | disposed .. waste | deponie* | discarica |
  smaltiment* | zero waste | entsorg* | décharge | 填埋 | 焚烧
E5 301-1: materials used | raw material* | materie prime | materiali utilizzati | rohstoff* | matières premières |
  material consumption | packaging | imballagg* | verpackung* | emballage* | plastic* | plastica | kunststoff* |
  paper consumption | papierverbrauch* | consumo di carta | single use | fsc | pefc | cardboard | wood panel* |
  原材料 | 包装 | 塑料
E5 301-2: recycled material* | recycled content | recycled plastic* | recycled paper | recycled aluminium |
  recycled raw material* | recycled polymer* | post consumer | secondary raw material* | materiali riciclati |
  materiale riciclato | carta riciclata | rezyklat* | recyclingmaterial* | recyclingpapier | recycled fib* |
  matériaux recyclés | 再生材料
E5: circular econom* | circularity | kreislaufwirtschaft* | economia circolare | économie circulaire | recycl* |
  ricicl* | reuse* | refurbish* | remanufactur* | resource efficien* | ressourceneffizien* | resource conserv* |
  durability | longevity | repair* | second hand | used devices | take back | end of life | by products |
  life cycle assessment* | ecodesign | eco design | biodegradab* | compostab* | 循环经济 | 回收 | 再利用
G1 308-1: suppliers .. environmental criteria | supplier .. environmental criteria |
  environmental .. assess* of suppliers | screened .. environmental criteria | suppliers .. environmental |
  fornitori .. criteri ambientali | fornitori .. ambiental* | lieferanten .. umwelt* |
  fournisseurs .. environnement*
"""
