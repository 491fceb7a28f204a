"""Kinds that sets in several languages add (VerIF, M-IFEval): each is checked by what Unicode says of its letters."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial

from reward_server.rewards.instructions.kinds import Args, Table, amount, into, unless
from reward_server.rewards.instructions.text import paragraphs, sentences, spoken, words

KINDS: Table = {}
_kind = partial(into, KINDS)

_NUMBERED = re.compile(r"^[ \t]*(?:\d{1,4}|[一二三四五六七八九十]{1,3})[.)、．）º°]+[ \t]*\S", re.MULTILINE)
_HEADING = re.compile(r"^[ \t]{0,3}(#{1,6})[ \t]+\S", re.MULTILINE)
_TABLE_RULE = re.compile(r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")


@_kind("startend:start_checker", start_phrase="text")
def start_checker(text: str, args: Args) -> str:
    beginning = spoken(text.strip().strip('"“”«»*'))
    return unless(beginning.startswith(spoken(args["start_phrase"])), f"begins with {beginning[:40]!r}")


@_kind("startend:wrap_checker", wrap_phrase="text")
def wrap_checker(text: str, args: Args) -> str:
    text, wrap = text.strip(), args["wrap_phrase"].strip()
    kept = text.startswith(wrap) and text.endswith(wrap) and len(text) > 2 * len(wrap)
    return unless(kept, f"does not stand between {wrap!r} and {wrap!r}")


@_kind("change_case:all_caps")
def all_caps(text: str, args: Args) -> str:
    return unless(text.isupper(), "holds small letters, or no letters that have a case")


@_kind("change_case:lowercase")
def lowercase(text: str, args: Args) -> str:
    return unless(text.islower(), "holds capitals, or no letters that have a case")


@_kind("change_case:first_letter_cap")
def first_letter_cap(text: str, args: Args) -> str:
    cased = [word for word in words(text) if word.lower() != word.upper()]
    other = next((word for word in cased if not (word[0] == word[0].upper() and word[1:] == word[1:].lower())), None)
    return unless(bool(cased) and other is None, f"{other!r} is not written with a capital first")


@_kind("change_case:first_letter_sentence")
def first_letter_sentence(text: str, args: Args) -> str:
    firsts = (next(filter(str.isalpha, one), "") for one in sentences(text))
    return unless(not any(map(str.islower, firsts)), "a sentence begins with a small letter")


@_kind("change_case:lowercase_word_frequency", lowercase_relation="relation", lowercase_frequency="count")
def lowercase_word_frequency(text: str, args: Args) -> str:
    found = sum(map(str.islower, words(text)))
    return amount(found, args["lowercase_relation"], args["lowercase_frequency"], "words in small letters")


@_kind("length_constraints:number_characters", "length:number_characters", relation="relation", num_chars="count")
def number_characters(text: str, args: Args) -> str:
    return amount(len(text.strip()), args["relation"], args["num_chars"], "characters")


@_kind("length:max_word_count", max_words="count")
def max_word_count(text: str, args: Args) -> str:
    return amount(len(words(text)), "at most", args["max_words"], "words")


@_kind("length_constraints:sentence_length", max_words="count")
def sentence_length(text: str, args: Args) -> str:
    longest = max((len(words(one)) for one in sentences(text)), default=0)
    return amount(longest, "at most", args["max_words"], "words in the longest sentence")


@_kind("length_constraints:word_repetition", max_repeats="count")
def word_repetition(text: str, args: Args) -> str:
    most = Counter(map(str.casefold, words(text))).most_common(1) or [("", 0)]
    return amount(most[0][1], "at most", args["max_repeats"], f"times {most[0][0]!r}")


@_kind("length_constraints:unique_words", relation="relation", num_unique="count")
def unique_words(text: str, args: Args) -> str:
    return amount(len(set(map(str.casefold, words(text)))), args["relation"], args["num_unique"], "different words")


@_kind("detectable_format:numbered_list", relation="relation", num_numbered_items="count")
def numbered_list(text: str, args: Args) -> str:
    return amount(len(_NUMBERED.findall(text)), args["relation"], args["num_numbered_items"], "numbered points")


@_kind("detectable_format:number_paragraphs", relation="relation", num_paragraphs="count")
def number_paragraphs(text: str, args: Args) -> str:
    return amount(len(paragraphs(text)), args["relation"], args["num_paragraphs"], "paragraphs divided by blank lines")


@_kind("detectable_format:max_paragraph_length", max_chars="count")
def max_paragraph_length(text: str, args: Args) -> str:
    longest = max(map(len, paragraphs(text)), default=0)
    return amount(longest, "at most", args["max_chars"], "characters in the longest paragraph")


@_kind("detectable_format:sentences_per_paragraph", relation="relation", num_sentences="count")
def sentences_per_paragraph(text: str, args: Args) -> str:
    counts = (len(sentences(one)) for one in paragraphs(text))
    reasons = (amount(count, args["relation"], args["num_sentences"], "sentences in a paragraph") for count in counts)
    return next(filter(None, reasons), "")


@_kind("detectable_format:heading_depth", levels="levels")
def heading_depth(text: str, args: Args) -> str:
    found = {len(marks) for marks in _HEADING.findall(text)}
    missing = [level for level in args["levels"] if level not in found]
    return unless(not missing, f"has no heading of level {missing[:1]}")


@_kind("detectable_format:table", min_rows="count", min_cols="count")
def table(text: str, args: Args) -> str:
    """A table of Markdown; its head and the rule under it are no rows."""
    lines = text.splitlines()
    for at, line in enumerate(lines):
        if at and _TABLE_RULE.match(line) and "|" in lines[at - 1] and _columns(lines[at - 1]) == _columns(line):
            below = next((n for n, row in enumerate(lines[at + 1 :]) if "|" not in row), len(lines) - at - 1)
            if below >= args["min_rows"] and _columns(line) >= args["min_cols"]:
                return ""
    return f"has no table of {args['min_rows']} rows and {args['min_cols']} columns"


def _columns(row: str) -> int:
    return row.strip().strip("|").count("|") + 1


@_kind("detectable_content:numeric_inclusion", relation="relation", num_numbers="count")
def numeric_inclusion(text: str, args: Args) -> str:
    return amount(len(re.findall(r"\d+(?:[.,]\d+)*", text)), args["relation"], args["num_numbers"], "numbers")


@_kind("punctuation:question_exclaim", relation="relation", num_marks="count")
def question_exclaim(text: str, args: Args) -> str:
    found = sum(text.count(mark) for mark in "?!？！؟¿¡")
    return amount(found, args["relation"], args["num_marks"], "question and exclamation marks")


@_kind("punctuation:frequency", punctuation="letter", relation="relation", frequency="count")
def punctuation_frequency(text: str, args: Args) -> str:
    mark = args["punctuation"]
    return amount(text.count(mark), args["relation"], args["frequency"], f"times {mark!r}")


@_kind("keywords:alliteration", target_letter="letter", relation="relation", num_alliteration="count")
def alliteration(text: str, args: Args) -> str:
    letter = args["target_letter"].casefold()
    found = sum(word.casefold().startswith(letter) for word in words(text))
    return amount(found, args["relation"], args["num_alliteration"], f"words that begin with {letter!r}")


@_kind("keywords:palindrome_word", min_length="count")
def palindrome_word(text: str, args: Args) -> str:
    folded = (word.casefold() for word in words(text))
    found = next((word for word in folded if len(word) >= args["min_length"] and word == word[::-1]), None)
    return unless(found is not None, f"holds no palindrome of {args['min_length']} letters")


@_kind("keywords:positioning", keyword="text", position="count")
def positioning(text: str, args: Args) -> str:
    """`position` words stand before the keyword."""
    found, at = words(text), args["position"]
    here = found[at] if at < len(found) else ""
    return unless(spoken(here) == spoken(args["keyword"]), f"after {at} words stands {here!r}")
