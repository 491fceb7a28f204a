# ruff: noqa: E501  (a line of a table is one kind of ion)
"""Formulas from names by their ions: iron(III) oxide is Fe2O3, because three of O^2- balance two of Fe^3+."""

from __future__ import annotations

import re
from math import gcd

_CATIONS = """
1 sodium Na,potassium K,lithium Li,rubidium Rb,caesium Cs,cesium Cs,silver Ag,ammonium NH4,hydrogen H,cuprous Cu
2 magnesium Mg,calcium Ca,strontium Sr,barium Ba,beryllium Be,zinc Zn,cadmium Cd,ferrous Fe,cupric Cu,stannous Sn,plumbous Pb,nickel Ni,mercuric Hg
3 aluminium Al,aluminum Al,ferric Fe,scandium Sc,gallium Ga
4 stannic Sn,plumbic Pb
"""
_BY_NUMBER = "iron Fe,copper Cu,tin Sn,lead Pb,mercury Hg,cobalt Co,nickel Ni,manganese Mn,chromium Cr,gold Au,titanium Ti,vanadium V,silver Ag,zinc Zn,platinum Pt,tungsten W"
_ANIONS = """
1 fluoride F,chloride Cl,bromide Br,iodide I,hydroxide OH,nitrate NO3,nitrite NO2,bicarbonate HCO3,hydrogen carbonate HCO3,hydrogencarbonate HCO3,acetate CH3COO,chlorate ClO3,perchlorate ClO4,chlorite ClO2,hypochlorite ClO,permanganate MnO4,cyanide CN,hydride H,bisulfate HSO4,hydrogen sulfate HSO4,dihydrogen phosphate H2PO4,thiocyanate SCN
2 oxide O,sulfide S,sulphide S,sulfate SO4,sulphate SO4,sulfite SO3,sulphite SO3,carbonate CO3,chromate CrO4,dichromate Cr2O7,oxalate C2O4,thiosulfate S2O3,hydrogen phosphate HPO4,selenide Se,silicate SiO3
3 nitride N,phosphide P,phosphate PO4,arsenate AsO4,borate BO3
"""
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7}
_PREFIXES = {
    "mono": 1,
    "mon": 1,
    "di": 2,
    "tri": 3,
    "tetra": 4,
    "tetr": 4,
    "penta": 5,
    "pent": 5,
    "hexa": 6,
    "hepta": 7,
    "octa": 8,
    "deca": 10,
    "dec": 10,
}
_NONMETALS = {
    "carbon": "C", "nitrogen": "N", "phosphorus": "P", "sulfur": "S", "sulphur": "S", "silicon": "Si", "boron": "B", "chlorine": "Cl", "iodine": "I", "bromine": "Br",
    "xenon": "Xe", "selenium": "Se", "arsenic": "As", "oxygen": "O", "hydrogen": "H",
}  # fmt: skip
_ENDINGS = {
    "oxide": "O",
    "fluoride": "F",
    "chloride": "Cl",
    "bromide": "Br",
    "iodide": "I",
    "sulfide": "S",
    "nitride": "N",
    "hydride": "H",
    "phosphide": "P",
}


def _table(text: str) -> dict[str, tuple[str, int]]:
    rows = (line.split(" ", 1) for line in text.strip().splitlines())
    return {
        one.rpartition(" ")[0]: (one.rpartition(" ")[2], int(charge))
        for charge, names in rows
        for one in names.split(",")
    }


_POSITIVE, _NEGATIVE = _table(_CATIONS), _table(_ANIONS)
_METALS = dict(one.split() for one in _BY_NUMBER.split(","))
_NUMBERED = re.compile(r"(?P<metal>[a-z]+) ?\(? ?(?P<number>i{1,3}|iv|vi{0,2}) ?\)? (?P<anion>[a-z ]+)")
_COUNT = rf"(?:{'|'.join(sorted(_PREFIXES, key=len, reverse=True))})"
_COVALENT = re.compile(rf"(?P<times>{_COUNT})?(?P<first>[a-z]+) (?P<more>{_COUNT})(?P<last>{'|'.join(_ENDINGS)})")


def compound(name: str) -> str | None:
    """The formula of a name in lower case, without brackets; None where its ions are not known."""
    if (found := _NUMBERED.fullmatch(name)) is not None:
        symbol, anion = _METALS.get(found["metal"]), _NEGATIVE.get(found["anion"])
        return _balanced((symbol, _ROMAN[found["number"]]), anion) if symbol and anion else None
    if (shared := _COVALENT.fullmatch(name)) is not None and shared["first"] in _NONMETALS:
        times = _PREFIXES.get(shared["times"] or "", 1)
        return _times(_NONMETALS[shared["first"]], times) + _times(_ENDINGS[shared["last"]], _PREFIXES[shared["more"]])
    first, _, rest = name.partition(" ")
    cation, ion = _POSITIVE.get(first), _NEGATIVE.get(rest)
    return _balanced(cation, ion) if cation and ion and first != "hydrogen" else None


def _balanced(cation: tuple[str, int], anion: tuple[str, int]) -> str:
    """As many of each ion as make the charges equal."""
    (plus, charge), (minus, other) = cation, anion
    common = gcd(charge, other)
    return _times(plus, other // common) + _times(minus, charge // common)


def _times(group: str, count: int) -> str:
    if count == 1:
        return group
    several = sum(char.isupper() for char in group) > 1 or group[-1].isdigit()
    return f"({group}){count}" if several else f"{group}{count}"
