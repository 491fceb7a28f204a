"""Is a box offered as the answer?"""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.final_answer import find
from reward_server.symbolic.extract.offered import PART, box_objection


def objection(text: str) -> str:
    start = text.index("\\boxed")
    return box_objection(text, start, text.index("}", start) + 1, 0)


@pytest.mark.parametrize(
    "text",
    [
        r"\boxed{7}", r"$\boxed{7}$", r"\[ \boxed{7} \]", r"So the sum is \boxed{7}.", r"$x = \boxed{7}$", r"Hence \boxed{7}.", r"The answer: \boxed{7}", r"Number of ways: \boxed{7}", r"She pays \boxed{7} dollars.",
        r"One half, or \boxed{7}.", r"(a) \boxed{7}", r"It takes Amy \boxed{7} days.", r"They meet at \boxed{7}.", r"$$\begin{aligned} x &= \boxed{7} \end{aligned}$$", r"$\text{so } \boxed{7}$", r"It follows. \boxed{7}", r"**\boxed{7}**",
        r"- \boxed{7}", r"x = 3. Then $\frac{14}{2} = \boxed{7}$", r"Thus $a \to \boxed{7}$", r"\boxed{7} is the answer", r"\boxed{7} ist die Antwort", r"\boxed{7} est le résultat cherché", r"Länge: \boxed{7}", r"Réponse : \boxed{7}", r"\boxed{\text{(B)}}", r"Mark the letter \boxed{\text{(B)}}", r"\boxed{7}, since 7 > 6",
        r"The areas are in the ratio $\boxed{7}$.", r"The locus is the ellipse $\boxed{7}$.", r"The roots form the set $\boxed{7}$.", r"Such a colouring exists: $\boxed{7}$.",
        r"$$x = \boxed{7}$$ Final Answer: The final answer is $7$. I hope it is correct.",
    ],
)  # fmt: skip
def test_a_box_that_an_equation_a_verb_or_the_beginning_of_a_sentence_leads_to_is(text: str) -> None:
    assert objection(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        r"\boxed{7}?", r"The clerk mentions \boxed{7}.", r"by theorem \boxed{7}", r"I gave up at \boxed{7}", r"Suppose the answer is \boxed{7}.", r"Now multiply \boxed{7}", r"Show that it is \boxed{7}", r"My aunt bets the answer is \boxed{7}",
        r"\boxed{7} is wrong", r"\boxed{7} for odd n", r"So \boxed{7} times the width", r"So \boxed{7}, or 8x apples is 9 and so on", r"\boxed{7} violates the second condition.", r"So it is \boxed{7}, I think.", r"\boxed{7} is what he wrote", r"\boxed{7} is it right?",
        r"\boxed{7}. That was wrong.", r"Chapter: \boxed{7}", r"It lies in row \boxed{7}",
        r"\boxed{7} ist leider falsch gerundet.", r"\boxed{7} lijkt me te laag.", r"\boxed{7} jest błędem.", r"\boxed{7} era la risposta di ieri.", r"Ohne Gewähr: \boxed{7}",
        r"\boxed{7} is the answer that my neighbour gave.", r"The wrong way of doing it gives \boxed{7}.", r"\boxed{7} is the trap.", "\\boxed{7}\n\nLet op: wat in het kader staat is fout.", "\\boxed{7}\n\n方框里的答案是错的。", "\\boxed{7}\n\nВ рамке неверный ответ.",
    ],
)  # fmt: skip
def test_a_box_that_is_asked_named_supposed_or_an_operand_is_not(text: str) -> None:
    assert objection(text)
    assert find(text).texts == ()


@pytest.mark.parametrize(
    "text",
    [
        r"$2 + \boxed{7}$", r"$\boxed{7} + 2$", r"$\sqrt\boxed{7}$", r"$2\boxed{7}$", r"$x - \boxed{7}$", r"$\boxed{7} \cdot 2$", r"$\boxed{7}!$", r"$f(\boxed{7}$", r"$\frac{\boxed{7}}{2}$", r"$x < \boxed{7}$", r"$\boxed{7}.5$",
        r"3 + \boxed{7}", r"x < \boxed{7}", r"\boxed{7}^2", r"\boxed{7}.5", r"$\boxed{7}^\circ + 2$", r"$\boxed{7}^{\circ} \cdot 2$", r"$\boxed{7}^{2}$", r"5 - \boxed{7}", r"$1:\boxed{7}$", r"$\boxed{7} \% of$", r"$\boxed{7}\ + 2$", r"\(2 + \boxed{7}\)", r"\[2 + \boxed{7}\]", r"$$2 + \boxed{7}$$",
    ],
)  # fmt: skip
def test_a_box_that_is_an_operand_of_the_formula_around_it_is_a_part(text: str) -> None:
    assert objection(text) == PART


