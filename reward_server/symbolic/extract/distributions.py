"""Distributions of probability by their names: X ~ N(0, 1) is standard normal, Bin(10, p) is Binomial(10, p)."""

from __future__ import annotations

import re

from reward_server.symbolic.extract.parts import split_at_commas

MAX_CHARS = 160
_LONG = {
    "normal": "normal gaussian", "binomial": "binomial bin", "poisson": "poisson pois", "uniform": "uniform unif",
    "exponential": "exponential exp", "geometric": "geometric geom geo", "bernoulli": "bernoulli bern",
    "gamma": "gamma", "beta": "beta",
}  # fmt: skip
_NAME_OF = {name: family for family, names in _LONG.items() for name in names.split()}
_LETTERS = {"N": "normal", "B": "binomial", "U": "uniform", "Po": "poisson", "P": "poisson"}
_STYLE = re.compile(r"\\(?:text[a-z]*|math[a-z]+|operatorname|left|right)(?![a-z])|[{}$]|\\(?:[,;:! ]|quad(?![a-z]))")
_DISTRIBUTION = re.compile(
    r"(?:[A-Z]\s*(?P<follows>\\sim(?![a-z])|~|is|follows)\s*)?(?:an?\s+|the\s+)?(?P<name>[A-Za-z]{1,11})\s*(?:distribution\s*)?"
    r"\((?P<of>[^()]{1,60})\)(?:\s*distribution)?"
)
_STANDARD = re.compile(r"(?:[A-Z]\s*(?:\\sim|~|is|follows)\s*)?(?:an?\s+|the\s+)?standard normal(?:\s+distribution)?")


def distribution(text: str) -> tuple[str, list[str], bool] | None:
    """The family, its parameters, and whether only a letter names it, which may be a point's name too."""
    if len(text) > MAX_CHARS:
        return None
    plain = " ".join(_STYLE.sub(" ", text).split()).strip(" .")
    if _STANDARD.fullmatch(plain):
        return "normal", ["0", "1"], False
    found = _DISTRIBUTION.fullmatch(plain)
    if found is None:
        return None
    family = _LETTERS.get(found["name"]) or _NAME_OF.get(found["name"].lower())
    values = [one.rpartition("=")[2].strip() for one in split_at_commas(found["of"])]
    return (family, values, found["name"] in _LETTERS and not found["follows"]) if family and all(values) else None
