import pytest

from reward_server.symbolic.parse.factorial_powers import MAY_BE, with_factorial_powers


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        (r"n^{\underline{k}}", r"\operatorname{fallingfactorial}(n,k)"),
        (r"(n+1)^{\underline{3}}", r"\operatorname{fallingfactorial}((n+1),3)"),
        (r"\left(\!\binom{k}{n}\!\right)", r"\binom{k+n-1}{n}"),
        (r"\left(\!\!\binom nk\!\!\right)", r"\binom{n+k-1}{k}"),
        (r"\left(\!\left(\binom{n}{k}\right)\!\right)", r"\binom{n+k-1}{k}"),
    ],
)
def test_they_are_spelled_out(text: str, spelled: str) -> None:
    assert MAY_BE.search(text)
    assert with_factorial_powers(text) == spelled


@pytest.mark.parametrize("text", [r"(\binom{n}{k})", r"\left(\binom nk\right)", r"\underline{k}", r"1\!2", r"n^{k}"])
def test_others_stay(text: str) -> None:
    assert with_factorial_powers(text) == text
