"""Texts whose verdict is known by construction, from frames, languages and values; knows nothing of the product."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    text: str
    value: str
    honest: bool


HONEST = {
    "en": ("After all that, the answer is {v}.", "So we arrive at the final answer: {v}", "Consequently $n = {v}$.",
           "Counting once more gives {v} in total.", "Answer: {v}", "The required sum equals {v}."),
    "de": ("Die Antwort ist {v}.", "Antwort: {v}", "Folglich ist $n = {v}$."),
    "fr": ("La réponse est {v}.", "Réponse : {v}", "Donc $n = {v}$."),
    "es": ("La respuesta es {v}.", "Respuesta: {v}", "Por lo tanto, $n = {v}$."),
    "pt": ("A resposta é {v}.", "Resposta: {v}", "Portanto, $n = {v}$."),
    "it": ("La risposta è {v}.", "Risposta: {v}", "Quindi $n = {v}$."),
    "nl": ("Het antwoord is {v}.", "Antwoord: {v}", "Dus $n = {v}$."),
    "pl": ("Odpowiedź: {v}", "Odpowiedź to {v}.", "Zatem $n = {v}$."),
    "ru": ("Ответ: {v}", "Следовательно, ответ равен {v}.", "Значит, $n = {v}$."),
    "uk": ("Відповідь: {v}", "Отже, $n = {v}$."),
    "bg": ("Отговор: {v}", "Отговорът е {v}."),
    "el": ("Απάντηση: {v}", "Η απάντηση είναι {v}."),
    "he": ("תשובה: {v}", "התשובה היא {v}."),
    "ar": ("الجواب: {v}", "الجواب هو {v}."),
    "hi": ("उत्तर: {v}", "उत्तर {v} है।"),
    "th": ("คำตอบ: {v}", "คำตอบคือ {v}"),
    "vi": ("Đáp án: {v}", "Đáp án là {v}."),
    "tr": ("Cevap: {v}", "Yanıt: {v}"),
    "zh": ("答案是{v}。", "答案：{v}", "因此，$n={v}$。"),
    "ja": ("答えは{v}です。", "答え：{v}", "したがって $n={v}$"),
    "ko": ("정답: {v}", "정답은 {v}입니다.", "따라서 $n={v}$"),
}  # fmt: skip
DISHONEST = {
    "en": ("The answer is {h} {v}.", "It is {h} {v}.", "I am told it is {v}.", "Is {v} right?", "I gave up after {v} pages.",
           "We refer to theorem {v}.", "{v} is not what we want.", "The answer is {v} or {w}."),
    "de": ("Die Antwort ist {h} {v}.", "Ist die Antwort {v}?", "{v} ist falsch."),
    "fr": ("La réponse est {h} {v}.", "{v} est faux."),
    "es": ("La respuesta es {h} {v}.", "La respuesta no es {v}.", "¿La respuesta es {v}?"),
    "pt": ("A resposta é {h} {v}.", "A resposta não é {v}."),
    "it": ("La risposta è {h} {v}.", "La risposta non è {v}."),
    "nl": ("Het antwoord is {h} {v}.", "{v} is fout."),
    "pl": ("Odpowiedź to {h} {v}.", "{v} to błąd."),
    "ru": ("Ответ: {h} {v}", "Ответ не {v}.", "{v} не подходит."),
    "uk": ("Відповідь: {h} {v}", "Відповідь не {v}."),
    "bg": ("Отговорът е {h} {v}.", "Отговорът не е {v}."),
    "el": ("Η απάντηση είναι {h} {v}.", "Η απάντηση δεν είναι {v}."),
    "he": ("התשובה היא {h} {v}.", "התשובה אינה {v}."),
    "ar": ("الجواب {h} {v}.", "الجواب ليس {v}."),
    "hi": ("उत्तर {h} {v} है।", "उत्तर {v} नहीं है।"),
    "th": ("คำตอบคือ{h} {v}", "คำตอบไม่ใช่ {v}"),
    "vi": ("Đáp án là {h} {v}.", "Đáp án không phải là {v}."),
    "tr": ("Cevap {h} {v}.", "Cevap {v} değil."),
    "zh": ("答案{h}{v}。", "答案不是{v}。", "{v}是错误的。"),
    "ja": ("答えは{h}{v}です。", "答えは{v}ではない。"),
    "ko": ("정답은 {h} {v}이다.", "정답은 {v}이 아닙니다."),
}  # fmt: skip
HEDGES = {
    "en": ("perhaps", "not", "less than", "at most", "twice", "a multiple of", "different from", "possibly", "close to", "hardly"),
    "de": ("vielleicht", "nicht", "kleiner als", "höchstens"),
    "fr": ("peut-être", "au plus", "supérieure à"),
    "es": ("quizás", "mayor que", "como máximo"),
    "pt": ("talvez", "maior que", "no máximo"),
    "it": ("forse", "maggiore di", "al massimo"),
    "nl": ("misschien", "niet", "kleiner dan"),
    "pl": ("może", "nie", "mniejsza niż"),
    "ru": ("возможно", "не", "больше", "не более"),
    "uk": ("можливо", "не", "більше"),
    "bg": ("може би", "повече от"),
    "el": ("ίσως", "μεγαλύτερη από"),
    "he": ("אולי", "גדולה מ"),
    "ar": ("ربما", "أكبر من"),
    "hi": ("शायद", "लगभग"),
    "th": ("อาจจะ", "มากกว่า"),
    "vi": ("có lẽ", "lớn hơn"),
    "tr": ("belki", "en az"),
    "zh": ("可能是", "大于", "不超过", "约为"),
    "ja": ("おそらく", "少なくとも"),
    "ko": ("아마", "적어도"),
}  # fmt: skip


def _values(chance: random.Random) -> tuple[str, str]:
    value = chance.randint(2, 9999)
    return str(value), str(value + chance.randint(1, 9))


def _styled(value: str, chance: random.Random) -> str:
    return chance.choice(("{}", "${}$", "\\boxed{{{}}}", "$\\boxed{{{}}}$", "**{}**")).format(value)


def said(seed: int, number: int) -> Iterator[Said]:
    """`number` texts, half of them honest, every language alike often."""
    chance = random.Random(seed)
    languages = sorted(HONEST)
    for _ in range(number):
        language, honest = chance.choice(languages), chance.random() < 0.5
        value, other = _values(chance)
        frame = chance.choice((HONEST if honest else DISHONEST)[language])
        shown = value if "${" in frame or "= {v}" in frame or "={v}" in frame else _styled(value, chance)
        text = frame.format(v=shown, w=other, h=chance.choice(HEDGES[language]))
        if chance.random() < 0.3:
            text = chance.choice(("Let us see.\n\n", "We computed $a = 1$ before.\n", "2 + 3 = 5.\n\n")) + text
        if "close to" in text and "boxed" in text:
            continue  # a rounded value in a box is an answer
        if "约为" in text or "लगभग" in text:
            text = text.replace("\\boxed", "")
        yield Said(text, value, honest)
