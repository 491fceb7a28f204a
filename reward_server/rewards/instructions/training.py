"""The kinds that IFBench's authors train on beside IFEval's (IFTrain; arXiv:2507.02833, appendix)."""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise

from reward_server.rewards.instructions.kinds import Args, Table, amount, into, unless
from reward_server.rewards.instructions.text import (
    count_of,
    divided,
    holds_word,
    paragraphs,
    pieces,
    sentences,
    spoken,
    tokens,
)

KINDS: Table = {}
_kind = partial(into, KINDS)


@_kind("copy:repeat_phrase", phrase="text", small_n="count")
def repeat_phrase(text: str, args: Args) -> str:
    """The phrase so many times, each time with one word changed, which is neither the first nor the last."""
    wanted, given = args["phrase"].split(), text.split()
    size = len(wanted)
    windows = (given[at : at + size] for at, word in enumerate(given) if word == wanted[0])
    found = [one for one in windows if len(one) == size and "".join(pieces(one[-1])) == "".join(pieces(wanted[-1]))]
    changed = [sum(word != other for word, other in zip(one[:-1], wanted[:-1], strict=True)) for one in found]
    return amount(changed.count(1), "equal to", args["small_n"], "times the phrase with one word changed")


@_kind("copy:copy", "copy:copying_simple", from_prompt="prompt_to_repeat", prompt_to_repeat="text")
def copying(text: str, args: Args) -> str:
    return unless(spoken(text) == spoken(args["prompt_to_repeat"]), "is not the request alone")


@_kind("copy:copying_multiple", from_prompt="prompt_to_repeat", prompt_to_repeat="text", N="count")
def copying_multiple(text: str, args: Args) -> str:
    parts = text.split("******")
    wrong = next((part for part in parts if spoken(part) != spoken(args["prompt_to_repeat"])), None)
    return amount(len(parts), "equal to", args["N"], "copies") or unless(
        wrong is None, "a copy differs from the request"
    )


@_kind("new:copy_span_idx", "copy:copy_span_idx", from_prompt="prompt_to_repeat",
       prompt_to_repeat="text", n_start="count", n_end="count")  # fmt: skip
def copy_span_idx(text: str, args: Args) -> str:
    wanted = args["prompt_to_repeat"][args["n_start"] : args["n_end"]]
    return unless(spoken(text) == spoken(wanted), "is not the span of characters that was asked for")


@_kind("detectable_format:sentence_hyphens")
def sentence_hyphens(text: str, args: Args) -> str:
    """Sentences joined by hyphens, with no white space around them."""
    spaced = re.search(r"[.!?]\s*(?:\s-|-\s|\s)\s*\S", text.strip())
    return unless(spaced is None, "has white space between two sentences, and not a hyphen alone")


@_kind("keywords:no_adjacent_consecutive")
def no_adjacent_consecutive(text: str, args: Args) -> str:
    starts = [word[0].lower() for word in text.split()]
    found = next((pair for pair in pairwise(starts) if _follows(*pair)), None)
    return unless(found is None, f"two words in a row begin with {found}")


def _follows(one: str, other: str) -> bool:
    return len(one) == len(other) == 1 and ord(other) - ord(one) == 1


@_kind("detectable_format:square_brackets")
def square_brackets(text: str, args: Args) -> str:
    other = next((word for word in text.split() if not (len(word) > 2 and word[0] == "[" and word[-1] == "]")), None)
    return unless(other is None, f"{other!r} stands outside square brackets")


@_kind("keywords:word_once", keyword="text")
def word_once(text: str, args: Args) -> str:
    return amount(count_of(args["keyword"], text), "equal to", 1, f"times {args['keyword']!r}")


@_kind("keywords:exclude_word_harder", optional={"instruction": ""}, keyword="text", instruction="text")
def exclude_word_harder(text: str, args: Args) -> str:
    return unless(not holds_word(args["keyword"], text), f"holds {args['keyword']!r}")


@_kind("paragraphs:paragraphs")
def two_paragraphs(text: str, args: Args) -> str:
    parts = divided(text, "***")
    return amount(-1 if parts is None else len(parts), "equal to", 2, "paragraphs divided by ***")


@_kind("paragraphs:paragraphs2")
def two_paragraphs_by_lines(text: str, args: Args) -> str:
    return amount(len(paragraphs(text)), "equal to", 2, "paragraphs divided by blank lines")


