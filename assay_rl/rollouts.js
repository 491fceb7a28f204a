// Rollouts to click through: filters, orders, a list of any length, and beside it the one that is open. The page of
// `assay replay` and the service's own page show theirs with it.
const HEIGHT = 52, MARGIN = 8;

export const element = (name, text, kind) => {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (kind) made.className = kind;
  return made;
};
export const score = (value) => (value === null || value === undefined ? "null" : String(Math.round(value * 1000) / 1000));
export const change = (before, after) => (before === after ? "" : after > before ? "up" : "down");

// A score with the rule and the reason beside it.
export const verdict = (name, value, rule, reason) => {
  const made = element("div", undefined, `verdict ${value === null ? "" : value > 0 ? "paid" : "unpaid"}`);
  made.append(element("b", `${name} ${score(value)} `), element("span", `${rule} `, "dim"), element("span", reason));
  return made;
};
export const titled = (title, text) => (text ? [element("h3", title), element("pre", text)] : []);

// Fills `root`. `facets`: [{name, label, of(row), numeric}], one choice each; `searches`: the same, of words, and of a
// whole value in quotes; `orders`: label -> comparison of two rows; `line(row)`: [first line, second line, class]; `detail(row)`: a promise of nodes.
// Rows are numbers below `total`. Gives `filter({name: value})`, which sets these filters and clears the others.
export function browse(root, { total, facets, searches, orders = {}, line, detail, chosen: told = () => {} }) {
  const fields = new Map(), list = element("div"), space = element("div"), rows = element("div");
  const pane = element("article"), count = element("span", "", "dim"), panes = element("div", undefined, "panes");
  const filters = element("div", undefined, "filters");
  let chosen = [], selected = -1;

  const field = (label, made, name) => {
    const box = element("label", `${label} `);
    made.id = name;
    box.append(made);
    filters.append(box);
    return made;
  };
  for (const { name, label, of, numeric } of facets) {
    const counts = new Map(), made = field(label, element("select"), name);
    for (let row = 0; row < total; row += 1) counts.set(of(row), (counts.get(of(row)) ?? 0) + 1);
    made.append(new Option("any", ""));
    const known = [...counts].sort((one, other) => (numeric ? one[0] - other[0] : other[1] - one[1]) || (one[0] < other[0] ? -1 : 1));
    // A value of its own, so that an empty one is not taken for "any".
    for (const [value, times] of known) made.append(new Option(`${value || "(none)"} (${times.toLocaleString("en")})`, `=${value}`));
    made.addEventListener("change", () => show());
    fields.set(name, { made, fits: (row) => made.value === "" || `=${of(row)}` === made.value, set: (value) => { made.value = `=${value}`; } });
  }
  for (const { name, label, of } of searches) {
    const made = field(label, element("input"), name);
    Object.assign(made, { type: "search", placeholder: "any", autocomplete: "off" });
    made.addEventListener("input", () => show());
    const fits = (row) => made.value === "" || (made.value === `"${of(row)}"`) || of(row).includes(made.value);
    fields.set(name, { made, fits, set: (value) => { made.value = `"${value}"`; } });
  }
  const order = Object.keys(orders).length ? field("order", element("select"), "order") : null;
  for (const name of Object.keys(orders)) order.append(new Option(name, name));
  order?.addEventListener("change", () => show());

  const filter = (wanted) => {
    for (const [name, one] of fields) if (name in wanted) one.set(wanted[name]); else one.made.value = "";
    show();
  };
  const show = () => {
    chosen = [];
    const all = [...fields.values()];
    for (let row = 0; row < total; row += 1) if (all.every((one) => one.fits(row))) chosen.push(row);
    if (order) chosen.sort((one, other) => orders[order.value](one, other) || one - other);
    count.textContent = `${chosen.length.toLocaleString("en")} rollouts`;
    space.style.height = `${chosen.length * HEIGHT}px`;
    list.scrollTop = 0;
    draw();
    told(chosen);
  };
  const draw = () => {
    const first = Math.max(0, Math.floor(list.scrollTop / HEIGHT) - MARGIN);
    const last = Math.min(chosen.length, first + Math.ceil(list.clientHeight / HEIGHT) + 2 * MARGIN);
    rows.style.transform = `translateY(${first * HEIGHT}px)`;
    rows.replaceChildren(...chosen.slice(first, last).map((row) => {
      const [upper, lower, kind] = line(row);
      const made = element("div", undefined, `rollout ${kind}`);
      Object.assign(made, { role: "option", ariaSelected: String(row === selected), id: `rollout-${row}` });
      made.dataset.row = row;
      made.append(element("div", upper), element("div", lower, "dim"));
      return made;
    }));
  };
  const open = async (row) => {
    selected = row;
    list.setAttribute("aria-activedescendant", `rollout-${row}`);
    draw();
    const found = await detail(row);
    if (selected !== row) return; // another was opened meanwhile
    pane.replaceChildren(...found);
    pane.scrollTop = 0;
  };

  list.addEventListener("scroll", draw, { passive: true });
  addEventListener("resize", draw);
  rows.addEventListener("click", (event) => {
    const made = event.target.closest(".rollout");
    if (made) open(Number(made.dataset.row));
  });
  list.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (!step || !chosen.length) return;
    event.preventDefault();
    const at = Math.min(chosen.length - 1, Math.max(0, chosen.indexOf(selected) + step));
    if (at * HEIGHT < list.scrollTop) list.scrollTop = at * HEIGHT;
    if ((at + 1) * HEIGHT > list.scrollTop + list.clientHeight) list.scrollTop = (at + 1) * HEIGHT - list.clientHeight;
    open(chosen[at]);
  });

  list.id = "list";
  Object.assign(list, { role: "listbox", tabIndex: 0, ariaLabel: "rollouts" });
  space.id = "space";
  rows.id = "rows";
  Object.assign(pane, { id: "detail", ariaLive: "polite" });
  pane.append(element("p", "Choose a rollout; the arrow keys go on.", "dim"));
  Object.assign(count, { id: "count", role: "status" });
  filters.append(count);
  space.append(rows);
  list.append(space);
  panes.append(list, pane);
  root.replaceChildren(filters, panes);
  show();
  return filter;
}
