"""Texts that state a word, a letter, a number in words, a time or a date; their verdict is known by construction.

Knows nothing of the product. `{v}` is the value in the text, `{w}` another one of its kind.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Worded:
    text: str
    truth: str
    prompt: str
    honest: bool
    kind: str


NUMBERS = {
    "en": {3: "three", 5: "five", 12: "twelve", 21: "twenty-one", 48: "forty-eight", 100: "one hundred"},
    "de": {3: "drei", 5: "fünf", 12: "zwölf", 21: "einundzwanzig", 48: "achtundvierzig", 100: "hundert"},
    "fr": {3: "trois", 5: "cinq", 12: "douze", 21: "vingt et un", 48: "quarante-huit", 97: "quatre-vingt-dix-sept"},
    "es": {3: "tres", 5: "cinco", 12: "doce", 22: "veintidós", 48: "cuarenta y ocho", 100: "cien"},
    "pt": {3: "três", 5: "cinco", 12: "doze", 22: "vinte e dois", 48: "quarenta e oito", 100: "cem"},
    "it": {3: "tre", 5: "cinque", 12: "dodici", 22: "ventidue", 48: "quarantotto", 100: "cento"},
    "nl": {3: "drie", 5: "vijf", 12: "twaalf", 21: "eenentwintig", 48: "achtenveertig", 100: "honderd"},
    "pl": {5: "pięć", 12: "dwanaście", 25: "dwadzieścia pięć", 48: "czterdzieści osiem", 100: "sto"},
    "ru": {5: "пять", 12: "двенадцать", 25: "двадцать пять", 48: "сорок восемь", 100: "сто"},
    "uk": {5: "п'ять", 12: "дванадцять", 25: "двадцять п'ять", 48: "сорок вісім", 100: "сто"},
}  # fmt: skip
OF_NUMBERS = {
    "en": (
        "How many eggs are in the crate?",
        ("There are {v} eggs in the crate.", "The crate holds {v} eggs.", "So the number of eggs is {v}.", "The answer is {v}."),
        ("There are not {v} eggs in the crate.", "There are perhaps {v} eggs in the crate.", "The crate holds fewer than {v} eggs.",
         "Are there {v} eggs in the crate?", "There are {v} or {w} eggs.", "I would say {v} eggs, but I am not sure.", "After {v} tries I gave up."),
    ),
    "de": (
        "Wie viele Eier sind in der Kiste?",
        ("In der Kiste sind {v} Eier.", "Die Kiste enthält {v} Eier.", "Also ist die Anzahl der Eier {v}.", "Die Antwort ist {v}."),
        ("In der Kiste sind nicht {v} Eier.", "In der Kiste sind vielleicht {v} Eier.", "Die Kiste enthält weniger als {v} Eier.",
         "Sind in der Kiste {v} Eier?", "Es sind {v} oder {w} Eier.", "Mein Bruder sagt, es sind {v} Eier."),
    ),
    "fr": (
        "Combien d'œufs y a-t-il dans la caisse ?",
        ("Il y a {v} œufs dans la caisse.", "La caisse contient {v} œufs.", "Donc le nombre d'œufs est {v}.", "La réponse est {v}."),
        ("Il n'y a pas {v} œufs dans la caisse.", "Il y a peut-être {v} œufs.", "La caisse contient moins de {v} œufs.",
         "Y a-t-il {v} œufs ?", "Il y a {v} ou {w} œufs.", "Mon frère dit qu'il y a {v} œufs."),
    ),
    "es": (
        "¿Cuántos huevos hay en la caja?",
        ("Hay {v} huevos en la caja.", "La caja contiene {v} huevos.", "Por tanto, el número de huevos es {v}.", "La respuesta es {v}."),
        ("No hay {v} huevos en la caja.", "Quizás hay {v} huevos.", "La caja contiene menos de {v} huevos.",
         "¿Hay {v} huevos?", "Hay {v} o {w} huevos.", "Mi hermano dice que hay {v} huevos."),
    ),
    "pt": (
        "Quantos ovos há na caixa?",
        ("Há {v} ovos na caixa.", "A caixa contém {v} ovos.", "Portanto, o número de ovos é {v}.", "A resposta é {v}."),
        ("Não há {v} ovos na caixa.", "Talvez haja {v} ovos.", "A caixa contém menos de {v} ovos.",
         "Há {v} ovos?", "Há {v} ou {w} ovos.", "Meu irmão diz que há {v} ovos."),
    ),
    "it": (
        "Quante uova ci sono nella cassa?",
        ("Ci sono {v} uova nella cassa.", "La cassa contiene {v} uova.", "Quindi il numero di uova è {v}.", "La risposta è {v}."),
        ("Non ci sono {v} uova nella cassa.", "Forse ci sono {v} uova.", "La cassa contiene meno di {v} uova.",
         "Ci sono {v} uova?", "Ci sono {v} o {w} uova.", "Mio fratello dice che ci sono {v} uova."),
    ),
    "nl": (
        "Hoeveel eieren zitten er in de krat?",
        ("Er zijn {v} eieren in de krat.", "De krat bevat {v} eieren.", "Dus het aantal eieren is {v}.", "Het antwoord is {v}."),
        ("Er zijn geen {v} eieren in de krat.", "Er zijn misschien {v} eieren.", "De krat bevat minder dan {v} eieren.",
         "Zijn er {v} eieren?", "Er zijn {v} of {w} eieren.", "Mijn broer zegt dat er {v} eieren zijn."),
    ),
    "pl": (
        "Ile jajek jest w skrzynce?",
        ("W skrzynce jest {v} jajek.", "Skrzynka zawiera {v} jajek.", "Zatem liczba jajek to {v}.", "Odpowiedź: {v}"),
        ("W skrzynce nie jest {v} jajek.", "W skrzynce jest może {v} jajek.", "Skrzynka zawiera mniej niż {v} jajek.",
         "Czy jest {v} jajek?", "Jest {v} lub {w} jajek."),
    ),
    "ru": (
        "Сколько яиц в ящике?",
        ("В ящике {v} яиц.", "Ящик содержит {v} яиц.", "Значит, всего {v} яиц.", "Ответ: {v}"),
        ("В ящике не {v} яиц.", "В ящике, возможно, {v} яиц.", "Ящик содержит меньше чем {v} яиц.",
         "В ящике {v} яиц?", "В ящике {v} или {w} яиц.", "Брат сказал, что в ящике {v} яиц."),
    ),
    "uk": (
        "Скільки яєць у ящику?",
        ("У ящику {v} яєць.", "Ящик містить {v} яєць.", "Відповідь: {v}"),
        ("У ящику не {v} яєць.", "У ящику, можливо, {v} яєць.", "Ящик містить менше ніж {v} яєць.", "У ящику {v} або {w} яєць."),
    ),
}  # fmt: skip
LETTERS = {
    "en": (("The correct option is {v}.", "So the right choice is ({v}).", "Only {v} satisfies both, so the answer is {v}."),
           ("Option {v} is wrong.", "The correct option is not {v}.", "It is either {v} or {w}.", "The answer could be {v}.", "I rule out {v}.")),
    "de": (("Richtig ist {v}.", "Die richtige Antwort ist {v}.", "Also ist Antwort {v} richtig.", "Damit bleibt nur Antwort {v}.", "Die Lösung ist Option {v}."),
           ("Antwort {v} ist falsch.", "Die richtige Antwort ist nicht {v}.", "Richtig ist {v} oder {w}.", "Vielleicht ist die Antwort {v}.", "Antwort {v} scheidet aus.", "Falsch ist Antwort {v}.")),
    "fr": (("La bonne réponse est la {v}.", "La réponse correcte est {v}.", "C'est donc la réponse {v}.", "Il faut choisir l'option {v}."),
           ("La réponse {v} est fausse.", "La bonne réponse n'est pas la {v}.", "C'est la {v} ou la {w}.", "C'est peut-être la {v}.", "On élimine la réponse {v}.")),
    "es": (("La opción correcta es la {v}.", "La respuesta es {v}.", "Por tanto, la respuesta correcta es la opción {v}.", "Es la opción {v}."),
           ("La opción {v} es falsa.", "La opción correcta no es la {v}.", "Es la {v} o la {w}.", "Quizás sea la {v}.", "Descartamos la opción {v}.")),
    "pt": (("A alternativa correta é a {v}.", "A resposta é a letra {v}.", "Logo, a opção correta é {v}."),
           ("A alternativa {v} é falsa.", "A alternativa correta não é a {v}.", "É a {v} ou a {w}.", "Talvez seja a {v}.", "Eliminamos a alternativa {v}.")),
    "it": (("La risposta corretta è la {v}.", "La risposta giusta è {v}.", "Quindi è l'opzione {v}."),
           ("La risposta {v} è sbagliata.", "La risposta corretta non è la {v}.", "È la {v} o la {w}.", "Forse è la {v}.", "Escludiamo la risposta {v}.")),
    "nl": (("Het juiste antwoord is {v}.", "Dus is antwoord {v} juist.", "De juiste optie is {v}."),
           ("Antwoord {v} is fout.", "Het juiste antwoord is niet {v}.", "Het is {v} of {w}.", "Misschien is het {v}.")),
    "pl": (("Poprawna odpowiedź to {v}.", "Prawidłowa jest odpowiedź {v}."),
           ("Odpowiedź {v} jest błędna.", "Poprawna odpowiedź to nie {v}.", "Poprawna odpowiedź to {v} lub {w}.", "Może {v}.")),
    "ru": (("Правильный вариант: {v}.", "Правильный ответ — {v}.", "Значит, верен вариант {v}.", "Ответ: {v}"),
           ("Вариант {v} неверен.", "Правильный вариант не {v}.", "Правильный вариант: {v} или {w}.", "Возможно, это {v}.", "Вариант {v} отпадает.")),
    "zh": (("正确选项是{v}。", "所以答案选{v}。", "因此正确答案为选项{v}。", "故选{v}。"),
           ("选项{v}是错误的。", "正确选项不是{v}。", "答案可能是{v}。", "答案是{v}或{w}。", "排除选项{v}。")),
    "ja": (("正解は{v}です。", "したがって、正解は選択肢{v}です。", "答えは{v}である。"),
           ("選択肢{v}は誤りです。", "正解は{v}ではありません。", "正解はおそらく{v}です。", "正解は{v}か{w}です。")),
    "ko": (("정답은 {v}입니다.", "따라서 정답은 선택지 {v}입니다."),
           ("선택지 {v}는 틀렸습니다.", "정답은 {v}가 아닙니다.", "정답은 아마 {v}입니다.")),
}  # fmt: skip
DAYS = {
    "en": ("Which day comes after the day of the fair?", ("Monday", "Tuesday", "Friday"),
           ("The day after the fair is {v}.", "After the fair comes {v}.", "So it is {v}.", "The fair is followed by {v}."),
           ("The day after the fair is not {v}.", "The day after the fair is perhaps {v}.", "The day after the fair is {v} or {w}.", "Is it {v}?", "Ann believes that it is {v}.")),
    "de": ("Welcher Tag kommt nach dem Markttag?", ("Montag", "Dienstag", "Freitag"),
           ("Nach dem Markttag kommt der {v}.", "Der Tag nach dem Markttag ist {v}.", "Also ist es {v}.", "Auf den Markttag folgt der {v}."),
           ("Der Tag nach dem Markttag ist nicht {v}.", "Nach dem Markttag kommt vielleicht der {v}.", "Es ist {v} oder {w}.", "Ist es {v}?", "Anna meint, es ist {v}.")),
    "fr": ("Quel jour vient après la fête ?", ("lundi", "mardi", "vendredi"),
           ("Après la fête vient {v}.", "Le jour après la fête est {v}.", "C'est donc {v}.", "Le jour qui suit la fête est le {v}."),
           ("Le jour après la fête n'est pas {v}.", "Le jour après la fête est peut-être {v}.", "C'est {v} ou {w}.", "Est-ce {v} ?", "Anne dit que c'est {v}.")),
    "es": ("¿Qué día viene después de la fiesta?", ("lunes", "martes", "viernes"),
           ("Después de la fiesta viene el {v}.", "El día después de la fiesta es {v}.", "Por lo tanto, es {v}."),
           ("El día después de la fiesta no es {v}.", "Quizás es {v}.", "Es {v} o {w}.", "¿Es {v}?", "Ana dice que es {v}.")),
    "pt": ("Que dia vem depois da festa?", ("segunda-feira", "terça-feira", "domingo"),
           ("Depois da festa vem {v}.", "O dia depois da festa é {v}.", "Portanto, é {v}."),
           ("O dia depois da festa não é {v}.", "Talvez seja {v}.", "É {v} ou {w}.", "É {v}?", "A Ana diz que é {v}.")),
    "it": ("Che giorno viene dopo la festa?", ("lunedì", "martedì", "venerdì"),
           ("Dopo la festa viene {v}.", "Il giorno dopo la festa è {v}.", "Quindi è {v}."),
           ("Il giorno dopo la festa non è {v}.", "Forse è {v}.", "È {v} o {w}.", "È {v}?", "Anna dice che è {v}.")),
    "nl": ("Welke dag komt na het feest?", ("maandag", "dinsdag", "vrijdag"),
           ("Na het feest komt {v}.", "De dag na het feest is {v}.", "Dus het is {v}."),
           ("De dag na het feest is niet {v}.", "Misschien is het {v}.", "Het is {v} of {w}.", "Is het {v}?", "Anna zegt dat het {v} is.")),
    "pl": ("Jaki dzień jest po święcie?", ("poniedziałek", "wtorek", "piątek"),
           ("Po święcie jest {v}.", "Dzień po święcie to {v}."),
           ("Dzień po święcie to nie {v}.", "Może to {v}.", "To {v} lub {w}.", "Czy to {v}?")),
    "ru": ("Какой день идёт после праздника?", ("понедельник", "вторник", "четверг"),
           ("После праздника идёт {v}.", "День после праздника — {v}.", "Значит, это {v}.", "После праздника наступает {v}."),
           ("День после праздника не {v}.", "Возможно, это {v}.", "Это {v} или {w}.", "Это {v}?", "Аня думает, что это {v}.")),
    "zh": ("节日的后一天是星期几？", ("星期一", "星期二", "星期五"),
           ("节日的后一天是{v}。", "所以是{v}。", "因此后一天为{v}。"),
           ("节日的后一天不是{v}。", "节日的后一天可能是{v}。", "是{v}或{w}。", "是{v}吗？", "小明说是{v}。")),
    "ja": ("祭りの次の日は何曜日ですか。", ("月曜日", "火曜日", "金曜日"),
           ("祭りの次の日は{v}です。", "よって、次の日は{v}である。"),
           ("祭りの次の日は{v}ではありません。", "次の日はおそらく{v}です。", "次の日は{v}か{w}です。", "次の日は{v}ですか。", "太郎は次の日は{v}だと言った。")),
    "ko": ("축제 다음 날은 무슨 요일입니까?", ("월요일", "화요일", "금요일"),
           ("축제 다음 날은 {v}입니다.", "따라서 다음 날은 {v}이다."),
           ("축제 다음 날은 {v}이 아닙니다.", "다음 날은 아마 {v}입니다.", "다음 날은 {v}입니까?")),
}  # fmt: skip
MOMENTS = (
    ("When does the ferry arrive?",
     ("The ferry arrives at {v}.", "So the ferry arrives at {v}.", "It arrives at {v}.", "Adding the two hours gives {v}.", "The arrival time is {v}."),
     ("The ferry does not arrive at {v}.", "The ferry arrives before {v}.", "The ferry arrives between {v} and {w}.", "Perhaps the ferry arrives at {v}.", "Does it arrive at {v}?", "The clock in the hall said {v} when I gave up."),
     ("3:45 PM", "7:30", "11:05 AM", "18:20", "9:15 p.m.")),
    ("On which date was the bridge opened?",
     ("The bridge was opened on {v}.", "So the date is {v}.", "Thus the bridge was opened on {v}.", "The bridge opened on {v}."),
     ("The bridge was not opened on {v}.", "The bridge was opened before {v}.", "Perhaps the bridge was opened on {v}.", "The bridge was opened on {v} or on {w}.", "My uncle claims the bridge was opened on {v}.", "Was it opened on {v}?"),
     ("March 1", "14 July 1789", "December 25", "May 3, 1921", "2 June 2003")),
)  # fmt: skip
LEADS = ("", "", "", "1 + 1 = 2.\n\n", "Let me think. ")


def worded(seed: int, number: int) -> Iterator[Worded]:
    """`number` texts, about half of them honest, every kind alike often."""
    chance = random.Random(seed)
    for _ in range(number):
        honest = chance.random() < 0.5
        kind = chance.choice(("number", "letter", "day", "moment"))
        if kind == "number":
            language = chance.choice(sorted(OF_NUMBERS))
            prompt, *frames = OF_NUMBERS[language]
            truth, other = chance.sample(sorted(NUMBERS[language]), 2)
            value, wrong = NUMBERS[language][truth], NUMBERS[language][other]
            expected = str(truth)
        elif kind == "letter":
            language = chance.choice(sorted(LETTERS))
            prompt, frames = "", list(LETTERS[language])
            expected, wrong = chance.sample("ABCDE", 2)
            value = expected
        elif kind == "day":
            language = chance.choice(sorted(DAYS))
            prompt, days, *frames = DAYS[language]
            expected, wrong = chance.sample(days, 2)
            value = expected
        else:
            prompt, *frames, moments = chance.choice(MOMENTS)
            language = "en"
            expected, wrong = chance.sample(moments, 2)
            value = expected
        frame = chance.choice(frames[0 if honest else 1])
        lead = chance.choice(LEADS) if language == "en" else ""
        asked = prompt if chance.random() < 0.5 else ""
        yield Worded(lead + frame.format(v=value, w=wrong), expected, asked, honest, f"{kind} {language}")
