"use strict";
/* A raw text with overlapping marks. All offsets are code points, so the text is an array of them. */

const TAG = /<[^<>]*>/g;

/* Cut the text where a mark begins or ends, and give each stretch the classes of all marks over it. */
function drawText(box, points, marks, markup) {
  const edges = new Map();
  const at = (i) => edges.get(i) || edges.set(i, { open: [], close: [] }).get(i);
  for (const mark of marks) {
    if (mark.start < mark.end) { at(mark.start).open.push(mark); at(mark.end).close.push(mark); }
  }
  const cuts = [...edges.keys()].sort((a, b) => a - b);
  const active = new Set(), out = document.createDocumentFragment();
  let from = 0;
  for (const cut of [...cuts, points.length]) {
    if (cut > from) out.append(stretch(points.slice(from, cut).join(""), active, from, markup));
    const edge = edges.get(cut);
    if (edge) { edge.close.forEach((m) => active.delete(m)); edge.open.forEach((m) => active.add(m)); }
    from = cut;
  }
  box.replaceChildren(out);
}

function stretch(text, active, from, markup) {
  if (!active.size) return markup ? paleTags(text) : document.createTextNode(text);
  const el = document.createElement("mark");
  el.textContent = text;
  const rows = [];
  for (const mark of active) {
    el.classList.add(...mark.classes);
    rows.push(mark.row);
    if (mark.label && mark.start === from) el.dataset.label = mark.label;
    if (mark.title) el.title = mark.title;
  }
  el.dataset.row = rows[rows.length - 1];
  return el;
}

function paleTags(text) {
  const out = document.createDocumentFragment();
  let from = 0;
  for (const m of text.matchAll(TAG)) {
    out.append(text.slice(from, m.index));
    const el = document.createElement("span");
    el.className = "tag";
    el.textContent = m[0];
    out.append(el);
    from = m.index + m[0].length;
  }
  out.append(text.slice(from));
  return out;
}
