"""What the last sentence states where nothing names an answer."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.final_answer import find
from reward_server.symbolic.extract.last_sentence import MAX_SENTENCE, expression, last_sentence


@pytest.mark.parametrize(
    ("tail", "text"),
    [
        ("It rains. The total is 7.", "7"), ("The total is 7. Let me know if you have questions!", "7"), ("The total is 7.\n\nThank you. Good luck!", "7"), ("First 3.\nThe total is 7", "7"), ("The right option (B) five", "(B) five"),
        ("Is it 7?", None), ("It rains. 12 red apples", "12 red apples"), ("12 apples remain", "12 apples"), ("It rains and I have no clue", "It rains and I have no clue"), ("We find no solution", "We find no solution"), ("The equation has no real solutions", "no real solutions"),
        ("Tuesday it is Paris", "Paris"), ("So the city is Paris, because it is old", "Paris"), ("It is not Paris", None), ("Paris, which is wrong", None), ("", ""),
    ],
)  # fmt: skip
def test_the_last_sentence_that_says_something_counts(tail: str, text: str | None) -> None:
    assert (last_sentence(tail).texts or (None,))[0] == text


@pytest.mark.parametrize(
    ("tail", "text"),
    [
        ("The number is 11. To verify: 2 · 11 = 22.", "11"), ("Die Zahl ist 6. Probe: 6 · 7 = 42, das stimmt.", "6"), ("Le nombre est 9. Vérification : 9 × 9 = 81.", "9"), ("这个数是6。验算：6×7=42，正确。", "6"), ("Искомое число равно 8. Проверка: 8 · 8 = 64.", "8"),
        ("Un año tiene 12 meses. ¡Espero que te sirva!", "12"), ("最终答案是100。希望对你有帮助！", "100"), ("There are 100 centimetres. Have a great day!", "100"),
        ("The number is 11. Check: 2 · 11 is not 24, so it is 12.", "12"), ("Die Zahl ist 6. Probe: 6 · 7 = 42, aber gesucht war 48, also 8.", None), ("The number is 11. To verify: does 2 · 11 = 24?", None), ("这个数是6。验算：6×7=42，不对。", None),
    ],
)  # fmt: skip
def test_a_check_or_a_closing_leaves_the_sentence_before_it_the_last_and_a_doubt_does_not(
    tail: str, text: str | None
) -> None:
    texts = last_sentence(tail).texts
    assert (texts == () or texts[0] not in ("11", "6")) if text is None else texts[0].startswith(text)


@pytest.mark.parametrize(
    ("sentence", "text"),
    [("it is Paris", "Paris"), ("the letter B is correct", "B"), ("option (B) five", "(B) five"), ("it is not so", None), ("seven of them", "seven of them"), ("Paris", "Paris"), ("there are no values", "no values"), ("x + 1 is", "x + 1 is"), ("Paris because it is old", "Paris because it is old")],
)  # fmt: skip
def test_words_state_what_stands_after_their_verb(sentence: str, text: str | None) -> None:
    assert (expression(sentence, first=True).texts or (None,))[0] == text


def test_of_a_long_sentence_one_end_is_read() -> None:
    text = "a" * 300 + "b" * 300
    assert expression(text, first=True).texts == (text[:MAX_SENTENCE],)
    assert expression(text, first=False).texts == (text[-MAX_SENTENCE:],)


@pytest.mark.parametrize(
    ("prompt", "text", "states"),
    [
        ("У саду 9 рядів по 14 яблунь. Скільки яблунь у саду?", "14 · 9 = 126. Отже, у саду росте 126 яблунь.", True),
        ("Bazén se naplní za 5 hodin rychlostí 40 hl/h. Jaký má objem?", "40 · 5 = 200. Objem bazénu je 200 hl.", True),
        ("", "3 · 45 = 135\n\nดังนั้นต้องจ่ายเงิน 135 บาท", True),
        ("У саду 9 рядів по 14 яблунь. Скільки яблунь у саду?", "14 · 9 = 126. Сусід бачив 126 яблунь.", False),
        ("У саду 9 рядів по 14 яблунь. Скільки яблунь у саду?", "14 · 9 = 126. Віднімаємо один від 126.", False),
        ("У саду 9 рядів по 14 яблунь. Скільки яблунь у саду?", "14 · 9 = 126, 126 + 1 = 127. У саду росте 126 яблунь.", False),
        ("Wie viele Eier sind in 3 Schachteln zu je 12?", "12 · 3 = 36. Das Rezept verlangt 36 Eier.", False),
        ("Wie viele Eier sind in 3 Schachteln zu je 12?", "12 · 3 = 36. Ik heb 36 gegokt.", False),
        ("", "3 · 45 = 135\n\nKarl tippt auf 135.", False),
        ("Марина купила 4 коробки по 6 карандашей. Сколько карандашей купила Марина?", "4 · 6 = 24. Марина потеряла 24 карандаша.", False),
        ("Marta tiene 5 cajas de 6 lápices. ¿Cuántos lápices tiene Marta?", "5 · 6 = 30. Marta imagina 30 lápices.", False),
        ("Anna hat 8 Kisten mit je 5 Äpfeln. Wie viele Äpfel hat Anna?", "8 · 5 = 40. Anna verliert 40 Äpfel.", False),
        ("Ve třídě sedí 5 řad po 6 dětech. Kolik dětí je ve třídě?", "5 · 6 = 30. Ve třídě chybí 30 dětí.", False),
    ],
)  # fmt: skip
def test_what_was_just_computed_may_be_said_in_words_of_the_question_or_of_a_place_with_any_verb(
    prompt: str, text: str, states: bool
) -> None:
    assert find(text, prompt).texts[:1] in (
        ([], ())
        if not states
        else tuple((one,) for one in ("126", "126 яблунь", "240 km", "200 hl", "135", "135 บาท", "240"))
    )


def test_an_area_named_a_is_no_heading_of_an_answer() -> None:
    assert find("A = 9 · 4 = 36. Der Flächeninhalt beträgt 36 cm².").texts == ("36 cm²",)
    assert find("A: 36").texts == ("36",)


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("Solving the system yields:\n* $m = -2$\n* $n = 6$", ("m = -2, n = 6",)),
        ("El sistema da:\n\n1. x = 2\n2. y = 3", ("x = 2, y = 3",)),
        ("Two candidates:\n- x = 2\n- x = 3", ("x = 2, x = 3",)),
        ("Values to try:\n- x = 2\n- y = 3", ()),
        ("Suppose the system yields:\n- x = 2\n- y = 3", ()),
        ("Here are some examples:\n\n- 50% becomes 0.5\n- 5% becomes 0.05\n\nI hope this helps!", ()),
        ("Einige Beispiele:\n\n- 50% = 0.5\n- 5% = 0.05", ()),
    ],
)
def test_a_list_at_the_end_states_all_of_it_and_one_of_examples_nothing(text: str, texts: tuple[str, ...]) -> None:
    assert last_sentence(text).texts == texts


@pytest.mark.parametrize(
    "text",
    [
        "Wyznacznik to albo $12+2=14$, albo $12-2=10$.", "行列式要么是 $12+2=14$，要么是 $12-2=10$。", "행렬식은 $14$ 아니면 $10$입니다.",
        "Determinant je buď $14$, nebo $10$.", "Определитель равен либо $14$, либо $10$.",
    ],
)  # fmt: skip
def test_either_or_states_neither(text: str) -> None:
    assert len(find(text).texts) != 1


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("The roots are $x=5$ and $x=-3$; since x is a length, we discard $-3$ and keep $5$.", ("5",)),
        ("The largest value is 20, taken at $x=1$.", ("20",)),
        ("解得 $x_1=5$，$x_2=9$。", ("x_1=5, x_2=9",)),
        ("Solving gives\n- a = 1\n- b = 2", ("a = 1, b = 2",)),
        ("Hence option B, 17, is correct.", ("(B)",)),
        ("Hence option B, 17, is excluded.", ()),
        ("It would take 42 more pages to finish.", ()),
    ],
)
def test_the_last_clause_keeps_what_counts(text: str, texts: tuple[str, ...]) -> None:
    found = find(text)
    assert (found.texts == texts) if texts else ("B" not in found.texts and "42" not in "".join(found.texts))
