"use strict";
// Answers `call` tests: a byte on the wire asks for the next case, a frame of JSON (its length first) answers it.
// ENTRY_POINT names the function. ListNode and TreeNode are told by JSDoc: @param {ListNode} head, @return {TreeNode}.
const fs = require("fs");
const { SOURCE, load, resolve } = require("./program.js");

const WIRE = 21;

class ListNode {
  constructor(val, next) {
    this.val = val === undefined ? 0 : val;
    this.next = next === undefined ? null : next;
  }
}

class TreeNode {
  constructor(val, left, right) {
    this.val = val === undefined ? 0 : val;
    this.left = left === undefined ? null : left;
    this.right = right === undefined ? null : right;
  }
}

// The types that the comment before the entry point names.
function types(text, entry) {
  const name = entry.split(".").pop().replace(/[$]/g, "\\$&");
  const before = new RegExp(`/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\s*(?:export\\s+|async\\s+|static\\s+|var\\s+|let\\s+|const\\s+|function\\s+|[*])*${name}\\b`);
  const comment = (before.exec(text) ?? ["", ""])[1];
  const params = [...comment.matchAll(/@param\s*\{([^}]*)\}/g)].map((one) => one[1].trim());
  const returns = /@returns?\s*\{([^}]*)\}/.exec(comment);
  return { params, returns: returns ? returns[1].trim() : "" };
}

function typed(value, type, nodes) {
  if (/\[\]$/.test(type ?? "")) return value === null ? null : value.map((one) => typed(one, type.slice(0, -2), nodes));
  if (/\bListNode\b/.test(type ?? "")) return list(value, nodes.ListNode);
  if (/\bTreeNode\b/.test(type ?? "")) return tree(value, nodes.TreeNode);
  return value;
}

function list(values, Node) {
  let head = null;
  for (const value of [...(values ?? [])].reverse()) head = new Node(value, head);
  return head;
}

function tree(values, Node) {
  if (!values || !values.length || values[0] === null) return null;
  const root = new Node(values[0]);
  const level = [root];
  for (let at = 1, parent = 0; at < values.length; parent++) {
    for (const side of ["left", "right"]) {
      if (at < values.length && values[at] !== null) level.push((level[parent][side] = new Node(values[at])));
      at++;
    }
    if (parent + 1 >= level.length) break;
  }
  return root;
}

const isList = (value) => "val" in value && "next" in value && Object.keys(value).length === 2;
const isTree = (value) => "val" in value && "left" in value && "right" in value;

function listValues(node) {
  const seen = new Set();
  const values = [];
  for (; node; node = node.next) {
    if (seen.has(node)) throw new Error("the list has a circle");
    seen.add(node);
    values.push(node.val);
  }
  return values;
}

function treeValues(root) {
  const values = [];
  const level = [root];
  const seen = new Set();
  for (let at = 0; at < level.length; at++) {
    const node = level[at];
    values.push(node ? node.val : null);
    if (!node) continue;
    if (seen.has(node)) throw new Error("the tree has a circle");
    seen.add(node);
    level.push(node.left ?? null, node.right ?? null);
  }
  while (values.length && values[values.length - 1] === null) values.pop();
  return values;
}

// As sandbox_images/README.md has it.
function encode(value) {
  if (value === undefined || value === null) return "null";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : String(value);
  if (typeof value === "bigint") return `["i","${value < 0 ? "-" : ""}0x${(value < 0 ? -value : value).toString(16)}"]`;
  if (typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (typeof value !== "object") throw new Error(`returned a ${typeof value}, which is no plain data`);
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return `["l",[${Array.from(value, encode).join(",")}]]`;
  if (value instanceof Set) return encode([...value]);
  if (value instanceof String || value instanceof Number || value instanceof Boolean) return encode(value.valueOf());
  if (isList(value)) return encode(listValues(value));
  if (isTree(value)) return encode(treeValues(value));
  const pairs = value instanceof Map ? [...value] : Object.entries(value);
  return `["d",[${pairs.map(([key, one]) => `[${encode(key)},${encode(one)}]`).join(",")}]]`;
}

function send(text) {
  const data = Buffer.from(text);
  const frame = Buffer.alloc(4 + data.length);
  frame.writeUInt32BE(data.length);
  data.copy(frame, 4);
  for (let at = 0; at < frame.length; ) at += fs.writeSync(WIRE, frame, at);
}

const raised = (error) => `["!",${JSON.stringify(String((error && error.stack) || error).slice(0, 2000))}]`;

async function main() {
  const text = fs.readFileSync(SOURCE, "utf8");
  const entry = process.env.ENTRY_POINT;
  const cases = JSON.parse(fs.readFileSync(".cases.json", "utf8"));
  const known = types(text, entry);
  let call, nodes, failure;
  try {
    Object.assign(globalThis, { ListNode, TreeNode });
    const lookup = await load(text);
    nodes = { ListNode: lookup("ListNode") ?? ListNode, TreeNode: lookup("TreeNode") ?? TreeNode };
    call = resolve(lookup, entry);
  } catch (error) {
    failure = raised(error);
  }
  const empty = /^(ListNode|TreeNode)\b|\|\s*null|\?(ListNode|TreeNode)/.test(known.returns) && /Node/.test(known.returns);
  for (const { args, kwargs } of cases) {
    if (fs.readSync(WIRE, Buffer.alloc(1)) !== 1) return;
    try {
      if (failure) throw failure;
      const values = args.map((one, index) => typed(one, known.params[index], nodes));
      if (Object.keys(kwargs ?? {}).length) values.push(kwargs);
      let result = await call(...values);
      if (result === undefined && known.returns === "void") result = values[0]; // done in place
      send(`["=",${empty && (result === null || result === undefined) ? '["l",[]]' : encode(result)}]`);
    } catch (error) {
      send(error === failure ? failure : raised(error));
    }
  }
}

main().then(() => process.exit(0));
