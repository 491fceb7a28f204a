"""Distributions of probability by their names: X ~ N(0, 1) is standard normal, Bin(10, p) is Binomial(10, p)."""

from __future__ import annotations

import re

from reward_server.symbolic.extract.parts import split_at_commas
from reward_server.symbolic.parse.number_words import word_number

MAX_CHARS = 160
_LONG = {
    "normal": "normal gaussian", "binomial": "binomial bin", "poisson": "poisson pois poi", "uniform": "uniform unif",
    "exponential": "exponential exp", "geometric": "geometric geom geo", "bernoulli": "bernoulli bern",
    "gamma": "gamma erlang", "beta": "beta be", "cauchy": "cauchy", "laplace": "laplace", "rayleigh": "rayleigh",
    "weibull": "weibull", "lognormal": "lognormal", "discrete uniform": "duniform", "negative binomial": "negbin nb",
}  # fmt: skip
_NAME_OF = {name: family for family, names in _LONG.items() for name in names.split()}
_LETTERS = {"N": "normal", "B": "binomial", "U": "uniform", "Po": "poisson", "P": "poisson", "G": "gamma"}
_STYLE = re.compile(r"\\(?:text[a-z]*|math[a-z]+|operatorname|left|right)(?![a-z])|[$]|\\(?:[,;:! ]|quad(?![a-z]))")
_FOLLOWS = (
    r"(?:(?:[A-Z-]|(?:[a-zα-ω]|\\[a-z]{2,7})\s?(?:\||\\mid(?![a-z]))|\\(?:bar|overline|hat)(?![a-z]))[^~.]{0,20}?\s*"
    r"(?P<follows>\\sim(?![a-z])|~|\bis|\bfollows|\bhas)\s*)?(?:an?\s+|the\s+)?"
)
_DISTRIBUTION = re.compile(
    rf"{_FOLLOWS}(?P<name>[A-Za-z]{{1,11}})\s*(?:distribution\s*)?[(\[](?P<of>[^()\[\]]{{1,60}}(?:\([^()]{{0,20}}\)[^()]{{0,20}})?)[)\]]"
    r"(?:\s*distribution)?"
)
_STANDARD = re.compile(
    rf"{_FOLLOWS}standard (?P<family>normal|gaussian|cauchy|exponential|laplace|lognormal|uniform)(?:ly distributed)?"
    r"(?:\s+(?:distribution|law|random variable|variable))?", re.IGNORECASE,
)  # fmt: skip
_TWO_WORDS = (
    (re.compile(r"\bnegative[ -]binomial\b", re.IGNORECASE), "negbin"),
    (re.compile(r"\blog[ -]normal\b", re.IGNORECASE), "lognormal"),
    (
        re.compile(r"\b(?:centered|centred|zero-mean|mean-zero) normal(?: distribution)? with variance\b"),
        "normal with mean 0 and variance",
    ),
    (re.compile(r"\b(?:double|two-sided) exponential\b", re.IGNORECASE), "laplace"),
)
_SUPPORT = re.compile(
    r"(?P<law>.*?)[\s,(]+(?:(?:with\s)?(?:support(?:ed)?|values|taking values)\s)?(?:(?:on|in|starting (?:at|from))\s)"
    r"(?:\\?\{)?\s?(?P<first>[01])\s?(?:(?:,\s?\d\s?){0,4},?\s?(?:\\[lc]?dots|\.\.\.|…)\s?(?:\\?\})?)?\)?"
)
_RUNS = re.compile(
    rf"{_FOLLOWS}(?:discrete(?:ly)?\s)?uniform(?:ly distributed)?(?:\sdistribution)?\s(?:on|over)\s"
    r"(?:the\s(?:set|integers)\s)?(?:of\s)?"
    r"\\?\{(?P<run>[^{}]{3,60}?)\\?\}",
    re.IGNORECASE,
)
"""Uniform on {1, ..., 6}."""
_PARAMETER = (
    r"(?:parameters?|rate|mean|variance|standard deviation|intensity|(?:success )?probability|location|scale|shape)"
)
_SPOKEN = re.compile(
    rf"{_FOLLOWS}(?P<name>[A-Za-z]{{4,11}}?)(?:ly)?\s(?:distribut(?:ion|ed)\s|random variable\s)?"
    rf"(?:(?:with|of)\s(?:an?\s|the\s)?(?P<what>{_PARAMETER})(?:\sequal to|\s=|\sof|\sis)?\s(?P<first>[^,]{{1,60}}?)"
    rf"(?:\sand\s(?:an?\s|the\s)?(?P<also>{_PARAMETER})?(?:\sequal to|\s=|\sof|\sis)?\s?(?P<second>[^,]{{1,60}}?))?"
    r"|(?:on|over)\s(?:the\sinterval\s)?[\[(](?P<from>[^,;]{1,30})[,;](?P<to>[^,;]{1,30})[\])])"
)


