"use strict";
/* The workbench: what is open, what is chosen, what is shown, and the keys. */

const DATA = readJson($$("data").textContent);
const NO_FILTER = { query: "", subject: "", period: "", status: "", sure: "", review: "" };
const now = {
  docs: [], doc: 0, kind: "record", panel: "record", item: null, arming: null, editing: null, hidden: new Set(["repair"]), filter: { ...NO_FILTER },
};

const START = [$$("title").textContent, $$("about").textContent];

const current = () => now.docs[now.doc];
const itemOf = (id) => current()?.items.find((i) => i.id === id);
const shown = () => current().items.filter((i) => matches(i, now.kind));

function matches(item, kind) {
  const f = now.filter, r = item.data;
  if (item.kind !== kind || (f.query && !item.words.includes(f.query))) return false;
  const reviewed = { "": true, warned: item.warnings.length > 0, open: !item.review };
  if (!(reviewed[f.review] ?? item.review === f.review)) return false;
  if (f.sure && !(f.sure[0] === "<" ? r.confidence < Number(f.sure.slice(1)) : r.confidence >= Number(f.sure))) return false;
  if (kind !== "record") return true;
  const period = r.period && periodForm(r.period);
  return (!f.subject || r.subject?.name === f.subject) && (!f.period || period === f.period) && (!f.status || r.status === f.status);
}

function say(text, bad = false) {
  $$("said").textContent = text;
  $$("said").className = bad ? "bad" : "";
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { $$("said").textContent = ""; }, bad ? 12_000 : 4000);
}

/* ---- drawing ---- */

function draw() {
  const open = now.docs.length > 0;
  document.body.dataset.open = open;
  if (!open) return;
  const doc = current();
  $$("title").textContent = doc.title || doc.id;
  $$("about").textContent = [ownName(doc), doc.result.published?.date, `${grouped(doc.result.source.chars)} 字`].filter(Boolean).join(" · ");
  document.title = `${doc.title || doc.id} — 指标`;
  drawDocuments();
  drawReader();
  drawPicking();
  drawPanel();
}

// A pasted text is named by its hash, which says nothing to a reader.
const ownName = (doc) => (doc.id.startsWith("sha256-") ? "" : doc.id);

function redraw() {
  drawReader();
  drawPanel();
}

function drawDocuments() {
  document.body.dataset.many = now.docs.length > 1;
  refill($$("documents"), now.docs.map((doc, i) => {
    const records = doc.items.filter((x) => x.kind === "record"), checked = records.filter((x) => x.review).length;
    const about = [doc.title ? ownName(doc) : "", doc.text === null ? "缺原文" : "", checked ? `已校 ${checked}` : ""];
    const said = [
      make("span", "line", make("span", "name", doc.title || doc.id), make("span", "", String(records.length))),
      make("span", "sub", about.filter(Boolean).join(" · ")),
    ];
    return button("doc", said, () => go(i), { "aria-current": i === now.doc });
  }));
}

function drawPanel() {
  const doc = current(), count = (kind) => doc.items.filter((i) => i.kind === kind && i.review !== "deleted").length;
  const tabs = {
    record: ["记录", count("record")], organization: ["机构", count("organization")],
    warnings: ["警示", doc.result.warnings.length], chart: ["图表", ""],
  };
  refill($$("tabs"), Object.entries(tabs).map(([name, [label, n]]) => button("tab",
    [label, n === "" ? "" : make("span", "count", String(n))], () => show({ panel: name }), { "aria-pressed": now.panel === name })));
  const listed = now.panel === "record" || now.panel === "organization";
  $$("filters").hidden = now.panel === "warnings";
  $$("rows").hidden = now.panel === "chart";
  $$("chart").hidden = now.panel !== "chart";
  drawFilters();
  if (listed) drawRows();
  else if (now.panel === "warnings") drawWarnings();
  else drawChart($$("chart"));
}

