"use strict";
// Values between the process of a program and that of its tests, and calls, over one socket and nested in either direction.
//
// Both sides keep a table of the objects that have crossed, by number (odd: the program's). A message carries values and
// the present state of every object that can be reached from them, so that data are local copies with one identity, which
// change as the other side changed them during a call. Functions, methods and getters stay where they are, and are called
// by number. The tests' side decodes what a hostile program may have written: it makes plain data and functions that ask,
// and never takes a function of its own realm from a message but the constructors named below.
const { readSync, writeSync } = require("fs");
const { types } = require("util");

const MAX_FRAME = 64 * 1024 * 1024;
const BUFFERS = [
  "ArrayBuffer", "Buffer", "Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array",
  "Uint32Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array",
];
const CLASSES = [
  "Object", "Array", "Number", "String", "Boolean", "Symbol", "BigInt", "Map", "Set", "Date", "RegExp", "Error", "EvalError",
  "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError", "AggregateError", ...BUFFERS,
];
// Both realms have these: they cross by name, their prototypes as the prototypes of data alone.
const REALM = new Map(CLASSES.map((name) => [name, globalThis[name]]));
const CONSTRUCTORS = new Map([...REALM].map(([name, one]) => [one, name]));
const PROTOTYPES = new Map([...REALM].map(([name, one]) => [one.prototype, name]));
const SYMBOLS = new Map(
  ["iterator", "asyncIterator", "hasInstance", "toPrimitive", "toStringTag", "species"].map((name) => [Symbol[name], name])
);
// What belongs to a realm itself (what makes code of texts, prototypes, Math, console and the like): never handed out.
const OWN = new Set([eval, ...[async () => {}, function* () {}, async function* () {}].map((one) => Object.getPrototypeOf(one).constructor)]);
for (const name of Object.getOwnPropertyNames(globalThis)) {
  const { value } = Object.getOwnPropertyDescriptor(globalThis, name);
  if (typeof value === "object" && value !== null) OWN.add(value);
  if (typeof value === "function" && value.prototype) OWN.add(value.prototype);
}
OWN.add(Function);
const OF_FUNCTIONS = new Set(["length", "name", "prototype", "arguments", "caller"]);
class GoneError extends Error {}

const isObject = (value) => (typeof value === "object" && value !== null) || typeof value === "function";
const isIndex = (key) => typeof key === "string" && /^(0|[1-9]\d*)$/.test(key);

function kindOf(object) {
  if (typeof object === "function") return "function";
  if (Array.isArray(object)) return "array";
  if (types.isMap(object)) return "map";
  if (types.isSet(object)) return "set";
  if (types.isDate(object)) return "date";
  if (types.isRegExp(object)) return "regexp";
  if (types.isNativeError(object)) return "error";
  if (types.isTypedArray(object) || types.isAnyArrayBuffer(object)) return "bytes";
  if (types.isBoxedPrimitive(object)) return "boxed";
  return types.isPromise(object) ? "promise" : "object";
}

function unboxed(object) {
  for (const kind of [Number, String, Boolean, BigInt, Symbol]) {
    try {
      return kind.prototype.valueOf.call(object);
    } catch (error) {
      continue;
    }
  }
}

function bytesOf(object) {
  return types.isTypedArray(object) ? Buffer.from(object.buffer, object.byteOffset, object.byteLength) : Buffer.from(object);
}

// As the language has it. own: the object's own method.
function primitive(object, own, hint) {
  const method = own ?? Object.getPrototypeOf(object)?.[Symbol.toPrimitive];
  const names = hint === "string" ? ["toString", "valueOf"] : ["valueOf", "toString"];
  for (const one of method ? [method] : names.map((name) => object[name])) {
    const value = typeof one === "function" ? Reflect.apply(one, object, [hint]) : object;
    if (!isObject(value)) return value;
  }
  throw new TypeError("Cannot convert object to primitive value");
}

