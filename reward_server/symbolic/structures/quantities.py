"""Values with units, percent and degrees: what falls away, and what must agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from reward_server.symbolic.parse.assignments import value_of
from reward_server.symbolic.parse.tree import (
    ONE,
    Node,
    Num,
    Op,
    Sym,
    Word,
    heads,
    integer,
    is_scalar,
    rebuild,
    show,
    symbols,
    walk,
)
from reward_server.symbolic.parse.units import Powers, Unit, dimension, is_measure, is_unit_letter, unit
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.verdict import Rules, Same, Verdict


def unit_letter(node: Node) -> Node | None:
    """`5 m` in plain text is 5 times m until the other side shows that it is five metres."""
    if not (isinstance(node, Op) and node.head in ("mul", "div")):
        return None
    if node.head == "mul" and (powered := _power_of_unit(node)) is not None:
        return powered
    if node.head == "mul" and isinstance(node.args[-1], Op) and node.args[-1].head == "div":  # 9.8 \\frac{m}{s^2}
        above, under = node.args[-1].args
        node = Op("div", (Op("mul", (*node.args[:-1], above)), under))
    name = ""
    below: Node = node
    if node.head == "div":
        below, divisor = node.args
        base, power = divisor.args if isinstance(divisor, Op) and divisor.head == "pow" else (divisor, ONE)
        if not (isinstance(base, Sym) and is_unit_letter(base.name) and isinstance(power, Num) and power.value <= 3):
            return None
        name = f" / {base.name}" + (f" ^{power.value}" if power != ONE else "")
    if not (isinstance(below, Op) and below.head == "mul"):
        return None
    *rest, last = below.args
    if not (isinstance(last, Sym) and is_unit_letter(last.name)) or any(symbols(arg) for arg in rest):
        return None
    return Op("quantity", (rest[0] if len(rest) == 1 else Op("mul", tuple(rest)), Word(last.name + name)))


def with_error(node: Node) -> Node:
    """The (5.0 ± 0.1) m of 5.0 ± 0.1 m; the node itself where it is none."""
    value, error = node.args if isinstance(node, Op) and node.head == "add" and len(node.args) == 2 else (node, node)
    letter = unit_letter(error.args[0]) if isinstance(error, Op) and error.head == "pm" else None
    if not isinstance(letter, Op) or symbols(value):
        return node
    return Op("quantity", (Op("add", (value, Op("pm", letter.args[:1]))), *letter.args[1:]))


def _with_sign(node: Node) -> Node | None:
    """-50 J too, beside what has a unit: -48 g beside a number may be a product."""
    if not (isinstance(node, Op) and node.head == "neg"):
        return unit_letter(node)
    lettered = unit_letter(node.args[0])
    return Op("quantity", (Op("neg", lettered.args[:1]), *lettered.args[1:])) if isinstance(lettered, Op) else None


def _power_of_unit(node: Op) -> Node | None:
    """5 m^2 in plain text."""
    *rest, last = node.args
    if not (isinstance(last, Op) and last.head == "pow"):
        return None
    base, power = last.args
    whole = isinstance(power, Num) and power.value in (2, 3)
    if not (whole and isinstance(base, Sym) and is_unit_letter(base.name)) or any(symbols(arg) for arg in rest):
        return None
    return Op("quantity", (rest[0] if len(rest) == 1 else Op("mul", tuple(rest)), Word(f"{base.name} ^{show(power)}")))


def _product_of_units(node: Node, wanted: Unit) -> Node | None:
    """5 N m, 5 m s^-1 and 5 W/(m K) in plain text, where they measure what the other side's unit does."""
    numbers: list[Node] = []
    powers: list[str] = []
    if not _collect(node, 1, numbers, powers) or not powers or unit(" ".join(powers)).powers != wanted.powers:
        return None
    return Op("quantity", (numbers[0] if len(numbers) == 1 else Op("mul", tuple(numbers)), Word(" ".join(powers))))


def _collect(node: Node, power: int, numbers: list[Node], powers: list[str]) -> bool:
    """The factors of a product: numbers, and units of one letter with their powers; False where one is neither."""
    if isinstance(node, Sym) and is_measure(node.name):
        powers.append(f"{node.name} ^{power}")
        return True
    if power == 1 and is_scalar(node) and not symbols(node):
        numbers.append(node)
        return True
    if not isinstance(node, Op):
        return False
    if node.head == "mul":
        return all(_collect(arg, power, numbers, powers) for arg in _micro(node.args))
    if node.head == "div":
        return all(_collect(arg, times, numbers, powers) for arg, times in zip(node.args, (power, -power), strict=True))
    if node.head == "pow" and isinstance(node.args[0], Sym):
        exponent = node.args[1]
        sign = -1 if isinstance(exponent, Op) and exponent.head == "neg" else 1
        size = exponent.args[0] if isinstance(exponent, Op) and sign < 0 else exponent
        whole = isinstance(size, Num) and size.value in (1, 2, 3, 4)
        return whole and _collect(node.args[0], power * sign * int(getattr(size, "value", 0)), numbers, powers)
    return False


