"use strict";
/* The document's figures by period and indicator: rates as bars beside each other, levels as lines over time. */

const MOST_BARS = 60;

function drawChart(box) {
  const records = current().items.filter((i) => i.kind === "record" && isWhole(i) && matches(i, "record"));
  const label = labels(records), parts = [...growthCharts(records, label), ...levelCharts(records, label)];
  const none = "没有可以画的数：符合筛选的记录里既没有百分比的增长，也没有跨期的数值。";
  box.replaceChildren(...(parts.length ? parts : [make("p", "nothing", none)]));
}

/* A subject that all share is no news. */
function labels(items) {
  const one = distinct(items.map((i) => i.data.subject?.name)).length < 2;
  return (r) => [one ? "" : r.subject?.name, r.indicator.name].filter(Boolean).join(" · ");
}

function growthCharts(items, label) {
  const groups = new Map();
  for (const item of items) {
    const g = item.data.growth;
    if (!g || g.unit !== "%" || !given(g.rate) || item.data.duplicate_of) continue;
    const period = item.data.period ? periodForm(item.data.period) || item.data.period.text : "时期不明";
    groups.set(period, [...(groups.get(period) ?? []), item]);
  }
  const ordered = [...groups].sort(([a], [b]) => (a < b ? 1 : -1));
  let left = MOST_BARS;
  const shown = [];
  for (const [period, rows] of ordered) {
    if (left > 0) shown.push([period, rows.slice(0, left)]);
    left -= rows.length;
  }
  const scale = scaleOf(shown.flatMap(([, rows]) => rows).map((i) => Number(i.data.growth.rate)));
  return shown.map(([period, rows]) => make("figure", "", make("figcaption", "", period, make("span", "", "增长 %")), bars(rows, scale, label)));
}

/* One scale for all; a rate far beyond the others is cut and says so. */
function scaleOf(rates) {
  const sizes = rates.map(Math.abs).sort((a, b) => a - b);
  const most = Math.max(Math.min(sizes[sizes.length - 1], 2 * (sizes[Math.floor(sizes.length * 0.8)] || 1)), 1e-9);
  return { most, falls: rates.some((r) => r < 0) };
}

function bars(items, { most, falls }, label) {
  return make("ul", "bars", ...items.map((item) => {
    const rate = Number(item.data.growth.rate), share = Math.min(1, Math.abs(rate) / most) * (falls ? 50 : 100);
    const track = svg("svg", { viewBox: `${falls ? -50 : 0} 0 100 10`, preserveAspectRatio: "none", class: "track", "aria-hidden": true });
    track.append(svg("rect", { x: rate < 0 ? -share : 0, y: 1, width: share, height: 8, class: rate < 0 ? "down" : "up" }),
      svg("line", { x1: 0, x2: 0, y1: 0, y2: 10, class: "zero" }));
    const said = `${rate > 0 ? "+" : ""}${grouped(item.data.growth.rate)}${Math.abs(rate) > most ? " »" : ""}`;
    const row = [make("span", "name", label(item.data)), track, make("span", "rate", said)];
    return make("li", "", button("", row, () => { show({ panel: "record" }); choose(item.id); }, { title: item.data.sentence.text }));
  }));
}

function levelCharts(items, label) {
  const series = new Map();
  for (const { data } of items) {
    if (!data.value || !given(data.value.number) || data.measure !== "level" || !/^\d{4}/.test(data.period?.end ?? "")) continue;
    const key = `${label(data)}（${data.value.unit}）`;
    series.set(key, (series.get(key) ?? new Map()).set(data.period.end, data));
  }
  const lines = [...series].filter(([, points]) => points.size > 1);
  return lines.map(([label, points]) => make("figure", "", make("figcaption", "", label), line(label, [...points].sort(([a], [b]) => (a < b ? -1 : 1)))));
}

function line(label, points) {
  const [width, height, side, top] = [360, 96, 44, 18];
  const times = points.map(([end]) => Date.parse(end)), values = points.map(([, r]) => Number(r.value.number));
  const [t0, t1] = [Math.min(...times), Math.max(...times)], most = Math.max(...values, 0), least = Math.min(...values, 0);
  const at = (i) => [
    side + ((times[i] - t0) / (t1 - t0)) * (width - 2 * side),
    top + (1 - (values[i] - least) / (most - least || 1)) * (height - top - 22),
  ];
  const said = points.map(([end, r]) => `${end} ${r.value.text}`).join("，");
  const el = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `${label}：${said}` });
  el.append(svg("line", { x1: side / 2, x2: width - side / 2, y1: height - 18, y2: height - 18, class: "grid" }),
    svg("polyline", { points: polyline(points.map((_, i) => at(i))), class: "curve" }));
  points.forEach(([end, r], i) => {
    const [x, y] = at(i);
    el.append(svg("circle", { cx: x, cy: y, r: 3.5, class: "dot" }), svg("text", { x, y: y - 8, "text-anchor": "middle" }, r.value.text),
      svg("text", { x, y: height - 5, "text-anchor": "middle" }, end.slice(0, 7)));
  });
  return el;
}
