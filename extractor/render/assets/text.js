"use strict";
/* A raw text with overlapping marks. All offsets are code points, so the text is an array of them. */

const TAG = /<[^<>]*>/g;
const BLOCK = 400; // code points after which a line end closes a block: the browser lays out only blocks in sight

/* Marks lie one in the other, and only where two cross is one of them cut: so all are seen, and each as a whole.
   Returns each element with its mark. */
function drawText(box, points, marks, markup = false) {
  const opening = new Map(), closing = new Map(), drawn = [];
  const at = (map, i) => map.get(i) ?? map.set(i, []).get(i);
  for (const mark of marks.filter((m) => m.start < m.end)) { at(opening, mark.start).push(mark); at(closing, mark.end).push(mark); }
  const ends = new Set(blockEnds(points));
  const cuts = [...new Set([...opening.keys(), ...closing.keys(), ...ends])].sort((a, b) => a - b);
  const out = document.createDocumentFragment(), open = []; // the marks around this place, from the outside in
  let from = 0, block = make("div", "block");
  const inside = () => (open.length ? open[open.length - 1].el : block);
  const enter = (mark) => {
    const el = markElement(mark, from);
    inside().append(el);
    open.push({ mark, el });
    drawn.push([el, mark]);
  };
  for (const cut of cuts) {
    if (cut > from) inside().append(markup ? paleTags(points.slice(from, cut).join("")) : points.slice(from, cut).join(""));
    from = cut;
    const done = new Set(closing.get(cut)), fresh = opening.get(cut) ?? [];
    const outermost = ends.has(cut) ? 0 : open.findIndex(({ mark }) => done.has(mark));
    const again = outermost < 0 ? [] : open.splice(outermost).map(({ mark }) => mark).filter((m) => !done.has(m));
    if (ends.has(cut)) { out.append(block); block = make("div", "block"); }
    [...again, ...fresh].sort((a, b) => b.end - a.end).forEach(enter);
  }
  box.replaceChildren(out);
  return drawn;
}

function markElement(mark, from) {
  const el = make("mark", mark.classes.join(" "));
  if (mark.row !== undefined) el.dataset.row = mark.row;
  if (mark.label && mark.start === from) el.dataset.label = mark.label;
  if (mark.title) el.title = mark.title;
  return el;
}

function blockEnds(points) {
  const ends = [];
  for (let i = 0, from = 0; i < points.length; i++) {
    if (points[i] === "\n" && i + 1 - from >= BLOCK) { ends.push(i + 1); from = i + 1; }
  }
  if (points.length && ends[ends.length - 1] !== points.length) ends.push(points.length);
  return ends;
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

/* Bring a mark into sight, unless it is; once more when the blocks on the way have got their true heights. */
function bring(el, again = true) {
  const [a, b] = [$$("reader").getBoundingClientRect(), el.getBoundingClientRect()];
  if (b.top < a.top + 56 || b.bottom > a.bottom - 56) el.scrollIntoView({ block: "center" });
  if (again) requestAnimationFrame(() => requestAnimationFrame(() => bring(el, false)));
}