def _micro(factors: tuple[Node, ...]) -> list[Node]:
    """The factors with the prefix of 5 μF before its unit."""
    found: list[Node] = []
    for one in factors:
        prefixed = isinstance(one, Sym) and found[-1:] == [Sym("mu")]
        found[len(found) - prefixed :] = [Sym(f"μ{getattr(one, 'name', '')}") if prefixed else one]
    return found


def measured(node: Node) -> tuple[Node, str] | None:
    """Value and unit of a quantity; sums of quantities (2 h 30 min) in the smallest of their units."""
    if not isinstance(node, Op):
        return None
    if node.head == "neg" and (inner := measured(node.args[0])) is not None:
        return Op("neg", (inner[0],)), inner[1]
    if node.head == "quantity" and isinstance(node.args[1], Word):
        return node.args[0], node.args[1].text
    if node.head not in ("add", "list"):
        return None
    parts = [as_measured(arg) for arg in node.args]
    if None in parts:
        return None
    found = _of_one_currency([part for part in parts if part is not None])
    bases = {unit(name).powers for _, name in found}
    if len(bases) != 1 or (node.head == "list" and len({unit(name) for _, name in found}) != len(found)):
        return None
    last = unit(found[-1][1]).factor
    terms = tuple(Op("mul", (Num(unit(name).factor / last), value)) for value, name in found)
    return Op("add", terms), found[-1][1]


def as_measured(node: Node) -> tuple[Node, str] | None:
    """Of a letter that may be a unit, too. Nothing is asked twice, for quantities nest."""
    return measured(node) if (letter := _with_sign(node)) is None else measured(node) or measured(letter)


def is_measured(node: Node) -> bool:
    """Is it a length, a mass, ..., and no percentage?"""
    found = measured(node)
    return found is not None and "percent" not in heads(found[0]) and bool(dimension(unit(found[1])))


def in_asked_unit(
    truth: Node, answer: Node, asked: Sequence[str], prompt: str, rules: Rules, same: Same
) -> Verdict | None:
    """The number of a ground truth without a unit is one of the unit that the question asks for: where it asks for
    minutes, 1.5 h is 90, and 90 s is not, nor 90 apples where it has none. None where the units leave the verdict to
    the numbers."""
    answer = value_of(answer)
    if not (asked and is_scalar(value_of(truth)) and not heads(truth) & _MEASURED_BY_SIGN):
        return None
    wants = {unit(name).powers for name in asked}
    if "degree" in heads(answer) and is_scalar(answer) and wants == {_RADIANS}:
        return same_scalar(value_of(truth), answer, rules)
    given = as_measured(answer)
    if given is None or not (said := unit(given[1])).powers:
        return None
    if said.powers == _RADIANS and wants == {_DEGREES}:
        return same_scalar(Op("degree", (value_of(truth),)), given[0], rules)
    if not dimension(said):
        foreign = said.known and not any(name in prompt.lower() for name, _ in said.powers)
        return Verdict(False, f"no {asked[0][:40]}: {given[1][:40]}") if foreign else None
    wanted = [(name, unit(name)) for name in asked]
    if any(_is_pound(one) and said.powers == unit("poundsterling").powers for _, one in wanted):
        return None
    said, wanted = _in_euros(said, wanted)
    value = given[0]
    alike = [one for _, one in wanted if dimension(one) == dimension(said)]
    if not said.falls_away and any(one.powers == said.powers and name == given[1] for name, one in wanted):
        return same(value_of(truth), value, rules)  # 12 C, of which the question asks for coulombs
    if any(_size(one) == _size(said) for one in alike) or {one.powers for _, one in wanted} & _SCALED:
        return None
    if not alike and (said.powers == unit("dollar").powers or any(_share_a_base(said, one) for _, one in wanted)):
        return None
    for one in alike:
        if same(value_of(truth), _times(value, said.factor / one.factor), rules).equal:
            return Verdict(True, f"converts to the unit asked for: {show(value)} {given[1]}")
    return Verdict(False, f"another unit than is asked for: {given[1][:40]}, {asked[0][:40]}")


_RADIANS, _DEGREES = (("angle", 1),), (("degree", 1),)
_MEASURED_BY_SIGN = frozenset({"percent", "degree", "quantity"})


