"""Knights and knaves."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

CASES = [
    ("A very special island is inhabited only by knights and knaves. Knights always tell the truth, and knaves always lie. You meet 3 inhabitants: Zoey, Oliver and Mia. Zoey says that Mia is a knave. So who is a knight and who is a knave?", r"\text{Zoey is a knight, Oliver is a knave, and Mia is a knave}", r"\text{(1) Zoey is a knight (2) Oliver is a knave (3) Mia is a knave}", True),
    ("A very special island is inhabited only by knights and knaves. Knights always tell the truth, and knaves always lie. You meet 3 inhabitants: Zoey, Oliver and Mia. Zoey says that Mia is a knave. So who is a knight and who is a knave?", r"\text{Zoey is a knight, Oliver is a knave, and Mia is a knave}", r"\text{Mia is a knave, Oliver is a knave, Zoey is a knight}", True),
    ("A very special island is inhabited only by knights and knaves. Knights always tell the truth, and knaves always lie. You meet 3 inhabitants: Zoey, Oliver and Mia. Zoey says that Mia is a knave. So who is a knight and who is a knave?", r"\text{Zoey is a knight, Oliver is a knave, and Mia is a knave}", r"\text{Zoey: knight, Oliver: knave, Mia: knave}", True),
    ("A very special island is inhabited only by knights and knaves. Knights always tell the truth, and knaves always lie. You meet 3 inhabitants: Zoey, Oliver and Mia. Zoey says that Mia is a knave. So who is a knight and who is a knave?", r"\text{Zoey is a knight, Oliver is a knave, and Mia is a knave}", r"\text{Zoey tells the truth, while Oliver lies and Mia lies}", True),
    ("A very special island is inhabited only by knights and knaves. Knights always tell the truth, and knaves always lie. You meet 3 inhabitants: Zoey, Oliver and Mia. Zoey says that Mia is a knave. So who is a knight and who is a knave?", r"\text{Zoey is a knight, Oliver is a knave, and Mia is a knave}", r"\text{Zoey = knight, Oliver = knave, Mia = knave}", True),
    ("A very special island is inhabited only by knights and knaves. Knights always tell the truth, and knaves always lie. You meet 3 inhabitants: Zoey, Oliver and Mia. Zoey says that Mia is a knave. So who is a knight and who is a knave?", r"\text{Zoey is a knight, Oliver is a knave, and Mia is a knave}", r"\text{Zoey is a knight, Oliver is a knave, and Mia is a knight}", False),
    ("A very special island is inhabited only by knights and knaves. Knights always tell the truth, and knaves always lie. You meet 3 inhabitants: Zoey, Oliver and Mia. Zoey says that Mia is a knave. So who is a knight and who is a knave?", r"\text{Zoey is a knight, Oliver is a knave, and Mia is a knave}", r"\text{Zoey is a knight, Oliver is a knave}", False),
    ("A very special island is inhabited only by knights and knaves. Knights always tell the truth, and knaves always lie. You meet 3 inhabitants: Zoey, Oliver and Mia. Zoey says that Mia is a knave. So who is a knight and who is a knave?", r"\text{Zoey is a knight, Oliver is a knave, and Mia is a knave}", r"\text{Zoey is a knight, Mia is a knave}", False),
    ("A very special island is inhabited only by knights and knaves. Knights always tell the truth, and knaves always lie. You meet 3 inhabitants: Zoey, Oliver and Mia. Zoey says that Mia is a knave. So who is a knight and who is a knave?", r"\text{Zoey is a knight, Oliver is a knave, and Mia is a knave}", r"\text{Zoey is not a knight, Oliver is a knave, and Mia is a knave}", False),
    ("A very special island is inhabited only by knights and knaves. Knights always tell the truth, and knaves always lie. You meet 3 inhabitants: Zoey, Oliver and Mia. Zoey says that Mia is a knave. So who is a knight and who is a knave?", r"\text{Zoey is a knight, Oliver is a knave, and Mia is a knave}", r"\text{Zoey is a knave, Oliver is a knight, Mia is a knight}", False),
    ("A very special island is inhabited only by knights and knaves. Knights always tell the truth, and knaves always lie. You meet 3 inhabitants: Zoey, Oliver and Mia. Zoey says that Mia is a knave. So who is a knight and who is a knave?", r"\text{Zoey is a knight, Oliver is a knave, and Mia is a knave}", r"\text{Zoey: knight, Oliver: knave, Mia: knave, Zoey: knave}", False),
    ("A very special island is inhabited only by knights and knaves. Knights always tell the truth, and knaves always lie. You meet 3 inhabitants: Zoey, Oliver and Mia. Zoey says that Mia is a knave. So who is a knight and who is a knave?", r"\text{Zoey is a knight, Oliver is a knave, and Mia is a knave}", r"\text{Zoey is a knight or Oliver is a knave or Mia is a knave}", False),
    ("A very special island is inhabited only by knights and knaves. Knights always tell the truth, and knaves always lie. You meet 3 inhabitants: Zoey, Oliver and Mia. Zoey says that Mia is a knave. So who is a knight and who is a knave?", r"\text{Zoey is a knight, Oliver is a knave, and Mia is a knave}", r"\text{Zoe is a knight, Oliver is a knave, and Mia is a knave}", False),
    ("A very special island is inhabited only by knights and knaves. Knights always tell the truth, and knaves always lie. You meet 3 inhabitants: Zoey, Oliver and Mia. Zoey says that Mia is a knave. So who is a knight and who is a knave?", r"\text{Zoey is a knight, Oliver is a knave, and Mia is a knave}", r"\text{Zoey is a knight, Oliver is a knave, and Mia may be a knave}", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), CASES)
def test_who_is_what(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
