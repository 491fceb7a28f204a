"use strict";
// Loads a program, and finds what its top level defines.
const fs = require("fs");
const path = require("path");
const vm = require("vm");

const SOURCE = path.resolve("main.js");
const LOOK = "(__name) => { try { return eval(__name); } catch (error) { return undefined; } }";

// name -> what the program's top level calls so, whether it exports it or not; `default`: what it exports alone.
async function load(text) {
  if (/^\s*(import\b[^(]|export\b)/m.test(text)) {
    fs.writeFileSync("main.mjs", `${text}\n;export const __lookup = ${LOOK};`);
    const space = await import(path.resolve("main.mjs"));
    return (name) => space.__lookup(name) ?? space[name] ?? named(space.default, name);
  }
  const module = { exports: {} };
  const wrapped = `(function (exports, require, module, __filename, __dirname) {${text.replace(/^#!/, "//")}\n;return ${LOOK};\n})`;
  const inner = vm.runInThisContext(wrapped, { filename: SOURCE });
  const lookup = inner.call(module.exports, module.exports, require, module, SOURCE, path.dirname(SOURCE));
  return (name) => lookup(name) ?? module.exports?.[name] ?? (name === "default" ? module.exports : undefined);
}

const named = (value, name) => (value?.name === name ? value : value?.[name]);

// The function that tests call: `f`, `Solution.f`, or a method that Solution alone defines. Throws where there is none.
function resolve(lookup, entry) {
  const [owner, method] = entry.split(".");
  if (method !== undefined) return bound(lookup(owner), method, entry);
  const found = lookup(entry);
  if (typeof found === "function") return found;
  const Solution = lookup("Solution");
  if (typeof Solution === "function" && typeof Solution.prototype?.[entry] === "function") return bound(Solution, entry, entry);
  throw new Error(`the program does not define ${entry}`);
}

function bound(owner, method, entry) {
  if (owner === undefined || owner === null) throw new Error(`the program does not define ${entry}`);
  const instance = typeof owner === "function" && typeof owner[method] !== "function" ? new owner() : owner;
  if (typeof instance[method] !== "function") throw new Error(`the program does not define ${entry}`);
  return instance[method].bind(instance);
}

module.exports = { SOURCE, load, resolve };
