"use strict";
/* How documents come in: pasted, dropped, opened again; and what is said when they do not. */

function opened(docs) {
  if (!docs.length) return;
  const fresh = new Map(docs.map((d) => [nameOf(d), d]));
  const opening = [...fresh.values()];
  now.docs = [...now.docs.filter((d) => !fresh.has(nameOf(d))), ...opening];
  if (DATA.live) keepOpened(opening);
  go(now.docs.indexOf(opening[0]));
}

async function busy(label, work) {
  document.body.dataset.busy = true;
  fail("");
  say(label);
  try {
    return await work();
  } catch (error) {
    fail(error instanceof Refusal ? error.message : `页面出错：${error.message}`);
    return undefined;
  } finally {
    delete document.body.dataset.busy;
    say("");
  }
}

function fail(text) {
  $$("failure-text").textContent = text;
  $$("failure").hidden = !text;
}

function extractPasted() {
  const text = $$("paste").value, published = $$("published").value.trim(), title = $$("headline").value.trim();
  if (!text.trim()) { $$("paste").focus(); return fail("先贴入一篇文章。"); }
  return busy("正在抽取…", async () => {
    opened([openDocument(await extractText({ text, ...(published ? { published } : {}), ...(title ? { title } : {}) }))]);
    $$("paste").value = $$("headline").value = "";
  });
}

async function take(files) {
  await busy("正在打开…", async () => {
    const found = await readFiles(files), problems = found.problems;
    const fresh = found.results.map((r) => openDocument({ text: null, document: r }));
    const pending = [...now.docs, ...fresh];
    const left = matchTexts(pending, [...found.articles, ...found.rows]);
    const docs = [...fresh];
    const wanted = fresh.length || !DATA.live ? [] : left.slice(0, MOST_ROWS);
    for (const one of wanted) {
      say(`正在抽取 ${docs.length + 1} / ${wanted.length}…`);
      try {
        docs.push(openDocument(await (one.file ? extractFile(one.file) : extractText(pick(one, ["text", "doc_id", "published", "title"])))));
      } catch (error) {
        problems.push(`${one.file?.name ?? one.doc_id ?? "一行"}：${error.message}`);
      }
    }
    if (docs.length) opened(docs);
    else if (now.docs.length) draw();
    if (!DATA.live && left.length) problems.push(`${left.length} 份文本与打开的结果对不上。`);
    if (problems.length) throw new Refusal(problems.slice(0, 3).join(" ") + (problems.length > 3 ? ` 另有 ${problems.length - 3} 处。` : ""));
  });
}

const pick = (row, names) => Object.fromEntries(names.filter((n) => row[n]).map((n) => [n, String(row[n])]));

async function drawLately() {
  const kept = await lately();
  $$("lately").replaceChildren(...kept.slice(0, 8).map((k) => make("li", "", button("",
    [make("span", "name", k.title || k.id), make("span", "sub", new Date(k.at).toLocaleDateString("zh-CN"))], () => opened([reopen(k)])))));
  $$("lately-box").hidden = !kept.length;
}

function home() {
  Object.assign(now, { docs: [], item: null, editing: null, arming: null, panel: "record", kind: "record" });
  history.replaceState(null, "", location.pathname + location.search);
  document.title = "指标";
  [$$("title").textContent, $$("about").textContent] = START;
  draw();
  drawLately();
  $$("paste").focus();
}
