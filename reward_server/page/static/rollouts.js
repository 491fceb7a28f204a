// Scored rollouts as a trainer wants to see them: a file of the user's, which stays in the browser, or the service's own
// log of scored items; a second file beside the first shows what another version paid.
import { $, ask, make } from "./page.js";
import { browse, change, score, titled, verdict } from "./shared/rollouts.js";

const MOST_BYTES = 256 * 1024 * 1024; // a browser holds a few times as much in memory
const MOST_SUMS = 200;
const STATUSES = ["error", "timeout", "not_applicable", "ok"]; // an item is as bad as its worst component

let wired = false;
let sides = [null, null]; // lists of rollouts: the first file's, the second's
let names = ["", ""]; // of the files
let replayed = false; // whether one file holds both
let pairs = []; // [rollout of the first or undefined, of the second or undefined]
let filter = null;

export function startRollouts() {
  if (wired) return;
  wired = true;
  for (const side of [0, 1]) $(`file-${side}`).addEventListener("change", () => take(side, $(`file-${side}`).files[0]));
  $("from-log").addEventListener("click", fromLog);
  $("by").addEventListener("change", () => summarise(chosen));
}

async function take(side, file) {
  if (!file) return;
  if (file.size > MOST_BYTES) return say(`${file.name} is larger than ${MOST_BYTES / 1024 / 1024} MiB: cut it, for example with tail -n 100000`);
  say(`reading ${file.name}`);
  opened(side, file.name, await file.text());
}

async function fromLog() {
  try {
    say("reading the log of this service");
    opened(0, "the service's log", (await ask("/page/scored")).lines);
  } catch (error) {
    say(error.message);
  }
}

const say = (text) => { $("read").textContent = text; };

function opened(side, name, lines) {
  const rows = [], wrong = [];
  let after = null; // a replay's results hold both versions
  lines.split("\n").forEach((line, at) => {
    if (!line.trim()) return;
    try {
      const row = JSON.parse(line);
      if (row.replay) return;
      if (row.before && row.after) {
        after ??= [];
        rows.push(rollout({ ...row, ...row.before }, at + 1));
        after.push(rollout({ ...row, ...row.after }, at + 1));
      } else rows.push(rollout(row, at + 1));
    } catch {
      wrong.push(at + 1);
    }
  });
  if (replayed) sides = [null, null];
  sides[side] = rows;
  names[side] = name;
  replayed = after !== null;
  if (replayed) [sides, names] = [[rows, after], ["before", "after"]];
  const told = wrong.length ? `; ${wrong.length} lines are no JSON objects, the first is line ${wrong[0]}` : "";
  say(`${name}: ${rows.length.toLocaleString("en")} rollouts${after ? ", before and after a replay" : ""}${told}`);
  if (!sides[0]) { say(`${name} is read; choose the first file too`); return; }
  $("second").hidden = false;
  show();
}

const first = (row, ...names) => names.map((name) => row[name]).find((value) => value !== undefined && value !== null);

// The words of a text, of a chat, or of one message.
function words(value) {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(words).join("\n\n");
  if (typeof value !== "object") return String(value);
  const said = words(first(value, "content", "text") ?? JSON.stringify(value));
  return value.role ? `${value.role}: ${said}` : said;
}

const number = (value) => (Array.isArray(value) && value.length === 1 ? number(value[0]) : typeof value === "number" ? value : null);

