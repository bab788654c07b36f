"use strict";
/* The figures of a run: tables, which rule errs how often, how far confidence can be trusted, precision against coverage. */

function figureTable(caption, rows) {
  const sure = rows.some(([, f]) => f.ci95);
  const head = make("tr", "", make("th", "", caption), ...["精确率", "召回率", "F1", sure ? "95% 区间" : ""].filter(Boolean).map((w) => make("th", "", w)));
  const body = rows.map(([label, f]) => make("tr", "", make("th", "", label), ...[[f.p, f.tp + f.fp], [f.r, f.tp + f.fn], [f.f1, f.tp + f.fn]].map(([x, of]) => make("td", "", of ? percent(x) : "—")),
    sure ? make("td", "ci", f.ci95 ? f.ci95.map(percent).join(" – ") : "") : ""));
  return make("table", "figures", make("thead", "", head), make("tbody", "", ...body));
}

/* What each rule told, how much of it is right in every field, and what is wrong most often; a click shows its errors. */
function ruleTable(close) {
  const rules = new Map();
  for (const row of DATA.documents.flatMap((d) => d.rows)) {
    if (row.kind !== "record" || !row.rule || row.state === "missed" || row.state === "optional") continue;
    const r = rules.get(row.rule) ?? rules.set(row.rule, { all: 0, right: 0, blamed: new Map() }).get(row.rule);
    r.all += 1;
    r.right += row.state === "right";
    for (const f of row.state === "spurious" ? ["spurious"] : row.blamed || []) r.blamed.set(f, (r.blamed.get(f) || 0) + 1);
  }
  const most = (blamed) => [...blamed].sort((a, b) => b[1] - a[1]).slice(0, 3).map(([f, n]) => `${FIELDS[f] || STATES[f]} ${n}`).join("、");
  const show = (rule) => { close(); filter({ kind: "record", state: "errors", field: "", rule, query: "" }); };
  const body = [...rules].sort(([, a], [, b]) => (b.all - b.right) - (a.all - a.right)).map(([rule, r]) => make("tr", "",
    make("th", "", button("link rule", rule, () => show(rule), { title: "看这条规则的错误" })),
    ...[r.all, r.all - r.right, percent(r.right / r.all)].map((x) => make("td", "", String(x))), make("td", "words", most(r.blamed))));
  const head = ["规则", "条目", "有误", "全对（%）", "最常错的字段"].map((w, i) => make("th", i === 4 ? "words" : "", w));
  return make("table", "figures", make("thead", "", make("tr", "", ...head)), make("tbody", "", ...body));
}

/* Both charts run from 0 to 1 on both axes. */
function chart(title, x, y, draw) {
  const side = 200, left = 40, top = 12;
  const el = svg("svg", { viewBox: `0 0 ${side + left + 16} ${side + top + 40}`, width: side + left + 16, role: "img", "aria-label": title });
  const at = (u, v) => [left + u * side, top + (1 - v) * side];
  for (const t of [0, 0.25, 0.5, 0.75, 1]) {
    const [x0, y0] = at(0, t), [x1] = at(1, t), [xt, yb] = at(t, 0);
    el.append(svg("line", { x1: x0, y1: y0, x2: x1, y2: y0, class: "grid" }));
    el.append(svg("text", { x: left - 6, y: y0 + 4, "text-anchor": "end" }, String(100 * t)));
    el.append(svg("text", { x: xt, y: yb + 16, "text-anchor": "middle" }, String(100 * t)));
  }
  el.append(svg("text", { x: left + side / 2, y: top + side + 34, "text-anchor": "middle" }, `横轴：${x}　纵轴：${y}（%）`));
  draw(el, at);
  return make("figure", "", make("figcaption", "", title), el);
}

function calibrationChart({ bins, error, brier }) {
  return chart(`置信度与实际正确率（校准误差 ${percent(error)}，Brier ${brier.toFixed(3)}）`, "置信度", "四元组正确率", (el, at) => {
    el.append(svg("polyline", { points: polyline([at(0, 0), at(1, 1)]), class: "ideal" }));
    const most = Math.max(...bins.map((b) => b.count), 1);
    for (const b of bins) {
      const [cx, cy] = at(b.confidence, b.right);
      const dot = svg("circle", { cx, cy, r: 3 + 7 * Math.sqrt(b.count / most), class: "dot" });
      dot.append(svg("title", {}, `${b.count} 条：置信度 ${percent(b.confidence)}，正确 ${percent(b.right)}`));
      el.append(dot);
    }
  });
}

function curveChart(points) {
  return chart("按置信度取舍：精确率与保留比例", "保留的条目", "精确率", (el, at) => {
    el.append(svg("polyline", { points: polyline(points.map((p) => at(p.kept, p.precision))), class: "curve" }));
    for (const p of points) {
      const [cx, cy] = at(p.kept, p.precision);
      const dot = svg("circle", { cx, cy, r: 3, class: "dot" });
      dot.append(svg("title", {}, `置信度不低于 ${percent(p.confidence)}：保留 ${percent(p.kept)}，精确率 ${percent(p.precision)}，召回率 ${percent(p.recall)}`));
      el.append(dot);
    }
  });
}

function drawOverview(box, o) {
  const shut = () => box.close(), close = button("", "关闭", shut);
  const styles = Object.entries(o.styles).map(([s, f]) => [`${styleWord(s)}（${f.documents} 篇）`, f.tuple]);
  box.replaceChildren(
    make("div", "line", make("h2", "", `总览：${o.documents} 篇，核心记录 ${o.records} 条`), close),
    make("div", "columns",
      make("div", "", figureTable("总体", o.scores.map((f) => [f.label, f])),
        figureTable("字段", Object.entries(o.fields).map(([n, f]) => [FIELDS[n] || n, f])),
        figureTable("机构类别", Object.entries(o.types).map(([n, f]) => [WORDS[n] || n, f]))),
      make("div", "", figureTable("文体（四元组）", styles),
        o.curve.length ? make("div", "charts", calibrationChart(o.calibration), curveChart(o.curve)) : "")),
    ruleTable(shut));
}
