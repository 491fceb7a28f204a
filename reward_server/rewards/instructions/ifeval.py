"""The kinds of IFEval (arXiv:2311.07911), in every language: letters, words and sentences are those of the script."""

from __future__ import annotations

import json
import re
from functools import partial

from reward_server.rewards.instructions.kinds import Args, Table, amount, into, unless
from reward_server.rewards.instructions.text import (
    count_of,
    divided,
    holds_word,
    paragraphs,
    sentences,
    spoken,
    tokens,
    words,
)
from reward_server.rewards.language_id import SUPPORTED, identify, language_of

KINDS: Table = {}
_kind = partial(into, KINDS)

_BULLET = re.compile(r"^[ \t]*(?:\*(?!\*)|[-•+‣])[ \t]*\S.*$", re.MULTILINE)
_PLACEHOLDER = re.compile(r"\[[^\[\]\n]+\]")
_TITLE = re.compile(r"<<[^\n<>]*[^\s<>][^\n<>]*>>")
_BOLD = re.compile(r"\*\*[^\n*]*[^\s*][^\n*]*\*\*")
_ITALIC = re.compile(r"(?<!\*)\*(?!\*)[^\n*]*[^\s*][^\n*]*\*(?!\*)")
_FENCE = re.compile(r"\A```[ \t]*(?:json)?[ \t]*\n?(.*?)\n?```\Z", re.DOTALL | re.IGNORECASE)
_ANSWERS = (
    *("my answer is yes.", "my answer is no.", "my answer is maybe."),
    *("mi respuesta es sí.", "mi respuesta es no.", "mi respuesta es tal vez."),
    *("ma réponse est oui.", "ma réponse est non.", "ma réponse est peut-être."),
    *("meine antwort ist ja.", "meine antwort ist nein.", "meine antwort ist vielleicht."),
    *("la mia risposta è sì.", "la mia risposta è no.", "la mia risposta è forse."),
    *("minha resposta é sim.", "minha resposta é não.", "minha resposta é talvez."),
    *("мой ответ да.", "мой ответ нет.", "мой ответ возможно."),
    *("我的答案是是。", "我的答案是否。", "我的答案是可能。", "我的回答是肯定的。", "我的回答是否定的。"),
    *("私の答えははいです。", "私の答えはいいえです。", "私の答えはたぶんです。"),
)


@_kind("keywords:existence", keywords="texts")
def existence(text: str, args: Args) -> str:
    missing = [word for word in args["keywords"] if not count_of(word, text)]
    return unless(not missing, f"{missing[:1]} is missing")


@_kind("keywords:frequency", "keywords:word_count_different_numbers",
       optional={"relation": "at least"}, keyword="text", frequency="count", relation="relation")  # fmt: skip
def frequency(text: str, args: Args) -> str:
    return amount(count_of(args["keyword"], text), args["relation"], args["frequency"], f"times {args['keyword']!r}")


@_kind("keywords:forbidden_words", forbidden_words="texts")
def forbidden_words(text: str, args: Args) -> str:
    found = [word for word in args["forbidden_words"] if holds_word(word, text)]
    return unless(not found, f"holds {found[:1]}")


@_kind("keywords:letter_frequency", "letters:letter_counting2",
       letter="letter", let_frequency="count", let_relation="relation")  # fmt: skip
def letter_frequency(text: str, args: Args) -> str:
    return amount(
        count_of(args["letter"], text), args["let_relation"], args["let_frequency"], f"times {args['letter']!r}"
    )


@_kind("language:response_language", language="text")
def response_language(text: str, args: Args) -> str:
    wanted, found = language_of(args["language"]), identify(text)
    return unless(found is not None and found == wanted, f"is in {SUPPORTED.get(found or '', 'no known language')}")


@_kind("length_constraints:number_sentences", "detectable_format:sentence_count",
       optional={"relation": "at least"}, num_sentences="count", relation="relation")  # fmt: skip
def number_sentences(text: str, args: Args) -> str:
    return amount(len(sentences(text)), args["relation"], args["num_sentences"], "sentences")


@_kind("length_constraints:number_words", optional={"relation": "at least"}, num_words="count", relation="relation")
def number_words(text: str, args: Args) -> str:
    return amount(len(words(text)), args["relation"], args["num_words"], "words")


@_kind("length_constraints:number_paragraphs", num_paragraphs="count")
def number_paragraphs(text: str, args: Args) -> str:
    parts = divided(text, "***")
    if parts is None:
        return "a paragraph between two dividers *** is empty"
    return amount(len(parts), "equal to", args["num_paragraphs"], "paragraphs divided by ***")


@_kind("length_constraints:nth_paragraph_first_word",
       num_paragraphs="count", nth_paragraph="position", first_word="text")  # fmt: skip
def nth_paragraph_first_word(text: str, args: Args) -> str:
    parts, nth = paragraphs(text), args["nth_paragraph"]
    if len(parts) != args["num_paragraphs"] or nth > len(parts):
        return amount(len(parts), "equal to", args["num_paragraphs"], "paragraphs") or f"has no paragraph {nth}"
    wanted = [one.casefold() for one in words(args["first_word"])]
    first = [one.casefold() for one in words(parts[nth - 1])[: len(wanted)]]
    return unless(first == wanted, f"paragraph {nth} begins with {' '.join(first)!r}")


@_kind("detectable_content:number_placeholders",
       optional={"relation": "at least"}, num_placeholders="count", relation="relation")  # fmt: skip
