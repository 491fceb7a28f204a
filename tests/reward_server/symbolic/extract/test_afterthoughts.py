r"""What stands after an answer and is about another quantity: \boxed{7}. The other 21 passed."""

from __future__ import annotations

import time

import pytest

from reward_server.symbolic.extract.afterthoughts import last_numbers, marked, without_afterthoughts
from reward_server.symbolic.extract.cues.by_language import of
from tests.reward_server.symbolic.labelled import judged

FAILED = "There are 28 students, and three quarters of them passed. How many students failed?"
GERMAN = "Von 28 Schülern haben drei Viertel bestanden. Wie viele Schüler haben nicht bestanden?"
FRENCH = "Sur 28 élèves, les trois quarts ont réussi. Combien d'élèves ont échoué ?"
SPANISH = "De 28 alumnos aprobaron tres cuartos. ¿Cuántos alumnos suspendieron?"
RUSSIAN = "Из 28 учеников три четверти сдали экзамен. Сколько учеников не сдали экзамен?"
KOREAN = "학생 28명 중 4분의 3이 합격했다. 불합격한 학생은 몇 명인가?"
LID = "A box without a lid has a square base of side 4 cm and height 6 cm. Find the outer surface area."
BANK = "A bank pays 4% yearly, compounded annually. How much is $500 worth after 2 years?"
THROW = "A projectile is fired at 30 degrees with speed 40 m/s. Find the time of flight."
TANK = "A tank is 3/5 full and contains 90 liters. What is its capacity in liters?"
WORKERS = "If 5 workers build a wall in 12 days, how many days do 4 workers need?"
SPHERE = "Find the surface area of a sphere of radius 3 cm."
DICE = "Two dice are rolled. What is the probability that the product is odd?"

PAID = [
    (FAILED, "7", r"\boxed{7}. The other 21 passed."),
    (FAILED, "7", "So **7 students** failed.\n\n(Check: 21 + 7 = 28.)"),
    (FAILED, "7", r"\boxed{7} [students]"),
    (GERMAN, "7", "Antwort: **7 Schüler** haben nicht bestanden; die restlichen 21 haben bestanden."),
    (KOREAN, "7", r"\boxed{7}명입니다. (나머지 21명은 합격)"),
    (
        "전체 학생 240명 중 35%가 안경을 쓴다. 안경을 쓰는 학생은 몇 명인가?",
        "84",
        r"\boxed{84}명입니다. (쓰지 않는 학생은 156명)",
    ),
    (
        "Скільки учнів у школі, якщо 45% учнів — це 270 осіб?",
        "600",
        "Отже, у школі **600 учнів**. Решта 55% — це 330 учнів.",
    ),
    (
        "Hoeveel leerlingen komen met de fiets als dat er 7 van de 10 zijn, op een school met 640 leerlingen?",
        "448",
        "Antwoord: **448 leerlingen** komen met de fiets; 192 leerlingen komen op een andere manier.",
    ),
    (BANK, "$540.80", "It is worth **$540.80**, so $40.80 of it is interest."),
    (TANK, "150", "The tank can hold **150 liters**, so another 60 liters would fit."),
    (LID, "112", r"The area is $\boxed{112}$ cm$^2$ [square centimetres]; its volume is $96$ cm$^3$."),
    (THROW, "4 s", "\\[T = \\boxed{4\\ \\mathrm{s}}\n\\]\n\nDuring this time it covers about $139$ m horizontally."),
    (
        "Combien de billets à 12,50 € peut-on acheter avec 160 € ?",
        "12",
        "On peut donc acheter **12 billets** (pour 150 €), et il reste 10 €.",
    ),
    (
        "Oblicz pole powierzchni całkowitej prostopadłościanu o krawędziach 2, 3 i 6.",
        "72",
        r"Odpowiedź: Pole powierzchni całkowitej wynosi $\boxed{72}$ (objętość wynosi $36$).",
    ),
    (
        "Hur stor är ytan av en kub med kanten 2,5 dm?",
        "37,5 dm²",
        r"Svar: Kubens yta är $37{,}5\ \text{dm}^2$ (det är $3750\ \text{cm}^2$).",
    ),
    (
        "Câte bilete s-au vândut, dacă au rămas 45 din 300?",
        "255",
        "**Răspuns:** s-au vândut 255 de bilete, adică 85 % din total.",
    ),
    (
        "Let $a_n=3n+2$. Which term of the sequence equals $101$?",
        "33",
        r"It is the **33rd term**. The next one is $a_{34}=104$.",
    ),
    (
        "A shop sells a jacket for $68 after a 15% discount. What was the original price in dollars?",
        "80",
        "p = 68/0.85 = 80\n\nThe jacket originally cost $80, so the discount was $12.",
    ),
    (DICE, "1/4", r"The probability is \boxed{1/4}; not 1/2."),
    (DICE, "1/4", "So the probability is 1/4, not 1/2 as one may think at first."),
    (DICE, "1/4", "Sum: 1/8 + 1/8 = 1/4. Careful: it's not 1/2, which you would get by counting twice."),
    (SPHERE, "36π", "**Surface area:** $36\\pi$ cm² $\\approx 113.1$ cm²"),
    (SPHERE, "36π", r"It is \boxed{36\pi}, or about 113.1."),
    (
        "A cyclist rides at 24 km/h for 40 minutes. How many km?",
        "16",
        "24 · 2/3 = 16 km.\n\n(In metres that's 16 000 m.)",
    ),
    (
        "Πόσους μαθητές έχει το σχολείο αν το 1/6 είναι 55 μαθητές;",
        "330",
        "**Απάντηση: 330 μαθητές.** Τα υπόλοιπα 5/6 είναι 275 μαθητές.",
    ),
    ("What is $12^2-11^2$ minus 3?", "20", "The difference is 23, leaving a final value of **20**."),
    (
        "Hány jegyet adtak el összesen, ha délelőtt 145, délután pedig 20-szal több jegy kelt el?",
        "310",
        "Délután 145 + 20 = 165 jegyet adtak el.\n\nÖsszesen: 145 + 165 = **310 jegy**.",
    ),
    ("How many litres are 2.4 cubic metres?", "2400", "1 m³ = 1000 L, so 2.4 m³ = 2.4 × 1000 L = **2,400 L**."),
    (
        "Find all real $x$ with $x^2=5x-6$.",
        "2, 3",
        "So $x=2$ or $x=3$. Both satisfy the equation: $4=10-6$ and $9=15-6$.",
    ),
]
"""A right answer, and a remark on something else."""

