"""One small row of each shape, written for these tests in the layout of the data set that it is named after."""

from __future__ import annotations

import base64
import json
import pickle
import zlib
from typing import Any


def packed(cases: Any) -> str:
    """As LiveCodeBench packs its private tests."""
    return base64.b64encode(zlib.compress(pickle.dumps(json.dumps(cases)))).decode()


ASSERTS = ["assert double(2) == 4", "assert double(0) == 0"]
PUBLIC = json.dumps([{"input": "2\n", "output": "4\n", "testtype": "stdin"}])
PRIVATE = "eJxrYJlqywABPZbR1UqZeQWlJUpWCkqmMXlKOgpK+aUlUAFDA4hISWpxSUllQSpIrLgkJTNPqTZ2ih4ApoQUew=="
"""`packed([{"input": "5\\n", "output": "10\\n", "testtype": "stdin"}])`, the same with every zlib."""
FUNCTIONAL = [{"input": "[1, 2]\n2", "output": "[2, 4]", "testtype": "functional"}]
CHECK = "def check(candidate):\n    assert candidate(2) == 4\n"
CHECKER = "import sys\nprint(int(len(open(sys.argv[3]).read()) > 0))\n"

ROWS: dict[str, dict[str, Any]] = {
    "tests of the service": {"tests": {"type": "call", "entry_point": "f", "cases": [{"args": [3], "output": 9}]}},
    "tests as JSON text": {"tests": '{"type": "stdio", "cases": [{"input": "3", "output": "9"}]}'},
    "tests that `datasets` filled up": {
        "tests": {
            "type": "call",
            "entry_point": "f",
            "code": None,
            "cases": [{"args": [3], "kwargs": {"a": 1, "b": None}, "input": None, "output": None}],
        }
    },
    "a list of assertions (MBPP, AceCode)": {"tests": ASSERTS},
    "MBPP": {"text": "Double it.", "test_list": ASSERTS, "test_setup_code": "import math"},
    "MBPP+": {
        "test_list": ASSERTS,
        "test_imports": ["import math"],
        "test": "inputs = [[2], [0]]\nresults = [4, 0]\nfor i, (inp, exp) in enumerate(zip(inputs, results)):\n"
        "    assert double(*inp) == exp\n",
    },
    "HumanEval, HumanEval+": {
        "prompt": "import math\n\n\ndef double(n):\n    ...\n",
        "entry_point": "double",
        "test": CHECK,
    },
    "EvalPlus' own HumanEval+ and MBPP+": {
        "prompt": "def double(n):\n",
        "canonical_solution": "    return 2 * n\n",
        "entry_point": "double",
        "contract": "    assert n >= 0\n",
        "base_input": [[2], [0]],
        "plus_input": [[7]],
        "atol": 0,
    },
    "BigCodeBench": {
        "code_prompt": "import os\ndef double(n):\n",
        "entry_point": "double",
        "test": "import unittest\nclass TestCases(unittest.TestCase):\n    def test_it(self):\n        self.assertEqual(double(2), 4)",
    },
    "LeetCodeDataset": {
        "prompt": "from typing import *\n",
        "starter_code": "class Solution:\n    def double(self, n: int) -> int:",
        "entry_point": "Solution().double",
        "test": CHECK,
    },
    "KodCode": {
        "test": "from solution import double\n\ndef test_it():\n    assert double(2) == 4",
        "test_info": [{"function_name": "double"}],
    },
    "APPS, TACO: a program": {"input_output": '{"inputs": ["2\\n", ["3", "4"]], "outputs": ["4\\n", "14"]}'},
    "APPS, TACO: a function": {"input_output": '{"fn_name": "f", "inputs": [[1, 2], [3, 4]], "outputs": [[3], [7]]}'},
    "PRIME (verl)": {"reward_model": {"style": "rule", "ground_truth": '{"inputs": ["2"], "outputs": ["4"]}'}},
    "LiveCodeBench: a program": {
        "question_content": "Double it.",
        "public_test_cases": PUBLIC,
        "private_test_cases": PRIVATE,
    },
    "LiveCodeBench: a function": {
        "question_content": "Double them.",
        "starter_code": "class Solution:\n    def double(self, a, n):",
        "public_test_cases": json.dumps(FUNCTIONAL),
        "metadata": '{"func_name": "double"}',
    },
    "DeepCoder": {"tests": json.dumps([{**FUNCTIONAL[0], "metadata": {"func_name": "double"}}])},
    "open-r1's verification_info": {
        "verification_info": {
            "language": "Python",
            "test_cases": [{"type": "stdin_stdout", "input": "2", "output": "4", "fn_name": None}],
        }
    },
    "CodeContests": {
        "public_tests": {"input": ["2\n"], "output": ["4\n"]},
        "private_tests": {"input": [], "output": []},
        "generated_tests": {"input": ["5\n"], "output": ["10\n"]},
        "time_limit": {"seconds": 7, "nanos": 500000000},
        "memory_limit_bytes": 268435456,
    },
    "Codeforces (open-r1)": {
        "official_tests": [{"input": "2\n", "output": "4\n"}],
        "generated_tests": 0,
        "time_limit": 2.0,
        "memory_limit": 1024.0,
        "input_mode": "stdio",
        "generated_checker": None,
    },
    "Codeforces with a checker": {
        "official_tests": [{"input": "2\n", "output": "4\n"}],
        "input_mode": "stdio",
        "generated_checker": CHECKER,
    },
    "OpenThoughts": {"test_cases": '{"inputs": ["2"], "outputs": ["4"]}'},
    "NeMo-Gym": {"verifier_metadata": {"unit_tests": {"inputs": ["2"], "outputs": ["4"]}}},
    "code-r1 (verl)": {"reward_model": {"ground_truth": '{"functional": "assert double(2) == 4"}'}},
    "a number": {"ground_truth": 5},
    "a number that pandas made a float": {"answer": 5.0},
    "several answers": {"ground_truth": ["1/2", 0.5]},
    "verl": {"data_source": "math", "reward_model": {"style": "rule", "ground_truth": "72"}},
    "GSM8K": {"question": "How many?", "answer": "6 * 12 = 72\n#### 1,072"},
    "MATH": {"problem": "Halve it.", "solution": "We find $\\boxed{\\frac{1}{2}}$."},
    "NeMo-Gym, mathematics": {"question": "How many?", "expected_answer": "32"},
}
