"use strict";
/* The card of one row: what gold says beside what was told. */

const STATES = { missed: "漏报", spurious: "多报", wrong: "字段错", right: "正确", optional: "可选" };
const SHOWN = { record: ["period", "subject", "indicator", "value", "growth", "measure", "status"], organization: ["organization", "type"] };
/* A wrong basis or bound is shown in the line of the field that holds it. */
const HOLDER = { basis: "growth", bound: "value" };

function cell(content, held = []) {
  if (content === null || content === undefined) return make("td", "none", "—");
  if (typeof content === "string") return make("td", "", WORDS[content] || content);
  const note = content.note && content.note !== content.text ? make("small", "", content.note) : "";
  const lost = content.unproved ? make("small", "blame", "所指位置与原文不符") : "";
  return make("td", "", content.text, note, lost, ...held.map((f) => make("small", "", `${FIELDS[f]}：${HELD_WORDS[content[f]] || "—"}`)));
}

const same = (a, b) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

function fieldLine(name, row, two) {
  const blamed = (row.blamed || []).filter((f) => (HOLDER[f] || f) === name);
  const bad = blamed.length > 0, held = blamed.filter((f) => HOLDER[f]);
  const [gold, told] = [row.gold?.[name], row.told?.[name]];
  const plain = (name === "measure" && (told || gold) === "level") || (name === "status" && (told || gold) === "actual");
  if (!bad && ((!gold && !told) || (plain && (!two || same(gold, told))))) return null;
  const line = make("tr", bad ? "bad" : "", make("th", "", FIELDS[name]));
  if (!two) line.append(cell(told ?? gold));
  else if (gold && told && !held.length && !told.unproved && same(gold.text ?? gold, told.text ?? told) && same(gold.note, told.note)) {
    const whole = cell(told);
    whole.colSpan = 2;
    line.append(whole);
  } else line.append(cell(gold, held), cell(told, held));
  return line;
}

function card(row, index) {
  const state = row.state, two = Boolean(row.gold && row.told);
  const el = make("div", "card" + (state ? " s-" + state : ""));
  el.dataset.row = index;
  const blamed = (row.blamed || []).filter((f) => FIELDS[f]).map((f) => FIELDS[f]).join("、");
  const sure = row.confidence === null || row.confidence === undefined ? "" : "置信度 " + Number(row.confidence).toFixed(2);
  const top = make("div", "top",
    state ? make("span", "state s-" + state, STATES[state]) : "",
    blamed && state !== "right" ? make("span", "blame", (row.near ? "同处不符：" : "") + blamed) : "",
    row.duplicate ? make("span", "", "重复") : "",
    sure, row.rule ? make("span", "rule", row.rule) : "");
  const table = make("table", "");
  if (two && blamed) table.append(make("thead", "", make("tr", "", make("td"), make("th", "", "标注"), make("th", "", "结果"))));
  table.append(make("tbody", "", ...SHOWN[row.kind].map((name) => fieldLine(name, row, two)).filter(Boolean)));
  el.append(top, table);
  return el;
}
