// What the views share: the token, the tabs, the service's state, and building elements without markup in strings.
import { startLive, stopLive } from "./live.js";
import { startRollouts } from "./rollouts.js";
import { startScore } from "./score.js";

export const $ = (id) => document.getElementById(id);

export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

export class Refused extends Error {
  constructor(status, message, details = []) {
    super(message);
    Object.assign(this, { status, details });
  }
}

// The answer's JSON. A status that is no success is a Refused with what the service said.
export async function ask(path, body) {
  const token = sessionStorage.getItem("token");
  const headers = token ? { Authorization: `Bearer ${token}` } : {};
  const options = body === undefined ? { headers } : { method: "POST", headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify(body) };
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Refused(0, "the service does not answer");
  }
  const answer = await response.json().catch(() => ({}));
  if (response.ok || path === "/readyz") return answer;
  if (response.status === 401) $("key").hidden = false;
  const told = answer.error ?? {};
  throw new Refused(response.status, told.message ?? `answered ${response.status}`, told.details);
}

$("key").addEventListener("submit", (event) => {
  event.preventDefault();
  sessionStorage.setItem("token", $("token").value.trim());
  $("key").hidden = true;
  startScore();
});

const TABS = ["score", "live", "rollouts"];

function show(name, focus = false) {
  for (const one of TABS) {
    const tab = $(`tab-${one}`);
    tab.setAttribute("aria-selected", String(one === name));
    tab.tabIndex = one === name ? 0 : -1;
    $(`view-${one}`).hidden = one !== name;
    if (focus && one === name) tab.focus();
  }
  if (name === "live") startLive(); else stopLive();
  if (name === "rollouts") startRollouts();
}

for (const name of TABS) {
  $(`tab-${name}`).addEventListener("click", () => show(name));
  $(`tab-${name}`).addEventListener("keydown", (event) => {
    if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    const step = event.key === "ArrowRight" ? 1 : TABS.length - 1;
    show(TABS[(TABS.indexOf(name) + step) % TABS.length], true);
  });
}

async function state() {
  try {
    const { status, missing = [], languages = [] } = await ask("/readyz");
    $("state").className = status;
    $("state").textContent = status === "ready" ? `ready${languages.length ? `; programs in ${languages.join(", ")}` : "; no programs"}` : `not ready: ${missing.join("; ")}`;
  } catch (error) {
    $("state").className = "unready";
    $("state").textContent = error.message;
  }
}

startScore();
show(TABS.find((name) => location.hash === `#${name}`) ?? "score");
await state();
setInterval(state, 5000);
