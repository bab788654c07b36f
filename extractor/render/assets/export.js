"use strict";
/* What leaves the page: CSV and Excel in the columns of the command, JSON of the contract, gold of the evaluation. */

const NUMERIC = new Set(["number", "low", "high", "rate", "rate_low", "rate_high", "confidence", "span_start", "span_end"]);

function download(name, type, text) {
  const link = make("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function flat(result, r) {
  const [s, v, g, p] = ["subject", "value", "growth", "period"].map((k) => r[k] ?? {});
  const place = (r.value ?? r.growth).span;
  const own = {
    doc_id: result.doc_id, published: result.published?.date, subject: s.name, indicator: r.indicator.text,
    name: r.indicator.name, code: r.indicator.code, value: v.text, number: v.number, low: v.low, high: v.high, unit: v.unit,
    bound: v.bound, growth: g.text, rate: g.rate, growth_unit: g.unit, basis: g.basis, period: p.text, start: p.start, end: p.end,
    sentence: r.sentence.text, span_start: place[0], span_end: place[1], subject_type: s.type, subject_entity: s.entity,
    rate_low: g.low, rate_high: g.high, point: p.point, frequency: p.frequency, cumulative: p.cumulative, uri: result.source.uri,
  };
  return DATA.columns.map((c) => (c in own ? own[c] : r[c]) ?? null);
}

const flatRows = (docs) => docs.flatMap((doc) => wholeRecords(doc).map((r) => flat(doc.result, r)));

/* A cell that begins like a formula would be run by a spreadsheet; text from an article must never be. */
const harmless = (text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

function csvCell(value, column) {
  if (value === null) return "";
  if (typeof value === "boolean") return value ? "True" : "False";
  const text = NUMERIC.has(column) ? String(value) : harmless(String(value));
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csv(docs) {
  const rows = flatRows(docs).map((row) => row.map((value, i) => csvCell(value, DATA.columns[i])).join(","));
  return "\ufeff" + [DATA.columns.join(","), ...rows].join("\n") + "\n";
}

const xml = (text) => text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "")
  .replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

function xmlCell(value, column) {
  if (value === null) return "<Cell/>";
  if (typeof value === "boolean") return `<Cell><Data ss:Type="Boolean">${Number(value)}</Data></Cell>`;
  // A spreadsheet holds fifteen digits; a longer number stays whole as text.
  const number = NUMERIC.has(column) && String(value).replace(/\D/g, "").length <= 15;
  return `<Cell><Data ss:Type="${number ? "Number" : "String"}">${xml(String(value))}</Data></Cell>`;
}

/* SpreadsheetML 2003: Excel and LibreOffice open it, and it is plain text. */
function excel(docs) {
  const line = (cells) => `<Row>${cells.join("")}</Row>`;
  const rows = flatRows(docs).map((row) => line(row.map((value, i) => xmlCell(value, DATA.columns[i]))));
  return `<?xml version="1.0" encoding="UTF-8"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="records"><Table>
${[line(DATA.columns.map((c) => xmlCell(c, ""))), ...rows].join("\n")}
</Table></Worksheet></Workbook>
`;
}

/* The result as corrected; what pointed to something that is gone points nowhere. */
function correctedResult(doc) {
  const kept = wholeRecords(doc), ids = new Set(kept.map((r) => r.id));
  const organizations = doc.items.filter((i) => i.kind === "organization" && isWhole(i)).map((i) => i.data)
    .map((o, i) => (o.id ? o : { ...o, id: `new${i + 1}` }));
  const entities = new Set(organizations.map((o) => o.entity));
  const records = kept.map(({ tier, ...r }, i) => ({
    ...r, ...(r.id ? {} : { id: `new${i + 1}`, key: identity("record", r) }),
    subject: r.subject?.entity && !entities.has(r.subject.entity) ? { ...r.subject, entity: null } : r.subject,
    duplicate_of: ids.has(r.duplicate_of) ? r.duplicate_of : null,
  }));
  return { ...doc.result, records, organizations };
}

/* ---- gold ---- */

const quotedGold = (f) => ({ text: f.text, span: f.span, ...(f.spans ? { spans: f.spans } : {}) });
const numberGold = (f, names) => ({ ...quotedGold(f), ...Object.fromEntries(names.map((n) => [n, f[n] ?? null])) });

function goldRecord(r) {
  return {
    tier: r.tier ?? "core", sentence: quotedGold(r.sentence), indicator: quotedGold(r.indicator),
    subject: r.subject && quotedGold(r.subject), value: r.value && numberGold(r.value, ["number", "low", "high", "unit", "bound"]),
    growth: r.growth && numberGold(r.growth, ["rate", "low", "high", "unit", "basis"]),
    period: r.period && numberGold(r.period, ["start", "end"]), measure: r.measure, status: r.status, alternatives: [],
  };
}

const goldOrganization = (o) => ({ ...quotedGold(o), type: o.type, entity: o.entity });

/* One gold file, a record a line; `sure` leaves out what nobody looked at. */
function gold(doc, sure) {
  const items = doc.items.filter((i) => isWhole(i) && (!sure || i.review));
  const of = (kind, write) => items.filter((i) => i.kind === kind).map((i) => "  " + writeJson(write(i.data)));
  const file = (doc.result.source.uri ?? `${doc.id}.txt`).split(/[\\/]/).pop();
  const head = { doc: doc.id, file, published: doc.result.published?.date ?? null, split: "dev", style: "workbench" };
  const lists = { records: of("record", goldRecord), organizations: of("organization", goldOrganization), maybe: [] };
  return `{\n${[
    ...Object.entries(head).map(([k, v]) => `"${k}": ${JSON.stringify(v)}`),
    ...Object.entries(lists).map(([k, rows]) => (rows.length ? `"${k}": [\n${rows.join(",\n")}\n]` : `"${k}": []`)),
  ].join(",\n")}\n}\n`;
}

const EXPORTS = {
  "gold-sure": (doc) => download(`${doc.id}.json`, "application/json", gold(doc, true)),
  "gold-all": (doc) => download(`${doc.id}.json`, "application/json", gold(doc, false)),
  csv: (doc, docs) => download(`${docs.length > 1 ? "zhibiao" : doc.id}.csv`, "text/csv;charset=utf-8", csv(docs)),
  excel: (doc, docs) => download(`${docs.length > 1 ? "zhibiao" : doc.id}.xml`, "application/xml", excel(docs)),
  json: (doc, docs) => download(`${docs.length > 1 ? "zhibiao" : doc.id}.jsonl`, "application/x-ndjson",
    docs.map((d) => writeJson(correctedResult(d)) + "\n").join("")),
};