class Crossing {
  // parity: of the numbers of this side's objects. unclear: told of what cannot cross, once a thing.
  constructor(fd, parity, unclear = () => {}) {
    Object.assign(this, { fd, parity, unclear, next: parity, gone: null, calls: 0, quiet: false });
    this.numbers = new Map();
    this.objects = new Map();
    this.told = new Set();
    this.prototypes = new Set();
    this.fixed = new WeakMap();
  }

  // ---- what this side says

  encode(values) {
    const queue = [];
    const seen = new Set();
    const number = (object, isPrototype) => {
      let id = this.numbers.get(object);
      if (id === undefined) {
        id = this.next;
        this.next += 2;
        this.enter(id, object);
        if (isPrototype) this.prototypes.add(id);
      }
      if (!seen.has(id)) {
        seen.add(id);
        queue.push(id);
      }
      return ["r", id];
    };
    const one = (value) => {
      if (value === null || typeof value === "string" || typeof value === "boolean") return value;
      if (typeof value === "number") return Number.isFinite(value) && !Object.is(value, -0) ? value : ["n", Object.is(value, -0) ? "-0" : String(value)];
      if (typeof value === "undefined") return ["u"];
      if (typeof value === "bigint") return ["b", String(value)];
      if (typeof value === "symbol") return this.symbol(value);
      if (CONSTRUCTORS.has(value)) return ["g", CONSTRUCTORS.get(value)];
      if (OWN.has(value)) {
        this.unclear("what belongs to the run time itself");
        return ["u"];
      }
      return number(value, false);
    };
    one.prototype = (object) => {
      if (object === null || (OWN.has(object) && !PROTOTYPES.has(object) && this.parity === 0)) return null;
      return PROTOTYPES.has(object) ? ["g", PROTOTYPES.get(object)] : number(object, true);
    };
    const sent = values.map(one);
    const heap = [];
    for (let at = 0; at < queue.length; at++) {
      const entry = this.describe(queue[at], one);
      if (entry) heap.push(entry);
    }
    return { values: sent, heap };
  }

  enter(id, object) {
    this.numbers.set(object, id);
    this.objects.set(id, object);
  }

  symbol(value) {
    if (SYMBOLS.has(value)) return ["y", SYMBOLS.get(value), 0];
    if (Symbol.keyFor(value) !== undefined) return ["y", Symbol.keyFor(value), 1];
    let id = this.numbers.get(value);
    if (id === undefined) {
      id = this.next;
      this.next += 2;
      this.enter(id, value);
    }
    return ["y", value.description ?? "", 2, id];
  }

  // [number, kind, content, properties, prototype, frozen]; functions and prototypes are told once, by their owner.
  describe(id, one) {
    const object = this.objects.get(id);
    const kind = this.prototypes.has(id) ? "prototype" : kindOf(object);
    if (kind === "function" || kind === "prototype") {
      if (this.told.has(id) || id % 2 !== this.parity) return null;
      this.told.add(id);
      if (kind === "prototype") return [id, kind, null, this.members(object, one), one.prototype(Object.getPrototypeOf(object))];
      const prototype = Object.hasOwn(object, "prototype") && isObject(object.prototype) ? one.prototype(object.prototype) : null;
      return [id, kind, [String(object.name), Number(object.length) || 0, prototype], this.members(object, one)];
    }
    if (kind === "promise") this.unclear("a promise within data");
    const content = this.content(kind, object, one);
    return [id, kind, content, this.properties(kind, object, one), one.prototype(Object.getPrototypeOf(object)), Object.isFrozen(object)];
  }

  content(kind, object, one) {
    switch (kind) {
      case "array": return Array.from({ length: object.length }, (_, at) => (Object.hasOwn(object, at) ? one(object[at]) : ["h"]));
      case "map": return [...Map.prototype.entries.call(object)].map(([key, value]) => [one(key), one(value)]);
      case "set": return [...Set.prototype.values.call(object)].map(one);
      case "date": return one(Date.prototype.getTime.call(object));
      case "regexp": return [object.source, object.flags, object.lastIndex];
      case "error": return String(object.stack);
      case "bytes": return [this.buffer(object), bytesOf(object).toString("base64")];
      case "boxed": return one(unboxed(object));
      default: return null;
    }
  }