def _share_a_base(one: Unit, other: Unit) -> bool:
    """Litres a week, for litres: the question says how long. Metres are no square metres, though, nor volts ohms."""
    left, right = dict(dimension(one)), dict(dimension(other))
    if "mass" in left and "mass" in right and len(left) > 1 and len(right) > 1:
        return False
    sizes = left.keys() == right.keys() == {"length"} and min(*left.values(), *right.values()) > 0
    if left == {name: -power for name, power in right.items()}:
        return False  # hertz, for seconds
    ratio = [left.get(name, 0) - right.get(name, 0) for name in {*left, *right}]
    return (max(ratio) <= 0 or min(ratio) >= 0) and not sizes and not left.keys().isdisjoint(right)


def _size(one: Unit) -> Fraction:
    """Of the unit itself: $5 million are dollars."""
    return one.factor / one.multiple


def _is_pound(one: Unit) -> bool:
    """Of mass, or of money: the question does not say which."""
    return one == unit("pound")


def _in_euros(said: Unit, wanted: list[tuple[str, Unit]]) -> tuple[Unit, list[tuple[str, Unit]]]:
    """Cents are those of the euro where the other side speaks of euros."""
    cent, euro = unit("cent"), unit("euro").powers
    if said == cent and any(one.powers == euro for _, one in wanted):
        said = unit("eurocent")
    if said.powers == euro:
        wanted = [(name, unit("eurocent") if one == cent else one) for name, one in wanted]
    return said, wanted


def _of_one_currency(parts: list[tuple[Node, str]]) -> list[tuple[Node, str]]:
    """12 euros and 50 cents: those of the euro."""
    if all(unit(name).powers != unit("euro").powers for _, name in parts):
        return parts
    return [(value, "eurocent" if unit(name) == unit("cent") else name) for value, name in parts]


def quantities(truth: Node, answer: Node, rules: Rules, same: Same) -> Verdict | None:
    """A unit falls away when only one side has it, and must agree when both do."""
    if (_is_named(truth), _is_named(answer)).count(True) == 1:  # a = 3 m/s
        truth, answer = value_of(truth), value_of(answer)
    left, right = measured(truth), measured(answer)
    if left is None and right is None:
        return _letters_as_units(truth, answer, rules, same)
    if left is None or right is None:
        return _one_unit(truth, answer, left or right, right is None, rules, same)
    left, right = _of_one_currency([left, right])
    true_unit, given = unit(left[1]), unit(right[1])
    if not (_CYCLES & {*left[1].split(), *right[1].split()}):
        true_unit, given = _without_angle(true_unit), _without_angle(given)
    if true_unit.powers != given.powers:
        if {true_unit.powers, given.powers} <= _SCALES.keys():
            return same(left[0], _on_scale(right[0], given, true_unit), rules)
        if {true_unit.powers, given.powers} in _OF_ONE_SIGN:
            return same(left[0], _times(right[0], given.factor / true_unit.factor), rules)
        if not true_unit.powers or not given.powers:
            return same(_times(left[0], true_unit.factor), _times(right[0], given.factor), rules)
        return Verdict(False, f"different units: {left[1]}, {right[1]}")
    if true_unit.factor == given.factor:
        return same(left[0], right[0], rules)
    return same(left[0], _times(right[0], given.factor / true_unit.factor), rules)


def _is_named(node: Node) -> bool:
    return isinstance(node, Op) and node.head == "="


_CYCLES = frozenset({"Hz", "hertz", "kHz", "Bq", "rpm"})
"""One a second of these is no radian a second."""


def _without_angle(one: Unit) -> Unit:
    """rad/s is s^-1."""
    return replace(one, powers=tuple(pair for pair in one.powers if pair[0] != "angle")) if len(one.powers) > 1 else one


_PPM = unit("ppm")
"""A share, as a percentage is."""
_OF_ONE_SIGN = [{unit("¥").powers, unit(name).powers} for name in ("yuan", "yen")]
"""The sign says one of the two."""
_SCALES: dict[Powers, tuple[Fraction, Fraction]] = {
    (("temperature", 1),): (Fraction(1), Fraction(0)),
    (("celsius", 1),): (Fraction(1), Fraction("273.15")),
    (("fahrenheit", 1),): (Fraction(5, 9), Fraction("459.67") * Fraction(5, 9)),
}
"""Scale of temperature -> kelvins a degree, and kelvins at its zero."""


_SCALED = _SCALES.keys() | {_DEGREES}
"""Degrees may be those of an angle or of a temperature."""


def _on_scale(value: Node, given: Unit, wanted: Unit) -> Node:
    """A temperature on another scale: 100 °C is 373.15 K."""
    (size, zero), (other, base) = _SCALES[given.powers], _SCALES[wanted.powers]
    size, other = size * given.factor, other * wanted.factor
    if isinstance(value, Num):
        return Num((value.value * size + zero - base) / other)
    return Op("add", (Op("mul", (value, Num(size / other))), Num((zero - base) / other)))


