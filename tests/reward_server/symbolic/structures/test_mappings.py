"""Tables, in whatever form."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

CASES = [
    ("Tabulate the frequencies in the data 5, 2, 2, 7, 2, 5.", r"2\to3,\ 5\to2,\ 7\to1", r"\begin{array}{c|ccc}\text{value}&7&5&2\\ \hline \text{count}&1&2&3\end{array}", True),
    ("Tabulate the frequencies in the data 5, 2, 2, 7, 2, 5.", r"2\to3,\ 5\to2,\ 7\to1", r"2:3,\ 5:2,\ 7:1", True),
    ("Tabulate the frequencies in the data 5, 2, 2, 7, 2, 5.", r"2\to3,\ 5\to2,\ 7\to1", r"\{2:3,\,5:2,\,7:1\}", True),
    ("Tabulate the frequencies in the data 5, 2, 2, 7, 2, 5.", r"2\to3,\ 5\to2,\ 7\to1", r"\begin{array}{c|c}\text{value}&\text{frequency}\\ \hline 2&3\\5&2\\7&1\end{array}", True),
    ("Tabulate the frequencies in the data 5, 2, 2, 7, 2, 5.", r"2\to3,\ 5\to2,\ 7\to1", r"7\mapsto1,\ 5\mapsto2,\ 2\mapsto3", True),
    ("Tabulate the frequencies in the data 5, 2, 2, 7, 2, 5.", r"2\to3,\ 5\to2,\ 7\to1", r"2\ (3\text{ times}),\ 5\ (2\text{ times}),\ 7\ (1\text{ time})", True),
    ("Tabulate the frequencies in the data 5, 2, 2, 7, 2, 5.", r"2\to3,\ 5\to2,\ 7\to1", r"f(2)=3,\ f(5)=2,\ f(7)=1", True),
    ("Tabulate the frequencies in the data 5, 2, 2, 7, 2, 5.", r"2\to3,\ 5\to2,\ 7\to1", r"\begin{array}{c|ccc}\text{value}&7&5&2\\ \hline \text{count}&3&2&1\end{array}", False),
    ("Tabulate the frequencies in the data 5, 2, 2, 7, 2, 5.", r"2\to3,\ 5\to2,\ 7\to1", r"2:3,\ 5:2", False),
    ("Tabulate the frequencies in the data 5, 2, 2, 7, 2, 5.", r"2\to3,\ 5\to2,\ 7\to1", r"3\to2,\ 2\to5,\ 1\to7", False),
    ("Tabulate the frequencies in the data 5, 2, 2, 7, 2, 5.", r"2\to3,\ 5\to2,\ 7\to1", r"2:3,\ 5:2,\ 7:2", False),
    ("Tabulate the frequencies in the data 5, 2, 2, 7, 2, 5.", r"2\to3,\ 5\to2,\ 7\to1", r"2:3,\ 5:2,\ 7:1,\ 8:1", False),
    ("Tabulate the frequencies in the data 5, 2, 2, 7, 2, 5.", r"2\to3,\ 5\to2,\ 7\to1", r"\begin{array}{c|ccc}\text{value}&3&2&1\\ \hline \text{count}&2&5&7\end{array}", False),
    ("Tabulate the frequencies in the data 5, 2, 2, 7, 2, 5.", r"2\to3,\ 5\to2,\ 7\to1", "2,2,2,5,5,7", False),
    ("Tabulate the frequencies in the data 5, 2, 2, 7, 2, 5.", r"2\to3,\ 5\to2,\ 7\to1", r"2:3,\ 5:2,\ 7:1,\ 7:2", False),
    ("In Python, what is the value of {**{'a':1,'b':2}, **{'b':3}}?", r"\texttt{\{'a': 1, 'b': 3\}}", r"\texttt{dict(b=3, a=1)}", True),
    ("In Python, what is the value of {**{'a':1,'b':2}, **{'b':3}}?", r"\texttt{\{'a': 1, 'b': 3\}}", r"\{'b': 3, 'a': 1\}", True),
    ("In Python, what is the value of {**{'a':1,'b':2}, **{'b':3}}?", r"\texttt{\{'a': 1, 'b': 3\}}", '\\texttt{\\{\\"a\\": 1, \\"b\\": 3\\}}', True),
    ("In Python, what is the value of {**{'a':1,'b':2}, **{'b':3}}?", r"\texttt{\{'a': 1, 'b': 3\}}", r"\texttt{\{'a': 1, 'b': 2\}}", False),
    ("In Python, what is the value of {**{'a':1,'b':2}, **{'b':3}}?", r"\texttt{\{'a': 1, 'b': 3\}}", r"\texttt{dict(a=3, b=1)}", False),
    ("In Python, what is the value of {**{'a':1,'b':2}, **{'b':3}}?", r"\texttt{\{'a': 1, 'b': 3\}}", r"\texttt{\{'a': 1\}}", False),
    ("In Python, what is the value of {**{'a':1,'b':2}, **{'b':3}}?", r"\texttt{\{'a': 1, 'b': 3\}}", r"\texttt{\{'a': 1, 'b': '3'\}}", False),
    ("In Python, what is the value of {**{'a':1,'b':2}, **{'b':3}}?", r"\texttt{\{'a': 1, 'b': 3\}}", r"\texttt{\{'A': 1, 'b': 3\}}", False),
    ("Let $X$ be the number of heads in two fair tosses. Give the distribution of $X$ as a table.", r"\begin{array}{c|ccc}x&0&1&2\\ \hline P(X=x)&\frac14&\frac12&\frac14\end{array}", r"P(X=0)=\frac14,\ P(X=1)=\frac12,\ P(X=2)=\frac14", True),
    ("Let $X$ be the number of heads in two fair tosses. Give the distribution of $X$ as a table.", r"\begin{array}{c|ccc}x&0&1&2\\ \hline P(X=x)&\frac14&\frac12&\frac14\end{array}", r"0\to0.25,\ 1\to0.5,\ 2\to0.25", True),
    ("Let $X$ be the number of heads in two fair tosses. Give the distribution of $X$ as a table.", r"\begin{array}{c|ccc}x&0&1&2\\ \hline P(X=x)&\frac14&\frac12&\frac14\end{array}", r"P(X=0)=\frac14,\ P(X=1)=\frac14,\ P(X=2)=\frac12", False),
    ("Let $X$ be the number of heads in two fair tosses. Give the distribution of $X$ as a table.", r"\begin{array}{c|ccc}x&0&1&2\\ \hline P(X=x)&\frac14&\frac12&\frac14\end{array}", r"P(X=0)=\frac14,\ P(X=1)=\frac12", False),
    ("Let $X$ be the number of heads in two fair tosses. Give the distribution of $X$ as a table.", r"\begin{array}{c|ccc}x&0&1&2\\ \hline P(X=x)&\frac14&\frac12&\frac14\end{array}", r"P(X=1)=\frac14,\ P(X=2)=\frac12,\ P(X=3)=\frac14", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), CASES)
def test_the_same_value_for_each_key(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