  buffer(object) {
    return Buffer.isBuffer(object) ? "Buffer" : BUFFERS.find((name) => Object.prototype.toString.call(object) === `[object ${name}]`);
  }

  properties(kind, object, one) {
    const found = [];
    for (const key of this.keys(kind, object)) {
      let value;
      try {
        value = object[key];
      } catch (error) {
        value = undefined;
      }
      found.push([one(key), one(value), Number(Object.prototype.propertyIsEnumerable.call(object, key))]);
    }
    return found;
  }

  // Those that count as data: an error's message is not enumerable.
  keys(kind, object) {
    const indexed = kind === "array" || kind === "bytes" || kind === "boxed";
    return Reflect.ownKeys(object).filter((key) => {
      if (indexed && isIndex(key)) return false;
      return kind === "error" ? key !== "stack" : Object.prototype.propertyIsEnumerable.call(object, key);
    });
  }

  members(object, one) {
    const skipped = typeof object === "function" ? OF_FUNCTIONS : new Set();
    return Reflect.ownKeys(object).filter((key) => !skipped.has(key)).map((key) => {
      const { value, get, set } = Object.getOwnPropertyDescriptor(object, key);
      return get || set ? [one(key), "accessor", one(get), one(set)] : [one(key), "value", one(value)];
    });
  }

  // ---- what the other side said

  decode({ values, heap }) {
    for (const entry of heap) if (!this.objects.has(entry[0])) this.make(entry);
    for (const entry of heap) this.fill(entry);
    return values.map((value) => this.value(value));
  }

  value(sent) {
    if (!Array.isArray(sent)) return sent;
    const [tag, content, kind, id] = sent;
    switch (tag) {
      case "u": return undefined;
      case "n": return Number(content);
      case "b": return BigInt(content);
      case "g": return this.found(REALM, content);
      case "r": return this.found(this.objects, content);
      case "y": return kind === 0 ? Symbol[content] : kind === 1 ? Symbol.for(content) : this.foreignSymbol(content, id);
      default: throw new Error("no such tag");
    }
  }

  found(map, key) {
    if (!map.has(key)) throw new Error("nothing of that name");
    return map.get(key);
  }

  foreignSymbol(description, id) {
    if (!this.objects.has(id)) this.enter(this.theirs(id), Symbol(description));
    return this.objects.get(id);
  }

  theirs(id) {
    if (!Number.isSafeInteger(id) || id < 0 || id % 2 === this.parity) throw new Error("no number of the other side's");
    return id;
  }

  make([id, kind, content]) {
    this.enter(this.theirs(id), this.shell(kind, content, id));
  }

  shell(kind, content, id) {
    switch (kind) {
      case "array": return [];
      case "map": return new Map();
      case "set": return new Set();
      case "date": return new Date(NaN);
      case "regexp": return new RegExp(content[0], content[1]);
      case "error": return Object.defineProperty(new Error(), "stack", { value: String(content) });
      case "bytes": return this.bytes(content[0], Buffer.from(content[1], "base64"));
      case "boxed": return Object(this.value(content));
      case "function": return this.remote(content);
      case "promise": this.unclear("a promise within data"); // falls through: then an object without a use
      case "prototype":
        if (kind === "prototype") this.prototypes.add(id);
      case "object": return {};
      default: throw new Error("no such kind");
    }
  }

  bytes(name, data) {
    const kind = BUFFERS.includes(name) ? REALM.get(name) : Uint8Array;
    if (kind === Buffer) return data;
    const copy = new Uint8Array(data).buffer;
    return kind === ArrayBuffer ? copy : new kind(copy);
  }

  remote([name, length]) {
    const crossing = this;
    const remote = function (...args) {
      const self = this === globalThis ? undefined : this;
      return new.target ? crossing.ask("new", [remote, ...args]) : crossing.ask("call", [remote, self, ...args]);
    };
    return Object.defineProperties(remote, { name: { value: name, configurable: true }, length: { value: length, configurable: true } });
  }

