"use strict";
/* Documents with what was found in them, and what a reader corrected: laid over the result, never mixed into it. */

const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
const squash = (text) => text.replace(SPACE, "");
const RECORD_FIELDS = ["indicator", "value", "growth", "period", "subject"];
const PARTS = { record: RECORD_FIELDS, organization: ["organization"] };

const piecesOf = (f) => (f?.spans?.length ? f.spans : f?.span ? [f.span] : []);
const quote = (points, pieces) => squash(pieces.map(([a, b]) => points.slice(a, b).join("")).join(""));
const field = (item, name) => (name === "organization" ? item.data : item.data[name]);
const meets = ([a, b], [c, d]) => a < d && c < b;

function openDocument({ text, document: result, repairs = null }) {
  const doc = { id: result.doc_id, sha: result.source.sha256, result, repairs, items: [], undo: [] };
  setText(doc, text ?? null);
  const seen = new Map();
  const add = (kind, data) => {
    const name = identity(kind, data), again = (seen.get(name) ?? 0) + 1;
    seen.set(name, again);
    doc.items.push({ id: again > 1 ? `${name}~${again}` : name, kind, told: data, data, review: "" });
  };
  result.records.forEach((r) => add("record", r));
  result.organizations.forEach((o) => add("organization", o));
  doc.title = result.articles.find((a) => a.title)?.title ?? "";
  restore(doc, loadCorrections(doc.sha));
  return doc;
}

function setText(doc, text) {
  doc.text = text;
  doc.points = text === null ? null : Array.from(text);
}

/* Places name an item: a correction finds it again in a newer result of the same text. */
function identity(kind, data) {
  const fields = kind === "organization" ? [data] : ["value", "growth", "indicator", "subject"].map((f) => data[f]);
  return `${kind[0]}:${fields.map((f) => f?.span?.join("-") ?? "").join("|")}`;
}

/* ---- corrections ---- */

function corrections(doc) {
  const items = {};
  for (const item of doc.items) {
    if (item.review) items[item.id] = { kind: item.kind, review: item.review, ...(item.data === item.told ? {} : { data: item.data }) };
  }
  return items;
}

function restore(doc, saved) {
  doc.items = doc.items.filter((item) => item.told);
  for (const item of doc.items) {
    const own = saved[item.id];
    item.review = own?.review ?? "";
    item.data = own?.data ?? item.told;
  }
  for (const [id, own] of Object.entries(saved)) {
    if (own.review === "added") doc.items.push({ id, kind: own.kind, told: null, data: own.data, review: "added" });
  }
  arrange(doc);
}

/* Keep what was, change, and save; `u` brings it back. */
function correct(doc, change) {
  doc.undo.push(corrections(doc));
  doc.undo.splice(0, doc.undo.length - 100);
  change();
  arrange(doc);
  saveCorrections(doc.sha, corrections(doc));
}

function undo(doc) {
  const before = doc.undo.pop();
  if (!before) return false;
  restore(doc, before);
  saveCorrections(doc.sha, before);
  return true;
}

function amend(item, data) {
  item.data = { ...item.data, ...data };
  if (item.review !== "added") item.review = "changed";
}

function arrange(doc) {
  const place = (item) => (item.data.value ?? item.data.growth ?? item.data.sentence ?? item.data).span[0];
  doc.items.sort((a, b) => place(a) - place(b));
  const marked = doc.result.warnings.filter((w) => w.span);
  for (const item of doc.items) {
    item.words = PARTS[item.kind].flatMap((f) => [field(item, f)?.text, field(item, f)?.name]).filter(Boolean).join(" ").toLowerCase();
    const places = item.kind === "record" ? ["value", "growth"].flatMap((f) => piecesOf(item.data[f])) : piecesOf(item.data);
    item.warnings = marked.filter((w) => places.some((p) => meets(p, w.span)));
  }
}

/* What is missing before an item can count as a record. */
function missing(item) {
  if (item.kind === "organization") return [];
  const { indicator, value, growth } = item.data, out = [];
  if (!indicator) out.push("指标");
  if (!value && !growth) out.push("数值或增长");
  if (value && !given(value.number) && !(given(value.low) && given(value.high))) out.push("数值的规范值");
  if (growth && !given(growth.rate) && !(given(growth.low) && given(growth.high))) out.push("增长的规范值");
  return out;
}

const isWhole = (item) => item.review !== "deleted" && !missing(item).length;
const wholeRecords = (doc) => doc.items.filter((i) => i.kind === "record" && isWhole(i)).map((i) => i.data);

/* ---- fields from selected text ---- */

const BLANK = {
  indicator: () => ({ code: null, inherited: false }),
  subject: () => ({ type: "other", entity: null, inherited: false }),
  value: () => ({ number: null, low: null, high: null, unit: "", unit_text: null, bound: "exact", unit_span: null }),
  growth: () => ({ rate: null, low: null, high: null, unit: "%", basis: "unspecified" }),
  period: () => ({ start: null, end: null, point: false, frequency: null, cumulative: false, inherited: false }),
};

/* A field at a place: as another record has it there, else the text with an empty normal form. */
function fieldAt(doc, name, span) {
  const known = doc.items.find((i) => i.kind === "record" && i.data[name]?.span?.join() === span.join() && !i.data[name].spans);
  if (known) return known.data[name];
  const text = quote(doc.points, [span]);
  return { text, span, ...(name === "indicator" || name === "subject" ? { name: text } : {}), ...BLANK[name]() };
}

/* A span without the white space at its ends; nothing if there is nothing else. */
function trimmed(points, [start, end]) {
  while (start < end && !squash(points[start])) start++;
  while (start < end && !squash(points[end - 1])) end--;
  return start < end ? [start, end] : null;
}

function sentenceAt(doc, [start, end]) {
  const stop = (c) => c === "。" || c === "！" || c === "？" || c === "；" || c === "\n";
  while (start > 0 && !stop(doc.points[start - 1])) start--;
  while (end < doc.points.length && !stop(doc.points[end - 1])) end++;
  return { text: quote(doc.points, [[start, end]]), span: [start, end] };
}

function blankRecord(doc, span) {
  const inside = doc.result.articles.find((a) => a.span[0] <= span[0] && span[1] <= a.span[1]);
  return {
    id: "", key: "", article: inside?.id ?? "a1", indicator: null, subject: null, value: null, growth: null, period: null,
    measure: "level", status: "actual", sentence: sentenceAt(doc, span), confidence: 1, rule: "workbench.added", duplicate_of: null,
  };
}
