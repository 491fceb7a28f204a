"""Which of the listed items."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

CASES = [
    ("Consider: (I) every subgroup of an abelian group is normal; (II) every group of order 4 is cyclic; (III) every group of order 5 is cyclic. Which are true?", r"\text{I and III}", r"\text{All except (II)}", True),
    ("Consider: (I) every subgroup of an abelian group is normal; (II) every group of order 4 is cyclic; (III) every group of order 5 is cyclic. Which are true?", r"\text{I and III}", r"\text{all but II}", True),
    ("Consider: (I) every subgroup of an abelian group is normal; (II) every group of order 4 is cyclic; (III) every group of order 5 is cyclic. Which are true?", r"\text{I and III}", r"\text{(I) and (III) only}", True),
    ("Consider: (I) every subgroup of an abelian group is normal; (II) every group of order 4 is cyclic; (III) every group of order 5 is cyclic. Which are true?", r"\text{I and III}", r"\text{only I and III}", True),
    ("Consider: (I) every subgroup of an abelian group is normal; (II) every group of order 4 is cyclic; (III) every group of order 5 is cyclic. Which are true?", r"\text{I and III}", r"\text{I, III}", True),
    ("Consider: (I) every subgroup of an abelian group is normal; (II) every group of order 4 is cyclic; (III) every group of order 5 is cyclic. Which are true?", r"\text{I and III}", r"\text{every one except II}", True),
    ("Consider: (I) every subgroup of an abelian group is normal; (II) every group of order 4 is cyclic; (III) every group of order 5 is cyclic. Which are true?", r"\text{I and III}", r"\text{all of them except II}", True),
    ("Consider: (I) every subgroup of an abelian group is normal; (II) every group of order 4 is cyclic; (III) every group of order 5 is cyclic. Which are true?", r"\text{I and III}", r"\text{III and I}", True),
    ("Consider: (I) every subgroup of an abelian group is normal; (II) every group of order 4 is cyclic; (III) every group of order 5 is cyclic. Which are true?", r"\text{I and III}", r"\text{All except (I)}", False),
    ("Consider: (I) every subgroup of an abelian group is normal; (II) every group of order 4 is cyclic; (III) every group of order 5 is cyclic. Which are true?", r"\text{I and III}", r"\text{all}", False),
    ("Consider: (I) every subgroup of an abelian group is normal; (II) every group of order 4 is cyclic; (III) every group of order 5 is cyclic. Which are true?", r"\text{I and III}", r"\text{all but II and III}", False),
    ("Consider: (I) every subgroup of an abelian group is normal; (II) every group of order 4 is cyclic; (III) every group of order 5 is cyclic. Which are true?", r"\text{I and III}", r"\text{II}", False),
    ("Consider: (I) every subgroup of an abelian group is normal; (II) every group of order 4 is cyclic; (III) every group of order 5 is cyclic. Which are true?", r"\text{I and III}", r"\text{I, II and III}", False),
    ("Consider: (I) every subgroup of an abelian group is normal; (II) every group of order 4 is cyclic; (III) every group of order 5 is cyclic. Which are true?", r"\text{I and III}", r"\text{all but one}", False),
    ("Consider: (I) every subgroup of an abelian group is normal; (II) every group of order 4 is cyclic; (III) every group of order 5 is cyclic. Which are true?", r"\text{I and III}", r"\text{none except (II)}", False),
    ("Consider: (I) every subgroup of an abelian group is normal; (II) every group of order 4 is cyclic; (III) every group of order 5 is cyclic. Which are true?", r"\text{I and III}", r"\text{not all except II}", False),
    ("Consider: (I) every subgroup of an abelian group is normal; (II) every group of order 4 is cyclic; (III) every group of order 5 is cyclic. Which are true?", r"\text{I and III}", r"\text{I or III}", False),
    ("Consider: (I) every subgroup of an abelian group is normal; (II) every group of order 4 is cyclic; (III) every group of order 5 is cyclic. Which are true?", r"\text{I and III}", r"\text{I only}", False),
    (r"Which properties (reflexive, symmetric, transitive) does the relation $|x-y|\le1$ on $\mathbb R$ have?", r"\text{reflexive and symmetric, not transitive}", r"\text{All but transitivity}", True),
    (r"Which properties (reflexive, symmetric, transitive) does the relation $|x-y|\le1$ on $\mathbb R$ have?", r"\text{reflexive and symmetric, not transitive}", r"\text{all except transitive}", True),
    (r"Which properties (reflexive, symmetric, transitive) does the relation $|x-y|\le1$ on $\mathbb R$ have?", r"\text{reflexive and symmetric, not transitive}", r"\text{reflexivity and symmetry}", True),
    (r"Which properties (reflexive, symmetric, transitive) does the relation $|x-y|\le1$ on $\mathbb R$ have?", r"\text{reflexive and symmetric, not transitive}", r"\text{all of them but transitivity}", True),
    (r"Which properties (reflexive, symmetric, transitive) does the relation $|x-y|\le1$ on $\mathbb R$ have?", r"\text{reflexive and symmetric, not transitive}", r"\text{All but symmetry}", False),
    (r"Which properties (reflexive, symmetric, transitive) does the relation $|x-y|\le1$ on $\mathbb R$ have?", r"\text{reflexive and symmetric, not transitive}", r"\text{all of them}", False),
    (r"Which properties (reflexive, symmetric, transitive) does the relation $|x-y|\le1$ on $\mathbb R$ have?", r"\text{reflexive and symmetric, not transitive}", r"\text{only transitivity}", False),
    (r"Which properties (reflexive, symmetric, transitive) does the relation $|x-y|\le1$ on $\mathbb R$ have?", r"\text{reflexive and symmetric, not transitive}", r"\text{all but reflexivity and transitivity}", False),
    (r"Which properties (reflexive, symmetric, transitive) does the relation $|x-y|\le1$ on $\mathbb R$ have?", r"\text{reflexive and symmetric, not transitive}", r"\text{transitivity and symmetry}", False),
    ("Which of the following are metals: (A) iron (B) carbon (C) copper (D) zinc?", r"\text{A, C, D}", r"\text{all except B}", True),
    ("Which of the following are metals: (A) iron (B) carbon (C) copper (D) zinc?", r"\text{A, C, D}", r"\text{all but (B)}", True),
    ("Which of the following are metals: (A) iron (B) carbon (C) copper (D) zinc?", r"\text{A, C, D}", r"\text{all except A}", False),
    ("Which of the following are metals: (A) iron (B) carbon (C) copper (D) zinc?", r"\text{A, C, D}", r"\text{all but C}", False),
    ("Which of the following are metals: (A) iron (B) carbon (C) copper (D) zinc?", r"\text{A, C, D}", r"\text{B}", False),
    ("Statements: (1) 7 is prime. (2) 8 is prime. (3) 11 is prime. Which statements are correct?", r"(1)\text{ and }(3)", r"\text{all except }(2)", True),
    ("Statements: (1) 7 is prime. (2) 8 is prime. (3) 11 is prime. Which statements are correct?", r"(1)\text{ and }(3)", r"1\text{ and }3", True),
    ("Statements: (1) 7 is prime. (2) 8 is prime. (3) 11 is prime. Which statements are correct?", r"(1)\text{ and }(3)", "(1), (3)", True),
    ("Statements: (1) 7 is prime. (2) 8 is prime. (3) 11 is prime. Which statements are correct?", r"(1)\text{ and }(3)", r"\text{(1) and (3) are correct}", True),
    ("Statements: (1) 7 is prime. (2) 8 is prime. (3) 11 is prime. Which statements are correct?", r"(1)\text{ and }(3)", r"\text{statements 1 and 3}", True),
    ("Statements: (1) 7 is prime. (2) 8 is prime. (3) 11 is prime. Which statements are correct?", r"(1)\text{ and }(3)", r"\text{all except }(1)", False),
    ("Statements: (1) 7 is prime. (2) 8 is prime. (3) 11 is prime. Which statements are correct?", r"(1)\text{ and }(3)", r"1\text{ and }2", False),
    ("Statements: (1) 7 is prime. (2) 8 is prime. (3) 11 is prime. Which statements are correct?", r"(1)\text{ and }(3)", "(1)", False),
    ("Statements: (1) 7 is prime. (2) 8 is prime. (3) 11 is prime. Which statements are correct?", r"(1)\text{ and }(3)", r"\text{all}", False),
    ("Statements: (1) 7 is prime. (2) 8 is prime. (3) 11 is prime. Which statements are correct?", r"(1)\text{ and }(3)", r"\text{all three}", False),
    ("Statements: (1) 7 is prime. (2) 8 is prime. (3) 11 is prime. Which statements are correct?", r"(1)\text{ and }(3)", r"\text{none}", False),
    ("Statements: (1) 7 is prime. (2) 8 is prime. (3) 11 is prime. Which statements are correct?", r"(1)\text{ and }(3)", r"\text{all but }(2)\text{ and }(3)", False),
    ("Which of the following are true? I. $0$ is even. II. $1$ is even. III. $2$ is even.", r"\text{I and III only}", r"\text{all but II}", True),
    ("Which of the following are true? I. $0$ is even. II. $1$ is even. III. $2$ is even.", r"\text{I and III only}", r"\text{I, III}", True),
    ("Which of the following are true? I. $0$ is even. II. $1$ is even. III. $2$ is even.", r"\text{I and III only}", r"\text{I and III}", True),
    ("Which of the following are true? I. $0$ is even. II. $1$ is even. III. $2$ is even.", r"\text{I and III only}", r"\text{I only}", False),
    ("Which of the following are true? I. $0$ is even. II. $1$ is even. III. $2$ is even.", r"\text{I and III only}", r"\text{II only}", False),
    ("Which of the following are true? I. $0$ is even. II. $1$ is even. III. $2$ is even.", r"\text{I and III only}", r"\text{I, II, and III}", False),
    ("Which of the following are true? I. $0$ is even. II. $1$ is even. III. $2$ is even.", r"\text{I and III only}", r"\text{I or III}", False),
    ("Which of the following are true? I. $0$ is even. II. $1$ is even. III. $2$ is even.", r"\text{I and III only}", r"\text{neither I nor III}", False),
    ("Which of the following are true? I. $0$ is even. II. $1$ is even. III. $2$ is even.", r"\text{I and III only}", r"\text{not I and III}", False),
    ("Which of the following are true? I. $0$ is even. II. $1$ is even. III. $2$ is even.", r"\text{I and III only}", r"\text{I and II only}", False),
    ("For which $x$ is $(x-1)(x-2)=0$? (1) solve (2) check. Which values work?", r"x=1\text{ or }2", r"x=1\text{ or }3", False),
    ("For which $x$ is $(x-1)(x-2)=0$? (1) solve (2) check. Which values work?", r"1\text{ or }2", r"1\text{ and }2", True),
    ("For which $x$ is $(x-1)(x-2)=0$? (1) solve (2) check. Which values work?", r"1\text{ or }2", "1, 2", True),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), CASES)
def test_the_items_that_are_chosen(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
