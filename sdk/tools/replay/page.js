// The rollouts of a replay, which stand in the page, compressed. `browse` and its kin: assay_rl/rollouts.js, before this.
const unpack = async (text) => {
  const bytes = Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
};
await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));  // what stands in the page is painted first
const index = await unpack(document.getElementById("index").textContent);
const columns = index.columns;
const packed = document.querySelectorAll("script.block");
const blocks = new Map();
const texts = async (row) => {
  const at = Math.floor(row / index.block);
  if (!blocks.has(at)) blocks.set(at, unpack(packed[at].textContent));
  return (await blocks.get(at))[row % index.block];
};
const of = (name, names) => (row) => index[names][columns[name][row]];
const kind = of("kind", "kinds"), rule = of("rule", "rules"), group = of("group", "groups"), file = of("file", "files");

async function detail(row) {
  const found = await texts(row);
  const head = element("b", `${kind(row)}  ${file(row)}:${columns.line[row]}`);
  if (found.length === 1) return [head, element("pre", found[0])];
  const [before, after, prompt, completion, judgedBy, id, kept] = found;
  const link = element("button", "show its group");
  link.type = "button";
  link.addEventListener("click", () => filter({ group: group(row) }));
  return [
    head, ...(group(row) ? [element("br"), link] : []),
    verdict("before", columns.before[row], ...before), verdict("after", columns.after[row], ...after),
    ...titled("Judged by", judgedBy),
    ...titled("Completion", kept ? completion : "(agreed: its text is in the file of rollouts; --whole keeps it)"),
    ...titled("Prompt", prompt), ...titled("Id", id),
  ];
}

const filter = browse(document.getElementById("browser"), {
  total: columns.kind.length,
  facets: [{ name: "kind", label: "kind", of: kind }, { name: "rule", label: "rule", of: rule }, { name: "source", label: "source", of: of("source", "sources") }],
  searches: [{ name: "group", label: "group", of: group }],
  line: (row) => {
    const before = columns.before[row], after = columns.after[row];
    return [`${score(before)} → ${score(after)} · ${kind(row)} · ${rule(row)}`, `${file(row).split("/").pop()}:${columns.line[row]} · ${group(row)}`, change(before, after)];
  },
  detail,
});
for (const card of document.querySelectorAll(".card")) card.addEventListener("click", () => filter({ kind: card.dataset.kind }));
document.body.dataset.ready = "true";
