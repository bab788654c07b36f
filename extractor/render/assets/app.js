"use strict";
/* Documents on the left, the raw text in the middle, rows on the right; filters above; all reachable by keys. */

const DATA = JSON.parse(document.getElementById("data").textContent);
const CHIPS = ["", "errors", "missed", "spurious", "wrong", "right", "optional"];
const CHIP_WORDS = { "": "全部", errors: "有误", ...STATES };
const now = { doc: 0, row: -1, kind: "record", state: "errors", field: "", rule: "", style: "", query: "", order: "name" };
const ORDERS = { name: "名称", f1: "得分从低到高", rows: "条目从多到少" };

for (const doc of DATA.documents) {
  doc.points = Array.from(doc.text);
  doc.markup = /<\/(p|div|td|body|html)>/i.test(doc.text);
  for (const row of doc.rows) row.words = words(row).toLowerCase();
}

function words(row) {
  const texts = [row.gold, row.told].filter(Boolean).flatMap((side) => Object.values(side));
  return texts.map((f) => (f && f.text) || "").join(" ");
}

function matches(doc, row, state = now.state) {
  return row.kind === now.kind
    && (!state || row.state === state || (state === "errors" && ["missed", "spurious", "wrong"].includes(row.state)))
    && (!now.field || (row.blamed || []).includes(now.field))
    && (!now.rule || row.rule === now.rule)
    && (!now.style || doc.style === now.style)
    && (!now.query || row.words.includes(now.query));
}

const shown = (doc) => doc.rows.map((row, i) => [row, i]).filter(([row]) => matches(doc, row));
const current = () => DATA.documents[now.doc];

/* ---- the four areas ---- */

function drawFigures() {
  for (const f of DATA.figures) {
    const ci = f.ci95 ? make("small", "", `[${f.ci95.map((x) => (100 * x).toFixed(1)).join(", ")}]`) : "";
    $$("figures").append(make("span", "figure", f.label, make("b", "", (100 * f.f1).toFixed(1)), ci));
  }
}

function count(state) {
  return DATA.documents.reduce((n, doc) => n + doc.rows.filter((row) => matches(doc, row, state)).length, 0);
}

function chip(label, pressed, n, act, title = "") {
  return button("chip", [label, n === null ? "" : make("span", "count", String(n))], act, { "aria-pressed": pressed, title });
}

/* A choice among what the other filters leave, the most frequent first. */
function chooser(label, key, values, word = (x) => x) {
  const kept = now[key], counts = new Map(kept ? [[kept, 0]] : []);
  now[key] = "";
  for (const doc of DATA.documents) {
    for (const row of doc.rows) if (matches(doc, row)) for (const v of values(row, doc)) if (v) counts.set(v, (counts.get(v) || 0) + 1);
  }
  now[key] = kept;
  const options = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const select = make("select", "", new Option("全部", ""), ...options.map(([o, n]) => new Option(`${word(o)} ${n}`, o)));
  select.name = key;
  select.value = kept;
  select.onchange = () => { select.blur(); filter({ [key]: select.value }); };
  return make("label", "", label, select);
}

function drawFilters() {
  const kinds = [["record", "指标记录"], ["organization", "机构"]];
  const bar = [make("div", "group", ...kinds.map(([k, w]) => chip(w, now.kind === k, null, () => filter({ kind: k, field: "", rule: "" }))))];
  bar.push(make("span", "gap"), make("div", "group",
    ...CHIPS.map((s, i) => chip(CHIP_WORDS[s], now.state === s, count(s), () => filter({ state: s }), `按 ${i}`))));
  bar.push(make("span", "gap"), chooser("归因字段", "field", (row) => row.blamed || [], (f) => FIELDS[f] || f));
  if (now.kind === "record") bar.push(chooser("规则", "rule", (row) => [row.rule]));
  bar.push(chooser("文体", "style", (_, doc) => [doc.style], styleWord));
  const old = $$("query");
  const query = old || make("input", "");
  if (!old) {
    query.id = "query"; query.type = "search"; query.placeholder = "查找文字"; query.setAttribute("aria-label", "查找文字");
    query.oninput = () => filter({ query: query.value.trim().toLowerCase() });
  }
  const held = document.activeElement === query;
  $$("filters").replaceChildren(...bar, query);
  if (held) query.focus();
}

