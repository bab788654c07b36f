"use strict";
/* Keys, buttons and the drop: everything that starts something. */

const KEYS = {
  j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
  n: () => stepDoc(1), ArrowRight: () => stepDoc(1), p: () => stepDoc(-1), ArrowLeft: () => stepDoc(-1),
  Enter: () => edit(), c: () => review("confirmed"), x: () => review(itemOf(now.item)?.review === "deleted" ? "" : "deleted"), u: takeBack,
  a: addRecord, m: addOrganization, o: () => show({ panel: now.panel === "organization" ? "record" : "organization" }),
  w: () => show({ panel: now.panel === "warnings" ? "record" : "warnings" }), g: () => show({ panel: now.panel === "chart" ? "record" : "chart" }),
  s: () => $$("save").showModal(), "/": () => $$("query").focus(), Escape: back,
  ...Object.fromEntries(RECORD_FIELDS.map((name, i) => [String(i + 1), () => arm(name)])),
};
const PICK_KEYS = { Enter: applyPick, Escape: stopPicking };

function back() {
  if (now.editing) { now.editing = null; drawRows(); focusChosen(); }
  else if (selectedSpan($$("text"))) stopPicking();
  else if (now.item) choose(null);
  else { clearFilter(); setFilter({}); }
}

function onKey(e) {
  if (document.querySelector("dialog[open]")) return;
  if (e.key === "?" && !/INPUT|TEXTAREA/.test(e.target.tagName)) { e.preventDefault(); return $$("help").showModal(); }
  if (!now.docs.length) return;
  if ((e.ctrlKey || e.metaKey) && e.key === "z" && !/INPUT|TEXTAREA/.test(e.target.tagName)) { e.preventDefault(); return takeBack(); }
  if (e.ctrlKey || e.metaKey || e.altKey) return;
  const typing = /INPUT|SELECT|TEXTAREA/.test(e.target.tagName);
  if (typing && e.key === "Escape") {
    e.preventDefault();
    e.target.blur();
    if (e.target.id !== "query") return back();
    $$("query").value = "";
    return setFilter({ query: "" });
  }
  if (typing && e.target.id === "query" && (e.key === "Enter" || e.key === "ArrowDown")) { e.preventDefault(); e.target.blur(); return step(1); }
  if (typing) return;
  if (now.arming && e.key.startsWith("Arrow")) { e.preventDefault(); return nudge(e.key, e.shiftKey); }
  // Enter presses the button that has the focus, unless that is the head of the chosen card.
  if (e.key === "Enter" && !now.arming && e.target.tagName === "BUTTON" && e.target.getAttribute("aria-expanded") !== "true") return;
  const act = (now.arming && PICK_KEYS[e.key]) || KEYS[e.key];
  if (act) { e.preventDefault(); act(); }
}

document.addEventListener("keydown", onKey);
document.addEventListener("selectionchange", () => now.docs.length && drawPicking());
$$("text").addEventListener("click", clickText);
$$("text").addEventListener("mouseup", () => { if (now.arming && selectedSpan($$("text"))) setTimeout(applyPick); });
$$("text").addEventListener("copy", (e) => {
  const span = selectedSpan($$("text"));
  if (span) { e.preventDefault(); e.clipboardData.setData("text/plain", current().points.slice(...span).join("")); }
});
// A press on the bar must not take the selection that it is about.
$$("picking").addEventListener("mousedown", (e) => e.preventDefault());
$$("query").oninput = () => setFilter({ query: $$("query").value.trim().toLowerCase() });
$$("clear").onclick = () => { clearFilter(); setFilter({}); };
$$("more").onclick = () => { const on = $$("filters").classList.toggle("open"); $$("more").setAttribute("aria-expanded", on); };
$$("save-button").onclick = () => $$("save").showModal();
$$("help-button").onclick = () => $$("help").showModal();
$$("failure-close").onclick = () => fail("");
$$("save").addEventListener("click", (e) => {
  const act = EXPORTS[e.target.closest("[data-export]")?.dataset.export];
  if (act) { $$("save").close(); act(current(), now.docs); }
});
$$("confirm-all").onclick = () => {
  const open = shown().filter((i) => !i.review && !missing(i).length);
  correct(current(), () => open.forEach((i) => { i.review = "confirmed"; }));
  $$("save").close();
  redraw();
  say(`确认了 ${open.length} 条。`);
};

addEventListener("dragover", (e) => { e.preventDefault(); document.body.dataset.drag = true; });
addEventListener("dragleave", (e) => { if (!e.relatedTarget) delete document.body.dataset.drag; });
addEventListener("drop", (e) => {
  e.preventDefault();
  delete document.body.dataset.drag;
  if (e.dataTransfer.files.length) take([...e.dataTransfer.files]);
});
$$("files").onchange = () => { take([...$$("files").files]); $$("files").value = ""; };
for (const el of document.querySelectorAll("[data-open-files]")) el.onclick = () => $$("files").click();
$$("home").onclick = home;
$$("extract").onclick = extractPasted;
$$("paste").addEventListener("keydown", (e) => { if ((e.ctrlKey || e.metaKey) && e.key === "Enter") extractPasted(); });
$$("forget").onclick = async () => {
  await forgetAll();
  now.docs.forEach((doc) => restore(doc, {}));
  $$("help").close();
  if (now.docs.length) draw();
  else drawLately();
  say("已清除本机保存的文章和校对。");
};

async function start() {
  document.body.dataset.live = DATA.live;
  now.docs = DATA.documents.map(openDocument);
  const wanted = decodeURIComponent(location.hash.slice(1));
  if (DATA.live && wanted && !now.docs.length) {
    const kept = (await lately()).find((k) => k.name === wanted);
    if (kept) now.docs = [reopen(kept)];
  }
  if (now.docs.length) return go(Math.max(0, now.docs.findIndex((d) => nameOf(d) === wanted)));
  draw();
  if (DATA.live) drawLately();
}

start();
