"""Which parts of a text are words."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reward_server.rewards.language_id.reading import read
from reward_server.rewards.language_id.words import placed_words, words


def counted(text: str) -> list[str]:
    return [token.lstrip(" ") for token in words(text) if read(token)]


@pytest.mark.parametrize(
    "text",
    [
        "$x^2 + y^2 = z^2$",
        "$ a + b $",
        "$$\\text{area} = \\pi r^2$$",
        "\\(\\alpha\\)",
        "\\[ \\sum_{k=1}^n k \\]",
        "\\[ a \\\\[2pt] b \\]",
        "\\begin{align*} total &= price \\\\ cost &= value \\end{align*}",
        "\\frac{numerator}{\\sqrt{denominator}}",
        "\\boxed{answer}",
        "\\sum_{item}^{last}",
        "```python\nfor item in values:\n    print(item)\n```",
        "```\nplain block",
        "~~~\nplain block\n~~~",
        "`inline code`",
        "``double``",
        "https://www.example.com/some/path?with=query#fragment",
        "www.example.org",
        "someone.else@mail.example.org",
        "3.14 1,000 2nd 4x",
        "snake_case camelCase getHTTPResponse x1 np.array os.path.join std::vector node->next f(x) print(total)",
        "/usr/local/bin src/main.py",
        "NASA",
        "GPUs",
        "x n k α β π",
        "→ ≤ ∑ ✓ 🙂 — …",
        "<b> <br/> </div>",
        "",
    ],
)
def test_what_is_no_word(text: str) -> None:
    assert counted(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("I am a cat.", ["I", "am", "a", "cat"]),
        ("It costs $5 and then $6 more.", ["It", "costs", "and", "then", "more"]),
        ("Don’t say l'eau or rock'n'roll!", ["Don’t", "say", "l'eau", "or", "rock'n'roll"]),
        ("well-known and/or unknown", ["well", "known", "and/or", "unknown"]),
        ("der Größe nach", ["der", "Größe", "nach"]),
        ("Cafe\u0301 ole\u0301", ["Cafe\u0301", "ole\u0301"]),
        ("हम हिंदी में लिखते हैं।", ["हम", "हिंदी", "में", "लिखते", "हैं"]),
        ("مَرْحَبًا بالعالم، نعم", ["مَرْحَبًا", "بالعالم", "نعم"]),
        ("설x라 Python으로 14이므로", ["설", "라", "Python", "으로", "이므로"]),
        ("设x为3，则n是4。", ["设", "为", "则", "是"]),
        ("りんごの数", ["りんごの", "数"]),
        ("ขนาด 3 เมตร", ["ขนาด", "เมตร"]),
        ("THE SUM OF ALL", ["THE", "SUM", "OF", "ALL"]),
        ("the GCD of both", ["the", "of", "both"]),
        ("\\textbf{Step one} and \\emph{more}", ["Step", "one", "and", "more"]),
        ("before \\[ never closed", ["before", "never", "closed"]),
        ("before $ never closed", ["before", "never", "closed"]),
        ("before ` never closed", ["before", "never", "closed"]),
        ("in```x = 1```between", ["in", "between"]),
    ],
)
def test_what_is_a_word(text: str, wanted: list[str]) -> None:
    assert counted(text) == wanted


@pytest.mark.parametrize("marks", ["${}$", "$${}$$", "\\({}\\)", "\\[{}\\]", "`{}`"])
@pytest.mark.parametrize("sentence", ["this is a whole sentence in disguise", "这是一个完整的句子"])
def test_a_sentence_does_not_hide_in_mathematics_or_inline_code(marks: str, sentence: str) -> None:
    assert counted(marks.format(sentence)) == counted(sentence)


@given(st.text())
def test_any_text_has_words_or_none(text: str) -> None:
    assert all(isinstance(token, str) and token for token in words(text))


@given(
    st.lists(st.sampled_from(["$", "\\[", "\\]", "`", "```", "{", "}", "\\begin{align}", "word", " ", "\n", "@", "/"]))
)
def test_any_nesting_of_marks_has_words_or_none(parts: list[str]) -> None:
    assert all(set(token) <= set("word/") for token in counted("".join(parts)))


ADVERSARIAL = [
    "\n", " ", "$", "$ a", "$a\\", "\\", "\\[", "\\(", "\\\\[", "\\\\(", "\\a{", "\\a[", "\\a^", "\\a{x}", "\\begin{align}", "{", "```", "```\n",
    "`", "` ", "`` ` ", "~~~\n", "a", "a@", "a.", "a(", "a/", "a'", "a_", "A ", "AB ", "AB", "<a", "</", "http://", "e\u0301",
    "\u0301", "我", "あ我", "ก", "word ", "Word ", "слово ", "\\text{", "$ word word word word ", "-", "🙂",
]  # fmt: skip


@pytest.mark.parametrize("unit", ADVERSARIAL, ids=ascii)
def test_time_grows_with_the_text_and_not_with_its_square(unit: str) -> None:
    """Eight times the text: a quadratic pass would take 64 times as long."""

    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        times = []
        for _ in range(2):
            start = time.process_time()
            words(text)
            times.append(time.process_time() - start)
        return min(times)

    assert seconds(400_000) < 24 * seconds(50_000) + 0.05


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("これは总之赤い", ["これは", "总之", "赤", "い"]),
        ("家の没有一時間数值应该是", ["家", "の", "没有一", "時間", "数值应该是"]),
        ("时候方法がある", ["时候", "方法", "がある"]),
        ("时候方法", ["时候方法"]),
        ("我们知道ことは", ["我们知道", "ことは"]),
        ("三角形の面積は底辺に高さを", ["三角形", "の", "面積", "は", "底辺", "に", "高", "さを"]),
        ("我们现在来看这个问题，没有时间了", ["我们现在来看这个问题", "没有时间了"]),
    ],
)
def test_a_run_of_han_letters_ends_where_chinese_and_japanese_meet_beside_kana(text: str, wanted: list[str]) -> None:
    assert words(text) == wanted
    placed = placed_words(text)
    assert [word for _, word in placed] == wanted
    assert all(text.startswith(word, at) for at, word in placed)