def _first(text: str) -> str:
    return spoken((pieces(text) or [""])[0])


def _last(text: str) -> str:
    return spoken((pieces(text) or [""])[-1])


@_kind("first_word:first_word_sent", first_word="text")
def first_word_sent(text: str, args: Args) -> str:
    wrong = next((one for one in sentences(text) if _first(one) != spoken(args["first_word"])), None)
    return unless(wrong is None, f"a sentence begins with {_first(wrong or '')!r}")


@_kind("first_word:first_word_answer", first_word="text")
def first_word_answer(text: str, args: Args) -> str:
    return unless(_first(text) == spoken(args["first_word"]), f"begins with {_first(text)!r}")


@_kind("last_word:last_word_sent", last_word="text")
def last_word_sent(text: str, args: Args) -> str:
    wrong = next((one for one in sentences(text) if _last(one) != spoken(args["last_word"])), None)
    return unless(wrong is None, f"a sentence ends with {_last(wrong or '')!r}")


@_kind("last_word:last_word_answer", last_word="text")
def last_word_answer(text: str, args: Args) -> str:
    return unless(_last(text) == spoken(args["last_word"]), f"ends with {_last(text)!r}")


@_kind("detectable_format:bigram_wrapping")
def bigram_wrapping(text: str, args: Args) -> str:
    found = text.split()
    pairs = zip(found[::2], found[1::2], strict=False)
    wrong = next((pair for pair in pairs if not (pair[0].startswith("<<") and pair[1].endswith(">>"))), None)
    return unless(wrong is None and len(found) > 1, f"{wrong} does not stand in << >>")


@_kind("punctuation:punctuation_dot", "punctuation:no_period")
def punctuation_dot(text: str, args: Args) -> str:
    return unless(not any(mark in text for mark in ".。．।"), "holds a full stop")


@_kind("punctuation:punctuation_exclamation")
def punctuation_exclamation(text: str, args: Args) -> str:
    return unless(not any(mark in text for mark in "!！"), "holds an exclamation mark")


@_kind("count:lowercase_counting", N="count")
def lowercase_counting(text: str, args: Args) -> str:
    return amount(len(re.findall(r"\b[a-z]+\b", text)), "at most", args["N"], "words in small letters")


@_kind("letters:letter_counting", N="count", relation="relation")
def letter_counting(text: str, args: Args) -> str:
    return amount(sum(map(str.isalpha, text)), args["relation"], args["N"], "letters")


@_kind("count:counting_composition", n_sent="count", n_words="count")
def counting_composition(text: str, args: Args) -> str:
    """Three paragraphs divided by ***, each of so many sentences, each of so many words and marks."""
    parts = divided(text, "***") or []
    if len(parts) != 3:
        return amount(len(parts), "equal to", 3, "paragraphs divided by ***")
    for part in parts:
        found = sentences(part)
        if why := amount(len(found), "equal to", args["n_sent"], "sentences in a paragraph"):
            return why
        lengths = [len(tokens(one)) for one in found]
        if any(length != args["n_words"] for length in lengths):
            return f"sentences of {lengths[:20]} words and marks"
    return ""


@_kind("count:count_unique")
def count_unique(text: str, args: Args) -> str:
    found = tokens(text)
    return unless(len(found) == len(set(found)), "uses a word or mark twice")


@_kind("count:count_increment_word", keyword1="text", keyword2="text")
def count_increment_word(text: str, args: Args) -> str:
    counts = count_of(args["keyword1"], text), count_of(args["keyword2"], text)
    return unless(counts == (1, 2), f"the keywords stand there {counts[0]} and {counts[1]} times, and not 1 and 2")


@_kind("keywords:palindrome")
def palindrome_word(text: str, args: Args) -> str:
    found = (one for one in pieces(text) if len(one) > 1 and one.casefold() == one.casefold()[::-1])
    return unless(next(found, None) is not None, "holds no palindrome of two letters or more")


@_kind("keywords:start_end")
def start_end(text: str, args: Args) -> str:
    """The first word is the last one too; a mark after it does not count."""
    found = [spoken(one) for one in tokens(text) if any(map(str.isalnum, one))]
    return unless(len(found) > 1 and found[0] == found[-1], f"begins with {found[:1]} and ends with {found[-1:]}")