// What a line says, whoever wrote it: the service's log, a result of /v1/score, a replay, or a trainer.
function rollout(row, line) {
  if (typeof row !== "object" || row === null || Array.isArray(row)) throw new TypeError("no object");
  const item = row.item ?? row, components = row.components ?? {}, parts = Object.values(components);
  const main = components.accuracy ?? parts[0] ?? row;
  const flags = ["undecided", "unfinished"].filter((flag) => parts.some((one) => one[flag]));
  const reward = number(first(row, "reward", "score", "rewards"));
  const worst = STATUSES.find((status) => parts.some((one) => one.status === status)) ?? row.status ?? (reward === null ? "null" : "");
  const prompt = words(first(item, "prompt", "input", "question", "messages"));
  const id = first(row, "id", "item_id") ?? item.id;
  return {
    line, components, reward, prompt,
    paid: number(main.score) ?? reward,
    step: String(first(row, "step", "global_step") ?? item.metadata?.step ?? row.metadata?.step ?? ""),
    group: String(first(row, "group_id", "group", "uid", "example_id") ?? item.group_id ?? prompt.slice(0, 80)),
    source: String(first(row, "data_source", "source") ?? item.data_source ?? ""),
    status: [worst, ...flags].filter(Boolean).join(", "),
    rule: String(main.rule ?? ""),
    reason: parts.length ? parts.map((one) => one.reason ?? "").join(" · ") : String(row.reason ?? ""),
    id: id === undefined || id === null ? "" : String(id),
    completion: words(first(item, "completion", "output", "response")),
    judgedBy: words(first(item, "ground_truth", "gts", "judged_by") ?? (item.tests && JSON.stringify(item.tests))),
  };
}

// Rows of two files are one rollout where ids agree, else texts, else lines; of several with one key, the first with the first.
function paired([one, other]) {
  if (!other) return one.map((rollout) => [rollout, undefined]);
  const byId = one.every((row) => row.id) && other.every((row) => row.id);
  const byText = one.every((row) => row.completion) && other.every((row) => row.completion);
  const key = (row) => (byId ? row.id : byText ? `${row.prompt}\0${row.completion}` : row.line);
  const left = new Map();
  for (const row of other) {
    if (!left.has(key(row))) left.set(key(row), []);
    left.get(key(row)).push(row);
  }
  const found = one.map((row) => [row, left.get(key(row))?.shift()]);
  return [...found, ...[...left.values()].flat().map((row) => [undefined, row])];
}

function moved([one, other]) {
  if (!other) return "only in the first";
  if (!one) return "only in the second";
  if (one.reward === other.reward) return "the same";
  if (one.reward === null || other.reward === null) return "null in one";
  return other.reward > one.reward ? "higher in the second" : "lower in the second";
}

let facets = [], chosen = [];

function show() {
  pairs = paired(sides);
  const two = sides[1] !== null, either = (row) => pairs[row][0] ?? pairs[row][1];
  const of = (name) => (row) => either(row)[name];
  const worth = (row) => either(row).reward ?? -Infinity, gap = ([one, other]) => Math.abs((one?.reward ?? 0) - (other?.reward ?? 0));
  const steps = pairs.every((_, row) => !Number.isNaN(Number(either(row).step)));
  facets = [
    { name: "step", label: "step", of: of("step"), numeric: steps }, { name: "status", label: "status", of: of("status") },
    { name: "rule", label: "rule", of: of("rule") }, { name: "source", label: "source", of: of("source") },
    ...(two ? [{ name: "moved", label: "change", of: (row) => moved(pairs[row]) }] : []),
  ].filter(({ name, of: value }) => name === "status" || pairs.some((_, row) => value(row) !== ""));
  const group = { name: "group", label: "group", of: of("group") };
  const searches = [group, { name: "reason", label: "reason", of: (row) => pairs[row].map((one) => one?.reason ?? "").join("\n") }];
  const orders = {
    "as in the file": () => 0, "lowest reward": (one, other) => worth(one) - worth(other), "highest reward": (one, other) => worth(other) - worth(one),
    "by group": (one, other) => (either(one).group < either(other).group ? -1 : Number(either(one).group > either(other).group)),
    ...(two ? { "largest change": (one, other) => gap(pairs[other]) - gap(pairs[one]) } : {}),
  };
  const by = $("by").value;
  $("by").replaceChildren(...[...facets, group].map(({ name, label }) => new Option(label, name)));
  if ([...$("by").options].some((one) => one.value === by)) $("by").value = by;
  facets.push(group);
  $("sums").hidden = false;
  filter = browse($("browser"), {
    total: pairs.length, facets: facets.slice(0, -1), searches, orders,
    line: (row) => {
      const [one, other] = pairs[row], it = either(row);
      const paid = two ? `${one ? score(one.reward) : "–"} → ${other ? score(other.reward) : "–"}` : score(it.reward);
      const kind = two ? (one && other ? change(one.reward, other.reward) : "") : it.paid === null ? "" : it.paid > 0 ? "up" : "down";
      const lower = [it.step && `step ${it.step}`, it.group, it.id && `id ${it.id}`];
      return [...[[paid, it.status, it.rule], lower].map((parts) => parts.filter(Boolean).join(" · ")), kind];
    },
    detail: async (row) => opening(row, two),
    chosen: summarise,
  });
}

