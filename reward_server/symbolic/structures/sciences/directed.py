"""Vectors, phasors and signed amounts: 3i + 4j is 5 at 53.1° north of east, 4 + 3j is 5∠36.9°, and -15 m/s is 15 m/s
downwards.

A vector of the plane is its length and its angle from east (or the real axis), each with what its digits leave open.
"""

from __future__ import annotations

import re
from math import atan2, degrees, hypot, isclose, isnan, nan, pi
from typing import NamedTuple

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.normalize import plain_unicode
from reward_server.symbolic.parse.tree import (
    Node,
    Num,
    Op,
    Sym,
    Word,
    heads,
    is_scalar,
    rebuild,
    rename,
    symbols,
    walk,
)
from reward_server.symbolic.parse.units import Unit, is_measure, unit
from reward_server.symbolic.scalars.decimals import literal
from reward_server.symbolic.scalars.exact import TooLarge, Undefined
from reward_server.symbolic.scalars.numeric import Unknown, approximate
from reward_server.symbolic.structures.geometry.linear import form
from reward_server.symbolic.structures.quantities import measured
from reward_server.symbolic.structures.rules import along_axes, ordered, same
from reward_server.symbolic.verdict import EXACT, Undecided, Verdict

MAX_CHARS = 160
MAX_RELATIVE, MAX_DEGREES = 0.02, 1.0
"""Digits that leave more open say too little."""
_STYLE = re.compile(
    r"\\(?:text[a-z]*|mathrm|mathbf|rm|left|right|displaystyle)(?![a-z])|\\[,;:! ]|\\q?quad(?![a-z])|[{}$~]"
)
_DEGREE = re.compile(r"\^\s*\{?\s*(?:\\circ|\\degree|∘)\s*\}?|\\degree|\bdeg(?:rees?)?\b\.?")
_ANGLE = r"(?:an? angle of\s*)?(?<![\d.])(?P<angle>-?\d{1,3}(?:\.\d+)?)\s*°?"
_POINT = r"north|south|east|west|[NSEW]"
_WAYS = (
    rf"{_ANGLE}\s*(?P<to>{_POINT})\s+of\s+(?:due\s+)?(?P<start>{_POINT})",
    rf"(?P<start>[NS])\s*{_ANGLE}\s*(?P<to>[EW])",
    rf"(?:on |at )?(?:a |the )?bearing (?:of )?{_ANGLE}(?P<bearing>)(?:\s*T)?",
    rf"{_ANGLE}\s*(?:(?P<up>above|(?:(?:counter|anti)-?clockwise )?from|to|with)|(?P<down>below|clockwise from))"
    r"\s+the\s+(?:positive |\+ ?)?(?:horizontal|x ?-?axis)",
)
_PHRASES = tuple(
    re.compile(
        rf"(?P<size>.+?)[,;\s]*(?:(?:at|in (?:a|the) direction|directed|pointing|acting|heading)\s+)?(?:{way})[\s.]*"
    )
    for way in _WAYS
)
_PHASOR = re.compile(
    r"(?P<size>[^∠]+)∠\s*\(?\s*(?P<angle>-?\s*\d{1,3}(?:\.\d+)?)\s*°\s*\)?\s*(?P<unit>[A-Za-zΩ]{0,5})[\s.]*"
)
_EXPONENTIAL = re.compile(
    r"[\s$]*(?:[A-Za-z](?:_\w)?\s*=\s*)?(?P<size>[^e=]{0,40}?)\s*(?:\\cdot\s*)?(?:e\s*\^\s*\{|\\exp\s*(?:\\left\s*)?\()\s*"
    r"(?P<angle>(?:[^{}()=]|\{[^{}]{0,20}\}){1,50})(?:\}|(?:\\right\s*)?\))\s*"
    r"(?:\\[,; ]|\s)*(?P<unit>(?:\\(?:text|mathrm)\s*\{\s*[A-Za-z]{1,5}\s*\}|[VAWΩ]|\\Omega)?)[\s.$]*"
)
"""10 e^{-j pi/6}"""
_IMAGINARY = re.compile(r"(?<![A-Za-z\\])[ij](?![A-Za-z])(?:\s|\\[,;: ])*(?=(\d)?)")
_COMPASS = {"e": 0.0, "n": 90.0, "w": 180.0, "s": 270.0}
_UNIT_AT_END = re.compile(
    r"(?:\\[,;: ]|\s|~)*\\(?:text|mathrm)\s*\{\s*([^{}]{1,12})\s*\}[\s$.]*$|(?:\\[,;: ]|\s|~)*(\\Omega)[\s$.]*$"
)
_FORM_ASKED = re.compile(
    r"\b(?:polar|rectangular|cartesian|components?|unit[- ]vector|phasor) (?:form|notation)|\bconvert\b|\bin the form\b"
    r"|\b(?:in|its|the) components?\b|\bin terms of\b|magnitude and direction",
    re.IGNORECASE,
)