_CHI = re.compile(
    r"[\s${]*(?:[^~=]{1,40}\\sim\s*)?\\chi\s*(?:\^\s*\{?2\}?\s*_\s*\{?(?P<a>[\w+-]{1,6})\}?|_\s*\{?(?P<b>[\w+-]{1,6})\}?\s*\^\s*\{?2\}?"
    r"|\^\s*\{?2\}?\s*\((?P<c>[\w+-]{1,6})\))[\s$}.]*"
)
_FREEDOM = re.compile(
    rf"{_FOLLOWS}chi[- ]?squared?(?:[- ]distribut(?:ion|ed))?,? (?:with|on) (?P<n>[\w+-]{{1,6}}) degrees? of freedom"
)
_MEANT = re.compile(
    r"(?P<what>\\(?:mu|sigma|lambda|theta|alpha|beta)|[a-zμσλθαβ]{1,9})(?:\s*\^\s*(?P<square>2))?\s*(?:=|\s)\s*(?P<value>[^=\s].*)"
)
_INVERSE = frozenset({"scale", "mean", "theta", "θ"})
"""1/rate, of the gamma law and the exponential one."""


_FIRST = frozenset(("shape", "alpha", "α", "k", "mu", "μ", "mean", "n", "a"))
_SECOND = frozenset(
    ("rate", "scale", "beta", "β", "theta", "θ", "lambda", "λ", "sigma", "σ", "sd", "variance", "p", "b")
)
"""Of two parameters that say what they are, the one that stands first, and the one that stands second."""
_SPREAD = re.compile(r"(?:\\sigma|σ)\s*(?:\^\s*2\s*)?=")


def _what(text: str) -> str:
    found = _MEANT.fullmatch(text)
    return found["what"].lstrip("\\") if found is not None else ""


def _parameter(family: str, text: str) -> str:
    """The rate, or the variance, by what the text says that the number is."""
    found = _MEANT.fullmatch(text)
    if found is None or not ("=" in text or found["what"] in ("rate", "scale", "shape", "mean", "variance")):
        return text.rpartition("=")[2].strip()
    what = found["what"].lstrip("\\")
    if family in ("gamma", "exponential") and what in _INVERSE:
        return rf"\frac{{1}}{{{found['value']}}}"
    if family == "normal" and what in ("sigma", "σ", "sd") and not found["square"]:
        return f"({found['value']})^2"
    return found["value"].strip()


_PLAIN_STYLE = re.compile(r"\\text[a-z]*\s?\{([^{}]*)\}|[$]|\\[,;:! ]")
_STUDENT = re.compile(
    r"(?:[^~=]{1,40}(?P<follows>\\sim)\s*)?"
    r"(?:t\s*_\s*(?:\{(?P<index>[^{}]{1,12})\}|(?P<bare>\w))|t\s*\((?P<n>[^()]{1,12})\))"
    r"|(?:[Aa] )?(?:[Ss]tudent(?:['’]?s)?[ -])?"
    r"t(?:[ -]?distribut(?:ion|ed)|(?<=tudent['’]s t)|(?<=tudent t)),? (?:with|on) (?P<said>[^,]{1,12})"
    r" degrees? of freedom"
)


def distribution(text: str) -> tuple[str, list[str], bool] | None:
    """The family, its parameters, and whether only a letter names it, which may be a point's name too."""
    if len(text) > MAX_CHARS:
        return None
    if "chi" in text:
        return _chi_squared(text)
    if (student := _STUDENT.fullmatch(" ".join(_PLAIN_STYLE.sub(r" \1 ", text).split()).strip(" ."))) is not None:
        count = student["index"] or student["bare"] or student["n"] or student["said"]
        return "student", [word_number(count) or count], not (student["said"] or student["follows"])
    text = _CALLIGRAPHIC.sub(r" \1 ", text.replace("\\Gamma", "G"))
    plain = " ".join(_STYLE.sub(" ", _WORDED_STYLE.sub(r" \1 ", text)).split()).strip(" .")
    for words_of_it, name in _TWO_WORDS:
        plain, text = words_of_it.sub(name, plain), words_of_it.sub(name, text)
    if (standard := _STANDARD.fullmatch(plain)) is not None:
        named = _NAME_OF[standard["family"].lower()]
        return named, ["1"] if named == "exponential" else ["0", "1"], False
    if (runs := _RUNS.fullmatch(plain)) is not None:
        return _counted(runs["run"])
    if "eom" in plain and (support := _SUPPORT.fullmatch(plain)) is not None:
        law = distribution(support["law"])
        return None if law is None or law[0] != "geometric" else (f"geometric from {support['first']}", *law[1:])
    found = _DISTRIBUTION.fullmatch(plain)
    if found is None:
        return _spoken(" ".join(_WORDED_STYLE.sub(r" \1 ", text.replace("$", " ")).split()).strip(" ."))
    family = _LETTERS.get(found["name"]) or _NAME_OF.get(found["name"].lower())
    parts = [one.strip() for one in split_at_commas(found["of"])]
    if len(parts) == 2 and _what(parts[0]) in _SECOND and _what(parts[1]) in _FIRST:
        parts.reverse()
    values = [_parameter(family or "", one) for one in parts]
    by_letter = found["name"] in _LETTERS and not found["follows"] and not _SPREAD.search(found["of"])
    return (family, values, by_letter) if family and all(values) else None


