# ruff: noqa: E501  (a line of a table is one substance, or one language)
"""Substances by their names: hydrogen gas is H_2, sodium is Na, Kochsalz is NaCl."""

from __future__ import annotations

import re

from reward_server.symbolic.extract.cues.by_language import either
from reward_server.symbolic.parse.normalize import fold
from reward_server.symbolic.structures.sciences.salts import salt

MAX_CHARS = 80
_NAMES = """
H2 hydrogen,wasserstoff,hydrogène,dihydrogène,hidrógeno,idrogeno,hidrogênio,waterstof,wodór,водород,氢气,水素,수소
O2 oxygen,sauerstoff,oxygène,dioxygène,oxígeno,ossigeno,oxigênio,zuurstof,tlen,кислород,氧气,酸素,산소
N2 nitrogen,stickstoff,azote,diazote,nitrógeno,azoto,nitrogênio,stikstof,azot,азот,氮气,窒素,질소
Cl2 chlorine,chlor,chlore,dichlore,cloro,chloor,хлор,氯气,塩素,염소
Br2 bromine,brom,brome,bromo,бром,溴
I2 iodine,iod,jod,iode,yodo,iodio,йод,иод,碘
F2 fluorine,fluor,flúor,fluoro,фтор,氟气
O3 ozone,ozon,ozono,озон,臭氧
H2O water,wasser,eau,agua,acqua,água,woda,вода,水,물
H2O2 hydrogen peroxide,wasserstoffperoxid,peroxyde d hydrogène,peróxido de hidrógeno,perossido di idrogeno,пероксид водорода,过氧化氢
CO2 carbon dioxide,kohlenstoffdioxid,kohlendioxid,dioxyde de carbone,dióxido de carbono,anidride carbonica,diossido di carbonio,koolstofdioxide,dwutlenek węgla,углекислый газ,диоксид углерода,二氧化碳,二酸化炭素,이산화 탄소
CO carbon monoxide,kohlenstoffmonoxid,kohlenmonoxid,monoxyde de carbone,monóxido de carbono,monossido di carbonio,угарный газ,оксид углерода ii,一氧化碳
SO2 sulfur dioxide,sulphur dioxide,schwefeldioxid,dioxyde de soufre,dióxido de azufre,anidride solforosa,диоксид серы,сернистый газ,二氧化硫
SO3 sulfur trioxide,sulphur trioxide,schwefeltrioxid,trioxyde de soufre,trióxido de azufre,триоксид серы,三氧化硫
NO nitric oxide,nitrogen monoxide,stickstoffmonoxid,monoxyde d azote,óxido nítrico,一氧化氮
NO2 nitrogen dioxide,stickstoffdioxid,dioxyde d azote,dióxido de nitrógeno,диоксид азота,二氧化氮
N2O nitrous oxide,dinitrogen monoxide,distickstoffmonoxid,lachgas,protoxyde d azote,закись азота
NH3 ammonia,ammoniak,ammoniac,amoníaco,amoniaco,ammoniaca,amônia,amoniak,аммиак,氨,氨气,アンモニア,암모니아
CH4 methane,methan,méthane,metano,methaan,metan,метан,甲烷,メタン,메탄
C2H6 ethane,ethan,éthane,etano,этан,乙烷
C2H4 ethene,ethylene,ethen,éthène,éthylène,eteno,etileno,etene,этилен,乙烯
C2H2 ethyne,acetylene,ethin,acetylen,éthyne,acétylène,etino,acetileno,etino,ацетилен,乙炔
C3H8 propane,propan,propano,пропан,丙烷
C6H6 benzene,benzol,benzène,benceno,бензол,苯
HCl hydrogen chloride,hydrochloric acid,salzsäure,chlorwasserstoff,acide chlorhydrique,chlorure d hydrogène,ácido clorhídrico,acido cloridrico,соляная кислота,хлороводород,盐酸,氯化氢,塩酸
H2SO4 sulfuric acid,sulphuric acid,schwefelsäure,acide sulfurique,ácido sulfúrico,acido solforico,серная кислота,硫酸
HNO3 nitric acid,salpetersäure,acide nitrique,ácido nítrico,acido nitrico,азотная кислота,硝酸
H3PO4 phosphoric acid,phosphorsäure,acide phosphorique,ácido fosfórico,фосфорная кислота,磷酸
H2CO3 carbonic acid,kohlensäure,acide carbonique,ácido carbónico,угольная кислота,碳酸
CH3COOH acetic acid,ethanoic acid,essigsäure,ethansäure,acide acétique,acide éthanoïque,ácido acético,уксусная кислота,乙酸,醋酸
H2S hydrogen sulfide,hydrogen sulphide,schwefelwasserstoff,sulfure d hydrogène,sulfuro de hidrógeno,сероводород,硫化氢
NaCl sodium chloride,table salt,natriumchlorid,kochsalz,chlorure de sodium,cloruro de sodio,cloruro di sodio,хлорид натрия,氯化钠
NaOH sodium hydroxide,natriumhydroxid,hydroxyde de sodium,soude,hidróxido de sodio,гидроксид натрия,氢氧化钠
KOH potassium hydroxide,kaliumhydroxid,hydroxyde de potassium,hidróxido de potasio,гидроксид калия,氢氧化钾
KCl potassium chloride,kaliumchlorid,chlorure de potassium,cloruro de potasio,хлорид калия,氯化钾
CaCO3 calcium carbonate,calciumcarbonat,calciumkarbonat,carbonate de calcium,carbonato de calcio,карбонат кальция,碳酸钙
CaO calcium oxide,quicklime,calciumoxid,oxyde de calcium,óxido de calcio,оксид кальция,氧化钙
Ca(OH)2 calcium hydroxide,slaked lime,calciumhydroxid,hydroxyde de calcium,hidróxido de calcio,гидроксид кальция,氢氧化钙
NaHCO3 sodium bicarbonate,sodium hydrogen carbonate,baking soda,natriumhydrogencarbonat,natron,bicarbonate de sodium,bicarbonato de sodio,гидрокарбонат натрия,碳酸氢钠
Na2CO3 sodium carbonate,natriumcarbonat,carbonate de sodium,carbonato de sodio,карбонат натрия,碳酸钠
AgCl silver chloride,silberchlorid,chlorure d argent,cloruro de plata,хлорид серебра,氯化银
BaSO4 barium sulfate,barium sulphate,bariumsulfat,sulfate de baryum,sulfato de bario,сульфат бария,硫酸钡
MgO magnesium oxide,magnesiumoxid,oxyde de magnésium,óxido de magnesio,оксид магния,氧化镁
NH4^+ ammonium,ammonium ion,ammonium ions,аммоний
OH^- hydroxide,hydroxide ion,hydroxid,hydroxyde
SO4^{2-} sulfate,sulphate,sulfate ion,sulphate ion,sulfat,сульфат
SO3^{2-} sulfite,sulphite,sulfite ion,sulfit,сульфит
NO3^- nitrate,nitrate ion,nitrat,нитрат
NO2^- nitrite,nitrite ion,nitrit,нитрит
CO3^{2-} carbonate,carbonate ion,carbonat,карбонат
HCO3^- bicarbonate,hydrogen carbonate,bicarbonate ion,hydrogencarbonat
PO4^{3-} phosphate,phosphate ion,phosphat,фосфат
MnO4^- permanganate,permanganate ion,permanganat,перманганат
H3O^+ hydronium,hydronium ion,oxonium
ZnCl2 zinc chloride,zinkchlorid,chlorure de zinc,cloruro de zinc,хлорид цинка,氯化锌
"""
_ELEMENTS = """
hydrogen helium lithium beryllium boron carbon nitrogen oxygen fluorine neon sodium magnesium aluminium silicon phosphorus sulfur
chlorine argon potassium calcium scandium titanium vanadium chromium manganese iron cobalt nickel copper zinc gallium germanium
arsenic selenium bromine krypton rubidium strontium yttrium zirconium niobium molybdenum technetium ruthenium rhodium palladium
silver cadmium indium tin antimony tellurium iodine xenon caesium barium lanthanum cerium praseodymium neodymium promethium
samarium europium gadolinium terbium dysprosium holmium erbium thulium ytterbium lutetium hafnium tantalum tungsten rhenium osmium
iridium platinum gold mercury thallium lead bismuth polonium astatine radon francium radium actinium thorium protactinium uranium
"""
_SYMBOLS = """
H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd
Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac
Th Pa U
"""
_OTHERS = """
aluminum Al,sulphur S,cesium Cs,natrium Na,kalium K,eisen Fe,kupfer Cu,zink Zn,silber Ag,quecksilber Hg,blei Pb,kohlenstoff C,schwefel S
sodio Na,potasio K,hierro Fe,cobre Cu,plata Ag,oro Au,mercurio Hg,plomo Pb,carbono C,azufre S,fer Fe,cuivre Cu,argent Ag,plomb Pb,carbone C
soufre S,железо Fe,медь Cu,натрий Na,калий K,серебро Ag,золото Au,ртуть Hg,свинец Pb,углерод C,сера S
"""
_FORMULA_OF = {name: row.split()[0] for row in _NAMES.strip().splitlines() for name in row.split(" ", 1)[1].split(",")}
_SYMBOL_OF = dict(zip(_ELEMENTS.split(), _SYMBOLS.split(), strict=True)) | {
    name: symbol for one in _OTHERS.replace("\n", ",").strip(",").split(",") for name, symbol in [one.split()]
}
_MAY_NAME = re.compile(r"[\s$]*(?:\\(?:text|mathrm)[a-z]*\s*\{)?[^\W\d_][^\d_=^+<>\\]*")
_STATE = re.compile(r"(?:gas(?:eous)? |liquid |solid )?(?P<name>.+?)(?: gas| vapou?r| molecules?)?")
_ARTICLE = re.compile(rf"^(?:{either('article')})\s")


def formula(text: str, element: bool) -> str | None:
    """Of a substance that is the whole text; of an element its symbol, where one is asked for or it has no molecules."""
    if len(text) > MAX_CHARS or not _MAY_NAME.fullmatch(text):
        return None
    found = _STATE.fullmatch(_ARTICLE.sub("", fold(text), count=1))
    if found is None:
        return None
    name = found["name"]
    if element and name in _SYMBOL_OF:
        return _SYMBOL_OF[name]
    return _FORMULA_OF.get(name) or _SYMBOL_OF.get(name) or salt(name)
