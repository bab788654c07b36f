"use strict";
/* The right pane: items as cards, the chosen one open with its proof, its rule and its fields to correct. */

const REVIEWS = { "": "未校", confirmed: "已确认", changed: "已改", added: "新增", deleted: "已删" };
const REVIEW_SIGNS = { confirmed: "✓", changed: "✎", added: "＋", deleted: "✕" };
const ORG_TYPES = ["company", "government", "university", "institute", "hospital", "bank", "association", "media", "other"];
const NORMALS = {
  indicator: [["name", "标准名"]], subject: [["name", "全称"]],
  value: [["number", "数"], ["low", "下限"], ["high", "上限"], ["unit", "单位"],
    ["bound", "界限", { exact: "确数", approx: "约", ge: "不少于", le: "不超过", range: "区间" }]],
  growth: [["rate", "幅度"], ["low", "下限"], ["high", "上限"], ["unit", "单位"], ["basis", "基期", { ...BASES, unspecified: "未说明" }]],
  period: [["start", "起"], ["end", "止"]],
};
const PLAIN = {
  measure: { level: "水平", share: "占比", contribution: "贡献" }, status: { actual: "实际", target: "目标", forecast: "预测" },
  tier: { core: "核心", peripheral: "边缘" },
};
const NUMBER = /^-?\d+(\.\d+)?$/, DAY = /^(\d{4}|XXXX)-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$/;
const VALID = { number: NUMBER, low: NUMBER, high: NUMBER, rate: NUMBER, start: DAY, end: DAY };

function card(item) {
  const chosen = item.id === now.item;
  const el = make("li", `card r-${item.review || "none"}`);
  el.dataset.item = item.id;
  const head = button("head", item.kind === "record" ? recordHead(item) : organizationHead(item),
    () => choose(chosen && !now.editing ? null : item.id, { scroll: "text" }), { "aria-expanded": chosen });
  el.append(head);
  if (chosen) el.append(now.editing ? editor(item) : detail(item));
  return el;
}

function sureness(confidence) {
  const bar = make("i", confidence >= 0.85 ? "high" : confidence >= 0.6 ? "mid" : "low");
  bar.style.width = `${100 * confidence}%`;
  const el = make("span", "sure", make("span", "track", bar), Number(confidence).toFixed(2));
  el.title = `置信度 ${Number(confidence).toFixed(2)}`;
  return el;
}

/* What kind of figure it is stands beside it; what to do about it, below. */
function kinds(r) {
  const said = [r.status !== "actual" && WORDS[r.status], r.measure !== "level" && WORDS[r.measure], r.duplicate_of && "重复"];
  return said.filter(Boolean).map((word) => make("span", "badge", word));
}

function tags(item) {
  const out = [];
  if (item.review) out.push(make("span", `badge review ${item.review}`, `${REVIEW_SIGNS[item.review]} ${REVIEWS[item.review]}`));
  if (item.warnings.length) out.push(make("span", "badge alert", "⚠ " + (DATA.warnings[item.warnings[0].code] ?? "警示")));
  if (missing(item).length) out.push(make("span", "badge alert", "缺" + missing(item).join("、")));
  return out;
}

function recordHead(item) {
  const r = item.data, sign = Number(r.growth?.rate) > 0 ? "▲" : Number(r.growth?.rate) < 0 ? "▼" : "";
  return [
    make("span", "line", make("span", "what", r.indicator?.text ?? "（指标未选）"),
      make("span", "whose", r.subject?.name ?? ""), item.review === "added" ? "" : sureness(r.confidence)),
    make("span", "line numbers", r.value ? make("b", "", r.value.text) : "",
      r.growth ? make("span", `growth ${{ "▲": "up", "▼": "down" }[sign] ?? ""}`, sign ? make("span", "sign", sign) : "", growthForm(r.growth)) : "",
      ...kinds(r), r.period ? make("span", "when", periodForm(r.period) || r.period.text) : ""),
    ...(tags(item).length ? [make("span", "tags", ...tags(item))] : []),
  ];
}

function organizationHead(item) {
  const o = item.data;
  const sure = item.review === "added" ? "" : sureness(o.confidence), below = tags(item);
  return [
    make("span", "line", make("span", "what", o.text), make("span", "whose", WORDS[o.type] ?? o.type), sure),
    ...(o.name && o.name !== o.text ? [make("span", "line", make("span", "when", o.name))] : []),
    ...(below.length ? [make("span", "tags", ...below)] : []),
  ];
}

/* ---- the chosen card ---- */

function detail(item) {
  const box = make("div", "detail");
  if (item.kind === "record") {
    const fields = make("dl", "fields");
    RECORD_FIELDS.forEach((name, i) => fields.append(...fieldRow(item, name, i + 1)));
    box.append(fields, make("blockquote", "", item.data.sentence.text),
      make("p", "proof", "规则 ", make("code", "", item.data.rule), item.review === "added" ? "" : ` · 置信度 ${Number(item.data.confidence).toFixed(2)}`));
  }
  for (const w of item.warnings) box.append(make("p", "warning", `⚠ ${w.message}`));
  const act = (label, key, does, cls = "") => button(cls, [label + " ", make("kbd", "", key)], does);
  const gone = item.review === "deleted";
  box.append(make("div", "actions",
    gone ? "" : act("确认", "c", () => review("confirmed"), "primary"), gone ? "" : act("修改", "Enter", () => edit()),
    act(gone ? "恢复" : "删除", "x", () => review(gone ? "" : "deleted"))));
  return box;
}

