"""What one word says of each language: the fast ways say what the plain ones do."""

from __future__ import annotations

import random

from reward_server.rewards.language_id import chain, evidence, ideographs, lexicon
from reward_server.rewards.language_id.evidence import JUDGED, TARGETS, Evidence
from reward_server.rewards.language_id.languages import LATIN, SUPPORTED
from reward_server.rewards.language_id.profiles import _Model, _pack, _Packed, profile


def test_every_supported_language_has_its_place() -> None:
    assert sorted(TARGETS) == sorted(SUPPORTED)


def test_a_word_is_remembered_and_a_long_one_is_not() -> None:
    for token, kept in (("remembered", True), ("q" * 10_000, False)):
        assert JUDGED[token] == evidence.evidence(token)
        assert (token in JUDGED) == kept


def test_words_that_are_kept_ready_are_judged_as_any_other_is() -> None:
    evidence.load()
    ready = [*evidence._READY]
    assert len(ready) > 10_000
    for word in ready[::97]:
        for token in (word, f" {word}"):  # as it stands within a sentence
            assert evidence.Judged()[token] == evidence.evidence(token), token


def test_words_in_a_row_that_speak_alike_have_one_label() -> None:
    rng = random.Random(3)
    mixed = 0
    for _ in range(2_000):
        odds = [rng.randint(-9, 9) * rng.choice((1, 10, 45)) for _ in range(rng.randint(1, 40))]
        words = [Evidence(one, 4, evidence.kind_of(one), one) for one in odds]
        kinds = bytes([word.kind for word in words])
        plain = [state <= 0 for state in chain.label(odds, chain._change(kinds))]
        assert [*chain._foreign(words, kinds)] == (plain if True in plain else [])
        mixed += len({*plain}) > 1
    assert mixed > 500


def _cheapest(run: str, words: dict[str, int], letters: list[int]) -> int:
    """Of all ways to cut the run, tried one by one from the front."""
    if not run:
        return 0
    cuts = [
        words[run[:length]] + _cheapest(run[length:], words, letters[length:])
        for length in (1, 2, 3, 4)
        if run[:length] in words and length <= len(run)
    ]
    return min([letters[0] + _cheapest(run[1:], words, letters[1:]), *cuts])


def test_a_run_of_han_letters_is_cut_in_the_cheapest_of_all_ways() -> None:
    rng = random.Random(3)
    longer = 0
    for _ in range(300):
        words = {"".join(rng.choices("天地人", k=rng.randint(2, 4))): rng.randint(1, 900) for _ in range(12)}
        run = "".join(rng.choices("天地人", k=rng.randint(1, 9)))
        letters = [rng.randint(100, 600) for _ in run]
        longer += any(len(word) > 2 and word in run for word in words)
        assert ideographs._cheapest(run, ideographs.with_beginnings(words), letters) == _cheapest(run, words, letters)
    assert longer > 100


def test_grams_that_no_profile_has_cost_what_the_models_say() -> None:
    models = [_Model(profile(name)) for name in ("en", "de", "vi")]
    packed = _Packed(models)
    rng = random.Random(3)
    grams = {"".join(rng.choices("abcxyz ẞəж", k=rng.choice((2, 3)))) for _ in range(500)} - {*packed}
    assert len(grams) > 100
    for gram in grams:
        assert packed[gram] == _pack([model.probability(gram) for model in models])


def test_a_word_costs_in_each_language_what_its_list_says() -> None:
    for language in ("en", "tr"):
        for word, cost in list(lexicon.listed(language))[::997]:
            if word.isalpha() and word.isascii():
                assert lexicon.costs("latin")[word][LATIN.index(language)] == cost // lexicon.STEP