def _chi_squared(text: str) -> tuple[str, list[str], bool] | None:
    if (sign := _CHI.fullmatch(text)) is not None:
        return "chi squared", [sign["a"] or sign["b"] or sign["c"]], False
    said = _WORDED_STYLE.sub(r" \1 ", text.replace("$", " ")).replace("\\chi^2", "chi squared")
    found = _FREEDOM.fullmatch(" ".join(said.split()).strip(" ."))
    return None if found is None else ("chi squared", [word_number(found["n"]) or found["n"]], False)


def _counted(run: str) -> tuple[str, list[str], bool] | None:
    """The ends of 1, 2, ..., n, and of 1, 2, 3, which leaves none out."""
    parts = [one.strip() for one in run.split(",")]
    dots = [place for place, one in enumerate(parts) if one.strip(" .") in ("\\dots", "\\ldots", "\\cdots", "…", "")]
    head = parts[: dots[0]] if dots else parts
    numbers = [int(one) for one in head if re.fullmatch(r"-?\d{1,6}", one)]
    by_ones = len(numbers) == len(head) and numbers == [*range(numbers[0], numbers[0] + len(head))]
    if len(parts) < 2 or not by_ones or (dots and dots != [len(parts) - 2]):
        return None
    return "discrete uniform", [parts[0], parts[-1]], False


_CALLIGRAPHIC = re.compile(r"\\(?:mathcal|mathbf|mathsf)\s*\{?\s*([A-Z])\s*\}?")
_WORDED_STYLE = re.compile(r"\\(?:text[a-z]*|mathrm|mbox|operatorname)\s?\{([^{}]*)\}")


_BY_LETTERS = re.compile(r"with n\s?=\s?([^,\s]{1,20}),?\s(?:and )?p\s?=\s?(\S{1,30})$")


def _spoken(plain: str) -> tuple[str, list[str], bool] | None:
    """Exponential with mean 2 has the rate 1/2."""
    found = _SPOKEN.fullmatch(_BY_LETTERS.sub(r"with parameters \1 and \2", plain))
    family = _NAME_OF.get(found["name"].lower()) if found is not None else None
    if found is None or family is None:
        return None
    if found["from"]:
        return (family, [found["from"], found["to"]], False) if family == "uniform" else None
    values = [found["first"], *([found["second"]] if found["second"] else [])]
    if (family, len(values)) not in _SAID or (found["what"], found["also"]) not in _SAID[family, len(values)]:
        return None
    make = _SAID[family, len(values)][found["what"], found["also"]]
    return family, [one % value for one, value in zip(make, values, strict=True)], False


_AS_IT_IS = ("%s", "%s")
_SAID: dict[tuple[str, int], dict[tuple[str, str | None], tuple[str, ...]]] = {
    ("poisson", 1): dict.fromkeys((("parameter", None), ("mean", None), ("rate", None), ("intensity", None)), ("%s",)),
    ("exponential", 1): {
        ("parameter", None): ("%s",), ("rate", None): ("%s",), ("intensity", None): ("%s",),
        ("mean", None): (r"\frac{1}{%s}",),
    },
    ("bernoulli", 1): {("parameter", None): ("%s",), ("probability", None): ("%s",)},
    ("geometric", 1): {
        ("parameter", None): ("%s",), ("probability", None): ("%s",), ("success probability", None): ("%s",),
        ("mean", None): (r"\frac{1}{%s}",),
    },
    ("rayleigh", 1): {("parameter", None): ("%s",), ("scale", None): ("%s",)},
    ("weibull", 2): {("shape", "scale"): _AS_IT_IS},
    ("negative binomial", 2): {("parameters", None): _AS_IT_IS},
    ("lognormal", 2): {("parameters", None): _AS_IT_IS},
    ("cauchy", 2): {("location", "scale"): _AS_IT_IS, ("parameters", None): _AS_IT_IS},
    ("laplace", 2): {("location", "scale"): _AS_IT_IS, ("mean", "scale"): _AS_IT_IS},
    ("binomial", 2): {("parameters", None): _AS_IT_IS},
    ("gamma", 2): {
        ("parameters", None): _AS_IT_IS, ("shape", "rate"): _AS_IT_IS, ("shape", "scale"): ("%s", r"\frac{1}{%s}"),
        ("shape", "parameter"): _AS_IT_IS,
    },
    ("beta", 2): {("parameters", None): _AS_IT_IS},
    ("normal", 2): {
        ("mean", "variance"): _AS_IT_IS, ("mean", "standard deviation"): ("%s", "(%s)^2"),
        ("parameters", None): _AS_IT_IS,
    },
}  # fmt: skip
"""What is said of a family, and its parameters by that."""
