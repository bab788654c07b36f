"use strict";
/* What every page needs: elements, words for what the data says, drawings. Text only ever enters as text. */

const FIELDS = {
  period: "时期", subject: "主体", indicator: "指标", value: "数值", growth: "增长", measure: "口径", status: "状态",
  indicator_exact: "指标（逐字）", basis: "比较基期", bound: "界限", organization: "机构", type: "类别",
};
const WORDS = {
  level: "水平", share: "占比", contribution: "贡献", actual: "实际", target: "目标", forecast: "预测",
  company: "企业", government: "政府机构", university: "高校", institute: "研究机构", hospital: "医院", bank: "银行",
  association: "协会", media: "媒体", other: "其他",
};
/* Bases and bounds; apart, for `other` is a kind of organisation too. */
const HELD_WORDS = {
  yoy: "同比", mom: "环比", qoq: "季环比", avg: "年均", other: "较其他期", unspecified: "未写明",
  exact: "确数", approx: "约数", ge: "至少", le: "至多", range: "区间",
};
const STYLE_WORDS = {
  agency: "通讯社", bulletin: "公报", city: "城市", company: "企业", feature: "特写", invest: "招商", monthly: "月度数据", none: "无统计",
  page: "报纸版面", province: "省份", report: "政府工作报告", sector: "行业", trad: "繁体", zone: "园区",
};
const styleWord = (style) => STYLE_WORDS[style] || style;
const QUOTED = ["period", "subject", "indicator", "value", "growth", "organization"];
const SVG = "http://www.w3.org/2000/svg";

const $$ = (id) => document.getElementById(id);
const distinct = (values) => [...new Set(values.filter(Boolean))].sort();
const percent = (x) => (100 * x).toFixed(1);
const polyline = (points) => points.map((p) => p.map((n) => n.toFixed(1)).join(",")).join(" ");

function make(tag, className, ...children) {
  const el = document.createElement(tag);
  if (className) el.className = className;
  el.append(...children.filter((c) => c !== null && c !== undefined && c !== ""));
  return el;
}

function button(className, label, act, attributes = {}) {
  const el = make("button", className, ...[label].flat());
  el.type = "button";
  el.onclick = act;
  for (const [name, value] of Object.entries(attributes)) el.setAttribute(name, value);
  return el;
}

/* Draw the children of a box anew; whoever stood on one of them stays in its place. */
function refill(box, children) {
  const at = [...box.children].indexOf(document.activeElement);
  box.replaceChildren(...children);
  if (at >= 0) box.children[at]?.focus({ preventScroll: true });
}

function svg(tag, attributes, text) {
  const el = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) el.setAttribute(name, value);
  if (text !== undefined) el.textContent = text;
  return el;
}
