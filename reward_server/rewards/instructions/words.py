"""The kinds of IFBench (arXiv:2507.02833) that look at words and sentences."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from itertools import pairwise

from reward_server.rewards.instructions.kinds import Args, BadArgument, Table, amount, into, unless
from reward_server.rewards.instructions.lists import CONJUNCTIONS, NAMES, PRONOUNS, STOP_WORDS, is_verb
from reward_server.rewards.instructions.text import bare, has_emoji_at, pieces, sentences, spoken, tokens, words

KINDS: Table = {}
_kind = partial(into, KINDS)

_VOWELS = frozenset("aeiou")
_CONSONANTS = re.compile("[bcdfghjklmnpqrstvwxyz]{2}")
_JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_PRIMES = frozenset(n for n in range(2, 100) if all(n % d for d in range(2, n)))
_SYLLABLES = "pip install 'assay-rl[instructions]'"
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
OVERLAP_TOLERANCE = 2.0
"""Percentage points, as IFBench has it."""


@_kind("count:word_count_range", min_words="count", max_words="count")
def word_count_range(text: str, args: Args) -> str:
    found = len(words(text))
    return unless(args["min_words"] <= found <= args["max_words"], f"{found} words")


@_kind("count:unique_word_count", N="count")
def unique_word_count(text: str, args: Args) -> str:
    return amount(len({word.casefold() for word in words(text)}), "at least", args["N"], "different words")


@_kind("ratio:stop_words", percentage="percent")
def stop_words(text: str, args: Args) -> str:
    found = [word.casefold() for word in words(text)]
    if not found:
        return "holds no words"
    share = 100 * sum(word in STOP_WORDS for word in found) / len(found)
    return unless(share <= args["percentage"], f"{share:.1f} % are stop words")


def _ends(text: str) -> Counter[str]:
    """How many sentences end with a full stop, a question mark, an exclamation mark."""
    marks = {"。": ".", "।": ".", "۔": ".", "？": "?", "؟": "?", "！": "!"}
    last = (sentence.rstrip("\"'”’»)*_」』")[-1:] for sentence in sentences(text))
    return Counter(marks.get(mark, mark) for mark in last)


@_kind("ratio:sentence_type")
def sentence_type(text: str, args: Args) -> str:
    ends = _ends(text)
    kept = ends["."] == 2 * ends["?"] and ends["?"] > 0
    return unless(kept, f"{ends['.']} statements and {ends['?']} questions, and not 2 to 1")


@_kind("ratio:sentence_balance")
def sentence_balance(text: str, args: Args) -> str:
    ends = _ends(text)
    kept = ends["."] == ends["?"] == ends["!"] > 0
    return unless(kept, f"{ends['.']} statements, {ends['?']} questions, {ends['!']} exclamations")


@_kind("count:conjunctions", small_n="count")
def conjunctions(text: str, args: Args) -> str:
    found = CONJUNCTIONS & {piece.casefold() for piece in pieces(text)}
    return amount(len(found), "at least", args["small_n"], "different coordinating conjunctions")


@_kind("count:person_names", N="count")
def person_names(text: str, args: Args) -> str:
    return amount(len(NAMES.intersection(words(text))), "at least", args["N"], "different names of the list")


@_kind("ratio:overlap", reference_text="text", percentage="percent")
def overlap(text: str, args: Args) -> str:
    grams, wanted = ({one[at : at + 3] for at in range(len(one) - 2)} for one in (text, args["reference_text"]))
    if not grams:
        return "is shorter than three characters"
    share = 100 * len(grams & wanted) / len(grams)
    return unless(abs(share - args["percentage"]) <= OVERLAP_TOLERANCE, f"{share:.1f} % of its trigrams are shared")


@_kind("count:numbers", N="count")
def numbers(text: str, args: Args) -> str:
    return amount(len(re.findall(r"\d+", bare(text))), "equal to", args["N"], "numbers")


@_kind("words:alphabet")
def alphabet(text: str, args: Args) -> str:
    found = [piece.lower() for piece in pieces(bare(text))]
    if not found or found[0][0] not in _ALPHABET:
        return "does not begin with a letter from a to z"
    start = _ALPHABET.index(found[0][0])
    for number, word in enumerate(found):
        wanted = _ALPHABET[(start + number) % 26]
        if word[0] != wanted:
            return f"word {number + 1} is {word!r}, and should begin with {wanted}"
    return ""


@_kind("words:vowel")
def vowel(text: str, args: Args) -> str:
    if "\n" in text.strip():
        return "is more than one paragraph"
    return amount(len(_VOWELS.intersection(text.lower())), "at most", 3, "different vowels")


@_kind("words:consonants")
def consonants(text: str, args: Args) -> str:
    without = next((piece for piece in pieces(text.lower()) if not _CONSONANTS.search(piece)), None)
    return unless(without is None, f"{without!r} has no cluster of consonants")


@_kind("sentence:alliteration_increment")
def alliteration_increment(text: str, args: Args) -> str:
    before = -1
    for number, sentence in enumerate(sentences(text), 1):
        starts = [piece[0] for piece in pieces(sentence.lower())]
        same = [one == other for one, other in pairwise(starts)]
        found = sum(same) + sum(now and not earlier for earlier, now in pairwise([False, *same]))
        if found <= before:
            return f"sentence {number} has {found} alliterating words, after one with {before}"
        before = found
    return ""


@_kind("words:palindrome")
def palindrome(text: str, args: Args) -> str:
    found = sum(len(word) >= 5 and word == word[::-1] for word in bare(text).lower().split())
    return amount(found, "at least", 10, "palindromes of five letters or more")


@_kind("words:prime_lengths")
def prime_lengths(text: str, args: Args) -> str:
    other = next((word for word in bare(text).split() if len(word) not in _PRIMES), None)
    return unless(other is None, f"{other!r} has no prime length")


@_kind("ratio:sentence_words")
def sentence_words(text: str, args: Args) -> str:
    """Three sentences of one length in characters. (IFBench does not check that their words differ.)"""
    found = sentences(text)
    if len(found) != 3:
        return amount(len(found), "equal to", 3, "sentences")
    lengths = [len(one) for one in found]
    return unless(len(set(lengths)) == 1, f"sentences of {lengths} characters")


@_kind("count:words_japanese", N="position")
def words_japanese(text: str, args: Args) -> str:
    for number, word in enumerate(text.split(), 1):
        clean = "".join(pieces(word))
        if number % args["N"] == 0 and clean and not clean.isdigit() and not _JAPANESE.search(clean):
            return f"word {number} is {clean!r}"
    return ""


@_kind("words:start_verb")
def start_verb(text: str, args: Args) -> str:
    first = next(iter(words(text)), "")
    return unless(is_verb(first), f"begins with {first!r}")


@_kind("words:repeats", small_n="count")
def repeats(text: str, args: Args) -> str:
    most = Counter(bare(text).lower().split()).most_common(1)
    return unless(not most or most[0][1] <= args["small_n"], f"{most[:1]} is repeated more often")


@_kind("sentence:keyword", word="text", N="position")
def keyword_in_sentence(text: str, args: Args) -> str:
    found, number = sentences(text), args["N"]
    if len(found) < number:
        return amount(len(found), "at least", number, "sentences")
    return unless(spoken(args["word"]) in spoken(found[number - 1]), f"sentence {number} lacks {args['word']!r}")


@_kind("count:pronouns", N="count")
def pronouns(text: str, args: Args) -> str:
    found = sum(word in PRONOUNS for word in bare(text.replace("/", " ").lower()).split())
    return amount(found, "at least", args["N"], "pronouns")


@_kind("words:odd_even_syllables")
def odd_even_syllables(text: str, args: Args) -> str:
    try:
        from syllapy import count
    except ImportError:
        raise BadArgument(
            "words:odd_even_syllables needs a table of syllables: pip install 'assay-rl[instructions]'"
        ) from None
    counted = [(word, count(word[:100])) for word in bare(text).lower().split()]
    for (before, one), (word, other) in pairwise(counted):
        if one % 2 == other % 2:
            return f"{before!r} ({one}) and {word!r} ({other}) have both odd or both even syllables"
    return ""


@_kind("words:last_first")
def last_first(text: str, args: Args) -> str:
    for one, other in pairwise(pieces(sentence) for sentence in sentences(text)):
        if not one or not other or spoken(one[-1]) != spoken(other[0]):
            return f"a sentence ends with {one[-1:]}, and the next begins with {other[:1]}"
    return ""


@_kind("words:paragraph_last_first")
def paragraph_last_first(text: str, args: Args) -> str:
    for line in text.splitlines():
        found = pieces(line.lower())
        if found and found[0] != found[-1]:
            return f"a paragraph begins with {found[0]!r} and ends with {found[-1]!r}"
    return ""


@_kind("sentence:increment", small_n="count")
def increment(text: str, args: Args) -> str:
    counts = [len(bare(sentence).split()) for sentence in sentences(text)]
    kept = all(other == one + args["small_n"] for one, other in pairwise(counts))
    return unless(kept, f"sentences of {counts[:20]} words")


@_kind("words:no_consecutive")
def no_consecutive(text: str, args: Args) -> str:
    same = next((pair for pair in pairwise(bare(text.lower()).split()) if pair[0][0] == pair[1][0]), None)
    return unless(same is None, f"{same} begin with one letter")


@_kind("format:emoji")
def emoji(text: str, args: Args) -> str:
    """At the end of each sentence, before or after its full stop."""
    found = [bare(sentence) for sentence in sentences(text)]
    for number, sentence in enumerate(found):
        after = found[number + 1] if number + 1 < len(found) else ""
        if not has_emoji_at(sentence, at_end=True) and not has_emoji_at(after, at_end=False):
            return f"sentence {number + 1} ends without an emoji"
    return ""


@_kind("count:keywords_multiple", keyword1="text", keyword2="text", keyword3="text", keyword4="text", keyword5="text")
def keywords_multiple(text: str, args: Args) -> str:
    for number, wanted in enumerate((1, 2, 3, 5, 7), 1):
        keyword = args[f"keyword{number}"]
        if why := amount(spoken(text).count(spoken(keyword)), "equal to", wanted, f"times {keyword!r}"):
            return why
    return ""


@_kind(
    "words:keywords_specific_position", "keywords:keyword_specific_position", keyword="text", n="position", m="position"
)
def keywords_specific_position(text: str, args: Args) -> str:
    found = sentences(text)
    given = tokens(found[args["n"] - 1]) if len(found) >= args["n"] else []
    at = given[args["m"] - 1] if len(given) >= args["m"] else None
    return unless(at == args["keyword"], f"word {args['m']} of sentence {args['n']} is {at!r}")


@_kind("words:words_position", keyword="text")
def words_position(text: str, args: Args) -> str:
    """The second word, and the last but one; a mark at the end counts as a word, as IFBench has it, or does not."""
    given, keyword = tokens(text), args["keyword"]
    ends = {given[-2], ([one for one in given if one[0].isalnum()] or given)[-2:][0]} if len(given) > 1 else set()
    return unless(len(given) > 1 and given[1] == keyword and keyword in ends, f"{keyword!r} stands elsewhere")