def _times(node: Node, factor: Fraction) -> Node:
    if factor == 1:
        return node
    if isinstance(node, Num):
        places = (
            node.places - (len(str(factor)) - 1) if factor.denominator == 1 and str(factor).strip("0") == "1" else 0
        )
        return Num(node.value * factor, node.decimals if places else None, places)
    return Op("mul", (node, Num(factor)))


def _one_unit(
    truth: Node, answer: Node, found: tuple[Node, str] | None, on_truth: bool, rules: Rules, same: Same
) -> Verdict | None:
    assert found is not None
    bare = answer if on_truth else truth
    if not (is_scalar(value_of(bare)) or measured(value_of(bare)) is not None):
        return None
    meaning = unit(found[1])
    if not on_truth and not meaning.known:
        return Verdict(False, f"a word after a number that is no unit: {found[1][:40]}", "unknown_unit")
    lettered = _with_sign(bare) or (_product_of_units(value_of(bare), meaning) if meaning.powers else None)
    if not meaning.falls_away and lettered is None:
        return Verdict(False, f"{found[1][:40]} may be a unit or a multiple", "ambiguous_unit")
    value = _times(found[0], meaning.multiple)
    if "percent" in heads(bare) and "percent" not in heads(value) and meaning.powers:
        if dimension(meaning) != dimension(_PPM):
            return Verdict(False, f"a percentage against {found[1][:40]}")
        value = _times(found[0], meaning.factor / 1_000_000)
    if meaning.powers == _RADIANS and "degree" in heads(bare):
        return same_scalar(value, bare, rules)
    if meaning.powers == _DEGREES:
        value = Op("degree", (value,))
    if lettered is not None and meaning.powers:
        return same(truth, lettered, rules) if on_truth else same(lettered, answer, rules)
    return same(value, bare, rules) if on_truth else same(bare, value, rules)


def _letters_as_units(truth: Node, answer: Node, rules: Rules, same: Same) -> Verdict | None:
    if isinstance(truth, Num) or (is_scalar(truth) and not symbols(truth)):
        lettered = unit_letter(answer)
        return same(truth, lettered, rules) if lettered is not None else None
    lettered = unit_letter(truth)
    if lettered is not None and is_scalar(answer) and not symbols(answer):
        return same(lettered, answer, rules)
    return None


def percent(truth: Node, answer: Node, rules: Rules) -> Verdict | None:
    """50 % is 1/2 either way; a bare 50 only where the ground truth has the sign."""
    if not (isinstance(truth, Op) and truth.head == "percent" and is_scalar(answer)) or "percent" in heads(answer):
        return None
    verdict = same_scalar(truth, answer, rules)
    if verdict.equal or (isinstance(answer, Op) and answer.head == "div" and isinstance(truth.args[0], Num)):
        return verdict  # 1/5 is 20 %, and not .2 %
    return same_scalar(truth.args[0], answer, rules)


def degrees(truth: Node, answer: Node, rules: Rules) -> Verdict | None:
    """An angle with a degree sign equals its bare number and its value in radians, in a sum too."""
    left, right = ("degree" in heads(node) for node in (truth, answer))
    if not (is_scalar(truth) and is_scalar(answer)) or left == right:
        return None
    verdict = same_scalar(truth, answer, rules)
    if verdict.equal:
        return verdict
    bare = _without_degrees(truth), _without_degrees(answer)
    if not heads(bare[1 if left else 0]) & _ANGLES:
        return same_scalar(bare[0], bare[1], rules)
    turn = Op("div", (integer(180), _PI))
    if left:
        return same_scalar(bare[0], Op("mul", (bare[1], turn)), rules)
    return same_scalar(Op("mul", (bare[0], turn)), bare[1], rules)


def _without_degrees(node: Node) -> Node:
    if heads(node) & _TRIGONOMETRIC:
        return node
    return rebuild(node, lambda one: one.args[0] if isinstance(one, Op) and _is_plain_degree(one) else one)


def _is_plain_degree(one: Op) -> bool:
    """Not (π/4)°, which is no angle of π/4; (180/π)° is one radian."""
    size = one.args[0] if one.head == "degree" else None
    return size is not None and not (_PI in walk(size) and not _has_pi_below(size))


def _has_pi_below(node: Node) -> bool:
    return any(isinstance(one, Op) and one.head == "div" and _PI in walk(one.args[1]) for one in walk(node))


_PI = Sym("pi")


_ANGLES = frozenset({"arcsin", "arccos", "arctan"})
"""What is an angle in radians, beside one with a degree sign."""
_TRIGONOMETRIC = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})