function opening(row, two) {
  const [one, other] = pairs[row], it = one ?? other;
  const link = make("button", { type: "button" }, "show its group");
  link.addEventListener("click", () => filter({ group: it.group }));
  const columns = two ? [[names[0], one], [names[1], other]] : [["", it]];
  const same = two && one && other && one.completion === other.completion;
  return [
    make("b", {}, [it.step && `step ${it.step}`, it.id && `id ${it.id}`, `line ${it.line}`].filter(Boolean).join(", ")), make("br"), ...(it.group ? [link] : []),
    make("div", { class: "versions" }, ...columns.map(([name, version]) => side(name, version, !same))),
    ...(same ? titled("Completion", it.completion) : []),
    ...titled("Judged by", it.judgedBy), ...titled("Prompt", it.prompt),
  ];
}

function side(name, version, whole) {
  if (!version) return make("section", {}, make("h3", {}, name), make("p", { class: "dim" }, "not in this file"));
  const parts = Object.entries(version.components);
  const told = parts.map(([part, one]) => verdict(part, one.score, [one.status, one.rule].filter(Boolean).join(", "), one.reason ?? ""));
  const alone = parts.length ? [] : [verdict("", version.reward, [version.status, version.rule].filter(Boolean).join(", "), version.reason)];
  return make(
    "section", {}, ...(name ? [make("h3", {}, name)] : []), make("p", {}, "reward ", make("b", {}, score(version.reward))),
    ...told, ...alone, ...(whole ? titled("Completion", version.completion) : []),
  );
}

// Means over what is chosen, by whatever the user wants; a press on a row chooses it alone.
function summarise(rows) {
  chosen = rows;
  const facet = facets.find(({ name }) => name === $("by").value) ?? facets[0], two = sides[1] !== null;
  const sums = new Map();
  for (const row of rows) {
    const value = facet.of(row);
    if (!sums.has(value)) sums.set(value, [[], []]);
    pairs[row].forEach((one, at) => one && sums.get(value)[at].push(one.reward));
  }
  const known = [...sums].sort(([one], [other]) => (facet.numeric ? one - other : one < other ? -1 : 1));
  const heads = [facet.label, "rollouts", ...(two ? ["mean, first", "mean, second"] : ["mean"]), two ? "spread, first" : "spread", two ? "null, first" : "null"];
  const body = known.slice(0, MOST_SUMS).map(([value, [one, other]]) => {
    const press = make("button", { type: "button" }, value || "(none)");
    press.addEventListener("click", () => filter({ [facet.name]: value }));
    const figures = [Math.max(one.length, other.length), mean(one), ...(two ? [mean(other)] : []), spread(one), one.filter((reward) => reward === null).length];
    return make("tr", {}, make("td", {}, press), ...figures.map((figure) => make("td", { class: "number" }, typeof figure === "string" ? figure : figure.toLocaleString("en"))));
  });
  const head = make("tr", {}, ...heads.map((name, at) => make("th", { scope: "col", class: at ? "number" : undefined }, name)));
  $("sum-table").replaceChildren(make("thead", {}, head), make("tbody", {}, ...body));
  $("sum-rest").textContent = known.length > MOST_SUMS ? `and ${(known.length - MOST_SUMS).toLocaleString("en")} more` : "";
}

const given = (rewards) => rewards.filter((reward) => reward !== null);
const average = (values) => values.reduce((sum, one) => sum + one, 0) / values.length;
const mean = (rewards) => (given(rewards).length ? average(given(rewards)).toFixed(3) : "–");
const spread = (rewards) => {
  const values = given(rewards);
  return values.length ? Math.sqrt(average(values.map((one) => (one - average(values)) ** 2))).toFixed(3) : "–";
};
