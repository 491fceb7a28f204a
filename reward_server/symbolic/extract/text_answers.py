"""Answers that are text: choices and words."""

from __future__ import annotations

import re
import unicodedata

from reward_server.symbolic.extract.cues.by_language import bordered, of
from reward_server.symbolic.parse.normalize import fold, plain_unicode, words
from reward_server.symbolic.parse.number_words import place
from reward_server.symbolic.verdict import Verdict

STYLE = re.compile(
    r"\\(?:text[a-z]*|mathrm|mathbf|mbox|boxed|bf|rm|operatorname)\b\s*|\\(?:[ ,;:!()]|quad\b|qquad\b)|[{}$*_]"
)
_CHOICE = re.compile(
    r"\s*(?:(?:the\s+)?(?:correct\s+)?(?:option|choice|answer|alternative)s?(?:\s+is)?\s*:?|故?选项?[:：]?|答案[是为]?[:：]?)?"
    r"\s*[(\[]?\s*([A-Ja-j])\s*(?:$|[)\]]\s*(?:[.:]|\s(?=[^+*/^=<>-])|(?=\d|$))(?!\s*\\(?:cdot|times|div|pm|mp"
    r"|cup|cap|in|le|ge|ne|leq|geq|to)\b)|[.:](?!\d|[A-Z]\.))\s*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_MARKER = re.compile(r"(?<![A-Za-z])[(\[]?([A-J])\s*[).:\]]|(?<![A-Za-z\\])\b(?:or|and)\s+[(]?([A-J])\b")
_AND = r"and|und|et|y|и|i|en|oraz"
_CHOICES = re.compile(rf"\s*(?:[(\[]?[A-Ja-j][)\]]?\s*(?:,|;|&|和|与|と|와|과|\b(?:{_AND})\b|\s)*\s*)+\s*")


def choice(text: str) -> tuple[str, str] | None:
    """The letter of a multiple choice answer and the text after it."""
    shown = STYLE.sub(" ", plain_unicode(text[:400])).strip(" .,")
    match = _CHOICE.fullmatch(shown) or _CLOSED.fullmatch(shown)
    if match is None:
        return None
    return match.group(1).upper(), match.group(2).strip()


_CLOSED = re.compile(r"([A-Ja-j])\)\s*([^()]*(?:\([^()]*\)[^()]*)*)", re.DOTALL)
"""D)Rs. 750, C) -5/4: a bracket that nothing opens is none of mathematics."""


MAX_CHOICE = 300
_LETTER = re.compile(r"(?<![A-Za-z\\])[A-Ja-j](?![a-z])|[A-J]{2}")
_LONE_SMALL = re.compile(r"[\s$]*[a-j][\s$]*")
"""Without brackets a small letter is a variable, and `e` a number, where no choices are listed."""
_LONE_CAPITAL = re.compile(r"[\s$]*[A-D][\s$]*")
_LISTED = re.compile(r"(?<!\w)\(?A[).:].{1,1500}(?<!\w)\(?B[).:]", re.DOTALL)


def compare_choices(truth: str, answer: str, prompt: str = "") -> Verdict | None:
    """Where the ground truth is a letter (with or without its text).

    A small one is a choice too where choices are listed, and where no prompt says what else a lone A may be.
    """
    if len(truth) > MAX_CHOICE or not _LETTER.search(truth):
        return None
    if several := _several_choices(truth, answer):
        return several
    wanted, given = choice(truth), choice(answer)
    if wanted is None or _LONE_SMALL.fullmatch(truth) or not _is_choice(truth, wanted[1]):
        return None
    if given is None:
        return None
    if _LONE_SMALL.fullmatch(answer) and not (_LISTED.search(prompt) if prompt else _LONE_CAPITAL.fullmatch(truth)):
        return None
    if others(wanted) or others(given):
        return Verdict(False, "several choices are no choice")
    if given[1] and not wanted[1] and not _is_choice(answer, given[1]):
        return None
    return Verdict(wanted[0] == given[0], f"choice {wanted[0]}, {given[0]}")


def others(found: tuple[str, str]) -> set[str]:
    """Further letters in the text after the first."""
    letter, rest = found
    return {one for pair in _MARKER.findall(rest) for one in pair if one} - {letter}


def labelled(text: str) -> bool:
    """A choice followed by its text: `(B) 12`, `B. twelve`."""
    found = choice(text)
    return found is not None and bool(found[1]) and _is_choice(text, found[1])


def _is_choice(text: str, rest: str) -> bool:
    """A bare letter, or one that is set apart from what follows: `(B) 12`, `B. twelve`."""
    return not rest or bool(_SET_APART.match(STYLE.sub(" ", plain_unicode(text[:60]))))


_SET_APART = re.compile(r"[^A-Za-z]*[A-Ja-j]\s*[)\].:]")


def _several_choices(truth: str, answer: str) -> Verdict | None:
    wanted, given = _letters(truth), _letters(answer)
    if len(wanted) < 2 or not given:
        return None
    return Verdict(wanted == given, f"choices {''.join(sorted(wanted))}, {''.join(sorted(given))}")


def _letters(text: str) -> frozenset[str]:
    plain = _ARE_TRUE.sub("", STYLE.sub(" ", plain_unicode(text[:60])).strip(" ."))
    if not _CHOICES.fullmatch(plain):
        return frozenset()
    letters = re.sub(rf"\b(?:{_AND})\b|[^A-Za-z]", "", plain)
    return frozenset(letters) if letters.isupper() and len(set(letters)) == len(letters) else frozenset()


_ARE_TRUE = re.compile(r"\s(?:are|is)(?: both)? (?:true|correct|right)$")


MAX_NO_SOLUTION = 80


def says_no_solution(text: str) -> bool:
    """No solution, 无解, keine Lösung: a whole answer that says what the empty set says."""
    if len(text) > MAX_NO_SOLUTION:
        return False
    said = _bare(text)
    if said in _NO_SOLUTION or _EQUATION.sub("", said, count=1) in _NO_SOLUTION:
        return True
    return _NO_SUCH.fullmatch(said) is not None and _LEAVES_OUT.search(said) is None


def _bare(text: str) -> str:
    return fold(unicodedata.normalize("NFKC", text).replace("’", "'")).rstrip(" .。")


_EQUATION = re.compile(
    r"^(?:the |this |die |das |diese |la |le |il |el |l |o |a |esta |cette |questa |questo |de |het |это |данное )?(?:"
    r"(?:equation|system|inequality|problem|ecuación|inecuación|sistema|équation|système|inéquation|gleichung|gleichungssystem"
    r"|ungleichung|equazione|disequazione|equação|inequação|vergelijking|stelsel|ongelijkheid|równanie|układ|nierówność"
    r"|уравнение|система|неравенство|рівняння|нерівність|уравнението|rovnice|soustava|ligningen|likningen|ekvationen"
    r"|yhtälöllä|egyenletnek|ecuația|sistemul|denklemin|persamaan)"
    r"(?: (?:of|de|di|da) \w+| równań| уравнений| рівнянь)? "
    r"|(?:原|该|該|此)?(?:方程组?|方程組|不等式组?|方程式|連立方程式)は?)"
)
_NO_SOLUTION = frozenset(map(_bare, of("no solution")))
_NO_SUCH = re.compile(
    rf"(?:{'|'.join(sorted(map(re.escape, map(_bare, of('no such'))), key=len, reverse=True))})(?:\s?[^\W\d_]+){{0,3}}"
)
"""There are no such n: what is named is what the question asks for."""
_LEAVES_OUT = re.compile(bordered("except", "condition", "if", "or", "contrast", "bound", "bound after", "compares"))
_ARTICLES = frozenset({"the", "a", "an"})
_NO_VALUE = ["does", "not", "exist"]
_SAYS_THE_SAME = dict.fromkeys(
    (
        subject + said
        for subject in ("", "limit ", "it ")
        for said in ("dne", "does not exist", "doesn t exist", "d n e", "is undefined", "undefined")
    ),
    _NO_VALUE,
) | dict.fromkeys(
    ("dne does not exist", "no limit", "undefined limit", "is undefined", "不存在", "极限不存在"), _NO_VALUE
)


def compare_words(truth: str, answer: str) -> Verdict:
    truth, answer = ("dne" if text.strip() in _NONE_EXISTS else text for text in (truth, answer))
    truth, answer = (_NULL.sub(" null hypothesis ", text) if "H" in text else text for text in (truth, answer))
    if any(map(_FORMULA.search, (truth, answer))):  # no punctuation falls away in a formula, and Pi is not pi
        same = _unstyled(truth) == _unstyled(answer) != ""
        return Verdict(same, f"{'same' if same else 'different'} text: {truth[:40]!r}, {answer[:40]!r}")
    left, right = (_SAYS_THE_SAME.get(" ".join(said), said) for said in map(_words, (truth, answer)))
    if (quadrant := _quadrant(left)) and not right[1:] and right[0] in (quadrant, _ROMAN[quadrant]):
        return Verdict(True, f"quadrant {quadrant}")
    same = bool(left) and (left == right or _unspaced(left) == _unspaced(right) or _but_for_a_noun(left, right))
    return Verdict(same, f"{'same' if same else 'different'} text: {' '.join(left)[:40]!r}, {' '.join(right)[:40]!r}")


_NONE_EXISTS = frozenset({"\\nexists", "∄", "\\not\\exists"})
_NULL = re.compile(r"(?:H_\{?0\}?|H₀)(?![\s(]*[=(])")
_FORMULA = re.compile(
    r"\\(?!(?:text|mathrm|mbox|operatorname|mathsf|mathbf|quad|qquad)[a-z]*\b|[ ,;:!])[A-Za-z]"
    r"|[\^_=<>+*/|]|\d!|\w'(?!t\b)"
)
_UNSTYLED = re.compile(r"\\(?:text[a-z]*|mathrm|mbox|operatorname|mathsf)\s*|\\[ ,;:!]|[\s{}$]|[.,;:]+$")


def _unstyled(text: str) -> str:
    return _UNSTYLED.sub("", text)


_BETWEEN_DIGITS = re.compile(r"(?<!\d) | (?!\d)")


def _unspaced(said: list[str]) -> str:
    return _BETWEEN_DIGITS.sub("", " ".join(said))


def _but_for_a_noun(left: list[str], right: list[str]) -> bool:
    """Isosceles, an isosceles triangle; A, point A: one of them names what it speaks of."""
    shorter, longer = sorted((left, right), key=len)
    if shorter and shorter == longer[1:] and longer[0] in _NAMED_THINGS:
        return len(shorter) == 1 and len(shorter[0]) <= 3
    return len(shorter) > 0 and shorter == longer[:-1] and longer[-1] in _HEADS and shorter[-1] not in _HEADS


def _words(text: str) -> list[str]:
    """The words that say something, a number's place as digits, and a contrary as a negation."""
    found = fold(plain_unicode(text)).split()
    if len(found) > 2 and found[0] == "there" and found[1] in ("is", "are"):
        found = found[2:]
    if len(found) > 2 and found[0] in ("it", "they", "this") and found[1] in ("is", "are"):
        found = found[2:]
    found = [word for word in found[:-1] if word not in _SAYS_NOTHING] + found[-1:]
    said = " ".join(place(word) or _SYNONYMS.get(word, word) for word in found)
    for pattern, plain in _PLAINER:
        said = pattern.sub(plain, said)
    if quadrant := _quadrant(said.split()):
        return [quadrant, "quadrant"]
    return said.split()


_SYNONYMS = {
    "commutative": "abelian", "orthogonal": "perpendicular", "onto": "surjective", "maximum": "max", "minimum": "min",
    "larger": "greater", "bigger": "greater",
}  # fmt: skip
_NAMED_THINGS = words("point points line segment ray set triangle plane circle vertex figure graph player team box bag")
_ROMAN_NUMERAL = re.compile(r"[IVXLCDM]{1,15}")


_OXIDATION = re.compile(r"oxidation|oxydation|oxidación|ossidazione|Oxidation|окислен|氧化", re.IGNORECASE)
_STATE = re.compile(
    r"[\s$]*(?P<sign>[-+−]?)\s*(?:(?P<roman>I{1,3}|IV|VI{0,2}|VIII)|(?P<number>[1-8]))(?P<after>[-+−]?)[\s$.]*"
)
OXIDATION_STATES = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8}


def _same_state(truth: str, answer: str) -> Verdict | None:
    """+7 is VII, as chemists write oxidation states; 2- is -2."""
    found = [_STATE.fullmatch(STYLE.sub("", one).strip(" {}")) for one in (truth, answer)]
    states = [
        (OXIDATION_STATES[one["roman"]] if one["roman"] else int(one["number"]))
        * (-1 if (one["sign"] or one["after"]) in ("-", "−") else 1)
        for one in found
        if one is not None
    ]
    return Verdict(states[0] == states[1], f"states {truth[:20]}, {answer[:20]}") if len(states) == 2 else None


def compare_roman(truth: str, answer: str, prompt: str) -> Verdict | None:
    """XIV is no product: where the prompt speaks of Roman numerals, each sign counts in its place."""
    if _OXIDATION.search(prompt) and (verdict := _same_state(truth, answer)) is not None:
        return verdict
    wanted, given = STYLE.sub("", truth).strip(), STYLE.sub("", answer).strip(" .")
    if not _ROMAN_NUMERAL.fullmatch(wanted) or not re.search("[Rr]om(?:an|ain|ische|eins)|римск|罗马", prompt):
        return None
    return Verdict(wanted == given.upper(), f"numerals {wanted}, {given[:20]}")


_SAYS_NOTHING = _ARTICLES | {"exactly", "linearly"}
_HEADS = words(
    "triangle function matrix series sequence set number angle quadrilateral statement event events vector polygon "
    "reaction geometry lines point shape process distribution singularity correlation relationship association"
)
"""Nouns that an adjective is said of."""
_PLAINER = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"\bnon ?(?=[a-z]{5})", "not "),
        (r"\bdiscontinuous\b", "not continuous"),
        (r"\birrational\b", "not rational"),
        (r"\bdependent\b", "not independent"),
        (r"\bsingular\b", "not invertible"),
        (r"\bnot not ", ""),
        (r"^we (?=.*reject)", ""),
        (r"\b(?:fail(?:s|ed)? to|do not|don t|cannot|can t|did not) reject\b", "not reject"),
        (r"\bone to one\b", "injective"),
        (r"^not possible$", "impossible"),
        (r"^(?:if and only if|exactly when|precisely when|exactly if|precisely if) ", "iff "),
        (r"\bright angled\b", "right"),
        (r"^neither (?:even nor odd|open nor closed|closed nor open)$", "neither"),
        (r"(?<=stable )focus$", "spiral"),
        (r"\buncountable\b", "not countable"),
        (r"\brelative (?=max|min|extrem)", "local "),
        (r"^(always|sometimes|never) true$", r"\1"),
        (r"^(?:unique|one unique) solution$", "one solution"),
        (r"^null hypothesis is (not )?rejected$", r"\1reject null hypothesis"),
        (r"^(?:simple|1st order) pole(?=s?$)", "pole of order 1"),
        (r"^(?:double|2nd order) pole(?=s?$)", "pole of order 2"),
        (r"^(?:triple|3rd order) pole(?=s?$)", "pole of order 3"),
        (r"^not (open|closed) and not (?!\1)(?:open|closed)$", "neither"),
    )
)
"""Words of one sense."""
_ROMAN = {"1": "i", "2": "ii", "3": "iii", "4": "iv"}
_ARABIC = {roman: digit for digit, roman in _ROMAN.items()}
_QUADRANT = re.compile(r"(?:quadrant |q ?)(iv|i{1,3}|[1-4])|(?:in )?([1-4])(?:st|nd|rd|th) quadrant")


def _quadrant(said: list[str]) -> str:
    """The 3 of Quadrant III, QIII and the third quadrant."""
    if said[1:] == ["quadrant"] and said[0] in _ROMAN:
        return said[0]
    found = _QUADRANT.fullmatch(" ".join(said[:4]))
    return _ARABIC.get(found[1], found[1] or "") or found[2] if found else ""
