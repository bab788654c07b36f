"use strict";
/* What survives a reload: corrections by the hash of the text they belong to, and lately opened texts. */

const PREFIX = "zhibiao:corrections:";
const KEPT = 30; // lately opened documents

function loadCorrections(sha) {
  try {
    return readJson(localStorage.getItem(PREFIX + sha) ?? "{}");
  } catch {
    return {};
  }
}

function saveCorrections(sha, items) {
  try {
    if (Object.keys(items).length) localStorage.setItem(PREFIX + sha, writeJson(items));
    else localStorage.removeItem(PREFIX + sha);
  } catch {
    say("浏览器没有存下这次校对（空间已满或被禁用），关闭前请先下载。", true);
  }
}

function inStore(mode, act) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("zhibiao", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("documents", { keyPath: "name" });
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const transaction = opening.result.transaction("documents", mode);
      const asked = act(transaction.objectStore("documents"));
      transaction.oncomplete = () => { opening.result.close(); resolve(asked?.result); };
      transaction.onabort = () => { opening.result.close(); reject(transaction.error); };
    };
  });
}

const nameOf = (doc) => `${doc.sha}:${doc.id}`;

/* A browser that keeps nothing (a private window) loses only the list of what was lately opened. */
async function keepOpened(docs) {
  try {
    const at = Date.now();
    await inStore("readwrite", (store) => docs.forEach((d, i) => store.put(
      { name: nameOf(d), at: at + i, id: d.id, title: d.title, text: d.text, repairs: d.repairs, result: writeJson(d.result) })));
    const all = await lately();
    await inStore("readwrite", (store) => all.slice(KEPT).forEach((d) => store.delete(d.name)));
  } catch (error) {
    console.warn("not kept:", error);
  }
}

async function lately() {
  try {
    return (await inStore("readonly", (store) => store.getAll())).sort((a, b) => b.at - a.at);
  } catch {
    return [];
  }
}

const reopen = (kept) => openDocument({ text: kept.text, document: readJson(kept.result), repairs: kept.repairs });

async function forgetAll() {
  Object.keys(localStorage).filter((k) => k.startsWith(PREFIX)).forEach((k) => localStorage.removeItem(k));
  await inStore("readwrite", (store) => store.clear()).catch(() => {});
}
