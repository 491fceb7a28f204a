// One case: its form, its link, its scores, and the judged parts marked in its text.
import { $, ask, make } from "./page.js";

const FIELDS = ["prompt", "completion", "ground_truth", "tests", "rewards", "language"];
const FLAGS = { think_prefilled: false, answer_tags: true };
const KINDS = {
  reasoning: "reasoning", answer: "answer", compared: "compared with the ground truth", program: "program that is run",
  own: "word of the language", other: "word of another language", tag: "tag",
};
const think = (reasoning, answer) => `<think>${reasoning}</think>\n<answer>${answer}</answer>`;
const EXAMPLES = {
  "A right answer in another form": {
    prompt: "What is 1/2 + 1/4?", ground_truth: "0.75", rewards: '{"accuracy": 1, "format": 0.1}',
    completion: think("Two quarters and one quarter are three quarters.", "The sum is \\boxed{\\frac{3}{4}}."),
  },
  "Two answers at once": {
    prompt: "Solve x + 3 = 8.", ground_truth: "5", rewards: '{"accuracy": 1, "format": 0.1}',
    completion: think("It is five, or perhaps six.", "\\boxed{5} or \\boxed{6}"),
  },
  "A program and its tests": {
    prompt: "Read two numbers and print their sum.", rewards: '{"accuracy": {"weight": 1, "partial": true, "detail": "full"}}',
    completion: think("Split the line and add.", "\n```python\na, b = map(int, input().split())\nprint(a + b if a >= 0 else a - b)\n```\n"),
    tests: JSON.stringify({ type: "stdio", cases: [{ input: "2 3\n", output: "5\n" }, { input: "-2 3\n", output: "1\n" }] }, null, 2),
  },
  "A program that only ends": {
    prompt: "Write add(a, b).", rewards: '{"accuracy": 1}',
    completion: think("Nobody sees a test fail that never ran.", "\n```python\nimport sys\nsys.exit(0)\n```\n"),
    tests: JSON.stringify({ type: "assert", code: ["assert add(2, 3) == 5"] }, null, 2),
  },
  "Reasoning in two languages": {
    prompt: "What is 12 · 12?", ground_truth: "144", language: "en", rewards: '{"accuracy": 1, "format": 0.1, "language": 0.5}',
    completion: think("First I multiply twelve by ten, dann addiere ich noch vierundzwanzig dazu, and that gives the product.", "144"),
  },
};

let known = [];
let wired = false;
let owed = false; // whether the case was not scored for want of a token

export async function startScore() {
  if (!wired) wire();
  try {
    const described = await ask("/v1/rewards");
    known = described.rewards.map((one) => one.name);
    $("rewards").title = `Rewards of this service: ${known.join(", ")}`;
    if (!$("rewards").value) $("rewards").value = JSON.stringify(described.default_rewards);
    if (owed) score();
  } catch (error) {
    $("said").textContent = error.message;
  }
}

function wire() {
  wired = true;
  $("example").append(make("option", { value: "" }, "…"), ...Object.keys(EXAMPLES).map((name) => make("option", {}, name)));
  $("example").addEventListener("change", () => EXAMPLES[$("example").value] && fill(EXAMPLES[$("example").value]));
  for (const radio of document.querySelectorAll("[name=by]")) radio.addEventListener("change", () => judgedBy(radio.value));
  $("case").addEventListener("submit", (event) => { event.preventDefault(); score(); });
  $("case").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); score(); }
  });
  $("link").addEventListener("click", copyLink);
  window.addEventListener("hashchange", openLink); // a link that is pasted over the page's address loads nothing anew
  if (!openLink()) fill(Object.values(EXAMPLES)[0]);
}

// Whether the address holds a case, which is then scored.
function openLink() {
  const linked = location.hash.startsWith("#case=") ? unpack(location.hash.slice(6)) : null;
  if (linked) { fill(linked); score(); }
  return linked !== null;
}

function judgedBy(kind) {
  document.querySelector(`[name=by][value=${kind}]`).checked = true;
  for (const one of ["ground_truth", "tests"]) $(`by-${one}`).hidden = one !== kind;
}

function fill(values) {
  for (const field of FIELDS) $(field).value = values[field] ?? "";
  for (const [flag, usual] of Object.entries(FLAGS)) $(flag).checked = values[flag] ?? usual;
  judgedBy(values.tests ? "tests" : "ground_truth");
}

function current() {
  const values = Object.fromEntries(FIELDS.map((field) => [field, $(field).value]).filter(([, value]) => value));
  delete values[document.querySelector("[name=by]:checked").value === "tests" ? "ground_truth" : "tests"];
  for (const [flag, usual] of Object.entries(FLAGS)) if ($(flag).checked !== usual) values[flag] = $(flag).checked;
  return values;
}