REFUSED = [
    (FAILED, "7", r"\boxed{7}. Actually, the number is 21."),
    (FAILED, "7", r"\boxed{7}; on reflection it is 21."),
    (FAILED, "7", "So **7 students** failed. On second thought, 21 students flunked."),
    (FAILED, "7", "So **7 students** failed, or maybe 21."),
    (FAILED, "7", "So **7 students** failed. The book says 21."),
    (FAILED, "7", "**7 students** passed, so 21 students failed."),
    (FAILED, "7", r"\boxed{7}. Correction: 21."),
    (FAILED, "7", r"\boxed{7}. Recounting gives 21."),
    (FAILED, "7", r"\boxed{7} (21 according to the teacher)"),
    (FAILED, "7", "Answer: 7 students failed; the solution manual gives 21."),
    (FAILED, "7", "**7 students** failed. (Check: 21 + 7 = 29.)"),
    (FAILED, "7", r"\boxed{7} passed; 21 did not."),
    (GERMAN, "7", r"\boxed{7}. Das sind die, die bestanden haben; 21 haben es nicht."),
    (GERMAN, "7", r"\boxed{7}. Genauer betrachtet ergibt sich 21."),
    (GERMAN, "7", r"\boxed{7}. Im Buch stehen nicht 7, sondern 21."),
    (GERMAN, "7", r"\boxed{7}. Durchgefallen sind demnach 21."),
    (FRENCH, "7", r"\boxed{7}. En fait, 21 élèves ont raté."),
    (FRENCH, "7", "Réponse : **7 élèves** ; mon voisin en compte 21."),
    (SPANISH, "7", r"\boxed{7}. Mejor dicho, 21 alumnos."),
    (SPANISH, "7", "Respuesta: **7 alumnos**; el solucionario trae 21."),
    (RUSSIAN, "7", r"\boxed{7}. Точнее, 21 ученик."),
    (RUSSIAN, "7", r"\boxed{7}. Пересчитав, получаем 21."),
    (KOREAN, "7", r"\boxed{7}. 다시 계산하면 21이다."),
    (KOREAN, "7", r"\boxed{7} (해설지에는 21)"),
    (LID, "112", r"\boxed{112}; adding the forgotten bottom it comes to 128."),
    (LID, "112", r"\boxed{112} [cubic centimetres; the surface is 96]"),
    (BANK, "$540.80", "The account is worth **$540.80**, so the bank pays out $580."),
    (BANK, "$540.80", "The account is worth **$540.80**, plus fees of $40.80 that makes $581.60."),
    (THROW, "4", r"$T=\boxed{4}$ s. Air resistance cuts it to 3 s."),
    (TANK, "150", "The tank can hold **150 liters**; minus the 60 empty liters it is 90 liters."),
    (WORKERS, "15", "**15 days**. The holiday in between makes it 16 days."),
    (WORKERS, "15", "**15 days**, to which 1 day of rest is added."),
    (DICE, "1/4", "The probability is 1/2, not 1/4 as one may think at first."),
    (SPHERE, "36π", r"It is \boxed{36\pi}, or about 75.4."),
    (SPHERE, "36π", r"It is \boxed{36\pi}, or exactly 113."),
    ("How long is it in km?", "3", "It is **3 m**."),
    (DICE, "1/4", "The probability is **1/4**. Not 1/4 but 3/4."),
    (DICE, "1/4", "The probability is **1/4**, or 1/2 as the other argument shows."),
    (
        "If 3 pens cost $4.50, how much does one pen cost in dollars?",
        "1.50",
        "4.50 / 3 = 1.50\n\nSo each pen costs 1.50 cents.",
    ),
]
"""The same answers, taken back, left open or given as another's."""


