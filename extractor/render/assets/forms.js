"use strict";
/* Numbers stay the digits that they are, and fields are said in their normal form. */

const BOUNDS = { exact: "", approx: "约 ", ge: "≥ ", le: "≤ ", range: "" };
const BASES = { yoy: "同比", mom: "环比", qoq: "季环比", avg: "年均", other: "较其他期", unspecified: "" };

/* An amount may have more digits than a number of this language holds: it is kept as text and written as a number.
   Inside a JSON string every quotation mark is escaped, so these patterns meet keys only. */
const AMOUNT = /"(number|low|high|rate)":\s*(-?\d[\d.eE+-]*)/g;
const AMOUNT_TEXT = /"(number|low|high|rate)":"(-?\d[\d.]*)"/g;
const readJson = (text) => JSON.parse(text.replace(AMOUNT, '"$1":"$2"'));
const writeJson = (value) => JSON.stringify(value).replace(AMOUNT_TEXT, '"$1":$2');

const given = (x) => x !== null && x !== undefined;
const grouped = (n) => (given(n) ? String(n).replace(/^(-?\d+)/, (d) => d.replace(/\B(?=(\d{3})+$)/g, ",")) : "");
const unitForm = (f) => (!f.unit || f.unit === "%" || f.unit === "‰" ? f.unit || "" : ` ${f.unit}`);

function valueForm(f) {
  const range = f.bound === "range" || !given(f.number);
  return `${BOUNDS[f.bound] ?? ""}${range ? `${grouped(f.low)}–${grouped(f.high)}` : grouped(f.number)}${unitForm(f)}`;
}

function growthForm(f) {
  const basis = BASES[f.basis] ?? "";
  if (!given(f.rate) && given(f.low)) return `${grouped(f.low)}–${grouped(f.high)}${unitForm(f)} ${basis}`.trim();
  return `${Number(f.rate) > 0 ? "+" : ""}${grouped(f.rate)}${unitForm(f)} ${basis}`.trim();
}

function wholeMonths(start, end) {
  const month = Number(end.slice(5, 7));
  // Of an unknown February either end is its last day.
  const years = /^\d+$/.test(end.slice(0, 4)) ? [Number(end.slice(0, 4))] : [2000, 2001];
  const last = years.map((year) => String(new Date(Date.UTC(year, month, 0)).getUTCDate()).padStart(2, "0"));
  return start.slice(8) === "01" && last.includes(end.slice(8));
}

function periodForm(f) {
  let { start, end } = f;
  if (!given(start) && !given(end)) return "";
  if (given(start) && given(end) && start !== end && wholeMonths(start, end)) [start, end] = [start.slice(0, 7), end.slice(0, 7)];
  return start === end ? start : `${start ?? "…"} — ${end ?? "…"}`;
}

const FORMS = { value: valueForm, growth: growthForm, period: periodForm };

/* The normal form of a field, where it says more than the text. */
function note(name, f) {
  if (FORMS[name]) return FORMS[name](f);
  return !f.name || f.name === f.text ? "" : f.name;
}