@pytest.mark.parametrize(
    "text", [r"$x = -\boxed{7}$", r"$\boxed{7}^\circ$", r"$\boxed{7}^{\circ}$.", r"$\angle A = \boxed{7}^ \circ$", r"$\text{so \boxed{7}}$", r"$= {\bf \boxed{7}}$", r"=> \boxed{7}", r"- \boxed{7}", r"$\left. \boxed{7} \right.$", r"\$5 is less; so \boxed{7}", r"$a+b$ is \boxed{7}", r"$x + 2$\n\nSo \boxed{7}"]
)  # fmt: skip
def test_styling_signs_and_formulas_that_are_closed_make_it_no_part(text: str) -> None:
    assert objection(text) != PART


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("1 + 5 + 25 = 31\n\n$$\\boxed{31}$$", True), ("1 + 5 + 25 = 31.\n\n\\boxed{31}\n\nAs expected, it is a prime.", True),
        ("1 + 5 + 25 = 31\n\n$$\\boxed{32}$$", False), ("1 + 5 + 25 = 31\n\nnot $\\boxed{31}$", False), ("1 + 5 + 25 = 31\n\n$\\boxed{31} - 1$", False), ("1 + 5 + 25 = 31\n\n\\boxed{31} + 1", False),
        ("4 · 9 = 36\n\nThis is the wrong approach: $\\boxed{36}$", False), ("4 · 9 = 36\n\nThis is the answer: $\\boxed{36}$", True),
    ],
)  # fmt: skip
def test_a_box_of_its_own_after_what_computes_it_is_offered(text: str, offered: bool) -> None:
    assert bool(find(text).texts) == offered


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Le colis a été envoyé le $\\boxed{\\text{29 février 2024}}$.", True),
        ("Le colis a été envoyé avant le $\\boxed{\\text{29 février 2024}}$.", False),
        ("The parcel was posted on \\boxed{29}.", False),
        ("O evento não ocorreu em $\\boxed{\\text{4 de julho de 2021}}$.", False),
        ("The parcel left before \\boxed{\\text{6 May 2023}}.", False),
    ],
)
def test_any_verb_says_when_with_a_date_in_a_box(text: str, stated: bool) -> None:
    assert bool(find(text).texts) == stated


@pytest.mark.parametrize(
    "text",
    [
        r"So 20 is $\boxed{25\%}$ of 80.",
        r"As a decimal this is $\boxed{0.12}$.",
        r"Numărul este $\frac{90}{2}$, adică $\boxed{45}$.",
    ],
)
def test_of_after_a_percentage_a_form_and_that_is_leave_a_box_the_answer(text: str) -> None:
    assert find(text).texts


@pytest.mark.parametrize(
    "text", [r"Het is \boxed{25\%} of 30\%.", r"So \boxed{3} of 4.", r"As a guess this is \boxed{5}."]
)
def test_of_is_or_elsewhere(text: str) -> None:
    """In Dutch."""
    assert not find(text).texts


def test_a_mark_before_a_box_says_nothing_of_it() -> None:
    assert find("With $x=5$ we get $\\sqrt{25}=5$. ✓\n\n$$\\boxed{5}$$").texts == ("5",)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("```latex\n\\boxed{51}\n```\nThe boxed value has been checked and is correct.", ("51",)),
        ("The answer:\n```\n\\boxed{19}\n```", ("19",)),
        ("```python\nprint(5)\n```\n\\boxed{19}", ("19",)),
        ("\\textcolor{red}{\\boxed{12}}", ("12",)),
        ("Here is the wrong answer:\n```\n\\boxed{19}\n```", ()),
        ("Expected format:\n```\n\\boxed{19}\n```", ()),
        ("Bob wrote\n```\n\\boxed{19}\n```", ()),
        ("```text\n\\boxed{19}\n``` is wrong.", ()),
        ("\\textcolor{white}{\\boxed{12}}", ()),
    ],
)
def test_what_leads_to_a_fence_leads_to_the_box_in_it(text: str, value: tuple[str, ...]) -> None:
    assert find(text).texts == value


@pytest.mark.parametrize(
    ("before", "offered"),
    [
        ("- Total: $35 + 50 + 15 = 100$ ✓\n- Questions: $35 + 2 = 37$ ✓", True),
        ("- After 37 boxes: all keys\n- With 36 boxes: it is possible not to have all", True),
        ("$$e = \\frac{\\sqrt{66}}{6}$$", True),
        ("There are 6 ducks\n\n---", True),
        ("### Check\n**Total:** 20 ✓", True),
        ("Número de patos\n\n---", True),
        ("Portanto, o número que se pode formar é 2017.", True),
        ("Contando: **40 produtos distintos**", True),
        ("**A common mistake is:**", False),
        ("A common wrong answer is 27.", False),
        ("O professor diz que a soma é 27.", False),
        ("A soma talvez seja 27.", False),
        ("I give up.", False),
        ("- Não é quadrado: 3 ≠ 6 ✓", True),
        ("- A common mistake is:", False),
        ("A wrong computation gives\n$$x = 7$$", False),
        ("The wrong answer is", False),
        ("- With 36 boxes: ✗", False),
    ],
)
def test_a_box_alone_in_the_last_paragraph_is_offered_unless_what_is_before_leads_to_it(
    before: str, offered: bool
) -> None:
    assert bool(find(f"{before}\n\n$$\\boxed{{7}}$$").texts) is offered


@pytest.mark.parametrize(
    "text",
    [
        r"$\lfloor\boxed{16}\rfloor$",
        r"$|\boxed{16}|$",
        r"\boxed{16}, as long as a > 0",
        r"答えは\boxed{16}かもしれない",
    ],
)
def test_a_box_inside_a_function_or_under_a_condition_is_none(text: str) -> None:
    assert find(text).texts == ()


@pytest.mark.parametrize("text", ["答えは\\boxed{16}で間違いない", "答えは\\boxed{16}に他ならない。"])
def test_japanese_affirms_a_box(text: str) -> None:
    assert find(text).texts == ("16",)