class _Planar(NamedTuple):
    length: float
    slack: float
    angle: float
    turn: float
    """By how much the angle may differ, in degrees."""
    unit: Unit
    polar: bool


def same_directed(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only: a vector in components and by length and direction, an amount with a sign and with a way."""
    if max(len(truth), len(answer)) > MAX_CHARS:
        return None
    if _STRESSED.search(truth) or _STRESSED.search(answer):
        return _same_stress(truth, answer, prompt[-MAX_PROMPT:])
    if not (_TURNS.search(truth) or _TURNS.search(answer)):
        worded = _WORDED.search(truth) or _WORDED.search(answer)
        return _same_way(truth, answer, prompt[-MAX_PROMPT:]) if worded else None
    left, right = _planar(truth), _planar(answer)
    if left is None or right is None or not (left.polar or right.polar):
        return None
    if left.polar != right.polar and _FORM_ASKED.search(prompt[-MAX_PROMPT:]):
        return None
    written = (
        left if left.polar else left._replace(slack=0.0, turn=0.0),
        right if right.polar else right._replace(slack=0.0, turn=0.0),
    )
    equal = _same_vector(left, right) or _same_vector(*written)  # the components may be exact
    return Verdict(True, f"the same vector: {truth[:40]}, {answer[:40]}", "directed") if equal else None


_TURNS = re.compile(r"angle|∠|°|circ|degree|\bbearing\b")
_RADIAN = 180 / pi


def _same_vector(left: _Planar, right: _Planar) -> bool:
    if left.unit.powers and right.unit.powers and left.unit.powers != right.unit.powers:
        return False
    scale = float(right.unit.factor / left.unit.factor) if left.unit.powers and right.unit.powers else 1.0
    slack, turn = left.slack + right.slack * scale, left.turn + right.turn
    if slack > MAX_RELATIVE * left.length or turn > MAX_DEGREES or not left.length:
        return False
    between = abs((left.angle - right.angle + 180) % 360 - 180)
    alike = abs(left.length - right.length * scale) <= slack or isclose(left.length, right.length * scale, rel_tol=1e-9)
    return alike and between <= turn + 1e-7


# -- vectors of the plane ----------------------------------------------------------------------------------------------


def _planar(text: str) -> _Planar | None:
    plain = " ".join(
        _STYLE.sub(" ", _DEGREE.sub("°", plain_unicode(text).replace("\\angle", "∠").replace("\\Omega", "Ω"))).split()
    )
    plain = plain.replace("^ °", "°").replace("\\circ", "°").replace("^°", "°")
    if (phasor := _PHASOR.fullmatch(plain)) is not None:
        return _polar(phasor["size"] + " " + phasor["unit"], phasor["angle"].replace(" ", ""), None)
    for way in _PHRASES:
        if (said := way.fullmatch(plain)) is not None:
            return _polar(said["size"], said["angle"], said)
    return _exponential(text) or _components(text)


def _exponential(text: str) -> _Planar | None:
    """Of radians, unless the exponent has a sign of degrees."""
    found = _EXPONENTIAL.fullmatch(text)
    if found is None or len(_IMAGINARY.findall(found["angle"])) != 1:
        return None
    angle = read(_IMAGINARY.sub(lambda one: "(1)"[: 0 if one[1] else None], found["angle"]))[1]
    node = read(f"{found['size'].strip() or '1'} {found['unit'].replace(chr(92) + 'Omega', 'ohm')}")[1]
    if angle is None or node is None or (amount := _amount(node)) is None:
        return None
    in_degrees = isinstance(angle, Op) and "degree" in heads(angle)
    turned = rebuild(angle, lambda one: one.args[0] if isinstance(one, Op) and one.head == "degree" else one)
    size = _size(turned)
    if size is None:
        return None
    length, slack, name = amount
    scale = 1.0 if in_degrees else _RADIAN
    return _Planar(length, slack, size * scale, _coarsest(turned) * scale, name, True)


def _polar(size: str, angle: str, said: re.Match[str] | None) -> _Planar | None:
    node = read(_UNIT.sub(r"\\text{ \1}", size.strip(" ,").replace("Ω", "ohm")))[1]
    if node is None or (found := _amount(node)) is None:
        return None
    length, slack, said_unit = found
    turn = 0.5 * 10.0 ** -len(angle.partition(".")[2]) if "." in angle else 0.0
    return _Planar(length, slack, _from_east(float(angle), said), turn or _whole(angle), said_unit, True)


_UNIT = re.compile(r"(?<=[\d)])\s*([A-Za-z]+(?:\s*/\s*[a-z]+(?:\s*\^?\s*2)?)?)$")


def _whole(angle: str) -> float:
    """A whole number of degrees may be rounded, but for those of drawing triangles."""
    return 0.0 if int(angle) % 15 == 0 else 0.5


def _from_east(angle: float, said: re.Match[str] | None) -> float:
    groups = said.groupdict() if said is not None else {}
    if groups.get("start"):
        start, to = (_COMPASS[groups[name][0].lower()] for name in ("start", "to"))
        return start + angle if (to - start) % 360 == 90 else start - angle
    if groups.get("bearing") is not None:
        return 90 - angle
    return -angle if groups.get("down") else angle


def _amount(node: Node) -> tuple[float, float, Unit] | None:
    """Size, what its digits leave open, and unit."""
    found = measured(node)
    value, name = found if found is not None else (node, "")
    error, size = _slack(value), _size(value)
    return None if size is None or error is None else (size, error, unit(name))


def _size(node: Node) -> float | None:
    if not is_scalar(node) or symbols(node):
        return None
    try:
        return float(approximate(node))
    except (Unknown, Undefined, TooLarge, OverflowError):
        return None


def _slack(node: Node) -> float | None:
    """Half of the last digit of a decimal; None where decimals are worked with."""
    written = literal(node)
    if written is not None:
        return 0.5 * 10.0**-written.places if written.decimals is not None else 0.0
    return None if any(isinstance(one, Num) and one.decimals is not None for one in walk(node)) else 0.0


def _coarsest(node: Node) -> float:
    """What the decimals of two parts leave open of the whole."""
    return max(
        (0.5 * 10.0**-one.places for one in walk(node) if isinstance(one, Num) and one.decimals is not None),
        default=0.0,
    )


def _components(text: str) -> _Planar | None:
    text = text.strip(" $")
    ending = _UNIT_AT_END.search(text)
    name = (ending[1] or "ohm") if ending else ""
    if name and not is_measure(name.split("/")[0].strip()):
        return None
    node = read(text[: ending.start()] if ending else text)[1]
    parts = _entries(node) if node is not None else None
    if node is None or parts is None:
        return None
    amounts = [measured(one) for one in parts]
    sizes = [_size(one if found is None else found[0]) for one, found in zip(parts, amounts, strict=True)]
    x, y = (one if one is not None else nan for one in sizes)
    if isnan(x + y):
        return None
    length, slack = hypot(x, y), _coarsest(node)
    turn = degrees(slack / length) if length else 0.0
    return _Planar(
        length, slack, degrees(atan2(y, x)), turn, unit(name or (amounts[0][1] if amounts[0] else "")), False
    )


def _entries(node: Node) -> tuple[Node, ...] | None:
    """Of a vector in the plane, or the two parts of a complex number."""
    if isinstance(node, Op) and node.head == "=" and len(node.args) == 2 and isinstance(node.args[0], Sym | Word):
        node = node.args[1]
    if not is_scalar(node):
        entries = ordered(node)
        return entries if entries is not None and len(entries) == 2 else None
    if (along := along_axes(node, 2)) is not None:
        return along
    named = rename(node, {"i": "unit", "j": "unit"})
    parts = form(named, ["unit"]) if symbols(named) == {"unit"} else None
    return (parts[0], parts[1][0]) if parts is not None else None


# -- amounts along a line ----------------------------------------------------------------------------------------------

_DOWN = r"down(?:wards?)?|left(?:wards?)?|west(?:wards?)?|south(?:wards?)?|backwards?"
_UP = r"up(?:wards?)?|right(?:wards?)?|east(?:wards?)?|north(?:wards?)?|forwards?"
_WAY = re.compile(
    rf"(?P<size>.*?\d.*?)[,;\s(]*(?:(?:vertically|directed|acting|pointing|due|to|towards?|in|the|is)\s+)*(?:(?P<down>{_DOWN})|(?P<up>{_UP}))"
    r"(?:\s+direction)?[\s.)]*"
)
_WORDED = re.compile(rf"\b(?:{_DOWN}|{_UP})\b(?!\s+of)")
_TURNED_ROUND = re.compile(
    r"\b(?:down|left|west|south|back)\w*\b[^.?!]{0,20}\b(?:positive|\+)|positive[^.?!]{0,30}\b(?:down|left|west|south)"
)


_STRESS = re.compile(
    r"(?P<size>.*?\d[^,;()]*?)[,;\s(]*(?:(?:in|of|under|is)\s+)*(?:(?P<push>compress(?:ion|ive))|(?P<pull>tension|tensile))[\s.)]*"
)
_STRESSED = re.compile(r"compress|tensi")
_TENSION_POSITIVE = re.compile(
    r"tensi\w+(?: forces?)?(?: (?:is|are|counted|counts|taken(?: as)?|as|being))* ?(?:\(?\+\)?|positive)"
    r"|positive (?:in|for|if in|means) tensi"
    r"|tensi\w+ \(positive\)|compress\w+(?: (?:is|are|counted|counts|taken(?: as)?|as))* negative",
    re.IGNORECASE,
)


def _same_stress(truth: str, answer: str, prompt: str) -> Verdict | None:
    """5 kN (compression) is 5 kN in compression, and -5 kN where the question counts tension positive."""
    left, right = _stress(truth), _stress(answer)
    if left is None or right is None or (not (left[0] and right[0]) and not _TENSION_POSITIVE.search(prompt)):
        return None
    signs = [(way or ("pull", "push")[negative], negative and bool(way)) for way, negative, _ in (left, right)]
    if signs[0] != signs[1] or signs[0][1]:
        return None
    try:
        equal = same(left[2], right[2], EXACT).equal
    except Undecided:
        return None
    return Verdict(True, f"the same force: {truth[:40]}, {answer[:40]}", "directed") if equal else None


def _stress(text: str) -> tuple[str, bool, Node] | None:
    """The way that a word says, whether there is a minus, and the amount."""
    plain = " ".join(re.sub(r"\\text[a-z]*\s*\{([^{}]*)\}|\\[,;: ]|\$", r" \1 ", text).split())
    said = _STRESS.fullmatch(plain)
    size = (said["size"] if said is not None else plain).strip()
    node = read(_UNIT.sub(r"\\text{ \1}", size.lstrip("-− ")))[1]
    if node is None or measured(node) is None:
        return None
    way = "" if said is None else "push" if said["push"] else "pull"
    return way, size.startswith(("-", "−")), node


def _same_way(truth: str, answer: str, prompt: str) -> Verdict | None:
    """15 m/s downwards is -15 m/s, where nothing calls down positive."""
    left, right = _along(truth), _along(answer)
    if left is None or right is None or (left[1] != right[1] and _TURNED_ROUND.search(prompt)):
        return None
    if left[1] and right[1] and left[1] != right[1]:
        return None
    if left[0] != right[0] or not (left[1] or right[1]):
        return None
    try:
        equal = same(left[2], right[2], EXACT).equal
    except Undecided:
        return None
    return Verdict(True, f"the same way and amount: {truth[:40]}, {answer[:40]}", "directed") if equal else None


def _along(text: str) -> tuple[str, str, Node] | None:
    """Down or up, the word that says so if one does, and the amount."""
    plain = " ".join(re.sub(r"\\text[a-z]*\s*\{([^{}]*)\}|\\[,;: ]|\$", r" \1 ", text).split())
    said = _WAY.fullmatch(plain)
    size = said["size"].strip() if said is not None else plain
    negative = size.startswith(("-", "−"))
    if said is None and not negative:
        return None
    node = read(size.lstrip("-− "))[1]
    if node is None or not (is_scalar(node) or measured(node) is not None) or (said is not None and negative):
        return None
    way = "down" if said is None or said["down"] else "up"
    return way, (said["down"] or said["up"])[:2] if said is not None else "", node
