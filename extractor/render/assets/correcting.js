"use strict";
/* What a reader does to an item: edit, confirm, delete, take back, add. */

function edit(name = "") {
  if (!itemOf(now.item)) return;
  now.editing = true;
  drawRows();
  const form = cardOf(now.item)?.querySelector("form");
  const first = form?.querySelector(`[name^="${name || "indicator"}."]`) ?? form?.querySelector("input, select");
  first?.focus();
  form?.scrollIntoView({ block: "nearest" });
}

function review(state) {
  const item = itemOf(now.item);
  if (!item) return;
  if (state === "confirmed" && missing(item).length) return say(`还缺${missing(item).join("、")}，不能确认。`, true);
  const items = shown(), next = items[items.indexOf(item) + 1];
  correct(current(), () => {
    if (item.review === "added" && state === "deleted") current().items.splice(current().items.indexOf(item), 1);
    else if (state === "deleted") item.review = state;
    else if (item.told && item.data !== item.told) item.review = "changed"; // looked at already, and never less
    else if (item.told) item.review = state === item.review ? "" : state;
  });
  redraw();
  drawDocuments();
  if (next && state) choose(next.id);
  else choose(itemOf(item.id) ? item.id : null);
}

function takeBack() {
  if (!undo(current())) return say("没有可以撤销的改动。");
  if (!itemOf(now.item)) now.item = null;
  redraw();
  drawDocuments();
  say("已撤销一步。");
}

const placeOf = (item) => firstOf((item?.data.sentence ?? item?.data)?.span ?? [0]);

function addRecord() {
  const doc = current(), selected = doc.points && selectedSpan($$("text"));
  if (!selected) return doc.points && pickFrom("record", placeOf(itemOf(now.item)));
  const span = trimmed(doc.points, selected);
  if (!span) return stopPicking();
  const item = { id: `new:${span.join("-")}:${doc.items.length}`, kind: "record", told: null, data: blankRecord(doc, span), review: "added" };
  // A hint only: 2 and 3 say otherwise.
  const rises = /^(同比|环比)?(增长|增|升|涨|下降|减少|降|跌|回落|提高|增加|下滑|扩大|收窄)/.test(quote(doc.points, [span]));
  clearFilter();
  Object.assign(now, { kind: "record", panel: "record", item: item.id, editing: null });
  assign(rises ? "growth" : "value", span, item);
  focusChosen();
}

function addOrganization() {
  const doc = current(), selected = doc.points && selectedSpan($$("text"));
  if (!selected) return doc.points && pickFrom("organization", placeOf(itemOf(now.item)));
  const span = trimmed(doc.points, selected);
  if (!span) return stopPicking();
  const text = quote(doc.points, [span]), same = doc.items.find((i) => i.kind === "organization" && i.data.text === text)?.data;
  const data = { id: "", entity: same?.entity ?? `new-${text}`, text, span, name: same?.name ?? text, type: same?.type ?? "company", confidence: 1 };
  const item = { id: `new:${span.join("-")}:${doc.items.length}`, kind: "organization", told: null, data, review: "added" };
  correct(doc, () => doc.items.push(item));
  clearFilter();
  Object.assign(now, { kind: "organization", panel: "organization", item: item.id });
  stopPicking();
  redraw();
  edit();
}
