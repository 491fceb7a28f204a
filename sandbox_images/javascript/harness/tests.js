"use strict";
// The tests' process of `assert` tests: it holds the tests and never the program, which it asks over the wire. The verdict
// leaves by the line, of which the program's process has no descriptor.
//
// Free names of the tests that are none of Node's are the program's. Assertions are counted: a test that has some and
// reaches none has not passed, and neither has one that leaves a promise unsettled.
const assert = require("assert");
const fs = require("fs");
const { createRequire } = require("module");
const path = require("path");
const v8 = require("v8");
const vm = require("vm");
const { Crossing, GoneError } = require("./crossing.js");

const WIRE = 21;
const LINE = 22;
const DETAIL = 500;
const suite = JSON.parse(fs.readFileSync(".tests.json", "utf8"));
const tests = suite.tests.map(withoutImports);
const setup = withoutImports(suite.setup);
const entry = suite.entry_point;
const entryName = entry && entry.split(".").pop();
const LANGUAGES_OWN = new Set(vm.runInNewContext("Object.getOwnPropertyNames(globalThis)"));

class Finished extends Error {}

// What the present test has come to.
const now = {};

class Program extends Crossing {
  constructor() {
    super(WIRE, 0, (what) => (now.unclear ??= `${what} does not cross between two processes`));
  }

  // Waits until the program has been loaded. Throws how it failed.
  load() {
    if (!this.loaded) {
      const { loaded, failure } = this.receive();
      this.loaded = true;
      this.failure = loaded === true ? null : String(failure);
    }
    if (this.failure) throw Object.assign(new Error(this.failure.split("\n").find((line) => /\S/.test(line))), { stack: this.failure });
  }

  ask(operation, values) {
    now.touched = true;
    return super.ask(operation, values);
  }

  named(name) {
    return name === entryName ? this.ask("entry", [entry]) : this.ask("name", [name]);
  }
}

const program = new Program();

// ---- what tests find

// `import` statements as what they do in a CommonJS file.
function withoutImports(text) {
  return text.replace(/^[ \t]*import\s+([^'";]+?)\s+from\s+(['"][^'"\n]+['"])/gm, (_, names, from) => {
    const [, alone, , all, some] = /^(?:([\w$]+)\s*(,\s*)?)?(?:\*\s*as\s+([\w$]+)|(\{[^}]*\}))?$/.exec(names) ?? [];
    const parts = [alone && `${alone} = require(${from}, "default")`, all && `${all} = require(${from})`, some && `${some.replace(/\bas\b/g, ":")} = require(${from})`];
    return `const ${parts.filter(Boolean).join(", ")}`;
  });
}

function counted(real) {
  const count = (one) => function (...args) {
    now.reached = true;
    // Without a message Node looks for the assertion's text, and finds this file's.
    return Reflect.apply(one, this, (one === real || one === real.ok) && args.length === 1 ? [args[0], "an assertion does not hold"] : args);
  };
  const mine = count(real);
  for (const name of Object.keys(real)) mine[name] = typeof real[name] === "function" && name !== "AssertionError" ? count(real[name]) : real[name];
  return mine;
}

const asserts = counted(assert);
asserts.strict = counted(assert.strict);
asserts.strict.strict = asserts.strict;

// What the program exports, for tests that require it by a path.
const exported = new Proxy(function () {}, {
  get: (_, name) => (typeof name === "string" ? program.named(name) : undefined),
  apply: (_, self, args) => program.named("default")(...args),
  construct: (_, args) => new (program.named("default"))(...args),
});

const requireReal = createRequire(path.resolve("tests.js"));

// part: `default`, for an import of that.
function required(name, part) {
  const bare = name.replace(/^node:/, "");
  if (bare === "assert") return asserts;
  if (bare === "assert/strict") return asserts.strict;
  if (!/^\.{1,2}(\/|$)/.test(name) || fs.existsSync(name)) return requireReal(name);
  return part ? program.named(part) : exported;
}

