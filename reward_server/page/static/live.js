// The service live, read from its own /metrics once a second; rates are differences of the last minute.
import { $, ask, make } from "./page.js";
import { table } from "./score.js";

const WINDOW = 60; // samples, one a second
const SVG = "http://www.w3.org/2000/svg";
const STATUSES = ["ok", "not_applicable", "timeout", "error"];
let timer = null;
let samples = [];
const slow = new Map();

export function startLive() {
  if (timer === null) { timer = setInterval(look, 1000); look(); }
}

export function stopLive() {
  clearInterval(timer);
  timer = null;
  samples = [];
}

async function look() {
  let text, slowest;
  try {
    const response = await fetch("/metrics");
    text = await response.text();
    slowest = await ask("/page/slowest");
  } catch {
    return; // the state in the header says it
  }
  if (timer === null) return;
  samples = [...samples, { at: performance.now() / 1000, values: parse(text) }].slice(-WINDOW - 1);
  for (const one of slowest) slow.set(`${one.request_id}/${one.index}`, { ...one, at: Date.now() / 1000 - one.ago_s });
  draw();
}

// Prometheus' text -> [{name, labels, value}]
function parse(text) {
  const found = [];
  for (const line of text.split("\n")) {
    const match = /^([a-z_:]+)(?:\{(.*)\})? (\S+)/.exec(line);
    if (!match) continue;
    const labels = Object.fromEntries([...(match[2] ?? "").matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map((one) => [one[1], one[2]]));
    found.push({ name: match[1], labels, value: Number(match[3].replace("+Inf", "Infinity")) });
  }
  return found;
}

const select = (sample, name, wanted = {}) => sample.values.filter((one) => one.name === name && Object.entries(wanted).every(([key, value]) => one.labels[key] === value));
const total = (sample, name, wanted) => select(sample, name, wanted).reduce((sum, one) => sum + one.value, 0);

function between(name, wanted, from = samples[0], to = samples.at(-1)) {
  const seconds = to.at - from.at;
  const difference = total(to, name, wanted) - total(from, name, wanted);
  return { difference: Math.max(difference, 0), rate: seconds > 0 ? Math.max(difference, 0) / seconds : 0 };
}

// From a histogram's differences, within the bucket in which it lies.
function quantile(share, name, wanted) {
  const ends = select(samples.at(-1), `${name}_bucket`, wanted).map((one) => Number(one.labels.le.replace("+Inf", "Infinity"))).sort((a, b) => a - b);
  const counts = ends.map((end) => between(`${name}_bucket`, { ...wanted, le: end === Infinity ? "+Inf" : label(name, end) }).difference);
  const all = counts.at(-1) ?? 0;
  if (!all) return null;
  const at = counts.findIndex((count) => count >= share * all);
  const [low, before] = at > 0 ? [ends[at - 1], counts[at - 1]] : [0, 0];
  const high = ends[at] === Infinity ? low : ends[at];
  return low + ((high - low) * (share * all - before)) / Math.max(counts[at] - before, 1);
}

const label = (name, end) => select(samples.at(-1), `${name}_bucket`).find((one) => Number(one.labels.le) === end)?.labels.le;
const round = (value) => (value >= 100 ? value.toFixed(0) : value.toPrecision(2).replace(/\.0$/, ""));
const seconds = (value) => (value === null ? "–" : value < 1 ? `${round(value * 1000)} ms` : `${round(value)} s`);

function draw() {
  $("cards").replaceChildren(
    card("Batches a second", series("assay_batch_seconds_count")),
    card("Scores a second", series("assay_components_total")),
    card("Items admitted", levels("assay_admitted_items")),
    card("Jobs waiting", levels("assay_queue_jobs")),
  );
  drawStatuses();
  const rewards = [...new Set(select(samples.at(-1), "assay_components_total").map((one) => one.labels.reward))].sort();
  $("by-reward").replaceChildren(...table(["reward", "scores a second", "mean score", "nulls", "p50", "p99"], rewards.map(rewardRow)).querySelectorAll("thead, tbody"));
  const executors = [...new Set(select(samples.at(-1), "assay_places").map((one) => one.labels.executor))].sort();
  const states = ["idle", "busy", "starting"];
  const places = executors.map((executor) => [executor, ...states.map((state) => total(samples.at(-1), "assay_places", { executor, state })), total(samples.at(-1), "assay_queue_jobs", { executor })]);
  $("places").replaceChildren(...table(["", ...states, "jobs waiting"], places).querySelectorAll("thead, tbody"));
  drawSlowest();
}

function rewardRow(reward) {
  const scored = between("assay_score_count", { reward }).difference;
  const mean = scored ? between("assay_score_sum", { reward }).difference / scored : null;
  const all = between("assay_components_total", { reward });
  const nulls = between("assay_nulls_total", { reward }).difference;
  return [
    reward, round(all.rate), mean === null ? "–" : mean.toFixed(3), all.difference ? `${((100 * nulls) / all.difference).toFixed(1)} %` : "–",
    seconds(quantile(0.5, "assay_work_seconds", { reward })), seconds(quantile(0.99, "assay_work_seconds", { reward })),
  ];
}

const series = (name) => samples.slice(1).map((sample, at) => between(name, {}, samples[at], sample).rate);
const levels = (name) => samples.map((sample) => total(sample, name));

function svg(name, attributes, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function card(title, values) {
  const highest = Math.max(...values, 1e-9);
  const points = values.map((value, at) => `${WINDOW - values.length + at},${30 - (28 * value) / highest}`).join(" ");
  const line = svg("svg", { viewBox: `0 0 ${WINDOW} 31`, preserveAspectRatio: "none", "aria-hidden": "true" }, svg("polyline", { points }));
  return make("div", { class: "card" }, make("h2", {}, title), make("p", {}, values.length ? round(values.at(-1)) : "–"), line);
}

function drawStatuses() {
  const counts = STATUSES.map((status) => [status, between("assay_components_total", { status }).difference]);
  const all = counts.reduce((sum, [, count]) => sum + count, 0);
  if (!all) return $("statuses").replaceChildren(make("p", { class: "hint" }, "nothing was scored in the last minute"));
  let at = 0;
  const parts = counts.map(([status, count]) => {
    const part = svg("rect", { class: `fill-${status}`, x: (100 * at) / all, y: 0, width: (100 * count) / all, height: 10 });
    at += count;
    return part;
  });
  const told = counts.filter(([, count]) => count).map(([status, count]) => `${status} ${((100 * count) / all).toFixed(1)} %`).join(" · ");
  $("statuses").replaceChildren(svg("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", role: "img", "aria-label": told }, ...parts), make("p", {}, told));
}

function drawSlowest() {
  const now = Date.now() / 1000;
  for (const [name, one] of slow) if (now - one.at > 300) slow.delete(name);
  const rows = [...slow.values()].sort((a, b) => b.seconds - a.seconds).slice(0, 20).map((one) => [
    seconds(one.seconds), `${Math.max(0, Math.round(now - one.at))} s ago`,
    Object.entries(one.components).map(([name, { score, status, rule }]) => `${name} ${score === null ? status : Math.round(score * 1000) / 1000}${rule ? ` (${rule})` : ""}`).join(", "),
    one.id ?? "", one.request_id,
  ]);
  $("slowest").replaceChildren(...table(["took", "when", "scores", "item's id", "request id"], rows).querySelectorAll("thead, tbody"));
}