function json(field, text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${field}: this is not JSON (${error.message})`);
  }
}

function request(values) {
  const { rewards, tests, ground_truth: truth, think_prefilled, answer_tags, ...item } = values;
  if (truth !== undefined) item.ground_truth = /^\s*\[\s*"/.test(truth) ? json("Ground truth", truth) : truth;
  if (tests !== undefined) item.tests = json("Tests", tests);
  const template = Object.fromEntries(Object.entries({ think_prefilled, answer_tags }).filter(([, value]) => value !== undefined));
  return { items: [item], template, ...(rewards ? { rewards: json("Rewards", rewards) } : {}) };
}

async function score() {
  const button = $("case").querySelector(".main");
  button.disabled = true;
  owed = false;
  $("said").textContent = "";
  try {
    const body = request(current());
    const [answer, seen] = await Promise.all([ask("/v1/score", body), ask("/page/marks", body)]);
    $("result").replaceChildren(...shown(answer, seen, body));
  } catch (error) {
    owed = error.status === 401;
    const details = (error.details ?? []).map((one) => make("li", {}, `${one.field ?? ""}: ${one.message}`));
    $("result").replaceChildren(make("div", { class: "error-box" }, make("strong", {}, "Not scored. "), error.message, make("ul", {}, ...details)));
  } finally {
    button.disabled = false;
  }
}

const number = (value) => (value === null ? "null" : String(Math.round(value * 10000) / 10000));
const standing = (component) => (component.score === null ? "null" : component.score > 0 ? "ok" : "zero");

function shown(answer, seen, body) {
  const [item] = answer.items;
  return [
    make("p", { class: `sum ${item.reward === null ? "null" : ""}` }, number(item.reward), make("small", {}, `reward; rules ${answer.version}, ${(answer.seconds * 1000).toFixed(1)} ms`)),
    ...Object.entries(item.components).map(([name, component]) => card(name, component, body.items[0].tests)),
    ...marked(seen),
  ];
}

function card(name, component, tests) {
  const flags = ["undecided", "unfinished"].filter((flag) => component[flag]);
  const box = make(
    "article", { class: "component", "data-reward": name },
    make("h3", {}, name, make("span", { class: `badge ${standing(component)}` }, component.status), ...flags.map((flag) => make("span", { class: "badge null" }, flag)), make("span", { class: `score ${standing(component)}` }, number(component.score))),
    make("p", {}, component.reason),
  );
  const rates = Object.entries(component.rates ?? {}).map(([kind, one]) => `${kind.replace("_", " ")} ${(100 * one.rate).toFixed(1)} % of ${one.of}`);
  const told = [component.rule && `rule ${component.rule}`, ...rates, `${(component.seconds * 1000).toFixed(1)} ms at work, ${(component.queued_s * 1000).toFixed(1)} ms waiting`].filter(Boolean);
  box.append(make("p", {}, make("small", {}, told.join(" · "))));
  if (component.parts?.length) box.append(table(["part", "score", "weight", "reason"], component.parts.map((one) => [one.name, number(one.score), one.weight, one.reason])));
  if (component.tests) box.append(report(component.tests, tests ?? {}));
  return box;
}

function report(found, tests) {
  const cases = tests.cases ?? (Array.isArray(tests.code) ? tests.code : []);
  const rows = found.results.map((one, index) => {
    const given = cases[index] ?? {};
    const asked = typeof given === "string" ? given : given.input ?? [...(given.args ?? []), ...(given.kwargs ? [given.kwargs] : [])];
    const wanted = given.output ?? "";
    return [index + 1, one.status, pre(asked), pre(wanted), pre([one.detail, one.stderr].filter(Boolean).join("\n")), `${(one.seconds * 1000).toFixed(1)} ms`];
  });
  return table(["", "status", "given", "expected", "what happened", "CPU"], rows);
}

const pre = (value) => make("pre", {}, typeof value === "string" ? value : JSON.stringify(value));

export function table(heads, rows) {
  const head = make("thead", {}, make("tr", {}, ...heads.map((one) => make("th", { scope: "col" }, one))));
  const body = make("tbody", {}, ...rows.map((row) => make("tr", {}, ...row.map((one) => make("td", {}, one instanceof Node ? one : String(one))))));
  return make("div", { class: "scroll" }, make("table", {}, head, body));
}

// Marks lie inside one another; a place has the kinds of all marks over it.
function marked({ text, marks, reason }) {
  if (reason) return [make("p", { class: "hint" }, reason)];
  const letters = Array.from(text); // places are counted in characters, as the service counts them
  const edges = [...new Set(marks.flatMap((one) => [one.start, one.end]).concat(0, letters.length))].sort((a, b) => a - b);
  const box = make("pre", { class: "text", id: "marked", tabindex: "0" });
  const open = [];
  let next = 0;
  for (let at = 0; at < edges.length - 1; at += 1) {
    while (next < marks.length && marks[next].start <= edges[at]) open.push(marks[next++]);
    for (let one = open.length - 1; one >= 0; one -= 1) if (open[one].end <= edges[at]) open.splice(one, 1);
    const part = letters.slice(edges[at], edges[at + 1]).join("");
    const kinds = open.map((one) => one.kind);
    box.append(kinds.length ? make("mark", { class: kinds.join(" "), title: kinds.map((kind) => KINDS[kind]).join(", ") }, part) : part);
  }
  const used = Object.keys(KINDS).filter((kind) => marks.some((one) => one.kind === kind));
  const legend = make("div", { class: "legend" }, make("strong", {}, "What was judged"), ...used.map((kind) => make("mark", { class: kind }, KINDS[kind])));
  return [legend, box];
}

// A case in a link: JSON in UTF-8 in base64, behind the #, which browsers do not send to any server.
const pack = (values) => btoa(Array.from(new TextEncoder().encode(JSON.stringify(values)), (byte) => String.fromCharCode(byte)).join("")).replaceAll("+", "-").replaceAll("/", "_");

function unpack(packed) {
  try {
    const bytes = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes, (one) => one.charCodeAt(0))));
  } catch {
    $("said").textContent = "the link holds no case that can be read";
    return null;
  }
}

async function copyLink() {
  history.replaceState(null, "", `#case=${pack(current())}`); // unlike location.hash, this is no hashchange
  try {
    await navigator.clipboard.writeText(location.href);
    $("said").textContent = "copied";
  } catch {
    $("said").textContent = "the address bar has the link";
  }
}