  fill([id, kind, content, properties, prototype, frozen]) {
    const object = this.found(this.objects, id);
    if (kind === "function" || kind === "prototype") {
      this.theirs(id);
      if (kind === "prototype") Object.setPrototypeOf(object, this.prototype(prototype));
      else if (content[2]) object.prototype = this.prototype(content[2]);
      for (const member of properties) this.member(object, member);
      if (kind === "function") this.fixValue(object);
      return;
    }
    if (this.prototypes.has(id) || (kindOf(object) !== kind && kind !== "promise")) throw new Error("another kind of object");
    const mine = id % 2 === this.parity;
    if (Object.isFrozen(object)) return;
    if (!mine) Object.setPrototypeOf(object, this.prototype(prototype));
    this.refill(kind, object, content);
    this.assign(kind, object, properties);
    if (!mine && (prototype?.[0] !== "g" || this.keys(kind, object).some((key) => typeof object[key] === "function"))) this.fixValue(object);
    if (frozen && !mine && kind !== "bytes") Object.freeze(object);
  }

  prototype(sent) {
    if (sent === null) return null;
    const [tag, content] = sent;
    if (tag === "g") return this.found(REALM, content).prototype;
    return this.prototypes.has(content) ? this.value(sent) : this.value(["r", this.theirs(content)]);
  }

  member(object, [sentKey, kind, first, second]) {
    const key = this.value(sentKey);
    const value = this.value(first);
    if (kind === "accessor") {
      const set = this.value(second);
      const get = value && this.once(() => value);
      Object.defineProperty(object, key, { get, set, configurable: true });
    } else Object.defineProperty(object, key, { value, writable: true, configurable: true });
  }

  // What an object's getters give, and what it is as a number or a text, is asked once between two calls: a number that is
  // larger than 3 is not smaller than 2 when it is looked at again.
  once(method) {
    const said = new WeakMap();
    const crossing = this;
    return function (...args) {
      if (!isObject(this)) return crossing.quietly(() => Reflect.apply(method(this), this, args));
      const before = said.get(this);
      if (before?.calls === crossing.calls) return before.answer;
      const answer = crossing.quietly(() => Reflect.apply(method(this), this, args));
      said.set(this, { calls: crossing.calls, answer });
      return answer;
    };
  }

  quietly(ask) {
    const before = this.quiet;
    this.quiet = true;
    try {
      return ask();
    } finally {
      this.quiet = before;
    }
  }

  // For an object whose own methods decide what it is where a number or a text is wanted.
  fixValue(object) {
    const own = Object.getOwnPropertyDescriptor(object, Symbol.toPrimitive)?.value;
    let fixed = this.fixed.get(object);
    if (fixed && fixed.convert === own) return;
    if (!fixed) {
      const [number, text] = [0, 1].map(() => this.once((self) => (hint) => primitive(self, fixed.own, hint)));
      const convert = (hint) => Reflect.apply(hint === "string" ? text : number, object, [hint]);
      this.fixed.set(object, (fixed = { convert }));
    }
    fixed.own = own;
    Object.defineProperty(object, Symbol.toPrimitive, { value: fixed.convert, writable: true, configurable: true, enumerable: false });
  }

  refill(kind, object, content) {
    const differ = (before, now) => before.length !== now.length || now.some((one, at) => !Object.is(one, before[at]));
    if (kind === "array") {
      if (!Object.isExtensible(object)) return;
      if (content.length !== object.length) object.length = content.length;
      content.forEach((sent, at) => {
        if (Array.isArray(sent) && sent[0] === "h") delete object[at];
        else object[at] = this.value(sent);
      });
    } else if (kind === "map") {
      const now = content.map((pair) => pair.map((one) => this.value(one)));
      if (differ([...object].flat(1), now.flat(1))) {
        object.clear();
        for (const [key, value] of now) object.set(key, value);
      }
    } else if (kind === "set") {
      const now = content.map((one) => this.value(one));
      if (differ([...object], now)) {
        object.clear();
        for (const value of now) object.add(value);
      }
    } else if (kind === "date") object.setTime(this.value(content));
    else if (kind === "regexp") object.lastIndex = content[2];
    else if (kind === "bytes") bytesOf(object).set(Buffer.from(content[1], "base64").subarray(0, object.byteLength));
  }

