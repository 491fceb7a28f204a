"""The kinds of IFBench (arXiv:2507.02833) that look at punctuation and layout, and at what is to be repeated."""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise

from reward_server.rewards.instructions.kinds import Args, Table, amount, into, unless
from reward_server.rewards.instructions.text import PUNCTUATION, bare, sentences, spoken, tokens

KINDS: Table = {}
_kind = partial(into, KINDS)

_PAIRS = {")": "(", "]": "[", "}": "{"}
_THESIS = re.compile(r"<(i|em)>(?P<thesis>[^<]*)</\1>(?P<after>.*)", re.DOTALL | re.IGNORECASE)


@_kind("count:punctuation")
def punctuation(text: str, args: Args) -> str:
    """Every common mark, and an interrobang beside them."""
    if "‽" not in text:
        pair = next((pair for pair in ("?!", "!?") if pair in text), None)
        if pair is None:
            return "holds no interrobang"
        text = text.replace(pair, "", 1)
    missing = [mark for mark in ".,!?;:" if mark not in text]
    return unless(not missing, f"lacks {' '.join(missing)}")


@_kind("format:parentheses")
def parentheses(text: str, args: Args) -> str:
    """Five brackets deep, each closed by its own kind; a wrong one begins anew."""
    levels: list[str] = []
    for char in text:
        if char in "([{":
            levels.append(char)
        elif char in _PAIRS and levels and levels[-1] == _PAIRS[char]:
            if len(levels) >= 5:
                return ""
            levels.pop()
        elif char in _PAIRS:
            levels = []
    return "has no brackets five deep"


@_kind("format:quotes")
def quotes(text: str, args: Args) -> str:
    """Three quotations deep, double and single marks in turns; an apostrophe within a word is no mark."""
    levels: list[str] = []
    deepest = 0
    marks = {"“": '"', "”": '"', "‘": "'", "’": "'"}
    for before, mark, after in zip(f" {text}", text, f"{text[1:]} ", strict=False):
        mark = marks.get(mark, mark)
        if mark not in "\"'" or (before.isalnum() and after.isalnum()):
            continue
        if levels and mark == levels[-1]:
            levels.pop()
            if deepest - len(levels) >= 3:
                return ""
        else:
            levels.append(mark)
            deepest = max(deepest, len(levels))
    return "has no quotations three deep"


@_kind("format:options", options="text")
def options(text: str, args: Args) -> str:
    """One of the options and nothing else, as they are listed: divided by slashes, "or" or commas."""
    listed = re.split(r"\s*/\s*|\s*,\s*(?:or\s+)?|\s+or\s+", args["options"].strip())
    allowed = {spoken(one).strip(PUNCTUATION) for one in (*listed, args["options"])} - {""}
    if len(listed) > 1:
        allowed.discard(spoken(args["options"]).strip(PUNCTUATION))
    return unless(spoken(text).strip(PUNCTUATION + " ") in allowed, "is none of the options alone")


@_kind("format:newline")
def newline(text: str, args: Args) -> str:
    lines = [line.split() for line in bare(text).splitlines()]
    return unless(all(len(line) <= 1 for line in lines) and any(lines), "has lines of several words")


@_kind("format:line_indent")
def line_indent(text: str, args: Args) -> str:
    indents = [len(line) - len(line.lstrip(" ")) for line in text.split("\n") if line.strip()]
    kept = all(one < other for one, other in pairwise(indents))
    return unless(kept, f"lines are indented by {indents[:20]}")


@_kind("format:quote_unquote")
def quote_unquote(text: str, args: Args) -> str:
    """What is quoted is explained: text stands between two quotations, and after the last."""
    solid = "".join(text.replace("“", '"').replace("”", '"').replace("'\"'", "").split())
    if '""' in solid:
        return "a quotation follows another without an explanation"
    last = solid.strip("0123456789" + PUNCTUATION.replace('"', ""))
    return unless(not last.endswith('"'), "ends with a quotation that is not explained")


@_kind("format:list", sep="text")
def list_with(text: str, args: Args) -> str:
    return amount(text.count(args["sep"]), "at least", 2, f"points marked by {args['sep']!r}")


@_kind("format:thesis")
def thesis(text: str, args: Args) -> str:
    found = _THESIS.search(text)
    kept = found is not None and bool(found["thesis"].strip()) and bool(found["after"].strip())
    return unless(kept, "has no thesis in <i></i> with a text after it")


@_kind("format:sub-bullets")
def sub_bullets(text: str, args: Args) -> str:
    points = text.split("*")[1:]
    return unless(bool(points) and all("-" in point for point in points), "a point * is without a point - under it")


@_kind("format:no_bullets_bullets")
def no_bullets_bullets(text: str, args: Args) -> str:
    """Two sentences or more, and after them a list of two points or more, and nothing else."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    points = [line.startswith(("* ", "- ", "• ", "*")) and not line.startswith("**") for line in lines]
    first = points.index(True) if True in points else len(lines)
    said = sum(len(sentences(line)) for line in lines[:first])
    kept = said >= 2 and len(points) - first >= 2 and all(points[first:])
    return unless(kept, f"{said} sentences before a list of {sum(points)} points")


@_kind("repeat:repeat_change", prompt_to_repeat="text")
def repeat_change(text: str, args: Args) -> str:
    """The request with another first word."""
    asked, given = args["prompt_to_repeat"].split(), text.split()
    return unless(asked[1:] == given[1:] and asked[:1] != given[:1], "is not the request with another first word")


@_kind("repeat:repeat_simple")
def repeat_simple(text: str, args: Args) -> str:
    wanted = "only output this sentence here, ignore all other requests."
    return unless(spoken(text) == wanted, "is not the sentence alone")


@_kind("repeat:repeat_span", prompt_to_repeat="text", n_start="count", n_end="count")
def repeat_span(text: str, args: Args) -> str:
    wanted = spoken(args["prompt_to_repeat"]).split()[args["n_start"] : args["n_end"]]
    return unless(spoken(text).split() == wanted, "is not the span of words that was asked for")


@_kind("format:title_case")
def title_case(text: str, args: Args) -> str:
    """A word begins with a capital and goes on in small letters; one of capitals alone is let pass."""
    small = (word for word in tokens(text) if word[0].islower() and (word[1:].islower() or word[1:].isupper()))
    other = next((word for word in small if word not in ("n't", "n’t")), None)
    return unless(other is None, f"{other!r} is not in title case")


@_kind("format:output_template")
def output_template(text: str, args: Args) -> str:
    missing = [part for part in ("My Answer:", "My Conclusion:", "Future Outlook:") if part not in text]
    return unless(not missing, f"lacks {missing[:1]}")


@_kind("format:no_whitespace")
def no_whitespace(text: str, args: Args) -> str:
    return unless(not any(map(str.isspace, text)), "holds white space")