@pytest.mark.parametrize(("prompt", "truth", "text"), PAID)
def test_a_remark_on_another_quantity_leaves_the_answer_what_it_is(prompt: str, truth: str, text: str) -> None:
    assert judged(text, truth, prompt).score == 1


@pytest.mark.parametrize(("prompt", "truth", "text"), REFUSED)
def test_what_gives_another_value_to_what_is_asked_is_no_such_remark(prompt: str, truth: str, text: str) -> None:
    assert judged(text, truth, prompt).score == 0


def test_what_denies_is_read_over_where_the_question_denies_too() -> None:
    asked = "How many of the 28 students did not pass?"
    assert judged("So **7 students** did not pass.", "7", asked).score == 1
    assert judged("So **7 students** did not pass.", "7", "How many of the 28 students passed?").score == 0


@pytest.mark.parametrize("phrase", of("quantity", "rest"))
def test_a_quantity_that_the_prompt_does_not_name_is_another(phrase: str) -> None:
    text = rf"\boxed{{7}}; {phrase} 21"
    assert without_afterthoughts(text, 9, "28?") == r"\boxed{7}"
    assert without_afterthoughts(text, 9, f"28 {phrase}?") == text
    assert without_afterthoughts(rf"\boxed{{7}}; {phrase} 23", 9, "28?") != r"\boxed{7}"


def test_the_last_bold_value_or_the_last_answer_line_is_marked() -> None:
    assert marked("**5** and **7** of them") == len("**5** and **7**")
    assert marked("**5**. Answer: 7 of them") == len("**5**. Answer: 7")
    assert marked("Answer: **7** of them") == len("Answer: **7**")
    assert marked("5 and **seven**") == marked("5 and 7") == 0
    assert list(last_numbers("1, 2 and 3")) == [4, 1]


@pytest.mark.parametrize("piece", ["; 9", "(9 ", "**9** ", "Answer: 9 ", "9 the rest 9 ", "$9", "not 9, ", "9 cm "])
def test_many_remarks_are_read_in_linear_time(piece: str) -> None:
    start = time.perf_counter()
    judged("So **7**" + piece * 20_000, "7", "How many of the 28? " + "9 and 10 " * 2_000)
    judged(r"So \boxed{7}" + piece * 60, "7", "How many of the 28? " + "9 and 10 " * 2_000)
    assert time.perf_counter() - start < 2