/* The worst article first, or the one with most to look at. */
function reorder(by) {
  const here = current(), key = { name: () => 0, f1: (d) => d.f1 ?? 2, rows: (d) => -shown(d).length }[by];
  DATA.documents.sort((a, b) => key(a) - key(b) || (a.id < b.id ? -1 : 1));
  now.order = by;
  now.doc = DATA.documents.indexOf(here);
  drawDocuments();
}

function drawOrder() {
  const select = make("select", "", ...Object.entries(ORDERS).map(([o, word]) => new Option(word, o)));
  select.value = now.order;
  select.onchange = () => { select.blur(); reorder(select.value); };
  const label = make("label", "", "排序", select);
  label.id = "order";
  return label;
}

function drawDocuments() {
  $$("documents").replaceChildren(drawOrder(), ...DATA.documents.map((doc, i) => {
    const n = shown(doc).length;
    const el = make("button", "doc" + (n ? "" : " none"),
      make("div", "line", make("span", "name", doc.id), make("span", "", String(n))),
      make("div", "sub", [styleWord(doc.style), doc.title].filter(Boolean).join(" · ")));
    if (doc.f1 !== undefined && doc.f1 !== null) {
      const fill = make("i", doc.f1 < 0.6 ? "low" : doc.f1 < 0.85 ? "mid" : "");
      fill.style.width = `${100 * doc.f1}%`;
      el.append(make("div", "bar", fill));
      el.title = `四元组 F1 ${percent(doc.f1)}`;
    }
    el.type = "button";
    el.setAttribute("aria-current", i === now.doc);
    el.onclick = () => go(i, -1);
    return el;
  }));
  $$("documents").querySelector('[aria-current="true"]')?.scrollIntoView({ block: "nearest" });
}

function drawRows() {
  const doc = current(), rows = shown(doc);
  const head = make("h2", "", `${doc.id} · ${rows.length} 条`);
  $$("rows").replaceChildren(head, ...rows.map(([row, i]) => card(row, i)));
  if (!rows.length) $$("rows").append(make("div", "nothing", "本篇没有符合条件的条目。按 n 转到下一篇。"));
}

function marksOf(row, i, classes, only) {
  const out = [];
  for (const side of [row.gold, row.told]) {
    for (const name of only) {
      for (const [start, end] of side?.[name]?.spans || []) out.push({ start, end, row: i, classes: classes(name) });
    }
  }
  return out;
}

function drawReader() {
  const doc = current(), marks = [], alike = (a, b) => JSON.stringify(a?.spans) === JSON.stringify(b?.spans);
  $$("text").classList.toggle("chosen", now.row >= 0);
  for (const [row, i] of shown(doc)) {
    if (i === now.row) continue;
    marks.push(...marksOf(row, i, () => ["s-" + row.state], ["value", "growth", "organization"]));
  }
  const chosen = doc.rows[now.row];
  if (chosen) {
    for (const side of ["gold", "told"]) {
      for (const name of QUOTED) {
        const label = side === "told" && alike(chosen.gold?.[name], chosen.told?.[name]) ? "" : FIELDS[name];
        (chosen[side]?.[name]?.spans || []).forEach(([start, end], k) => marks.push({
          start, end, row: now.row, name, label: k ? "" : label, classes: ["chosen", side],
        }));
      }
    }
  }
  return drawText($$("text"), doc.points, marks, doc.markup);
}

/* The number is what a record is about: its subject may stand pages before it. */
function bringChosen(drawn) {
  const own = drawn.filter(([, mark]) => mark.name);
  const main = ["value", "growth"].map((n) => own.find(([, mark]) => mark.name === n)).find(Boolean) ?? own[0];
  if (main) bring(main[0]);
}

