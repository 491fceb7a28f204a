# ruff: noqa: E501  (a line of a table is one ion)
"""Salts by their names in German, French, Spanish and Italian: Eisen(III)-oxid and oxyde de fer(III) are iron(III) oxide."""

from __future__ import annotations

from functools import cache
from itertools import product

from reward_server.symbolic.structures.sciences.compounds import compound

# charges (the name has a Roman numeral where they are several), and names in English, German, French, Spanish, Italian
_CATIONS = """
1 lithium lithium lithium litio litio
1 sodium natrium sodium sodio sodio
1 potassium kalium potassium potasio potassio
1 rubidium rubidium rubidium rubidio rubidio
1 caesium cäsium,caesium césium cesio cesio
1 silver silber argent plata argento
1 ammonium ammonium ammonium amonio ammonio
2 magnesium magnesium magnésium magnesio magnesio
2 calcium calcium,kalzium calcium calcio calcio
2 strontium strontium strontium estroncio stronzio
2 barium barium baryum bario bario
2 zinc zink zinc zinc,cinc zinco
3 aluminium aluminium aluminium aluminio alluminio
2,3 iron eisen fer hierro ferro
1,2 copper kupfer cuivre cobre rame
2,4 lead blei plomb plomo piombo
2,4 tin zinn étain estaño stagno
1,2 mercury quecksilber mercure mercurio mercurio
2,3,6 chromium chrom chrome cromo cromo
2,3,4,7 manganese mangan manganèse manganeso manganese
2,3 cobalt kobalt,cobalt cobalt cobalto cobalto
2,3 nickel nickel nickel níquel nichel
"""
_ANIONS = """
fluoride fluorid fluorure fluoruro fluoruro
chloride chlorid chlorure cloruro cloruro
bromide bromid bromure bromuro bromuro
iodide iodid,jodid iodure yoduro ioduro
hydroxide hydroxid hydroxyde hidróxido idrossido
nitrate nitrat nitrate nitrato nitrato
nitrite nitrit nitrite nitrito nitrito
chlorate chlorat chlorate clorato clorato
perchlorate perchlorat perchlorate perclorato perclorato
hypochlorite hypochlorit hypochlorite hipoclorito ipoclorito
permanganate permanganat permanganate permanganato permanganato
cyanide cyanid,zyanid cyanure cianuro cianuro
hydrogencarbonate hydrogencarbonat,bicarbonat hydrogénocarbonate,bicarbonate hidrogenocarbonato,bicarbonato idrogenocarbonato,bicarbonato
bisulfate hydrogensulfat hydrogénosulfate hidrogenosulfato,bisulfato idrogenosolfato
acetate acetat,ethanoat acétate,éthanoate acetato,etanoato acetato
oxide oxid oxyde óxido ossido
sulfide sulfid sulfure sulfuro solfuro
sulfate sulfat sulfate sulfato solfato
sulfite sulfit sulfite sulfito solfito
thiosulfate thiosulfat thiosulfate tiosulfato tiosolfato
carbonate carbonat,karbonat carbonate carbonato carbonato
chromate chromat chromate cromato cromato
dichromate dichromat,bichromat dichromate,bichromate dicromato bicromato
nitride nitrid nitrure nitruro nitruro
phosphide phosphid phosphure fosfuro fosfuro
phosphate phosphat phosphate fosfato fosfato
"""
_ROMAN = {1: "i", 2: "ii", 3: "iii", 4: "iv", 6: "vi", 7: "vii"}
_ORDERS = ("{cation} {anion}", "{cation}{anion}", "{anion} de {cation}", "{anion} de {cation}", "{anion} di {cation}")


def salt(name: str) -> str | None:
    """The formula of a folded name: iron iii oxide and oxyde de fer iii are Fe2O3."""
    return compound(name) or compound(_in_english().get(name.replace(" d ", " de "), ""))


@cache
def _in_english() -> dict[str, str]:
    """Names of the other languages."""
    found: dict[str, str] = {}
    cations, anions = ([row.split() for row in rows.strip().splitlines()] for rows in (_CATIONS, _ANIONS))
    for (charges, *names), called in product(cations, anions):
        for charge, (place, name) in product(charges.split(","), list(enumerate(names))[1:]):
            numeral = f" {_ROMAN[int(charge)]}" if "," in charges else ""
            end = " " if place == 1 and numeral else ""
            for one, other in product(name.split(","), called[place].split(",")):
                said = _ORDERS[place].format(cation=f"{one}{numeral}{end}", anion=other)
                found[said] = f"{names[0]}{numeral} {called[0]}"
    return found