def number_placeholders(text: str, args: Args) -> str:
    return amount(len(_PLACEHOLDER.findall(text)), args["relation"], args["num_placeholders"], "placeholders [...]")


@_kind("detectable_content:postscript", postscript_marker="text")
def postscript(text: str, args: Args) -> str:
    """The marker at the beginning of a line or after a sentence, with or without white space between its letters."""
    letters = [re.escape(one) for one in args["postscript_marker"].strip() if not one.isspace()]
    marker = r"[ \t]?".join(letters) + ("?" if letters[-1] == r"\." else "")
    found = re.search(rf"(?:^|(?<=[\s.!?。！？])){marker}[ \t:：]*\S", text, re.IGNORECASE | re.MULTILINE)
    return unless(found is not None, f"holds no postscript after {args['postscript_marker']!r}")


@_kind("detectable_format:number_bullet_lists",
       optional={"relation": "equal to"}, num_bullets="count", relation="relation")  # fmt: skip
def number_bullet_lists(text: str, args: Args) -> str:
    return amount(len(_BULLET.findall(text)), args["relation"], args["num_bullets"], "bullet points")


@_kind("detectable_format:constrained_response")
def constrained_response(text: str, args: Args) -> str:
    """One of the answers; several of them are no answer."""
    said = spoken(text)
    found = [answer for answer in _ANSWERS if answer in said]
    return unless(len(found) == 1, f"gives {len(found)} of the allowed answers, and not one")


@_kind("detectable_format:number_highlighted_sections",
       optional={"relation": "at least"}, num_highlights="count", relation="relation")  # fmt: skip
def number_highlighted_sections(text: str, args: Args) -> str:
    found = len(_BOLD.findall(text)) + len(_ITALIC.findall(_BOLD.sub(" ", text)))
    return amount(found, args["relation"], args["num_highlights"], "*highlighted* parts")


@_kind("detectable_format:multiple_sections", optional={"section_spliter": "", "section_splitter": ""},
       section_spliter="text", section_splitter="text", num_sections="count")  # fmt: skip
def multiple_sections(text: str, args: Args) -> str:
    splitter = (args["section_spliter"] or args["section_splitter"] or "Section").strip()
    found = re.findall(rf"{re.escape(splitter)}\s?\d+", text, re.IGNORECASE)
    return amount(len(set(map(spoken, found))), "at least", args["num_sections"], f"sections {splitter!r}")


@_kind("detectable_format:json_format")
def json_format(text: str, args: Args) -> str:
    """The whole text is one JSON value, or a fence that holds one."""
    text = text.strip()
    fence = _FENCE.match(text)
    try:
        json.loads(
            fence[1] if fence else text, parse_constant=_no_number, parse_int=_any_number, parse_float=_any_number
        )
    except (ValueError, RecursionError):
        return "is no JSON"
    return ""


def _no_number(name: str) -> float:
    raise ValueError(name)


def _any_number(digits: str) -> float:
    """Its value does not matter, and a long one would be quadratic to read."""
    return 0.0


@_kind("detectable_format:title")
def title(text: str, args: Args) -> str:
    return unless(_TITLE.search(text) is not None, "holds no <<title>>")


@_kind("combination:two_responses")
def two_responses(text: str, args: Args) -> str:
    parts = divided(text, "******")
    if parts is None or len(parts) != 2:
        return "holds not two responses divided by ******"
    return unless(spoken(parts[0]) != spoken(parts[1]), "both responses are the same")


@_kind("combination:repeat_prompt", from_prompt="prompt_to_repeat", prompt_to_repeat="text")
def repeat_prompt(text: str, args: Args) -> str:
    return unless(spoken(text).startswith(spoken(args["prompt_to_repeat"])), "does not begin with the request")


@_kind("startend:end_checker", end_phrase="text")
def end_checker(text: str, args: Args) -> str:
    ending = spoken(text.strip().strip('"“”«»'))
    return unless(ending.endswith(spoken(args["end_phrase"])), f"ends with {ending[-40:]!r}")


@_kind("startend:quotation")
def quotation(text: str, args: Args) -> str:
    """In double quotation marks of one kind."""
    pairs = ('""', "“”", "„“", "«»", "»«", "「」", "『』")
    text = text.strip()
    return unless(len(text) > 1 and text[0] + text[-1] in pairs, "does not stand in double quotation marks")


@_kind("change_case:capital_word_frequency", capital_frequency="count", capital_relation="relation")
def capital_word_frequency(text: str, args: Args) -> str:
    found = sum(map(str.isupper, tokens(text)))
    return amount(found, args["capital_relation"], args["capital_frequency"], "words in capitals")


@_kind("change_case:english_capital")
def english_capital(text: str, args: Args) -> str:
    return unless(text.isupper(), "holds small letters") or _english(text)


@_kind("change_case:english_lowercase")
def english_lowercase(text: str, args: Args) -> str:
    return unless(text.islower(), "holds capitals") or _english(text)


def _english(text: str) -> str:
    """Small letters are looked at, for words in capitals may be names of no language."""
    found = identify(text.lower())
    return unless(found in (None, "en"), f"is in {SUPPORTED.get(found or '', 'no known language')}, and not in English")


@_kind("punctuation:no_comma")
def no_comma(text: str, args: Args) -> str:
    """In other scripts too; a comma between digits is one."""
    return unless(not any(mark in text for mark in ",，、،"), "holds a comma")
