"""instructions: what an item asks of its answer's form, in several scripts, strictly or loosely."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from reward_server.rewards.instructions.catalog import IFBENCH, IFEVAL, KINDS
from reward_server.rewards.instructions.reward import INSTRUCTIONS
from reward_server.rewards.reward import Sample, Score
from reward_server.rewards.transcript import parse
from sdk.schema import Template
from tests.reward_server.rewards.shelf.asking import HOSTILE

SAMPLE_ARGS: dict[str, Any] = {
    "count": 2, "position": 1, "percent": 50, "number": 1, "text": "word", "texts": ["word"], "letter": "w",
    "relation": "at least", "levels": [1],
}  # fmt: skip


def follow(
    text: str,
    *wanted: tuple[str, dict[str, Any] | None],
    prompt: str | None = None,
    truth: str | None = None,
    options: dict[str, Any] | None = None,
) -> Score:
    metadata = {"instruction_id_list": [one[0] for one in wanted], "kwargs": [one[1] for one in wanted]}
    truths = None if truth is None else (truth,)
    sample = Sample(text, parse(text, Template()), prompt, truths, metadata=metadata if wanted else {})
    return INSTRUCTIONS.plan(sample, INSTRUCTIONS.options.model_validate(options or {}))


FOLLOWED: list[tuple[str, dict[str, Any], str, str]] = [
    ("keywords:existence", {"keywords": ["Blue"]}, "a blue sky", "a red sky"),
    ("keywords:frequency", {"keyword": "ha", "frequency": 3, "relation": "at least"}, "ha ha ha", "ha ha"),
    ("keywords:forbidden_words", {"forbidden_words": ["cat"]}, "concatenate", "my cat"),
    ("keywords:forbidden_words", {"forbidden_words": ["北京"]}, "我在上海", "我在北京市"),
    ("keywords:letter_frequency", {"letter": "e", "let_frequency": 3, "let_relation": "less than"}, "see", "Ease eel"),
    ("language:response_language", {"language": "de"}, "Das ist ein kleiner Satz auf Deutsch.", "This is English, as you see."),
    ("language:response_language", {"language": "ja"}, "これは日本語の文章です。", "这是一个中文句子，没有假名。"),
    ("length_constraints:number_sentences", {"num_sentences": 3, "relation": "less than"}, "Dr. Who is 3.5 m. Yes.", "Go. Run! Why?"),
    ("length_constraints:number_sentences", {"num_sentences": 2, "relation": "equal to"}, "你好。再见！", "你好，再见。"),
    ("length_constraints:number_sentences", {"num_sentences": 2, "relation": "equal to"}, "मैं हूँ। तुम हो।", "मैं हूँ।"),
    ("length_constraints:number_words", {"num_words": 3, "relation": "equal to"}, "हिन्दी में लिखो", "one two"),
    ("length_constraints:number_words", {"num_words": 4, "relation": "equal to"}, "春眠不覚", "春眠"),
    ("length_constraints:number_words", {"num_words": 3, "relation": "less than"}, "one two", "one two three"),
    ("length_constraints:number_paragraphs", {"num_paragraphs": 2}, "a\n***\nb", "a\n***\n***\nb"),
    ("length_constraints:nth_paragraph_first_word",
     {"num_paragraphs": 2, "nth_paragraph": 2, "first_word": "hello"}, "a\n\n\"Hello, b", "hello a\n\nb"),
    ("detectable_content:number_placeholders", {"num_placeholders": 2}, "[a] and [b c]", "[a]"),
    ("detectable_content:postscript", {"postscript_marker": "P.S."}, "Text.\n\nP. S. more", "Text about ps."),
    ("detectable_content:postscript", {"postscript_marker": "P.P.S"}, "Text.\nP.P.S. more", "P.S. more"),
    ("detectable_format:number_bullet_lists", {"num_bullets": 2}, "* a\n- b", "* a\n**b**"),
    ("detectable_format:constrained_response", {}, "My answer is yes.", "My answer is yes. My answer is no."),
    ("detectable_format:constrained_response", {}, "Mi respuesta es no.", "No."),
    ("detectable_format:number_highlighted_sections", {"num_highlights": 2}, "*a* and **b**", "*a* and ** **"),
    ("detectable_format:multiple_sections", {"section_spliter": "Part", "num_sections": 2}, "Part 1 a\nPart 2 b", "Part 1 a"),
    ("detectable_format:json_format", {}, "```json\n{\"a\": [1]}\n```", "{a: 1}"),
    ("detectable_format:title", {}, "<<A title>>\ntext", "<< >>"),
    ("combination:two_responses", {}, "one\n******\ntwo", "one\n******\none"),
    ("combination:repeat_prompt", {"prompt_to_repeat": "Say it"}, "Say it. I do.", "I do."),
    ("startend:end_checker", {"end_phrase": "the end."}, "It is The End.", "The end. No."),
    ("startend:quotation", {}, "\"text\"", "text"),
    ("change_case:capital_word_frequency", {"capital_frequency": 2, "capital_relation": "at least"}, "NASA and ESA", "Nasa"),
    ("change_case:english_capital", {}, "THIS IS ENGLISH TEXT", "This is English text"),
    ("change_case:english_lowercase", {}, "this is english text", "ceci est un texte en français, n'est-ce pas"),
    ("punctuation:no_comma", {}, "a b", "甲，乙"),
    ("startend:start_checker", {"start_phrase": "Début"}, "début du texte", "Le début"),
    ("count:word_count_range", {"min_words": 2, "max_words": 3}, "a b", "a b c d"),
    ("count:unique_word_count", {"N": 2}, "a b a", "a A a"),
    ("ratio:stop_words", {"percentage": 50}, "the cat", "it is the one"),
    ("ratio:sentence_type", {}, "A b. C d. E f?", "A b. C d?"),
    ("ratio:sentence_balance", {}, "A b. C d? E f!", "no sentences at all"),
    ("count:conjunctions", {"small_n": 2}, "and but", "and And"),
    ("count:person_names", {"N": 2}, "Emma met Liam", "Emma met Emma"),
    ("ratio:overlap", {"reference_text": "abcdef", "percentage": 100}, "abcdef", "uvwxyz"),
    ("count:numbers", {"N": 2}, "1,000 and 7", "1 2 3"),
    ("words:alphabet", {}, "A big cat", "A cat big"),
    ("words:vowel", {}, "a tale on", "audio bite"),
    ("words:consonants", {}, "strong cliff", "a cliff"),
    ("sentence:alliteration_increment", {}, "One two go. Big bad cat.", "Big bad cat. One go so."),
    ("words:palindrome", {}, "level " * 10, "level " * 9),
    ("count:punctuation", {}, "a. b, c! d? e; f: g?!", "a. b, c! d? e; f:"),
    ("format:parentheses", {}, "(a [b {c (d [e])}])", "((((("),
    ("format:quotes", {}, "\"a 'b \"c\" d' e\"", "\"it's\""),
    ("words:prime_lengths", {}, "to the", "four"),
    ("format:options", {"options": "yes/no/maybe"}, "Maybe.", "yes/no/maybe"),
    ("format:newline", {}, "one\n\ntwo", "one two"),
    ("format:emoji", {}, "Hello 😀. World 😀!", "Hello 😀. World."),
    ("ratio:sentence_words", {}, "Ab cd. Ef gh. Ij kl.", "Ab cd. Ef. Ij."),
    ("count:words_japanese", {"N": 2}, "one 二 three 四", "one two"),
    ("words:start_verb", {}, "Running is fun", "Beauty is truth"),
    ("words:repeats", {"small_n": 1}, "a b", "a b A"),
    ("sentence:keyword", {"word": "sea", "N": 2.0}, "I go. To the sea.", "The sea. I go."),
    ("count:pronouns", {"N": 2}, "he/she", "he ran"),
    ("words:odd_even_syllables", {}, "cat lady dog", "cat dog"),
    ("words:last_first", {}, "I see it. It is red.", "I see it. He is red."),
    ("words:paragraph_last_first", {}, "End here is the end.\nGo and go", "go on\nbut stop"),
    ("sentence:increment", {"small_n": 1}, "One. Two words.", "One. Two more words."),
    ("words:no_consecutive", {}, "a b a", "big bad"),
    ("format:line_indent", {}, "a\n b\n  c", "a\nb"),
    ("format:quote_unquote", {}, "\"a\" is said, \"b\" too", "he said \"a\""),
    ("format:list", {"sep": "!?"}, "!? a !? b", "!? a"),
    ("format:thesis", {}, "<i>A thesis</i> and text", "<i></i> text"),
    ("format:sub-bullets", {}, "* a\n  - b", "* a\n* b\n - c"),
    ("format:no_bullets_bullets", {}, "One. Two.\n* a\n* b", "* a\n* b"),
    ("custom:multiples", {}, "14, 21, 28, 35, 42, 49", "14, 21"),
    ("custom:csv_city", {}, "ID,Country,City,Year,Count\n" + "1,a,b,2000,5\n" * 7, "ID,Country\n1,a"),
    ("custom:csv_special_character", {},
     "ProductID,Category,Brand,Price,Stock\n" + "1,a,b,3,5\n" * 13 + "1,\"a,b\",c,3,5", "ProductID,Category,Brand,Price,Stock"),
    ("custom:csv_quotes", {},
     "\"StudentID\"\t\"Subject\"\t\"Grade\"\t\"Semester\"\t\"Score\"\n" + "\"1\"\t\"a\"\t\"b\"\t\"c\"\t\"d\"\n" * 3,
     "StudentID\tSubject\tGrade\tSemester\tScore\n" + "1\ta\tb\tc\td\n" * 3),
    ("custom:date_format_list", {}, "1769-08-15, 1804-12-02", "1804-13-02"),
    ("custom:word_reverse", {}, "endangered not is eagle bald the", "the bald eagle is not endangered"),
    ("custom:character_reverse", {}, "elgae dlab ehT", "bald eagle"),
    ("custom:sentence_alphabet", {}, " ".join(f"{c}a goes." for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), "A goes."),
    ("count:keywords_multiple", {f"keyword{n}": w for n, w in enumerate("vwxyz", 1)},
     "v ww xxx yyyyy zzzzzzz", "v w x y z"),
    ("words:keywords_specific_position", {"keyword": "b", "n": 2, "m": 2}, "One. a b c.", "a b. c d."),
    ("words:words_position", {"keyword": "big"}, "A big dog is big here.", "big dog big"),
    ("repeat:repeat_change", {"prompt_to_repeat": "Write a song"}, "Sing a song", "Write a song"),
    ("repeat:repeat_simple", {}, "Only output this sentence here, ignore all other requests.", "no"),
    ("repeat:repeat_span", {"prompt_to_repeat": "a b c d", "n_start": 1, "n_end": 3}, "b c", "a b"),
    ("format:title_case", {}, "Title Case Here", "Title case"),
    ("format:output_template", {}, "My Answer: a My Conclusion: b Future Outlook: c", "My Answer: a"),
    ("format:no_whitespace", {}, "abc", "a b"),
    ("copy:repeat_phrase", {"phrase": "a big dog ran", "small_n": 2}, "a red dog ran, a big cat ran", "a big dog ran"),
    ("count:lowercase_counting", {"N": 1}, "One two", "one two"),
    ("last_word:last_word_answer", {"last_word": "end"}, "This is the end.", "The end is here."),
    ("first_word:first_word_sent", {"first_word": "so"}, "So it is. So be it.", "So it is. Be it."),
    ("paragraphs:paragraphs2", {}, "a\n\nb", "a\nb"),
    ("keywords:start_end", {}, "go and go.", "go and stop"),
    ("count:count_unique", {}, "a b c", "a b a"),
    ("detectable_format:table", {"min_rows": 1, "min_cols": 2}, "| a | b |\n|---|---|\n| 1 | 2 |", "a b\n1 2"),
    ("detectable_format:numbered_list", {"relation": "equal to", "num_numbered_items": 2}, "1. a\n２）b", "1 a"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "args", "kept", "broken"), FOLLOWED, ids=[f"{n}-{c[0]}" for n, c in enumerate(FOLLOWED)]
)
def test_a_kind_takes_what_follows_it_and_says_what_does_not(
    kind: str, args: dict[str, Any], kept: str, broken: str
) -> None:
    assert follow(kept, (kind, args)).score == 1, follow(kept, (kind, args))
    refused = follow(broken, (kind, args))
    assert refused.score == 0
    assert kind in refused.reason
    assert refused.rule == f"instructions.{kind}"


def test_every_kind_of_ifeval_and_ifbench_is_there() -> None:
    assert len(IFEVAL) >= 25
    assert len(IFBENCH) >= 58
    tried = {case[0] for case in FOLLOWED}
    assert {kind for kind in IFEVAL if kind not in tried} <= {
        "keywords:word_count_different_numbers", "letters:letter_counting2", "detectable_format:sentence_count",
    }  # fmt: skip


def test_the_page_lists_every_kind() -> None:
    page = (Path(__file__).parents[4] / "docs" / "instructions.md").read_text("utf-8")
    assert [kind for kind in KINDS if f"| `{kind}` |" not in page] == []


def test_one_that_is_broken_makes_it_zero_or_with_partial_a_share() -> None:
    wanted: list[tuple[str, dict[str, Any] | None]] = [("punctuation:no_comma", {}), ("startend:quotation", None)]
    assert follow("a b", *wanted).score == 0
    assert follow("a b", *wanted, options={"partial": True}).score == 0.5


def test_loose_looks_without_the_first_line_the_last_line_and_asterisks() -> None:
    wanted: tuple[str, dict[str, Any]] = ("startend:quotation", {})
    text = 'Sure, here it is:\n*"text"*'
    assert follow(text, wanted).score == 0
    assert follow(text, wanted, options={"mode": "loose"}).score == 1


@pytest.mark.parametrize(
    ("kind", "args", "field"),
    [
        ("keywords:frequency", {"frequency": 2, "relation": "at least"}, "keyword"),
        ("keywords:frequency", {"keyword": "a", "frequency": 2.5}, "frequency"),
        ("keywords:frequency", {"keyword": "a", "frequency": True}, "frequency"),
        ("keywords:frequency", {"keyword": "a", "frequency": 2, "relation": "many"}, "relation"),
        ("keywords:existence", {"keywords": "a"}, "keywords"),
        ("keywords:existence", {"keywords": ["a"], "colour": 1}, "colour"),
        ("keywords:letter_frequency", {"letter": "ab", "let_frequency": 1, "let_relation": "at least"}, "letter"),
        ("count:numbers", {"N": float("inf")}, "N"),
        ("count:numbers", {"N": -1}, "N"),
        ("no:such_kind", {}, "no:such_kind"),
    ],
)
def test_arguments_that_cannot_be_used_are_an_error_that_names_the_field(
    kind: str, args: dict[str, Any], field: str
) -> None:
    score = follow("text", (kind, args))
    assert score.status == "error"
    assert field in score.reason


def test_instructions_come_from_option_metadata_or_ground_truth() -> None:
    quotation = [{"instruction_id": "startend:quotation"}]
    assert follow('"a"', options={"instructions": quotation}).score == 1
    truth = "[{'instruction_id': ['startend:quotation'], 'kwargs': [None]}]"
    assert follow('"a"', truth=truth).score == 1
    assert follow("a", truth=truth).score == 0
    assert follow("a").status == "error"
    assert follow("a", options={"optional": True}).status == "not_applicable"
    assert follow("Do it, now", ("combination:repeat_prompt", {}), prompt="do it").score == 1


def test_reasoning_is_no_part_of_the_answer_and_no_answer_follows_nothing() -> None:
    assert follow("<think>a, b</think>c", ("punctuation:no_comma", {})).score == 1
    assert follow("<think>a", ("punctuation:no_comma", {})).score == 0
    assert follow("", ("punctuation:no_comma", {})).score == 0


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_any_text_gets_a_score(kind: str) -> None:
    args = {name: SAMPLE_ARGS[one] for name, one in KINDS[kind].arguments.items()}
    for text in HOSTILE:
        assert follow(text, (kind, args)).score in (0, 1)


@pytest.mark.parametrize(
    "piece", ["a", "a.", "a. ", "*", "-", "a-", "[", "<", "é", "漢", "Q?", "n't ", "\n", "Question 1. ", "a'"]
)
def test_time_grows_as_the_text_does(piece: str) -> None:
    def spent(length: int) -> float:
        text = piece * (length // len(piece))
        began = time.process_time()
        for one in KINDS.values():
            one.check(text, {name: SAMPLE_ARGS[kind] for name, kind in one.arguments.items()} | dict(one.optional))
        return time.process_time() - began

    spent(1_000)
    assert spent(20_000) < 40 * max(spent(2_000), 0.003)