function fieldRow(item, name, key) {
  const f = item.data[name], said = f ? note(name, f) : "";
  const pick = button("pick", [make("mark", "f-" + name, FIELDS[name]), make("kbd", "", String(key))],
    () => arm(name), { title: `在原文中为「${FIELDS[name]}」选取文字（${key}）` });
  const beside = [said, f?.inherited && "承前"].filter(Boolean).map((word) => make("small", "", word));
  return [make("dt", "", pick), make("dd", f ? "" : "none", f ? f.text : "—", ...beside)];
}

function editor(item) {
  const box = make("form", "detail editor");
  box.onsubmit = (e) => { e.preventDefault(); applyEdit(item, box); };
  box.append(...(item.kind === "organization" ? organizationInputs(item.data) : recordInputs(item)));
  const save = make("button", "primary", "保存 ", make("kbd", "", "Enter"));
  save.type = "submit";
  box.append(make("div", "actions", save, button("", ["取消 ", make("kbd", "", "Esc")], () => { now.editing = null; drawRows(); focusChosen(); })));
  return box;
}

function organizationInputs(o) {
  const types = Object.fromEntries(ORG_TYPES.map((type) => [type, WORDS[type]]));
  return [make("div", "row", chooserField("type", "类别", types, o.type), inputField("entity", "同一机构", o.entity))];
}

function recordInputs(item) {
  const fields = RECORD_FIELDS.filter((name) => item.data[name]).map((name) => {
    const f = item.data[name];
    const drop = () => { correct(current(), () => amend(item, { [name]: null })); redraw(); };
    const head = make("legend", "", make("mark", "f-" + name, FIELDS[name]), make("span", "said", f.text),
      name === "indicator" ? "" : button("quiet", "去掉", drop, { "aria-label": `去掉${FIELDS[name]}` }));
    const inputs = NORMALS[name].map(([key, label, options]) => {
      const full = `${name}.${key}`;
      return options ? chooserField(full, label, options, f[key]) : inputField(full, label, f[key]);
    });
    return make("fieldset", "", head, make("div", "row", ...inputs));
  });
  const labels = { measure: "口径", status: "状态", tier: "层级" };
  const plain = Object.entries(PLAIN).map(([key, options]) => chooserField(key, labels[key], options, item.data[key] ?? "core"));
  return [...fields, make("div", "row", ...plain)];
}

function inputField(name, label, value) {
  const input = make("input");
  input.name = name;
  input.value = value ?? "";
  input.autocomplete = "off";
  return make("label", /\.(number|rate|name|start|end)$/.test(name) ? "wide" : "", label, input);
}

function chooserField(name, label, options, value) {
  const select = make("select", "", ...Object.entries(options).map(([v, word]) => new Option(word || v, v)));
  select.name = name;
  select.value = value ?? Object.keys(options)[0];
  return make("label", "", label, select);
}

function applyEdit(item, box) {
  const data = {};
  for (const input of [...box.elements].filter((el) => el.name)) {
    const [part, key] = input.name.split("."), said = input.value.trim();
    const wrong = Boolean(said && VALID[key] && !VALID[key].test(said));
    input.setAttribute("aria-invalid", wrong);
    if (wrong) {
      input.focus();
      return say(VALID[key] === DAY ? "日期写作 2024-02-27 或 2024-02，年份不明写 XXXX。" : "这里要写一个数，例如 18650000000 或 -3.5。", true);
    }
    if (!key) data[part] = said || item.data[part];
    else (data[part] ??= { ...item.data[part] })[key] = said || (key === "unit" || key === "name" ? item.data[part][key] : null);
  }
  if (data.period) Object.assign(data.period, { start: wholeDay(data.period.start, false), end: wholeDay(data.period.end, true) });
  now.editing = null;
  correct(current(), () => amend(item, data));
  redraw();
  focusChosen();
}

/* A month is written out: its first day, or its last. */
function wholeDay(day, last) {
  if (!day || day.length > 7) return day;
  const [year, month] = day.split("-");
  const end = new Date(Date.UTC(year === "XXXX" ? 2001 : Number(year), Number(month), 0)).getUTCDate();
  return `${day}-${last ? String(end).padStart(2, "0") : "01"}`;
}

/* ---- warnings ---- */

function drawWarnings() {
  const doc = current();
  const rows = doc.result.warnings.map((w) => {
    const go = () => {
      if (!w.span || !doc.points) return;
      choose(null);
      const marks = [...$$("text").querySelectorAll("mark.x-warning")].filter((m) => m.mark.start === w.span[0] && m.mark.end === w.span[1]);
      marks.forEach((m) => m.classList.add("chosen"));
      if (marks.length) bring(marks[0]);
    };
    const said = w.span && doc.points ? quote(doc.points, [w.span]) : "";
    const told = [make("span", "line", make("span", "what", DATA.warnings[w.code] ?? w.code)), make("span", "line", w.message)];
    return make("li", "card", button("head", [...told, said ? make("span", "line when", `「${said.slice(0, 80)}」`) : ""], go));
  });
  $$("rows").replaceChildren(...(rows.length ? rows : [make("li", "nothing", "没有警示。")]));
}