  assign(kind, object, properties) {
    const present = new Set();
    for (const [sentKey, sent, enumerable] of properties) {
      const key = this.value(sentKey);
      present.add(key);
      this.put(object, key, this.value(sent), Boolean(enumerable));
    }
    for (const key of this.keys(kind, object)) {
      const { get, set, configurable } = Object.getOwnPropertyDescriptor(object, key);
      if (!present.has(key) && configurable && !get && !set) delete object[key];
    }
  }

  put(object, key, value, enumerable) {
    const before = Object.getOwnPropertyDescriptor(object, key);
    if (before && (before.get || before.set || !before.configurable || Object.is(before.value, value))) return;
    if (!before && !Object.isExtensible(object)) return;
    Object.defineProperty(object, key, { value, enumerable: before ? before.enumerable : enumerable, writable: true, configurable: true });
  }

  // ---- calls

  // The answer, or throws what the other side threw.
  ask(operation, values) {
    if (this.gone) throw this.gone;
    if (!this.quiet && operation !== "name") this.calls++;
    this.send({ ask: operation, ...this.encode(values) });
    for (;;) {
      const message = this.receive();
      if (message.ask) {
        this.send(this.reply(this.perform(message)));
        continue;
      }
      const [value] = this.understood(message);
      if (message.promised) return message.thrown ? Promise.reject(value) : Promise.resolve(value);
      if (message.thrown) throw value;
      return value;
    }
  }

  understood(message) {
    try {
      return this.decode(message);
    } catch (error) {
      throw this.lose("the program broke the protocol");
    }
  }

  // {values: what was asked of, result or error}
  perform(message) {
    const values = this.understood(message);
    try {
      return { values, result: this.operate(message.ask, values) };
    } catch (error) {
      if (error instanceof GoneError) throw error;
      return { values, error, thrown: true };
    }
  }

  operate(operation, [target, ...rest]) {
    if (operation === "new") return Reflect.construct(target, rest);
    if (operation === "call") return Reflect.apply(target, rest[0], rest.slice(1));
    throw new Error("no such operation");
  }

  // With the state of all that took part in the call.
  reply({ values, result, error, thrown = false, promised = false }) {
    try {
      return { thrown, promised, ...this.encode([thrown ? error : result, ...values]) };
    } catch (failure) {
      return { thrown: true, promised, ...this.encode([new TypeError(String(failure?.message))]) };
    }
  }

  send(message) {
    const data = Buffer.from(JSON.stringify(message));
    const frame = Buffer.alloc(4 + data.length);
    frame.writeUInt32BE(data.length);
    data.copy(frame, 4);
    try {
      for (let at = 0; at < frame.length; ) at += writeSync(this.fd, frame, at);
    } catch (error) {
      throw this.lose("the program ended before its test did");
    }
  }

  receive() {
    const length = this.read(4).readUInt32BE();
    if (length > MAX_FRAME) throw this.lose("a message too large");
    try {
      return Object(JSON.parse(this.read(length)));
    } catch (error) {
      throw this.lose("the program broke the protocol");
    }
  }

  read(length) {
    const data = Buffer.allocUnsafe(length);
    for (let at = 0; at < length; ) {
      let count = 0;
      try {
        count = readSync(this.fd, data, at, length - at);
      } catch (error) {
        if (error.code === "EAGAIN") continue;
      }
      if (!count) throw this.lose("the program ended before its test did");
      at += count;
    }
    return data;
  }

  lose(why) {
    this.gone ??= new GoneError(why);
    return this.gone;
  }
}

module.exports = { Crossing, GoneError };
