"""How a sentence that names no answer states a value."""

from __future__ import annotations

from cue_cases import Cases, accepting_and_refusing  # type: ignore[import-not-found]  # in a folder above, no package

from reward_server.symbolic.extract.cues import sentences

CASES: Cases = {
    "SAYS_WHAT_IT_IS": ("search", "has degree ", "has volume "),
    "CALLED_ANSWER": ("match", ", which is the answer", ", which is the answer to the previous one"),
    "GOES_ON_TO_STATE": ("match", "i checked it, and the result stands: ", "i wrote: "),
    "OF_THE_WORK": ("match", " cases to consider", " boxes"),
    "THROWN_OUT": ("search", "da x positiv ist, entfällt ", "da x positiv ist, bleibt "),
    "YEAR": ("fullmatch", "1995", "12"),
    "IN_YEAR": ("search", "she was born in ", "she has "),
    "NOUN_AFTER": ("match", " boxes", "."),
    "AT": ("search", "it takes place on ", "it is like "),
    "NOT_AT": ("search", "it opened before ", "it opened on "),
    "OR_AT": ("match", " or on May 4", " on May 4"),
    "PERHAPS": ("match", "Peut-être que oui".lower(), "it is perhaps"),
    "COPULA": ("search", "the area is 7", "the isthmus"),
    "CONNECTIVE": ("search", "and therefore 7", "and some 7"),
    "BECAUSE": ("search", "7, because x is even", "7 becomes even"),
    "LINK": ("fullmatch", " and ", " plus "),
    "OR": ("search", "7 or 8", "7 and 8"),
    "HEDGE": ("search", "perhaps 7", "surely 7"),
    "FIRST_PERSON": ("search", "so we have found", "so he has found"),
    "PREPOSITION": ("search", "divisible by ", "divisible "),
    "FILLED": ("search", "a total of ", "a kind of "),
    "MEASURED": ("match", " cm.", " competitorswithlong"),
    "AT_POINT": ("search", "the vertex is at $(3, 4)$", "the vertex is in (3, 4)"),
    "SHAPED": ("search", "(1, 2)", "12"),
    "TO_DO": ("search", "to add the numbers ", "to you and me, dear ones, and others "),
    "CASE": ("search", "for ", "the "),
    "PREDICATE": ("match", " is even", " is the answer"),
    "WE_HAVE": ("search", "so we finally have ", "so they have "),
    "ASIDE": ("search", "in row 3 of ", "there are "),
    "ABOUT_ITSELF": ("match", "this proof has 7 lines", "the total is 7"),
    "THEN_VALUE": ("search", ", x = 7", ", x = 7 = y"),
    "NAMED_SUM": ("fullmatch", "m + n = 125", "m = 125"),
    "PLURAL": ("search", "there are 7", "there is 7"),
    "OTHER": ("match", ", or maybe 8", ", and 8"),
    "CHANGES": ("match", "th", " apples"),
    "NO_UNIT": ("search", " in the box", " cm"),
    "LEFT_TO_DO": ("match", " cases left to check", " ways to do"),
    "MORE_TRIES": ("match", " more steps", " more apples"),
    "MULTIPLE": ("match", "so twice the answer", "so the answer"),
    "COUNTERFACTUAL": ("search", "had he come, it would be", "he had come"),
    "SUPPOSING": ("search", "unless n is odd", "since n is odd"),
    "TIMES": ("match", " times as many", " times a day"),
    "THROWN": ("search", "we reject", "we accept"),
    "COPULA_AFTER": ("match", "입니다", " apples"),
    "LABEL_BEFORE": ("search", "Number of ways: ", "Chapter three "),
    "INSTRUCTION": ("match", "show that", "shown above"),
    "DID": ("match", " would violate the condition", " was found by trial"),
    "VERB_PHRASE": ("match", "violates the second condition", "satisfies the second condition"),
    "ANSWER_LABEL": ("search", "final answer", "chapter"),
    "PLAIN_LABEL": ("match", "Chapter: 7", "7: Chapter"),
}

test_each_pattern_accepts_one_text_and_refuses_another = accepting_and_refusing(sentences, CASES)
