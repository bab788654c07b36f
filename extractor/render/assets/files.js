"use strict";
/* What was dropped or chosen: articles for the service, results of a batch, and the texts that belong to them. */

const TEXT_NAME = /\.(txt|md)$/i, TABLE_NAME = /\.(jsonl|ndjson|json)$/i, ARTICLE_NAME = /\.(txt|md|html?|docx|pdf)$/i;
const MOST_ROWS = 500; // a page is for looking; more articles at once are work for the command

async function decoded(file) {
  const bytes = await file.arrayBuffer();
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch { /* the next one */ }
  }
  throw new Refusal(`${file.name}：不是 UTF-8 或 GB18030 文本。`);
}

/* Sort files into results and articles; what a table holds is decided row by row. */
async function readFiles(files) {
  const found = { results: [], rows: [], articles: [], problems: [] };
  for (const file of files) {
    try {
      if (TABLE_NAME.test(file.name)) readTable(await decoded(file), file.name, found);
      else if (ARTICLE_NAME.test(file.name)) found.articles.push({ file, text: TEXT_NAME.test(file.name) ? await decoded(file) : null });
      else throw new Refusal(`${file.name}：不认识这种文件。可以打开 txt、md、html、docx、pdf 和 jsonl。`);
    } catch (error) {
      found.problems.push(error instanceof Refusal ? error.message : `${file.name}：读不出来（${error.message}）。`);
    }
  }
  return found;
}

function readTable(text, name, found) {
  let rows;
  try {
    rows = text.trimStart().startsWith("[") ? readJson(text) : text.split("\n").map((line, i) => line.trim() && tableRow(line, i, name)).filter(Boolean);
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(`${name}：不是 JSON（${error.message}）。`);
  }
  for (const row of rows) {
    if (Array.isArray(row?.records) && row.source) found.results.push(row);
    else if (row?.document?.records) { found.results.push(row.document); found.rows.push({ text: row.text }); }
    else if (typeof row?.text === "string") found.rows.push(row);
    else throw new Refusal(`${name}：既不是 zhibiao extract 的结果，也没有 text 一列。`);
  }
}

function tableRow(line, index, name) {
  try {
    return readJson(line);
  } catch {
    throw new Refusal(`${name} 第 ${index + 1} 行不是 JSON。`);
  }
}

/* A text belongs to a result if it is as long as the result says and has every quotation at its place. */
function proves(points, result) {
  const quoted = [...result.records.flatMap((r) => ["indicator", "value", "growth", "period", "subject", "sentence"].map((f) => r[f])), ...result.organizations];
  return points.length === result.source.chars && quoted.every((f) => !f || quote(points, piecesOf(f)) === f.text);
}

/* Give each document without a text the first one that proves it; returns the texts that belong to none. */
function matchTexts(docs, texts) {
  const pending = docs.filter((d) => d.text === null), used = new Set();
  for (const given of texts) {
    const plain = given.text?.replace(/^\ufeff/, "");
    if (plain === undefined) continue;
    const points = Array.from(plain);
    const fits = pending.filter((d) => d.text === null && proves(points, d.result));
    fits.forEach((d) => setText(d, plain));
    if (fits.length) used.add(given);
  }
  return texts.filter((t) => !used.has(t));
}
