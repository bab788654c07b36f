"use strict";
/* A raw text with overlapping marks. All offsets are code points, so the text is an array of them. */

const TAG = /<[^<>]*>/g;
const BLOCK = 400; // code points after which a line end closes a block: the browser lays out only blocks in sight

/* Cut the text where a mark begins or ends; over each stretch its marks lie one in the other, so that all are seen.
   Returns each element with its mark. */
function drawText(box, points, marks, markup = false) {
  const edges = new Map(), drawn = [];
  const at = (i) => edges.get(i) || edges.set(i, { open: [], close: [] }).get(i);
  for (const mark of marks) {
    if (mark.start < mark.end) { at(mark.start).open.push(mark); at(mark.end).close.push(mark); }
  }
  const ends = new Set(blockEnds(points));
  const cuts = [...new Set([...edges.keys(), ...ends])].sort((a, b) => a - b);
  const active = new Set(), out = document.createDocumentFragment();
  let from = 0, block = make("div", "block");
  for (const cut of cuts) {
    if (cut > from) block.append(stretch(points.slice(from, cut).join(""), active, from, markup, drawn));
    const edge = edges.get(cut);
    if (edge) { edge.close.forEach((m) => active.delete(m)); edge.open.forEach((m) => active.add(m)); }
    if (ends.has(cut)) { out.append(block); block = make("div", "block"); }
    from = cut;
  }
  box.replaceChildren(out);
  return drawn;
}

function blockEnds(points) {
  const ends = [];
  for (let i = 0, from = 0; i < points.length; i++) {
    if (points[i] === "\n" && i + 1 - from >= BLOCK) { ends.push(i + 1); from = i + 1; }
  }
  if (points.length && ends[ends.length - 1] !== points.length) ends.push(points.length);
  return ends;
}

function stretch(text, active, from, markup, drawn) {
  let inner = markup ? paleTags(text) : document.createTextNode(text);
  const nested = [...active].sort((a, b) => b.start - a.start || a.end - b.end);
  for (const mark of nested) {
    const el = make("mark", mark.classes.join(" "), inner);
    if (mark.row !== undefined) el.dataset.row = mark.row;
    if (mark.label && mark.start === from) el.dataset.label = mark.label;
    if (mark.title) el.title = mark.title;
    drawn.push([el, mark]);
    inner = el;
  }
  return inner;
}

function paleTags(text) {
  const out = document.createDocumentFragment();
  let from = 0;
  for (const m of text.matchAll(TAG)) {
    out.append(text.slice(from, m.index), make("span", "tag", m[0]));
    from = m.index + m[0].length;
  }
  out.append(text.slice(from));
  return out;
}

/* The code point at which a place in the drawn text lies: the browser counts in UTF-16. */
function codePointAt(box, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(box);
  range.setEnd(node, offset);
  return Array.from(range.toString()).length;
}

/* The selected stretch as code points, or null where nothing of the text is selected. */
function selectedSpan(box) {
  const chosen = getSelection();
  if (!chosen.rangeCount || chosen.isCollapsed) return null;
  const range = chosen.getRangeAt(0);
  if (!box.contains(range.startContainer) || !box.contains(range.endContainer)) return null;
  const span = [codePointAt(box, range.startContainer, range.startOffset), codePointAt(box, range.endContainer, range.endOffset)];
  return span[0] < span[1] ? span : null;
}

/* Select a stretch given in code points. */
function selectSpan(box, points, [start, end]) {
  const [a, b] = [start, end].map((n) => points.slice(0, n).join("").length);
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT), places = [];
  let passed = 0;
  for (let node = walker.nextNode(); node && places.length < 2; node = walker.nextNode()) {
    const length = node.data.length;
    if (!places.length && a < passed + length) places.push([node, a - passed]);
    if (places.length === 1 && b <= passed + length) places.push([node, b - passed]);
    passed += length;
  }
  if (places.length === 2) getSelection().setBaseAndExtent(...places[0], ...places[1]);
}
