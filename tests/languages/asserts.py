"""Assert tests in JavaScript: twenty problems in the styles of the data sets, tests that cannot judge, and attacks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Asserted:
    """wrong: another program, which does not solve it; mutations: texts of the program and what they become."""

    name: str
    code: str | list[str]
    program: str
    wrong: str
    mutations: tuple[tuple[str, str], ...]
    setup: str = ""
    entry_point: str | None = None

    def tests(self) -> dict[str, Any]:
        more = {"entry_point": self.entry_point} if self.entry_point else {}
        return {"type": "assert", "language": "javascript", "code": self.code, "setup": self.setup, **more}

    def failing(self) -> list[str]:
        assert all(self.program.count(old) == 1 for old, _ in self.mutations), self.name
        return [self.wrong, *(self.program.replace(old, new) for old, new in self.mutations)]


PROBLEMS = (
    # As HumanEval-X has its tests: console.assert in a function that the test calls.
    Asserted(
        "close elements",
        "const testHasCloseElements = () => {\n"
        "  console.assert(hasCloseElements([1.0, 2.0, 3.9, 4.0, 5.0, 2.2], 0.3) === true)\n"
        "  console.assert(hasCloseElements([1.0, 2.0, 3.9, 4.0, 5.0, 2.2], 0.05) === false)\n"
        "  console.assert(hasCloseElements([1.1, 2.2, 3.1, 4.1, 5.1], 0.5) === false)\n}\n\ntestHasCloseElements()\n",
        "const hasCloseElements = (n, t) => { for (let i = 0; i < n.length; i++) for (let j = 0; j < i; j++) if (Math.abs(n[i] - n[j]) < t) return true; return false; }",
        "const hasCloseElements = () => true",
        (("j < i", "j < 1"), ("< t", "> t")),
    ),
    Asserted(
        "paren groups",
        "const test = () => {\n"
        "  console.assert(JSON.stringify(groups('(()()) ((())) () ((())()())')) === JSON.stringify(['(()())', '((()))', '()', '((())()())']))\n"
        "  console.assert(JSON.stringify(groups('( ) (( )) (( )( ))')) === JSON.stringify(['()', '(())', '(()())']))\n}\ntest()",
        "const groups = (text) => { let d = 0, now = ''; const out = []; for (const c of text) { if (c === ' ') continue; d += c === '(' ? 1 : -1; now += c; if (d === 0) { out.push(now); now = ''; } } return out; }",
        "const groups = (text) => text.split(' ')",
        (("now = ''; }", "}"), ("d === 0", "d === 1")),
    ),
    # As MultiPL-E has them: node:assert, and a candidate.
    Asserted(
        "is prime",
        "const assert = require('node:assert');\n\nfunction test() {\n  let candidate = is_prime;\n"
        "  assert.deepEqual(candidate(6),false);\n  assert.deepEqual(candidate(101),true);\n  assert.deepEqual(candidate(1),false);\n"
        "  assert.deepEqual(candidate(13441),true);\n}\n\ntest();",
        "function is_prime(n){ if (n < 2) return false; for (let i = 2; i * i <= n; i++) if (n % i === 0) return false; return true; }",
        "function is_prime(n){ return n % 2 === 1; }",
        (("n < 2", "n < 1"), ("i * i <= n", "i * i < n - 9000")),
    ),
    Asserted(
        "histogram",
        "const assert = require('node:assert');\nfunction test() {\n  let candidate = histogram;\n"
        "  assert.deepEqual(candidate(\"a b b a\"),{\"a\": 2, \"b\": 2});\n  assert.deepEqual(candidate(\"a b c a b\"),{\"a\": 2, \"b\": 2});\n"
        "  assert.deepEqual(candidate(\"\"),{});\n}\ntest();",
        "function histogram(t) { const m = {}; for (const w of t.split(' ')) if (w) m[w] = (m[w] || 0) + 1; const most = Math.max(...Object.values(m)); return Object.fromEntries(Object.entries(m).filter(([, n]) => n === most)); }",
        "function histogram(t) { return {a: 2, b: 2}; }",
        (("n === most", "n <= most"), ("if (w)", "if (true)")),
    ),
    # Statements, one test each.
    Asserted(
        "add",
        ["assert.strictEqual(add(1, 2), 3)", "assert.equal(add(-1, 1), 0)", "assert(add(0.5, 0.25) === 0.75)"],
        "function add(a, b) { return a + b; }",
        "function add(a, b) { return a - b; }",
        (("a + b", "a | b"), ("a + b", "String(a + b)")),
    ),
    Asserted(
        "sum to, strictly",
        ["assert.deepStrictEqual(pairs([1, 2, 3, 4], 5), [[1, 4], [2, 3]])", "assert.deepStrictEqual(pairs([], 5), [])"],
        "const pairs = (v, s) => { const out = []; v.forEach((a, i) => v.slice(i + 1).forEach((b) => { if (a + b === s) out.push([a, b]); })); return out; }",
        "const pairs = (v, s) => [[1, 4], [2, 3]]",
        (("i + 1", "i + 2"), ("[a, b]", "[String(a), b]")),
    ),
    # check(candidate), as HumanEval has it.
    Asserted(
        "check",
        "function check(candidate) {\n  assert.strictEqual(candidate('abc'), 'cba');\n  assert.strictEqual(candidate(''), '');\n}",
        "function reversed(s) { return [...s].reverse().join(''); }",
        "function reversed(s) { return s; }",
        ((".reverse()", ""), ("join('')", "join()")),
        entry_point="reversed",
    ),
    Asserted(
        "a method of Solution",
        "const check = (candidate) => { assert.deepStrictEqual(candidate([2, 7, 11, 15], 9), [0, 1]); assert.deepStrictEqual(candidate([3, 2, 4], 6), [1, 2]); };",
        "class Solution { twoSum(v, t) { const at = new Map(); for (let i = 0; i < v.length; i++) { if (at.has(t - v[i])) return [at.get(t - v[i]), i]; at.set(v[i], i); } } }",
        "class Solution { twoSum(v, t) { return [0, 1]; } }",
        (("at.set(v[i], i);", ""), ("return [at", "return [i, at")),
        entry_point="Solution.twoSum",
    ),
    # State, classes, getters.
    Asserted(
        "stack",
        "const s = new MinStack();\ns.push(3); s.push(1); s.push(2);\nassert.strictEqual(s.min, 1);\ns.pop(); s.pop();\nassert.strictEqual(s.min, 3);\n"
        "assert.strictEqual(s.size(), 1);\nassert.ok(s instanceof MinStack);\nassert.deepEqual(s.items, [3]);",
        "class MinStack { constructor() { this.items = []; } push(x) { this.items.push(x); } pop() { return this.items.pop(); } get min() { return Math.min(...this.items); } size() { return this.items.length; } }",
        "class MinStack { constructor() { this.items = []; } push(x) { this.items = [x]; } pop() { } get min() { return 1; } size() { return 1; } }",
        (("Math.min", "Math.max"), ("return this.items.pop();", "")),
    ),
    Asserted(
        "counter",
        "const a = counter(5), b = counter(0);\nassert.equal(a(), 5); assert.equal(a(), 6); assert.equal(b(), 0); assert.equal(a(), 7);",
        "const counter = (n) => () => n++;",
        "const counter = (n) => () => n;",
        (("n++", "++n"), ("n++", "n += 2")),
    ),
    # Functions of the tests.
    Asserted(
        "fold",
        "assert.strictEqual(fold([1, 2, 3], (a, b) => a + b, 0), 6);\nassert.deepStrictEqual(fold('abc', (a, b) => [b, ...a], []), ['c', 'b', 'a']);\n"
        "assert.throws(() => fold([1], () => { throw new RangeError('no'); }, 0), RangeError);",
        "function fold(items, f, a) { for (const x of items) a = f(a, x); return a; }",
        "function fold(items, f, a) { return 6; }",
        (("f(a, x)", "f(x, a)"), ("return a", "return x")),
    ),
    Asserted(
        "memoized",
        "let calls = 0;\nconst square = memoized((n) => { calls++; return n * n; });\nassert.deepEqual([square(3), square(3), square(4)], [9, 9, 16]);\nassert.equal(calls, 2);",
        "const memoized = (f) => { const known = {}; return (n) => known[n] ?? (known[n] = f(n)); };",
        "const memoized = (f) => f;",
        (("known[n] ?? ", ""), ("f(n)", "f(n) + calls")),
    ),
    # Exceptions.
    Asserted(
        "throws",
        "assert.throws(() => withdraw(5, 9), { name: 'InsufficientFunds', message: 'short by 4' });\nassert.throws(() => withdraw(-1, 0), TypeError);\nassert.equal(withdraw(9, 5), 4);",
        "class InsufficientFunds extends Error { constructor(n) { super('short by ' + n); this.name = 'InsufficientFunds'; } }\n"
        "function withdraw(have, want) { if (have < 0) throw new TypeError('negative'); if (want > have) throw new InsufficientFunds(want - have); return have - want; }",
        "function withdraw(have, want) { throw new TypeError('x'); }",
        (("TypeError('neg", "Error('neg"), ("want - have)", "want)")),
    ),
    # Promises, awaited or not.
    Asserted(
        "asynchronous",
        "(async () => {\n  assert.strictEqual(await later(3), 6);\n  await assert.rejects(later(-1), /negative/);\n  assert.deepStrictEqual(await Promise.all([later(1), later(2)]), [2, 4]);\n})();",
        "const later = (n) => new Promise((yes, no) => setTimeout(() => (n < 0 ? no(new Error('negative')) : yes(2 * n)), 5));",
        "const later = async (n) => 6;",
        (("yes(2 * n)", "yes(n)"), ("no(new Error('negative'))", "yes(-2)")),
    ),
    Asserted(
        "a callback",
        "const got = await new Promise((done) => readAll(['a', 'b'], (error, text) => done([error, text])));\nassert.deepStrictEqual(got, [null, 'a,b']);",
        "function readAll(parts, done) { done(null, parts.join(',')); }",
        "function readAll(parts, done) { return 'a,b'; }",
        (("null", "undefined"), ("','", "''")),
    ),
    # Data in place, Map, Set, undefined, NaN, large numbers, dates.
    Asserted(
        "in place",
        "const v = [3, 1, 2], same = v;\nassert.strictEqual(sortInPlace(v), undefined);\nassert.deepStrictEqual(v, [1, 2, 3]);\nassert.strictEqual(same, v);\n"
        "const o = { list: v };\nassert.strictEqual(first(o), v);",
        "function sortInPlace(v) { v.sort(); }\nconst first = (o) => o.list;",
        "function sortInPlace(v) { return [...v].sort(); }\nconst first = (o) => o.list;",
        (("v.sort()", "v.sort().reverse()"), ("o.list", "[...o.list]")),
    ),
    Asserted(
        "kinds of data",
        "const [m, s, d, n] = kinds(2);\nassert.deepStrictEqual(m, new Map([['a', { b: [2n ** 70n] }]]));\nassert.deepStrictEqual(s, new Set([NaN, -0, undefined, null]));\n"
        "assert.deepStrictEqual(d, new Date(86400000));\nassert.ok(Number.isNaN(n));\nassert.strictEqual(kinds(1), undefined);\nassert.deepStrictEqual(kinds(0), /x+/gi);",
        "const kinds = (n) => [/x+/gi, undefined, [new Map([['a', { b: [2n ** 70n] }]]), new Set([NaN, -0, undefined, null]), new Date(86400000), NaN]][n];",
        "const kinds = (n) => [/x+/gi, undefined, [new Map(), new Set(), new Date(), 0]][n];",
        (("[2n", "[3n"), ("-0", "1"), ("/gi", "/g"), ("86400000", "86400001")),
    ),
    # An ES module, tested as one.
    Asserted(
        "module",
        "import { strict as assert } from 'node:assert';\nimport slug, { LIMIT } from './solution.js';\nassert.equal(slug('Hello World'), 'hello-world');\nassert.equal(LIMIT, 10);\nassert.equal(slug('abcdefghijklmn'), 'abcdefghij');",
        "export const LIMIT = 10;\nexport default function slug(text) { return text.toLowerCase().split(' ').join('-').slice(0, LIMIT + 1).replace(/^(.{10}).$/, (all, ten) => all.includes('-') ? all : ten); }",
        "export const LIMIT = 10;\nexport default function slug(text) { return text; }",
        (("join('-')", "join('')"), ("LIMIT = 10", "LIMIT = 9")),
    ),
    Asserted(
        "exports",
        "const { area } = require('./shapes');\nassert.equal(area({ kind: 'square', side: 3 }), 9);\nassert.ok(Math.abs(area({ kind: 'circle', r: 1 }) - Math.PI) < 1e-9);",
        "exports.area = (s) => s.kind === 'square' ? s.side ** 2 : Math.PI * s.r ** 2;",
        "exports.area = (s) => 9;",
        (("side ** 2", "side * 2"), ("Math.PI *", "3.14 *")),
    ),
    # A generator, and what the setup shares between tests.
    Asserted(
        "fibonacci",
        ["assert.deepStrictEqual(take(fibonacci(), 6), first);", "let sum = 0;\nfor (const x of fibonacci()) { if (x > 100) break; sum += x; }\nassert.strictEqual(sum, 232);"],
        "function* fibonacci() { let [a, b] = [0, 1]; for (;;) { yield a; [a, b] = [b, a + b]; } }",
        "function* fibonacci() { yield* [0, 1, 1, 2, 3, 5]; }",
        (("[0, 1]; for", "[1, 1]; for"), ("a + b", "a + a")),
        setup="const first = [0, 1, 1, 2, 3, 5];\nfunction take(from, n) { const out = []; for (const x of from) { if (out.length === n) break; out.push(x); } return out; }",
    ),
)  # fmt: skip

ATTACKED: dict[str, Any] = {
    "type": "assert",
    "language": "javascript",
    "code": "const assert = require('node:assert');\nfunction test() {\n  let candidate = f;\n"
    "  assert.deepEqual(candidate(3), [3, 'three']);\n  assert.strictEqual(g(3) > 8 && g(3) < 10, true);\n"
    "  console.assert(JSON.stringify(candidate(1)) === JSON.stringify([1, 'one']));\n"
    "  const r = g(4);\n  assert(r > 15);\n  assert(r < 17);\n  assert(Math.abs(r - 16) < 1e-6);\n}\ntest();",
    "time_limit_s": 3,
    "memory_limit_mb": 256,
}
"""What every attack is to pass: f(n) is [n, its name], g(n) is n * n."""
HONEST = "const f = (n) => [n, n === 1 ? 'one' : 'three'];\nconst g = (n) => n * n;\n"

_PLAIN = "const f = (n) => [n, ''], g = (n) => 0;\n"
ATTACKS = {
    "exits while it is loaded": "process.exit(0)",
    "exits when it is called": "const f = () => process.exit(0), g = f;",
    "exits without a word": "process.reallyExit(0)",
    "aborts": "const f = () => process.abort(), g = f;",
    "replaces the functions of assert": "const a = require('assert'); for (const k of Object.keys(a)) a[k] = () => {};\n" + _PLAIN,
    "puts an assert of its own into the cache of modules": "const M = require('module'); const load = M._load; M._load = (...a) => /assert/.test(a[0]) ? new Proxy(() => {}, { get: () => () => {} }) : load(...a);\n" + _PLAIN,
    "replaces console.assert": "console.assert = () => {};\n" + _PLAIN,
    "defines the names that judge": "var assert = () => {}; assert.deepEqual = assert.strictEqual = () => {}; const require = () => assert, console = { assert() {} }, JSON = { stringify: () => '' }, Math = { abs: () => 0 }, test = () => {}, candidate = () => {};\n" + _PLAIN,
    "overrides what objects inherit": "for (const k of ['valueOf', 'toString', 'toJSON', 'constructor', '__defineGetter__']) Object.prototype[k] = () => 16;\n" + _PLAIN,
    "pollutes prototypes with a verdict": "for (const k of ['status', 'passed', 'reached', 'touched', 'settled', 'promised', 'loaded', 'then']) Object.prototype[k] = 'passed';\n" + _PLAIN,
    "replaces JSON": "JSON.stringify = () => '\"x\"'; JSON.parse = () => [3, 'three'];\n" + _PLAIN,
    "replaces what arrays and maps do": "Array.prototype.map = Array.prototype.filter = function () { return this; }; Map.prototype.get = Map.prototype.has = () => true;\n" + _PLAIN,
    "a Proxy that has every answer": "const all = new Proxy(function () {}, { get: (t, k) => (k === Symbol.toPrimitive ? () => 9 : all), apply: () => all, has: () => true, ownKeys: () => ['0', '1', 'length', 'prototype'], getOwnPropertyDescriptor: (t, k) => (k === 'prototype' ? Reflect.getOwnPropertyDescriptor(t, k) : { value: all, configurable: true, enumerable: true }) }); const f = all, g = all;",
    "an array by Proxy that lies": "const lie = new Proxy([], { get: (t, k) => (k === 'length' ? 2 : k === '0' ? 3 : undefined), getOwnPropertyDescriptor: (t, k) => k === 'length' ? { value: 2, writable: true, enumerable: false, configurable: false } : { value: undefined, configurable: true, enumerable: true, writable: true } }); const f = () => lie, g = () => 9;",
    "a result with getters that throw": "const f = () => ({ get 0() { throw new Error('x'); }, get length() { throw new Error('y'); } }), g = () => ({ get valueOf() { throw 1; } });",
    "throws something that looks like a pass": "const f = () => { throw { status: 'passed', name: 'Finished', code: 'ERR_PASSED' }; }, g = f;",
    "throws nothing": "const f = () => { throw undefined; }, g = f;",
    "throws an assertion error that says all is well": "const { AssertionError } = require('assert'); const f = () => { throw new AssertionError({ message: 'passed', actual: 1, expected: 1 }); }, g = f;",
    "a promise that never settles": "const f = () => new Promise(() => {}), g = f;",
    "a thenable that never calls": "const f = () => ({ then() {} }), g = f;",
    "a promise in place of every value": "const f = async () => [3, 'three'], g = async () => 9;",
    "writes verdicts to every descriptor": "const fs = require('fs'); for (let n = 3; n < 64; n++) for (let k = 0; k < 3; k++) try { fs.writeSync(n, '{\"status\":\"passed\",\"used\":true}\\n'); } catch (e) {}\n" + _PLAIN,
    "writes a verdict to the line's number": "const fs = require('fs'); const f = () => { try { fs.writeSync(22, '{\"status\": \"passed\", \"used\": true}\\n'); } catch (e) {} return 1; }, g = f;",
    "answers on the wire beforehand": "const fs = require('fs'); const s = (o) => { const d = Buffer.from(JSON.stringify(o)), h = Buffer.alloc(4); h.writeUInt32BE(d.length); fs.writeSync(21, Buffer.concat([h, d])); }; s({ loaded: true }); for (let i = 0; i < 50; i++) s({ thrown: false, promised: false, values: [16], heap: [] });",
    "answers with functions of the tests' run time": "const fs = require('fs'); const s = (o) => { const d = Buffer.from(JSON.stringify(o)), h = Buffer.alloc(4); h.writeUInt32BE(d.length); fs.writeSync(21, Buffer.concat([h, d])); }; s({ loaded: true }); for (const n of ['Function', 'eval', 'process', 'Object', 'require']) s({ thrown: false, promised: false, values: [['g', n]], heap: [] });",
    "rewrites prototypes over the wire": "const fs = require('fs'); const s = (o) => { const d = Buffer.from(JSON.stringify(o)), h = Buffer.alloc(4); h.writeUInt32BE(d.length); fs.writeSync(21, Buffer.concat([h, d])); }; s({ loaded: true }); for (let id = 0; id < 40; id++) s({ thrown: false, promised: false, values: [['r', id]], heap: [[id, 'object', null, [['__proto__', ['g', 'Object'], 1], ['constructor', 16, 1], ['valueOf', 16, 1]], ['g', 'Object'], false]] });",
    "makes a prototype of Object over the wire": "const fs = require('fs'); const s = (o) => { const d = Buffer.from(JSON.stringify(o)), h = Buffer.alloc(4); h.writeUInt32BE(d.length); fs.writeSync(21, Buffer.concat([h, d])); }; s({ loaded: true }); s({ thrown: false, promised: false, values: [['r', 1]], heap: [[1, 'prototype', null, [['valueOf', 'value', ['g', 'Object']]], null], [3, 'function', ['x', 0, ['g', 'Object']], [['prototype', 'value', ['g', 'Array']]]]] });",
    "asks the tests to run code": "const fs = require('fs'); const s = (o) => { const d = Buffer.from(JSON.stringify(o)), h = Buffer.alloc(4); h.writeUInt32BE(d.length); fs.writeSync(21, Buffer.concat([h, d])); }; s({ loaded: true }); for (const n of ['Function', 'Object', 'String']) for (const k of ['call', 'new']) s({ ask: k, values: [['g', n], null, 'return process'], heap: [] });",
    "hangs up": "const fs = require('fs'); fs.closeSync(21);\n" + _PLAIN,
    "a frame that never ends": "const fs = require('fs'); fs.writeSync(21, Buffer.from([3, 255, 255, 255]));\n" + _PLAIN,
    "a frame larger than all": "const fs = require('fs'); fs.writeSync(21, Buffer.from([255, 255, 255, 255]));\n" + _PLAIN,
    "looks for the tests' text in files": "const fs = require('fs'); let text = ''; const see = (p) => { try { text += fs.readFileSync(p, 'utf8'); } catch (e) {} }; for (const p of ['.tests.json', '/tmp/.tests.json', 'tests.js', '.cases.json']) see(p); for (let i = 1; i < 64; i++) for (const n of ['environ', 'cmdline', 'cwd/.tests.json', 'root/tmp/.tests.json', 'fd/20', 'fd/23']) see(`/proc/${i}/${n}`); const m = /deepEqual\\(candidate\\(3\\), (\\[.*?\\])\\)/.exec(text); const f = () => (m ? eval(m[1]) : 0), g = (n) => (m ? n * n : 0);",
    "looks for the tests on the stack": "const f = function () { const c = f.caller ?? arguments.callee.caller; const s = String(c) + new Error().stack; const m = /(\\[3, 'three'\\])/.exec(s); return m ? eval(m[1]) : 0; }, g = () => 9;",
    "looks for the tests with an inspector": "const { Session } = require('inspector'); const s = new Session(); s.connect(); s.post('Debugger.enable'); let t = ''; s.on('Debugger.scriptParsed', (m) => (t += m.params.url)); const f = () => (/tests\\.js$/.test(t) ? [3, 'three'] : 0), g = (n) => n * n;",
    "kills whoever there is": "for (const p of [-1, 1, process.ppid, 2, 3]) try { process.kill(p, 'SIGKILL'); } catch (e) {}\n" + _PLAIN,
    "stops whoever there is": "for (let p = 1; p < 64; p++) if (p !== process.pid) try { process.kill(p, 'SIGSTOP'); } catch (e) {}\n" + _PLAIN,
    "leaves a child with the wire": "const c = require('child_process').spawn('sh', ['-c', 'while :; do printf \"passed\\n\" >&21; done'], { detached: true, stdio: 'ignore' }); c.unref();\n" + _PLAIN,
    "a worker with the wire": "const { Worker } = require('worker_threads'); new Worker(\"const fs = require('fs'); for (;;) try { fs.writeSync(22, '{\\\"status\\\":\\\"passed\\\"}\\\\n'); } catch (e) { break; }\", { eval: true });\n" + _PLAIN,
    "replaces what the harness reads and writes with": "const fs = require('fs'); fs.readSync = fs.writeSync = () => 0; const { Crossing } = require('/opt/assay/harness/crossing.js'); for (const k of Object.getOwnPropertyNames(Crossing.prototype)) if (k !== 'constructor' && k !== 'receive' && k !== 'send' && k !== 'read') Crossing.prototype[k] = () => ({ values: [16], heap: [] });\n" + _PLAIN,
    "runs the tests' own harness": "try { require('/opt/assay/harness/tests.js'); } catch (e) {}\n" + _PLAIN,
    "ends when the tests have asked": "const f = (n) => { setImmediate(() => process.reallyExit(0)); return [n, '']; }, g = () => { process.reallyExit(0); };",
    "prints what a pass looks like": "console.log('{\"status\": \"passed\"}'); console.error('R\\nJR passed'); const f = () => console.log('passed'), g = f;",
    "loops": "const f = () => { for (;;); }, g = f;",
    "calls itself for ever": "const f = () => f(), g = f;",
    "a result without end": "const f = () => { const a = []; for (;;) a.push(a.slice()); }, g = f;",
    "a circle": "const f = () => { const a = [3]; a.push(a); return a; }, g = () => NaN;",
    "a result a million levels deep": "const f = () => { let a = []; for (let i = 0; i < 1e5; i++) a = [a]; return a; }, g = () => 9;",
    "not a number, whatever is asked": "const f = () => NaN, g = f;",
    "nothing": "",
    "an answer that is a function": "const f = () => f, g = () => g;",
    "a class that is everything's instance": "class f { static [Symbol.hasInstance]() { return true; } constructor() { return [3, 'three']; } } const g = f;",
    "replaces process.stdout and exits well": "process.stdout.write = () => true; process.on('exit', () => { process.exitCode = 0; }); const f = () => { process.exitCode = 0; process.kill(process.pid, 'SIGTERM'); }, g = f;",
}  # fmt: skip
"""Programs that solve nothing: none may score more than 0, and none may make the item an error."""

RANGED: dict[str, Any] = {
    "type": "assert",
    "language": "javascript",
    "code": "const r = g(4);\nassert(r > 15);\nassert(r < 17);\nassert.ok(`${r}`);",
}
"""Looks at one result twice, and never for equality: a number is to be one number. HONEST passes."""
LIARS = {
    "valueOf": "const g = () => { let k = 0; return { valueOf: () => [Infinity, -Infinity][k++ % 2] }; };",
    "Symbol.toPrimitive": "let k = 0; class N { [Symbol.toPrimitive]() { return k++ % 2 ? 0 : 99; } } const g = () => new N();",
    "toString": "const g = () => { let k = 0; return [{ toString: () => String([99, 0][k++ % 2]) }]; };",
    "a getter of valueOf": "let k = 0; class N { get valueOf() { return () => [99, 0][k++ % 2]; } } const g = () => new N();",
    "a valueOf that is changed between two looks": "class N { valueOf() { this.valueOf = () => 0; return 99; } } const g = () => new N();",
    "a new prototype between two looks": "class M { valueOf() { return 0; } } class N { valueOf() { Object.setPrototypeOf(this, M.prototype); return 99; } } const g = () => new N();",
    "a date": "class D extends Date { valueOf() { return this.k = this.k ? 0 : 99; } } const g = () => new D();",
    "a boxed number": "let k = 0; class B extends Number { valueOf() { return k++ % 2 ? 0 : 99; } } const g = () => new B(3);",
    "a function": "let k = 0; const g = () => Object.assign(() => 0, { valueOf: () => (k++ % 2 ? 0 : 99) });",
    "an array that joins anew": "let k = 0; class A extends Array { join() { return k++ % 2 ? 0 : 99; } } const g = () => new A(1);",
    "a method that was called": "let k = 0; class N { toString() { return String(k++ % 2 ? 0 : 99); } } const g = () => [new N()];",
}
"""Results that would be two numbers."""

FAULTS = (
    ("does not compile", {"code": "assert.equal(f(1, 1)"}, "the tests do not compile"),
    ("fails by itself", {"code": "assert.equal(1, 2); f(1)"}, "fails without using the program"),
    ("uses no program", {"code": "assert.equal(1, 1)"}, "without using the program"),
    ("no such module", {"code": "const x = require('no-such-module'); assert(f(1))"}, "fails without using the program"),
    ("shared", {"code": "assert(f(1))", "isolation": "shared"}, "process of their own"),
    ("replaces what the program uses", {"code": "Math.random = () => 0.5;\nassert(f(1))"}, "Math.random"),
    ("reads what was printed", {"code": "const out = [];\nconsole.log = (x) => out.push(x);\nf(1);\nassert(out[0])"}, "line 2"),
    ("reads files", {"code": "const fs = require('fs');\nassert(f(1))"}, "fs"),
)  # fmt: skip
"""Tests that cannot judge, whatever the program: what their error says."""

UNDECIDED = (
    ("a promise within data", "assert.deepEqual(f(1), [1])", "const f = (n) => [Promise.resolve(n)];"),
    ("a function that gives a promise", "assert.equal(f(async () => 1), 1)", "const f = (g) => { g(); return 1; };"),
)
"""What shows only while it runs: 0, and `undecided`."""

UNREACHED = (
    ("nothing to look at", "for (const one of f(3)) assert(one > 0);", "const f = () => [];", "wrong_answer"),
    ("a callback that never comes", "f((x) => assert.equal(x, 1));", "const f = () => {};", "wrong_answer"),
    ("a promise that the test makes", "assert(true); (async () => { await new Promise((yes) => f(yes)); assert.equal(f(1), 2); })();", "const f = () => {};", "runtime_error"),
    ("a failure that the test swallows", "try { f(1); } catch (e) { }\nassert(true);", "const f = () => process.exit(0);", "runtime_error"),
    ("an end of the test's own", "if (f(1) !== 2) process.exit(1);\nassert(true);", "const f = () => 1;", "runtime_error"),
    ("a rejection that nobody awaits", "assert(true);\nassert.rejects(f(1));", "const f = async () => 1;", "wrong_answer"),
)  # fmt: skip
"""Tests whose assertions the program keeps from being reached: 0, told as what."""
