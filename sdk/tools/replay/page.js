"use strict";
(async () => {
  const HEIGHT = 52, MARGIN = 8;
  const get = (id) => document.getElementById(id);

  const unpack = async (text) => {
    const bytes = Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  };
  const element = (name, text, kind) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (kind) made.className = kind;
    return made;
  };

  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));  // what stands in the page is painted first
  const index = await unpack(get("index").textContent);
  const columns = index.columns, total = columns.kind.length;
  const packed = document.querySelectorAll("script.block");
  const blocks = new Map();
  const texts = async (row) => {
    const at = Math.floor(row / index.block);
    if (!blocks.has(at)) blocks.set(at, unpack(packed[at].textContent));
    return (await blocks.get(at))[row % index.block];
  };

  const FILTERS = [["kind", index.kinds], ["rule", index.rules], ["source", index.sources]];
  for (const [name, labels] of FILTERS) {
    const counts = new Map();
    for (const one of columns[name]) counts.set(one, (counts.get(one) || 0) + 1);
    get(name).append(new Option("any", ""));
    for (const [at, count] of [...counts].sort((one, other) => other[1] - one[1]))
      get(name).append(new Option(`${labels[at] || "(none)"} (${count.toLocaleString("en")})`, at));
    get(name).addEventListener("change", () => show());
  }
  get("group").addEventListener("input", () => show());
  for (const card of document.querySelectorAll(".card"))
    card.addEventListener("click", () => { clear(); get("kind").value = index.kinds.indexOf(card.dataset.kind); show(); });

  let chosen = [], selected = -1;
  const clear = () => { for (const name of ["kind", "rule", "source", "group"]) get(name).value = ""; };
  const show = () => {
    const wanted = FILTERS.map(([name]) => [columns[name], get(name).value]).filter(([, value]) => value !== "");
    const words = get("group").value;
    const groups = words === "" ? null : new Set(index.groups.flatMap((name, at) => (name.includes(words) ? [at] : [])));
    chosen = [];
    for (let row = 0; row < total; row++)
      if (wanted.every(([column, value]) => column[row] === Number(value)) && (!groups || groups.has(columns.group[row])))
        chosen.push(row);
    get("count").textContent = `${chosen.length.toLocaleString("en")} rollouts`;
    get("space").style.height = `${chosen.length * HEIGHT}px`;
    get("list").scrollTop = 0;
    draw();
  };

  const score = (value) => (value === null ? "null" : String(Math.round(value * 1000) / 1000));
  const draw = () => {
    const list = get("list");
    const first = Math.max(0, Math.floor(list.scrollTop / HEIGHT) - MARGIN);
    const last = Math.min(chosen.length, first + Math.ceil(list.clientHeight / HEIGHT) + 2 * MARGIN);
    get("rows").style.transform = `translateY(${first * HEIGHT}px)`;
    get("rows").replaceChildren(...chosen.slice(first, last).map((row) => {
      const before = columns.before[row], after = columns.after[row];
      const made = element("div", undefined, `row ${before === after ? "" : after > before ? "up" : "down"}`);
      made.setAttribute("role", "option");
      made.setAttribute("aria-selected", row === selected);
      made.dataset.row = row;
      made.append(
        element("div", `${score(before)} → ${score(after)}  ${index.kinds[columns.kind[row]]}  ${index.rules[columns.rule[row]]}`),
        element("div", `${index.files[columns.file[row]].split("/").pop()}:${columns.line[row]}  ${index.groups[columns.group[row]]}`, "dim"),
      );
      return made;
    }));
  };

  const open = async (row) => {
    selected = row;
    draw();
    const found = await texts(row);
    if (selected !== row) return;
    const detail = get("detail");
    detail.replaceChildren(element("b", `${index.kinds[columns.kind[row]]}  ${index.files[columns.file[row]]}:${columns.line[row]}`));
    if (found.length === 1) { detail.append(element("pre", found[0])); return; }
    const [before, after, prompt, completion, judgedBy, id, kept] = found;
    const group = index.groups[columns.group[row]];
    if (group) {
      const link = element("button", "show its group");
      link.type = "button";
      link.addEventListener("click", () => { clear(); get("group").value = group; show(); });
      detail.append(element("br"), link);
    }
    for (const [name, verdict, value] of [["before", before, columns.before[row]], ["after", after, columns.after[row]]]) {
      const made = element("div", undefined, `verdict ${value === null ? "" : value > 0 ? "paid" : "zero"}`);
      made.append(element("b", `${name} ${score(value)} `), element("span", `${verdict[0]} `, "dim"), element("span", verdict[1]));
      detail.append(made);
    }
    for (const [title, text] of [["Judged by", judgedBy], ["Completion", kept ? completion : "(agreed: its text is in the file of rollouts; --whole keeps it)"], ["Prompt", prompt], ["Id", id]])
      if (text) detail.append(element("h3", title), element("pre", text));
    detail.scrollTop = 0;
  };

  get("list").addEventListener("scroll", draw, { passive: true });
  addEventListener("resize", draw);
  get("rows").addEventListener("click", (event) => {
    const made = event.target.closest(".row");
    if (made) open(Number(made.dataset.row));
  });
  get("list").addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (!step || !chosen.length) return;
    event.preventDefault();
    const at = Math.min(chosen.length - 1, Math.max(0, chosen.indexOf(selected) + step));
    const list = get("list");
    if (at * HEIGHT < list.scrollTop) list.scrollTop = at * HEIGHT;
    if ((at + 1) * HEIGHT > list.scrollTop + list.clientHeight) list.scrollTop = (at + 1) * HEIGHT - list.clientHeight;
    open(chosen[at]);
  });
  show();
  document.body.dataset.ready = "true";
})();
