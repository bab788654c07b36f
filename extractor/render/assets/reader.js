"use strict";
/* The left pane: the raw text with its marks, the chosen item, and the choosing of places for fields. */

const KIND_MARKS = { subject: "主体", indicator: "指标", value: "数值", growth: "增长", period: "时期", organization: "机构" };
const EXTRA_MARKS = { repair: "修复处", warning: "警示" };
const FIXERS = {
  markup: "标记", gap: "空格", line: "断行", punctuation: "标点", dash: "横线", width: "全角数字", entity: "实体", quote: "引号",
  stop: "句号", thousands: "千位分隔", parentheses: "括号", radical: "部首字", invisible: "不可见字符", ellipsis: "省略号",
};
const drawn = new Map(); // item id -> [element, mark]

/* One mark for each place and kind, however many items share it. */
function marksOf(doc) {
  const marks = new Map();
  for (const item of doc.items) {
    if (item.review === "deleted") continue;
    for (const name of PARTS[item.kind]) {
      for (const [start, end] of piecesOf(field(item, name))) {
        const key = `${name}:${start}-${end}`;
        const mark = marks.get(key) ?? { start, end, name, classes: ["f-" + name], items: [] };
        mark.items.push(item.id);
        marks.set(key, mark);
      }
    }
  }
  const extras = doc.result.warnings.filter((w) => w.span).map((w) => extra("warning", w.span, w.message));
  extras.push(...(doc.repairs ?? []).map((r) => extra("repair", r.span, `${FIXERS[r.fixer] ?? r.fixer}：${r.new ? `改作「${r.new}」` : "略去"}`)));
  return [...marks.values(), ...extras];
}

const extra = (name, [start, end], title) => ({ start, end, name, title, items: [], classes: ["x-" + name] });

function drawReader() {
  const doc = current();
  drawn.clear();
  if (doc.points === null) {
    const where = doc.result.source.uri ?? doc.id;
    $$("text").replaceChildren(make("p", "nothing", `没有原文。把 ${where} 的文本拖进来；网页、PDF 和 Word 的文本用 --keep-text 保存。`));
    $$("legend").replaceChildren();
    return;
  }
  for (const pair of drawText($$("text"), doc.points, marksOf(doc))) {
    for (const id of pair[1].items) drawn.has(id) ? drawn.get(id).push(pair) : drawn.set(id, [pair]);
    pair[0].mark = pair[1];
  }
  drawLegend();
  showChosen(false);
}

function drawLegend() {
  const doc = current();
  const present = new Set([...document.querySelectorAll("#text mark")].map((el) => el.mark.name));
  const toggle = (name, label, shown) => button("legend", make("mark", (EXTRA_MARKS[name] ? "x-" : "f-") + name, label), () => {
    now.hidden.has(name) ? now.hidden.delete(name) : now.hidden.add(name);
    drawLegend();
  }, { "aria-pressed": !now.hidden.has(name), title: shown });
  const bar = Object.entries(KIND_MARKS).filter(([n]) => present.has(n)).map(([n, w]) => toggle(n, w, `显示或隐藏${w}`));
  for (const [n, w] of Object.entries(EXTRA_MARKS)) {
    const count = n === "repair" ? doc.repairs?.length : doc.result.warnings.length;
    if (present.has(n)) bar.push(toggle(n, `${w} ${count}`, n === "repair" ? "读取时修复的断行、空格、标点" : "可疑之处"));
  }
  refill($$("legend"), bar);
  for (const n of [...Object.keys(KIND_MARKS), ...Object.keys(EXTRA_MARKS)]) $$("text").classList.toggle("hide-" + n, now.hidden.has(n));
}

/* Point out the chosen item; only its own elements are touched, however long the text. */
function showChosen(scroll = true) {
  for (const el of $$("text").querySelectorAll("mark.chosen")) { el.classList.remove("chosen"); delete el.dataset.label; }
  const own = drawn.get(now.item) ?? [], labelled = new Set();
  for (const [el, mark] of own) {
    el.classList.add("chosen");
    if (!labelled.has(mark)) el.dataset.label = KIND_MARKS[mark.name];
    labelled.add(mark);
  }
  const main = own.find(([, m]) => m.name === "value") ?? own.find(([, m]) => m.name === "growth") ?? own[0];
  if (scroll && main) bring(main[0]);
}

function clickText(event) {
  if (selectedSpan($$("text"))) return;
  const ids = [];
  for (let el = event.target; el && el !== $$("text"); el = el.parentElement) ids.push(...(el.mark?.items ?? []));
  const here = ids.map((id) => itemOf(id)).filter((i) => matches(i, i.kind));
  if (!here.length) return;
  // A period or subject that many share: each click goes on to the next of them.
  const at = here.findIndex((i) => i.id === now.item);
  const next = here[(at + 1) % here.length];
  if (next.kind !== now.kind) show({ kind: next.kind });
  choose(next.id, { scroll: "list" });
}