function drawFilters() {
  const records = current().items.filter((i) => i.kind === "record").map((i) => i.data);
  const periods = distinct(records.map((r) => r.period && periodForm(r.period))).reverse();
  const wanted = {
    subject: ["主体", distinct(records.map((r) => r.subject?.name)).map((s) => [s, s])],
    period: ["时期", periods.map((p) => [p, p])],
    status: ["状态", Object.entries(PLAIN.status)],
    sure: ["置信度", [["0.9", "≥ 0.9"], ["0.8", "≥ 0.8"], ["0.6", "≥ 0.6"], ["<0.6", "< 0.6"]]],
    review: ["校对", [["open", "未校"], ...Object.entries(REVIEWS).filter(([key]) => key), ["warned", "有警示"]]],
  };
  const keys = now.kind === "record" ? Object.keys(wanted) : ["sure", "review"];
  const selects = keys.map((key) => {
    const [label, options] = wanted[key];
    const select = make("select", now.filter[key] ? "set" : "", new Option(label, ""), ...options.map(([v, word]) => new Option(word, v)));
    select.value = now.filter[key];
    select.setAttribute("aria-label", `按${label}筛选`);
    select.onchange = () => setFilter({ [key]: select.value });
    return select;
  });
  refill($$("selects"), selects);
  $$("clear").hidden = !Object.values(now.filter).some(Boolean);
}

function drawRows() {
  const items = shown(), all = current().items.filter((i) => i.kind === now.kind).length;
  const done = items.filter((i) => i.review).length;
  $$("count").textContent = `${items.length === all ? `${all} 条` : `${items.length} / ${all} 条`}，已校 ${done}`;
  const none = all ? "没有符合筛选的条目。按 Esc 清除筛选。" : "没有找到。可以划选原文，按 a 新增。";
  $$("rows").replaceChildren(...(items.length ? items.map(card) : [make("li", "nothing", none)]));
  cardOf(now.item)?.scrollIntoView({ block: "nearest" });
}

/* ---- moving about ---- */

function show(change) {
  if (change.panel === "record" || change.panel === "organization") change.kind = change.panel;
  if (change.kind && !change.panel) change.panel = change.kind;
  if (change.kind && change.kind !== now.kind) { now.item = null; now.editing = null; }
  Object.assign(now, change);
  drawPanel();
  showChosen(false);
}

function setFilter(change) {
  Object.assign(now.filter, change);
  const chosen = itemOf(now.item);
  if (chosen && !matches(chosen, now.kind)) now.item = null;
  drawPanel();
  showChosen(false);
}

function clearFilter() {
  $$("query").value = "";
  now.filter = { ...NO_FILTER };
}

const cardOf = (id) => [...$$("rows").children].find((el) => el.dataset.item === id);

function choose(id, { scroll = "both" } = {}) {
  const before = now.item;
  [now.item, now.editing, now.arming] = [id, null, null];
  for (const changed of new Set([before, id])) {
    const old = changed && cardOf(changed), item = changed && itemOf(changed);
    if (old && item) old.replaceWith(card(item));
  }
  showChosen(scroll !== "list");
  drawPicking();
  const el = id && cardOf(id);
  if (!el) return;
  if (scroll !== "text") el.scrollIntoView({ block: "nearest" });
  el.querySelector(".head").focus({ preventScroll: true });
}

const focusChosen = () => cardOf(now.item)?.querySelector(".head").focus();

function go(doc) {
  clearFilter();
  Object.assign(now, { doc, item: null, editing: null, arming: null });
  $$("reader").scrollTop = $$("rows").scrollTop = 0;
  history.replaceState(null, "", `#${encodeURIComponent(nameOf(current()))}`);
  draw();
}

function step(by) {
  if (now.panel !== now.kind) return;
  const items = shown(), at = items.findIndex((i) => i.id === now.item);
  const next = items[at < 0 ? (by > 0 ? 0 : items.length - 1) : at + by];
  if (next) choose(next.id);
}

const stepDoc = (by) => { if (now.docs[now.doc + by]) go(now.doc + by); };
