"""Functions to be called with typed arguments: each with a solution in three languages, and a mutation of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Call:
    entry_point: str
    cases: tuple[tuple[list[Any], Any], ...]
    programs: dict[str, tuple[str, str, str]]
    """Language -> program, a text of it, and what that becomes in the mutant."""

    def tests(self, language: str) -> dict[str, Any]:
        cases = [{"args": args, "output": output} for args, output in self.cases]
        return {"type": "call", "language": language, "entry_point": self.entry_point, "cases": cases}

    def of(self, language: str) -> tuple[str, str]:
        program, old, new = self.programs[language]
        assert program.count(old) == 1, (self.entry_point, language)
        return program, program.replace(old, new)


CALLS = (
    Call("add", (([1, 2], 3), ([-5, 5], 0), ([2_000_000_000, 147_483_647], 2_147_483_647)), {
        "cpp": ("int add(int a, int b) { return a + b; }", "a + b", "a - b"),
        "java": ("class Solution { public int add(int a, int b) { return a + b; } }", "a + b", "a - b"),
        "javascript": ("const add = (a, b) => a + b;", "a + b", "a - b"),
    }),
    Call("Solution.scale", (([[1.5, 2.0], 2.0], [3.0, 4.0]), ([[], 1.0], [])), {
        "cpp": ("class Solution { public: vector<double> scale(const vector<double>& v, double k) { vector<double> r; for (double x : v) r.push_back(x * k); return r; } };", "x * k", "x + k"),
        "java": ("class Solution { double[] scale(double[] v, double k) { return Arrays.stream(v).map(x -> x * k).toArray(); } }", "x * k", "x"),
        "javascript": ("class Solution { scale(v, k) { return v.map((x) => x * k); } }", "x * k", "x"),
    }),
    Call("transpose", (([[[1, 2, 3], [4, 5, 6]]], [[1, 4], [2, 5], [3, 6]]), ([[[7]]], [[7]])), {
        "cpp": ("struct Solution { vector<vector<int>> transpose(vector<vector<int>>& m) { vector<vector<int>> r(m[0].size(), vector<int>(m.size())); for (size_t i = 0; i < m.size(); i++) for (size_t j = 0; j < m[0].size(); j++) r[j][i] = m[i][j]; return r; } };", "r[j][i] = m[i][j]", "r[j][i] = m[0][j]"),
        "java": ("class Solution { public int[][] transpose(int[][] m) { int[][] r = new int[m[0].length][m.length]; for (int i = 0; i < m.length; i++) for (int j = 0; j < m[0].length; j++) r[j][i] = m[i][j]; return r; } }", "r[j][i] = m[i][j]", "r[j][i] = m[0][j]"),
        "javascript": ("function transpose(m) { return m[0].map((_, j) => m.map((row) => row[j])); }", "row[j]", "row[0]"),
    }),
    Call("reverseList", (([[1, 2, 3]], [3, 2, 1]), ([[]], []), ([[5]], [5])), {
        "cpp": ("/* struct ListNode { int val; ListNode *next; }; */\nclass Solution {\npublic:\n  ListNode* reverseList(ListNode* head) { ListNode* out = nullptr; while (head) { ListNode* next = head->next; head->next = out; out = head; head = next; } return out; }\n};", "return out", "return out ? out->next : out"),
        "java": ("/**\n * public class ListNode {\n *     int val;\n *     ListNode next;\n * }\n */\nclass Solution {\n  public ListNode reverseList(ListNode head) { ListNode out = null; while (head != null) { ListNode next = head.next; head.next = out; out = head; head = next; } return out; }\n}", "return out", "return out == null ? out : out.next"),
        "javascript": ("/**\n * @param {ListNode} head\n * @return {ListNode}\n */\nvar reverseList = function (head) { let out = null; while (head) [head.next, out, head] = [out, head, head.next]; return out; };", "return out", "return out && out.next"),
    }),
    Call("invertTree", (([[4, 2, 7, 1, 3]], [4, 7, 2, None, None, 3, 1]), ([[]], []), ([[1, None, 2]], [1, 2])), {
        "cpp": ("class Solution { public: TreeNode* invertTree(TreeNode* root) { if (!root) return root; swap(root->left, root->right); invertTree(root->left); invertTree(root->right); return root; } };", "swap(root->left, root->right);", ""),
        "java": ("class Solution { public TreeNode invertTree(TreeNode root) { if (root == null) return null; TreeNode left = invertTree(root.left); root.left = invertTree(root.right); root.right = left; return root; } }", "root.right = left;", ""),
        "javascript": ("/**\n * @param {TreeNode} root\n * @return {TreeNode}\n */\nfunction invertTree(root) { if (root) [root.left, root.right] = [invertTree(root.right), invertTree(root.left)]; return root; }", "[invertTree(root.right), invertTree(root.left)]", "[invertTree(root.left), invertTree(root.right)]"),
    }),
    Call("words", (([["b", "a", "é\"\\\n"], "-"], "b-a-é\"\\\n"), ([[], "x"], "")), {
        "cpp": ("string words(vector<string> w, string s) { string r; for (size_t i = 0; i < w.size(); i++) r += (i ? s : \"\") + w[i]; return r; }", "i ? s", "i > 1 ? s"),
        "java": ("class Solution { public static String words(List<String> w, String s) { return String.join(s, w); } }", "String.join(s, w)", "String.join(\"\", w)"),
        "javascript": ("exports.words = (w, s) => w.join(s);", "w.join(s)", "w.join('')"),
    }),
    Call("flags", (([[1, 0, 2], True], [True, False, True]), ([[0], False], [True])), {
        "cpp": ("vector<bool> flags(vector<int> v, bool want) { vector<bool> r; for (int x : v) r.push_back((x != 0) == want); return r; }", "== want", "!= want"),
        "java": ("class Solution { public List<Boolean> flags(List<Integer> v, boolean want) { return v.stream().map(x -> (x != 0) == want).collect(Collectors.toList()); } }", "== want", "!= want"),
        "javascript": ("let flags = async (v, want) => v.map((x) => (x !== 0) === want);", "=== want", "!== want"),
    }),
    Call("sortInPlace", (([[3, 1, 2]], [1, 2, 3]), ([[]], [])), {
        "cpp": ("class Solution { public: void sortInPlace(vector<int>& v) { sort(v.begin(), v.end()); } };", "sort(v.begin(), v.end());", ""),
        "java": ("class Solution { public void sortInPlace(int[] v) { Arrays.sort(v); } }", "Arrays.sort(v);", ""),
        "javascript": ("/**\n * @param {number[]} v\n * @return {void}\n */\nvar sortInPlace = function (v) { v.sort((a, b) => a - b); };", "v.sort((a, b) => a - b);", ""),
    }),
    Call("counts", (([["a", "b", "a"]], {"a": 2, "b": 1}), ([[]], {})), {
        "cpp": ("map<string, int> counts(vector<string> w) { map<string, int> m; for (auto& x : w) m[x]++; return m; }", "m[x]++", "m[x] = 1"),
        "java": ("class Solution { public Map<String, Integer> counts(String[] w) { Map<String, Integer> m = new HashMap<>(); for (String x : w) m.merge(x, 1, Integer::sum); return m; } }", "Integer::sum", "Integer::min"),
        "javascript": ("function counts(w) { const m = {}; for (const x of w) m[x] = (m[x] || 0) + 1; return m; }", "(m[x] || 0) + 1", "1"),
    }),
    Call("big", (([9_007_199_254_740_993, 2], 18_014_398_509_481_986),), {
        "cpp": ("long long big(long long a, long long b) { return a * b; }", "a * b", "a + b"),
        "java": ("class Solution { public long big(long a, long b) { return a * b; } }", "a * b", "a + b"),
        "javascript": ("const big = (a, b) => 18014398509481986n;", "6n", "7n"),
    }),
)  # fmt: skip
FAILING = {
    "cpp": (("int f(int n) { return undefined; }", "compile_error"), ("int f(int n) { throw std::runtime_error(\"x\"); }", "runtime_error"),
            ("int f(int n) { return g(n); }", "compile_error"), ("int g(int n) { return n; }", "compile_error"),
            ("int f(int n) { while (true); }", "time_limit"), ("int f(int n) { exit(0); }", "runtime_error"),
            ("int f(int n) { std::vector<int> v; while (true) v.push_back(n); }", "memory_limit")),
    "java": (("class Solution { int f(int n) { return x; } }", "compile_error"), ("class Solution { int f(int n) { return new int[1][2].length / 0; } }", "runtime_error"),
             ("class Solution { int g(int n) { return n; } }", "runtime_error"), ("class Solution { int f(int n) { while (true); } }", "time_limit"),
             ("class Solution { int f(int n) { System.exit(0); return n; } }", "runtime_error"),
             ("class Solution { int f(int n) { List<int[]> l = new ArrayList<>(); while (true) l.add(new int[1 << 18]); } }", "memory_limit")),
    "javascript": (("function f(n { return n; }", "compile_error"), ("function f(n) { throw new Error('x'); }", "runtime_error"),
                   ("function g(n) { return n; }", "runtime_error"), ("function f(n) { while (true); }", "time_limit"),
                   ("function f(n) { process.exit(0); }", "runtime_error"), ("function f(n) { return () => n; }", "runtime_error"),
                   ("function f(n) { const a = []; while (true) a.push(new Array(1000).fill(1.5)); }", "memory_limit")),
}  # fmt: skip
"""Programs for `f` on 3 -> 9, and what each must be told as."""