/* ---- choosing a place for a field ---- */

function drawPicking() {
  const doc = current(), span = doc?.points && selectedSpan($$("text")), item = itemOf(now.item);
  const bar = [];
  if (now.arming) {
    bar.push(make("span", "", "为 ", make("b", "", PICKED[now.arming] ?? KIND_MARKS[now.arming]), " 选取原文：划选，或用 ← → 移右端、Shift+← → 移左端、↑ ↓ 换句"),
      button("primary", ["应用 ", make("kbd", "", "Enter")], applyPick), button("", ["取消 ", make("kbd", "", "Esc")], stopPicking));
  } else if (span) {
    const text = quote(doc.points, [span]);
    bar.push(make("span", "picked", `「${text.length > 18 ? text.slice(0, 17) + "…" : text}」设为`));
    if (item?.kind === "record") {
      RECORD_FIELDS.forEach((f, i) => bar.push(button("", [KIND_MARKS[f] + " ", make("kbd", "", String(i + 1))], () => assign(f, span))));
    }
    bar.push(button("", ["新记录 ", make("kbd", "", "a")], addRecord), button("", ["新机构 ", make("kbd", "", "m")], addOrganization));
  }
  $$("picking").replaceChildren(...bar);
  $$("picking").hidden = !bar.length;
}

function arm(name) {
  const doc = current(), item = itemOf(now.item);
  if (!doc.points || item?.kind !== "record") return;
  const span = selectedSpan($$("text"));
  if (span && !now.arming) return assign(name, span);
  pickFrom(name, item.data[name]?.span ?? firstOf(item.data.sentence.span));
}

const PICKED = { record: "新记录的数值或增长", organization: "新机构" };
const firstOf = ([start]) => [start, start + 1];

/* Begin to choose a place; `what` is a field of the chosen record, or the kind of a new item. */
function pickFrom(what, span) {
  now.arming = what;
  selectSpan($$("text"), current().points, span);
  drawPicking();
}

function stopPicking() {
  now.arming = null;
  getSelection().removeAllRanges();
  drawPicking();
}

/* Move an end of the selection by a character, or all of it to the sentence before or behind. */
function nudge(key, left) {
  const doc = current(), span = selectedSpan($$("text")) ?? [0, 1];
  const [from, to] = sentenceAt(doc, firstOf(span)).span;
  if (key === "ArrowUp") return pickFrom(now.arming, firstOf(sentenceAt(doc, firstOf([Math.max(0, from - 1)])).span));
  if (key === "ArrowDown") return pickFrom(now.arming, firstOf([Math.min(to, doc.points.length - 1)]));
  span[left ? 0 : 1] += key === "ArrowLeft" ? -1 : 1;
  if (span[0] >= 0 && span[0] < span[1] && span[1] <= doc.points.length) selectSpan($$("text"), doc.points, span);
}

function applyPick() {
  const span = selectedSpan($$("text")), what = now.arming;
  now.arming = null;
  if (!span) return drawPicking();
  if (what === "record") addRecord();
  else if (what === "organization") addOrganization();
  else assign(what, span);
}

/* Put selected text into a field of the chosen record, and have the service read its normal form. */
async function assign(name, selected, item = itemOf(now.item)) {
  const doc = current(), span = trimmed(doc.points, selected), fresh = span && fieldAt(doc, name, span);
  if (!span) return stopPicking();
  correct(doc, () => {
    if (!doc.items.includes(item)) doc.items.push(item);
    amend(item, { [name]: fresh, ...sentenceFor(doc, item, name, span) });
  });
  stopPicking();
  redraw();
  if (!MENTIONS[name] || given(fresh.number ?? fresh.rate ?? fresh.start ?? fresh.low)) return;
  const read = DATA.live ? await readField(doc, name, span).catch(() => null) : null;
  const { span: _, spans: __, text: ___, numeral_span: ____, ...normal } = read ?? {};
  // Meanwhile the reader may have gone on, to another field, item or document.
  const still = doc.items.find((i) => i.id === item.id);
  if (still?.data[name] !== fresh) return;
  if (read) {
    amend(still, { [name]: { ...fresh, ...normal, ...(name === "value" ? { unit: normal.unit ?? "点" } : {}) } });
    saveCorrections(doc.sha, corrections(doc));
    if (doc === current()) redraw();
  } else if (doc === current() && now.item === item.id) {
    edit(name);
    say("这处的规范值没有读出来，请填写。");
  }
}

function sentenceFor(doc, item, name, span) {
  if (name !== "value" && name !== "growth") return {};
  const [a, b] = item.data.sentence.span;
  return a <= span[0] && span[1] <= b ? {} : { sentence: sentenceAt(doc, span) };
}