function prepareGlobals() {
  const words = new Set(`${setup}\n${tests.join("\n")}`.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu));
  for (const word of words) if (!(word in globalThis)) offer(word);
  if (entryName && !LANGUAGES_OWN.has(entryName)) offer(entryName);
  globalThis.assert = asserts;
  console.assert = (value, ...message) => {
    now.reached = true;
    if (!value) now.failure ??= new assert.AssertionError({ message: message.join(" ") || "console.assert failed", operator: "assert" });
  };
  process.exit = (code) => {
    if (code) now.failure ??= new Error(`the test exits with ${code}`);
    throw new Finished();
  };
}

function offer(name) {
  const take = (value) => Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
  const get = () => {
    const found = program.named(name);
    if (found === undefined) throw new ReferenceError(`${name} is not defined`);
    return found;
  };
  Object.defineProperty(globalThis, name, { get, set: take, configurable: true });
}

// ---- running them

function compiled() {
  for (const text of [setup, ...tests]) new vm.Script(`(async () => {\n${text}\n})`, { filename: "tests.js" });
  const defines = /\bfunction\s+check\b|\b(const|let|var)\s+check\b/;
  const check = (text) => (entry && defines.test(text) ? `;await check(${entryName});` : "");
  const bodies = tests.map((text) => `async () => {\n${text}\n${check(text)}}`);
  const whole = `(async (require, module, exports, __filename, __dirname) => {\n${setup}\nreturn [${bodies.join(",\n")}];\n})`;
  return new vm.Script(whole, { filename: "tests.js" }).runInThisContext();
}

let pending = 0;
let bodies = null;

async function run(index) {
  try {
    program.load();
    bodies ??= await suiteBodies(required, { exports: {} }, {}, path.resolve("tests.js"), path.resolve("."));
    await bodies[index]();
  } catch (error) {
    fail(error);
  }
  now.settled = true;
}

function fail(error) {
  if (!(error instanceof Finished)) now.failure ??= error ?? new Error(`threw ${error}`);
}

function verdict(index) {
  const { failure, touched, unclear } = now;
  const why = failure && String(failure.name ? `${failure.name}: ${failure.message}` : failure).replace(/\s+/g, " ").slice(0, DETAIL);
  if (program.gone) return { status: "runtime_error", detail: program.gone.message, gone: true };
  if (unclear) return { status: "runtime_error", detail: unclear, undecided: true };
  if (program.failure) return { status: "runtime_error", detail: why, stderr: program.failure };
  if (failure && !touched) return { status: "fault", detail: `fails without using the program: ${why}` };
  if (failure instanceof assert.AssertionError) return { status: "wrong_answer", detail: why };
  if (failure) return { status: "runtime_error", detail: why, stderr: String(failure.stack ?? "") };
  if (!now.settled || pending > 0) return { status: "runtime_error", detail: "a promise that the test waits for is never settled" };
  if (touched && !now.reached && /assert/i.test(tests[index])) return { status: "wrong_answer", detail: "no assertion of the test was reached" };
  return { status: "passed" };
}

function report(event) {
  const data = Buffer.from(JSON.stringify(event) + "\n");
  for (let at = 0; at < data.length; ) at += fs.writeSync(LINE, data, at);
}

let suiteBodies, broken;
try {
  suiteBodies = compiled();
} catch (error) {
  broken = `the tests do not compile: ${error.name}: ${error.message}`;
}
const reallyExit = process.reallyExit.bind(process);
prepareGlobals();
process.on("unhandledRejection", fail);
process.on("uncaughtException", fail);

let index = suite.first - 1;
let used = false;

function goOn() {
  index++;
  if (fs.readSync(LINE, Buffer.alloc(1)) !== 1 || index >= tests.length) reallyExit(0);
  if (broken) {
    report({ status: "fault", detail: broken });
    reallyExit(0);
  }
  for (const name of Object.keys(now)) delete now[name];
  pending = 0;
  setImmediate(run, index);
}

process.on("beforeExit", () => {
  const found = verdict(index);
  used ||= now.touched === true;
  report({ used, ...found });
  goOn();
});
goOn();
v8.promiseHooks.createHook({ init: () => pending++, settled: () => pending-- });
