"use strict";
// The program's process of `assert` tests: what the program defines is named, called and read from the tests' process.
const fs = require("fs");
const { types } = require("util");
const { Crossing } = require("./crossing.js");
const { SOURCE, load, resolve } = require("./program.js");

const WIRE = 21;

class Served extends Crossing {
  constructor() {
    super(WIRE, 1);
  }

  operate(operation, values) {
    if (operation === "name") return this.lookup(values[0]);
    if (operation === "entry") return resolve(this.lookup, values[0]);
    return super.operate(operation, values);
  }

  async serve(text) {
    try {
      this.lookup = await load(text);
      this.send({ loaded: true });
    } catch (error) {
      this.send({ loaded: false, failure: String((error && error.stack) || error) });
    }
    for (;;) this.send(this.reply(await this.settled(this.perform(this.receive()))));
  }

  // A promise that a call gives is waited for here, where it can come true.
  async settled(performed) {
    if (performed.thrown || !types.isPromise(performed.result)) return performed;
    try {
      return { ...performed, result: await performed.result, promised: true };
    } catch (error) {
      return { ...performed, error, thrown: true, promised: true };
    }
  }
}

new Served().serve(fs.readFileSync(SOURCE, "utf8"));