function drawLegend() {
  const item = (cls, word) => make("span", "", make("mark", cls, word));
  const states = Object.entries(STATES).map(([s, w]) => item("s-" + s, w));
  const chosen = make("span", "", "选中条目：", make("mark", "chosen gold", "标注"), " ", make("mark", "chosen told", "结果"));
  $$("legend").replaceChildren(...states, chosen);
}

/* ---- moving about ---- */

function mark() {
  for (const el of $$("rows").querySelectorAll(".card")) el.setAttribute("aria-current", Number(el.dataset.row) === now.row);
  $$("rows").querySelector('[aria-current="true"]')?.scrollIntoView({ block: "nearest" });
  bringChosen(drawReader());
  history.replaceState(null, "", `#${encodeURIComponent(current().id)}`);
}

function go(doc, row) {
  const fresh = doc !== now.doc;
  now.doc = doc;
  now.row = row;
  if (fresh) { drawDocuments(); drawRows(); }
  if (fresh && row < 0) $$("reader").scrollTop = $$("rows").scrollTop = 0;
  mark();
}

function filter(change) {
  Object.assign(now, change);
  const doc = current();
  if (now.row >= 0 && !matches(doc, doc.rows[now.row])) now.row = -1;
  if (!shown(doc).length) {
    const next = DATA.documents.findIndex((d) => shown(d).length);
    if (next >= 0) { now.doc = next; now.row = -1; }
  }
  draw();
}

function draw() {
  drawFilters(); drawDocuments(); drawRows(); mark();
}

function step(by) {
  const rows = shown(current()).map(([, i]) => i), at = rows.indexOf(now.row);
  const next = now.row < 0 ? (by > 0 ? 0 : -1) : at + by;
  if (next >= 0 && next < rows.length) go(now.doc, rows[next]);
  else stepDoc(by, true);
}

function stepDoc(by, enter) {
  for (let i = now.doc + by; i >= 0 && i < DATA.documents.length; i += by) {
    const rows = shown(DATA.documents[i]);
    if (rows.length) return go(i, enter ? rows[by > 0 ? 0 : rows.length - 1][1] : -1);
  }
}

const KEYS = {
  j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
  n: () => stepDoc(1, true), ArrowRight: () => stepDoc(1, true), p: () => stepDoc(-1, false), ArrowLeft: () => stepDoc(-1, false),
  o: () => filter({ kind: now.kind === "record" ? "organization" : "record", field: "", rule: "" }),
  "/": () => $$("query").focus(), "?": () => $$("help").showModal(),
  s: () => DATA.overview && $$("overview").showModal(),
  Escape: () => { $$("query").value = ""; filter({ state: "errors", field: "", rule: "", style: "", query: "" }); },
};

document.addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey || document.querySelector("dialog[open]")) return;
  const typing = /INPUT|SELECT/.test(e.target.tagName);
  if (typing && e.key === "Escape") e.target.blur();
  if (typing && e.key !== "Escape") return;
  const act = KEYS[e.key] || (CHIPS[Number(e.key)] !== undefined && e.key.trim() ? () => filter({ state: CHIPS[Number(e.key)] }) : null);
  if (act) { e.preventDefault(); act(); }
});
for (const id of ["rows", "text"]) {
  $$(id).addEventListener("click", (e) => {
    const el = e.target.closest("[data-row]");
    if (el && !String(getSelection())) go(now.doc, Number(el.dataset.row));
  });
}
$$("help-button").onclick = () => $$("help").showModal();
$$("overview-button").onclick = () => $$("overview").showModal();
$$("overview-button").hidden = !DATA.overview;
if (DATA.overview) drawOverview($$("overview"), DATA.overview);

if (DATA.documents.length) {
  const wanted = DATA.documents.findIndex((d) => `#${encodeURIComponent(d.id)}` === location.hash);
  now.doc = wanted >= 0 ? wanted : Math.max(0, DATA.documents.findIndex((d) => shown(d).length));
  drawFigures(); drawLegend(); draw();
} else $$("rows").append(make("div", "nothing", "没有文档。"));
